r"""Bytes or text of a log in, its lines as TeX meant them out.

TeX ends a line of its log once `max_print_line` characters stand on it (tex.web, `print_char`; 79 in all
distributions), in the middle of a word if need be. Nothing marks such an end, so a line of just that width
is taken to go on, unless what follows begins like a message. pdfTeX and LuaTeX count bytes (LuaTeX does not
part the bytes of a character), XeTeX counts characters.
"""

from __future__ import annotations

import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections import Counter
from dataclasses import dataclass

USUAL_WIDTH = 79
# A width other than the usual one must be met so often before it is believed.
_OFTEN = 4
# What programs other than TeX print, and what TeX prints around `print_char`: it is never folded.
_NEVER_FOLDED = re.compile(
    r"^(?:This is |\*\*|entering extended mode|Latexmk|Run number |R(?:unning|ule) |INFO - |WARN - |ERROR - |> "
    r"|kpathsea:|mktex|.{0,80} stack positions out of |-{20}|x?dvipdfmx|Warning--| *\w+ \d+: "
    r"|.{0,80} (?:strings|words|multiletter|hyphenation|string characters)\b.{0,80} out of )"
)
# What `print_nl` begins: it stands on a line of its own, even after one that is full.
_BEGINS = re.compile(
    r"^(?:!|l\.\d+ |\S+\.\w+:\d+: |No file |Output written on |Here is how much|Missing character: |Runaway "
    r"|(?:LaTeX|Package|Class|Module|pdfTeX)\b.{0,60}\b(?:Warning|Error|Info|warning|error)\b|(?:Ov|Und)erfull \\"
    r"|<(?:argument|inserted text|to be read again|recently read|\*)>|\(\\end occurred |\(\.\.?/|\\openout)"
)
# `print_file_line` of a file with a long name: all of the line is its path, the rest of the name comes on the next.
_LONG_NAME = re.compile(r"^(?:\.{0,2}/|[A-Za-z]:[/\\])[^:\"()<>\[\]{}]*$")
_NAME_ENDS = re.compile(r"^[^:\"()<>\[\]{}]*\.\w+:\d{1,9}: ")
# The second line of a context (`show_context`) that TeX has cut to `error_line` columns, which is 79 as well.
_CUT = re.compile(r"^ .*\.\.\.$")
# Both lines of a context: their width says nothing of that of the log.
_CONTEXT = re.compile(r"^(?:l\.\d| {3,}|<[a-z ]+> \.\.\.|\\\S+ .*->)")
# One byte stands for what a caller's decoder could not read; it reads as a letter that logs do not have.
_LOST = "\udcff"


def unfold(log: str | bytes) -> list[str]:
    """Return the lines of a log or of terminal output. Bytes that are no UTF-8 are read as Latin-1.

    Output that a shell of Windows has kept comes as UTF-16 with its mark; lines may end as on any system.
    """
    if isinstance(log, bytes) and log.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        log = log.decode("utf-16", "replace")
    if isinstance(log, str):
        text = log.removeprefix("\ufeff").replace("\ufffd", _LOST)
        try:
            log = text.encode("utf-8", "surrogateescape")
        except UnicodeEncodeError:
            log = text.encode("utf-8", "replace")
    # One character a byte, so that lengths are what TeX has counted.
    whole = log.removeprefix(BOM_UTF8).decode("latin-1")
    lines = [line.rstrip("\r") for line in whole.split("\n" if "\n" in whole else "\r")]
    fold = _fold(lines)
    return [_decoded(line) for line in (lines if fold is None else fold.joined(lines))]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Fold:
    """The width at which an engine folds its log, and how it counts."""

    width: int
    engine: str

    def joined(self, lines: list[str]) -> list[str]:
        """Put together what was folded."""
        joined: list[str] = []
        pieces: list[str] = []
        for line, after in zip(lines, [*lines[1:], None], strict=True):
            pieces.append(line)
            if after is None or not self.goes_on(line, after):
                joined.append("".join(pieces))
                pieces = []
        return joined

    def goes_on(self, line: str, after: str) -> bool:
        """Whether a line goes on with the one after it."""
        # A character has four bytes at most.
        if len(line) < self.width - 3 or _NEVER_FOLDED.match(line):
            return False
        length = _length(line, self.engine)
        if length < self.width and self.engine == "LuaTeX":
            # `needs_wrapping`: it ends the line before a character that does not fit in whole.
            size = 4 if after[:1] >= "\xf0" else 3 if after[:1] >= "\xe0" else 2 if after[:1] >= "\xc2" else 0
            full = size > 0 and length + size >= self.width
        else:
            # LuaTeX ends one that it prints as a whole (`tprint`) one character later.
            full = length == self.width or (self.engine == "LuaTeX" and length == self.width + 1)
        if full and _LONG_NAME.match(line) and _NAME_ENDS.match(after):
            return True
        if not full or _BEGINS.match(after) or _CUT.match(line):
            return False
        # A lone parenthesis closes a file, unless the line has one that is open.
        return after.strip(" )") != "" or not after or line.count("(") > line.count(")") + line.startswith("(")


def _fold(lines: list[str]) -> _Fold | None:
    """Find out how the log is folded, `None` when it is not."""
    opening = next((line for line in lines[:400] if line.startswith("This is ")), "")
    engine = "XeTeX" if "XeTeX" in opening else "LuaTeX" if "Lua" in opening else "TeX"
    lengths = Counter(
        _length(line, engine)
        for line in set(lines)
        if len(line) >= USUAL_WIDTH and not _NEVER_FOLDED.match(line) and not _CONTEXT.match(line)
    )
    longer = lengths.total()
    for length in range(USUAL_WIDTH, max(lengths, default=0) + 1):
        longer -= lengths[length]
        further = lengths[length + 1] if engine == "LuaTeX" else 0
        enough = 1 if length == USUAL_WIDTH else _OFTEN
        if lengths[length] + further >= enough and lengths[length] + further > longer - further:
            return _Fold(width=length, engine=engine)
    return None


def _length(line: str, engine: str) -> int:
    """Return a line's length as the engine counts it."""
    return len(line) - sum("\x80" <= c < "\xc0" for c in line) if engine == "XeTeX" else len(line)


def _decoded(line: str) -> str:
    if line.isascii():
        return line
    text = line.encode("latin-1").decode("utf-8", "surrogateescape")
    if not any("\udc80" <= c <= "\udcff" for c in text):
        return text
    return "".join("\ufffd" if c == _LOST else chr(ord(c) - 0xDC00) if "\udc80" <= c <= "\udcff" else c for c in text)
