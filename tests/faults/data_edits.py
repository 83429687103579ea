"""Edits of records and references: a cell of a CSV file, a value of a YAML file, a field of a .bib entry."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Mapping

from faults.edits import Text, pattern
from faults.project import HERE, Change, Edit, Project, lost, placed

Row = Mapping[str, str]
Where = Callable[[Row], bool]


def rows(text: str) -> list[dict[str, str]]:
    """Read a CSV text whose rows are lines."""
    return list(csv.DictReader(io.StringIO(text)))


def line(cells: list[str]) -> str:
    """Write a row as the records' files have it."""
    out = io.StringIO()
    csv.writer(out, lineterminator="").writerow(cells)
    return out.getvalue()


def cell(file: str, column: str, edit: Text | str, where: Where | None = None) -> Change:
    """Change a cell of the first row that is as wanted and has something there."""

    def change(project: Project) -> Edit:
        name = f"data/{file}"
        text = project.text(name)
        lines = text.split("\n")
        for number, row in enumerate(rows(text), 1):
            old = row.get(column) or ""
            if not (where(row) if where else old):
                continue
            new = edit if isinstance(edit, str) else edit(old)
            if new == old:
                lost(f"{name}: {old!r} is left as it was")
            lines[number] = HERE + line([*{**row, column: new}.values()])
            return placed(name, "\n".join(lines))
        return lost(f"{name}: no row fits for {column}")

    return change


def row(file: str, make: Callable[[dict[str, str]], dict[str, str]], where: Where = lambda _: True) -> Change:
    """Add a row at the end, made of the first row that is as wanted."""

    def change(project: Project) -> Edit:
        name = f"data/{file}"
        text = project.text(name)
        model = next((row for row in rows(text) if where(row)), None) or lost(f"{name}: no row fits")
        return placed(name, f"{text.rstrip()}\n{HERE}{line([*make(dict(model)).values()])}\n")

    return change


def raw_row(file: str, make: Text, where: Where = lambda _: True) -> Change:
    """Change the line of the first row that is as wanted; a mark in it says where the fault is seen."""

    def change(project: Project) -> Edit:
        name = f"data/{file}"
        text = project.text(name)
        lines = text.split("\n")
        number = next((n for n, row in enumerate(rows(text), 1) if where(row)), None) or lost(f"{name}: no row fits")
        new = make(lines[number])
        lines[number] = new if HERE in new else HERE + new
        return placed(name, "\n".join(lines))

    return change


def header(file: str, make: Text) -> Change:
    """Change the line of the columns' names."""

    def change(project: Project) -> Edit:
        name = f"data/{file}"
        first, rest = project.text(name).split("\n", 1)
        return placed(name, f"{HERE}{make(first)}\n{rest}")

    return change


def value(file: str, key: str, edit: Text | str, nth: int = 0) -> Change:
    """Change the nth value of a key of a YAML file that is not empty, below data or report."""
    wanted = pattern(rf"^(\s*(?:- )?{key}: +)(\S.*)$")

    def change(project: Project) -> Edit:
        text = project.text(file)
        hits = list(wanted.finditer(text))
        hit = hits[nth] if nth < len(hits) else lost(f"{file}: no {key}")
        new = edit if isinstance(edit, str) else edit(hit[2])
        if new == hit[2]:
            lost(f"{file}: {new!r} is left as it was")
        return placed(file, f"{text[: hit.start()]}{hit[1]}{HERE}{new}{text[hit.end() :]}")

    return change


def yaml_line(file: str, key: str, make: Text, nth: int = 0) -> Change:
    """Change the nth line of a key of a YAML file, as a line; a mark in it says where the fault is seen."""
    wanted = pattern(rf"^\s*(?:- )?{key}:.*$")

    def change(project: Project) -> Edit:
        text = project.text(file)
        hits = list(wanted.finditer(text))
        hit = hits[nth] if nth < len(hits) else lost(f"{file}: no {key}")
        return placed(file, text[: hit.start()] + make(hit[0]) + text[hit.end() :], hit.start())

    return change


def without_key(file: str, key: str, nth: int = 0) -> Change:
    """Take a key of a record or of a declaration away; the place is the line on which the record begins."""
    wanted = pattern(rf"^  {key}:.*\n(?:   .*\n|  - .*\n)*") if file.startswith("data/") else pattern(rf"^{key}:.*\n")

    def change(project: Project) -> Edit:
        text = project.text(file)
        hits = list(wanted.finditer(text))
        hit = hits[nth] if nth < len(hits) else lost(f"{file}: no {key}")
        begin = text.rfind("\n- ", 0, hit.start()) + 1 if file.startswith("data/") else 0
        return placed(file, text[:begin] + HERE + text[begin : hit.start()] + text[hit.end() :])

    return change


_ENTRY = pattern(r"^@(\w+)\{([^,\s]+),\n(?:.*\n)*?\}\n")


def entries(text: str) -> list[re.Match[str]]:
    """Return the entries of a .bib text as matches: type and key."""
    return list(_ENTRY.finditer(text))


def entry(edit: Text, having: str = "", file: str = "bib/works.bib", nth: int = 0, without: str = r"(?!)") -> Change:
    """Change the nth entry whose text has a pattern; the marks say where, without one it is the key's line."""

    def change(project: Project) -> Edit:
        text = project.text(file)
        fit = [e for e in entries(text) if pattern(having).search(e[0]) and not pattern(without).search(e[0])]
        hit = fit[nth] if nth < len(fit) else lost(f"{file}: no entry with {having!r}")
        new = edit(hit[0])
        if new == hit[0]:
            lost(f"{file}: {hit[2]} is left as it was")
        return placed(file, text[: hit.start()] + new + text[hit.end() :], hit.start())

    return change


def bib_field(
    name: str, edit: Text | str, having: str = "", file: str = "bib/works.bib", nth: int = 0, without: str = r"(?!)"
) -> Change:
    """Change the value of a field, braces apart, of the nth entry that has it and a pattern; the place is its line."""
    wanted = pattern(rf"^(  {name} = \{{)(.*)(\}},?)$")

    def within(text: str) -> str:
        hit = wanted.search(text) or lost(f"no {name} in {text[:60]!r}")
        new = edit if isinstance(edit, str) else edit(hit[2])
        return text[: hit.start()] + HERE + hit[1] + new + hit[3] + text[hit.end() :]

    return entry(
        within, rf"(?s)(?=.*^  {name} = \{{.*\}},?$)(?=.*{having})" if having else wanted.pattern, file, nth, without
    )


def bib_line(name: str, make: Text, having: str = "", file: str = "bib/works.bib", nth: int = 0) -> Change:
    """Change the line of a field of the nth entry that has it and a pattern, as a line, its end included."""
    wanted = pattern(rf"^  {name} = .*\n")

    def within(text: str) -> str:
        hit = wanted.search(text) or lost(f"no {name} in {text[:60]!r}")
        new = make(hit[0])
        return text[: hit.start()] + (new if HERE in new or not new else HERE + new) + text[hit.end() :]

    return entry(within, rf"(?s)(?=.*^  {name} = )(?=.*{having})" if having else wanted.pattern, file, nth)
