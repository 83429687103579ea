"""Split a .bib file into blocks: its text in, every entry with the place of each field out.

A strict reading of the grammar that BibTeX and biber share (btxdoc; the manual of btparse). A block that it
does not fit goes to `mend`, which says what is wrong with it and saves what can be saved. No block is read
past the next line that begins an entry, so a brace that is missing costs one entry at most.

Two things are taken as people mean them: a line that begins with `%` is a comment wherever no value stands,
and a backslash takes its brace out of the count, unless only counting it makes sense of the entry.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from reportgen.bibliography.model import TYPES, near
from reportgen.diagnostics import Place

_SPECIAL = {"comment", "string", "preamble"}
HEAD = re.compile(r"@\s*([A-Za-z][\w+-]*)\s*([{(])")
KEY = re.compile(r"""[^\s,{}="]*""")
NAME = re.compile(r"""[^\s=,{}()"#%]+""")
BARE = re.compile(r"""[^\s#,{}()="%]+""")
BLANK = re.compile(r"(?:\s++|%[^\n]*+)*+")
# What stands behind an entry that was closed too early.
MORE = re.compile(r"""\s*(?:,|[})]|[A-Za-z][\w-]*[ \t]*=[ \t]*(?:["{]|\d+\s*,))""")
_SAFE = re.compile(r"(?m)^[ \t]*@[ \t]*([A-Za-z][\w+-]*)[ \t]*[{(](?=[ \t]*[^\s,{}=()]*[ \t]*(,)?)")
_TORN_HEAD = re.compile(
    r"@[ \t]*(?:\w+[ \t]+[^\s,{(=]+[ \t]*,|[{(][ \t]*[^\s,]+[ \t]*,|\w+[\[<][ \t]*[^\s,]+[ \t]*,"
    r"|[\w:.-]+,[ \t]*\n[ \t]*[A-Za-z][\w-]*[ \t]*=)"
)
_STRING_NAME = re.compile(r"[A-Za-z][\w:.-]*(?=\s*=)")
_KEY_AND_COMMA = re.compile(r"\s*[^\s,{}=()]+\s*,")
_SIMPLE = re.compile(r"\{[^{}\\]*\}")
_BRACE = re.compile(r"\\[\\{}\"]|[{}]")
_PLAIN_BRACE = re.compile(r"[{}]")
_QUOTE = re.compile(r"\\[\\{}\"]|[{}\"]")
_PLAIN_QUOTE = re.compile(r"[{}\"]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """A field as it is written: its value runs from `start` to `end`, signs and all.

    `escapes` says that a backslash takes a brace out of the count.
    """

    name: str
    name_at: int
    start: int
    end: int
    escapes: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """What is wrong at an offset of the text; `length` characters are meant."""

    at: int
    message: str
    hint: str | None = None
    length: int = 1
    related: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """An entry, or a `string` with its one field; what is at fault in it stands beside it.

    `end` is the offset behind it. An entry whose key cannot be read has an empty one.
    """

    type: str
    start: int
    end: int
    key: str = ""
    key_at: int = 0
    fields: tuple[Written, ...] = ()
    faults: tuple[Fault, ...] = ()


@dataclass(slots=True)
class Source:
    """The text of a file, with line ends of one kind, and where its lines begin.

    `closes_on_own_line` is found out when the first fault asks for it.
    """

    file: str
    text: str
    starts: list[int] = field(init=False)
    closes_on_own_line: bool | None = None

    def __post_init__(self) -> None:
        """Find the lines."""
        self.text = self.text.replace("\r\n", "\n").replace("\r", "\n")
        self.starts = [0, *(found.end() for found in re.finditer("\n", self.text))]

    def place(self, at: int) -> Place:
        """Return the place of an offset."""
        line = bisect_right(self.starts, at)
        return Place(file=self.file, line=line, column=at - self.starts[line - 1] + 1)

    def line(self, at: int) -> str:
        """Return the line that an offset is in."""
        end = self.text.find("\n", at)
        return self.text[self.line_start(at) : end if end >= 0 else len(self.text)]

    def line_start(self, at: int) -> int:
        """Return where the line of an offset begins."""
        return self.starts[bisect_right(self.starts, at) - 1]


def blank(text: str, at: int, limit: int) -> int:
    """Skip blanks and comments."""
    found = BLANK.match(text, at, limit)
    return found.end() if found else at


def braced(text: str, at: int, limit: int, *, escapes: bool) -> int:
    """Return the offset behind the brace that closes the one at `at`, -1 when there is none."""
    simple = _SIMPLE.match(text, at, limit)
    if simple:
        return simple.end()
    depth = 0
    for found in (_BRACE if escapes else _PLAIN_BRACE).finditer(text, at, limit):
        sign = found[0]
        if sign == "{":
            depth += 1
        elif sign == "}":
            depth -= 1
            if depth == 0:
                return found.end()
    return -1


def quoted(text: str, at: int, limit: int, *, escapes: bool) -> int:
    """Return the offset behind the quotation mark that closes the one at `at`, -1 when there is none."""
    depth = 0
    for found in (_QUOTE if escapes else _PLAIN_QUOTE).finditer(text, at + 1, limit):
        sign = found[0]
        if sign == '"' and depth == 0:
            return found.end()
        depth += {"{": 1, "}": -1}.get(sign, 0)
        if depth < 0:
            return -1
    return -1


def value_end(text: str, at: int, limit: int, *, escapes: bool) -> int:
    """Return the offset behind a value, pieces joined by `#`, -1 when it is none."""
    while True:
        sign = text[at : at + 1] if at < limit else ""
        if sign == "{":
            end = braced(text, at, limit, escapes=escapes)
        elif sign == '"':
            end = quoted(text, at, limit, escapes=escapes)
        else:
            word = BARE.match(text, at, limit)
            end = word.end() if word else -1
        if end < 0:
            return -1
        at = blank(text, end, limit)
        if at >= limit or text[at] != "#":
            return end
        at = blank(text, at + 1, limit)


def blocks(source: Source) -> Iterator[Block]:
    """Give the blocks of a file in written order; what is no block of any kind is a comment."""
    from reportgen.bibliography.mend import lost_text, mend, mend_head

    text = source.text
    torn = False
    safe = [found.start(1) for found in _SAFE.finditer(text) if _begins_entry(found)]
    at = 0
    while at < len(text):
        found, head = _next_head(source, at)
        if not torn:
            yield from lost_text(source, at, found)
        if found >= len(text):
            return
        inside = bisect_right(safe, head.start(1) if head else found + 1)
        limit = source.line_start(safe[inside]) if inside < len(safe) else len(text)
        if head is None:
            block = mend_head(source, found, limit)
        elif head[1].lower() in _SPECIAL:
            block = _special(source, head, limit)
        else:
            block = _strict(text, head, limit) or mend(source, head, limit)
        yield block
        torn = bool(block.faults)
        at = max(block.end, found + 1)


def _begins_entry(found: re.Match[str]) -> bool:
    """Whether a line with `@` and a word begins an entry, and is no `@handle` in the midst of a text."""
    name = found[1].lower()
    return bool(found[2]) or name in _SPECIAL or name in TYPES


def _next_head(source: Source, at: int) -> tuple[int, re.Match[str] | None]:
    """Find the next `@` that begins a block, and its head; the head is `None` when it is no whole one."""
    text = source.text
    first = at
    while (at := text.find("@", at)) >= 0:
        before = text[max(first, source.line_start(at)) : at].strip()
        if before.startswith("%") or source.line(at).lstrip().startswith("%"):
            at += 1
            continue
        head = HEAD.match(text, at)
        known = head is not None and (head[1].lower() in TYPES or head[1].lower() in _SPECIAL)
        if head and (known or (not before and (head[2] == "{" or _looks_like_key(text, head.end())))):
            return at, head
        if not before and _TORN_HEAD.match(text, at):
            return at, None
        at += 1
    return len(text), None


def _looks_like_key(text: str, at: int) -> bool:
    return _KEY_AND_COMMA.match(text, at) is not None


def _strict(text: str, head: re.Match[str], limit: int) -> Block | None:
    return _entry(text, head, limit, escapes=True) or _entry(text, head, limit, escapes=False)


def _entry(text: str, head: re.Match[str], limit: int, *, escapes: bool) -> Block | None:
    """Read an entry that fits the grammar in every point."""
    close = "}" if head[2] == "{" else ")"
    at = blank(text, head.end(), limit)
    found = KEY.match(text, at, limit)
    key = found[0] if found else ""
    if close == ")":
        key = key.split(")")[0]
    key_at = at
    at = blank(text, at + len(key), limit)
    fields: list[Written] = []
    while key and at < limit:
        if text[at] == close:
            end = at + 1
            if MORE.match(text, end, limit):
                return None
            return Block(
                type=head[1].lower(), start=head.start(), end=end, key=key, key_at=key_at, fields=tuple(fields)
            )
        if text[at] != ",":
            return None
        at = blank(text, at + 1, limit)
        if at < limit and text[at] == close:
            continue
        name = NAME.match(text, at, limit)
        if not name:
            return None
        equals = blank(text, name.end(), limit)
        if equals >= limit or text[equals] != "=":
            return None
        start = blank(text, equals + 1, limit)
        end = value_end(text, start, limit, escapes=escapes)
        if end < 0:
            return None
        fields.append(Written(name=name[0].lower(), name_at=at, start=start, end=end, escapes=escapes))
        at = blank(text, end, limit)
    return None


def _special(source: Source, head: re.Match[str], limit: int) -> Block:
    """Read `@string`, `@preamble` or `@comment`; a comment may hold whole entries."""
    text, kind, start = source.text, head[1].lower(), head.start()
    opened = head.end() - 1
    if kind == "comment":
        end = braced(text, opened, len(text), escapes=False) if head[2] == "{" else text.find(")", opened) + 1
        line_end = text.find("\n", start)
        if end > 0:
            return Block(type=kind, start=start, end=end)
        # A comment that nobody closes is one of a line, as BibTeX reads it.
        return Block(type=kind, start=start, end=line_end if line_end >= 0 else len(text))
    close = "}" if head[2] == "{" else ")"
    at = blank(text, head.end(), limit)
    name = NAME.match(text, at, limit) if kind == "string" else None
    start_value = at
    if kind == "string":
        equals = blank(text, name.end(), limit) if name else at
        if name is None or equals >= limit or text[equals] != "=":
            fault = Fault(at=at, message="a @string is a name, '=' and a text", hint='@string{name = "text"}')
            # The name is known all the same, so that its uses are not at fault as well.
            word = name or _STRING_NAME.search(text, at, _line_end(text, at, limit))
            named = (_named(word),) if word else ()
            return Block(type=kind, start=start, end=_line_end(text, start, limit), fields=named, faults=(fault,))
        start_value = blank(text, equals + 1, limit)
    end = value_end(text, start_value, limit, escapes=True)
    if end < 0:
        end = value_end(text, start_value, limit, escapes=False)
    behind = blank(text, end, limit) if end >= 0 else limit
    if 0 <= behind < limit and text[behind] == ",":
        behind = blank(text, behind + 1, limit)
    faults: tuple[Fault, ...] = ()
    if end < 0 or behind >= limit or text[behind] != close or MORE.match(text, behind + 1, limit):
        what = f"@{kind}" + (f" '{name[0]}'" if name else "")
        faults = (Fault(at=start_value, message=f"{what} is not closed; check its braces and quotation marks"),)
        end = _line_end(text, start_value, limit) if end < 0 else end
        behind = _line_end(text, start_value, limit) - 1
    written = Written(name=name[0].lower(), name_at=at, start=start_value, end=end) if name else None
    if faults and name:
        written = _named(name)
    return Block(type=kind, start=start, end=max(behind + 1, end), fields=(written,) if written else (), faults=faults)


def _named(name: re.Match[str]) -> Written:
    """Return a `@string` that stands for its own name, for want of its text."""
    return Written(name=name[0].lower(), name_at=name.start(), start=name.start(), end=name.end())


def _line_end(text: str, at: int, limit: int) -> int:
    end = text.find("\n", at, limit)
    return end if end >= 0 else limit


def misspelt_type(name: str) -> str | None:
    """Return the type that was meant by one that is none."""
    return None if name in TYPES or name in _SPECIAL else near(name, TYPES)
