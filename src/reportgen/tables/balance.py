"""How a table's columns share its width when its declaration does not say: so that the rows take few lines.

Lengths are counted in characters, wide ones twice. That is near enough to choose by; the widths themselves TeX
measures (`columns`).
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Sequence

from reportgen.language.line_breaks import pieces
from reportgen.markup import unmark
from reportgen.tables.columns import LONGEST, is_short, plain

# About what a line of a table holds, of the width of the text and with the margin, and what a gap takes of it.
_LINE, _WIDE_LINE, _GAP = 97, 120, 2.5
# A field up to so many characters is not broken, and one with digits, such as a date, up to so many.
_ONE, _ONE_WITH_DIGITS = 14, 21
# A line of ragged text is full to about this part.
_FULL = 0.95
_SIGN = re.compile(r"[{}\\]")
_COMMAND = re.compile(r"\\[A-Za-z]+\*?(?:\[[^\]]*\])?|[{}\\]")


def balanced(heads: Sequence[str], rows: Sequence[Sequence[str]], *, wide: bool) -> list[float]:
    """Return a weight a column, about its width in characters; `rows` are rows of cells as TeX.

    Width goes from one column to another, in steps that become smaller, as long as the rows become lower by it.
    """
    count = len(heads)
    texts = [[_text(row[number]) for row in rows] for number in range(count)]
    lengths = [[_length(text) for text in column] for column in texts]
    short = [is_short([row[number] for row in rows]) for number in range(count)]
    longest = [max([*column, _length(_text(head))], default=1) for head, column in zip(heads, lengths, strict=True)]
    least = [
        max((_length(word) for text in (_text(head), *column) for word in _words(text)), default=1) + 1.0
        for head, column in zip(heads, texts, strict=True)
    ]
    # Dates and single words stay in one line if all columns can be as wide as their words.
    whole = [
        max(low, max(map(_length, column)) + 1.5) if brief and all(map(_is_one, column)) else low
        for low, column, brief in zip(least, texts, short, strict=True)
    ]
    room = (_WIDE_LINE if wide else _LINE) - _GAP * (count - 1)
    if count < 2 or not rows:
        return [1.0] * count
    if sum(least) >= room:
        return [max(1.0, sum(column)) ** 0.5 for column in lengths]
    least = whole if sum(whole) < room else least
    most = [long + 1.5 if brief else room for long, brief in zip(longest, short, strict=True)]
    free = room - sum(least)
    total = sum(max(1, sum(column)) ** 0.5 for column in lengths)
    widths = [low + free * max(1, sum(column)) ** 0.5 / total for low, column in zip(least, lengths, strict=True)]
    best = _height(widths, lengths)
    for step in (12.0, 6.0, 3.0, 1.5, 1.0):
        better = True
        while better:
            better = False
            for giver in range(count):
                for taker in range(count):
                    if giver == taker or widths[giver] - step < least[giver] or widths[taker] >= most[taker]:
                        continue
                    tried = [*widths]
                    tried[giver], tried[taker] = tried[giver] - step, tried[taker] + step
                    height = _height(tried, lengths)
                    if height < best - 1e-9:
                        widths, best, better = tried, height, True
    return [round(width, 1) for width in widths]


def _height(widths: Sequence[float], lengths: Sequence[Sequence[int]]) -> float:
    """Return about the lines of all rows; that a cell is nearly as low as it could be counts a little."""
    height = 0.0
    for row in zip(*lengths, strict=True):
        filled = [length / max(1.0, width * _FULL) for length, width in zip(row, widths, strict=True)]
        height += math.ceil(max(filled)) + 0.3 * max(filled) + 0.01 * sum(filled)
    return height


def _words(text: str) -> list[str]:
    return [piece[:LONGEST] for word in text.split() for piece in pieces(word)]


def _is_one(text: str) -> bool:
    return _length(text) <= (_ONE_WITH_DIGITS if any(c.isdigit() for c in text) else _ONE)


def _text(cell: str) -> str:
    return " ".join(_SIGN.sub("", plain(cell) or _COMMAND.sub("", unmark(cell).text)).replace("~", " ").split())


def _length(text: str) -> int:
    return len(text) + sum(unicodedata.east_asian_width(c) in "WF" for c in text)
