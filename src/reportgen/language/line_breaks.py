"""Where a line may end although there is no blank: beside ideographs, kana and Hangul.

Source of the rules: Unicode Standard Annex 14 (Line Breaking Properties), classes ID, OP, CL, CP, EX, IS, NS, CJ,
QU and PR in its strict form. The classes are told by the general category and the width of a character, which
Python knows; rules for scripts that need a dictionary (Thai, Lao, Khmer) are left out.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache

_OPENING = frozenset("¿¡")
# Never at the end of a line: opening brackets, quotation marks that may open, signs of a currency.
_NOT_LAST = frozenset({"Ps", "Pi", "Sc"})
# Never at its beginning: closing brackets and quotation marks, stops, marks that belong to the letter before.
_NOT_FIRST = frozenset({"Pe", "Pf", "Po", "Mn", "Mc", "Me", "Cf", "Zs"})
# As well where they are as wide as an ideograph: marks of repetition and length, wave dashes.
_NOT_FIRST_IF_WIDE = frozenset({"Lm", "Pd"})


@lru_cache(8192)
def is_wide(c: str) -> bool:
    """Whether a character stands in a square of its own, as ideographs, kana, Hangul and their signs do."""
    return unicodedata.east_asian_width(c) in {"W", "F", "H"} and not unicodedata.category(c).startswith("Z")


@lru_cache(8192)
def not_first(c: str) -> bool:
    """Whether a line may not begin with a character."""
    category = unicodedata.category(c)
    if category in _NOT_FIRST:
        return c not in _OPENING
    if not is_wide(c):
        return category == "Sk" or "\u1160" <= c <= "\u11ff"  # the later letters of a syllable of Hangul
    return category in _NOT_FIRST_IF_WIDE or " SMALL " in unicodedata.name(c, "") or c in "ーｰ"


@lru_cache(8192)
def not_last(c: str) -> bool:
    """Whether a line may not end with a character."""
    category = unicodedata.category(c)
    return category in _NOT_LAST or c in _OPENING or category.startswith("Z")


def may_part(before: str, after: str) -> bool:
    """Whether a line may end between two characters because one of them is wide.

    >>> may_part("研", "究"), may_part("究", "。"), may_part("「", "研"), may_part("a", "b")
    (True, False, False, False)
    """
    return (is_wide(before) or is_wide(after)) and not not_first(after) and not not_last(before)


def pieces(word: str) -> Iterator[str]:
    """Cut a word where a line may end inside it.

    >>> list(pieces("研究。data中"))
    ['研', '究。', 'data', '中']
    """
    start = 0
    for at in range(1, len(word)):
        if may_part(word[at - 1], word[at]):
            yield word[start:at]
            start = at
    yield word[start:]
