"""Trusted TeX and the one way into it.

`Tex` is a string that may go into a TeX file as it is. Plain strings become `Tex` only through
`escape()`. While a file is being composed, invisible origin marks inside the text say which
template line or record each piece came from; `unmark()` takes them out again.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, NamedTuple, Self
from urllib.parse import quote, urlsplit

from markupsafe import Markup

from reportgen.diagnostics import Place

# Every character that TeX, the fonts' ligature tables or a table row would read as something
# else. Braces after a control word keep the following letter or blank; braces around brackets
# and stars keep a cell from becoming an optional argument after `\\`.
_SPECIAL = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "#": r"\#",
    "$": r"\$",
    "%": r"\%",
    "&": r"\&",
    "_": r"\_",
    "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    '"': r"\textquotedbl{}",
    "'": r"\textquotesingle{}",
    "`": r"\textasciigrave{}",
    "[": "{[}",
    "]": "{]}",
    "*": "{*}",
    "=": "{=}",
    "\u00a0": "~",
    "\u00ad": r"\-",
}
# What stays as it is: most texts have nothing else.
_ORDINARY = re.compile("[A-Za-z0-9 .,;:!?()/+@]*")
_NO_WORD = re.compile("[^A-Za-z0-9]")
_OTHER = re.compile("[^A-Za-z0-9 .,;:!?()/+@]")
# Fonts make no dash of two hyphens here, but bookmarks do.
_HYPHENS = re.compile("-(?=-)")
_BLANKS = "\t\n\v\f\r\u0085\u2028\u2029"
# Characters that no font shows and that change what the reader sees (bidirectional controls,
# controls, private use, unassigned): they are printed as <U+XXXX>, never passed through.
_BIDI = set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c\ufeff")
_MARK_OPEN, _MARK_CLOSE = "\ue000", "\ue001"
# The sign of what nobody has looked at; a class of its own may not know it. It is told once in a paragraph.
_SIGN = r"\unreviewed{"
_SIGN_DEFINED = r"\providecommand*\unreviewed[1]{ (not reviewed)}"
_ANY_SIGN = re.compile(r"\\unreviewed\{[^{}]*\}")
_PARAGRAPH = re.compile(r"(\n[ \t]*\n|\\(?:item|par|tabularnewline|newline)(?![A-Za-z])|\\\\|(?<!\\)&)")
_MARK = re.compile(f"{_MARK_OPEN}([^{_MARK_CLOSE}]*){_MARK_CLOSE}")
# The mark of a piece that came from a record.
DATA_MARK = re.compile(f"{_MARK_OPEN}d[^{_MARK_CLOSE}]*{_MARK_CLOSE}")


class Tex(Markup):
    """TeX that may be written to a file as it stands.

    Joining a `Tex` with plain text escapes the plain text, as `markupsafe.Markup` does for HTML.
    """

    __slots__ = ()

    @classmethod
    def escape(cls, s: Any, /) -> Self:
        """Return `s` as TeX: unchanged if it is `Tex`, escaped otherwise.

        `Markup` is what Jinja makes of a macro's output, every piece of which is TeX already.
        """
        if isinstance(s, cls):
            return s
        return cls(s) if isinstance(s, Markup) else cls(_escape_text(str(s)))


def escape(text: object) -> Tex:
    r"""Turn any text into TeX that prints exactly that text, NFC-normalised, on one line.

    >>> escape("R&D 5%")
    Tex('R\\&D 5\\%')
    """
    return Tex.escape(text)


def _escape_text(text: str) -> str:
    if _ORDINARY.fullmatch(text):
        return text
    plain = unicodedata.normalize("NFC", text.replace("\r\n", "\n"))
    escaped = _OTHER.sub(lambda found: _escape_character(found.group()), plain)
    return _HYPHENS.sub("-{}", escaped)


def _escape_character(c: str) -> str:
    if c in _SPECIAL:
        return _SPECIAL[c]
    if c in _BLANKS:
        return " "
    if c in _BIDI or unicodedata.category(c) in {"Cc", "Cs", "Co", "Cn"}:
        return rf"\textless{{}}U+{ord(c):04X}\textgreater{{}}"
    return c


def invisible(c: str) -> bool:
    """Whether `escape` prints this character as `<U+XXXX>` because a reader could not see it."""
    return c not in _BLANKS and (c in _BIDI or unicodedata.category(c) in {"Cc", "Cs", "Co", "Cn"})


_URL_SAFE = "!$&'()*+,;=:@/?#[]-._~%"
URL_SCHEMES = ("http", "https", "mailto")


def link_target(url: str) -> str | None:
    """Return an RFC 3986 form of `url` that is safe in a PDF link, or `None` when it may not be one.

    Only http, https and mailto may become links; everything outside ASCII is percent-encoded.
    """
    try:
        parts = urlsplit(url.strip())
        target = quote(url.strip(), safe=_URL_SAFE)
    except ValueError:  # a bracket that opens an address and never closes, half a surrogate pair
        return None
    known = parts.scheme in URL_SCHEMES and (parts.scheme == "mailto" or parts.netloc)
    return target if known else None


def link(url: str) -> Tex:
    r"""Typeset `url` as a breakable link; a URL of a scheme that may not be linked is only printed."""
    target = link_target(url)
    if target is None:
        return escape(url)
    argument = target.replace("~", "%7E").replace("%", r"\%").replace("#", r"\#")
    # Break points after the punctuation of a URL, as the manual of style for URLs in print asks; none
    # inside the scheme.
    scheme, mark_, rest = unicodedata.normalize("NFC", url.strip()).rpartition("://")
    shown = _NO_WORD.sub(_linked, rest)
    return Tex(rf"\href{{{argument}}}{{\linkstyle{{{_escape_text(scheme + mark_)}{shown}}}}}")


def _linked(found: re.Match[str]) -> str:
    """Return a character of an address that is no letter or digit, and that a line may break behind it."""
    c = found.group()
    return _escape_character(c) + (r"\linkbreak{}" if c in "/?&=-._:#,%" else "")


def join(pieces: Iterable[object], between: str | Tex = ", ") -> Tex:
    """Join pieces, escaping each that is plain text."""
    return Tex(escape(between)).join(escape(piece) for piece in pieces)


# --- origins -----------------------------------------------------------------------------------


class Origin(NamedTuple):
    """From `column` (1-based) of a generated line on, the text came from `place`.

    `data` tells a record's value (True) from what a template wrote (False). `exact` says that the text
    stands in the template letter for letter, so that its columns can be counted on. `made` is the digest of the
    expression that printed it, empty for what none printed.
    """

    column: int
    place: Place
    data: bool
    exact: bool = False
    made: str = ""

    def at(self, column: int) -> Place:
        """Return the place of a column of the generated line."""
        if not self.exact or self.place.column is None:
            return self.place
        return replace(self.place, column=self.place.column + column - self.column)


@dataclass(frozen=True, slots=True, kw_only=True)
class Composed:
    """A finished file text with, for each line, where its pieces came from."""

    text: str
    origins: tuple[tuple[Origin, ...], ...]

    def places(self, line: int, column: int | None = None) -> tuple[Place | None, Place | None]:
        """Return (template place, record place) for a 1-based position in the generated file.

        Without a column the first template place of the line and its only record are given; lines
        that hold no mark of their own belong to the nearest mark above.
        """
        template: Place | None = None
        record: Place | None = None
        if not 1 <= line <= len(self.origins):
            return None, None
        here = self.origins[line - 1]
        if column is not None:
            reached = [o for o in here if o.column <= column] or list(here[:1])
            templates = [o for o in reached if not o.data]
            template = templates[-1].at(max(column, templates[-1].column)) if templates else None
            if reached and reached[-1].data:
                record = reached[-1].place
        elif here:
            template = next((o.place for o in here if not o.data), None)
            records = list(dict.fromkeys(o.place for o in here if o.data))
            record = records[0] if len(records) == 1 else None
        for earlier in reversed(self.origins[: line - 1]):
            if template is not None:
                break
            template = next((o.place for o in reversed(earlier) if not o.data), None)
        return template, record


def mark(place: Place, *, data: bool, exact: bool = False, made: str = "") -> Tex:
    """Return an invisible mark: the text after it came from `place`, by the expression of which `made` is a digest."""
    body = f"{'d' if data else 'x' if exact else f't{made}'}:{place.line or ''}:{place.column or ''}:{place.file}"
    return Tex(f"{_MARK_OPEN}{body}{_MARK_CLOSE}")


def traced(value: Tex, place: Place | None) -> Tex:
    """Return `value` marked as the text of the record at `place`."""
    return value if place is None else Tex(str(mark(place, data=True)) + str(value))


def unreviewed(record: str) -> Tex:
    r"""Return the sign that says that nobody has looked at a record: `\unreviewed{in-d1-4}`."""
    return Tex(rf"\unreviewed{{{escape(record)}}}")


def one_sign_each(text: str) -> str:
    r"""Leave of the signs of a record the last in each paragraph, item or cell.

    >>> one_sign_each(r"“a\unreviewed{x}”~[D1]\unreviewed{x} b\unreviewed{y}.")
    '“a”~[D1]\\unreviewed{x} b\\unreviewed{y}.'
    """
    if text.count(_SIGN) < 2:
        return text
    return "".join(map(_last_signs, _PARAGRAPH.split(text)))


def _last_signs(text: str) -> str:
    kept: list[str] = []
    seen: set[str] = set()
    end = len(text)
    for found in reversed(list(_ANY_SIGN.finditer(text)) if _SIGN in text else ()):
        first = found.group() not in seen
        seen.add(found.group())
        kept.append(text[found.start() if first else found.end() : end])
        end = found.start()
    return "".join((text[:end], *reversed(kept)))


def without_signs(text: str) -> str:
    """Return a text without the signs of records."""
    return _ANY_SIGN.sub("", text) if _SIGN in text else text


def with_sign_defined(composed: Composed) -> Composed:
    r"""Return a text that gives `\unreviewed` a meaning where the class has none; a class comes first."""
    if _SIGN not in composed.text:
        return composed
    begin = r"\begin{document}"
    if begin in composed.text:
        return replace(composed, text=composed.text.replace(begin, f"{begin}{_SIGN_DEFINED}", 1))
    return Composed(text=f"{_SIGN_DEFINED}%\n{composed.text}", origins=((), *composed.origins))


def unmark(text: str) -> Composed:
    """Take the origin marks out of a composed text."""
    lines: list[str] = []
    origins: list[tuple[Origin, ...]] = []
    for raw in text.split("\n"):
        clean, *marked = _MARK.split(raw)
        if not marked:
            lines.append(raw)
            origins.append(())
            continue
        here: list[Origin] = []
        pieces, size = [clean], len(clean)
        for body, piece in zip(marked[::2], marked[1::2], strict=True):
            place, kind = _read_mark(body)
            here.append(Origin(size + 1, place, kind == "d", kind == "x", kind[1:]))
            pieces.append(piece)
            size += len(piece)
        lines.append("".join(pieces))
        origins.append(tuple(here))
    return Composed(text="\n".join(lines), origins=tuple(origins))


@lru_cache(8192)
def _read_mark(body: str) -> tuple[Place, str]:
    """Return the place that a mark names, and its kind."""
    kind, line, column, file = body.split(":", 3)
    place = Place(file=file, line=int(line) if line else None, column=int(column) if column else None)
    return place, kind


def inserted(composed: Composed, pieces: Mapping[int, Iterable[tuple[int, str]]]) -> Composed:
    """Return a text with pieces put in: by line, the column before which each stands (1-based) and the piece.

    What stands behind a piece keeps its origin; the piece itself has the place of what it stands before.
    """
    lines, origins = composed.text.split("\n"), list(composed.origins)
    for number, here in pieces.items():
        line, waiting = lines[number - 1], list(origins[number - 1])
        texts: list[str] = []
        new: list[Origin] = []
        done = shift = 0
        reached: Origin | None = None
        for column, piece in sorted(here):
            while waiting and waiting[0].column <= column:
                reached = waiting.pop(0)
                new.append(reached._replace(column=reached.column + shift))
            texts += [line[done : column - 1], piece]
            if reached is not None:
                place = reached.at(column)
                start = column + shift
                new = [origin for origin in new if origin.column < start]
                new.append(Origin(start, place, reached.data))
                new.append(Origin(start + len(piece), place, reached.data, reached.exact))
            done, shift = column - 1, shift + len(piece)
        new += [origin._replace(column=origin.column + shift) for origin in waiting]
        lines[number - 1] = "".join([*texts, line[done:]])
        origins[number - 1] = tuple(new)
    return Composed(text="\n".join(lines), origins=tuple(origins))


def bare(text: str) -> str:
    """Return the text without its origin marks."""
    return _MARK.sub("", text)
