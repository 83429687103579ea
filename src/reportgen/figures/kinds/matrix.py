"""Matrices: one record a cell, found by two fields; a third field decides the sign.

`rows` and `columns` name the fields, `sign` the third one. A row whose field refers to other records is labelled by
their first text. `signs` gives values their signs, `key` says them in words; for the symbols of positions both are
known. `order: agreement` puts what nobody denies before what somebody denies. `numbered: yes` prints the values of
`rows` in capitals before the labels, for reports that call the rows by these.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from reportgen.codes import diagnose
from reportgen.diagnostics import Diagnostic, Place, Related
from reportgen.exhibits import Exhibit, unknown
from reportgen.figures.kinds.kind import Chosen, Kind, Picture, Request
from reportgen.figures.material import Material
from reportgen.records import SCHEMAS, Record
from reportgen.records.schema import Holds
from reportgen.values import Tree, Value

if TYPE_CHECKING:
    from reportgen.figures.drawing import Sign

_KNOWN: Mapping[str, Sign] = {"affirms": "full", "qualified": "half", "denies": "cross", "silent": "dash"}
_SIGNS: Mapping[str, Sign] = {
    "full": "full", "half": "half", "cross": "cross", "dash": "dash", "ring": "ring", "square": "square",
    "diamond": "diamond", "triangle": "triangle",
}  # fmt: skip
_ORDERS = ("given", "agreement")
_AGAINST = "cross"
_MOST_COLUMNS = 14


def _field(exhibit: Exhibit, key: str) -> str:
    return str(exhibit.text(key) or {"rows": "proposition", "columns": "document", "sign": "symbol"}[key])


def _select(request: Request) -> tuple[Chosen, Iterator[Diagnostic]]:
    return request.records, _faults(request.exhibit, request.records)


def _faults(exhibit: Exhibit, records: Chosen) -> Iterator[Diagnostic]:
    yield from _form(exhibit)
    fields = tuple(_field(exhibit, key) for key in ("rows", "columns", "sign"))
    if records and all(name in records[0].fields or name in _all_fields(records) for name in fields):
        yield from _cells(exhibit, records, fields)


def _form(exhibit: Exhibit) -> Iterator[Diagnostic]:
    """Check the order, the signs and the key as they are written."""
    order = exhibit.text("order")
    if order is not None and order not in _ORDERS:
        yield unknown(order, _ORDERS, "TAB301", f"'{order}' is not an order", order.place)
    for name in ("signs", "key"):
        if name in exhibit.tree and not isinstance(exhibit.tree.get(name), Tree):
            yield diagnose("TAB301", f"'{name}' must be a mapping", exhibit.tree.key_places[name], length=len(name))
    for sign in _mapping(exhibit, "signs").values():
        if isinstance(sign, Value) and sign not in _SIGNS:
            yield unknown(sign, tuple(_SIGNS), "TAB301", f"'{sign}' is not a sign", sign.place)
    key, signs = _mapping(exhibit, "key"), _signs(exhibit)
    for value in key:
        if value not in signs:
            message = f"'{value}' has no sign in this figure"
            yield unknown(value, tuple(signs), "TAB301", message, key.key_places[value])


def _cells(exhibit: Exhibit, records: Chosen, fields: tuple[str, ...]) -> Iterator[Diagnostic]:
    """Check that each value has a sign, each cell one record, and that the columns can be told apart."""
    signs = _signs(exhibit)
    told: set[str] = set()
    cells: dict[tuple[str, str], Record] = {}
    for record in records:
        row, column, value = (str(record.text(name) or "").strip() for name in fields)
        if value and value not in signs and value not in told:
            told.add(value)
            message = f"'{value}' has no sign in this figure"
            hint = f"give it one: 'signs: {{{value}: ring}}'; there are {', '.join(_SIGNS)}"
            place = exhibit.tree.key_places.get("signs", exhibit.place)
            yield diagnose("TAB301", message, place, hint=hint)
        first = cells.setdefault((row, column), record)
        if first is not record:
            related = (Related(message="the first", place=first.place),)
            message = f"'{record.id}' is a second record for {row} and {column}"
            yield diagnose("TAB306", message, record.place, related=related, length=len(record.id))
    columns = {column for _, column in cells}
    if len(columns) > _MOST_COLUMNS:
        place = (exhibit.text("columns") or exhibit.text("records") or Value("", exhibit.place)).place
        message = f"{exhibit.id} has {len(columns)} columns; the most that can be read are {_MOST_COLUMNS}"
        yield diagnose("TAB313", message, place)


def _mapping(exhibit: Exhibit, name: str) -> Tree:
    """Return a mapping of the declaration, an empty one when there is none."""
    node = exhibit.tree.get(name)
    return node if isinstance(node, Tree) else Tree({}, exhibit.place, {})


def _all_fields(records: Chosen) -> frozenset[str]:
    return frozenset(SCHEMAS[records[0].kind].fields) if records[0].kind in SCHEMAS else frozenset(records[0].fields)


def _signs(exhibit: Exhibit) -> dict[str, Sign]:
    """Return the sign of each value."""
    own = {str(key): _SIGNS.get(str(value)) for key, value in _mapping(exhibit, "signs").items()}
    return {**_KNOWN, **{key: sign for key, sign in own.items() if sign is not None}}


def _key(exhibit: Exhibit) -> tuple[tuple[Sign, str], ...]:
    """Return the signs with their meaning, in the order of the declaration."""
    words = {str(key): str(value) for key, value in _mapping(exhibit, "key").items()}
    signs = _signs(exhibit)
    order = (*(value for value in words if value in signs), *(value for value in signs if value not in words))
    return tuple((signs[value], words.get(value, value)) for value in order)


def _label(value: Value, kind: str, name: str, material: Material) -> tuple[str, Place]:
    """Return what a row or a column is called: the first text of the record it refers to, or the value itself."""
    field = SCHEMAS[kind].fields.get(name) if kind in SCHEMAS else None
    target = material.records.by_id.get(str(value)) if field and field.holds is Holds.REFERENCE else None
    if target is None:
        return str(value), value.place
    texts = (key for key, other in SCHEMAS[target.kind].fields.items() if other.holds is Holds.TEXT)
    text = next((found for key in texts if (found := target.text(key))), value)
    return str(text), text.place


def _picture(request: Request) -> Picture:
    exhibit, records, material = request.exhibit, request.records, request.material
    from reportgen.figures.drawing import MatrixRow, Words, lay_out_matrix

    across, down, field = (_field(exhibit, key) for key in ("columns", "rows", "sign"))
    signs = _signs(exhibit)
    whole = [record for record in records if record.text(across) and record.text(down)]
    columns = tuple(dict.fromkeys(str(record.text(across)) for record in whole))
    cells = {(str(r.text(down)), str(r.text(across))): signs.get(str(r.text(field) or "")) for r in whole}
    named = {str(v): _label(v, r.kind, down, material) for r in whole if (v := r.text(down)) is not None}
    heads = {str(v): _label(v, r.kind, across, material) for r in whole if (v := r.text(across)) is not None}
    sort = exhibit.text("order") == "agreement"
    words = Words()
    rows: list[MatrixRow] = []
    for row, (label, _) in named.items():
        line = tuple(cells.get((row, column)) for column in columns)
        group = (words.contested if _AGAINST in line else words.uncontested) if sort else ""
        number = row.upper() if exhibit.switched_on("numbered") else ""
        rows.append(MatrixRow(label=label, signs=line, group=group, number=number))
    if sort:
        rows.sort(key=lambda row: row.group == words.contested)
    texts = (
        *named.values(),
        *((row.upper(), place) for row, (_, place) in named.items()),
        *heads.values(),
        *((text, exhibit.place) for _, text in _key(exhibit)),
    )
    titles, key = tuple(heads[column][0] for column in columns), _key(exhibit)
    return Picture(
        values=(tuple(rows), titles, key), lay_out=lambda style: lay_out_matrix(rows, titles, key, style), texts=texts
    )


MATRIX = Kind(
    name="matrix", keys=("rows", "columns", "sign", "signs", "key", "order", "numbered"),
    fields=("rows", "columns", "sign"), needs=(), select=_select, picture=_picture, most=600,
)  # fmt: skip
