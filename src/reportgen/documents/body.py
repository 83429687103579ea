"""The body of a text: which blocks are tables, items of lists, headings, block quotations; the rest is paragraphs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from reportgen.documents import traits
from reportgen.documents.document import BODY, SegmentKind
from reportgen.documents.draft import Draft

_FULL = 45  # characters of a line in broken text that another one may go on with
_QUOTED = 40  # characters that a block quotation has at least
# Words before a colon that announce somebody's words.
_SAYING = frozenset(
    {
        "say",
        "said",
        "says",
        "saying",
        "wrote",
        "write",
        "writes",
        "stated",
        "states",
        "state",
        "read",
        "reads",
        "declared",
        "declares",
        "quote",
        "quoting",
        "quotes",
        "clear",
        "concluded",
        "concludes",
        "concluding",
        "follows",
        "warned",
        "argued",
        "noted",
        "put",
        "according",
        "explained",
        "added",
        "adds",
        "words",
        "observed",
        "told",
        "asked",
        "answered",
        "remarked",
        "сказал",
        "сказала",
        "заявил",
        "заявила",
        "говорится",
        "написал",
        "пишет",
        "отметил",
        "цитата",
        "说",
        "指出",
        "表示",
        "写道",
        "schrieb",
        "sagte",
        "erklärte",
        "déclaré",
        "écrit",
        "dijo",
        "escribió",
    }
)


def find_tables(draft: Draft) -> None:
    """Rows of a table in plain text: tabs, upright strokes, or wide gaps, in two lines running at least."""
    columns = [traits.columns(line) if draft.free(i) else 0 for i, line in enumerate(draft.texts)]
    for i, count in enumerate(columns):
        near = max(columns[i - 1] if i else 0, columns[i + 1] if i + 1 < len(columns) else 0)
        if count >= 2 and near >= 2 and (count > 2 or near > 2 or abs(count - near) == 0):
            draft.kinds[i] = SegmentKind.TABLE


def find_lists(draft: Draft) -> None:
    """Items with a bullet, or with a number or letter where another such item stands near."""
    texts = draft.texts
    labels: list[tuple[str, int] | None] = []
    for i, line in enumerate(texts):
        label: tuple[str, int] | None = None
        if draft.free(i):
            if length := traits.bullet(line):
                label = (line[0], length)
            elif length := traits.order_label(line):
                label = ("1", length)
        labels.append(label)
    for i, label in enumerate(labels):
        if label is None:
            continue
        near = [other for other in labels[max(0, i - 3) : i] + labels[i + 1 : i + 4] if other and other[0] == label[0]]
        if (label[0] == "1" and _heads_a_section(draft, labels, i)) or (label[0] in "1–" and not near):
            continue
        draft.kinds[i] = SegmentKind.LIST_ITEM
        draft.contents[i] = max(draft.contents[i], draft.blocks[i].start + label[1])
        draft.levels[i] = draft.levels[i] or 1
        _continue_item(draft, labels, i)


def _continue_item(draft: Draft, labels: Sequence[tuple[str, int] | None], i: int) -> None:
    """In broken text the lines below an item, up to an empty line or the next item, go on with it."""
    j = i + 1
    while (
        draft.broken and draft.free(j) and labels[j] is None and not draft.gap(j) and len(draft.texts[j - 1]) >= _FULL
    ):
        draft.kinds[j], draft.levels[j] = SegmentKind.LIST_ITEM, draft.levels[i]
        j += 1


def _heads_a_section(draft: Draft, labels: Sequence[tuple[str, int] | None], i: int) -> bool:
    """Whether a numbered line is rather a heading: short, without a stop, running text without a label below it."""
    line = draft.texts[i]
    if i and labels[i - 1] and not draft.gap(i):
        return False
    below = draft.texts[i + 1] if i + 1 < len(draft.texts) else ""
    if (
        len(line) > 100
        or not traits.is_open(line)
        or labels[i + 1 : i + 2] != [None]
        or draft.kinds[i + 1] not in (None, *BODY)
    ):
        return False
    return len(below) > len(line) and not below[0].islower() and (not draft.broken or draft.gap(i + 1) or draft.gap(i))


def find_headings(draft: Draft) -> None:
    """Short lines without a stop above something that can be headed."""
    named = [traits.speaker(line) if ":" in line or "：" in line else None for line in draft.texts]
    speakers = Counter(named)
    for i, line in enumerate(draft.texts):
        if not draft.free(i) or (named[i] and speakers[named[i]] > 1):
            continue
        # Most lines of broken text stand in the middle of a paragraph.
        if draft.broken and len(line) > _FULL and not draft.gap(i) and not line.isupper():
            continue
        hashes = traits.atx(line)
        if hashes:
            draft.kinds[i], draft.levels[i] = SegmentKind.HEADING, hashes[0]
            draft.contents[i] = max(draft.contents[i], draft.blocks[i].start + hashes[1])
        elif level := _heading_level(draft, i):
            draft.kinds[i], draft.levels[i] = SegmentKind.HEADING, level


def _heading_level(draft: Draft, i: int) -> int | None:
    """Return the level of a heading that no format marks; `None` if block `i` is none."""
    line, block = draft.texts[i], draft.blocks[i]
    if len(line) > 120 or len(line.split()) > 16 or line[0].islower():
        return None
    if traits.notes_heading(line) and i + 1 < len(draft.texts):
        return 1
    if not traits.is_open(line) and line[-1] not in "?？" and not (traits.is_named_section(line) and line[-1] in ":："):
        return None
    below = next(
        (j for j in range(i + 1, min(i + 4, len(draft.texts))) if draft.kinds[j] is not SegmentKind.BOILERPLATE), None
    )
    if below is None or draft.kinds[below] is SegmentKind.NOTE or not (line[0].isalnum() or line[0] in "“‘«\"'*_《（("):
        return None
    larger = block.size is not None and block.size >= 1.12
    named = traits.is_named_section(line)
    capitals = traits.is_capitals(line)
    depth = traits.heading_number(line)
    closed = i == 0 or draft.gap(i) or (not traits.is_open(draft.texts[i - 1]) and (capitals or named))
    if draft.broken and not (closed and (draft.gap(i + 1) or capitals or named)):
        return None
    under_heading = i > 0 and draft.kinds[i - 1] is SegmentKind.HEADING and len(line) <= 60
    followed = (
        len(draft.texts[below]) > len(line)
        or capitals
        or _heading_like(draft, below)
        or (depth is not None and (not draft.gap(below) or not traits.is_open(draft.texts[below])))
    )
    if under_heading and followed and len(draft.texts[below]) > len(line):
        return 2
    if not followed or not (larger or named or capitals or depth or _stands_out(draft, i, below)):
        return None
    return depth or (1 if capitals or named else 2)


def _heading_like(draft: Draft, i: int) -> bool:
    line = draft.texts[i]
    return (
        len(line) <= 100
        and traits.is_open(line)
        and (traits.heading_number(line) is not None or traits.is_capitals(line))
    )


def _stands_out(draft: Draft, i: int, below: int) -> bool:
    """Whether a short line has running text below it and the look of a heading."""
    line = draft.texts[i]
    if ":" in line[1:30] and not traits.is_title_case(line):
        return False
    listed = draft.kinds[below] in (SegmentKind.LIST_ITEM, SegmentKind.TABLE)
    running = listed or (len(draft.texts[below]) >= 60 and not draft.texts[below][0].islower())
    return (
        len(line) <= 90
        and running
        and (
            traits.is_title_case(line) or line.lstrip("“‘«\"'*_《（(")[:1].isupper() or "\u3400" <= line[0] <= "\u9fff"
        )
    )


def find_block_quotations(draft: Draft) -> None:
    """A paragraph that follows "... says:" is a block quotation, and those after it that open alike or in marks."""
    texts, kinds = draft.texts, draft.kinds
    previous = -1
    opening = ""
    for i, line in enumerate(texts):
        if kinds[i] in (SegmentKind.BOILERPLATE, SegmentKind.NOTE):
            continue
        quoting = previous >= 0 and kinds[previous] is SegmentKind.QUOTE
        if draft.free(i) and quoting and draft.broken and not draft.gap(i) and _is_unfinished(texts[previous]):
            kinds[i] = SegmentKind.QUOTE
        elif draft.free(i) and previous >= 0 and len(line) >= _QUOTED:
            first = line.split(None, 1)[0].casefold()
            led = texts[previous][-1] in ":：" and kinds[previous] in {None, SegmentKind.PARAGRAPH}
            if (quoting and (opening == first or line[0] in '“«"„')) or (led and _announces(draft, previous)):
                kinds[i] = SegmentKind.QUOTE
                opening = first
        previous = i


def _is_unfinished(line: str) -> bool:
    """Whether a line of broken text is not the last one of its paragraph: long, and without a quotation's end."""
    return len(line) >= _FULL and line[-1] not in "”»" and (traits.is_open(line) or len(line) >= _FULL + 18)


def _announces(draft: Draft, i: int) -> bool:
    """Whether a block ends with the announcement of somebody's words; in broken text its paragraph does."""
    first = i
    while draft.broken and i - first < 4 and not draft.gap(first) and draft.kinds[first - 1] is draft.kinds[i]:
        first -= 1
    text = " ".join(draft.texts[first : i + 1])
    words = text.lower().replace(":", " ").replace(",", " ").split()[-40:]
    said = any(word in _SAYING for word in words) or any(word in text[-12:] for word in ("说", "指出", "表示", "写道"))
    return said and len(text) >= 20
