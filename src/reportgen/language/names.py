"""What English knows of names: the words that stand before, in and after them, and the words that are none.

The words stand in `data/name-words.txt`, each set with a comment on what it is for. They are compared in
small letters, except for `DEMONYMS`, `NO_ACRONYMS` and the widely known names, which are as written.
"""

from __future__ import annotations

from functools import cache

from reportgen.language.word_lists import read_list, read_sections


def _words(section: str) -> frozenset[str]:
    return frozenset(word for line in read_sections("name-words.txt")[section] for word in line.split())


# Persons.
TITLES = _words("titles")
PURE_TITLES = _words("pure-titles")
ROLES = _words("roles")
ROLES_OF_ONE = _words("roles-of-one")
ROLE_MODIFIERS = _words("role-modifiers")
AFTER_NAMES = _words("after-names")
PARTICLES = _words("particles")
SURNAME_PARTICLES = _words("surname-particles")
NOBLE_PARTICLES = _words("noble-particles")
EASTERN_SURNAMES = _words("eastern-surnames")
SAYING = _words("saying")
ACTING = _words("acting")
PERSONAL = _words("personal")
DEMONYMS = _words("demonyms")

# Organisations.
ORGANISATION_HEADS = _words("organisation-heads")
ORGANISATION_OPENERS = _words("organisation-openers")
ORGANISATION_OF = _words("organisation-of")
ORGANISATION_NOUNS = _words("organisation-nouns")
KNOWN_ORGANISATIONS = _words("known-organisations")
COMPANIES = _words("companies")
COMPANY_ENDINGS = tuple(sorted(_words("company-endings")))
CLUB_FORMS = _words("club-forms")
LEGAL_FORMS = _words("legal-forms")
WORK = _words("work")

# Places.
PLACE_HEADS = _words("place-heads")
PLACE_HEADS_AND_SURNAMES = _words("place-heads-and-surnames")
PLACE_OPENERS = _words("place-openers")
CERTAIN_PLACE_OPENERS = _words("certain-place-openers")
PLACE_OF = _words("place-of")
PLACE_NOUNS = _words("place-nouns")
PLACE_PREPOSITIONS = _words("place-prepositions")
MOTION = _words("motion")

# Systems and documents.
SYSTEM_NOUNS = _words("system-nouns")
SHIP_PREFIXES = _words("ship-prefixes")
KNOWN_SYSTEMS = _words("known-systems")
MADE = _words("made")
DOCUMENT_HEADS = _words("document-heads")
WEAK_DOCUMENT_HEADS = _words("weak-document-heads")
WORKS = _words("works")

# What names nothing of the kind.
OTHER_HEADS = _words("other-heads")
OTHER_NOUNS = _words("other-nouns")
NO_NAMES = _words("no-names")
NO_ACRONYMS = _words("no-acronyms")
CALENDAR = _words("calendar")
AMBIGUOUS_MONTHS = _words("ambiguous-months")
LABELS = _words("labels")
FUNCTION_WORDS = _words("function-words")
CLOSED_WORDS = _words("closed-words")
FOREIGN_WORDS = {language: _words(f"foreign-{language}") for language in ("de", "fr", "es")}
ADJECTIVE_ENDINGS = tuple(sorted(_words("adjective-endings")))


@cache
def given_names() -> frozenset[str]:
    """Return first names of many countries, in Latin and Cyrillic letters, as written."""
    return frozenset(read_list("given-names.txt"))


@cache
def common_words() -> frozenset[str]:
    """Return frequent English words that are written small."""
    return frozenset(read_list("words.txt"))


def is_first_name(word: str) -> bool:
    """Whether a word is a first name and no office."""
    return word in given_names() and word.lower() not in ROLES


def is_common(low: str) -> bool:
    """Whether a word in small letters, or its singular, is a common one."""
    common = common_words()
    return low in common or (low.endswith("s") and (low[:-1] in common or (low.endswith("es") and low[:-2] in common)))
