"""A note with what could mislead blotted out, and what a stretch of it tells: whether it is a work, or points back.

In the blotted text, of equal length, U+0001 stands for addresses, U+0002 for the inside of quotations, U+0004 for
other identifiers.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence

from reportgen.extract.references.fields import FieldSpan, Label

# In this and other patterns a set of first characters comes before what looks around: the engine skips to the next.
_QUOTED = re.compile(
    '[“«„《"‘\'](?:(?<=“)[^”]{0,600}”|(?<=«)[^»]{0,600}»|(?<=„)[^“”]{0,600}[“”]|(?<=《)[^》]{0,300}》|(?<=")[^"]{0,600}"'
    "|(?<=‘)(?<!\\w.)[^’]{0,300}’(?!\\w)|(?<=')(?<!\\w.)[^']{3,300}'(?!\\w))"
)
_AFTER_ADDRESS = re.compile(r"[>)\]]?[\s.,]{0,2}[(\[]?(?:\u0004+[)\]]?)?")
YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")


def blotted(text: str, identifiers: Sequence[FieldSpan]) -> str:
    """The text with addresses and the inside of quotations blotted out, of equal length."""
    pieces: list[str] = []
    position = 0
    for span in identifiers:
        sign = "\u0001" if span.label in {Label.URL, Label.DOI, Label.ARCHIVE} else "\u0004"
        pieces += [text[position : span.start], sign * (span.end - span.start)]
        position = span.end
    pieces.append(text[position:])
    masked = "".join(pieces)[: len(text)]
    return _QUOTED.sub(lambda m: m[0][0] + "\u0002" * (len(m[0]) - 2) + m[0][-1], masked)


def complete(masked: str) -> bool:
    """Whether a stretch says enough to be a work: an address, a year, or a title with something beside it."""
    return (
        "\u0001" in masked
        or YEAR.search(masked) is not None
        or is_back(masked)
        or ("\u0002\u0002\u0002\u0002" in masked and "," in masked)
    )


_BACK = re.compile(
    r"\s*(?:(?:see|cf\.|см\.)\s)?(?:ibid(?:em)?\b|id\.(?=\s|$|,)|idem\b|ib\.|там\sже|ebd\.|ebenda|同上|同前|loc\.\s?cit"
    r"|[^\d\u0001\u0002]{2,60}?,?\s(?:op\.\s?cit|loc\.\s?cit|supra|указ\.\s?соч|a\.\s?a\.\s?O|art\.\s?cit)|supra\b)",
    re.IGNORECASE,
)


def is_back(text: str, start: int = 0, end: int = sys.maxsize) -> bool:
    """Whether a stretch points back to a note before."""
    return _BACK.match(text, start, end) is not None


def closing(masked: str, position: int) -> int:
    """Skip what belongs to an address: a closing bracket, a day of access."""
    found = _AFTER_ADDRESS.match(masked, position)
    return (
        found.end()
        if found and "\u0004" in found[0]
        else position + (masked[position : position + 1] in {">", ")", "]"})
    )
