"""The value types of a source document."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from reportgen.documents.locator import Locator


class SegmentKind(StrEnum):
    """What a segment is in the document's own structure."""

    TEXT = "text"
    NOTE = "note"


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """One block of a document: a paragraph, a heading, a note.

    `start` and `end` are half-open code-point offsets in the decoded text. `number` counts the
    text blocks from 1 in reading order, headings and bylines included, so that a locator does not
    move when a block is later understood to be a heading; a note has the number it bears itself.
    """

    kind: SegmentKind
    number: int
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A source text. `sha256` is that of the file's bytes, `text` is never altered."""

    id: str
    path: str
    sha256: str
    encoding: str
    text: str
    segments: tuple[Segment, ...]

    def segment_text(self, locator: Locator) -> str | None:
        """Return the text a locator names, `None` when there is no such segment or span."""
        kind = SegmentKind.NOTE if locator.note else SegmentKind.TEXT
        for segment in self.segments:
            if segment.kind is kind and segment.number == locator.number:
                text = self.text[segment.start : segment.end]
                if locator.span is None:
                    return text
                start, end = locator.span
                return text[start:end] if start < end <= len(text) else None
        return None
