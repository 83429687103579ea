"""What the composed report holds, counted in its LaTeX: headings, lists, tables, pictures, links, text in order.

This is the other side of the comparison with the tags, so it knows nothing of how they are made: it reads the
files that the build leaves in `build/tex` as an author would. Commands that it does not know part the text, and
their arguments count as text.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Extent:
    """A table: its rows, heads once, and columns."""

    rows: int
    columns: int
    place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Strand:
    """Pieces of text that follow each other: the report's own, or those of one float, table or note.

    Each piece has the file it stands in.
    """

    kind: str
    pieces: list[tuple[str, str]] = field(default_factory=list)


@dataclass(slots=True, kw_only=True)
class Source:
    """What was counted. `links` are targets: addresses, and labels or names of places in the report."""

    headings: list[str] = field(default_factory=list)
    lists: int = 0
    items: int = 0
    quotations: int = 0
    figures: list[str] = field(default_factory=list)
    captions: list[str] = field(default_factory=list)
    tables: list[Extent] = field(default_factory=list)
    notes: int = 0
    works: int = 0
    links: Counter[str] = field(default_factory=Counter)
    languages: list[tuple[str, str]] = field(default_factory=list)
    strands: list[Strand] = field(default_factory=list)
    contents: list[list[str]] = field(default_factory=list)
    settings: Mapping[str, str] = field(default_factory=dict)
