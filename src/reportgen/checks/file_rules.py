"""The rules that look at the prose of one file at a time, and at nothing else of the report's text."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.checks.arithmetic_rules import arithmetic_in_prose
from reportgen.checks.number_rules import naked_numbers
from reportgen.checks.prose_reader import read_file
from reportgen.checks.report import Report
from reportgen.diagnostics import Diagnostic
from reportgen.markup import Composed


def numbers_hold(report: Report, name: str, composed: Composed) -> Iterator[Diagnostic]:
    """Numbers of the text come from records, and what a sentence computes comes out."""
    prose = read_file(name, composed)
    yield from naked_numbers(report, prose)
    yield from arithmetic_in_prose(report, prose)


RULES = (numbers_hold,)
