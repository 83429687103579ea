"""HTML: a composed report, its tables and its drawings in, one self-contained accessible page out."""

from reportgen.html.page import STYLE_FILE, make_page, page_faults
from reportgen.html.vocabulary import HTML_FILE

__all__ = ["HTML_FILE", "STYLE_FILE", "make_page", "page_faults"]
