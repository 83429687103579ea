from __future__ import annotations

import pytest
from machines import review_of
from proposed_project import proposed_project

from reportgen.documents.locator import parse_locator
from reportgen.reviewing.passages import around, find_words, passages_of


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        ("It grew by 5 percent, 5 percent!", ("5 percent",), ["5 percent", "5 percent"]),
        ("It grew by 15 percent in 25", ("5",), []),
        ("Calls it “a costly mis-take”.", ("a costly mistake",), ["a costly mis-take"]),
        ("The ‘OLD’ boat", ("'old' boat",), ["OLD’ boat"]),
        ("two\n  lines", ("Two lines",), ["two\n  lines"]),
        ("增长了5%，其中", ("5%", "增长"), ["5%", "增长"]),
        ("Ada and Boris", ("Boris", "Ada", ""), ["Boris", "Ada"]),
        ("ﬁnal Straße", ("FINAL STRASSE",), ["ﬁnal Straße"]),
        ("", ("x",), []),
    ],
)
def test_words_are_found_as_they_are_compared(text: str, words: tuple[str, ...], found: list[str]) -> None:
    assert [text[start:end] for start, end in find_words(text, words)] == found


def test_a_passage_shows_the_words_of_its_record() -> None:
    review = review_of()
    (passage,) = passages_of(review.records.by_id["ind-growth"], review.documents)
    assert passage.text is not None
    assert [passage.text[a:b] for a, b in passage.spans] == ["5 percent"]
    first, second = passages_of(review.records.by_id["st-boat"], review.documents)
    assert [(first.text or "")[a:b] for a, b in first.spans] == ["12 March 2021", "Ada Quill"]
    assert [(second.text or "")[a:b] for a, b in second.spans] == ["We will not sell the old boat"]


def test_a_document_shows_how_it_begins() -> None:
    review = review_of()
    passages = passages_of(review.records.by_id["D1"], review.documents)
    assert [str(passage.locator) for passage in passages] == ["D1#p1", "D1#p2", "D1#p3", "D1#p4", "D1#p5"]
    assert [(passages[0].text or "")[a:b] for a, b in passages[0].spans] == ["Minutes of the Ferry Board"]


def test_without_its_document_a_passage_has_no_text() -> None:
    review = review_of(sources=None)
    (passage,) = passages_of(review.records.by_id["ind-growth"], review.documents)
    assert (str(passage.locator), passage.text, passage.spans) == ("D1#p4", None, ())


def test_a_span_of_the_locator_is_shown() -> None:
    project = proposed_project()
    project["data/events.csv"] = project["data/events.csv"].replace("D1#p3", "D1#p3:0-9")
    review = review_of(project)
    (passage,) = passages_of(review.records.by_id["ev-meeting"], review.documents)
    assert (passage.text or "")[: passage.spans[0][1]] == "The board"


def test_around_a_passage_stands_what_comes_before_and_behind() -> None:
    review = review_of()
    first, middle = parse_locator("D1#p1"), parse_locator("D2#p3")
    assert first is not None
    assert middle is not None
    assert [str(each.locator) for each in around(first, review.documents, 1)] == ["D1#p1", "D1#p2"]
    assert [str(each.locator) for each in around(middle, review.documents, 2)] == [
        "D2#p1", "D2#p2", "D2#p3", "D2#p4", "D2#n1",
    ]  # fmt: skip
