"""Composed files in the order of reading."""

from __future__ import annotations

from reportgen.markup import unmark
from reportgen.sections.order import pieces, reading_order

FILES = {
    "tables/t.tex": unmark("t"),
    "main.tex": unmark("\\input{a}|\\input {tables/t}|\\input{a}"),
    "a.tex": unmark("1\\input{b}2"),
    "b.tex": unmark("3\\input{a}\\input{none}"),
    "unused.tex": unmark("u"),
}


def test_a_file_stands_where_it_is_taken_in_and_is_not_followed_into_itself() -> None:
    assert "".join(text for _, text in pieces(FILES, "main.tex")) == "132|t|132"
    assert [name for name, text in pieces(FILES, "main.tex") if text == "3"] == ["b.tex", "b.tex"]


def test_each_file_that_is_read_is_named_once() -> None:
    assert reading_order(FILES, "main.tex") == ("main.tex", "a.tex", "b.tex", "tables/t.tex")
    assert reading_order({}, "main.tex") == ()
