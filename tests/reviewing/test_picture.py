from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from machines import review_of
from prompt_toolkit.utils import get_cwidth
from proposed_project import proposed_project

from reportgen.reviewing.picture import Line, picture, wrapped
from reportgen.reviewing.screen import Screen


def text(lines: list[Line]) -> str:
    return "\n".join("".join(piece for _, piece in line).rstrip() for line in lines)


def styled(lines: list[Line], style: str) -> list[str]:
    return [piece for line in lines for name, piece in line if name == style and piece.strip()]


def test_a_small_screen_has_the_record_above_its_passage() -> None:
    shown = picture(Screen(review=review_of()), 80, 24)
    assert len(shown) == 24
    assert (
        text(shown)
        == """\
 The quay at Tarn · 0 of 7 done · 0 % of 7 reviewed
 events  ev-meeting · D1

  date: 2021-03-12
  precision: day
  basis: explicit
  lane: board
  event: The board meets.
  label: Board meets
  actors: Ada Quill
  evidence: D1#p3
  grade: 2
  empty: date_end, basis_note, quote, via, note
────────────────────────────────────────────────────────────────────────────────
 D1 ¶3  minutes.txt
 The board met on 12 March 2021 in the boat house at Tarn. Ada Quill took the
 chair.






 a accept  e edit  r reject  s skip  u undo  o open  f filter  ? help  q quit"""
    )
    assert styled(shown, "class:word") == ["12 ", "March ", "2021", "Ada ", "Quill"]


def test_a_wide_screen_has_them_side_by_side() -> None:
    shown = text(picture(Screen(review=review_of()), 140, 20)).split("\n")
    assert shown[1].split("│") == [" events  ev-meeting · D1" + " " * 32, "  D1 ¶3  minutes.txt"]
    passage = [line.split("│")[1] for line in shown[2:4]]
    assert passage == ["  The board met on 12 March 2021 in the boat house at Tarn. Ada Quill took the", "  chair."]


@pytest.mark.parametrize(("columns", "rows"), [(20, 6), (1, 1), (40, 10), (80, 24), (99, 30), (100, 30), (250, 60)])
def test_every_size_is_filled_and_nothing_sticks_out(columns: int, rows: int) -> None:
    screen = Screen(review=review_of())
    for act in (screen.open_context, screen.edit, screen.cancel):
        act()
        shown = picture(screen, columns, rows)
        assert len(shown) == max(rows, 6)
        assert all(sum(get_cwidth(piece) for _, piece in line) <= max(columns, 20) for line in shown)


def test_without_the_documents_it_says_how_to_name_them() -> None:
    assert "its document is not at hand: name the folder with --sources DIR" in text(
        picture(Screen(review=review_of(sources=None)), 80, 24)
    )


def test_what_stands_around_is_shown_on_demand() -> None:
    screen = Screen(review=review_of())
    assert "Written down" not in text(picture(screen, 80, 30))
    screen.open_context()
    assert "Written down by Ada Quill" in text(picture(screen, 80, 30))
    screen.open_context()
    screen.open_context()
    assert "Written down" not in text(picture(screen, 80, 30))


def test_a_long_passage_is_scrolled_and_says_how_much_more_there_is() -> None:
    project = proposed_project()
    project["data/sources/minutes.txt"] = project["data/sources/minutes.txt"].replace(
        "took the chair.", "took the chair. " + "word " * 400
    )
    screen = Screen(review=review_of(project))
    assert "more lines" in text(picture(screen, 80, 24))
    screen.scroll_by(1000)
    last = text(picture(screen, 80, 24))
    assert "more lines" not in last
    assert "word word" in last


def test_the_end_is_told() -> None:
    review = review_of()
    screen = Screen(review=review)
    for _ in range(7):
        screen.accept()
    assert "Nothing is left to review here." in text(picture(screen, 80, 24))
    assert "7 of 7 done · 100 % of 7 reviewed" in text(picture(screen, 80, 24))


def test_control_characters_of_a_document_never_reach_the_terminal() -> None:
    lines = list(wrapped([("", "a\x1b[2Jb\x07\tc")], 40))
    assert text(lines) == "a�[2Jb� c"


@given(st.lists(st.text(st.sampled_from("ab 漢字\n-"), max_size=30), max_size=4), st.integers(4, 20))
def test_wrapping_loses_no_letter_and_keeps_to_the_width(texts: list[str], width: int) -> None:
    lines = list(wrapped([("", each) for each in texts], width, indent=2))
    assert all(sum(get_cwidth(piece) for _, piece in line) <= width for line in lines)
    assert "".join("".join(p for _, p in line) for line in lines).replace(" ", "") == "".join(texts).replace(
        "\n", ""
    ).replace(" ", "")
