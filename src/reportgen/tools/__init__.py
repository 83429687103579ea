"""The edge of the program: the only module that touches the machine.

Stages receive a `Tools` and do everything through it: read, write, run, ask for the time or the
environment. Tests hand them one that lives in memory.
"""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import stat
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from reportgen.tools.held import hold, replace_all, scratch_folder, stays
from reportgen.tools.running import Finished, Limits, run_program

__all__ = ["FileState", "Finished", "Limits", "LocalTools", "Tools"]

# The modification time of files placed for a program: 1 January 2000.
_PLACED_NS = 946_684_800 * 10**9


@dataclass(frozen=True, slots=True, kw_only=True)
class FileState:
    """What the file system says of a regular file; times in nanoseconds."""

    size: int
    mtime_ns: int
    ctime_ns: int
    inode: int


class Tools(Protocol):
    """Every effect the stages may have."""

    def read(self, path: Path) -> bytes:
        """Return a file's bytes. Raises `OSError`."""

    def write(self, path: Path, data: bytes) -> None:
        """Replace a file in one step, making its folder; other readers see old or new, never half."""

    def keep(self, path: Path, data: bytes) -> None:
        """Replace a file as `write` does, without waiting for the disk: for what can be made again at any time."""

    def write_all(self, files: Mapping[Path, bytes]) -> None:
        """Replace files that belong together: none before all are written, and no signal comes between."""

    def place(self, path: Path, data: bytes) -> None:
        """Write a file for a program into a scratch folder, making its folder.

        Not flushed to disk, and always with the same modification time: caches of fonts compare it.
        """

    def remove(self, path: Path) -> None:
        """Delete a file or a folder with all in it; a missing one is no error."""

    def move(self, folder: Path, target: Path) -> None:
        """Give a folder another name in one step; an empty folder may bear it. Raises `OSError`."""

    def state(self, path: Path) -> FileState | None:
        """Return the state of a regular file, `None` when there is none. Follows no link out of folders."""

    def list(self, folder: Path, pattern: str) -> tuple[Path, ...]:
        """Return the regular files below `folder` that match a glob pattern, sorted."""

    def closed(self, folder: Path) -> tuple[Path, ...]:
        """Return the folders below `folder`, and itself, whose files may not be listed, sorted."""

    def find_program(self, name: str) -> Path | None:
        """Return the program's path, `None` when it is not installed."""

    def environment(self, name: str) -> str | None:
        """Return an environment variable."""

    def clock(self) -> float:
        """Return a monotonic time in seconds."""

    def run(
        self,
        command: Sequence[str],
        *,
        folder: Path,
        environment: Mapping[str, str],
        limits: Limits,
    ) -> Finished:
        """Run a program to its end, without input, in its own process group. Raises `OSError`."""

    def scratch(self) -> contextlib.AbstractContextManager[Path]:
        """Return a private new folder that is gone when the context ends."""

    def lock(self, path: Path, *, wait_s: float = 0.0) -> contextlib.AbstractContextManager[bool]:
        """Hold a lock file; gives `False` when another process still has it after `wait_s` seconds.

        While it is held, the file says by whom.
        """


class LocalTools:
    """The real machine."""

    def read(self, path: Path) -> bytes:
        """Return a regular file's bytes; a pipe or a device is refused, since reading it may hang."""
        if not stays(path):
            raise OSError(errno.ELOOP, "a link that leads out of its folder", str(path))
        if path.is_dir():
            raise IsADirectoryError(errno.EISDIR, "not a regular file", str(path))
        if path.exists() and not path.is_file():
            raise OSError(errno.EINVAL, "not a regular file", str(path))
        return path.read_bytes()

    def write(self, path: Path, data: bytes) -> None:
        """Write beside the target, flush to disk, then rename over it."""
        self.write_all({path: data})

    def keep(self, path: Path, data: bytes) -> None:
        """Write beside the target, then rename over it."""
        replace_all({path: data}, flush=False)

    def write_all(self, files: Mapping[Path, bytes]) -> None:
        """Write each file beside its target and flush it; then rename them all, the signals held back."""
        replace_all(files)

    def place(self, path: Path, data: bytes) -> None:
        """Write a new file; one that is there is replaced, never written into."""
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)
        with path.open("xb") as file:
            file.write(data)
        os.utime(path, ns=(_PLACED_NS, _PLACED_NS))

    def remove(self, path: Path) -> None:
        """Delete a file or folder; a link is removed, never followed."""
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)

    def move(self, folder: Path, target: Path) -> None:
        """Rename a folder, on one file system."""
        folder.replace(target)

    def state(self, path: Path) -> FileState | None:
        """Return size, times and inode of a regular file."""
        try:
            found = path.stat()
        except OSError:
            return None
        if not stat.S_ISREG(found.st_mode) or not stays(path):
            return None
        return FileState(size=found.st_size, mtime_ns=found.st_mtime_ns, ctime_ns=found.st_ctime_ns, inode=found.st_ino)

    def list(self, folder: Path, pattern: str) -> tuple[Path, ...]:
        """Return matching regular files, sorted by path."""
        return tuple(sorted(path for path in folder.glob(pattern) if path.is_file()))

    def closed(self, folder: Path) -> tuple[Path, ...]:
        """Walk through the folders, following no link."""
        faults: list[OSError] = []
        for _ in os.walk(folder, onerror=faults.append):
            pass
        return tuple(sorted(Path(fault.filename) for fault in faults if isinstance(fault, PermissionError)))

    def find_program(self, name: str) -> Path | None:
        """Search PATH."""
        found = shutil.which(name)
        return Path(found) if found else None

    def environment(self, name: str) -> str | None:
        """Read the process environment."""
        return os.environ.get(name)

    def clock(self) -> float:
        """Return `time.monotonic()`."""
        return time.monotonic()

    def run(
        self,
        command: Sequence[str],
        *,
        folder: Path,
        environment: Mapping[str, str],
        limits: Limits,
    ) -> Finished:
        """Run under resource limits; the whole process group is ended on time-out and afterwards."""
        return run_program(command, folder, environment, limits)

    def scratch(self) -> contextlib.AbstractContextManager[Path]:
        """Make a folder only this user can enter; remove it afterwards."""
        return scratch_folder()

    def lock(self, path: Path, *, wait_s: float = 0.0) -> contextlib.AbstractContextManager[bool]:
        """Take an advisory lock that the system drops when the process ends."""
        return hold(path, wait_s=wait_s)
