"""The cases: what is done to a document before a build is timed.

An edit is made anew each turn and stays, so that nothing has to be put back between the rounds: after ten
turns the document has ten changed words more, and every peer has the same ones.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from compile.document import Block, Cite, Document, Paragraph, Section, Table
from compile.generate import new_reference

NO_OP = "no-op"
COLD = ("cold", "stone-cold")
EARLY, MIDDLE, LATE = "edit-early", "edit-middle", "edit-late"
PAGES, CITATION, ENTRY, ROW = "pages-move", "citation", "bib-entry", "table-row"
EDITS = (EARLY, MIDDLE, LATE, PAGES, CITATION, ENTRY, ROW)
CASES = (*COLD, NO_OP, *EDITS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """A changed document and a word that must stand in the PDF made of it; an empty one is not looked for."""

    document: Document
    marker: str


def edited(document: Document, case: str, turn: int) -> Edit:
    """Return the document after one more edit of that kind. Raises `KeyError` for a case that edits nothing."""
    marker = marker_of(case, turn)
    last = len(document.sections) - 1
    if case in {EARLY, MIDDLE, LATE}:
        index = {EARLY: 0, MIDDLE: last // 2, LATE: last}[case]
        return Edit(document=_in_section(document, index, lambda p: _reworded(p, marker)), marker=marker)
    if case == PAGES:
        section = document.sections[min(1, last)]
        borrowed = [piece for block in document.sections[last].blocks if isinstance(block, Paragraph)
                    for piece in block.content if isinstance(piece, str)]  # fmt: skip
        added = Paragraph(content=(f"{marker} {borrowed[0]}", *borrowed[1:14]))
        return Edit(document=_with_section(document, min(1, last), (added, *section.blocks)), marker=marker)
    if case == CITATION:
        known = document.references[turn % len(document.references)].key
        return Edit(document=_in_section(document, last // 2, lambda p: _citing(p, known, marker)), marker=marker)
    if case == ENTRY:
        work = new_reference(document, turn)
        grown = replace(document, references=(*document.references, work))
        return Edit(document=_in_section(grown, last // 2, lambda p: _citing(p, work.key, marker)), marker=marker)
    if case == ROW:
        return Edit(document=_row_changed(document, marker), marker=marker)
    raise KeyError(case)


def marker_of(case: str, turn: int) -> str:
    """Return a word without digits that no generated document has."""
    name = "".join(letter for letter in case if letter.isalpha())
    return "Q" + name[:1] + name[-2:] + "zq" + "".join(chr(97 + turn // 26**power % 26) for power in (1, 0))


def _in_section(document: Document, index: int, change: Callable[[Paragraph], Paragraph]) -> Document:
    """Change the first paragraph of a section."""
    blocks = list(document.sections[index].blocks)
    place, paragraph = next((i, block) for i, block in enumerate(blocks) if isinstance(block, Paragraph))
    blocks[place] = change(paragraph)
    return _with_section(document, index, tuple(blocks))


def _with_section(document: Document, index: int, blocks: tuple[Block, ...]) -> Document:
    sections: list[Section] = list(document.sections)
    sections[index] = replace(sections[index], blocks=blocks)
    return replace(document, sections=tuple(sections))


def _reworded(paragraph: Paragraph, marker: str) -> Paragraph:
    """Put another word in the place of the first one."""
    first, *rest = paragraph.content
    _, _, remainder = str(first).partition(" ")
    return Paragraph(content=(f"{marker} {remainder}", *rest))


def _citing(paragraph: Paragraph, key: str, marker: str) -> Paragraph:
    """Add a citation behind the first sentence, whose first word becomes the marker."""
    first, *rest = _reworded(paragraph, marker).content
    return Paragraph(content=(first, Cite(keys=(key,)), *rest))


def _row_changed(document: Document, marker: str) -> Document:
    """Change the text of a row in the table in the middle."""
    tables = document.tables()
    target = tables[len(tables) // 2].id
    for index, section in enumerate(document.sections):
        blocks = list(section.blocks)
        for place, block in enumerate(blocks):
            if isinstance(block, Table) and block.id == target:
                rows = list(block.rows)
                rows[0] = replace(rows[0], base=f"{marker} {rows[0].base.partition(' ')[2]}")
                blocks[place] = replace(block, rows=tuple(rows))
                return _with_section(document, index, tuple(blocks))
    raise KeyError(target)
