"""The passages that a record was taken from, with the places of the record's own words in them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from reportgen.dates import is_date, print_date
from reportgen.documents import Document, Locator
from reportgen.documents.locator import parse_locator
from reportgen.records import SCHEMAS, Record
from reportgen.records.matching import fold
from reportgen.records.schema import Holds

# How many blocks of a document are shown for what it says about itself.
_HEAD = 5
# How many words a text of ours has that is looked for as it stands: shorter ones are everywhere.
_TELLING = 3
_SPLIT = re.compile(r"\s*(?:…|\.\.\.|\[…\])\s*")
_NAMED = ("name", "variants")
_WORD = re.compile(r"\w")


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A passage: its text, `None` where the document is not at hand, and the spans of the record's words in it."""

    locator: Locator
    text: str | None
    spans: tuple[tuple[int, int], ...] = ()


def passages_of(record: Record, documents: Mapping[str, Document]) -> tuple[Passage, ...]:
    """Return the passages of a record's evidence; for a document, its first blocks."""
    locators = (*record.evidence, *record.via)
    if record.kind == "documents" and (document := documents.get(record.id)) is not None:
        found = (parse_locator(f"{record.id}#{segment.label}") for segment in document.segments[:_HEAD])
        locators = tuple(filter(None, found))
    words = tuple(words_of(record))
    return tuple(_passage(locator, words, documents) for locator in dict.fromkeys(locators))


def _passage(locator: Locator, words: tuple[str, ...], documents: Mapping[str, Document]) -> Passage:
    document = documents.get(locator.document)
    text = document.segment_text(locator.segment) if document is not None else None
    if text is None:
        return Passage(locator=locator, text=None)
    spans = [*find_words(text, words), *((locator.span,) if locator.span else ())]
    return Passage(locator=locator, text=text, spans=tuple(_joined(spans)))


def around(locator: Locator, documents: Mapping[str, Document], reach: int) -> tuple[Passage, ...]:
    """Return a passage with up to `reach` blocks before and behind it, in reading order."""
    document = documents.get(locator.document)
    segment = document.segment(locator) if document is not None else None
    if document is None or segment is None:
        return ()
    at = document.segments.index(segment)
    near = document.segments[max(at - reach, 0) : at + reach + 1]
    found = ((parse_locator(f"{locator.document}#{each.label}"), each) for each in near)
    return tuple(
        Passage(locator=name, text=document.text[each.start : each.end]) for name, each in found if name is not None
    )


def words_of(record: Record) -> Iterator[str]:
    """Give the words of a record that its passage should have: quotations, names, numbers, dates."""
    for name, field in SCHEMAS[record.kind].fields.items():
        value = record.text(name)
        if value is None or name == "id":
            continue
        if field.holds is Holds.QUOTED:
            yield from _SPLIT.split(str(value))
        elif field.holds is Holds.NAMES or name in _NAMED:
            yield from map(str, value.parts(";"))
        elif field.holds is Holds.DATE and is_date(value.strip()):
            yield from (print_date(value.strip()), value[:4])
        elif field.holds is Holds.NUMBER or record.kind == "documents":
            yield str(value.strip())
        elif field.holds is Holds.TEXT and len(value.split()) >= _TELLING:
            yield str(value)


def find_words(text: str, words: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    """Give the spans in which words stand in a text; case, kinds of quotation mark and print hyphens do not count."""
    view, offsets = _folded(text)
    for each in words:
        wanted = _folded(each)[0].strip("\"' ")
        start = view.find(wanted) if wanted else -1
        while start >= 0:
            end = start + len(wanted)
            if not (_cuts(view, start) or _cuts(view, end)):
                yield offsets[start], offsets[end - 1] + 1
            start = view.find(wanted, end)


def _cuts(view: str, at: int) -> bool:
    """Whether an offset stands inside a word of a script that sets blanks, or inside a number."""
    return 0 < at < len(view) and all(_WORD.match(c) and c < "\u2e80" for c in view[at - 1 : at + 1])


def _folded(text: str) -> tuple[str, list[int]]:
    """Return the text as it is compared, and for each of its characters the offset that it came from."""
    letters: list[str] = []
    offsets: list[int] = []
    for at, character in enumerate(text):
        piece = fold(character)
        inside = 0 < at < len(text) - 1 and text[at - 1].isalnum() and text[at + 1].isalnum()
        if piece == "-" and inside:
            continue
        if not piece:
            piece = " " if letters and letters[-1] != " " and character != "\u00ad" else ""
        letters.extend(piece)
        offsets.extend([at] * len(piece))
    return "".join(letters), offsets


def _joined(spans: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Give the spans in order, those that touch as one."""
    last: tuple[int, int] | None = None
    for start, end in sorted(spans):
        if last is not None and start <= last[1]:
            last = (last[0], max(last[1], end))
            continue
        if last is not None:
            yield last
        last = (start, end)
    if last is not None:
        yield last
