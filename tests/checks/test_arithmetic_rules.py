"""Arithmetic that sentences state, in sections, records and captions."""

from __future__ import annotations

import pytest
from prose_project import BODY, check
from small_project import small_project

from reportgen.checks.arithmetic_rules import mistakes
from reportgen.checks.measures import FIGURE, figures, skeleton


def test_figures_leave_a_skeleton() -> None:
    text = "In 2014, 13 of 26 CR929 projects (50 per cent) cost $2.5 million."
    found = figures(text, "en")
    assert [(int(f.value), f.unit, int(f.step)) for f in found] == [
        (13, "", 1), (26, "", 1), (50, "percent", 1), (2_500_000, "USD", 100_000),
    ]  # fmt: skip
    shape, at = skeleton(text, found)
    assert shape == f"In 2014, {FIGURE} of {FIGURE} CR929 projects ({FIGURE}) cost {FIGURE}."
    assert [shape[i] for i in at] == [FIGURE] * 4


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("13 of 26 projects (40 per cent)", "'40 per cent' does not agree: the share gives 50"),
        ("Cases rose from 100 to 120 (30%).", "'30%' does not agree: the change gives 20"),
        ("It is 100 km (92 miles) away.", "'92 miles' does not agree: the conversion gives 62.1"),
        ("It has 4 planes and 5 ships, together 10.", "'10' does not agree: the sum gives 9"),
        ("There 3 + 4 = 8.", "'8' does not agree: the equation gives 7"),
        ("They have 30 firms to 10, or 4 times as many.", "'4 times' does not agree: the ratio gives 3"),
    ],
)
def test_what_the_others_give_is_said(text: str, message: str) -> None:
    assert [m.message for m in mistakes(text, "en")] == [message]


def test_a_mistake_in_a_section_stands_at_a_figure_that_was_typed() -> None:
    text = '((( literal("13") ))) of ((( literal("26") ))) projects (40 per cent) are signed.'
    found = [d for d in check(text) if d.code == "CHK805"]
    assert [(str(d.place), d.end_column) for d in found] == [(f"{BODY}:1:58", 69)]


def test_a_mistake_that_expressions_print_stands_at_the_template() -> None:
    (found,) = check('((( literal("13 of 26 projects (40 per cent)") ))) are signed.')
    assert str(found.place) == f"{BODY}:1:1"


def test_a_mistake_in_a_record_is_reported_there_and_only_there() -> None:
    data = small_project()["data/statements.csv"].replace("The boat stays.", '"Of 5 boats, 1 (30 per cent) stays."')
    found = check('((( record("st-boat").gist )))', files={"data/statements.csv": data})
    assert [(d.code, str(d.place)) for d in found] == [("CHK805", "data/statements.csv:2:66")]


def test_what_one_record_prints_inside_a_sentence_is_its_own() -> None:
    data = small_project()["data/statements.csv"].replace("The boat stays.", '"Of 5 boats, 1 (30 per cent) stays."')
    found = check('The chair says: ((( record("st-boat").gist )))', files={"data/statements.csv": data})
    assert [(d.code, str(d.place)) for d in found] == [("CHK805", "data/statements.csv:2:66")]


@pytest.mark.parametrize("review", ["proposed", "accepted"])
def test_what_was_extracted_may_compute_as_its_source_does(review: str) -> None:
    header, boat, rest = small_project()["data/statements.csv"].split("\n", 2)
    boat = boat.replace("The boat stays.", '"Of 5 boats, 1 (30 per cent) stays."')
    data = f"{header},review\n{boat},{review}\n" + "".join(f"{line},\n" for line in rest.splitlines())
    found = check('The chair says: ((( record("st-boat").gist )))', files={"data/statements.csv": data})
    assert [d for d in found if d.code == "CHK805"] == []


def test_captions_are_looked_at() -> None:
    table = small_project()["report/tables/indicators.yaml"].replace("Traffic grows", "2 of 4 grow (60 per cent)")
    found = check("Text.", files={"report/tables/indicators.yaml": table})
    assert [(d.code, str(d.place)) for d in found] == [("CHK805", "report/tables/indicators.yaml:2:23")]
