"""The command that builds many briefings of one project: batch."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from reportgen.cli.arguments import Commands, command, common, folders, positive
from reportgen.cli.saying import Progress, finish, say, show
from reportgen.cli.signals import ending
from reportgen.diagnostics import Diagnostic
from reportgen.tools import Tools


def add(commands: Commands) -> None:
    """Add the command of this module."""
    batch = command(commands, "batch", _batch, "build one briefing for each row of a file of parameters")
    batch.add_argument("parameters", metavar="PARAMETERS.csv", help="texts, settings and filters, one briefing a row")
    common(batch)
    batch.add_argument("--jobs", type=positive, metavar="N", help="processes (default: one for each processor)")
    batch.add_argument("--executor", default="local", metavar="local|dask://HOST:PORT", help="who builds them")
    batch.add_argument("--out", metavar="DIR", help="put the finished files into DIR/NAME/ as well")


def _batch(arguments: argparse.Namespace, tools: Tools) -> int:
    from reportgen import workers
    from reportgen.batch import State, Wanted, is_executor, run_batch, with_names

    if not is_executor(arguments.executor):
        print(f"there is no executor {arguments.executor!r}; use local, or dask://HOST:PORT", file=sys.stderr)
        return 2
    project, sources = folders(arguments, tools)
    if isinstance(sources, Diagnostic):
        return finish((sources,), arguments, tools)
    wanted = Wanted(
        executor=arguments.executor, processes=workers.count(arguments.jobs), strict=arguments.strict,
        out=Path(arguments.out).resolve() if arguments.out else None,
    )  # fmt: skip
    with ending(), Progress() as progress:
        outcome = run_batch(project, sources, Path(arguments.parameters).resolve(), wanted, tools, progress)
    batch = outcome.value
    if batch is None:
        return finish(outcome.diagnostics, arguments, tools)
    said = say((*outcome.diagnostics, *with_names(batch.rows)), arguments, tools, batch.table())
    show(said)
    if not said.out.endswith(f"{batch.table()}\n"):  # where the diagnostics are the result
        print(batch.table(), file=sys.stderr)
    # That a row could not be run is a failure of that row, as long as another could.
    status = min(said.status, 1) if batch.could_run else said.status
    return max(status, 1) if batch.count(State.FAILED) else status
