"""What text becomes on a terminal: how wide it is, and what of it must not be sent there as it is."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_TAB = 4
# Embeddings and overrides of direction, which reorder what follows, and marks that nobody sees.
_HIDDEN = "\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb"
_UNSEEN = re.compile(f"[\\x00-\\x1f\\x7f-\\x9f\u2028\u2029{_HIDDEN}\ud800-\udfff\U000e0000-\U000e007f]")
_SHOWN = "\ufffd"
# Vowels and finals that join the Korean letter before them.
_JOINING = re.compile("[\u1160-\u11ff\ud7b0-\ud7ff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One character of a source line as a terminal shows it, and how many columns it takes."""

    shown: str
    width: int


def visible(text: str) -> str:
    """Show what could break a line, reorder it or command a terminal; line breaks become blanks."""
    return _UNSEEN.sub(lambda hit: _picture(hit[0]), text.replace("\r\n", " ").replace("\n", " ").replace("\t", " "))


def escaped(text: str) -> str:
    r"""Write the same characters as `\uXXXX`, for a text in which they stand only inside JSON strings."""
    return "\n".join(_UNSEEN.sub(lambda hit: _code(hit[0]), line) for line in text.split("\n"))


def _picture(c: str) -> str:
    return chr(0x2400 + ord(c)) if c < " " else "\u2421" if c == "\x7f" else _SHOWN


def _code(c: str) -> str:
    if "\ud800" <= c <= "\udfff":  # half a character, which many readers of JSON refuse
        return _SHOWN
    number = ord(c)
    if number < 0x10000:
        return f"\\u{number:04x}"
    number -= 0x10000
    return f"\\u{0xD800 + (number >> 10):04x}\\u{0xDC00 + (number & 0x3FF):04x}"


def width_of(text: str) -> int:
    """Return how many columns a text without tabs takes on a terminal."""
    return len(text) if text.isascii() else sum(map(_width, text))


def _width(c: str) -> int:
    if unicodedata.category(c) in {"Mn", "Me", "Cf"} and c != "\u00ad":
        return 0
    if _JOINING.match(c):
        return 0
    return 2 if unicodedata.east_asian_width(c) in {"W", "F"} else 1


def cells(line: str) -> list[Cell]:
    """Return the characters of a line as a terminal shows them."""
    found: list[Cell] = []
    column = 0
    for c in line:
        if c == "\t":
            shown = " " * (_TAB - column % _TAB)
            width = len(shown)
        else:
            shown = c if c.isascii() and c >= " " and c != "\x7f" else visible(c)
            width = 1 if c.isascii() else _width(shown)
        found.append(Cell(shown=shown, width=width))
        column += width
    return found


def base(line: list[Cell], index: int) -> int:
    """Go back from a combining character to the one it sits on."""
    while 0 < index < len(line) and line[index].width == 0:
        index -= 1
    return index


def window(line: list[Cell], start: int, width: int) -> tuple[str, int, int]:
    """Cut a line to `width` columns around a cell; return it, the cell's offset, the columns left."""
    total = sum(cell.width for cell in line)
    first = 0
    if total > width:
        # A third of the window before the cell, or more where the line ends soon: what leads to a fault explains it.
        after = sum(cell.width for cell in line[start:])
        lead = max(width // 3, width - after - 2)
        before = 0
        first = start
        while first > 0 and before + line[first - 1].width <= lead:
            first -= 1
            before += line[first].width
        first = base(line, first)
    head = "…" if first > 0 else ""
    room = width - len(head)
    last = first
    used = 0
    while last < len(line) and used + line[last].width <= room - (1 if total > width else 0):
        used += line[last].width
        last += 1
    tail = "…" if last < len(line) else ""
    offset = len(head) + sum(cell.width for cell in line[first:start])
    return head + "".join(cell.shown for cell in line[first:last]) + tail, offset, len(head) + used - offset


def wrapped(text: str, width: int, indent: str) -> list[str]:
    """Break a text between words into lines of at most `width` columns, all but the first indented.

    Long words are paths and keys, which people copy: they are never broken.
    """
    lines: list[str] = []
    line = ""
    for word in filter(None, visible(text).split(" ")):
        joined = f"{line} {word}" if line else word
        if line and width_of(joined) > width:
            lines.append(line)
            joined = indent + word
        line = joined
    return [*lines, line]
