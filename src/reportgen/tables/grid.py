"""The computed table as a value: what is in its cells, whatever prints them.

The cells are TeX, with origin marks; `tables.build` sets them as a longtable, `html` as an HTML table.
"""

from __future__ import annotations

from dataclasses import dataclass

from reportgen.cache import Plain
from reportgen.markup import Composed, Tex


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The head of a column: its text, its share of the width (any unit) and `left`, `right` or `centre`."""

    text: Tex
    weight: float
    align: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row of cells, one a column; with a `title` it has none and heads the rows that follow."""

    cells: tuple[Tex, ...] = ()
    title: Tex | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """The heads and the rows of a table, and what its note says of rows that it leaves out."""

    heads: tuple[Head, ...]
    rows: tuple[Row, ...]
    more: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """A table as TeX, and what it was set from."""

    tex: Composed
    grid: Grid


def pack_grid(grid: Grid) -> Plain:
    """Return the plain form of a grid; the title of a group of rows is a text, a row a list."""
    heads = [(str(head.text), head.weight, head.align) for head in grid.heads]
    return heads, [str(row.title) if row.title is not None else [*map(str, row.cells)] for row in grid.rows], grid.more


def unpack_grid(plain: Plain) -> Grid:
    """Return the grid of a plain form."""
    heads, rows, more = plain
    return Grid(
        heads=tuple(Head(text=Tex(text), weight=weight, align=align) for text, weight, align in heads),
        rows=tuple(Row(title=Tex(r)) if isinstance(r, str) else Row(cells=tuple(map(Tex, r))) for r in rows),
        more=more,
    )
