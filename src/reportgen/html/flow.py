"""The body of the page: headings, paragraphs, lists, exhibits, lists of works, in the order of the report."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from markupsafe import Markup, escape

from reportgen.exhibits import Exhibit
from reportgen.html.elements import NOTHING, joined, tag
from reportgen.html.exhibits import write_figure, write_table
from reportgen.html.inline import Writer
from reportgen.html.nodes import Node
from reportgen.html.outline import LEVELS, Heading
from reportgen.html.source import Sheet
from reportgen.html.vocabulary import BLOCK

_BLOCKS = frozenset([*LEVELS, "list", "names", "works", "tabular", "table", "figure", "caption", "par", "appendix"])
_SILENT = frozenset(["label", "nothing"])


@dataclass(slots=True)
class Flow:
    """Writes the body. `sheets`, `tables`, `figures` and `drawings` are by id of the exhibit."""

    writer: Writer
    sheets: Mapping[str, Sheet]
    tables: Mapping[str, Exhibit]
    figures: Mapping[str, Exhibit]
    drawings: Mapping[str, str]
    headings: Iterator[Heading] = field(init=False)
    open: list[int] = field(default_factory=list)
    depth: int = 0

    def __post_init__(self) -> None:
        """Begin with the first heading."""
        self.headings = iter(self.writer.outline.headings)

    def body(self, nodes: Sequence[Node]) -> tuple[Markup, ...]:
        """Write the whole body: what stands before the first section, then the sections, each a `section`."""
        parts: list[Markup] = [NOTHING]
        for piece in self.pieces(nodes):
            if piece.startswith("<h2"):
                parts[-1] += self.close(2)
                parts.append(NOTHING)
            parts[-1] += piece
        parts[-1] += self.close(2)
        opened = [tag("section", joined(("\n", part))) + "\n" for part in parts[1:]]
        return (parts[0], *opened)

    def close(self, level: int) -> Markup:
        """End the sections that are as deep as a level, or deeper."""
        made = NOTHING
        while self.open and self.open[-1] >= level:
            self.open.pop()
            made += Markup("</section>\n")
        return made

    def blocks(self, nodes: Sequence[Node]) -> Markup:
        """Write nodes as blocks inside another."""
        self.depth += 1
        made = joined(self.pieces(nodes))
        self.depth -= 1
        return made

    def pieces(self, nodes: Sequence[Node]) -> Iterator[Markup]:
        """Give each block; what is no block makes up paragraphs."""
        waiting: list[Node] = []
        for node in nodes:
            if not self.is_block(node):
                waiting.append(node)
                continue
            yield from self.paragraph(waiting)
            waiting = []
            yield from self.block(node)
        yield from self.paragraph(waiting)

    def is_block(self, node: Node) -> bool:
        """Whether a node cannot stand inside a paragraph."""
        if node.kind in _BLOCKS:
            return True
        if node.kind == "group":
            return any(self.is_block(child) for child in node.children)
        return node.kind == "apply" and (node.environment or self.writer.meaning(node).element in BLOCK)

    def paragraph(self, nodes: Sequence[Node]) -> Iterator[Markup]:
        """Give a paragraph, unless nothing in it is seen."""
        if all(node.kind in _SILENT or (node.kind == "text" and not node.name.strip()) for node in nodes):
            return
        text = self.writer.trimmed(nodes)
        if text:
            yield tag("p", text) + "\n"

    def block(self, node: Node) -> Iterator[Markup]:
        """Give one block."""
        kind = node.kind
        if kind in LEVELS:
            yield self.heading(node)
        elif kind in {"table", "figure"}:
            yield self.exhibit(node)
        elif kind == "list":
            yield self.list(node)
        elif kind == "works":
            yield self.works(node)
        elif kind == "names":
            names = [tag("li", self.writer.named(child)) for child in node.children if child.kind == "name"]
            yield tag("ul", joined(["", *names, ""], "\n")) + "\n"
        elif kind == "tabular":
            yield self.tabular(node)
        elif kind == "caption":
            yield Markup('<p class="caption">{}</p>\n').format(self.writer.inline(node.children))
        elif kind == "group":
            yield from self.pieces(node.children)
        elif kind == "apply":
            # One without an element is not there.
            yield from [self.applied(node)] if self.writer.meaning(node).element else self.pieces(node.children)

    def heading(self, node: Node) -> Markup:
        """Write a heading, and begin a section at one below the first level."""
        found = next(self.headings)
        if node.kind == "section" or not self.writer.place:
            self.writer.place = found.id
        made = NOTHING
        if found.level > 2 and not self.depth:
            made = self.close(found.level) + Markup("<section>\n")
            self.open.append(found.level)
        number = Markup('<span class="number">{}</span> ').format(found.number) if found.number else NOTHING
        css = Markup(' class="run-in"') if found.kind == "paragraph" else NOTHING
        return made + Markup('<h{l} id="{id}"{css}>{number}{text}</h{l}>\n').format(
            l=found.level, id=found.id, css=css, number=number, text=self.writer.inline(node.children)
        )

    def exhibit(self, node: Node) -> Markup:
        """Write a declared table or figure."""
        if node.kind == "table":
            return write_table(self.writer, self.tables[node.name], self.sheets[node.name])
        return write_figure(self.writer, self.figures[node.name], self.drawings.get(node.name, ""))

    def applied(self, node: Node) -> Markup:
        """Write a block in the element of its command or environment, under its title if it has one."""
        meaning = self.writer.meaning(node)
        if meaning.element == "p":
            return tag("p", self.writer.inline(node.children), css=meaning.css) + "\n"
        head, about = NOTHING, NOTHING
        title = self.writer.inline(node.head) if node.head else escape("" if meaning.title.isdigit() else meaning.title)
        if title:
            id_ = self.writer.outline.new_id("box")
            head = Markup('<p class="title" id="{}">{}</p>\n').format(id_, title)
            about = Markup(' role="note" aria-labelledby="{}"').format(id_)
        css = Markup(' class="{}"').format(meaning.css) if meaning.css else NOTHING
        return Markup("<{name}{css}{about}>\n{head}{body}</{name}>\n").format(
            name=meaning.element, css=css, about=about, head=head, body=self.blocks(node.children)
        )

    def list(self, node: Node) -> Markup:
        """Write a list; the text before its first item has no place in one."""
        name = self.writer.meaning(node).element
        items: list[tuple[Node, list[Node]]] = []
        for child in node.children:
            if child.kind == "item":
                items.append((child, []))
            elif items:
                items[-1][1].append(child)
        made = NOTHING
        for item, nodes in items:
            body = self.compact(nodes)
            if name == "dl":
                made += tag("dt", self.writer.inline(item.head)) + tag("dd", body) + "\n"
            else:
                label = self.writer.inline(item.head) + Markup(" ") if item.head else NOTHING
                made += tag("li", label + body) + "\n"
        return Markup("<{name}>\n{made}</{name}>\n").format(name=name, made=made) if made else made

    def compact(self, nodes: Sequence[Node]) -> Markup:
        """Write what is in an item: a single paragraph without an element of its own."""
        if any(self.is_block(node) and node.kind != "par" for node in nodes) or _paragraphs(nodes) > 1:
            return self.blocks(nodes)
        return self.writer.trimmed(node for node in nodes if node.kind != "par")

    def works(self, node: Node) -> Markup:
        """Write a list of works: each with its label, the entry, and the places that cite it."""
        entries: list[tuple[str, list[Node]]] = []
        for child in node.children:
            if child.kind == "bibitem":
                entries.append((child.argument(), []))
            elif entries:
                entries[-1][1].append(child)
        self.writer.in_works = True
        made = NOTHING
        for key, nodes in entries:
            label = self.writer.inline(self.writer.outline.labels[key], linked=True)
            made += Markup('<li id="{}"><span class="key">{}</span><div>{}{}</div></li>\n').format(
                self.writer.outline.entries[key], label, self.blocks(nodes), self.writer.backlinks(key)
            )
        self.writer.in_works = False
        return Markup('<ul class="works">\n{}</ul>\n').format(made) if made else made

    def tabular(self, node: Node) -> Markup:
        """Write a table that is typed in a section; its first row holds the heads."""
        rows: list[list[list[Node]]] = [[[]]]
        for child in node.children:
            if child.kind == "break":
                rows.append([[]])
            elif child.kind == "cell":
                rows[-1].append([])
            else:
                rows[-1][-1].append(child)
        written = [[self.writer.trimmed(cell) for cell in row] for row in rows]
        written = [row for row in written if any(row)]
        if not written:
            return NOTHING
        head = joined(Markup('<th scope="col">{}</th>').format(cell) for cell in written[0])
        body = joined(
            Markup("<tr>{}</tr>\n").format(joined(Markup("<td>{}</td>").format(cell) for cell in row))
            for row in written[1:]
        )
        return Markup(
            '<div class="exhibit"><table>\n<thead><tr>{}</tr></thead>\n<tbody>{}</tbody></table></div>\n'
        ).format(head, body)


def _paragraphs(nodes: Sequence[Node]) -> int:
    """Count the paragraphs in nodes."""
    count, filled = 0, False
    for node in nodes:
        if node.kind == "par":
            filled = False
        elif not filled and not (node.kind in _SILENT or (node.kind == "text" and not node.name.strip())):
            count, filled = count + 1, True
    return count
