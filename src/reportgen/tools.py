"""The edge of the program: the only module that touches the machine.

Stages receive a `Tools` and do everything through it: read, write, run, ask for the time or the
environment. Tests hand them one that lives in memory.
"""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

if sys.platform != "win32":
    import resource

_OUTPUT_LIMIT = 2 * 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What a program may use; sizes in bytes, times in seconds."""

    wall_s: float = 120.0
    memory: int = 3 * 1024**3
    file_size: int = 256 * 1024**2
    open_files: int = 256


@dataclass(frozen=True, slots=True, kw_only=True)
class Finished:
    """A program that has ended. `output` is stdout and stderr together, cut at 2 MiB.

    `stopped` says why it was ended from outside: `"time"`, `"interrupted"` or `None`.
    """

    status: int
    output: str
    seconds: float
    stopped: str | None = None


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

    def remove(self, path: Path) -> None:
        """Delete a file or a folder with all in it; a missing one is no error."""

    def state(self, path: Path) -> FileState | None:
        """Return the state of a regular file, `None` when there is none. Follows no link out of folders."""

    def list(self, folder: Path, pattern: str) -> tuple[Path, ...]:
        """Return the regular files below `folder` that match a glob pattern, sorted."""

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

    def lock(self, path: Path) -> contextlib.AbstractContextManager[bool]:
        """Hold a lock file; gives `False` when another process has it."""


class LocalTools:
    """The real machine."""

    def read(self, path: Path) -> bytes:
        """Return a regular file's bytes; a pipe or a device is refused, since reading it may hang."""
        if path.is_dir():
            raise IsADirectoryError(errno.EISDIR, "not a regular file", str(path))
        if path.exists() and not path.is_file():
            raise OSError(errno.EINVAL, "not a regular file", str(path))
        return path.read_bytes()

    def write(self, path: Path, data: bytes) -> None:
        """Write beside the target, flush to disk, then rename over it."""
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            Path(name).chmod(0o644)
            Path(name).replace(path)
        except BaseException:
            with contextlib.suppress(OSError):
                Path(name).unlink()
            raise

    def remove(self, path: Path) -> None:
        """Delete a file or folder; a link is removed, never followed."""
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)

    def state(self, path: Path) -> FileState | None:
        """Return size, times and inode of a regular file."""
        try:
            found = path.stat()
        except OSError:
            return None
        if not path.is_file():
            return None
        return FileState(size=found.st_size, mtime_ns=found.st_mtime_ns, ctime_ns=found.st_ctime_ns, inode=found.st_ino)

    def list(self, folder: Path, pattern: str) -> tuple[Path, ...]:
        """Return matching regular files, sorted by path."""
        return tuple(sorted(path for path in folder.glob(pattern) if path.is_file()))

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
        started = self.clock()
        # An interrupt waits until the program can be ended: one that came between its start and the
        # `try` below would leave it running.
        mask = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        try:
            process = subprocess.Popen(
                list(command),
                cwd=folder,
                env=dict(environment),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                preexec_fn=lambda: _confine(limits, mask),  # noqa: PLW1509 - it only sets limits
            )
        except BaseException:
            signal.pthread_sigmask(signal.SIG_SETMASK, mask)
            raise
        kept: list[bytes] = []
        reader = threading.Thread(target=_drain, args=(process, kept), daemon=True)
        reader.start()
        stopped: str | None = None
        try:
            signal.pthread_sigmask(signal.SIG_SETMASK, mask)
            process.wait(limits.wall_s)
        except subprocess.TimeoutExpired:
            stopped = "time"
        except KeyboardInterrupt:
            stopped = "interrupted"
            raise
        finally:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            reader.join(5)
        return Finished(
            status=process.returncode,
            output=b"".join(kept).decode("utf-8", "replace"),
            seconds=self.clock() - started,
            stopped=stopped,
        )

    @contextlib.contextmanager
    def scratch(self) -> Iterator[Path]:
        """Make a folder only this user can enter; remove it afterwards."""
        with tempfile.TemporaryDirectory(prefix="reportgen-", ignore_cleanup_errors=True) as name:
            yield Path(name)

    @contextlib.contextmanager
    def lock(self, path: Path) -> Iterator[bool]:
        """Take an advisory lock (`flock`) that the system drops when the process ends."""
        import fcntl

        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("ab") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                yield False
                return
            try:
                yield True
            finally:
                fcntl.flock(file, fcntl.LOCK_UN)


def _confine(limits: Limits, mask: Iterable[int]) -> None:
    """Set the limits and the signal mask of a new process, in the child before the program starts."""
    signal.pthread_sigmask(signal.SIG_SETMASK, mask)
    # macOS knows no useful address-space limit and refuses to set one.
    for kind, value in (
        (resource.RLIMIT_AS, limits.memory),
        (resource.RLIMIT_FSIZE, limits.file_size),
        (resource.RLIMIT_NOFILE, limits.open_files),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_CPU, int(limits.wall_s) + 5),
    ):
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(kind, (value, value))


def _drain(process: subprocess.Popen[bytes], kept: list[bytes]) -> None:
    """Read the output to its end, so that the program never blocks, and keep the first 2 MiB."""
    size = 0
    if process.stdout is None:
        return
    with process.stdout as stream:
        while chunk := stream.read(65536):
            if size < _OUTPUT_LIMIT:
                kept.append(chunk[: _OUTPUT_LIMIT - size])
                size += len(chunk)
