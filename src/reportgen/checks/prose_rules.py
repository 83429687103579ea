"""The rules over the report's prose as a whole: it is read once, then each rule looks at it."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.checks.attribution_rules import attributions_hold
from reportgen.checks.prose_reader import read_prose
from reportgen.checks.quotation_rules import quotations_stand
from reportgen.checks.reference_rules import references_are_printed
from reportgen.checks.report import Report, Rule
from reportgen.checks.wording_rules import likelihood_is_worded
from reportgen.diagnostics import Diagnostic


def prose_holds(report: Report) -> Iterator[Diagnostic]:
    """Run every rule over the text of the sections, and over the texts of the records where it concerns them."""
    prose = read_prose(report.composition)
    yield from quotations_stand(report, prose)
    yield from likelihood_is_worded(report, prose)
    yield from references_are_printed(report, prose)
    yield from attributions_hold(report, prose)


RULES: tuple[Rule, ...] = (prose_holds,)
