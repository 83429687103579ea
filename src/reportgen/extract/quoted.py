"""Which quotations hold a place of a document."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from reportgen.extract.reading import Reading
from reportgen.language.quotations import Quotation


def holding(reading: Reading, start: int, end: int) -> Iterator[Quotation]:
    """Give the quotations whose inner text holds a span, the innermost first."""
    quotations = reading.quotations
    i = bisect_right(quotations, start, key=lambda quotation: quotation.inner_start) - 1
    while i >= 0:
        quotation = quotations[i]
        if quotation.inner_start <= start and end <= quotation.inner_end:
            yield quotation
        if quotation.depth == 0:
            return
        i -= 1
