"""Read the data folder: files -> rows -> checked records."""

from __future__ import annotations

import difflib
import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from reportgen.cache import Cache, pack_diagnostics, unpack_diagnostics
from reportgen.codes import diagnose
from reportgen.diagnostics import Diagnostic, Outcome, Place, Related
from reportgen.documents import Locator
from reportgen.documents.locator import parse_locator
from reportgen.records.files import read_csv, read_yaml
from reportgen.records.form import check_tree
from reportgen.records.ledger import LEDGER_FILE
from reportgen.records.links import check_references
from reportgen.records.record import Claim, Record, Records
from reportgen.records.schema import SCHEMAS, Field, Schema
from reportgen.texts import decode
from reportgen.tools import Tools
from reportgen.values import Tree, Value


@dataclass(frozen=True, slots=True, kw_only=True)
class _Folder:
    """What lies in `data/`: the record files by kind, each with its bytes or its fault, and what else is odd."""

    files: Mapping[str, tuple[tuple[str, bytes | OSError], ...]]
    odd: Mapping[str, tuple[Diagnostic, ...]]
    unknown: tuple[Diagnostic, ...]

    @property
    def digest(self) -> str | None:
        """The digest of all of it, `None` when a file cannot be read."""
        whole = hashlib.sha256(repr((self.odd, self.unknown)).encode("utf-8", "surrogateescape"))
        for kind, files in self.files.items():
            for file, data in files:
                if isinstance(data, OSError):
                    return None
                whole.update(f"\0{kind}\0{file}\0{len(data)}\0".encode("utf-8", "surrogateescape"))
                whole.update(data)
        return whole.hexdigest()


def load_records(project: Path, tools: Tools, cache: Cache | None = None) -> Outcome[Records]:
    """Read every record file below `data/`; a row without an id is reported and left out."""
    folder = _look(project, tools)
    digest = folder.digest if cache is not None else None
    if cache is None or digest is None:
        return _load(folder, cache)
    return cache.again("records", (digest,), lambda: _load(folder, cache))


def _look(project: Path, tools: Tools) -> _Folder:
    files: dict[str, tuple[tuple[str, bytes | OSError], ...]] = {}
    odd: dict[str, tuple[Diagnostic, ...]] = {}
    for schema in SCHEMAS.values():
        paths = tools.list(project / "data", schema.file)
        files[schema.kind] = tuple((path.relative_to(project).as_posix(), _bytes(path, tools)) for path in paths)
        if not paths and "*" not in schema.file:
            odd[schema.kind] = tuple(_odd_file(project / "data" / schema.file, f"data/{schema.file}", tools))
    return _Folder(files=files, odd=odd, unknown=tuple(_unknown_files(project, tools)))


def _bytes(path: Path, tools: Tools) -> bytes | OSError:
    try:
        return tools.read(path)
    except OSError as error:
        return error


def _load(folder: _Folder, cache: Cache | None) -> Outcome[Records]:
    found: list[Diagnostic] = []
    unread: set[str] = set()
    by_kind: dict[str, tuple[Record, ...]] = {}
    for schema in SCHEMAS.values():
        records: list[Record] = []
        odd = folder.odd.get(schema.kind, ())
        found.extend(odd)
        if odd:
            unread.add(schema.kind)
        for file, data in folder.files[schema.kind]:
            outcome = _rows(data, file, schema, cache)
            found.extend(outcome.diagnostics)
            if outcome.diagnostics:
                unread.add(schema.kind)
            for row, wrong in zip(outcome.value, _forms(outcome.value, file, data, schema, cache), strict=True):
                found.extend(wrong)
                record = _record(row, schema)
                if record is not None:
                    records.append(record)
                else:
                    unread.add(schema.kind)
        if records:
            by_kind[schema.kind] = tuple(records)
    found.extend(folder.unknown)
    if not by_kind and not found and not any(folder.files.values()):
        found.append(diagnose("REC224", "no records in data/", Place(file="data")))
    by_id, repeats = _index(by_kind)
    found.extend(repeats)
    # What is named then may be the record that bears another's name.
    doubtful = {record.kind for records in by_kind.values() for record in records if by_id[record.id] is not record}
    records_ = Records(by_kind=by_kind, by_id=by_id, complete=not unread)
    if by_kind and "documents" not in by_kind and not unread & {"documents"}:
        missing = "there is no data/documents.yaml, so nobody knows the documents that records name"
        found.append(diagnose("REC201", missing, Place(file="data/documents.yaml")))
        unread.add("documents")
    found.extend(check_references(records_, unread | doubtful))
    return Outcome(records_, tuple(found))


def _odd_file(path: Path, file: str, tools: Tools) -> Iterator[Diagnostic]:
    """Report a folder or a pipe that stands where a record file should."""
    try:
        tools.read(path)
    except FileNotFoundError:
        return
    except OSError as error:
        yield diagnose("REC201", f"cannot read {file}: {error.strerror or error}", Place(file=file))


def _unknown_files(project: Path, tools: Tools) -> Iterator[Diagnostic]:
    """Report files that look like records and are read by nobody."""
    folder = project / "data"
    known = sorted(schema.file for schema in SCHEMAS.values())
    read = {path for file in known for path in tools.list(folder, file)}
    for suffix in ("csv", "yaml", "yml"):
        for path in tools.list(folder, f"**/*.{suffix}"):
            name = path.relative_to(folder).as_posix()
            if path not in read and not name.startswith("sources/") and f"data/{name}" != LEDGER_FILE:
                near = [file for file in known if Path(file).stem == path.stem]
                near += difflib.get_close_matches(name, known, 1, 0.6)
                hint = f"did you mean {near[0]}?" if near else f"known are: {', '.join(known)}"
                place = Place(file=path.relative_to(project).as_posix())
                yield diagnose("REC201", f"{path.name} is no record file that reportgen knows", place, hint=hint)


def _rows(data: bytes | OSError, file: str, schema: Schema, cache: Cache | None) -> Outcome[tuple[Tree, ...]]:
    if isinstance(data, OSError):
        message = f"cannot read {file}: {data.strerror or data}"
        return Outcome((), (diagnose("REC201", message, Place(file=file)),))
    text, found = decode(data, file, "REC220")
    if text is None:
        return Outcome((), found)
    if file.endswith(".csv"):
        sheet = read_csv(text, file)
        wrong = tuple(_wrong_columns(sheet.value.head, schema))
        return Outcome(() if wrong else sheet.value.rows, sheet.diagnostics + wrong)
    tree = read_yaml(text, file, cache=cache)
    if tree.value is None and (tree.diagnostics or "*" not in schema.file):
        return Outcome((), tree.diagnostics)
    items = (tree.value,) if "*" in schema.file else tree.value
    if not isinstance(items, tuple) or not all(isinstance(item, Tree) for item in items):
        message = "the file must hold a mapping" if "*" in schema.file else "the file must hold a list of mappings"
        return Outcome((), (*tree.diagnostics, diagnose("REC204", message, Place(file=file, line=1))))
    return Outcome(tuple(item for item in items if isinstance(item, Tree)), tree.diagnostics)


def _wrong_columns(head: tuple[Value, ...], schema: Schema) -> Iterator[Diagnostic]:
    missing = [name for name, field in schema.fields.items() if field.required and name not in head]
    for name in head:
        if name not in schema.fields:
            near = difflib.get_close_matches(name, schema.fields, 1, 0.6)
            hint = f"did you mean '{near[0]}'?" if near else f"known are: {', '.join(schema.fields)}"
            message = f"column '{name}' is not known for {schema.kind}"
            yield diagnose("REC203", message, name.place, hint=hint, length=len(name))
            missing = [other for other in missing if not near or other != near[0]]
    if head:
        for other in missing:
            hint = f"the head has: {', '.join(head)}"
            yield diagnose("REC203", f"column '{other}' is missing", head[0].place, hint=hint)


def _forms(
    rows: tuple[Tree, ...], file: str, data: bytes | OSError, schema: Schema, cache: Cache | None
) -> tuple[tuple[Diagnostic, ...], ...]:
    """Return what is wrong with the form of the fields of each row of a file, or what was the last time."""

    def check() -> tuple[tuple[Diagnostic, ...], ...]:
        return tuple(tuple(check_tree(row, schema.fields, schema.kind)) for row in rows)

    if cache is None or isinstance(data, OSError):
        return check()
    return cache.fetch(
        "forms", cache.key(schema.kind, file, data), check,
        lambda found: [pack_diagnostics(wrong) for wrong in found],
        lambda plain: tuple(map(unpack_diagnostics, plain)),
    )  # fmt: skip


def record_of(row: Tree, schema: Schema) -> Outcome[Record | None]:
    """Return the record of a row, `None` for one without an id, and what is wrong with the form of its fields."""
    return Outcome(_record(row, schema), tuple(check_tree(row, schema.fields, schema.kind)))


def _record(row: Tree, schema: Schema) -> Record | None:
    id_ = row.text("id")
    if id_ is None:
        return None
    claims = tuple(_claims(row, schema.fields, str(id_), schema.kind, ""))
    return Record(id=str(id_), kind=schema.kind, fields=row, place=id_.place, claims=claims)


def _claims(tree: Tree, fields: Mapping[str, Field], record: str, kind: str, path: str) -> Iterator[Claim]:
    """Find every mapping with evidence in a record, outermost first."""
    evidence, via = _locators(tree, "evidence"), _locators(tree, "via")
    if evidence:
        yield Claim(record=record, kind=kind, path=path, fields=tree, evidence=evidence, via=via)
    for name, field in fields.items():
        node = tree.get(name)
        if field.items is None or node is None:
            continue
        several = isinstance(node, tuple)
        for number, item in enumerate(node if isinstance(node, tuple) else (node,), 1):
            if isinstance(item, Tree):
                inner = f"{path}.{name}".lstrip(".") + (f".{number}" if several else "")
                yield from _claims(item, field.items, record, kind, inner)


def _locators(tree: Tree, key: str) -> tuple[Locator, ...]:
    value = tree.text(key)
    return tuple(found for part in value.parts(";") if (found := parse_locator(part))) if value else ()


def _index(by_kind: Mapping[str, tuple[Record, ...]]) -> tuple[dict[str, Record], tuple[Diagnostic, ...]]:
    by_id: dict[str, Record] = {}
    folded: dict[str, Record] = {}
    repeats: list[Diagnostic] = []
    for records in by_kind.values():
        for record in records:
            same = by_id.setdefault(record.id, record)
            near = folded.setdefault(record.id.casefold(), record)
            if near is record:
                continue
            first = same if same is not record else near
            message = f"id '{record.id}' stands twice"
            if first.id != record.id:
                message = f"the ids '{record.id}' and '{first.id}' differ in case only"
            related = (Related(message="first used here", place=first.place),)
            repeats.append(diagnose("REC208", message, record.place, related=related, length=len(record.id)))
    return by_id, tuple(repeats)
