"""Blanks that no line may break at."""

from __future__ import annotations

import doctest

import pytest

import reportgen.ties
from reportgen.ties import tie


def test_the_example() -> None:
    assert doctest.testmod(reportgen.ties).failed == 0


@pytest.mark.parametrize(
    ("text", "tied"),
    [
        (r"see section \ref{sec:a}", r"see section~\ref{sec:a}"),
        (r"worth \$165 billion in 3 years", r"worth \$165~billion in 3~years"),
        ("notes 14 and 15", "notes~14 and 15"),
        ("J. R. Roe", "J.~R.~Roe"),
        ("21 March 2023", "21~March 2023"),
    ],
)
def test_what_belongs_together(text: str, tied: str) -> None:
    assert tie(text) == tied


@pytest.mark.parametrize(
    "text", ["a table of 5", "in 2021 March came", r"\section 5", "mistable 4", "Mac. 5", "5 kings"]
)
def test_other_blanks_stay(text: str) -> None:
    assert tie(text) == text
