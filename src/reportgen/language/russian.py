"""What Russian knows of names: stems that make cases comparable, and the words beside names.

The words stand in `data/russian-words.txt`, most of them as stems; `BODIES`, `BODIES_LARGE` and `LANDS` are
alternatives of a regular expression.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from reportgen.language.names import given_names
from reportgen.language.places import places
from reportgen.language.word_lists import read_sections


def _words(section: str) -> tuple[str, ...]:
    return tuple(word for line in read_sections("russian-words.txt")[section] for word in line.split())


def _any(section: str) -> str:
    return "|".join(sorted(_words(section), key=lambda word: (-len(word), word)))


BODIES = _any("bodies")
BODIES_LARGE = _any("bodies-large")
LANDS = _any("lands")
SAYING = frozenset(_words("saying"))
PLACE_NOUNS = frozenset(_words("place-nouns"))
NO_ACRONYMS = frozenset(_words("no-acronyms"))
SMALL = frozenset(_words("small"))

# Endings of nouns and adjectives in all cases, the longest first; what is left is no root, only comparable.
_ENDING = re.compile(
    "(?:ами|ями|ого|его|ому|ему|ыми|ими|ой|ей|ою|ею|ый|ий|ая|яя|ое|ее|ую|юю|ом|ем|ём|ам|ям|ах|ях|ых|их|ым|им"
    r"|ии|ию|ия|ые|ие|а|я|у|ю|ы|и|е|о|ь|й)\Z"
)
_VOWELS = "аеёиоуыэюяьй"
_CYRILLIC = re.compile("[а-яё]", re.IGNORECASE)
_ROLE = re.compile(rf"(?:вице-|экс-|пресс-|со)?(?:{_any('roles')})[а-яё]{{0,5}}(?:-[а-яё]+)?\Z", re.IGNORECASE)
_ORIGIN = re.compile(rf"(?:{_any('origins')})[а-яё]+\Z", re.IGNORECASE)
_QUOTED = tuple(
    (type_, re.compile(rf"(?:{_any(f'quoted-{type_}')})[а-яё]{{0,4}}\Z", re.IGNORECASE))
    for type_ in ("organisation", "system", "document")
)
_PATRONYMIC = re.compile(r"(?:ович|евич|ович[аеу]|евич[аеу]|овичем|евичем|овн[аыуе]|евн[аыуе]|овной|евной)\Z")
_SURNAME = re.compile(r"(?:(?:[оеё]в|ин|ын)(?:а|у|ым|е|ой)?|енко|[чщ]ук(?:а|у|ом|е)?|ян(?:а|у|ом|е)?|дзе|швили)\Z")
_ADJECTIVAL_SURNAME = re.compile(r"(?:ск|цк)(?:ий|ого|ому|им|ом|ая|ой|ую)\Z")


def is_cyrillic(text: str) -> bool:
    """Whether a text has Cyrillic letters."""
    return _CYRILLIC.search(text) is not None


def stem(word: str) -> str:
    """Return a word without its ending, in small letters; short words stay."""
    low = word.lower().replace("ё", "е")
    if len(low) < 4:
        return low
    short = _ENDING.sub("", low).rstrip(_VOWELS)
    return short if len(short) >= 3 else low


def stem_all(text: str) -> str:
    """Return the stems of the words of a text."""
    return " ".join(stem(word) for word in text.split())


@cache
def _place_stems() -> Mapping[str, str]:
    stems = ((stem_all(name), key) for name, key in places().items() if is_cyrillic(name))
    return {name: key for name, key in stems if len(name) > 3}


@cache
def _given_stems() -> frozenset[str]:
    return frozenset(stem(name) for name in given_names() if is_cyrillic(name))


@cache
def _genitives() -> Mapping[str, str]:
    found = {"Петра": "Пётр", "Павла": "Павел", "Льва": "Лев"}
    for name in given_names():
        if not is_cyrillic(name) or len(name) < 3:
            continue
        last, short = name[-1], name[:-1]
        if last in "йь":
            found.setdefault(short + "я", name)
        elif last == "а":
            found.setdefault(short + ("и" if short[-1] in "гкхжшщч" else "ы"), name)
        elif last == "я":
            found.setdefault(short + "и", name)
        elif last not in "еёиоуыэю":
            found.setdefault(name + "а", name)
    return found


_GENITIVE_MALE = ((re.compile(r"(ск|цк)ого\Z"), r"\1ий"), (re.compile(r"([^аеёиоуыэюя])а\Z"), r"\1"))
_GENITIVE_FEMALE = ((re.compile(r"(ск|цк)ой\Z"), r"\1ая"), (re.compile(r"((?:[оеё]в|[иы]н))ой\Z"), r"\1а"))


def nominative(name: str) -> str:
    """Return a first and a last name that stand in the genitive in the nominative, where their forms are regular."""
    given, _, last = name.partition(" ")
    base = _genitives().get(given)
    if base is None or not last:
        return name
    for pattern, ending in _GENITIVE_FEMALE if base[-1] in "ая" else _GENITIVE_MALE:
        if pattern.search(last):
            return f"{base} {pattern.sub(ending, last)}"
    return f"{base} {last}"


def place_key(text: str) -> str | None:
    """Return the key of a known place in whatever case it stands."""
    return places().get(text) or _place_stems().get(stem_all(text))


def is_given(word: str) -> bool:
    """Whether a word is a first name in some case."""
    return stem(word) in _given_stems()


def is_patronymic(word: str) -> bool:
    """Whether a word is a patronymic in some case."""
    return _PATRONYMIC.search(word) is not None


def is_surname(word: str, *, adjectival: bool = False) -> bool:
    """Whether a word has the ending of a surname; `adjectival` asks for those that adjectives share."""
    return (_ADJECTIVAL_SURNAME if adjectival else _SURNAME).search(word) is not None


def is_role(word: str) -> bool:
    """Whether a word is an office or occupation in some case."""
    return _ROLE.match(word) is not None


def is_origin(word: str) -> bool:
    """Whether a word is an adjective that opens sentences rather than names."""
    return _ORIGIN.match(word) is not None


def type_before_quotation(word: str) -> str | None:
    """Return the type of a name in «...» by the noun before it."""
    return next((type_ for type_, pattern in _QUOTED if pattern.match(word)), None)
