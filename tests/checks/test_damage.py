"""Damage of whole files, sections that nobody includes, and what follows from other problems."""

from __future__ import annotations

import pytest
from change import change
from memory import ROOT, SOURCES, MemoryTools

from reportgen.diagnostics import Diagnostic
from reportgen.preparation import prepare


def said(project: dict[str, str | bytes]) -> list[tuple[str, str]]:
    """Return code and place of all that is said of a project, but of what a document does not state."""
    found = prepare(ROOT, SOURCES, MemoryTools.of(project), lambda _: None).diagnostics
    return [(d.code, _place(d)) for d in found if d.code != "DOC106"]


def _place(diagnostic: Diagnostic) -> str:
    place = diagnostic.place
    return f"{place.file}:{place.line}" if place else "-"


MARKED = [
    ("report/sections/body.tex.j2", "SEC526"), ("report/main.tex.j2", "SEC526"), ("report/briefing.cls", "SEC526"),
    ("report/bibliography/entries.tex.j2", "SEC526"), ("report/tables/cells.tex.j2", "SEC526"),
    ("report/tables/indicators.yaml", "TAB311"), ("bib/works.bib", "BIB427"), ("data/events.csv", "REC235"),
    ("data/judgements.yaml", "REC235"),
]  # fmt: skip


@pytest.mark.parametrize(("file", "code"), MARKED, ids=[file for file, _ in MARKED])
def test_a_merge_left_unresolved_is_one_problem(project: dict[str, str], file: str, code: str) -> None:
    lines = project[file].split("\n")
    both = ["<<<<<<< HEAD", lines[0], "=======", f"{lines[0]} ", ">>>>>>> other"]
    project[file] = "\n".join([*both, *lines[1:]])
    assert said({**project}) == [(code, f"{file}:1")]


@pytest.mark.parametrize(
    ("file", "code"),
    [("report/sections/body.tex.j2", "SEC526"), ("report/briefing.cls", "SEC526"), ("bib/works.bib", "BIB427")],
)
def test_a_control_character_is_one_problem(project: dict[str, str], file: str, code: str) -> None:
    lines = project[file].split("\n")
    lines[1] += "\0"
    assert said({**project, file: "\n".join(lines)}) == [(code, f"{file}:2")]


def test_a_class_in_another_encoding(project: dict[str, str]) -> None:
    data = project["report/briefing.cls"].encode() + b"% caf\xe9\n"
    last = len(data.splitlines())
    assert said({**project, "report/briefing.cls": data}) == [("SEC510", f"report/briefing.cls:{last}")]


def test_an_empty_bibliography(project: dict[str, str]) -> None:
    assert said({**project, "bib/works.bib": "\ufeff \n"})[0] == ("BIB427", "bib/works.bib:1")


def test_a_section_that_nobody_includes_hides_what_follows_from_it(project: dict[str, str]) -> None:
    project["report/sections/other.tex.j2"] = "\\section{Other}\n"
    assert said({**project}) == [("SEC527", "report/sections/other.tex.j2:1")]
    body = '((( section("body") )))\n'
    change(project, "report/main.tex.j2", body, f'{body}((( section("other") )))\n')
    assert said({**project}) == []
    change(project, "report/main.tex.j2", body, "")
    assert said({**project}) == [("SEC527", "report/sections/body.tex.j2:1")]


def test_an_error_hides_what_is_asked_of_the_whole(project: dict[str, str]) -> None:
    change(project, "data/glossary.csv", "gl-quay,quay", "gl quay,quay")
    assert [code for code, _ in said({**project})] == ["REC207"]


def test_a_record_without_evidence_is_not_told_again_where_it_is_cited(project: dict[str, str]) -> None:
    text = project["report/sections/body.tex.j2"]
    project["report/sections/body.tex.j2"] = text.replace("((( table(", '((( cite("st-quay") )))\n\n((( table(')
    change(project, "data/statements.csv", "a costly mistake,D2#p3,,", "a costly mistake,D2p3,,")
    assert {code for code, _ in said({**project})} == {"REC209"}


_BODY = '((( section("body") )))\n((( bibliography("corpus") )))\n((( bibliography("works") )))\n'
_END = "((( report_end() )))\n"


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("\\documentclass{briefing}\n", "", ("SEC529", "report/main.tex.j2:1")),
        (_BODY + _END, _END + _BODY, ("PDF701", "report/main.tex.j2:3")),
    ],
)
def test_a_main_template_that_is_not_whole(
    project: dict[str, str], old: str, new: str, expected: tuple[str, str]
) -> None:
    change(project, "report/main.tex.j2", old, new)
    assert said({**project}) == [expected]


def test_a_kind_of_record_that_a_table_shows_and_that_has_none(project: dict[str, str]) -> None:
    del project["data/indicators.csv"]
    assert ("REC201", "data/indicators.csv:1") in said({**project})
    assert not {code for code, _ in said({**project})} & {"SEC505", "TAB305"}
