"""Lay a computed table out: rows in, a LaTeX longtable (PyLaTeX, booktabs) out.

Cells are printed by macros of `report/tables/cells.tex.j2`, so that what a cell looks like is
edited like any other template.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from reportgen.cache import Cache, Plain, pack_node, pack_place
from reportgen.codes import diagnose
from reportgen.diagnostics import Diagnostic, Outcome, Place, Related, Severity
from reportgen.exhibits import INNER_KEYS, Exhibit, shortened, trees, unknown, with_note
from reportgen.markup import Tex, escape, mark, one_sign_each, traced, unmark, unreviewed, without_signs
from reportgen.records.schema import SCHEMAS
from reportgen.tables.balance import balanced
from reportgen.tables.columns import SETUP, as_numbers, column_widths
from reportgen.tables.grid import Built, Grid, Head, Row
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
# How many rows of a table stand together at its begin and at its end, one fewer when they are long; how many
# characters of TeX make a row long on average, and fill half a page.
_TOGETHER = 3
_LONG_ROW = 420
_HALF_PAGE = 4500
# One cell in the place of all: its text may need more than one line.
_ACROSS = r"@{}>{\raggedright\arraybackslash}p{\linewidth}@{}"
_ALIGN = {"left": r"\raggedright", "right": r"\raggedleft", "centre": r"\centering"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column: its head, what prints its cells, its share of the width, its alignment and whether it was declared."""

    head: Tex
    field: Value | None
    macro: Value | None
    weight: float
    align: str
    aligned: bool = False


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
    text = _lay_out(with_note(exhibit, more), columns, rows)
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
        if align not in _ALIGN:
            found.append(unknown(align, tuple(_ALIGN), "TAB301", f"'{align}' is not an alignment", align.place))
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


def _lay_out(exhibit: Exhibit, columns: tuple[Column, ...], rows: list[Any]) -> str:
    """Write the longtable with its caption above, and notes and source below."""
    from pylatex import Command, LongTable, NoEscape

    cells = [row for row in rows if not isinstance(row, Tex)]
    columns = tuple(_aligned(columns, cells))
    spec = "".join(
        rf">{{{_ALIGN[column.align]}\arraybackslash}}p{{\tablewidth{{{number}}}}}"
        for number, column in enumerate(columns, 1)
    )
    table = LongTable(NoEscape(f"@{{}}{spec}@{{}}"), width=len(columns), booktabs=False)
    here = mark(exhibit.place, data=False)
    heads = [NoEscape(str(here) + rf"\tablehead{{{column.head}}}") for column in columns]

    def head_rows() -> None:
        table.append(Command("toprule"))
        table.add_row(heads, escape=False)
        table.append(Command("midrule"))

    short = exhibit.text("short")
    option = f"[{_text(short)}]" if short else ""
    table.append(NoEscape(rf"\caption{option}{{{_text(exhibit.text('caption'))}}}\label{{tab:{exhibit.id}}}\\*"))
    head_rows()
    table.append(Command("endfirsthead"))
    whole = _is_whole(rows) and not exhibit.switched_on("landscape")
    if not whole:
        table.append(NoEscape(rf"\multicolumn{{{len(columns)}}}{{@{{}}l@{{}}}}{{\tablecontinued}}\\*"))
        head_rows()
        table.end_table_header()
        table.append(Command("bottomrule"))
        table.end_table_footer()
        table.end_table_last_footer()
    breaks = [r"\\*"] * len(rows) if whole else _row_breaks(rows)
    for index, row in enumerate(rows):
        if isinstance(row, Tex):
            space = r"\addlinespace" if index else ""
            table.append(NoEscape(rf"{space}\multicolumn{{{len(columns)}}}{{{_ACROSS}}}{{\tablegroup{{{row}}}}}\\*"))
            continue
        # The braces keep a first cell in brackets from being read as an option of the row before.
        table.append(NoEscape("&".join((f"{{}}{here}{row[0]}", *map(str, row[1:]))) + breaks[index]))
    # The notes are a row of their own that stays with the last one; a foot would be left behind by a page break.
    full = rf"@{{}}>{{{_ALIGN['left']}\arraybackslash}}p{{\linewidth}}@{{}}"
    table.append(NoEscape(rf"\exhibitend\multicolumn{{{len(columns)}}}{{{full}}}{{\exhibitclose {_notes(exhibit)}}}\\"))
    widths = column_widths([c.weight for c in columns], [str(c.head) for c in columns], cells, str(here))
    return _wrap(exhibit, widths + table.dumps(), whole=whole)


def _balanced(exhibit: Exhibit, columns: tuple[Column, ...], rows: list[Any]) -> Iterator[Column]:
    """Give the columns; where none has a width of its own, the text decides."""
    if any("width" in tree for tree in trees(exhibit.tree.get("columns"))):
        yield from columns
        return
    cells = [[str(cell) for cell in row] for row in rows if not isinstance(row, Tex)]
    weights = balanced([str(column.head) for column in columns], cells, wide=exhibit.switched_on("wide"))
    for column, weight in zip(columns, weights, strict=True):
        yield replace(column, weight=weight)


def _aligned(columns: tuple[Column, ...], rows: list[list[Tex]]) -> Iterator[Column]:
    """Give the columns; one of pure numbers stands right unless it says otherwise, its cells are padded in place."""
    for number, column in enumerate(columns):
        numbers = as_numbers([row[number] for row in rows])
        if numbers is None:
            yield column
            continue
        for row, cell in zip(rows, numbers, strict=True):
            row[number] = Tex(cell)
        yield column if column.aligned else replace(column, align="right")


def _letters(rows: list[Any]) -> tuple[int, int]:
    """Return how many characters of TeX the cells have, and how many rows, without the heads of groups."""
    cells = [row for row in rows if not isinstance(row, Tex)]
    return sum(len(unmark(str(cell)).text) for row in cells for cell in row), len(cells)


def _is_whole(rows: list[Any]) -> bool:
    """Whether a table has too few rows to be cut, and so little text that every page can take it."""
    letters, count = _letters(rows)
    return count < 2 * _TOGETHER and letters < _HALF_PAGE


def _row_breaks(rows: list[Any]) -> list[str]:
    """Return what ends each row: where a table is cut, some rows stand on both sides.

    Those at its begin are tied, so that TeX moves the table on when they do not fit; the last stays with the notes.
    """
    letters, count = _letters(rows)
    together = _TOGETHER if letters < _LONG_ROW * count else _TOGETHER - 1
    first = [number for number, row in enumerate(rows) if not isinstance(row, Tex)][: together - 1]
    ends = []
    for number in range(len(rows)):
        if number == len(rows) - 1 or (number in first and count >= 2 * together):
            ends.append(r"\\*")
        else:
            ends.append(r"\\\tablekeep" if number >= len(rows) - together else r"\\")
    return ends


def _notes(exhibit: Exhibit) -> str:
    """Return the notes, the source line and what was not verified."""
    pieces = [rf"\exhibitnote{{{_text(note)}}}" for note in exhibit.texts("notes")]
    pieces += [
        rf"\{command}{{{_text(text)}}}"
        for key, command in (("source", "exhibitsource"), ("unverified", "exhibitunverified"))
        if (text := exhibit.text(key)) is not None
    ]
    return "".join(pieces)


def _wrap(exhibit: Exhibit, body: str, *, whole: bool) -> str:
    """Put the table into its environment: as wide as the text, into the margin, or sideways on its own page.

    A whole one stands in a further environment, in which a class may let it float.
    """
    environments = ["wideexhibit" if exhibit.switched_on("wide") else "exhibit"]
    if exhibit.switched_on("landscape"):
        environments.insert(0, "landscape")
    elif whole:
        environments.insert(0, "wholeexhibit")
    begins = [rf"\begin{{{name}}}" for name in environments]
    return "\n".join([SETUP, *begins, body, *(rf"\end{{{name}}}" for name in reversed(environments))]) + "\n"


def _text(value: Value | None) -> Tex:
    return traced(escape(value), value.place) if value is not None else Tex("")
