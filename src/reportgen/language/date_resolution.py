"""What a date that leans on another one stands for: arithmetic on partial ISO dates."""

from __future__ import annotations

import datetime

from reportgen.language.calendar_words import SEASON_MONTHS
from reportgen.language.date_values import Basis, DateMention, ParsedDate, Precision, Relative, iso, parts

_MONTHS_IN = {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200}
_DAYS_IN = {"day": 1, "week": 7, "fortnight": 14}


def resolve(mention: DateMention, *, issued: str | None, named: str | None, forward: bool = False) -> ParsedDate | None:
    """Return the date of a mention, `None` when what it leans on is not known or not as precise as it must be.

    `issued` is the date of the document, `named` the last date that the text gave before; both ISO, perhaps partial.
    A day or month without a year takes that of `named`, else that of `issued`. `forward` says that a bare weekday
    lies ahead.
    """
    if mention.basis is Basis.EXPLICIT:
        if mention.date is None:
            return None
        return ParsedDate(
            date=mention.date, date_end=mention.date_end, precision=mention.precision, season=mention.season,
            circa=mention.circa, ambiguous=mention.ambiguous,
        )  # fmt: skip
    if mention.basis is Basis.PARTIAL:
        base = named or issued
        return _of_year(mention, parts(base)[0]) if base else None
    relative = mention.relative
    base = named if relative is not None and relative.anchor == "text" else issued
    if relative is None or base is None:
        return None
    if relative.unit == "weekday" or relative.weekday:
        return _weekday(relative, base, forward=forward)
    return _shift(relative, base)


def _of_year(mention: DateMention, year: int) -> ParsedDate | None:
    date = iso(year, mention.month, mention.day)
    if date is None:
        return None
    last = None
    if mention.month_end or mention.day_end:
        month_end = mention.month_end or mention.month
        last = iso(year + ((month_end or 0) < (mention.month or 0)), month_end, mention.day_end)
    return ParsedDate(date=date, date_end=last, precision=mention.precision, ambiguous=mention.ambiguous)


def _weekday(relative: Relative, base: str, *, forward: bool) -> ParsedDate | None:
    year, month, day = parts(base)
    if month is None or day is None or relative.weekday is None:
        return None
    start = datetime.date(year, month, day)
    behind = (start.isoweekday() - relative.weekday) % 7
    if relative.offset == 1 or (relative.offset is None and forward):
        step = (-behind) % 7 or 7
    elif relative.offset == -1:
        step = -(behind or 7)
    else:
        step = -behind
    return _day(start, step)


def _day(start: datetime.date, step: int) -> ParsedDate | None:
    try:
        reached = start + datetime.timedelta(days=step)
    except OverflowError:
        return None
    return ParsedDate(date=reached.isoformat(), precision=Precision.DAY)


def _shift(relative: Relative, base: str) -> ParsedDate | None:  # noqa: PLR0911 (one return a kind of unit)
    """Return the date at a distance, as precise as its unit; `None` when the base is less precise."""
    if relative.offset is None:
        return None
    year, month, day = parts(base)
    if relative.through:
        return _through(relative, year)
    if days := _DAYS_IN.get(relative.unit):
        if month is None or day is None:
            return _near(relative, year, month)
        reached = _day(datetime.date(year, month, day), relative.offset * days)
        if reached is None or relative.unit == "day":
            return reached
        return ParsedDate(date=reached.date, precision=Precision.WEEK)
    months = _MONTHS_IN.get(relative.unit, 12)
    if relative.unit == "month":
        if month is None:
            return None
        index = year * 12 + month - 1 + relative.offset
        return _dated(index // 12, index % 12 + 1, relative.day)
    if relative.unit == "quarter":
        if month is None:
            return None
        index = year * 4 + (month - 1) // 3 + relative.offset
        first = index % 4 * 3 + 1
        date = iso(index // 4, first)
        return ParsedDate(date=date, date_end=iso(index // 4, first + 2), precision=Precision.QUARTER) if date else None
    return _year(relative, year + relative.offset * (months // 12), base_month=month)


def _near(relative: Relative, year: int, month: int | None) -> ParsedDate | None:
    """A few days from a date known to the month or year only: the same month for "the same day", else nothing."""
    if relative.offset == 0:
        return _dated(year, month, None)
    return None


def _dated(year: int, month: int | None, day: int | None) -> ParsedDate | None:
    date = iso(year, month, day)
    precision = Precision.DAY if day else Precision.MONTH if month else Precision.YEAR
    return ParsedDate(date=date, precision=precision) if date else None


def _year(relative: Relative, year: int, *, base_month: int | None) -> ParsedDate | None:
    if relative.season:
        first, last = SEASON_MONTHS[relative.season]
        if (
            base_month
            and relative.offset == -1
            and relative.anchor == "document"
            and last < base_month
            and first < last
        ):
            year += 1  # "last summer" in November is this year's
        elif relative.season == "winter" and base_month and base_month <= 11 and relative.offset == -1:
            pass  # the winter that began last December
        date = iso(year, first)
        if date is None:
            return None
        return ParsedDate(
            date=date, date_end=iso(year + (first > last), last), precision=Precision.SEASON, season=relative.season
        )
    if relative.month:
        if relative.exact:
            return _dated(year, relative.month, relative.day)
        if (
            base_month
            and relative.anchor == "document"
            and relative.offset == -1
            and relative.month < base_month
            and relative.day is None
        ):
            year += 1  # "last March" in November is this year's
        elif base_month and relative.anchor == "document" and relative.offset == 1 and relative.month > base_month:
            year -= 1
        return _dated(year, relative.month, relative.day)
    if relative.unit == "decade" and relative.offset in {0, -1, 1} and relative.anchor == "text":
        start = year // 10 * 10
        date = iso(start)
        return ParsedDate(date=date, date_end=iso(start + 9), precision=Precision.DECADE) if date else None
    return _dated(year, None, None)


def _through(relative: Relative, year: int) -> ParsedDate | None:
    """Return the stretch of years up to the base or from it on; shorter units stay within the base's own precision."""
    length = _MONTHS_IN.get(relative.unit)
    if length is None or length < 12 or relative.offset is None:
        return None
    other = year + relative.offset * (length // 12)
    first, last = iso(min(year, other)), iso(max(year, other))
    return ParsedDate(date=first, date_end=last, precision=Precision.YEAR) if first and last else None
