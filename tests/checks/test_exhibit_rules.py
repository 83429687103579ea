"""Tables and figures as the report includes them."""

from __future__ import annotations

import pytest
from change import change, shown
from memory import ROOT, MemoryTools

from reportgen.checks.exhibit_rules import RULES
from reportgen.diagnostics import Diagnostic
from reportgen.preparation import prepare

BODY = "report/sections/body.tex.j2"
FILE = "report/tables/indicators.yaml"
REF = '((( ref("indicators") ))) has the numbers.'


def found(project: dict[str, str]) -> list[Diagnostic]:
    report = prepare(ROOT, None, MemoryTools.of(project), lambda _: None).value
    assert report is not None
    return [diagnostic for rule in RULES for diagnostic in rule(report)]


def test_an_exhibit_that_is_included_and_referred_to(project: dict[str, str]) -> None:
    assert found(project) == []


def test_one_that_the_text_never_refers_to_is_shown_where_it_is_included(project: dict[str, str]) -> None:
    change(project, BODY, REF, "There are numbers.")
    place = change(project, BODY, '((( table("indicators") )))', '▸((( table("indicators") )))')
    (one,) = found(project)
    assert (one.code, one.place) == ("CHK812", place)
    assert one.message == "the text never refers to the table 'indicators'"


@pytest.mark.parametrize(
    "text",
    [r"Table~\ref{tab:indicators} has them.", r"\autoref{tab:indicators} has them.", "The table below has them.",
     r"\hyperref[tab:indicators]{All} of them.", r"\cref{sec:quay,tab:indicators}",
     "The following long table has them."],
)  # fmt: skip
def test_ways_to_refer(project: dict[str, str], text: str) -> None:
    change(project, BODY, REF, text)
    assert found(project) == []


def test_a_reference_in_a_comment_is_none(project: dict[str, str]) -> None:
    change(project, BODY, REF, r"% \ref{tab:indicators}")
    assert [d.code for d in found(project)] == ["CHK812"]


def test_one_that_no_section_includes_is_shown_at_its_file(project: dict[str, str]) -> None:
    project["report/tables/other.yaml"] = project[FILE].replace("Traffic grows", "Traffic shrinks")
    project["report/figures/times.yaml"] = (
        "kind: timeline\nrecords: events\ncaption: What came when\nsource: D1\ndescription: Two dates in order.\n"
    )
    assert shown(found(project)) == [
        ("CHK812", "report/tables/other.yaml:1"),
        ("CHK812", "report/figures/times.yaml:1"),
    ]


def test_one_that_is_mentioned_and_not_included_is_an_undefined_label(project: dict[str, str]) -> None:
    change(project, BODY, '((( table("indicators") )))', "")
    assert found(project) == []
    outcome = prepare(ROOT, None, MemoryTools.of(project), lambda _: None)
    assert "SEC511" in [d.code for d in outcome.diagnostics]


@pytest.mark.parametrize("text", ['((( table("indicators") )))', '((( section("body") )))'])
def test_what_is_included_twice_is_an_error_at_the_second_call(project: dict[str, str], text: str) -> None:
    place = change(project, "report/main.tex.j2", '((( bibliography("corpus") )))', f"▸{text}\n")
    outcome = prepare(ROOT, None, MemoryTools.of(project), lambda _: None)
    assert [(d.code, d.place) for d in outcome.diagnostics if d.severity.word == "error"] == [("TAB309", place)]


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("caption: Traffic grows", "caption: ▸Indicators", "TAB307"),
        ("description: The measures of the two documents with their values.", "description: ▸Values.", "TAB307"),
        ("description: The measures of the two documents with their values.", "description: ▸Traffic grows.", "TAB307"),
    ],
)
def test_words_that_say_nothing(project: dict[str, str], old: str, new: str, code: str) -> None:
    place = change(project, FILE, old, new)
    (one,) = found(project)
    assert (one.code, one.place) == (code, place)


def test_a_caption_that_was_copied(project: dict[str, str]) -> None:
    project["report/tables/other.yaml"] = project[FILE]
    project[BODY] += '((( table("other") ))) ((( ref("other") )))\n'
    (one,) = found(project)
    assert (one.code, str(one.place)) == ("TAB308", "report/tables/other.yaml:2:10")
    assert str(one.related[0].place) == f"{FILE}:2:10"
