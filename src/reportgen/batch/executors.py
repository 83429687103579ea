"""Who does the jobs of a batch: processes of this machine, or a cluster. Jobs in, each with its result out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reportgen import workers
from reportgen.batch.jobs import Job, Made, made_of, make
from reportgen.workers import WorkerLimits

LOCAL = "local"
_CLUSTER = re.compile(r"dask://(?P<host>[\w.-]+|\[[0-9a-fA-F:]+\]):(?P<port>\d{1,5})")
# A job may take as long as so many runs of the engine: its passes, a format, another program's list of works.
_RUNS = 10
# What Python, pandas and the drawing library need beside the engine, in bytes of address space.
_BESIDE = 3 * 1024**3


def is_executor(name: str) -> bool:
    """Whether an executor can be called so: `local`, or `dask://HOST:PORT`."""
    return name == LOCAL or bool(_CLUSTER.fullmatch(name))


def limits_of(timeout_s: float, memory_mb: int) -> WorkerLimits:
    """Return what a job may use where one run of the engine may use so much."""
    return WorkerLimits(wall_s=_RUNS * timeout_s, memory=memory_mb * 1024**2 + _BESIDE)


def run_jobs(jobs: Sequence[Job], executor: str, processes: int, limits: WorkerLimits) -> Iterator[tuple[Job, Made]]:
    """Do the jobs and give each with its result, whichever is done first.

    `processes` bounds those of this machine; a cluster has as many as it has.
    """
    if not jobs:
        return
    cluster = _CLUSTER.fullmatch(executor)
    if cluster is not None:
        from reportgen.batch.cluster import run_on_cluster

        yield from run_on_cluster(f"{cluster['host']}:{cluster['port']}", jobs, limits)
        return
    done = workers.run(
        make, jobs, jobs=min(processes, len(jobs)), limits=limits, preload=["reportgen.batch.jobs"], in_order=False
    )
    for result in done:
        yield result.argument, made_of(result, limits)
