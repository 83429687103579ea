from __future__ import annotations

from pathlib import Path

import pytest
from change import shown
from machines import decisions, file_of, review_of

from reportgen.diagnostics import Outcome, Severity
from reportgen.reviewing.applying import apply
from reportgen.reviewing.review import Review

FILE = Path("/decisions.csv")
HEAD = "record,decision,field,value\n"


def applied(text: str | bytes, review: Review | None = None) -> tuple[Review, Outcome[str]]:
    review = review or review_of()
    review.tools.write(FILE, text.encode() if isinstance(text, str) else text)
    return review, apply(review, FILE)


def test_decisions_are_applied_each_by_itself() -> None:
    rows = "ind-growth,accept,,\nind-cost,edit,note,One sum\nind-cost,edit,base,all of it\nst-quay,rejected,,not so\n"
    review, (summary, found) = applied(HEAD + rows)
    assert summary == "3 of 3 decisions applied"
    assert [d.code for d in found] == []
    assert {name: what for name, what in decisions(review).items() if what in {"accepted", "edited", "rejected"}} == {
        "ind-growth": "accepted", "ind-cost": "edited", "st-quay": "rejected", "in-d1-9": "rejected",
    }  # fmt: skip
    assert "ind-cost,money,Cost of the quay,,2,,USD million,$2 million,all of it,,D1#p4,,2,One sum,accepted" in file_of(
        review, "data/indicators.csv"
    )
    assert review.ledger.by_record["st-quay"].reason == "not so"


def test_a_record_may_be_named_by_its_fingerprint() -> None:
    mark = next(entry.fingerprint for entry in review_of().ledger.rows if entry.record == "st-quay")
    review, (summary, found) = applied(f"record,decision,field,value,words\n{mark},accept,,,of the quay\n")
    assert (summary, found) == ("1 of 1 decisions applied", ())
    assert decisions(review)["st-quay"] == "accepted"


@pytest.mark.parametrize(
    ("text", "message", "place"),
    [
        ("record,decision\nx,accept\n", "'x' is not waiting for a review: there is no such record", "2:1"),
        ("record,decision\npos-d2,accept\n", "'pos-d2' is not waiting for a review: nobody has to review it", "2:1"),
        ("record,decision\nin-d1-9,accept\n", "'in-d1-9' is not waiting for a review: it was rejected before", "2:1"),
        ("record,decision\nst-boat,like\n", "'like' is no decision", "2:9"),
        ("record,decision\n,accept\n", "a row needs a record and a decision", "2:1"),
        (f"{HEAD}st-boat,accept,,\nst-boat,reject,,\n", "'st-boat' is both accepted and rejected", "3:9"),
        (f"{HEAD}st-boat,edit,id,new\n", "'id' is no field of statements that can be edited", "2:14"),
        (f"{HEAD}st-boat,edit,,new\n", "'' is no field of statements that can be edited", "2:9"),
        ("record,what\nst-boat,accept\n", "column 'decision' is missing", "1"),
        ("record;decision\n", "the head has one column only", "1:1"),
        (b"record,decision\n\xff,accept\n", "not UTF-8: byte 0xff", "2:1"),
    ],
)  # fmt: skip
def test_what_does_not_apply_is_told_at_its_row(text: str | bytes, message: str, place: str) -> None:
    _, (_, found) = applied(text)
    assert [(d.code, d.message) for d in found] == [("REC243", message)]
    assert shown(found) == [("REC243", f"/decisions.csv:{place}")]
    assert found[0].severity is Severity.ERROR


def test_a_wrong_row_does_not_stop_the_others() -> None:
    review, (summary, found) = applied(f"{HEAD}x,accept,,\nst-boat,accept,,\n")
    assert (summary, len(found)) == ("1 of 1 decisions applied", 1)
    assert decisions(review)["st-boat"] == "accepted"


def test_an_edit_that_is_not_right_is_saved_and_told() -> None:
    review, (summary, found) = applied(f"{HEAD}ind-growth,edit,value,6\n")
    assert summary == "1 of 1 decisions applied"
    assert {d.severity for d in found} == {Severity.WARNING}
    assert found[0].message.startswith("'ind-growth' was saved, and is not right: ")
    assert decisions(review)["ind-growth"] == "edited"


def test_whoever_still_refers_to_what_was_rejected_is_named() -> None:
    review, (_, (found,)) = applied(f"{HEAD}pr-quay,reject,,\n")
    assert found.message == "'pr-quay' was rejected; it is still referred to by milestones 'ms-closing'"
    assert found.severity is Severity.WARNING
    assert decisions(review)["pr-quay"] == "rejected"
