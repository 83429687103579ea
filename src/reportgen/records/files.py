"""Read CSV and YAML files into `Tree`s whose every value knows its line and column."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

from reportgen.codes import diagnose
from reportgen.diagnostics import Diagnostic, Outcome, Place, Related
from reportgen.values import Node, Tree, Value

_DEPTH_LIMIT = 20
# What people write for "nothing"; in quotation marks these words are text.
_NULLS = {"~", "null", "Null", "NULL"}


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
            Value(cell, Place(file=file, line=first + line, column=column))
            for cell, (line, column) in zip(cells, _starts(record), strict=True)
        )
        if not head:
            head = tuple(value.stripped() for value in values)
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
            continue
        items = dict(zip(map(str, head), values, strict=True))
        keys = {name: value.place for name, value in items.items()}
        rows.append(Tree(items, Place(file=file, line=first, column=1), keys))
    if not head and not found:
        found.append(diagnose("REC202", "the file is empty: it has no head", Place(file=file, line=1)))
    return Outcome(Sheet(head=head, rows=tuple(rows)), tuple(found))


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


class _PlainLoader(yaml.SafeLoader):
    """Refuses everything in YAML that is more than mappings, lists and texts.

    The pure Python loader: the one in C crashes on deeply nested input.
    """

    def compose_node(self, parent: yaml.Node | None, index: Any) -> yaml.Node | None:
        event = self.peek_event()  # type: ignore[no-untyped-call]
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None) or getattr(event, "tag", None):
            message = "anchors, aliases and tags are not allowed"
            raise yaml.composer.ComposerError(None, None, message, event.start_mark)
        return super().compose_node(parent, index)


def read_yaml(text: str, file: str, *, code: str = "REC204") -> Outcome[Node | None]:
    """Read one YAML document; every scalar stays the text that was written. Faults bear `code`.

    Anchors, aliases, tags, merge keys, duplicate keys and deep nesting are refused: YAML 1.1 would
    otherwise turn `NO` into a truth value, and a few aliases into gigabytes.
    """
    reader = _YamlReader(text=text, file=file, code=code)
    try:
        root = yaml.compose(text, Loader=_PlainLoader)
    except yaml.MarkedYAMLError as error:
        what = error.problem or error.context or ""
        # What is never closed is noticed at the end of the file; a person needs to know where it began.
        unclosed = error.context_mark is not None and ("end of stream" in what or "stream end" in what)
        place = reader.at(error.context_mark if unclosed else error.problem_mark or error.context_mark)
        if what.startswith("but "):
            what = f"{error.context}, {what}"
        return Outcome(None, (diagnose(code, f"malformed YAML: {what}", place),))
    except yaml.reader.ReaderError as error:
        message = f"malformed YAML: the character U+{ord(text[error.position]):04X} is not allowed"
        return Outcome(None, (diagnose(code, message, reader.place(error.position)),))
    except (yaml.YAMLError, ValueError) as error:
        return Outcome(None, (diagnose(code, f"malformed YAML: {error}", Place(file=file)),))
    except RecursionError:
        return Outcome(None, (diagnose(code, "the YAML is nested too deeply", Place(file=file)),))
    if root is None:
        return Outcome(None)
    node = reader.node(root, 0)
    return Outcome(node, tuple(reader.found))


class _YamlReader:
    """Turns the parser's nodes into values with places, and collects what is wrong."""

    def __init__(self, *, text: str, file: str, code: str) -> None:
        self.text, self.file, self.code = text, file, code
        self.found: list[Diagnostic] = []

    def node(self, node: yaml.Node, depth: int) -> Node:
        """Return a node's value; what is not read is reported and stays empty."""
        place = self.at(node.start_mark)
        if depth > _DEPTH_LIMIT:
            self.found.append(diagnose(self.code, "the YAML is nested too deeply", place))
            return Value("", place)
        if isinstance(node, yaml.SequenceNode):
            return tuple(self.node(item, depth + 1) for item in node.value)
        if isinstance(node, yaml.MappingNode):
            return self.mapping(node, place, depth)
        if not isinstance(node, yaml.ScalarNode):
            return Value("", place)
        if node.style is None and node.value in _NULLS:
            return Value("", place)
        inner = 1 if node.style in {"'", '"'} else 0
        return Value(str(node.value), Place(file=self.file, line=place.line, column=(place.column or 1) + inner))

    def mapping(self, node: yaml.MappingNode, place: Place, depth: int) -> Tree:
        """Return a mapping's values; a repeated key is reported, its first value kept."""
        items: dict[str, Node] = {}
        places: dict[str, Place] = {}
        for key_node, value_node in node.value:
            where = self.at(key_node.start_mark)
            if not isinstance(key_node, yaml.ScalarNode):
                self.found.append(diagnose(self.code, "a key must be a single word or text", where))
                continue
            key = str(key_node.value)
            if key in items:
                first = Related(message="first given here", place=places[key])
                message = f"key '{key}' stands twice"
                self.found.append(diagnose(self.code, message, where, related=(first,), length=len(key)))
                continue
            items[key] = self.node(value_node, depth + 1)
            places[key] = where
        return Tree(items, place, places)

    def at(self, mark: Any) -> Place:
        """Return the place of a mark of the parser."""
        return self.place(mark.index) if mark else Place(file=self.file)

    def place(self, index: int) -> Place:
        """Return the place of a character of the text; the parser breaks lines where editors do not."""
        index = min(index, len(self.text))
        line = self.text.count("\n", 0, index) + 1
        return Place(file=self.file, line=line, column=index - self.text.rfind("\n", 0, index))
