"""A cursor in the lines of a log, and how to read what surrounds a message: its context, its help, its other lines."""

from __future__ import annotations

import re
from dataclasses import dataclass

from reportgen.texlog.patterns import (
    BOX,
    CARET_NOTATION,
    CONTEXT,
    CONTEXT_REACH,
    CONTINUATION,
    HEADER,
    NO_HELP,
    WARNING,
)  # fmt: skip


@dataclass(slots=True)
class Cursor:
    """The lines of a log, and the index of the one to be read next."""

    lines: list[str]
    at: int = 0

    def line(self, ahead: int) -> str:
        """Return the line so many lines ahead, empty beyond the end."""
        return self.lines[self.at + ahead] if self.at + ahead < len(self.lines) else ""

    def continuation(self) -> str:
        """Go past the lines that go on with a message, and return their text."""
        text = ""
        while self.at < len(self.lines) and (found := CONTINUATION.match(self.lines[self.at])):
            text += f" {found[1]}"
            self.at += 1
        return text

    def context(self) -> tuple[int | None, str | None, str | None]:
        """Find `l.N`, go past it, and return the line, the text read, the whole text shown."""
        for at in range(self.at, min(self.at + CONTEXT_REACH, len(self.lines))):
            line = self.lines[at]
            if found := CONTEXT.match(line):
                self.at = at + 1
                return whole(found[1]), found[2], clean((found[2] + self.unread(line)).removesuffix("^^M"))
            if HEADER.match(line) or WARNING.match(line) or BOX.match(line) or line.startswith("Here is how much"):
                break
        return None, None, None

    def unread(self, above: str) -> str:
        """Return the second line of a context, without the blanks that only align it."""
        below = self.lines[self.at] if self.at < len(self.lines) else ""
        # A page that is being shipped out may be closed on this line.
        unread = below.partition("] (")[0].strip() if below.startswith(" ") else ""
        # TeX counts bytes; LuaTeX (show_context) indents two less than the text above is long.
        pad = len(above.encode("utf-8", "replace")) - (2 if self.lines[0].startswith("This is Lua") else 0)
        return f" {unread}" if unread and len(below) - len(below.lstrip()) > pad else unread

    def skip_help(self) -> str:
        """Go past a context's second line and the help below it; return what a page being shipped out adds there."""
        shipped = ""
        if self.line(0).startswith(" "):
            # The second line of the context: only what a page being shipped out adds to it is of TeX.
            _, page, rest = self.line(0).partition("] (")
            shipped = page + rest
            self.at += 1
        first = True
        while (line := self.line(0)).strip() and not (
            any(known.match(line) for known in (NO_HELP, HEADER, CONTEXT, WARNING)) or (first and line[0] == "(")
        ):
            first = False
            self.at += 1
        return shipped


def clean(text: str) -> str:
    """Join blanks and drop the full stop, but not an ellipsis."""
    text = " ".join(text.split())
    return text[:-1].rstrip() if text.endswith(".") and not text.endswith("..") else text


def uncaret(text: str) -> str:
    """Return text with TeX's `^^A` and `^^c3` as the characters that they stand for."""
    return CARET_NOTATION.sub(_one_character, text)


def _one_character(found: re.Match[str]) -> str:
    code = found[0][2:]
    return chr(int(code, 16)) if len(code) > 1 else chr(ord(code) ^ 64)


def column_of(before: str | None) -> int | None:
    """Return the column of the last character read; unknown when TeX has cut the line's front."""
    if before is None or before.startswith("..."):
        return None
    return len(uncaret(before)) or None


def whole(text: str | None) -> int | None:
    """Return a line number; TeX prints 0 for "none"."""
    return int(text or 0) or None
