"""The notes of the documents: `notes.csv` and the `corpusnote` of the entries say the same.

Both are sets of (document, note, work). What one side has and the other has not is paired up, so that a number
that was changed, or a work, is one fault and stands on the side that agrees with nothing else.
"""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from reportgen.bibliography.library import Entry, Library
from reportgen.codes import diagnose
from reportgen.diagnostics import Diagnostic, Place, Related
from reportgen.records import Records
from reportgen.values import Value


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    """A row of `notes.csv`."""

    document: Value
    number: Value
    work: Value

    @property
    def note(self) -> tuple[str, int]:
        return str(self.document), int(self.number)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Claim:
    """An entry's word that it stands behind a note."""

    document: Value
    number: Value
    entry: Entry

    @property
    def note(self) -> tuple[str, int]:
        return str(self.document), int(self.number)


@dataclass(slots=True)
class _Sides:
    """What both sides say, and how often each note is named on each."""

    library: Library
    counts: dict[str, int]
    rows: list[_Row] = field(default_factory=list)
    claims: list[_Claim] = field(default_factory=list)
    listed: Counter[tuple[str, int]] = field(default_factory=Counter)
    claimed: Counter[tuple[str, int]] = field(default_factory=Counter)

    def within(self, note: tuple[str, int]) -> bool:
        """Whether a document has a note of that number, as far as is known."""
        return note[1] <= self.counts.get(note[0], note[1])


def check_concordance(library: Library, records: Records) -> Iterator[Diagnostic]:
    """Every note of a document leads to one work, and both sides say so."""
    counts = {
        record.id: int(count)
        for record in records.of("documents")
        if (count := record.text("notes")) is not None and count.isdecimal()
    }
    sides = _Sides(library=library, counts=counts)
    yield from _read_claims(library, sides)
    rows, renamed = _read_rows(library, records, sides)
    yield from renamed
    yield from _compare(sides, rows, records)


def _read_claims(library: Library, sides: _Sides) -> Iterator[Diagnostic]:
    for entry in library.entries.values():
        for number in entry.listed("corpusnote"):
            if not _is_note(number) and not entry.torn:
                message = f"corpusnote '{number}' is not a number"
                yield diagnose("BIB411", message, number.place, length=len(number))
        related = entry.listed("related")
        for document, number in entry.notes():
            if document in library.entries and document in related:
                sides.claims.append(_Claim(document=document, number=number, entry=entry))
            elif document not in related and not entry.torn:
                message = f"'{entry.key}' has a note of {document}, which is not in its related"
                yield diagnose("BIB411", message, document.place, length=len(document))
    sides.claimed.update(claim.note for claim in sides.claims)


def _read_rows(library: Library, records: Records, sides: _Sides) -> tuple[list[_Row], list[Diagnostic]]:
    """Take in the rows; return those whose work exists, and a diagnostic for each work that does not."""
    for record in records.of("notes"):
        document, number, work = (record.text(k) for k in ("document", "number", "work"))
        if document is not None and number is not None and work is not None and number.isdecimal():
            sides.rows.append(_Row(document=document, number=number, work=work))
    sides.listed.update(row.note for row in sides.rows)
    unknown = [row for row in sides.rows if row.work not in library.entries]
    found: list[Diagnostic] = []
    claims: dict[tuple[str, int], list[_Claim]] = {}
    for claim in sides.claims:
        claims.setdefault(claim.note, []).append(claim)
    folded = Counter(key.casefold() for key in library.entries)
    named: dict[str, list[_Row]] = {}
    for row in unknown:
        named.setdefault(str(row.work), []).append(row)
    for missing, rows in named.items() if library.complete else ():
        owners = [c.entry for row in rows for c in claims.get(row.note, ())]
        owner = owners[0] if len({o.key for o in owners}) == 1 else None
        if owner is not None and (len(rows) > 1 or owner.text("shorthand") == missing):
            # Everybody else calls it by that key: it is the entry that was renamed.
            if folded[owner.key.casefold()] > 1:  # of which BIB412 speaks
                continue
            related = tuple(Related(message="named here", place=row.work.place) for row in rows)
            message = f"notes.csv calls '{owner.key}' by the key '{missing}', which no entry has"
            found.append(diagnose("BIB411", message, owner.place, related=related, length=len(owner.key)))
            continue
        near = difflib.get_close_matches(missing, library.entries, 1, 0.6)
        meant = owner.key if owner is not None else near[0] if near else None
        hint = f"did you mean '{meant}'?" if meant else None
        for row in rows:
            message = f"no entry has the key '{missing}'"
            found.append(diagnose("BIB411", message, row.work.place, hint=hint, length=len(missing)))
    return [row for row in sides.rows if row.work in library.entries], found


def _compare(sides: _Sides, rows: list[_Row], records: Records) -> Iterator[Diagnostic]:
    """Pair up what only one side says, and report each pair once."""
    stated = {(row.note, str(row.work)) for row in rows}
    claimed = {(claim.note, claim.entry.key) for claim in sides.claims}
    unknown = {row.note for row in sides.rows} - {row.note for row in rows}
    only_rows = [row for row in rows if (row.note, str(row.work)) not in claimed and not _torn(sides, row)]
    only_claims = [c for c in sides.claims if (c.note, c.entry.key) not in stated and c.note not in unknown]
    told: set[tuple[str, int]] = set()
    for row in list(only_rows):
        other = _other_number(row, only_claims)
        if other is not None:
            only_rows.remove(row)
            only_claims.remove(other)
            told |= {row.note, other.note}
            yield _number_differs(sides, row, other)
    for row in list(only_rows):
        rival = next((c for c in only_claims if c.note == row.note), None)
        if rival is not None:
            only_rows.remove(row)
            only_claims.remove(rival)
            told.add(row.note)
            related = (Related(message="the entry that has this note", place=rival.number.place),)
            message = (
                f"note {row.number} of {row.document} is '{row.work}' here, but the entry '{rival.entry.key}' has it"
            )
            yield diagnose("BIB411", message, row.work.place, related=related, length=len(row.work))
    for row in only_rows:
        told.add(row.note)
        yield _unclaimed(sides, row)
    for claim in only_claims if sides.rows else ():
        told.add(claim.note)
        yield _unlisted(sides, claim)
    yield from _listed_twice(sides, told)
    yield from _counts(sides, told, records)


def _is_note(part: str) -> bool:
    """Whether a part of `corpusnote` is a number, or one with its document before it: `D2:7`."""
    document, colon, number = part.rpartition(":")
    return number.isdecimal() and bool(document or not colon)


def _torn(sides: _Sides, row: _Row) -> bool:
    """Whether an entry is known to lack what the row asks for: its `related` leads nowhere, for one."""
    entry = sides.library.entries[row.work]
    lost = any(key not in sides.library.entries for key in entry.listed("related"))
    return entry.torn or lost or not all(map(_is_note, entry.listed("corpusnote")))


def _other_number(row: _Row, claims: list[_Claim]) -> _Claim | None:
    """Find the same work with another number, or with another document."""
    same = [c for c in claims if c.entry.key == row.work]
    found = [c for c in same if c.document == row.document] or [c for c in same if c.number == row.number]
    return found[0] if found else None


def _number_differs(sides: _Sides, row: _Row, claim: _Claim) -> Diagnostic:
    """Report a work with two numbers on the side that agrees less with the rest."""
    against_row = (sides.listed[row.note] > 1) + (sides.listed[claim.note] == 0) + 2 * (not sides.within(row.note))
    against_claim = (
        (sides.claimed[claim.note] > 1) + (sides.claimed[row.note] == 0) + 2 * (not sides.within(claim.note))
    )
    if row.document != claim.document:
        here, there, what = row.document, claim.document, "document"
    else:
        here, there, what = row.number, claim.number, "note"
    message = f"'{row.work}' has the {what} {here} in notes.csv, but {there} in its entry"
    wrong, right, name = (here, there, "its entry") if against_row > against_claim else (there, here, "notes.csv")
    related = (Related(message=name, place=right.place),)
    return diagnose("BIB411", message, wrong.place, related=related, length=len(wrong))


def _unclaimed(sides: _Sides, row: _Row) -> Diagnostic:
    """Report a row whose entry does not have the note."""
    entry = sides.library.entries[row.work]
    rival = next((c for c in sides.claims if c.note == row.note), None)
    name = f"note {row.number} of {row.document}"
    if rival is not None or not sides.within(row.note):
        place, length = row.number.place, len(row.number)
        what = f"belongs to '{rival.entry.key}', not to '{row.work}'" if rival else "does not exist"
        return diagnose("BIB411", f"{name} {what}", place, length=length)
    numbers = entry.listed("corpusnote")
    related = (Related(message="listed here", place=row.number.place),)
    if not entry.listed("related"):
        message = f"'{entry.key}' has no related {row.document}, of which notes.csv gives it note {row.number}"
    else:
        message = f"{name} names '{entry.key}', whose corpusnote does not have it"
    empty = entry.fields.get("corpusnote")
    place = (
        entry.place if empty is None or not entry.listed("related") else numbers[0].place if numbers else empty.place
    )
    return diagnose("BIB411", message, place, related=related)


def _unlisted(sides: _Sides, claim: _Claim) -> Diagnostic:
    """Report a note that an entry has and `notes.csv` has not, or has for another."""
    rows = [row for row in sides.rows if row.document == claim.document]
    owner = next((row for row in rows if row.note == claim.note), None)
    name = f"note {claim.number} of {claim.document}"
    if owner is not None:
        related = (Related(message="listed here", place=owner.work.place),)
        message = f"'{claim.entry.key}' claims {name}, which is listed for '{owner.work}'"
        return diagnose("BIB411", message, claim.number.place, related=related, length=len(claim.number))
    counted = claim.note[0] in sides.counts and sides.within(claim.note)
    if not counted or sides.claimed[claim.note] > 1 or not rows:
        message = f"'{claim.entry.key}' has corpusnote {claim.number}, which notes.csv does not list"
        return diagnose("BIB411", message, claim.number.place, length=len(claim.number))
    # A row is missing: shown is where it would stand, before the next number.
    following = min((r for r in rows if int(r.number) > claim.note[1]), key=lambda r: int(r.number), default=None)
    beside = following or max(rows, key=lambda r: int(r.number))
    related = (Related(message="the entry that has this note", place=claim.number.place),)
    return diagnose("BIB411", f"{name} has no row", _start_of(beside), related=related)


def _start_of(row: _Row) -> Place:
    return Place(file=row.number.place.file, line=row.number.place.line, column=1)


def _listed_twice(sides: _Sides, told: set[tuple[str, int]]) -> Iterator[Diagnostic]:
    """Report a note that is listed again. One that cites several works is listed with each, if their entries agree."""
    first: dict[tuple[str, int], _Row] = {}
    claimed = {(claim.note, claim.entry.key) for claim in sides.claims}
    seen: set[tuple[tuple[str, int], str]] = set()
    for row in sides.rows:
        before = first.setdefault(row.note, row)
        known = (row.note, str(row.work)) in seen
        seen.add((row.note, str(row.work)))
        if not known and {(row.note, str(row.work)), (row.note, str(before.work))} <= claimed:
            continue
        if before is not row and row.note not in told:
            related = (Related(message="first listed here", place=before.number.place),)
            message = f"note {row.number} of {row.document} is listed twice"
            yield diagnose("BIB411", message, row.number.place, related=related, length=len(row.number))


def _counts(sides: _Sides, told: set[tuple[str, int]], records: Records) -> Iterator[Diagnostic]:
    """A document with notes has each of them listed, and no more."""
    for record in records.of("documents"):
        count = record.text("notes")
        if count is None or not count.isdecimal():
            continue
        name = str(record.id)
        have = {note for note in sides.listed if note[0] == name} | told
        missing = list(islice((n for n in range(1, int(count) + 1) if (name, n) not in have), 9))
        more = [note[1] for note in sides.listed if note[0] == name and note[1] > int(count) and note not in told]
        if missing:
            shown = ", ".join(map(str, missing[:8])) + (" …" if len(missing) > 8 else "")
            message = f"notes of {name} lead to no work: {shown}"
            yield diagnose("BIB411", message, count.place, length=len(count))
        elif more:
            message = f"{name} is to have {count} notes, but note {min(more)} is listed"
            yield diagnose("BIB411", message, count.place, length=len(count))
