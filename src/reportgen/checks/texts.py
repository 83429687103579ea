"""The texts that records and exhibits hold in our own words, and places inside them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from reportgen.checks.report import Report
from reportgen.diagnostics import Place
from reportgen.exhibits import Exhibit
from reportgen.figures import own_words
from reportgen.records import Record
from reportgen.records.schema import SCHEMAS, Field, Holds
from reportgen.values import Node, Tree, Value

_OWN_WORDS = (Holds.TEXT, Holds.TEXTS)
# What a quotation is set in.
QUOTES = re.compile("[\"“”„‟«»‹›‘`「」『』]|''")
# A number, in figures or words.
NUMERAL = re.compile(
    r"\d[\d.,]*|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|hundred|"
    r"half|third|thirds|quarter|quarters|fifth|tenth)\b",
    re.IGNORECASE,
)
# Fields that name a thing rather than say something.
_NO_TEXT = frozenset({"id", "file", "sha256", "kind"})


def texts_of(holder: Record | Exhibit, wanted: re.Pattern[str]) -> Iterator[Value]:
    """Give the texts of a record, or caption and notes of an exhibit, in which `wanted` is found, in order."""
    if isinstance(holder, Record):
        yield from _texts(holder.fields, SCHEMAS[holder.kind].fields, wanted)
        return
    for key in ("caption", "short", "notes", "description", "unverified"):
        yield from (value for value in holder.texts(key) if wanted.search(value))
    yield from (value for value in own_words(holder) if wanted.search(value))


def record_texts(report: Report, wanted: re.Pattern[str], *, extracted: bool = True) -> Iterator[Value]:
    """Give the texts of all records and exhibits in which `wanted` is found, in order.

    Without `extracted`, records that were proposed by the program are left out, whether accepted or not: most of
    their texts are words of a document.
    """
    for record in (record for records in report.records.by_kind.values() for record in records):
        if extracted or not record.review:
            yield from texts_of(record, wanted)
    for exhibit in (*report.tables.values(), *report.figures.values()):
        yield from texts_of(exhibit, wanted)


def _texts(tree: Tree, fields: Mapping[str, Field], wanted: re.Pattern[str]) -> Iterator[Value]:
    for name, node in tree.items():
        field = fields.get(name)
        if field is None or name in _NO_TEXT:
            continue
        if field.items is not None:
            for item in (node,) if isinstance(node, Tree) else node if isinstance(node, tuple) else ():
                if isinstance(item, Tree):
                    yield from _texts(item, field.items, wanted)
        elif field.holds in _OWN_WORDS:
            yield from (value for value in _values(node) if wanted.search(value))


def _values(node: Node) -> Iterator[Value]:
    if isinstance(node, Value):
        yield node
    elif isinstance(node, tuple):
        yield from (item for item in node if isinstance(item, Value))


def places_in(value: Value, offset: int) -> Place:
    """Return the place of a character of a value, behind the line breaks that a quoted cell may have."""
    place, before = value.place, value[:offset]
    if "\n" in before:
        line = None if place.line is None else place.line + before.count("\n")
        return Place(file=place.file, line=line, column=offset - before.rindex("\n"))
    column = None if place.column is None else place.column + offset
    return Place(file=place.file, line=place.line, column=column)
