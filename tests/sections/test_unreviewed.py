"""What nobody has looked at bears a sign wherever it is printed; nothing else does."""

from __future__ import annotations

import re

import pytest
from composing import BODY, FIGURE, composed
from proposed_project import proposed_project, with_review

from reportgen.markup import one_sign_each


def printed(text: str, project: dict[str, str] | None = None) -> str:
    """Return what a section of this text becomes, citations made short."""
    project = project or proposed_project()
    project[BODY] = text
    outcome = composed(project)
    assert outcome.diagnostics == ()
    made = outcome.value.files["sections/01-body.tex"].text
    made = made.removeprefix("\\providecommand*\\unreviewed[1]{ (not reviewed)}%\n")
    return re.sub(r"\\citations\{.*?\{D\d\}\}", "CITED", made)


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ('((( fact("ind-growth") )))', r"5 percent~CITED\unreviewed{ind-growth}"),
        ('((( fact("ind-growth", cite=False) )))', r"5 percent\unreviewed{ind-growth}"),
        ('((( when("ev-meeting") )))', r"12 March 2021\unreviewed{ev-meeting}"),
        ('((( quote("st-quay") )))', r"“a costly mistake”~CITED\unreviewed{st-quay}"),
        ('((( quote("st-quay", cite=False) )))', r"“a costly mistake”\unreviewed{st-quay}"),
        ('((( cite("ind-growth") )))', r"CITED\unreviewed{ind-growth}"),
        ('((( cite("D1#p4") )))', "CITED"),
        ('((( record("ind-growth").measure )))', r"Growth of traffic\unreviewed{ind-growth}"),
        ('((( record("ind-growth").measure|upper )))', r"GROWTH OF TRAFFIC\unreviewed{ind-growth}"),
        ('((( record("ind-growth").measure|stop )))', r"Growth of traffic.\unreviewed{ind-growth}"),
        ('((( record("ev-meeting").date|date )))', r"12 March 2021\unreviewed{ev-meeting}"),
        ('((( record("ind-growth").id ))) ((( record("ms-closing").project )))', "ind-growth pr-quay"),
        ('((( record("ind-growth").note )))', ""),
    ],
)
def test_what_nobody_has_looked_at_bears_a_sign(text: str, made: str) -> None:
    assert printed(text) == made


def test_a_paragraph_says_it_once_of_each_record() -> None:
    text = '((* set r = record("st-quay") *))((( r.speaker ))): “((( r.quote )))”~((( r.cite ))).\n\n((( r.gist )))'
    sign = r"\unreviewed{st-quay}"
    assert printed(text) == f"Boris Vale: “a costly mistake”~CITED{sign}.\n\nThe quay was a mistake.{sign}"


def test_items_and_cells_say_it_each() -> None:
    text = r"a\unreviewed{x} b\unreviewed{x}\item c\unreviewed{x}\\d\unreviewed{x}&e\unreviewed{x} f\unreviewed{y}"
    assert one_sign_each(text) == (
        r"a b\unreviewed{x}\item c\unreviewed{x}\\d\unreviewed{x}&e\unreviewed{x} f\unreviewed{y}"
    )


@pytest.mark.parametrize("review", ["accepted", ""])
def test_what_was_reviewed_or_written_by_a_person_bears_none(review: str) -> None:
    project = with_review(proposed_project(), nothing=review)
    for kind in ("indicators", "events", "statements", "projects"):
        project[f"data/{kind}.csv"] = project[f"data/{kind}.csv"].replace(",proposed\n", f",{review}\n")
    project[BODY] = '((( fact("ind-growth") ))) ((( table("indicators") )))'
    outcome = composed(project)
    assert outcome.diagnostics == ()
    assert not any(r"\unreviewed" in composed.text for composed in outcome.value.files.values())


def test_the_first_cell_of_a_row_says_it_for_the_whole_row() -> None:
    table = composed(proposed_project()).value.files["tables/indicators.tex"].text
    rows = [line for line in table.split("\n") if r"\unreviewed{ind-" in line]
    assert [re.findall(r"\\unreviewed\{([^}]*)\}", row) for row in rows] == [
        ["ind-growth"],
        ["ind-cost"],
        ["ind-daily"],
    ]
    assert all(row.index(r"\unreviewed") < row.index("&") for row in rows)


def test_a_class_that_does_not_know_the_sign_is_helped_in_each_file() -> None:
    files = composed(proposed_project()).value.files
    for name in ("sections/01-body.tex", "tables/indicators.tex"):
        assert files[name].text.startswith("\\providecommand*\\unreviewed[1]{")
    assert r"\unreviewed" not in files["main.tex"].text


def test_a_sign_in_the_main_template_is_defined_behind_the_class() -> None:
    project = proposed_project()
    main = project["report/main.tex.j2"]
    project["report/main.tex.j2"] = main.replace("\\begin{document}", '\\begin{document}\n((( fact("ind-cost") )))')
    text = composed(project).value.files["main.tex"].text
    assert text.startswith("\\documentclass")
    assert "\\begin{document}\\providecommand*\\unreviewed" in text


def test_a_figure_says_it_in_its_description() -> None:
    project = proposed_project()
    project["report/figures/events.yaml"] = FIGURE
    project[BODY] = '((( figure("events") )))'
    text = composed(project).value.files["figures/events.tex"].text
    assert r"\exhibitdescription{Two events. Of the 2 entries shown, 1 has not been reviewed.}" in text


def test_an_index_says_it_of_a_name() -> None:
    project = proposed_project()
    project["data/people.csv"] = (
        'id,name,variants,role,review\npe-vale,"Vale, Boris",,,proposed\npe-q,"Quill, Ada",,,\n'
    )
    project[BODY] = 'Boris Vale and Ada Quill. ((( index("people") )))'
    text = composed(project).value.files["index/people.tex"].text
    assert r"\nameentry{pe-vale}{Vale, Boris\unreviewed{pe-vale}}{}" in text
    assert r"\nameentry{pe-q}{Quill, Ada}{}" in text


@pytest.mark.parametrize(
    ("call", "count"),
    [
        ("review()", "0"), ('review("total")', "7"), ('review("open")', "7"), ('review("reviewed")', "0"),
        ('review("rejected")', "1"), ('review("withheld")', "2"), ('review("total", kind="events")', "1"),
        ('review("written", kind="events")', "1"), ('review("withheld", document="D2")', "1"),
        ('review("total", kind="glossary")', "0"), ('review("share", document="D1")', "0"),
    ],
)  # fmt: skip
def test_sections_can_print_how_much_was_reviewed(call: str, count: str) -> None:
    assert printed(f"((( {call} )))") == count


@pytest.mark.parametrize(
    ("call", "message"),
    [
        ('review("much")', "review() does not know 'much'"),
        ('review("total", kind="event")', "there is no kind of record 'event'"),
        ('review("total", document="D9")', "there is no document 'D9'"),
        ('review("total", kind="events", document="D1")', "review() counts by kind or by document, not by both"),
    ],
)
def test_review_says_what_it_does_not_know(call: str, message: str) -> None:
    project = proposed_project()
    project[BODY] = f"((( {call} )))"
    assert [(d.code, d.message) for d in composed(project).diagnostics if d.code == "SEC505"] == [("SEC505", message)]
