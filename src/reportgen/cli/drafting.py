"""The command that makes a project of a folder of documents: draft."""

from __future__ import annotations

import argparse
import datetime
import os
import sys
from pathlib import Path

from reportgen.cli.arguments import FORMATS, Commands, command, positive
from reportgen.cli.saying import Progress, finish
from reportgen.cli.signals import ending
from reportgen.tools import Tools


def add(commands: Commands) -> None:
    """Add the command."""
    draft = command(commands, "draft", _draft, "make a project with proposed records from a folder of documents")
    draft.add_argument("folder", metavar="FOLDER", help="the folder of the documents")
    draft.add_argument("-o", "--output", dest="project", metavar="DIR", required=True, help="the new project's folder")
    draft.add_argument("--title", default="", help="the title of the report (default: from the folder's name)")
    draft.add_argument("--copy", action="store_true", help="copy the documents into the project")
    draft.add_argument("--jobs", type=positive, metavar="N", help="processes (default: one for each processor)")
    draft.add_argument("--size-limit", type=positive, metavar="MB", help="largest document, in MB (default: 32)")
    draft.add_argument("--time-limit", type=positive, metavar="S", help="seconds for one document (default: 300)")
    draft.add_argument("--memory-limit", type=positive, metavar="MB", help="memory for one document (default: 2000)")
    draft.add_argument("--strict", action="store_true", help="files that cannot be read fail, too")
    draft.add_argument("--format", choices=FORMATS, default="human", help="how problems are shown")


def _draft(arguments: argparse.Namespace, tools: Tools) -> int:
    from reportgen.codes import diagnose
    from reportgen.documents.limits import limits_of
    from reportgen.drafting.draft import Options, draft

    folder = Path(arguments.folder).resolve()
    if not folder.is_dir():
        return finish((diagnose("CFG010", f"there is no folder {arguments.folder}"),), arguments, tools)
    options = Options(
        folder=folder,
        project=Path(arguments.project).resolve(),
        date=today(tools),
        title=arguments.title,
        command=own_command(),
        jobs=arguments.jobs,
        copy=arguments.copy,
        limits=limits_of(arguments.size_limit, arguments.time_limit, arguments.memory_limit),
    )
    with ending(), Progress() as progress:
        outcome = draft(options, tools, progress)
    made = outcome.value
    if made is None:
        return finish(outcome.diagnostics, arguments, tools)
    shown = arguments.project
    next_ = "make report" if Path(shown).resolve() == Path.cwd() else f"cd {shown} && make report"
    return finish(outcome.diagnostics, arguments, tools, f"{made.summary(shown)}; next: {next_}")


def today(tools: Tools) -> str:
    """Return the day of the draft; SOURCE_DATE_EPOCH sets it, as for all programs whose output is to be the same."""
    epoch = tools.environment("SOURCE_DATE_EPOCH") or ""
    if epoch.isdecimal() and len(epoch) < 12:
        return datetime.datetime.fromtimestamp(int(epoch), datetime.UTC).date().isoformat()
    return datetime.datetime.now(datetime.UTC).date().isoformat()


def own_command() -> str:
    """Return the command that runs this program, as a shell reads it."""
    from reportgen.drafting.skeleton import quoted

    program = Path(sys.argv[0])
    if program.name == "reportgen" and os.access(program, os.X_OK):
        return quoted(str(program.resolve()))
    return quoted(sys.executable, "-m", "reportgen")
