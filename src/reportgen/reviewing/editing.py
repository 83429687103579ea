"""One record of a file: read alone, changed alone, and checked as `reportgen check` checks it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from reportgen.diagnostics import Diagnostic
from reportgen.records import SCHEMAS, Record, Records
from reportgen.records.evidence import check_evidence
from reportgen.records.files import read_csv, read_yaml
from reportgen.records.lock import Lock
from reportgen.records.read import record_of
from reportgen.records.registers import REGISTERS
from reportgen.reviewing import items, rows
from reportgen.reviewing.rows import CannotEditError
from reportgen.values import Tree, Value

if TYPE_CHECKING:
    from reportgen.reviewing.review import Review

# What an edit never touches: the name by which the ledger knows the record, and the state that a decision sets.
_FIXED = frozenset({"id", "review"})
# Names that stand in these may stand in other records.
_KNOWN = ("documents", "glossary", *REGISTERS)


def fields_to_edit(record: Record) -> tuple[str, ...]:
    """Return the fields of a record that can be edited one by one: single texts, in the order of its schema."""
    file = record.place.file
    there = [
        name
        for name, field in SCHEMAS[record.kind].fields.items()
        if field.items is None
        and name not in _FIXED
        and isinstance(record.field(name) or Value("", record.place), Value)
    ]
    return tuple(name for name in there if name in record.fields or not file.endswith(".csv"))


def changed(text: str, record: Record, changes: Mapping[str, str] | None) -> str:
    """Return the text of a record's file with changed fields, or without the record. Raises `CannotEditError`."""
    if record.place.file.endswith(".csv"):
        return rows.without_row(text, record.id) if changes is None else rows.with_cells(text, record.id, changes)
    if "*" in SCHEMAS[record.kind].file:
        message = f"{record.place.file} holds one record and is edited by hand"
        raise CannotEditError(message)
    return items.without_item(text, record.id) if changes is None else items.with_values(text, record.id, changes)


def record_in(text: str, record: Record) -> Record | None:
    """Return a record as it stands in the text of its file now, `None` when it is not there; it keeps its place."""
    tree = _tree_in(text, record)
    found = record_of(tree, SCHEMAS[record.kind]).value if tree is not None else None
    return replace(found, place=record.place) if found is not None else None


def _tree_in(text: str, record: Record) -> Tree | None:
    file = record.place.file
    if file.endswith(".csv"):
        try:
            found = read_csv(rows.alone(text, record.id), file).value.rows
        except CannotEditError:
            return None
        return found[0] if found else None
    node = read_yaml(text, file).value
    trees = (tree for tree in node if isinstance(tree, Tree)) if isinstance(node, tuple) else ()
    return next((tree for tree in trees if tree.text("id") == record.id), None)


def check_edit(review: Review, record: Record, changes: Mapping[str, str]) -> tuple[Diagnostic, ...]:
    """Return what `reportgen check` would say of a record with changed fields. Raises `CannotEditError`, `OSError`."""
    text = review.tools.read(review.project / record.place.file).decode("utf-8")
    tree = _tree_in(changed(text, record, changes), record)
    if tree is None:
        return ()
    new, found = record_of(tree, SCHEMAS[record.kind])
    return found if new is None else (*found, *_evidence(review, new))


def _evidence(review: Review, record: Record) -> Iterator[Diagnostic]:
    """Check the evidence of one record; of others only the names count."""
    by_kind = {
        kind: tuple(replace(other, claims=()) for other in review.records.of(kind) if other.id != record.id)
        for kind in _KNOWN
    }
    by_kind[record.kind] = (*by_kind.get(record.kind, ()), record)
    alone = Records(by_kind=by_kind, by_id={other.id: other for group in by_kind.values() for other in group})
    found = check_evidence(alone, review.documents, Lock(complete=False), review.config.quotation_words)
    yield from (d for d in found if d.place is not None and d.place.file == record.place.file)
