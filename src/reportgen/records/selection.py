"""The records that an edition holds: all records and its filters in, those that it keeps out.

Filters of one kind leave the others alone, save that no record is kept that names one that is left out, and none
whose evidence lies in a document that is left out. A record without evidence goes with a document that it speaks of
by its id, if the id has a digit and so is no word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from reportgen.editions import DOCUMENTS, Filter
from reportgen.records.record import LeftOut, Record, Records
from reportgen.records.schema import SCHEMAS, Field, Holds

# Fields that hold several values, separated by semicolons: a filter asks for any of them.
_SEVERAL = frozenset({Holds.NAMES, Holds.DOCUMENTS})
# What a filter can be about: lists of items are none.
_FILTERABLE = frozenset(Holds) - {Holds.LOCATORS, Holds.ITEMS, Holds.ITEM, Holds.TEXTS}
_WORD = re.compile(r"(?<![\w-])[A-Za-z][A-Za-z0-9-]*(?![\w-])")
_REVIEW = "review"
_ACCEPTED = "accepted"


def filterable(kind: str) -> tuple[str, ...]:
    """Return the fields of a kind that a filter can ask for; none of a kind that does not exist."""
    fields = SCHEMAS[kind].fields if kind in SCHEMAS else {}
    return tuple(name for name, field in fields.items() if field.holds in _FILTERABLE)


def values_of(record: Record, name: str) -> tuple[str, ...]:
    """Return what a record has in a field, for filters; what a person wrote counts as accepted."""
    value = record.text(name)
    if name == _REVIEW:
        return (record.review or _ACCEPTED,)
    if value is None:
        return ()
    if SCHEMAS[record.kind].fields.get(name, Field()).holds in _SEVERAL:
        return tuple(map(str, value.parts(";")))
    return (str(value.strip()),)


def asked_of(each: Filter, kind: str) -> bool:
    """Whether a filter is about the records of a kind; one of every kind is not about the documents themselves."""
    return each.kind == kind or (not each.kind and kind != DOCUMENTS[0] and each.field in SCHEMAS[kind].fields)


def select(records: Records, filters: tuple[Filter, ...]) -> Records:
    """Return the records that all filters keep, in their order; the others are `left_out`, each with the reason."""
    if not filters:
        return records
    why: dict[str, str] = {}
    for kind, group in records.by_kind.items():
        asked = [each for each in filters if asked_of(each, kind)]
        for record in group:
            for each in asked:
                if not set(values_of(record, each.field)) & set(each.values):
                    why.setdefault(record.id, str(each))
    _add_dependent(records, why)
    by_kind = {
        kind: kept for kind, group in records.by_kind.items() if (kept := tuple(r for r in group if r.id not in why))
    }
    return Records(
        by_kind=by_kind,
        by_id={id_: record for id_, record in records.by_id.items() if id_ not in why},
        complete=records.complete,
        left_out={id_: LeftOut(record=records.by_id[id_], why=reason) for id_, reason in why.items()},
    )


def _add_dependent(records: Records, why: dict[str, str]) -> None:
    """Add to those left out the records that name one of them, until no more do."""
    told = {record.id for record in records.of(DOCUMENTS[0]) if any(map(str.isdigit, record.id))}
    names = {
        record.id: frozenset(_named(record)) | (_told(record) & told)
        for group in records.by_kind.values()
        for record in group
    }
    found = True
    while found:
        found = False
        for id_, named in names.items():
            if id_ not in why and (lost := sorted(named & why.keys())):
                why[id_] = why[lost[0]] if records.by_id[lost[0]].kind == DOCUMENTS[0] else f"it names '{lost[0]}'"
                found = True


def _named(record: Record) -> Iterator[str]:
    """Give the ids of the records and documents that a record needs."""
    for claim in record.claims:
        yield from (locator.document for locator in (*claim.evidence, *claim.via))
    yield from _named_in(record.fields, SCHEMAS[record.kind].fields)


def _told(record: Record) -> frozenset[str]:
    """Return the words of a record without passages, such as a gap: it may speak of a document by its id."""
    if record.claims or record.kind == DOCUMENTS[0]:
        return frozenset()
    texts = (value for value in record.fields.values() if isinstance(value, str))
    return frozenset(word for text in texts for word in _WORD.findall(text))


def _named_in(fields: Mapping[str, object], schema: Mapping[str, Field]) -> Iterator[str]:
    for name, field in schema.items():
        value = fields.get(name)
        items = value if isinstance(value, tuple) else (value,)
        if field.items is not None:
            for item in items:
                if isinstance(item, Mapping):
                    yield from _named_in(item, field.items)
        elif isinstance(value, str) and field.holds in {Holds.REFERENCE, Holds.DOCUMENT, Holds.DOCUMENTS}:
            yield from (part for each in value.split(";") if (part := each.strip()))
