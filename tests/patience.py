"""An end to what would take minutes: for hostile inputs, on which slow growth shows as never coming back."""

from __future__ import annotations

import contextlib
import signal
from collections.abc import Iterator
from types import FrameType

# Ordinary growth takes a second or two of the processor, growth with the square many minutes.
CPU_S = 90.0


@contextlib.contextmanager
def patience() -> Iterator[None]:
    """Fail when the block takes more processor time than that; other work on the machine does not count."""

    def give_up(_: int, __: FrameType | None) -> None:
        message = f"no end after {CPU_S:g} s of processor time"
        raise AssertionError(message)

    before = signal.signal(signal.SIGVTALRM, give_up)
    signal.setitimer(signal.ITIMER_VIRTUAL, CPU_S)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
