"""Rules on what stands at the end of a report: the registers of its indexes and its change log."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportgen.checks.report import Report, Rule
from reportgen.codes import diagnose
from reportgen.diagnostics import Diagnostic, Place, Related
from reportgen.records import Record
from reportgen.records.registers import REGISTERS, forms_of


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
        yield diagnose("CHK831", message, newest.place, length=len(newest))
    for _, date in entries:
        if date > issued[: len(date)]:
            yield diagnose("CHK831", f"{date} is after the date of the report, {issued}", date.place, length=len(date))


def _in_order(version: str) -> tuple[tuple[int, str], ...]:
    """Return a key by which 0.9 comes before 0.10, and 1.0-rc before 1.0."""
    pieces: list[str] = re.findall(r"\d+|[^\W\d_]+", version)
    return (*((int(p), "") if p.isdecimal() else (-2, p) for p in pieces), (-1, ""))


RULES: tuple[Rule, ...] = (forms_stand_for_one, the_change_log_ends_with_this_version)
