"""Find the line that spoils a YAML file: the parser only says where it noticed.

What a person got wrong on one line (a dash, a colon, the indentation, a quotation mark) is often noticed on
the next. The line whose repair makes its part of the file readable is the one to show.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator

import yaml

# So many lines before the one where the parser stopped are looked at, in so many attempts, in a part of so many lines.
_BACK = 8
_ATTEMPTS = 120
_LONGEST = 150

_KEY = re.compile(r"(?P<indent> *)(?P<dash>- +)?(?P<key>[\w-]+):(?: |$)")
_GLUED_DASH = re.compile(r"( *)-(?=[^\W\d_])(.*)")
_GLUED_COLON = re.compile(r"( *(?:- +)?[\w-]+):(?=\S)(.*)")
_NO_COLON = re.compile(r"( *(?:- +)?[\w-]+) (.*)")
_SWALLOWED = re.compile(r"\s*(?:- +)?[\w-]+:(?: |$)")


def culprit(text: str, line: int, readable: Callable[[str], bool]) -> int | None:
    """Return the line, from 1, whose repair makes the part of a file around `line` readable, `None` for none."""
    lines = text.split("\n")
    start, end = _part(lines, line - 1)
    part = lines[start:end]
    here = min(line - 1, end - 1) - start
    if end - start > _LONGEST or readable("\n".join(part)):
        return None
    near = [
        i for i in range(here, max(-1, here - _BACK), -1) if part[i].strip() and not part[i].lstrip().startswith("#")
    ]
    tries = itertools.islice(_repairs(part, near), _ATTEMPTS)
    for i, repaired in tries:
        if readable("\n".join([*part[:i], *repaired, *part[i + 1 :]])):
            return start + i + 1
    return None


def _part(lines: list[str], at: int) -> tuple[int, int]:
    """Return the lines of the outermost item that holds a line: a record of a list, or a key of a mapping."""
    first = next((line for line in lines if line.strip() and not line.startswith(("#", "---"))), "")
    head = re.compile(r"- " if first.startswith("- ") else r"[^\s#-]")
    at = min(at, len(lines) - 1)
    start = next((i for i in range(at, -1, -1) if head.match(lines[i]) and (i < at or i == 0)), 0)
    end = next((i for i in range(at + 1, len(lines)) if head.match(lines[i])), len(lines))
    return start, end


def _repairs(part: list[str], near: list[int]) -> Iterator[tuple[int, list[str]]]:
    """Give repaired lines, the likely ones first: what is evidently wrong, then indentation, then the value."""
    for i in near:
        for pattern in (_GLUED_DASH, _GLUED_COLON, _NO_COLON):
            found = pattern.fullmatch(part[i])
            if found:
                joint = "- " if pattern is _GLUED_DASH else ": "
                yield i, [found[1] + joint + found[2]]
    indents = sorted({len(line) - len(line.lstrip()) for line in part if line.strip()})
    for i in near:
        content = part[i].lstrip()
        indent = len(part[i]) - len(content)
        for other in sorted(indents, key=lambda one, own=indent: abs(one - own)):  # type: ignore[misc]
            bare = content.removeprefix("- ").lstrip()
            forms = {" " * other + content, " " * other + "- " + bare, " " * other + bare, " " * (other + 2) + bare}
            yield from ((i, [form]) for form in sorted(forms - {part[i]}))
    for i in near:
        if found := _KEY.match(part[i]):
            yield i, [f"{found['indent']}{found['dash'] or ''}{found['key']}: x"]
    for i in near:
        yield i, []


def swallowing_quote(text: str, index: int) -> yaml.Mark | None:
    """Return where a quotation mark opens that swallows keys of the lines after it, before a character of the text."""
    try:
        for token in yaml.scan(text):
            if token.start_mark.index >= index:
                break
            if isinstance(token, yaml.ScalarToken) and token.style in {"'", '"'}:
                inside = text[token.start_mark.index : token.end_mark.index].split("\n")[1:]
                if any(_SWALLOWED.match(line) for line in inside):
                    mark: yaml.Mark = token.start_mark
                    return mark
    except yaml.YAMLError:
        return None
    return None
