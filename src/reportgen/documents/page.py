"""HTML tags -> the page as a reader sees it: lines of text with what the markup says of them, links and targets.

Elements are kept on a stack, not in a tree, so depth costs nothing. An end tag closes the nearest open
element of its name; an inline one never closes a block.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import unquote

from reportgen.documents.document import SegmentKind
from reportgen.documents.elements import (
    ARROWS,
    ASIDE,
    ASIDE_CLASS,
    ASIDE_ROLES,
    BLOCK,
    HIDDEN_CLASS,
    HIDDEN_NAMES,
    HIDDEN_STYLE,
    KINDS,
    NEVER_ASIDE,
    NOTE_ROLES,
    SIBLINGS,
    VOID,
)
from reportgen.documents.flow import Flow
from reportgen.documents.tables import Tables, tables_of
from reportgen.documents.tags import Run, Tag, tags

# How far up an end tag may look for its element; no page that people write is nested deeper between two blocks.
_REACH = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A block of the page. `aside` is the element that sets it apart, `region` the `<main>` or `<article>`.

    Both, and `header`, are numbers of elements, 0 for none; `sure` says that an element's own name sets it apart.
    `linked` is how many of its characters are in links.
    """

    start: int
    end: int
    kind: SegmentKind | None
    level: int | None
    aside: int
    sure: bool
    region: int
    header: int
    linked: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A link inside the page, at half-open offsets of the text; `raised` when it is a superscript."""

    start: int
    end: int
    target: str
    raised: bool
    noted: bool


@dataclass(slots=True)
class Page:
    """What is found in a page. `targets` gives the span of each element with an id; `raised` those of superscripts."""

    flow: Flow
    lines: list[Line] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    targets: dict[str, tuple[int, int]] = field(default_factory=dict)
    raised: list[tuple[int, int]] = field(default_factory=list)
    regions: dict[int, str] = field(default_factory=dict)
    head: list[Tag] = field(default_factory=list)


@dataclass(slots=True)
class _Element:
    """An open element: what holds for the text in it, and what is to be done when it ends."""

    name: str
    hidden: bool = False
    kind: SegmentKind | None = None
    level: int | None = None
    depth: int = 0
    pre: bool = False
    cell: bool = False
    aside: int = 0
    sure: bool = False
    region: int = 0
    header: int = 0
    start: int = 0
    ids: tuple[str, ...] = ()
    link: str | None = None
    raised: bool = False
    noted: bool = False


class _Builder:
    def __init__(self, source: str) -> None:
        self.page = Page(flow=Flow(source))
        self.source = source
        self.tables: Tables = tables_of(source)
        self.stack = [_Element("#root")]
        self.open: Counter[str] = Counter()
        self.line_start = 0
        self.line_top: _Element | None = None
        self.linked = 0
        self.elements = 0

    def run(self) -> Page:
        for item in tags(self.source):
            if isinstance(item, Run):
                self._text(item.start, item.end)
            elif item.raw is not None or item.name in {"meta", "link", "base"}:
                self.page.head.append(item)
            elif item.closing:
                self._close(item)
            else:
                self._start(item)
        self._end_line(len(self.source))
        while len(self.stack) > 1:
            self._pop()
        return self.page

    # --- text ----------------------------------------------------------------------------------

    def _text(self, start: int, end: int) -> None:
        top = self.stack[-1]
        if top.hidden:
            return
        before = self.page.flow.size
        if top.pre:
            self._preformatted(start, end)
        else:
            self.page.flow.add(start, end)
        if self.page.flow.size > before:
            if self.line_top is None and self.source[start:end].strip():
                self.line_top = top
            if top.link is not None:
                self.linked += self.page.flow.size - before

    def _preformatted(self, start: int, end: int) -> None:
        """Add preformatted text: its lines are lines, as in plain text."""
        position = start
        while position < end:
            stop = self.source.find("\n", position, end)
            stop = end if stop < 0 else stop
            if self.line_top is None and self.source[position:stop].strip():
                self.line_top = self.stack[-1]
            self.page.flow.add_lines(position, stop)
            if stop < end:
                self._end_line(stop)
            position = stop + 1

    def _end_line(self, source: int) -> None:
        """End the block of text that has been collected, if any."""
        flow, top = self.page.flow, self.line_top
        if top is not None:
            self.page.lines.append(
                Line(
                    start=self.line_start, end=flow.size, kind=top.kind,
                    level=top.level, aside=top.aside, sure=top.sure, region=top.region, header=top.header,
                    linked=self.linked,
                )
            )  # fmt: skip
        flow.end_line(source)
        self.line_start, self.line_top, self.linked = flow.size, None, 0

    # --- elements ------------------------------------------------------------------------------

    def _start(self, tag: Tag) -> None:
        name, top = tag.name, self.stack[-1]
        if name in VOID:
            self._void(tag)
            return
        if name in BLOCK:
            self._close_implied(name)
            top = self.stack[-1]
            if top.cell and name not in {"td", "th", "tr"} and not top.hidden:
                self._blank(tag.start)
            elif name in {"td", "th"} and not self.tables.is_layout(tag.start):
                self._cell(tag.start)
            else:
                self._end_line(tag.start)
        self._push(tag, top)

    def _push(self, tag: Tag, top: _Element) -> None:
        name, attributes = tag.name, tag.attributes
        element = replace(top, name=name, start=self.page.flow.size, ids=())
        self.elements += 1
        if name in KINDS and not top.cell:
            layout = name == "tr" and self.tables.is_layout(tag.start)
            element.kind = top.kind if layout else KINDS[name]
            element.level = int(name[1]) if name[0] == "h" else top.depth or None if name == "li" else None
        if name in {"ul", "ol", "dl"}:
            element.depth = top.depth + 1
        elif name == "pre":
            element.pre = True
        elif name in {"main", "article"} or attributes.get("role") == "main":
            self._region(element, "main" if name != "article" else name)
        elif name == "header" and not top.region:
            element.header = top.header or self.elements
        elif name in {"td", "th"}:
            element.cell = not self.tables.is_layout(tag.start)
        elif name == "sup":
            element.raised = True
        if name in HIDDEN_NAMES:
            element.hidden = True
        if name == "a" and "href" in attributes:
            element.link = attributes["href"]
        if attributes:
            self._describe(element, attributes)
        if name in ASIDE and not element.aside and not self._is_note(attributes):
            quoted = name == "footer" and top.kind is SegmentKind.QUOTE
            element.aside, element.sure = (0, False) if quoted else (self.elements, True)
        self.open[name] += 1
        self.stack.append(element)

    def _region(self, element: _Element, name: str) -> None:
        if not element.region or self.page.regions.get(element.region) != "main":
            element.region = self.elements
            self.page.regions[self.elements] = name

    @staticmethod
    def _is_note(attributes: Mapping[str, str]) -> bool:
        words = f"{attributes.get('class', '')} {attributes.get('id', '')}".lower()
        return attributes.get("role") in NOTE_ROLES or "note" in words

    def _describe(self, element: _Element, attributes: Mapping[str, str]) -> None:
        """Apply what an element's attributes say."""
        class_, role = attributes.get("class", ""), attributes.get("role", "")
        if (
            "hidden" in attributes
            or role == "doc-backlink"
            or (class_ and HIDDEN_CLASS.search(class_))
            or ("style" in attributes and HIDDEN_STYLE.search(attributes["style"]))
            or (attributes.get("aria-hidden") == "true" and element.name in {"a", "i", "span"})
        ):
            element.hidden = True
        element.ids = tuple(filter(None, (attributes.get("id"), attributes.get("name") if element.name == "a" else "")))
        if role == "doc-noteref" or "footnote" in class_.lower() or "noteref" in class_.lower():
            element.noted = True
        if element.aside or element.name in NEVER_ASIDE or self._is_note(attributes):
            return
        if role in ASIDE_ROLES:
            element.aside, element.sure = self.elements, True
        elif element.name in BLOCK or element.name == "span":
            words = f"{class_} {attributes.get('id', '')}"
            if words != " " and ASIDE_CLASS.search(words):
                element.aside = self.elements

    def _close_implied(self, name: str) -> None:
        """Close what the start of a block ends: a paragraph, an item before it."""
        siblings, fence = SIBLINGS.get(name, (frozenset(), frozenset()))
        for element in self.stack[-1:-_REACH:-1]:
            if element.name in fence:
                break
            if element.name in siblings:
                self._close_to(element.name)
                break
        for element in self.stack[-1:-_REACH:-1]:
            if element.name == "p":
                self._close_to("p")
            if element.name in BLOCK:
                break

    def _close(self, tag: Tag) -> None:
        name = tag.name
        if not self.open[name]:
            if name in {"p", "br"}:
                self._break(tag)
            return
        if name in BLOCK:
            if name in {"td", "th"} or (self.stack[-1].cell and name not in {"tr", "table"}):
                self._blank(tag.start)
            else:
                self._end_line(tag.start)
            self._close_to(name)
            return
        for element in self.stack[-1:-_REACH:-1]:
            if element.name == name:
                self._close_to(name)
                return
            if element.name in BLOCK:
                return

    def _close_to(self, name: str) -> None:
        while self._pop() != name:
            pass

    def _pop(self) -> str:
        element = self.stack.pop()
        self.open[element.name] -= 1
        size = self.page.flow.size
        for id_ in element.ids:
            self.page.targets.setdefault(id_, (element.start, size))
        if element.name == "sup" and not element.hidden:
            self.page.raised.append((element.start, size))
        elif element.name == "a" and element.link and "#" in element.link and not element.hidden:
            self._link(element, size)
        return element.name

    def _link(self, element: _Element, size: int) -> None:
        """Keep a link into the page; one that only leads back to where the reader came from is no text."""
        flow = self.page.flow
        if size - element.start <= 20 and ARROWS.fullmatch("".join(flow.pieces[-4:])[element.start - size :].strip()):
            flow.cut(max(element.start, self.line_start))
            if flow.size == self.line_start:
                self.line_top = None
            return
        link = Link(
            start=element.start, end=size, target=unquote((element.link or "").partition("#")[2]),
            raised=element.raised or any(e.raised for e in self.stack[-3:]), noted=element.noted,
        )  # fmt: skip
        self.page.links.append(link)

    # --- breaks --------------------------------------------------------------------------------

    def _void(self, tag: Tag) -> None:
        if tag.name == "br":
            self._break(tag)
        elif tag.name == "hr":
            self._end_line(tag.start)
        if "id" in tag.attributes:
            self.page.targets.setdefault(tag.attributes["id"], (self.page.flow.size,) * 2)

    def _break(self, tag: Tag) -> None:
        """End a line: a new block in running text, a blank inside an item, a heading or a cell."""
        top = self.stack[-1]
        if top.hidden:
            return
        if top.cell or top.kind in {SegmentKind.HEADING, SegmentKind.LIST_ITEM} or top.ids or self._noted_block():
            self._blank(tag.start)
        else:
            self._end_line(tag.start)

    def _noted_block(self) -> bool:
        """Whether the text belongs to a block that something on the page may point at."""
        for element in self.stack[-1:-_REACH:-1]:
            if element.name in BLOCK:
                return bool(element.ids) and element.name == "p"
        return False

    def _blank(self, source: int) -> None:
        if not self.page.flow.blank:
            self.page.flow.insert(" ", source)

    def _cell(self, source: int) -> None:
        """Part a cell of a table from the one before it in the row."""
        if self.line_top is not None and not self.stack[-1].hidden:
            self._blank(source)
            self.page.flow.insert("| ", source)


def read_page(source: str) -> Page:
    """Read a page."""
    return _Builder(source).run()
