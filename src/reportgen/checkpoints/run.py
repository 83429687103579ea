"""One run below the root folder: begun in a holder, followed until it has ended."""

from __future__ import annotations

import contextlib
import os
import secrets
import selectors
import signal
import socket
import stat
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from reportgen.checkpoints.channel import GRACE, Channel, receive
from reportgen.tools import Finished, Limits

_OUTPUT_LIMIT = 2 * 1024 * 1024
# Seconds between two looks at whether the run is cancelled or its time is up.
_LOOK = 0.05
_LOOK_AT_FOLDER = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A worker on its way. `folder` stands at `inside` while it lasts; `output` is what it prints.

    `held` are the folder's place, the files and the holder, which are let go of at its end.
    """

    channel: Channel
    messages: socket.socket
    folder: Path
    inside: Path
    output: int
    held: contextlib.ExitStack

    def finish(
        self,
        limits: Limits,
        cancelled: Callable[[], bool],
        keep: Callable[[Sequence[str], socket.socket], None],
        skipped: Callable[[str, str], None],
    ) -> Finished | None:
        """Take in what it reports until it has ended; the time counts from now. `None` if it died.

        `keep` gets each new holder, `skipped` each stop without one and the reason.
        """
        started = time.monotonic()
        with self.held:
            try:
                watch = _Watch(
                    until=started + limits.wall_s, limits=limits, cancelled=cancelled, output=self.output,
                    folder=self.inside,
                )  # fmt: skip
                ended = self._follow(watch, keep, skipped)
            except BaseException:
                self.end()
                raise
            if ended is None:
                return None
            text = os.pread(self.output, _OUTPUT_LIMIT, 0).decode("utf-8", "replace")
        return Finished(status=ended[0], output=text, seconds=time.monotonic() - started, stopped=ended[1])

    def _follow(
        self,
        watch: _Watch,
        keep: Callable[[Sequence[str], socket.socket], None],
        skipped: Callable[[str, str], None],
    ) -> tuple[int, str | None] | None:
        """Return the status at the end and why it was stopped; `None` if it died."""
        with selectors.DefaultSelector() as selector:
            selector.register(self.messages, selectors.EVENT_READ)
            while True:
                if selector.select(_LOOK):
                    fields, end = receive(self.messages)
                    try:
                        if fields[0] == "ended":
                            return os.waitstatus_to_exitcode(int(fields[1])), None
                        if fields[0] == "holder" and end is not None:
                            keep(fields, end)
                        elif fields[0] == "skipped":
                            skipped(fields[1], fields[2])
                        else:
                            return None
                    except (ValueError, IndexError):  # not a message of ours
                        if end is not None:
                            end.close()
                        return None
                stopped = watch.fault()
                if stopped is not None:
                    self.end()
                    return -signal.SIGKILL, stopped

    def drop(self) -> None:
        """End it and let go of all."""
        with self.held:
            self.end()

    def end(self) -> None:
        """End the worker and wait until it is gone; if its holder does not do so, end that too."""
        self.messages.settimeout(GRACE)
        with contextlib.suppress(OSError):
            if self.channel.send(["kill"]):
                while (message := receive(self.messages))[0][0] not in {"ended", "failed", ""}:
                    if message[1] is not None:
                        message[1].close()
                return
        self.channel.close()


def begin_run(
    channel: Channel, root: Path, folder: Path, stops: Sequence[str], *, only_to_last: bool = False
) -> Run | None:
    """Have a holder start a worker with the files in `folder`; `None` when the holder is gone.

    With `only_to_last` it ends when it has made the holder at the last stop.
    """
    for stop in stops:
        _check_name(stop)
    with contextlib.ExitStack() as held:
        held.enter_context(channel.use)
        name = held.enter_context(_inside(root, folder))
        output = held.enter_context(tempfile.TemporaryFile(dir=root)).fileno()
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        held.enter_context(ours)
        with theirs:
            if not channel.send(["reach" if only_to_last else "run", name, *stops], [theirs.fileno(), output]):
                return None
        return Run(
            channel=channel, messages=ours, folder=folder, inside=root / name, output=output, held=held.pop_all()
        )  # fmt: skip


@dataclass(slots=True, kw_only=True)
class _Watch:
    """What a run must not exceed while it lasts, beyond the limits that the system sets on its processes."""

    until: float
    limits: Limits
    cancelled: Callable[[], bool]
    output: int
    folder: Path
    look: float = 0.0

    def fault(self) -> str | None:
        """Say why the run must be ended, in the words of `Finished.stopped`."""
        now = time.monotonic()
        if now > self.until:
            return "time"
        if os.fstat(self.output).st_size > self.limits.output:
            return "output"
        if self.limits.folder_size and now > self.look:
            self.look = now + _LOOK_AT_FOLDER
            if _size_of(self.folder) > self.limits.folder_size:
                return "folder"
        return "interrupted" if self.cancelled() else None


def _size_of(folder: Path) -> int:
    """Return the bytes on disk of all files below a folder; links are not followed."""
    size = 0
    for path, _, names in os.walk(folder):
        for name in names:
            with contextlib.suppress(OSError):
                size += os.lstat(f"{path}/{name}").st_blocks * 512
    return size


def _check_name(stop: str) -> None:
    if not stop.isprintable() or any(part in {"", ".", ".."} for part in stop.split("/")):
        raise ValueError(f"not a plain name relative to the run's folder: {stop!r}")


@contextlib.contextmanager
def _inside(root: Path, folder: Path) -> Iterator[str]:
    """Move a folder into the root while the block runs; give the name it has there, which none can guess."""
    before = os.lstat(folder)
    if not stat.S_ISDIR(before.st_mode):
        raise NotADirectoryError(f"not a folder: {folder}")
    name = f"run-{secrets.token_hex(8)}"
    folder.rename(root / name)
    try:
        yield name
    finally:
        (root / name).rename(folder)
        after = os.lstat(folder)
        if (after.st_dev, after.st_ino) != (before.st_dev, before.st_ino):
            folder.rename(root / name)  # whatever it is, it belongs to the run
            raise OSError(f"the run put another file in the place of its folder: {folder}")
