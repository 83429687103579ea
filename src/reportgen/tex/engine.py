"""Run the engine once: hardened environment, limits, and a sandbox where the system has one.

The measurements and attacks behind each setting are described in docs/architecture.md.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from reportgen.codes import diagnose
from reportgen.config import Config
from reportgen.diagnostics import Diagnostic, Outcome
from reportgen.tools import Finished, Limits, Tools

_READ_ONLY = ("/etc/texmf", "/etc/fonts", "/etc/alternatives", "/var/lib/texmf", "/usr/local")
_WORK, _CACHE = "/work", "/texcache"


@dataclass(frozen=True, slots=True, kw_only=True)
class Engine:
    """The engine found on this machine. `sandbox` is the path of bubblewrap where it works."""

    program: Path
    sandbox: Path | None
    version: str

    @property
    def identity(self) -> str:
        """A digest that changes with the engine; caches are kept by it."""
        return hashlib.sha256(f"{self.program}\0{self.version}".encode()).hexdigest()[:16]


def find_engine(config: Config, tools: Tools) -> Outcome[Engine | None]:
    """Look for the engine and for a sandbox that works."""
    program = tools.find_program(config.engine)
    if program is None:
        hint = "on Debian or Ubuntu: apt-get install texlive-luatex texlive-latex-recommended"
        return Outcome(None, (diagnose("CFG006", f"{config.engine} is not installed", hint=hint),))
    state = tools.state(program)
    version = f"{state.size}-{state.mtime_ns}" if state else "unknown"
    sandbox = _find_sandbox(tools)
    found: tuple[Diagnostic, ...] = ()
    if sandbox is None:
        hint = "install bubblewrap"
        found = (diagnose("CFG011", "no sandbox: TeX can read what you can read", hint=hint),)
    return Outcome(Engine(program=program, sandbox=sandbox, version=version), found)


def _find_sandbox(tools: Tools) -> Path | None:
    """Return bubblewrap if it can really make a sandbox here."""
    program = tools.find_program("bwrap")
    if program is None:
        return None
    command = [str(program), "--unshare-all", "--ro-bind", "/usr", "/usr", "--symlink", "usr/lib", "/lib",
               "--symlink", "usr/lib64", "/lib64", "--proc", "/proc", "--dev", "/dev", "/usr/bin/true"]  # fmt: skip
    try:
        finished = tools.run(command, folder=Path("/"), environment={"PATH": "/usr/bin:/bin"}, limits=Limits(wall_s=10))
    except OSError:
        return None
    return program if finished.status == 0 else None


def run_engine(
    engine: Engine, config: Config, folder: Path, cache: Path, tools: Tools, *, writable_cache: bool, file: str
) -> Finished:
    """Run the engine on `file` in `folder`. Only a trusted run may write the font cache."""
    limits = Limits(wall_s=config.timeout_s, memory=config.memory_mb * 1024**2)
    command = [
        str(engine.program), "--no-shell-escape", "--nosocket", "-interaction=nonstopmode", "-halt-on-error",
        "-file-line-error", "-recorder", file,
    ]  # fmt: skip
    inside = engine.sandbox is not None
    environment = tex_environment(config, _CACHE if inside else str(cache), tools)
    if engine.sandbox is not None:
        command = [*_sandboxed(engine.sandbox, folder, cache, environment, writable_cache=writable_cache), *command]
        environment = {"PATH": "/usr/bin:/bin"}
    return tools.run(command, folder=folder, environment=environment, limits=limits)


def tex_environment(config: Config, cache: str, tools: Tools) -> dict[str, str]:
    """Return the whole environment of the engine; nothing of the user's own reaches it."""
    epoch = str(int((config.date.toordinal() - 719163) * 86400))
    return {
        "PATH": tools.environment("PATH") or "/usr/bin:/bin",
        "HOME": "/tmp",  # noqa: S108 - a place that is empty inside the sandbox
        "LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", "TZ": "UTC",
        # The clock of the PDF is the report's date.
        "SOURCE_DATE_EPOCH": epoch, "FORCE_SOURCE_DATE": "1",
        "openin_any": "p", "openout_any": "p", "shell_escape": "f",
        "TEXMFHOME": "/nonexistent", "TEXMFCONFIG": "/nonexistent", "TEXMFVAR": cache,
        "TEXMFCACHE": f"{cache}:/tmp",
        "MKTEXTFM": "0", "MKTEXPK": "0", "MKTEXMF": "0", "MKTEXTEX": "0", "MKTEXFMT": "0",
        # Long lines: a log that is not wrapped can be read without guessing.
        "max_print_line": "10000", "error_line": "254", "half_error_line": "238",
    }  # fmt: skip


def _sandboxed(
    program: Path, folder: Path, cache: Path, environment: Mapping[str, str], *, writable_cache: bool
) -> list[str]:
    """Return the bubblewrap command: system read-only, no network, one writable folder."""
    command = [
        str(program), "--unshare-all", "--die-with-parent", "--new-session", "--cap-drop", "ALL", "--clearenv",
        "--ro-bind", "/usr", "/usr", "--symlink", "usr/bin", "/bin", "--symlink", "usr/lib", "/lib",
        "--symlink", "usr/lib64", "/lib64",
    ]  # fmt: skip
    for path in _READ_ONLY:
        command += ["--ro-bind-try", path, path]
    command += [
        "--bind" if writable_cache else "--ro-bind", str(cache), _CACHE,
        "--proc", "/proc", "--dev", "/dev", "--size", str(64 * 1024**2), "--tmpfs", "/tmp",  # noqa: S108
        "--bind", str(folder), _WORK, "--chdir", _WORK,
    ]  # fmt: skip
    if os.getuid() == 0:
        command += ["--uid", "65534", "--gid", "65534"]
    for name, value in environment.items():
        command += ["--setenv", name, value]
    return [*command, "--"]
