"""Which tables of a page hold data, and which only lay it out."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass

_TAGS = re.compile(r"<(/?)(table|td|th|tr|h[1-3])\b", re.IGNORECASE)
# Characters of source in the longest cell above which a table is no table to a reader.
_LONG_CELL = 2500


@dataclass(frozen=True, slots=True)
class Tables:
    """The innermost table at each offset of a source: `starts` ascend, `layouts` say what begins there."""

    starts: tuple[int, ...] = ()
    layouts: tuple[bool, ...] = ()

    def is_layout(self, offset: int) -> bool:
        """Whether the table around an offset of the source only lays out the page; outside of tables it does."""
        i = bisect_right(self.starts, offset) - 1
        return self.layouts[i] if i >= 0 else True


@dataclass(slots=True)
class _Table:
    start: int
    cells: int = 0
    cell: int = 0
    longest: int = 0
    layout: bool = False


def tables_of(source: str) -> Tables:
    """Look at all tables of a page: one with tables, headings or long passages in it is for layout."""
    open_: list[_Table] = []
    spans: list[tuple[int, _Table | None]] = []
    for found in _TAGS.finditer(source):
        name, closing = found[2].lower(), bool(found[1])
        if name == "table" and not closing:
            if open_:
                open_[-1].layout = True
            open_.append(_Table(start=found.start()))
            spans.append((found.start(), open_[-1]))
        elif open_ and name == "table":
            _end_cell(open_.pop(), found.start())
            spans.append((found.end(), open_[-1] if open_ else None))
        elif open_:
            _see(open_[-1], name, closing, found.start())
    for table in open_:
        _end_cell(table, len(source))
    return Tables(
        tuple(start for start, _ in spans),
        tuple(table is None or table.layout or table.cells < 2 or table.longest > _LONG_CELL for _, table in spans),
    )


def _see(table: _Table, name: str, closing: bool, start: int) -> None:  # noqa: FBT001 - as the pattern gives it
    if name.startswith("h"):
        table.layout = True
    elif name in {"td", "th", "tr"}:
        _end_cell(table, start)
        if name != "tr" and not closing:
            table.cells += 1
            table.cell = start


def _end_cell(table: _Table, end: int) -> None:
    if table.cell:
        table.longest = max(table.longest, end - table.cell)
    table.cell = 0
