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
    library, found = load_library(ROOT, ("bib/documents.bib", WORKS), tools)
    return (*found, *check_library(library, load_records(ROOT, tools).value, LISTS))


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
    ("BIB404", WORKS, "@online{D2:1,\n", "@online{▸D2:1,\n  x = {y}, crossref = {D1},\n  note = {urx},\n"),
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
    ("BIB404", WORKS, "title = {Piles and Tides}", "title = {▸}"),
    ("BIB411", WORKS, "corpusnote = {2}", "corpusnote = {2, ▸x}"),
    ("BIB411", WORKS, "corpusnote = {2}", "corpusnote = {▸3}"),
    ("BIB411", WORKS, "corpusnote = {2}", "corpusnote = {▸1}"),
    ("BIB411", WORKS, "corpusnote = {2}", "corpusnote = {▸}"),
    ("BIB411", WORKS, "corpusnote = {2}", "corpusnote = {▸two}"),
    ("BIB411", WORKS, "related = {D2},\n  corpusnote = {2}", "related = {▸D1},\n  corpusnote = {2}"),
    ("BIB411", NOTES, "n-2,D2,2,", "n-2,D2,▸1,"),
    ("BIB411", NOTES, "n-2,D2,2,", "n-2,D2,▸3,"),
    ("BIB411", NOTES, "n-2,D2,2,", "n-2,▸D1,2,"),
    ("BIB411", NOTES, "n-1,D2,1,D2:1,", "▸n-2,D2,2,stern-piles,cited,,,,D2#n2\nn-x,D1,,x,"),
    ("BIB411", "data/documents.yaml", 'notes: "2"', 'notes: "▸1"'),
    ("BIB411", WORKS, "@book{stern-piles", "@book{▸D2:2"),
    ("BIB419", WORKS, "date = {2020}", "date = {2020}, xref = {▸stern-piles}"),
    ("BIB419", WORKS, "date = {2020}", "date = {2020}, xdata = {▸x}"),
    ("BIB411", WORKS, "corpusnote = {2}", "corpusnote = {2, ▸²}"),
    ("BIB411", WORKS, "corpusnote = {2}", "corpusnote = {2, ▸1}"),
    ("BIB411", NOTES, "n-2,D2,2,", "n-3,D2,▸1,D2:1,cited,,,,D2#n1\nn-2,D2,2,"),
    ("BIB411", "data/documents.yaml", 'notes: "2"', 'notes: "▸3"'),
    ("BIB411", "data/documents.yaml", 'notes: "2"', "notes: ▸99999999999999"),
    ("BIB412", WORKS, "@book{stern-piles", "@misc{▸d2:1, title = {x}, keywords = {cited}}\n@book{stern-piles"),
    ("BIB413", WORKS, "@book{stern-piles", "@misc{▸x, title = {x}}\n@book{stern-piles"),
    ("BIB413", WORKS, "@book{stern-piles", "@misc{x, title = {x}, keywords = {▸cite}}\n@book{stern-piles"),
]


@pytest.mark.parametrize(("code", "file", "old", "new"), FAULTS)
def test_faults(project: dict[str, str], code: str, file: str, old: str, new: str) -> None:
    place = change(project, file, old, new)
    if "xdata" in new:
        project[WORKS] += "@xdata{x, xdata = {stern-piles}}\n"
    if "▸D2:2" in new:  # the row calls it by the label of the entry
        project[NOTES] = project[NOTES].replace("stern-piles", "D2:2x")
        project[WORKS] = project[WORKS].replace("shorthand = {D2:2}", "shorthand = {D2:2x}")
    if "n-x" in new:
        project[NOTES] = project[NOTES].replace("n-x,D1,,x,", "n-x,D1,,,").rpartition("n-2,")[0]
    if "urx" in new:
        project[file] = project[file].replace("  url = {http://example.org/heads},\n", "")
    assert shown(examine(project)) == [(code, str(place))]


@pytest.mark.parametrize(
    "date",
    [
        "2020",
        "2020-03",
        "2020-03-21",
        "2020~",
        "2020?",
        "2020%",
        "2020/2021",
        "2020-03/",
        "2020~/2021?",
        "../1990",
        "1990/..",
        "2021-21",
        "199X",
        "19XX",
        "2004-XX",
        "1999-XX-XX",
        "-0044",
        "0033",
        "y-17000002",
        "2004-04-29T10:34:00+05:00",
        "2001/2001",
    ],
)
def test_dates_that_may_stand(project: dict[str, str], date: str) -> None:
    change(project, WORKS, "date = {2020}", f"date = {{{date}}}")
    assert examine(project) == ()


def test_a_note_that_leads_to_another_work(project: dict[str, str]) -> None:
    place = change(project, NOTES, "2,stern-piles", "2,▸D2:1")
    (found,) = examine(project)
    assert (found.code, str(found.place)) == ("BIB411", str(place))
    assert found.message == "note 2 of D2 is 'D2:1' here, but the entry 'stern-piles' has it"
    assert [r.place.file for r in found.related] == [WORKS]


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


DOI = "doi = {10.1000/182}"


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (DOI, "doi = {https://doi.org/10.1000/182}, title = {Piles}"),
        ("isbn = {0-306-40615-2}", "isbn = {978-0-306-40615-7}, title = {piles, and Tides}"),
        ("url = {http://x.org/a/}", "url = {https://www.x.org/a}, title = {Piles and tides}, date = {2020-03}"),
        ("pages = {201--218}", "author = {Stern, O.}, title = {Piles and Tides}, pages = {209}"),
        ("pagetotal = {5}", "author = {Olga Stern}, title = {{P}iles and Tides}, year = {2020}"),
        ("pagetotal = {5}", "author = {Stern, O. and others}, title = {Piles and Tides}, year = {2020}, number = {7}"),
    ],
)
def test_the_same_work_twice(project: dict[str, str], one: str, two: str) -> None:
    change(project, WORKS, "date = {2020}", f"date = {{2020}}, {one}")
    project[WORKS] += (
        f"@book{{again, {two}{'' if 'date' in two or 'year' in two else ', date = {2020}'}, keywords = {{cited}}}}\n"
    )
    (found,) = examine(project)
    assert (found.code, found.message) == ("BIB425", "'again' seems to be the same work as 'stern-piles'")
    assert [str(r.place) for r in found.related] == ["bib/works.bib:12:7"]


@pytest.mark.parametrize(
    "other",
    [
        "author = {Stern, Olga}, title = {Piles and Tides}, date = {2021}",
        "author = {Stern, Olga}, title = {Piles and Tides}, date = {2020}, publisher = {Vole Press}",
        "author = {Vale, Olga}, title = {Piles and Tides}, date = {2020}",
        "author = {Stern, Olga}, title = {Piles and Tides}, date = {2020}, related = {stern-piles}",
        "author = {Stern, Olga}, title = {Piles and Tides}, date = {2020}, edition = {2}",
        "author = {Stern, Olga}, title = {Piles, and Tides Again}, date = {2020}",
    ],
)
def test_works_that_are_much_alike(project: dict[str, str], other: str) -> None:
    change(project, WORKS, "date = {2020}", "date = {2020}, edition = {1}")
    project[WORKS] += f"@book{{again, {other}, keywords = {{cited}}}}\n"
    assert examine(project) == ()


def test_many_works_are_many() -> None:
    """The reports of a body, the volumes of a set, the chapters of a book."""
    text = "".join(
        f"@report{{r{n}, title = {{Annual Report}}, institution = {{Bank}}, date = {{{1990 + n}}},"
        f" keywords = {{cited}}}}\n"
        f"@book{{v{n}, title = {{A Long History of Tides}}, author = {{Stern, O.}}, date = {{1999}}, volume = {{{n}}},"
        f" keywords = {{cited}}}}\n"
        f"@inbook{{c{n}, title = {{Introduction {n}}}, booktitle = {{B}}, isbn = {{0-306-40615-2}},"
        f" keywords = {{cited}}}}\n"
        f"@article{{e{n}, title = {{Editorial}}, author = {{Vale, B.}}, date = {{2001}}, journaltitle = {{J}},"
        f" number = {{{n}}}, keywords = {{cited}}}}\n"
        for n in range(30)
    )
    tools = MemoryTools.of({WORKS: text})
    library, found = load_library(ROOT, (WORKS,), tools)
    assert (*found, *check_library(library, load_records(ROOT, tools).value, LISTS)) == ()


def test_entries_that_take_fields_from_each_other(project: dict[str, str]) -> None:
    project[WORKS] += (
        "@collection{whole, title = {W}, date = {2001}, crossref = {part}, keywords = {cited}}\n"
        "@incollection{part, title = {P}, crossref = {whole}, keywords = {cited}}\n"
    )
    (found,) = examine(project)
    assert (found.code, str(found.place)) == ("BIB419", "bib/works.bib:23:60")


def test_a_part_whose_whole_is_missing_says_no_more(project: dict[str, str]) -> None:
    project[WORKS] += "@incollection{part, title = {P}, crossref = {hole}, keywords = {cited}}\n"
    assert [d.code for d in examine(project)] == ["BIB405"]


def test_fields_come_from_xdata_and_periodicals(project: dict[str, str]) -> None:
    project[WORKS] += (
        "@xdata{x, date = {2001}, publisher = {P}, xdata = {y}}\n@xdata{y, location = {Q}}\n"
        "@book{b, title = {B}, xdata = {x}, keywords = {cited}}\n"
        "@periodical{j, title = {Journal}, keywords = {cited}}\n"
        "@article{a, title = {A}, crossref = {j}, keywords = {cited}}\n"
    )
    assert examine(project) == ()
    entries = load_library(ROOT, (WORKS,), MemoryTools.of(project)).value.entries
    assert entries["b"].text("location") == "Q"
    assert entries["a"].text("journaltitle") == "Journal"


def test_an_entry_that_everybody_calls_by_another_key(project: dict[str, str]) -> None:
    place = change(project, WORKS, "@book{stern-piles", "@book{▸stern-pile")
    change(project, WORKS, "corpusnote = {2}", "corpusnote = {2, 3}")
    change(project, NOTES, "n-2,D2,2,stern-piles", "n-3,D2,3,stern-piles,cited,,traffic,,D2#n2\nn-2,D2,2,stern-piles")
    change(project, "data/documents.yaml", 'notes: "2"', 'notes: "3"')
    (found,) = examine(project)
    assert (found.code, str(found.place), len(found.related)) == ("BIB411", str(place), 2)
