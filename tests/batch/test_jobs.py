"""One job: it is small and plain, and whatever goes wrong is told in its result."""

from __future__ import annotations

import pickle
from pathlib import Path
from typing import TypeVar

import pytest
from projects import write_files

from reportgen.batch import jobs
from reportgen.batch.executors import is_executor, limits_of, run_jobs
from reportgen.batch.jobs import Job, Made, failed, made_of, make, settings_digest
from reportgen.codes import diagnose
from reportgen.diagnostics import Outcome, Place
from reportgen.editions import Edition
from reportgen.tools import LocalTools
from reportgen.workers import Failure, Result, WorkerLimits

LIMITS = WorkerLimits()
T = TypeVar("T")


@pytest.fixture
def folder(project: dict[str, str], tmp_path: Path) -> Path:
    return write_files(tmp_path / "project", project)


def job(folder: Path, name: str = "a", **other: str) -> Job:
    given = {"settings": settings_digest(folder, LocalTools()), **other}
    return Job(name=name, project=str(folder), sources="", edition=Edition(name=name).text(), strict=False, **given)


def _there_and_back(value: T) -> T:
    again: T = pickle.loads(pickle.dumps(value))  # noqa: S301 - written just now
    return again


def codes(made: Made) -> list[str]:
    return [d.code for d in made.diagnostics]


def test_jobs_and_results_travel_between_processes(folder: Path) -> None:
    asked = job(folder)
    assert _there_and_back(asked) == asked
    assert hash(asked) == hash(job(folder))
    found = diagnose("SEC505", "x", Place(file="a", line=1), hint="y")
    made = _there_and_back(failed(found))
    assert made.diagnostics == (found,)
    assert made.summary == ""


@pytest.mark.parametrize(
    ("other", "message"),
    [({"version": "0.0.1"}, "not 0.0.1"), ({"settings": "0" * 64}, "does not see the same project")],
)
def test_a_machine_that_differs_refuses_the_job(folder: Path, other: dict[str, str], message: str) -> None:
    (found,) = make(job(folder, **other)).diagnostics
    assert found.code == "CFG033"
    assert message in found.message


def test_a_project_that_is_not_there_has_no_digest(tmp_path: Path) -> None:
    assert settings_digest(tmp_path, LocalTools()) == ""


@pytest.mark.parametrize(
    ("error", "code"),
    [(OSError(28, "No space left on device", "/x/y"), "CFG008"), (KeyError("odd"), "INT901")],
)
def test_what_fails_costs_this_briefing_only(
    folder: Path, monkeypatch: pytest.MonkeyPatch, error: Exception, code: str
) -> None:
    def broken(*_: object, **__: object) -> Outcome[str | None]:
        raise error

    monkeypatch.setattr(jobs, "build", broken)
    made = make(job(folder))
    assert codes(made) == [code]
    assert made.summary == ""


def test_too_little_memory_is_told_by_the_process(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> Outcome[str | None]:
        raise MemoryError

    monkeypatch.setattr(jobs, "build", broken)
    with pytest.raises(MemoryError):
        make(job(folder))


@pytest.mark.parametrize("failure", list(Failure))
def test_a_job_that_was_ended_has_failed(folder: Path, failure: Failure) -> None:
    (found,) = made_of(Result(argument=job(folder), failure=failure), LIMITS).diagnostics
    assert found.code == "CFG034"
    assert found.message.endswith(failure.value)


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("local", True), ("dask://localhost:8786", True), ("dask://10.0.0.1:1", True), ("dask://[::1]:8786", True),
        ("dask://localhost", False), ("tcp://localhost:8786", False), ("dask://:1", False), ("", False),
    ],
)  # fmt: skip
def test_executors(name: str, *, known: bool) -> None:
    assert is_executor(name) == known


def test_a_job_may_take_as_long_as_all_its_runs() -> None:
    limits = limits_of(120, 1024)
    assert limits.wall_s == 1200
    assert limits.memory == 4 * 1024**3


def test_no_jobs_start_nothing() -> None:
    assert list(run_jobs((), "local", 2, LIMITS)) == []
