"""Rules on what stands at the end of a report: the registers of its indexes and its change log."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportgen.checks.report import Report, Rule
from reportgen.codes import diagnose
from reportgen.dates import is_date
from reportgen.diagnostics import Diagnostic, Place, Related
from reportgen.records import Record
from reportgen.records.registers import REGISTERS, forms_of
from reportgen.values import Value

# Of fewer entries none is the odd one.
_LEAST = 3
_VERSION = re.compile(r"[vV]?\d+(?:[.-]\w+)*(?: ?\(?[a-z]+\.? ?\d*\)?)?")


def forms_stand_for_one(report: Report) -> Iterator[Diagnostic]:
    """No form of a name belongs to two records: whom a text means by it could not be told."""
    seen: dict[str, Record] = {}
    for record in (record for kind in REGISTERS for record in report.records.of(kind)):
        for form in forms_of(record.fields):
            first = seen.setdefault(form, record)
            if first is not record and first.id != record.id:
                place = _place_of(record, form)
                related = (Related(message="the first", place=_place_of(first, form)),)
                message = f"'{form}' stands for '{first.id}' as well"
                yield diagnose("CHK832", message, place, related=related, length=len(form))


def _place_of(record: Record, form: str) -> Place:
    """Return where a form of a name was written: a variant, or the name itself."""
    variants = record.text("variants")
    for part in variants.parts(";") if variants is not None else ():
        if " ".join(part.split()) == form:
            return part.place
    name = record.text("name")
    return name.place if name is not None else record.place


def the_change_log_ends_with_this_version(report: Report) -> Iterator[Diagnostic]:
    """The newest version of the change log is that of the report, and nothing in it is dated later."""
    entries = [
        (version.stripped(), date.stripped())
        for record in report.records.of("changes")
        if (version := record.text("version")) is not None and (date := record.text("date")) is not None
    ]
    if not entries or not report.records.complete:
        return
    newest = max((version for version, _ in entries), key=_in_order)
    ours, issued = report.config.report["version"].strip(), report.config.report["date"]
    if newest != ours:
        message = f"the newest version in the change log is {newest}, and the report is version {ours}"
        raised = _in_order(newest) < _in_order(ours)  # without a word of what has changed
        place = report.config.places.get(("report", "version")) if raised else None
        related = (Related(message="the newest entry", place=newest.place),) if place else ()
        yield diagnose("CHK831", message, place or newest.place, related=related, length=len(newest))
    late = [date for _, date in entries if date > issued[: len(date)] and is_date(date)]
    for date in late:
        yield diagnose("CHK831", f"{date} is after the date of the report, {issued}", date.place, length=len(date))
    if not late:
        yield from _out_of_order(entries)


def _out_of_order(entries: list[tuple[Value, Value]]) -> Iterator[Diagnostic]:
    """Report versions of another form, one whose last zero a spreadsheet took, and one dated after a later one.

    In what order the entries stand is the author's affair.
    """
    texts = {str(version) for version, _ in entries}
    for version, date in entries:
        older = any(
            _in_order(version) < _in_order(other) and _day(date, day) >= _day(day, date) for other, day in entries
        )
        if len(entries) >= _LEAST and not _VERSION.fullmatch(version):
            yield diagnose("CHK831", f"{version} is no version such as 0.10", version.place, length=len(version))
        elif f"{version}0" in texts and "." in version and older:
            hint = f"did you mean '{version}0'?"
            message = f"version {version} is dated like later ones"
            yield diagnose("CHK831", message, version.place, hint=hint, length=len(version))
            return
    clashes = [
        sum(_clash(one, other) or _clash(other, one) for other in entries if other is not one) for one in entries
    ]
    if any(clashes):
        version, date = max(zip(clashes, entries, strict=True), key=lambda one: (one[0], _in_order(one[1][0])))[1]
        message = f"version {version} is dated {date}, out of order with the other versions"
        yield diagnose("CHK831", message, date.place, length=len(date))


def _clash(one: tuple[Value, Value], other: tuple[Value, Value]) -> bool:
    """Whether the first is an earlier version, and dated later."""
    return _in_order(one[0]) < _in_order(other[0]) and _day(one[1], other[1]) > _day(other[1], one[1])


def _day(date: str, other: str) -> str:
    """Return a date as exactly as another one is."""
    return date[: len(other)]


def _in_order(version: str) -> tuple[tuple[int, str], ...]:
    """Return a key by which 0.9 comes before 0.10, and 1.0-rc before 1.0."""
    pieces: list[str] = re.findall(r"\d+|[^\W\d_]+", version)
    return (*((int(p), "") if p.isdecimal() else (-2, p) for p in pieces), (-1, ""))


RULES: tuple[Rule, ...] = (forms_stand_for_one, the_change_log_ends_with_this_version)
