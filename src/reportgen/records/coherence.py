"""Whether the fields of a claim fit each other: what can be said without its documents."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from reportgen.codes import diagnose
from reportgen.diagnostics import Diagnostic, Related
from reportgen.documents.locator import parse_locator
from reportgen.records.matching import has_quantity, quantities, wanted_quantity
from reportgen.records.record import Claim, Record, Records
from reportgen.values import Value

# Comparisons by their direction, the longer before those that they hold.
_LESS = ("does not exceed", "do not exceed", "did not exceed", "not exceeding", "no more than", "not more than",
         "less than", "fewer than", "at most", "up to", "below", "under")  # fmt: skip
_MORE = ("no less than", "not less than", "no fewer than", "more than", "upwards of", "upward of", "at least",
         "exceeding", "exceeded", "exceeds", "above", "over")  # fmt: skip
_COMPARED = re.compile(
    rf"\b(?:(?P<one>{'|'.join((*_LESS[:6], *_MORE[:3]))})|(?P<other>{'|'.join((*_LESS[6:], *_MORE[3:]))}))\b",
    re.IGNORECASE,
)

# Languages that stand for all that write a decimal point, and a comma.
_COMMAS = (None, "de")
_ABOUT = re.compile(r"\b(?:about|some|around|roughly|approximately|circa|nearly|almost)\b", re.IGNORECASE)


def check_coherence(claim: Claim) -> Iterator[tuple[str, Diagnostic]]:
    """Check one claim; each finding comes with the field it is about."""
    yield from _check_document(claim)
    yield from _check_wording(claim)
    yield from _check_direction(claim)


def check_record_document(record: Record) -> Iterator[Diagnostic]:
    """What is said of a document item by item has its evidence there; if none has, the document is wrong."""
    document = record.text("document")
    items = [claim for claim in record.claims if claim.path]
    if document is None or not items:
        return
    astray = [claim for claim in items if not _leans_on(claim, document)]
    if len(items) == len(astray) > 1:
        message = f"none of the evidence here is from {document.strip()}"
        yield diagnose("REC231", message, document.stripped().place, length=len(document.strip()))
    else:
        for claim in astray:
            yield from (found for _, found in _astray(claim, document))


def _leans_on(claim: Claim, document: str) -> bool:
    return any(locator.document == document.strip() for locator in claim.evidence)


def _astray(claim: Claim, document: Value) -> Iterator[tuple[str, Diagnostic]]:
    value = claim.fields.text("evidence")
    part = next((part for part in value.parts(";") if parse_locator(part)), None) if value else None
    if part is not None:
        message = f"{part} is no passage of {document.strip()}, of which this is said"
        related = (Related(message=f"said of {document.strip()} here", place=document.stripped().place),)
        yield "evidence", diagnose("REC231", message, part.place, related=related, length=len(part))


def _check_document(claim: Claim) -> Iterator[tuple[str, Diagnostic]]:
    """What is said of a document has its evidence there."""
    document = claim.fields.text("document")
    if document is not None and not _leans_on(claim, document):
        yield from _astray(claim, document)
    documents = claim.fields.text("documents")
    if documents is None:
        return
    named = {str(part) for part in documents.parts(";")}
    leaning = {locator.document for locator in (*claim.evidence, *claim.via)}
    for part in documents.parts(";"):
        if part not in leaning:
            message = f"no passage of {part} stands in 'evidence'"
            yield "documents", diagnose("REC231", message, part.place, length=len(part))
    value = claim.fields.text("evidence")
    parts = [(part, parse_locator(part)) for part in value.parts(";")] if value else []
    others = [(part, locator) for part, locator in parts if locator is not None and locator.document not in named]
    if len({locator.document for _, locator in others}) > 1:  # rather the list than each of them
        names = ", ".join(dict.fromkeys(locator.document for _, locator in others))
        message = f"the evidence is from {names} as well, which 'documents' does not name"
        yield "documents", diagnose("REC231", message, documents.stripped().place, length=len(documents.strip()))
        return
    for part, locator in others:
        message = f"{part} is a passage of {locator.document}, which 'documents' does not name"
        yield "evidence", diagnose("REC231", message, part.place, length=len(part))


def _check_wording(claim: Claim) -> Iterator[tuple[str, Diagnostic]]:
    """The words quoted for a value have it, if they have a number at all."""
    wording, unit = claim.fields.text("wording"), claim.fields.text("unit")
    if wording is None or unit is None:
        return
    there = list(quantities(wording))
    for key in ("value", "value_high"):
        value = claim.fields.text(key)
        if value is None or not there:
            continue
        try:
            wanted = wanted_quantity(value.strip(), unit)
        except ArithmeticError:  # the form of the number was reported when the record was read
            continue
        # Words may leave the unit to the sentence before: "126" of "126 contracts".
        if any(q.value == wanted.value and q.unit in {wanted.unit, ""} for q in there):
            continue
        bare = replace(wanted, unit="", measure="")
        if not any(has_quantity(wording, asked, tag) for tag in _COMMAS for asked in (wanted, bare)):
            shown = ", ".join(dict.fromkeys(f"{q.value.normalize():f} {q.unit}".strip() for q in there))
            message = f"'{key}' is {value.strip()} {unit.strip()}, but 'wording' has {shown}"
            yield key, diagnose("REC229", message, value.stripped().place, length=len(value.strip()))


def _check_direction(claim: Claim) -> Iterator[tuple[str, Diagnostic]]:
    """A qualifier does not say 'more than' where the words quoted say 'less than'."""
    qualifier, wording = claim.fields.text("qualifier"), claim.fields.text("wording")
    if qualifier is None or wording is None:
        return
    said, quoted = _directions(qualifier), _directions(wording)
    loose = not quoted and _ABOUT.match(wording.strip())
    if (len(said) == len(quoted) == 1 and said != quoted) or (said and loose and not _ABOUT.search(qualifier)):
        message = f"'qualifier' says '{qualifier.strip()}', 'wording' has '{wording.strip()}'"
        yield "qualifier", diagnose("REC229", message, qualifier.stripped().place, length=len(qualifier.strip()))


def _directions(text: str) -> set[str]:
    found = (match.group().lower() for match in _COMPARED.finditer(" ".join(text.split())))
    return {"less" if words in _LESS else "more" for words in found}


def check_repeats(records: Records) -> Iterator[Diagnostic]:
    """Report a flat record that says, field by field, what another one of its kind says."""
    for group in records.by_kind.values():
        seen: dict[tuple[tuple[str, str], ...], Value | None] = {}
        for record in group:
            if len(record.claims) != 1 or record.claims[0].path:
                continue
            texts = ((key, " ".join(value.split())) for key, value in record.fields.items() if isinstance(value, Value))
            content = tuple(sorted((key, text) for key, text in texts if text and key != "id"))
            id_ = record.text("id")
            first = seen.setdefault(content, id_)
            if first is not None and id_ is not None and first.casefold() != id_.casefold():
                related = (Related(message="first said here", place=first.stripped().place),)
                message = f"'{record.id}' says in every field what '{first.strip()}' says"
                yield diagnose("REC232", message, record.place, related=related, length=len(record.id))


def check_note_numbers(records: Records) -> Iterator[Diagnostic]:
    """Report notes that a document, as `documents.yaml` describes it, does not have."""
    counts = {record.id: record.text("notes") for record in records.of("documents")}
    for record in records.of("notes"):
        number, count = record.text("number"), counts.get(str(record.text("document") or "").strip())
        if number is None or count is None or not number.strip().isdecimal() or not count.strip().isdecimal():
            continue
        if not 1 <= int(number) <= int(count):
            document = str(record.text("document")).strip()
            message = f"{document} has no note {number.strip()}; it has {count.strip()}"
            related = (Related(message="counted here", place=count.stripped().place),)
            yield diagnose("REC234", message, number.stripped().place, related=related, length=len(number.strip()))
