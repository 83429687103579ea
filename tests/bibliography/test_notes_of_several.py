"""Works that several documents cite, notes that cite several works, lists without numbers."""

from __future__ import annotations

import pytest
from change import change
from memory import ROOT, MemoryTools

from reportgen.bibliography.library import load_library
from reportgen.bibliography.rules import check_library
from reportgen.records import load_records

LISTS = {"corpus": "corpus", "works": "cited"}
WORKS = "bib/works.bib"
NOTES = "data/notes.csv"
TWO = "related = {D2, D1},\n  corpusnote = {D2:2, D1:1}"


def examine(project: dict[str, str]) -> list[str]:
    tools = MemoryTools.of(project)
    library, found = load_library(ROOT, ("bib/documents.bib", WORKS), tools)
    return [d.message for d in (*found, *check_library(library, load_records(ROOT, tools).value, LISTS))]


def cited_by_both(project: dict[str, str]) -> None:
    change(project, WORKS, "related = {D2},\n  corpusnote = {2}", TWO)
    change(project, NOTES, "n-2,", "n-9,D1,1,stern-piles,cited,,traffic,,D1#p1\nn-2,")
    change(project, "data/documents.yaml", 'notes: "0"', 'notes: "1"')


def test_a_note_may_say_of_which_document_it_is(project: dict[str, str]) -> None:
    cited_by_both(project)
    assert examine(project) == []
    library = load_library(ROOT, (WORKS,), MemoryTools.of(project)).value
    assert library.works_of("D1") == {1: "stern-piles"}
    assert library.works_of("D2") == {1: "D2:1", 2: "stern-piles"}


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("D1:1}", "D1:one}", "is not a number"),
        ("D1:1}", ":1}", "is not a number"),
        ("D1:1}", "D7:1}", "'stern-piles' has a note of D7, which is not in its related"),
        ("D1:1}", "D1:1, D1:2}", "corpusnote 2, which notes.csv does not list"),
    ],
)
def test_notes_that_make_no_sense_are_told(project: dict[str, str], old: str, new: str, said: str) -> None:
    cited_by_both(project)
    change(project, WORKS, old, new)
    assert any(said in message for message in examine(project))


def test_a_note_may_cite_several_works(project: dict[str, str]) -> None:
    change(project, WORKS, "related = {D2},\n  corpusnote = {2}", "related = {D2},\n  corpusnote = {2, 1}")
    change(project, NOTES, "n-2,", "n-9,D2,1,stern-piles,cited,,traffic,,D2#n1\nn-2,")
    assert examine(project) == []
    change(project, NOTES, "n-2,", "n-8,D2,1,stern-piles,cited,,quay,,D2#n1\nn-2,")
    assert examine(project) == ["note 1 of D2 is listed twice"]


def test_an_item_of_a_list_has_no_number(project: dict[str, str]) -> None:
    change(project, NOTES, "n-2,", "n-9,D1,,stern-piles,cited,,traffic,,D1#p1\nn-2,")
    assert examine(project) == []
