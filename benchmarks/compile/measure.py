"""Measure one run of a program with everything it starts: wall time, processor time, peak memory.

Processor time is that of a control group into which the program is put before it starts (cgroup v1 or v2), so
that nothing is missed: a sandbox starts its program in another pid namespace, and what the kernel reports of
waited-for children does not always hold it. Where no group can be made, it is what the kernel reports. Memory is
the largest sum of resident sizes seen; the processes are looked at every 20 ms, which also tells how the
processor time divides among programs.
"""

from __future__ import annotations

import contextlib
import os
import resource
import signal
import subprocess
import threading
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Self

_ROOT = Path("/sys/fs/cgroup")
_LOOK_S = 0.02
_TICKS = os.sysconf("SC_CLK_TCK")
_PAGE = os.sysconf("SC_PAGE_SIZE")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """One run. Times in seconds, memory in MB; `programs` is sampled processor time by name of the program."""

    wall: float
    cpu: float
    memory: float
    status: int = 0
    programs: Mapping[str, float] = field(default_factory=dict)
    output: str = ""


class Group:
    """A control group for a program and all its descendants; a context that removes it."""

    def __init__(self, name: str) -> None:
        """Make the group if this system lets us."""
        self.folder = _make(f"bench-{os.getpid()}-{name}")
        self.started = self._usage()

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Remove the group."""
        if self.folder is not None:
            for _ in range(50):
                with contextlib.suppress(OSError):
                    self.folder.rmdir()
                    return
                time.sleep(0.02)

    def command(self, command: Sequence[str]) -> list[str]:
        """Return a command that joins the group and then becomes the program."""
        if self.folder is None:
            return list(command)
        return ["/bin/sh", "-c", 'echo $$ > "$0" && exec "$@"', str(self.folder / "cgroup.procs"), *command]

    def cpu(self) -> float:
        """Return the processor time used since the group was made, in seconds."""
        return self._usage() - self.started

    def _usage(self) -> float:
        if self.folder is None:
            usage = resource.getrusage(resource.RUSAGE_CHILDREN)
            return usage.ru_utime + usage.ru_stime
        old = self.folder / "cpuacct.usage"
        if old.exists():
            return int(old.read_text()) / 1e9
        lines = dict(line.split() for line in (self.folder / "cpu.stat").read_text().splitlines())
        return int(lines["usage_usec"]) / 1e6

    def processes(self, root: int) -> list[int]:
        """Return the processes in the group, or, without one, the descendants of `root`."""
        if self.folder is not None:
            with contextlib.suppress(OSError):
                return [int(line) for line in (self.folder / "cgroup.procs").read_text().split()]
            return []
        return list(_descendants(root))


def method() -> str:
    """Say how processor time is taken on this machine."""
    with Group("probe") as group:
        return "control group" if group.folder is not None else "waited-for children"


def _make(name: str) -> Path | None:
    """Make a group below our own, of version 1 (controller cpuacct) or 2."""
    for line in Path("/proc/self/cgroup").read_text().splitlines() if Path("/proc/self/cgroup").exists() else ():
        _, controllers, path = line.split(":", 2)
        if "cpuacct" in controllers.split(","):
            parent, wanted = _ROOT / "cpuacct" / path.lstrip("/"), "cpuacct.usage"
        elif not controllers and (_ROOT / "cgroup.controllers").exists():
            parent, wanted = _ROOT / path.lstrip("/"), "cpu.stat"
        else:
            continue
        with contextlib.suppress(OSError):
            (parent / name).mkdir()
            # A read-only mount or a missing controller shows here, before anything is measured.
            if (parent / name / wanted).exists() and os.access(parent / name / "cgroup.procs", os.W_OK):
                return parent / name
            (parent / name).rmdir()
    return None


def run(command: Sequence[str], folder: Path, environment: Mapping[str, str], limit_s: float = 3600) -> Sample:
    """Run a program to its end. A run beyond the limit is ended and has a status that is not 0."""
    with Group("run") as group:
        started = time.perf_counter()
        process = subprocess.Popen(
            group.command(command), cwd=folder, env=dict(environment), stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True,
        )  # fmt: skip
        with Watch(group, process.pid) as watch:
            try:
                output, _ = process.communicate(timeout=limit_s)
            except subprocess.TimeoutExpired:
                _kill(process)
                output, _ = process.communicate()
            finally:
                _kill(process)
            wall = time.perf_counter() - started
        return Sample(
            wall=wall, cpu=group.cpu(), memory=watch.memory, status=process.returncode, programs=watch.programs(),
            output=output.decode("utf-8", "replace"),
        )  # fmt: skip


def _kill(process: subprocess.Popen[bytes]) -> None:
    """End what is left of the process's group."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)


class Watch:
    """Look at the processes of a group again and again, in a thread, until the context ends."""

    def __init__(self, group: Group, root: int) -> None:
        """Watch the group of the process `root`."""
        self.group, self.root = group, root
        self.memory = 0.0
        self._seen: dict[tuple[int, str], float] = {}
        self._end = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)

    def __enter__(self) -> Self:
        """Begin."""
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End."""
        self._end.set()
        self._thread.join()

    def programs(self) -> dict[str, float]:
        """Return the processor time seen, in seconds, by the name of the program."""
        found: dict[str, float] = defaultdict(float)
        for (_, name), seconds in self._seen.items():
            found[name] += seconds
        return dict(found)

    def _look(self) -> None:
        while not self._end.wait(_LOOK_S):
            resident = 0
            for pid in self.group.processes(self.root):
                seen = _state(pid)
                if seen is not None:
                    name, seconds, pages = seen
                    self._seen[pid, name] = seconds
                    resident += pages
            self.memory = max(self.memory, resident * _PAGE / 1e6)


def _state(pid: int) -> tuple[str, float, int] | None:
    """Return a process's name, its processor time in seconds and its resident pages."""
    try:
        text = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return None
    name = text[text.index("(") + 1 : text.rindex(")")]
    fields = text[text.rindex(")") + 2 :].split()
    return name, (int(fields[11]) + int(fields[12])) / _TICKS, int(fields[21])


def _descendants(root: int) -> Iterator[int]:
    """Yield a process and all below it."""
    children: dict[int, list[int]] = defaultdict(list)
    for path in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError, ValueError, IndexError):
            text = path.read_text(encoding="utf-8", errors="replace")
            children[int(text[text.rindex(")") + 2 :].split()[1])].append(int(path.parent.name))
    waiting = [root]
    while waiting:
        pid = waiting.pop()
        yield pid
        waiting += children[pid]
