"""Where a template is wrong: Jinja's error and the source in, the place that a person mends out.

Jinja names the line where it noticed; here each tag is looked at on its own, in order, so that an opening
that is never closed, or a block that is never ended, is found where it begins.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass

import jinja2

_TAG = re.compile(r"\(\(([(*=])")
_CLOSINGS = {"(": ")))", "*": "*))", "=": "=))"}
_ENDS = {
    "if": "endif", "for": "endfor", "macro": "endmacro", "set": "endset", "call": "endcall", "filter": "endfilter",
    "block": "endblock", "with": "endwith", "autoescape": "endautoescape",
}  # fmt: skip
_MIDDLES = {"elif": ("if",), "else": ("if", "for")}
# What other languages call them.
_SLIPS = {"elseif": "elif", "elsif": "elif", "foreach": "for", "unless": "if not", "end": "endif", "done": "endfor"}
_ALONE = ("include", "import", "from", "extends", "elif", "else")
_WORD = re.compile(r"-?\s*([A-Za-z_]\w*)")
_GOT = re.compile(r"(?:got|unexpected)(?: char)? '([^']+)'")
_NAMED = re.compile(r"'([^']+)'")
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
class _Tag:
    """A tag: its kind (`(`, `*`, `=`), where it begins and ends, and what stands between the brackets."""

    kind: str
    start: int
    end: int
    content: str

    @property
    def word(self) -> str:
        found = _WORD.match(self.content)
        return found.group(1) if found else ""


def syntax_fault(source: str, environment: jinja2.Environment) -> TemplateFault | None:
    """Return the first fault of syntax in a template; `None` when each tag by itself is right."""
    open_: list[_Tag] = []
    if re.search(r"\(\(\*-?\s*raw\b", source):
        return None
    for found in _tags(source):
        if isinstance(found, TemplateFault):
            return found
        fault = _tag_fault(found, environment) or _nesting_fault(found, open_)
        if fault is not None:
            return fault
    if not open_:
        return None
    return _never_ended(open_[-1])


def _tags(source: str) -> Iterator[_Tag | TemplateFault]:
    """Give the tags of a template, and the fault of the first that is never closed."""
    position = 0
    while hit := _TAG.search(source, position):
        kind = hit.group(1)
        closing = _CLOSINGS[kind]
        end = source.find(closing, hit.end())
        following = _TAG.search(source, hit.end())
        crossed = following is not None and (end < 0 or following.start() < end) and kind != "="
        if crossed and following is not None and end >= 0:
            # Brackets inside an expression, or in its texts, are no tag.
            crossed = not _is_whole(source[hit.end() : end])
        if end < 0 or crossed:
            closed = _other_closing(source, hit.end(), following.start() if following else len(source), closing)
            message = f"'{hit.group()}' is never closed by '{closing}'" + closed
            yield TemplateFault(start=hit.start(), length=3, message=message)
            return
        yield _Tag(kind=kind, start=hit.start(), end=end + 3, content=source[hit.end() : end])
        position = end + 3


def _is_whole(content: str) -> bool:
    """Whether brackets and quotation marks of an expression pair."""
    rest = _STRING.sub("", content)
    return "'" not in rest and '"' not in rest and rest.count("(") == rest.count(")")


def _other_closing(source: str, start: int, stop: int, closing: str) -> str:
    line = source[start : min(stop, source.find("\n", start) % (len(source) + 1))]
    near = re.search(r"[)*=]{1,3}\s?\)+|\}\}+", line)
    return f", but by '{near.group()}'" if near and near.group() != closing else ""


def _tag_fault(tag: _Tag, environment: jinja2.Environment) -> TemplateFault | None:
    """Parse one tag by itself."""
    if tag.kind == "=":
        return None
    content = tag.content.removeprefix("-").removesuffix("-")
    if tag.kind == "(":
        text = f"((({content} )))"
    else:
        word = tag.word
        known = (*_ENDS, *_ENDS.values(), *_ALONE)
        if word not in known:
            near = [_SLIPS[word]] if word in _SLIPS else difflib.get_close_matches(word, known, 1, 0.5)
            message = f"there is no instruction '{word}'" if word else "a tag without an instruction"
            hint = f"did you mean '{near[0]}'?" if near else None
            return TemplateFault(start=tag.start, length=tag.end - tag.start, message=message, hint=hint)
        text = _as_block(word, content)
    try:
        environment.parse(text)
    except jinja2.TemplateAssertionError:
        return None  # the form is right, and Jinja names the line
    except jinja2.TemplateSyntaxError as error:
        message = (error.message or "syntax error").replace("end of print statement", ")))")
        message = message.replace("end of statement block", "*))").removesuffix(".")
        at = _token(tag, error.message or "")
        return TemplateFault(start=at, length=1 if at > tag.start else 3, message=message)
    return None


def _as_block(word: str, content: str) -> str:
    """Return a template that holds one tag, and what it needs to stand alone."""
    if word in _ENDS.values():
        opening = next(name for name, end in _ENDS.items() if end == word)
        heads = {"for": "for x in y", "if": "if x", "macro": "macro x()", "set": "set x", "call": "call x()",
                 "filter": "filter x", "block": "block x", "autoescape": "autoescape true"}  # fmt: skip
        return f"((* {heads.get(opening, opening)} *))((*{content}*))"
    if word in _MIDDLES:
        return f"((* if x *))((*{content}*))((* endif *))"
    if word == "set" and "=" in content:
        return f"((*{content}*))"
    return f"((*{content}*))" + (f"((* {_ENDS[word]} *))" if word in _ENDS else "")


def _token(tag: _Tag, message: str) -> int:
    """Return the offset of the token that a message complains of, that of the tag when it is not there."""
    got = _GOT.search(message)
    inside = tag.start + 3
    if got is None or got.group(1).startswith("end of"):
        return tag.start
    at = tag.content.rfind(got.group(1)) if tag.content.count(got.group(1)) == 1 else -1
    return inside + at if at >= 0 else tag.start


def _nesting_fault(tag: _Tag, open_: list[_Tag]) -> TemplateFault | None:
    """Keep account of the blocks that are open; report what fits none of them."""
    word = tag.word
    if tag.kind != "*":
        return None
    if word in _ENDS and not (word == "set" and "=" in tag.content):
        open_.append(tag)
        return None
    length = tag.end - tag.start
    if word in _MIDDLES:
        fits = bool(open_) and open_[-1].word in _MIDDLES[word]
        message = f"'{word}' stands in no '{_MIDDLES[word][0]}'"
        return None if fits else TemplateFault(start=tag.start, length=length, message=message)
    if word not in _ENDS.values() or (open_ and _ENDS[open_[-1].word] == word and open_.pop()):
        return None
    fitting = [at for at, each in enumerate(open_) if _ENDS[each.word] == word]
    if not open_:
        return TemplateFault(start=tag.start, length=length, message=f"'{word}' ends nothing")
    last = open_[-1]
    if fitting:
        return _never_ended(last, (tag.start, f"'{word}' stands here"))
    other = (last.start, f"'{last.word}' begins here")
    message = f"'{word}' cannot end '{last.word}'"
    return TemplateFault(
        start=tag.start, length=length, message=message, hint=f"write '{_ENDS[last.word]}'", other=other
    )


def _never_ended(tag: _Tag, other: tuple[int, str] | None = None) -> TemplateFault:
    message = f"'{tag.word}' is never ended by '{_ENDS[tag.word]}'"
    return TemplateFault(start=tag.start, length=tag.end - tag.start, message=message, other=other)


def line_and_column(source: str, start: int) -> tuple[int, int]:
    """Return line and column, both from 1, of an offset."""
    return source.count("\n", 0, start) + 1, start - source.rfind("\n", 0, start)


def column_in(source: str, line: int, message: str, names: tuple[str, ...] = ()) -> tuple[int, int] | None:
    """Return column and length of what a message speaks of on a line; `None` when that is not sure.

    It is the last name that the message quotes, one of `names` (functions, which a bracket follows), or the only
    tag of the line.
    """
    lines = source.split("\n")
    text = lines[line - 1] if 0 < line <= len(lines) else ""
    for name in names:
        hit = re.search(rf"(?<![\w.]){re.escape(name)}\s*\(", text)
        if hit:
            return hit.start() + 1, len(name)
    quoted = _NAMED.findall(message)
    for name in reversed(quoted):
        hit = re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", text)
        if hit and re.fullmatch(r"[\w.:#/ -]+", name):
            return hit.start() + 1, len(name)
    if "loop" in message and len(loops := list(re.finditer(r"\(\(\*-?\s*for\b", text))) == 1:
        return loops[0].start() + 1, 3
    tags = list(_TAG.finditer(text))
    return (tags[0].start() + 1, 3) if len(tags) == 1 else None
