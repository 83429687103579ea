"""What a format's reader hands on: the text and its blocks, before anyone has said what they are."""

from __future__ import annotations

from dataclasses import dataclass

from reportgen.documents.document import Marker, SegmentKind, SourceMap


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A run of text that the format sets apart: a line, a paragraph, a table row, a note.

    `start` and `end` are half-open offsets in the text, blanks around it excluded. `kind` is what the
    format itself says (an `<h2>`, a list item), `None` when it says nothing. `note` is the number of a
    note that the format marks as one, `content` where its text begins after the label. `size` is the
    height of the letters relative to the document's most frequent one, where the format knows it.
    """

    start: int
    end: int
    kind: SegmentKind | None = None
    level: int | None = None
    note: int | None = None
    content: int | None = None
    page: int | None = None
    size: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """A file as its format's reader sees it; `structure.py` makes segments of it.

    `stated` holds what the format itself says of the document (an HTML `<title>`, a `<meta>` of the
    author, a front matter), by the names of `Metadata`, as spans of the text or as plain values.
    """

    format: str
    encoding: str
    text: str
    blocks: tuple[Block, ...]
    markers: tuple[Marker, ...] = ()
    source_map: SourceMap | None = None
    stated: tuple[tuple[str, str], ...] = ()
