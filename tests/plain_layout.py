"""A plain text as its reader divides it, for tests of what is made of the division."""

import re

from reportgen.documents.document import Document, SegmentKind
from reportgen.documents.layout import Block, Layout
from reportgen.documents.structure import understand
from reportgen.extract.reading import Reading


def layout(text: str, *kinds: SegmentKind | None) -> Layout:
    """A plain text as its reader divides it: a block a line."""
    blocks: list[Block] = []
    for line in re.finditer(r"[^\r\n]+", text):
        stripped = line.group().strip()
        if stripped:
            start = line.start() + line.group().index(stripped[0])
            kind = kinds[len(blocks)] if len(blocks) < len(kinds) else None
            blocks.append(Block(start=start, end=start + len(stripped), kind=kind))
    return Layout(format="text", encoding="utf-8", text=text, blocks=tuple(blocks))


def reading(text: str) -> Reading:
    """A plain text, ready for extraction."""
    segments, markers, metadata = understand(layout(text))
    return Reading(
        Document(
            id="D1",
            path="x.txt",
            sha256="",
            encoding="utf-8",
            text=text,
            segments=segments,
            markers=markers,
            metadata=metadata,
        )
    )
