"""Works and comments in one note."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from patience import patience

from reportgen.extract.references.identifiers import find_identifiers
from reportgen.extract.references.split import label_end, split_note


def parts(text: str) -> list[tuple[str | None, str | None]]:
    return [
        (text[part.start : part.end] if part.work else None, part.comment)
        for part in split_note(text, find_identifiers(text), label_end(text))
    ]


@pytest.mark.parametrize(
    ("text", "rest"),
    [("[12] Doe", "Doe"), ("12. Doe", "Doe"), ("¹² Doe", "Doe"), ("1984. London", "1984. London"), ("Doe", "Doe")],
)
def test_labels(text: str, rest: str) -> None:
    assert text[label_end(text) :] == rest


def test_one_work_is_one_part() -> None:
    text = "Doe, J.; Roe, K. Salmon farming. J. Fish. 2019, 12, 3."
    assert parts(text) == [(text, None)]


def test_works_between_semicolons() -> None:
    text = "Ann Doe, Ships (Oxford: OUP, 2001); see also Ben Roe, Harbours (London: Sage, 2004)"
    assert parts(text) == [
        ("Ann Doe, Ships (Oxford: OUP, 2001)", None),
        ("Ben Roe, Harbours (London: Sage, 2004)", "see also"),
    ]


def test_a_second_address_after_a_new_reference() -> None:
    text = "“One”, Farm News, 2 May 2018, https://a.org/1. “Two”, Farm News, 9 May 2018, https://a.org/2"
    assert [work for work, _ in parts(text)] == [
        "“One”, Farm News, 2 May 2018, https://a.org/1",
        "“Two”, Farm News, 9 May 2018, https://a.org/2",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "This figure excludes services.",
        "All amounts are in constant 2015 dollars.",
        "Emphasis added.",
        "Здесь и далее перевод автора.",
        "这里指的是沿海地区。",
    ],
)
def test_a_comment_is_no_work(text: str) -> None:
    assert parts(text) == [(None, text)]


def test_an_interview_is_a_work() -> None:
    assert parts("Author's interview with a farmer, Waikato, 2019.")[0][0] is not None


def test_comment_and_work() -> None:
    text = "For a different view, see Ann Doe, Ships (Oxford: OUP, 2001)."
    assert parts(text) == [("Ann Doe, Ships (Oxford: OUP, 2001).", "For a different view, see")]


def test_work_and_comment() -> None:
    text = "Ann Doe, “Ships”, 2001, https://a.org/x Curiously, the book pays little attention to oars."
    assert parts(text) == [
        ("Ann Doe, “Ships”, 2001, https://a.org/x", "Curiously, the book pays little attention to oars.")
    ]


def test_a_title_with_see_stays_whole() -> None:
    text = "Ann Doe, “What I see When I see Ships”, 2001."
    assert parts(text) == [(text, None)]


@given(st.text(alphabet="abA .;,“”()2019[]sehtp:/《》иИ", max_size=200))
def test_parts_lie_inside_and_in_order(text: str) -> None:
    position = 0
    found = split_note(text, find_identifiers(text), label_end(text))
    assert found
    for part in found:
        assert position <= part.start <= part.end <= len(text)
        position = part.end


def test_a_note_of_pieces_that_are_no_works_costs_no_more_than_its_length() -> None:
    with patience():
        assert len(split_note("Abc ; " * 40_000, ())) == 1


def test_what_stands_before_a_bound_is_a_work_only_with_all_that_was_said_since_the_last() -> None:
    note = "Ann Roe ; Salt of the Earth (Oslo, 1999); Ben Hay, Tides (Rome, 2001)"
    assert [note[part.start : part.end] for part in split_note(note, ())] == [
        "Ann Roe ; Salt of the Earth (Oslo, 1999)",
        "Ben Hay, Tides (Rome, 2001)",
    ]
