"""What TeX is told to measure, and columns of numbers."""

from __future__ import annotations

import pytest

from reportgen.diagnostics import Place
from reportgen.markup import Tex, escape, traced, unmark
from reportgen.tables.columns import as_numbers, column_widths, is_short, plain


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("very likely", "very likely"),
        (r"\emph{Time} and \textbf{place}", "Time and place"),
        (r"5\,kg", None),
        (r"\citations{\cite[{¶5, ¶6}]{D1}; \cite{D3:4}}", "[D1~¶5, ¶6; D3:4]"),
        (r"R\&D {[}sic{]}", r"R\&D {[}sic{]}"),
        (r"\href{https://example.org}{there}", None),
        (r"{}first", "first"),
    ],
)
def test_a_cell_is_plain_when_it_has_text_styles_and_citations_only(cell: str, text: str | None) -> None:
    assert plain(cell) == text


def test_fields_are_short_together_or_not_at_all() -> None:
    assert is_short(["24 February 2022", "c. 2011", "–"])
    assert not is_short(["24 February 2022", "some day in the spring of that year"])
    assert not is_short([r"\href{x}{y}"])
    assert not is_short([])


def test_the_words_of_heads_and_short_fields_are_measured_and_whole_cells_too() -> None:
    rows = [
        ["very unlikely", "A long text that may be broken where it likes to be."],
        ["likely", "Another one of them."],
    ]
    text = column_widths([1, 3], ["Likelihood", "Reason given"], rows)
    assert r"\tablecolumn{2500}{{\bfseries Likelihood}{unlikely}{likely}{very}}{{very unlikely}{likely}" in text
    assert r"\tablecolumn{7500}{{\bfseries Reason}{\bfseries given}}{}" in text


def test_a_long_text_is_as_wide_as_its_codes_and_the_first_piece_of_a_citation() -> None:
    cells = [r"Said at length, again and again, in file\_20220304.txt \citations{\cite[{¶5, ¶6}]{D1}; \cite{D3:4}}"]
    assert r"{{\bfseries Text}{[D1~¶5,}{file\_20220304.txt}" in column_widths([1], ["Text"], [cells])


def test_what_no_line_may_break_is_one_word() -> None:
    assert "{24~February}" in column_widths([1], ["Date"], [["24 February 2022"]])


def test_a_fault_in_a_word_that_is_measured_is_told_where_it_was_written() -> None:
    place = Place(file="data/boats.csv", line=3, column=2)
    composed = unmark(column_widths([1], [Tex("Name")], [[traced(escape("Heron"), place)]]))
    number = next(n for n, line in enumerate(composed.text.split("\n"), 1) if "{Heron}" in line)
    column = composed.text.split("\n")[number - 1].index("Heron") + 1
    assert composed.places(number, column)[1] == place


def test_numbers_stand_by_their_decimal_sign() -> None:
    assert as_numbers(["1.25", "10", "–", "3.5"]) == [
        "1.25", r"10\hphantom{.00}", r"–\hphantom{.00}", r"3.5\hphantom{0}"
    ]  # fmt: skip
    assert as_numbers(["308", "1036"]) == ["308", "1036"]


@pytest.mark.parametrize("cells", [["12", "about 30"], ["–", ""], [], ["D1"], ["2014-05"]])
def test_other_columns_hold_no_numbers(cells: list[str]) -> None:
    assert as_numbers(cells) is None
