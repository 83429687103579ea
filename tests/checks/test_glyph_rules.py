"""Characters against the fonts that print them."""

from __future__ import annotations

from pathlib import Path

import pytest
from font_files import font
from memory import ROOT, MemoryTools

from reportgen.cache import Cache
from reportgen.checks.glyph_rules import missing_glyphs, shown_codes
from reportgen.checks.tex_styles import read_styles
from reportgen.diagnostics import Diagnostic, Place
from reportgen.fonts import Cover, read_cover
from reportgen.markup import Composed, mark, unmark

LETTERS = frozenset({*range(0x20, 0x250), *range(0x370, 0x500), *map(ord, "–—‘’“”…‹›«»•€№¶")})
COVER = Cover(
    families={
        "serif": LETTERS, "sans": LETTERS, "mono": LETTERS | {0x2192}, "symbols": frozenset({0x2192, 0x2714}),
    }
)  # fmt: skip
STYLE = r"""
\newcommand\symboltext[1]{{\symbolfont #1}}
\newcommand*\linkstyle{\ttfamily\fontsize{7.8}{11}\selectfont}
\newcommand\tablehead[1]{{\bfseries #1}}
\newcommand\odd[1]{{\oddfont #1}}
\newenvironment{panel}[1]{\begin{quote}\sffamily #1}{\end{quote}}
"""


def composed(text: str, record: Place | None = None) -> Composed:
    """Return a section each line of which knows where it came from."""
    lines = []
    for number, line in enumerate(text.split("\n"), 1):
        here = mark(Place(file="a.tex.j2", line=number, column=1), data=False, exact=True)
        lines.append(f"{here}{line}{mark(record, data=True) + 'привет →' if record else ''}")
    return unmark("\n".join(lines))


def check(text: str, style: str = STYLE, cover: Cover = COVER, record: Place | None = None) -> tuple[Diagnostic, ...]:
    """Look at one section."""
    return missing_glyphs({"sections/01.tex": composed(text, record)}, read_styles((style, text)), cover)


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("an arrow → here", 10),
        ("中文", 1),
        ("\\emph{a →}", 9),
        ("\\begin{panel}{x}→\\end{panel}", 17),
        ("\\tablehead{→}", 12),
        ("\\symboltext{→} →", 16),
        ("\\texttt{→} →", 12),
        ("\\texttt{中}", 9),
        ("{\\ttfamily →} →", 15),
        ("a\u202fb", 2),
        ("x\u0302\u0352", 2),
        ("$→$ →", 5),
        ("ffi \ufb03 ", 5),
        ("\\begin{tabular}{l}→\\end{tabular}", 19),
        ("\\begin{itemize}\\item[→] a\\end{itemize}", 22),
    ],
)
def test_a_character_that_no_font_has_is_shown_where_it_stands(text: str, column: int) -> None:
    (found,) = check(f"a\n{text}\n")
    assert (found.code, str(found.place)) == ("TEX608", f"a.tex.j2:2:{column}")


@pytest.mark.parametrize(
    "text",
    [
        "plain “text” – with ‘all’ – of… ﬁ".replace("ﬁ", "fi"),
        "".join(chr(c) for c in range(0xC0, 0x180)),
        "".join(chr(c) for c in range(0x400, 0x500)),
        "Ἀ".replace("Ἀ", "Ά") + "αβγ",
        "e\u0301 o\u0308 s\u030c и\u0306 E\u0302",
        "\\symboltext{→ ✔}",
        "\\texttt{→}",
        "{\\ttfamily a → b}",
        "\\linkstyle{→}",
        "\\odd{→ 中}",
        "{\\oddfont 中}",
        "\\unknown{中}",
        "\\begin{unknown}中\\end{unknown}",
        "% 中文",
        "\\verb|→|",
        "\\label{中}\\ref{中}\\cite{中}\\url{http://x.org/中}\\href{http://x.org/中}{x}",
        "$→ α ≤$ \\(≤\\) \\[≤\\]",
        "zero\u200bwidth \u200c \u200d soft\u00adhyphen \u2060 \ufe0f",
        "``quotes'' -- --- !` ?`",
        "\\newcommand{\\x}{→}",
        "\\includegraphics{中.pdf}",
    ],
)
def test_what_can_be_printed_is_left_alone(text: str) -> None:
    assert check(f"a\n{text}\n") == ()


def test_all_characters_of_a_line_are_one_diagnostic() -> None:
    (found,) = check("→ 中 → 文\n")
    assert found.message.count("U+") == 3
    assert "U+2192 RIGHTWARDS ARROW" in found.message


def test_the_hint_names_the_font_for_symbols() -> None:
    assert check("→\n")[0].hint == r"the font for symbols has it: \symboltext{→}"
    assert check("a\u2009b\n")[0].hint == "write an ordinary blank, or ~ for one that does not break"
    assert "report/report.toml" in (check("中\n")[0].hint or "")


def test_the_place_is_that_of_the_record() -> None:
    (found,) = check("text ", record=Place(file="data/x.csv", line=7, column=3))
    assert str(found.place) == "data/x.csv:7:3"


def test_many_lines_are_counted() -> None:
    found = check("中\n" * 30)
    assert len(found) == 21
    assert found[-1].message == "10 more lines hold characters that no font has"


@pytest.mark.parametrize(
    "style",
    [
        r"\newfontfamily\cjk{Noto}", r"\setCJKmainfont{x}", r"\usepackage{xeCJK}", r"\usepackage{newtxtext}",
        r"\directlua{luaotfload.add_fallback()}", r"\newunicodechar{→}{\symboltext{x}}",
        r"\DeclareUnicodeCharacter{2192}{x}",
    ],
)  # fmt: skip
def test_a_class_with_fonts_of_its_own_is_left_to_the_engine(style: str) -> None:
    assert check("→\n", style=STYLE + style) == ()


def test_without_all_families_nothing_is_known() -> None:
    assert check("→\n", cover=Cover(families={"serif": LETTERS})) == ()


def test_fonts_are_read_once() -> None:
    tools = MemoryTools.of({"f/a.ttf": font("abcx"), "f/b.ttf": font("é→")})
    fonts = {"serif-regular": ROOT / "f/a.ttf", "serif-bold": ROOT / "f/b.ttf", "symbols-regular": ROOT / "f/b.ttf"}
    expected = {"serif": frozenset(map(ord, "abcxé→")), "symbols": frozenset(map(ord, "é→"))}
    assert read_cover(fonts, tools, None) == Cover(families=expected)
    for _ in range(2):
        assert read_cover(fonts, tools, Cache(ROOT / "build/cache", tools)) == Cover(families=expected)
    tools.put(ROOT / "f/b.ttf", font("é"))
    changed = read_cover(fonts, tools, Cache(ROOT / "build/cache", tools))
    assert changed is not None
    assert not changed.has(0x2192, ("serif", "symbols"))


def test_a_font_that_cannot_be_read_is_no_reason_to_complain() -> None:
    tools = MemoryTools.of({"f/a.ttf": b"no font"})
    assert read_cover({"serif-regular": ROOT / "f/a.ttf"}, tools, None) is None
    assert read_cover({"serif-regular": Path("/nowhere.ttf")}, tools, None) is None


OTHERS = Cover(families={**COVER.families, "fallback-1": frozenset(map(ord, "中文"))})


def test_what_a_fallback_font_has_is_not_missed() -> None:
    assert check("中文", cover=OTHERS) == ()
    (found,) = check("中龘", cover=OTHERS)
    assert "U+9F98" in found.message
    assert "U+4E2D" not in found.message


def test_another_engine_is_told_of_the_one_that_falls_back() -> None:
    (found,) = missing_glyphs({"a.tex": composed("中")}, read_styles((STYLE,)), COVER, alone="xelatex")
    assert "xelatex takes no fallback fonts" in (found.hint or "")


def test_shown_codes_are_one_note_for_each_file() -> None:
    one, other = Place(file="data/x.csv", line=7, column=3), Place(file="data/y.csv", line=1, column=1)
    files = {"a.tex": composed("中 a\n龘 文\n"), "b.tex": composed("", record=one), "c.tex": composed("", record=other)}
    found = shown_codes(files, read_styles((STYLE,)), OTHERS)
    assert [(d.code, str(d.place)) for d in found] == [
        ("TEX629", "a.tex.j2:2:1"), ("TEX629", "data/x.csv:7:3"), ("TEX629", "data/y.csv:1:1"),
    ]  # fmt: skip
    assert found[0].message.startswith("a character is printed as a code, since no font has it: 龘 U+9F98")
    assert shown_codes({"a.tex": composed("a\u2009b")}, read_styles((STYLE,)), OTHERS) == ()
