"""Run the project's own checks over a draft, and withhold what they object to, until they are silent.

So whatever a draft contains passes `reportgen check --strict` when it is made.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from reportgen.cache import Cache
from reportgen.diagnostics import Diagnostic, Outcome, Severity
from reportgen.documents import Document
from reportgen.drafting.assemble import Assembled
from reportgen.drafting.catalogue import DOCUMENTS_FILE
from reportgen.drafting.edits import pieces_of
from reportgen.drafting.rows import Row, file_of
from reportgen.drafting.works import WORKS_FILE, verbatim
from reportgen.preparation import lock_evidence, prepare
from reportgen.records.lock import LOCK_FILE
from reportgen.tools import Tools

_ROUNDS = 6
# Kinds of which a record is never withheld as a whole.
_KEPT = ("documents",)

Render = Callable[[Assembled], Mapping[str, str]]


def settle(
    project: Path,
    documents: Mapping[str, Document],
    made: Assembled,
    render: Render,
    tools: Tools,
    progress: Callable[[str], None],
) -> Outcome[Assembled]:
    """Write the records of a draft into its folder and check them; what fails is withheld.

    `documents` are those of the folder, by id. `render` gives the files, relative to the project, that hold what was
    made. Returns what was kept, and what is
    wrong after the last round.
    """
    found: tuple[Diagnostic, ...] = ()
    cache = Cache(project / "build" / "cache", tools)
    for number in range(1, _ROUNDS + 1):
        progress("checking what was made" if number == 1 else f"checking what was made, once more ({number})")
        for file, text in render(made).items():
            tools.keep(project / file, text.encode("utf-8", "replace"))
        tools.remove(project / LOCK_FILE)
        lock_evidence(project, documents, tools, cache)
        outcome = prepare(project, None, tools, lambda _: None, cache, documents=documents)
        found = tuple(d for d in outcome.diagnostics if d.severity > Severity.NOTE and not _of_this_machine(d))
        if not found:
            break
        better = _without_faults(made, found, render(made))
        if better is None or better == made:
            break
        made = better
    return Outcome(made, found)


def _of_this_machine(diagnostic: Diagnostic) -> bool:
    """Whether something is said of TeX or its fonts: the same folder gives the same records on every machine."""
    return diagnostic.code.startswith("TEX")


def _without_faults(made: Assembled, found: Sequence[Diagnostic], files: Mapping[str, str]) -> Assembled | None:
    """Return what is left when all that diagnostics name is withheld or mended, `None` when nothing can be done."""
    rows = {row.id: row for row in made.rows}
    kinds = {file_of(kind): kind for kind in dict.fromkeys(row.kind for row in made.rows)}
    lines = {file: pieces_of(kind, files[file]).ids_by_line() for file, kind in kinds.items() if file in files}
    blamed: dict[str, str] = {}
    works: dict[str, str] = {}
    trimmed: dict[str, set[str]] = {}
    plain: set[str] = set()
    for place, code in ((d.place, d.code) for d in found if d.place is not None and d.place.line is not None):
        line = place.line or 0
        if place.file == WORKS_FILE:
            works.setdefault(_bib_key(files.get(WORKS_FILE, ""), line), code)
        if place.file == DOCUMENTS_FILE:
            plain.add(_bib_key(files.get(DOCUMENTS_FILE, ""), line))
        here = lines.get(place.file, [])
        row = rows.get(here[line - 1]) if 1 <= line <= len(here) else None
        if row is not None and row.kind not in _KEPT:
            blamed.setdefault(row.id, code)
        elif row is not None and (name := _field(files[place.file].split("\n")[:line])):
            trimmed.setdefault(row.id, set()).add(name)
    faulty = {work.key: works[work.key] for work in made.works if work.key in works}
    plain -= {*made.plain, ""}
    if not (blamed or faulty or trimmed or plain):
        return None
    gone = {work.key: faulty[work.key] for work in made.works if work.key in faulty and work.verbatim}
    blamed |= {row.id: gone[row.text("work")] for row in made.of("notes") if row.text("work") in gone}
    kept = tuple(verbatim(work) if work.key in faulty else work for work in made.works if work.key not in gone)
    without = replace(made, works=kept, plain=made.plain | plain).without(blamed)
    return replace(without, rows=tuple(_trimmed(row, trimmed.get(row.id, set())) for row in without.rows))


def _trimmed(row: Row, names: set[str]) -> Row:
    """Return a record without some of its fields."""
    return replace(row, fields={key: value for key, value in row.fields.items() if key not in names}) if names else row


def _field(lines: Sequence[str]) -> str:
    """Return the name of the field that the last of some lines of a YAML file belongs to."""
    heads = (line[2:].partition(":")[0] for line in reversed(lines) if line[2:3].strip(" -"))
    return next(heads, "")


def _bib_key(text: str, line: int | None) -> str:
    """Return the key of the entry that a line belongs to."""
    heads: Iterator[str] = (one for one in reversed(text.split("\n")[: line or 0]) if one.startswith("@"))
    return next(heads, "{").partition("{")[2].rstrip(",")
