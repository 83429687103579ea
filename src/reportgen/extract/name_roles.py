"""What a text says a person is: in apposition ("X, chief executive of Acme,") or before the name ("analyst X")."""

from __future__ import annotations

import re

from reportgen.extract.name_types import place_key
from reportgen.language.names import DEMONYMS, ROLE_MODIFIERS, ROLES, SAYING

_AFTER = 140  # characters after a name, and before it, that are looked at
_BEFORE = 90
_WORD = re.compile(r"\w[\w'-]*")
_APPOSITION = re.compile(
    r"(?:,[ \n]|[ \n]?\()(?:\d{1,2},[ \n])?(?:(?:who|which)[ \n](?:is|was)[ \n])?"
    r"((?:(?:a|an|the|its|their|his|her|then)[ \n])?[^,.;:()\"“”–—]{3,100})(?=[,.;)]|\Z)"
)
_ARTICLE = re.compile(r"(?:a|an|the)\s+", re.IGNORECASE)
_NO_ROLE = frozenset(
    {"who", "which", "said", "says", "and", "was", "is", "has", "had", "told", "of", "in", "at", "for", "to", "with"}
)
_OPENERS = frozenset({"the", "a", "an", "when", "in", "but", "and", "as", "for", "from", "by"})
_OWNERS = frozenset({"its", "their", "his", "her", "then"})
_BODIES = frozenset({"ministry", "council", "party", "commission", "union"})


def role_around(
    view: str, start: int, end: int, title: tuple[int, int] | None, within: tuple[int, int] | None = None
) -> tuple[int, int] | None:
    """Return the span of what a person is said to be; `title` is an office in capitals before the name.

    Nothing beyond `within`, the paragraph that holds the name, is looked at.
    """
    if within is not None:
        low, high = max(within[0], start - 2 * _BEFORE), min(within[1], end + 2 * _AFTER)
        if low > 0 or high < len(view):
            inner = None if title is None or title[0] < low else (title[0] - low, title[1] - low)
            span = role_around(view[low:high], start - low, end - low, inner)
            return span and (span[0] + low, span[1] + low)
    after = view[end : end + _AFTER]
    found = _APPOSITION.match(after)
    if found:
        span = _in_apposition(found.group(1), end + found.start(1))
        if span is not None:
            return span
    if title is not None:
        first = _before(view, title[0], known=True)
        return title if first is None else (first, title[1])
    first = _before(view, start, known=False)
    return (
        None if first is None else (first, len(view[:start].rstrip(" \n,")) if start < _BEFORE else _stop(view, start))
    )


def _stop(view: str, start: int) -> int:
    return start - _BEFORE + len(view[start - _BEFORE : start].rstrip(" \n,"))


def _in_apposition(text: str, at: int) -> tuple[int, int] | None:
    article = _ARTICLE.match(text)
    first = article.end() if article else 0
    found = [word.group() for word in _WORD.finditer(text)]
    words = [word.lower() for word in found]
    if not found or not (article or found[0][0].isupper() or words[0] in _OWNERS or _opens_role(words[0])):
        return None  # a verb: ", thanked the governor,"
    for i, word in enumerate(words[:7]):
        if word in ROLES or word.rsplit("-", 1)[-1] in ROLES:
            said = i + 1 < len(words) and words[i + 1] in SAYING
            return None if said else (at + first, at + len(text.rstrip()))
        if word in _NO_ROLE:
            return None
    return None


def _opens_role(word: str) -> bool:
    return word in ROLES or word in ROLE_MODIFIERS or "-" in word


def _before(view: str, start: int, *, known: bool) -> int | None:
    """Return where the office before an offset begins, walking back word by word; `known` when there is one."""
    low = max(0, start - _BEFORE)
    text = view[low:start]
    first: int | None = None
    seen, last = known, len(text)
    for word in reversed(list(_WORD.finditer(text))[-7:]):
        gap = text[word.end() : last].strip()
        if gap and not (gap == "," and last == len(text) and not known):
            break
        plain = word.group()
        if plain.lower() in ROLES or plain.lower().rsplit("-", 1)[-1] in ROLES:
            seen = True
        elif not (seen and _qualifies(plain)):
            break
        first, last = low + word.start(), word.start()
    return first if seen else None


def _qualifies(word: str) -> bool:
    """Whether a word before an office belongs to it: "former", "Russian", "Acme", "vice-"."""
    low = word.lower()
    if low in ROLE_MODIFIERS or word in DEMONYMS or "-" in word:
        return True
    return (
        word[0].isupper() and low not in _OPENERS and (word.isupper() or place_key(word) is not None or low in _BODIES)
    )
