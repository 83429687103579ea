"""What people read: marks under the right columns, lines cut and wrapped, other places, counts."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from shown import ALL, ALLOWED, BIB, DUPLICATE, OFF, PLAIN, UNUSED, at, show, sources

from reportgen.diagnostics import Diagnostic, Place, Related, Severity
from reportgen.snippets import render


def test_human() -> None:
    """The form promised in the manual, character by character."""
    assert render([DUPLICATE], "human", sources=sources) == (
        "error[BIB402]: duplicate key 'knuth84'\n"
        "  --> bib/main.bib:2:10\n"
        "   |\n"
        " 2 | @article{knuth84,\n"
        "   |          ^^^^^^^\n"
        "  hint: first defined at bib/main.bib:1\n"
        "\n"
        "1 error in 1 file\n"
    )


def test_related_places_have_their_own_lines() -> None:
    """A place in the line that is shown already is only named."""
    other = Related(message="first defined here", place=Place(file="b.bib", line=1, column=3))
    same = Related(message="in", place=Place(file="bib/main.bib", line=2, column=1))
    found = replace(DUPLICATE, related=(other, same), hint=None)
    texts = {"bib/main.bib": BIB, "b.bib": "@book{x"}
    assert render([found], "human", sources=texts.get) == (
        "error[BIB402]: duplicate key 'knuth84'\n"
        "  --> bib/main.bib:2:10\n"
        "   |\n"
        " 2 | @article{knuth84,\n"
        "   |          ^^^^^^^\n"
        "  note: first defined here\n"
        "  --> b.bib:1:3\n"
        "   |\n"
        " 1 | @book{x\n"
        "   |   -\n"
        "  note: in\n"
        "  --> bib/main.bib:2:1\n"
        "\n"
        "1 error in 1 file\n"
    )


@pytest.mark.parametrize(
    ("found", "text"),
    [
        ((), ""),
        ((PLAIN,), "1 note"),
        ((DUPLICATE, replace(DUPLICATE, message="x"), UNUSED), "2 errors, 1 warning in 2 files"),
        (ALL, "1 error, 1 warning, 1 note in 2 files, 2 silenced"),
        ((ALLOWED,), "1 silenced"),
    ],
)
def test_the_last_line_counts(found: tuple[Diagnostic, ...], text: str) -> None:
    assert render(found, "human", sources=sources).rstrip("\n").rpartition("\n")[2] == text


def test_what_is_silenced_is_not_shown() -> None:
    assert render([ALLOWED, OFF], "human", sources=sources) == "2 silenced\n"


def test_caret_counts_terminal_columns() -> None:
    """Tabs, wide and combining characters take the columns a terminal gives them."""
    line = BIB.split("\n")[2]
    wide = show(at(3, line.index("文") + 1, line.index("文") + 2)).split("\n")
    assert wide[3] == " 3 |     title = {中文 e\u0301 and more},"
    assert wide[4] == "   |" + " " * (1 + 4 + len("title = {") + 2) + "^^"
    after = show(at(3, line.index("and") + 1, line.index("and") + 4)).split("\n")
    assert after[4] == "   |" + " " * (1 + 4 + len("title = {") + 4 + len(" e ")) + "^^^"
    accent = show(at(3, line.index("\u0301") + 1)).split("\n")
    assert accent[4] == "   |" + " " * (1 + 4 + len("title = {") + 4 + len(" ")) + "^"


@pytest.mark.parametrize(
    ("diagnostic", "caret"),
    [
        (at(1, 3), "  ^"),
        (at(1, None), None),
        (at(1, 99), "       ^"),
        (at(1, 2, end=99), " ^^^^^^"),
        (at(1, 2, end=1), " ^"),
        (at(1, 6, end=2, end_line=3), "     ^^"),
    ],
)
def test_caret_at_the_edges(diagnostic: Diagnostic, caret: str | None) -> None:
    """Columns beyond the line point behind it; ranges end with the line."""
    lines = show(diagnostic, text="abc def\n").split("\n")
    assert lines[4:] == ([] if caret is None else [f"   | {caret}"])


@pytest.mark.parametrize("diagnostic", [at(9, 1), at(0, 1), at(1, 0), at(-1, -1)])
def test_no_snippet_outside_the_file(diagnostic: Diagnostic) -> None:
    """A stale place is printed without a snippet."""
    assert "|" not in show(diagnostic, text="abc")


def test_long_line_is_cut_around_the_column() -> None:
    """A window of the line is shown, and the caret stands in it."""
    text = "x" * 300 + "here" + "y" * 300
    lines = show(at(1, 301, 305), text=text, width=60).split("\n")
    assert all(len(line) <= 60 for line in lines)
    assert lines[3].startswith(" 1 | …xxx")
    assert lines[3].endswith("yyy…")
    start = lines[4].index("^")
    assert lines[3][start : start + 4] == "here"
    assert lines[4].count("^") == 4


def test_wrapping_keeps_words() -> None:
    """Messages are wrapped, paths are not broken."""
    diagnostic = Diagnostic(code="X1", severity=Severity.ERROR, message="word " * 20 + "p/" * 40, hint="try " * 30)
    lines = show(diagnostic, width=40).split("\n")
    assert all(len(line) <= 40 or "p/p/" in line for line in lines)
    assert "p/" * 40 in "\n".join(lines)


def test_prose_stays_narrow_and_source_uses_the_whole_terminal() -> None:
    diagnostic = replace(at(1, 1), message="word " * 60)
    lines = show(diagnostic, text="x" * 300, width=200).split("\n")
    assert max(len(line) for line in lines if "word" in line) <= 120
    assert max(map(len, lines)) == 200


@pytest.mark.parametrize("width", [20, 60, 80, 200])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    """Wide letters count twice; what cannot be broken stands alone."""
    diagnostic = replace(at(1, 40, 60), message="俄罗斯 与 中国 " * 30, hint="try the other key " * 12)
    for line in show(diagnostic, text="中文 text " * 40, width=width).split("\n"):
        assert sum(map(columns, line)) <= width


def test_a_byte_order_mark_takes_no_column() -> None:
    lines = show(at(1, 1, 4), text="\ufeffabc def").split("\n")
    assert lines[3:] == [" 1 | abc def", "   | ^^^"]


def test_color_is_only_added() -> None:
    """Without the escape sequences, coloured output is plain output."""
    colored = render(ALL, "human", sources=sources, color=True)
    assert "\x1b[1;31m" in colored
    assert re.sub("\x1b\\[[0-9;]*m", "", colored) == render(ALL, "human", sources=sources)


LINE = st.text(
    st.sampled_from("ab \t中文\u0301\u200d\u1100é｡ﾊ🎈Ж\x07") | st.characters(codec="utf-8"),
    min_size=1,
    max_size=120,
).filter(lambda text: "\n" not in text and "\r" not in text)


def columns(c: str) -> int:
    """Say how many columns a printed character takes, as the terminal does."""
    if (unicodedata.category(c) in {"Mn", "Me", "Cf"} and c != "\u00ad") or "\u1160" <= c <= "\u11ff":
        return 0
    return 2 if unicodedata.east_asian_width(c) in "WF" else 1


@given(LINE, st.data(), st.integers(30, 140))
def test_caret_is_under_its_character(line: str, data: st.DataObject, width: int) -> None:
    """Walking the printed line by columns, the caret's column is where the character starts."""
    index = data.draw(st.integers(0, len(line) - 1))
    shown = show(at(1, index + 1, index + 2), text=line, width=width).split("\n")
    source, caret = shown[3], shown[4]
    position = caret.index("^")
    reached, under = 0, ""
    for c in source:
        if reached == position and columns(c):
            under = c
            break
        reached += columns(c)
    while index > 0 and columns(line[index]) == 0 and unicodedata.bidirectional(line[index]) not in BIDI:
        index -= 1
    wanted = line[index]
    if under and wanted.isprintable() and columns(wanted) and not wanted.isspace():
        assert under == wanted
    elif wanted.isprintable() and columns(wanted) and not wanted.isspace():
        pytest.fail(f"no character above the caret: {source!r} {caret!r}")


BIDI = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
