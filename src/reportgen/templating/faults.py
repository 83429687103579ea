"""Where a template is wrong: Jinja's error and the source in, the place that a person mends out.

Jinja names the line where it noticed; here each tag is looked at on its own, in order, so that an opening
that is never closed, or a block that is never ended, is found where it begins.
"""

from __future__ import annotations

import difflib
import re

import jinja2

from reportgen.templating.stray import stray_bracket
from reportgen.templating.tags import TAG, Tag, TemplateFault, find_tags, is_whole

_RAW = re.compile(r"\(\(\*-?\s*raw\b")
_ENDS = {
    "if": "endif", "for": "endfor", "macro": "endmacro", "set": "endset", "call": "endcall", "filter": "endfilter",
    "block": "endblock", "with": "endwith", "autoescape": "endautoescape",
}  # fmt: skip
_MIDDLES = {"elif": ("if",), "else": ("if", "for")}
# What other languages call them.
_SLIPS = {"elseif": "elif", "elsif": "elif", "foreach": "for", "unless": "if not", "end": "endif", "done": "endfor"}
_ALONE = ("include", "import", "from", "extends", "elif", "else")
_GOT = re.compile(r"(?:got|unexpected)(?: char)? '([^']+)'")
_NAMED = re.compile(r"'([^']+)'")


def syntax_fault(source: str, environment: jinja2.Environment) -> TemplateFault | None:
    """Return the first fault of syntax in a template; `None` when each tag by itself is right."""
    if _RAW.search(source):
        return None
    tags: list[Tag] = []
    open_: list[Tag] = []
    for found in find_tags(source):
        if isinstance(found, TemplateFault):
            fault: TemplateFault | None = found
        else:
            fault = _tag_fault(found, environment)
            tags.append(found)
        if fault is not None:
            return _first(stray_bracket(source, tags), fault)
    stray = stray_bracket(source, tags)
    if stray is not None:
        return stray
    for tag in tags:
        fault = _nesting_fault(tag, open_)
        if fault is not None:
            return _within_line(source, tags, fault) or fault
    return (_within_line(source, tags, None) or _never_ended(open_[-1])) if open_ else None


def stray_brackets(source: str) -> TemplateFault | None:
    """Return the first bracket of a template that Jinja would print and nobody can have meant."""
    if _RAW.search(source):
        return None
    tags = [found for found in find_tags(source) if isinstance(found, Tag)]
    if not all(is_whole(tag.content) for tag in tags if tag.kind == "("):
        return None  # Jinja says more of a value that is wrong by itself
    return stray_bracket(source, tags)


def _first(one: TemplateFault | None, other: TemplateFault) -> TemplateFault:
    return one if one is not None and one.start < other.start else other


def _within_line(source: str, tags: list[Tag], fault: TemplateFault | None) -> TemplateFault | None:
    """Return what is wrong in the one line whose tags do not pair although others stand beside them.

    Blocks of several lines have their tags on lines of their own; one that begins and ends within a line lost its
    other half there, wherever the nesting breaks.
    """
    lines: dict[int, list[Tag]] = {}
    for tag in tags:
        lines.setdefault(source.count("\n", 0, tag.start), []).append(tag)
    found: list[Tag] = []
    for number, there in lines.items():
        text = source.split("\n")[number].strip()
        open_: list[Tag] = []
        lost = [tag for tag in there if _nesting_fault(tag, open_) is not None and tag.word in _ENDS.values()] + open_
        if len(lost) == 1 and text != source[lost[0].start : lost[0].end]:
            found += lost
    if len(found) != 1 or (fault is not None and fault.start == found[0].start):
        return None
    tag = found[0]
    if tag.word in _ENDS:
        return _never_ended(tag)
    return TemplateFault(start=tag.start, length=tag.end - tag.start, message=f"'{tag.word}' ends nothing")


def _tag_fault(tag: Tag, environment: jinja2.Environment) -> TemplateFault | None:
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


def _token(tag: Tag, message: str) -> int:
    """Return the offset of the token that a message complains of, that of the tag when it is not there."""
    got = _GOT.search(message)
    inside = tag.start + 3
    if got is None or got.group(1).startswith("end of"):
        return tag.start
    at = tag.content.rfind(got.group(1)) if tag.content.count(got.group(1)) == 1 else -1
    return inside + at if at >= 0 else tag.start


def _nesting_fault(tag: Tag, open_: list[Tag]) -> TemplateFault | None:
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


def _never_ended(tag: Tag, other: tuple[int, str] | None = None) -> TemplateFault:
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
    tags = list(TAG.finditer(text))
    return (tags[0].start() + 1, 3) if len(tags) == 1 else None
