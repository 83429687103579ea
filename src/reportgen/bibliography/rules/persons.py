"""Name lists as they are written: what keeps the persons in one apart, and what does not (btxdoc, section 4)."""

from __future__ import annotations

import re

from reportgen.bibliography.names import EXTENDED

_AND = re.compile(r"[{}]|(?i:(?<!\S)and(?!\S))")
_SIGN = re.compile(r"[{},;&]|(?i:(?<![^\s,])et\.?\s++al\b)")
_ENTITY = re.compile(r"&#?\w+;")
_SUFFIX = re.compile(
    r"(?i)(?:jr|jnr|sr|snr|esq|[ivx]+|\d+(?:st|nd|rd|th)|ph\.?\s*d|m\.?\s*d|dr|hijo|filho|j[uú]nior|neto|sobrinho|fils|p[eè]re"
    r"|d\.?\s*[jäa]\.?|der\s+\S+|the\s+\S+)\.?"
)

# Where in the text, what is wrong, a hint, and how many characters are meant.
NameFault = tuple[int, str, str | None, int]


def name_fault(text: str) -> NameFault | None:
    """Return the first thing that is wrong with a name list, `None` for one that can be read.

    >>> name_fault("Smith, John and and Doe, Jane")
    (16, "has an 'and' with no name before it", None, 3)
    """
    if not text.strip() or EXTENDED.search(text):
        return None
    names: list[tuple[int, int]] = []
    start = depth = 0
    for found in _AND.finditer(text):
        if found[0] in "{}":
            depth += 1 if found[0] == "{" else -1
        elif depth <= 0:
            if not text[start : found.start()].strip():
                return found.start(), f"has an '{found[0]}' with no name before it", None, len(found[0])
            names.append((start, found.start()))
            start = found.end()
    if not text[start:].strip():
        return start - 3, "ends with an 'and'", "for others write 'and others'", 3
    names.append((start, len(text)))
    for index, (begin, end) in enumerate(names):
        fault = _one(text, begin, end, last=index == len(names) - 1)
        if fault is not None:
            return fault
    return None


def _one(text: str, begin: int, end: int, *, last: bool) -> NameFault | None:
    name = text[begin:end].strip()
    at = text.index(name, begin)
    if name.lower() == "others" and not last:
        return at, "has 'others' before its end", None, len(name)
    depth = 0
    commas: list[int] = []
    for found in _SIGN.finditer(text, begin, end):
        sign = found[0]
        if sign in "{}":
            depth += 1 if sign == "{" else -1
        elif depth > 0:
            continue
        elif sign == ",":
            commas.append(found.start())
        elif sign == ";":
            if not re.search(r"&#?\w+$", text[begin : found.start()]):
                return found.start(), "has ';' between names", "write 'and'", 1
        elif sign == "&":
            if not _ENTITY.match(text, found.start()):
                hint = "write 'and' between names; the name of a body goes in braces"
                return found.start(), "has '&' outside braces", hint, 1
        else:
            return found.start(), "has 'et al.'", "write 'and others'", len(sign)
    return _commas(text, at, name, commas)


def _commas(text: str, at: int, name: str, commas: list[int]) -> NameFault | None:
    hint = "between names stands 'and'; the name of a body goes in braces"
    if len(commas) > 2:
        return at, f"has a name with {len(commas)} commas: '{' '.join(name.split())[:60]}'", hint, len(name)
    if commas and commas[0] == at:
        return at, "has a name that begins with a comma", None, len(name)
    if commas and commas[-1] == at + len(name) - 1:
        return at, "has a name that ends with a comma", None, len(name)
    if len(commas) == 2:
        middle = text[commas[0] + 1 : commas[1]].strip()
        if re.fullmatch(r"[A-Z][\w.'’-]* [A-Z][\w'’-]+", middle) and not _SUFFIX.fullmatch(middle):
            return at, f"has '{middle}' between two commas", hint, len(name)
    return None
