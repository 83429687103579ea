"""Open groups of TeX, and what is asked about their text: how lines begin and end, where a bracket closes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from reportgen.checks.tex_scan import Scanned, Token

_WORDS = re.compile(r"(?<![\\A-Za-z])[A-Za-z]{3,}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Something wrong at an offset of a file; `other` is a second place (file, offset) with what it says."""

    code: str
    file: str
    start: int
    length: int
    message: str
    hint: str | None = None
    other: tuple[str, int, str] | None = None


@dataclass(slots=True)
class Frame:
    r"""An open group: `kind` is `{`, `begin` or a sign of mathematics. `holds` is `text`, `table`, `math` or ``."""

    kind: str
    name: str
    file: str
    token: Token
    holds: str
    dollars: list[Token] = field(default_factory=list)
    math: Token | None = None
    argument: Token | None = None
    last: tuple[Frame, int] | None = None


def bracket_end(scanned: Scanned, index: int, name: str) -> int:
    """Return the offset after the bracket's partner; -1 when its paragraph has none, 0 when it is not sure."""
    depth = 0
    for position, token in enumerate(_following(scanned, index), index + 1):
        if token.kind == "{":
            depth += 1
        elif token.kind == "}":
            depth -= 1
            if depth < 0:
                return -1
        elif depth:
            if token.kind == "par":
                return 0  # a brace inside is at fault
        elif token.kind == "]":
            return token.end
        elif token.kind in {"par", "begin", "end", "torn", "input"}:
            return -1
        elif token.kind == "word" and token.name == name:
            after = scanned.tokens[position + 1] if position + 1 < len(scanned.tokens) else None
            if after is not None and after.kind == "[" and after.start == token.end:
                return -1
    return -1 if depth == 0 else 0


def _following(scanned: Scanned, index: int) -> Iterator[Token]:
    for position in range(index + 1, len(scanned.tokens)):
        yield scanned.tokens[position]


def base_frame(holds: str) -> Frame:
    """Return the frame below all groups."""
    return Frame(kind="", name="", file="", token=Token("", 0, 0), holds=holds)


def is_sum(inside: str) -> bool:
    """Whether the text after a dollar sign begins with a number and goes on in words."""
    return inside[:1].isdigit() and "{" not in inside and bool(_WORDS.search(inside))


def is_money(text: str, first: int, second: int) -> bool:
    """Whether two dollar signs around words stand before numbers: sums of money, not mathematics."""
    inside = text[first + 1 : second]
    return text[second + 1 : second + 2].isdigit() and inside[-1:].isspace() and is_sum(inside)


def same_line(text: str, first: int, second: int) -> bool:
    """Whether two offsets are on one line."""
    return "\n" not in text[min(first, second) : max(first, second)]


def ends_line(text: str, position: int) -> bool:
    """Whether nothing but blanks follows on the line."""
    return not text[position : text.find("\n", position) % (len(text) + 1)].strip(" \t%")


def indent(text: str, position: int) -> int | None:
    """Return the indentation of what stands at a position, `None` when it is not the first of its line."""
    before = text[text.rfind("\n", 0, position) + 1 : position]
    return len(before) if not before.strip() else None
