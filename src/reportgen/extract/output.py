"""Write items: JSON lines, CSV, BibTeX, CSL-JSON."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from reportgen.extract.item import Kind

FORMATS = ("jsonl", "csv", "bibtex", "csl-json")
_PLACE = ("kind", "id", "document", "start", "end", "segment", "text")
# The columns of each kind, in the order of docs/extract.md.
FIELDS: Mapping[Kind, tuple[str, ...]] = {
    Kind.METADATA: (
        "title", "author", "issued", "container-title", "publisher", "URL", "language", "missing", "inferred",
    ),
    Kind.REFERENCE: ("number", "raw", "csl", "same_as", "marker", "comment"),
    Kind.QUANTITY: ("value", "value_high", "unit", "approximator", "subject", "period", "attributed_to"),
    Kind.EVENT: ("date", "date_end", "precision", "basis", "unresolved", "actors", "status"),
    Kind.STATEMENT: ("speaker", "role", "verbatim", "note", "date"),
    Kind.AGREEMENT: ("name", "parties", "dates", "status", "value"),
    Kind.ENTITY: ("name", "type", "aliases", "mentions"),
    Kind.SUMMARY: ("rank", "score"),
    Kind.PAIR: ("of", "relation", "reason", "members"),
}  # fmt: skip


def dump(value: object) -> str:
    """Return JSON on one line; a lone surrogate, which UTF-8 cannot hold, is written as an escape."""
    text = json.dumps(value, ensure_ascii=False, separators=(", ", ": "))
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        text = json.dumps(value, separators=(", ", ": "))
    # Some readers take these two for line ends.
    return text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029").replace("\x85", "\\u0085")


def write_items(items: Iterable[Mapping[str, Any]], style: str, kinds: Sequence[Kind]) -> Iterator[str]:
    """Yield the output piece by piece, so that it need not be held in memory. Raises `ValueError` for another style."""
    if style == "jsonl":
        return (f"{dump(item)}\n" for item in items)
    if style == "csv":
        return _csv(items, kinds)
    if style == "csl-json":
        return csl_array(item["csl"] for item in items if _is_new_work(item))
    if style == "bibtex":
        return _bibtex(item["csl"] for item in items if _is_new_work(item))
    message = f"unknown format {style!r}, expected one of {', '.join(FORMATS)}"
    raise ValueError(message)


def _is_new_work(item: Mapping[str, Any]) -> bool:
    """Whether an item is the first reference to a work: a repeat adds nothing to a bibliography."""
    return bool(item["kind"] == Kind.REFERENCE and item.get("csl") and item.get("same_as") is None)


def csl_array(works: Iterable[object]) -> Iterator[str]:
    """Yield a CSL-JSON array, one work a line."""
    before = "["
    for work in works:
        yield f"{before}{dump(work)}"
        before = ",\n"
    yield "[]\n" if before == "[" else "]\n"


def _bibtex(works: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    from reportgen.extract.references.bibtex import to_bibtex

    yield to_bibtex(works)  # all at once: keys must differ


def _csv(items: Iterable[Mapping[str, Any]], kinds: Sequence[Kind]) -> Iterator[str]:
    names = dict.fromkeys((*_PLACE, *(name for kind in Kind if kind in kinds for name in FIELDS[kind])))
    buffer = io.StringIO()
    table = csv.DictWriter(buffer, list(names), restval="", extrasaction="ignore", lineterminator="\n")
    table.writeheader()
    yield buffer.getvalue()
    for item in items:
        buffer.seek(0)
        buffer.truncate()
        table.writerow({name: _cell(value) for name, value in item.items()})
        yield buffer.getvalue()


def _cell(value: object) -> object:
    """Return a value as a cell holds it: lists joined by semicolons, mappings as JSON."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list) and all(isinstance(part, str) for part in value):
        return "; ".join(value)
    if isinstance(value, (list, dict)):
        return dump(value)
    return value
