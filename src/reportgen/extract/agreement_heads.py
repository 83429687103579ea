"""Head nouns of agreements, programmes and projects in running text: view and span -> spans of the nouns.

Only a whole word counts, words with a hyphen as one ("plan-based" is no plan), save one broken in print ("State-ment").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from reportgen.language.agreement_words import PACTS, VENTURES
from reportgen.language.word_sets import alternatives

HEADS: Final = PACTS | VENTURES
_FORMS = frozenset(form for word in HEADS for form in (word, word.capitalize(), word.upper()))
_TOKEN = re.compile(r"[^\W\d_]{3,}(?:-[^\W\d_]+)?")
# The set of first letters comes before what looks around, so that the engine can skip to the next of them.
_FIRST = "".join(sorted({form[0] for form in _FORMS}))
_FORM = re.compile(rf"[{_FIRST}](?<![^\W\d_].)(?<=(?={alternatives(_FORMS)}(?![^\W\d_])).)[^\W\d_]*")
_AFTER_HYPHEN = re.compile(r"-([^\W\d_]+)")
_TAILS = frozenset(form[i:] for form in _FORMS for i in range(3, len(form)))
_COMPOUNDS: Final = (
    "abkommen",
    "vertrag",
    "vereinbarung",
    "projekt",
    "bündnis",
    "pakt",
    "partnerschaft",
    "kooperation",
)
_SHORTEST = 9  # letters of a compound
_COMPOUND = re.compile(rf"[A-ZÄÖÜ][a-zäöüß]{{2,30}}(?:{'|'.join(_COMPOUNDS)})\b")


def heads(view: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Give the spans of head nouns and of German compounds of them, in order."""
    text = view[max(start - 1, 0) : end + 1]
    hyphens = "-" in text
    if (hyphens and not _TAILS.isdisjoint(_AFTER_HYPHEN.findall(view, start, end))) or _any_compound(text):
        yield from _word_by_word(view, start, end)
        return
    found = [form.span() for form in _FORM.finditer(view, start, end)]
    if not hyphens:
        yield from found
    elif any(view[at - 1 : at] == "-" for at, _ in found):
        yield from _word_by_word(view, start, end)
    else:
        for at, stop in found:
            if view[stop : stop + 1] != "-" or not view[stop + 1 : stop + 2].isalpha():
                yield at, stop


_OWN_PROJECT = re.compile(r"-Projekt\Z")


def _any_compound(text: str) -> bool:
    return any(map(text.__contains__, _COMPOUNDS))


def _word_by_word(view: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Give the same where hyphens and compounds make it needful to look at every word."""
    for token in _TOKEN.finditer(view, start, end):
        word = token[0]
        if word in _FORMS or ("-" in word and word.replace("-", "") in _FORMS) or _is_compound(word):
            yield token.span()


def is_compound(view: str, at: int, stop: int) -> bool:
    """Whether a head noun is a German compound, which is a name by itself: "Handelsabkommen"."""
    return stop - at > _SHORTEST and _is_compound(view[at:stop])


def _is_compound(word: str) -> bool:
    if _OWN_PROJECT.search(word):
        return False  # "Harbour-Projekt": a body's own
    word = word.replace("-", "")
    return (
        len(word) > _SHORTEST
        and word[0].isupper()
        and word not in _FORMS
        and _COMPOUND.fullmatch(word[0] + word[1:].lower()) is not None
    )
