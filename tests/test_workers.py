"""Work in several processes: order, limits, faults."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest

from reportgen import workers
from reportgen.workers import Failure, Result, WorkerLimits

LIMITS = WorkerLimits()


def _double(number: int) -> int:
    time.sleep(0.02 * (number % 3))
    return 2 * number


def _misbehave(how: str) -> str:
    if how == "sleep":
        time.sleep(60)
    if how == "die":
        os._exit(3)
    if how == "eat":
        return "x" * (3 * 1024**3)
    if how == "raise":
        raise KeyError(how)
    return how


def _run(
    function: Callable[[Any], Any], arguments: Iterable[Any], *, jobs: int = 2, limits: WorkerLimits = LIMITS
) -> list[Result[Any, Any]]:
    return list(workers.run(function, arguments, jobs=jobs, limits=limits, preload=["reportgen.workers"]))


@pytest.mark.parametrize("jobs", [1, 3])
def test_results_come_in_the_order_of_the_arguments(jobs: int) -> None:
    results = _run(_double, range(12), jobs=jobs)
    assert [(r.argument, r.value, r.failure) for r in results] == [(n, 2 * n, None) for n in range(12)]


def test_nothing_to_do() -> None:
    assert _run(_double, []) == []


def test_what_goes_wrong_in_one_call_costs_no_other() -> None:
    limits = WorkerLimits(wall_s=2.0, memory=512 * 1024**2)
    results = _run(_misbehave, ["a", "sleep", "b", "die", "eat", "c"], limits=limits)
    assert [r.value for r in results] == ["a", None, "b", None, None, "c"]
    assert [r.failure for r in results] == [None, Failure.TIME, None, Failure.CRASH, Failure.MEMORY, None]


def test_an_exception_is_not_hidden() -> None:
    with pytest.raises(KeyError, match="raise"):
        _run(_misbehave, ["raise"])


def test_no_more_arguments_are_taken_than_keep_the_workers_busy() -> None:
    taken: list[int] = []

    def arguments() -> Iterator[int]:
        for number in range(20):
            taken.append(number)
            yield number

    results = workers.run(_double, arguments(), jobs=2, limits=LIMITS, preload=["reportgen.workers"])
    next(results)
    assert len(taken) <= 6
    results.close()


def test_count() -> None:
    assert workers.count(3) == 3
    assert workers.count(None) >= 1


def _stay(folder: str) -> None:
    path = Path(folder)
    (path / str(os.getpid())).touch()
    try:
        time.sleep(60)
    finally:
        (path / str(os.getpid())).unlink()


def test_a_call_whose_time_is_up_cleans_up(tmp_path: Path) -> None:
    results = _run(_stay, [str(tmp_path)], jobs=1, limits=WorkerLimits(wall_s=1.0))
    assert [r.failure for r in results] == [Failure.TIME]
    assert not list(tmp_path.iterdir())


MAIN = """
import sys
sys.path.insert(0, sys.argv[1])
from tests.test_workers import _run, _stay
if __name__ == "__main__":
    _run(_stay, [sys.argv[2]], jobs=1)
"""


def test_no_worker_outlives_the_main_process(tmp_path: Path) -> None:
    script = tmp_path / "main.py"
    script.write_text(MAIN, encoding="utf-8")
    folder = tmp_path / "alive"
    folder.mkdir()
    root = str(Path(__file__).parents[1])
    with subprocess.Popen([sys.executable, str(script), root, str(folder)]) as process:
        _wait_until(lambda: any(folder.iterdir()))
        process.kill()
    _wait_until(lambda: not any(folder.iterdir()))


def _wait_until(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + 20
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.05)
