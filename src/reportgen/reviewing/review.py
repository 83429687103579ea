"""A review under way: decisions of a person in, saved record by record, each of which can be taken back.

A decision writes the record's file, then the evidence lock, then the ledger. The records are what is right: whatever
the process is ended between, `begin` finds by comparing them with the ledger, and puts right (`settled`); only that an
acceptance was an edit may be lost.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from reportgen.cache import Cache
from reportgen.config import Config
from reportgen.diagnostics import Diagnostic, Outcome
from reportgen.documents import Document, Locator
from reportgen.preparation import find_documents
from reportgen.records import Record, Records, load_records
from reportgen.records.ledger import Decision, Entry, Ledger, load_ledger, settled, write_ledger
from reportgen.records.lock import Lock, load_lock, write_lock
from reportgen.records.locking import standings
from reportgen.reviewing import lines
from reportgen.reviewing.editing import changed, record_in
from reportgen.reviewing.patch import Patch, patch_between
from reportgen.reviewing.referring import texts_of
from reportgen.reviewing.rows import CannotEditError
from reportgen.tools import Tools

# What a report cannot do without: a row for each document, and one for each note, which says what stands in it.
_KEPT = {
    "documents": "a document: correct what is said of it, or take the document out of the folder",
    "notes": "a note, and every note has a row: correct it (edit) instead",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A decision that was saved, with all that takes it back."""

    record: Record
    decision: Decision
    patch: Patch
    entry: Entry | None
    locked: lines.Lines


@dataclass(slots=True, kw_only=True)
class Review:
    """The records, what they stand on, and the steps of this session."""

    project: Path
    tools: Tools
    config: Config
    records: Records
    documents: Mapping[str, Document]
    lock: Lock
    ledger: Ledger
    texts: Mapping[str, str] = field(default_factory=dict)
    steps: list[Step] = field(default_factory=list)
    needed: Counter[Locator] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        """Count how many claims lean on each passage."""
        self.needed = Counter(_passages(record for group in self.records.by_kind.values() for record in group))

    def record(self, id_: str) -> Record | None:
        """Return a record as it stands now, `None` when it was rejected."""
        return self.records.by_id.get(id_)

    def accept(self, id_: str, changes: Mapping[str, str] | None = None) -> None:
        """Accept a record, with other texts in some fields. Raises `CannotEditError` and `OSError`."""
        record = self.records.by_id[id_]
        edits = {name: text for name, text in (changes or {}).items() if text != str(record.text(name) or "")}
        self._decide(record, Decision.EDITED if edits else Decision.ACCEPTED, {**edits, "review": "accepted"})

    def reject(self, id_: str, reason: str = "") -> None:
        """Take a record out of the data. Raises `CannotEditError` and `OSError`."""
        record = self.records.by_id[id_]
        if message := refusal(record):
            raise CannotEditError(message)
        self._decide(record, Decision.REJECTED, None, reason)

    def undo(self) -> str | None:
        """Take the last decision back; return its record, `None` when there is none.

        Raises `CannotEditError` when the file was changed since by somebody else, and `OSError`.
        """
        if not self.steps:
            return None
        step = self.steps[-1]
        path = self.project / step.patch.file
        data = step.patch.back.applied(self.tools.read(path))
        if data is None:
            message = f"{step.patch.file} has been changed since; take '{step.record.id}' back by hand"
            raise CannotEditError(message)
        self.tools.write(path, data)
        self._put(step.record.id, step.record)
        self._lock(step.locked)
        if step.entry is not None:
            self._enter(step.entry)
        self.steps.pop()
        return step.record.id

    def _decide(self, record: Record, decision: Decision, changes: Mapping[str, str] | None, reason: str = "") -> None:
        file = record.place.file
        path = self.project / file
        before = self.tools.read(path)
        text = before.decode("utf-8")
        now = record_in(text, record)
        if now is None or {**now.fields} != {**record.fields}:
            message = f"'{record.id}' has been changed in {file} since it was read; start the review again"
            raise CannotEditError(message)
        made = changed(text, record, changes)
        after = made.encode("utf-8")
        new = record_in(made, record) if changes is not None else None
        self.tools.write(path, after)
        self._put(record.id, new)
        stale = decision is not Decision.ACCEPTED
        locked = self._lock(lines.lines_for(record, new, self)) if stale else lines.Lines()
        entry = self.ledger.by_record.get(record.id)
        if entry is not None:
            self._enter(replace(entry, decision=decision, reason=reason))
        patch = patch_between(file, before, after)
        self.steps.append(Step(record=record, decision=decision, patch=patch, entry=entry, locked=locked))

    def _put(self, id_: str, record: Record | None) -> None:
        """Put a record in the place of the one of this id, or take it out, or back in behind the others of its kind."""
        old = self.records.by_id.get(id_)
        some = record if record is not None else old
        if some is None:
            return
        group = self.records.of(some.kind)
        if record is None:
            group = tuple(other for other in group if other.id != id_)
        elif old is None:
            group = tuple(sorted((*group, record), key=lambda other: other.place.line or 0))
        else:
            group = tuple(record if other.id == id_ else other for other in group)
        by_id = {name: other for name, other in self.records.by_id.items() if name != id_ or record is not None}
        if record is not None:
            by_id[id_] = record
        self.records = replace(self.records, by_kind={**self.records.by_kind, some.kind: group}, by_id=by_id)
        self.needed.subtract(_passages([old] if old is not None else []))
        self.needed.update(_passages([record] if record is not None else []))

    def _lock(self, wanted: lines.Lines) -> lines.Lines:
        """Change lines of the evidence lock; return what takes that back."""
        if not wanted or not self.lock.complete or not self.lock.places:
            return lines.Lines()
        self.lock, back = lines.amended(self.lock, wanted)
        write_lock(self.project, self.lock, self.tools)
        return back

    def _enter(self, entry: Entry) -> None:
        self.ledger = self.ledger.with_entries((entry,))
        write_ledger(self.project, self.ledger, self.tools)


def refusal(record: Record) -> str:
    """Say why a record cannot be rejected, `""` when it can."""
    return f"'{record.id}' is {_KEPT[record.kind]}" if record.kind in _KEPT else ""


def begin(config: Config, sources: Path | None, tools: Tools, cache: Cache | None = None) -> Outcome[Review | None]:
    """Read all that a review needs, and put right what an ended process left half done.

    Nothing is begun with a ledger or records of which a part cannot be read.
    """
    project = config.project
    records, found = load_records(project, tools, cache)
    ledger, faults = load_ledger(project, tools)
    found += faults
    if not ledger.complete or not records.complete:
        return Outcome(None, found)
    documents, missing = find_documents(sources, records, tools, cache)
    lock, unread = load_lock(project, tools)
    texts = texts_of(project, tools)
    review = Review(
        project=project, tools=tools, config=config, records=records, documents=documents, lock=lock, ledger=ledger,
        texts=texts,
    )  # fmt: skip
    noted = _heal(review) if ledger.exists else ()
    return Outcome(review, (*found, *missing, *unread, *noted))


def _heal(review: Review) -> tuple[Diagnostic, ...]:
    """Make lock and ledger agree with the records."""
    healed, found = settled(review.ledger, review.records)
    changes = [new for old, new in zip(review.ledger.rows, healed.rows, strict=True) if old != new]
    if not changes:
        return found
    edited = {
        name.partition("/")[0] for name, standing in standings(review.records, review.lock).items() if standing.fields
    }
    for entry in changes:
        record = review.records.by_id.get(entry.record)
        review._lock(lines.lines_for(record, record, review, entry.record))
    review.ledger = healed.with_entries(
        replace(entry, decision=Decision.EDITED)
        for entry in changes
        if entry.decision is Decision.ACCEPTED and entry.record in edited
    )
    write_ledger(review.project, review.ledger, review.tools)
    return found


def _passages(records: Iterable[Record]) -> Iterator[Locator]:
    for record in records:
        for claim in record.claims:
            yield from {locator.segment for locator in (*claim.evidence, *claim.via)}
