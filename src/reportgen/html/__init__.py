"""HTML: a composed report, its tables and its drawings in, one self-contained accessible page out."""

from reportgen.html.page import make_page, page_faults

__all__ = ["make_page", "page_faults"]
