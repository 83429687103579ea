"""The rules over the texts of one record or exhibit at a time, loaded for those that have what the rules are about."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.checks.report import Report
from reportgen.checks.texts import NUMERAL, QUOTES, texts_of
from reportgen.diagnostics import Diagnostic
from reportgen.exhibits import Exhibit
from reportgen.records import Record


def numbers_come_out(report: Report, holder: Record | Exhibit) -> Iterator[Diagnostic]:
    """What the texts compute comes out.

    Not asked of what was extracted, accepted or not: most of its texts are words of a document, which computes.
    """
    extracted = isinstance(holder, Record) and holder.review
    if not extracted and (texts := tuple(texts_of(holder, NUMERAL))):
        from reportgen.checks.arithmetic_rules import arithmetic_in_texts

        yield from arithmetic_in_texts(report, texts)


def quotations_stand(report: Report, holder: Record | Exhibit) -> Iterator[Diagnostic]:
    """What the texts quote stands in a document."""
    if texts := tuple(texts_of(holder, QUOTES)):
        from reportgen.checks.quotation_rules import quotations_in_texts_stand

        yield from quotations_in_texts_stand(report, texts)


RULES = (numbers_come_out, quotations_stand)
