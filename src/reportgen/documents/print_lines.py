"""Words on printed pages -> lines, in the order in which the file draws them.

That order keeps columns apart; an order derived from places alone does not: poppler's own (`pdftotext
-bbox-layout`) ran the lines of a LaTeX article's two columns into each other. All lengths are in points,
y grows downwards.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

_CJK = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]")
_DIGITS = re.compile(r"[\[(]?\d{1,3}(?:[,–-]\d{1,3})*[\])]?|[*†‡§¶]{1,3}")
# A gap of so many letter heights stands between the cells of a table, or between columns.
_CELL_GAP = 1.6


@dataclass(frozen=True, slots=True)
class Word:
    """A word and the box around it."""

    x0: float
    y0: float
    x1: float
    y1: float
    text: str


@dataclass(frozen=True, slots=True)
class Call:
    """A raised number in a line, at half-open offsets of the line's text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class PrintLine:
    """A line of one page. `height` is that of most of its letters, `first` the width of its first word.

    `gaps` are the offsets of the wide blanks in it, `raised` its superscripts that look like calls of notes.
    """

    page: int
    x0: float
    y0: float
    x1: float
    y1: float
    height: float
    first: float
    text: str
    gaps: tuple[int, ...]
    raised: tuple[Call, ...]


@dataclass(frozen=True, slots=True)
class PrintPage:
    """A page: its number from 1, its size, its lines in the order of the file."""

    number: int
    width: float
    height: float
    lines: tuple[PrintLine, ...]


def lines_of(page: int, words: Iterable[Word]) -> tuple[PrintLine, ...]:
    """Put the words of a page together to lines."""
    return tuple(_line(page, row) for row in _rows(words))


def _rows(words: Iterable[Word]) -> Iterator[list[Word]]:
    """Group words that stand beside each other, each to the right of the one before."""
    row: list[Word] = []
    top = bottom = 0.0
    for word in words:
        middle = (word.y0 + word.y1) / 2
        beside = row and word.x0 > row[-1].x1 - 0.5 * (bottom - top)
        if beside and (top < middle < bottom or word.y0 < (top + bottom) / 2 < word.y1):
            row.append(word)
            if word.y1 - word.y0 > bottom - top:
                top, bottom = word.y0, word.y1
            continue
        if row:
            yield row
        row, top, bottom = [word], word.y0, word.y1
    if row:
        yield row


def _line(page: int, row: Sequence[Word]) -> PrintLine:
    heights: Counter[float] = Counter()
    for word in row:
        heights[round(word.y1 - word.y0, 1)] += len(word.text)
    height = max(heights, key=lambda height: (heights[height], height))
    largest = max(heights)
    # A word in another font has another box; the line's place is that of its usual words.
    usual = [word for word in row if round(word.y1 - word.y0, 1) == height]
    base = max(word.y1 for word in usual)
    text = ""
    raised: list[Call] = []
    gaps: list[int] = []
    for i, word in enumerate(row):
        gap = word.x0 - row[i - 1].x1 if i else 0.0
        if i and gap > _CELL_GAP * height:
            gaps.append(len(text))
            text += " "
        elif i and gap > 0.08 * height and not (gap < 0.3 * height and _CJK.match(word.text) and _CJK.match(text[-1])):
            text += " "
        small = word.y1 - word.y0 < 0.86 * max(height, largest if len(row) == 2 else 0)
        if small and word.y1 < base - 0.12 * height and _DIGITS.fullmatch(word.text):
            raised.append(Call(len(text), len(text) + len(word.text)))
        text += word.text
    return PrintLine(
        page=page,
        x0=row[0].x0,
        y0=min(word.y0 for word in usual),
        x1=max(word.x1 for word in row),
        y1=base,
        height=height,
        first=row[0].x1 - row[0].x0,
        text=text,
        gaps=tuple(gaps),
        raised=tuple(raised),
    )
