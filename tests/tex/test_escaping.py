"""Any text through the engine: text -> `escape` -> lualatex -> pdftotext gives the text back.

All strings are set in one run, each on a page of its own, in every context that a record's text can
stand in, each context on a line of its own. The page is wide, so that no line breaks.
"""

from __future__ import annotations

import io
import random
import re
import unicodedata
from dataclasses import replace
from functools import cache
from pathlib import Path

import pikepdf
import pytest
from projects import REPOSITORY, needs_tex
from visible import visible

from reportgen.config import load_config
from reportgen.fonts import find_fonts, read_features
from reportgen.markup import escape, link, unmark
from reportgen.pdf import read_pdf
from reportgen.tex.engine import find_engine
from reportgen.tex.font_setup import font_setup
from reportgen.tex.names import FONTS_FILE, METADATA_FILE
from reportgen.tex.passes import typeset
from reportgen.tex.scripts import needs_shaping
from reportgen.tex.tree import TexTree, metadata
from reportgen.tools import LocalTools

SPECIALS = "\\{}#$%&_^~<>|\"'`[]*=-+,.;:/?!@()"
LATIN = "abcXYZ 0123456789 äöüßéèçñøåŁşžœÆþ"
CYRILLIC = "абвгдежзийклмнопрстуфхцчшщъыьэюяЁЖЩЪЇєґ"
GREEK = "αβγδεζηθικλμνξοπρστυφχψωΑΒΓΔΩάέήίόύώϊΐς"
PUNCTUATION = "–—‘’“”‚„…•«»‹›§¶†‡°±×÷¿¡€£¥©®™№"
HARD = [
    *SPECIALS,
    "\\input{/etc/passwd}", "^^5cinput{x}", "\\\\[2cm]", "\\\\*", "$x^2$ & #1", "100% of it", "%comment", "a~b_c^d",
    "{", "}", "}{", "\\", "\\\\", "a\\b c", "\\textbf{x}", "\\end{document}", "[opt]", "*starred", "[2ex] x", "=1",
    "-- --- ---", "``quoted''", "?` !` << >> ,,", "fi ff ffi fl ffl", "a- b -c -", "'tis \"so\"", "~tilde~",
    "# & % $ _",
    "C:\\data 10~20 x^2", "R&D", "<U+202E>", "a|b||c", "@foo {key, a=b}", "http://a.b/~c?d=%20&e#f", "5 < 6 > 4",
    "\u202eevil", "a\u200eb", "\ue000", "\x07bell", "a\u0301e\u0308", "\u0438\u0306", "line\nbreak", "tab\tstop",
    "\u2028", " \u00a0 nbsp", "soft\u00adhyphen", "a\u0085b", "\ufeff", "№ 5", "µ", "½", "Ω", "ﬁ",
]  # fmt: skip
# Words after the text: at the end of a line poppler drops a hyphen, and of letters in equal distances it
# takes the blanks for letter-spacing.
AFTER = " and so on, said QzQ"
CONTEXTS = {
    "paragraph": "{text}",
    "cell": "\\begin{{tabular}}{{@{{}}l@{{}}}}{{}}{text}\\\\{{}}{text}\\\\\\end{{tabular}}",
    "heading": "\\section{{{text}}}",
    "caption": "\\makeatletter\\def\\@captype{{table}}\\makeatother\\caption[{{{text}}}]{{{text}}}",
    "href": "\\href{{http://example.org/}}{{{text}}}",
    "emph": "\\emph{{{text}}}",
    "bold": "\\textbf{{{text}}}",
    "address": "{address}",
}  # fmt: skip
ADDRESS = "https://example.org/"
CLASS = r"""\LoadClass{article}
\usepackage[paperwidth=2000mm,paperheight=400mm,margin=20mm]{geometry}
\usepackage{fontspec}
\input{reportgen-fonts}
\input{reportgen-metadata}
\setlength\parindent{0pt}
\makeatletter
\renewcommand\section{\@startsection{section}{1}{0pt}{1ex}{1ex}{\bfseries}}
\setcounter{secnumdepth}{0}
\renewcommand\@makecaption[2]{#2\par}
\renewcommand*\l@section[2]{\par#1\par}
\makeatother
\newcommand\linkbreak{\discretionary{}{}{}}
\newcommand\linkstyle[1]{#1}
\usepackage[unicode,bookmarksopen]{hyperref}
"""


def strings(alphabet: str) -> list[str]:
    """Return the hard cases, then random strings over a script, punctuation and what TeX reads otherwise."""
    draw = random.Random(20261122)  # noqa: S311 - the same strings each time
    letters = alphabet + LATIN[:10]
    made = []
    for _ in range(60):
        pool = draw.choice([letters, letters + SPECIALS, SPECIALS, letters + SPECIALS + PUNCTUATION])
        made.append("".join(draw.choice(pool) for _ in range(draw.randint(1, 24))))
    return [*HARD, *made]


def shown(text: str) -> str:
    """Return what a reader must get back: NFC, blanks as TeX sets them, the invisible made visible."""
    text = unicodedata.normalize("NFC", text).replace("\u00ad", "")
    text = re.sub("[\t\n\v\f\r\u0085\u2028\u2029\u00a0]", " ", text)
    return " ".join(visible(text).split())


def read(text: str) -> str:
    """Fold what poppler does to a text: it writes a ligature of the data as letters."""
    return " ".join(unicodedata.normalize("NFC", text.replace("ﬁ", "fi")).split())


@cache
def typeset_strings(family: str, alphabet: str, build: Path) -> tuple[list[str], bytes]:
    """Set all strings of a script in one document; return the text of its pages, and the PDF."""
    tools = LocalTools()
    config = load_config(REPOSITORY, tools).value
    assert config is not None
    fonts = dict(find_fonts(config, tools).value)
    if family != "PT Serif":
        folder = fonts["symbols-regular"].parent
        fonts = {"serif-regular": folder / "DejaVuSerif.ttf", "serif-bold": folder / "DejaVuSerif-Bold.ttf"}
    engine = find_engine(config, tools).value
    assert engine is not None
    features = {role: read_features(path, tools) for role, path in fonts.items()}
    simple = family == "PT Serif"  # the other family is set with full shaping
    assert not needs_shaping("".join(map(escape, strings(alphabet))))
    pages = []
    for number, text in enumerate(strings(alphabet)):
        lines = [f"QX{number}Q", *(
            f"Q{name}Q\\par {form.format(text=escape(text) + AFTER, address=link(ADDRESS + text) + AFTER)}\\par"
            for name, form in CONTEXTS.items()
        ), "QendQ", r"\clearpage"]  # fmt: skip
        pages.append("\n\n".join(lines))
    body = "\n".join(pages)
    main = f"\\documentclass{{briefing}}\n\\begin{{document}}\n{body}\n\\tableofcontents\n\\end{{document}}\n"
    tree = TexTree(
        composed={"main.tex": unmark(main)},
        assets={
            "briefing.cls": CLASS.encode(), FONTS_FILE: font_setup(fonts, features, simple=simple).encode(),
            METADATA_FILE: metadata(config).encode(),
            **{f"fonts/{role}{path.suffix}": path.read_bytes() for role, path in fonts.items()},
        },
        sources={},
    )  # fmt: skip
    outcome = typeset(tree, replace(config, project=build), engine, {}, tools, lambda _: None)
    assert [d for d in outcome.diagnostics if d.severity.word == "error"] == []
    pdf = outcome.value.pdf
    assert pdf is not None
    facts = read_pdf(pdf, tools).value
    assert facts is not None
    return facts.text.split("\f"), pdf


FAMILIES = [("PT Serif", LATIN + CYRILLIC), ("DejaVu Serif", GREEK + CYRILLIC)]


@pytest.mark.tex
@needs_tex
@pytest.mark.parametrize(("family", "alphabet"), FAMILIES, ids=["pt-serif", "dejavu-serif"])
def test_every_text_comes_back_from_the_pdf(
    family: str, alphabet: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    pages, pdf = typeset_strings(family, alphabet, tmp_path_factory.mktemp("escape"))
    wrong = []
    wanted = strings(alphabet)
    for number, text in enumerate(wanted):
        page = read(pages[number])
        assert f"QX{number}Q" in page
        parts = dict(re.findall(r"Q([a-z]+)Q (.*?) ?(?=Q[a-z]+Q|$)", page.replace(" QzQ", "")))
        for name in CONTEXTS:
            expected = read(shown((ADDRESS if name == "address" else "") + text + AFTER)).removesuffix(" QzQ")
            expected = f"{expected} {expected}" if name == "cell" else expected
            if parts.get(name) != expected:
                wrong.append(f"{name}: {text!r} came back as {parts.get(name)!r}")
    assert not wrong, "\n".join(wrong)
    with pikepdf.open(io.BytesIO(pdf)) as opened, opened.open_outline() as outline:
        titles = [read(str(item.title)) for item in outline.root]
    assert [pair for pair in zip(titles, wanted, strict=True) if pair[0] != read(shown(pair[1] + AFTER))] == []
