"""Rules over records, bibliography and composed text."""

from __future__ import annotations

from dataclasses import replace

from memory import ROOT, MemoryTools
from small_project import small_project

from reportgen.checks.report_rules import RULES
from reportgen.diagnostics import Diagnostic
from reportgen.preparation import prepare


def check(cited: set[str], *, complete: bool = True, **changes: str) -> tuple[Diagnostic, ...]:
    """Run the rules over the small project, with files changed, as if a text had cited `cited`."""
    files = small_project()
    for name, text in changes.items():
        files[name.replace("__", "/").replace("_", ".")] = text
    report = prepare(ROOT, None, MemoryTools.of(files), lambda _: None).value
    assert report is not None
    composition = replace(report.composition, cited=frozenset(cited), complete=complete)
    return tuple(found for rule in RULES for found in rule(replace(report, composition=composition)))


ALL = {"D1", "D2", "D2:1", "stern-piles"}


def test_what_a_document_does_not_say_of_itself_is_a_note() -> None:
    (found,) = check(ALL)
    assert (found.code, found.severity.word, found.message) == (
        "DOC106", "note", "D2 does not state its author, issued, outlet",
    )  # fmt: skip
    assert str(found.place) == "data/documents.yaml:15:7"


def test_an_entry_that_nothing_cites_is_a_warning_at_its_key() -> None:
    found = [d for d in check(ALL - {"stern-piles"}) if d.code == "BIB407"]
    assert [(d.message, str(d.place), d.severity.word) for d in found] == [
        ("'stern-piles' is cited nowhere", "bib/works.bib:12:7", "warning")
    ]


def test_nothing_is_said_of_citations_while_a_part_of_the_report_is_missing() -> None:
    assert [d.code for d in check(set(), complete=False)] == ["DOC106"]


def test_an_entry_that_is_declared_as_not_cited_is_left_alone() -> None:
    bib = "@misc{extra,\n  title = {Extra},\n  options = {nocite},\n  keywords = {cited},\n}\n"
    assert [d.code for d in check(ALL, bib__works_bib=bib)] == ["DOC106"]
