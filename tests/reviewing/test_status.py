from __future__ import annotations

import json

from machines import review_of
from memory import ROOT, MemoryTools
from proposed_project import proposed_project
from small_project import small_project

from reportgen.reviewing.status import as_json, as_text, load_status
from reportgen.tools import Tools


def status(tools: Tools) -> str:
    return as_text(load_status(ROOT, tools).value)


def test_a_table_a_kind_and_a_table_a_document() -> None:
    review = review_of()
    review.accept("ind-growth")
    review.accept("ev-meeting", {"label": "The board"})
    review.reject("ind-cost")
    text = status(review.tools)
    assert text.startswith("2 of 6 extracted items reviewed, 33 %; 4 to go.\n")
    rows = {line.split()[0]: line.split()[1:] for line in text.split("\n") if len(line.split()) == 7}
    assert rows["events"] == ["1", "1", "100", "0", "1", "1"]
    assert rows["D1"] == ["3", "2", "66", "1", "0", "4"]
    assert rows["all"][:5] == ["6", "2", "33", "2", "2"]
    assert "Withheld because they failed a check: REC212 1, REC214 1." in text


def test_a_project_without_proposals_says_so() -> None:
    assert status(MemoryTools.of(small_project())) == (
        "All 26 records were written by hand; nothing waits for a review.\n"
    )


def test_what_was_changed_by_hand_is_listed() -> None:
    project = proposed_project()
    text = project["data/indicators.csv"]
    project["data/indicators.csv"] = "\n".join(
        line.replace(",proposed", ",accepted") if line.startswith("ind-daily") else line
        for line in text.split("\n")
        if not line.startswith("ind-cost")
    ).replace("Growth of traffic", "Growth")
    found = status(MemoryTools.of(project))
    assert (
        "Changed by hand since the last decision: ind-cost (proposed, now rejected), ind-daily (proposed, now acc"
        in found
    )
    assert "Edited since they were verified: ind-growth" in found


def test_the_same_for_programs() -> None:
    found = json.loads(as_json(load_status(ROOT, MemoryTools.of(proposed_project())).value))
    assert (found["total"], found["open"], found["rejected"], found["withheld"], found["share"]) == (7, 7, 1, 2, 0)
    assert found["kinds"]["statements"]["total"] == 2
    assert found["documents"]["D2"]["open"] == 3
    assert found["withheld_for"] == [
        {"record": "ev-d2-9", "reason": "REC214"}, {"record": "", "reason": "REC212"},
    ]  # fmt: skip
