"""What several commands have in common: their options, and the folders that these name."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

from reportgen.diagnostics import Diagnostic
from reportgen.tools import Tools

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"

FORMATS = ("human", "short", "json", "github", "sarif", "junit")


def command(
    commands: Commands, name: str, run: Callable[[argparse.Namespace, Tools], int], text: str
) -> argparse.ArgumentParser:
    """Add a command; `run` gets its arguments and returns the exit code."""
    found = commands.add_parser(name, help=text, description=text)
    found.set_defaults(run=run)
    return found


def of_project(found: argparse.ArgumentParser) -> None:
    """Let a command say which project it is about, and how problems are shown."""
    found.add_argument("--project", metavar="DIR", default=".", help="the project's folder (default: this one)")
    found.add_argument("--format", choices=FORMATS, default="human", help="how problems are shown")


def common(found: argparse.ArgumentParser) -> None:
    """Give a command what all have that read a project and its documents."""
    found.add_argument("--project", metavar="DIR", default=".", help="the project's folder (default: this one)")
    found.add_argument("--sources", metavar="DIR", help="the folder of the source documents")
    found.add_argument("--strict", action="store_true", help="warnings fail, too")
    found.add_argument("--format", choices=FORMATS, default="human", help="how problems are shown")


def diagnostics_option(found: argparse.ArgumentParser) -> None:
    """Let a command whose `--format` is that of its results have one for problems, too; they go to stderr."""
    found.add_argument("--diagnostics", dest="format", choices=FORMATS, default="human", help="how problems are shown")


def positive(text: str) -> int:
    """Read a whole number of 1 or more, as argparse wants it read."""
    if not text.isdecimal() or len(text) > 9 or int(text) < 1:
        message = f"{text[:20]!r} is no whole number of 1 or more"
        raise argparse.ArgumentTypeError(message)
    return int(text)


def folders(arguments: argparse.Namespace, tools: Tools) -> tuple[Path, Path | Diagnostic | None]:
    """Return the project, and the documents' folder: named, from the environment, or the project's own."""
    from reportgen.codes import diagnose

    project = Path(arguments.project).resolve()
    named = arguments.sources or tools.environment("REPORTGEN_SOURCES")
    if named:
        tools.state(Path(named).absolute())  # a link may lead elsewhere the next time
        folder = Path(named).resolve()
        if not folder.is_dir():
            return project, diagnose("CFG010", f"there is no folder {named}")
        return project, folder
    own = project / "data" / "sources"
    return project, own if tools.list(own, "*") else None
