"""Every format, on diagnostics with all fields, with few, and with hostile text."""

from __future__ import annotations

import json
import re
import unicodedata
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.diagnostics import Diagnostic, Place, Related, Severity
from reportgen.snippets import FORMATS, render

BIB = "% works\n@article{knuth84,\n\ttitle = {中文 e\u0301 and more},\n"
DUPLICATE = Diagnostic(
    code="BIB402",
    severity=Severity.ERROR,
    message="duplicate key 'knuth84'",
    place=Place(file="bib/main.bib", line=2, column=10),
    end_column=17,
    hint="first defined at bib/main.bib:1",
)
UNUSED = Diagnostic(
    code="BIB407",
    severity=Severity.WARNING,
    message="100% unused, really",
    place=Place(file="bib/b,c:d.bib"),
    related=(Related(message="declared here", place=Place(file="data/r.csv", line=3, column=1)),),
)
PLAIN = Diagnostic(code="TEX601", severity=Severity.NOTE, message="two\nlines")
ALL = (DUPLICATE, UNUSED, PLAIN)


def sources(file: str) -> str | None:
    """Hold one file."""
    return BIB if file == "bib/main.bib" else None


def show(diagnostic: Diagnostic, *, text: str | None = None, width: int = 100) -> str:
    """Render one diagnostic for people, without the summary."""
    shown = render([diagnostic], "human", sources=lambda _: BIB if text is None else text, width=width)
    return shown.rpartition("\n\n")[0]


def at(line: int, column: int | None, end: int | None = None, end_line: int | None = None) -> Diagnostic:
    """Make a diagnostic at a place."""
    place = Place(file="a", line=line, column=column)
    return Diagnostic(code="X1", severity=Severity.ERROR, message="m", place=place, end_column=end, end_line=end_line)


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
        "1 error\n"
    )


def test_human_related_and_summary() -> None:
    """Related places follow; the last line counts."""
    assert render(ALL, "human", sources=sources).endswith(
        "\n\n"
        "error[BIB402]: duplicate key 'knuth84'\n"
        "  --> bib/main.bib:2:10\n"
        "   |\n"
        " 2 | @article{knuth84,\n"
        "   |          ^^^^^^^\n"
        "  hint: first defined at bib/main.bib:1\n"
        "\n"
        "1 error, 1 warning, 1 note\n"
    )
    assert "  note: declared here\n  --> data/r.csv:3:1\n" in render(ALL, "human", sources=sources)


@pytest.mark.parametrize("style", ["human", "short", "github"])
def test_nothing_to_say(style: str) -> None:
    """No diagnostics, no text."""
    assert not render([], style, sources=sources)


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


def test_color_is_only_added() -> None:
    """Without the escape sequences, coloured output is plain output."""
    colored = render(ALL, "human", sources=sources, color=True)
    assert "\x1b[1;31m" in colored
    assert re.sub("\x1b\\[[0-9;]*m", "", colored) == render(ALL, "human", sources=sources)


def test_terminal_controls_are_shown() -> None:
    """Neither a message nor a source line can send commands to the terminal or reorder text."""
    diagnostic = Diagnostic(
        code="X1", severity=Severity.ERROR, message="a\x1b[2Jb", place=Place(file="a", line=1, column=3)
    )
    text = show(diagnostic, text="\x1b[\u202etext\x85")
    assert "\x1b" not in text
    assert "␛[\ufffdtext\ufffd" in text


def test_short() -> None:
    """One line each, sorted; what has no place comes first."""
    assert render(ALL, "short", sources=sources).split("\n") == [
        "note[TEX601] two lines",
        "bib/b,c:d.bib: warning[BIB407] 100% unused, really",
        "bib/main.bib:2:10: error[BIB402] duplicate key 'knuth84'",
        "",
    ]


def test_json() -> None:
    """All fields, always the same keys."""
    value = json.loads(render(ALL, "json", sources=sources))
    assert value["version"] == 1
    assert value["summary"] == {"errors": 1, "warnings": 1, "notes": 1}
    keys = [
        *("code", "severity", "message", "file", "line", "column"),
        "end_line",
        "end_column",
        "hint",
        "related",
    ]
    assert all(list(each) == keys for each in value["diagnostics"])
    assert value["diagnostics"][2]["end_column"] == 17
    assert value["diagnostics"][1]["related"] == [
        {"message": "declared here", "file": "data/r.csv", "line": 3, "column": 1}
    ]


def test_github() -> None:
    """Workflow commands with their escapes."""
    assert render(ALL, "github", sources=sources).split("\n") == [
        "::notice title=TEX601::two%0Alines",
        "::warning file=bib/b%2Cc%3Ad.bib,title=BIB407::100%25 unused, really",
        (
            "::error file=bib/main.bib,line=2,col=10,endColumn=17,title=BIB402::"
            "duplicate key 'knuth84'%0Ahint: first defined at bib/main.bib:1"
        ),
        "",
    ]


def test_sarif() -> None:
    """Rules, levels and regions; no host is named."""
    text = render(ALL, "sarif", sources=sources)
    (run,) = json.loads(text)["runs"]
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["BIB402", "BIB407", "TEX601"]
    assert [result["level"] for result in run["results"]] == ["note", "warning", "error"]
    assert run["results"][2]["ruleIndex"] == 0
    physical = run["results"][2]["locations"][0]["physicalLocation"]
    assert physical["region"] == {"startLine": 2, "startColumn": 10, "endColumn": 17}
    assert "region" not in run["results"][1]["locations"][0]["physicalLocation"]
    assert "locations" not in run["results"][0]
    assert "://" not in text


def test_junit() -> None:
    """One test case per file, failures for errors only."""
    root = ET.fromstring(render(ALL, "junit", sources=sources).split("\n", 1)[1])
    (suite,) = root
    assert suite.attrib == {"name": "reportgen", "tests": "3", "failures": "1"}
    assert [case.get("name") for case in suite] == ["project", "bib/b,c:d.bib", "bib/main.bib"]
    assert [[part.tag for part in case] for case in suite] == [["system-out"], ["system-out"], ["failure"]]


def test_unknown_format() -> None:
    """A wrong name is the caller's fault."""
    with pytest.raises(ValueError, match="unknown format 'xml'"):
        render([], "xml", sources=sources)


# --- properties --------------------------------------------------------------------------------

TEXTS = st.text(st.characters(), max_size=30)
NUMBERS = st.none() | st.integers(min_value=-1, max_value=40)
PLACES = st.builds(Place, file=TEXTS, line=NUMBERS, column=NUMBERS)
DIAGNOSTICS = st.builds(
    Diagnostic,
    code=TEXTS,
    severity=st.sampled_from(Severity),
    message=TEXTS,
    place=st.none() | PLACES,
    end_line=NUMBERS,
    end_column=NUMBERS,
    hint=st.none() | TEXTS,
    related=st.lists(st.builds(Related, message=TEXTS, place=PLACES), max_size=2).map(tuple),
)


@given(st.lists(DIAGNOSTICS, max_size=4), TEXTS, st.sampled_from(FORMATS), st.integers(1, 60), st.booleans())
def test_never_raises(found: list[Diagnostic], text: str, style: str, width: int, color: object) -> None:
    """Every format takes every text, gives well-formed output, and does not depend on the order."""
    shown = render(found, style, sources=lambda _: text, width=width, color=bool(color))
    shown.encode("utf-8")
    if style in {"json", "sarif"}:
        json.loads(shown)
    if style == "junit":
        ET.fromstring(shown.encode("utf-8"))
    assert render(found[::-1], style, sources=lambda _: text, width=width, color=bool(color)) == shown


LINE = st.text(
    st.sampled_from("ab \t中文\u0301\u200d\u1100é｡ﾊ🎈Ж\x07") | st.characters(codec="utf-8"),
    min_size=1,
    max_size=120,
).filter(lambda text: "\n" not in text and "\r" not in text)


def columns(c: str) -> int:
    """Say how many columns a printed character takes, as the terminal does."""
    if unicodedata.category(c) in {"Mn", "Me", "Cf"} and c != "\u00ad":
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
