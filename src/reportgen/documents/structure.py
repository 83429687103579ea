"""Layout -> segments, markers and metadata: what each block of a text is.

What the format states (a heading, a list item) stands; where it states nothing, general signs decide: how a line
begins and ends, its length beside the others, capitals, labels, and what stands around it. A block is read
in one pass each for notes, for what stands around the text, for its front, and for its body.

Numbering: every block that is no note counts from 1 in order, whatever its kind; notes bear their own numbers, and
those of a list `[1]`, `[2]` ... behind numbered footnotes count on from the last footnote. A line that goes on with a
note in broken text is a segment of its own, of kind note, with the number of the note.
"""

from __future__ import annotations

from collections.abc import Sequence

from reportgen.documents.body import find_block_quotations, find_headings, find_lists, find_tables
from reportgen.documents.document import Marker, Metadata, Segment, SegmentKind
from reportgen.documents.draft import Draft
from reportgen.documents.layout import Layout
from reportgen.documents.listings import set_lists_apart
from reportgen.documents.markers import find_markers
from reportgen.documents.metadata import find_metadata
from reportgen.documents.notes import find_notes, number_apart
from reportgen.documents.opening import read_opening
from reportgen.documents.surroundings import find_biographies, set_apart


def understand(layout: Layout) -> tuple[tuple[Segment, ...], tuple[Marker, ...], Metadata]:
    """Say of each block what it is, find the calls of the notes, and what the text states about itself."""
    text = layout.text
    blocks = [block for block in layout.blocks if block.end > block.start]
    texts = [text[block.start : block.end] for block in blocks]
    blocks = set_lists_apart(blocks, texts)
    broken = _is_broken(texts)
    notes = find_notes(blocks, texts, text, broken=broken)
    shift = number_apart(blocks, notes)
    draft = Draft(
        text=text,
        blocks=blocks,
        texts=texts,
        kinds=[SegmentKind.NOTE if i in notes else block.kind for i, block in enumerate(blocks)],
        contents=[block.start if block.content is None else block.content for block in blocks],
        levels=[block.level for block in blocks],
        broken=broken,
    )
    for i, note in notes.items():
        draft.contents[i] = blocks[i].start + note.label
    set_apart(draft)
    read_opening(draft)
    find_biographies(draft)
    find_tables(draft)
    find_lists(draft)
    find_headings(draft)
    find_block_quotations(draft)
    segments = _segments(draft, {i: note.number for i, note in notes.items()})
    body = [(s.start, s.end) for s in segments if not s.is_note]
    numbers = frozenset(note.number for note in notes.values())
    markers = find_markers(text, body, numbers, layout.markers, shift)
    return segments, markers, find_metadata(text, segments, layout.stated)


def _segments(draft: Draft, notes: dict[int, int]) -> tuple[Segment, ...]:
    segments: list[Segment] = []
    count = 0
    for i, block in enumerate(draft.blocks):
        if i not in notes:
            count += 1
        segments.append(
            Segment(
                kind=draft.kinds[i] or SegmentKind.PARAGRAPH,
                number=notes.get(i, count),
                start=block.start,
                end=block.end,
                content=min(draft.contents[i], block.end),
                page=block.page,
                level=draft.levels[i],
            )
        )
    return tuple(segments)


def _is_broken(texts: Sequence[str]) -> bool:
    """Whether the lines of a text are broken by hand at a width below 100 characters."""
    lengths = sorted(map(len, texts))
    if len(lengths) < 6:
        return False
    nine_tenths = lengths[len(lengths) * 9 // 10]
    return lengths[len(lengths) // 2] >= 35 and nine_tenths <= 100 and lengths[-1] <= 2 * nine_tenths
