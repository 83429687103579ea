"""What is known of a document's blocks while it is being made out what they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reportgen.documents.document import SegmentKind
from reportgen.documents.layout import Block

# What a format may state without excluding that a block is something more particular.
WEAK = (None, SegmentKind.PARAGRAPH)


@dataclass(slots=True)
class Draft:
    """What is known of the blocks so far; filled in by the passes below."""

    text: str
    blocks: Sequence[Block]
    texts: Sequence[str]
    kinds: list[SegmentKind | None]
    contents: list[int]
    levels: list[int | None]
    broken: bool = False
    front: int = 0

    def free(self, i: int) -> bool:
        """Whether it is still open what block `i` is."""
        return 0 <= i < len(self.kinds) and self.kinds[i] is None

    def gap(self, i: int) -> bool:
        """Whether an empty line, or nothing at all, stands before block `i`."""
        return (
            i == 0 or i >= len(self.blocks) or self.text.count("\n", self.blocks[i - 1].end, self.blocks[i].start) > 1
        )
