"""What a reader sees of the characters that no font shows."""

from __future__ import annotations

import unicodedata

# Blanks that are set as one; the rest of their category is not to be seen.
_BLANKS = "\t\n\v\f\r\u0085\u2028\u2029"
_DIRECTIONS = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c\ufeff"


def visible(text: str) -> str:
    """Return a text with controls, private use, unassigned code points and directions as `<U+XXXX>`."""
    return "".join(f"<U+{ord(c):04X}>" if _unseen(c) else c for c in text)


def _unseen(c: str) -> bool:
    return c not in _BLANKS and (c in _DIRECTIONS or unicodedata.category(c) in {"Cc", "Cs", "Co", "Cn"})
