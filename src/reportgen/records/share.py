"""How much of what was extracted a person has looked at: counts, as a whole, by kind and by document."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from reportgen.records.ledger import Decision, Ledger
from reportgen.records.record import Record, Records
from reportgen.records.schema import SCHEMAS

# How the ids of proposed records begin: they say the kind also where the record is no longer there.
PREFIXES: Mapping[str, str] = {
    "in": "indicators", "ev": "events", "pr": "projects", "st": "statements", "pe": "people", "or": "organisations",
    "se": "sentences", "co": "comparisons", "gap": "gaps", "no": "notes",
}  # fmt: skip
# The document of what leans on several of them, or on none.
SEVERAL = ""
_ID = re.compile(r"(?P<prefix>[a-z]+)-(?P<rest>.+?)(?:-\d+)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """Counts of extracted items.

    `proposed_total` are those that stand in the records, `reviewed` those of them that a person accepted, as they
    were or edited; `rejected` and `withheld` do not stand there. `written` are records that a person wrote, which
    need no review. The parts have no parts themselves; `by_document` has `SEVERAL` for what has not one document.
    """

    reviewed: int = 0
    proposed_total: int = 0
    withheld: int = 0
    rejected: int = 0
    written: int = 0
    by_kind: Mapping[str, Share] = field(default_factory=dict)
    by_document: Mapping[str, Share] = field(default_factory=dict)

    @property
    def open(self) -> int:
        """How many nobody has looked at."""
        return self.proposed_total - self.reviewed

    @property
    def percent(self) -> int:
        """The share reviewed, rounded down, so that 100 means all of them; 100 where there is nothing to review."""
        return 100 * self.reviewed // self.proposed_total if self.proposed_total else 100


def review_share(records: Records, ledger: Ledger) -> Share:
    """Count the records by how they came about, and the proposals that are no longer among them."""
    counts = Counter(_cells(records, ledger))
    kinds = dict.fromkeys(kind for kind, _, _ in counts)
    documents = dict.fromkeys([*(r.id for r in records.of("documents")), *(document for _, document, _ in counts)])
    known = {document for _, document, _ in counts}
    return _share(
        counts,
        by_kind={
            kind: _share({cell: n for cell, n in counts.items() if cell[0] == kind})
            for kind in (*(kind for kind in SCHEMAS if kind in kinds), *(kind for kind in kinds if kind not in SCHEMAS))
        },
        by_document={
            document: _share({cell: n for cell, n in counts.items() if cell[1] == document})
            for document in documents
            if document in known
        },
    )


def document_of(record: Record) -> str:
    """Return the one document that a record speaks of or leans on, `SEVERAL` when there is not just one."""
    if record.kind == "documents":
        return record.id
    if (named := record.text("document")) is not None:
        return str(named.stripped())
    there = {locator.document for locator in record.evidence}
    return there.pop() if len(there) == 1 else SEVERAL


_Cell = tuple[str, str, str]


def _cells(records: Records, ledger: Ledger) -> Iterator[_Cell]:
    """Give kind, document and the name of a count for each record, and for each proposal that is none."""
    for kind, group in records.by_kind.items():
        for record in group:
            yield kind, document_of(record), record.review or "written"
    documents = {record.id.casefold(): record.id for record in records.of("documents")}
    lost = {id_.casefold() for id_ in records.lost_documents}
    for entry in ledger.rows:
        if entry.decision in {Decision.REJECTED, Decision.WITHHELD} and entry.record not in records.by_id:
            found = _ID.fullmatch(entry.record)
            if found and found["rest"].casefold() in lost:  # of a document that an edition does not hold
                continue
            kind = PREFIXES.get(found["prefix"], "") if found else ""
            yield kind, documents.get(found["rest"].casefold(), SEVERAL) if found else SEVERAL, entry.decision


def _share(
    counts: Mapping[_Cell, int],
    by_kind: Mapping[str, Share] | None = None,
    by_document: Mapping[str, Share] | None = None,
) -> Share:
    total = Counter[str]()
    for (_, _, name), number in counts.items():
        total[name] += number
    return Share(
        reviewed=total[Decision.ACCEPTED], proposed_total=total[Decision.ACCEPTED] + total[Decision.PROPOSED],
        withheld=total[Decision.WITHHELD], rejected=total[Decision.REJECTED], written=total["written"],
        by_kind=by_kind or {}, by_document=by_document or {},
    )  # fmt: skip
