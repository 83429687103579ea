"""What is said around a text: formulas, what stands under their headings, running heads, biographies of the author."""

from __future__ import annotations

from reportgen.documents import traits
from reportgen.documents.boilerplate import biography, is_author_heading, is_boilerplate, is_related_heading
from reportgen.documents.document import SegmentKind
from reportgen.documents.draft import WEAK, Draft

_TAIL = 8  # blocks at the end among which biographies stand


def set_apart(draft: Draft) -> None:
    """Set apart what is said around the text: by formula, by the heading above it, by repetition on pages."""
    kinds, texts = draft.kinds, draft.texts
    for i, line in enumerate(texts):
        if kinds[i] in (*WEAK, SegmentKind.LIST_ITEM, SegmentKind.HEADING) and is_boilerplate(line):
            kinds[i] = SegmentKind.BOILERPLATE
    below: str | None = None
    taken = 0
    for i, line in enumerate(texts):
        if is_related_heading(line) and kinds[i] is not SegmentKind.NOTE:
            below, taken, kinds[i] = "related", 0, SegmentKind.BOILERPLATE
        elif is_author_heading(line) and i > 2 and kinds[i] is not SegmentKind.NOTE:
            below, taken, kinds[i] = "author", 0, SegmentKind.BOILERPLATE
        elif below and kinds[i] not in (SegmentKind.NOTE, SegmentKind.BOILERPLATE):
            related = below == "related" and taken < 12 and (len(line) <= 140 and traits.is_open(line))
            author = below == "author" and taken < 6 and (kinds[i] is not SegmentKind.HEADING or len(line.split()) <= 4)
            if (related or author) and not traits.notes_heading(line) and not traits.is_named_section(line):
                taken += 1
                kinds[i] = SegmentKind.BOILERPLATE
            else:
                below = None
    _repeated(draft)


def _repeated(draft: Draft) -> None:
    """Running heads: the same short line, page numbers aside, on three pages or more."""
    seen: dict[str, list[int]] = {}
    for i, line in enumerate(draft.texts):
        paged = draft.blocks[i].page is not None or "|" in line
        if paged and len(line) <= 80 and draft.kinds[i] in {*WEAK, SegmentKind.HEADING} and traits.is_open(line):
            seen.setdefault(traits.without_digits(line), []).append(i)
    for key, places in seen.items():
        if len(places) < 3 or not key:
            continue
        pages = {draft.blocks[i].page for i in places}
        # Without pages only a number that changes from line to line tells: "Annual Report | 12".
        counted = len({draft.texts[i] for i in places}) == len(places)
        if len(pages) >= 3 or (pages == {None} and counted):
            for i in places:
                draft.kinds[i] = SegmentKind.BOILERPLATE


def find_biographies(draft: Draft) -> None:
    """Who the author is, said at the end: known by name, or by the mark behind the name in the byline."""
    kinds, texts = draft.kinds, draft.texts
    lines = [texts[i] for i, kind in enumerate(kinds) if kind is SegmentKind.BYLINE]
    authors = {name.casefold() for line in lines for name in _names(line)}
    marks = {line.rstrip()[-1] for line in lines} & {"*", "†", "‡", "§"}
    rest = [i for i, kind in enumerate(kinds) if kind in (*WEAK, SegmentKind.LIST_ITEM)]
    for position, i in enumerate(rest):
        line = texts[i]
        if line[0] in marks and line[1:2] != line[0] and i > draft.front:
            kinds[i] = SegmentKind.BOILERPLATE
            continue
        name = biography(line)
        if name is None or (position < len(rest) - _TAIL and i > 3):
            continue
        known = name.casefold() in authors
        if known or (
            not authors and position >= len(rest) - 3 and len(rest) > 4 and len(line) < 500 and "said" not in line
        ):
            kinds[i] = SegmentKind.BOILERPLATE


def _names(line: str) -> list[str]:
    found = traits.byline(line) or traits.name_line(line)
    return [line[start:end] for start, end in traits.names_in(line, *found)] if found else []
