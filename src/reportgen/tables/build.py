"""Compute a declared table: records in, printed cells and the laid out table out.

Cells are printed by macros of `report/tables/cells.tex.j2`, so that what a cell looks like is
edited like any other template.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from reportgen.cache import Cache, Plain, pack_node, pack_place
from reportgen.codes import diagnose
from reportgen.diagnostics import Diagnostic, Outcome, Place, Related, Severity
from reportgen.exhibits import INNER_KEYS, Exhibit, shortened, trees, unknown, with_note
from reportgen.markup import Tex, escape, one_sign_each, traced, unmark, unreviewed, without_signs
from reportgen.records.schema import SCHEMAS
from reportgen.tables.balance import balanced
from reportgen.tables.grid import Built, Grid, Head, Row
from reportgen.tables.layout import ALIGN, Column, lay_out
from reportgen.tables.rows import Rows, arrange
from reportgen.templating import Templates
from reportgen.values import Value
from reportgen.views import View

CELLS_TEMPLATE = "report/tables/cells.tex.j2"
TABLE_KEYS = (
    "records",
    "where",
    "join",
    "sort",
    "group",
    "group_show",
    "limit",
    "share",
    "most",
    "prefer",
    "optional",
    "pivot",
    "columns",
    "caption",
    "short",
    "notes",
    "source",
    "unverified",
    "description",
    "landscape",
    "wide",
)
_NO_FIELD = re.compile(r"ha(?:ve|s) no '(\w+)'$")


def build_table(
    exhibit: Exhibit,
    sources: Mapping[str, Sequence[Mapping[str, Any]]],
    templates: Templates,
    macros: frozenset[str],
    cache: Cache | None = None,
) -> Outcome[Built | None]:
    """Compute and lay out one declared table."""
    if not exhibit.readable:
        return Outcome(None)
    found: list[Diagnostic] = []
    arranged = arrange(exhibit, sources, cache)
    found.extend(arranged.diagnostics)
    columns = tuple(_columns(exhibit, macros, found))
    if not macros and templates.is_blank(CELLS_TEMPLATE):
        missing = [d for d in found if "has no macro" in d.message]
        if missing:
            at = Place(file=CELLS_TEMPLATE, line=1)
            found[:] = [d for d in found if d not in missing]
            found.append(diagnose("SEC522", f"the template '{CELLS_TEMPLATE}' is empty", at, severity=Severity.ERROR))
    shown = arranged.value
    if shown is None or not columns:
        return Outcome(None, tuple(found))
    printer = _Printer(templates, found)
    for view in (*shown.views(), *shown.left_out):  # what a limit leaves out is known to stand in the file
        if isinstance(view, View):
            view.use()
    rows: list[Any] = []
    if shown.lines:
        columns, rows = _pivot_rows(columns, shown, printer)
    else:
        rows = list(_rows(columns, shown, printer, _heading(exhibit, macros, found)))
        columns = tuple(_balanced(exhibit, columns, rows)) if rows else columns
    more = _more(exhibit, shown)
    grid = _grid(columns, rows, more)
    text = lay_out(with_note(exhibit, more), columns, rows)
    # One fault of a macro is one, however many rows it prints.
    told = dict.fromkeys(_misjoined(d, exhibit, templates) for d in found)
    return Outcome(Built(tex=unmark(text), grid=grid), tuple(told))


def _more(exhibit: Exhibit, shown: Rows) -> str:
    """Return the line that says how many records the limit of the table leaves out; `""` when it shows all."""
    if not shown.left_out:
        return ""
    kind, count = str(exhibit.text("records")), sum(1 for _ in shown.views())
    file = f"data/{SCHEMAS[kind].file}" if kind in SCHEMAS else "the bibliography"
    return shortened(count, count + len(shown.left_out), file)


def _heading(exhibit: Exhibit, macros: frozenset[str], found: list[Diagnostic]) -> Value | None:
    """Return the macro that prints the titles of groups, if one is declared."""
    macro = exhibit.text("group_show")
    if macro is None or macro in macros:
        return macro
    message = f"{CELLS_TEMPLATE} has no macro '{macro}'"
    found.append(unknown(macro, tuple(sorted(macros)), "TAB301", message, macro.place))
    return None


def _grid(columns: tuple[Column, ...], rows: list[Any], more: str) -> Grid:
    """Return what was computed as a value for other printers."""
    heads = tuple(Head(text=column.head, weight=column.weight, align=column.align) for column in columns)
    made = (Row(title=row) if isinstance(row, Tex) else Row(cells=tuple(Tex(cell) for cell in row)) for row in rows)
    return Grid(heads=heads, rows=tuple(made), more=more)


def _misjoined(diagnostic: Diagnostic, exhibit: Exhibit, templates: Templates) -> Diagnostic:
    """Return the fault of a join's name for a name that a macro therefore asks for in vain.

    The macro is right when others ask for the same name, and none for that of the join.
    """
    asked = _NO_FIELD.search(diagnostic.message) if diagnostic.code == "SEC503" else None
    if asked is None:
        return diagnostic
    text = "".join(source or "" for _, source in templates.texts(CELLS_TEMPLATE))
    uses = len(re.findall(rf"\.{re.escape(asked.group(1))}\b", text))
    for join in trees(exhibit.tree.get("join")):
        name = join.text("as")
        if name is None or re.search(rf"(?:\.|[\"']){re.escape(name)}\b", text):
            continue
        if difflib.get_close_matches(name, [asked.group(1)], 1, 0.5):
            if uses < 2:
                related = (Related(message="the join", place=name.place),)
                return replace(diagnostic, related=related, hint=f"did you mean '{name}'?")
            message = f"no macro asks for '{name}', as this join is called"
            hint = f"did you mean '{asked.group(1)}'?"
            return diagnose("TAB303", message, name.place, hint=hint, length=len(name))
    return diagnostic


def table_parts(exhibit: Exhibit, digest: Callable[[str], str], templates: Templates, macros: frozenset[str]) -> Plain:
    """Return what decides how a table looks: its declaration, the records it names, what prints its cells.

    `digest` gives the digest of all records of a kind.
    """
    joined = (join.text("records") for join in trees(exhibit.tree.get("join")))
    leant = (tree.text("passages_of") for tree in trees(exhibit.tree.get("prefer")))
    kinds = sorted({str(kind) for kind in (exhibit.text("records"), *joined, *leant) if kind is not None})
    declared = (exhibit.id, pack_place(exhibit.place), pack_node(exhibit.tree))
    return declared, exhibit.readable, [digest(kind) for kind in kinds], sorted(macros), templates.texts(CELLS_TEMPLATE)


def _columns(exhibit: Exhibit, macros: frozenset[str], found: list[Diagnostic]) -> Iterator[Column]:
    declared = trees(exhibit.tree.get("columns"))
    if not declared:
        place = exhibit.tree.key_places.get("columns", exhibit.place)
        found.append(diagnose("TAB301", f"{exhibit.id} has no columns", place))
    for tree in declared:
        field, macro = tree.text("field"), tree.text("show")
        if field is None and macro is None:
            if all(key in INNER_KEYS["columns"] for key in tree):  # otherwise its key has been reported
                found.append(diagnose("TAB301", "a column needs 'field' or 'show'", tree.place))
            continue
        if macro is not None and macro not in macros:
            message = f"{CELLS_TEMPLATE} has no macro '{macro}'"
            found.append(unknown(macro, tuple(sorted(macros)), "TAB301", message, macro.place))
            continue
        align = tree.text("align") or Value("left", tree.place)
        if align not in ALIGN:
            found.append(unknown(align, tuple(ALIGN), "TAB301", f"'{align}' is not an alignment", align.place))
            continue
        width = tree.text("width") or Value("1", tree.place)
        try:
            weight = float(width)
            if not 0 < weight < 1000:
                raise ValueError
        except ValueError:
            found.append(diagnose("TAB301", f"'{width}' is not a width", width.place, length=len(width)))
            continue
        head = tree.text("head")
        yield Column(
            head=traced(escape(head), head.place) if head else Tex(""),
            field=field, macro=macro, weight=weight, align=str(align), aligned="align" in tree,
        )  # fmt: skip


class _Printer:
    """Prints cells, keeping what goes wrong."""

    def __init__(self, templates: Templates, found: list[Diagnostic]) -> None:
        self.templates, self.found = templates, found
        self.reported: set[str] = set()

    def cell(self, column: Column, view: Mapping[str, Any]) -> Tex:
        """Return one cell as TeX, on one line; an empty one says that nothing is stated."""
        if column.macro is not None:
            return self.shown(column.macro, view)
        if column.field is None:
            return Tex("")
        try:
            value = view[str(column.field)]
        except KeyError:
            if column.field not in self.reported:
                self.reported.add(column.field)
                self.found.append(_no_field(column.field, view))
            return Tex("")
        if isinstance(value, Tex):
            return value
        if not isinstance(value, str):
            if column.field not in self.reported:
                self.reported.add(column.field)
                message = f"'{column.field}' is no text; print it with a macro ('show')"
                self.found.append(diagnose("TAB301", message, column.field.place))
            return Tex("")
        return _printed(value)

    def shown(self, macro: str, view: Mapping[str, Any]) -> Tex:
        """Return what a macro prints of a record, on one line."""
        outcome = self.templates.call(CELLS_TEMPLATE, str(macro), view)
        self.found.extend(outcome.diagnostics)
        return Tex(" ".join((outcome.value or "").split()) or "–")


def _no_field(field: Value, view: Mapping[str, Any]) -> Diagnostic:
    """Say that records have no such field; a field of what is joined to them takes a macro."""
    message = f"these records have no field '{field}'"
    outer, dot, _ = field.partition(".")
    if dot and not isinstance(view.get(outer, ""), str):
        hint = f"print it with a macro of {CELLS_TEMPLATE} that has ((( row.{field} ))), and name that in 'show'"
        return diagnose("TAB303", message, field.place, hint=hint, length=len(field))
    return unknown(field, tuple(view), "TAB303", message, field.place)


def _printed(value: str) -> Tex:
    text = escape(value) if value.strip() else Tex("–")
    return traced(text, value.place) if isinstance(value, Value) and value.place.file else text


def _rows(columns: tuple[Column, ...], shown: Rows, printer: _Printer, heading: Value | None) -> Iterator[Any]:
    """Give rows of cells; a plain `Tex` among them is the title of a group of rows, which `heading` may print."""
    for title, views in shown.groups:
        if title is not None and heading is not None:
            yield printer.shown(heading, views[0])
        elif title is not None:
            yield escape(title[:1].upper() + title[1:])
        for view in views:
            yield _signed([printer.cell(column, view) for column in columns], view)


def _signed(cells: list[Tex], view: Mapping[str, Any]) -> list[Tex]:
    """Return a row whose first cell says that nobody has looked at its record; the others need not say it again."""
    if not isinstance(view, View) or not view.unseen:
        return [Tex(one_sign_each(cell)) for cell in cells]
    first, *others = (Tex(without_signs(cell)) for cell in cells)
    return [first + unreviewed(view.unseen), *others]


def _pivot_rows(columns: tuple[Column, ...], shown: Rows, printer: _Printer) -> tuple[tuple[Column, ...], list[Any]]:
    """Use the last declared column for every value of the pivoted field, the others for the row."""
    *stub, cell = columns
    heads = [replace(cell, head=escape(str(name)), aligned=True) for name in shown.heads]
    rows: list[Any] = []
    for views in shown.lines:
        first = next(view for view in views if view is not None)
        row = [Tex(without_signs(printer.cell(column, first))) for column in stub]
        cells = [_signed([printer.cell(cell, view)], view)[0] if view is not None else Tex("–") for view in views]
        rows.append(row + cells)
    return (*stub, *heads), rows


def _balanced(exhibit: Exhibit, columns: tuple[Column, ...], rows: list[Any]) -> Iterator[Column]:
    """Give the columns; where none has a width of its own, the text decides."""
    if any("width" in tree for tree in trees(exhibit.tree.get("columns"))):
        yield from columns
        return
    cells = [[str(cell) for cell in row] for row in rows if not isinstance(row, Tex)]
    weights = balanced([str(column.head) for column in columns], cells, wide=exhibit.switched_on("wide"))
    for column, weight in zip(columns, weights, strict=True):
        yield replace(column, weight=weight)
