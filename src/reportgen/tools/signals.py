"""The signals that end the program: held back, or made to run its clean-up first."""

from __future__ import annotations

import contextlib
import signal
import sys
import threading
from collections.abc import Iterator
from types import FrameType
from typing import NoReturn

ENDING = {signal.SIGINT, signal.SIGTERM, *({signal.SIGHUP} if sys.platform != "win32" else ())}


@contextlib.contextmanager
def without_signals() -> Iterator[None]:
    """Hold back the signals that end the program."""
    mask = signal.pthread_sigmask(signal.SIG_BLOCK, ENDING)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)


@contextlib.contextmanager
def ends_put_off() -> Iterator[None]:
    """Let a signal that ends the program do so only when this is over.

    For calls of a library in another language that reads or writes through Python: its handler would run inside
    such a read, and what it raises there ends in an abort, without any clean-up.
    """
    if threading.current_thread() is not threading.main_thread():  # handlers run only there
        yield
        return
    came: list[int] = []
    handlers = {number: signal.getsignal(number) for number in ENDING}
    before = {number: handler for number, handler in handlers.items() if handler not in {None, signal.SIG_IGN}}
    for number in before:
        signal.signal(number, lambda number, _: came.append(number))
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        if came:
            signal.raise_signal(came[0])


@contextlib.contextmanager
def orderly_end() -> Iterator[None]:
    """Have the signals that end the program run its clean-up first, as an interrupt does."""

    def end(number: int, _: FrameType | None) -> NoReturn:
        for other in ENDING:
            signal.signal(other, signal.SIG_IGN)
        sys.exit(128 + number)

    before: dict[int, signal.Handlers] = {}
    if threading.current_thread() is threading.main_thread():  # only that one may set handlers
        for number in ENDING - {signal.SIGINT}:
            if signal.getsignal(number) is signal.SIG_DFL:  # otherwise the caller has its own way
                signal.signal(number, end)
                before[number] = signal.SIG_DFL
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
