"""The rules that a finished report must keep, one function each.

A module of rules lists them in `RULES`; `check_report` runs those that need no PDF, `check_pdf` the others.
"""

from __future__ import annotations

from reportgen.checks import report_rules
from reportgen.checks.pdf_rules import check_pdf
from reportgen.checks.report import Report, Rule
from reportgen.diagnostics import Diagnostic

__all__ = ["Report", "Rule", "check_pdf", "check_report"]

RULES: tuple[Rule, ...] = (*report_rules.RULES,)


def check_report(report: Report) -> tuple[Diagnostic, ...]:
    """Run every rule that needs no PDF."""
    return tuple(found for rule in RULES for found in rule(report))
