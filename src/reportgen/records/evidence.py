"""Hold every claim against the passages it names.

With the documents at hand a claim's locators, digests and values are checked; without them the
claim is compared with `data/evidence.lock`, which says what was verified before.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from difflib import SequenceMatcher

from reportgen.cache import Cache
from reportgen.codes import diagnose
from reportgen.dates import is_date
from reportgen.diagnostics import Diagnostic, Place, Related, Severity
from reportgen.documents import Document, Locator
from reportgen.documents.locator import parse_locator
from reportgen.records.lock import Lock
from reportgen.records.matching import (
    contains,
    fold,
    has_quantity,
    missing_date_parts,
    missing_words,
    quantities,
    wanted_quantity,
)
from reportgen.records.record import Claim, Records
from reportgen.records.schema import SCHEMAS, Field, Holds
from reportgen.values import Value

_MOVED = "the passage is now"
# Bases of a date that leave its parts to other places than the evidence; see the schema of events.
_DATE_ELSEWHERE = {"relative", "inferred", "outside"}


def segment_digest(text: str) -> str:
    """Return the digest of a passage as it is compared; blanks and print hyphens do not count."""
    return hashlib.sha256(fold(text).encode()).hexdigest()[:16]


def claim_digest(claim: Claim) -> str:
    """Return the digest of all texts of a claim: those that are checked against its evidence, and the rest.

    No program compares a paraphrase with its passage, but an edit since the claim was locked is noticed.
    """
    texts = {
        key: str(value).strip()
        for key in sorted(_fields_of(claim))
        if isinstance(value := claim.fields.get(key), Value) and value.strip()
    }
    return hashlib.sha256(json.dumps(texts, ensure_ascii=False).encode()).hexdigest()[:16]


def _fields_of(claim: Claim) -> Mapping[str, Field]:
    fields = SCHEMAS[claim.kind].fields
    for part in claim.path.split("."):
        inner = fields[part].items if part in fields else None
        fields = inner if inner is not None else fields
    return fields


def check_evidence(
    records: Records,
    documents: Mapping[str, Document],
    lock: Lock,
    quotation_words: int,
    cache: Cache | None = None,
) -> tuple[Diagnostic, ...]:
    """Check every claim; `documents` holds those that are at hand."""
    if cache is None:
        return tuple(_check(records, documents, lock, quotation_words))
    parts = (records, lock, quotation_words, *documents.keys(), *documents.values())
    return cache.again("evidence", parts, lambda: tuple(_check(records, documents, lock, quotation_words)))


def _check(
    records: Records, documents: Mapping[str, Document], lock: Lock, quotation_words: int
) -> Iterator[Diagnostic]:
    for claim in records.claims:
        yield from _check_length(claim, quotation_words)
        named = {locator.document for locator in (*claim.evidence, *claim.via)}
        if named <= documents.keys():
            drift = tuple(_check_drift(claim, documents, lock))
            yield from drift
            if any(d.hint and d.hint.startswith(_MOVED) for d in drift):
                continue  # whatever else is wrong is so because the locator is
            found = tuple(_check_claim(claim, documents))
            yield from found
            if not found:
                yield from _check_locked(claim, lock, Severity.WARNING)
        else:
            yield from _check_locked(claim, lock, Severity.ERROR)


def verified(claim: Claim, documents: Mapping[str, Document]) -> bool:
    """Whether the documents at hand bear a claim out in every checked field."""
    named = {locator.document for locator in (*claim.evidence, *claim.via)}
    return named <= documents.keys() and not any(_check_claim(claim, documents))


def _place(claim: Claim, key: str, locator: Locator | None = None) -> Place:
    """Find where a field, or one locator inside it, was written."""
    value = claim.fields.text(key)
    if value is None:
        return claim.fields.place
    if locator is not None:
        for part in value.parts(";"):
            if parse_locator(part) == locator:
                return part.place
    return value.place


def _check_length(claim: Claim, limit: int) -> Iterator[Diagnostic]:
    for key, field in _fields_of(claim).items():
        value = claim.fields.text(key)
        if field.holds is Holds.QUOTED and value and len(value.split()) > limit:
            message = f"quotation of {len(value.split())} words; the limit is {limit}"
            yield diagnose("REC216", message, value.place, length=len(value))


def _check_claim(claim: Claim, documents: Mapping[str, Document]) -> Iterator[Diagnostic]:
    """Check locators and values of a claim whose documents are all at hand."""
    passages: dict[Locator, str] = {}
    for key, locators in (("evidence", claim.evidence), ("via", claim.via)):
        for locator in locators:
            text = documents[locator.document].segment_text(locator)
            if text is None:
                last = max((s.number for s in documents[locator.document].segments
                            if (s.kind == "note") == locator.note), default=0)  # fmt: skip
                what = "notes" if locator.note else "blocks"
                hint = f"{locator.document} has {what} 1 to {last}" if last else f"{locator.document} has no {what}"
                place = _place(claim, key, locator)
                yield diagnose("REC210", f"{locator} leads nowhere", place, hint=hint, length=len(str(locator)))
            else:
                passages[locator] = text
    if len(passages) < len({*claim.evidence, *claim.via}):
        return
    evidence = {locator: passages[locator] for locator in claim.evidence}
    for key, field in _fields_of(claim).items():
        value = claim.fields.text(key)
        if value is None:
            continue
        value = value.stripped()
        if field.holds is Holds.QUOTED:
            yield from _check_quote(claim, value, evidence, documents)
        elif field.holds is Holds.NUMBER and "unit" in claim.fields:
            yield from _check_number(claim, value, evidence)
        elif field.holds is Holds.NAMES:
            yield from _check_names(value, passages)
        elif field.holds is Holds.DATE and is_date(value):  # another form was reported when it was read
            yield from _check_date(claim, key, value, evidence, passages)
    yield from _check_via(claim, documents)


def _where(locators: Mapping[Locator, str]) -> str:
    return ", ".join(str(locator) for locator in locators)


def _check_quote(
    claim: Claim, value: Value, evidence: Mapping[Locator, str], documents: Mapping[str, Document]
) -> Iterator[Diagnostic]:
    if any(contains(text, value) for text in evidence.values()):
        return
    hint = _nearest_hint(value, evidence, documents, claim)
    message = f"these words do not stand in {_where(evidence)}: '{value}'"
    yield diagnose("REC213", message, value.place, hint=hint, length=len(value))


def _nearest_hint(
    value: str, evidence: Mapping[Locator, str], documents: Mapping[str, Document], claim: Claim
) -> str | None:
    """Say where the words do stand, or what the passage has that is most like them."""
    for document in dict.fromkeys(locator.document for locator in claim.evidence):
        for segment in documents[document].segments:
            text = documents[document].text[segment.start : segment.end]
            if contains(text, value):
                locator = Locator(document=document, note=segment.kind == "note", number=segment.number)
                return f"they stand in {locator}"
    size = len(value.split())
    best, ratio = "", 0.0
    for text in evidence.values():
        words = text.split()
        for start in range(max(1, len(words) - size + 1)):
            window = " ".join(words[start : start + size])
            similar = SequenceMatcher(None, fold(window), fold(value)).ratio()
            if similar > ratio:
                best, ratio = window, similar
    return f"the passage has: {best}" if ratio > 0.6 else None


def _check_number(claim: Claim, value: Value, evidence: Mapping[Locator, str]) -> Iterator[Diagnostic]:
    unit = str(claim.fields.text("unit") or "")
    try:
        wanted = wanted_quantity(value, unit)
    except ArithmeticError:  # the form of the number was reported when the record was read
        return
    if any(has_quantity(text, wanted) for text in evidence.values()):
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


def _check_date(
    claim: Claim, key: str, value: Value, evidence: Mapping[Locator, str], passages: Mapping[Locator, str]
) -> Iterator[Diagnostic]:
    basis = str(claim.fields.text("basis") or claim.fields.text(f"{key}_basis") or "explicit")
    if basis.split(":", maxsplit=1)[0] in _DATE_ELSEWHERE:
        reason = claim.fields.text("basis_note") or claim.fields.text(f"{key}_basis")
        if reason is None or (":" not in reason and "basis_note" in _fields_of(claim) and reason == basis):
            yield diagnose("REC206", f"a date that is {basis} needs its reason in 'basis_note'", value.place)
        return
    # An explicit date may lean on the note for its year: "In June [12]" with the year in note 12.
    where = passages if claim.via or basis == "note" else evidence
    missing = missing_date_parts(" \n ".join(where.values()), value)
    if missing:
        message = f"the date {value} does not stand in {_where(where)}"
        hint = f"not found: {', '.join(missing)}"
        yield diagnose("REC214", message, value.place, hint=hint, length=len(value))


def _check_via(claim: Claim, documents: Mapping[str, Document]) -> Iterator[Diagnostic]:
    """A note stands behind a passage only if the passage calls it."""
    for locator in claim.via:
        called = any(
            f"[{locator.number}]" in (documents[p.document].segment_text(p.segment) or "")
            for p in claim.evidence
            if p.document == locator.document
        )
        if locator.note and not called:
            message = f"none of the passages in 'evidence' calls note {locator.number}"
            place = _place(claim, "via", locator)
            yield diagnose("REC210", message, place, length=len(str(locator)))


def _check_drift(claim: Claim, documents: Mapping[str, Document], lock: Lock) -> Iterator[Diagnostic]:
    """Compare the passages with what they were when the evidence was locked."""
    for key, locators in (("evidence", claim.evidence), ("via", claim.via)):
        for locator in locators:
            whole = locator.segment
            locked = lock.segments.get(str(whole))
            text = documents[locator.document].segment_text(whole)
            if locked is None or (text is not None and segment_digest(text) == locked):
                continue
            moved = _moved_to(locked, documents[locator.document])
            if moved is None and text is None:  # a locator that leads nowhere is reported as such
                continue
            hint = f"{_MOVED} {moved}" if moved else "its words have changed; read it again"
            related = (Related(message="locked here", place=lock.places[str(whole)]),)
            place = _place(claim, key, locator)
            message = f"{locator} is not the passage that was verified"
            yield diagnose("REC211", message, place, hint=hint, related=related, length=len(str(locator)))


def _moved_to(digest: str, document: Document) -> Locator | None:
    for segment in document.segments:
        if segment_digest(document.text[segment.start : segment.end]) == digest:
            return Locator(document=document.id, note=segment.kind == "note", number=segment.number)
    return None


def _check_locked(claim: Claim, lock: Lock, severity: Severity) -> Iterator[Diagnostic]:
    """Compare a claim with the lock.

    Without the documents that is all that can be done, and a difference is an error; a claim that
    was just verified is only not locked yet.
    """
    place = _place(claim, "evidence")
    locked = lock.claims.get(claim.id)
    hint = "run reportgen verify --update with the documents at hand"
    if locked is None:
        yield diagnose("REC218", f"the evidence of {claim.id} has not been locked", place, hint=hint, severity=severity)
    elif locked != claim_digest(claim):
        related = (Related(message="locked here", place=lock.places[claim.id]),)
        message = f"{claim.id} has changed since its evidence was verified"
        yield diagnose("REC219", message, place, hint=hint, related=related, severity=severity)


def passage_doubt(locator: Locator, documents: Mapping[str, Document], lock: Lock) -> str | None:
    """Say what is wrong with a passage that is cited without a record, `None` when nothing is."""
    document = documents.get(locator.document)
    locked = lock.segments.get(str(locator.segment))
    if document is None:
        return None if locked else f"{locator} has not been locked; it may lead nowhere"
    text = document.segment_text(locator)
    whole = document.segment_text(locator.segment)
    if text is None or whole is None:
        return f"{locator} leads nowhere"
    changed = locked is not None and segment_digest(whole) != locked
    return f"{locator} is not the passage that was verified" if changed else None


def lock_of(records: Records, documents: Mapping[str, Document], old: Lock, passages: Iterable[Locator] = ()) -> Lock:
    """Return the lock that fits the records: verified claims, and old lines of absent documents.

    `passages` are those that sections cite directly.
    """
    segments: dict[str, str] = {}
    claims: dict[str, str] = {}
    for claim in records.claims:
        named = {locator.document for locator in (*claim.evidence, *claim.via)}
        if verified(claim, documents):
            claims[claim.id] = claim_digest(claim)
        elif not named <= documents.keys() and claim.id in old.claims:
            claims[claim.id] = old.claims[claim.id]
    leaning = (locator for claim in records.claims for locator in (*claim.evidence, *claim.via))
    for locator in (*leaning, *passages):
        name = str(locator.segment)
        document = documents.get(locator.document)
        text = document.segment_text(locator.segment) if document else None
        if text is not None:
            segments[name] = segment_digest(text)
        elif document is None and name in old.segments:
            segments[name] = old.segments[name]
    return Lock(segments=segments, claims=claims, places={})
