"""The figures of a sentence: numbers with units, how exactly they are given, and the sentence without them.

`skeleton()` puts one sign in the place of each figure, so that the forms of arithmetic can be looked for with plain
patterns: `13 of 26 projects (50 per cent)` becomes `⟦ of ⟦ projects (⟦)`.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import NamedTuple

from reportgen.extract.currencies import currency_before
from reportgen.extract.units import unit_after
from reportgen.language.numbers import Form, scan_numbers

FIGURE = "\ue0f0"
_VAGUE = re.compile(
    r"(?:(?P<about>about|around|some|roughly|approximately|circa|ca\.|c\.|an estimated|nearly|almost|close to|"
    r"just over|just under|~|≈)|(?P<over>more than|over|at least|above|upwards? of|exceed(?:s|ed|ing)|not less than)"
    r"|(?P<under>less than|under|at most|below|up to|fewer than|not more than|no more than))\s$",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_MAY_BE_DATED = re.compile(
    r"\d(?:st|nd|rd|th)?(?: of)? [A-ZА-я][a-zа-я]{2}|[A-Z][a-z]{2,8}\.? \d{1,2}\b|\d[/.-]\d\d|\ds\b|\d{4}[–-]\d"
)
_DECIMALS = re.compile(r"[.,](\d{1,2}|\d{4,})(?!\d)")
_SCALES = (Decimal(10**12), Decimal(10**9), Decimal(10**6), Decimal(1000), Decimal(100))


class Figure(NamedTuple):
    """A number with its unit, as offsets in the text.

    `value` is in the unit as written; `unit` is empty for a count. `step` is the place of the last digit that is
    given: 0.1 for "2.5", 1000 for "12 thousand". `vague` is `about`, `over`, `under` or empty; `scale` is
    what its scale words multiply by.
    """

    start: int
    end: int
    value: Decimal
    unit: str
    step: Decimal
    vague: str
    fraction: bool
    scale: Decimal

    @property
    def slack(self) -> Decimal:
        """How far the true number may be from the printed one."""
        return max(self.step, abs(self.value) / 10) if self.vague else self.step / 2

    @property
    def low(self) -> Decimal:
        """The least that the figure may stand for, where it goes into a computation."""
        return self.value - (self.slack if self.rounded else 0)

    @property
    def high(self) -> Decimal:
        """The most that the figure may stand for."""
        return self.value + (self.slack if self.rounded else 0)

    @property
    def rounded(self) -> bool:
        """Whether the figure is not a plain count."""
        return bool(self.vague or self.unit or self.step != 1 or self.value % 1000 == 0 or self.fraction)


def figures(text: str, language: str) -> list[Figure]:
    """Return the figures of a sentence in order; parts of dates, of names and years are none."""
    dates = _dates(text, language)
    found: list[Figure] = []
    for number in scan_numbers(text, 0, len(text), language):
        if number.attached or number.form not in {Form.DIGITS, Form.WORDS, Form.FRACTION} or number.high is not None:
            continue
        unit = unit_after(text, number.end, len(text))
        money = currency_before(text, number.start, 0)
        if unit is not None and unit[1].name in {"times", "nit", "bit"} and not text[number.end :].startswith(" times"):
            unit = None
        words = text[number.start : number.end]
        if unit is None and money is None:
            dated = any(a <= number.start and number.end <= b for a, b in dates)
            if dated or (_YEAR.fullmatch(words) and number.scale == 1):
                continue
        start = money[0] if money else number.start
        end = unit[0] if unit else number.end
        name = money[1].name if money else unit[1].name if unit else ""
        vague = _VAGUE.search(text, max(start - 16, 0), start)
        found.append(
            Figure(
                start=start,
                end=end,
                value=number.value,
                unit=name,
                step=_step(words, number.value, number.scale),
                vague=vague.lastgroup or "" if vague else "",
                fraction=number.form is Form.FRACTION,
                scale=number.scale,
            )
        )
    return found


def _dates(text: str, language: str) -> list[tuple[int, int]]:
    """Return the spans of dates; most sentences show at a glance that they have none but years."""
    if language.lower().startswith("en") and not _MAY_BE_DATED.search(text):
        return []
    from reportgen.language.dates import find_dates

    return [(mention.start, mention.end) for mention in find_dates(text)]


def _step(words: str, value: Decimal, scale: Decimal) -> Decimal:
    """Return the place of the last digit that is given."""
    decimals = _DECIMALS.search(words)
    if decimals and any(c.isdigit() for c in words):
        return scale / Decimal(10) ** len(decimals[1])
    if scale > 1:
        return scale
    if words[:1].isdigit():
        return Decimal(1)
    return next((s for s in _SCALES if value >= s and value % s == 0), Decimal(1))


def skeleton(text: str, found: list[Figure]) -> tuple[str, list[int]]:
    """Return the text with one sign for each figure, and the figures' offsets in it."""
    pieces: list[str] = []
    at: list[int] = []
    done = size = 0
    for figure in found:
        piece = text[done : figure.start]
        pieces += [piece, FIGURE]
        at.append(size + len(piece))
        size += len(piece) + 1
        done = figure.end
    return "".join([*pieces, text[done:]]), at
