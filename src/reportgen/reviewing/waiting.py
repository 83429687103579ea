"""What waits for a person, in the order in which the documents can be read once."""

from __future__ import annotations

from dataclasses import dataclass

from reportgen.records import SCHEMAS, Record, Records
from reportgen.records.share import SEVERAL, document_of

# What speaks of all documents comes when these have been read.
_LAST = ("people", "organisations", "comparisons")


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """What is wanted: records of a kind, of a document; empty for all."""

    kind: str = ""
    document: str = ""

    def takes(self, record: Record) -> bool:
        """Whether a record is wanted."""
        documents = {document_of(record), *(locator.document for locator in record.evidence)}
        return (not self.kind or record.kind == self.kind) and (not self.document or self.document in documents)


def waiting(records: Records, wanted: Filter | None = None) -> tuple[str, ...]:
    """Return the ids of the proposed records, by document and place in it; what speaks of several comes last."""
    wanted = wanted or Filter()
    order = {record.id: number for number, record in enumerate(records.of("documents"))}
    kinds = {kind: number for number, kind in enumerate(SCHEMAS)}

    def key(record: Record) -> tuple[bool, int, bool, int, int, int, int]:
        document = document_of(record)
        last = document == SEVERAL or record.kind in _LAST
        first = record.evidence[0] if record.evidence else None
        return (
            last,
            -1 if last else order.get(document, len(order)),
            first is not None and first.note,
            first.number if first is not None and not last else 0,
            first.span[0] if first is not None and first.span and not last else 0,
            kinds[record.kind],
            record.place.line or 0,
        )

    found = [r for group in records.by_kind.values() for r in group if r.proposed and wanted.takes(r)]
    return tuple(record.id for record in sorted(found, key=key))
