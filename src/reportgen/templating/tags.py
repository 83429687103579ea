"""The tags of a template: where each begins and ends, and what stands between its brackets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

TAG = re.compile(r"\(\(([(*=])")
_CLOSINGS = {"(": ")))", "*": "*))", "=": "=))"}
_WORD = re.compile(r"-?\s*([A-Za-z_]\w*)")
_STRING = re.compile(r"'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\"", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateFault:
    """What is wrong at an offset of a template's source; `other` is a second offset with what it says."""

    start: int
    length: int
    message: str
    hint: str | None = None
    other: tuple[int, str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag:
    """A tag: its kind (`(`, `*`, `=`), where it begins and ends, and what stands between the brackets."""

    kind: str
    start: int
    end: int
    content: str

    @property
    def word(self) -> str:
        """The first word of an instruction, `""` where there is none."""
        found = _WORD.match(self.content)
        return found.group(1) if found else ""


def find_tags(source: str) -> Iterator[Tag | TemplateFault]:
    """Give the tags of a template, and the fault of the first that is never closed."""
    position = 0
    while hit := TAG.search(source, position):
        kind = hit.group(1)
        closing = _CLOSINGS[kind]
        end = _end(source, hit.end(), closing)
        following = TAG.search(source, hit.end())
        crossed = following is not None and (end < 0 or following.start() < end) and kind != "="
        if crossed and following is not None and end >= 0:
            # Brackets inside an expression, or in its texts, are no tag.
            crossed = not is_whole(source[hit.end() : end])
        if end < 0 or crossed:
            closed = _other_closing(source, hit.end(), following.start() if following else len(source), closing)
            message = f"'{hit.group()}' is never closed by '{closing}'" + closed
            yield TemplateFault(start=hit.start(), length=3, message=message)
            return
        yield Tag(kind=kind, start=hit.start(), end=end + 3, content=source[hit.end() : end])
        position = end + 3


def _end(source: str, start: int, closing: str) -> int:
    """Return where a tag is closed, -1 when it is not; brackets of its own expression close nothing of it."""
    end = source.find(closing, start)
    while closing == ")))" and end >= 0 and source[end : end + 4] == "))))" and not is_whole(source[start:end]):
        end += 1
    return end


def is_whole(content: str) -> bool:
    """Whether brackets and quotation marks of an expression pair."""
    rest = _STRING.sub("", content)
    return "'" not in rest and '"' not in rest and rest.count("(") == rest.count(")")


def _other_closing(source: str, start: int, stop: int, closing: str) -> str:
    line = source[start : min(stop, source.find("\n", start) % (len(source) + 1))]
    near = re.search(r"[)*=]{1,3}\s?\)+|\}\}+", line)
    return f", but by '{near.group()}'" if near and near.group() != closing else ""
