"""Change one record in a CSV file: all other bytes stay as they are, other cells of its row included.

A file is read as the standard reader reads it (RFC 4180): a cell in quotation marks may hold commas, line ends and
doubled quotation marks; rows end with LF, CRLF or CR.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

_CELL = re.compile(r'"(?:[^"]|"")*"[^,\r\n]*|[^,\r\n]*')
_LINE_END = re.compile(r"\r\n|\r|\n")
_NEEDS_QUOTES = re.compile(r'[",\r\n]|^\s|\s$')


class CannotEditError(Exception):
    """A file does not have the form in which a record could be changed alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    """A row: where it starts and ends, its line end included, and the spans of its cells; offsets in characters."""

    start: int
    end: int
    cells: tuple[tuple[int, int], ...]


def with_cells(text: str, record: str, changes: Mapping[str, str]) -> str:
    """Return the file with other values in some cells of a record's row. Raises `CannotEditError`."""
    head, row = _find(text, record)
    made = text
    for name, value in sorted(changes.items(), key=lambda item: -head.index(item[0]) if item[0] in head else 0):
        if name not in head:
            message = f"the file has no column '{name}'"
            raise CannotEditError(message)
        start, end = row.cells[head.index(name)]
        made = made[:start] + _written(value, alone=len(row.cells) == 1) + made[end:]
    _prove(text, made, record, changes)
    return made


def without_row(text: str, record: str) -> str:
    """Return the file without a record's row. Raises `CannotEditError`."""
    _, row = _find(text, record)
    made = text[: row.start] + text[row.end :]
    _prove(text, made, record, None)
    return made


def alone(text: str, record: str) -> str:
    """Return a file of the same columns that has only the row of one record. Raises `CannotEditError`."""
    head, row = _find(text, record)
    names = io.StringIO()
    csv.writer(names, lineterminator="\n").writerow(head)
    return names.getvalue() + text[row.start : row.end]


def _find(text: str, record: str) -> tuple[list[str], _Row]:
    """Return the names of the columns and the row of a record."""
    head: list[str] | None = None
    for row in _rows(text):
        cells = [_read(text[start:end]) for start, end in row.cells]
        if not any(cell.strip() for cell in cells):
            continue
        if head is None:
            head = [cell.strip() for cell in cells]
            if "id" not in head:
                break
        elif len(cells) == len(head) and cells[head.index("id")].strip() == record:
            return head, row
    message = f"no row has the id '{record}'"
    raise CannotEditError(message)


def _rows(text: str) -> Iterator[_Row]:
    position = 1 if text.startswith("\ufeff") else 0
    start, cells = position, list[tuple[int, int]]()
    while position < len(text) or cells:
        found = _CELL.match(text, position)
        end = found.end() if found else position
        cells.append((position, end))
        if text.startswith(",", end):
            position = end + 1
            continue
        line_end = _LINE_END.match(text, end)
        position = line_end.end() if line_end else end
        yield _Row(start=start, end=position, cells=tuple(cells))
        if not line_end:
            return
        start, cells = position, []


def _read(raw: str) -> str:
    return next(csv.reader(io.StringIO(raw, newline="")), [""])[0] if raw else ""


def _written(value: str, *, alone: bool) -> str:
    """Return a value as a cell; the only cell of a row is never left blank."""
    if _NEEDS_QUOTES.search(value) or (alone and not value):
        return '"' + value.replace('"', '""') + '"'
    return value


def _prove(before: str, after: str, record: str, changes: Mapping[str, str] | None) -> None:
    """Make sure that nothing else has changed: for `changes` of `None` the row is gone. Raises `CannotEditError`."""
    wanted: list[list[str]] = []
    head: list[str] | None = None
    for cells in _parsed(before):
        if head is None:
            head = [cell.strip() for cell in cells]
        elif cells[head.index("id")].strip() == record if len(cells) == len(head) else False:
            if changes is None:
                continue
            cells = [changes.get(name, cell) for name, cell in zip(head, cells, strict=True)]  # noqa: PLW2901
        wanted.append(cells)
    if _parsed(after) != wanted:
        message = f"the row of '{record}' cannot be changed alone"
        raise CannotEditError(message)


def _parsed(text: str) -> list[list[str]]:
    return [row for row in csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")) if row]
