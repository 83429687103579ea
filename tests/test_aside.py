"""Work in a copy of the process: its result, and what happens when there is no copy or it fails."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest

from reportgen import aside
from reportgen.aside import beside, in_turn, shared

HERE = os.getpid()


@pytest.fixture(autouse=True)
def two_processors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(aside, "_processors", lambda: 2)
    monkeypatch.setattr(threading, "active_count", lambda: 1)  # those of the test runner hold no lock of ours


def test_the_work_is_done_in_another_process_while_this_one_goes_on() -> None:
    done: list[int] = []

    def work() -> list[object]:
        done.append(1)
        return [os.getpid(), ["ü", None, 2.5], {"a": (1, 2)}]

    pid, *values = beside(work)()
    assert pid != HERE
    assert values == [["ü", None, 2.5], {"a": (1, 2)}]
    assert not done


def test_a_result_may_be_larger_than_a_pipe_holds() -> None:
    assert beside(lambda: "x" * 3_000_000)() == "x" * 3_000_000


@pytest.mark.parametrize("end", [lambda: os._exit(3), lambda: os.kill(os.getpid(), signal.SIGKILL)])
def test_what_a_copy_cannot_do_is_done_here(end: Callable[[], Any]) -> None:
    def work() -> int:
        if os.getpid() != HERE:
            end()
        return os.getpid()

    assert beside(work)() == HERE


def test_an_exception_is_raised_where_the_result_is_asked_for(capfd: pytest.CaptureFixture[str]) -> None:
    def work() -> None:
        raise KeyError("x")

    wait = beside(work)
    with pytest.raises(KeyError):
        wait()
    assert capfd.readouterr() == ("", "")


def test_a_result_that_cannot_be_sent_is_made_here() -> None:
    assert isinstance(beside(object)(), object)


@pytest.mark.parametrize("name", ["one processor", "threads", "no fork", "fork fails"])
def test_without_a_copy_the_work_is_done_in_turn(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_more() -> int:
        raise BlockingIOError

    if name == "one processor":
        monkeypatch.setattr(aside, "_processors", lambda: 1)
    elif name == "threads":
        monkeypatch.setattr(threading, "active_count", lambda: 2)
    elif name == "no fork":
        monkeypatch.delattr(os, "fork")
    else:
        monkeypatch.setattr(os, "fork", no_more)
    done: list[int] = []
    wait = beside(lambda: done.append(1))
    assert not done
    wait()
    assert done == [1]


def test_in_turn_does_the_work_when_it_is_asked_for() -> None:
    done: list[int] = []
    wait = in_turn(lambda: done.append(1))
    assert not done
    wait()
    assert done == [1]


@pytest.mark.parametrize("aside_", [in_turn, beside])
def test_shared_work_is_done_once_and_its_results_keep_their_order(aside_: aside.Aside) -> None:
    def work(number: int) -> tuple[int, int]:
        return number, os.getpid()

    wait = shared([partial(work, number) for number in range(40)], aside_)
    time.sleep(0.2)  # which a copy takes to do some
    results = wait()
    assert [number for number, _ in results] == list(range(40))
    assert (HERE not in {pid for _, pid in results}) == (aside_ is beside)


def test_shared_work_that_a_copy_took_with_it_is_done_here() -> None:
    def work() -> int:
        if os.getpid() != HERE:
            os._exit(3)
        return 7

    assert shared([work] * 3, beside)() == [7, 7, 7]
