"""Markdown -> Layout: each line that is not blank is one block, as in plain text, with the kind its marks say.

The text stays as it is, marks included. Only what decides about a line is read: front matter, fences,
headings, quotations, bullets, table rows and footnotes (`[^1]: ...`) with their calls. A numbered line is left
to `structure`, since it may be a note.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from reportgen.documents.document import Marker, SegmentKind
from reportgen.documents.encoding import Decoded
from reportgen.documents.layout import Block, Layout
from reportgen.documents.plain import lines

_HEADING = re.compile(r"(#{1,6})[ \t]+")
_QUOTE = re.compile(r"(?:>[ \t]?)+")
_BULLET = re.compile(r"[-*+•][ \t]+(?=\S)")
_RULE = re.compile(r"(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,}|=+)")
_UNDERLINE = re.compile(r"=+|-{2,}")
_FENCE = re.compile(r"`{3,}|~{3,}")
_TABLE_RULE = re.compile(r"[|:\- \t]*-[|:\- \t]*")
_LONE_MARKUP = re.compile(r"<!--.*-->|</?[A-Za-z][^<>]*>|!\[[^\[\]]*\]\([^()]*\)")
_NOTE = re.compile(r"\[\^([^\]\s]{1,60})\]:[ \t]*")
_CALL = re.compile(r"\[\^([^\]\s]{1,60})\](?!:)")
_FIELD = re.compile(r"(\w[\w-]*)\s*[:=]\s*(.*)")
_STATED = {
    "title": "title",
    "author": "authors",
    "authors": "authors",
    "date": "issued",
    "published": "issued",
    "publisher": "publisher",
    "publication": "container_title",
    "journal": "container_title",
    "site": "container_title",
    "source": "url",
    "url": "url",
    "canonical": "url",
    "link": "url",
    "lang": "language",
    "language": "language",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    start: int
    end: int
    text: str
    indent: int


def read_markdown(decoded: Decoded) -> Layout:
    """Divide a Markdown text into its lines, and tell what its marks say of them."""
    text = decoded.text
    all_lines = [_line(text, start, end) for start, end in lines(text)]
    front = _front_matter(all_lines)
    blocks = [Block(start=line.start, end=line.end, kind=SegmentKind.BOILERPLATE) for line in all_lines[:front]]
    labels: dict[int, str] = {}
    fence = ""
    in_note = False
    for i, line in enumerate(all_lines[front:], start=front):
        opened = _FENCE.match(line.text)
        if fence or opened:
            if fence and line.text.startswith(fence) and not line.text.strip(fence[0]):
                fence = ""
            elif not fence and opened:
                fence = opened.group()
            blocks.append(Block(start=line.start, end=line.end, kind=SegmentKind.BOILERPLATE))
        elif in_note and line.indent >= 2:
            blocks[-1] = replace(blocks[-1], end=line.end)
        else:
            block = _block(line, all_lines[i + 1] if i + 1 < len(all_lines) else None, text)
            note = _NOTE.match(line.text)
            in_note = bool(note and note.end() < len(line.text))
            if note and in_note:
                labels[len(blocks)] = note.group(1)
                block = Block(start=line.start, end=line.end, kind=SegmentKind.NOTE, content=line.start + note.end())
            blocks.append(block)
    calls = [(found.start(), found.end(), found.group(1)) for found in _CALL.finditer(text)]
    numbers = _numbers(tuple(labels.values()), [label for _, _, label in calls])
    taken: set[int] = set()
    for i, label in labels.items():
        if numbers[label] in taken:  # a label defined twice: the first counts
            blocks[i] = replace(blocks[i], kind=None, content=None)
        else:
            taken.add(numbers[label])
            blocks[i] = replace(blocks[i], note=numbers[label])
    return Layout(
        format="markdown",
        encoding=decoded.encoding,
        text=text,
        blocks=tuple(blocks),
        markers=tuple(
            Marker(start=start, end=end, note=numbers[label]) for start, end, label in calls if label in numbers
        ),
        stated=_stated(all_lines[:front]),
    )


def _line(text: str, start: int, end: int) -> _Line:
    before = text[max(start - 40, 0) : start]
    margin = before[max(before.rfind("\n"), before.rfind("\r")) + 1 :]
    return _Line(start=start, end=end, text=text[start:end], indent=len(margin.expandtabs(4)))


def _block(line: _Line, below: _Line | None, whole: str) -> Block:
    """Return the block of a line outside fences; `below` is the next one that is not blank."""
    plain = Block(start=line.start, end=line.end)
    text = line.text
    if _RULE.fullmatch(text) or _LONE_MARKUP.fullmatch(text) or ("|" in text and _TABLE_RULE.fullmatch(text)):
        return replace(plain, kind=SegmentKind.BOILERPLATE)
    if found := _HEADING.match(text):
        return replace(plain, kind=SegmentKind.HEADING, level=len(found.group(1)), content=line.start + found.end())
    if found := _QUOTE.match(text):
        return replace(plain, kind=SegmentKind.QUOTE, content=line.start + found.end())
    if found := _BULLET.match(text):
        level = line.indent // 2 + 1
        return replace(plain, kind=SegmentKind.LIST_ITEM, level=level, content=line.start + found.end())
    if text[0] == "|" and text[-1] == "|" and len(text) > 2:
        return replace(plain, kind=SegmentKind.TABLE)
    if below and _UNDERLINE.fullmatch(below.text) and whole.count("\n", line.end, below.start) == 1:
        return replace(plain, kind=SegmentKind.HEADING, level=1 if below.text[0] == "=" else 2)
    return plain


def _numbers(defined: Sequence[str], called: Sequence[str]) -> Mapping[str, int]:
    """Return the number of each defined label: its own if all are numbers, else in order of the first calls."""
    if all(label.isascii() and label.isdigit() and 0 < int(label) < 10**6 for label in defined):
        return {label: int(label) for label in defined}
    known = set(defined)
    ordered = dict.fromkeys([*(label for label in called if label in known), *defined])
    return {label: i for i, label in enumerate(ordered, start=1)}


def _front_matter(all_lines: Sequence[_Line]) -> int:
    """Return the number of lines of a YAML or TOML front matter, its fences included."""
    if not all_lines or all_lines[0].text not in {"---", "+++"} or all_lines[0].start > 1:
        return 0
    ends = {"---", "..."} if all_lines[0].text == "---" else {"+++"}
    end = next((i for i, line in enumerate(all_lines[1:200], start=1) if line.text in ends), 0)
    fields = sum(bool(_FIELD.match(line.text)) for line in all_lines[1:end])
    return end + 1 if fields else 0


def _stated(front: Sequence[_Line]) -> tuple[tuple[str, str], ...]:
    """Return what a front matter says of the document, values as they are written."""
    found: list[tuple[str, str]] = []
    name: str | None = None
    for line in front:
        field = _FIELD.match(line.text) if not line.text.startswith("- ") else None
        if field:
            name = _STATED.get(field.group(1).lower())
            values = field.group(2).strip("[] ").split(",") if name == "authors" else [field.group(2)]
        else:
            values = [line.text[2:]] if line.text.startswith("- ") else []
        if name:
            cleaned = (value.strip().strip("\"'").strip() for value in values)
            found.extend((name, value) for value in cleaned if value)
    return tuple(found)
