"""What a page refers to: numbers of headings, tables, figures and works, the ids they get, and who cites what.

Made by reading the whole body once, before anything is written, since a reference may stand before what it means.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from reportgen.html.nodes import Node
from reportgen.html.source import Source
from reportgen.html.vocabulary import Vocabulary

# How deep each heading wants to be; the title of the report is 1.
LEVELS = {"section": 2, "subsection": 3, "subsubsection": 4, "paragraph": 4}
_COUNTED = ("section", "subsection", "subsubsection")
_NO_ID = re.compile(r"[^A-Za-z0-9]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A heading: its level in HTML (2 to 5), what it is in TeX, its number (`""` without one) and its id."""

    level: int
    kind: str
    number: str
    nodes: tuple[Node, ...]
    id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """What a label leads to."""

    id: str
    number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """A place that cites a work: the id of the heading, table or figure, and what it is called."""

    place: str
    name: str


@dataclass(slots=True)
class Outline:
    """Headings in order, numbers of tables and figures by id, targets by label, works by key: label, id, uses.

    `names` are the places that name a record of an index, by its id.
    """

    headings: list[Heading] = field(default_factory=list)
    tables: dict[str, int] = field(default_factory=dict)
    figures: dict[str, int] = field(default_factory=dict)
    targets: dict[str, Target] = field(default_factory=dict)
    labels: dict[str, tuple[Node, ...]] = field(default_factory=dict)
    entries: dict[str, str] = field(default_factory=dict)
    uses: dict[str, dict[str, Use]] = field(default_factory=dict)
    names: dict[str, tuple[Use, ...]] = field(default_factory=dict)
    _ids: set[str] = field(default_factory=set)

    def new_id(self, wanted: str) -> str:
        """Return an id that no other element has."""
        base = _NO_ID.sub("-", wanted).strip("-") or "x"
        base = base if base[0].isalpha() else f"x-{base}"
        made, number = base, 2
        while made in self._ids:
            made, number = f"{base}-{number}", number + 1
        self._ids.add(made)
        return made


def read_outline(source: Source, vocabulary: Vocabulary) -> Outline:
    """Read the body of a page."""
    reader = _Reader(source, vocabulary)
    for name in ("main", "contents"):
        reader.made.new_id(name)
    reader.flow(source.body)
    for id_, found in source.names.items():
        uses = [reader.use_at(file, at) for file, at in found]
        reader.made.names[id_] = tuple(dict.fromkeys(use for use in uses if use is not None))
    return reader.made


def plain_text(nodes: Iterable[Node]) -> str:
    """Return the text of nodes without elements."""
    return "".join(below.name for node in nodes for below in node.walk() if below.kind in {"text", "math"})


@dataclass(slots=True)
class _Reader:
    source: Source
    vocabulary: Vocabulary
    made: Outline = field(default_factory=Outline)
    counts: list[int] = field(default_factory=lambda: [0, 0, 0])
    appendix: bool = False
    last: Heading | None = None
    place: Use | None = None
    in_works: bool = False
    file: str = ""
    spots: dict[str, list[tuple[int, Use]]] = field(default_factory=dict)

    def use_at(self, file: str, at: int) -> Use | None:
        """Return the place of the report in which an offset of a composed file stands."""
        return next((use for start, use in reversed(self.spots.get(file, [])) if start <= at), None)

    def spot(self, file: str, at: int) -> None:
        """Note that the place that is being read goes on in a file from an offset on."""
        if self.place is not None:
            self.spots.setdefault(file, []).append((at, self.place))

    def flow(self, nodes: Sequence[Node]) -> None:
        """Go through nodes in the order of the text."""
        for index, node in enumerate(nodes):
            if node.kind in LEVELS:
                self.heading(node, _label_of(nodes[index + 1 :]))
            else:
                self.take(node)

    def take(self, node: Node) -> None:
        """Take one node in, and what is below it."""
        if node.kind in {"table", "figure"}:
            self.exhibit(node)
            return
        if node.kind == "par" and node.name:
            self.file = node.name
            self.spot(self.file, node.at)
        elif node.kind == "appendix":
            self.appendix, self.counts = True, [0, 0, 0]
        elif node.kind == "label":
            last = self.last or Heading(level=1, kind="", number="", nodes=(), id="main")
            self.made.targets.setdefault(node.argument(), Target(id=last.id, number=last.number or self.counted()))
        elif node.kind == "bibitem":
            key = node.argument()
            self.made.labels[key] = node.head or (Node(kind="text", name=str(len(self.made.labels) + 1)),)
            self.made.entries[key] = self.made.new_id(f"work-{key}")
        elif node.kind == "cite" and not self.in_works and self.place is not None:
            for key in cited(node):
                self.made.uses.setdefault(key, {}).setdefault(self.place.place, self.place)
        before, self.in_works = self.in_works, self.in_works or node.kind == "works"
        self.flow(node.children)
        self.in_works = before

    def heading(self, node: Node, label: str) -> None:
        """Number a heading, which stands one level below the last at most."""
        level = self.level(node.kind)
        title = plain_text(node.children)
        id_ = self.made.new_id(label or f"sec-{title[:40].lower()}")
        self.last = Heading(level=level, kind=node.kind, number=self.number(node), nodes=node.children, id=id_)
        self.made.headings.append(self.last)
        if node.kind == "section" or self.place is None:
            word = self.vocabulary.words["appendix" if self.appendix else "section"]
            number = f"{word}\u00a0{self.last.number}"
            self.place = Use(place=id_, name=number if self.last.number else title)
            self.spot(self.file, node.at)
        self.flow(node.children)

    def level(self, kind: str) -> int:
        """Return the level of a heading; run-in heads stand side by side below the heading before them."""
        over = next((h.level for h in reversed(self.made.headings) if h.kind != "paragraph"), 1)
        return over + 1 if kind == "paragraph" else min(LEVELS[kind], over + 1)

    def number(self, node: Node) -> str:
        """Return the number of a heading, `""` for one without."""
        if node.kind not in _COUNTED or "*" in node.raw[:1] or not self.vocabulary.commands[node.name].numbered:
            return ""
        depth = _COUNTED.index(node.kind)
        self.counts[depth] += 1
        self.counts[depth + 1 :] = [0] * (len(_COUNTED) - depth - 1)
        first = chr(ord("A") + (self.counts[0] - 1) % 26) if self.appendix else str(self.counts[0])
        return ".".join([first, *map(str, self.counts[1 : depth + 1])])

    def counted(self) -> str:
        """Return the number that LaTeX gives to a label under a heading without one."""
        return next((heading.number for heading in reversed(self.made.headings) if heading.number), "")

    def exhibit(self, node: Node) -> None:
        """Number a table or a figure, and note what its cells cite."""
        table = node.kind == "table"
        numbers = self.made.tables if table else self.made.figures
        numbers[node.name] = len(numbers) + 1
        prefix = "tab" if table else "fig"
        id_ = self.made.new_id(f"{node.kind}-{node.name}")
        number = str(numbers[node.name])
        self.made.targets[f"{prefix}:{node.name}"] = Target(id=id_, number=number)
        before = self.place
        self.place = Use(place=id_, name=f"{self.vocabulary.words[node.kind]}\u00a0{number}")
        self.spot(f"{node.kind}s/{node.name}.tex", 0)
        for nodes in self.source.sheets[node.name].texts() if table else ():
            self.flow(nodes)
        self.place = before


def _label_of(following: Sequence[Node]) -> str:
    """Return the label right behind a heading, `""` when there is none."""
    for node in following:
        if node.kind == "label":
            return node.argument()
        if node.kind not in {"par", "text"} or node.name.strip():
            break
    return ""


def cited(node: Node) -> tuple[str, ...]:
    """Return the keys of a citation."""
    return tuple(key.strip() for key in node.argument().split(",") if key.strip())
