"""Faults in the fields of one entry: one diagnostic each, at the line of the field."""

from __future__ import annotations

import pytest
from bib_texts import CLASSIC
from change import HERE

from reportgen.bibliography.model import LANGUAGES, OWN_FIELDS, distance, meant_field, near
from reportgen.bibliography.parse import read_bib

FAULTS = [
    ("BIB417", "title  = {Pumps", "▸tilte  = {Pumps"),
    ("BIB417", "author    = {Okafor", "▸auhtor    = {Okafor"),
    ("BIB417", "year        = {2019}", "▸yera        = {2019}"),
    ("BIB417", "url      = {https", "▸ulr      = {https"),
    ("BIB417", "keywords = {cited},\n}\n\n@book", "▸keyword = {cited},\n}\n\n@book"),
    ("BIB417", "publisher = mp", "▸pubisher = mp"),
    ("BIB417", "crossref = {whole2012}", "▸crosref = {whole2012}"),
    ("BIB417", "pages     = {11-19}", "▸page     = {11-19}"),
    ("BIB417", "author  = {Stern, Ol", "▸authors  = {Stern, Ol"),
    ("BIB417", "institution = {C", "▸insitution = {C"),
    ("BIB417", "doi     =", "▸dio     ="),
    ("BIB410", "date     = {2020-05-11}", "date     = {▸May 2020}"),
    ("BIB410", "2020-05-11", "▸2020-13-11"),
    ("BIB410", "2020-05-11", "▸2020-06-31"),
    ("BIB410", "2020-05-11", "▸11.05.2020"),
    ("BIB410", "2020-05-11", "▸2020/05/11"),
    ("BIB410", "2020-05-11", "▸2020/2019"),
    ("BIB410", "2020-05-11", "▸2020-5-11"),
    ("BIB410", "2021-01-02", "▸2021-02-30"),
    ("BIB422", "2021-01-02", "▸2012-01-02"),
    ("BIB410", "year   = {2010}", "year   = {▸20100}"),
    ("BIB410", "year   = {2010}", "year   = {▸20l0}"),
    ("BIB410", "year    = 2001", "year    = ▸201"),
    ("BIB410", 'month   = mar # "~12"', "month   = {▸13}"),
    ("BIB420", "978-3-16-148410-0", "▸978-3-16-148410-7"),
    ("BIB420", "978-3-16-148410-0", "▸978-3-16-184410-0"),
    ("BIB420", "978-3-16-148410-0", "▸978-3-16-14841-0"),
    ("BIB420", "10.1234/jfr", "▸1O.1234/jfr"),
    ("BIB420", "10.1234/jfr", "▸10.1234jfr"),
    ("BIB420", "10.1234/jfr.", "▸10.1234/ jfr."),
    ("BIB409", "https://example", "▸htps://example"),
    ("BIB409", "https://example", "▸https:/example"),
    ("BIB409", "https://example", "▸https//example"),
    ("BIB409", "grid/losses", "▸grid /losses"),
    ("BIB409", "https://example", "▸https://https://example"),
    ("BIB409", "https://example.org", "▸https://example..org"),
    ("BIB409", "https://example.org", "▸https://example,org"),
    ("BIB409", "https://example.org", "▸https://[example.org"),
    ("BIB409", "https://example.org/", "▸https:///"),
    ("BIB426", "101--119", "▸191--119"),
    ("BIB426", "11-19", "▸19-11"),
    ("BIB421", "{english}", "{▸englsih}"),
    ("BIB423", "{Stern, Olga and Vale, Boris}", "{▸Stern, Olga, Vale, Boris}"),
    ("BIB423", "{Stern, Olga and Vale, Boris}", "{▸Stern, Olga; Vale, Boris}"),
    ("BIB423", "{Stern, Olga and Vale, Boris}", "{▸Stern, Olga & Vale, Boris}"),
    ("BIB423", "{Stern, Olga and Vale, Boris}", "{▸Stern, Olga \\& Vale, Boris}"),
    ("BIB423", "Olga and Vale", "▸Olga and and Vale"),
    ("BIB423", "Vale, Boris}", "▸Vale, Boris and}"),
    ("BIB423", "{Stern, Olga", "{▸and Stern, Olga"),
    ("BIB423", "Ada Quill and others", "▸Ada Quill et al."),
    ("BIB423", "{Stern, Olga and Vale, Boris}", "{Stern, Olga and\n   ▸and Vale, Boris}"),
    ("BIB424", "{Grid Losses in", "▸{Grid &amp; Losses in"),
    ("BIB424", "{Grid Losses in", "▸{Grid <i>Losses</i> in"),
    ("BIB414", "{Grid Losses in", "▸{Grid \\Losses in"),
]


def test_nothing_is_wrong() -> None:
    assert read_bib(CLASSIC, "a.bib").diagnostics == ()


@pytest.mark.parametrize(("code", "old", "new"), FAULTS)
def test_faults(code: str, old: str, new: str) -> None:
    assert old in CLASSIC
    text = CLASSIC.replace(old, new, 1)
    line = text.count("\n", 0, text.index(HERE)) + 1
    found = read_bib(text.replace(HERE, ""), "a.bib").diagnostics
    assert [(d.code, d.place.line if d.place else None) for d in found] == [(code, line)]


def test_a_misspelt_field_is_taken_as_it_was_meant() -> None:
    (entry,) = read_bib("@misc{a, tilte = {T}, kyewords = {x}}", "a.bib").value.entries
    assert {name: str(value) for name, value in entry.fields.items()} == {"title": "T", "keywords": "x"}


def test_a_field_of_somebodys_own_is_no_misspelling() -> None:
    many = "\n".join(f"@misc{{k{n}, title = {{T}}, urls = {{x}}}}" for n in range(5))
    assert read_bib(many, "a.bib").diagnostics == ()
    assert [meant_field(name) for name in sorted(OWN_FIELDS)] == [None] * len(OWN_FIELDS)


@pytest.mark.parametrize(
    ("word", "meant"),
    [("russain", "russian"), ("klingon", None), ("ru", None), ("englsih", "english"), ("tatar", None)],
)
def test_near_words(word: str, meant: str | None) -> None:
    assert near(word, LANGUAGES) == meant


def test_distances() -> None:
    assert [distance(a, b, 2) for a, b in [("ab", "ba"), ("a", "a"), ("abc", "abcd"), ("abc", "xyz")]] == [1, 0, 1, 3]


def test_a_year_of_old_is_one() -> None:
    assert read_bib("@misc{a, title = {T}, year = {476}}", "a.bib").diagnostics == ()


def test_no_page_is_read_before_it_was_published() -> None:
    text = "@online{a, title = {T}, url = {http://x.org}, date = {2021}, urldate = {2020-12-31}}"
    assert [d.code for d in read_bib(text, "a.bib").diagnostics] == ["BIB422"]
    assert read_bib(text.replace("online", "article"), "a.bib").diagnostics == ()
