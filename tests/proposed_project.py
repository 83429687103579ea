"""The small project as `reportgen draft` would leave it: some records are proposed, and a ledger has them all."""

from __future__ import annotations

import csv
import hashlib
import io

from small_project import small_project

from reportgen.records.ledger import LEDGER_FILE, Decision, Entry, Ledger, ledger_bytes

PROPOSED = ("ind-growth", "ind-cost", "ind-daily", "ev-meeting", "pr-quay", "st-boat", "st-quay")
_FILES = ("indicators", "events", "projects", "statements")


def print_of(record: str) -> str:
    """Return a fingerprint for a record of these tests."""
    return hashlib.sha256(record.encode()).hexdigest()[:16]


def with_review(project: dict[str, str], **reviews: str) -> dict[str, str]:
    """Give the rows of these records a `review`, in which `_` in names stands for a hyphen; others have none."""
    wanted = {name.replace("_", "-"): review for name, review in reviews.items()}
    for kind in _FILES:
        file = f"data/{kind}.csv"
        head, *rows = csv.reader(io.StringIO(project[file]))
        if any(row[0] in wanted for row in rows):
            text = io.StringIO()
            writer = csv.writer(text, lineterminator="\n")
            writer.writerows([[*head, "review"], *([*row, wanted.get(row[0], "")] for row in rows)])
            project[file] = text.getvalue()
    return project


def proposed_project() -> dict[str, str]:
    """Return a project in which seven records are proposed, three proposals were rejected or withheld."""
    project = with_review(small_project(), **{name.replace("-", "_"): "proposed" for name in PROPOSED})
    entries = [Entry(fingerprint=print_of(name), record=name, decision=Decision.PROPOSED) for name in PROPOSED]
    entries += [
        Entry(fingerprint=print_of("in-d1-9"), record="in-d1-9", decision=Decision.REJECTED, reason="wrong"),
        Entry(fingerprint=print_of("ev-d2-9"), record="ev-d2-9", decision=Decision.WITHHELD, reason="REC214"),
        Entry(fingerprint=print_of("none"), record="", decision=Decision.WITHHELD, reason="REC212"),
    ]
    project[LEDGER_FILE] = ledger_bytes(Ledger(rows=tuple(entries))).decode()
    return project
