"""Read the name lists of BibTeX: text in, persons and bodies out."""

from __future__ import annotations

import re
from functools import cache

from bibtexparser.middlewares.names import parse_single_name_into_parts, split_multiple_persons_names

from reportgen.bibliography.library import Name

# The extended format of biblatex: `family=Stern, given=Olga, prefix=van`.
EXTENDED = re.compile(r"(?:^|,)\s*(?:family|given|prefix|suffix)(?:-i)?\s*=")


def parse_names(text: str) -> tuple[Name, ...]:
    """Read a name list; a name in braces is a body's.

    >>> [(n.family, n.given) for n in parse_names("van der Berg, Jan and {Ferry Company} and others")]
    [('van der Berg', 'Jan'), ('Ferry Company', ''), ('others', '')]
    """
    return tuple(_name(raw) for raw in split_multiple_persons_names(text))


@cache
def _name(raw: str) -> Name:
    whole = raw.strip()
    if whole.startswith("{") and _closes_at(whole) == len(whole) - 1:
        return Name(family=whole[1:-1], corporate=True)
    if "=" in whole and EXTENDED.search(whole):
        return _extended(whole)
    parts = parse_single_name_into_parts(whole, strict=False)
    family = " ".join([*parts.von, *parts.last])
    given = " ".join([*parts.first, *parts.jr])
    return Name(family=_unbrace(family), given=_unbrace(given))


def _extended(whole: str) -> Name:
    found = {
        name.strip(): _unbrace(value.strip().strip('"'))
        for part in split_outside(whole, ",")
        for name, _, value in [part.partition("=")]
    }
    family = " ".join(filter(None, (found.get("prefix"), found.get("family"))))
    given = " ".join(filter(None, (found.get("given"), found.get("suffix"))))
    return Name(family=family or given, given=given if family else "")


def split_outside(text: str, sign: str) -> list[str]:
    """Split at a sign, but not inside braces; the pieces and the signs together are the text."""
    pieces: list[str] = []
    depth = start = 0
    for found in re.finditer(rf"[{{}}{re.escape(sign)}]", text):
        if found[0] == sign and depth <= 0:
            pieces.append(text[start : found.start()])
            start = found.end()
        depth += {"{": 1, "}": -1}.get(found[0], 0)
    return [*pieces, text[start:]]


def _closes_at(text: str) -> int:
    depth = 0
    for found in re.finditer(r"(?<!\\)[{}]", text):
        depth += 1 if found[0] == "{" else -1
        if depth == 0:
            return found.start()
    return -1


def _unbrace(text: str) -> str:
    return text.replace("{", "").replace("}", "")
