from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from patience import patience

from reportgen.documents.encoding import Decoded
from reportgen.documents.html import declared_charset, read_html
from reportgen.documents.layout import Layout
from reportgen.documents.tags import Tag, tags

NEWS = """<!DOCTYPE html><html lang="en"><head><title>Port opens terminal | Harbour Gazette</title>
<meta property="og:site_name" content="Harbour Gazette"><meta name="author" content="A. Lund">
<script type="application/ld+json">{"@type":"NewsArticle","headline":"Port opens terminal","author":
[{"name":"Anna Lund"},{"name":"Jan Berg"}],"datePublished":"2022-05-04T10:00:00+02:00",
"publisher":{"name":"Gazette Media"}}</script>
<style>.x{}</style><script>var a = "<p>no</p>";</script></head><body class="has-sidebar">
<header><div>Harbour Gazette</div><nav><ul><li><a href="/">Home</a><li><a href="/w">World</a></ul></nav></header>
<div id="cookie-consent">We use cookies. <button>Accept</button></div>
<div class="content"><h1>Port opens terminal</h1><div class="meta">By Anna Lund</div>
<div class="share-bar"><a href="#">Share</a></div>
<p>The port opened, &ldquo;late&rdquo;, the manager&nbsp;said.<p>It takes <b>2 million</b>
   tonnes.<br>Next line.</p>
<blockquote><p>We waited.</p><footer>Ole Vik</footer></blockquote>
<h2>Next</h2><ul><li>A berth<li>A <em>rail</em> link</ul>
<table><tr><th>Year<th>Tonnes</tr><tr><td>2020</td><td><p>900</p></td></tr></table>
<p style="display: none">hidden</p><noscript>no script</noscript>
<div class="related-posts"><h3>Related</h3><ul><li><a href="/1">Grain</a></li></ul></div></div>
<footer><p>© 2022 Gazette Media.</p></footer></body></html>"""


def read(source: str) -> Layout:
    return read_html(Decoded(text=source, encoding="utf-8"))


def shown(layout: Layout) -> list[tuple[str, str]]:
    return [(str(b.kind or ""), layout.text[b.start : b.end]) for b in layout.blocks]


def test_a_page_of_a_newspaper() -> None:
    layout = read(NEWS)
    assert shown(layout) == [
        ("boilerplate", "Harbour Gazette"), ("boilerplate", "Home"), ("boilerplate", "World"),
        ("boilerplate", "We use cookies."), ("title", "Port opens terminal"), ("", "By Anna Lund"),
        ("boilerplate", "Share"), ("", "The port opened, “late”, the manager\u00a0said."),
        ("", "It takes 2 million tonnes."), ("", "Next line."), ("quote", "We waited."), ("quote", "Ole Vik"),
        ("heading", "Next"), ("list-item", "A berth"), ("list-item", "A rail link"), ("table", "Year | Tonnes"),
        ("table", "2020 | 900"), ("boilerplate", "Related"), ("boilerplate", "Grain"),
        ("boilerplate", "© 2022 Gazette Media."),
    ]  # fmt: skip
    assert layout.stated == (
        ("title", "Port opens terminal"), ("authors", "Anna Lund"), ("authors", "Jan Berg"), ("issued", "2022-05-04"),
        ("container_title", "Harbour Gazette"), ("publisher", "Gazette Media"),
    )  # fmt: skip


def test_offsets_lead_back_to_the_source() -> None:
    layout = read(NEWS)
    assert layout.source_map is not None
    for block in layout.blocks:
        word = layout.text[block.start : block.end].split()[0].split("\u00a0")[0]
        offset = layout.source_map.source(block.start)
        assert NEWS[offset : offset + len(word)] == word
    offset = layout.source_map.source(layout.text.index("“"))
    assert NEWS[offset:].startswith("&ldquo;late")
    offset = layout.source_map.source(layout.text.index("tonnes"))
    assert NEWS[offset:].startswith("tonnes.<br>")


@pytest.mark.parametrize(
    ("source", "notes", "calls"),
    [
        (  # an encyclopedia
            (
                '<p>Barley.<sup id="cite_ref-1"><a href="#cite_note-1">[1]</a></sup> 20 m<sup>2</sup>.<sup><a href='
                '"#cite_note-x">&#91;2&#93;</a></sup></p><ol><li id="cite_note-1"><span class="mw-cite-backlink">'
                '<a href="#cite_ref-1">^</a></span> <span>Smith.</span></li><li id="cite_note-x">^ Jones.</li></ol>'
            ),
            [(1, "Smith."), (2, "Jones.")],
            [("[1]", 1), ("[2]", 2)],
        ),
        (  # a word processor
            (
                '<p class=MsoNormal>Wells<a href="#_ftn1" name="_ftnref1"><span class=MsoFootnoteReference><![if '
                "!supportFootnotes]>[1]<![endif]></span></a>.</p><div id=ftn1><p class=MsoFootnoteText><a href="
                '"#_ftnref1" name="_ftn1">[1]</a> Brown.</p></div>'
            ),
            [(1, "Brown.")],
            [("[1]", 1)],
        ),
        (  # pandoc
            (
                '<p>One<a href="#fn1" id="fnref1" role="doc-noteref"><sup>1</sup></a>.</p><section role="doc-endnotes">'
                '<ol><li id="fn1"><p>First.</p><p>More. <a href="#fnref1" role="doc-backlink">↩︎</a></li></ol></section>'
            ),
            [(1, "First.\nMore.")],
            [("1", 1)],
        ),
        (  # symbols, numbered after the numbers
            '<p>A<a href="#n-a">*</a> b<sup>[<a href="#n1">1</a>]</sup></p><p id="n1">1. One</p><p id="n-a">* Star</p>',
            [(1, "One")],
            [("[1]", 1)],
        ),
        (  # a number that leads to a heading, and one that leads up, call nothing
            '<p id="fn9">Up</p><p><a href="#s1">1</a> <a href="#fn9">9</a></p><h2 id="s1">One</h2>',
            [],
            [],
        ),
        ("<p>Said.<sup>1,2</sup> And 10<sup>6</sup>.", [], [("1", 1), ("2", 2)]),
    ],
)
def test_notes(source: str, notes: list[tuple[int, str]], calls: list[tuple[str, int]]) -> None:
    layout = read(source)
    assert [(b.note, layout.text[b.content : b.end]) for b in layout.blocks if b.note] == notes
    assert [(layout.text[m.start : m.end], m.note) for m in layout.markers] == calls


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("a<b>b</b>c", "abc"), ("a &amp; b &lt; c &#8212; &unknown;", "a & b < c — &unknown;"),
        ("1 < 2 <3", "1 < 2 <3"), ("<!-- a --> b <!-- c", "b"), ("<!---->x", "x"), ("a<!-->b", "ab"),
        ("x &#xD800; y", "x \ufffd y"), ("<p title='a>b'>x", "x"), ('<p title="never closed>x</p>y', "x\ny"),
        ("<textarea>no</textarea>x", "x"), ("<svg><text>no</text></svg>x", "x"), ("<pre>a\n  b</pre>", "a\nb"),
        ("<ruby>東<rp>(</rp><rt>とう</rt></ruby>", "東"), ("<h1>A<br>B</h1>", "A B"), ("<li>a<br>b", "a b"),
        ("<td>a<td>b", "a\nb"), ("<dl><dt>a<dd>b</dl>", "a\nb"), ("", ""), ("<p> \n </p>", ""),
        ("<div hidden>x</div>y", "y"), ("<a class=skip-link href=#m>Skip</a>y", "y"),
    ],
)  # fmt: skip
def test_what_a_reader_sees(source: str, text: str) -> None:
    layout = read(source)
    assert "\n".join(layout.text[b.start : b.end] for b in layout.blocks) == text


@pytest.mark.parametrize(
    ("source", "kinds"),
    [
        ('<div class="sidebar">' + "<p>All of the text stands in here, word by word.</p>" * 3 + "</div>", {""}),
        ("<p>Out</p><main>" + "<p>All of the text stands in here.</p>" * 3 + "</main>", {"", "boilerplate"}),
        ("<article>" + "<p>All of the text stands in here.</p>" * 3 + "</article>", {""}),
        ("<table><tr><td><h2>A</h2><p>Layout</p></td></tr></table>", {"heading", ""}),
        ("<h2>References</h2><ul>" + '<li><a href="/x">A work</a></li>' * 4 + "</ul>", {"heading", "list-item"}),
        ("<h2>More</h2><ul>" + '<li><a href="/x">A story</a></li>' * 4 + "</ul>", {"heading", "boilerplate"}),
        ("<h1>A</h1><h1>B</h1>", {"heading"}),
        ("<title>B - Site</title><h1>A</h1><h1>B</h1>", {"heading", "title"}),
        ('<aside role="doc-footnote"><p>x</p></aside><aside><p>y</p></aside>', {"", "boilerplate"}),
    ],
)
def test_what_stands_beside_the_text(source: str, kinds: set[str]) -> None:
    assert {kind for kind, _ in shown(read(source))} == kinds


@pytest.mark.parametrize(
    ("head", "stated"),
    [
        ("<title> A\n title</title>", {"title": "A title"}),
        ('<meta name="citation_title" content="T &amp; U"><title>x</title>', {"title": "T & U"}),
        ('<meta name="citation_publication_date" content="2019/3/7">', {"issued": "2019-03-07"}),
        ('<meta name="dc.date" content="2019">', {"issued": "2019"}),
        ('<meta property="article:author" content="https://social.example/x">', {}),
        ('<link rel="canonical" href="https://x.example/a?b=1&amp;c=2">', {"url": "https://x.example/a?b=1&c=2"}),
        ('<meta property="og:locale" content="de_DE">', {"language": "de-DE"}),
        (
            '<script type="application/ld+json">{"@graph":[{"@type":["Article"],"author":"Ann"}]}</script>',
            {"authors": "Ann"},
        ),
        ('<script type="application/ld+json">{broken</script>', {}),
        ('<script type="application/ld+json">' + "[" * 100000 + "</script>", {}),
        (
            '<script type="application/ld+json">{"@type":"Article","author":[1,{"name":[]}],"headline":{}}</script>',
            {},
        ),
    ],
)
def test_what_a_head_states(head: str, stated: dict[str, str]) -> None:
    assert dict(read(f"<head>{head}</head><p>x").stated) == stated


@pytest.mark.parametrize(
    ("data", "charset"),
    [
        (b'<meta charset="windows-1251">', "windows-1251"),
        (b"<META http-equiv=Content-Type content='text/html; charset=gb2312'>", "gb2312"),
        (b'<?xml version="1.0" encoding="koi8-r"?>', "koi8-r"),
        (b"<p>charset=x", None),
        (b" " * 5000 + b"<meta charset=utf-8>", None),
    ],
)
def test_declared_charset(data: bytes, charset: str | None) -> None:
    assert declared_charset(data) == charset


def test_tags() -> None:
    source = "a<B c=D e=\"f>g\" h='&amp;'>x</b ><script>1<2</script>"
    found = [item for item in tags(source) if isinstance(item, Tag)]
    assert [(tag.name, tag.closing, dict(tag.attributes), tag.raw) for tag in found] == [
        ("b", False, {"c": "D", "e": "f>g", "h": "&"}, None), ("b", True, {}, None), ("script", False, {}, "1<2"),
        ("script", True, {}, None),
    ]  # fmt: skip


HOSTILE = {
    "angles": "<" * 300_000, "open tags": "<a " * 100_000, "attributes": '<a b="' * 50_000, "comments": "<!--" * 75_000,
    "declarations": "<!" * 150_000, "ends": "</" * 150_000, "processing": "<?" * 150_000,
    "equals": "<a " + "=\"'" * 90_000,
    "deep": "<div>" * 60_000, "deep and closed": "<div>" * 30_000 + "</span>" * 30_000, "entities": "&" * 300_000,
    "inline": "<i><div>" + "<b>" * 40_000 + "</i>" * 40_000, "lists": "<ul><li>x" * 30_000, "cells": "<td>" * 60_000,
    "tables": "<table><tr><td>x" * 20_000, "raised": "x<sup>1</sup>" * 20_000,
    "same note": '<a href="#n1">1</a>' * 15_000 + "<p id=n1>1. x", "blanks": " \n" * 150_000,
    "class": f"<p class='{'share-' * 50_000}'>", "style": f"<p style='{'display ' * 40_000}'>",
    "scripts": "<script>" * 40_000, "attribute": f"<p title='{'x' * 300_000}'>y", "id": "<div id=x>" * 30_000,
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_pages_take_linear_time(name: str) -> None:
    with patience():
        read(HOSTILE[name])


_MARKUP = (
    "<p> </p> <div> </div> <li> <ul> </ul> <sup> </sup> <a_href=#x> </a> <a_id=x> <table> <tr> <td> </table> "
    "<h1> </h1> <br> <pre> </pre> <b <!-- --> <script> </script> &amp; &#0; 1 [1] text ↩ <nav> </nav> <main> "
    "<article> < >"
)
_PIECES = st.sampled_from(_MARKUP.split())


@given(st.lists(_PIECES, max_size=40))
def test_any_page_is_read(pieces: list[str]) -> None:
    source = " ".join(pieces).replace("_", " ")
    layout = read(source)
    assert layout == read(source)
    assert all(0 <= b.start < b.end <= len(layout.text) for b in layout.blocks)
    assert all(a.end <= b.start for a, b in pairwise(layout.blocks))
    assert all(layout.text[m.start : m.end].strip() for m in layout.markers)
    assert layout.source_map is not None
    assert all(0 <= layout.source_map.source(i) <= len(source) for i in range(len(layout.text)))
