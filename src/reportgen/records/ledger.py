"""data/proposals.csv: every item that was ever proposed from the documents, and what became of it.

fingerprint,record,decision,reason
3f0c9a1be27d5584,in-d1-1,accepted,
90ab61d2c4e8f713,ev-d2-4,rejected,deleted by hand
c4417a2e95d03b68,st-d2-9,withheld,REC214

The records say what stands in the report; the ledger also remembers what does not, so that nothing that was
rejected is proposed again when the documents are read once more. Where the two differ the records are right
(`settled`): they are written first, and a person may edit them. Ids are never given to another proposal.
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property
from pathlib import Path

from reportgen.cache import Cache
from reportgen.codes import diagnose
from reportgen.diagnostics import Diagnostic, Outcome, Place, Related
from reportgen.records.files import read_csv
from reportgen.records.matching import fold
from reportgen.records.record import Records
from reportgen.texts import read_text
from reportgen.tools import Tools
from reportgen.values import Tree, Value

LEDGER_FILE = "data/proposals.csv"
COLUMNS = ("fingerprint", "record", "decision", "reason")
# Held by whoever decides on proposals or makes new ones: a review, a draft that is renewed.
REVIEW_LOCK = "build/review/.lock"
BY_HAND = "deleted by hand"
_FINGERPRINT = re.compile(r"[0-9a-f]{16}")
_HINT = "reportgen writes this file; take the last good one, such as git has it"


class Decision(StrEnum):
    """What became of a proposal."""

    PROPOSED = "proposed"  # in the data, nobody looked
    ACCEPTED = "accepted"
    EDITED = "edited"  # accepted after a change
    REJECTED = "rejected"  # no longer in the data
    WITHHELD = "withheld"  # never put into the data: it failed a check, whose code is the reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A proposal. `record` is the id it has or had, empty for one that never had any."""

    fingerprint: str
    record: str
    decision: Decision
    reason: str = ""
    place: Place | None = field(default=None, compare=False)


@dataclass(frozen=True, kw_only=True)  # no slots: what is looked up is worked out once
class Ledger:
    """All proposals, in the order in which they were first made.

    `exists` is false for a project that has no ledger. `complete` is false when a row could not be read: writing
    it then would lose that row.
    """

    rows: tuple[Entry, ...] = ()
    exists: bool = True
    complete: bool = True

    @cached_property
    def by_fingerprint(self) -> Mapping[str, Entry]:
        """The proposals by what they were made from."""
        return {entry.fingerprint: entry for entry in self.rows}

    @cached_property
    def by_record(self) -> Mapping[str, Entry]:
        """The proposals by the id of their record; those without one are left out."""
        return {entry.record: entry for entry in self.rows if entry.record}

    def with_entries(self, entries: Iterable[Entry]) -> Ledger:
        """Return the ledger with entries changed where their fingerprint is known, added at the end where not."""
        rows = {entry.fingerprint: entry for entry in self.rows}
        rows |= {entry.fingerprint: entry for entry in entries}
        return replace(self, rows=tuple(rows.values()), exists=True)

    def count(self, decision: Decision) -> int:
        """Return how many proposals ended with a decision."""
        return sum(entry.decision is decision for entry in self.rows)


def fingerprint(kind: str, document: str, segment: str, span: str, ordinal: int = 1) -> str:
    """Return what a proposal is known by as long as the text of its passage stays the same, wherever that moves.

    `segment` is the text of the whole passage, `span` the words that the item was made from; both are compared as
    evidence is. `ordinal` counts from 1 the proposals of a document that are equal in all that.
    """
    parts = (kind, document, fold(segment), fold(span), str(ordinal))
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def load_ledger(project: Path, tools: Tools, cache: Cache | None = None) -> Outcome[Ledger]:
    """Read the ledger; a project without one has an empty one."""
    path = project / LEDGER_FILE
    if tools.state(path) is None:
        return Outcome(Ledger(exists=False))
    text, found = read_text(path, LEDGER_FILE, "REC240", tools, _HINT)
    if text is None:
        return Outcome(Ledger(complete=False), found)
    return _parse(text) if cache is None else cache.again("ledger", (text,), lambda: _parse(text))


def _parse(text: str) -> Outcome[Ledger]:
    sheet = read_csv(text, LEDGER_FILE)
    found = [diagnose("REC240", d.message, d.place, hint=d.hint or _HINT) for d in sheet.diagnostics]
    head = sheet.value.head
    missing = [name for name in COLUMNS if name not in head] if head else []
    if missing:
        message = f"column '{missing[0]}' is missing"
        found.append(diagnose("REC240", message, head[0].place, hint=f"the head is: {','.join(COLUMNS)}"))
    rows: dict[str, Entry] = {}
    records: dict[str, Entry] = {}
    for row in () if missing else sheet.value.rows:
        entry = _entry(row)
        faults = entry.diagnostics
        if entry.value is not None:
            faults = tuple(_repeats(entry.value, rows, records))
        if entry.value is not None and not faults:
            rows[entry.value.fingerprint] = entry.value
            if entry.value.record:
                records[entry.value.record] = entry.value
        found.extend(faults)
    return Outcome(Ledger(rows=tuple(rows.values()), complete=not found), tuple(found))


def _entry(row: Tree) -> Outcome[Entry | None]:
    cells = {name: value if isinstance(value := row.get(name), Value) else Value("", row.place) for name in COLUMNS}
    print_, record, decision, reason = (cells[name] for name in COLUMNS)
    if not _FINGERPRINT.fullmatch(print_):
        message = f"'{print_[:20]}' is no fingerprint"
        return Outcome(None, (diagnose("REC240", message, print_.place, hint=_HINT, length=len(print_)),))
    if str(decision) not in set(Decision):
        hint = f"use one of: {', '.join(Decision)}"
        message = f"'{decision}' is no decision"
        return Outcome(None, (diagnose("REC240", message, decision.place, hint=hint, length=len(decision)),))
    if not record and str(decision) != Decision.WITHHELD:
        return Outcome(None, (diagnose("REC240", f"a proposal that was {decision} has a record", record.place),))
    made = Entry(
        fingerprint=str(print_), record=str(record), decision=Decision(str(decision)), reason=str(reason),
        place=row.place,
    )  # fmt: skip
    return Outcome(made)


def _repeats(entry: Entry, rows: Mapping[str, Entry], records: Mapping[str, Entry]) -> Iterator[Diagnostic]:
    for what, before in ((entry.fingerprint, rows.get(entry.fingerprint)), (entry.record, records.get(entry.record))):
        if before is not None and before.place is not None:
            related = (Related(message="first here", place=before.place),)
            yield diagnose("REC240", f"'{what}' stands twice in the ledger", entry.place, hint=_HINT, related=related)
            return


def write_ledger(project: Path, ledger: Ledger, tools: Tools) -> None:
    """Write the ledger. Raises `OSError`."""
    tools.write(project / LEDGER_FILE, ledger_bytes(ledger))


def ledger_bytes(ledger: Ledger) -> bytes:
    """Return the text of the ledger; equal ledgers give equal bytes."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows((e.fingerprint, e.record, e.decision, e.reason) for e in ledger.rows)
    return text.getvalue().encode("utf-8", "surrogatepass")


def settled(ledger: Ledger, records: Records) -> Outcome[Ledger]:
    """Return the ledger as the records have it; what they tell otherwise is noted.

    A record that is gone was rejected, one that bears no `proposed` any more was accepted, and one that does is
    still proposed. Nothing is concluded where records could not be read.
    """
    if not records.complete:
        return Outcome(ledger)
    found: list[Diagnostic] = []
    rows: list[Entry] = []
    for entry in ledger.rows:
        record = records.by_id.get(entry.record)
        now = entry
        if record is not None and record.proposed:
            if entry.decision is not Decision.PROPOSED:
                now = replace(entry, decision=Decision.PROPOSED, reason="")
        elif record is not None:
            if entry.decision not in {Decision.ACCEPTED, Decision.EDITED}:
                now = replace(entry, decision=Decision.ACCEPTED, reason="")
        elif entry.decision not in {Decision.REJECTED, Decision.WITHHELD}:
            now = replace(entry, decision=Decision.REJECTED, reason=BY_HAND)
            message = f"'{entry.record}' was {entry.decision} and is in no record file: it counts as rejected"
            found.append(diagnose("REC241", message, entry.place))
        rows.append(now)
    return Outcome(replace(ledger, rows=tuple(rows)), tuple(found))
