"""A drafted project read again: only what changed in the documents changes in the project.

1. Records whose passages only moved lead to their new places. Records whose passages are gone stay if a person
   accepted or wrote them; the others go, and with them what the ledger knows of them.
2. Proposals that the ledger knows bring nothing back, whatever became of them. Names, gaps and documents that nobody
   has looked at are written as they are now.
3. New proposals are added at the end of their files, after the checks that every draft goes through.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from reportgen.codes import diagnose
from reportgen.diagnostics import Collector, Outcome, Place, Severity
from reportgen.drafting.assemble import Assembled, assemble
from reportgen.drafting.beside import copy_project, take_over
from reportgen.drafting.catalogue import DOCUMENTS_FILE, document_entries
from reportgen.drafting.edits import Piece, Pieces, bib_pieces, pieces_of, with_fields, with_texts, written
from reportgen.drafting.gather import Folder, Progress, gather, numbered
from reportgen.drafting.moved import Passages
from reportgen.drafting.proposal import Gathered
from reportgen.drafting.rows import Ids, Row, csv_text, file_of
from reportgen.drafting.settle import settle
from reportgen.drafting.works import WORKS_FILE, Work, places_of
from reportgen.records import SCHEMAS, Record, Records, load_records
from reportgen.records.ledger import LEDGER_FILE, REVIEW_LOCK, Entry, Ledger, ledger_bytes, load_ledger, settled
from reportgen.records.lock import Lock, load_lock, write_lock
from reportgen.tools import Tools

if TYPE_CHECKING:
    from reportgen.drafting.draft import Made, Options

# Kinds that are worked out from whole documents, and of which a record is written anew while nobody has looked at it.
_DERIVED = ("people", "organisations", "gaps", "documents", "sentences")
# Of these, what is brought up to date in a record that a person accepted.
_COUNTED = {"people": ("mentions", "evidence"), "organisations": ("mentions", "evidence"),
            "documents": ("file", "sha256", "words")}  # fmt: skip
_LOCATED = ("evidence", "via")


@dataclass(slots=True, kw_only=True)
class Change:
    """What is to become of the records that are there: by kind, `gone` ids, and other `texts` or a whole `row`."""

    gone: dict[str, set[str]] = field(default_factory=dict)
    texts: dict[str, dict[str, dict[str, str]]] = field(default_factory=dict)
    rows: dict[str, dict[str, Row]] = field(default_factory=dict)

    def drop(self, record: Record) -> None:
        """Leave a record out."""
        self.gone.setdefault(record.kind, set()).add(record.id)

    def is_gone(self, record: Record) -> bool:
        """Whether a record is left out."""
        return record.id in self.gone.get(record.kind, ())

    def set(self, record: Record, texts: Mapping[str, str]) -> None:
        """Give fields of a record other texts."""
        self.texts.setdefault(record.kind, {}).setdefault(record.id, {}).update(texts)

    def put(self, row: Row) -> None:
        """Write a record anew."""
        self.rows.setdefault(row.kind, {})[row.id] = row


@dataclass(frozen=True, slots=True, kw_only=True)
class _Project:
    """A project as it is."""

    folder: Path
    records: Records
    ledger: Ledger
    lock: Lock
    texts: Mapping[str, str]


def renew(options: Options, tools: Tools, progress: Progress) -> Outcome[Made | None]:
    """Read the folder again and bring the project up to date; `None` when it was left as it is.

    Not while somebody reviews it, who would write what was decided over what is new.
    """
    with tools.lock(options.project / REVIEW_LOCK) as free:
        if free:
            with tools.scratch() as shelf:
                return _renewed(options, shelf, tools, progress)
    hint = "finish the review, and draft again"
    return Outcome(None, (diagnose("CFG022", "this project is being reviewed; nothing was changed", hint=hint),))


def _renewed(options: Options, shelf: Path, tools: Tools, progress: Progress) -> Outcome[Made | None]:
    from reportgen.drafting.draft import copy_documents, counted, shelved

    keep = Collector()
    project = keep(_load(options.project, tools))
    if project is None:
        return Outcome(None, tuple(keep.found))
    folder = keep(gather(options.folder, options.project, shelf, options.limits, options.jobs, tools, progress))
    if not folder.documents:
        return Outcome(None, tuple(keep.found))
    documents = numbered(folder.documents, dict(_known(project.records)))
    change, ledger = _carried_over(project, documents)
    made, ledger = _new(project, documents, folder, change, ledger)
    beside = options.project.with_name(f".{options.project.name}~drafting")
    tools.remove(beside)
    try:
        copy_project(options.project, beside, tools)
        if options.copy:
            copy_documents(options.folder, options.project / "data" / "sources", documents, tools)

        def render(assembled: Assembled) -> Mapping[str, str]:
            return _rendered(project, change, assembled, documents)

        outcome = settle(beside, shelved(shelf, documents, tools), made, render, tools, progress)
        made = outcome.value
        # What a person accepted is not touched; that it no longer holds is said here, before a build says it.
        keep.found += [replace(d, severity=min(d.severity, Severity.WARNING)) for d in outcome.diagnostics]
        _keep_lines(project, beside, tools)
        ledger = ledger.with_entries(made.entries())
        tools.keep(beside / LEDGER_FILE, ledger_bytes(ledger))
        take_over(beside, options.project, tools)
    finally:
        tools.remove(beside)
    return Outcome(replace(counted(documents, folder, made), new=True), tuple(keep.found))


def _load(folder: Path, tools: Tools) -> Outcome[_Project | None]:
    """Read a project; one whose records or ledger cannot be read whole is left alone."""
    keep = Collector()
    records = keep(load_records(folder, tools))
    ledger = keep(load_ledger(folder, tools))
    lock = load_lock(folder, tools).value
    files = [*(file_of(kind) for kind in SCHEMAS if "*" not in SCHEMAS[kind].file), DOCUMENTS_FILE, WORKS_FILE]
    texts: dict[str, str] = {}
    for file in files:
        try:
            texts[file] = tools.read(folder / file).decode("utf-8")
        except FileNotFoundError:
            continue
        except (OSError, UnicodeDecodeError) as error:
            keep.found.append(diagnose("CFG022", f"cannot read {file}: {error}", Place(file=file)))
    if not (records.complete and ledger.complete) or any(d.severity is Severity.ERROR for d in keep.found):
        message = "the records of this project have faults; nothing was changed"
        keep.found.append(diagnose("CFG022", message, hint="mend what the other messages name, and draft again"))
        return Outcome(None, tuple(keep.found))
    known = settled(ledger, records).value
    return Outcome(_Project(folder=folder, records=records, ledger=known, lock=lock, texts=texts))


def _known(records: Records) -> Iterator[tuple[str, str]]:
    """Give the files and digests of the documents that have an id; a digest tells a file that was renamed."""
    for key in ("sha256", "file"):
        for record in records.of("documents"):
            value = record.text(key)
            if value is not None:
                yield str(value.strip()), record.id


def _carried_over(project: _Project, documents: Sequence[tuple[str, Gathered]]) -> tuple[Change, Ledger]:
    """Lead records to where their passages stand now; drop those nobody looked at whose passages are gone."""
    passages = Passages(now={id_: document.passages for id_, document in documents}, lock=project.lock)
    change = Change()
    dropped: set[str] = set()
    for record in (record for group in project.records.by_kind.values() for record in group):
        if record.kind in _DERIVED and record.proposed:
            continue  # written anew, or dropped, with what is proposed now
        for key in _LOCATED:
            value = record.text(key)
            now = passages.moved(value) if value is not None else None
            if value is not None and now is None and record.proposed:
                change.drop(record)
                dropped.add(record.id)
            elif value is not None and now is not None and now != " ".join(value.split()):
                change.set(record, {key: now})
    ledger = project.ledger
    return change, replace(ledger, rows=tuple(entry for entry in ledger.rows if entry.record not in dropped))


def _new(
    project: _Project, documents: Sequence[tuple[str, Gathered]], folder: Folder, change: Change, ledger: Ledger
) -> tuple[Assembled, Ledger]:
    """Return what is proposed for the first time; what is known already changes the records that are there."""
    everything = assemble(documents, folder.unread, Ids())
    known = ledger.by_fingerprint
    ids = Ids(taken={id_.casefold() for id_ in (*project.records.by_id, *(e.record for e in project.ledger.rows))})
    aliases = _aliases(everything, known, project.records, _keys(project))
    fresh: list[Row] = []
    current: set[str] = set()
    for row in everything.rows:
        entry = known.get(row.fingerprint)
        if entry is None:
            fresh.append(_renamed(row, ids, aliases))
            continue
        current.add(entry.record)
        record = project.records.by_id.get(entry.record)
        if record is not None and row.kind in _DERIVED:
            _bring_up_to_date(record, replace(row, id=record.id), change)
    gone = {
        record.id
        for kind in _DERIVED
        for record in project.records.of(kind)
        if record.proposed and record.id not in current and not _is_leaned_on(record, project, change)
    }
    for id_ in gone:
        change.drop(project.records.by_id[id_])
    withheld = tuple(
        (_renamed(row, ids, aliases), code) for row, code in everything.withheld if row.fingerprint not in known
    )
    there = _keys(project)
    works = tuple(replace(work, key=aliases[work.key]) for work in everything.works if aliases[work.key] not in there)
    kept = tuple(entry for entry in ledger.rows if entry.record not in gone)
    return Assembled(rows=tuple(fresh), works=works, withheld=withheld), replace(ledger, rows=kept)


def _bring_up_to_date(record: Record, row: Row, change: Change) -> None:
    if record.proposed:
        change.put(row)
        return
    names = _COUNTED.get(record.kind, ())
    texts = {name: row.text(name) for name in names if record.text(name) is not None and row.text(name)}
    change.set(record, {name: text for name, text in texts.items() if text != record.text(name)})


def _is_leaned_on(record: Record, project: _Project, change: Change) -> bool:
    """Whether a document that has vanished still has records that a person looked at."""
    if record.kind != "documents":
        return False
    return any(
        locator.document == record.id
        for group in project.records.by_kind.values()
        for other in group
        if not change.is_gone(other) and other.kind not in _DERIVED
        for claim in other.claims
        for locator in (*claim.evidence, *claim.via)
    )


def _keys(project: _Project) -> set[str]:
    """Return the keys of the entries that are there."""
    return {
        piece.id for file in (DOCUMENTS_FILE, WORKS_FILE) for piece in bib_pieces(project.texts.get(file, "")).pieces
    }


def _aliases(made: Assembled, known: Mapping[str, Entry], records: Records, keys: set[str]) -> Mapping[str, str]:
    """Return the key under which each work stands: that of a note that is known, or one that is free."""
    found: dict[str, str] = {}
    for row in made.of("notes"):
        entry = known.get(row.fingerprint)
        record = records.by_id.get(entry.record) if entry else None
        cited = record.text("work") if record is not None else None
        if cited is not None:
            found.setdefault(row.text("work"), str(cited.strip()))
    taken = set(keys)
    for work in made.works:
        if work.key not in found:
            key, number = work.key, 2
            while key in taken:
                key, number = f"{work.key}-{number}", number + 1
            found[work.key] = key
            taken.add(key)
    return found


_NUMBERED = re.compile(r"(?P<stem>.+)-\d+")


def _renamed(row: Row, ids: Ids, aliases: Mapping[str, str]) -> Row:
    """Return a row with an id that is free."""
    numbered_ = _NUMBERED.fullmatch(row.id)
    if row.kind == "documents":
        id_ = ids.keep(row.id)
    elif numbered_ and row.kind not in {"people", "organisations"}:
        id_ = ids.number(numbered_["stem"])
    else:
        id_ = ids.name(row.id)
    fields = (
        {**row.fields, "work": aliases.get(row.text("work"), row.text("work"))} if row.kind == "notes" else row.fields
    )
    return replace(row, id=id_, fields=fields)


def _rendered(
    project: _Project, change: Change, made: Assembled, documents: Sequence[tuple[str, Gathered]]
) -> Mapping[str, str]:
    """Return the files of the project with all changes, by path; those in which nothing changes are left out."""
    files: dict[str, str] = {}
    kinds = dict.fromkeys([*change.gone, *change.texts, *change.rows, *(row.kind for row in made.rows)])
    for kind in kinds:
        before = project.texts.get(file_of(kind), "")
        if not before and file_of(kind).endswith(".csv"):
            before = csv_text(kind, ())
        pieces = pieces_of(kind, before)
        changed: dict[str, str] = {}
        for piece in pieces.pieces:
            if row := change.rows.get(kind, {}).get(piece.id):
                changed[piece.id] = _anew(row, piece, pieces)
            elif texts := change.texts.get(kind, {}).get(piece.id):
                changed[piece.id] = with_texts(piece, pieces.columns, texts)
        added = [written(row, pieces) for row in made.of(kind)]
        files[file_of(kind)] = pieces.edited(change.gone.get(kind, ()), changed, added)
    files |= _bibliography(project, change, made, documents)
    return {file: text for file, text in files.items() if text != project.texts.get(file)}


def _anew(row: Row, piece: Piece, pieces: Pieces) -> str:
    """Return a record that is written anew, as it was where it says the same."""
    text = written(row, pieces)
    return piece.text if text.strip() == piece.text.strip() else text


def _bibliography(
    project: _Project, change: Change, made: Assembled, documents: Sequence[tuple[str, Gathered]]
) -> Mapping[str, str]:
    """Return the bibliographies: entries of new documents and works, and where each work is cited now."""
    corpus = bib_pieces(project.texts.get(DOCUMENTS_FILE, ""))
    there = {piece.id for piece in corpus.pieces}
    entries = document_entries(documents, made.plain)
    anew = {
        id_: f"{entries[id_]}\n"
        for id_, document in documents
        if id_ in change.rows.get("documents", {}) and _changed_file(project, id_, document)
    }
    new = [entry for id_, entry in entries.items() if id_ not in there]
    gone = change.gone.get("documents", set())
    files = {DOCUMENTS_FILE: corpus.edited(gone, anew, _apart(new))}
    cited = _citations(project, change, made)
    works = bib_pieces(project.texts.get(WORKS_FILE, ""))
    listed = {piece.id for piece in works.pieces}
    dropped = {key for key, places in cited.items() if not places}
    changed = {
        piece.id: with_fields(piece.text, places_of(cited[piece.id]))
        for piece in works.pieces
        if piece.id in cited and piece.id not in dropped
    }
    added = [_entry(work, cited) for work in made.works if work.key not in listed and cited.get(work.key)]
    files[WORKS_FILE] = works.edited(dropped, changed, _apart(added))
    return files


def _apart(entries: Sequence[str]) -> list[str]:
    return [f"\n{entry}" for entry in entries]


def _changed_file(project: _Project, id_: str, document: Gathered) -> bool:
    record = project.records.by_id.get(id_)
    return record is not None and str(record.text("sha256") or "") != document.sha256


def _entry(work: Work, cited: Mapping[str, Sequence[tuple[str, str]]]) -> str:
    return with_fields(work.text, places_of(cited[work.key]))


def _citations(project: _Project, change: Change, made: Assembled) -> Mapping[str, Sequence[tuple[str, str]]]:
    """Return where each work whose notes change is cited, by document and number; nowhere any more: nothing."""
    places: dict[str, list[tuple[str, str]]] = {}
    touched: set[str] = set()
    for record in project.records.of("notes"):
        work, document = record.text("work"), record.text("document")
        if work is None or document is None:
            continue
        here = places.setdefault(str(work.strip()), [])
        if change.is_gone(record):
            touched.add(str(work.strip()))
        else:
            here.append((str(document.strip()), str(record.text("number") or "").strip()))
    for row in made.of("notes"):
        places.setdefault(row.text("work"), []).append((row.text("document"), row.text("number")))
        touched.add(row.text("work"))
    return {key: places[key] for key in places if key in touched}


def _keep_lines(project: _Project, beside: Path, tools: Tools) -> None:
    """Keep what the lock says of claims that hold no longer: a reader is to see that their passages changed."""
    lock = load_lock(beside, tools).value
    records = load_records(beside, tools).value
    failing = [claim for claim in records.claims if claim.id not in lock.claims and claim.id in project.lock.claims]
    sound = [claim for claim in records.claims if claim.id in lock.claims]
    needed = {str(locator.segment) for claim in sound for locator in (*claim.evidence, *claim.via)}
    segments, pieces, claims = dict(lock.segments), dict(lock.pieces), dict(lock.claims)
    for claim in failing:
        claims[claim.id] = project.lock.claims[claim.id]
        for name in {str(locator.segment) for locator in (*claim.evidence, *claim.via)} - needed:
            if name in project.lock.segments:
                segments[name] = project.lock.segments[name]
                pieces[name] = project.lock.pieces.get(name, ())
    if failing:
        write_lock(beside, replace(lock, segments=segments, pieces=pieces, claims=claims), tools)
