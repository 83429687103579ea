"""Which blocks are notes or items of a list of references, and which numbers they bear.

In: the blocks of a layout with their texts. Out: the number and label of each block that is a note.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from reportgen.documents import traits
from reportgen.documents.boilerplate import is_author_heading, is_boilerplate, is_related_heading
from reportgen.documents.document import SegmentKind
from reportgen.documents.layout import Block
from reportgen.documents.markers import find_markers


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteLine:
    """A block that is a note: its number and the length of its label. Several with one number continue each other."""

    number: int
    label: int


# Kinds that a format may state without excluding that the block is a note.
_WIDTH = 100  # characters of the lines of a text broken by hand
_FULL = 45  # characters of a line in such a text that another one may go on with
_ITEM = 320  # characters that half of the items of a list of references have at most
_STARTS = 8  # lines "[1] ..." at which a list of notes is tried to begin
# What a reference has and a sentence with a year in it has not: a link, pages, a year in brackets or at the end,
# a title in quotation marks, a family name with initials.
_REFERENCE = re.compile(
    r"https?://|www\.|\bdoi\b|\b[Ii]bid\b|[Тт]ам же|[Oo]p\. ?cit|"
    r"\bpp?\. ?\d|\b[Vv]ol\. ?\d|\b[SС]\. ?\d|\bс\. ?\d|//|同上|a\.a\.O"
    r"|\((?:19|20)\d\d[a-z]?\)|\d\(\d+\)|\beds?\.|\bet al\b|(?<=[.,:;] )(?:1[5-9]|20)\d\d[a-z]?[.\]]*\Z|《"
    r"|(?:\A|[.,:] )[“\"«„][^\W\d_]|\A[^\W\d_][\w’'-]+,? (?:[^\W\d_a-z]\. ?){1,3}|"
    r"\A[^\W\d_][\w’'-]+,? [A-Z]{1,3}[.,] "
)
# What begins no item of a list without numbers: "87, No. 2, pp. 429-433", "(1), 121-152".
_REST_OF_ITEM = re.compile(r"\(?\d{1,3}\)?[,:]|[(]\d{1,3}[)]|\d{1,4}\s?[-–]\s?\d{1,4}\W*\Z")
_OPEN = (None, SegmentKind.PARAGRAPH, SegmentKind.LIST_ITEM)


def find_notes(
    blocks: Sequence[Block], texts: Sequence[str], text: str, *, broken: bool = False
) -> dict[int, NoteLine]:
    """Return the notes by the index of their block.

    In this order: what the format marks; lines `[n]` that continue the count 1, 2, 3 ...; lists under a heading
    such as "Notes", numbered or not; numbered lists of citations at the end of the text, if most of them are called
    in the body or look like references: a chronology has years as well. In broken text a line
    that goes on with a note is a note of the same number. `broken` says that paragraphs are broken by hand.
    """
    notes: dict[int, NoteLine] = {}
    for i, block in enumerate(blocks):
        if block.note is not None:
            label = (block.content - block.start) if block.content is not None else 0
            notes[i] = NoteLine(number=block.note, label=label)
    _bracketed(blocks, texts, notes, broken=broken)
    _under_headings(blocks, texts, text, notes)
    if not notes:
        _at_the_end(blocks, texts, text, notes)
    _continue(blocks, texts, text, notes)
    return notes


def number_apart(blocks: Sequence[Block], notes: dict[int, NoteLine]) -> int:
    """Return what is added to the numbers of a list `[1]`, `[2]` ... where the format marks footnotes 1, 2 ... as well.

    Two notes of one number could not be told apart by their locators.
    """
    marked = {note.number for i, note in notes.items() if blocks[i].note is not None}
    listed = [i for i in notes if blocks[i].note is None]
    if marked.isdisjoint(notes[i].number for i in listed):
        return 0
    shift = max(marked)
    for i in listed:
        notes[i] = replace(notes[i], number=notes[i].number + shift)
    return shift


def _bracketed(blocks: Sequence[Block], texts: Sequence[str], notes: dict[int, NoteLine], *, broken: bool) -> None:
    """`[n]` at the start of a line that continues the count.

    In broken text a call of a note may come to stand at the start of a line; there the longest count is the list,
    and of two the one that stands closer together.
    """
    labels = [
        (i, label[1], label[2])
        for i, block in enumerate(blocks)
        if i not in notes and texts[i][0] == "[" and block.kind in _OPEN
        if (label := traits.note_label(texts[i])) and label[0] == "[" and (broken or label[2] < len(texts[i]))
    ]
    ones = [n for n, (_, number, _) in enumerate(labels) if number == 1]
    runs = [_count_on(labels[n:]) for n in (ones[:1] + ones[-_STARTS:] if broken else ones[:1])]
    for i, number, length in max(runs, key=_closeness, default=[]):
        notes[i] = NoteLine(number=number, label=length)


def _count_on(labels: Sequence[tuple[int, int, int]]) -> list[tuple[int, int, int]]:
    """Return those labels that count 1, 2, 3 ..."""
    run: list[tuple[int, int, int]] = []
    for label in labels:
        if label[1] == len(run) + 1:
            run.append(label)
    return run


def _closeness(run: Sequence[tuple[int, int, int]]) -> tuple[int, int]:
    return len(run), run[0][0] - run[-1][0] if run else 0


def _under_headings(blocks: Sequence[Block], texts: Sequence[str], text: str, notes: dict[int, NoteLine]) -> None:
    """Blocks under "References" and the like up to the next heading."""
    taken = {note.number for note in notes.values()}
    last = max(taken, default=0)
    for head, title in enumerate(texts):
        stated = head in notes or blocks[head].kind in {SegmentKind.NOTE, SegmentKind.TABLE}
        if stated or not traits.notes_heading(title):
            continue
        items = _items(blocks, texts, head + 1)
        if not items or any(i in notes for i in items):
            continue
        labels = {i: found for i in items if (found := traits.note_label(texts[i]))}
        if labels and min(labels) == items[0]:
            last = max(last, _numbered_run(items, labels, notes, taken))
        elif head * 2 >= len(texts) - len(items) and _is_list(texts, items):
            last = _unnumbered_run(blocks, texts, text, items, notes, last)
            taken.update(notes[i].number for i in items)


def _is_list(texts: Sequence[str], items: Sequence[int]) -> bool:
    """Whether lines are short enough for items of a list; under "Sources" running text may stand as well."""
    lengths = sorted(len(texts[i]) for i in items)
    return lengths[len(lengths) // 2] <= _ITEM


def _items(blocks: Sequence[Block], texts: Sequence[str], first: int) -> list[int]:
    """Return the blocks of a list that begins at `first`: none when running text follows the heading."""
    items: list[int] = []
    for i in range(first, len(blocks)):
        block, line = blocks[i], texts[i]
        if block.kind in (SegmentKind.HEADING, SegmentKind.TITLE, SegmentKind.TABLE) or traits.atx(line):
            break
        if traits.notes_heading(line) or is_author_heading(line) or is_related_heading(line):
            break
        if traits.is_named_section(line) or (
            traits.is_capitals(line) and len(line) < 60 and not traits.is_citing(line)
        ):
            break
        if block.kind is SegmentKind.CODE:
            continue
        if block.kind is SegmentKind.BOILERPLATE or is_boilerplate(line):
            if traits.is_citing(line) and block.kind is not SegmentKind.BOILERPLATE:
                items.append(i)
            continue
        items.append(i)
    labelled = sum(traits.note_label(texts[i]) is not None for i in items)
    citing = sum(traits.is_citing(texts[i]) for i in items)
    return items if items and (labelled * 4 >= len(items) or citing * 2 >= len(items)) else []


def _numbered_run(
    items: Sequence[int], labels: dict[int, tuple[str, int, int]], notes: dict[int, NoteLine], taken: set[int]
) -> int:
    """Return the last number given. Numbered items bear their numbers; a line between them continues the one before."""
    style = labels[items[0]][0]
    last = 0
    for i in items:
        label = labels.get(i)
        if label and label[0] == style and label[1] not in taken and last < label[1] <= last + 3:
            last = label[1]
            taken.add(last)
            notes[i] = NoteLine(number=last, label=label[2])
    return last


def _unnumbered_run(
    blocks: Sequence[Block],
    texts: Sequence[str],
    text: str,
    items: Sequence[int],
    notes: dict[int, NoteLine],
    last: int,
) -> int:
    """Return the last number given. Items without numbers are numbered in order.

    A line continues the one before if it is indented, begins in lower case, or stands within a broken paragraph.
    """
    gaps = [text.count("\n", blocks[i].end, blocks[j].start) > 1 for i, j in pairwise(items)]
    by_gaps = len(gaps) <= 4 * sum(gaps) < 4 * len(gaps)
    indents = [_indent(text, blocks[i].start) for i in items]
    width = max(len(texts[i]) for i in items)
    for position, i in enumerate(items):
        above = texts[items[position - 1]]
        line = texts[i]
        continues = (
            position > 0
            and i == items[position - 1] + 1
            and (
                (by_gaps and not gaps[position - 1])
                or indents[position] > indents[0]
                or (line[0].islower() and not line.startswith(("http", "www.")))
                or (_REST_OF_ITEM.match(line) and (traits.is_open(above) or above[-1] in ",;:"))
                or (width <= _WIDTH and len(above) * 4 >= width * 3 and traits.is_open(above) and not any(gaps))
            )
        )
        if not continues:
            last += 1
        bullet = traits.bullet(texts[i]) or 0
        notes[i] = NoteLine(number=last, label=0 if continues else bullet)
    return last


def _indent(text: str, start: int) -> int:
    return start - 1 - max(text.rfind("\n", max(0, start - 40), start), text.rfind("\r", max(0, start - 40), start))


def _at_the_end(blocks: Sequence[Block], texts: Sequence[str], text: str, notes: dict[int, NoteLine]) -> None:
    """A list `1. ...`, `1 ...` or `¹ ...` from 1 upward that closes the text and cites."""
    run: list[tuple[int, int, int]] = []
    style = ""
    for i, block in enumerate(blocks):
        label = traits.note_label(texts[i]) if texts[i][0] in "1234567890¹²³⁰⁴⁵⁶⁷⁸⁹[(" and block.kind in _OPEN else None
        if label is None:
            continue
        if label[1] == 1:
            run, style = [(i, 1, label[2])], label[0]
        elif run and label[0] == style and label[1] == run[-1][1] + 1:
            run.append((i, label[1], label[2]))
    if not run or (len(run) < 2 and style == "1"):
        return
    inside = range(run[0][0], len(blocks))
    indices = {index for index, _, _ in run}
    other = [i for i in inside if i not in indices and not is_boilerplate(texts[i])]
    citing = sum(traits.is_citing(texts[i]) for i, _, _ in run)
    if len(other) > len(run) or citing * (4 if style == "¹" else 2) < len(run) or run[0][0] == 0:
        return
    # Numbered headings come first in a text as well, but what stands between them is longer than they are.
    if sum(len(texts[i]) for i in other) > sum(len(texts[i]) for i, _, _ in run):
        return
    if style == "1" and not (_are_references(texts, run) or _are_called(blocks, text, run)):
        return
    for i, number, length in run:
        notes[i] = NoteLine(number=number, label=length)


def _are_references(texts: Sequence[str], run: Sequence[tuple[int, int, int]]) -> bool:
    return 2 * sum(_REFERENCE.search(texts[i][length:].strip()) is not None for i, _, length in run) >= len(run)


def _are_called(blocks: Sequence[Block], text: str, run: Sequence[tuple[int, int, int]]) -> bool:
    """Whether the text before a numbered list calls at least half of its numbers."""
    body = [(block.start, block.end) for block in blocks[: run[0][0]]]
    calls = find_markers(text, body, frozenset(number for _, number, _ in run))
    return 2 * len({call.note for call in calls}) >= len(run)


def _continue(blocks: Sequence[Block], texts: Sequence[str], text: str, notes: dict[int, NoteLine]) -> None:
    """Lines directly below a note, in text broken by hand, go on with it: the same number, no label."""
    if not notes:
        return
    for i in range(min(notes) + 1, len(blocks)):
        if i in notes or i - 1 not in notes or blocks[i].kind is not None:
            continue
        if is_boilerplate(texts[i]) and not traits.is_citing(texts[i]):
            continue
        if text.count("\n", blocks[i - 1].end, blocks[i].start) > 1 or traits.note_label(texts[i]):
            continue
        if is_author_heading(texts[i]) or is_related_heading(texts[i]):
            continue
        above = texts[i - 1]
        indented = _indent(text, blocks[i].start) > _indent(text, blocks[i - 1].start)
        bare = notes[i - 1].label >= len(above)
        full = _FULL <= len(above) <= _WIDTH
        goes_on = traits.is_open(above) or texts[i][0].islower() or len(texts[i]) < len(above)
        if (indented or bare or (full and goes_on)) and not traits.notes_heading(texts[i]):
            notes[i] = NoteLine(number=notes[i - 1].number, label=0)
