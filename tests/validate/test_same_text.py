from __future__ import annotations

from needs import needs_html

from validate.same_text import elements, missing

TREE = """\
Document
  H1 (block)
    "1 The quay"
  TOC
    TOCI
      "The quay"
      "3"
  P (block)
    "Traffic grew by 5 per-"
    "cent ["
    Link (inline)
      Object 8 0
      "D1"
    "]."
  L (block)
    LI (block)
      Lbl (block)
        "–"
      LBody (block)
        "One."
  Table (block)
    TR
      TH:
         /Scope /Column
        "Meas-"
        "ure"
      TD
        "\\"a\\""
"""
PAGE = """<title>x</title><style>p { a: b }</style><body><h1><span>1</span> The quay</h1>
<p>Traffic grew by 5 per&shy;cent [<a href="#a">D1</a>].</p><ul><li>One.</li></ul><th>Measure</th><td>“a”</td>"""


def test_elements_are_read_as_wholes_without_the_contents() -> None:
    assert [(kind, text) for kind, text in elements(TREE)] == [
        ("H1", "1 The quay"), ("P", "Traffic grew by 5 per-cent [D1]."), ("LI", "–One."), ("TH", "Meas-ure"),
        ("TD", '\\"a\\"'),
    ]  # fmt: skip


@needs_html
def test_a_page_with_everything_lacks_nothing() -> None:
    assert missing(TREE, PAGE) == []


@needs_html
def test_what_the_page_lacks_is_told() -> None:
    page = PAGE.replace("Measure", "Mesure").replace("by 5", "by 6")
    assert [kind for kind, _ in missing(TREE, page)] == ["P", "TH"]


@needs_html
def test_the_style_is_no_text() -> None:
    assert missing('Document\n  P (block)\n    "a: b"\n', PAGE) == [("P", "a: b")]


@needs_html
def test_page_numbers_are_no_text_of_the_report() -> None:
    tree = """Document
  L (block)
    LI (block)
      LBody (block)
        "Quill, Ada, chair"
        "3, 5–7"
    LI (block)
      LBody (block)
        "One. Cited here on pages 3, 5–7."
    LI (block)
      LBody (block)
        "Rye 3"
"""
    page = "<li>Quill, Ada, chair: section 1</li><li>One.</li>"
    assert missing(tree, page) == [("LBody", "Rye 3")]
