"""Quotation marks of many styles, nested, unclosed, and beside apostrophes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from patience import patience

from reportgen.language.quotations import find_quotations

CASES = [
    ("“A,” he said. “B.”", [("A,", 0), ("B.", 0)]),
    ("he said ‘the workers’ rights are here’ and don’t", [("the workers’ rights are here", 0)]),
    ("“‘No limit’ is nothing,” he said", [("‘No limit’ is nothing,", 0), ("No limit", 1)]),
    ("'Don't go to the workers' club, it's shut,' she said.", [("Don't go to the workers' club, it's shut,", 0)]),
    ("the '90s and rock 'n' roll, dogs' tails", []),
    ("He is 5'10\" tall and the pipe 12\" wide", []),
    ('said "a" and "b c"', [("a", 0), ("b c", 0)]),
    ('He said "the "big" one" was', [('the "big" one', 0), ("big", 1)]),
    ("„Das ist gut“, sagte er. »Ja«, sagte sie.", [("Das ist gut", 0), ("Ja", 0)]),
    ('„Das ist gut", sagte er. „Ja", so sie.', [("Das ist gut", 0), ("Ja", 0)]),
    ("«Мы «сами» это», — сказал он.", [("Мы «сами» это", 0), ("сами", 1)]),
    ("« C'est l'été », dit-elle", [("C'est l'été", 0)]),
    ("“我们”，他说。「是『好』的」", [("我们", 0), ("是『好』的", 0), ("好", 1)]),
    ("``Yes,'' he said. ``No.''", [("Yes,", 0), ("No.", 0)]),
    ("”Hej”, sa han.", [("Hej", 0)]),
    ("er rief: «Halt!» und ‹innen›", [("Halt!", 0), ("innen", 0)]),
    (
        "‘I’ve seen the players’ bus,’ said Bob, ‘and it’s ’orrible.’",
        [("I’ve seen the players’ bus,", 0), ("and it’s ’orrible.", 0)],
    ),
    ("'What's this?' asked John. 'It's the Smiths' house.'", [("What's this?", 0), ("It's the Smiths' house.", 0)]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_styles(text: str, expected: list[tuple[str, int]]) -> None:
    assert [(text[q.inner_start : q.inner_end], q.depth) for q in find_quotations(text)] == expected


def test_a_missing_close_ends_at_the_passage() -> None:
    (quotation,) = find_quotations("“We began at four. It was dark. ")
    assert quotation.opened
    assert not quotation.closed
    assert quotation.end == len("“We began at four. It was dark.")


def test_a_missing_opening_begins_with_the_passage() -> None:
    (quotation,) = find_quotations("and so we went home.” Then silence.")
    assert (quotation.opened, quotation.closed) == (False, True)
    assert (quotation.start, quotation.inner_start) == (0, 0)


def test_a_wrong_closing_mark_does_not_swallow_the_next_quotation() -> None:
    text = "“we will stop soon’, citing “worries you voiced”."
    assert [text[q.inner_start : q.inner_end] for q in find_quotations(text)] == [
        "we will stop soon",
        "worries you voiced",
    ]


def test_only_the_passage_is_searched() -> None:
    text = "“one” “two” “three”"
    assert [text[q.inner_start : q.inner_end] for q in find_quotations(text, 6, 11)] == ["two"]


@given(st.text(alphabet="ab s.,“”‘’'\"«»„「」\n9—!", max_size=60), st.integers(0, 10))
def test_spans_lie_inside_and_nest(text: str, start: int) -> None:
    start = min(start, len(text))
    found = list(find_quotations(text, start))
    assert found == list(find_quotations(text, start))
    for q in found:
        assert start <= q.start <= q.inner_start < q.inner_end <= q.end <= len(text)
    assert [q.start for q in found] == sorted(q.start for q in found)


@pytest.mark.parametrize("unit", ["“", '"', "'", "‘a ", "“a” ", " 'a", "«»", "’"])
def test_linear_time(unit: str) -> None:
    with patience():
        for _ in find_quotations(unit * (300_000 // len(unit))):
            pass
