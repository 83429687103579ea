"""Warm checkpoints: a TeX run that can go on from the start of any section, in another folder.

A small library (holder.c) is loaded into the engine. Each time the engine opens one of the named files for
the first time, it leaves a sleeping copy of itself behind, a *holder*. `Checkpoints.resume` wakes one: a
worker goes on from there in a new folder, gets the files written so far, reads what now stands in that
folder and runs to its end. What it writes is what a run from the start would write, byte for byte, as long
as all files that the holder has read (`Holder.read`) are the same; only the recorder file (.fls) still
names the folder of the first run.

The caller's command must run the engine with its working folder at the root (in a sandbox: where the root
is mounted, writable), with `LD_PRELOAD` set to the library for the engine alone, and with standard input,
output and error left as they are. A run's folder is in the root only while the run lasts: TeX may write
anywhere below the root, and nobody outside should follow a link that it left there.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import selectors
import signal
import socket
import stat
import tempfile
import threading
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from reportgen.checkpoints.channel import GRACE, Channel, Server, receive
from reportgen.checkpoints.holders import Holder, least_useful, position, thin
from reportgen.checkpoints.library import build_library
from reportgen.tools import Finished, Limits

__all__ = ["Checkpoints", "Holder", "build_library"]

_OUTPUT_LIMIT = 2 * 1024 * 1024
# Seconds between two looks at whether the run is cancelled or its time is up.
_LOOK = 0.05
_LOOK_AT_FOLDER = 0.5


class Checkpoints:
    """The warm processes of one document below one root folder.

    Several threads may use it; one holder has one worker at a time. Leaving the context ends all processes,
    and so does the end of this process, whatever its cause.
    """

    def __init__(self, root: Path, *, maximum: int = 12) -> None:
        """Take an empty folder that nobody else uses; keep at most `maximum` holders."""
        self.root = root
        self.maximum = maximum
        self._server: Server | None = None
        self._held: dict[int, tuple[Holder, Channel]] = {}
        self._made = 0
        self._stops: tuple[str, ...] = ()
        self._pinned: frozenset[str] = frozenset()
        self._skipped: tuple[tuple[str, str], ...] = ()
        self._lock = threading.RLock()

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End all processes."""
        self.close()

    def start(
        self,
        command: Sequence[str],
        folder: Path,
        *,
        environment: Mapping[str, str],
        limits: Limits,
        stops: Sequence[str],
        pinned: Collection[str] = (),
        cancelled: Callable[[], bool] = bool,
    ) -> Finished | None:
        """Run the command from its beginning with its files in `folder`, and make holders at the stops.

        `folder` holds all files of the run and lies on the same file system as the root. `stops` are names
        relative to it, as TeX opens them, in the order of the document; where they are more than `maximum`
        they are thinned out, and the `pinned` ones stay. A second start with the same command, environment
        and limits uses the same process again. Once `cancelled` says yes the run is ended, with `stopped`
        `"interrupted"`. `None` when the library is not loaded or its processes have died: take another way.
        A sandbox that dies with its parent (bubblewrap's `--die-with-parent`) dies with the *thread* that
        makes the first start: let that one live as long as the holders.

        Raises `OSError` when the folder or the program cannot be used, `ValueError` for a stop that is no
        plain relative name.
        """
        with self._lock:
            plan = (tuple(command), dict(environment), limits)
            if self._server is not None and not (self._server.plan == plan and self._server.alive()):
                self.close()
            if self._server is None:
                self._server = Server(command, self.root, environment, limits)
            server = self._server
            self._stops = tuple(stops)
        chosen = thin(stops, self.maximum, pinned)
        finished = self._run(server.channel, folder, chosen, limits, pinned, cancelled)
        if finished is None:
            self.close()
        return finished

    def resume(
        self,
        holder: Holder,
        folder: Path,
        *,
        limits: Limits,
        stops: Sequence[str] | None = None,
        pinned: Collection[str] = (),
        cancelled: Callable[[], bool] = bool,
    ) -> Finished | None:
        """Go on from a holder with the files in `folder`; the arguments are those of `start`.

        New holders are made at those stops that lie further on (`None`: those of the start; none for an
        empty list); a new one takes the place of an older one with the same stop. Of `limits` the time and the
        sizes of output and folder count; what a process may use is set at the start. `None` when the holder is gone.
        """
        with self._lock:
            if holder.number not in self._held:
                return None
            channel = self._held[holder.number][1]
            earlier = sum(h.position_s <= holder.position_s for h, _ in self._held.values())
            before = {holder.stop, *holder.read}
            ahead = [stop for stop in (self._stops if stops is None else stops) if stop not in before]
        chosen = thin(ahead, max(self.maximum - earlier, 1), pinned)
        finished = self._run(channel, folder, chosen, limits, pinned, cancelled)
        if finished is None:
            self.drop([holder])
        return finished

    def holders(self) -> tuple[Holder, ...]:
        """Return the living holders in the order of the document."""
        with self._lock:
            self.drop([holder for holder, channel in self._held.values() if channel.gone()])
            return tuple(sorted((holder for holder, _ in self._held.values()), key=position))

    def skipped(self) -> tuple[tuple[str, str], ...]:
        """Return the stops of the last run at which no holder could be made, each with the reason."""
        return self._skipped

    def memory(self) -> int:
        """Return the memory of all holders in bytes, each page divided among those who share it (PSS)."""
        with self._lock:
            channels = [channel for _, channel in self._held.values()]
        return sum(channel.memory() for channel in channels)

    def drop(self, holders: Iterable[Holder]) -> None:
        """End holders, and with them the workers they have."""
        with self._lock:
            for holder in holders:
                if holder.number in self._held:
                    self._held.pop(holder.number)[1].close()

    def close(self) -> None:
        """End all processes and wait for their end."""
        with self._lock:
            self.drop([holder for holder, _ in self._held.values()])
            server, self._server = self._server, None
        if server is not None:
            server.close()

    def _run(
        self,
        channel: Channel,
        folder: Path,
        stops: Sequence[str],
        limits: Limits,
        pinned: Collection[str],
        cancelled: Callable[[], bool],
    ) -> Finished | None:
        for stop in stops:
            _check_name(stop)
        with channel.use, _inside(self.root, folder) as name, tempfile.TemporaryFile(dir=self.root) as output:
            self._pinned, self._skipped = frozenset(pinned), ()
            started = time.monotonic()
            run, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
            with run:
                with theirs:
                    if not channel.send(["run", name, *stops], [theirs.fileno(), output.fileno()]):
                        return None
                try:
                    watch = _Watch(
                        until=started + limits.wall_s, limits=limits, cancelled=cancelled,
                        output=output.fileno(), folder=self.root / name,
                    )  # fmt: skip
                    ended = self._follow(run, channel, folder, watch)
                except BaseException:
                    _end_worker(run, channel)
                    raise
            if ended is None:
                return None
            text = os.pread(output.fileno(), _OUTPUT_LIMIT, 0).decode("utf-8", "replace")
            return Finished(status=ended[0], output=text, seconds=time.monotonic() - started, stopped=ended[1])

    def _follow(
        self, run: socket.socket, channel: Channel, folder: Path, watch: _Watch
    ) -> tuple[int, str | None] | None:
        """Take in what a run reports until it has ended: its status and why it was stopped; `None` if it died."""
        with selectors.DefaultSelector() as selector:
            selector.register(run, selectors.EVENT_READ)
            while True:
                if selector.select(_LOOK):
                    fields, end = receive(run)
                    try:
                        if fields[0] == "ended":
                            return os.waitstatus_to_exitcode(int(fields[1])), None
                        if fields[0] == "holder" and end is not None:
                            self._keep(fields, end, folder)
                        elif fields[0] == "skipped":
                            self._skipped = (*self._skipped, (fields[1], fields[2]))
                        else:
                            return None
                    except (ValueError, IndexError):  # not a message of ours
                        if end is not None:
                            end.close()
                        return None
                stopped = watch.fault()
                if stopped is not None:
                    _end_worker(run, channel)
                    return -signal.SIGKILL, stopped

    def _keep(self, fields: Sequence[str], end: socket.socket, folder: Path) -> None:
        """Take in a new holder; let go of the one whose place it takes, and of those that are too many."""
        _, pid, position_us, stop, *read = fields
        with self._lock:
            self._made += 1
            holder = Holder(
                number=self._made, folder=folder, stop=stop, position_s=int(position_us) / 1e6,
                read=tuple(read), pid=int(pid),
            )  # fmt: skip
            self.drop([h for h, channel in self._held.values() if h.stop == stop and not channel.use.locked()])
            self._held[holder.number] = (holder, Channel(end))
            while len(self._held) > max(self.maximum, 1):
                idle = [h for h, channel in self._held.values() if not channel.use.locked()]
                self.drop([least_useful(idle, self._pinned)])


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


def _end_worker(run: socket.socket, channel: Channel) -> None:
    """End the worker of a run and wait until it is gone; if its holder does not do so, end that too."""
    run.settimeout(GRACE)
    with contextlib.suppress(OSError):
        if channel.send(["kill"]):
            while (message := receive(run))[0][0] not in {"ended", "failed", ""}:
                if message[1] is not None:
                    message[1].close()
            return
    channel.close()
