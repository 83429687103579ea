"""Say what is wrong with an entry that does not fit the grammar, and save what can be saved.

The entry is taken apart at the lines that begin with a field's name and `=`. Each part is read by itself, so
that a sign that is missing in one leaves the others whole; it is reported where it is missing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from reportgen.bibliography.model import TYPES
from reportgen.bibliography.scan import (
    BARE,
    KEY,
    MORE,
    NAME,
    Block,
    Fault,
    Source,
    Written,
    blank,
    braced,
    misspelt_type,
    quoted,
)

# How far beyond its part the end of a value is looked for, so that many faults cost no more than their number.
_FURTHER = 4_000
_MANY = 20
_FIELD_LINE = re.compile(r"(?m)^[ \t]*,?[ \t]*[A-Za-z][\w+:-]*[ \t]*=(?!=)")
_FIELD = re.compile(r"[A-Za-z][\w+:-]*\s*=(?!=)")
_BELOW = re.compile(r"\s*(?:[})]|,?\s*[A-Za-z][\w+:-]*[ \t]*=(?!=))")
# The rest of a line that has the closing sign of a value but not its opening one.
_HALF = re.compile(r"""[^\n{"#=]*?([}"])[ \t]*(,?)[ \t]*(?:%[^\n]*)?(?=\n|\Z)""")
_REST = re.compile(r"[^\n]*")
_LONE_CLOSE = re.compile(r"(?m)^[ \t]*[})][ \t]*$")
_ANOTHER_CLOSE = re.compile(r"[ \t]*\n\s*[})][ \t]*(?=\n|\Z)")
_COMMA = re.compile(r"\s*,")
_ENTRY_LINE = re.compile(r"(?m)^[ \t]*@[ \t]*\w+[ \t]*[{(]")
_LOST_HEAD = re.compile(r"""(?m)^[ \t]*([A-Za-z]\w*)[ \t]*([{(])(?=[ \t]*[^\s,{}=()"]+[ \t]*,)""")
_LOST_AT = re.compile(r"(?m)^[ \t]*@[ \t]*(\w+)")
_LOST_FIELD = re.compile(r"""(?m)^[ \t]*([A-Za-z][\w-]*)[ \t]*=[ \t]*["{]""")
_LOST_STRING = re.compile(r"(?mi)^[ \t]*@?[ \t]*string[ \t]*[{(]?[ \t]*([A-Za-z][\w:.-]*)[ \t]*=")
_TORN = re.compile(r"@[ \t]*(\w*)[ \t]*[\[<{(]?[ \t]*([^\s,]*)[ \t]*")


def lost_text(source: Source, start: int, end: int) -> Iterator[Block]:
    """Report text between entries that was to be an entry; any other counts as a comment."""
    if source.text.find("=", start, end) < 0 and source.text.find("@", start, end) < 0:
        return
    text = source.text
    # Lines are looked at whole; the rest of an entry's last line is not one.
    at = start
    if start != source.line_start(start):
        at = text.find("\n", start, end) + 1
        if at == 0:
            return
    string = _LOST_STRING.search(text, at, end)
    if string is not None:
        # The name is known all the same, so that its uses are not at fault as well.
        named = Written(name=string[1].lower(), name_at=string.start(1), start=string.start(1), end=string.end(1))
        where = string.start() + len(string[0]) - len(string[0].lstrip())
        fault = Fault(at=where, message="this text belongs to no entry", hint='@string{name = "text"}')
        yield Block(type="string", start=start, end=end, fields=(named,), faults=(fault,))
        return
    head = next((f for f in _LOST_HEAD.finditer(text, at, end) if _is_type(f[1])), None)
    if head is not None:
        fault = Fault(at=head.start(1), message="an entry has no '@'", hint=f"write @{head[1]}{head[2]}")
        block = mend(source, head, end)
        kept = () if block.faults and "no '@'" in block.faults[0].message else block.faults
        yield Block(
            type=head[1].lower(), start=head.start(), end=block.end, key=block.key, key_at=block.key_at,
            fields=block.fields, faults=(fault, *kept),
        )  # fmt: skip
        return
    lost_at = next((f for f in _LOST_AT.finditer(text, at, end) if _is_type(f[1]) and f[1].lower() != "comment"), None)
    lost = lost_at or _LOST_FIELD.search(text, at, end)
    if lost is not None:
        hint = "an entry begins with @, its type and a brace: @book{key,"
        fault = Fault(at=lost.start() if lost_at else lost.start(1), message="this text belongs to no entry", hint=hint)
        if lost_at:
            fault = Fault(at=text.index("@", lost.start()), message=fault.message, hint=hint)
        yield Block(type="", start=start, end=end, faults=(fault,))


def _is_type(name: str) -> bool:
    return name.lower() in TYPES or misspelt_type(name.lower()) is not None


def mend_head(source: Source, at: int, limit: int) -> Block:
    """Read an entry whose first line lacks its type or its brace."""
    found = _TORN.match(source.text, at, limit)
    type_, key = (found[1], found[2]) if found else ("", "")
    key_at = found.start(2) if found else at
    if type_.lower() not in TYPES:
        # `@bookknuth84,`: the longest type that it begins with.
        known = max((t for t in TYPES if type_.lower().startswith(t)), key=len, default=type_)
        key_at = at + 1 + len(known) if len(known) < len(type_) else key_at
        key, type_ = f"{type_[len(known) :]}{key}", type_[: len(known)]
    if type_:
        fault = Fault(at=at, message=f"@{type_} has no brace behind it", hint=f"write @{type_}{{{key},", length=1)
    else:
        fault = Fault(at=at, message="an entry has no type", hint=f"write @book{{{key}, or what it is")
    work = _Work(source=source, start=at, limit=limit, close="}", at=found.end() if found else at)
    work.faults.append(fault)
    if key:
        work.body()
    return work.block(type_.lower() or "misc", key, key_at, only_first=True)


def mend(source: Source, head: re.Match[str], limit: int) -> Block:
    """Read an entry with a fault in it; `head` is its type and opening brace, `limit` where the next begins."""
    text = source.text
    close = "}" if head[2] == "{" else ")"
    at = blank(text, head.end(), limit)
    found = KEY.match(text, at, limit)
    key = found[0] if found else ""
    key_at = at
    work = _Work(source=source, start=head.start(), limit=limit, close=close, at=at + len(key))
    behind = blank(text, work.at, limit)
    sign = text[behind : behind + 1] if behind < limit else ""
    if not key or sign == "=":
        place = key_at if "\n" not in text[head.end() : key_at] else head.end() - 1
        work.fault(place, "an entry has no key", "an entry begins with its type, a brace, its key and a comma")
        work.at, key = key_at, ""
        if sign == ",":
            work.at = behind
        work.comma = True
    elif sign not in {",", close}:
        word = re.compile(r"([^\s,{}=]+)[ \t]*(,|=|\{|\")?").match(text, behind, limit)
        if word and word[2] == "," and "\n" not in text[work.at : behind]:
            whole = text[key_at : word.end(1)]
            work.fault(key_at, f"the key '{whole}' has a blank in it", "join its words with a hyphen", len(whole))
            work.at = word.end(1)
            key = whole
        else:
            work.fault(work.at, f"no comma after the key '{key}'", f"write {{{key},")
            work.comma = True
    work.body()
    return work.block(head[1].lower(), key, key_at)


@dataclass(slots=True)
class _Work:
    """An entry in the works: `at` is how far it has been read, `comma` whether a comma has just been read."""

    source: Source
    start: int
    limit: int
    close: str
    at: int
    comma: bool = False
    closed: bool = False
    behind: int = -1
    fields: list[Written] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    def fault(self, at: int, message: str, hint: str | None = None, length: int = 1) -> None:
        self.faults.append(Fault(at=at, message=message, hint=hint, length=length))

    def block(self, type_: str, key: str, key_at: int, *, only_first: bool = False) -> Block:
        if not self.closed and not self.faults:
            self.faults.append(self._unclosed(key, key_at))
        kept = self.faults[:1] if only_first else _one_a_line(self.source, self.faults)
        return Block(
            type=type_, start=self.start, end=max(self.at, self.start + 1), key=key, key_at=key_at,
            fields=tuple(self.fields), faults=tuple(kept),
        )  # fmt: skip

    def _unclosed(self, key: str, key_at: int) -> Fault:
        """Report an entry that nothing closes: where its last field ends if other entries are closed there."""
        message = f"'{key}' is not closed"
        hint = f"its closing '{self.close}' is missing"
        last = self.behind if self.behind >= 0 else key_at + len(key)
        if not _closes_on_own_line(self.source):
            return Fault(at=last, message=message, hint=hint)
        return Fault(
            at=key_at, message=message, hint=hint, length=len(key), related=(("its last field ends here", last),)
        )

    def body(self) -> None:
        """Read the fields."""
        text = self.source.text
        starts = [f.start() for f in _FIELD_LINE.finditer(text, self.at, self.limit)]
        bounds = [*starts, self.limit]
        index = 0
        while self.at < self.limit and not self.closed:
            while bounds[index] <= self.at and index < len(bounds) - 1:
                index += 1
            self.part(bounds[index] if bounds[index] > self.at else self.limit)

    def part(self, end: int) -> None:
        """Read up to the next line that begins a field."""
        text = self.source.text
        while self.at < end:
            at = self.at = min(blank(text, self.at, self.limit), self.limit)
            if at >= end:
                return
            sign = text[at]
            if sign == ",":
                if self.comma:
                    self.fault(at, "a comma too many")
                self.comma, self.at = True, at + 1
            elif sign in {self.close, "}"}:
                self.at = at + 1
                if sign == self.close and self._closes_here(at):
                    self.closed = True
                    self._look_behind()
                    return
                self.fault(at, f"'{sign}' closes the entry too early")
                self.comma = True
            else:
                self.one_field(end)

    def _closes_here(self, at: int) -> bool:
        """Whether a closing sign is the entry's: nothing of the entry follows.

        Of two with only blanks between, the one is right that stands as the file's other entries have it.
        """
        text = self.source.text
        if not MORE.match(text, at + 1, self.limit):
            return True
        alone = not text[self.source.line_start(at) : at].strip()
        if _ANOTHER_CLOSE.match(text, at + 1, self.limit):
            return alone or not _closes_on_own_line(self.source)
        if not alone or _COMMA.match(text, at + 1, self.limit):
            return False
        return _LONE_CLOSE.search(text, at + 1, self.limit) is None

    def _look_behind(self) -> None:
        """Report a closing sign that stands alone behind the entry."""
        text = self.source.text
        below = re.compile(r"[ \t]*\n?\s*[})]").match(text, self.at, self.limit)
        if below and not self.faults:
            self.fault(below.end() - 1, f"'{text[below.end() - 1]}' closes nothing")
            self.at = below.end()

    def one_field(self, end: int) -> None:
        """Read a field, or what stands in the place of one."""
        text, at = self.source.text, self.at
        if not self.comma and self.behind >= 0:
            self.fault(self.behind, f"no comma after the {self.fields[-1].name if self.fields else 'field'}")
        self.comma = False
        name = NAME.match(text, at, end)
        equals = blank(text, name.end() if name else at, end)
        sign = text[equals : equals + 1] if equals < end else ""
        if name is None and sign != "=":
            self._stray(at, 1)
            self._skip_line(at, end)
            return
        word = name[0].rstrip(":") if name else ""
        if sign == "=":
            if name is None:
                self.fault(at, "a field has no name")
            self.at = blank(text, equals + 1, end)
        elif sign and sign in '{"' and "\n" not in text[at:equals]:
            self.fault(at, f"no '=' between '{word}' and its text", f"write {word} = ", len(word))
            self.at = equals
        elif sign in {"", ",", self.close}:
            self.fault(at, f"'{word}' has no text", "a field is a name, '=' and its text in braces", len(word))
            self.at = equals
            self.behind = equals
            self.comma = not sign
            return
        else:
            self._stray(at, len(word))
            self._skip_line(at, end)
            return
        start = self.at
        stop = self.value(start, end, word)
        if word and stop > start:
            self.fields.append(Written(name=word.lower(), name_at=at, start=start, end=stop))
        self.behind = stop

    def _stray(self, at: int, length: int) -> None:
        """Report text that belongs to no field, unless the fault is in the line above."""
        before = self.source.place(self.faults[-1].at).line if self.faults else None
        if before is None or before + 1 != self.source.place(at).line:
            self.fault(at, "this text belongs to no field", None, length)

    def _skip_line(self, at: int, end: int) -> None:
        """Go on behind the line of `at`; what it said is lost."""
        found = self.source.text.find("\n", at, end)
        self.at = found if found >= 0 else end
        line = self.source.text[at : self.at].rstrip()
        if found < 0 and line.endswith(self.close):
            self.at = at + len(line) - 1
        self.comma = True

    def value(self, start: int, end: int, name: str) -> int:
        """Read a value and return where it ends; `at` is moved behind it."""
        text = self.source.text
        at = start
        while True:
            sign = text[at : at + 1] if at < end else ""
            if sign and sign in '{"':
                close = self._closing(at, end, sign)
                if close < 0:
                    return self._unclosed_value(at, end, name, sign)
                if self._took_the_entrys_brace(at, close):
                    return self._unclosed_value(at, close - 1, name, sign)
                at = close
            else:
                half = _HALF.match(text, at, end)
                if half and self._is_half(half):
                    what = "quotation mark" if half[1] == '"' else "brace"
                    self.fault(at, f"the {name} has no opening {what}")
                    self.at = half.end(1)
                    return half.start(1)
                bare = BARE.match(text, at, end)
                if bare is None:
                    self.fault(start, f"the {name} has no text", "leave out the field, or write {}")
                    self.at = at
                    return at
                at = bare.end()
            behind = blank(text, at, end)
            if behind < end and text[behind] == "#":
                at = blank(text, behind + 1, end)
                continue
            if behind >= end or text[behind] in {",", self.close, "}"} or "\n" in text[at:behind]:
                self.at = at
                return at
            if _FIELD.match(text, behind, end):
                self.at = at
                return at
            return self._text_behind(start, behind, end, name)

    def _text_behind(self, start: int, behind: int, end: int, name: str) -> int:
        """Report text behind a value on its line, such as a quotation in quotation marks."""
        text = self.source.text
        bare = text[start] not in '{"'
        hint = "a text stands in braces" if bare else "write quotation marks in a text as ``...''"
        message = f"the {name} has no braces" if bare else f"the {name} goes on behind its end"
        self.fault(start if bare else behind, message, hint)
        rest = _REST.match(text, behind, end)
        line = rest[0].rstrip() if rest else ""
        stop = behind + len(line.rstrip(",").rstrip())
        if line.endswith(self.close) and not line.endswith(","):
            stop -= 1
        self.at = max(stop, behind + 1)
        return self.at

    def _is_half(self, half: re.Match[str]) -> bool:
        if half[1] == '"':
            return True
        return bool(half[2]) or _BELOW.match(self.source.text, half.end(), self.limit) is not None

    def _closing(self, at: int, end: int, sign: str) -> int:
        """Find the end of a piece: in its part, or further on if a field or the entry's end follows there."""
        text = self.source.text
        find = braced if sign == "{" else quoted
        found = find(text, at, end, escapes=True)
        if found < 0:
            found = find(text, at, end, escapes=False)
        if found >= 0 or end >= self.limit or len(self.faults) > _MANY:
            return found
        found = find(text, at, min(self.limit, end + _FURTHER), escapes=True)
        if found >= 0:
            behind = blank(text, found, self.limit)
            sign_behind = text[behind : behind + 1]
            if sign_behind in {",", self.close} and _BELOW.match(text, behind + (sign_behind == ","), self.limit):
                return found
        return -1

    def _took_the_entrys_brace(self, at: int, close: int) -> bool:
        """Whether the brace that seems to close a value is the entry's, which nothing else closes."""
        text = self.source.text
        line = text[self.source.line_start(close - 1) : close]
        if text[close - 1] != "}" or line.strip() != "}" or "\n" not in text[at:close] or self.close != "}":
            return False
        behind = blank(text, close, self.limit)
        if behind < self.limit and text[behind] in {",", "}"}:
            return False
        head = self.source.line(self.start)
        indent = len(head) - len(head.lstrip())
        return text[at : close - 1].rstrip().endswith(",") or len(line) - 1 <= indent

    def _unclosed_value(self, at: int, end: int, name: str, sign: str) -> int:
        """Report a value without its closing sign, and take it to end with its part."""
        text = self.source.text
        body = text[at:end]
        what = "brace" if sign == "{" else "quotation mark"
        last = end >= self.limit
        own = body.rstrip()
        if last and re.search(r"\n[ \t]*[})]$", own):
            own = own[:-1].rstrip()
            self.closed = True
        own = own.rstrip(",").rstrip()
        where = at + _torn_line(own, sign)
        self.fault(where, f"the {name} has no closing {what}")
        self.at = end
        self.comma = True
        if end < self.limit and text[end] == "}":
            self.at, self.closed = end + 1, True
        elif last:
            self.closed = True
        return at + len(own)


def _torn_line(body: str, sign: str) -> int:
    """Return the offset, in a value that is not closed, of the line that lacks the sign.

    A line in the midst that opens more than it closes; otherwise the last one that has any text. Between
    quotation marks every line closes what it opens.
    """
    lines = body.split("\n")
    if len(lines) == 1:
        return 0
    if sign == '"':
        offset = 0
        for line in lines:
            if line.count("{") != line.count("}"):
                return offset + len(line) - len(line.lstrip())
            offset += len(line) + 1
        return len(body) - len(lines[-1].lstrip())
    offset = len(lines[0]) + 1
    for line in lines[1:]:
        if line.count("{") > line.count("}"):
            return offset + len(line) - len(line.lstrip())
        offset += len(line) + 1
    closes = sign == "{" and lines[-1].count("}") > lines[-1].count("{")
    if closes:
        return 0
    return len(body) - len(lines[-1].lstrip())


def _one_a_line(source: Source, faults: list[Fault]) -> list[Fault]:
    """Keep the first fault of each line: the others follow from it."""
    kept: dict[int | None, Fault] = {}
    for fault in faults:
        kept.setdefault(source.place(fault.at).line, fault)
    return list(kept.values())


def _closes_on_own_line(source: Source) -> bool:
    """Whether the entries of this file end with a brace on a line of its own."""
    if source.closes_on_own_line is None:
        lone = sum(1 for _ in _LONE_CLOSE.finditer(source.text))
        entries = sum(1 for _ in _ENTRY_LINE.finditer(source.text))
        source.closes_on_own_line = 2 * lone >= entries or entries == 1
    return source.closes_on_own_line
