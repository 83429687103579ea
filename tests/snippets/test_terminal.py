"""Text on a terminal: widths, what is made visible, how it is broken."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.snippets.terminal import cells, escaped, visible, width_of, wrapped


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\tb\r\nc\nd", "a b c d"),
        ("\x1b[31m", "␛[31m"),
        ("\x7f\x85", "␡\ufffd"),
        ("\u202eabc\u2066\u200f", "\ufffdabc\ufffd\ufffd"),
        ("\ufeff\u200b", "\ufffd\ufffd"),
        ("e\u0301 中文 Ж", "e\u0301 中文 Ж"),
        ("\udcff", "\ufffd"),
    ],
)
def test_what_could_harm_is_made_visible(text: str, shown: str) -> None:
    assert visible(text) == shown


@pytest.mark.parametrize(
    ("text", "width"),
    [("abc", 3), ("中文", 4), ("e\u0301", 1), ("한", 2), ("\u1112\u1161\u11ab", 2), ("ｶ", 1), ("🎈", 2), ("", 0)],
)
def test_width(text: str, width: int) -> None:
    assert width_of(text) == width
    assert sum(cell.width for cell in cells(text)) == width


def test_tabs_end_at_every_fourth_column() -> None:
    assert [cell.width for cell in cells("\ta\tbcd\te")] == [4, 1, 3, 1, 1, 1, 1, 1]


@given(st.text())
def test_json_says_the_same_after_escaping(text: str) -> None:
    """Only half characters are lost, which many readers of JSON refuse."""
    whole = "".join("\ufffd" if "\ud800" <= c <= "\udfff" else c for c in text)
    dumped = escaped(json.dumps({"a": text}, ensure_ascii=False))
    assert json.loads(dumped) == {"a": whole}
    assert "\x7f" not in dumped


def test_lines_break_between_words_only() -> None:
    assert wrapped("a bb  ccc dddd", 6, "  ") == ["a bb", "  ccc", "  dddd"]
    assert wrapped("ab/cd/ef-gh ij", 5, " ") == ["ab/cd/ef-gh", " ij"]
    assert wrapped("中文 中文", 8, "") == ["中文", "中文"]
    assert wrapped("", 8, "") == [""]
