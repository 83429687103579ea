"""Dates of an entry: the forms of EDTF that biblatex reads (its manual, section 2.3.8; ISO 8601-2, levels 0 and 1)."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping

from reportgen.codes import diagnose
from reportgen.diagnostics import Diagnostic, Related, Severity
from reportgen.values import Value

DATES = ("date", "origdate", "eventdate", "urldate")
_YEAR = r"-?\d{4}|-?\d{3}[Xxu]|-?\d{2}[Xxu]{2}|-?\d[Xxu]{3}|[yY]-?\d{5,12}"
_TIME = r"T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}(?::?\d{2})?)?"
_POINT = re.compile(
    rf"({_YEAR})(?:-(0[1-9]|1[0-2]|2[1-4]|[Xxu]{{2}})(?:-(\d{{2}}|[Xxu]{{2}})(?:{_TIME})?)?)?[~?%]?", re.ASCII
)
_OPEN = {"", "..", "open", "unknown"}
# A year with a letter that was to be a digit.
_LETTER_YEAR = re.compile(r"(?=.*\d.*\d)(?=.*[lIOo])[\dlIOo]{4}", re.ASCII)
_MODERN = ("url", "doi", "isbn", "issn", "publisher", "journaltitle", "urldate")


def year_of(date: str) -> int | None:
    """Return the year in which a date begins.

    >>> year_of("2020-03/2021"), year_of("199X"), year_of("../2020")
    (2020, None, None)
    """
    found = re.match(r"-?\d{4}(?!\d|[Xxu])", date, re.ASCII)
    return int(found[0]) if found else None


def is_bib_date(text: str) -> bool:
    """Whether a text is a date or a range of two, either of which may be open.

    >>> [is_bib_date(t) for t in ("2017~", "2020/", "../1990", "2021-21", "2020/21", "2023-02-29")]
    [True, True, True, True, False, False]
    """
    start, *rest = text.split("/")
    if not rest:
        return _is_point(start)
    if len(rest) > 1 or (start in _OPEN and rest[0] in _OPEN):
        return False
    return (start in _OPEN or _is_point(start)) and (rest[0] in _OPEN or _is_point(rest[0]))


def _is_point(text: str) -> bool:
    found = _POINT.fullmatch(text)
    if found is None:
        return False
    year, month, day = found.groups()
    if day is None or not day.isdecimal():
        return True
    if not month.isdecimal() or int(month) > 12:
        return False
    try:
        # A leap year stands for a year that is out of Python's reach or unknown in part.
        datetime.date(int(year) if year.isdecimal() and int(year) else 2000, int(month), int(day))
    except ValueError:
        return False
    return True


def _descends(text: str) -> bool:
    """Whether a range ends before it begins."""
    ends = [re.findall(r"\d+", part) for part in text.split("/") if re.fullmatch(r"\d{4}(-\d\d){0,2}[~?%]?", part)]
    if len(ends) != 2:
        return False
    first, last = ([int(n) for n in end] for end in ends)
    shared = min(len(first), len(last))
    return last[:shared] < first[:shared]


def check_dates(type_: str, fields: Mapping[str, Value]) -> Iterator[Diagnostic]:
    """Report dates that are none, and those that contradict each other."""
    for name in DATES:
        value = fields.get(name)
        if not value:
            continue
        if not is_bib_date(value):
            hint = "write 2023, 2023-03, 2023-03-21 or a range such as 2020/2021"
            yield diagnose("BIB410", f"'{value}' is not a date", value.place, hint=hint, length=len(value))
        elif "/" in value and _descends(value):
            yield diagnose("BIB410", f"'{value}' ends before it begins", value.place, length=len(value))
    yield from _year(fields)
    for name, most in (("month", 12), ("day", 31)):
        value = fields.get(name)
        if value and value.isdecimal() and not 1 <= int(value) <= most:
            yield diagnose("BIB410", f"'{value}' is no {name}", value.place, length=len(value))
    yield from _accessed(type_, fields)


def _year(fields: Mapping[str, Value]) -> Iterator[Diagnostic]:
    """A year may be words (`in press`); digits make four, unless the work is ancient."""
    value = fields.get("year")
    if not value:
        return
    digits = value.isdecimal() and value.isascii()
    date = fields.get("date")
    known = year_of(date) if date and "/" not in date and is_bib_date(date) else None
    if digits and len(value) == 4 and known is not None and known != int(value):
        related = (Related(message="the date", place=date.place),) if date else ()
        message = f"the year is {value}, and the date {date}"
        severity = Severity.WARNING  # biblatex takes the date
        yield diagnose("BIB410", message, value.place, related=related, length=len(value), severity=severity)
    if _LETTER_YEAR.fullmatch(value) or (digits and len(value) > 4):
        yield diagnose("BIB410", f"'{value}' is no year", value.place, hint="write 2023", length=len(value))
    elif digits and len(value) < 4 and any(fields.get(name) for name in _MODERN):
        message = f"'{value}' is no year for a work of our time"
        yield diagnose("BIB410", message, value.place, hint="write 2023", length=len(value), severity=Severity.WARNING)


def _accessed(type_: str, fields: Mapping[str, Value]) -> Iterator[Diagnostic]:
    """A page is not read in a year before it was published. Printed works are, ahead of their issue."""
    published = fields.get("date") or fields.get("year")
    accessed = fields.get("urldate")
    if type_ not in {"online", "electronic", "www"} or not published or not accessed:
        return
    first, last = year_of(published), year_of(accessed)
    if first is not None and last is not None and last < first and is_bib_date(published) and is_bib_date(accessed):
        message = f"read in {last}, published in {first}"
        related = (Related(message="published", place=published.place),)
        yield diagnose("BIB422", message, accessed.place, related=related, length=len(accessed))
