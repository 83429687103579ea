"""HTML -> Layout: the text a reader sees, one block a line, with what the markup says of each block."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from reportgen.documents.document import SegmentKind
from reportgen.documents.encoding import Decoded
from reportgen.documents.layout import Block, Layout
from reportgen.documents.page import Line, Page, read_page
from reportgen.documents.page_head import stated_in
from reportgen.documents.page_notes import Notes, notes_of

_CHARSET = re.compile(
    rb"""<meta\b[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{2,40})|<\?xml\b[^>]{0,100}?encoding\s*=\s*["']([\w.:-]{2,40})""",
    re.IGNORECASE,
)
_LIST_OF_WORKS = re.compile(
    r"references|sources|(?:foot|end)?notes?\b|bibliography|works cited|citations|литература|источники|примечания|"
    r"参考|注释|literatur|quellen|anmerkungen|sources|bibliographie|fuentes|bibliografía|notas",
    re.IGNORECASE,
)
_RUN_OF_LINKS = 3


def declared_charset(data: bytes) -> str | None:
    """Return the encoding that a page declares in its first kilobytes."""
    found = _CHARSET.search(data, 0, 4096)
    return (found[1] or found[2]).decode("ascii", "replace") if found else None


def read_html(decoded: Decoded) -> Layout:
    """Read a page: text, blocks, notes and what its head states."""
    page = read_page(decoded.text)
    text = "".join(page.flow.pieces)
    lines = [trimmed for line in page.lines if (trimmed := _trim(line, text)).end > trimmed.start]
    stated = stated_in(page.head)
    aside = _asides(page, lines, text)
    notes = notes_of(page, lines, text)
    title = _title(lines, aside, text, next((value for name, value in stated if name == "title"), ""))
    blocks = [
        Block(
            start=line.start,
            end=line.end,
            kind=SegmentKind.TITLE if i == title else SegmentKind.BOILERPLATE if i in aside else line.kind,
            level=line.level if i not in aside and i != title else None,
        )
        for i, line in enumerate(lines)
    ]
    return Layout(
        format="html",
        encoding=decoded.encoding,
        text=text,
        blocks=tuple(_with_notes(blocks, notes)),
        markers=notes.markers,
        source_map=page.flow.map(),
        stated=stated,
    )


def _trim(line: Line, text: str) -> Line:
    piece = text[line.start : line.end]
    left = len(piece) - len(piece.lstrip(" \n\t|"))
    return replace(line, start=line.start + left, end=max(line.start + len(piece.rstrip(" \n\t|")), line.start + left))


def _with_notes(blocks: Sequence[Block], notes: Notes) -> list[Block]:
    """Make one block of the lines of each note."""
    found: list[Block] = []
    skip = 0
    for i, block in enumerate(blocks):
        note = notes.spans.get(i)
        if note is not None and i >= skip:
            skip = note.last + 1
            found.append(
                Block(
                    start=block.start,
                    end=blocks[note.last].end,
                    kind=SegmentKind.NOTE,
                    note=note.number,
                    content=note.content,
                )
            )
        elif i >= skip:
            found.append(block)
    return found


def _title(lines: Sequence[Line], aside: frozenset[int], text: str, stated: str) -> int | None:
    """Return the heading that is the page's title.

    One of the first level that its head repeats, or the only one; else any that is what the head says.
    """
    tops = [i for i, line in enumerate(lines) if line.kind is SegmentKind.HEADING and line.level == 1]
    inside = [i for i in tops if i not in aside]
    wanted = stated.casefold()
    named = [i for i in tops if wanted and text[lines[i].start : lines[i].end].casefold() in wanted]
    if named:
        return named[0]
    if len(inside) == 1:
        return inside[0]
    # A page cut out of a book begins with a heading of a lower level, which its head repeats.
    heads = (i for i, line in enumerate(lines) if line.kind is SegmentKind.HEADING and i not in aside)
    same = next((i for i in heads if text[lines[i].start : lines[i].end].casefold() == wanted), None)
    return same if wanted else None


def _asides(page: Page, lines: Sequence[Line], text: str) -> frozenset[int]:
    """Return the lines that are no part of what the page has to say: navigation, advertisements, teasers."""
    sizes = [line.end - line.start for line in lines]
    whole = sum(sizes) or 1
    shares: Counter[int] = Counter()
    for line, size in zip(lines, sizes, strict=True):
        if line.aside and not line.sure:
            shares[line.aside] += size
    # A class name may say "sidebar" of an element that has all the text in it.
    doubtful = {aside for aside, share in shares.items() if share > 0.4 * whole}
    titled = {line.header for line in lines if line.kind is SegmentKind.HEADING and line.level == 1}
    found = {
        i
        for i, line in enumerate(lines)
        if (line.aside and line.aside not in doubtful) or (line.header and line.header not in titled)
    }
    region = _region(page, lines, sizes)
    if region:
        first = next(i for i, line in enumerate(lines) if line.region == region)
        heads = {i for i in range(first) if lines[i].kind is SegmentKind.HEADING and lines[i].level == 1}
        opening = min((i for i in heads if i not in found), default=first)
        found |= {i for i, line in enumerate(lines) if line.region != region and not opening <= i < first}
    found |= _teasers(lines, sizes, text)
    return frozenset(found)


def _region(page: Page, lines: Sequence[Line], sizes: Sequence[int]) -> int:
    """Return the `<main>` or `<article>` that holds the text, 0 when none holds most of it."""
    shares: Counter[int] = Counter()
    for line, size in zip(lines, sizes, strict=True):
        if not line.aside:
            shares[line.region] += size
    if not shares:
        return 0
    best = max(page.regions, key=lambda region: (shares[region], -region), default=0)
    floor = 0.3 if page.regions.get(best) == "main" else 0.6
    return best if best and shares[best] > floor * shares.total() else 0


def _teasers(lines: Sequence[Line], sizes: Sequence[int], text: str) -> set[int]:
    """Return runs of short lines that are nothing but links, unless they are a list of works."""
    found: set[int] = set()
    heading = ""
    numbered = enumerate(zip(lines, sizes, strict=True))
    for linked, run in groupby(numbered, lambda item: item[1][0].linked > 0.85 * item[1][1] and item[1][1] < 160):
        members = [i for i, _ in run]
        if linked and len(members) >= _RUN_OF_LINKS and not _LIST_OF_WORKS.search(heading):
            found.update(members)
        headings = [i for i in members if lines[i].kind is SegmentKind.HEADING]
        heading = text[lines[headings[-1]].start : lines[headings[-1]].end] if headings else heading
    return found
