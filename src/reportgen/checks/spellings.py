"""When two words are one name in two spellings: by sound, or one letter off.

Romanisations differ in a few letters (Dmitri, Dmitry), accents get lost, umlauts are written out; the rest are
slips. Different names are often as close as that, so short words, given names and inflected forms are left alone.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_LATIN = re.compile(r"[a-z’' -]+")
# Words that differ by one letter must have at least so many: short names are often different names.
LEAST = 6
_GERMAN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "å": "aa", "ø": "oe", "æ": "ae"})
_SOUNDS = (
    (r"x", "ks"), (r"ph", "f"), (r"tch|tsch", "ch"), (r"sch", "sh"), (r"tz", "ts"), (r"w", "v"), (r"j|y", "i"),
    (r"^i(?=[ae])", ""), (r"(?<=[aeou])i(?=e)", ""), (r"[’']", ""), (r"([a-z])\1+", r"\1"),
)  # fmt: skip
_SOUND = [(re.compile(pattern), sound) for pattern, sound in _SOUNDS]


@lru_cache(20_000)
def sounds(word: str) -> frozenset[str]:
    """Return what a word sounds like, with accents dropped and with umlauts written out."""
    low = unicodedata.normalize("NFC", word).casefold()
    found: set[str] = set()
    for form in (low, low.translate(_GERMAN)):
        plain = "".join(c for c in unicodedata.normalize("NFKD", form) if not unicodedata.combining(c))
        if not _LATIN.fullmatch(plain):
            return frozenset()
        plain = plain.replace("-", "")
        for pattern, sound in _SOUND:
            plain = pattern.sub(sound, plain)
        found.add(plain)
    return frozenset(found)


def alike(one: str, two: str) -> bool:
    """Whether two words are one in two spellings: by sound, or one letter off in a long one."""
    if is_initial(one) or is_initial(two) or one.casefold() == two.casefold():
        return False
    if sounds(one) & sounds(two):
        return True
    from reportgen.language.names import given_names

    if one in given_names() and two in given_names():
        return False
    return min(len(one), len(two)) >= LEAST and one[0] == two[0] and _one_off(one, two) and not _inflected(one, two)


def is_initial(word: str) -> bool:
    """Whether a word of a name is a letter."""
    return len(word) == 1


def _inflected(one: str, two: str) -> bool:
    """Whether one word is a form of the other: a plural, a possessive, a feminine name, a people."""
    short, long = sorted((one, two), key=len)
    return long.startswith(short) and long[len(short) :] in {"s", "a", "n", "e"}


def _one_off(one: str, two: str) -> bool:
    return bool(deletions(one) & deletions(two)) and abs(len(one) - len(two)) < 2


def deletions(word: str) -> frozenset[str]:
    """Return the word, and the word without each of its letters: two that are one letter off share a form."""
    low = word.casefold()
    return frozenset({low, *(low[:i] + low[i + 1 :] for i in range(len(low)))})
