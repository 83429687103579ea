"""The rules that a finished report must keep, one function each."""

from reportgen.checks.pdf_rules import check_pdf
from reportgen.checks.report_rules import check_report

__all__ = ["check_pdf", "check_report"]
