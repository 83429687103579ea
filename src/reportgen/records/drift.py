"""Passages that are no longer what was verified: moved, reworded or gone.

One cause gives one diagnostic: each passage is told once, however many claims lean on it, and a document in
which many passages moved or changed together once as a whole.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from reportgen.codes import diagnose
from reportgen.diagnostics import Diagnostic, Place, Related
from reportgen.documents import Locator
from reportgen.documents.locator import parse_locator
from reportgen.records.lock import LOCK_FILE, Lock, place_of
from reportgen.records.locking import Standing, sentence_digests, sentences
from reportgen.records.passages import Passages
from reportgen.records.record import Claim, Records

# So many passages of a document that moved by one distance, or changed, are told together.
_TOGETHER = 3
_SHOWN = 5
_QUOTED_WORDS = 14


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """A place where a claim names a passage."""

    claim: Claim
    locator: Locator
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Drift:
    """What became of the passages since they were locked. `to` says where moved ones stand now."""

    to: Mapping[Locator, Locator] = field(default_factory=dict)
    changed: tuple[Locator, ...] = ()
    gone: tuple[Locator, ...] = ()

    def __contains__(self, locator: Locator) -> bool:
        """Whether a passage, or a span of one, is not what it was."""
        whole = locator.segment
        return whole in self.to or whole in self.changed or whole in self.gone


def uses_of(claims: Iterable[Claim]) -> Mapping[Locator, list[Use]]:
    """Return where each passage is named, by whole passages in the order of the records."""
    found: dict[Locator, list[Use]] = {}
    for claim in claims:
        for key in ("evidence", "via"):
            value = claim.fields.text(key)
            for part in value.parts(";") if value else ():
                locator = parse_locator(part)
                if locator is not None:
                    found.setdefault(locator.segment, []).append(Use(claim=claim, locator=locator, place=part.place))
    return found


def find_drift(uses: Mapping[Locator, list[Use]], passages: Passages, lock: Lock) -> Drift:
    """Compare the passages at hand with what they were when the evidence was locked."""
    to: dict[Locator, Locator] = {}
    changed: list[Locator] = []
    gone: list[Locator] = []
    for whole in uses:
        locked = lock.segments.get(str(whole))
        if locked is None or whole.document not in passages.documents:
            continue
        digest = passages.digest(whole)
        if digest == locked:
            continue
        moved = passages.with_digest(locked, whole)
        if moved is not None:
            to[whole] = moved
        elif digest is None:
            gone.append(whole)
        else:
            changed.append(whole)
    return Drift(to=to, changed=tuple(changed), gone=tuple(gone))


def report_drift(
    drift: Drift,
    uses: Mapping[Locator, list[Use]],
    records: Records,
    passages: Passages,
    lock: Lock,
    fails: Callable[[Claim], tuple[str, ...]],
) -> Iterator[Diagnostic]:
    """Report what moved, changed or went; `fails` says which values of a claim no longer hold."""
    together: dict[tuple[str, bool, int], list[Locator]] = {}
    for old, new in drift.to.items():
        if old.note == new.note:
            together.setdefault((old.document, old.note, new.number - old.number), []).append(old)
    told: set[Locator] = set()
    for (document, _, shift), olds in together.items():
        if len(olds) >= _TOGETHER:
            told.update(olds)
            yield _shifted(document, shift, sorted(olds), uses, records)
    for old, new in drift.to.items():
        if old not in told:
            yield _one(old, f"the passage is now {new}", uses, lock)
    for name, group in (("changed", drift.changed), ("gone", drift.gone)):
        for document in dict.fromkeys(locator.document for locator in group):
            here = [locator for locator in group if locator.document == document]
            if len(here) >= 2 * _TOGETHER:
                yield _replaced(document, name, here, uses, records)
                continue
            for locator in here:
                hint = "the document no longer has it" if name == "gone" else _what_changed(locator, passages, lock)
                broken = [what for use in uses[locator] for what in fails(use.claim)] if name == "changed" else []
                more = f"; no longer there: {', '.join(dict.fromkeys(broken))}" if broken else ""
                yield _one(locator, hint + more, uses, lock)


def _one(locator: Locator, hint: str, uses: Mapping[Locator, list[Use]], lock: Lock) -> Diagnostic:
    first, *others = uses[locator]
    related = (
        *(Related(message=f"{use.claim.id} leans on it too", place=use.place) for use in others[:_SHOWN]),
        Related(message="locked here", place=lock.places[str(locator)]),
    )
    message = f"{first.locator} is not the passage that was verified"
    return diagnose("REC211", message, first.place, hint=hint, related=related, length=len(str(first.locator)))


def _shifted(
    document: str, shift: int, olds: list[Locator], uses: Mapping[Locator, list[Use]], records: Records
) -> Diagnostic:
    first, last = olds[0], olds[-1]
    what = "note" if first.note else "block"
    distance = f"{abs(shift)} {what}{'s' if abs(shift) > 1 else ''} {'later' if shift > 0 else 'earlier'}"
    now = f"{_number(first, shift)} to {_number(last, shift)}"
    named = [use for old in olds for use in uses[old]]
    message = f"{len(olds)} verified passages of {document}, {first} to {last}, stand {distance} now"
    hint = f"restore the document, or give {len(named)} locators their new numbers, {now}, and verify --update"
    related = tuple(Related(message=f"{use.locator} is named here", place=use.place) for use in named[:_SHOWN])
    return diagnose("REC211", message, _document_place(document, records, named[0].place), hint=hint, related=related)


def _number(locator: Locator, shift: int) -> str:
    return f"{'n' if locator.note else 'p'}{locator.number + shift}"


def _replaced(
    document: str, how: str, here: list[Locator], uses: Mapping[Locator, list[Use]], records: Records
) -> Diagnostic:
    named = [use for locator in here for use in uses[locator]]
    names = ", ".join(str(locator) for locator in here[:_SHOWN])
    more = f" and {len(here) - _SHOWN} more" if len(here) > _SHOWN else ""
    what = "have other words" if how == "changed" else "are gone"
    message = f"{len(here)} verified passages of {document} {what}: {names}{more}"
    hint = "restore the edition that was verified, or read these again and run reportgen verify --update"
    related = tuple(
        Related(message=f"{use.claim.id} leans on {use.locator}", place=use.place) for use in named[:_SHOWN]
    )
    return diagnose("REC211", message, _document_place(document, records, named[0].place), hint=hint, related=related)


def _document_place(document: str, records: Records, default: Place) -> Place:
    record = records.by_id.get(document)
    return record.place if record is not None and record.kind == "documents" else default


def _what_changed(locator: Locator, passages: Passages, lock: Lock) -> str:
    text = passages.text(locator) or ""
    before = lock.pieces.get(str(locator), ())
    now = list(zip(sentence_digests(text), sentences(text), strict=True))
    new = [piece for digest, piece in now if digest not in before]
    if not before or len(new) > 2:
        return "its words have changed; read it again"
    if not new:
        return "a sentence of it is missing now, or stands elsewhere in it; read it again"
    words = " ".join(new).split()
    shown = " ".join(words[:_QUOTED_WORDS]) + (" …" if len(words) > _QUOTED_WORDS else "")
    return f"its words have changed; read this again: {shown}"


def missing_lines(
    uses: Mapping[Locator, list[Use]], standings: Mapping[str, Standing], lock: Lock
) -> Iterator[Diagnostic]:
    """Report passages that are not locked though a claim is, just as it leans on them: their lines were lost."""
    if not lock.complete:
        return
    lost = [
        (locator, use)
        for locator, named in uses.items()
        if str(locator) not in lock.segments
        for use in [next((use for use in named if _locked_on(use.claim, standings, lock)), None)]
        if use is not None
    ]
    if not lost:
        return
    names = ", ".join(str(locator) for locator, _ in lost[:_SHOWN])
    more = f" and {len(lost) - _SHOWN} more" if len(lost) > _SHOWN else ""
    first, use = lost[0]
    related = (Related(message=f"{use.claim.id} leans on {first}", place=use.place),)
    message = f"{LOCK_FILE} has lost the line of {names}{more}"
    hint = "run reportgen verify --update with the documents at hand"
    yield diagnose("REC225", message, place_of(lock, str(first)), hint=hint, related=related)


def _locked_on(claim: Claim, standings: Mapping[str, Standing], lock: Lock) -> bool:
    return claim.id in lock.claims and claim.id not in standings
