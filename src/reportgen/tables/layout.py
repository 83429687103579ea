"""Lay a computed table out: printed cells in, a LaTeX longtable (PyLaTeX, booktabs) out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from reportgen.exhibits import Exhibit
from reportgen.markup import Tex, escape, mark, traced, unmark
from reportgen.tables.columns import SETUP, as_numbers, column_widths
from reportgen.values import Value

# How many rows of a table stand together at its begin and at its end, one fewer when they are long; how many
# characters of TeX make a row long on average, and fill half a page.
_TOGETHER = 3
_LONG_ROW = 420
_HALF_PAGE = 4500
# One cell in the place of all: its text may need more than one line.
_ACROSS = r"@{}>{\raggedright\arraybackslash}p{\linewidth}@{}"
ALIGN = {"left": r"\raggedright", "right": r"\raggedleft", "centre": r"\centering"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column: its head, what prints its cells, its share of the width, its alignment and whether it was declared."""

    head: Tex
    field: Value | None
    macro: Value | None
    weight: float
    align: str
    aligned: bool = False


def lay_out(exhibit: Exhibit, columns: tuple[Column, ...], rows: list[Any]) -> str:
    """Write the longtable with its caption above, and notes and source below."""
    from pylatex import Command, LongTable, NoEscape

    cells = [row for row in rows if not isinstance(row, Tex)]
    columns = tuple(_aligned(columns, cells))
    spec = "".join(
        rf">{{{ALIGN[column.align]}\arraybackslash}}p{{\tablewidth{{{number}}}}}"
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
    full = rf"@{{}}>{{{ALIGN['left']}\arraybackslash}}p{{\linewidth}}@{{}}"
    table.append(NoEscape(rf"\exhibitend\multicolumn{{{len(columns)}}}{{{full}}}{{\exhibitclose {_notes(exhibit)}}}\\"))
    widths = column_widths([c.weight for c in columns], [str(c.head) for c in columns], cells, str(here))
    return _wrap(exhibit, widths + table.dumps(), whole=whole)


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
