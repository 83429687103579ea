"""How far the review of a project is: a table for people, an object for programs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from reportgen.diagnostics import Outcome
from reportgen.records import load_records
from reportgen.records.ledger import Decision, Entry, Ledger, load_ledger, settled
from reportgen.records.lock import load_lock
from reportgen.records.locking import standings
from reportgen.records.share import Share, review_share
from reportgen.tools import Tools

_COUNTS = ("reviewed", "open", "rejected", "withheld", "written")
_SHOWN = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """The counts; what the records tell otherwise than the ledger; records edited since they were verified.

    `since` has pairs of a decision of the ledger and what the records make of it.
    """

    share: Share
    ledger: Ledger
    since: tuple[tuple[Entry, Entry], ...] = ()
    edited: tuple[str, ...] = ()


def load_status(project: Path, tools: Tools) -> Outcome[Status]:
    """Read records, ledger and lock, and count."""
    records, found = load_records(project, tools)
    ledger, faults = load_ledger(project, tools)
    lock, unread = load_lock(project, tools)
    now, noted = settled(ledger, records)
    since = tuple((old, new) for old, new in zip(ledger.rows, now.rows, strict=True) if old != new)
    edited = dict.fromkeys(name.partition("/")[0] for name, one in standings(records, lock).items() if one.fields)
    status = Status(share=review_share(records, now), ledger=ledger, since=since, edited=tuple(edited))
    return Outcome(status, (*found, *faults, *unread, *noted))


def as_text(status: Status) -> str:
    """Return the status as lines of text."""
    share = status.share
    if not share.proposed_total and not share.rejected and not share.withheld:
        return f"All {share.written} records were written by hand; nothing waits for a review.\n"
    done = f"{share.reviewed} of {share.proposed_total} extracted items reviewed, {share.percent} %"
    lines = [f"{done}; {share.open} to go.", ""]
    lines += _table("kind", {name or "other": part for name, part in share.by_kind.items()}, share)
    lines += ["", *_table("document", {n or "several or none": p for n, p in share.by_document.items()}, share)]
    withheld = [entry for entry in status.ledger.rows if entry.decision is Decision.WITHHELD]
    if withheld:
        reasons: dict[str, int] = {}
        for entry in withheld:
            reasons[entry.reason or "no reason given"] = reasons.get(entry.reason or "no reason given", 0) + 1
        said = ", ".join(f"{reason} {count}" for reason, count in sorted(reasons.items(), key=lambda r: (-r[1], r[0])))
        lines += ["", f"Withheld because they failed a check: {said}. `reportgen explain CODE` says which check it is."]
    if status.since:
        names = [f"{old.record} ({old.decision}, now {new.decision})" for old, new in status.since]
        lines += ["", f"Changed by hand since the last decision: {_some(names)}"]
    if status.edited:
        lines += ["", f"Edited since they were verified: {_some(list(status.edited))}"]
    return "\n".join([*lines, ""])


def as_json(status: Status) -> str:
    """Return the status as a JSON object."""
    share = status.share
    found = {
        **_counts(share),
        "kinds": {name: _counts(part) for name, part in share.by_kind.items()},
        "documents": {name: _counts(part) for name, part in share.by_document.items()},
        "withheld_for": [
            {"record": entry.record, "reason": entry.reason}
            for entry in status.ledger.rows
            if entry.decision is Decision.WITHHELD
        ],
        "changed_by_hand": [
            {"record": old.record, "was": old.decision, "is": new.decision} for old, new in status.since
        ],
        "edited_since_verified": list(status.edited),
    }
    return json.dumps(found, ensure_ascii=False, indent=2) + "\n"


def _counts(share: Share) -> dict[str, int]:
    return {"total": share.proposed_total, **{name: getattr(share, name) for name in _COUNTS}, "share": share.percent}


def _table(head: str, parts: dict[str, Share], whole: Share) -> Iterator[str]:
    """Give the lines of a table, its last line the sum."""
    rows = [[head, "extracted", "reviewed", "%", "rejected", "withheld", "by hand"]]
    for name, part in (*parts.items(), ("all", whole)):
        percent = str(part.percent) if part.proposed_total else "–"
        counts = (part.rejected, part.withheld, part.written)
        rows.append([name, str(part.proposed_total), str(part.reviewed), percent, *map(str, counts)])
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    for number, row in enumerate(rows):
        cells = [row[0].ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))]
        if number == len(rows) - 1:
            yield "-" * (sum(widths) + 2 * (len(widths) - 1))
        yield "  ".join(cells)


def _some(names: list[str]) -> str:
    more = f" and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    return ", ".join(names[:_SHOWN]) + more
