"""The jobs of a batch on a Dask cluster: jobs in, each with its result out.

The scheduler runs the jobs of a worker that dies again, elsewhere; what they build is put in place in one step, so
a second time does no harm. Each job has a process of its own on its worker, under the limits of the project.
"""

from __future__ import annotations

import logging
import time
import warnings
from collections import deque
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from reportgen.alone import alone
from reportgen.batch.jobs import Job, Made, failed, made_of, make
from reportgen.codes import diagnose
from reportgen.workers import Result, WorkerLimits

if TYPE_CHECKING:
    from distributed import Client

# Seconds until a scheduler has to answer, and until there has to be a worker, at the start and after all have died.
REACH_S = 5.0
WORKERS_S = 30.0
_LOOK_S = 0.1
_INSTALL = "pip install 'reportgen[dask]' installs it"


def perform(job: Job, limits: WorkerLimits) -> Result[Job, Made]:
    """Do a job on a worker; raises nothing, since what a cluster makes of exceptions differs."""
    return alone(make, job, limits)


def run_on_cluster(address: str, jobs: Sequence[Job], limits: WorkerLimits) -> Iterator[tuple[Job, Made]]:
    """Hand jobs to the scheduler at `HOST:PORT`; gives each with its result, whichever is done first.

    When the cluster cannot be used, or is lost, the jobs that are left fail for that reason.
    """
    left = dict.fromkeys(jobs)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of other versions of libraries that jobs do not use
            from distributed import Client

            logging.getLogger("distributed").setLevel(logging.CRITICAL)  # what goes wrong is said in one line
            client = Client(f"tcp://{address}", timeout=REACH_S, set_as_default=False, name="reportgen")
    except ImportError:
        lost = failed(diagnose("CFG033", "the library 'distributed' is not installed", hint=_INSTALL))
        yield from ((job, lost) for job in left)
        return
    except (OSError, TimeoutError, ValueError) as error:
        message = f"no Dask scheduler answers at {address}"
        hint = f"start one with 'dask scheduler', or correct the address ({type(error).__name__})"
        lost = failed(diagnose("CFG033", message, hint=hint))
        yield from ((job, lost) for job in left)
        return
    try:
        for job, made in _hand_out(client, deque(jobs), limits):
            del left[job]
            yield job, made
        lost = failed(diagnose("CFG033", f"the cluster at {address} {_reason(client)}"))
        yield from ((job, lost) for job in left)
    finally:
        client.close(timeout=REACH_S)


def _reason(client: Client) -> str:
    return "has no workers" if client.status == "running" else "is lost: its scheduler has ended"


def _hand_out(client: Client, waiting: deque[Job], limits: WorkerLimits) -> Iterator[tuple[Job, Made]]:
    """Keep every thread of the cluster busy and give what is done; ends early when the cluster cannot go on.

    No more jobs are handed out than can run: one that waited at a worker would count its death against itself.
    """
    from distributed import KilledWorker

    running: dict[Any, Job] = {}
    seen = time.monotonic()
    while (waiting or running) and client.status == "running":
        threads = _threads(client)
        if threads:
            seen = time.monotonic()
        elif time.monotonic() - seen > WORKERS_S:
            return
        while waiting and len(running) < threads:
            job = waiting.popleft()
            running[client.submit(perform, job, limits, pure=False, key=None)] = job
        for future in [future for future in running if future.status != "pending"]:
            if future.status in {"cancelled", "lost"}:
                return
            job = running.pop(future)
            yield job, _result(future, limits, KilledWorker)
        time.sleep(_LOOK_S)


def _threads(client: Client) -> int:
    """Return how many jobs can run at once, 0 without workers."""
    try:
        return sum(client.nthreads().values())
    except (OSError, TimeoutError):  # the scheduler has ended, which the client notices in a moment
        return 0


def _result(future: Any, limits: WorkerLimits, killed: type[Exception]) -> Made:
    if future.status == "finished":
        return made_of(future.result(), limits)
    error = future.exception()
    if isinstance(error, killed):
        message = "the briefing was not made: every worker that tried to died"
        return failed(diagnose("CFG034", message, hint="the log of the scheduler says which; they may lack memory"))
    hint = "install reportgen, in this version, on all machines of the cluster"
    message = f"a worker could not do the job: {type(error).__name__}: {error}"
    return failed(diagnose("CFG033", message, hint=hint if isinstance(error, ImportError) else None))
