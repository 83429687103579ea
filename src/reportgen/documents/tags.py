"""HTML source -> tags and runs of text, each with its offsets.

The rules are those of the HTML standard (https://html.spec.whatwg.org/multipage/parsing.html) as far as
text depends on them. The standard library's `html.parser` was measured and is not used: unclosed tags,
comments and attributes take it quadratic time (50 KB of `<a ` 16 s, 100 KB of `<a b="` 19 s with Python
3.11.7), and it gives lines and columns in place of offsets. Here each character is looked at a bounded
number of times, whatever the source.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache

_OPEN = re.compile(r"<(?:(/?)([A-Za-z][^\s/>]{0,100})|!--|[!?/])")
# The rest of a tag: a quotation mark counts only behind "=". Possessive, so that it never backtracks.
_REST = re.compile(r"""(?:[^>"'=]++|=\s*+(?:"[^"]*+"|'[^']*+')?+|["'])*+>""")
_ATTRIBUTE = re.compile(r"""([^\s"'>/=]++)(?:\s*+=\s*+("[^"]*+"|'[^']*+'|[^\s>"']*+))?+""")
_COMMENT_END = re.compile(r"--!?>")
# Their content is text up to the end tag, whatever it looks like.
_RAW = frozenset({"script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"})
_NO_ATTRIBUTES: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True)
class Tag:
    """A start or end tag, at half-open offsets of the source; `name` is in lower case.

    `raw` is the content of an element whose content is no markup (a script, the title).
    """

    start: int
    end: int
    name: str
    closing: bool = False
    attributes: Mapping[str, str] = field(default_factory=dict)
    raw: str | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """A run of text between tags, entities not yet resolved."""

    start: int
    end: int


def tags(source: str) -> Iterator[Tag | Run]:
    """Yield the tags and runs of text of a source in order; comments and declarations are left out."""
    position = shown = 0  # what stands between `shown` and `position` is text, such as a lone "<"
    while found := _OPEN.search(source, position):
        start, name = found.start(), found[2]
        if name is not None:
            rest = _REST.match(source, found.end())
            end = rest.end() if rest else len(source)
        elif found[0] == "<!--":
            # "<!-->" and "<!--->" are whole comments.
            closed = _COMMENT_END.search(source, start + 2)
            end = closed.end() if closed else len(source)
        else:
            end = source.find(">", found.end()) + 1 or len(source)
        if start > shown:
            yield Run(shown, start)
        if name is not None and source[end - 1] == ">":
            tag = _tag(source, start, end, found)
            if tag.name in _RAW and not tag.closing:
                closer = _closer(tag.name).search(source, end)
                stop = closer.start() if closer else len(source)
                yield Tag(start, stop, tag.name, attributes=tag.attributes, raw=source[end:stop])
                end = stop
            else:
                yield tag
        position = shown = end
    if shown < len(source):
        yield Run(shown, len(source))


@cache
def _closer(name: str) -> re.Pattern[str]:
    return re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE)


def _tag(source: str, start: int, end: int, found: re.Match[str]) -> Tag:
    closing = bool(found[1])
    if closing or found.end() + 1 >= end:
        return Tag(start, end, found[2].lower(), closing, _NO_ATTRIBUTES)
    attributes: dict[str, str] = {}
    for name, value in _ATTRIBUTE.findall(source, found.end(), end - 1):
        bare = value[1:-1] if value[:1] in {'"', "'"} else value
        attributes.setdefault(name.lower(), html.unescape(bare) if "&" in bare else bare)
    return Tag(start, end, found[2].lower(), closing, attributes)
