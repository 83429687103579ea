"""How figures look: fonts, colours, sizes and the few words they print, and how wide text becomes.

Input: a `Style`. Output: measures in millimetres and text broken into lines. Sizes of type are in
points, everything else in millimetres; y runs down from the top of the figure.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NamedTuple, Protocol

from reportgen.language.line_breaks import pieces

MM_PER_POINT = 25.4 / 72

ASCENT_EM = 0.76
"""How far the box of a line of text reaches above its baseline, in ems."""

DESCENT_EM = 0.24
"""How far it reaches below, in ems."""

LEADING_EM = 1.18
"""From baseline to baseline inside one paragraph, in ems."""


NO_BREAK = "\xa0"

_BREAKING = re.compile(r"[^\S\xa0]+")


class Font(NamedTuple):
    """A font file and the index of the face in it, from 0."""

    path: Path
    face: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The words a figure adds to its data, so that a report can be in another language."""

    months: tuple[str, ...] = (
        "Jan",
        "Feb",
        "Mar",
        "Apr",
        "May",
        "Jun",
        "Jul",
        "Aug",
        "Sep",
        "Oct",
        "Nov",
        "Dec",
    )
    circa: str = "c."
    exact: str = "dated"
    approximate: str = "date approximate"
    period: str = "period"
    gap: str = "years left out"
    plan_of: str = "Plan as of"
    source: str = "Source"
    events: str = "Events"
    stated: str = "date of the plan"
    planned: str = "date planned"
    planned_period: str = "period planned"
    slip: str = "change from the source’s earlier plan"
    undated: str = "undated"
    unchanged: str = "unchanged"
    to: str = "to"
    year: str = "year"
    years: str = "years"
    month: str = "month"
    months_plural: str = "months"
    above: str = "this much or more"
    below: str = "this much or less"
    near: str = "about this much"
    between: str = "from this much to that"
    missing: str = "no entry"
    uncontested: str = "Denied by none"
    contested: str = "Denied by at least one"


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """Everything about a figure that is not its data. Colours are `#RRGGBB`, all opaque.

    `fallback` are fonts for what the others lack; with `show_codes` a character that none has is drawn as its code.
    """

    regular: Path
    bold: Path
    fallback: tuple[Font, ...] = ()
    show_codes: bool = False
    width_mm: float = 138.0
    text_pt: float = 8.0
    small_pt: float = 7.5
    max_height_mm: float = 205.0
    ink: str = "#1F2A44"
    accent: str = "#1D5C8C"
    warm: str = "#B5540A"
    muted: str = "#5A6472"
    line: str = "#A9B1BC"
    grid: str = "#DBE0E6"
    pale: str = "#EEF1F5"
    paper: str = "#FFFFFF"
    words: Words = field(default_factory=Words)

    def in_greys(self) -> Style:
        """Return the style without colour: the same roles in about the same lightness."""
        return replace(
            self, ink="#1C1C1C", accent="#484848", warm="#707070", muted="#595959", line="#ADADAD", grid="#DDDDDD",
            pale="#F0F0F0",
        )  # fmt: skip

    def font(self, *, bold: bool) -> Font:
        """Return the font for a weight."""
        return Font(self.bold if bold else self.regular)

    @property
    def em(self) -> float:
        """The size of the text in millimetres."""
        return self.text_pt * MM_PER_POINT

    @property
    def leading(self) -> float:
        """From baseline to baseline inside one paragraph, in millimetres."""
        return self.em * LEADING_EM

    @property
    def series(self) -> tuple[str, ...]:
        """The colours that tell series apart; a shape, a pattern or a word always does so, too."""
        return (self.accent, self.warm, self.ink)


class Measure(Protocol):
    """Tells how wide a piece of text is, in millimetres."""

    def __call__(self, text: str, size_pt: float, *, bold: bool = False) -> float:
        """Return the width of one line of text."""
        ...


def contrast(one: str, other: str) -> float:
    """Return the WCAG contrast ratio of two colours, 1 to 21.

    >>> round(contrast("#000000", "#ffffff"))
    21
    """

    def luminance(colour: str) -> float:
        channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
        red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def tidy(text: str) -> str:
    """Turn every run of white space, line breaks included, into one space; no-break spaces stay."""
    return " ".join(part for part in _BREAKING.split(text) if part)


def wrap(text: str, width_mm: float, size_pt: float, measure: Measure, *, bold: bool = False) -> tuple[str, ...]:
    """Break text into lines no wider than `width_mm`, balanced so that none is left nearly empty.

    A word wider than the line is cut; a line may end inside one beside ideographs. The result has at least one line,
    perhaps empty.
    """

    def within(limit: float) -> Callable[[str], bool]:
        return lambda line: measure(line, size_pt, bold=bold) <= limit

    fits = within(width_mm)
    parts = [[each for part in pieces(word) for each in _cut(part, fits)] for word in tidy(text).split(" ")]
    words = [(part, number == 0) for word in parts for number, part in enumerate(word)]
    best = _fill(words, fits)
    low, high = 0.0, width_mm
    for _ in range(12 if len(best) > 1 else 0):  # find the narrowest measure that needs no more lines
        middle = (low + high) / 2
        lines = _fill(words, within(middle))
        if len(lines) == len(best) and all(map(fits, lines)):
            high, best = middle, lines
        else:
            low = middle
    return tuple(best)


def _fill(words: list[tuple[str, bool]], fits: Callable[[str], bool]) -> list[str]:
    """Fill lines with parts of words, each with whether a blank stands before it."""
    lines = [words[0][0]]
    for word, blank in words[1:]:
        joined = lines[-1] + " " * blank + word
        if fits(joined):
            lines[-1] = joined
        else:
            lines.append(word)
    return lines


def _cut(word: str, fits: Callable[[str], bool]) -> list[str]:
    parts = [""]
    for char in word:
        if parts[-1] and not fits(parts[-1] + char):
            parts.append("")
        parts[-1] += char
    return parts
