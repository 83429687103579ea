"""What BibTeX and biber say: recorded logs in `logs/bib/`, each beside the events it must give.

They are of real runs of bibtex, bibtexu and biber 2.18 on `bad.bib` and `odd.bib`, which stand beside them.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from golden import check
from hypothesis import given
from hypothesis import strategies as st

from reportgen.texlog.bib import BibEvent, entry_at, find_entry, read_blg

FOLDER = Path(__file__).parent / "logs" / "bib"
LOGS = sorted(FOLDER.glob("*.blg"))
SOURCES = {path.name: path.read_text(encoding="utf-8") for path in sorted(FOLDER.glob("*.bib"))}


def sources(log: Path) -> dict[str, str]:
    name = "odd.bib" if "datamodel" in log.name else "bad.bib"
    return {name: SOURCES[name]}


def show(event: BibEvent) -> str:
    word = "error" if event.error else "warning"
    what = " ".join(part for part in (event.key, event.field) if part)
    return f"{word} {event.file or '?'}:{event.line or '?'} {what or '-'} | ({event.program}) {event.message}\n"


@pytest.mark.parametrize("log", LOGS, ids=lambda path: path.stem)
def test_recorded_log(log: Path) -> None:
    events = read_blg(log.read_bytes(), sources(log))
    check(log.with_suffix(".expected"), "".join(map(show, events)))


@pytest.mark.parametrize("log", LOGS, ids=lambda path: path.stem)
def test_line_ends_do_not_matter(log: Path) -> None:
    text = log.read_text(encoding="utf-8")
    assert read_blg(text.replace("\n", "\r\n")) == read_blg(text)


@pytest.mark.parametrize(
    ("text", "key", "field"),
    [
        ("Warning--empty journal in doe:2001", "doe:2001", "journal"),
        ("Warning--can't use both volume and number fields in k1", "k1", "number"),
        ("Warning--there's a number but no series in k1", "k1", "number"),
        ('Warning--I didn\'t find a database entry for "k.1/x"', "k.1/x", None),
        ("Warning--to sort, need author or key in k1", "k1", None),
        ('Warning--entry type for "k1" isn\'t style-file defined\n--line 3 of file x.bib', "k1", None),
        ("Warning--I'm ignoring k1's extra \"year\" field\n--line 12 of file x.bib", "k1", "year"),
    ],
)
def test_warnings_of_bibtex(text: str, key: str, field: str | None) -> None:
    (event,) = read_blg(f"This is BibTeX, Version 0.99d\n{text}\n")
    assert (event.error, event.key, event.field) == (False, key, field)


@pytest.mark.parametrize(
    ("text", "file", "line"),
    [
        ("I couldn't open style file nosuch.bst\n---line 5 of file m.aux", "m.aux", 5),
        ("I found no \\citation commands---while reading file m.aux", "m.aux", None),
        ("You're missing a field name---line 3 of file x.bib\n : @a{b,\n :      {", "x.bib", 3),
        ("I was expecting a `,' or a `}'---line 12 of file my bib.bib\n : x", "my bib.bib", 12),
        ("Illegal, another \\bibstyle command---line 9 of file m.aux", "m.aux", 9),
    ],
)
def test_errors_of_bibtex(text: str, file: str, line: int | None) -> None:
    (event,) = read_blg(f"This is BibTeX, Version 0.99d\n{text}\n(There was 1 error message)\n")
    assert (event.error, event.file, event.line) == (True, file, line)


@pytest.mark.parametrize(
    ("text", "key", "field"),
    [
        ("WARN - Missing mandatory field 'publisher' in entry 'k1'", "k1", "publisher"),
        ("WARN - Entry 'k1' (a.bib): Invalid format '2001-13' of date field 'date' - ignoring", "k1", "date"),
        ("[12] Utils.pm:399> WARN - Duplicate entry key: 'k1' in file 'a.bib', skipping ...", "k1", None),
        ("WARN - I didn't find a database entry for 'k1' (section 0)", "k1", None),
        ("ERROR - Cannot find 'a.bib'!", None, None),
    ],
)
def test_words_of_biber(text: str, key: str | None, field: str | None) -> None:
    (event,) = read_blg(f"INFO - This is Biber 2.18\n{text}\nINFO - WARNINGS: 1\n")
    assert (event.program, event.key, event.field) == ("biber", key, field)


def test_an_entry_and_its_field_are_found() -> None:
    text = "@Book{a,\n title = {T}, Year = 1999,\n}\n@misc {b,\n  title={U}}\n@book{a, title={V}}\n"
    assert find_entry(text, "a") == 1
    assert find_entry(text, "a", "year") == 2
    assert find_entry(text, "a", last=True) == 6
    assert find_entry(text, "b", "title") == 5
    assert find_entry(text, "b", "year") == 4
    assert find_entry(text, "c") is None
    assert entry_at(text, 2) == ("a", "year")
    assert entry_at(text, 5) == ("b", "title")
    assert entry_at("text\n", 1) == (None, None)


@given(st.sampled_from(LOGS), st.integers(0, 4000), st.integers(0, 4000))
def test_a_damaged_log_is_read_all_the_same(log: Path, start: int, end: int) -> None:
    data = log.read_bytes()
    for event in read_blg(data[:start] + data[end:], sources(log)):
        assert "\n" not in event.message
        assert event.line is None or event.line > 0


def test_an_entry_with_open_braces_has_no_empty_fields_as_well() -> None:
    """BibTeX skips the rest of such an entry; what it then misses stands in the file."""
    log = (
        "This is BibTeX, Version 0.99d\nUnbalanced braces---line 4 of file a.bib\n : \n : }\n"
        "(Error may have been on previous line)\nI'm skipping whatever remains of this entry\n"
        "Warning--to sort, need author or key in k\nWarning--empty title in k\nWarning--empty title in m\n"
        "You've used 2 entries,\n            2118 wiz_defined-function locations,\n"
    )
    found = read_blg(log, {"a.bib": '@book{k,\n author="Z,\n title={T}\n}\n@book{m,\n author={Z}\n}\n'})
    assert [(event.error, event.key, event.line) for event in found] == [(True, "k", 4), (False, "m", 5)]
