"""Decisions from a file instead of a screen: `record,decision,field,value`, one a row.

in-d1-1,accept,,
in-d1-2,edit,period,2021
in-d1-2,edit,note,as of June
ev-d2-1,reject,,not an event

An `edit` accepts the record with another text in a field; several rows of one record are one decision. The value of a
`reject` is its reason. In place of its id a record may be named by its fingerprint in the ledger, which stays when
documents are read again and ids are given anew. Other columns are for people.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from reportgen.codes import diagnose
from reportgen.diagnostics import Diagnostic, Outcome, Place, Severity
from reportgen.records.files import read_csv
from reportgen.reviewing.editing import check_edit, fields_to_edit
from reportgen.reviewing.referring import referring
from reportgen.reviewing.review import Review
from reportgen.reviewing.rows import CannotEditError
from reportgen.texts import decode
from reportgen.values import Tree, Value

COLUMNS = ("record", "decision", "field", "value")
_WORDS = {
    "accept": "accept", "accepted": "accept", "edit": "edit", "edited": "edit", "reject": "reject",
    "rejected": "reject",
}  # fmt: skip


@dataclass(slots=True, kw_only=True)
class _Wanted:
    """What is to become of a record."""

    record: Value
    decision: str
    changes: dict[str, str] = field(default_factory=dict)
    reason: str = ""


def apply(review: Review, file: Path, told: Callable[[str], None] = lambda _: None) -> Outcome[str]:
    """Apply the decisions of a file, each saved by itself; what does not apply is reported and left as it is.

    `told` hears of each decision. Raises `OSError` for a file that cannot be read.
    """
    name = str(file)
    text, wrong = decode(review.tools.read(file), name, "REC243")
    if text is None:
        return Outcome("", wrong)
    sheet = read_csv(text, name)
    found = [diagnose("REC243", d.message, d.place, hint=d.hint) for d in sheet.diagnostics]
    missing = [column for column in COLUMNS[:2] if column not in sheet.value.head]
    if missing and sheet.value.head:
        message = f"column '{missing[0]}' is missing"
        found.append(diagnose("REC243", message, Place(file=name, line=1), hint=f"the head is: {','.join(COLUMNS)}"))
    wanted: dict[str, _Wanted] = {}
    for row in () if missing else sheet.value.rows:
        found.extend(_read(row, wanted, review))
    done = 0
    for each in wanted.values():
        said = tuple(_apply(each, review))
        found.extend(said)
        if not any(d.severity is Severity.ERROR for d in said):
            done += 1
            told(f"{each.record}: {each.decision}ed")
    return Outcome(f"{done} of {len(wanted)} decisions applied", tuple(found))


def _read(row: Tree, wanted: dict[str, _Wanted], review: Review) -> Iterator[Diagnostic]:
    """Take in a row."""
    id_, word = row.text("record"), row.text("decision")
    if id_ is None or word is None:
        yield diagnose("REC243", "a row needs a record and a decision", row.place)
        return
    decision = _WORDS.get(word.casefold())
    if decision is None:
        yield diagnose("REC243", f"'{word}' is no decision", word.place, hint="use accept, edit or reject")
        return
    named = review.ledger.by_fingerprint.get(str(id_))
    if named is not None and named.record:
        id_ = Value(named.record, id_.place)
    record = review.record(id_)
    if record is None or not record.proposed:
        entry = review.ledger.by_record.get(id_)
        state = "there is no such record" if record is None else "nobody has to review it"
        what = f"it was {entry.decision} before" if entry is not None and not (record and record.proposed) else state
        yield diagnose("REC243", f"'{id_}' is not waiting for a review: {what}", id_.place, length=len(id_))
        return
    each = wanted.setdefault(str(id_), _Wanted(record=id_, decision=decision))
    if each.decision != decision:
        yield diagnose("REC243", f"'{id_}' is both {each.decision}ed and {decision}ed", word.place)
        return
    name, value = row.text("field"), row.get("value")
    text = str(value) if isinstance(value, Value) else ""
    if decision == "edit":
        known = fields_to_edit(record)
        if name is None or name not in known:
            message = f"'{name or ''}' is no field of {record.kind} that can be edited"
            wanted.pop(str(id_), None)
            yield diagnose("REC243", message, (name or word).place, hint=f"there are: {', '.join(known)}")
            return
        each.changes[str(name)] = text
    each.reason = text or each.reason


def _apply(wanted: _Wanted, review: Review) -> Iterator[Diagnostic]:
    """Apply one decision; say what is wrong with it, or what a person should know of it."""
    record = review.records.by_id[str(wanted.record)]
    place = wanted.record.place
    try:
        if wanted.decision == "reject":
            missed = referring(record, review.records, review.texts)
            review.reject(record.id, wanted.reason)
            if missed:
                message = f"'{record.id}' was rejected; it is still referred to by {', '.join(missed[:5])}"
                yield diagnose("REC243", message, place, severity=Severity.WARNING)
            return
        for each in check_edit(review, record, wanted.changes) if wanted.changes else ():
            message = f"'{record.id}' was saved, and is not right: {each.message}"
            yield diagnose("REC243", message, place, hint=each.hint, severity=Severity.WARNING)
        review.accept(record.id, wanted.changes)
    except CannotEditError as error:
        yield diagnose("REC243", str(error), place)
