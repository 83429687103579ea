"""A copy of a project in which changes are tried, and taken over all at once."""

from __future__ import annotations

from pathlib import Path

from reportgen.records.ledger import LEDGER_FILE
from reportgen.tools import Tools

# What is not copied when a project is tried out beside its place.
_LEFT = ("build/", ".git/", "data/sources/")


def copy_project(project: Path, beside: Path, tools: Tools) -> None:
    """Copy a project to try out what is to change."""
    for path in tools.list(project, "**/*"):
        name = path.relative_to(project).as_posix()
        if not name.startswith(_LEFT) and not path.name.startswith("."):
            tools.keep(beside / name, tools.read(path))


def take_over(beside: Path, project: Path, tools: Tools) -> None:
    """Write the files that changed into the project, all at once, the ledger as the last."""
    files: dict[Path, bytes] = {}
    for path in tools.list(beside, "**/*"):
        name = path.relative_to(beside).as_posix()
        data = tools.read(path)
        if name.startswith(("data/", "bib/")) and data != _there(project / name, tools):
            files[project / name] = data
    if (project / LEDGER_FILE) in files:
        files[project / LEDGER_FILE] = files.pop(project / LEDGER_FILE)
    if files:
        tools.write_all(files)


def _there(path: Path, tools: Tools) -> bytes | None:
    try:
        return tools.read(path)
    except FileNotFoundError:
        return None
