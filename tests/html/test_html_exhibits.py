from __future__ import annotations

from html_pages import grid_of, page_of, read_page

FIGURE = """\
kind: timeline
records: events
caption: The quay <closes>
short: Timeline
source: Documents D1
notes:
- A & b.
description: "In 2021 the board met, in \\"2025\\" the quay closes."
"""
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="x" viewBox="0 0 9 9">'
    '<title id="fig-t-a">T</title></svg>'
)


def test_a_table_has_heads_for_columns_rows_and_groups() -> None:
    grid = grid_of(["Money", [r"Cost\newline of \emph{it}", r"\$2", r"\citations{\cite{D1}}"], "Time", ["a", "–", "c"]])
    page, found = page_of(r"\section{A}\input{tables/indicators}", grids={"indicators": grid})
    assert found == ()
    elements = read_page(page)
    (table,) = [e for e in elements if e.name == "table"]
    (region,) = [e for e in elements if e.attributes.get("role") == "region"]
    assert region.attributes["tabindex"] == "0"
    assert [(e.text, e.attributes["scope"]) for e in elements if e.name == "th"] == [
        ("Measure", "col"), ("Value", "col"), ("Source", "col"), ("Money", "rowgroup"), ("Costof it", "row"),
        ("Time", "rowgroup"), ("a", "row"),
    ]  # fmt: skip
    assert '<th scope="col" class="right">Value</th>' in page
    assert '<th scope="row">Cost<br>of <em>it</em></th><td class="right">$2</td>' in page
    assert [e.text for e in elements if e.name == "caption"] == ["Table 1 Traffic grows"]
    assert "<strong>Source:</strong> Documents D1 and D2" in page
    (words,) = [e for e in elements if e.attributes.get("id") == table.attributes["aria-describedby"]]
    assert words.text == "The measures of the two documents with their values."
    assert '<a href="#table-indicators"><span class="number">1</span> Traffic grows</a>' in page


def test_a_cell_is_as_harmless_as_a_text() -> None:
    grid = grid_of([["<script>", '" onclick="x', r"\href{javascript:x}{y}"]])
    read_page(page_of(r"\input{tables/indicators}", grids={"indicators": grid}).value)


def test_a_cell_without_a_meaning_is_reported() -> None:
    grid = grid_of([["a", r"\keyline{b}", "c"]])
    _, (found,) = page_of(r"\input{tables/indicators}", grids={"indicators": grid})
    assert found.code == "SEC530"


def test_a_figure_has_its_drawing_its_name_and_its_words() -> None:
    page, found = page_of(
        r"\section{A} \hyperref[fig:t]{Figure~\ref*{fig:t}} \input{figures/t}", drawings={"t": SVG},
        files={"report/figures/t.yaml": FIGURE}, more={"figures/t.tex": "unused"},
    )  # fmt: skip
    assert found == ()
    elements = read_page(page)
    (drawing,) = [e for e in elements if e.name == "svg"]
    assert drawing.attributes["role"] == "img"
    texts = {e.attributes["id"]: e.text for e in elements if "id" in e.attributes}
    assert texts[drawing.attributes["aria-labelledby"]] == "Figure 1 The quay <closes>"
    assert texts[drawing.attributes["aria-describedby"]].startswith('In words: In 2021 the board met, in "2025"')
    assert "A &amp; b." in page
    assert '<a href="#figure-t">Figure\u00a01</a>' in page
