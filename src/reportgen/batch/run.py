"""A whole batch: a file of parameters in, one published briefing a row and what became of each out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import cast

from reportgen import __version__
from reportgen.batch.executors import limits_of, run_jobs
from reportgen.batch.jobs import Job, settings_digest
from reportgen.batch.parameters import Row, read_parameters
from reportgen.batch.summary import Batch, RowResult, State
from reportgen.cache import Cache
from reportgen.codes import diagnose
from reportgen.config import load_config
from reportgen.diagnostics import Collector, Outcome
from reportgen.editions import Edition
from reportgen.manifest import build_options, published, unchanged
from reportgen.preparation import Progress
from reportgen.records import load_records
from reportgen.tools import Tools


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """How a batch is to be run: by whom, in how many processes, and where finished files are put besides.

    `out` is a folder that gets a folder for each row, `None` where the output stays in `build/batch/` alone.
    """

    executor: str
    processes: int
    strict: bool = False
    out: Path | None = None


def run_batch(
    project: Path, sources: Path | None, parameters: Path, wanted: Wanted, tools: Tools, progress: Progress
) -> Outcome[Batch | None]:
    """Build every row whose inputs have changed; the value is `None` when no row could be tried.

    The outcome has what is wrong with the project or the file; what is wrong with a row is in its result.
    """
    keep = Collector()
    config = keep(load_config(project, tools))
    if config is None:
        return Outcome(None, keep.arranged())
    keep = Collector()  # what else there is to say of the settings is said by the rows
    progress("reading the parameters")
    records = load_records(project, tools, Cache(config.cache, tools)).value
    rows = keep(read_parameters(parameters, project, config, records, tools))
    if rows is None:
        return Outcome(None, keep.arranged())
    editions = tuple(row.edition for row in rows if row.edition is not None)
    # All rows have the same inputs: each file and folder is looked at once.
    once = cast("Tools", SimpleNamespace(list=cache(tools.list), state=cache(tools.state), read=tools.read))
    done = {found.name: found for each in editions if (found := _nothing_to_do(project, sources, each, once))}
    settings = settings_digest(project, tools)
    jobs = tuple(
        Job(
            name=each.name, project=str(project), sources=str(sources or ""), edition=each.text(),
            strict=wanted.strict, settings=settings,
        )
        for each in editions if each.name not in done
    )  # fmt: skip
    limits = limits_of(config.timeout_s, config.memory_mb)
    progress(f"{len(jobs)} of {len(rows)} rows to build")
    for number, (job, made) in enumerate(run_jobs(jobs, wanted.executor, wanted.processes, limits), 1):
        state = State.MADE if made.summary else State.FAILED
        done[job.name] = RowResult(name=job.name, state=state, summary=made.summary, diagnostics=made.diagnostics)
        progress(f"{number} of {len(jobs)}: {job.name} {state}")
    if wanted.out is not None:
        for each in editions:
            done[each.name] = _delivered(done[each.name], project, sources, each, wanted.out, tools)
    results = tuple(done[row.name] if row.edition is not None else _refused(row) for row in rows)
    return Outcome(Batch(rows=results), keep.arranged())


def _refused(row: Row) -> RowResult:
    return RowResult(name=row.name, state=State.FAILED, summary="", diagnostics=row.found)


def _nothing_to_do(project: Path, sources: Path | None, edition: Edition, tools: Tools) -> RowResult | None:
    """Return what the last build of a row said, `None` when a new one has something to do."""
    last = unchanged(project, build_options(sources, __version__, edition=edition), sources, tools)
    if last is None:
        return None
    return RowResult(name=edition.name, state=State.UNCHANGED, summary=last.summary, diagnostics=last.diagnostics)


def _delivered(
    result: RowResult, project: Path, sources: Path | None, edition: Edition, out: Path, tools: Tools
) -> RowResult:
    """Put the finished files of a row into its folder in `out`, all in one step; those that are there stay."""
    if result.state is State.FAILED:
        return result
    files: dict[Path, bytes] = {}
    try:
        for path in published(project, build_options(sources, __version__, edition=edition), tools):
            target, data = out / edition.name / path.name, tools.read(path)
            if tools.state(target) is None or tools.read(target) != data:
                files[target] = data
        tools.write_all(files)
    except OSError as error:
        found = diagnose("CFG008", f"cannot write or read {error.filename or out}: {error.strerror or error}")
        return replace(result, state=State.FAILED, diagnostics=(*result.diagnostics, found))
    return result
