"""Partial dates: `1969`, `1969-03`, `1969-03-02`, or a year with a fraction, as places on an axis."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass

from reportgen.figures.drawing.style import Words

_PARTIAL = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Moment:
    """A date as far as it is known.

    `position` is the middle of what the date covers, in years: 1969 is 1969.5. `month` and `day` are
    1-based and `None` when the date does not say.
    """

    position: float
    year: int
    month: int | None = None
    day: int | None = None

    @property
    def half(self) -> float:
        """Half the time the date covers, in years: nothing much for a day, half a year for a year."""
        if self.month is None:
            return 0.5 if self.position == self.year + 0.5 else 0.0
        return 1 / 24 if self.day is None else 1 / 730

    def show(self, words: Words, *, year: bool = True) -> str:
        """Return the date for people: `2 Mar 1969`, `Mar 1969`, `1969`; without the year perhaps empty."""
        month = None if self.month is None else words.months[self.month - 1]
        parts = (self.day, month, self.year if year else None)
        return " ".join(str(part) for part in parts if part is not None)


def moment(value: str | float) -> Moment:
    """Read a partial ISO date or a year, fractions allowed.

    :raises ValueError: when the text is no such date.

    >>> moment("2022-02-24").show(Words())
    '24 Feb 2022'
    >>> moment(2016).position, moment(2016.25).position
    (2016.5, 2016.25)
    """
    if not isinstance(value, str):
        year = int(value // 1)
        return Moment(position=year + 0.5 if value == year else float(value), year=year)
    match = _PARTIAL.fullmatch(value.strip())
    if match is None:
        raise ValueError(f"not a date like 2014, 2014-09 or 2014-09-21: {value!r}")
    if match[2] is None:
        return moment(float(match[1]))
    year, month, day = int(match[1]), int(match[2]), int(match[3]) if match[3] else None
    first = dt.date(year, month, day or 1)
    length = 1 if day else calendar.monthrange(year, month)[1]
    days = 366 if calendar.isleap(year) else 365
    passed = first.timetuple().tm_yday - 1 + length / 2
    return Moment(position=year + passed / days, year=year, month=month, day=day)


def show_range(start: Moment, end: Moment | None, words: Words) -> str:
    """Return a period for people, with an en dash: `2014–2022`, `Feb–Jun 2022`, `4 Feb – 3 Mar 2022`.

    >>> show_range(moment("2022-02"), moment("2022-06"), Words())
    'Feb–Jun 2022'
    """
    if end is None or end == start:
        return start.show(words)
    same_year = start.year == end.year
    same_month = same_year and start.month == end.month and start.day and end.day
    if same_month:
        return f"{start.day}–{end.show(words)}"
    left = start.show(words, year=not same_year) or str(start.year)
    dash = "–" if " " not in left and end.day is None and (same_year or end.month is None) else " – "
    return f"{left}{dash}{end.show(words)}"
