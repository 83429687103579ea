"""Whole sessions: keys typed into a pipe, nothing shown."""

from __future__ import annotations

import pytest
from machines import decisions, file_of, review_of
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput
from proposed_project import PROPOSED

from reportgen.reviewing.review import Review
from reportgen.reviewing.screen import Screen
from reportgen.reviewing.terminal import walk
from reportgen.reviewing.waiting import Filter

ESC, ENTER, SAVE, UP, DOWN = "\x1b", "\r", "\x13", "\x1b[A", "\x1b[B"
# Esc alone is known by what follows it.
NO = ESC + ESC


def session(keys: str, review: Review | None = None, wanted: Filter | None = None) -> Screen:
    """Type keys and leave; the queue begins with ev-meeting, st-boat, ind-growth, ind-cost."""
    screen = Screen(review=review or review_of(), wanted=wanted or Filter())
    with create_pipe_input() as pipe:
        pipe.send_text(keys + "\x03")
        walk(screen, pipe, DummyOutput())
    return screen


def said(keys: str) -> dict[str, str]:
    return {name: what for name, what in decisions(session(keys).review).items() if what != "proposed"}


ALL = dict.fromkeys(PROPOSED, "accepted")
BEFORE = {"in-d1-9": "rejected", "ev-d2-9": "withheld"}


@pytest.mark.parametrize(
    ("keys", "changes"),
    [
        ("", {}),
        ("a", {"ev-meeting": "accepted"}),
        ("aa", {"ev-meeting": "accepted", "st-boat": "accepted"}),
        ("sa", {"st-boat": "accepted"}),
        ("sspa", {"st-boat": "accepted"}),
        ("nna", {"ind-growth": "accepted"}),
        ("ssssssa", {"st-quay": "accepted"}),
        ("sssssssa", {"ev-meeting": "accepted"}),
        ("r", {"ev-meeting": "rejected"}),
        ("ar", {"ev-meeting": "accepted", "st-boat": "rejected"}),
        ("aau", {"ev-meeting": "accepted"}),
        ("aruu", {}),
        ("uuu", {}),
        ("aaaaaaa", ALL),
        ("aaaaaaaaae", ALL),
        ("?aa", {"ev-meeting": "accepted"}),
        ("xyz", {}),
        (f"fstatements{ENTER}a", {"st-boat": "accepted"}),
        (f"fD2 events{ENTER}", {}),
        (f"fd2{ENTER}a", {"ind-daily": "accepted"}),
        (f"fnothing{ENTER}a", {"ev-meeting": "accepted"}),
        (f"fstatements{NO}a", {"ev-meeting": "accepted"}),
        (f"Rnot true{ENTER}", {"ev-meeting": "rejected"}),
        (f"R{NO}a", {"ev-meeting": "accepted"}),
    ],
)  # fmt: skip
def test_keys_decide(keys: str, changes: dict[str, str]) -> None:
    keys = keys.replace("r", "ry") if keys in {"r", "ar", "aruu"} else keys
    assert said(keys.replace(ENTER, f"{ENTER}y") if keys.startswith("R") and NO not in keys else keys) == {
        **BEFORE,
        **changes,
    }


def test_a_reason_is_kept() -> None:
    review = session(f"fD2 statements{ENTER}Rnot a quotation{ENTER}").review
    assert review.ledger.by_record["st-quay"].reason == "not a quotation"


def test_whoever_is_referred_to_is_named_before_it_goes() -> None:
    screen = session(f"fprojects{ENTER}r")
    assert screen.missed == ("milestones 'ms-closing'",)
    assert said(f"fprojects{ENTER}rn") == BEFORE
    assert said(f"fprojects{ENTER}ry") == {**BEFORE, "pr-quay": "rejected"}


def test_fields_are_edited_one_by_one_and_saved() -> None:
    # theme, measure, qualifier: the third is filled in, and the record saved at once.
    review = session(f"sse{ENTER} per year{ENTER}nearly{SAVE}").review
    row = next(line for line in file_of(review, "data/indicators.csv").split("\n") if line.startswith("ind-growth"))
    assert row.startswith("ind-growth,traffic,Growth of traffic per year,nearly,5,")
    assert row.endswith(",accepted")


def test_what_is_wrong_with_an_edit_is_shown_and_may_be_saved_all_the_same() -> None:
    # value is the fourth field of an indicator.
    keys = f"sse{ENTER * 3}\x08" + f"6{SAVE}"
    screen = session(keys)
    assert screen.form is not None
    assert {fault.code for fault in screen.form.faults} & {"REC212", "REC211", "REC229"}
    assert said(keys + NO) == BEFORE
    assert said(keys + ENTER) == {**BEFORE, "ind-growth": "edited"}
    assert said(keys + f"e{ENTER * 3}\x085{SAVE}") == {**BEFORE, "ind-growth": "accepted"}


def test_behind_the_last_field_comes_the_question() -> None:
    assert said(f"e{ENTER * 40}") == {**BEFORE, "ev-meeting": "accepted"}


def test_one_can_go_back_while_editing_and_leave() -> None:
    assert said(f"sse{ENTER}{UP}x{DOWN}{NO}") == BEFORE


def test_a_file_that_changed_meanwhile_is_told_and_nothing_is_lost() -> None:
    review = review_of()
    screen = Screen(review=review)
    text = file_of(review, "data/events.csv")
    review.tools.write(review.project / "data/events.csv", text.replace("Board meets", "Board met").encode())
    screen.accept()
    assert "has been changed in data/events.csv" in screen.message
    assert decisions(review)["ev-meeting"] == "proposed"


def test_one_kind_or_document_can_be_asked_for() -> None:
    screen = session("", wanted=Filter(kind="statements"))
    assert screen.order == ("st-boat", "st-quay")
