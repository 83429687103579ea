"""The rules over the prose of one file at a time: it is read once, then each rule looks at it."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.checks.attribution_rules import attributions_hold
from reportgen.checks.prose_reader import read_file
from reportgen.checks.quotation_rules import quotations_stand
from reportgen.checks.reference_rules import references_are_printed
from reportgen.checks.report import Report
from reportgen.checks.wording_rules import likelihood_is_worded
from reportgen.diagnostics import Diagnostic
from reportgen.markup import Composed


def prose_holds(report: Report, name: str, composed: Composed) -> Iterator[Diagnostic]:
    """Run every rule that holds what the text says against what the report is made of."""
    prose = read_file(name, composed)
    yield from quotations_stand(report, prose)
    yield from likelihood_is_worded(report, prose)
    yield from references_are_printed(report, prose)
    yield from attributions_hold(report, prose)


RULES = (prose_holds,)
