"""Read the data folder: files -> rows -> checked records."""

from __future__ import annotations

import difflib
import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from reportgen.cache import Cache
from reportgen.codes import diagnose
from reportgen.dates import is_date
from reportgen.diagnostics import Diagnostic, Outcome, Place, Related
from reportgen.documents import Locator
from reportgen.documents.locator import parse_locator
from reportgen.records.files import read_csv, read_yaml
from reportgen.records.record import Claim, Record, Records
from reportgen.records.schema import SCHEMAS, Field, Holds, Schema
from reportgen.tools import Tools
from reportgen.values import Node, Tree, Value, place_of_byte

_NUMBER = re.compile(r"-?\d+(\.\d+)?", re.ASCII)
_ID = re.compile(r"[A-Za-z][A-Za-z0-9-]*")


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
            for row in outcome.value:
                record = _record(row, schema)
                found.extend(record.diagnostics)
                if record.value is not None:
                    records.append(record.value)
        if records:
            by_kind[schema.kind] = tuple(records)
    found.extend(folder.unknown)
    if not by_kind and not found:
        found.append(diagnose("REC224", "no records in data/", Place(file="data")))
    by_id, repeats = _index(by_kind)
    found.extend(repeats)
    records_ = Records(by_kind=by_kind, by_id=by_id, complete=not unread)
    if by_kind and "documents" not in by_kind and not unread & {"documents"}:
        missing = "there is no data/documents.yaml, so nobody knows the documents that records name"
        found.append(diagnose("REC201", missing, Place(file="data/documents.yaml")))
        unread.add("documents")
    found.extend(_references(records_, unread))
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
            if path not in read and not name.startswith("sources/"):
                near = [file for file in known if Path(file).stem == path.stem]
                near += difflib.get_close_matches(name, known, 1, 0.6)
                hint = f"did you mean {near[0]}?" if near else f"known are: {', '.join(known)}"
                place = Place(file=path.relative_to(project).as_posix())
                yield diagnose("REC201", f"{path.name} is no record file that reportgen knows", place, hint=hint)


def _rows(data: bytes | OSError, file: str, schema: Schema, cache: Cache | None) -> Outcome[tuple[Tree, ...]]:
    if isinstance(data, OSError):
        message = f"cannot read {file}: {data.strerror or data}"
        return Outcome((), (diagnose("REC201", message, Place(file=file)),))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        message = f"not UTF-8: byte {error.object[error.start]:#04x}"
        return Outcome((), (diagnose("REC220", message, place_of_byte(error, file)),))
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


def _record(row: Tree, schema: Schema) -> Outcome[Record | None]:
    found: list[Diagnostic] = []
    id_ = row.text("id")
    claims = tuple(_claims(row, schema.fields, str(id_ or ""), schema.kind, ""))
    found.extend(_check_tree(row, schema.fields, schema.kind))
    if id_ is None:
        return Outcome(None, tuple(found))
    record = Record(id=str(id_), kind=schema.kind, fields=row, place=id_.place, claims=claims)
    return Outcome(record, tuple(found))


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


def _check_tree(tree: Tree, fields: Mapping[str, Field], name: str) -> Iterator[Diagnostic]:
    for key in tree:
        if key not in fields:
            near = difflib.get_close_matches(key, fields, 1, 0.6)
            hint = f"did you mean '{near[0]}'?" if near else f"known are: {', '.join(fields)}"
            place = tree.key_places.get(key, tree.place)
            yield diagnose("REC205", f"field '{key}' is not known for {name}", place, hint=hint, length=len(key))
    for key, field in fields.items():
        node = tree.get(key)
        place = tree.key_places.get(key, tree.place)
        if node is None or node == () or (isinstance(node, Value) and not node.strip()):
            if field.required:
                code = "REC221" if key == "evidence" else "REC206"
                yield diagnose(code, f"'{key}' is empty", place)
        else:
            yield from _check_node(node, key, field, place)
    yield from _check_unsupported(tree, fields)
    yield from _check_order(tree, fields)


def _check_unsupported(tree: Tree, fields: Mapping[str, Field]) -> Iterator[Diagnostic]:
    """Where evidence may be left out, words may not be quoted without it: nobody would check them."""
    evidence = fields.get("evidence")
    if evidence is None or evidence.required or tree.text("evidence"):
        return
    for key, field in fields.items():
        value = tree.text(key)
        if value and (field.holds is Holds.QUOTED or key == "via"):
            yield diagnose("REC221", f"'{key}' needs evidence", value.place, length=len(value))


def _check_order(tree: Tree, fields: Mapping[str, Field]) -> Iterator[Diagnostic]:
    """The end of a range does not come before its start."""
    for key, field in fields.items():
        start, end = tree.text(key), tree.text(f"{key}_end")
        if field.holds is Holds.DATE and start and end and is_date(start.strip()) and is_date(end.strip()):
            first, last = start.strip(), end.strip()
            if last[: len(first)] < first[: len(last)]:
                message = f"'{last}' comes before the start, {first}"
                yield diagnose("REC223", message, end.stripped().place, length=len(last))


def _check_node(node: Node, key: str, field: Field, place: Place) -> Iterator[Diagnostic]:
    if field.items is not None:
        items = node if isinstance(node, tuple) else (node,)
        if (field.holds is Holds.ITEMS) != isinstance(node, tuple) or not all(isinstance(i, Tree) for i in items):
            wanted = "a list of mappings" if field.holds is Holds.ITEMS else "a mapping"
            yield diagnose("REC207", f"'{key}' must be {wanted}", place)
            return
        for item in items:
            if isinstance(item, Tree):
                yield from _check_tree(item, field.items, key)
    elif field.holds is Holds.TEXTS:
        if not isinstance(node, tuple) or not all(isinstance(item, Value) for item in node):
            yield diagnose("REC207", f"'{key}' must be a list of texts", place)
    elif not isinstance(node, Value):
        yield diagnose("REC207", f"'{key}' must be a text", place)
    else:
        yield from _check_value(node.stripped(), key, field)


def _check_value(value: Value, key: str, field: Field) -> Iterator[Diagnostic]:
    size = len(value)
    if field.holds is Holds.LOCATORS:
        for part in value.parts(";"):
            if parse_locator(part) is None:
                hint = "write D3#p47 for a block, D3#n14 for a note"
                yield diagnose("REC209", f"'{part}' is not a locator", part.place, hint=hint, length=len(part))
    elif field.holds is Holds.NUMBER and not _NUMBER.fullmatch(value):
        yield diagnose("REC222", f"'{value}' is not a number", value.place, length=size)
    elif field.holds is Holds.DATE and not is_date(value):
        hint = "write 2022, 2022-03 or 2022-03-21"
        yield diagnose("REC223", f"'{value}' is not a date", value.place, hint=hint, length=size)
    elif field.holds is Holds.CHOICE and value not in field.choices:
        hint = f"use one of: {', '.join(field.choices)}"
        yield diagnose("REC207", f"'{value}' is not a {key}", value.place, hint=hint, length=size)
    elif field.holds is Holds.ID and not _ID.fullmatch(value):
        hint = "ids have letters, digits and hyphens"
        yield diagnose("REC207", f"'{value}' cannot be an id", value.place, hint=hint, length=size)


def _index(by_kind: Mapping[str, tuple[Record, ...]]) -> tuple[dict[str, Record], tuple[Diagnostic, ...]]:
    by_id: dict[str, Record] = {}
    repeats: list[Diagnostic] = []
    for records in by_kind.values():
        for record in records:
            first = by_id.setdefault(record.id, record)
            if first is not record:
                related = Related(message="first used here", place=first.place)
                repeats.append(
                    diagnose(
                        "REC208",
                        f"id '{record.id}' stands twice",
                        record.place,
                        related=(related,),
                        length=len(record.id),
                    )
                )
    return by_id, tuple(repeats)


def _references(records: Records, unread: set[str]) -> Iterator[Diagnostic]:
    """Check that what records name exists; nothing is said of a kind whose file could not be read whole."""
    known = {kind: frozenset(r.id for r in records.of(kind)) for kind in SCHEMAS if kind not in unread}
    for kind, group in records.by_kind.items():
        for record in group:
            yield from _check_references(record.fields, SCHEMAS[kind].fields, known)


def _check_references(
    tree: Tree, fields: Mapping[str, Field], known: Mapping[str, frozenset[str]]
) -> Iterator[Diagnostic]:
    for key, field in fields.items():
        node = tree.get(key)
        if field.items is not None and node is not None:
            for item in node if isinstance(node, tuple) else (node,):
                if isinstance(item, Tree):
                    yield from _check_references(item, field.items, known)
        elif isinstance(node, Value):
            yield from _check_reference(node, field, known)


def _check_reference(value: Value, field: Field, known: Mapping[str, frozenset[str]]) -> Iterator[Diagnostic]:
    kind = field.kind if field.holds is Holds.REFERENCE else "documents"
    if kind not in known:
        return
    if field.holds in {Holds.REFERENCE, Holds.DOCUMENT, Holds.DOCUMENTS}:
        what = f"record of {kind}" if field.holds is Holds.REFERENCE else "document"
        for part in value.parts(";") if field.holds is Holds.DOCUMENTS else (value.stripped(),):
            if part and part not in known[kind]:
                near = difflib.get_close_matches(part, known[kind], 1, 0.6)
                hint = f"did you mean '{near[0]}'?" if near else None
                yield diagnose("REC217", f"'{part}' is no {what}", part.place, hint=hint, length=len(part))
    elif field.holds is Holds.LOCATORS:
        for part in value.parts(";"):
            locator = parse_locator(part)
            if locator and locator.document not in known[kind]:
                message = f"'{part}' names a document that documents.yaml does not have"
                yield diagnose("REC217", message, part.place, length=len(part))
