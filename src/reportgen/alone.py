"""Call one function in a process of its own, from any thread and any process, under limits.

A process that may have no children of `multiprocessing`, such as a worker of a cluster, can have this one.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import selectors
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from typing import IO, TypeVar

from reportgen.workers import GRACE_S, TERMINATED, Failure, Result, WorkerLimits, call_cleanly, confine

A = TypeVar("A")
R = TypeVar("R")


def alone(function: Callable[[A], R], argument: A, limits: WorkerLimits) -> Result[A, R]:
    """Call a picklable function in a new interpreter, which ends with this process, however that happens.

    An exception of the function counts as the death of its process.
    """
    command = [sys.executable, "-c", f"from {__name__} import serve; serve()"]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True)
    assert process.stdin is not None  # noqa: S101 - as asked for
    assert process.stdout is not None  # noqa: S101
    try:
        with contextlib.suppress(BrokenPipeError):
            pickle.dump((function, argument, limits.memory), process.stdin)
            process.stdin.flush()
        answer = _read_until(process.stdout, time.monotonic() + limits.wall_s)
        if answer is None:
            return Result(argument=argument, failure=Failure.TIME)
        process.wait(GRACE_S)
        value: R | Failure = pickle.loads(answer) if answer else Failure.CRASH  # noqa: S301 - written by ourselves
    except subprocess.TimeoutExpired:
        value = Failure.CRASH
    finally:
        _end_all(process)
    if isinstance(value, Failure):
        return Result(argument=argument, failure=value)
    return Result(argument=argument, value=value)


def _read_until(stream: IO[bytes], deadline: float) -> bytes | None:
    """Read to the end, `None` when that does not come in time."""
    found = b""
    with selectors.DefaultSelector() as selector:
        selector.register(stream, selectors.EVENT_READ)
        while (left := deadline - time.monotonic()) > 0:
            if selector.select(left):
                chunk = os.read(stream.fileno(), 65536)
                if not chunk:
                    return found
                found += chunk
    return None


def _end_all(process: subprocess.Popen[bytes]) -> None:
    """End a process of `alone` and what it runs, after it had time to clean up."""
    if process.poll() is None:
        process.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(GRACE_S)
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    for stream in (process.stdin, process.stdout):
        if stream is not None:
            with contextlib.suppress(OSError):
                stream.close()


def serve() -> None:
    """Be the process of `alone`: read what to do, do it, and send what became of it."""
    out = os.dup(1)
    os.dup2(2, 1)  # what something prints is no part of the answer
    function, argument, memory = pickle.load(sys.stdin.buffer)  # noqa: S301 - sent by the process that started this
    threading.Thread(target=_end_with_input, daemon=True).start()
    confine(memory)
    try:
        value = call_cleanly(function, argument)
    except MemoryError:
        value = Failure.MEMORY
    with os.fdopen(out, "wb") as stream:
        stream.write(pickle.dumps(value))
    os._exit(0)  # without waiting for the thread that reads


def _end_with_input() -> None:
    """End this process when the one that started it is no more, which closes the pipe to it."""
    while os.read(0, 4096):
        pass
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(GRACE_S)
    os._exit(TERMINATED)
