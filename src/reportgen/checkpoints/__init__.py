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

import socket
import threading
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from reportgen.checkpoints.channel import Channel, Server
from reportgen.checkpoints.holders import Holder, least_useful, position, thin
from reportgen.checkpoints.library import build_library
from reportgen.checkpoints.run import Run, begin_run
from reportgen.tools import Finished, Limits

__all__ = ["Checkpoints", "Holder", "Run", "build_library"]


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
        channel = self._server_for(command, environment, limits, stops)
        chosen = thin(stops, self.maximum, pinned)
        finished = self._run(channel, folder, chosen, limits, pinned, cancelled)
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

    def begin(
        self,
        command: Sequence[str],
        folder: Path,
        *,
        environment: Mapping[str, str],
        limits: Limits,
        stops: Sequence[str],
        pinned: Collection[str] = (),
    ) -> Run | None:
        """Start the command as `start` does and return at once; the run goes as far as the last stop.

        It must be ended with `reach`, before anything else is asked for. Until then only those limits hold it that
        the system sets on its processes.
        """
        channel = self._server_for(command, environment, limits, stops)
        return begin_run(channel, self.root, folder, thin(stops, self.maximum, pinned), only_to_last=True)

    def reach(self, run: Run, *, limits: Limits, enough: Callable[[], bool]) -> None:
        """Wait until a run that was begun has made all its holders, or `enough` says yes after one of them; end it."""
        if self._finish(run, limits, (), enough) is None:
            self.close()

    def _server_for(
        self, command: Sequence[str], environment: Mapping[str, str], limits: Limits, stops: Sequence[str]
    ) -> Channel:
        """Return the way to holder zero of this command, which is started unless it is there."""
        with self._lock:
            plan = (tuple(command), dict(environment), limits)
            if self._server is not None and not (self._server.plan == plan and self._server.alive()):
                self.close()
            if self._server is None:
                self._server = Server(command, self.root, environment, limits)
            self._stops = tuple(stops)
            return self._server.channel

    def _run(
        self,
        channel: Channel,
        folder: Path,
        stops: Sequence[str],
        limits: Limits,
        pinned: Collection[str],
        cancelled: Callable[[], bool],
    ) -> Finished | None:
        run = begin_run(channel, self.root, folder, stops)
        return None if run is None else self._finish(run, limits, pinned, cancelled)

    def _finish(
        self, run: Run, limits: Limits, pinned: Collection[str], cancelled: Callable[[], bool]
    ) -> Finished | None:
        self._pinned, self._skipped = frozenset(pinned), ()

        def keep(fields: Sequence[str], end: socket.socket) -> None:
            self._keep(fields, end, run.folder)

        def skipped(stop: str, reason: str) -> None:
            self._skipped = (*self._skipped, (stop, reason))

        return run.finish(limits, cancelled, keep, skipped)

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
