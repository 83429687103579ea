"""A cluster that is not there, has no workers, is lost, or kills what it runs; one that works is in end_to_end."""

from __future__ import annotations

import sys
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

from reportgen.batch import cluster
from reportgen.batch.cluster import run_on_cluster
from reportgen.batch.jobs import Job, Made
from reportgen.workers import Result, WorkerLimits

JOBS = tuple(Job(name=name, project="/p", sources="", edition="", strict=False, settings="") for name in "abc")


class KilledWorkerError(Exception):
    """What the scheduler says of a job that killed its workers."""


class Scheduler:
    """Stands for a client and its scheduler; `script` says what becomes of each job, by name."""

    def __init__(self, script: dict[str, Any], threads: list[int]) -> None:
        self.script, self.threads = script, threads
        self.status = "running"
        self.closed = False
        self.most = 0
        self.running = 0

    def __call__(self, address: str, **_: object) -> Scheduler:
        self.address = address
        return self

    def nthreads(self) -> dict[str, int]:
        return {"w": self.threads.pop(0) if len(self.threads) > 1 else self.threads[0]}

    def submit(self, function: object, job: Job, limits: WorkerLimits, **_: object) -> SimpleNamespace:
        self.running += 1
        self.most = max(self.most, self.running)
        made = self.script.get(job.name, Made(summary=f"{job.name}.pdf"))

        def result() -> Result[Job, Made]:
            self.running -= 1
            return Result(argument=job, value=made)

        if isinstance(made, str):
            return _Future(status=made)
        if isinstance(made, Exception):
            return _Future(status="error", exception=lambda: made)
        return _Future(status="finished", result=result)

    def close(self, timeout: float) -> None:
        self.closed = True


class _Future(SimpleNamespace):
    __hash__ = object.__hash__  # type: ignore[assignment]


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "WORKERS_S", 0.05)
    monkeypatch.setattr(cluster, "_LOOK_S", 0.001)


def run(monkeypatch: pytest.MonkeyPatch, client: Any) -> dict[str, Made]:
    module = ModuleType("distributed")
    module.Client, module.KilledWorker = client, KilledWorkerError  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "distributed", module)
    return {job.name: made for job, made in run_on_cluster("host:1", JOBS, WorkerLimits())}


def faults(made: dict[str, Made]) -> dict[str, tuple[str, str]]:
    return {n: (d.code, d.message) for n, each in made.items() if not each.summary for d in each.diagnostics}


@pytest.mark.parametrize("threads", [1, 2, 8])
def test_every_job_has_its_result_and_no_more_are_out_than_can_run(
    monkeypatch: pytest.MonkeyPatch, threads: int
) -> None:
    scheduler = Scheduler({}, [threads])
    made = run(monkeypatch, scheduler)
    assert [each.summary for each in made.values()] == ["a.pdf", "b.pdf", "c.pdf"]
    assert scheduler.most == min(threads, 3)
    assert scheduler.address == "tcp://host:1"
    assert scheduler.closed


def test_a_job_that_kills_its_workers_costs_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    made = run(monkeypatch, Scheduler({"b": KilledWorkerError("b")}, [2]))
    assert faults(made) == {"b": ("CFG034", "the briefing was not made: every worker that tried to died")}


def test_a_worker_without_the_program(monkeypatch: pytest.MonkeyPatch) -> None:
    made = run(monkeypatch, Scheduler({"a": ModuleNotFoundError("No module named 'reportgen'")}, [1]))
    (found,) = made["a"].diagnostics
    assert found.code == "CFG033"
    assert "No module named 'reportgen'" in found.message
    assert "install reportgen" in (found.hint or "")


def test_a_cluster_without_workers(monkeypatch: pytest.MonkeyPatch) -> None:
    made = run(monkeypatch, Scheduler({}, [0]))
    assert faults(made) == dict.fromkeys("abc", ("CFG033", "the cluster at host:1 has no workers"))


def test_workers_may_come_late(monkeypatch: pytest.MonkeyPatch) -> None:
    assert faults(run(monkeypatch, Scheduler({}, [0, 0, 1]))) == {}


@pytest.mark.parametrize("status", ["lost", "cancelled"])
def test_a_scheduler_that_ends(monkeypatch: pytest.MonkeyPatch, status: str) -> None:
    scheduler = Scheduler({"b": status}, [1])
    submit = scheduler.submit

    def submitted(*arguments: Any, **options: Any) -> SimpleNamespace:
        future = submit(*arguments, **options)
        scheduler.status = "running" if future.status == "finished" else "closed"
        return future

    monkeypatch.setattr(scheduler, "submit", submitted)
    made = run(monkeypatch, scheduler)
    assert made["a"].summary == "a.pdf"
    assert faults(made) == dict.fromkeys("bc", ("CFG033", "the cluster at host:1 is lost: its scheduler has ended"))


@pytest.mark.parametrize("error", [OSError("timed out"), TimeoutError()])
def test_a_scheduler_that_does_not_answer(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    def client(*_: object, **__: object) -> object:
        raise error

    assert faults(run(monkeypatch, client)) == dict.fromkeys("abc", ("CFG033", "no Dask scheduler answers at host:1"))


def test_without_the_library_its_installation_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    made = {job.name: each for job, each in run_on_cluster("host:1", JOBS, WorkerLimits())}
    (found,) = made["a"].diagnostics
    assert (found.code, found.message) == ("CFG033", "the library 'distributed' is not installed")
    assert found.hint == "pip install 'reportgen[dask]' installs it"
    assert made.keys() == {"a", "b", "c"}
