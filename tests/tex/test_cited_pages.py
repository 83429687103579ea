"""The pages of citations that are new since the last build."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from reportgen.tex.cited_pages import guessed_pages, with_guessed_pages

OLD = ("a", "b", "a", "c", "d", "e")
PAGES = {("a", 1): "i", ("b", 1): "i", ("a", 2): "1", ("c", 2): "1", ("d", 3): "2"}


def composed(keys: Iterable[str]) -> str:
    """Return the seed of a text of citations, each as far from the next; a blank is another stretch of text."""
    return "\n".join(rf"\citation{{{key}}}%{at}" for at, key in enumerate(keys) if key != " ")


def auxiliary(keys: tuple[str, ...], pages: dict[tuple[str, int], str] | None = None) -> str:
    seen = [rf"\rgseen{{cite@{key}}}{{{page}}}{{{shown}}}" for (key, page), shown in (pages or {}).items()]
    return "\n".join([r"\relax", *(rf"\citation{{{key}}}" for key in keys), r"\rgseen{pe-x}{9}{8}", *seen, ""])


@pytest.mark.parametrize(
    ("now", "pages"),
    [
        (OLD, []),
        (("a", "n", "b", "a", "c", "d", "e"), [("n", 1, "i")]),
        (("a", "b", "a", "c", "n", "m", "d", "e"), [("m", 2, "1"), ("n", 2, "1")]),
        (("a", "b", "a", "c", "d", "b", "e"), [("b", 3, "2")]),
        (("n", "a", "b", "a", "c", "d", "e"), [("n", 1, "i")]),
        (("a", "b", "n", "c", "d", "e"), [("n", 1, "i")]),
        (("a", "b", "a", "c", "d"), []),
        (("a", *(f"n{number}" for number in range(99)), "b", "a", "c", "d", "e"), []),
        ((), []),
    ],
    ids=["none", "first page", "two", "a known work", "at the start", "in place", "removed", "too many", "nothing"],
)
def test_a_new_citation_is_taken_to_stand_where_the_nearest_one_does(
    now: tuple[str, ...], pages: list[tuple[str, int, str]]
) -> None:
    lines = tuple(rf"\rgseen{{cite@{key}}}{{{page}}}{{{shown}}}" for key, page, shown in pages)
    assert guessed_pages(auxiliary(OLD, PAGES), composed(now)) == lines


def test_without_noted_pages_there_is_nothing_to_guess() -> None:
    assert guessed_pages(auxiliary(OLD), composed(("n", *OLD))) == ()
    assert guessed_pages("\\relax\n", composed(OLD)) == ()


def test_a_guess_stands_in_its_place_among_the_pages() -> None:
    old, now = auxiliary(OLD, PAGES).encode(), composed(("a", "b", "a", "c", "cc", "d", "e")).encode()
    lines = with_guessed_pages(old, now).decode().splitlines()
    assert lines.index(r"\rgseen{cite@cc}{2}{1}") == lines.index(r"\rgseen{cite@c}{2}{1}") + 1
    assert with_guessed_pages(old, old) == old


@pytest.mark.parametrize(("text", "page"), [("aba cn    de", 2), ("aba c    nde", 3), ("n   aba c de", 1)])
def test_the_nearest_one_is_that_with_the_least_text_between(text: str, page: int) -> None:
    (line,) = guessed_pages(auxiliary(OLD, PAGES), composed(text))
    assert line.startswith(rf"\rgseen{{cite@n}}{{{page}}}")
