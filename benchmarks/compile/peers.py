"""The programs that are measured: how each is set up, made cold again, and run once."""

from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
import subprocess
import time
from dataclasses import dataclass, field
from pathlib import Path

from compile.edits import CASES, NO_OP
from compile.measure import Group, Sample, Watch, run
from compile.subjects import Files, Subject

# What a cold build of reportgen may find, made once for a machine and a class: font cache, dumped
# preambles, the library for warm engines.
_KEPT_WHEN_COLD = ("fonts*", "format*", "checkpoints-*")
# luaotfload parses a font again whose time changed; installed fonts keep theirs.
_FONT_TIME = 1_600_000_000
_LOCK = "project/data/evidence.lock"


class FailedError(Exception):
    """A peer did not make a PDF; the text says what it said last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where and with what peers run: a private folder, reportgen's command, the Python that has the peers' packages."""

    folder: Path
    reportgen: tuple[str, ...]
    python: Path | None
    limit_s: float = 3600.0

    def environment(self, cache: Path) -> dict[str, str]:
        """The environment of a run: an empty home, a font cache of the peer's own, nothing of the user's."""
        kept = {name: os.environ[name] for name in ("PATH", "TERM") if name in os.environ}
        home = str(self.folder / "home")
        # TEXMFCACHE, too: for a user who may write there, luaotfload would keep its fonts in the system's folder.
        return kept | {
            "HOME": home, "LANG": "C.UTF-8", "TEXMFVAR": str(cache), "TEXMFCACHE": str(cache), "TMPDIR": home,
        }  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """One measured run: the sample, the passes of the engine where they are known, and the seconds that they took."""

    sample: Sample
    passes: int | None = None
    engine_s: float | None = None


@dataclass(slots=True, kw_only=True)
class Peer:
    """A program and the folder it works in. `form` is the form of the sources it reads, `cases` those it meets.

    It is `behind` when the subject has edits that it has not seen.
    """

    name: str
    form: str
    command: tuple[str, ...]
    place: Place
    needs: tuple[str, ...] = ()
    pdf: str = "main.pdf"
    cases: tuple[str, ...] = CASES
    behind: bool = False
    _sources: set[str] = field(default_factory=set)

    @property
    def folder(self) -> Path:
        """Where it works."""
        return self.place.folder / self.name

    @property
    def cache(self) -> Path:
        """Its font cache, shared with nobody: luaotfload knows a font by name, and another's would displace it."""
        return self.place.folder / f"{self.name}-fonts"

    @property
    def environment(self) -> dict[str, str]:
        """The environment of its runs."""
        return self.place.environment(self.cache)

    def missing(self) -> str | None:
        """Say what is not installed."""
        found = [name for name in self.needs if shutil.which(name) is None]
        return f"{', '.join(found)} not installed" if found else None

    def write(self, subject: Subject) -> bool:
        """Write the sources. False when there is no such form."""
        files = self.files(subject)
        if files is None:
            return False
        self.put(files)
        self._sources = set(files)
        return True

    def files(self, subject: Subject) -> Files | None:
        """Return the sources in this peer's form."""
        return subject.sources(self.form, self.folder)

    def put(self, files: Files) -> None:
        """Replace the files whose bytes changed, each in one step, as editors do."""
        put(files, self.folder)

    def prepare(self) -> None:
        """Build once, untimed. Raises `FailedError`."""
        self.build("prepare")

    def cool(self, case: str) -> None:
        """Remove what the builds left; stone-cold, the font cache as well."""
        for path in sorted(self.folder.rglob("*"), reverse=True):
            if path.is_dir() and not path.is_symlink():
                with contextlib.suppress(OSError):
                    path.rmdir()
            elif path.relative_to(self.folder).as_posix() not in self._sources:
                path.unlink()
        if case == "stone-cold":
            shutil.rmtree(self.cache, ignore_errors=True)

    def build(self, case: str) -> Result:
        """Run once and measure. Raises `FailedError`."""
        sample = run(self.command, self.folder, self.environment, self.place.limit_s)
        if sample.status != 0 or not (self.folder / self.pdf).exists():
            raise FailedError(f"{self.name}, {case}: status {sample.status}: {_tail(sample.output)}")
        return Result(sample=sample, passes=self.passes(sample))

    def passes(self, sample: Sample) -> int | None:
        """Count the runs of the engine in latexmk's output."""
        if self.command[0] != "latexmk":
            return None
        return len(re.findall(r"^Run number \d+ of rule '(?:pdf|lua|xe)latex'", sample.output, re.MULTILINE))

    def catch_up(self, subject: Subject) -> None:
        """Build, untimed, what edits of cases that it does not meet have made of the subject."""
        self.write(subject)
        self.build("catching up")
        self.behind = False

    def text(self) -> str:
        """Return the text of the PDF."""
        command = ["pdftotext", str(self.folder / self.pdf), "-"]
        return subprocess.run(command, capture_output=True, text=True, check=False).stdout

    def pages(self) -> int | None:
        """Return how many pages the PDF has; `None` where nothing can tell."""
        if shutil.which("pdfinfo") is None:
            return None
        command = ["pdfinfo", str(self.folder / self.pdf)]
        said = subprocess.run(command, capture_output=True, text=True, check=False, errors="replace").stdout
        found = re.search(r"^Pages:\s+(\d+)$", said, re.MULTILINE)
        return int(found[1]) if found else None

    def close(self) -> None:
        """End what still runs."""


class Stateless(Peer):
    """A program that keeps nothing from one run to the next, so that it need not see every edit."""

    def catch_up(self, subject: Subject) -> None:
        """Do nothing."""


class NaivePass(Stateless):
    """One pass of the engine in a converged state, whatever the case: the unit of the targets."""

    def prepare(self) -> None:
        """Let latexmk bring it to a converged state."""
        engine = self.command[0]
        Peer(name=self.name, form=self.form, command=latexmk(engine), place=self.place).build("prepare")

    def cool(self, case: str) -> None:
        """Stay as it is."""

    def passes(self, sample: Sample) -> int | None:  # noqa: ARG002
        """One."""
        return 1


class Reportgen(Peer):
    """`reportgen build` on a project; changed records are verified against the document before the clock starts."""

    _locked: tuple[Files, bytes] = ({}, b"")

    def files(self, subject: Subject) -> Files | None:
        """Return the project with the lock that fits its records, which is made in another folder."""
        files = Peer.files(self, subject)
        if files is None or not any(name.startswith("documents/") for name in files):
            return files
        data = {name: content for name, content in files.items() if name.startswith(("project/data/", "documents/"))}
        if data != self._locked[0]:
            aside = self.place.folder / f"{self.name}-lock"
            put(files, aside)
            command = (*self.place.reportgen, "verify", "--update", "--project", "project", "--sources", "documents")
            sample = run(command, aside, self.environment, self.place.limit_s)
            if sample.status != 0:
                raise FailedError(f"{self.name}, verify: {_tail(sample.output)}")
            self._locked = data, (aside / _LOCK).read_bytes()
        return files | {_LOCK: self._locked[1]}

    def cool(self, case: str) -> None:
        """Remove the output and the caches, but for the fonts and the format unless it is to be stone-cold."""
        build = self.folder / "project" / "build"
        for path in build.iterdir() if build.exists() else ():
            if path.name == "cache" and case != "stone-cold":
                for cache in path.iterdir():
                    if not any(cache.match(pattern) for pattern in _KEPT_WHEN_COLD):
                        _remove(cache)
            else:
                _remove(path)

    def build(self, case: str) -> Result:
        """Run once and read the build's own record."""
        record = self.folder / "project" / "build" / "build.json"
        before = record.stat().st_mtime_ns if record.exists() else 0
        result = Peer.build(self, case)
        if record.stat().st_mtime_ns == before:
            if case != NO_OP:
                raise FailedError(f"{self.name}, {case}: nothing was built")
            return Result(sample=result.sample, passes=0, engine_s=0.0)
        passes = json.loads(record.read_text())["details"]["passes"]
        return Result(sample=result.sample, passes=len(passes), engine_s=sum(float(p["seconds"]) for p in passes))


class Server(Peer):
    """A process that stays: the time runs from the request to the answer. It is started anew when cold."""

    process: subprocess.Popen[str] | None = None
    group: Group | None = None

    def cool(self, case: str) -> None:
        """End the process."""
        self.close()
        Peer.cool(self, case)

    def build(self, case: str) -> Result:
        """Ask for one build, which begins with the start of the process if there is none."""
        started = time.perf_counter()
        if self.process is None or self.group is None:
            self.group = Group(self.name)
            self.process = subprocess.Popen(
                self.group.command(self.command), cwd=self.folder, env=self.environment, text=True,
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, start_new_session=True,
            )  # fmt: skip
        used = self.group.cpu()
        with Watch(self.group, self.process.pid) as watch:
            answer = self.ask(self.process)
            wall = time.perf_counter() - started
        sample = Sample(wall=wall, cpu=self.group.cpu() - used, memory=watch.memory, programs=watch.programs())
        if not answer:
            self.close()
            raise FailedError(f"{self.name}, {case}: it ended")
        return Result(sample=sample)

    def ask(self, process: subprocess.Popen[str]) -> str:
        """Send one line and wait for one."""
        if process.stdin is None or process.stdout is None:
            return ""
        with contextlib.suppress(BrokenPipeError):
            process.stdin.write("build\n")
            process.stdin.flush()
        return process.stdout.readline()

    def close(self) -> None:
        """End the process and wait for it."""
        if self.process is not None:
            self.process.terminate()
            self.process.communicate()
        if self.group is not None:
            self.group.__exit__(None, None, None)
        self.process = self.group = None


def latexmk(engine: str) -> tuple[str, ...]:
    """Return the command that people use."""
    option = {"lualatex": "-lualatex", "pdflatex": "-pdf", "xelatex": "-pdfxe"}[engine]
    return ("latexmk", option, "-interaction=nonstopmode", "main.tex")


def put(files: Files, folder: Path) -> None:
    """Write files into a folder; one is replaced only when its bytes changed."""
    for name, data in files.items():
        path = folder / name
        if not path.exists() or path.read_bytes() != data:
            path.parent.mkdir(parents=True, exist_ok=True)
            replacement = path.with_name(f".{path.name}.new")
            replacement.write_bytes(data)
            if "fonts" in path.parts:
                os.utime(replacement, (_FONT_TIME, _FONT_TIME))
            os.replace(replacement, path)  # noqa: PTH105 - the call that editors make


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink()


def _tail(output: str) -> str:
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    return " / ".join(lines[-4:])[-400:]
