"""What the documents gave -> rows of records, entries of the bibliography, and the ledger of proposals."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from reportgen.drafting.catalogue import document_rows
from reportgen.drafting.comparisons import comparison_rows
from reportgen.drafting.gaps import gap_rows
from reportgen.drafting.names import name_rows
from reportgen.drafting.proposal import Gathered, Proposal
from reportgen.drafting.rows import Content, Ids, Row, locators
from reportgen.drafting.works import Work, note_rows, works_of
from reportgen.records.ledger import Decision, Entry, fingerprint
from reportgen.records.schema import SCHEMAS

_STEMS = {"indicators": "in", "events": "ev", "projects": "pr", "statements": "st", "sentences": "se"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Assembled:
    """All records and works of a draft. `withheld` are rows that fail a check of our own, with its code.

    `plain` are the documents of whose entry in the bibliography a check objects to more than title and file.
    """

    rows: tuple[Row, ...]
    works: tuple[Work, ...]
    withheld: tuple[tuple[Row, str], ...] = ()
    plain: frozenset[str] = frozenset()

    def of(self, kind: str) -> tuple[Row, ...]:
        """Return the rows of a kind."""
        return tuple(row for row in self.rows if row.kind == kind)

    def without(self, rows: Mapping[str, str]) -> Assembled:
        """Withhold rows by id, each for the code that is given."""
        gone = tuple((row, rows[row.id]) for row in self.rows if row.id in rows)
        kept = tuple(row for row in self.rows if row.id not in rows)
        return replace(self, rows=kept, withheld=(*self.withheld, *gone))

    def entries(self) -> Iterator[Entry]:
        """Give the ledger's entry of each proposal."""
        for row in self.rows:
            yield Entry(fingerprint=row.fingerprint, record=row.id, decision=Decision.PROPOSED)
        for row, code in self.withheld:
            yield Entry(fingerprint=row.fingerprint, record=row.id, decision=Decision.WITHHELD, reason=code)


def assemble(
    documents: Sequence[tuple[str, Gathered]], unread: Sequence[Gathered], ids: Ids, taken_keys: Iterable[str] = ()
) -> Assembled:
    """Make records of all that the documents gave; `documents` are ids with what each gave."""
    order = [id_ for id_, _ in documents]
    works = works_of([(id_, document.cited) for id_, document in documents], taken_keys)
    proposed = tuple(_proposals(documents, ids))
    rows = (
        *document_rows(documents),
        *(row for row, fault in proposed if not fault),
        *name_rows([(id_, document.named) for id_, document in documents], ids),
        *comparison_rows(documents, ids),
        *gap_rows(documents, unread, ids),
        *note_rows(works, order, ids),
    )
    withheld = tuple((row, fault) for row, fault in proposed if fault)
    everything = tuple(_told_apart((*rows, *(row for row, _ in withheld))))
    faults = [fault for _, fault in withheld]
    return Assembled(
        rows=everything[: len(rows)], works=works, withheld=tuple(zip(everything[len(rows) :], faults, strict=True))
    )


def _proposals(documents: Sequence[tuple[str, Gathered]], ids: Ids) -> Iterator[tuple[Row, str]]:
    for id_, document in documents:
        for made in document.proposals:
            yield _row(id_, made, ids), made.fault


def _row(document: str, made: Proposal, ids: Ids) -> Row:
    fields: dict[str, Content] = {**made.fields, "evidence": locators(document, made.evidence), "review": "proposed"}
    if made.via:
        fields["via"] = locators(document, made.via)
    if "document" in SCHEMAS[made.kind].fields:
        fields["document"] = document
    return Row(
        kind=made.kind,
        id=ids.number(f"{_STEMS[made.kind]}-{document.lower()}"),
        fields=fields,
        fingerprint=fingerprint(made.kind, document, made.passage, made.span),
    )


def _told_apart(rows: Iterable[Row]) -> Iterator[Row]:
    """Give rows that are made from the same words of equal passages each a fingerprint of its own."""
    count: dict[str, int] = {}
    for row in rows:
        number = count[row.fingerprint] = count.get(row.fingerprint, 0) + 1
        if number == 1:
            yield row
        else:
            again = hashlib.sha256(f"{row.fingerprint} {number}".encode()).hexdigest()[:16]
            yield replace(row, fingerprint=again)
