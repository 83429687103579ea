"""Lines of printed pages -> paragraphs, notes, and what stands on every page."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from reportgen.documents.document import SegmentKind
from reportgen.documents.print_lines import PrintLine, PrintPage

_PAGE_NUMBER = re.compile(
    r"[-–—|\[(\s]*(?:(?:page|seite|p\.|стр\.|с\.|第)\s*)?(?:\d{1,4}|[ivxlc]{1,7})\s*(?:(?:of|von|de|из|/)\s*\d{1,4}|页)?[-–—|\])\s]*",
    re.IGNORECASE,
)
_BULLET = re.compile(r"[•‣▪●○◦■□–—*·-]\s+\S")
_ITEM = re.compile(r"(?:[•‣▪●○◦■□–—*·-]|\(?(?:\d{1,3}|[a-z]|[ivx]{1,5})[.)]|\[\d{1,3}\])\s")
_NOTE_LABEL = re.compile(r"[\[(]?(\d{1,3})[\])]?[.)]?\s*(?=\S)")
_END = re.compile(r"[.!?:;。！？…][\"'”’»)\]]*\W{0,3}\d{0,3}$")
_DIGIT = re.compile(r"\d+")


@dataclass(slots=True)
class Paragraph:
    """Lines that belong together. `label` is the number that a note bears, `kind` `None` for running text."""

    lines: list[PrintLine]
    kind: SegmentKind | None = None
    label: str | None = None
    skip: int = 0

    @property
    def texts(self) -> tuple[str, ...]:
        """The text of each line; in a row of a table the cells are parted by bars."""
        if self.kind is not SegmentKind.TABLE:
            return tuple(line.text for line in self.lines)
        return tuple(
            " |".join(line.text[a:b] for a, b in zip((0, *line.gaps), (*line.gaps, len(line.text)), strict=True))
            for line in self.lines
        )

    @property
    def page(self) -> int:
        """The page on which it begins, from 1."""
        return self.lines[0].page


@dataclass(slots=True)
class _Page:
    body: list[Paragraph] = field(default_factory=list)
    notes: list[Paragraph] = field(default_factory=list)
    around: list[Paragraph] = field(default_factory=list)


def letter_height(pages: Sequence[PrintPage]) -> float:
    """Return the height of most letters of the document."""
    heights: Counter[float] = Counter()
    for page in pages:
        for line in page.lines:
            heights[line.height] += len(line.text)
    return max(heights, key=lambda height: (heights[height], height), default=1.0)


def _leading(pages: Sequence[PrintPage]) -> Mapping[float, float]:
    """Return the usual distance of two lines for each height of letters; fonts differ in what their boxes hold."""
    steps: dict[float, list[float]] = {}
    for page in pages:
        for before, line in pairwise(page.lines):
            step = line.y0 - before.y0
            if line.height == before.height and 0.5 * line.height < step < 3 * line.height:
                steps.setdefault(line.height, []).append(step)
    return {height: median(found) for height, found in steps.items()}


def paragraphs_of(pages: Sequence[PrintPage], body: float) -> Iterator[Paragraph]:
    """Yield the paragraphs of a document in reading order.

    One that goes on over a column or a page is whole; notes and what stands on every page come behind it.
    """
    repeated, leading = _repeated(pages), _leading(pages)
    waiting: list[Paragraph] = []
    last: Paragraph | None = None
    for page in pages:
        divided = _divide(page, body, leading, repeated)
        _join_notes(divided.notes, [*waiting])
        for paragraph in divided.body:
            if last is not None and _goes_on(last, paragraph):
                last.lines.extend(paragraph.lines)
                continue
            if last is not None:
                yield last
                yield from waiting
                waiting.clear()
            last = paragraph
        waiting += [*(note for note in divided.notes if note.lines), *divided.around]
    if last is not None:
        yield last
    yield from waiting


def _join_notes(notes: list[Paragraph], waiting: Sequence[Paragraph]) -> None:
    """Add a note's end at the foot of the next page to the note."""
    before = [note for note in waiting if note.kind is SegmentKind.NOTE]
    if notes and notes[0].label is None:
        if before:
            before[-1].lines.extend(notes[0].lines)
            notes[0].lines.clear()
        else:
            notes[0].kind = None


# --- what stands on every page -----------------------------------------------------------------


def _repeated(pages: Sequence[PrintPage]) -> frozenset[tuple[str, int]]:
    """Return the lines (digits folded, and the place from above in steps of 1/50) that stand on several pages."""
    counts: Counter[tuple[str, int]] = Counter()
    for page in pages:
        counts.update({_sign(line, page) for line in page.lines if _at_edge(line, page)})
    needed = 2 if len(pages) < 8 else 3
    return frozenset(sign for sign, count in counts.items() if count >= needed)


def _sign(line: PrintLine, page: PrintPage) -> tuple[str, int]:
    return _DIGIT.sub("0", line.text)[:120], round(50 * line.y0 / page.height)


def _at_edge(line: PrintLine, page: PrintPage) -> bool:
    return line.y1 < 0.14 * page.height or line.y0 > 0.86 * page.height


def _around(page: PrintPage, body: float, repeated: frozenset[tuple[str, int]]) -> frozenset[int]:
    """Return the running heads and page numbers of a page, by the places of their lines in it."""
    if not page.lines:
        return frozenset()
    top = min(line.y1 for line in page.lines)
    bottom = max(line.y1 for line in page.lines)
    second = min((line.y0 for line in page.lines if line.y1 > top + 0.5 * body), default=0.0)
    # From the second page on, one line above a wide gap is a running head, even if it stands nowhere else.
    headed = page.number > 1 and top < 0.14 * page.height and second - top > 1.2 * body
    found: set[int] = set()
    for i, line in enumerate(page.lines):
        if not _at_edge(line, page) or line.height > 2.5 * body:
            continue
        highest, lowest = line.y1 < top + 0.5 * body, line.y1 > bottom - 0.5 * body
        numbered = (highest or lowest) and _PAGE_NUMBER.fullmatch(line.text)
        if numbered or _sign(line, page) in repeated or (headed and highest and line.height < 1.05 * body):
            found.add(i)
    return frozenset(found)


# --- one page ----------------------------------------------------------------------------------


def _divide(
    page: PrintPage, body: float, leading: Mapping[float, float], repeated: frozenset[tuple[str, int]]
) -> _Page:
    divided = _Page()
    around = _around(page, body, repeated)
    lines = [line for i, line in enumerate(page.lines) if i not in around]
    divided.around = [Paragraph(lines=[page.lines[i]], kind=SegmentKind.BOILERPLATE) for i in sorted(around)]
    notes = _note_lines(lines, body)
    divided.body = list(_paragraphs([line for i, line in enumerate(lines) if i not in notes], leading))
    divided.notes = list(_notes([line for i, line in enumerate(lines) if i in notes]))
    return divided


def _note_lines(lines: Sequence[PrintLine], body: float) -> frozenset[int]:
    """Return the lines of smaller letters below all else in their column, of which one bears a label."""
    # How far down running text goes, in strips of the page that are 8 points wide.
    floors: dict[int, float] = {}
    for line in lines:
        if line.height >= 0.95 * body:
            for strip in _strips(line):
                floors[strip] = max(floors.get(strip, 0.0), line.y0)
    below = [
        i
        for i, line in enumerate(lines)
        if 0.5 * body < line.height < 0.95 * body and all(floors.get(strip, 0.0) < line.y0 for strip in _strips(line))
    ]
    labels = [label for i in below if (label := _label(lines[i]))]
    # A number that is not raised is a label only if others continue the count, or it is the first.
    counted = any(number == "1" for number, _ in labels) or any(int(b[0]) == int(a[0]) + 1 for a, b in pairwise(labels))
    raised = any(lines[i].raised and lines[i].raised[0].start == 0 for i in below)
    return frozenset(below) if floors and labels and (raised or counted) else frozenset()


def _strips(line: PrintLine) -> range:
    return range(int(max(line.x0, 0) // 8), int(min(line.x1, 5000) // 8) + 1)


def _label(line: PrintLine) -> tuple[str, int] | None:
    """Return the label of a note's first line and its length: a raised number, or a number before a word."""
    if line.raised and line.raised[0].start == 0:
        found = _NOTE_LABEL.match(line.text[: line.raised[0].end] + " x")
        return (found[1], line.raised[0].end) if found else None
    found = _NOTE_LABEL.match(line.text)
    bare = found and (found.end() > found.end(1) and not line.text[found.end()].islower())
    return (found[1], found.end()) if found and bare else None


def _notes(lines: Sequence[PrintLine]) -> Iterator[Paragraph]:
    current: Paragraph | None = None
    raised = any(line.raised and line.raised[0].start == 0 for line in lines)
    for line in lines:
        label = _label(line)
        if label and raised and not (line.raised and line.raised[0].start == 0):
            label = None  # where labels are raised, a year at the start of a line is none
        if current is None or label:
            if current is not None:
                yield current
            current = Paragraph(lines=[line], kind=SegmentKind.NOTE)
            if label:
                current.label, current.skip = label
        else:
            current.lines.append(line)
    if current is not None:
        yield current


def _paragraphs(lines: Sequence[PrintLine], leading: Mapping[float, float]) -> Iterator[Paragraph]:
    """Join lines to paragraphs; each row of a table is one."""
    rows = _table_rows(lines)
    current: list[PrintLine] = []
    edge = 0.0
    for i, line in enumerate(lines):
        after = lines[i + 1] if i + 1 < len(lines) else None
        if (
            current
            and i not in rows
            and _is_next(current, line, after, edge, leading.get(current[-1].height, 1.2 * current[-1].height))
        ):
            current.append(line)
            continue
        if current:
            yield _paragraph(current)
        current = [] if i in rows else [line]
        edge = _right_edge(lines, i)
        if i in rows:
            yield Paragraph(lines=[line], kind=SegmentKind.TABLE)
    if current:
        yield _paragraph(current)


def _table_rows(lines: Sequence[PrintLine]) -> frozenset[int]:
    """Return the lines that wide gaps divide, where several such lines follow each other."""
    found: set[int] = set()
    for i, (line, below) in enumerate(pairwise(lines)):
        if line.gaps and below.gaps and 0 < below.y0 - line.y0 < 3 * line.height:
            found |= {i, i + 1}
    return frozenset(found)


def _paragraph(lines: list[PrintLine]) -> Paragraph:
    return Paragraph(lines=lines, kind=SegmentKind.LIST_ITEM if _BULLET.match(lines[0].text) else None)


def _right_edge(lines: Sequence[PrintLine], i: int) -> float:
    """Return how far right the lines around line `i` go, in its column."""
    line = lines[i]
    near = lines[max(i - 8, 0) : i + 12]
    beside = (
        other.x1
        for other in near
        if other.x0 < line.x1 and other.x1 > line.x0 and abs(other.x0 - line.x0) < 8 * line.height
    )
    return max(beside, default=line.x1)  # a line of marks without width lies beside nothing, not even itself


def _is_next(
    current: Sequence[PrintLine], line: PrintLine, after: PrintLine | None, edge: float, leading: float
) -> bool:
    """Whether a line goes on with the paragraph of the lines before."""
    last = current[-1]
    em = last.height * 0.7
    step = line.y0 - last.y0
    alike = 0.2 if not line.text[0].isupper() else 0.08
    if abs(line.height - last.height) > alike * last.height or not 0.3 * last.height < step < 1.3 * leading:
        return False
    if line.x0 > last.x1 or line.x1 < last.x0 or _ITEM.match(line.text):
        return False
    if len(current) > 1 and step > 1.25 * (last.y0 - current[-2].y0):
        return False
    # The paragraph has ended where the next word would still have fitted into the line.
    fits = edge - last.x1 > line.first + em
    if fits and (_END.search(last.text) or not line.text[0].islower()) and not _is_centred(last, line):
        return False
    if line.x0 > last.x0 + 0.6 * em:
        return _is_hanging(current, line, after, em)
    return len(current) == 1 or line.x0 > last.x0 - 0.6 * em


def _is_hanging(current: Sequence[PrintLine], line: PrintLine, after: PrintLine | None, em: float) -> bool:
    """Whether a line further right goes on with an item whose first line stands out, or with a centred title."""
    last = current[-1]
    if _is_centred(last, line):
        return not _END.search(last.text) and line.y0 - last.y0 < 1.25 * last.height
    if len(current) > 1:
        return False
    if _ITEM.match(last.text):
        return True
    return (after is not None and abs(after.x0 - line.x0) < 0.3 * em) or not _END.search(last.text)


def _is_centred(last: PrintLine, line: PrintLine) -> bool:
    return abs((last.x0 + last.x1) - (line.x0 + line.x1)) < 0.6 * last.height and abs(last.x0 - line.x0) > last.height


def _goes_on(before: Paragraph, after: Paragraph) -> bool:
    """Whether a paragraph is the rest of the one before, in the next column or on the next page."""
    last, first = before.lines[-1], after.lines[0]
    if first.page == last.page and first.y0 > last.y0:
        return False
    if (
        abs(first.height - last.height) > 0.05 * last.height
        or after.kind is not None
        or before.kind is SegmentKind.TABLE
    ):
        return False
    if last.text.endswith("-"):
        return True
    return not _END.search(last.text) and (
        first.text[0].islower() or first.text[0] in "(,0123456789" or last.text[-1] == ","
    )
