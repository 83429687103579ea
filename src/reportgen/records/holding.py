"""Hold the fields of one claim against the passages that it names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher
from itertools import groupby
from typing import NamedTuple

from reportgen.codes import diagnose
from reportgen.dates import is_date
from reportgen.diagnostics import Diagnostic, Place
from reportgen.documents import Locator
from reportgen.documents.locator import parse_locator
from reportgen.records.locking import fields_of
from reportgen.records.matching import (
    contains,
    fold,
    has_quantity,
    missing_date_parts,
    missing_words,
    quantities,
    wanted_quantity,
)
from reportgen.records.passages import Passages
from reportgen.records.record import Claim
from reportgen.records.registers import REGISTERS, forms_of
from reportgen.records.schema import Holds
from reportgen.values import Value

# Bases of a date that leave its parts to other places than the evidence; see the schema of events.
_DATE_ELSEWHERE = {"relative", "inferred", "outside"}
# The longest text, in words, in which something like a quotation is looked for.
_LONGEST_SEARCHED = 1500
_ALIKE = 0.6


class Fault(NamedTuple):
    """What is wrong with a field of a claim."""

    field: str
    diagnostic: Diagnostic


def check_claim(claim: Claim, passages: Passages) -> Iterator[Fault]:
    """Check locators and values of a claim whose documents are all at hand."""
    read: dict[Locator, str] = {}
    for key, locators in (("evidence", claim.evidence), ("via", claim.via)):
        for locator in locators:
            text = passages.text(locator)
            if text is None:
                yield Fault(key, _nowhere(claim, key, locator, passages))
            else:
                read[locator] = text
    if len(read) < len({*claim.evidence, *claim.via}):
        return
    evidence = {locator: read[locator] for locator in claim.evidence}
    for key, field in fields_of(claim).items():
        value = claim.fields.text(key)
        if value is None:
            continue
        value = value.stripped()
        found: Iterator[Diagnostic] = iter(())
        if field.holds is Holds.QUOTED:
            found = _check_quote(value, evidence, passages)
        elif field.holds is Holds.NUMBER and "unit" in claim.fields:
            found = _check_number(claim, value, evidence, passages)
        elif field.holds is Holds.NAMES:
            found = _check_names(value, read)
        elif field.holds is Holds.DATE and is_date(value):  # another form was reported when it was read
            found = _check_date(claim, key, value, evidence, read)
        yield from (Fault(key, diagnostic) for diagnostic in found)
    yield from (Fault("via", diagnostic) for diagnostic in _check_via(claim, passages))
    if claim.kind == "notes":
        yield from (Fault("number", diagnostic) for diagnostic in _check_note(claim, passages))
    yield from (Fault("name", diagnostic) for diagnostic in _check_register(claim, read))


def _locator_place(claim: Claim, key: str, locator: Locator) -> Place:
    """Find where one locator of a field was written."""
    value = claim.fields.text(key)
    if value is None:
        return claim.fields.place
    return next((part.place for part in value.parts(";") if parse_locator(part) == locator), value.place)


def _nowhere(claim: Claim, key: str, locator: Locator, passages: Passages) -> Diagnostic:
    segments = passages.documents[locator.document].segments
    last = max((s.number for s in segments if s.is_note == locator.note), default=0)
    what = "notes" if locator.note else "blocks"
    hint = f"{locator.document} has {what} 1 to {last}" if last else f"{locator.document} has no {what}"
    whole = passages.text(locator.segment)
    if locator.span and whole is not None:
        hint = f"{locator.segment} has the characters 0 to {len(whole)}"
    place = _locator_place(claim, key, locator)
    return diagnose("REC210", f"{locator} leads nowhere", place, hint=hint, length=len(str(locator)))


def _where(locators: Mapping[Locator, str]) -> str:
    return ", ".join(str(locator) for locator in locators)


def _check_quote(value: Value, evidence: Mapping[Locator, str], passages: Passages) -> Iterator[Diagnostic]:
    if any(contains(text, value) for text in (*evidence.values(), *_runs(evidence).values())):
        return
    hint = _nearest_hint(value, evidence, passages)
    message = f"these words do not stand in {_where(evidence)}: '{value}'"
    yield diagnose("REC213", message, value.place, hint=hint, length=len(value))


def _runs(evidence: Mapping[Locator, str]) -> Mapping[Locator, str]:
    """Return the texts of blocks that follow each other as one, by the first of them.

    A text broken by hand has a sentence on several lines.
    """
    found: dict[Locator, str] = {}
    whole = sorted(locator for locator in evidence if locator.span is None)
    for _, run in groupby(enumerate(whole), lambda at: (at[1].document, at[1].note, at[1].number - at[0])):
        locators = [locator for _, locator in run]
        if len(locators) > 1:
            found[locators[0]] = "\n".join(evidence[locator] for locator in locators)
    return found


def _nearest_hint(value: str, evidence: Mapping[Locator, str], passages: Passages) -> str | None:
    """Say where the words do stand, or what the passage has that is most like them."""
    for document in dict.fromkeys(locator.document for locator in evidence):
        for locator in passages.with_words(document, value):
            if contains(passages.text(locator) or "", value):
                return f"they stand in {locator}"
    words = " ".join(evidence.values()).split()[:_LONGEST_SEARCHED]
    size = len(value.split())
    wanted = fold(value)
    matcher = SequenceMatcher(None, "", wanted)
    best, ratio = "", _ALIKE
    for start in range(max(1, len(words) - size + 1)):
        window = " ".join(words[start : start + size])
        matcher.set_seq1(fold(window))
        if matcher.quick_ratio() > ratio and (similar := matcher.ratio()) > ratio:
            best, ratio = window, similar
    return f"the passage has: {best}" if best else None


def _check_number(
    claim: Claim, value: Value, evidence: Mapping[Locator, str], passages: Passages
) -> Iterator[Diagnostic]:
    unit = str(claim.fields.text("unit") or "")
    try:
        wanted = wanted_quantity(value, unit)
    except ArithmeticError:  # the form of the number was reported when the record was read
        return
    texts = (*evidence.items(), *_runs(evidence).items())
    if any(has_quantity(text, wanted, passages.language(locator.document)) for locator, text in texts):
        return
    there = [q for text in evidence.values() for q in quantities(text) if q.unit == wanted.unit]
    shown = ", ".join(dict.fromkeys(f"{q.value.normalize():f}" for q in there))
    hint = f"the passage has: {shown}" if shown else None
    message = f"{value} {unit} does not stand in {_where(evidence)}"
    yield diagnose("REC212", message, value.place, hint=hint, length=len(value))


def _check_names(value: Value, passages: Mapping[Locator, str]) -> Iterator[Diagnostic]:
    together = " \n ".join(passages.values())
    for name in value.parts(";"):
        missing = missing_words(together, name)
        if missing:
            message = f"'{name}' does not stand in {_where(passages)}"
            hint = f"not found: {', '.join(missing)}"
            yield diagnose("REC215", message, name.place, hint=hint, length=len(name))


def _check_register(claim: Claim, passages: Mapping[Locator, str]) -> Iterator[Diagnostic]:
    """Some form of a name that a register supports with evidence stands there."""
    if claim.kind not in REGISTERS:
        return
    together, name = " \n ".join(passages.values()), claim.fields.text("name")
    forms = forms_of(claim.fields)
    if name is None or not passages or not all(missing_words(together, form) for form in forms):
        return
    hint = f"looked for: {', '.join(forms)}"
    yield diagnose("REC215", f"'{name}' does not stand in {_where(passages)}", name.place, hint=hint, length=len(name))


def _check_date(
    claim: Claim, key: str, value: Value, evidence: Mapping[Locator, str], passages: Mapping[Locator, str]
) -> Iterator[Diagnostic]:
    basis = str(claim.fields.text("basis") or claim.fields.text(f"{key}_basis") or "explicit").strip()
    if basis.split(":", maxsplit=1)[0] in _DATE_ELSEWHERE:
        if key.endswith("_end"):
            return  # the start says it
        reason = claim.fields.text("basis_note") or claim.fields.text(f"{key}_basis")
        if reason is None or (":" not in reason and "basis_note" in fields_of(claim) and reason == basis):
            yield diagnose("REC206", f"a date that is {basis} needs its reason in 'basis_note'", value.place)
        return
    # An explicit date may lean on the note for its year: "In June [12]" with the year in note 12.
    where = passages if claim.via or basis == "note" else evidence
    missing = missing_date_parts(" \n ".join(where.values()), value)
    if missing:
        message = f"the date {value} does not stand in {_where(where)}"
        hint = f"not found: {', '.join(missing)}"
        yield diagnose("REC214", message, value.place, hint=hint, length=len(value))


def _check_via(claim: Claim, passages: Passages) -> Iterator[Diagnostic]:
    """A note stands behind a passage only if the passage calls it."""
    for locator in claim.via:
        if locator.note and not any(
            _calls(passages, p, locator.number) for p in claim.evidence if p.document == locator.document
        ):
            message = f"none of the passages in 'evidence' calls note {locator.number}"
            place = _locator_place(claim, "via", locator)
            yield diagnose("REC210", message, place, length=len(str(locator)))


def _check_note(claim: Claim, passages: Passages) -> Iterator[Diagnostic]:
    """What is said of a note has as its evidence the note, or a passage that calls it."""
    number = claim.fields.text("number")
    if number is None or not number.strip().isdecimal():
        return
    wanted = int(number)
    own = str(claim.fields.text("document") or "").strip()
    here = [locator for locator in claim.evidence if locator.document == own]
    if here and not any(p.number == wanted if p.note else _calls(passages, p, wanted) for p in here):
        message = f"{_where(dict.fromkeys(here, ''))} does not call note {wanted}"
        yield diagnose("REC234", message, number.stripped().place, length=len(number.strip()))


def _calls(passages: Passages, passage: Locator, number: int) -> bool:
    """Whether a passage calls a note, in whatever form the document marks it."""
    if f"[{number}]" in (passages.text(passage.segment) or ""):
        return True
    document = passages.documents[passage.document]
    segment = document.segment(passage.segment)
    return segment is not None and any(
        marker.note == number for marker in document.markers if segment.start <= marker.start < segment.end
    )
