"""What a number in a table is of."""

from __future__ import annotations

import pytest

from reportgen.documents.document import Document
from reportgen.documents.limits import DocumentLimits
from reportgen.documents.read import read_document
from reportgen.extract.quantities import find_quantities
from reportgen.extract.reading import Reading
from reportgen.extract.table_heads import heads_of, in_head
from reportgen.tools import LocalTools

MARKDOWN = (
    "# Boats\n\nThe harbour counts its boats.\n\n| Year | Boats, painted | Cost |\n|---|---|---|\n"
    "| 2019 | 310 | €40 |\n| 2020 | 415 | €52 |\n\nMore follows.\n"
)
PAGE = (
    "<h1>Boats</h1><p>The harbour counts its boats.</p><table><tr><th>Kind</th><th>Boats</th></tr>"
    "<tr><td>Cutter</td><td>310</td></tr><tr><td>Ketch</td><td>about 415 of all we own</td></tr></table>"
)
NO_HEAD = "# Boats\n\n| 2019 | 310 |\n|---|---|\n| 2020 | 415 |\n"


def read(name: str, text: str) -> Document:
    document = read_document(name, name, text.encode(), LocalTools(), DocumentLimits()).value
    assert document is not None
    return document


@pytest.mark.parametrize(
    ("name", "text", "number", "measure"),
    [
        ("a.md", MARKDOWN, "310", "Boats, painted … 2019"),
        ("a.md", MARKDOWN, "€52", "Cost … 2020"),
        ("a.html", PAGE, "310", "Boats … Cutter"),
        ("a.html", PAGE, "415", None),  # the cell says it itself
        ("a.md", NO_HEAD, "415", None),
        ("a.md", "# Boats\n\nThere are 310 boats.\n", "310", None),
    ],
)
def test_the_heads_of_a_cell(name: str, text: str, number: str, measure: str | None) -> None:
    document = read(name, text)
    start = document.text.index(number)
    heads = heads_of(document, start, start + len(number))
    assert (heads and heads.measure) == measure


def test_the_head_of_a_table_counts_nothing() -> None:
    document = read("a.md", MARKDOWN)
    assert in_head(document, document.text.index("Cost"))
    assert not in_head(document, document.text.index("310"))
    assert not in_head(document, document.text.index("harbour"))


def test_rows_of_numbers_alone_count_below_a_head_only() -> None:
    headed = Reading(read("a.html", PAGE.replace("Cutter", "2019").replace("Ketch", "2020")))
    assert 310 in [item.fields["value"] for item in find_quantities(headed)]
    assert find_quantities(Reading(read("a.md", NO_HEAD))) == ()
