"""A reading prepared for the search: quotations masked, and the units of text in which a report stands."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import NamedTuple

from reportgen.extract.reading import Reading
from reportgen.language.quotations import Quotation

_LONG = 3000  # characters beyond which a unit takes in no more sentences
MANY = 60  # acts or quotations in one unit beyond which the text is no prose
BLANKS = re.compile(r"\s+")
MASK = "\x01"  # stands for each character of a quotation, marks included


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A statement as found: its span, whether the words are the speaker's own, and who that is.

    `speaker` is the span of the words that name the speaker, `None` if it is the speaker of the
    statement before. `act` is where the words of attribution stand.
    """

    start: int
    end: int
    verbatim: bool
    speaker: tuple[int, int] | None
    act: int


class Unit(NamedTuple):
    """A sentence, or several when a quotation runs over them; `quotes` are the outermost quotations in it."""

    start: int
    end: int
    passage: int
    quotes: tuple[Quotation, ...]


class Prose:
    """The body of a document as it is searched; `flat` has the length of the text, quotations masked."""

    def __init__(self, reading: Reading) -> None:
        """Mask the quotations of a reading."""
        self.reading = reading
        self.view = reading.view
        self.quotes = tuple(_outermost(reading))
        self._starts = [quote.start for quote in self.quotes]
        pieces: list[str] = []
        done = 0
        for quote in self.quotes:
            pieces += (self.view[done : quote.start], MASK * (quote.end - quote.start))
            done = quote.end
        self.flat = "".join((*pieces, self.view[done:]))

    def quotes_in(self, start: int, end: int) -> tuple[Quotation, ...]:
        """Return the outermost quotations that begin between two offsets."""
        low = bisect_left(self._starts, start)
        return self.quotes[low : bisect_left(self._starts, end, low)]

    def units(self) -> tuple[tuple[Unit, ...], ...]:
        """Return the units of each passage."""
        spans: list[list[list[int]]] = [[] for _ in self.reading.passages]
        view = self.view
        for sentence in self.reading.sentences:
            rows = spans[sentence.passage]
            first = view[sentence.start]
            if rows and (
                self._inside(rows[-1][1], sentence.start)
                or ((first.islower() or first in ",;)—–") and sentence.start - rows[-1][0] < _LONG)
            ):
                rows[-1][1] = sentence.end
            else:
                rows.append([sentence.start, sentence.end])
        return tuple(
            tuple(Unit(start=s, end=e, passage=i, quotes=self.quotes_in(s, e)[:MANY]) for s, e in rows)
            for i, rows in enumerate(spans)
        )

    def _inside(self, end: int, start: int) -> bool:
        """Whether a quotation runs over the boundary between two sentences."""
        i = bisect_left(self._starts, end) - 1
        return i >= 0 and self.quotes[i].end > start


def _outermost(reading: Reading) -> list[Quotation]:
    found: list[Quotation] = []
    for quote in reading.quotations:
        if quote.depth == 0 and (not found or quote.start >= found[-1].end):
            found.append(quote)
    return found
