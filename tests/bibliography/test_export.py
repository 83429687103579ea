"""The library for another program: nothing but text goes through."""

from __future__ import annotations

import pytest
from memory import ROOT, MemoryTools

from reportgen.bibliography import Library, load_library
from reportgen.bibliography.export import bib_text, export_library
from reportgen.citations import tex_key

LISTS = {"corpus": "corpus", "works": "cited"}


def library(text: str) -> Library:
    return load_library(ROOT, ("bib/a.bib",), MemoryTools.of({"bib/a.bib": text})).value


def exported(text: str, *, classic: bool = True) -> str:
    return export_library(library(text), LISTS, tex_key, classic=classic).text


def test_an_article_in_the_words_of_each_program() -> None:
    text = """@article{a, author = {Quill, Ada and {Ferry Board}}, title = {R\\&D in Tarn}, journaltitle = {The Quay},
      date = {2021-03-12}, url = {http://example.org/a~b}, keywords = {cited}, abstract = {left out}}"""
    assert exported(text) == (
        "@article{a,\n  key = {a},\n  author = {Quill, Ada and {Ferry Board}},\n  title = {{R{\\&}D in Tarn}},\n"
        "  journal = {The Quay},\n  month = {12 March},\n  year = {2021},\n  url = {http://example.org/a%7Eb}\n}\n"
    )
    assert exported(text, classic=False) == (
        "@article{a,\n  author = {Quill, Ada and {Ferry Board}},\n  title = {R{\\&}D in Tarn},\n"
        "  journaltitle = {The Quay},\n  date = {2021-03-12},\n  url = {http://example.org/a%7Eb},\n"
        "  keywords = {works}\n}\n"
    )


@pytest.mark.parametrize("classic", [True, False])
def test_code_does_not_go_through(*, classic: bool) -> None:
    text = r"""@preamble{"\immediate\write18{id}"}
    @misc{a, title = {\input{/etc/passwd} ^^5cinput \directlua{os.execute()}}, note = {x\\\\write18{id}},
      url = {javascript:alert(1)}, doi = {10/\input{x}}, date = {\input{y}}, keywords = {cited},
      file = {/etc/passwd}, execute = {\write18{id}}}"""
    found = exported(text, classic=classic)
    assert "\\input" not in found
    assert "\\directlua" not in found
    assert "\\write" not in found
    assert "^^" not in found
    assert "javascript" not in found
    assert "preamble" not in found


def test_an_entry_of_no_list_stays_behind() -> None:
    assert exported("@book{a, title = {T}, keywords = {other}}") == ""


def test_keys_are_those_of_the_citations() -> None:
    found = export_library(library("@book{a_b, title = {T}, keywords = {cited}}"), LISTS, tex_key, classic=True)
    assert list(found.keys) == [tex_key("a_b")]
    assert found.keys[tex_key("a_b")].key == "a_b"
    assert "a_b" not in found.text.split(",")[0]


def test_a_name_says_no_more_than_it_is() -> None:
    text = "@book{a, title = {T}, author = {{Sand and Sons} and Vale, Boris and others}, keywords = {cited}}"
    assert "author = {{Sand and Sons} and Vale, Boris and others}" in exported(text)


def test_what_stands_beside_a_title() -> None:
    text = (
        "@online{a, title = {Паром}, translit = {Parom}, transtitle = {The ferry}, organization = {Board},"
        " date = {2020/2021}, keywords = {cited}, shorthand = {D2:1}, addendum = {undated.}}"
    )
    classic = exported(text)
    assert "title = {{Паром. Parom {[}The ferry{]}}}" in classic
    assert "howpublished = {Board}" in classic
    assert "note = {undated}" in classic
    other = exported(text, classic=False)
    assert "titleaddon = {Parom {[}The ferry{]}}" in other
    assert "date = {2020/2021}" in other
    assert "shorthand = {D2:1}" in other


def test_a_command_is_one_letter_to_bibtex() -> None:
    assert bib_text("O'Brien_{}") == r"O{\textquotesingle}Brien{\_}{\{}{\}}"
