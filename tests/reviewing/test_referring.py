from __future__ import annotations

from machines import review_of

from reportgen.reviewing.referring import referring


def missing(id_: str) -> tuple[str, ...]:
    review = review_of()
    return referring(review.records.by_id[id_], review.records, review.texts)


def test_records_judgements_and_templates_that_name_a_record_are_found() -> None:
    assert missing("pr-quay") == ("milestones 'ms-closing'",)
    assert missing("ind-growth") == ("judgement 'j1' (same passage)", "report/sections/body.tex.j2:4")
    assert missing("ev-meeting") == ("report/sections/body.tex.j2:4",)


def test_a_name_inside_another_does_not_count() -> None:
    review = review_of()
    texts = {"report/x.j2": "ev-meeting-2 xev-meeting\n'ev-meeting'"}
    assert referring(review.records.by_id["ev-meeting"], review.records, texts) == ("report/x.j2:2",)


def test_a_document_is_named_by_all_that_speaks_of_it() -> None:
    assert "positions 'pos-d2'" in missing("D2")
    assert "summaries 'sum-d2'" in missing("D2")
