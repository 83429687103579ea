"""Do work in a copy of this process while the process itself goes on.

For work that takes a good part of a second and depends on nothing but values at hand: what it does to them, or
to what is kept in memory, stays in the copy. Files that it reads are not noted by the tools of this process.
"""

from __future__ import annotations

import contextlib
import marshal
import os
import threading
from collections.abc import Callable, Sequence
from typing import Any

# Begins some work and gives what waits for its result: texts, numbers, `None`, and collections of these.
Aside = Callable[[Callable[[], Any]], Callable[[], Any]]


def in_turn(work: Callable[[], Any]) -> Callable[[], Any]:
    """Do the work when its result is asked for."""
    return work


def beside(work: Callable[[], Any]) -> Callable[[], Any]:
    """Begin the work in a copy of this process.

    Where a copy cannot be made, would find locks of other threads, or would have no processor, and when it fails,
    the work is done when its result is asked for; so an exception is raised there as well.
    """
    if not hasattr(os, "fork") or threading.active_count() > 1 or _processors() < 2:
        return work
    out, into = os.pipe()
    try:
        pid = os.fork()
    except OSError:
        os.close(out)
        os.close(into)
        return work
    if pid == 0:
        _work(work, into)
    os.close(into)

    def wait() -> Any:
        with open(out, "rb") as pipe:  # noqa: PTH123 - a pipe has no path
            data = pipe.read()
        _, status = os.waitpid(pid, 0)
        return marshal.loads(data) if status == 0 else work()  # noqa: S302 - written by our own copy

    return wait


def shared(works: Sequence[Callable[[], Any]], aside: Aside) -> Callable[[], list[Any]]:
    """Begin up to 255 pieces of work aside; gives what does those that nobody has begun, and returns all results.

    Whoever is free takes the next: its number is read from a pipe, where each stands once.
    """
    out, into = os.pipe()
    os.write(into, bytes(range(len(works))))
    os.close(into)

    def take() -> dict[int, Any]:
        done = {}
        while number := os.read(out, 1):
            done[number[0]] = works[number[0]]()
        return done

    others = aside(take)

    def wait() -> list[Any]:
        done = take() | others()
        os.close(out)
        # A copy that failed has taken some with it.
        return [done[number] if number in done else work() for number, work in enumerate(works)]

    return wait


def _work(work: Callable[[], Any], into: int) -> None:
    """Do the work, send its result, and end at once: nothing that the other process has begun is done twice."""
    status = 1
    with contextlib.suppress(BaseException):
        data = marshal.dumps(work())
        with open(into, "wb") as pipe:
            pipe.write(data)
        status = 0
    os._exit(status)


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
