"""Any text to TeX and back, without TeX; `tex/test_escaping.py` does the same through the engine."""

from __future__ import annotations

import doctest
import re
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markupsafe import Markup
from visible import visible

import reportgen.markup
from reportgen.diagnostics import Place
from reportgen.markup import (
    Composed,
    Tex,
    bare,
    escape,
    inserted,
    join,
    link,
    link_target,
    mark,
    traced,
    unmark,
)

_NAMES = {
    "textbackslash": "\\", "textasciicircum": "^", "textasciitilde": "~", "textless": "<", "textgreater": ">",
    "textbar": "|", "textquotedbl": '"', "textquotesingle": "'", "textasciigrave": "`",
}  # fmt: skip
_TOKEN = re.compile(
    r"\\([a-zA-Z]+)\{\}|\\([{}#$%&_])|\{([\[\]*=])\}|(\\-)|(~)|(-)(?:\{\}(?=-)|(?!-))|([^\\{}#$%&_^~-])"
)


def read_back(tex: str) -> str:
    """Read the TeX that `escape` writes; fails at anything that TeX would not print as it stands."""
    text, position = "", 0
    while position < len(tex):
        found = _TOKEN.match(tex, position)
        assert found is not None, tex[position:]
        name, symbol, wrapped, soft, tie, hyphen, plain = found.groups()
        special = _NAMES[name] if name else (soft and "\u00ad") or (tie and "\u00a0")
        text += special or symbol or wrapped or hyphen or plain
        position = found.end()
    return text


def shown(text: str) -> str:
    """Return what a reader of the page should see of a text, on one line."""
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n"))
    text = re.sub("[\t\n\v\f\r\u0085\u2028\u2029]", " ", text)
    return visible(text)


@given(st.text())
@example("\\{}#$%&_^~<>|\"'`[]*=-,/ -- --- a-b")
@example("e\u0301 \u00a0\u00ad\r\n\u2028\u202e\ue000t:1:1:x\ue001\ufeff\x00\ud800")
def test_what_is_escaped_reads_back(text: str) -> None:
    assert read_back(escape(text)) == shown(text)


@given(st.text())
def test_escaped_text_stays_on_one_line_and_is_escaped_once(text: str) -> None:
    tex = escape(text)
    assert len(tex.splitlines()) <= 1
    assert escape(tex) is tex
    assert isinstance(tex, Tex)


@given(st.text(), st.text())
def test_joining_with_plain_text_escapes_the_plain_text(left: str, right: str) -> None:
    assert Tex(r"\x{}") + left == rf"\x{{}}{escape(left)}"
    assert left + Tex(r"\x{}") == rf"{escape(left)}\x{{}}"
    assert join([left, Tex(r"\x{}"), right], "&") == rf"{escape(left)}\&\x{{}}\&{escape(right)}"


def test_formatting_and_joining_escape_for_tex_not_for_html() -> None:
    assert Tex(r"\emph{%s}") % "R&D <5%>" == r"\emph{R\&D \textless{}5\%\textgreater{}}"
    assert Tex(r"\emph{{{}}}").format("R&D") == r"\emph{R\&D}"
    assert Tex(", ").join(["a&b", Tex(r"c\&d")]) == r"a\&b, c\&d"


def test_the_output_of_a_macro_is_trusted() -> None:
    """Jinja gives it as `Markup`, every piece of which has been escaped for TeX already."""
    assert escape(Markup(r"R\&D")) == r"R\&D"
    assert join([Markup(r"R\&D"), "R&D"]) == r"R\&D, R\&D"


def test_numbers_and_other_objects_are_printed_as_text() -> None:
    assert escape(5.5) == "5.5"
    assert escape("") == ""


@pytest.mark.parametrize(
    ("url", "target"),
    [
        ("https://example.org/a%20b?c=d#e", "https://example.org/a%20b?c=d#e"),
        (" http://example.org/п ", "http://example.org/%D0%BF"),
        ('https://example.org/{a}\\b^c|d"e<f>g h', "https://example.org/%7Ba%7D%5Cb%5Ec%7Cd%22e%3Cf%3Eg%20h"),
        ("mailto:a@example.org", "mailto:a@example.org"),
        ("javascript:alert(1)", None),
        ("file:///etc/passwd", None),
        ("https:example.org", None),
        ("data:text/html,x", None),
        ("example.org", None),
        ("http://[broken", None),
        ("", None),
    ],
)
def test_only_addresses_of_known_schemes_become_links(url: str, target: str | None) -> None:
    assert link_target(url) == target


def test_a_link_is_escaped_in_both_arguments() -> None:
    tex = link("https://example.org/~a_b?c=%20&d#e{}")
    argument, printed = re.fullmatch(r"\\href\{(.*?)\}\{\\linkstyle\{(.*)\}\}", tex).groups()  # type: ignore[union-attr]
    assert argument == r"https://example.org/\%7Ea_b?c=\%20&d\#e\%7B\%7D"
    assert read_back(printed.replace(r"\linkbreak{}", "")) == "https://example.org/~a_b?c=%20&d#e{}"


def test_an_address_that_may_not_be_linked_is_printed() -> None:
    assert link("javascript:f_(%)") == r"javascript:f\_(\%)"


@given(st.text())
def test_no_address_breaks_out_of_its_argument(path: str) -> None:
    target = link_target(f"https://example.org/{path}")
    assert target is None or re.fullmatch(r"[A-Za-z0-9!$&'()*+,;=:@/?#\[\]._~%-]*", target)


# --- origins -----------------------------------------------------------------------------------

HERE = Place(file="report/sections/a.tex.j2", line=3, column=5)
ROW = Place(file="data/events.csv", line=7, column=12)


def test_marks_leave_the_text_and_say_where_each_piece_came_from() -> None:
    composed = unmark(f"{mark(HERE, data=False)}On {traced(escape('R&D'), ROW)} day\nnext\n")
    assert composed.text == "On R\\&D day\nnext\n"
    assert composed.places(1, 1) == (HERE, None)
    assert composed.places(1, 4) == (HERE, ROW)
    assert composed.places(1) == (HERE, ROW)


def test_a_line_without_a_mark_belongs_to_the_one_above() -> None:
    composed = unmark(f"{mark(HERE, data=False)}a\nb\nc\n")
    assert composed.places(3, 1) == (HERE, None)
    assert composed.places(9) == (None, None)
    assert composed.places(0) == (None, None)


def test_two_records_on_a_line_are_told_apart_by_the_column() -> None:
    other = Place(file="data/events.csv", line=8, column=1)
    composed = unmark(f"{mark(HERE, data=False)}{traced(Tex('ab'), ROW)}{traced(Tex('cd'), other)}\n")
    assert composed.places(1) == (HERE, None)
    assert composed.places(1, 2) == (HERE, ROW)
    assert composed.places(1, 3) == (HERE, other)


def test_what_is_put_in_leaves_the_rest_its_place() -> None:
    exact = Place(file="a.j2", line=4, column=11)
    composed = unmark(f"{mark(exact, data=False, exact=True)}ab cd {traced(Tex('ef gh'), ROW)}\nij")
    made = inserted(composed, {1: [(7, "<2>"), (4, "<1>"), (10, "<3>")], 2: [(1, "<4>")]})
    assert made.text == "ab <1>cd <2>ef <3>gh\n<4>ij"
    assert made.places(1, 2) == (Place(file="a.j2", line=4, column=12), None)
    assert made.places(1, 5) == (Place(file="a.j2", line=4, column=14), None)
    assert made.places(1, 8) == (Place(file="a.j2", line=4, column=15), None)
    assert [made.places(1, column)[1] for column in (10, 13, 16, 19)] == [ROW] * 4
    assert made.origins[1] == ()


def test_unknown_lines_and_columns_stay_unknown() -> None:
    composed = unmark(f"{mark(Place(file='a:b.j2'), data=False)}x")
    assert composed.places(1) == (Place(file="a:b.j2"), None)
    assert traced(Tex("x"), None) == "x"


def test_the_text_of_a_record_cannot_forge_an_origin() -> None:
    forged = str(mark(Place(file="/etc/passwd", line=1), data=True))
    composed = unmark(escape(forged))
    assert composed.origins == ((),)
    assert composed.text == escape(forged)


@given(st.lists(st.tuples(st.text(alphabet="abc \n"), st.booleans()), max_size=8))
def test_taking_marks_out_keeps_the_text(pieces: list[tuple[str, bool]]) -> None:
    text = "".join(f"{mark(ROW if data else HERE, data=data)}{piece}" for piece, data in pieces)
    composed = unmark(text)
    assert composed.text == bare(text) == "".join(piece for piece, _ in pieces)
    assert len(composed.origins) == composed.text.count("\n") + 1
    assert sum(len(line) for line in composed.origins) == len(pieces)
    assert isinstance(composed, Composed)


def test_the_examples_in_the_module_hold() -> None:
    assert doctest.testmod(reportgen.markup).failed == 0
