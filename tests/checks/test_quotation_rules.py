"""Quotations that are typed: in sections, in records, with and without the documents."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from prose_project import check, report_of, said, underlined
from small_project import small_project

from reportgen.checks.quotation_rules import quotation_digest, quotations_in, quotations_to_lock, quotations_typed
from reportgen.records.lock import Lock

STANDS = "She said “the new quay has cost”."
MADE_UP = "She said “the new quay is lovely”."


def test_words_that_stand_nowhere_are_an_error_with_the_nearest_passage() -> None:
    (found,) = check(MADE_UP)
    assert (found.code, found.severity.word) == ("CHK802", "error")
    assert underlined(found, MADE_UP) == "the new quay is lovely"
    assert found.hint == "D1#p4 has: the new quay has cost"


def test_words_from_another_passage_than_the_one_cited_are_a_warning() -> None:
    (found,) = check('“The new quay has cost” it~((( cite("D1#p5") ))).')
    assert (found.severity.word, found.message) == ("warning", "the quoted words stand in D1#p4, not in D1#p5")


def test_one_or_two_words_may_be_a_term_set_apart() -> None:
    assert check("A “brand-new” quay and a “floating hotel”.") == []


def test_quotation_marks_of_every_style_count_and_apostrophes_do_not() -> None:
    text = "‘one two three’ «one two three» the boards’ and quays’ own 5' and 6' “one two three” \"one two three\""
    assert [q.words for q in quotations_in(text)] == ["one two three"] * 4


def test_what_is_quoted_in_a_record_stands_in_a_document() -> None:
    data = small_project()["data/statements.csv"].replace("The boat stays.", "The boat “is never for sale” now.")
    found = [d for d in check("Text.", files={"data/statements.csv": data}) if d.code == "CHK802"]
    assert [str(d.place) for d in found] == ["data/statements.csv:2:60"]


def test_titles_terms_and_headings_may_be_quoted() -> None:
    text = "“Heads Counted on the Water”, “The quay was worth its cost” and “The quay at Tarn”."
    assert check(text, r"\section{Why the quay costs so much}", "See “Why the quay costs so much”.") == []


def test_without_documents_the_lock_decides() -> None:
    report = report_of(STANDS, at_hand=False)
    locked = {quotation_digest("the new quay has cost"): "the new quay"}
    for lock, expected in (
        (Lock(pieces={"D1#p4": ("0000",)}, quotations=locked), []),
        (Lock(pieces={"D1#p4": ("0000",)}), ["run reportgen verify --update with the documents at hand"]),
        (Lock(), []),  # a lock of the first format says nothing of quotations
    ):
        assert [d.hint for d in said(replace(report, lock=lock)) if d.code == "CHK802"] == expected


def test_what_may_be_locked_is_what_stands_in_a_document() -> None:
    report = report_of(STANDS, MADE_UP)
    words = "the new quay has cost"
    digest = hashlib.sha256(words.encode()).hexdigest()[:16]
    assert quotations_to_lock(report.composition, report.documents) == {digest: words}
    assert quotations_typed(report.composition) == {digest, quotation_digest("the new quay is lovely")}
