"""Closed classes of words, written down as text."""

from __future__ import annotations

import re
from collections.abc import Iterable


def word_set(text: str) -> frozenset[str]:
    """Return the words of a text.

    >>> sorted(word_set("in since"))
    ['in', 'since']
    """
    return frozenset(text.split())


def alternatives(words: Iterable[str]) -> str:
    """Return a regular expression for any of some words, the longest first, where common beginnings are read once.

    >>> alternatives(["that", "this", "thi"])
    'th(?:at|i(?:s)?)'
    """
    by_first: dict[str, set[str]] = {}
    for word in words:
        by_first.setdefault(word[:1], set()).add(word[1:])
    optional = by_first.pop("", None) is not None
    branches = [re.escape(first) + alternatives(rest) for first, rest in sorted(by_first.items())]
    if not branches:
        return ""
    body = branches[0] if len(branches) == 1 and not optional else f"(?:{'|'.join(branches)})"
    return f"{body}?" if optional else body
