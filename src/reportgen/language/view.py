"""The plain view of a text: as long as the text, easier to search.

In: a text and the spans to blank (markers of notes). Out: a string of the same length in which
typographic variants are folded and what is no prose (links, inline markup, invisible characters)
is blank, so that an offset in the one is the same offset in the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

# One character for one, so that nothing moves. Blanks and the hyphens of Unicode that only look different;
# the dashes "–" and "—" and all quotation marks keep their meaning and stay.
_FOLDED = tuple(
    (old, new)
    for olds, new in (
        ("\t\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000", " "),
        ("\u2010\u2011\ufe63\uff0d", "-"),
        ("\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029", "\n"),
    )
    for old in olds
)
# Control, zero-width and bidirectional characters, soft hyphens, private use, lone surrogates.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\ufeff\ufff9-\ufffb\ud800-\udfff\ue000-\uf8ff]"
)
# Each pattern begins with a literal or a set, not with a look behind, so that the engine can skip to it.
_APOSTROPHE = re.compile(r"[’ʼ＇‛](?<=\w.)(?=\w)")

# A link ends at a blank, at a quotation mark or bracket, and where Chinese or Japanese text goes on.
_LINK = re.compile(r"(?:https?://|HTTPS?://|ftp://|www\.)[^\s<>\"“”«»{}\\|^`\u3000-\u9fff\uff00-\uffef]+")
_LINK_END = re.compile(r"[.,;:!?'’)\]*_]+\Z")
_MAIL_HOST = re.compile(r"@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")
_MAIL_NAME = re.compile(r"[\w.+-]{1,64}\Z")

_LINK_TARGET = r"(?:\([^()\s]{0,2000}(?: +\"[^\"\n]{0,300}\")?\)|\[[^\[\]\n]{0,100}\])"
_IMAGE = re.compile(rf"!\[[^\[\]\n]{{0,500}}\]{_LINK_TARGET}")
_MARKDOWN_LINK = re.compile(rf"\[([^\[\]\n]{{0,500}})\]({_LINK_TARGET})")
_FOOTNOTE_CALL = re.compile(r"\[\^[^\[\]\s]{1,60}\]")
_AUTOLINK = re.compile(r"<(?:https?:|ftp:|mailto:)[^<>\s]{1,2000}>")
_TAG = re.compile(r"</?[A-Za-z][^<>\n]{0,300}>")
_STARS = re.compile(r"\*(?<![\w*]\*)(\*{0,2})(?=[^\s*])([^*\n]{1,1000})(?<=\S)\1\*(?![\w*])")
_UNDERSCORES = re.compile(r"_(?<!\w_)(_{0,2})(?=[^\s_])([^_\n]{1,1000})(?<=\S)\1_(?!\w)")
_TICKS = re.compile(r"`+")
_ESCAPE = re.compile(r"\\(?=[\\`*_{}\[\]()#+\-.!|<>])")


def plain_view(text: str, blanked: Iterable[tuple[int, int]] = (), *, markdown: bool = False) -> str:
    r"""Return the text folded for searching, of equal length; the spans of `blanked` become blanks.

    Line ends stay `"\n"` (of `"\r\n"` the first becomes a blank). A Markdown link keeps its words and
    loses its address in any format, since copied articles have them in plain text as well; emphasis and
    the other inline marks of Markdown go only when `markdown` says so.
    """
    view = _blank_spans(text, blanked)
    if "\r" in view:
        view = view.replace("\r\n", " \n").replace("\r", "\n")
    ascii_only = view.isascii()
    for old, new in _FOLDED:
        if (not ascii_only or old < "\x80") and old in view:
            view = view.replace(old, new)
    view = _INVISIBLE.sub(" ", view)
    if markdown:
        view = _ESCAPE.sub(" ", view)
    view = _blank_markup(view, markdown=markdown)
    if "://" in view or "www." in view:
        view = _LINK.sub(_blank_link, view)
    if "@" in view:
        view = _blank_spans(view, _mail_spans(view))
    if not ascii_only:
        view = _APOSTROPHE.sub("'", view)
    return view


def _blank_spans(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """Put blanks over the spans; line ends in them stay. Spans may overlap or lie outside the text."""
    pieces: list[str] = []
    position = 0
    for start, end in sorted(spans):
        first, last = max(start, position), min(end, len(text))
        if first >= last:
            continue
        pieces += (text[position:first], _blank(text[first:last]))
        position = last
    return "".join((*pieces, text[position:])) if pieces else text


def _blank(piece: str) -> str:
    if "\n" in piece or "\r" in piece:
        return "".join(char if char in "\r\n" else " " for char in piece)
    return " " * len(piece)


def _blank_match(found: re.Match[str]) -> str:
    return " " * len(found.group())


def _blank_link(found: re.Match[str]) -> str:
    link = found.group()
    end = _LINK_END.search(link, max(0, len(link) - 8))
    return " " * (end.start() if end else len(link)) + (end.group() if end else "")


def _mail_spans(view: str) -> Iterator[tuple[int, int]]:
    for host in _MAIL_HOST.finditer(view):
        name = _MAIL_NAME.search(view, max(0, host.start() - 64), host.start())
        if name:
            yield name.start(), host.end()


def _blank_markup(view: str, *, markdown: bool) -> str:
    if "![" in view:
        view = _IMAGE.sub(_blank_match, view)
    if "](" in view or (markdown and "][" in view):
        view = _MARKDOWN_LINK.sub(_keep_link_text, view)
    if "<" in view:
        view = _AUTOLINK.sub(_blank_match, view)
    if "[^" in view:
        view = _FOOTNOTE_CALL.sub(_blank_match, view)
    if not markdown:
        return view
    for pattern in (_TAG, _TICKS):
        view = pattern.sub(_blank_match, view)
    # Twice, for emphasis within emphasis: "**a *b* c**".
    for pattern in (_STARS, _UNDERSCORES, _STARS, _UNDERSCORES):
        view = pattern.sub(_unwrap, view)
    return view


def _keep_link_text(found: re.Match[str]) -> str:
    words, address = found.groups()
    return f" {words} {' ' * len(address)}"


def _unwrap(found: re.Match[str]) -> str:
    marks, words = found.groups()
    blanks = " " * (len(marks) + 1)
    return f"{blanks}{words}{blanks}"
