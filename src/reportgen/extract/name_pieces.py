"""A run of capitalised words, divided where one name ends and another begins: words -> pieces."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from reportgen.extract.name_chunks import UPPER, Word
from reportgen.language.names import (
    AMBIGUOUS_MONTHS,
    CALENDAR,
    CLOSED_WORDS,
    COMPANIES,
    DEMONYMS,
    DOCUMENT_HEADS,
    FOREIGN_WORDS,
    FUNCTION_WORDS,
    LABELS,
    NOBLE_PARTICLES,
    ORGANISATION_HEADS,
    ORGANISATION_OF,
    PLACE_OF,
    WEAK_DOCUMENT_HEADS,
    common_words,
    given_names,
    is_common,
    is_first_name,
)
from reportgen.language.places import places

_LONGEST = 14  # words of a name
_PREPOSITIONS = frozenset({"of", "for", "on", "against"})
# Bodies over several things: "Ministry of Trade and Industry" goes on after "and", "Bank of X and Bank of Y" does not.
_FIELDS = frozenset({"technology", "industry", "trade", "energy", "services", "community", "intelligence"})
_PAIRED = frozenset({"securities", "trade", "research", "university", "energy", "food", "media"})
_PARTNERS = frozenset({"sons", "daughters", "partners", "company", "co", "co."})
_DESIGNATION = re.compile(
    rf"(?:[{UPPER}]{{2,5}}[a-z]{{0,8}}-?\d{{1,4}}[A-Za-z]{{0,4}}|[{UPPER}]-\d{{2,4}}[A-Za-z]{{0,3}}|[{UPPER}]\d{{3}}"
    rf"|[{UPPER}][a-z]+-\d{{1,4}}[A-Za-z]{{0,3}})(?:[-/]\w{{1,4}})?\Z"
)
_NO_DESIGNATION = re.compile(
    r"(?:covid|sars|mers|g|q|h|p|k|co|pm|ch|no|nh|u|group|chapter|article|under)-?\d{1,4}\w?\Z|h\dn\d\Z", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Piece:
    """What may be one name: one or more words. `initial` tells that a sentence begins with it."""

    words: Sequence[Word]
    initial: bool


def is_designation(text: str) -> bool:
    """Whether a word is a designation of letters and digits, such as those of vehicles and weapons."""
    has_digit = any(c.isdigit() for c in text)
    return has_digit and _DESIGNATION.match(text) is not None and _NO_DESIGNATION.match(text) is None


def pieces(words: Sequence[Word], *, initial: bool, numeral: bool = False, language: str = "en") -> Iterator[Piece]:
    """Divide a run where one name ends and another begins; `numeral` tells that a last "I" is no pronoun."""
    foreign = FOREIGN_WORDS.get(language, frozenset())
    current: list[Word] = []
    for i, word in enumerate(words):
        opens = initial and i == 0
        closes = bool(current) and (len(current) >= _LONGEST or not _goes_on(current, words, i, foreign))
        drops = _is_dropped(word, current, foreign, opens=opens, numeral=numeral and i == len(words) - 1)
        if drops and word.low == "the" and i + 1 < len(words) and f"The {words[i + 1].text}" in places():
            drops = False
        parts = [] if drops else _hyphenated(word)
        if current and (closes or drops or parts):
            if word.text[0].isdigit() and current[-1].low in LABELS:
                current.pop()
            if current:
                yield Piece(tuple(current), initial and current[0] is words[0])
            current = []
        for part in parts:
            yield Piece((part,), initial=False)
        if not drops and not parts and not (word.text[0].isdigit() and (not current or _is_year(word.text))):
            current.append(word)
    if current:
        yield Piece(tuple(current), initial and current[0] is words[0])


def _goes_on(current: list[Word], words: Sequence[Word], i: int, foreign: frozenset[str]) -> bool:
    """Whether a word goes on with the name before it."""
    word = words[i]
    if word.join:
        if foreign and any(part in foreign and part not in NOBLE_PARTICLES for part in word.join.split()):
            return False
        return _joined(current, words, i)
    if word.text[0].isdigit():
        return current[-1].low not in LABELS and not _is_year(word.text)
    return not (is_designation(word.text) and current[-1].low in ORGANISATION_HEADS)


def _is_dropped(word: Word, current: list[Word], foreign: frozenset[str], *, opens: bool, numeral: bool) -> bool:
    """Whether a word is of no name: a function word, a month."""
    if word.text == "WHO":
        return False  # the one acronym of a large body that is a pronoun as well
    if numeral and word.text == "I" and current and not word.join:
        return False
    if word.low in CLOSED_WORDS or word.low in foreign or (opens and word.low in FUNCTION_WORDS):
        return True
    surname = bool(current) and word.low in AMBIGUOUS_MONTHS and current[-1].text in given_names()
    return word.low in CALENDAR and not surname


def _is_year(text: str) -> bool:
    return len(text) == 4 and text.isdigit() and "1000" <= text < "2100"


def _hyphenated(word: Word) -> list[Word]:
    """Return the names in a compound such as "US-led" or "EU-China"; none when it is one name."""
    if "-" not in word.text or word.text in places():
        return []
    parts = word.text.split("-")
    known = [part in places() or (part.isupper() and len(part) > 1) for part in parts]
    if not known[0] and not (known[-1] and parts[0] in DEMONYMS):
        return []
    whole = all(ok or part in DEMONYMS for ok, part in zip(known, parts, strict=True))
    if not whole and not (known[0] and parts[1][:1].islower()):
        return []
    found: list[Word] = []
    at = word.start
    for ok, part in zip(known, parts, strict=True):
        if ok:
            found.append(Word(at, at + len(part), part, part.lower(), ""))
        at += len(part) + 1
    return found


def _joined(current: list[Word], words: Sequence[Word], i: int) -> bool:
    """Whether a name goes on across "of", "and", "van" ..."""
    first = words[i].join.split()[0]
    if first == "&":
        return True
    if first == "'s":
        return _owner_joins(current, words, i)
    if first in _PREPOSITIONS:
        return _is_opened(current, first, words[i].low)
    if first == "and":
        return _and_joins(current, words, i)
    return first not in {"the", "a", "an"} and current[-1].low not in FUNCTION_WORDS and len(current) < 8


def _owner_joins(current: list[Word], words: Sequence[Word], i: int) -> bool:
    """Whether a possessive is inside a name: "Jane's Defence Weekly", not "China's Ministry of Defence"."""
    owner = current[0]
    if len(current) > 1 or owner.text in places() or owner.text in DEMONYMS or words[i].join != "'s":
        return False
    stop = next((k for k in range(i + 1, len(words)) if words[k].join), len(words))
    return is_first_name(owner.text) and words[stop - 1].low in ORGANISATION_HEADS and stop - i <= 3


def _is_opened(current: list[Word], join: str, right: str) -> bool:
    """Whether a name has a head that "of", "for" or "on" goes on from."""
    lows = [word.low for word in current]
    last = lows[-1]
    common = common_words()
    if lows[0] in DOCUMENT_HEADS and any(word.join for word in current[1:]) and right in common:
        return True  # a treaty "on the creation of a centre for the study of ..."
    if join == "for":
        return any(low in ORGANISATION_HEADS or low in DOCUMENT_HEADS for low in lows)
    if join == "on":
        return last in DOCUMENT_HEADS or last in {"commission", "committee", "council", "conference", "board", "group"}
    if join == "against":
        return any(low in DOCUMENT_HEADS for low in lows)
    if last in COMPANIES or (last in WEAK_DOCUMENT_HEADS and right not in common):
        return False
    if any(word.join[:2] == "of" for word in current[1:]) and right in common and last in common:
        return True  # "Council of Heads of State"
    return last in ORGANISATION_HEADS or last in DOCUMENT_HEADS or last in PLACE_OF or last in ORGANISATION_OF


def _and_joins(current: list[Word], words: Sequence[Word], i: int) -> bool:
    """Whether "and" is inside a name: after "Ministry of ...", or before the head of "Food and Drug Administration"."""
    word = words[i]
    if word.low in _PARTNERS:
        return True
    if word.join.endswith("the") and all(each.text in places() for each in current):
        return False  # "Japan and the World Bank"
    if not is_common(word.low):
        # "Victoria and Albert Museum"
        last = words[-1].low in ORGANISATION_HEADS and not words[-1].join
        return last and len(current) == 1 and is_first_name(current[0].text) and is_first_name(word.text)
    opened = next((k for k, each in enumerate(current) if k and each.join.split()[:1] and _opens(each)), 0)
    if opened:
        head = current[opened - 1].low
        return (
            word.text not in places()
            and current[-1].text not in places()
            and word.low not in ORGANISATION_HEADS - _FIELDS
            and (head in ORGANISATION_HEADS or head in DOCUMENT_HEADS or head in ORGANISATION_OF)
        )
    stop = next((k for k in range(i + 1, len(words)) if words[k].join), len(words))
    common = common_words()
    return (
        stop - i >= 2
        and (words[stop - 1].low in ORGANISATION_HEADS or words[stop - 1].low == "act")
        and len(current) <= 3
        and current[-1].low not in ORGANISATION_HEADS - _PAIRED
        and all(each.low in common or each.text in places() or each.text in DEMONYMS for each in current)
    )


def _opens(word: Word) -> bool:
    return word.join.split()[0] in _PREPOSITIONS
