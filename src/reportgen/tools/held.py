"""What is on its way: locks, scratch folders and files not yet in place, and what killed processes left of them.

Each is locked by the process that made it (`flock`, which the system drops when the process ends). So one that
nobody has locked is a leftover.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import shutil
import signal
import stat
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from reportgen.tools.signals import ENDING, orderly_end, without_signals

# `mkstemp` and `mkdtemp` add eight characters.
_UNFINISHED = "~new-"
_SCRATCH = "reportgen-work-"
# Seconds between two looks at whether a lock is free.
_LOOK_S = 0.1
_LOOKS = 20


def replace_all(files: Mapping[Path, bytes], *, flush: bool = True) -> None:
    """Write each file beside its target and flush it; then rename them all, the signals held back.

    Without `flush` a file may be empty or old after the machine has lost its power, never half replaced.
    """
    with contextlib.ExitStack() as unfinished:
        ready: list[tuple[Path, Path]] = []
        for path, data in files.items():
            with _naming(path):
                ready.append((_write_beside(path, data, unfinished, flush=flush), path))
        with without_signals():
            for new, path in ready:
                with _naming(path):
                    new.replace(path)
            for folder in {path.parent for path in files} if flush else ():
                _flush(folder)


@contextlib.contextmanager
def scratch_folder() -> Iterator[Path]:
    """Make a folder only this user can enter; remove it afterwards.

    It is locked while it is in use: one that no process holds is a leftover.
    """
    mask = signal.pthread_sigmask(signal.SIG_BLOCK, ENDING)
    handle, name = -1, ""
    try:
        handle, name = _locked(lambda: tempfile.mkdtemp(prefix=_SCRATCH))
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)
        yield Path(name)
    finally:
        signal.pthread_sigmask(signal.SIG_BLOCK, ENDING)
        if name:
            _remove(Path(name))
            os.close(handle)
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)


def _remove(folder: Path) -> None:
    """Remove a folder; a program that was just ended in a sandbox may write for a moment more."""
    for _ in range(_LOOKS):
        shutil.rmtree(folder, ignore_errors=True)
        if not folder.exists():
            return
        time.sleep(_LOOK_S)


@contextlib.contextmanager
def hold(path: Path, *, wait_s: float = 0.0) -> Iterator[bool]:
    """Take an advisory lock (`flock`) that the system drops when the process ends.

    What killed processes left is removed then: scratch folders, and unfinished files below the lock's folder.
    """
    until = time.monotonic() + wait_s
    while (handle := _take(path)) is None:
        if time.monotonic() >= until:
            yield False
            return
        time.sleep(_LOOK_S)
    try:
        _remove_abandoned(path.parent.rglob(f".*{_UNFINISHED}????????"))
        _remove_abandoned(Path(tempfile.gettempdir()).glob(f"{_SCRATCH}????????"))
        since = time.strftime("%Y-%m-%d %H:%M:%S")
        with _naming(path):
            os.ftruncate(handle, 0)
            os.pwrite(handle, f"process {os.getpid()} since {since}: {_own_command()}".encode(), 0)
        with orderly_end():
            yield True
    finally:
        with contextlib.suppress(OSError):
            os.ftruncate(handle, 0)
        os.close(handle)


def _take(path: Path) -> int | None:
    """Open and lock a lock file, making it and its folder; `None` when another process has it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with _naming(path):
        try:
            return _try_lock(path, os.O_RDWR | os.O_CREAT)
        except FileNotFoundError:  # its folder was removed just now
            return None


def stays(path: Path) -> bool:
    """Whether a path below a scratch folder leads to nowhere else: a program may have left links there."""
    if _SCRATCH not in str(path):
        return True
    scratch = next((folder for folder in path.parents if folder.name.startswith(_SCRATCH)), None)
    return scratch is None or path.resolve().is_relative_to(scratch.resolve())


def _own_command() -> str:
    """Return this process's command line as far as it fits on a line; blanks stand for control characters."""
    words = " ".join([Path(sys.argv[0]).name, *sys.argv[1:]]) if sys.argv else "?"
    return "".join(c if c.isprintable() else " " for c in words)[:160]


@contextlib.contextmanager
def _naming(path: Path) -> Iterator[None]:
    """Have a fault name the file that was meant: that of a full disk names none, others the unfinished one."""
    try:
        yield
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from error


def _write_beside(path: Path, data: bytes, unfinished: contextlib.ExitStack, *, flush: bool) -> Path:
    """Write a file beside `path`; the stack removes it unless it was renamed.

    It is locked meanwhile: one that no process holds is a leftover.
    """

    def make() -> str:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}{_UNFINISHED}")
        os.close(handle)
        return name

    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = _locked(make)
    new = Path(name)
    unfinished.callback(new.unlink, missing_ok=True)
    file = unfinished.enter_context(os.fdopen(handle, "wb"))
    file.write(data)
    file.flush()
    os.fchmod(handle, 0o644)
    if flush:
        os.fsync(handle)
    return new


def _locked(make: Callable[[], str]) -> tuple[int, str]:
    """Make a file or folder and lock it; once more when another process took it for a leftover in between."""
    while True:
        name = make()
        flags = os.O_RDONLY if Path(name).is_dir() else os.O_RDWR
        try:
            handle = _try_lock(Path(name), flags)
        except FileNotFoundError:
            continue
        except OSError:  # a file system without locks: there nothing counts as a leftover
            return os.open(name, flags | os.O_CLOEXEC), name
        if handle is not None:
            return handle, name


def _try_lock(path: Path, flags: int) -> int | None:
    """Open and lock a file or folder; `None` when another process holds it, or it is no longer at `path`.

    Raises `OSError` when it cannot be opened or locked.
    """
    handle = os.open(path, flags | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC, 0o644)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        there, held = path.lstat(), os.fstat(handle)
        if (there.st_ino, there.st_dev) == (held.st_ino, held.st_dev):
            return handle
    except (BlockingIOError, FileNotFoundError):
        pass
    except BaseException:
        os.close(handle)
        raise
    os.close(handle)
    return None


def _remove_abandoned(found: Iterable[Path]) -> None:
    """Remove those of this user's files and folders that no process has locked."""
    for path in found:
        with contextlib.suppress(OSError):
            state = path.lstat()
            if state.st_uid != os.getuid() or not (stat.S_ISREG(state.st_mode) or stat.S_ISDIR(state.st_mode)):
                continue
            handle = _try_lock(path, os.O_RDONLY)
            if handle is None:
                continue
            try:
                shutil.rmtree(path) if stat.S_ISDIR(state.st_mode) else path.unlink()
            finally:
                os.close(handle)


def _flush(folder: Path) -> None:
    """Have the names in a folder written to disk, where the system can do that."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
