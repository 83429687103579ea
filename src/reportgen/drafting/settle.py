"""Run the project's own checks over a draft, and withhold what they object to, until they are silent.

So whatever a draft contains passes `reportgen check --strict` when it is made.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from reportgen.diagnostics import Diagnostic, Outcome, Severity
from reportgen.drafting.assemble import Assembled
from reportgen.drafting.catalogue import DOCUMENTS_FILE
from reportgen.drafting.rows import Row, file_of, file_text
from reportgen.drafting.works import WORKS_FILE, Work, verbatim
from reportgen.preparation import prepare, verify
from reportgen.records.lock import LOCK_FILE
from reportgen.tools import Tools

_ROUNDS = 6
# Kinds of which a record is never withheld as a whole.
_KEPT = ("documents",)

Render = Callable[[Assembled], Mapping[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lines:
    """Which row or work stands on which lines of a file; lines count from 1."""

    names: Sequence[str]

    def at(self, line: int | None) -> str:
        """Return the name of what stands on a line, `""` for none."""
        return self.names[line - 1] if line is not None and 1 <= line <= len(self.names) else ""


def settle(
    project: Path,
    sources: Path,
    made: Assembled,
    render: Render,
    tools: Tools,
    progress: Callable[[str], None],
) -> Outcome[Assembled]:
    """Write the records of a draft into its folder and check them; what fails is withheld.

    `render` gives the files, relative to the project, that hold what was made. Returns what was kept, and what is
    wrong after the last round.
    """
    found: tuple[Diagnostic, ...] = ()
    for number in range(1, _ROUNDS + 1):
        progress("checking what was made" if number == 1 else f"checking what was made, once more ({number})")
        for file, text in render(made).items():
            tools.keep(project / file, text.encode("utf-8", "replace"))
        tools.remove(project / LOCK_FILE)
        verify(project, sources, tools, update=True)
        outcome = prepare(project, sources, tools, lambda _: None)
        found = tuple(d for d in outcome.diagnostics if d.severity > Severity.NOTE and not _of_this_machine(d))
        if not found:
            break
        better = _without_faults(made, found, render(made))
        if better is None:
            break
        made = better
    return Outcome(made, found)


def _of_this_machine(diagnostic: Diagnostic) -> bool:
    """Whether something is said of TeX or its fonts: the same folder gives the same records on every machine."""
    return diagnostic.code.startswith("TEX")


def _without_faults(made: Assembled, found: Sequence[Diagnostic], files: Mapping[str, str]) -> Assembled | None:
    """Return what is left when all that diagnostics name is withheld or mended, `None` when nothing can be done."""
    rows = {file_of(kind): made.of(kind) for kind in dict.fromkeys(row.kind for row in made.rows)}
    blamed: dict[str, str] = {}
    works: dict[str, str] = {}
    trimmed: dict[str, set[str]] = {}
    for diagnostic in found:
        place = diagnostic.place
        if place is None:
            continue
        if place.file in rows:
            row, name = _row_at(rows[place.file], place.line)
            if row is not None and row.kind not in _KEPT:
                blamed.setdefault(row.id, diagnostic.code)
            elif row is not None and name:
                trimmed.setdefault(row.id, set()).add(name)
        elif place.file == WORKS_FILE:
            works.setdefault(_bib_key(files.get(WORKS_FILE, ""), place.line), diagnostic.code)
    works.pop("", None)
    if not blamed and not works and not trimmed:
        return None
    gone = {work.key: works[work.key] for work in made.works if work.key in works and work.verbatim}
    blamed |= {row.id: gone[row.text("work")] for row in made.of("notes") if row.text("work") in gone}
    kept = tuple(_mended(work, works) for work in made.works if work.key not in gone)
    without = replace(made, works=kept).without(blamed)
    return replace(without, rows=tuple(_trimmed(row, trimmed.get(row.id, set())) for row in without.rows))


def _mended(work: Work, faulty: Mapping[str, str]) -> Work:
    return verbatim(work) if work.key in faulty else work


def _trimmed(row: Row, names: set[str]) -> Row:
    """Return a record without some of its fields."""
    return replace(row, fields={key: value for key, value in row.fields.items() if key not in names}) if names else row


def _row_at(rows: Sequence[Row], line: int | None) -> tuple[Row | None, str]:
    """Return the row on a line of its file, and in a YAML file the name of the field that stands there."""
    if not rows or line is None:
        return None, ""
    if file_of(rows[0].kind).endswith(".csv"):
        return (rows[line - 2], "") if 2 <= line < 2 + len(rows) else (None, "")
    at = 0
    for row in rows:
        text = file_text(row.kind, (row,)).split("\n")[:-1]
        if at < line <= at + len(text):
            return row, _field(text[: line - at])
        at += len(text)
    return None, ""


def _field(lines: Sequence[str]) -> str:
    """Return the name of the field that the last of the lines of an item belongs to."""
    heads = (line[2:].partition(":")[0] for line in reversed(lines) if line[2:3].strip(" -"))
    return next(heads, "")


def _bib_key(text: str, line: int | None) -> str:
    """Return the key of the entry that a line belongs to."""
    heads: Iterator[str] = (one for one in reversed(text.split("\n")[: line or 0]) if one.startswith("@"))
    return next(heads, "{").partition("{")[2].rstrip(",")


__all__ = ["DOCUMENTS_FILE", "settle"]
