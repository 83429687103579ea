"""Entries of cited works against the notes that cite them."""

from __future__ import annotations

import unicodedata

import pytest
from change import change, shown
from memory import ROOT, SOURCES, MemoryTools

from reportgen.checks.note_rules import RULES
from reportgen.diagnostics import Diagnostic
from reportgen.preparation import prepare

WORKS = "bib/works.bib"


def found(project: dict[str, str]) -> list[Diagnostic]:
    report = prepare(ROOT, SOURCES, MemoryTools.of(project), lambda _: None).value
    assert report is not None
    return [d for entry in report.library.entries.values() for rule in RULES for d in rule(report, entry)]


def test_accents_of_their_own_are_those_of_the_letter(project: dict[str, str]) -> None:
    change(project, WORKS, "Stern", "Sternéé")
    told = found(project)
    project[WORKS] = unicodedata.normalize("NFD", project[WORKS])
    assert [d.message for d in found(project)] == [d.message for d in told]


def test_entries_that_say_what_their_notes_say(project: dict[str, str]) -> None:
    assert found(project) == []


@pytest.mark.parametrize(
    ("old", "new", "hint"),
    [
        ("Heads Counted on the Water", "Heads Couted on the Water", "the note has 'Counted'"),
        ("Stern", "Stren", "the note has 'Stern'"),
        ("Mole Press", "Mole Pres", None),  # as a singular
        ("http://example.org/heads", "http://example.org/haeds", "the note has 'http://example.org/heads'"),
        ("2021-07-04", "2021-07-14", "the note has '4 July 2021'"),
        ("2021-07-04", "2021-06-04", "the note has '4 July 2021'"),
        ("date = {2020}", "date = {2010}", "the note has '2020'"),
    ],
)
def test_a_slip_is_shown_at_the_field(project: dict[str, str], old: str, new: str, hint: str | None) -> None:
    line = project[WORKS][: project[WORKS].index(old)].count("\n") + 1
    change(project, WORKS, old, new)
    told = found(project)
    assert [(d.code, d.hint, d.place and d.place.line) for d in told] == ([("BIB430", hint, line)] if hint else [])


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Piles and Tides", "Piles and tides"),
        ("Piles and Tides", "On Piles, Quays and Tides"),
        ("http://example.org/heads", "https://www.example.org/heads/"),
        ("http://example.org/heads", "https://archive.example/2021/tarn"),
        ("2021-07-04", "2021-07"),
        ("2021-07-04", "2021"),
        ("date = {2020}", "date = {2020/2021}"),
        ("Stern", "Stren},\n  addendum = {the note has Stern"),
    ],
)
def test_what_says_it_otherwise_is_no_slip(project: dict[str, str], old: str, new: str) -> None:
    change(project, WORKS, old, new)
    assert shown(found(project)) == []
