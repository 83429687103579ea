"""Titles, offices and adjectives of origin at the edges of names: words -> words of the name alone."""

from __future__ import annotations

import re
from collections.abc import Sequence

from reportgen.extract.name_chunks import UPPER, Word
from reportgen.extract.name_types import joined, place_key
from reportgen.language.names import (
    AFTER_NAMES,
    CLUB_FORMS,
    DEMONYMS,
    DOCUMENT_HEADS,
    EASTERN_SURNAMES,
    LEGAL_FORMS,
    ORGANISATION_HEADS,
    ORGANISATION_OF,
    ORGANISATION_OPENERS,
    OTHER_HEADS,
    PLACE_HEADS,
    PLACE_OF,
    PLACE_OPENERS,
    PURE_TITLES,
    ROLE_MODIFIERS,
    ROLES,
    ROLES_OF_ONE,
    SURNAME_PARTICLES,
    TITLES,
    common_words,
    given_names,
    is_common,
    is_first_name,
)

_INITIAL = re.compile(rf"(?:[{UPPER}]\.){{1,4}}\Z|[{UPPER}]\Z")
_NAME_WORDS = 5  # words of a person's name after a title, at most
# Titles that are parts of names after a first name: "Edward St John-Smythe".
_INNER = frozenset({"st", "st.", "saint", "count", "king", "bishop", "dean", "judge", "prince"})
_COMPANIES_OF_GENERAL = ("ics", "ors", "ills")  # "General Atomics", "General Motors"


def is_role(word: Word) -> bool:
    """Whether a word is an office, an occupation or a form of address."""
    low = word.low
    return low in ROLES or low in TITLES or ("-" in low and low.rsplit("-", 1)[-1] in ROLES)


def ends_as_name(words: Sequence[Word]) -> bool:
    """Whether some words end in the head of a body, a place or a document, or have one before "of"."""
    heads = [words[-1].low]
    heads += [words[i - 1].low for i in range(1, len(words)) if words[i].join.split()[:1] in (["of"], ["for"], ["on"])]
    return any(
        head in group
        for head in heads
        for group in (ORGANISATION_HEADS, ORGANISATION_OF, PLACE_HEADS, DOCUMENT_HEADS, LEGAL_FORMS, CLUB_FORMS)
    )


def person_after_title(words: Sequence[Word]) -> int | None:
    """Return the index of the first word of a person's name after a title or office, `None` when there is none."""
    for i in range(len(words) - 2, -1, -1):
        join = words[i + 1].join.split()
        if is_role(words[i]) and not (join and join[0] not in SURNAME_PARTICLES) and _names_person(words, i):
            return i + 1
    return None


def _names_person(words: Sequence[Word], i: int) -> bool:
    """Whether the words after the title at `i` are a person's name."""
    title, rest = words[i], words[i + 1 :]
    first, last = rest[0], rest[-1].low
    landscape = first.low in PLACE_HEADS and not (len(rest) == 1 and title.low in PURE_TITLES)  # but "Mr Hill"
    if len(rest) > _NAME_WORDS or first.text[0].isdigit() or landscape or first.low in ROLE_MODIFIERS:
        return False
    if all(is_role(word) for word in rest) or last in OTHER_HEADS or last in LEGAL_FORMS:
        return False
    if title.low in PURE_TITLES:
        return True
    if i and words[0].text in given_names() and (title.low in _INNER or (len(rest) == 1 and is_common(first.low))):
        return False
    if last in ORGANISATION_HEADS | DOCUMENT_HEADS and first.text not in given_names():
        return False
    if place_key(joined(rest)) or (
        title.low == "general" and len(rest) == 1 and first.low.endswith(_COMPANIES_OF_GENERAL)
    ):
        return False
    if not all(is_common(word.low) for word in rest) or first.text in given_names() or _INITIAL.match(first.text):
        return True
    return len(rest) == 1 and title.low in ROLES_OF_ONE and not is_role(first) and not first.low.endswith("s")


def role_start(words: Sequence[Word], at: int) -> int:
    """Return the index where the office before a name begins, with its modifiers and adjectives of origin."""
    start = at - 1
    while start > 0 and not words[start].join:
        word = words[start - 1]
        if not (is_role(word) or word.low in ROLE_MODIFIERS or word.text in DEMONYMS):
            break
        start -= 1
    return start


def trim(words: list[Word], *, initial: bool) -> tuple[list[Word], bool]:
    """Take off what is no part of a name: origins and offices before it, an office after it, an opening word."""
    if len(words) > 2 and words[-2].low in ORGANISATION_HEADS and _is_long_acronym(words[-1].text):
        return words[-1:], False  # "State Space Corporation ROSCOSMOS"
    while words and _first_is_off(words, initial=initial):
        words, initial = words[1:], False
    if _names_nobody(words):
        return [], False
    while len(words) > 1 and words[-1].low in AFTER_NAMES and not words[-1].join:
        words = words[:-1]
    if len(words) > 2 and is_first_name(words[0].text) and words[-1].text in {"SC", "OBE", "CBE"}:
        words = words[:-1]
    return words, initial


def _is_long_acronym(text: str) -> bool:
    return text.isupper() and text.isalpha() and len(text) > 3


def _first_is_off(words: Sequence[Word], *, initial: bool) -> bool:
    """Whether the first word is no part of the name."""
    first = words[0]
    if len(words) == 1:
        return first.text in DEMONYMS
    second = words[1]
    if second.join.split()[:1] in (["of"], ["for"]):
        # "President of Russia", "Bank of England": only an office goes.
        heads = PLACE_OF | DOCUMENT_HEADS | ORGANISATION_HEADS
        return is_role(first) and first.low not in heads
    if first.text in DEMONYMS:
        rest = words[1:]
        plural = len(rest) == 1 and second.low in common_words() and second.low.endswith("s")
        return bool(place_key(joined(rest))) or not (ends_as_name(rest) or plural)
    if first.low not in common_words() or first.text in given_names() or ends_as_name(words):
        return initial and first.low.endswith("ly") and first.low in common_words()
    if initial and (first.low.endswith(("ly", "ing")) or first.low in ROLE_MODIFIERS):
        return True
    if second.join or second.low in common_words():
        return False
    if len(words) > 2:
        return is_first_name(second.text)  # "Old Jaroslav Novotny"
    opener = first.low in PLACE_OPENERS or first.low in ORGANISATION_OPENERS or first.low in EASTERN_SURNAMES
    return initial and len(first.low) > 4 and not second.text[0].isdigit() and not opener  # "Toymaker Brixum"


def _names_nobody(words: Sequence[Word]) -> bool:
    """Whether there are only offices, modifiers and origins: "Deputy Prime Minister", "Central Asian"."""
    if not words:
        return True
    if all(is_role(word) or word.low in ROLE_MODIFIERS or word.text in DEMONYMS for word in words):
        return not (len(words) > 1 and words[0].text in given_names() and words[0].low not in common_words())
    openers = {"middle", "latin", "saudi", "sri", "new"}
    return words[-1].text in DEMONYMS and all(
        word.text in DEMONYMS or word.low in PLACE_OPENERS or word.low in openers for word in words[:-1]
    )
