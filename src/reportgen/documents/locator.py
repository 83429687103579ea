"""Locators: how a record names a passage, and how a reader sees it."""

from __future__ import annotations

import re
from dataclasses import dataclass

_FORM = re.compile(
    r"(?P<document>[A-Za-z][\w-]*)#(?P<kind>[pn])(?P<number>[1-9]\d{0,6})(?::(?P<start>\d{1,9})-(?P<end>\d{1,9}))?",
    re.ASCII,
)


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Locator:
    """A segment of a document: `D3#p47`, `D3#n14`, or a span of it, `D3#p47:120-180`.

    `span` is a half-open range of code points inside the segment, counted from 0.
    """

    document: str
    note: bool
    number: int
    span: tuple[int, int] | None = None

    def __str__(self) -> str:
        """Return the written form."""
        span = f":{self.span[0]}-{self.span[1]}" if self.span else ""
        return f"{self.document}#{'n' if self.note else 'p'}{self.number}{span}"

    @property
    def segment(self) -> Locator:
        """The whole segment, without the span."""
        return Locator(document=self.document, note=self.note, number=self.number)

    @property
    def short(self) -> str:
        """The part after the document's label, as printed: `¶47` or `n. 14`."""
        return f"n.\u00a0{self.number}" if self.note else f"¶{self.number}"


def parse_locator(text: str) -> Locator | None:
    """Read one locator, `None` when it has another form.

    >>> str(parse_locator("D3#p47:120-180"))
    'D3#p47:120-180'
    """
    found = _FORM.fullmatch(text.strip())
    if found is None:
        return None
    span = (int(found["start"]), int(found["end"])) if found["start"] else None
    return Locator(document=found["document"], note=found["kind"] == "n", number=int(found["number"]), span=span)


def parse_locators(text: str) -> tuple[Locator | None, ...]:
    """Read locators separated by semicolons; `None` stands for a part of another form."""
    return tuple(parse_locator(part) for part in text.split(";") if part.strip())
