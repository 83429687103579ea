"""Pages made of a few lines of TeX, and what a strict reader finds in them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser
from pathlib import PurePosixPath

from memory import ROOT, MemoryTools
from small_project import small_project

from reportgen.config import load_config
from reportgen.diagnostics import Outcome, Place
from reportgen.exhibits import load_exhibits
from reportgen.figures import FIGURE_KEYS
from reportgen.html import make_page
from reportgen.markup import Tex, mark, unmark
from reportgen.sections import Composition
from reportgen.sections.mentions import Mention
from reportgen.tables import TABLE_KEYS, Grid, Head, Row

EMPTY = frozenset(["meta", "br", "wbr", "col"])


def page_of(tex: str, *, grids: dict[str, Grid] | None = None, drawings: dict[str, str] | None = None,
            more: dict[str, str] | None = None, files: Mapping[str, str | bytes] | None = None,
            mentions: tuple[Mention, ...] = ()) -> Outcome[str]:  # fmt: skip
    """Make the page of a report whose section `body` is `tex`; `more` are composed files, `files` the project's."""
    tools = MemoryTools.of({**small_project(), **(files or {})})
    config = load_config(ROOT, tools).value
    assert config is not None
    composed = {
        "main.tex": r"\documentclass{briefing}\begin{document}\input{sections/01-body}"
        r"\input{reportgen-end}\end{document}",
        "reportgen-end.tex": r"\reportend{End of report T-1}",
        "sections/01-body.tex": str(mark(Place(file="report/sections/body.tex.j2", line=1), data=False)) + tex,
        **(more or {}),
    }
    composition = Composition(
        mentions=mentions,
        files={name: unmark(text) for name, text in composed.items()}, cited=frozenset(), figures=tuple(drawings or ()),
        tables=tuple(grids or ()), end_line="", complete=True, grids=grids or {},
    )  # fmt: skip
    tables = load_exhibits(ROOT, "report/tables", TABLE_KEYS, tools).value
    figures = load_exhibits(ROOT, "report/figures", FIGURE_KEYS, tools).value
    return make_page(replace(config, html="briefing.html"), composition, tables, figures, drawings or {}, tools)


def body_of(tex: str, files: Mapping[str, str | bytes] | None = None) -> str:
    """Return what the section itself became; nothing may be said of it."""
    page, found = page_of(tex, files=files)
    assert found == ()
    front, _, rest = page.partition('<div class="front">\n')[2].partition('<p class="end">')
    assert rest
    return front.replace('</div>\n<nav id="contents"', "\x00").split("\x00")[0]


def grid_of(rows: list[list[str] | str], heads: tuple[str, ...] = ("Measure", "Value", "Source")) -> Grid:
    """Return a table of TeX cells; a text among the rows heads a group."""
    return Grid(
        heads=tuple(
            Head(text=Tex(head), weight=1, align="right" if i == 1 else "left") for i, head in enumerate(heads)
        ),
        rows=tuple(Row(title=Tex(r)) if isinstance(r, str) else Row(cells=tuple(map(Tex, r))) for r in rows),
    )


@dataclass(slots=True)
class Element:
    """An element with its attributes, the text in it, and where it stands."""

    name: str
    attributes: dict[str, str]
    path: PurePosixPath
    pieces: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(self.pieces)


@dataclass
class Reader(HTMLParser):
    """Reads a page and refuses one whose elements do not nest."""

    elements: list[Element] = field(default_factory=list)
    open: list[Element] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names)), f"{tag} has an attribute twice"
        if tag == "p":
            assert not any(above.name == "p" for above in self.open), "a paragraph in a paragraph"
        if tag == "a":
            assert not any(above.name == "a" for above in self.open), "a link in a link"
        path = PurePosixPath(*(above.name for above in self.open))
        made = Element(tag, {name: value or "" for name, value in attrs}, path)
        self.elements.append(made)
        if tag not in EMPTY:
            self.open.append(made)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in EMPTY:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        assert self.open, f"</{tag}> ends nothing"
        assert self.open[-1].name == tag, f"</{tag}> where {self.open[-1].name} is open"
        self.open.pop()

    def handle_data(self, data: str) -> None:
        for above in self.open:
            above.pieces.append(data)


def read_page(page: str) -> list[Element]:
    """Return the elements of a page that is whole: nested well, ids used once, fragments that exist, safe links."""
    reader = Reader()
    reader.feed(page)
    reader.close()
    assert not reader.open
    ids = [e.attributes["id"] for e in reader.elements if "id" in e.attributes]
    assert len(ids) == len(set(ids)), [i for i in ids if ids.count(i) > 1]
    for e in reader.elements:
        assert e.name not in {"script", "img", "iframe", "object", "link", "base", "form"}
        assert not any(name.startswith("on") for name in e.attributes)
        for name in ("aria-labelledby", "aria-describedby"):
            assert set(e.attributes.get(name, "").split()) <= set(ids)
        target = e.attributes.get("href", "#main")
        assert target[1:] in ids if target.startswith("#") else target.startswith(("http://", "https://", "mailto:"))
    return reader.elements
