"""What waits for a review as plain values, for programs: the record, its fields, its passages with its words."""

from __future__ import annotations

import json
from collections.abc import Iterator

from reportgen.records.share import document_of
from reportgen.reviewing.passages import passages_of
from reportgen.reviewing.review import Review
from reportgen.reviewing.waiting import Filter, waiting
from reportgen.values import Value


def listed(review: Review, wanted: Filter) -> Iterator[str]:
    """Give a JSON object for each proposed record, in the order of the review.

    `words` are spans in `text`, half-open, in characters from 0; `text` is null where the document is not at hand.
    """
    for id_ in waiting(review.records, wanted):
        record = review.records.by_id[id_]
        passages = [
            {"locator": str(each.locator), "text": each.text, "words": [list(span) for span in each.spans]}
            for each in passages_of(record, review.documents)
        ]
        fields = {name: str(value) for name, value in record.fields.items() if isinstance(value, Value) and value}
        entry = review.ledger.by_record.get(id_)
        found = {
            "record": id_, "fingerprint": entry.fingerprint if entry else None, "kind": record.kind,
            "document": document_of(record), "file": record.place.file, "line": record.place.line, "fields": fields,
            "passages": passages,
        }  # fmt: skip
        yield json.dumps(found, ensure_ascii=False)
