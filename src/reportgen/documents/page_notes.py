"""The notes of a page: links whose text is a note's label and that lead down to the note."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from reportgen.documents.document import Marker, SegmentKind
from reportgen.documents.page import Line, Link, Page

_LABEL = re.compile(
    r"[\[(]?\s*(?:(?:note|nb|n\.?|fn\.?)\s*)?(\d{1,4}|[*†‡§¶#]{1,4}|[a-z]|[ivxlc]{1,7})\s*[\])]?[.,:]?", re.IGNORECASE
)
_TARGET = re.compile(r"fn|ftn|edn|foot|end-?note|note|cite|ref|bib|^_|^(?:n|r|b|cr|en|f|s)[-_.:]?\d+$", re.IGNORECASE)
_OWN_LABEL = re.compile(
    r"(?:\^\s*)?(?:[\[(]?(?:\d{1,4}|[*†‡§¶]{1,4})[\])]?[.):]?|\[[a-z]\]|\^)\s+|\[\d{1,4}\]\s*", re.IGNORECASE
)
_RAISED = re.compile(r"[\[(]?\d{1,3}(?:\s*[,;–-]\s*\d{1,3})*[\])]?")
_NUMBER = re.compile(r"\d{1,3}")
# After a unit or a figure a raised number is an exponent.
_EXPONENT = re.compile(r"(?:\d|\b[kcdmµn]?m|\b(?:ft|in|yd|mi|sq|s|h|ha))\s*$")
# No note has more lines than this; an element with more holds something else.
_LONGEST = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteSpan:
    """A note from one line to another (`last` included); `content` is where its text begins after its label."""

    number: int
    last: int
    content: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Notes:
    """The notes of a page by their first lines, counted from 0, and the calls of notes in the text."""

    spans: Mapping[int, NoteSpan]
    markers: tuple[Marker, ...]


def notes_of(page: Page, lines: Sequence[Line], text: str) -> Notes:
    """Find the notes that the page's links lead to, and their calls.

    A raised number that is no link is given as a call too; `structure` drops it when there is no such note.
    """
    starts = [line.start for line in lines]
    calls: list[tuple[Link, str, int]] = []  # the link, its label, the first line of the note
    for link in page.links:
        label = _LABEL.fullmatch(text[link.start : link.end].strip())
        target = page.targets.get(link.target)
        if label is None or target is None or target[0] <= link.start:
            continue
        first = bisect_right(starts, target[0]) - 1
        if first < 0 or lines[first].end <= target[0]:
            first += 1  # an empty element stands before what it names
        if first >= len(lines) or lines[first].start <= link.start or lines[first].kind is SegmentKind.HEADING:
            continue
        if link.raised or link.noted or _TARGET.search(link.target):
            calls.append((link, label[1], first))
    numbers = _numbers([(label, first) for _, label, first in calls])
    order = sorted(numbers)
    ends = dict.fromkeys(order, 0)
    for link, _, first in calls:
        ends[first] = max(ends[first], page.targets[link.target][1])
    spans = {
        first: _span(lines, text, (first, limit), numbers[first], ends[first])
        for first, limit in zip(order, [*order, len(lines)][1:], strict=True)
    }
    called = [(*_bracketed(link.start, link.end, text), numbers[first]) for link, _, first in calls]
    raised = [found for span in page.raised for found in _raised(span, text)]
    notes = [(lines[first].start, lines[span.last].end) for first, span in spans.items()]
    return Notes(spans=spans, markers=_outside(sorted({*called, *raised}, key=lambda c: (c[0], -c[1])), notes))


def _span(lines: Sequence[Line], text: str, within: tuple[int, int], number: int, end: int) -> NoteSpan:
    """Return the note that begins at a line and may go on to where its element ends or the next note begins."""
    first, limit = within
    last = first
    while last + 1 < limit and lines[last + 1].start < end and lines[last + 1].kind is not SegmentKind.HEADING:
        last += 1
    last = first if last - first >= _LONGEST else last
    label = _OWN_LABEL.match(text, lines[first].start, lines[last].end)
    content = label.end() if label and label.end() < lines[last].end else lines[first].start
    return NoteSpan(number=number, last=last, content=content)


def _numbers(calls: Sequence[tuple[str, int]]) -> Mapping[int, int]:
    """Return the number of each note, by its first line: what its calls say, else its place in the order."""
    labels: dict[int, str] = {}
    for label, first in calls:
        labels.setdefault(first, label)
    stated = [int(label) for label in labels.values() if label.isdigit()]
    if len(set(stated)) < len(stated) or 0 in stated:
        return {first: number for number, first in enumerate(sorted(labels), start=1)}
    free = max(stated, default=0)
    numbers: dict[int, int] = {}
    for first in sorted(labels):
        if labels[first].isdigit():
            numbers[first] = int(labels[first])
        else:
            free += 1
            numbers[first] = free
    return numbers


def _bracketed(start: int, end: int, text: str) -> tuple[int, int]:
    """Return the span of a call without blanks, with brackets that stand around the link."""
    piece = text[start:end]
    start, end = start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())
    around = text[max(start - 1, 0) : start] + text[end : end + 1]
    return (start - 1, end + 1) if around in {"[]", "()"} else (start, end)


def _raised(span: tuple[int, int], text: str) -> list[tuple[int, int, int]]:
    """Return the calls in a superscript: one or several numbers, unless it is an exponent."""
    start, end = _bracketed(*span, text)
    if not _RAISED.fullmatch(text, start, end) or _EXPONENT.search(text, max(start - 8, 0), start):
        return []
    return [(found.start(), found.end(), int(found[0])) for found in _NUMBER.finditer(text, start, end)]


def _outside(calls: Sequence[tuple[int, int, int]], notes: Sequence[tuple[int, int]]) -> tuple[Marker, ...]:
    """Leave out what stands in another call, or in the notes themselves, such as their own raised labels."""
    starts = [start for start, _ in notes]
    kept: list[Marker] = []
    for start, end, number in calls:
        i = bisect_right(starts, start) - 1
        if (i < 0 or start >= notes[i][1]) and (not kept or start >= kept[-1].end):
            kept.append(Marker(start=start, end=end, note=number))
    return tuple(kept)
