"""Whether what records name exists: documents, and records of other kinds."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from reportgen.codes import diagnose
from reportgen.diagnostics import Diagnostic, Related
from reportgen.documents.locator import parse_locator
from reportgen.records.record import Records
from reportgen.records.schema import SCHEMAS, Field, Holds
from reportgen.values import Tree, Value

_SHOWN = 5
_NAMED = {Holds.REFERENCE, Holds.DOCUMENT, Holds.DOCUMENTS, Holds.LOCATORS}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Link:
    """A place that names a record of a kind; `value` is the whole name or locator."""

    kind: str
    name: str
    value: Value


def check_references(records: Records, unread: set[str]) -> Iterator[Diagnostic]:
    """Check that what records name exists; nothing is said of a kind whose file could not be read whole.

    A name that several places use and none bears is reported once; where a record has nearly that name and
    nobody names it, there.
    """
    used: dict[str, set[str]] = {}
    lost: dict[tuple[str, str], list[_Link]] = {}
    known = {kind: {record.id: record for record in records.of(kind)} for kind in SCHEMAS if kind not in unread}
    for kind, group in records.by_kind.items():
        for record in group:
            for link in _links(record.fields, SCHEMAS[kind].fields):
                if link.kind not in known:
                    continue
                used.setdefault(link.kind, set()).add(link.name)
                if link.name not in known[link.kind]:
                    lost.setdefault((link.kind, link.name), []).append(link)
    for (kind, name), links in lost.items():
        first, *others = links
        near = difflib.get_close_matches(name, known[kind], 3, 0.6)
        idle = [other for other in near if other not in used[kind]] if others else []
        if others and not idle and len(unnamed := known[kind].keys() - used[kind]) == 1:
            idle = list(unnamed)
        if idle:
            record = known[kind][idle[0]]
            message = f"'{record.id}' is named nowhere, but '{name}' is, in {_places(len(links))}"
            place, length, hint = record.place, len(record.id), f"did you mean '{name}'?"
            related = tuple(Related(message="named here", place=link.value.place) for link in links[:_SHOWN])
        else:
            what = "document" if kind == "documents" else f"record of {kind}"
            message = f"'{first.value}' is no {what}"
            if first.value != name:
                message = f"'{first.value}' names a document that documents.yaml does not have"
            message += f"; {_places(len(others))} more name '{name}'" if others else ""
            place, length = first.value.place, len(first.value)
            hint = f"did you mean '{near[0]}'?" if near else ""
            related = tuple(Related(message="named here too", place=link.value.place) for link in others[:_SHOWN])
        yield diagnose("REC217", message, place, hint=hint or None, related=related, length=length)


def _places(count: int) -> str:
    return f"{count} place{'s' if count > 1 else ''}"


def _links(tree: Tree, fields: Mapping[str, Field]) -> Iterator[_Link]:
    for key, field in fields.items():
        node = tree.get(key)
        if field.items is not None and node is not None:
            for item in node if isinstance(node, tuple) else (node,):
                if isinstance(item, Tree):
                    yield from _links(item, field.items)
        elif isinstance(node, Value) and field.holds in _NAMED:
            kind = field.kind if field.holds is Holds.REFERENCE else "documents"
            several = field.holds in {Holds.DOCUMENTS, Holds.LOCATORS}
            for part in node.parts(";") if several else (node.stripped(),):
                locator = parse_locator(part) if field.holds is Holds.LOCATORS else None
                name = locator.document if locator else str(part)
                if name and (locator or field.holds is not Holds.LOCATORS):
                    yield _Link(kind=kind, name=name, value=part)
