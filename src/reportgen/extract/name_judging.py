"""What a piece of a run is by its own words: piece -> candidates with evidence for their type.

Titles, offices and adjectives of origin are taken off first; then the rules of `_RULES` are asked in turn.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from reportgen.extract.name_chunks import UPPER, Word, words_of
from reportgen.extract.name_pieces import Piece, is_designation, pieces
from reportgen.extract.name_titles import ends_as_name, is_role, person_after_title, role_start, trim
from reportgen.extract.name_types import (
    DOCUMENT,
    NONE,
    ORGANISATION,
    PERSON,
    PLACE,
    SYSTEM,
    Candidate,
    Evidence,
    joined,
    place_key,
)
from reportgen.language.names import (
    ADJECTIVE_ENDINGS,
    CERTAIN_PLACE_OPENERS,
    CLUB_FORMS,
    COMPANY_ENDINGS,
    DEMONYMS,
    DOCUMENT_HEADS,
    EASTERN_SURNAMES,
    KNOWN_ORGANISATIONS,
    KNOWN_SYSTEMS,
    LEGAL_FORMS,
    NO_ACRONYMS,
    NO_NAMES,
    ORGANISATION_HEADS,
    ORGANISATION_OF,
    ORGANISATION_OPENERS,
    OTHER_HEADS,
    PLACE_HEADS,
    PLACE_HEADS_AND_SURNAMES,
    PLACE_OF,
    ROLES,
    SHIP_PREFIXES,
    SURNAME_PARTICLES,
    SYSTEM_NOUNS,
    TITLES,
    WEAK_DOCUMENT_HEADS,
    common_words,
    given_names,
    is_common,
    is_first_name,
)
from reportgen.language.places import countries

_ROMAN = re.compile(r"[IVX]{1,5}\Z")
_INITIAL = re.compile(rf"(?:[{UPPER}]\.){{1,4}}\Z|[{UPPER}]\Z")
_EASTERN_GIVEN = re.compile(rf"[{UPPER}][a-z]{{1,5}}-[a-z]{{2,6}}\Z")
_BRAND = re.compile(r"[a-z]|.*[a-z][A-Z]")
_GROUPS_OF_STATES = frozenset({"g7", "g8", "g20", "g77", "g-7", "g-20"})
_HOUSES_AND_SURNAMES = frozenset({"house", "post", "court", "guard", "temple", "lodge", "church"})
_NOTHING: Evidence = ()
_KEPT = 200  # characters of a run whose candidates are kept


def analyse(text: str, *, initial: bool, numeral: bool, language: str) -> tuple[Candidate, ...]:
    """Return the candidates in a run of capitalised words, by offsets in the run; names recur, so they are kept."""
    find = _analyse if len(text) <= _KEPT else _analyse.__wrapped__
    return find(text, initial=initial, numeral=numeral, language=language)


@lru_cache(maxsize=1 << 14)
def _analyse(text: str, *, initial: bool, numeral: bool, language: str) -> tuple[Candidate, ...]:
    words = words_of(text, 0, len(text))
    return tuple(
        candidate
        for piece in pieces(words, initial=initial, numeral=numeral, language=language)
        for candidate in candidates(piece)
    )


def candidates(piece: Piece) -> Iterator[Candidate]:
    """Yield the possible names in a piece."""
    words = list(piece.words)
    known = _known_place(words, initial=piece.initial)
    if known is not None:
        yield known
        return
    at = person_after_title(words)
    if at is not None:
        start = role_start(words, at)
        if start:
            yield from candidates(Piece(words[:start], piece.initial))
        yield _person(words, start, at)
        return
    if _is_country_adjective(words):
        yield from candidates(Piece(words[:1], piece.initial))
        yield from candidates(Piece(words[1:], initial=False))
        return
    words, initial = trim(words, initial=piece.initial)
    known = _known_place(words, initial=initial)
    if known is not None:
        yield known
    elif words:
        evidence = judge(words)
        if evidence:
            yield Candidate(words[0].start, words[-1].end, tuple(words), evidence, initial)


def _known_place(words: Sequence[Word], *, initial: bool) -> Candidate | None:
    if not words or (len(words) == 1 and words[0].low in NO_NAMES):
        return None
    key = place_key(joined(words))
    if key is None or (initial and len(words) == 1 and words[0].low in common_words() and key not in countries()):
        return None  # "Reading the letters ..."
    return Candidate(words[0].start, words[-1].end, tuple(words), ((PLACE, 4.0),), initial, key=key)


def _person(words: list[Word], start: int, at: int) -> Candidate:
    """Return the person whose name begins at word `at`, the office before it at word `start`."""
    pure = all(word.low in TITLES for word in words[start:at])
    role = None if pure else (words[start].start, words[at - 1].end)
    weight = 2.0 if words[at - 1].low in {"general", "st", "st.", "saint"} else 5.0
    first = words[at]
    rest = words[at:]
    if first.join:  # "Ms de Wit": the particle belongs to the name
        text = f"{first.join} {first.text}"
        rest = [Word(first.end - len(text), first.end, text, text.lower(), ""), *rest[1:]]
    return Candidate(rest[0].start, rest[-1].end, tuple(rest), ((PERSON, weight),), role=role)


def _is_country_adjective(words: Sequence[Word]) -> bool:
    """Whether the abbreviation of a country stands for its adjective: "US Obama administration", "U.S. MQ-1"."""
    first = words[0]
    return (
        len(words) > 1
        and not words[1].join
        and (first.text.isupper() or "." in first.text)
        and place_key(first.text) in countries()
        and not ends_as_name(words[1:])
    )


def judge(words: Sequence[Word]) -> Evidence:
    """Return what speaks for which type in the words alone; nothing when they name nothing."""
    if len(words) == 1:
        return _judge_one(words[0])
    head = head_of(words)
    for rule in _RULES:
        evidence = rule(words, head)
        if evidence is not None:
            return evidence
    return _judge_person(words)


def head_of(words: Sequence[Word]) -> str:
    """Return the word that says what the named thing is: the last before "of", "for" or "on", else the last."""
    for i, word in enumerate(words):
        if i and word.join.split()[:1] in (["of"], ["for"], ["on"]):
            before = words[i - 1].low
            if before in PLACE_OF and words[-1].low in ORGANISATION_HEADS and not words[-1].join:
                return words[-1].low
            if any(before in heads for heads in _HEADS):
                return before
    i = len(words) - 1
    while i > 0 and (words[i].text[0].isdigit() or _ROMAN.match(words[i].text)):
        i -= 1
    return words[i].low


_HEADS = (ORGANISATION_HEADS, DOCUMENT_HEADS, PLACE_OF, PLACE_HEADS, OTHER_HEADS, ORGANISATION_OF)


def _legal_form(words: Sequence[Word], head: str) -> Evidence | None:
    last = words[-1]
    if last.low in LEGAL_FORMS and not last.text.islower():
        return ((ORGANISATION, 5.0),)
    if last.low in CLUB_FORMS and (last.text.isupper() or head in ORGANISATION_HEADS):
        return ((ORGANISATION, 4.0),)
    return None


def _ship(words: Sequence[Word], _head: str) -> Evidence | None:
    return ((SYSTEM, 5.0),) if words[0].low.rstrip(".") in SHIP_PREFIXES and words[0].text.isupper() else None


def _other(words: Sequence[Word], head: str) -> Evidence | None:
    other = head in OTHER_HEADS and head not in ORGANISATION_HEADS and not is_first_name(words[0].text)
    return ((NONE, 4.0),) if other else None


def _document(words: Sequence[Word], head: str) -> Evidence | None:
    if head not in DOCUMENT_HEADS or is_first_name(words[0].text):
        return None
    weak = head in WEAK_DOCUMENT_HEADS and not any(word.join for word in words)
    return ((DOCUMENT, 3.5 if weak else 4.0),)


def _place_of(words: Sequence[Word], head: str) -> Evidence | None:
    opened = head in PLACE_OF and any(word.join[:2] == "of" for word in words)
    return ((PLACE, 4.0),) if opened and head not in {"union", "commonwealth"} else None


def _organisation(words: Sequence[Word], head: str) -> Evidence | None:
    if head not in ORGANISATION_HEADS and head not in ORGANISATION_OF:
        return None
    if is_first_name(words[0].text) and len(words) == 2 and head in _HOUSES_AND_SURNAMES:
        return None
    return ((PLACE, 1.0), (ORGANISATION, 1.5)) if head == words[-1].low == "house" else ((ORGANISATION, 4.0),)


def _place(words: Sequence[Word], _head: str) -> Evidence | None:
    first, last = words[0], words[-1]
    if last.low == "city" and len(words) == 2 and place_key(first.text) and place_key(first.text) not in countries():
        return ((ORGANISATION, 2.5), (PLACE, 1.5))  # a club; the cities that are called so are known
    if last.low in PLACE_HEADS and not _joins(words) & SURNAME_PARTICLES:
        doubtful = last.low in PLACE_HEADS_AND_SURNAMES and len(words) == 2
        if not (doubtful and is_first_name(first.text)):
            return ((PLACE, 2.0 if doubtful and first.low not in common_words() else 4.0),)
    if first.low in CERTAIN_PLACE_OPENERS:
        return ((PLACE, 3.0),)
    if first.low in {"el", "la", "los", "las"} and len(words) == 2 and not words[1].join:
        return ((PLACE, 1.5),)
    return None


def _opened_organisation(words: Sequence[Word], _head: str) -> Evidence | None:
    return ((ORGANISATION, 3.0),) if words[0].low in ORGANISATION_OPENERS else None


def _system(words: Sequence[Word], _head: str) -> Evidence | None:
    first, last = words[0], words[-1]
    if last.low in SYSTEM_NOUNS and len(words) <= 4:
        return ((SYSTEM, 2.5),)
    if first.text in KNOWN_SYSTEMS:
        return ((SYSTEM, 3.0),)
    if first.text in {"Der", "Die", "Das", "Il"} and len(words) == 2:
        return ((ORGANISATION, 2.0),)  # newspapers
    if _ROMAN.match(last.text) and len(words) == 2 and not is_first_name(first.text):
        return ((SYSTEM, 1.5),)
    return None


def _designated(words: Sequence[Word], _head: str) -> Evidence | None:
    """Judge names with numbers: "Basler BT-67", "Luna 27"; "Berth 6" and "Band D" are none."""
    last = words[-1]
    if last.text[0].isdigit():
        if words[-2].text in NO_ACRONYMS:
            return _NOTHING  # "EUR 4"
        return ((SYSTEM, 0.8), (NONE, 2.5)) if all(is_common(word.low) for word in words[:-1]) else ((SYSTEM, 2.5),)
    if len(last.text) == 1 and len(words) == 2 and is_common(words[0].low):
        return _NOTHING
    if any(is_designation(word.text) for word in words):
        return ((SYSTEM, 3.0),)
    return ((SYSTEM, 2.0),) if any(c.isdigit() for c in last.text) and len(words) <= 3 else None


def _connected(words: Sequence[Word], _head: str) -> Evidence | None:
    joins = _joins(words)
    if "&" in joins:
        return ((ORGANISATION, 2.0),)
    return ((NONE, 0.5),) if joins & {"and", "of", "for", "on", "against"} else None


_RULES: tuple[Callable[[Sequence[Word], str], Evidence | None], ...] = (
    _legal_form, _ship, _other, _document, _place_of, _organisation, _place, _opened_organisation, _system, _designated,
    _connected,
)  # fmt: skip


def _joins(words: Sequence[Word]) -> set[str]:
    return {part for word in words[1:] for part in word.join.split()}


def _judge_person(words: Sequence[Word]) -> Evidence:
    """Judge two and more words without a head: a person, or an unknown name."""
    n, common = len(words), [word.low in common_words() for word in words]
    capitals = [word for word in words if word.text.isupper() and len(word.text) > 1 and not _INITIAL.match(word.text)]
    weights = _name_parts(words, common)
    if not weights:
        if place_key(words[0].text) or (len(capitals) == 1 and n == 2):
            weights.append((ORGANISATION, 1.0))
        elif all(common):
            return _NOTHING if n > 3 else ((NONE, 1.5),)
        elif common[-1] and not any(common[:-1]) and n <= 3:
            weights.append((ORGANISATION, 1.5))
        elif common[0] and n == 2:
            weights += [(ORGANISATION, 0.8), (PERSON, 0.7)]
    if n <= 3 and not any(common) and not capitals:
        weights.append((PERSON, 1.2))
    return tuple(weights)


def _name_parts(words: Sequence[Word], common: Sequence[bool]) -> list[tuple[str, float]]:
    """Return what first names, initials, particles and Eastern surnames speak for."""
    n, first, last = len(words), words[0], words[-1]
    weights: list[tuple[str, float]] = []
    if any(_INITIAL.match(word.text) for word in words[:-1]) and not common[-1] and n <= 4:
        weights.append((PERSON, 4.0))
    if is_first_name(first.text) and n <= 5 and not (first.text.isupper() and len(first.text) < 4):
        plain, tail = common[0], common[-1] and last.low not in given_names()
        weights.append((PERSON, 4.0 - 2.0 * (plain or tail) - (plain and tail)))
        if plain and tail:
            weights.append((NONE, 1.3))
    elif (n <= 3 and any(_EASTERN_GIVEN.match(word.text) for word in (first, last))) or _joins(
        words
    ) & SURNAME_PARTICLES:
        weights.append((PERSON, 2.5))
    if n <= 3 and first.low in EASTERN_SURNAMES and not common[-1]:
        weights.append((PERSON, 2.0))
    if _ROMAN.match(last.text) and is_first_name(words[-2].text):
        weights.append((PERSON, 4.0))  # "Wilhelm II"
    if is_first_name(last.text) and n <= 3 and not common[-1] and not weights:
        weights.append((PERSON, 2.0))
    return weights


def _judge_one(word: Word) -> Evidence:
    """Judge a single word."""
    if _names_nothing(word):
        return _NOTHING
    text, low = word.text, word.low
    if low in _GROUPS_OF_STATES:
        return ((ORGANISATION, 3.0),)
    if is_designation(text) or low.endswith("-class"):
        return ((SYSTEM, 3.0),)
    if text in KNOWN_ORGANISATIONS:
        return ((ORGANISATION, 2.5),)
    if text in KNOWN_SYSTEMS:
        return ((SYSTEM, 2.5),)
    return () if any(c.isdigit() for c in text) or low.endswith(ADJECTIVE_ENDINGS) else _unknown(text, low)


def _unknown(text: str, low: str) -> Evidence:
    """Return what the form of an unknown word speaks for."""
    if low in CLUB_FORMS and low.endswith("s"):
        return ((ORGANISATION, 1.5),)
    if text.isupper() and text.isalpha():
        return ((ORGANISATION, 1.2 if len(text) <= 8 else 0.6),)
    if is_first_name(text):
        return ((PERSON, 0.6),)
    if is_common(low):
        return ((NONE, 1.0),)
    if _BRAND.match(text):
        return ((ORGANISATION, 0.5), (SYSTEM, 0.4))
    return ((ORGANISATION, 1.8 if low.endswith(COMPANY_ENDINGS) and len(low) > 6 else 0.5),)


def _names_nothing(word: Word) -> bool:
    """Whether a single word is an office, an origin, an abbreviation of a thing, an initial."""
    text, low = word.text, word.low
    if low in _GROUPS_OF_STATES:
        return False
    if text in DEMONYMS or (low in NO_NAMES and low not in {"xi", "may"}) or text in NO_ACRONYMS:
        return True
    if is_role(word) or len(text) < 2 or _INITIAL.match(text):
        return True
    if low.endswith("s") and (text[:-1] in DEMONYMS or low[:-1] in ROLES):
        return True
    parts = text.split("-")
    return len(parts) > 1 and all(part in DEMONYMS or part.lower() in common_words() for part in parts)


__all__ = ["analyse", "candidates", "head_of", "judge"]
