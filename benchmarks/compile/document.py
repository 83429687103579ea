"""The intermediate form: one document as values, which every peer's source is written from.

All words are made up, so that a text needs no escaping in any of the formats: letters, blanks, full stops and
commas only. The figures and the rows of tables carry the numbers.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A work of the bibliography. `kind` is `book`, `article`, `report` or `online`; a name is family, given."""

    key: str
    kind: str
    authors: tuple[tuple[str, str], ...]
    title: str
    container: str
    year: int
    volume: int
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Cite:
    """A citation of one or more works; `passage` is the number of a passage of the one source, 0 for none."""

    keys: tuple[str, ...]
    passage: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A reference to a section, table or figure; `kind` is `sec`, `tab` or `fig`."""

    kind: str
    target: str


Inline = str | Cite | Link


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """Running text with citations and links in it."""

    content: tuple[Inline, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Subheading:
    """A heading below a section's."""

    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A row of a table: what is measured, a percentage, what it is a share of, and where it is stated."""

    id: str
    measure: str
    value: int
    base: str
    passage: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table with a rule above, below the head and at the end; it may break across pages."""

    id: str
    caption: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A dated point of a figure, in one of its lanes."""

    id: str
    year: int
    label: str
    lane: str
    passage: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A timeline: points by year, in lanes."""

    id: str
    caption: str
    points: tuple[Point, ...]

    @property
    def lanes(self) -> tuple[str, ...]:
        """The lanes in the order in which they come."""
        return tuple(dict.fromkeys(point.lane for point in self.points))


Block = Paragraph | Subheading | Table | Figure


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A section; each peer that can keep it in a file of its own."""

    id: str
    heading: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A whole report. `source` is the key of the one document whose passages rows and points come from."""

    title: str
    subtitle: str
    source: str
    sections: tuple[Section, ...]
    references: tuple[Reference, ...]

    def blocks(self) -> Iterator[Block]:
        """Every block in reading order."""
        for section in self.sections:
            yield from section.blocks

    def tables(self) -> tuple[Table, ...]:
        """Every table in reading order."""
        return tuple(block for block in self.blocks() if isinstance(block, Table))

    def figures(self) -> tuple[Figure, ...]:
        """Every figure in reading order."""
        return tuple(block for block in self.blocks() if isinstance(block, Figure))

    def cited(self) -> tuple[str, ...]:
        """The keys in the order in which they are first cited."""
        pieces = (piece for block in self.blocks() if isinstance(block, Paragraph) for piece in block.content)
        return tuple(dict.fromkeys(key for piece in pieces if isinstance(piece, Cite) for key in piece.keys))
