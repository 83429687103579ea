"""Signals that end the program, put off while a library calls back into Python."""

from __future__ import annotations

import signal
from collections.abc import Iterator

import pytest

from reportgen.tools.signals import ENDING, ends_put_off


@pytest.fixture(autouse=True)
def handlers() -> Iterator[None]:
    """Leave the handlers of the test run as they were."""
    before = {number: signal.getsignal(number) for number in ENDING}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


@pytest.mark.parametrize("number", sorted(ENDING))
def test_a_signal_that_was_put_off_comes_at_the_end(number: signal.Signals) -> None:
    came: list[str] = []
    signal.signal(number, lambda *_: came.append("handled"))
    with ends_put_off():
        signal.raise_signal(number)
        came.append("inside")
    assert came == ["inside", "handled"]


def test_it_comes_after_a_fault_as_well() -> None:
    def end(*_: object) -> None:
        raise KeyboardInterrupt

    def fail() -> None:
        with ends_put_off():
            signal.raise_signal(signal.SIGTERM)
            raise ValueError

    signal.signal(signal.SIGTERM, end)
    with pytest.raises(KeyboardInterrupt):
        fail()


def test_what_is_ignored_stays_so() -> None:
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    with ends_put_off():
        signal.raise_signal(signal.SIGHUP)
        assert signal.getsignal(signal.SIGHUP) is signal.SIG_IGN
