from __future__ import annotations

import pytest
from memory import ROOT, SOURCES, MemoryTools
from proposed_project import proposed_project, with_review
from small_project import small_project

from reportgen.diagnostics import Diagnostic
from reportgen.preparation import prepare


def warnings(project: dict[str, str]) -> list[Diagnostic]:
    """Return what is said of judgements on the unreviewed."""
    outcome = prepare(ROOT, SOURCES, MemoryTools.of(project), lambda _: None)
    return [d for d in outcome.diagnostics if d.code == "REC242"]


def messages(project: dict[str, str]) -> list[str]:
    return [d.message for d in warnings(project)]


def test_a_judgement_on_what_nobody_has_looked_at_is_told_at_its_evidence() -> None:
    (found,) = warnings(proposed_project())
    assert found.message == "the judgement 'j1' leans on what nobody has looked at: 'ind-growth'"
    assert str(found.place) == "data/judgements.yaml:9:17"
    assert [str(related.place) for related in found.related] == ["data/indicators.csv:2:1"]


@pytest.mark.parametrize("review", ["accepted", ""])
def test_nothing_is_said_once_the_record_was_reviewed(review: str) -> None:
    assert messages(with_review(small_project(), ind_growth=review, ind_cost="proposed")) == []


def test_another_record_of_the_passage_is_enough_unless_the_words_are_those_of_the_unreviewed_one() -> None:
    project = with_review(small_project(), ind_growth="proposed")
    assert messages(project) == ["the judgement 'j1' leans on what nobody has looked at: 'ind-growth'"]
    project["data/judgements.yaml"] = project["data/judgements.yaml"].replace("grown by 5 percent", "Traffic has grown")
    assert messages(project) == []


def test_a_judgement_that_is_proposed_itself_is_told() -> None:
    project = small_project()
    text = project["data/judgements.yaml"]
    project["data/judgements.yaml"] = text.replace("  contrary: []\n", "  contrary: []\n  review: proposed\n")
    assert messages(project) == ["nobody has looked at the judgement 'j1'"]
