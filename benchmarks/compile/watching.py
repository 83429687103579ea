"""`reportgen watch` as a peer: from the moment at which an editor replaces a section to a new PDF in its place.

The interface that is measured: a process started as `reportgen watch --project DIR` prints one line for each PDF
that it publishes; the clock runs from just before the sources are replaced to the change of the PDF's inode or
modification time. What the process does after that (a second pass, warming up again) is waited for before the next
edit, until its processor time stands still, but it does not count in the wall time.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import time
from pathlib import Path

from compile.measure import Group, Sample, Watch
from compile.peers import FailedError, Reportgen, Result
from compile.subjects import Files

_LOOK_S = 0.002
_QUIET_S = 0.5


class Watching(Reportgen):
    """The daemon and what it costs."""

    process: subprocess.Popen[bytes] | None = None
    group: Group | None = None
    started = 0.0
    used = 0.0
    old: tuple[int, int] = (0, 0)

    def put(self, files: Files) -> None:
        """Wait until the daemon is quiet, start the clock, and replace the sources."""
        if self.process is not None and self.group is not None:
            self._settle(self.group)
            self.used = self.group.cpu()
            self.old = _state(self.folder / self.pdf)
        self.started = time.perf_counter()
        Reportgen.put(self, files)

    def prepare(self) -> None:
        """Start the daemon and wait for the first PDF."""
        self.group, self.used = Group(self.name), 0.0
        self.old = _state(self.folder / self.pdf)
        self.started = time.perf_counter()
        self.process = subprocess.Popen(
            self.group.command(self.command), cwd=self.folder, env=self.environment, stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip
        self._published("prepare")

    def cool(self, case: str) -> None:
        """End the daemon and take everything away; the next build starts it anew."""
        self.close()
        Reportgen.cool(self, case)

    def build(self, case: str) -> Result:
        """Wait for the PDF of the edit that was written last."""
        if self.process is None:
            self.prepare()
        return self._published(case)

    def _published(self, case: str) -> Result:
        if self.process is None or self.group is None:
            raise FailedError(f"{self.name}, {case}: not started")
        with Watch(self.group, self.process.pid) as watch:
            while _state(self.folder / self.pdf) == self.old:
                if self.process.poll() is not None:
                    raise FailedError(f"{self.name}, {case}: it ended with status {self.process.returncode}")
                if time.perf_counter() - self.started > self.place.limit_s:
                    raise FailedError(f"{self.name}, {case}: no new PDF")
                time.sleep(_LOOK_S)
            wall = time.perf_counter() - self.started
            cpu = self.group.cpu() - self.used
            self._settle(self.group)
        return Result(sample=Sample(wall=wall, cpu=cpu, memory=watch.memory, programs=watch.programs()))

    def _settle(self, group: Group) -> None:
        """Wait until less than a tenth of a processor is used for half a second."""
        end = time.perf_counter() + self.place.limit_s
        while time.perf_counter() < end:
            before = group.cpu()
            time.sleep(_QUIET_S)
            if group.cpu() - before < 0.1 * _QUIET_S:
                return

    def close(self) -> None:
        """End the daemon as a person would, and say if processes are left."""
        if self.process is None or self.group is None:
            return
        self.process.send_signal(signal.SIGTERM)
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(20)
        self.process.kill()
        self.process.wait()
        left = self.group.processes(self.process.pid) if self.group.folder else []
        for pid in left:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self.group.__exit__(None, None, None)
        self.process = self.group = None
        if left:
            raise FailedError(f"{self.name}: {len(left)} processes are left after its end")


def _state(path: Path) -> tuple[int, int]:
    try:
        found = path.stat()
    except OSError:
        return (0, 0)
    return found.st_ino, found.st_mtime_ns
