"""Run one function over many arguments in worker processes, with limits on time and memory.

Results come in the order of the arguments, whatever the number of workers, and no more are under way
at once than keep the workers busy, so memory does not grow with the number of arguments.
"""

from __future__ import annotations

import contextlib
import itertools
import multiprocessing
import os
import signal
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Generator, Iterable, Sequence
from concurrent.futures import FIRST_COMPLETED, CancelledError, wait
from concurrent.futures import TimeoutError as OutOfTime
from dataclasses import dataclass
from enum import Enum
from functools import partial
from multiprocessing import forkserver, resource_tracker
from typing import Any, Generic, NoReturn, TypeVar

if sys.platform != "win32":
    import resource

A = TypeVar("A")
R = TypeVar("R")
# What a shell reports of a program that SIGTERM ended.
TERMINATED = 143
# Seconds in which a worker without its main process may clean up.
GRACE_S = 2.0


class Failure(Enum):
    """Why there is no result."""

    TIME = "it took too long"
    MEMORY = "it needs too much memory"
    CRASH = "its process died"


@dataclass(frozen=True, slots=True, kw_only=True)
class Result(Generic[A, R]):
    """What became of one argument: a value, or the reason why there is none."""

    argument: A
    value: R | None = None
    failure: Failure | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkerLimits:
    """What one call may use; memory in bytes of address space, beyond what the process has at its start."""

    wall_s: float = 120.0
    memory: int = 2 * 1024**3


def count(wanted: int | None) -> int:
    """Return a number of workers: the wanted one, otherwise one for each processor this process may use."""
    if wanted:
        return wanted
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def run(
    function: Callable[[A], R],
    arguments: Iterable[A],
    *,
    jobs: int,
    limits: WorkerLimits,
    preload: Sequence[str],
    in_order: bool = True,
) -> Generator[Result[A, R]]:
    """Call a picklable function on each argument in `jobs` processes and yield the results, in order if so asked.

    `preload` names the modules that the processes import once, before they divide. An exception of the
    function is raised here; a call that exceeds a limit, or whose process dies, gives a `Failure`.
    """
    from pebble import ProcessPool

    # A server process without threads makes the workers: forking this one would copy its threads' locks.
    context: Any = multiprocessing.get_context("forkserver" if sys.platform != "win32" else "spawn")
    if sys.platform != "win32":
        context.set_forkserver_preload(list(preload))
        _start_server()
        # Once it has imported all, workers start at once; one that starts after an interrupt would fail aloud.
        ready = context.Process(target=_ready, daemon=True)
        ready.start()
        ready.join()
    pool: Any = ProcessPool(max_workers=jobs, context=context, initializer=confine, initargs=(limits.memory,))
    call = partial(call_cleanly, function)
    waiting: deque[tuple[A, Any]] = deque()
    source = iter(arguments)
    try:
        while True:
            for argument in itertools.islice(source, 2 * jobs - len(waiting)):
                waiting.append((argument, pool.schedule(call, args=(argument,), timeout=limits.wall_s)))
            if not waiting:
                break
            if not in_order:
                _put_first(waiting)
            yield _finish(*waiting.popleft())
        pool.close()
        pool.join()
    finally:
        with contextlib.suppress(RuntimeError):
            pool.stop()
            pool.join()


def _put_first(waiting: deque[tuple[A, Any]]) -> None:
    """Wait for a call to end, and put it before the others."""
    ended = wait([future for _, future in waiting], return_when=FIRST_COMPLETED).done
    first = next(entry for entry in waiting if entry[1] in ended)
    waiting.remove(first)
    waiting.appendleft(first)


def _finish(argument: A, future: Any) -> Result[A, Any]:
    from pebble import ProcessExpired

    try:
        return Result(argument=argument, value=future.result())
    except OutOfTime:
        return Result(argument=argument, failure=Failure.TIME)
    except MemoryError:
        return Result(argument=argument, failure=Failure.MEMORY)
    except (ProcessExpired, CancelledError):
        return Result(argument=argument, failure=Failure.CRASH)


def _start_server() -> None:
    """Start the server process, out of reach of an interrupt: it would show where it was in its imports."""
    resource_tracker.ensure_running()  # it unblocks the signals when it starts
    mask = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        forkserver.ensure_running()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)


def _ready() -> None:
    """Do nothing, in a process of its own: that it runs shows that the server does."""


class _Ended(BaseException):
    """The worker is told to end, because its time is up or the main process ends."""


def call_cleanly(function: Callable[[A], R], argument: A) -> R:
    """Call the function so that it cleans up when the worker is told to end: scratch folders, programs it runs."""
    before = signal.signal(signal.SIGTERM, _end)
    try:
        return function(argument)
    except _Ended:
        os._exit(TERMINATED)
    finally:
        signal.signal(signal.SIGTERM, before)


def _end(*_: object) -> NoReturn:
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    raise _Ended


def _follow() -> None:
    """End this worker when the main process has ended, however that happened."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(GRACE_S)
        os._exit(TERMINATED)


def confine(memory: int) -> None:
    """Prepare a worker: an interrupt is the main process's affair, whose end is its own, and memory is bounded."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_follow, daemon=True).start()
    if sys.platform == "linux":
        with open("/proc/self/statm", encoding="ascii") as file:  # noqa: PTH123 - no path to be joined
            used = int(file.read().split()[0]) * resource.getpagesize()
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_AS, (used + memory, used + memory))
