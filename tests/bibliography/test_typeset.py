from __future__ import annotations

import pytest
from change import change, shown
from hypothesis import given
from hypothesis import strategies as st
from memory import ROOT, MemoryTools

from reportgen.bibliography.library import Name, load_library
from reportgen.bibliography.typeset import ENTRIES_TEMPLATE, EntryView, natural, print_names, typeset_list
from reportgen.cache import Cache
from reportgen.citations import tex_key
from reportgen.diagnostics import Outcome
from reportgen.markup import Composed
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


def test_types_that_are_misspelt(project: dict[str, str]) -> None:
    place = change(project, "bib/works.bib", "@book{stern-piles", "▸▸@bok{stern-piles")
    _, (found,) = typeset(project)
    assert (found.code, str(found.place), found.hint) == ("BIB418", str(place), "did you mean @book?")
    project[ENTRIES_TEMPLATE] += "((* macro bok(e) *))((( e.title )))((* endmacro *))"
    assert typeset(project).diagnostics == ()


def test_a_doi_with_the_address_of_its_resolver(project: dict[str, str]) -> None:
    project[ENTRIES_TEMPLATE] = project[ENTRIES_TEMPLATE].replace("((( e.publisher )))", "((( e.doi )))")
    change(project, "bib/works.bib", "date = {2020}", "date = {2020}, doi = {https://doi.org/10.1000/182}")
    composed, found = typeset(project)
    assert found == ()
    assert r"\href{https://doi.org/10.1000/182}" in composed.text


def test_a_macro_that_asks_for_an_unknown_field(project: dict[str, str]) -> None:
    place = change(project, ENTRIES_TEMPLATE, "((( e.publisher )))", "((( e.▸publishr )))")
    _, found = typeset(project)
    assert shown(found) == [("SEC503", str(place))]
    assert found[0].message == "the entries have no 'publishr'"
    assert found[0].hint == "did you mean 'publisher'?"


def test_a_field_misspelt_where_no_entry_leads(project: dict[str, str]) -> None:
    macro = '((* if e.note == "x" *))((( e.▸howpublihsed )))((* endif *))((* endmacro *))'
    place = change(project, ENTRIES_TEMPLATE, "((( e.date ))).((* endmacro *))", f"((( e.date ))).{macro}")
    assert shown(typeset(project).diagnostics) == [("SEC503", str(place))]
    project[ENTRIES_TEMPLATE] = project[ENTRIES_TEMPLATE].replace("howpublihsed", "house")  # like no field there is
    assert typeset(project).diagnostics == ()


def test_a_field_misspelt_in_a_macro_that_others_call(project: dict[str, str]) -> None:
    project[ENTRIES_TEMPLATE] += (
        "((* macro close(a, b) *))((( a )))((* if b.note *))((( b.titel )))((* endif *))((* endmacro *))\n"
    )
    change(project, ENTRIES_TEMPLATE, "((( e.publisher )))", "((( close(e.title, e) )))")
    (found,) = typeset(project).diagnostics
    assert (found.code, found.message) == ("SEC503", "the entries have no 'titel'")


@pytest.mark.parametrize("text", ["", "\n  \n"])
def test_a_template_of_entries_that_is_empty_is_said_once(project: dict[str, str], text: str) -> None:
    project[ENTRIES_TEMPLATE] = text
    (found,) = typeset(project).diagnostics
    assert (found.code, str(found.place), found.severity.word) == ("SEC522", f"{ENTRIES_TEMPLATE}:1", "error")


def test_a_template_of_entries_that_cannot_be_read_is_said_once(project: dict[str, str]) -> None:
    place = change(project, ENTRIES_TEMPLATE, "((* macro book(e) *))", "▸((* macro book(e) *))((* if e.x *))")
    (found,) = typeset(project).diagnostics
    assert (found.code, found.place.line if found.place else None) == ("SEC502", place.line)


def test_a_macro_for_all_entries_that_is_gone_is_said_once(project: dict[str, str]) -> None:
    place = change(project, ENTRIES_TEMPLATE, "macro misc(e)", "macro ▸msic(e)")
    assert shown(typeset(project).diagnostics) == [("BIB408", str(place))]
    project[ENTRIES_TEMPLATE] = "((* macro other(e) *))((* endmacro *))"
    (found,) = typeset(project).diagnostics
    assert found.code == "BIB408"
    assert "2 entries" in found.message


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
    assert view["backreferences"] == r"\backreferences{stern-piles}"
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


def test_an_entry_that_is_edited_is_printed_anew_and_no_other(
    project: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    tools = MemoryTools.of(project)
    calls: list[str] = []
    call = Templates.call

    def noted(self: Templates, name: str, macro: str, view: EntryView) -> Outcome[str | None]:
        calls.append(view.label)
        return call(self, name, macro, view)

    monkeypatch.setattr(Templates, "call", noted)

    def lists() -> list[Outcome[Composed]]:
        library, cache = load_library(ROOT, FILES, tools).value, Cache(ROOT / "build/cache", tools)
        kept = Templates(ROOT, tools, cache)
        return [typeset_list(keyword, library, kept, tex_key, cache) for keyword in ("cited", "corpus")]

    lists()
    calls.clear()
    change(project, "bib/works.bib", "Piles and Tides", "Piles or Tides")
    tools.put(ROOT / "bib/works.bib", project["bib/works.bib"])
    cited, corpus = lists()
    assert calls == ["entry stern-piles"]
    assert (cited, corpus) == (typeset(project), typeset(project, "corpus"))
    change(project, "bib/documents.bib", "{D2,", "{D3,")  # a label that the others print
    tools.put(ROOT / "bib/documents.bib", project["bib/documents.bib"])
    cited, corpus = lists()
    assert (cited, corpus) == (typeset(project), typeset(project, "corpus"))
