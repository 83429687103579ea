"""Compare claims with the lock, field by field.

A claim that only changed its place in a list, or a record that only changed its id, is known by its other
fields; so what a person edited is told from what moved because of it.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from reportgen.codes import diagnose
from reportgen.diagnostics import Diagnostic, Place, Related, Severity
from reportgen.documents import Document, Locator
from reportgen.records.lock import WHOLE, Lock
from reportgen.records.matching import fold
from reportgen.records.record import Claim, Records
from reportgen.records.schema import REVIEW, SCHEMAS, Field, Holds
from reportgen.values import Value

UPDATE = "run reportgen verify --update with the documents at hand"
_DECIMAL = re.compile(r"-?\d+\.\d+")
_LISTS = {Holds.LOCATORS, Holds.NAMES, Holds.DOCUMENTS}
_SENTENCE_END = re.compile(r"(?<=[.!?…])[\"'”’)\]]*\s+|(?<=[。！？])")


def segment_digest(text: str) -> str:
    """Return the digest of a passage as it is compared; blanks and print hyphens do not count."""
    return hashlib.sha256(fold(text).encode()).hexdigest()[:16]


def sentence_digests(text: str) -> tuple[str, ...]:
    """Return a short digest of each sentence of a passage, to tell later which of them changed."""
    return tuple(hashlib.sha256(fold(piece).encode()).hexdigest()[:4] for piece in sentences(text))


def sentences(text: str) -> tuple[str, ...]:
    """Split a passage where its sentences seem to end; nothing depends on it but hints."""
    return tuple(piece for piece in _SENTENCE_END.split(text) if piece.strip())


def fields_of(claim: Claim) -> Mapping[str, Field]:
    """Return the fields that a claim may have."""
    fields = SCHEMAS[claim.kind].fields
    for part in claim.path.split("."):
        inner = fields[part].items if part in fields else None
        fields = inner if inner is not None else fields
    return fields


def field_digests(claim: Claim) -> Mapping[str, str]:
    """Return the digest of each text of a claim: of those that are checked against its evidence, and of the rest.

    How a text is broken into lines, blanks around the parts of a list, and zeros at the end of a decimal do not count;
    nor does whether a person has looked at the record.
    """
    found: dict[str, str] = {}
    for key, field in fields_of(claim).items():
        if field is REVIEW:
            continue
        value = claim.fields.get(key)
        if isinstance(value, Value) and value.strip():
            text = "; ".join(value.parts(";")) if field.holds in _LISTS else str(value)
            text = unicodedata.normalize("NFC", " ".join(text.split()))
            if field.holds is Holds.NUMBER and _DECIMAL.fullmatch(text):
                text = text.rstrip("0").rstrip(".")
            found[key] = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return found


def _whole_digest(claim: Claim) -> str:
    """Return the digest of a claim as locks of the first format have it."""
    texts = {
        key: str(value).strip()
        for key in sorted(fields_of(claim))
        if isinstance(value := claim.fields.get(key), Value) and value.strip()
    }
    return hashlib.sha256(json.dumps(texts, ensure_ascii=False).encode()).hexdigest()[:16]


def locked_fields(claim: Claim, lock: Lock) -> Mapping[str, str] | None:
    """Return the digests that a claim is locked with, `None` without any; those of the first format are told apart."""
    locked = lock.claims.get(claim.id)
    if locked is None or WHOLE not in locked:
        return locked
    return field_digests(claim) if locked[WHOLE] == _whole_digest(claim) else locked


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How a claim differs from the lock.

    `name` is the one it is locked under, `None` when it is not. `fields` are those that were edited, added or
    emptied; with `renamed` only its record's id was. `told` says that another claim of the record tells it.
    """

    name: str | None
    fields: tuple[str, ...] = ()
    renamed: bool = False
    told: bool = False


def standings(records: Records, lock: Lock) -> Mapping[str, Standing]:
    """Return the claims, by name, that are not locked as they are; those that only moved are left out."""
    claims = {claim.id: claim for claim in records.claims}
    digests = {name: field_digests(claim) for name, claim in claims.items()}
    locked = {
        name: fields
        for name, fields in lock.claims.items()
        if name not in claims or locked_fields(claims[name], lock) != digests[name]
    }
    open_ = {name: claim for name, claim in claims.items() if name in locked or name not in lock.claims}
    idle: dict[tuple[str, ...], list[str]] = {}
    for name, fields in locked.items():
        idle.setdefault(_content(fields), []).append(name)
    taken: set[str] = set()
    found: dict[str, Standing] = {}
    new_names: dict[str, str] = {}  # records by id -> the id they are locked under
    for name, claim in open_.items():
        for other in idle.get(_content(digests[name]), ()):
            if other in taken or other == name:
                continue
            record, path = _parts(other)
            if record == claim.record and _siblings(path, claim.path):
                taken.add(other)
                found[name] = Standing(name=other, told=True)
                break
            if record not in records.by_id and path == claim.path:
                taken.add(other)
                found[name] = Standing(name=other, renamed=True, told=new_names.get(claim.record) == record)
                new_names[claim.record] = record
                break
    for name, claim in open_.items():
        if name in found:
            continue
        other = name if claim.record not in new_names else _join(new_names[claim.record], claim.path)
        if other not in locked or other in taken:
            found[name] = Standing(name=None)
            continue
        before, now = locked[other], digests[name]
        changed = tuple(key for key in (*now, *before) if key != "id" and now.get(key) != before.get(key))
        found[name] = Standing(name=other, fields=tuple(dict.fromkeys(changed)) if WHOLE not in before else ())
    return found


def _content(fields: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(f"{key}={fields[key]}" for key in sorted(fields) if key != "id")


def _parts(name: str) -> tuple[str, str]:
    record, _, path = name.partition("/")
    return record, path


def _join(record: str, path: str) -> str:
    return f"{record}/{path}" if path else record


def _siblings(one: str, other: str) -> bool:
    """Whether two paths name items of one list."""
    return re.sub(r"\d+$", "", one) == re.sub(r"\d+$", "", other)


def check_locked(
    claim: Claim,
    standing: Standing | None,
    lock: Lock,
    severity: Severity,
    place: Place,
    told: frozenset[str] = frozenset(),
) -> Iterator[Diagnostic]:
    """Report what is not as it was locked.

    Without the documents that is all that can be done, and a difference is an error; a claim that was just
    verified is only not locked yet. `place` is that of the record's id; fields
    in `told` have been reported for another reason.
    """
    if standing is None or standing.told:
        return
    if standing.name is None:
        if lock.complete and not told:
            message = f"the evidence of {claim.id} has not been locked"
            yield diagnose("REC218", message, _field_place(claim, "evidence"), hint=UPDATE, severity=severity)
        return
    related = (Related(message="locked here", place=lock.places[standing.name]),)
    if standing.renamed:
        old = standing.name.partition("/")[0]
        message = f"the record '{claim.record}' was verified as '{old}'"
        yield diagnose("REC219", message, place, hint=UPDATE, related=related, severity=severity,
                       length=len(claim.record))  # fmt: skip
    elif not standing.fields and not told:
        message = f"{claim.id} has changed since its evidence was verified"
        yield diagnose("REC219", message, _field_place(claim, "evidence"), hint=UPDATE, related=related,
                       severity=severity)  # fmt: skip
    by_line: dict[int | None, list[str]] = {}
    for key in standing.fields:
        if key not in told:
            by_line.setdefault(_field_place(claim, key).line, []).append(key)
    for keys in by_line.values():
        value = claim.fields.text(keys[0])
        names = ", ".join(f"'{key}'" for key in keys)
        have = "have" if len(keys) > 1 else "has"
        were = "were" if len(keys) > 1 else "was"
        before = all(key in lock.claims[standing.name] for key in keys)
        what = f"{have} changed" if before and value else f"{were} added" if value else f"{were} taken out"
        message = f"{names} of {claim.id} {what} since the claim was verified"
        yield diagnose("REC219", message, _field_place(claim, keys[0]), hint=UPDATE, related=related,
                       severity=severity, length=len(value.stripped()) if value else None)  # fmt: skip


def _field_place(claim: Claim, key: str) -> Place:
    value = claim.fields.text(key)
    return value.stripped().place if value is not None else claim.fields.key_places.get(key, claim.fields.place)


def unneeded(records: Records, passages: Iterable[Locator], quotations: Iterable[str], lock: Lock) -> tuple[str, ...]:
    """Return the names in the lock that nothing needs: not the records, nor `passages` and `quotations` in sections.

    What only bears another name now is needed.
    """
    differ = standings(records, lock)
    claims = {differ[claim.id].name if claim.id in differ else claim.id for claim in records.claims}
    needed = {str(locator.segment) for c in records.claims for locator in (*c.evidence, *c.via)}
    needed |= {str(locator.segment) for locator in passages}
    quoted = set(quotations)
    return (
        *(name for name in lock.segments if name not in needed),
        *(name for name in lock.claims if name not in claims),
        *(name for name in lock.quotations if name not in quoted),
    )


def passage_doubt(locator: Locator, documents: Mapping[str, Document], lock: Lock) -> str | None:
    """Say what is wrong with a passage that is cited without a record, `None` when nothing is."""
    document = documents.get(locator.document)
    locked = lock.segments.get(str(locator.segment))
    if document is None:
        return None if locked or not lock.complete else f"{locator} has not been locked; it may lead nowhere"
    text = document.segment_text(locator)
    whole = document.segment_text(locator.segment)
    if text is None or whole is None:
        return f"{locator} leads nowhere"
    changed = locked is not None and segment_digest(whole) != locked
    return f"{locator} is not the passage that was verified" if changed else None
