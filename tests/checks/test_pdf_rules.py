"""Rules over the finished PDF, one at a time."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from memory import ROOT, MemoryTools
from small_project import small_project

from reportgen.bibliography import load_library
from reportgen.checks import check_pdf
from reportgen.config import load_config
from reportgen.diagnostics import Diagnostic, Place
from reportgen.pdf import Font, PdfFacts
from reportgen.sections import Composition

GOOD = PdfFacts(
    pages=2, text="A page\n\fEnd of report T-1 / abc\n\f", title="T", language="en-GB", bookmarks=3,
    fonts=(Font(name="PTSerif", subtype="Type0", embedded=True, unicode=True),), dangling=(), actions=(),
    uris=("https://example.org", "HTTP://example.org", "mailto:a@example.org"),
)  # fmt: skip
DRAFT = Composition(
    files={}, cited=frozenset(), figures=(), tables=(), end_line="End of report T-1 / abc", complete=True
)


def check(facts: PdfFacts, bib: str = "", **draft: Any) -> tuple[Diagnostic, ...]:
    """Run all rules on a PDF's facts; `bib` holds the entries."""
    files = small_project()
    tools = MemoryTools.of({**files, "bib/works.bib": bib, "bib/documents.bib": ""})
    config = load_config(ROOT, tools).value
    assert config is not None
    library = load_library(ROOT, config.bibliography_files, tools).value
    return check_pdf(facts, config, library, replace(DRAFT, **draft))


def test_a_good_pdf_has_nothing_to_say() -> None:
    assert check(GOOD) == ()


@pytest.mark.parametrize(
    ("changes", "code", "message"),
    [
        ({"text": "A page\n\f"}, "PDF701",
         "the PDF lacks the report's closing line; something ends the document early"),
        ({"fonts": (Font(name="X", subtype="TrueType", embedded=False, unicode=True),)}, "PDF702",
         "font X is not embedded"),
        ({"fonts": (Font(name="X", subtype="TrueType", embedded=True, unicode=False),)}, "PDF703",
         "font X has no map to Unicode"),
        ({"fonts": (Font(name="X", subtype="Type3", embedded=False, unicode=False),)}, "PDF704",
         "font X is of Type 3"),
        ({"actions": ("/Launch",)}, "PDF705", "the PDF holds an action /Launch"),
        ({"uris": ("file:///etc/passwd",)}, "PDF705", "the PDF links to 'file:///etc/passwd'"),
        ({"uris": ("javascript:alert(1)",)}, "PDF705", "the PDF links to 'javascript:alert(1)'"),
        ({"title": " "}, "PDF706", "the PDF has no title"),
        ({"language": ""}, "PDF706", "the PDF has no language"),
        ({"bookmarks": 0}, "PDF706", "the PDF has no bookmarks"),
        ({"dangling": ("cite.D9",)}, "PDF707", "a link to 'cite.D9' leads nowhere"),
        ({"text": GOOD.text + "see ??\n\f"}, "PDF710", "page 3 shows an unresolved reference"),
    ],
)  # fmt: skip
def test_each_rule_finds_its_fault(changes: dict[str, Any], code: str, message: str) -> None:
    (found,) = check(replace(GOOD, **changes))
    assert (found.code, found.message, found.severity.word) == (code, message, "error")


def test_an_open_font_that_is_not_readable_either_is_named_twice() -> None:
    font = Font(name="X", subtype="Type1", embedded=False, unicode=False)
    assert [d.code for d in check(replace(GOOD, fonts=(font,)))] == ["PDF702", "PDF703"]


def test_the_closing_line_may_be_broken_by_the_page() -> None:
    assert check(replace(GOOD, text="End of re-\nport T-1\n/ abc")) == ()


RUSSIAN = "@misc{r,\n  title = {Технологический суверенитет: ёлка},\n  keywords = {cited},\n}\n"


def test_a_title_in_another_script_must_be_found_in_the_text() -> None:
    (found,) = check(GOOD, RUSSIAN, cited=frozenset({"r"}))
    assert (found.code, found.place) == ("PDF708", Place(file="bib/works.bib", line=2, column=12))
    assert check(GOOD, RUSSIAN) == ()
    whole = replace(GOOD, text=GOOD.text + "Технологиче-\nский   суверенитет: ёлка")
    assert check(whole, RUSSIAN, cited=frozenset({"r"})) == ()


def test_a_latin_title_with_accents_is_left_to_the_other_checks() -> None:
    assert check(GOOD, "@misc{r,\n  title = {Über “naïve” Łódź – 5%},\n}\n", cited=frozenset({"r"})) == ()


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("ท่าเรือ", "".join(f"U+{ord(c):04X} " for c in "ท่าเรือ")),
        ("נמל חיפה (2022)", "\u202b( נמל חיפה\u202c2022)"),
        ("中\u200d文\ufe0f", "中 文"),
        ("中\u202e文", "中<U+202E>文"),
    ],
)
def test_a_title_may_be_printed_in_codes_or_turned(title: str, text: str) -> None:
    entry = f"@misc{{r,\n  title = {{{title}}},\n  keywords = {{cited}},\n}}\n"
    assert check(replace(GOOD, text=GOOD.text + text), entry, cited=frozenset({"r"})) == ()
    (found,) = check(GOOD, entry, cited=frozenset({"r"}))
    assert found.code == "PDF708"
