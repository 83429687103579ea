from __future__ import annotations

import pytest
from change import change, shown
from hypothesis import given
from hypothesis import strategies as st
from memory import ROOT, MemoryTools

from reportgen.bibliography.library import Name, load_library
from reportgen.bibliography.typeset import ENTRIES_TEMPLATE, EntryView, natural, print_names, typeset_list
from reportgen.citations import tex_key
from reportgen.templating import Templates

FILES = ("bib/documents.bib", "bib/works.bib")


def typeset(project: dict[str, str], keyword: str = "cited"):  # type: ignore[no-untyped-def]
    tools = MemoryTools.of(project)
    return typeset_list(keyword, load_library(ROOT, FILES, tools).value, Templates(ROOT, tools), tex_key)


def test_a_list(project: dict[str, str]) -> None:
    composed, found = typeset(project)
    assert found == ()
    assert composed.text == (
        "\\begin{thebibliography}{D2:1}\n"
        "\\bibitem[{D2:1}]{D2:1} Ferry Company. Heads Counted on the Water, 4 July 2021. "
        "\\href{http://example.org/heads}{\\linkstyle{http://example.\\linkbreak{}"
        "org/\\linkbreak{}heads}}.\n"
        "\\bibitem[{D2:2}]{stern-piles} Stern, Olga. \\emph{Piles and Tides}. Mole Press, 2020.\n"
        "\\end{thebibliography}\n"
    )


def test_each_value_leads_to_its_field(project: dict[str, str]) -> None:
    composed = typeset(project).value
    column = composed.text.split("\n")[2].index("Mole Press") + 1
    assert str(composed.places(3, column)[1]) == "bib/works.bib:15:16"


def test_an_empty_list(project: dict[str, str]) -> None:
    assert typeset(project, "none").value.text == "\\begin{thebibliography}{}\n\\end{thebibliography}\n"


def test_types_without_a_macro(project: dict[str, str]) -> None:
    project[ENTRIES_TEMPLATE] = project[ENTRIES_TEMPLATE].replace("macro misc", "macro other")
    _, found = typeset(project)
    assert shown(found) == [("BIB408", "bib/works.bib:1:9")]


def test_a_macro_that_asks_for_an_unknown_field(project: dict[str, str]) -> None:
    place = change(project, ENTRIES_TEMPLATE, "((( e.publisher )))", "▸((( e.publishr )))")
    _, found = typeset(project)
    assert shown(found) == [("SEC503", str(place))]
    assert "entry stern-piles" in found[0].message


def test_specials_and_keys(project: dict[str, str]) -> None:
    change(project, "bib/works.bib", "@book{stern-piles", "@book{stern_piles%")
    change(project, "bib/works.bib", "Mole Press", "Mole & Press_ {5}% #")
    lines = typeset(project).value.text.split("\n")
    assert f"]{{{tex_key('stern_piles%')}}}" in lines[2]
    assert r"Mole \& Press\_ 5\% \#" in lines[2]


def test_an_entry_as_templates_see_it(project: dict[str, str]) -> None:
    change(project, "bib/works.bib", "date = {2020}", "year = {2020}, doi = {10.1/x_y}")
    library = load_library(ROOT, FILES, MemoryTools.of(project)).value
    view = EntryView(library.entries["stern-piles"], library, tex_key)
    assert view["date"] == "2020"
    assert str(view["doi"]).endswith(r"x\_\linkbreak{}y}}")
    assert (view["entrytype"], view["subtitle"], view["editor"], view["url"]) == ("book", "", "", "")
    assert view.label == "entry stern-piles"
    (source,) = view["sources"]
    assert (source["relation"], source["label"], source["notes"]) == ("citedin", "D2", ("2",))
    assert source["cite"] == r"\cite{D2}"
    assert set(view) == set(library.entries["stern-piles"].fields)
    assert len(view) == len(list(view))
    with pytest.raises(KeyError):
        view["publishr"]


@pytest.mark.parametrize(
    ("names", "text"),
    [
        ([], ""),
        ([Name(family="Stern", given="Olga")], "Stern, Olga"),
        ([Name(family="Ferry Company", corporate=True)], "Ferry Company"),
        ([Name(family="A", given="B"), Name(family="C", given="D")], "A, B and D C"),
        ([Name(family="A", given="B"), Name(family="C", given="D"), Name(family="others")], "A, B, D C and others"),
        ([Name(family="中", given="村")], "中村"),
    ],
)
def test_names_in_print(names: list[Name], text: str) -> None:
    assert print_names(tuple(names)) == text


@given(st.lists(st.text(st.sampled_from("aD:0123²٣é"), max_size=6)))
def test_any_labels_can_be_sorted(labels: list[str]) -> None:
    assert len(sorted(labels, key=natural)) == len(labels)


def test_labels_sort_as_people_count() -> None:
    assert sorted(["D3:14", "d3:9", "D10:1", "D3"], key=natural) == ["D3", "d3:9", "D3:14", "D10:1"]
