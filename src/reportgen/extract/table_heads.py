"""What a number in a table is of: a cell -> the words at the head of its column and of its row.

A row is one segment, its cells parted by "|". The head of a table is its first row, if that has as many cells and no
number alone in any of them.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from reportgen.documents.document import Document, Segment, SegmentKind

_NUMBER_ALONE = re.compile(r"\W*\d[\d\s.,\u00a0]*\W*")
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_RULE = re.compile(r"[\s|:+-]+")  # the line below the head of a table in Markdown
_REST = 12  # characters that a cell may have beside the number: a unit, the mark of a note
_LONGEST = 120
_MOST_ROWS = 200  # between a cell and its head: the work must not grow with the square of a table


@dataclass(frozen=True, slots=True, kw_only=True)
class Heads:
    """Words of a table, as they stand there; `label` is the segment of the column's head."""

    column: str
    row: str
    label: str

    @property
    def measure(self) -> str:
        """What the number is of, the row's words behind those of the column."""
        return f"{self.column} … {self.row}" if self.row else self.column


def heads_of(document: Document, start: int, end: int) -> Heads | None:
    """Return the heads of the cell that a number stands in, half-open, in the document's text.

    `None` when it stands in no table, in a cell with more words, in the first cell of a row, or the table has no head.
    """
    segment = document.segment_at(start)
    if segment is None or segment.kind is not SegmentKind.TABLE:
        return None
    cells = _cells(document, segment)
    before = document.text[segment.start : start]
    at = before.count("|") - (1 if before.lstrip().startswith("|") else 0)
    if not 0 < at < len(cells) or len(cells[at]) > end - start + _REST:
        return None
    head = _first_row(document, segment)
    names = _cells(document, head) if head is not segment else ()
    if len(names) != len(cells) or not names[at] or any(map(_is_figure, names)) or len(names[at]) > _LONGEST:
        return None
    return Heads(column=names[at], row=cells[0][:_LONGEST], label=head.label)


def in_head(document: Document, start: int) -> bool:
    """Whether an offset lies in the first row of a table: what counts there belongs to the columns below."""
    segment = document.segment_at(start)
    if segment is None or segment.kind is not SegmentKind.TABLE or _first_row(document, segment) is not segment:
        return False
    return len(_cells(document, segment)) > 1 and not any(map(_is_figure, _cells(document, segment)))


def is_headed(document: Document, start: int) -> bool:
    """Whether an offset lies in a row that stands below a head with as many cells."""
    segment = document.segment_at(start)
    if segment is None or segment.kind is not SegmentKind.TABLE:
        return False
    head = _first_row(document, segment)
    names = _cells(document, head)
    return head is not segment and len(names) == len(_cells(document, segment)) > 1 and not any(map(_is_figure, names))


def _is_figure(cell: str) -> bool:
    """Whether a cell is a number; a year may head a column."""
    return _NUMBER_ALONE.fullmatch(cell) is not None and _YEAR.fullmatch(cell) is None


def _cells(document: Document, segment: Segment) -> tuple[str, ...]:
    text = document.text[segment.start : segment.end].strip()
    return tuple(" ".join(cell.split()) for cell in text.removeprefix("|").removesuffix("|").split("|"))


def _first_row(document: Document, segment: Segment) -> Segment:
    """Return the first of the rows that stand together; a longer table than `_MOST_ROWS` has no head for its end."""
    segments = document.segments
    at = bisect_left(segments, segment.start, key=lambda one: one.start)
    first = segment
    for other in segments[max(0, at - _MOST_ROWS) : at][::-1]:
        if other.kind is SegmentKind.TABLE:
            first = other
        elif not _RULE.fullmatch(document.text, other.start, other.end):
            break
    return first
