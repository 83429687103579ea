"""A date as it is put together from its numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from reportgen.language.date_values import Precision, iso


@dataclass(slots=True, kw_only=True)
class Core:
    """A date as it is put together; numbers that are not stated are `None`."""

    start: int
    end: int
    year: int | None = None
    month: int | None = None
    day: int | None = None
    year_end: int | None = None
    month_end: int | None = None
    day_end: int | None = None
    precision: Precision = Precision.DAY
    ambiguous: bool = False


# What may stand after a year in Russian.
YEAR_WORD: Final = r"(?:-(?:го|му|й|м)(?!\w))?(?:[ ]?(?:годами|годом|годах|годов|годы|года|году|год|гг?\.?)(?!\w))?"


def full_year(short: int) -> int:
    """Return the year a two-digit one stands for: 70 and above belong to the twentieth century.

    >>> full_year(23), full_year(89)
    (2023, 1989)
    """
    return short + (1900 if short >= 70 else 2000)


def core_of(found: re.Match[str], *, end: int | None = None, **values: int | bool | None) -> Core | None:
    """Return a date of the calendar with the numbers given, `None` for one that is none (31 June)."""
    core = Core(start=found.start(), end=found.end() if end is None else end)
    for name, value in values.items():
        setattr(core, name, value)
    leap = core.year if core.year is not None else 2000
    if not 1 <= leap <= 2199 or (core.month is not None and iso(leap, core.month, core.day) is None):
        return None
    if core.day_end is not None and (
        core.month is None or core.day_end <= (core.day or 0) or iso(leap, core.month, core.day_end) is None
    ):
        return None
    core.precision = Precision.DAY if core.day else Precision.MONTH if core.month else Precision.YEAR
    return core
