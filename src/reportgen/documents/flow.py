"""Builds the text of a document out of pieces of its source, and remembers where each came from."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field

from reportgen.documents.document import SourceMap

# What does not stand in the text as it stands in the source: entities, and runs of blanks.
_CHANGED = re.compile(r"&(?:#\d{1,7};?|#[xX][0-9a-fA-F]{1,6};?|[A-Za-z][A-Za-z0-9]{1,31};)|[ \t\n\r\f]{2,}")
_BLANKS = str.maketrans("\t\n\r\f", "    ")


@dataclass(slots=True)
class Flow:
    """A text in the making: blanks are collapsed as a browser does, offsets are kept.

    `size` is the length of the text so far; `blank` says whether it ends in a blank or a line end.
    """

    source: str
    pieces: list[str] = field(default_factory=list)
    size: int = 0
    blank: bool = True
    texts: list[int] = field(default_factory=lambda: [0])
    sources: list[int] = field(default_factory=lambda: [0])

    def add(self, start: int, end: int) -> None:
        """Add the text of a span of the source, entities resolved."""
        run = self.source[start:end]
        if "&" not in run and "  " not in run and "\n" not in run and "\t" not in run:
            self._put(run, start)
            return
        position = 0
        for found in _CHANGED.finditer(run):
            self._put(run[position : found.start()], start + position)
            changed = found[0]
            self._put(html.unescape(changed) if changed[0] == "&" else " ", start + found.start())
            position = found.end()
        self._put(run[position:], start + position)

    def add_lines(self, start: int, end: int) -> None:
        """Add a piece of one line in which blanks count."""
        position = start
        for found in _CHANGED.finditer(self.source, start, end):
            if found[0][0] == "&":
                self.insert(self.source[position : found.start()], position)
                self.insert(html.unescape(found[0]), found.start())
                position = found.end()
        self.insert(self.source[position:end], position)

    def _put(self, piece: str, source: int) -> None:
        piece = piece.translate(_BLANKS)
        if self.blank and piece[:1] == " ":
            piece, source = piece[1:], source + 1
        self.insert(piece, source)

    def insert(self, piece: str, source: int) -> None:
        """Add a piece as it is; it stands for what is at `source`."""
        if not piece:
            return
        if source - self.size != self.sources[-1] - self.texts[-1]:
            self.texts.append(self.size)
            self.sources.append(source)
        self.pieces.append(piece)
        self.size += len(piece)
        self.blank = piece[-1] in " \n"

    def cut(self, size: int) -> None:
        """Take back all after the first `size` characters."""
        while self.size > size:
            piece = self.pieces.pop()
            self.size -= len(piece)
            if self.size < size:
                self.pieces.append(piece[: size - self.size])
                self.size = size
        while len(self.texts) > 1 and self.texts[-1] >= size:
            self.texts.pop()
            self.sources.pop()
        self.blank = not self.pieces or self.pieces[-1][-1] in " \n"

    def end_line(self, source: int) -> None:
        """End the line, if one has begun."""
        if self.size and self.pieces[-1] != "\n":
            self.insert("\n", source)

    def map(self) -> SourceMap:
        """Return where each piece of the text came from."""
        return SourceMap(texts=tuple(self.texts), sources=tuple(self.sources))
