"""Rules on what nobody has looked at: a judgement stands only on what a person has reviewed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from reportgen.checks.report import Report, Rule
from reportgen.codes import diagnose
from reportgen.diagnostics import Diagnostic, Related
from reportgen.documents import Locator
from reportgen.records import Claim, Record
from reportgen.records.matching import fold
from reportgen.values import Value

_JUDGING = "judgements"
_SHOWN = 3
# Fields that hold the words of a document.
_WORDS = ("quote", "wording", "phrase", "against")


def judgements_on_the_unreviewed(report: Report) -> Iterator[Diagnostic]:
    """Warn of a judgement that nobody has looked at, or that leans on records that nobody has looked at.

    A point leans on a record of the same passage that has the same words, and on the records of its passage where
    none of them has been reviewed or written by a person.
    """
    records = report.records
    if not any(record.proposed for group in records.by_kind.values() for record in group):
        return
    by_passage: dict[Locator, list[Record]] = {}
    for kind, group in records.by_kind.items():
        for record in group if kind != _JUDGING else ():
            for locator in record.evidence:
                by_passage.setdefault(locator.segment, []).append(record)
    for record in records.of(_JUDGING):
        if record.proposed:
            message = f"nobody has looked at the judgement '{record.id}'"
            yield diagnose("REC242", message, record.place, length=len(record.id))
            continue
        for claim in record.claims:
            if leaned_on := tuple(_leaned_on(claim, by_passage)):
                names = ", ".join(f"'{other.id}'" for other in leaned_on[:_SHOWN])
                more = f" and {len(leaned_on) - _SHOWN} more" if len(leaned_on) > _SHOWN else ""
                message = f"the judgement '{record.id}' leans on what nobody has looked at: {names}{more}"
                related = tuple(Related(message="not reviewed", place=other.place) for other in leaned_on[:_SHOWN])
                evidence = claim.fields.text("evidence")
                place = evidence.stripped().place if evidence is not None else record.place
                yield diagnose("REC242", message, place, related=related, hint="run reportgen review")


def _leaned_on(claim: Claim, by_passage: Mapping[Locator, list[Record]]) -> Iterator[Record]:
    said = fold(" ".join(str(value) for value in claim.fields.values() if isinstance(value, Value)))
    there = {record.id: record for locator in claim.evidence for record in by_passage.get(locator.segment, ())}
    seen = any(not record.proposed for record in there.values())
    for record in there.values():
        if record.proposed and (not seen or any(_meet(said, record.text(name)) for name in _WORDS)):
            yield record


def _meet(said: str, words: Value | None) -> bool:
    """Whether a point has the words of a record."""
    return words is not None and fold(str(words)) in said


RULES: tuple[Rule, ...] = (judgements_on_the_unreviewed,)
