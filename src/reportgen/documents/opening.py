"""The opening of a text: which of its first blocks are title, byline and date."""

from __future__ import annotations

from reportgen.documents import traits
from reportgen.documents.document import SegmentKind
from reportgen.documents.draft import WEAK, Draft
from reportgen.documents.letter_head import letter_head
from reportgen.documents.listings import is_contents_heading

_FRONT = 12  # blocks among which title, byline and date are looked for
_LONG = 160  # characters from which a block is running text, whatever its end
_TITLE_SIZE = 1.25  # of the commonest letters
_KNOWN = frozenset({SegmentKind.BOILERPLATE, SegmentKind.NOTE, SegmentKind.TITLE, SegmentKind.BYLINE, SegmentKind.DATE})


def read_opening(draft: Draft) -> None:
    """Title, byline, date: among the first blocks, before the running text begins."""
    kinds, texts = draft.kinds, draft.texts
    _read_letter_head(draft)
    titled = SegmentKind.TITLE in kinds
    largest = max((block.size or 1.0 for block in draft.blocks[:_FRONT]), default=1.0)
    below = False  # a section has begun: a name that stands alone there is a caption, not the author
    for i in range(min(_FRONT, len(texts))):
        line = texts[i]
        below = below or (titled and kinds[i] is SegmentKind.HEADING and not traits.byline(line))
        if kinds[i] in _KNOWN or is_contents_heading(line):
            continue
        hashes = traits.atx(line)
        if kinds[i] is SegmentKind.HEADING or (kinds[i] is None and hashes):
            titled = _headed(draft, i, hashes or (1, 0), titled=titled)
        elif kinds[i] not in WEAK:
            continue
        elif largest >= _TITLE_SIZE:
            titled = _by_size(draft, i, largest, titled=titled) or titled
            if kinds[i] is None and _is_running(draft, i) and (draft.blocks[i].size or 1.0) < _TITLE_SIZE:
                draft.front = i
                return
        elif traits.date_line(line):
            kinds[i] = SegmentKind.DATE
        elif traits.byline(line) or (not below and (titled or traits.is_marked_name(line)) and traits.name_line(line)):
            kinds[i] = SegmentKind.BYLINE
        elif _is_running(draft, i):
            draft.front = i
            return
        elif not titled and kinds[i] is None and _is_title(draft, i):
            kinds[i], titled = SegmentKind.TITLE, True
        elif traits.is_named_section(line):
            draft.front = i
            return
    draft.front = min(_FRONT, len(texts))


def _read_letter_head(draft: Draft) -> None:
    """Say what the lines at the head of a letter are."""
    for i, kind, label in letter_head(draft.texts):
        if draft.kinds[i] in WEAK:
            draft.kinds[i], draft.contents[i] = kind, max(draft.contents[i], draft.blocks[i].start + label)


def _headed(draft: Draft, i: int, hashes: tuple[int, int], *, titled: bool) -> bool:
    """Take a heading of the highest level before the text for its title; return whether there is a title now."""
    level = draft.levels[i] or hashes[0]
    draft.contents[i] = max(draft.contents[i], draft.blocks[i].start + hashes[1])
    if not titled and level == 1 and not traits.notes_heading(draft.texts[i]):
        draft.kinds[i] = SegmentKind.TITLE
        return True
    draft.kinds[i], draft.levels[i] = SegmentKind.HEADING, level
    return titled


def _by_size(draft: Draft, i: int, largest: float, *, titled: bool) -> bool:
    """Say what block `i` of the front is where the format knows sizes: the largest letters are the title's."""
    line = draft.texts[i]
    if draft.blocks[i].size == largest and (not titled or (i and draft.kinds[i - 1] is SegmentKind.TITLE)):
        draft.kinds[i] = SegmentKind.TITLE
        return True
    if traits.date_line(line):
        draft.kinds[i] = SegmentKind.DATE
    elif traits.byline(line) or traits.name_line(line):
        draft.kinds[i] = SegmentKind.BYLINE
    return False


def _is_running(draft: Draft, i: int) -> bool:
    """Whether block `i` is running text, or the first line of a paragraph of a text broken by hand."""
    line = draft.texts[i]
    if len(line) >= _LONG or (not traits.is_open(line) and line[-1] not in "?!？！:：" and len(line.split()) >= 6):
        return True
    if traits.bullet(line) or traits.order_label(line):
        return True
    return draft.broken and not draft.gap(i + 1) and len(line) >= 45 and not traits.is_title_case(line)


def _is_title(draft: Draft, i: int) -> bool:
    line = draft.texts[i]
    if (
        traits.is_named_section(line)
        or traits.is_letter_head(line)
        or traits.notes_heading(line)
        or (not line[0].isalnum() and line[0] not in "“«\"'‘《「¿¡*_")
    ):
        return False
    if line[0].islower() or line[-1] in ":：,;" or (not traits.is_open(line) and line[-1] not in '?!？！…"”»'):
        return False
    # A title stands above something longer.
    return any(len(other) > len(line) for other in draft.texts[i + 1 : i + 12])
