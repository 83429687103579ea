r"""TeX as sections use it, in tokens: text in, the places of braces, environments and special characters out.

Comments, `\verb`, verbatim environments, addresses and definitions are no text of the page: nothing inside
them becomes a token. `masked` is the text with blanks in place of comments and verbatim text, of equal length.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from reportgen.checks.tex_words import (
    ADDRESSES,
    DEFINERS,
    OPAQUE_ENVIRONMENTS,
    PRIMITIVE_DEFINERS,
    VERBATIM_COMMANDS,
    WILD,
)


class Token(NamedTuple):
    r"""A token. `kind` is `word`, `sign` (`\\`, `\%`), `begin`, `end`, `torn`, `input`, `par`, or the character itself.

    `name` is that of a command, an environment or a file. `torn` is a `\begin` or `\end` whose braces are damaged.
    """

    kind: str
    start: int
    end: int
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scanned:
    r"""A text in tokens. `wild` texts change what characters mean, so their braces need not pair.

    `verbs` are the offsets of `\verb` commands that are not closed on their line, `definitions` the spans of what
    is defined and not printed.
    """

    text: str
    masked: str
    tokens: tuple[Token, ...]
    wild: bool
    verbs: tuple[int, ...]
    definitions: tuple[tuple[int, int], ...]


_TOKEN = re.compile(
    r"(?P<env>\\(?:begin|end)[ \t]*\{[^{}\\\n$%&#~]*\})"
    r"|\\(?P<word>[A-Za-z@]+)\*?"
    r"|(?P<sign>\\.|\\\n)"
    r"|\^\^\S"
    r"|(?P<comment>%[^\n]*)"
    r"|(?P<display>\$\$)"
    r"|(?P<one>[{}\[\]$&#^_])"
    r"|(?P<par>\n[ \t]*(?=\n))"
)
# `\begin{x`, `\begin x}`, `\begin[x}`, `\begin{x]`
_TORN = re.compile(r"[ \t]*(?:\{([A-Za-z]+\*?)|[\[(<]?([A-Za-z]+\*?)[\])>}])[\])>]?")
_INPUT = re.compile(r"[ \t]*(?:\{\s*([^{}\s]+)\s*\}|([\w./-]+))")
_BRACKETS = re.compile(r"\s*\[(?:[^\[\]{}]|\{[^{}]*\}){0,2000}\]")
_BRACES = re.compile(r"\\.|%[^\n]*|[{}]", re.DOTALL)
_RAW_BRACES = re.compile(r"\\.|[{}]", re.DOTALL)
_WILD = re.compile(rf"\\(?:{'|'.join(WILD.split())})(?![A-Za-z@])|`[{{}}]|\\let\s*\\[A-Za-z@]+\s*=?\s*[{{}}]")
_COMMENT = re.compile(r"(?<!\\)((?:\\\\)*)%[^\n]*")
_LETTER_BY_LETTER = re.compile(
    rf"\\(?:{'|'.join(VERBATIM_COMMANDS | ADDRESSES - {'href'})})(?![A-Za-z])|\\href\s*\{{[^{{}}]*(?<!\\)%"
    rf"|\\begin\s*\{{(?:{'|'.join(map(re.escape, OPAQUE_ENVIRONMENTS))})\}}"
)
_SPACE = re.compile(r"\s*")


@lru_cache(maxsize=512)
def scan(text: str, opaque: frozenset[str] = frozenset()) -> Scanned:
    """Cut a text into tokens; `opaque` are further environments whose text is taken letter by letter."""
    work = _Scan(text, OPAQUE_ENVIRONMENTS | opaque)
    work.run()
    masked = _masked(text, work.hidden)
    return Scanned(
        text=text, masked=masked, tokens=tuple(work.tokens), wild=bool(_WILD.search(masked)), verbs=tuple(work.verbs),
        definitions=tuple(work.definitions),
    )  # fmt: skip


@lru_cache(maxsize=512)
def masked(text: str) -> str:
    """Return a text with blanks in place of comments and verbatim text; it need not be cut into tokens for that."""
    if _LETTER_BY_LETTER.search(text):
        return scan(text, frozenset()).masked
    return _COMMENT.sub(lambda hit: hit.group(1) + " " * (len(hit.group()) - len(hit.group(1))), text)


def group_end(text: str, start: int, *, raw: bool = False) -> int:
    """Return the offset after the brace that closes the one at `start`; -1 when there is none.

    In `raw` text a percent sign begins no comment.
    """
    depth = 0
    for hit in (_RAW_BRACES if raw else _BRACES).finditer(text, start):
        if hit.group() == "{":
            depth += 1
        elif hit.group() == "}":
            depth -= 1
            if depth == 0:
                return hit.end()
    return -1


def brackets_end(text: str, start: int) -> int:
    """Return the offset after an argument in brackets that begins at `start`, blanks before it allowed; or `start`."""
    hit = _BRACKETS.match(text, start)
    return hit.end() if hit and not re.search(r"\n[ \t]*\n", hit.group()) else start


def _masked(text: str, hidden: list[tuple[int, int]]) -> str:
    pieces, position = [], 0
    for start, end in hidden:
        pieces.append(text[position:start])
        pieces.append("".join("\n" if c == "\n" else " " for c in text[start:end]))
        position = end
    return "".join((*pieces, text[position:]))


class _Scan:
    """The state of one pass over a text."""

    def __init__(self, text: str, opaque: frozenset[str]) -> None:
        self.text, self.opaque = text, opaque
        self.tokens: list[Token] = []
        self.hidden: list[tuple[int, int]] = []
        self.verbs: list[int] = []
        self.definitions: list[tuple[int, int]] = []

    def run(self) -> None:
        position = 0
        while hit := _TOKEN.search(self.text, position):
            position = self._take(hit)

    def _take(self, hit: re.Match[str]) -> int:
        """Keep a token; return where the next one may begin."""
        start, end = hit.span()
        kind = hit.lastgroup
        if kind == "env":
            name = hit.group()[hit.group().index("{") + 1 : -1].strip()
            what = "begin" if hit.group().startswith("\\begin") else "end"
            self.tokens.append(Token(what, start, end, name))
            return self._verbatim(name, end) if what == "begin" and name in self.opaque else end
        if kind == "word":
            return self._word(hit.group("word"), start, end)
        if kind == "comment":
            self.hidden.append((start, end))
            return end
        if kind is None:  # a character by its number
            return end
        token = "$$" if kind == "display" else hit.group() if kind == "one" else str(kind)
        self.tokens.append(Token(token, start, end, hit.group()[1:] if kind == "sign" else ""))
        return end

    def _verbatim(self, name: str, start: int) -> int:
        start = brackets_end(self.text, start)
        closing = self.text.find(f"\\end{{{name}}}", start)
        stop = closing if closing >= 0 else len(self.text)
        self.hidden.append((start, stop))
        return stop

    def _word(self, name: str, start: int, end: int) -> int:
        text = self.text
        if name in {"begin", "end"}:
            torn = _TORN.match(text, end)
            if torn:
                self.tokens.append(Token("torn", start, torn.end(), f"{name}:{torn.group(1) or torn.group(2)}"))
                return torn.end()
        elif name in VERBATIM_COMMANDS:
            return self._verb(name, start, end)
        elif name in {"input", "include"}:
            file = _INPUT.match(text, end)
            if file:
                self.tokens.append(Token("input", start, file.end(), file.group(1) or file.group(2)))
                return file.end()
        elif name in ADDRESSES:
            return self._address(name, start, end)
        elif name in DEFINERS or name in PRIMITIVE_DEFINERS:
            stop = self._definition(name, start, end)
            self.definitions.append((start, stop))
            return stop
        self.tokens.append(Token("word", start, end, name))
        return end

    def _verb(self, name: str, start: int, end: int) -> int:
        text = self.text
        if name in {"lstinline", "mintinline", "Verb"}:
            end = brackets_end(text, end)
        if name == "mintinline" and text[end : end + 1] == "{":
            end = max(group_end(text, end), end)
        sign = text[end : end + 1]
        if sign == "{" and name != "verb":
            stop = group_end(text, end)
        else:
            stop = text.find(sign, end + 1) + 1 if sign.strip() else 0
            line_end = text.find("\n", end)
            stop = -1 if stop == 0 or 0 <= line_end < stop else stop
        if stop < 0:
            # It takes the rest of the line for itself, and TeX refuses it.
            self.verbs.append(start)
            stop = text.find("\n", end)
            stop = len(text) if stop < 0 else stop
        self.hidden.append((start, stop))
        self.tokens.append(Token("sign", start, stop))
        return stop

    def _address(self, name: str, start: int, end: int) -> int:
        text = self.text
        end = brackets_end(text, end)
        sign = text[end : end + 1]
        if sign.isspace():
            blank = _SPACE.match(text, end)
            opening = blank.end() if blank else end
            end, sign = (opening, "{") if text[opening : opening + 1] == "{" else (end, sign)
        stop = group_end(text, end, raw=True) if sign == "{" else -1
        if sign in {"|", "!", "+"} and name != "href":
            stop = text.find(sign, end + 1) + 1 or -1
        self.tokens.append(Token("word", start, end, name))
        if stop < 0 or "\n\n" in text[end:stop]:
            return end
        self.hidden.append((end, stop))
        return stop

    def _definition(self, name: str, start: int, end: int) -> int:
        """Skip what is defined, and all arguments in braces or brackets that follow."""
        text = self.text
        self.tokens.append(Token("word", start, end, name))
        if name in PRIMITIVE_DEFINERS:
            opening = text.find("{", end)
            return max(group_end(text, opening), end) if opening >= 0 else end
        named = False
        while True:
            space = _SPACE.match(text, end)
            at = space.end() if space else end
            if text[at : at + 1] == "{":
                stop = group_end(text, at)
                if stop < 0:
                    return end
                end, named = stop, True
            elif text[at : at + 1] == "\\" and not named:
                command = re.compile(r"\\(?:[A-Za-z@]+|.)").match(text, at)
                end = command.end() if command else at + 1
                named = True
            elif text[at : at + 1] in {"[", "*"}:
                stop = at + 1 if text[at] == "*" else brackets_end(text, at)
                if stop == at:
                    return end
                end, named = stop, named or text[at] == "["
            else:
                return end
