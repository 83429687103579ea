"""The page's checks: good pages pass, and what keeps a reader out is found, in a real browser where it takes one."""

from __future__ import annotations

from pathlib import Path

import pytest
from needs import needs_browser, needs_html

from validate.page import check_html, check_in_browser

GOOD = """<!DOCTYPE html>
<html lang="en-GB"><head><meta charset="utf-8"><title>A report</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>a.skip { position: absolute; left: -999px } a.skip:focus { left: 0 }</style></head>
<body><a class="skip" href="#main">Skip to the text</a>
<header><p>Office</p></header>
<main id="main"><h1>A report</h1>
<section aria-labelledby="one"><h2 id="one">First</h2><p>Words, <span lang="de">auf Deutsch</span>.</p>
<table><caption>A table</caption><thead><tr><th scope="col">Name</th><th scope="col">Value</th></tr></thead>
<tbody><tr><td>a</td><td>b</td></tr></tbody></table>
<figure><svg role="img" aria-label="A black box" width="20" height="20"><rect width="20" height="20"/></svg>
<figcaption>A figure</figcaption></figure></section></main></body></html>
"""
_LONG = "x" * 400
HTML_FAULTS = [
    ("<p>Words", "<p><div>Words</p>", "line 8"),
    ('<h2 id="one">', '<h2 id="main">', "the name 'main' stands 2 times"),
    ('href="#main"', 'href="#nowhere"', "a link to #nowhere, which is nowhere"),
    ('aria-labelledby="one"', 'aria-labelledby="two"', "aria-labelledby names two, which is nowhere"),
    ("<h1>A report</h1>", "<p>A report</p>", "0 headings of level 1"),
    ("<!DOCTYPE html>\n", "", "no doctype"),
]
SEEN_FAULTS = [
    ('<html lang="en-GB">', "<html>", "page at 320 px", "html-has-lang (serious)"),
    (' aria-label="A black box"', "", "page at 1280 px", "svg-img-alt"),
    ("<p>Words", '<p style="color:#ccc;background:#fff">Words', "page at 1280 px", "color-contrast"),
    ("<h2 id", "<h4 id", "page at 1280 px", "heading-order"),
    ("<title>A report</title>", "", "page at 1280 px", "document-title"),
    ("Words,", f"{_LONG} Words,", "page at 320 px fits", "one has to scroll sideways"),
    (
        "<figcaption>",
        '<figcaption><img alt="x" src="https://example.org/x.png">',
        "page at 1280 px fits",
        "asks for https://example.org/",
    ),
    ('<main id="main">', '<div id="main">', "page at 1280 px", "landmark-one-main"),
]


@needs_html
def test_a_good_page_is_html() -> None:
    (verdict,) = check_html(GOOD)
    assert verdict.faults == ()


@needs_html
@pytest.mark.parametrize(("good", "bad", "says"), HTML_FAULTS)
def test_what_is_no_html_is_found(good: str, bad: str, says: str) -> None:
    (verdict,) = check_html(GOOD.replace(good, bad, 1))
    assert any(says in fault for fault in verdict.faults), verdict.faults


@pytest.mark.browser
@needs_browser
def test_a_good_page_has_no_faults_in_the_browser(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(GOOD, encoding="utf-8")
    verdicts = check_in_browser(path)
    assert [(verdict.name, verdict.faults) for verdict in verdicts] == [
        ("page at 1280 px", ()), ("page at 1280 px fits", ()), ("page at 320 px", ()), ("page at 320 px fits", ()),
    ]  # fmt: skip


@pytest.mark.browser
@needs_browser
def test_what_keeps_readers_out_is_found_in_the_browser(tmp_path: Path) -> None:
    """All faults in one page, since a browser takes a second to start."""
    text = GOOD
    for good, bad, _, _ in SEEN_FAULTS:
        assert good in text
        text = text.replace(good, bad, 1)
    path = tmp_path / "page.html"
    path.write_text(text.replace("</main>", "</div>"), encoding="utf-8")
    found = {verdict.name: "\n".join(verdict.faults) for verdict in check_in_browser(path)}
    for _, _, name, says in SEEN_FAULTS:
        assert says in found[name], found[name]
