"""A machine in memory: the `Tools` that tests hand to the stages."""

from __future__ import annotations

import contextlib
import errno
import fnmatch
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from reportgen.tools import FileState, Finished, Limits

ROOT = Path("/project")
SOURCES = ROOT / "data" / "sources"
START_NS = 1_600_000_000_000_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A program that was called."""

    command: tuple[str, ...]
    folder: Path
    environment: Mapping[str, str]
    limits: Limits


Script = Callable[["MemoryTools", Run], Finished]


def not_scripted(_: MemoryTools, run: Run) -> Finished:
    """Stand for a program that no test foresaw."""
    message = f"no test said what {run.command[0]} does"
    raise AssertionError(message)


@dataclass(slots=True)
class MemoryTools:
    """Files by absolute path, and everything else that a test may want to set.

    `faults` holds the error that reading or writing a path raises; for a folder it holds for all in it.
    `taken` holds the lock files that another process has. `script` says what a program does, `runs` and
    `writes` what was asked for. Each change of a file moves a clock of its own on by a nanosecond.
    """

    files: dict[Path, bytes] = field(default_factory=dict)
    programs: dict[str, Path] = field(default_factory=dict)
    variables: dict[str, str] = field(default_factory=dict)
    faults: dict[Path, OSError] = field(default_factory=dict)
    taken: set[Path] = field(default_factory=set)
    script: Script = not_scripted
    runs: list[Run] = field(default_factory=list)
    writes: list[Path] = field(default_factory=list)
    seconds: float = 0.0
    states: dict[Path, FileState] = field(default_factory=dict)
    ticks: int = 0
    scratches: int = 0

    @classmethod
    def of(cls, files: Mapping[str, str | bytes], root: Path = ROOT) -> MemoryTools:
        """Make a machine with files given relative to `root`."""
        tools = cls()
        for name, content in files.items():
            tools.put(root / name, content)
        return tools

    def put(self, path: Path, content: str | bytes) -> None:
        """Write a file as another program would."""
        data = content.encode() if isinstance(content, str) else content
        old = self.states.get(path)
        self.ticks += 1
        now = START_NS + self.ticks
        inode = old.inode if old else self.ticks
        self.files[path] = data
        self.states[path] = FileState(size=len(data), mtime_ns=now, ctime_ns=now, inode=inode)

    def touch(self, path: Path, *, mtime_ns: int | None = None) -> None:
        """Set a file's modification time; the change time moves on, as it does on every system."""
        self.ticks += 1
        now = START_NS + self.ticks
        self.states[path] = replace(self.states[path], mtime_ns=mtime_ns or now, ctime_ns=now)

    def _check(self, path: Path) -> None:
        for place in (path, *path.parents):
            if place in self.faults:
                raise self.faults[place]

    # --- the protocol ------------------------------------------------------------------------

    def read(self, path: Path) -> bytes:
        """Return a file's bytes."""
        self._check(path)
        if path not in self.files:
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(path))
        return self.files[path]

    def write(self, path: Path, data: bytes) -> None:
        """Replace a file."""
        self._check(path)
        self.put(path, data)
        self.writes.append(path)

    def keep(self, path: Path, data: bytes) -> None:
        """Replace a file that can be made again."""
        self.write(path, data)

    def write_all(self, files: Mapping[Path, bytes]) -> None:
        """Replace files that belong together."""
        for path in files:
            self._check(path)
        for path, data in files.items():
            self.write(path, data)

    def place(self, path: Path, data: bytes) -> None:
        """Write a file for a program."""
        self._check(path)
        self.put(path, data)

    def remove(self, path: Path) -> None:
        """Delete a file or a folder."""
        self._check(path)
        for name in [name for name in self.files if name == path or path in name.parents]:
            del self.files[name], self.states[name]

    def move(self, folder: Path, target: Path) -> None:
        """Rename a folder."""
        for name in [name for name in self.files if folder in name.parents]:
            place = target / name.relative_to(folder)
            self.files[place], self.states[place] = self.files.pop(name), self.states.pop(name)

    def state(self, path: Path) -> FileState | None:
        """Return a file's state."""
        return self.states.get(path)

    def list(self, folder: Path, pattern: str) -> tuple[Path, ...]:
        """Return the files below a folder that match a glob pattern."""
        wanted = tuple(pattern.split("/"))
        inside = (path for path in self.files if folder in path.parents)
        return tuple(sorted(path for path in inside if _matches(path.relative_to(folder).parts, wanted)))

    def closed(self, folder: Path) -> tuple[Path, ...]:
        """Return the folders that may not be listed, by their faults."""
        closed = (path for path, fault in self.faults.items() if isinstance(fault, PermissionError))
        return tuple(sorted(path for path in closed if path.is_relative_to(folder) and path not in self.files))

    def find_program(self, name: str) -> Path | None:
        """Return a program of this machine."""
        return self.programs.get(name)

    def environment(self, name: str) -> str | None:
        """Return a variable of this machine."""
        return self.variables.get(name)

    def clock(self) -> float:
        """Return a time that moves on by a second whenever it is asked for."""
        self.seconds += 1
        return self.seconds

    def run(self, command: Sequence[str], *, folder: Path, environment: Mapping[str, str], limits: Limits) -> Finished:
        """Do what the script says."""
        run = Run(command=tuple(command), folder=folder, environment=dict(environment), limits=limits)
        self.runs.append(run)
        return self.script(self, run)

    @contextlib.contextmanager
    def scratch(self) -> Iterator[Path]:
        """Give a folder of its own."""
        self.scratches += 1
        folder = Path(f"/scratch/{self.scratches}")
        try:
            yield folder
        finally:
            self.remove(folder)

    @contextlib.contextmanager
    def lock(self, path: Path, *, wait_s: float = 0.0) -> Iterator[bool]:
        """Hold a lock file; one that is taken stays so, however long one waits."""
        self._check(path)
        if path in self.taken:
            self.seconds += wait_s
            yield False
            return
        self.taken.add(path)
        try:
            yield True
        finally:
            self.taken.discard(path)


def _matches(parts: tuple[str, ...], pattern: tuple[str, ...]) -> bool:
    """Match as `Path.glob` does: `**` stands for any number of folders, none included."""
    if not pattern:
        return not parts
    if pattern[0] == "**":
        return any(_matches(parts[start:], pattern[1:]) for start in range(len(parts) + 1))
    return bool(parts) and fnmatch.fnmatchcase(parts[0], pattern[0]) and _matches(parts[1:], pattern[1:])


def failed(number: int) -> OSError:
    """Return the error that the system gives for an error number."""
    return OSError(number, os.strerror(number))
