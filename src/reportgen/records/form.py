"""Whether each field of a record has the form that its schema asks for, and fits the fields beside it."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal

from reportgen.codes import diagnose
from reportgen.dates import is_date
from reportgen.diagnostics import Diagnostic, Place
from reportgen.documents.locator import parse_locator
from reportgen.records.schema import Field, Holds
from reportgen.values import Node, Tree, Value

_NUMBER = re.compile(r"-?\d+(\.\d+)?", re.ASCII)
# A text of digits that can be meant for nothing but a date, whatever the field.
_LIKE_A_DATE = re.compile(r"[12]\d{3}-\d{2}(?:-\d{2})?", re.ASCII)
_SHA256 = re.compile(r"[0-9a-f]{64}")
# How many characters an ISO date of a precision has at least.
_FINEST = {"day": 10, "month": 7}
_ID = re.compile(r"[A-Za-z][A-Za-z0-9-]*")


def check_tree(tree: Tree, fields: Mapping[str, Field], name: str) -> Iterator[Diagnostic]:
    """Check the fields of a record, or of an item in one; `name` is what the record is called in messages."""
    misspelt: set[str] = set()
    for key in tree:
        if key not in fields:
            near = difflib.get_close_matches(key.casefold(), fields, 1, 0.6)
            misspelt.update(name for name in near if name not in tree)
            hint = f"did you mean '{near[0]}'?" if near else f"known are: {', '.join(fields)}"
            place = tree.key_places.get(key, tree.place)
            yield diagnose("REC205", f"field '{key}' is not known for {name}", place, hint=hint, length=len(key))
    for key, field in fields.items():
        if key not in misspelt:
            yield from check_field(tree, key, field)
    yield from _check_unsupported(tree, fields, misspelt)
    yield from _check_order(tree, fields)
    yield from _check_phrase(tree, fields)


def check_field(tree: Tree, key: str, field: Field) -> Iterator[Diagnostic]:
    """Check one field by itself."""
    node = tree.get(key)
    place = tree.key_places.get(key, tree.place)
    if node is None or node == () or (isinstance(node, Value) and not node.strip()):
        if field.required:
            code = "REC221" if key == "evidence" else "REC206"
            yield diagnose(code, f"'{key}' is empty", place)
    else:
        yield from _check_node(node, key, field, place)


def _check_unsupported(tree: Tree, fields: Mapping[str, Field], misspelt: set[str]) -> Iterator[Diagnostic]:
    """Where evidence may be left out, words may not be quoted without it: nobody would check them."""
    evidence = fields.get("evidence")
    if evidence is None or evidence.required or tree.text("evidence") or "evidence" in misspelt:
        return
    for key, field in fields.items():
        value = tree.text(key)
        if value and (field.holds is Holds.QUOTED or key == "via"):
            yield diagnose("REC221", f"'{key}' needs evidence", value.place, length=len(value))


def _check_phrase(tree: Tree, fields: Mapping[str, Field]) -> Iterator[Diagnostic]:
    """A document that is not silent on something is quoted on it."""
    symbol = tree.text("symbol")
    if symbol is None or symbol.strip() not in fields.get("symbol", Field()).choices or symbol.strip() == "silent":
        return
    if "phrase" in fields and tree.text("phrase") is None:
        message = f"'phrase' is empty, where the document {symbol.strip()}"
        yield diagnose("REC206", message, symbol.stripped().place, length=len(symbol.strip()))


def _check_order(tree: Tree, fields: Mapping[str, Field]) -> Iterator[Diagnostic]:
    """The end of a range does not come before its start, and a date is as fine as its precision says."""
    for key, field in fields.items():
        start, end = tree.text(key), tree.text(f"{key}_end")
        if field.holds is Holds.DATE and start and end and is_date(start.strip()) and is_date(end.strip()):
            first, last = start.strip(), end.strip()
            if last[: len(first)] < first[: len(last)]:
                message = f"'{last}' comes before the start, {first}"
                yield diagnose("REC223", message, end.stripped().place, length=len(last))
    low, high = tree.text("value"), tree.text("value_high")
    bounds = [Decimal(bound.strip()) for bound in (low, high) if bound and _NUMBER.fullmatch(bound.strip())]
    if low and high and len(bounds) == 2 and bounds[1] < bounds[0]:
        message = f"the upper value, {high.strip()}, is below the lower one, {low.strip()}"
        yield diagnose("REC229", message, high.stripped().place, length=len(high.strip()))
    date, precision = tree.text("date"), tree.text("precision")
    if date and precision and is_date(date.strip()) and len(date.strip()) < _FINEST.get(precision.strip(), 0):
        message = f"the date {date.strip()} is not given to the {precision.strip()}"
        hint = "give the date as fine as 'precision' says, or say there how fine it is"
        place = precision.stripped().place
        yield diagnose("REC230", message, place, hint=hint, length=len(precision.strip()))


def _check_node(node: Node, key: str, field: Field, place: Place) -> Iterator[Diagnostic]:
    if field.items is not None:
        items = node if isinstance(node, tuple) else (node,)
        if (field.holds is Holds.ITEMS) != isinstance(node, tuple) or not all(isinstance(i, Tree) for i in items):
            wanted = "a list of mappings" if field.holds is Holds.ITEMS else "a mapping"
            yield diagnose("REC207", f"'{key}' must be {wanted}", place)
            return
        for item in items:
            if isinstance(item, Tree):
                yield from check_tree(item, field.items, key)
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
    elif (field.holds is Holds.DATE or (field.holds is Holds.TEXT and _LIKE_A_DATE.fullmatch(value))) and not is_date(
        value
    ):
        hint = "write 2022, 2022-03 or 2022-03-21"
        yield diagnose("REC223", f"'{value}' is not a date", value.place, hint=hint, length=size)
    elif field.holds is Holds.CHOICE and value not in field.choices:
        near = [choice for choice in field.choices if choice.casefold() == value.casefold()]
        near = near or difflib.get_close_matches(value.casefold(), field.choices, 1, 0.7)
        hint = f"did you mean '{near[0]}'?" if near else f"use one of: {', '.join(field.choices)}"
        yield diagnose("REC207", f"'{value}' is not a {key}", value.place, hint=hint, length=size)
    elif field.holds is Holds.SHA256 and not _SHA256.fullmatch(value):
        hint = "a SHA-256 has 64 digits and lower-case letters from a to f; sha256sum prints it"
        yield diagnose("REC233", f"'{value[:12]}' is no SHA-256", value.place, hint=hint, length=size)
    elif field.holds is Holds.ID and not _ID.fullmatch(value):
        hint = "ids have letters, digits and hyphens"
        yield diagnose("REC207", f"'{value}' cannot be an id", value.place, hint=hint, length=size)
