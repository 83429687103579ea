"""Plain text that knows where each character came from: the paragraphs of a composed report."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import NamedTuple

from reportgen.diagnostics import Place
from reportgen.markup import Composed, Origin

_WORD = re.compile(r"\w+")


class Spot(NamedTuple):
    """Where a character of the text came from.

    `typed`: the author wrote it in a template, letter for letter. `data`: it is part of a record's value.
    Neither: an expression made it.
    """

    place: Place | None
    typed: bool
    data: bool


class Cited(NamedTuple):
    """A citation in a paragraph: its offset, the key, and the detail as printed (`¶84, n. 3`)."""

    offset: int
    key: str
    detail: str


class Run(NamedTuple):
    """From offset `out` of a paragraph on, its text stands at offset `source` of the file.

    `length` is how many characters of the file made the one character; 0 when both go on in step.
    """

    out: int
    source: int
    length: int


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Paragraph:
    """A paragraph, heading, list item, cell or footnote of a composed file, as plain text on one line.

    `quoted` is set inside an environment for quotations. `starts` holds the offsets of the file's lines.
    """

    text: str
    file: str
    quoted: bool
    cited: tuple[Cited, ...]
    runs: tuple[Run, ...]
    composed: Composed
    starts: tuple[int, ...]

    def _source(self, offset: int) -> tuple[int, int]:
        """Return where the character at an offset begins in the file, and its length there."""
        run = self.runs[max(bisect_left(self.runs, (offset + 1,)) - 1, 0)]
        return (run.source, run.length) if run.length else (run.source + offset - run.out, 1)

    def _origin(self, source: int) -> tuple[Origin | None, int]:
        """Return the origin of a character of the file, and its column there."""
        line = bisect_right(self.starts, source)
        column = source - self.starts[line - 1] + 1
        here = self.composed.origins[line - 1]
        index = bisect_left(here, (column + 1,)) - 1
        return (here[index] if index >= 0 else None), column

    def _nearest(self, offset: int) -> Place | None:
        """Return the place of the nearest mark before a character that has none on its line."""
        source, _ = self._source(offset)
        template, record = self.composed.places(bisect_right(self.starts, source))
        return record or template

    def spot(self, offset: int) -> Spot:
        """Say where a character came from."""
        source, _ = self._source(offset)
        origin, column = self._origin(source)
        if origin is None:  # further lines of what an expression printed
            return Spot(None, typed=False, data=False)
        return Spot(origin.at(column), origin.exact, origin.data)

    def origin(self, offset: int) -> Origin | None:
        """Return where a character came from, `None` on further lines of what an expression printed."""
        return self._origin(self._source(offset)[0])[0]

    def made(self, offset: int) -> str:
        """Return the digests of the expressions that printed a character, empty for what none printed on its line.

        There are several where the call of a macro begins with an expression of the macro.
        """
        return _made(self._calls(self._source(offset)[0]))

    def called_at(self, offset: int) -> Place | None:
        """Return the place of the outermost expression that printed a character."""
        return next((origin.place for origin in self._calls(self._source(offset)[0])), None)

    def _calls(self, source: int) -> tuple[Origin, ...]:
        line = bisect_right(self.starts, source)
        here = [origin for origin in self.composed.origins[line - 1] if not origin.data]
        index = bisect_left(here, (source - self.starts[line - 1] + 2,)) - 1
        return tuple(o for o in here[: index + 1] if o.column == here[index].column) if index >= 0 else ()

    def cited_by(self, cite: Cited) -> str:
        """Return the digests of the expression that printed a citation."""
        source, length = self._source(max(cite.offset - 1, 0))
        stop = source + max(length, 1)
        while self.composed.text[stop : stop + 1] in {"~", " ", "\n"}:
            stop += 1
        return _made(self._calls(stop))

    def typed(self, start: int, end: int) -> bool:
        """Whether every character that is no blank was typed by the author."""
        return all(self.spot(i).typed for i in range(start, end) if not self.text[i].isspace())

    def any_typed(self, start: int, end: int) -> bool:
        """Whether some word was typed by the author."""
        return any(self.spot(word.start()).typed for word in _WORD.finditer(self.text, start, end))

    def span(self, start: int, end: int) -> tuple[Place | None, int | None]:
        """Return the place of a stretch of typed text, and its length in the template if it is on one line."""
        first = self.spot(start)
        place = first.place or self._nearest(start)
        if not first.typed or place is None or place.column is None:
            return place, None
        # What is on the same line of the same template, whatever was taken out or printed in between.
        same = (i for i in range(end - 1, start - 1, -1) if _on_line(self.spot(i), place) and self.text[i] != " ")
        last = next(same, start)
        there = self.spot(last).place or place
        return place, max((there.column or 0) + self._source(last)[1] - place.column, 1)


def _made(calls: tuple[Origin, ...]) -> str:
    return " ".join(origin.made for origin in calls)


def _on_line(spot: Spot, place: Place) -> bool:
    return spot.typed and spot.place is not None and (spot.place.file, spot.place.line) == (place.file, place.line)
