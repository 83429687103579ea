"""Read CSV and YAML files into `Tree`s whose every value knows its line and column."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

from reportgen.cache import Cache, Plain, pack_diagnostics, pack_node, unpack_diagnostics, unpack_node
from reportgen.codes import diagnose
from reportgen.diagnostics import Diagnostic, Outcome, Place
from reportgen.values import Node, Tree, Value


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A CSV file: the names of its columns and one mapping a row."""

    head: tuple[Value, ...] = ()
    rows: tuple[Tree, ...] = ()


def read_csv(text: str, file: str) -> Outcome[Sheet]:
    """Read a CSV file with a head (RFC 4180); blank rows are skipped.

    The standard reader decides what the cells are; a scan of the same lines finds their columns,
    which neither it nor pandas tells.
    """
    found: list[Diagnostic] = []
    rows: list[Tree] = []
    widths: list[int] = []  # of the rows that do not fit the head
    head: tuple[Value, ...] = ()
    lines = text.split("\n")
    reader = csv.reader(io.StringIO(text), strict=True)
    while True:
        first = reader.line_num + 1
        try:
            cells = next(reader, None)
        except csv.Error as error:
            found.append(diagnose("REC202", f"malformed CSV: {error}", Place(file=file, line=first)))
            break
        if cells is None:
            break
        if not any(cell.strip() for cell in cells):
            continue
        record = "\n".join(lines[first - 1 : reader.line_num])
        values = tuple(
            _trimmed(Value(cell, Place(file=file, line=first + line, column=column)))
            for cell, (line, column) in zip(cells, _starts(record), strict=True)
        )
        if not head:
            head = values
            fault = next(_check_head(head), None)
            if fault is not None:
                return Outcome(Sheet(), (fault,))
            continue
        if len(cells) != len(head):
            message = f"row has {len(cells)} cells, the head has {len(head)}"
            hint = "put a cell that holds a comma into double quotes"
            if ', "' in record:
                hint = "remove the blank between a comma and the quotation mark after it"
            found.append(diagnose("REC202", message, Place(file=file, line=first, column=1), hint=hint))
            widths.append(len(cells))
            continue
        apart = next((value for value in values if value.startswith('"') and _stands_apart(value, lines)), None)
        if apart is not None:
            hint = "remove the blank between a comma and the quotation mark after it"
            found.append(diagnose("REC202", "a quoted cell begins with a blank", apart.place, hint=hint))
            continue
        items = dict(zip(map(str, head), values, strict=True))
        keys = {name: value.place for name, value in items.items()}
        rows.append(Tree(items, Place(file=file, line=first, column=1), keys))
    if len(widths) > 1 and not rows and len(set(widths)) == 1:  # all rows are alike, so the head is wrong
        message = f"the head has {len(head)} columns, all {len(widths)} rows have {widths[0]} cells"
        place = Place(file=file, line=head[0].place.line, column=1)
        return Outcome(Sheet(), (diagnose("REC202", message, place, hint="add or remove a column of the head"),))
    if not head and not found:
        found.append(diagnose("REC202", "the file is empty: it has no head", Place(file=file, line=1)))
    return Outcome(Sheet(head=head, rows=tuple(rows)), tuple(found))


def _trimmed(cell: Value) -> Value:
    """Return a cell without the blanks around it; one that is all blank keeps its place."""
    return cell.stripped() if cell.strip() else Value("", cell.place)


def _stands_apart(cell: Value, lines: list[str]) -> bool:
    """Whether a cell that begins with a quotation mark has a blank before it, and none other before that."""
    place = cell.place
    before = lines[(place.line or 1) - 1][: (place.column or 1) - 1]
    return before != before.rstrip() and not before.rstrip().endswith('"')


def _check_head(head: tuple[Value, ...]) -> Iterator[Diagnostic]:
    """Find what makes a head useless; the rows under it are not read then."""
    for index, name in enumerate(head):
        if len(head) == 1 and (mark := next((mark for mark in ";\t" if mark in name), None)):
            hint = f"cells are separated by commas, not by {'semicolons' if mark == ';' else 'tabs'}"
            yield diagnose("REC202", "the head has one column only", name.place, hint=hint)
        elif not name:
            yield diagnose("REC203", f"column {index + 1} has no name", name.place)
        elif name in head[:index]:
            yield diagnose("REC203", f"column '{name}' stands twice", name.place, length=len(name))


def _starts(record: str) -> Iterator[tuple[int, int]]:
    """Give the line, from 0, and the column, from 1, of the first character of each cell of a row."""
    position = 0
    while True:
        quoted = record.startswith('"', position)
        start = position + quoted
        yield record.count("\n", 0, start), start - record.rfind("\n", 0, start)
        if quoted:
            position = start
            while position < len(record) and not _closes(record, position):
                position += 2 if record[position] == '"' else 1
        comma = record.find(",", position)
        if comma < 0:
            return
        position = comma + 1


def _closes(record: str, position: int) -> bool:
    return record[position] == '"' and not record.startswith('""', position)


def read_yaml(text: str, file: str, *, code: str = "REC204", cache: Cache | None = None) -> Outcome[Node | None]:
    """Read one YAML document; every scalar stays the text that was written. Faults bear `code`.

    Anchors, aliases, tags, merge keys, duplicate keys and deep nesting are refused: YAML 1.1 would
    otherwise turn `NO` into a truth value, and a few aliases into gigabytes. The parser is loaded only for a
    text that is not in the cache.
    """

    def parse() -> Outcome[Node | None]:
        from reportgen.records.yaml_parser import parse_yaml

        return parse_yaml(text, file, code)

    def pack(outcome: Outcome[Node | None]) -> Plain:
        return pack_node(outcome.value), pack_diagnostics(outcome.diagnostics)

    def unpack(plain: Plain) -> Outcome[Node | None]:
        return Outcome(unpack_node(plain[0], file), unpack_diagnostics(plain[1]))

    return parse() if cache is None else cache.fetch("yaml", cache.key(text, file, code), parse, pack, unpack)
