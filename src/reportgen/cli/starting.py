"""The command that makes an empty project: init."""

from __future__ import annotations

import argparse
from pathlib import Path

from reportgen.cli.arguments import FORMATS, Commands, command
from reportgen.cli.drafting import own_command, today
from reportgen.cli.saying import finish
from reportgen.tools import Tools


def add(commands: Commands) -> None:
    """Add the command."""
    init = command(commands, "init", _init, "make an empty project that builds at once")
    init.add_argument("project", metavar="DIR", help="the new project's folder; it must not exist, or be empty")
    init.add_argument("--title", default="", help="the title of the report (default: from the folder's name)")
    init.add_argument("--format", choices=FORMATS, default="human", help="how problems are shown")


def _init(arguments: argparse.Namespace, tools: Tools) -> int:
    from reportgen.codes import diagnose
    from reportgen.drafting.draft import readable
    from reportgen.drafting.skeleton import skeleton

    project = Path(arguments.project).resolve()
    if project.exists() and not (project.is_dir() and not any(project.iterdir())):
        hint = "name a folder that does not exist, or an empty one"
        refused = diagnose("CFG024", f"{arguments.project} is there, and not empty", hint=hint)
        return finish((refused,), arguments, tools)
    values = {"title": arguments.title or readable(project.name), "date": today(tools), "command": own_command()}
    files = skeleton("empty", values)
    tools.write_all({project / name: data for name, data in files.items()})
    made = f"{arguments.project}: an empty project; next: cd {arguments.project} && make report"
    return finish((), arguments, tools, made)
