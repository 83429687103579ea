"""The engines and one run of them: hardened environment, limits, and a sandbox where the system has one."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from reportgen.cache import Cache
from reportgen.codes import diagnose
from reportgen.config import Config
from reportgen.diagnostics import Diagnostic, Outcome
from reportgen.tex.sandbox import Room, find_sandbox, sandboxed
from reportgen.tools import Finished, Limits, Tools


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """What differs between the engines.

    `options` forbid other programs and the network. With `late_fonts` a format keeps no fonts, so that
    the late part of a class is read in each run. `packages` are Debian's.
    """

    options: tuple[str, ...]
    late_fonts: bool
    packages: str


KINDS: Mapping[str, Kind] = {
    "lualatex": Kind(
        options=("--no-shell-escape", "--nosocket"),
        late_fonts=True,
        packages="texlive-luatex texlive-latex-recommended",
    ),
    "pdflatex": Kind(
        options=("-no-shell-escape", "-no-parse-first-line"),
        late_fonts=False,
        packages="texlive-latex-recommended",
    ),
    "xelatex": Kind(
        options=("-no-shell-escape", "-no-parse-first-line"),
        late_fonts=True,
        packages="texlive-xetex texlive-latex-recommended",
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Engine:
    """The engine found on this machine. `sandbox` is the path of bubblewrap where it works."""

    program: Path
    sandbox: Path | None
    version: str

    @property
    def name(self) -> str:
        """The engine's name, a key of `KINDS`."""
        return self.program.name

    @property
    def kind(self) -> Kind:
        """What is particular to this engine."""
        return KINDS[self.name]

    @property
    def identity(self) -> str:
        """A digest that changes with the engine; caches are kept by it."""
        return hashlib.sha256(f"{self.program}\0{self.version}".encode()).hexdigest()[:16]


def find_engine(config: Config, tools: Tools, cache: Cache | None = None) -> Outcome[Engine | None]:
    """Look for the engine and for a sandbox that works; `cache` remembers whether there is one, in memory."""
    program = tools.find_program(config.engine)
    if program is None:
        hint = f"on Debian or Ubuntu: apt-get install {KINDS[config.engine].packages}"
        return Outcome(None, (diagnose("CFG006", f"{config.engine} is not installed", hint=hint),))
    state = tools.state(program)
    version = f"{state.size}-{state.mtime_ns}" if state else "unknown"
    sandbox = cache.remember("sandbox", "", lambda: find_sandbox(tools)) if cache is not None else find_sandbox(tools)
    found: tuple[Diagnostic, ...] = ()
    if sandbox is None:
        hint = "install bubblewrap"
        found = (diagnose("CFG011", "no sandbox: TeX can read what you can read", hint=hint),)
    return Outcome(Engine(program=program, sandbox=sandbox, version=version), found)


def run_engine(
    engine: Engine, config: Config, room: Room, tools: Tools, *, file: str, options: tuple[str, ...] = ()
) -> Finished:
    """Run the engine once on `file`, which lies in the room's work folder."""
    command, environment = engine_command(engine, config, room, tools, file=file, options=options)
    return tools.run(command, folder=room.work, environment=environment, limits=limits_of(config))


def limits_of(config: Config) -> Limits:
    """Return the limits of one run; all files of it together may have four times the size of one."""
    size = config.file_mb * 1024**2
    return Limits(
        wall_s=config.timeout_s, memory=config.memory_mb * 1024**2, file_size=size, folder_size=4 * size, output=size
    )


def engine_command(
    engine: Engine,
    config: Config,
    room: Room,
    tools: Tools,
    *,
    file: str,
    options: tuple[str, ...] = (),
    settings: Mapping[str, str] | None = None,
    halt: bool = True,
) -> tuple[list[str], dict[str, str]]:
    """Return the command and its whole environment; `settings` are further variables for the engine.

    With `halt` the first error is the last.
    """
    command = [
        str(engine.program), *engine.kind.options, "-interaction=nonstopmode",
        *(("-halt-on-error", "-file-line-error") if halt else ()), "-recorder", *options, file,
    ]  # fmt: skip
    if engine.sandbox is None:
        return command, tex_environment(config, room, tools) | dict(settings or {})
    environment = tex_environment(config, room.inside(), tools) | dict(settings or {})
    return [*sandboxed(engine.sandbox, room, environment), *command], {"PATH": "/usr/bin:/bin"}


def tex_environment(config: Config, room: Room, tools: Tools) -> dict[str, str]:
    """Return the whole environment of the engine; nothing of the user's own reaches it."""
    epoch = str(int((config.date.toordinal() - 719163) * 86400))
    cache = str(room.cache)
    return {
        "PATH": tools.environment("PATH") or "/usr/bin:/bin",
        # Never a folder that other users can write: luaotfload runs the Lua code that it finds in its caches.
        "HOME": str(room.work),
        "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", "TZ": "UTC",
        # The clock of the PDF is the report's date.
        "SOURCE_DATE_EPOCH": epoch, "FORCE_SOURCE_DATE": "1",
        "openin_any": "p", "openout_any": "p", "shell_escape": "f",
        "TEXMFHOME": "/nonexistent", "TEXMFCONFIG": "/nonexistent", "TEXMFVAR": cache,
        "TEXMFCACHE": f"{cache}:{room.work}/texcache",
        "MKTEXTFM": "0", "MKTEXPK": "0", "MKTEXMF": "0", "MKTEXTEX": "0", "MKTEXFMT": "0",
        # Long lines: a log that is not wrapped can be read without guessing.
        "max_print_line": "10000", "error_line": "254", "half_error_line": "238",
    } | ({"TEXFORMATS": f"{room.formats}:"} if room.formats else {})  # fmt: skip
