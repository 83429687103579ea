"""Run another program to its end, under limits; no part of it outlives the run, or this process."""

from __future__ import annotations

import contextlib
import os
import selectors
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from reportgen.tools.signals import ENDING

if sys.platform != "win32":
    import resource

_KEPT_OUTPUT = 2 * 1024 * 1024
# Seconds between two looks at what a program does.
_LOOK_S = 0.1


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What a program may use; sizes in bytes, times in seconds.

    `file_size` bounds each file, `folder_size` all that is in its folder (0: no bound), `output` what it prints.
    """

    wall_s: float = 120.0
    memory: int = 3 * 1024**3
    file_size: int = 256 * 1024**2
    folder_size: int = 0
    output: int = 64 * 1024**2
    open_files: int = 256


@dataclass(frozen=True, slots=True, kw_only=True)
class Finished:
    """A program that has ended. `output` is stdout and stderr together, cut at 2 MiB.

    `stopped` says why it was ended from outside: `"time"`, `"output"`, `"folder"`, `"interrupted"` or `None`.
    """

    status: int
    output: str
    seconds: float
    stopped: str | None = None


def run_program(command: Sequence[str], folder: Path, environment: Mapping[str, str], limits: Limits) -> Finished:
    """Run under resource limits; the whole process group is ended on time-out and afterwards."""
    started = time.monotonic()
    own = os.getpid()
    link = _parent_death()
    # A signal waits until the program can be ended: one that came between its start and the `try`
    # below would leave it running.
    mask = signal.pthread_sigmask(signal.SIG_BLOCK, ENDING)
    try:
        process = subprocess.Popen(
            list(command),
            cwd=folder,
            env=dict(environment),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            preexec_fn=lambda: _confine(limits, mask, link, own),  # noqa: PLW1509 - it only sets limits
        )
    except BaseException:
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)
        raise
    output = _Output(process=process, limits=limits, folder=folder)
    try:
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)
        stopped = output.follow(started + limits.wall_s)
    finally:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        output.close()
    return Finished(
        status=process.returncode,
        output=output.kept.decode("utf-8", "replace"),
        seconds=time.monotonic() - started,
        stopped=stopped,
    )


def _parent_death() -> Callable[[int], None] | None:
    """Return what makes a new process die with this one, where the system has it (Linux)."""
    if sys.platform != "linux":
        return None
    import ctypes

    prctl = ctypes.CDLL(None).prctl

    def link(parent: int) -> None:
        prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG
        if os.getppid() != parent:
            os._exit(1)

    return link


def _size_of(folder: Path) -> int:
    """Return the bytes on disk of all files below a folder; links are not followed."""
    size = 0
    waiting = [str(folder)]
    while waiting:
        with contextlib.suppress(OSError), os.scandir(waiting.pop()) as entries:
            for entry in entries:
                with contextlib.suppress(OSError):
                    size += entry.stat(follow_symlinks=False).st_blocks * 512
                    if entry.is_dir(follow_symlinks=False):
                        waiting.append(entry.path)
    return size


def _confine(limits: Limits, mask: Iterable[int], link: Callable[[int], None] | None, parent: int) -> None:
    """Set the limits and the signal mask of a new process, in the child before the program starts."""
    signal.pthread_sigmask(signal.SIG_SETMASK, mask)
    if link is not None:
        link(parent)
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


@dataclass(slots=True)
class _Output:
    """What a program prints: read until it ends, so that it never blocks; the first 2 MiB are kept."""

    process: subprocess.Popen[bytes]
    limits: Limits
    folder: Path
    kept: bytearray = field(default_factory=bytearray)
    size: int = 0

    def follow(self, until: float) -> str | None:
        """Read until the program ends; return why it must be ended before that, otherwise `None`."""
        with selectors.DefaultSelector() as waiting, contextlib.ExitStack() as closing:
            stream = self.process.stdout
            if stream is not None:
                os.set_blocking(stream.fileno(), False)
                waiting.register(stream, selectors.EVENT_READ)
            with contextlib.suppress(AttributeError, OSError):  # not on every system
                ended = os.pidfd_open(self.process.pid)
                closing.callback(os.close, ended)
                waiting.register(ended, selectors.EVENT_READ)
            look = time.monotonic() + _LOOK_S
            while True:
                now = time.monotonic()
                if now >= until:
                    return "time"
                ready = waiting.select(min(until - now, _LOOK_S))
                if any(key.fileobj is stream for key, _ in ready) and not self._read():
                    waiting.unregister(stream)  # type: ignore[arg-type]
                if self.size > self.limits.output:
                    return "output"
                if self.process.poll() is not None:
                    self._read()
                    return None
                if self.limits.folder_size and now >= look:
                    if _size_of(self.folder) > self.limits.folder_size:
                        return "folder"
                    look = now + 5 * _LOOK_S

    def _read(self) -> bool:
        """Read what is there now, up to a megabyte; `False` when there will be no more."""
        if self.process.stdout is None:
            return False
        for _ in range(16):
            try:
                chunk = os.read(self.process.stdout.fileno(), 65536)
            except BlockingIOError:
                return True
            if not chunk:
                return False
            self.kept += chunk[: max(0, _KEPT_OUTPUT - self.size)]
            self.size += len(chunk)
        return True

    def close(self) -> None:
        """Close the pipe."""
        if self.process.stdout is not None:
            self.process.stdout.close()
