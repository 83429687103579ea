"""The page of this repository's own report holds all of its text, as another reader of TeX sees it."""

from __future__ import annotations

import re
from functools import cache

from html_pages import read_page
from projects import REPOSITORY

from reportgen.bibliography import load_library
from reportgen.checks.prose_reader import OBJECT, read_prose
from reportgen.config import load_config
from reportgen.exhibits import load_exhibits
from reportgen.figures import FIGURE_KEYS
from reportgen.html import make_page
from reportgen.markup import bare
from reportgen.records import load_records
from reportgen.sections import Composition, compose
from reportgen.tables import TABLE_KEYS
from reportgen.templating import Templates
from reportgen.tools import LocalTools

# What commands of TeX set that a fold of letters must not see: their names, citations, measures.
_CITATIONS = re.compile(r'<span class="citations">.*?</span>|<a href="#work-[^>]*>.*?</a>', re.DOTALL)
_COMMAND = re.compile(r"\\(?:citations|cite|href|hyperref|ref)\b|\\[a-zA-Z]+\*?|\\.")


@cache
def made() -> tuple[str, Composition]:
    """Make the page, with drawings left out."""
    tools = LocalTools()
    config = load_config(REPOSITORY, tools).value
    assert config is not None
    assert config.html
    records = load_records(REPOSITORY, tools).value
    library = load_library(REPOSITORY, config.bibliography_files, tools).value
    tables = load_exhibits(REPOSITORY, "report/tables", TABLE_KEYS, tools).value
    figures = load_exhibits(REPOSITORY, "report/figures", FIGURE_KEYS, tools).value
    composition = compose(config, Templates(REPOSITORY, tools), records, library, tables, figures).value
    page, found = make_page(config, composition, tables, figures, {}, tools)
    assert found == ()
    return page, composition


def fold(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())


def text_of(page: str) -> str:
    main = page.partition("<body>")[2]
    (body,) = [e for e in read_page(f"<body>{main}".partition("</html>")[0]) if e.name == "body"]
    return fold(body.text)


def test_every_sentence_stands_in_the_page() -> None:
    page, composition = made()
    there = text_of(_CITATIONS.sub("", page))
    pieces = [piece for p in read_prose(composition) for piece in p.text.split(OBJECT)]
    assert len(pieces) > 100
    assert [piece for piece in pieces if fold(piece) not in there] == []


def test_every_cell_stands_in_the_page() -> None:
    page, composition = made()
    cells = [e for e in read_page(page) if e.name in {"td", "th"}]
    grids = composition.grids.values()
    assert len(cells) == sum(len(grid.heads) + sum(len(r.cells) or 1 for r in grid.rows) for grid in grids)
    there = {fold(e.text) for e in cells}
    plain = [bare(c) for grid in grids for row in grid.rows for c in row.cells if not re.search(r"[\\{}]", bare(c))]
    assert len(plain) > 200
    assert [cell for cell in plain if fold(cell) not in there] == []


def test_every_entry_stands_in_the_page_under_its_label() -> None:
    page, composition = made()
    there = [e for e in read_page(page) if e.name == "li" and e.attributes.get("id", "").startswith("work-")]
    entries = [e for name, file in composition.files.items() if name.endswith(".bbl")
               for e in re.findall(r"\\bibitem\[\{(.*?)\}\]\{.*?\} (.*)", file.text)]  # fmt: skip
    assert [fold(label) for label, _ in entries] == [
        fold(e.text)[: len(fold(label))] for (label, _), e in zip(entries, there, strict=True)
    ]
    for (_, entry), element in zip(entries, there, strict=True):
        words = _COMMAND.sub(
            " ", re.sub(r"\\(?:href|inlanguage)\{[^}]*\}|\\linkbreak\{\}|\\cite(?:\[[^\]]*\])?\{[^}]*\}", "", entry)
        )
        for piece in re.split(r"[{}\[\]]", words):
            assert fold(piece) in fold(element.text), piece
