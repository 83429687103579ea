"""Brackets of the template language that have lost a part of themselves and are text now: source in, a fault out.

A tag that has lost its opening is no fault to Jinja: it prints what is left. Only what cannot be meant is told: a
closing `)))`, `*))` or `=))` whose brackets nothing opens in its paragraph, and a bracket behind a tag that is one
too many.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from reportgen.templating.tags import Tag, TemplateFault

# Escaped characters, comments of TeX, ends of paragraphs, and runs of brackets with the sign of a tag.
_TOKEN = re.compile(r"\\.|%[^\n]*|\n[ \t]*(?=\n)|\(|[*=]?\)+", re.DOTALL)
# What a value that numbers a list stands behind: "1) ..." is no bracket too many.
_BEGINS = re.compile(r"(?:^|[\n&{]|\\item|\\\\)[ \t]*$")
_OPENINGS = {"": "(((", "*": "((*", "=": "((="}


@dataclass(slots=True)
class _Open:
    """The brackets that are open in a paragraph, by their offsets."""

    at: list[int]

    def close(self) -> int | None:
        return self.at.pop() if self.at else None


def stray_bracket(source: str, tags: Iterable[Tag]) -> TemplateFault | None:
    """Return the first bracket that cannot be meant as text."""
    open_ = _Open(at=[])
    for start, text, before in _texts(source, tags):
        for token in _TOKEN.finditer(text):
            at = start + token.start()
            if token.group().startswith("\n"):
                open_.at.clear()
            elif token.group() == "(":
                open_.at.append(at)
            elif token.group().endswith(")") and not token.group().startswith(("\\", "%")):
                fault = _closed(source, open_, at, token.group(), before if token.start() == 0 else None)
                if fault is not None:
                    return fault
    return None


def _texts(source: str, tags: Iterable[Tag]) -> Iterator[tuple[int, str, Tag | None]]:
    """Give the texts between tags, with their offsets and the tag before each."""
    position, before = 0, None
    for tag in tags:
        yield position, source[position : tag.start], before
        position, before = tag.end, tag
    yield position, source[position:], before


def _closed(source: str, open_: _Open, at: int, run: str, before: Tag | None) -> TemplateFault | None:
    sign, brackets = ("", run) if run[0] == ")" else (run[0], run[1:])
    partners = [open_.close() for _ in brackets]
    lacking = partners.count(None)
    if not lacking:
        return None
    if len(brackets) >= (2 if sign else 3):
        shown = f"{sign}{')' * (2 if sign else 3)}"
        opening = _OPENINGS[sign]
        left = [partner for partner in partners if partner is not None]
        begun = source[min(left) : min(left) + 2] if left else ""
        if begun in {"((", f"({sign}"}:
            message = f"'{shown}' is opened by '{'((' if begun == '((' else begun}', not by '{opening}'"
            return TemplateFault(start=min(left), length=2, message=message)
        return TemplateFault(
            start=at, length=len(shown), message=f"'{shown}' closes nothing: its '{opening}' is missing"
        )
    if before is None or sign or len(brackets) != 1:
        return None
    numbers = re.fullmatch(r"[-\s\w.]*", before.content) and _BEGINS.search(source[: before.start])
    if before.kind != "(" or numbers:
        return None
    return TemplateFault(start=at, length=1, message="a bracket too many behind this ')))'")
