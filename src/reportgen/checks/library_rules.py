"""Rules that hold the bibliography against the report itself."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.bibliography.rules.dates import is_bib_date, year_of
from reportgen.checks.report import Report, Rule
from reportgen.codes import diagnose
from reportgen.config import CONFIG_FILE
from reportgen.diagnostics import Diagnostic, Place, Related

# Issues are dated ahead, and works are cited that are to appear: a year is no contradiction yet.
_YEARS_AHEAD = 1


def no_work_is_of_the_future(report: Report) -> Iterator[Diagnostic]:
    """No work is published, or read, years after the report."""
    latest = report.config.date.year + _YEARS_AHEAD
    for entry in report.library.entries.values():
        for name in ("date", "year", "urldate"):
            value = entry.text(name)
            if value is None or name in entry.inherited or not is_bib_date(value):
                continue
            year = year_of(value)
            if year is not None and year > latest:
                what = "read" if name == "urldate" else "published"
                message = f"'{entry.key}' is {what} in {year}, the report is of {report.config.date.year}"
                related = (Related(message="the report's date", place=Place(file=CONFIG_FILE)),)
                yield diagnose("BIB422", message, value.place, related=related, length=len(value))


RULES: tuple[Rule, ...] = (no_work_is_of_the_future,)
