from __future__ import annotations

import errno

import pytest
from bibtexparser import library as blocks
from bibtexparser import model, writer
from change import change, shown
from hypothesis import given
from hypothesis import strategies as st
from memory import ROOT, MemoryTools, failed

from reportgen.bibliography.library import Name, load_library
from reportgen.bibliography.names import parse_names
from reportgen.bibliography.parse import read_bib


def entries(text: str) -> dict[str, dict[str, str]]:
    return {
        e.key: {name: str(value) for name, value in e.fields.items()} for e in read_bib(text, "a.bib").value.entries
    }


def test_a_duplicate_leads_to_the_first(project: dict[str, str]) -> None:
    project["bib/works.bib"] = "@a{k, t={A}}\n@b{k, t={B}}\n@c{k, t={B}}\n"
    library, (found, again) = load_library(ROOT, ("bib/works.bib",), MemoryTools.of(project))
    assert found.message == "duplicate key 'k'"
    assert [str(r.place) for r in (*found.related, *again.related)] == ["bib/works.bib:1:4"] * 2
    assert (found.end_column, again.code) == (5, "BIB402")
    # One of the two may have been another key, which nobody finds now.
    assert not library.complete


def test_places_of_keys_and_values() -> None:
    text = (
        '@Book{ key,\n  Title = {T {x}},year=2001,\n  note =\n    "N",\n  url = {\n http://x},\n}\n'
        "@misc(b, title={the year = 5}, year = {6})\n"
    )
    key, other = read_bib(text, "a.bib").value.entries
    assert (key.type, other.type) == ("book", "misc")
    assert str(key.place) == "a.bib:1:8"
    assert {name: str(value.place) for name, value in key.fields.items()} == {
        "title": "a.bib:2:12", "year": "a.bib:2:24", "note": "a.bib:4:6", "url": "a.bib:5:10",
    }  # fmt: skip
    assert str(other.place) == "a.bib:8:7"
    assert str(other.fields["title"].place) == "a.bib:8:17"


def test_what_is_read() -> None:
    assert entries(
        """
        Words outside of entries, such as who@example.org, are a comment.
        @comment{x} @preamble{"y"}
        @string{MP = "Mole" # { Press}}
        @article{k, journal = {Tides \\& Piles}, Address = {T{\\"a}rn}, publisher = mp # " of " # {Tarn},
          month = jan, number = 5 # {--} # 6, url = {http://x.org/a_b%20c}, title = {{The}   {\\'E}tude},
          empty = {}, }
        """
    ) == {
        "k": {
            "journaltitle": "Tides & Piles", "location": "Tärn", "publisher": "Mole Press of Tarn", "month": "jan",
            "number": "5--6", "url": "http://x.org/a_b%20c", "title": "The Étude", "empty": "",
        }
    }  # fmt: skip


def test_lines_that_are_commented_out() -> None:
    text = (
        "% @book{x,\n%   title = {X},\n% }\n"
        "@book{a,\n % year = 1999,\n title = {A},\n abstract = {half is\n% of it}\n}\n"
    )
    outcome = read_bib(text, "a.bib")
    assert outcome.diagnostics == ()
    (entry,) = outcome.value.entries
    assert {name: str(value) for name, value in entry.fields.items()} == {"title": "A", "abstract": "half is % of it"}
    assert str(entry.fields["title"].place) == "a.bib:6:11"


def test_strings_hold_for_the_files_after_them(project: dict[str, str]) -> None:
    project["bib/a.bib"] = "@string{mp = {Mole}}\n@string{mpt = mp # { of Tarn}}\n"
    project["bib/b.bib"] = '@misc{k, publisher = MPT # "!", title = {t}}\n'
    library, found = load_library(ROOT, ("bib/a.bib", "bib/b.bib"), MemoryTools.of(project))
    assert found == ()
    assert library.entries["k"].text("publisher") == "Mole of Tarn!"


def test_what_is_meant_by_a_backslash() -> None:
    text = '@misc{a, file={C:\\dir\\}, note={line\\\\}, title={Set \\{x\\}}, x={5" disk @ {y}}}'
    found = entries(text)["a"]
    assert (found["title"], found["x"], found["file"]) == ("Set {x}", '5" disk @ y', "C:\\dir\\")
    assert read_bib(text, "a.bib").diagnostics == ()


@pytest.mark.parametrize(
    ("raw", "url"),
    [
        (r"http://x.org/a\_b\%20c\&d\#e", "http://x.org/a_b%20c&d#e"), (r"\url{http://x.org/~me}", "http://x.org/~me"),
        (r"http://x.org/{\textasciitilde}me", "http://x.org/~me"), (r"http://x.org/\~{}me", "http://x.org/~me"),
        (r"http://x.org/$\sim$me", "http://x.org/~me"), ("http://x.org/a%20{b}", "http://x.org/a%20b"),
    ],
)  # fmt: skip
def test_addresses_that_are_written_for_tex(raw: str, url: str) -> None:
    assert entries(f"@misc{{a, url = {{{raw}}}}}") == {"a": {"url": url}}


# --- writing and reading again -----------------------------------------------------------------

names = st.sampled_from(["title", "note", "publisher", "volume", "addendum", "langid"])
letters = st.text(st.sampled_from("aBü жλ中.,:;()?!–“”’é0"), max_size=12)
accents = st.sampled_from([r"{\"o}", r"{\'e}", r"\&", r"{\v c}", "{Xy}", r"\%", "a--b"])
values = st.lists(letters | accents, max_size=4).map("".join)
keys = st.from_regex(r"[A-Za-z][A-Za-z0-9:.-]{0,6}", fullmatch=True)
records = st.dictionaries(
    keys, st.tuples(st.sampled_from(["book", "online", "misc"]), st.dictionaries(names, values)), max_size=4
)


def blocks_of(records: dict[str, tuple[str, dict[str, str]]]) -> list[model.Block]:
    return [
        model.Entry(type_, key, [model.Field(name, f"{{{value}}}") for name, value in fields.items()])
        for key, (type_, fields) in records.items()
    ]


@given(records)
def test_entries_survive_writing_and_reading(records: dict[str, tuple[str, dict[str, str]]]) -> None:
    text = writer.write(blocks.Library(blocks_of(records)))
    reading, found = read_bib(text, "a.bib")
    first = reading.entries
    assert found == ()
    assert [(e.key, e.type, list(e.fields)) for e in first] == [(k, t, list(f)) for k, (t, f) in records.items()]
    # Decoded once, a field is plain text; written and read again it stays that.
    plain = {e.key: (e.type, {name: str(value) for name, value in e.fields.items()}) for e in first}
    again = read_bib(writer.write(blocks.Library(blocks_of(plain))), "a.bib").value.entries
    assert {e.key: (e.type, {name: str(value) for name, value in e.fields.items()}) for e in again} == plain
    lines = text.split("\n")
    for entry in first:
        assert lines[(entry.place.line or 0) - 1][(entry.place.column or 0) - 1 :].startswith(entry.key)
        for name, value in entry.fields.items():
            assert lines[(value.place.line or 0) - 1].lstrip().startswith(f"{name} = {{")


@given(st.lists(st.sampled_from(["ok", "open", "twice", "string", "comment"]), max_size=8))
def test_faulty_blocks_keep_their_lines_among_others(kinds: list[str]) -> None:
    lines: list[str] = []
    wanted: list[tuple[str, str]] = []
    for index, kind in enumerate(kinds):
        here = len(lines) + 1
        if kind == "ok":
            lines += [f"@book{{k{index},", f"  title = {{T{index}}},", "}"]
        elif kind == "open":
            lines += [f"@book{{k{index},", "  title = {T,", "  year = 1,", "}"]
            wanted.append(("BIB403", f"a.bib:{here + 1}:11"))
        elif kind == "twice":
            lines += [f"@book{{k{index}, note = {{a}},", "  note = {b},", "}"]
            wanted.append(("BIB403", f"a.bib:{here + 1}:11"))
        elif kind == "string":
            lines += [f"@string{{s{index} =", "  {x}}"]
        else:
            lines += ["", "some words"]
    outcome = read_bib("\n".join(lines) + "\n", "a.bib")
    assert sorted(shown(outcome.diagnostics)) == sorted(wanted)
    kept = [f"k{index}" for index, kind in enumerate(kinds) if kind in {"ok", "open", "twice"}]
    assert [entry.key for entry in outcome.value.entries] == kept


@given(st.text(st.sampled_from('@book{a,t="x}#%=\n \\1'), max_size=40))
def test_no_text_stops_the_reader(text: str) -> None:
    for diagnostic in read_bib(text, "a.bib").diagnostics:
        assert diagnostic.place is not None
        assert (diagnostic.place.line or 0) >= 1


# --- names -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Stern, Olga", [Name(family="Stern", given="Olga")]),
        ("Olga Stern and others", [Name(family="Stern", given="Olga"), Name(family="others")]),
        ("{Ferry Company}", [Name(family="Ferry Company", corporate=True)]),
        ("{A and B} and C, D", [Name(family="A and B", corporate=True), Name(family="C", given="D")]),
        ("van der Berg, Jan", [Name(family="van der Berg", given="Jan")]),
        ("Berg, Jr, Jan", [Name(family="Berg", given="Jan Jr")]),
        ("{Van Berg}, {J. R.}", [Name(family="Van Berg", given="J. R.")]),
        ("{Van} {Berg}", [Name(family="Berg", given="Van")]),
        ("中村", [Name(family="中村")]),
        ("", []),
        ("family=Stern, given=Olga, prefix=van", [Name(family="van Stern", given="Olga")]),
    ],
)
def test_names(text: str, found: list[Name]) -> None:
    assert list(parse_names(text)) == found


@given(st.text(st.sampled_from("aB ,{}and."), max_size=20))
def test_no_name_stops_the_reader(text: str) -> None:
    parse_names(text)


# --- files -------------------------------------------------------------------------------------

FILES = ("bib/documents.bib", "bib/works.bib")


def test_the_small_project(project: dict[str, str]) -> None:
    library, found = load_library(ROOT, FILES, MemoryTools.of(project))
    assert found == ()
    assert list(library.entries) == ["D1", "D2", "D2:1", "stern-piles"]
    assert library.works_of("D2") == {1: "D2:1", 2: "stern-piles"}
    assert library.works_of("D1") == {}
    assert library.entries["D2:1"].names("author") == (Name(family="Ferry Company", corporate=True),)
    assert library.entries["D2:1"].text("note") is None


def test_a_key_in_two_files(project: dict[str, str]) -> None:
    place = change(project, "bib/works.bib", "@book{stern-piles", "@book{▸D1")
    (found,) = load_library(ROOT, FILES, MemoryTools.of(project)).diagnostics
    assert shown([found]) == [("BIB402", str(place))]
    assert [str(r.place) for r in found.related] == ["bib/documents.bib:1:7"]


def test_files_that_cannot_be_read(tools: MemoryTools) -> None:
    tools.faults[ROOT / FILES[0]] = failed(errno.EACCES)
    tools.put(ROOT / FILES[1], "@book{ä,\n title = {Ö}}".encode("latin-1"))
    library, found = load_library(ROOT, (*FILES, "bib/work.bib"), tools)
    assert library.entries == {}
    assert [(d.code, str(d.place), d.message, d.hint) for d in found] == [
        ("BIB401", FILES[0], f"cannot read {FILES[0]}: Permission denied", None),
        ("BIB406", f"{FILES[1]}:1:7", "not UTF-8: byte 0xe4", None),
        (
            "BIB401",
            "bib/work.bib",
            "cannot read bib/work.bib: No such file or directory",
            "did you mean 'bib/works.bib'?",
        ),
    ]


def test_a_column_counts_characters_before_a_byte_that_is_wrong(tools: MemoryTools) -> None:
    tools.put(ROOT / FILES[1], "@book{a, title = {öö".encode() + b"\xe9}}")
    found = load_library(ROOT, FILES[1:], tools).diagnostics
    assert shown(found) == [("BIB406", f"{FILES[1]}:1:21")]


def test_a_part_takes_from_the_whole_what_it_lacks(project: dict[str, str]) -> None:
    project["bib/works.bib"] = (
        "@collection{whole, title = {All}, editor = {Doe, J}, date = {2001}, publisher = {P}, note = {n}}\n"
        "@incollection{part, title = {One}, crossref = {whole}, publisher = {Q}}\n"
        "@incollection{own, title = {One}, crossref = {own}}\n@misc{lost, title = {x}, crossref = {none}}\n"
    )
    entries = load_library(ROOT, ("bib/works.bib",), MemoryTools.of(project)).value.entries
    part = entries["part"]
    assert {name: str(part.text(name)) for name in part.fields} == {
        "title": "One", "crossref": "whole", "publisher": "Q", "editor": "Doe, J", "date": "2001", "booktitle": "All",
    }  # fmt: skip
    assert part.inherited == {"editor", "date", "booktitle"}
    assert str(part.fields["editor"].place).startswith("bib/works.bib:1:")
    assert entries["own"].inherited == entries["lost"].inherited == frozenset()
