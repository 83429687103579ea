"""The value types of a source document."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from reportgen.documents.locator import Locator

# Scripts without blanks between words.
_NO_BLANKS = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")


class SegmentKind(StrEnum):
    """What a segment is in the document's own structure."""

    TITLE = "title"
    BYLINE = "byline"
    DATE = "date"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    QUOTE = "quote"
    LIST_ITEM = "list-item"
    TABLE = "table"
    CODE = "code"
    NOTE = "note"
    BOILERPLATE = "boilerplate"


# The kinds in which a document says something itself.
BODY = frozenset({SegmentKind.PARAGRAPH, SegmentKind.QUOTE, SegmentKind.LIST_ITEM, SegmentKind.TABLE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """One block of a document: a paragraph, a heading, a note.

    `start` and `end` are half-open code-point offsets in the document's text. `number` counts the
    blocks that are no notes from 1 in reading order, headings and bylines included, so that a locator
    does not move when a block is later understood to be a heading; a note has the number it bears
    itself. `content` is where the text begins after a label such as `[12]` or a bullet. `page` counts
    from 1, `level` is that of a heading (1 is the highest) or of a nested list item; `None` if the format has none.
    """

    kind: SegmentKind
    number: int
    start: int
    end: int
    content: int = -1
    page: int | None = None
    level: int | None = None

    def __post_init__(self) -> None:
        """Without a label the content is the whole segment."""
        if self.content < 0:
            object.__setattr__(self, "content", self.start)

    @property
    def is_note(self) -> bool:
        """Whether the segment is a footnote, an endnote or an item of a list of references."""
        return self.kind is SegmentKind.NOTE

    @property
    def label(self) -> str:
        """The segment's part of a locator: `p12`, `n3`."""
        return f"{'n' if self.is_note else 'p'}{self.number}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Marker:
    """A call of a note in the body: `[12]`, a superscript, a Markdown `[^a]`; `note` is the note's number."""

    start: int
    end: int
    note: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One statement of a text about itself. `start` and `end` give the passage in the document's text.

    `reason` is `None` when the text says so in as many words ("By ..."), otherwise why it was inferred.
    """

    value: str
    start: int
    end: int
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """What a document states about itself; what it does not state is `None` or empty, never guessed.

    `issued` is an ISO date, whole or partial. `language` is a BCP 47 tag, always inferred from the text.
    """

    title: Fact | None = None
    authors: tuple[Fact, ...] = ()
    issued: Fact | None = None
    container_title: Fact | None = None
    publisher: Fact | None = None
    url: Fact | None = None
    language: Fact | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceMap:
    """Where each piece of a document's text stands in the decoded file, for formats with markup.

    `texts` and `sources` are offsets of equal number, ascending: from `texts[i]` on the text runs in
    step with the source from `sources[i]` on, until the next pair.
    """

    texts: tuple[int, ...]
    sources: tuple[int, ...]

    def source(self, offset: int) -> int:
        """Return the offset in the decoded file of the character at a text offset."""
        i = max(bisect_right(self.texts, offset) - 1, 0)
        return self.sources[i] + offset - self.texts[i]


@dataclass(frozen=True, kw_only=True)
class Document:
    """A source text.

    `sha256` is that of the file's bytes. `text` is the decoded file, never altered; for formats that
    are no text (HTML, PDF, DOCX) it is the text a reader sees, one block a line. `format` is `text`,
    `markdown`, `html`, `pdf` or `docx`.
    """

    id: str
    path: str
    sha256: str
    encoding: str
    text: str
    segments: tuple[Segment, ...]
    format: str = "text"
    markers: tuple[Marker, ...] = ()
    metadata: Metadata = field(default_factory=Metadata)
    source_map: SourceMap | None = None

    @cached_property
    def words(self) -> int:
        """The number of words, as word processors count: a character of Chinese or Japanese is one."""
        return len(_NO_BLANKS.sub(" x ", self.text).split()) if not self.text.isascii() else len(self.text.split())

    @cached_property
    def _by_label(self) -> Mapping[str, Segment]:
        return {segment.label: segment for segment in reversed(self.segments)}

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        return tuple(segment.start for segment in self.segments)

    def segment(self, locator: Locator) -> Segment | None:
        """Return the segment a locator names, whatever its span."""
        return self._by_label.get(f"{'n' if locator.note else 'p'}{locator.number}")

    def segment_text(self, locator: Locator) -> str | None:
        """Return the text a locator names, `None` when there is no such segment or span."""
        segment = self.segment(locator)
        if segment is None:
            return None
        text = self.text[segment.start : segment.end]
        if locator.span is None:
            return text
        start, end = locator.span
        return text[start:end] if start < end <= len(text) else None

    def segment_at(self, offset: int) -> Segment | None:
        """Return the segment that holds a text offset, `None` between segments."""
        i = bisect_right(self._starts, offset) - 1
        return self.segments[i] if i >= 0 and offset < self.segments[i].end else None

    def source_span(self, start: int, end: int) -> tuple[int, int]:
        """Return the span in the decoded file that a span of the text came from."""
        if self.source_map is None:
            return start, end
        return self.source_map.source(start), self.source_map.source(end - 1) + 1 if end > start else start
