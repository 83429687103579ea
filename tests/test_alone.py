"""One call in a process of its own: its result, its limits, its end."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from projects import REPOSITORY

from reportgen.alone import alone
from reportgen.workers import Failure, WorkerLimits

LIMITS = WorkerLimits(wall_s=30.0)


def _misbehave(how: str) -> str:
    os.write(1, b"this is no part of the answer")
    if how == "sleep":
        time.sleep(60)
    if how == "die":
        os.kill(os.getpid(), signal.SIGKILL)
    if how == "eat":
        return "x" * (3 * 1024**3)
    if how == "raise":
        raise KeyError(how)
    return how * 50_000


@pytest.fixture(autouse=True)
def path(monkeypatch: pytest.MonkeyPatch) -> None:
    """The new interpreter finds this module and the program."""
    folders = [str(Path(__file__).parent), str(REPOSITORY / "src")]
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(folders))


def test_the_value_comes_back() -> None:
    result = alone(_misbehave, "a", LIMITS)
    assert (result.argument, result.value, result.failure) == ("a", "a" * 50_000, None)


@pytest.mark.parametrize(
    ("how", "limits", "failure"),
    [
        ("sleep", WorkerLimits(wall_s=1.0), Failure.TIME),
        ("die", LIMITS, Failure.CRASH),
        ("eat", WorkerLimits(wall_s=30.0, memory=512 * 1024**2), Failure.MEMORY),
    ],
)
def test_what_goes_wrong_is_told(how: str, limits: WorkerLimits, failure: Failure) -> None:
    assert alone(_misbehave, how, limits).failure is failure


def test_it_ends_with_the_process_that_started_it(tmp_path: Path) -> None:
    sign = tmp_path / "sign"
    code = (
        "import sys; from test_alone import _stay; from reportgen.alone import alone; "
        "from reportgen.workers import WorkerLimits; alone(_stay, sys.argv[1], WorkerLimits(wall_s=60.0))"
    )
    parent = subprocess.Popen([sys.executable, "-c", code, str(sign)])
    try:
        assert _comes(lambda: sign.is_file() and sign.read_text() != "")
        child = int(sign.read_text())
        parent.kill()
        parent.wait()
        assert _comes(lambda: sign.with_suffix(".end").is_file())  # it cleaned up
        assert _comes(lambda: not Path(f"/proc/{child}").exists() or _is_zombie(child))
    finally:
        parent.kill()
        parent.wait()


def _stay(sign: str) -> None:
    Path(sign).write_text(str(os.getpid()))
    try:
        time.sleep(60)
    finally:
        Path(f"{sign}.end").write_text("")


def _is_zombie(pid: int) -> bool:
    try:
        return " Z " in Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return True


def _comes(true: Callable[[], bool]) -> bool:
    for _ in range(400):
        if true():
            return True
        time.sleep(0.05)
    return False
