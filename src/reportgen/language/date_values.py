"""The values that dates are read into.

A date is written as ISO 8601 writes it, whole or partial: `2023`, `2023-03`, `2023-03-21`. A longer stretch (a
quarter, a decade) has its first and its last year, month or day as `date` and `date_end`, both within it.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class Precision(StrEnum):
    """How long a stretch of time a date names."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    SEASON = "season"
    HALF = "half"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"


class Basis(StrEnum):
    """What a date stands on: its own words, words beside a year not given, or another date."""

    EXPLICIT = "explicit"
    PARTIAL = "partial"
    RELATIVE = "relative"


class ParsedDate(NamedTuple):
    """A date that is known.

    `season` is `spring`, `summer`, `autumn` or `winter`. `circa` says that the text hedges. `ambiguous` marks a
    numeric date whose day and month could be exchanged: `03/04/2021` is read day first.
    """

    date: str
    date_end: str | None = None
    precision: Precision = Precision.YEAR
    season: str | None = None
    circa: bool = False
    ambiguous: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Relative:
    """A distance from another date: `offset` units of time after it, before it when negative.

    `anchor` is `document` ("last year") or `text` ("the following year": the date named before). `offset` is `None`
    when the text does not say how far ("a few years ago"). `month`, `weekday` (1 is Monday) or `season` name a part
    of what is reached.
    """

    anchor: str
    unit: str
    offset: int | None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    season: str | None = None
    through: bool = False  # the whole stretch up to the anchor ("in the past five years")
    exact: bool = False  # the year is named apart from the month: "March last year", not "last March"


class DateMention(NamedTuple):
    """An expression of time in running text; `start` and `end` are half-open offsets.

    `date` and `date_end` are ISO dates, `None` when the words alone do not give them: a day without a year (`basis`
    partial; `month`, `day`, `day_end`), or a distance from another date (`basis` relative; `relative`). `part` is
    `early`, `mid` or `late`. `governor` is the word before the expression in lower case ("since", "by", "until"),
    empty when there is none.
    """

    start: int
    end: int
    date: str | None = None
    date_end: str | None = None
    precision: Precision = Precision.DAY
    basis: Basis = Basis.EXPLICIT
    month: int | None = None
    month_end: int | None = None
    day: int | None = None
    day_end: int | None = None
    season: str | None = None
    part: str | None = None
    circa: bool = False
    ambiguous: bool = False
    relative: Relative | None = None
    governor: str = ""


def iso(year: int, month: int | None = None, day: int | None = None) -> str | None:
    """Return the ISO date, `None` when the calendar has none such.

    >>> iso(2023, 3), iso(2023, 2, 30)
    ('2023-03', None)
    """
    if not 1 <= year <= 9999:
        return None
    if month is None:
        return f"{year:04}"
    if not 1 <= month <= 12:
        return None
    if day is None:
        return f"{year:04}-{month:02}"
    if not 1 <= day <= calendar.monthrange(year, month)[1]:
        return None
    return f"{year:04}-{month:02}-{day:02}"


def parts(date: str) -> tuple[int, int | None, int | None]:
    """Return year, month and day of an ISO date.

    >>> parts("2023-03")
    (2023, 3, None)
    """
    numbers = [int(part) for part in date.split("-")]
    return numbers[0], numbers[1] if len(numbers) > 1 else None, numbers[2] if len(numbers) > 2 else None
