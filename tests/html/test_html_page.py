from __future__ import annotations

import re

import pytest
from change import change
from html_pages import page_of, read_page
from memory import ROOT, SOURCES, MemoryTools
from proposed_project import with_review
from small_project import small_project

from reportgen.bibliography import load_library
from reportgen.config import HTML_FILE, STYLE_FILE, load_config
from reportgen.exhibits import load_exhibits
from reportgen.html import make_page
from reportgen.preparation import prepare
from reportgen.records import load_records
from reportgen.sections import compose
from reportgen.tables import TABLE_KEYS
from reportgen.templating import Templates


def small_page(**changes: str) -> str:
    """Make the page of the small project."""
    tools = MemoryTools.of({**small_project(), **changes})
    config = load_config(ROOT, tools).value
    assert config is not None
    records, library = load_records(ROOT, tools).value, load_library(ROOT, config.bibliography_files, tools).value
    tables = load_exhibits(ROOT, "report/tables", TABLE_KEYS, tools).value
    composition = compose(config, Templates(ROOT, tools), records, library, tables, {}).value
    page, found = make_page(config, composition, tables, {}, {}, tools)
    assert found == ()
    return page


def test_the_whole_report_stands_in_the_page() -> None:
    page = small_page()
    elements = read_page(page)
    (main,) = [e for e in elements if e.name == "main"]
    text = " ".join(main.text.split())
    assert "Traffic grew by 5 percent" in text
    assert "“We will not sell the old boat”" in text
    assert "Table 1 has the numbers" in text
    assert "D2:2Stern, Olga. Piles and Tides. Mole Press, 2020." in text
    assert re.search(r"End of report T-1 / [0-9a-f]{12}", text)
    cells = [e.text for e in elements if e.name in {"td", "th"}]
    assert "1,200 passengers" in cells


def test_the_head_says_what_the_report_is() -> None:
    page = small_page()
    elements = read_page(page)
    assert elements[0].attributes["lang"] == "en-GB"
    assert [e.text for e in elements if e.name == "title"] == ["The quay at Tarn"]
    facts = [e.text for e in elements if e.name in {"dt", "dd"} and "header" in e.path.parts]
    assert facts == ["Report", "T-1", "Version", "1.0", "Date", "3 February 2022"]
    skip, *_ = [e for e in elements if e.name == "a"]
    assert skip.attributes["href"] == "#main"
    assert [e.name for e in elements if e.name in {"header", "main", "nav"}] == ["header", "main", "nav"]


def test_texts_of_the_cover_are_escaped() -> None:
    text = small_project()["report/report.toml"].replace("The quay at Tarn", "<b> & 'c'")
    page = small_page(**{"report/report.toml": text})
    read_page(page)
    assert "<h1>&lt;b&gt; &amp; &#39;c&#39;</h1>" in page


def test_the_first_section_comes_before_the_contents() -> None:
    page, _ = page_of(r"\section{One} a \section{Two} b")
    assert page.index('<h2 id="sec-one">') < page.index("<nav") < page.index('<h2 id="sec-two">')


def test_nothing_is_fetched_from_elsewhere() -> None:
    page = small_page()
    assert "default-src &#39;none&#39;" in page or "default-src 'none'" in page
    style = page.partition("<style>")[2].partition("</style>")[0]
    assert "url(" not in style
    assert "@import" not in style


def test_the_same_report_gives_the_same_bytes() -> None:
    assert small_page() == small_page()


def test_a_project_adds_to_the_style() -> None:
    page, found = page_of("a", files={STYLE_FILE: "h1 { color: teal; }"})
    assert found == ()
    assert "h1 { color: teal; }</style>" in page


@pytest.mark.parametrize(
    "text", ["a { }\nb { background: url(http://x) }", "\n@import 'x';", "\n</style><script>", "\n\xff"]
)
def test_a_style_that_asks_for_a_file_is_refused(text: str) -> None:
    page, (found,) = page_of("a", files={STYLE_FILE: text.encode("latin-1")})
    assert (found.code, found.severity.word) == ("SEC531", "error")
    assert found.place is not None
    assert (found.place.file, found.place.line) == (STYLE_FILE, None if "\xff" in text else 2)
    read_page(page)


def test_texts_on_the_page_have_enough_contrast() -> None:
    def luminance(colour: str) -> float:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    style = small_page().partition("<style>")[2]
    for block in re.findall(r":root \{(.*?)\}", style, re.DOTALL)[:2]:
        colours = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6})", block))
        for ground in ("paper", "pale", "paper-warm"):
            for ink in ("ink", "text", "accent", "warm", "grey"):
                high, low = sorted((luminance(colours[ink]), luminance(colours[ground])), reverse=True)
                assert (high + 0.05) / (low + 0.05) >= 4.5, (ink, ground)


def prepared(tools: MemoryTools) -> tuple[str, ...]:
    """Return the codes that a check of the small project with a page gives, notes left out."""
    found = prepare(ROOT, SOURCES, tools, lambda _: None).diagnostics
    return tuple(d.code for d in found if d.severity.word != "note")


def test_a_check_says_what_the_page_would_say() -> None:
    files = small_project()
    change(files, "report/report.toml", "[build]\n", '[build]\nhtml = "briefing.html"\n')
    tools = MemoryTools.of(files)
    assert prepared(tools) == ()
    tools.put(ROOT / STYLE_FILE, "a { background: url(b) }")
    assert prepared(tools) == ("SEC531",)
    tools.put(ROOT / STYLE_FILE, "")
    tools.put(ROOT / HTML_FILE, '[commands]\nkeyline = { element = "strong" }\n')
    assert prepared(tools) == ()
    tools.faults[ROOT / HTML_FILE] = OSError(13, "no")
    assert prepared(tools) == ("SEC531",)


def test_what_nobody_has_looked_at_is_said_in_words_and_seen_as_a_sign() -> None:
    project = with_review(small_project(), ind_growth="proposed", ind_cost="accepted")
    page = small_page(**project)
    assert '<span class="unreviewed"> (not reviewed)</span>' in page
    assert "<dt>Reviewed</dt><dd>1 of 2 extracted items (50 %); the others are marked" in page
    assert ".unreviewed::after" in page
    assert "unreviewed" not in small_page()
