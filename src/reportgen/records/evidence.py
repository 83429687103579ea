"""Hold every claim against the passages it names.

With the documents at hand a claim's locators, digests and values are checked; without them the
claim is compared with `data/evidence.lock`, which says what was verified before.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from reportgen.cache import Pieces, Plain, digest_of, pack_diagnostics, pack_node, unpack_diagnostics
from reportgen.codes import diagnose
from reportgen.diagnostics import Diagnostic, Place, Related, Severity
from reportgen.documents import Document, Locator
from reportgen.records.coherence import check_coherence, check_note_numbers, check_record_document, check_repeats
from reportgen.records.drift import Drift, find_drift, missing_lines, report_drift, uses_of
from reportgen.records.form import check_field
from reportgen.records.holding import Fault, check_claim
from reportgen.records.lock import LOCK_FILE, Lock
from reportgen.records.locking import (
    UPDATE,
    Standing,
    check_locked,
    field_digests,
    fields_of,
    locked_fields,
    passage_doubt,
    segment_digest,
    sentence_digests,
    standings,
    unneeded,
)
from reportgen.records.passages import Passages
from reportgen.records.record import Claim, Record, Records
from reportgen.records.schema import SCHEMAS, Holds
from reportgen.records.sources import Sources

__all__ = ["check_evidence", "lock_of", "passage_doubt", "segment_digest", "unneeded", "verified"]

LOCATORS = frozenset({"evidence", "via"})


def check_evidence(
    records: Records,
    documents: Mapping[str, Document],
    lock: Lock,
    quotation_words: int,
    kept: Pieces | None = None,
) -> tuple[Diagnostic, ...]:
    """Check every claim; `documents` holds those that are at hand.

    `kept` has what was found in claims against these very documents, as `documents.yaml` has them.
    """
    return tuple(_check(records, documents, lock, quotation_words, kept))


def _check(
    records: Records, documents: Mapping[str, Document], lock: Lock, quotation_words: int, kept: Pieces | None
) -> Iterator[Diagnostic]:
    passages = Passages(documents)
    uses = uses_of(records.claims)
    drift = find_drift(uses, passages, lock)
    sources = Sources(passages, records)
    differ = standings(records, lock)

    def fails(claim: Claim) -> tuple[str, ...]:
        faults = check_claim(claim, passages) if passages.all_of(claim) else ()
        return tuple(f"'{fault.field}' of {claim.id}" for fault in faults)

    yield from report_drift(drift, uses, records, passages, lock, fails)
    yield from missing_lines(uses, differ, lock)
    repeats = tuple(check_repeats(records))
    yield from repeats
    repeated = {d.place for d in repeats}
    numbers = tuple(check_note_numbers(records))
    yield from numbers
    miscounted = {d.place for d in numbers}
    if not lock.places and lock.complete and len(records.claims) > 1:
        yield diagnose("REC218", f"no evidence has been locked in {LOCK_FILE}", Place(file=LOCK_FILE), hint=UPDATE,
                       severity=Severity.WARNING if documents else Severity.ERROR)  # fmt: skip
        lock = replace(lock, complete=False)
    for group in records.by_kind.values():
        for record in group:
            yield from check_record_document(record)
            for claim in record.claims:
                yield from _check_length(claim, quotation_words)
                standing = differ.get(claim.id)
                if record.place in repeated and standing and standing.name is None:
                    standing = None  # not locked, but it should not be there at all
                found = _check_one(record, claim, sources, drift, standing, lock, records, kept)
                yield from (d for d in found if d.place not in miscounted)


def _broken_fields(claim: Claim, records: Records) -> Iterator[str]:
    """Give the fields of which something was said when they were read: their form, or what they name."""
    documents = {record.id for record in records.of("documents")}
    for key, field in fields_of(claim).items():
        value = claim.fields.text(key)
        if any(check_field(claim.fields, key, field)):
            yield key
        elif value is None:
            continue
        elif field.holds is Holds.LOCATORS:
            if any(
                locator.document not in documents for locator in (claim.evidence if key == "evidence" else claim.via)
            ):
                yield key
        elif field.holds is Holds.DOCUMENT or field.holds is Holds.DOCUMENTS:
            if any(part not in documents for part in value.parts(";")):
                yield key
        elif field.holds is Holds.REFERENCE and value.strip() not in records.by_id:
            yield key


def _check_one(
    record: Record,
    claim: Claim,
    sources: Sources,
    drift: Drift,
    standing: Standing | None,
    lock: Lock,
    records: Records,
    kept: Pieces | None,
) -> Iterator[Diagnostic]:
    """Check one claim by itself, against its passages if they are at hand, and against the lock."""
    edited = frozenset(standing.fields) if standing else frozenset()
    passages = sources.passages
    leaning = (*claim.evidence, *claim.via)
    at_hand = passages.all_of(claim)
    if any(locator in drift.to for locator in leaning):
        return  # whatever else is wrong is so because the locator is
    if at_hand:
        faults = _held(claim, sources, kept)
    else:
        faults = [Fault(*found) for found in check_coherence(claim)]
        if edited:  # the lock knows which of two fields that contradict each other was edited
            faults = [fault for fault in faults if fault.diagnostic.code != "REC229"]
    if any(locator in drift for locator in leaning):
        faults = [fault for fault in faults if fault.field in edited]
    if not faults and standing is None:
        return
    # Of some fields something was said when they were read; it is not said twice.
    told = set(_broken_fields(claim, records))
    faults = [fault for fault in faults if fault.field not in told and not told & LOCATORS]
    if "document" in edited and not edited & LOCATORS:
        faults = [_by_the_document(claim, fault) for fault in faults if "document" not in told]
    if edited & LOCATORS and not any(fault.field in edited for fault in faults):
        faults = _by_the_locator(claim, faults, edited)
    yield from (fault.diagnostic for fault in faults)
    told |= {fault.field for fault in faults}
    told |= {"wording", "unit"} if "value" in told else set()
    told |= LOCATORS if told & LOCATORS else set()
    severity = Severity.WARNING if at_hand else Severity.ERROR
    if standing and standing.renamed and any(check_field(record.fields, "id", SCHEMAS[record.kind].fields["id"])):
        return
    yield from check_locked(claim, standing, lock, severity, record.place, frozenset(told))


def _held(claim: Claim, sources: Sources, kept: Pieces | None) -> list[Fault]:
    """Hold a claim against its passages, all of which are at hand, or tell what was found in it before."""

    def hold() -> tuple[list[Fault], Mapping[str, bool]]:
        sources.asked = {}
        faults = [Fault(*found) for found in check_coherence(claim)]
        if not any(fault.field in LOCATORS for fault in faults):
            # The passages decide which of two fields that contradict each other is wrong.
            faults = list(check_claim(claim, sources.passages)) or faults
            faults = faults or [Fault(*found) for found in sources.check(claim)]
        return faults, sources.asked

    if kept is None:
        return hold()[0]
    key = digest_of((claim.kind, claim.id, claim.fields.place.file, pack_node(claim.fields)))
    return kept.fetch(
        key, hold, _pack_held, _unpack_held,
        holds=lambda held: all(sources.is_written_again(word) == again for word, again in held[1].items()),
    )[0]  # fmt: skip


def _pack_held(held: tuple[list[Fault], Mapping[str, bool]]) -> Plain:
    faults, asked = held
    return [fault.field for fault in faults], pack_diagnostics(fault.diagnostic for fault in faults), dict(asked)


def _unpack_held(plain: Plain) -> tuple[list[Fault], Mapping[str, bool]]:
    fields, found, asked = plain
    return [Fault(*both) for both in zip(fields, unpack_diagnostics(found), strict=True)], asked


def _by_the_document(claim: Claim, fault: Fault) -> Fault:
    """Report evidence from another document where somebody changed the document, not the evidence."""
    value = claim.fields.text("document")
    if fault.diagnostic.code != "REC231" or value is None or fault.diagnostic.place is None:
        return fault
    place = value.stripped().place
    related = (Related(message="the evidence is here", place=fault.diagnostic.place),)
    return Fault("document", replace(
        fault.diagnostic, place=place, end_line=place.line, end_column=(place.column or 0) + len(value.strip()),
        related=related,
    ))  # fmt: skip


def _by_the_locator(claim: Claim, faults: list[Fault], edited: frozenset[str]) -> list[Fault]:
    """Report faults of values that nobody edited at the locator that somebody did, all as one."""
    if not faults:
        return []
    key = "evidence" if "evidence" in edited else "via"
    value = claim.fields.text(key)
    if value is None:
        return faults
    related = tuple(
        Related(message=fault.diagnostic.message, place=fault.diagnostic.place)
        for fault in faults
        if fault.diagnostic.place
    )
    place = value.stripped().place
    first = faults[0].diagnostic
    moved = replace(
        first, place=place, end_line=place.line, end_column=(place.column or 0) + len(value.strip()),
        related=(*first.related, *related),
    )  # fmt: skip
    return [Fault(key, moved)]


def verified(claim: Claim, documents: Mapping[str, Document]) -> bool:
    """Whether the documents at hand bear a claim out in every checked field."""
    passages = Passages(documents)
    return passages.all_of(claim) and not any(check_claim(claim, passages))


def _check_length(claim: Claim, limit: int) -> Iterator[Diagnostic]:
    for key, field in fields_of(claim).items():
        value = claim.fields.text(key)
        if field.holds is Holds.QUOTED and value and len(value.split()) > limit:
            message = f"quotation of {len(value.split())} words; the limit is {limit}"
            yield diagnose("REC216", message, value.place, length=len(value))


def lock_of(
    records: Records,
    documents: Mapping[str, Document],
    old: Lock,
    passages: Iterable[Locator] = (),
    quotations: Mapping[str, str] | None = None,
    sentences: Mapping[str, tuple[str, ...]] | None = None,
) -> Lock:
    """Return the lock that fits the records: verified claims, and old lines of absent documents.

    `passages` are those that sections cite directly, `quotations` the words that sections quote: digest to first
    words; `sentences` those that are typed.
    """
    at_hand = Passages(documents)
    segments: dict[str, str] = {}
    pieces: dict[str, tuple[str, ...]] = {}
    claims: dict[str, Mapping[str, str]] = {}
    for claim in records.claims:
        if at_hand.all_of(claim):
            if not any(check_claim(claim, at_hand)):
                claims[claim.id] = field_digests(claim)
        elif (before := locked_fields(claim, old)) is not None:
            claims[claim.id] = before
    leaning = (locator for claim in records.claims for locator in (*claim.evidence, *claim.via))
    for whole in dict.fromkeys(locator.segment for locator in (*leaning, *passages)):
        name = str(whole)
        digest = at_hand.digest(whole)
        if digest is not None:
            segments[name] = digest
            pieces[name] = sentence_digests(at_hand.text(whole) or "")
        elif whole.document not in documents and name in old.segments:
            segments[name] = old.segments[name]
            pieces[name] = old.pieces.get(name, ())
    return Lock(segments=segments, pieces=pieces, claims=claims, quotations=quotations or {}, sentences=sentences or {})
