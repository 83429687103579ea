"""Tables: declarations and records in, a computed grid and its TeX through pandas and PyLaTeX out."""

from reportgen.tables.build import CELLS_TEMPLATE, TABLE_KEYS, build_table, table_parts
from reportgen.tables.grid import Built, Grid, Head, Row, pack_grid, unpack_grid
from reportgen.tables.rows import arrange

__all__ = [
    "CELLS_TEMPLATE",
    "TABLE_KEYS",
    "Built",
    "Grid",
    "Head",
    "Row",
    "arrange",
    "build_table",
    "pack_grid",
    "table_parts",
    "unpack_grid",
]
