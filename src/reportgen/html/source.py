"""The report as one tree: the main file with everything that it includes in its place, tables and figures as nodes."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from reportgen.cache import Cache
from reportgen.codes import diagnose
from reportgen.config import HTML_FILE
from reportgen.diagnostics import Diagnostic, Place
from reportgen.html.nodes import Node
from reportgen.html.reading import TexReader
from reportgen.html.vocabulary import Vocabulary
from reportgen.markup import Composed, unmark
from reportgen.sections import Composition
from reportgen.sections.composition import MAIN_FILE
from reportgen.tables import Grid

_KINDS = {"tables/": "table", "figures/": "figure"}
# Deeper than any report; composed files that include each other end here.
_DEPTH = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A row of a table: its cells, or the title of the rows below it."""

    cells: tuple[tuple[Node, ...], ...] = ()
    title: tuple[Node, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A table whose heads and cells are read.

    `aligns` are `left`, `right` or `centre`, `shares` percent of the width.
    """

    heads: tuple[tuple[Node, ...], ...]
    aligns: tuple[str, ...]
    shares: tuple[int, ...]
    lines: tuple[Line, ...]

    def texts(self) -> Iterator[tuple[Node, ...]]:
        """Give the nodes of heads and cells in the order of reading."""
        yield from self.heads
        for line in self.lines:
            if line.title is not None:
                yield line.title
            yield from line.cells


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """What a page is made of: the body, and the tables in it by id; `found` are commands without a meaning.

    `names` are the places (file and offset) in which each record of an index is named, by its id.
    """

    body: tuple[Node, ...]
    sheets: Mapping[str, Sheet]
    names: Mapping[str, tuple[tuple[str, int], ...]]
    found: tuple[Diagnostic, ...]


def read_source(composition: Composition, vocabulary: Vocabulary, cache: Cache | None) -> Source:
    """Read all that was composed."""
    reader = _Reader(composition, vocabulary, TexReader(vocabulary, cache))
    body = reader.file(MAIN_FILE, 0)
    names: dict[str, tuple[tuple[str, int], ...]] = {}
    for id_, file, line, column in composition.mentions:
        start = sum(len(text) + 1 for text in composition.files[file].text.split("\n")[: line - 1])
        names[id_] = (*names.get(id_, ()), (file, start + column - 1))
    return Source(body=body, sheets=reader.sheets, names=names, found=tuple(reader.without_meaning()))


@dataclass(slots=True)
class _Reader:
    composition: Composition
    vocabulary: Vocabulary
    tex: TexReader
    sheets: dict[str, Sheet] = field(default_factory=dict)
    unknown: dict[str, list[Place | None]] = field(default_factory=dict)
    at_work: list[str] = field(default_factory=list)

    def file(self, name: str, depth: int) -> tuple[Node, ...]:
        """Read a composed file, with those that it includes."""
        composed = self.composition.files[name]
        self.at_work.append(name)
        (nodes,) = self.tex.read_all((composed.text,))
        if name == MAIN_FILE:  # what stands before the text is no text
            nodes = next((node.children for node in nodes if node.environment and node.name == "document"), nodes)
        self._note(nodes, composed)
        expanded = tuple(self._expanded(nodes, depth))
        self.at_work.pop()
        return expanded

    def _expanded(self, nodes: Iterable[Node], depth: int) -> Iterator[Node]:
        for node in nodes:
            if node.kind == "input":
                yield from self._included(node, depth)
            elif node.environment or node.kind == "group":
                yield node._replace(children=tuple(self._expanded(node.children, depth)))
            else:
                yield node

    def _included(self, node: Node, depth: int) -> Iterator[Node]:
        name = node.argument()
        for folder, kind in _KINDS.items():
            id_ = name.removeprefix(folder)
            if id_ != name and id_ in (self.composition.grids if kind == "table" else self.composition.figures):
                if kind == "table":
                    self.sheets[id_] = self._sheet(self.composition.grids[id_])
                yield Node(kind=kind, name=id_, at=node.at)
                return
        for file in (name, f"{name}.tex"):
            if file in self.composition.files and depth < _DEPTH:
                # The names of the files tell where in the report a line stands.
                yield Node(kind="par", name=file)
                yield from self.file(file, depth + 1)
                yield Node(kind="par", name=self.at_work[-1], at=node.at)
                return

    def _sheet(self, grid: Grid) -> Sheet:
        marked = [head.text for head in grid.heads]
        for row in grid.rows:
            marked += [row.title] if row.title is not None else row.cells
        composed = [unmark(str(text)) for text in marked]
        read = self.tex.read_all([one.text for one in composed])
        for nodes, one in zip(read, composed, strict=True):
            self._note(nodes, one)
        rest = iter(read)
        heads = tuple(next(rest) for _ in grid.heads)
        lines = tuple(
            Line(title=next(rest)) if row.title is not None else Line(cells=tuple(next(rest) for _ in row.cells))
            for row in grid.rows
        )
        total = sum(head.weight for head in grid.heads) or 1.0
        shares = tuple(round(head.weight / total * 100) for head in grid.heads)
        return Sheet(heads=heads, aligns=tuple(head.align for head in grid.heads), shares=shares, lines=lines)

    def _note(self, nodes: tuple[Node, ...], composed: Composed) -> None:
        for node in (below for top in nodes for below in top.walk()):
            if node.kind == "unknown":
                line = composed.text.count("\n", 0, node.at) + 1
                column = node.at - (composed.text.rfind("\n", 0, node.at) + 1) + 1
                template, record = composed.places(line, column)
                self.unknown.setdefault(node.name, []).append(template or record)

    def without_meaning(self) -> Iterator[Diagnostic]:
        """Report each command without a meaning once, where it is used first."""
        for name, places in self.unknown.items():
            known = self.vocabulary.environments if name.startswith(r"\begin{") else self.vocabulary.commands
            bare = name.removeprefix(r"\begin{").rstrip("}").lstrip("\\")
            near = difflib.get_close_matches(bare, known, 1, 0.8)
            more = f" (used {len(places)} times)" if len(places) > 1 else ""
            like = f", or did you mean '{near[0]}'?" if near else ""
            message = f"{name} has no meaning in HTML{more}; its text stands as it is"
            yield diagnose("SEC530", message, places[0], hint=f"say in {HTML_FILE} what it means{like}")
