"""Columns share the width by their text when a declaration does not say how."""

from __future__ import annotations

from itertools import pairwise

from reportgen.tables.balance import balanced

LONG = "One sentence of some length that will need more than a single line in any table at all, it seems. " * 2


def test_a_long_text_has_most_of_the_width_and_short_fields_what_they_need() -> None:
    rows = [[f"KJ-{n}", LONG, "very unlikely", LONG + LONG] for n in range(4)]
    number, text, likelihood, most = balanced(["No.", "Judgement", "Likelihood", "Basis"], rows, wide=True)
    assert number < likelihood < text < most
    assert likelihood >= len("very unlikely")


def test_more_text_means_more_width() -> None:
    shares = []
    for times in (1, 2, 4, 8):
        left, right = balanced(["A", "B"], [[LONG, LONG * times]] * 3, wide=False)
        shares.append(right / left)
    assert all(before < after for before, after in pairwise(shares))


def test_a_table_without_rows_or_with_one_column_has_nothing_to_share() -> None:
    assert balanced(["A", "B"], [], wide=False) == [1.0, 1.0]
    assert balanced(["A"], [["x"]], wide=False) == [1.0]


def test_words_that_are_wider_than_the_table_share_it_by_their_text() -> None:
    left, right = balanced(["A", "B"], [["x" * 90, "y" * 40]], wide=False)
    assert left > right > 0


def test_wide_characters_count_twice() -> None:
    latin = balanced(["A", "B"], [["word " * 30, "word " * 30]], wide=False)
    chinese = balanced(["A", "B"], [["word " * 30, "字字字字 " * 30]], wide=False)
    assert chinese[1] / chinese[0] > latin[1] / latin[0]
