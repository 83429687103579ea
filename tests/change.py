"""Spoil one thing in a project, and say where."""

from __future__ import annotations

from collections.abc import Iterable

from reportgen.diagnostics import Diagnostic, Place

HERE = "▸"


def change(project: dict[str, str], file: str, old: str, new: str) -> Place:
    """Replace a text that stands in a file, and return the place of the mark `▸` in the new text.

    The mark itself is taken out; `▸▸` stands for a whole line, without a column. With `old` empty the file
    becomes `new`.
    """
    text = project.get(file, "") if old else ""
    assert not old or old in text, f"{file} has no {old!r}"
    text = text.replace(old, new, 1) if old else new
    start = text.find(HERE)
    project[file] = text.replace(HERE, "")
    if start < 0:
        return Place(file=file)
    column = None if text.startswith(HERE * 2, start) else start - text.rfind("\n", 0, start)
    return Place(file=file, line=text.count("\n", 0, start) + 1, column=column)


def shown(diagnostics: Iterable[Diagnostic]) -> list[tuple[str, str]]:
    """Return code and place of each diagnostic."""
    return [(d.code, str(d.place)) for d in diagnostics]
