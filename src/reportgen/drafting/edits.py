"""Change some records of a file: what is not touched stays byte for byte.

A file is taken apart into its head and one piece a record (a row of a CSV file, an item of a YAML list, an entry of a
.bib file); pieces are left out, replaced and added, and the file is put together again.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import yaml
from yaml.nodes import MappingNode, ScalarNode, SequenceNode

from reportgen.drafting.rows import Row, csv_row, file_of, yaml_item

_ENTRY = re.compile(r"^@(?!comment\b|string\b|preamble\b)\w+\s*[{(]\s*([^,\s]+)", re.IGNORECASE | re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A record as it stands in its file; `id` is `""` for what is none: a head, a comment, an empty line."""

    id: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Pieces:
    """A file in pieces, in its order; `columns` are those of a CSV file."""

    pieces: tuple[Piece, ...]
    columns: tuple[str, ...] = ()

    def edited(self, gone: Iterable[str], changed: Mapping[str, str], added: Sequence[str]) -> str:
        """Return the file without some records, with others replaced, and with more at its end."""
        out = set(gone)
        kept = [changed.get(piece.id, piece.text) for piece in self.pieces if piece.id not in out or not piece.id]
        text = "".join(kept)
        if added and text and not text.endswith("\n"):
            text += "\n"
        if added and text.strip() == "[]":  # a list of YAML without items
            text = ""
        text += "".join(added)
        listed = any(piece.id for piece in self.pieces)
        return text if text.strip() or self.columns or not listed else "[]\n"

    def ids_by_line(self) -> list[str]:
        """Return the id of the record on each line; the first is line 1."""
        return [piece.id for piece in self.pieces for _ in range(piece.text.count("\n"))]


def pieces_of(kind: str, text: str) -> Pieces:
    """Take a record file apart."""
    return _csv_pieces(text) if file_of(kind).endswith(".csv") else _yaml_pieces(text)


def _csv_pieces(text: str) -> Pieces:
    lines = text.splitlines(keepends=True) if "\x0b" not in text and "\x0c" not in text else _lines(text)
    reader = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""))
    found: list[Piece] = []
    columns: list[str] = []
    before = 0
    for cells in reader:
        raw = "".join(lines[before : reader.line_num])
        before = reader.line_num
        if not columns:
            columns = [cell.strip() for cell in cells] if any(cells) else []
            found.append(Piece(id="", text=raw))
            continue
        at = columns.index("id") if "id" in columns else -1
        found.append(Piece(id=cells[at].strip() if 0 <= at < len(cells) else "", text=raw))
    return Pieces(pieces=tuple(found), columns=tuple(columns))


def _lines(text: str) -> list[str]:
    return re.findall(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z", text)


def _yaml_pieces(text: str) -> Pieces:
    root = yaml.compose(text, Loader=yaml.BaseLoader)
    if not isinstance(root, SequenceNode) or root.flow_style:
        return Pieces(pieces=(Piece(id="", text=text),) if text else ())
    starts: list[tuple[int, str]] = []
    for item in root.value:
        start = text.rfind("\n", 0, item.start_mark.index) + 1
        starts.append((start, _text_of(item, "id")))
    bounds = [*(start for start, _ in starts), len(text)]
    head = [Piece(id="", text=text[: bounds[0]])] if bounds[0] else []
    items = [Piece(id=id_, text=text[start : bounds[n + 1]]) for n, (start, id_) in enumerate(starts)]
    return Pieces(pieces=(*head, *items))


def _text_of(node: object, key: str) -> str:
    for name, value in node.value if isinstance(node, MappingNode) else ():
        if name.value == key and isinstance(value, ScalarNode):
            return str(value.value).strip()
    return ""


def bib_pieces(text: str) -> Pieces:
    """Take a .bib file apart: each entry, with what follows it up to the next."""
    starts = [(found.start(), found[1]) for found in _ENTRY.finditer(text)]
    bounds = [*(start for start, _ in starts), len(text)]
    head = [Piece(id="", text=text[: bounds[0]])] if bounds[0] else []
    items = [Piece(id=key, text=text[start : bounds[n + 1]]) for n, (start, key) in enumerate(starts)]
    return Pieces(pieces=(*head, *items))


def written(row: Row, pieces: Pieces) -> str:
    """Return a record as a piece of a file."""
    return csv_row(row.kind, pieces.columns, row) if pieces.columns else yaml_item(row.kind, row)


def with_texts(piece: Piece, columns: Sequence[str], changes: Mapping[str, str]) -> str:
    """Return a piece with other texts in some of its fields; a field that it does not have stays away."""
    if columns:
        cells = next(csv.reader(io.StringIO(piece.text, newline="")), [])
        by_name = dict(zip(columns, cells, strict=False))
        made = [changes.get(name, by_name.get(name, "")) for name in columns]
        end = "\r\n" if piece.text.endswith("\r\n") else "\n"
        text = io.StringIO()
        csv.writer(text, lineterminator=end).writerow(made)
        return text.getvalue() if made != cells else piece.text
    root = yaml.compose(piece.text, Loader=yaml.BaseLoader)
    item = root.value[0] if isinstance(root, SequenceNode) and root.value else None
    spots = [
        (value.start_mark.index, value.end_mark.index, changes[name.value])
        for name, value in (item.value if isinstance(item, MappingNode) else ())
        if name.value in changes and isinstance(value, ScalarNode) and value.value != changes[name.value]
    ]
    text_ = piece.text
    for start, end_, value in sorted(spots, reverse=True):
        text_ = text_[:start] + '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"' + text_[end_:]
    return text_


def with_fields(entry: str, changes: Mapping[str, str]) -> str:
    """Return an entry of a .bib file with other values in some fields, each of which stands on a line of its own."""
    for name, value in changes.items():
        pattern = re.compile(rf"^(?P<head>[ \t]*{name}[ \t]*=[ \t]*).*$", re.IGNORECASE | re.MULTILINE)
        line = f"{{{value}}}," if value else ""
        if pattern.search(entry):
            entry = pattern.sub(lambda found, line=line: f"{found['head']}{line}" if line else "", entry, count=1)  # type: ignore[misc]
        elif value:
            entry = re.sub(r"\n\}", f"\n  {name} = {line}\n}}", entry, count=1)
    return entry
