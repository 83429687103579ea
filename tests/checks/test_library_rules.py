"""The bibliography held against the report."""

from __future__ import annotations

import pytest
from change import change, shown
from memory import ROOT, SOURCES, MemoryTools

from reportgen.diagnostics import Diagnostic
from reportgen.preparation import prepare

WORKS = "bib/works.bib"


def examine(project: dict[str, str]) -> list[Diagnostic]:
    found = prepare(ROOT, SOURCES, MemoryTools.of(project), lambda _: None).diagnostics
    return [d for d in found if d.code != "DOC106"]


@pytest.mark.parametrize("field", ["date = {▸2203-01}", "year = {▸2032}", "date = {2020}, urldate = {▸2027-01-01}"])
def test_works_of_the_future(project: dict[str, str], field: str) -> None:
    place = change(project, WORKS, "date = {2020}", field)
    assert shown(examine(project)) == [("BIB422", str(place))]


@pytest.mark.parametrize("field", ["date = {2023-12-31}", "year = {forthcoming}", "date = {2020/}"])
def test_works_that_are_to_appear(project: dict[str, str], field: str) -> None:
    change(project, WORKS, "date = {2020}", field)
    assert examine(project) == []


def test_a_year_in_the_field_of_classic_bibtex(project: dict[str, str]) -> None:
    change(project, WORKS, "date = {2020}", "year = {2020}")
    assert examine(project) == []


@pytest.mark.parametrize(
    ("code", "old", "new"),
    [
        ("BIB403", "{Piles and Tides},", "▸{Piles and Tides}"),
        ("BIB403", "{Piles and Tides},", "▸{Piles and Tides,"),
        ("BIB403", "related = {D2},\n  corpusnote = {2}", "▸related = {D2\n  corpusnote = {2}"),
        ("BIB403", "shorthand = {D2:2},", "▸shorthand {D2:2},"),
        ("BIB402", "@book{stern-piles", "▸@book{D2:1"),
        ("BIB417", "keywords = {cited},\n}\n\n@book", "▸keyword = {cited},\n}\n\n@book"),
        ("BIB417", "corpusnote = {2}", "▸corpusnotes = {2}"),
        ("BIB418", "@book{stern-piles", "▸@boook{stern-piles"),
    ],
)
def test_one_fault_is_one_diagnostic(project: dict[str, str], code: str, old: str, new: str) -> None:
    """Neither a citation nor a note nor a list misses an entry that is not well formed."""
    place = change(project, WORKS, old, new)
    assert [(d.code, d.place and d.place.line) for d in examine(project)] == [(code, place.line)]
