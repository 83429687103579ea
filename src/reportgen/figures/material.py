"""What figures draw from: the records, and the works of the bibliography in the same form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from reportgen.bibliography import Library
from reportgen.codes import diagnose
from reportgen.diagnostics import Diagnostic
from reportgen.exhibits import ANY, Exhibit, no_such_value, unknown
from reportgen.records import SCHEMAS, Record, Records
from reportgen.records.schema import Field
from reportgen.values import Tree, Value

WORKS = "works"


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """Records by kind; `works` are the entries of the bibliography, with their type as the field `entrytype`."""

    records: Records
    library: Library

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds there can be."""
        return (*SCHEMAS, WORKS)

    @property
    def complete(self) -> bool:
        """Whether everything could be read and is here, so that what is missing is nowhere."""
        return self.records.whole and self.library.complete

    def of(self, kind: str) -> tuple[Record, ...]:
        """Return what there is of a kind, in written order."""
        return self.records.of(kind) if kind != WORKS else tuple(self._works())

    def fields(self, kind: str) -> Mapping[str, Field]:
        """Return the fields that a kind has."""
        if kind != WORKS:
            return SCHEMAS[kind].fields
        names = dict.fromkeys(name for entry in self.library.entries.values() for name in entry.fields)
        return {name: Field() for name in ("id", "entrytype", *names)}

    def _works(self) -> Iterator[Record]:
        for key, entry in self.library.entries.items():
            items = {"id": Value(key, entry.place), "entrytype": Value(entry.type, entry.place), **entry.fields}
            fields = Tree(items, entry.place, {name: value.place for name, value in items.items()})
            yield Record(id=key, kind=WORKS, fields=fields, place=entry.place, claims=())


def chosen(exhibit: Exhibit, source: str, material: Material) -> tuple[tuple[Record, ...], tuple[Diagnostic, ...]]:
    """Return the records that the filter `where` keeps, and what is wrong with it."""
    records, found = material.of(source), list[Diagnostic]()
    fields = material.fields(source)
    where = exhibit.tree.get("where")
    if where is not None and not isinstance(where, Tree):
        place = exhibit.tree.key_places["where"]
        found.append(diagnose("TAB301", "'where' must be a mapping", place, length=len("where")))
    for key, wanted in where.items() if isinstance(where, Tree) else ():
        items = wanted if isinstance(wanted, tuple) else (wanted,)
        values = {str(v) for v in items}
        if key not in fields:
            place = where.key_places[key] if isinstance(where, Tree) else exhibit.place
            found.append(unknown(key, tuple(fields), "TAB303", f"these records have no field '{key}'", place))
            continue
        there = frozenset(str(r.text(key) or "").strip() for r in material.of(source))
        if ANY in values:
            records = tuple(r for r in records if str(r.text(key) or "").strip())
            continue
        if material.complete:
            found.extend(no_such_value(items, there, fields[key], key))
        records = tuple(r for r in records if str(r.text(key) or "") in values)
    return records, tuple(found)


def documents_of(record: Record) -> str:
    """Return the documents of a record's evidence, as a figure prints them."""
    return ", ".join(dict.fromkeys(locator.document for locator in record.evidence))
