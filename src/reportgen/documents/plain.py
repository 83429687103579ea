"""Plain text -> Layout: each line that is not blank is one block."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportgen.documents.encoding import Decoded
from reportgen.documents.layout import Block, Layout

_LINE = re.compile(r"[^\r\n]+")


def lines(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of the lines that are not blank, without the blanks around them."""
    for found in _LINE.finditer(text):
        line = found.group()
        left = line.lstrip()
        if left:
            yield found.end() - len(left), found.start() + len(line.rstrip())


def read_plain(decoded: Decoded) -> Layout:
    """Divide a text into lines; what they are is left to `structure`."""
    blocks = tuple(Block(start=start, end=end) for start, end in lines(decoded.text))
    return Layout(format="text", encoding=decoded.encoding, text=decoded.text, blocks=blocks)
