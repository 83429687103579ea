from __future__ import annotations

import pytest
from change import change, shown
from memory import ROOT, MemoryTools

from reportgen.bibliography.library import load_library
from reportgen.bibliography.rules import check_library
from reportgen.records import load_records

LISTS = {"corpus": "corpus", "works": "cited"}
WORKS = "bib/works.bib"
NOTES = "data/notes.csv"


def examine(project: dict[str, str]):  # type: ignore[no-untyped-def]
    tools = MemoryTools.of(project)
    library = load_library(ROOT, ("bib/documents.bib", WORKS), tools).value
    return tuple(check_library(library, load_records(ROOT, tools).value, LISTS))


def test_the_small_project(project: dict[str, str]) -> None:
    assert examine(project) == ()


FAULTS = [
    (
        "BIB404",
        WORKS,
        "@book{stern-piles,\n  author = {Stern, Olga},\n  title = {Piles and Tides},",
        "@book{▸stern-piles,",
    ),
    ("BIB404", WORKS, "@book{stern-piles", "@article{▸stern-piles"),
    ("BIB404", WORKS, "@book{stern-piles", "@report{▸stern-piles"),
    ("BIB404", WORKS, "@online{D2:1,\n", "@online{▸D2:1,\n  x = {y}, crossref = {D1},\n  urx"),
    ("BIB405", WORKS, "date = {2020}", "date = {2020}, crossref = {▸stern-pile}"),
    ("BIB405", WORKS, "related = {D2},\n  corpusnote = {2}", "related = {D2, ▸D22},\n  corpusnote = {2}"),
    ("BIB409", WORKS, "http://example.org/heads", "▸http:// example.org/heads"),
    ("BIB409", WORKS, "http://example.org/heads", "▸ftp://example.org/heads"),
    ("BIB409", WORKS, "http://example.org/heads", "▸example.org"),
    ("BIB409", WORKS, "http://example.org/heads", "▸http://[::1"),
    ("BIB409", WORKS, "http://example.org/heads", "▸javascript:alert(1)"),
    ("BIB410", WORKS, "date = {2020}", "date = {▸March 2020}"),
    ("BIB410", WORKS, "date = {2020}", "date = {▸2020-02-30}"),
    ("BIB410", WORKS, "date = {2020}", "date = {▸2020-2021}"),
    ("BIB410", WORKS, "date = {2020}", "date = {▸2020/21}"),
    ("BIB410", WORKS, "date = {2020}", "date = {2020}, urldate = {▸yesterday}"),
    ("BIB411", WORKS, "corpusnote = {2}", "corpusnote = {2, ▸3}"),
    ("BIB411", WORKS, "corpusnote = {2}", "corpusnote = {2, ▸x}"),
    ("BIB411", WORKS, "corpusnote = {2}", "corpusnote = {2, ▸²}"),
    ("BIB411", WORKS, "corpusnote = {2}", "corpusnote = {2, ▸1}"),
    ("BIB411", NOTES, "n-2,D2,2,", "n-3,D2,▸1,D2:1,cited,,,,D2#n1\nn-2,D2,2,"),
    ("BIB411", "data/documents.yaml", 'notes: "2"', 'notes: "▸3"'),
    ("BIB411", "data/documents.yaml", 'notes: "2"', "notes: ▸99999999999999"),
    ("BIB412", WORKS, "@book{stern-piles", "@misc{▸d2:1, title = {x}, keywords = {cited}}\n@book{stern-piles"),
    ("BIB413", WORKS, "@book{stern-piles", "@misc{▸x, title = {x}}\n@book{stern-piles"),
    ("BIB413", WORKS, "@book{stern-piles", "@misc{▸x, title = {x}, keywords = {cite}}\n@book{stern-piles"),
]


@pytest.mark.parametrize(("code", "file", "old", "new"), FAULTS)
def test_faults(project: dict[str, str], code: str, file: str, old: str, new: str) -> None:
    place = change(project, file, old, new)
    if "urx" in new:
        project[file] = project[file].replace("  url = {http://example.org/heads},\n", "")
    assert shown(examine(project)) == [(code, str(place))]


@pytest.mark.parametrize(
    "date", ["2020", "2020-03", "2020-03-21", "2020~", "2020?", "2020/2021", "2020-03/", "2020~/2021?"]
)
def test_dates_that_may_stand(project: dict[str, str], date: str) -> None:
    change(project, WORKS, "date = {2020}", f"date = {{{date}}}")
    assert examine(project) == ()


def test_a_note_that_leads_to_another_work(project: dict[str, str]) -> None:
    place = change(project, NOTES, "2,stern-piles", "2,▸D2:1")
    entry, row = examine(project)
    assert entry.place is not None
    assert entry.place.file == WORKS
    assert [str(r.place) for r in entry.related] == [str(place)]
    assert (row.code, str(row.place)) == ("BIB411", str(place))
    assert "corpusnote does not have it" in row.message


def test_a_note_that_leads_nowhere(project: dict[str, str]) -> None:
    place = change(project, NOTES, "2,stern-piles", "2,▸stern-pile")
    found = examine(project)
    assert (found[0].message, found[0].hint, str(found[0].place)) == (
        "no entry has the key 'stern-pile'", "did you mean 'stern-piles'?", str(place),
    )  # fmt: skip


def test_notes_that_nobody_lists(project: dict[str, str]) -> None:
    del project[NOTES]
    found = examine(project)
    assert [d.message for d in found] == ["notes of D2 lead to no work: 1, 2"]
    change(project, "data/documents.yaml", 'notes: "2"', 'notes: "200"')
    assert examine(project)[0].message.endswith("1, 2, 3, 4, 5, 6, 7, 8 …")


def test_hints(project: dict[str, str]) -> None:
    change(project, WORKS, "date = {2020}", "date = {2020}, crossref = {stern-pile}")
    change(project, WORKS, "http://example.org/heads", "ftp://example.org")
    assert {d.hint for d in examine(project)} == {
        "did you mean 'stern-piles'?", "a link begins with http:, https:, mailto:",
    }  # fmt: skip


def test_inherited_fields_are_checked_where_they_are_written(project: dict[str, str]) -> None:
    project[WORKS] += (
        "@collection{whole, title = {W}, date = {soon}, keywords = {cited}}\n"
        "@incollection{part, title = {P}, crossref = {whole}, keywords = {cited}}\n"
    )
    (found,) = examine(project)
    assert found.code == "BIB410"
    assert str(found.place).endswith(":41")
