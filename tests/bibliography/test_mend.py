"""Structural faults of a .bib file: one diagnostic each, at the line that a person mends; nothing else is lost."""

from __future__ import annotations

import pytest
from bib_texts import CLASSIC
from change import HERE

from reportgen.bibliography.parse import read_bib
from reportgen.bibliography.scan import Source

KEYS = [entry.key for entry in read_bib(CLASSIC, "a.bib").value.entries]
# What stands in the text, and what is to stand there; the mark is on the line to be mended.
FAULTS = [
    ("{The Tides of {Tarn} and their Causes},", "▸{The Tides of {Tarn} and their Causes}"),
    ("journal = jfr,", "▸journal = jfr"),
    ("year    = 2001,", "▸year    = 2001"),
    ('month   = mar # "~12",', '▸month   = mar # "~12"'),
    ('author    = "Ada Quill and others",', '▸author    = "Ada Quill and others"'),
    ('Their Keepers",', '▸Their Keepers"'),
    ("@article{stern2001tides,", "▸@article{stern2001tides"),
    ("{Stern, Olga and Vale, Boris},", "▸{Stern, Olga and Vale, Boris,"),
    ("of {Tarn} and", "▸of {Tarn and"),
    ("number  = {3},", "▸number  = {3,"),
    ("  keywords = {cited},\n}\n\n@book", "  ▸keywords = {cited,\n}\n\n@book"),
    ("keywords  = {cited}\n}", "▸keywords  = {cited\n}"),
    ("pages   = {101--119},", "▸pages   = 101--119},"),
    ("title  = {Pumps and Their Owners},", "▸title  = Pumps and Their Owners},"),
    ("school = {University of Tarn}", "▸school = University of Tarn}"),
    ("keywords  = {cited}\n}", "▸keywords  = cited}\n}"),
    ("title  = {Pumps and Their Owners},", "▸title  = Pumps and Their Owners,"),
    ('"Ada Quill and others",', '▸"Ada Quill and others,'),
    ('"Ada Quill and others",', '▸Ada Quill and others",'),
    ('Their Keepers",', "▸Their Keepers,"),
    ('year      = "1998",', '▸year      = "1998,'),
    ('"Ada Quill and others"', '▸"Ada "Addy" Quill and others"'),
    ("volume  = 12", "▸volume  12"),
    ("pages     = {11-19}", "▸pages     {11-19}"),
    ("pages     = {11-19}", "▸pages:     {11-19}"),
    ("pages     = {11-19}", "▸ = {11-19}"),
    ("@techreport{bank2019,", "▸@techreport{"),
    ("@techreport{bank2019,", "▸@techreport{,"),
    ("@techreport{bank2019,", "▸@techreport{bank 2019,"),
    ("@techreport{bank2019,", "▸@techreport bank2019,"),
    ("@techreport{bank2019,", "▸@{bank2019,"),
    ("@techreport{bank2019,", "▸techreport{bank2019,"),
    ("{Annual Report 2019},", "▸{Annual Report 2019}},"),
    ("{Okafor, Chidi},", "▸{Okafor, Chidi}},"),
    ("  keywords    = {cited},\n", "  ▸keywords    = {cited}},\n"),
    ("keywords  = {cited}\n", "▸keywords  = {cited}}\n"),
    ("{Annual Report 2019},", "▸{{Annual Report 2019},"),
    ("{Annual Report 2019},", "▸{Annual Report 2019},,"),
    ("year   = {2003},\n  keywords = {cited},\n}", "year   = {2003},\n  keywords = {cited},\n}\n▸}"),
    ("year   = {2003},", "year   = {2003},\n  ▸year = {2004},"),
    ("year   = {2003},", "year   = {2003},\n  ▸YEAR = {2004},"),
    ("journal = jfr", "journal = ▸jfrr"),
    ("month   = mar", "month   = ▸march"),
    ('@string{jfr = "Journal of Ferry Research"}', '▸@string{jfr = "Journal of Ferry Research"'),
    ('@string{jfr = "Journal of Ferry Research"}', '▸@string{jfr = "Journal of Ferry Research}'),
    ('@string{jfr = "Journal', '▸@string{jfr "Journal'),
    ("  number      = {7},", "  number      = {7},\n  ▸some stray words"),
    ("  number      = {7},", "  number      = {7},\n  ▸xyz"),
    ("@misc{note2003", "▸year = {2004},\n@misc{note2003"),
    ("@misc{note2003", "@misc{x1, ▸title={An Odd {Thing}, year={2003}, keywords={cited}}\n@misc{note2003"),
    ("@misc{note2003", "@misc{x1, ▸title={An Odd Thing} year={2003}, keywords={cited}}\n@misc{note2003"),
    ("@misc{note2003", "▸@misc{x1, title={An Odd Thing}, year={2003}, keywords={cited}\n@misc{note2003"),
    ("@misc{note2003", "▸@misc{x1, title={An Odd Thing}, year {2003}, keywords={cited}}\n@misc{note2003"),
    ("@misc{note2003", "@misc(▸x1,\n title={An Odd Thing}, year={2003}, keywords={cited}\n@misc{note2003"),
]


def lines_of(text: str) -> list[tuple[str, int | None]]:
    return [(d.code, d.place.line if d.place else None) for d in read_bib(text, "a.bib").diagnostics]


def spoilt(old: str, new: str) -> tuple[str, int]:
    assert old in CLASSIC
    text = CLASSIC.replace(old, new, 1)
    return text.replace(HERE, ""), text.count("\n", 0, text.index(HERE)) + 1


@pytest.mark.parametrize(("old", "new"), FAULTS)
def test_faults(old: str, new: str) -> None:
    text, line = spoilt(old, new)
    assert lines_of(text) == [("BIB403", line)]
    assert lines_of(text.replace("\n", "\r\n")) == [("BIB403", line)]
    kept = [entry.key for entry in read_bib(text, "a.bib").value.entries]
    assert len(kept) >= len(KEYS) - 1


def test_an_entry_that_nothing_closes() -> None:
    """It is the entry that is left open, unless the others end with their last field."""
    first = CLASSIC.index("@article")
    text = CLASSIC[:first] + CLASSIC[first:].replace("  keywords = {cited},\n}\n", "  keywords = {cited},\n", 1)
    (found,) = read_bib(text, "a.bib").diagnostics
    assert (found.message, found.place and found.place.line) == ("'stern2001tides' is not closed", 6)
    assert [r.place.line for r in found.related] == [16]
    close = "@misc{a,\n title = {A}}\n\n@misc{b,\n title = {B}}\n\n@misc{c,\n title = {C}}\n"
    assert lines_of(close.replace("{A}}", "{A}", 1)) == [("BIB403", 2)]
    assert lines_of(close.replace("{A}}", "{A}}\n}", 1)) == [("BIB403", 3)]


def test_hints_name_what_was_meant() -> None:
    text, _ = spoilt("journal = jfr", "journal = ▸jfrr")
    assert [d.hint for d in read_bib(text, "a.bib").diagnostics] == ["did you mean 'jfr'?"]


def test_what_was_torn_is_marked_and_read() -> None:
    text, _ = spoilt("{Stern, Olga and Vale, Boris},", "▸{Stern, Olga and Vale, Boris,")
    entry = read_bib(text, "a.bib").value.entries[0]
    assert entry.torn
    assert entry.text("author") == "Stern, Olga and Vale, Boris"
    assert entry.text("journaltitle") == "Journal of Ferry Research"


def test_places() -> None:
    source = Source(file="a.bib", text="ab\r\nc\rd\n")
    assert [str(source.place(at)) for at in (0, 3, 5, 7)] == ["a.bib:1:1", "a.bib:2:1", "a.bib:3:1", "a.bib:4:1"]
    assert source.line(4) == "c"
