"""Tables: declarations and records in, TeX through pandas and PyLaTeX out."""

from reportgen.tables.build import CELLS_TEMPLATE, TABLE_KEYS, build_table, table_parts

__all__ = ["CELLS_TEMPLATE", "TABLE_KEYS", "build_table", "table_parts"]
