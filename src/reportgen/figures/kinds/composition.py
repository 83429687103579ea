"""Compositions: records counted by one field, each number divided by another.

`by` names the field of the rows, `labels` what its values are called; `split` names the field of the parts. `parts`
gives the parts in their order, each with the values that belong to it, and `rest` is what all others are called.
With `parts` and no `rest` the others are not counted; with neither, each value is a part. `order` is `count` (the
largest first, as when left out) or `given`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from reportgen.codes import diagnose
from reportgen.diagnostics import Diagnostic, Place
from reportgen.exhibits import Exhibit, no_such_value, unknown
from reportgen.figures.kinds.kind import Chosen, Kind, Picture, Request
from reportgen.records import Record
from reportgen.values import Tree, Value

_ORDERS = ("count", "given")
_MOST_ROWS = 40
_MOST_PARTS = 5
_LIST = re.compile(r"\s*;\s*|\s+and\s+")


def _parts(exhibit: Exhibit) -> Mapping[str, tuple[Value, ...]]:
    """Return the declared parts with the values that belong to each."""
    declared = exhibit.tree.get("parts")
    if not isinstance(declared, Tree):
        return {}
    return {
        str(name): tuple(item for item in (node if isinstance(node, tuple) else (node,)) if isinstance(item, Value))
        for name, node in declared.items()
    }


def _labels(exhibit: Exhibit) -> Mapping[str, Value]:
    """Return what values of the rows' field are called."""
    declared = exhibit.tree.get("labels")
    items = declared.items() if isinstance(declared, Tree) else ()
    return {str(value): label for value, label in items if isinstance(label, Value)}


def _part(record: Record, exhibit: Exhibit) -> str | None:
    """Return the part that a record belongs to: its value, the part that has it, the rest, or none."""
    name = exhibit.text("split")
    if name is None:
        return ""
    value = str(record.text(name) or "").strip()
    declared = _parts(exhibit)
    for part, values in declared.items():
        if {value, *_LIST.split(value)} & {str(item) for item in values}:
            return part
    rest = exhibit.text("rest")
    return str(rest) if rest is not None else (None if declared else value or "–")


def _names(exhibit: Exhibit, records: Chosen) -> tuple[str, ...]:
    """Return the parts in order: declared ones with the rest where it is first written, others as they occur."""
    found = dict.fromkeys(part for record in records if (part := _part(record, exhibit)) is not None)
    rest = exhibit.text("rest")
    ordered = (*_parts(exhibit), *((str(rest),) if rest is not None else ()), *found)
    if rest is not None and list(exhibit.tree).index("rest") < list(exhibit.tree).index("parts"):
        ordered = (str(rest), *ordered)
    return tuple(name for name in dict.fromkeys(ordered) if name in found)


def _select(request: Request) -> tuple[Chosen, Iterator[Diagnostic]]:
    exhibit, records = request.exhibit, request.records
    shown = tuple(record for record in records if _part(record, exhibit) is not None)
    return shown, _faults(request)


def _faults(request: Request) -> Iterator[Diagnostic]:
    exhibit, records = request.exhibit, request.records
    by, split, order = exhibit.text("by"), exhibit.text("split"), exhibit.text("order")
    if by is None:
        yield diagnose("TAB301", "a composition needs 'by', the field that it counts", exhibit.place)
        return
    if order is not None and order not in _ORDERS:
        yield unknown(order, _ORDERS, "TAB301", f"'{order}' is not an order", order.place)
    for key in ("parts", "rest"):
        needed = "split" if key == "parts" else "parts"
        if key in exhibit.tree and needed not in exhibit.tree:
            place = exhibit.tree.key_places[key]
            yield diagnose("TAB301", f"'{key}' says nothing without '{needed}'", place, length=len(key))
    known = {str(record.text(by) or "").strip() for record in request.material.of(str(exhibit.text("records")))}
    for value in _labels(exhibit) if request.material.complete else ():
        if value not in known:
            labels = exhibit.tree.get("labels")
            place = labels.key_places[value] if isinstance(labels, Tree) else exhibit.place
            yield unknown(value, tuple(sorted(known)), "TAB310", f"no record has '{value}' as its {by}", place)
    if "parts" in exhibit.tree and not isinstance(exhibit.tree.get("parts"), Tree):
        place = exhibit.tree.key_places["parts"]
        yield diagnose("TAB301", "'parts' must be a mapping of names to values", place, length=len("parts"))
    if split is not None and request.material.complete:
        whole = [str(record.text(split) or "").strip() for record in records]
        there = frozenset((*whole, *(part for value in whole for part in _LIST.split(value))))
        for values in _parts(exhibit).values():
            yield from no_such_value(values, there, None, split)
    rows = {str(record.text(by) or "") for record in records}
    if len(rows) > _MOST_ROWS:
        message = f"{exhibit.id} has {len(rows)} rows; the most that can be read are {_MOST_ROWS}"
        yield diagnose("TAB313", message, by.place, length=len(by))
    parts = _names(exhibit, records) if split is not None else ()
    if split is not None and len(parts) > _MOST_PARTS:
        message = f"{exhibit.id} has {len(parts)} parts; the most that can be told apart are {_MOST_PARTS}"
        yield diagnose("TAB313", message, split.place, hint="join some with 'parts'", length=len(split))


def _picture(request: Request) -> Picture:
    exhibit, records = request.exhibit, request.records
    from reportgen.figures.drawing import Stack, lay_out_composition

    by = str(exhibit.text("by"))
    parts = _names(exhibit, records)
    groups: dict[str, list[Record]] = {}
    for record in records:
        groups.setdefault(str(record.text(by) or "–").strip(), []).append(record)
    labels = _labels(exhibit)
    stacks = [
        Stack(
            label=labels.get(label, label[:1].upper() + label[1:]),
            counts=tuple(sum(_part(record, exhibit) == part for record in group) for part in parts),
        )
        for label, group in groups.items()
    ]
    if exhibit.text("order") != "given":
        stacks.sort(key=lambda stack: -stack.total)
    rows = tuple(stacks)
    named: list[tuple[str, Place]] = [(str(r.text(by) or ""), r.place) for r in records]
    named += [(str(label), label.place) for label in labels.values()]
    texts = (*named, *((part, exhibit.tree.key_places.get("split", exhibit.place)) for part in parts))
    return Picture(values=(rows, parts), lay_out=lambda style: lay_out_composition(rows, parts, style), texts=texts)


COMPOSITION = Kind(
    name="composition", keys=("by", "labels", "split", "parts", "rest", "order"), fields=("by", "split"), needs=(),
    select=_select, picture=_picture, most=100_000,
)  # fmt: skip
