"""What the words around a name tell of its type: view and span -> evidence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from reportgen.extract.name_types import (
    DOCUMENT,
    NONE,
    ORGANISATION,
    PERSON,
    PLACE,
    SYSTEM,
    Evidence,
    place_key,
)
from reportgen.language.names import (
    ACTING,
    KNOWN_ORGANISATIONS,
    MADE,
    MOTION,
    ORGANISATION_NOUNS,
    OTHER_NOUNS,
    PERSONAL,
    PLACE_HEADS,
    PLACE_NOUNS,
    PLACE_PREPOSITIONS,
    ROLE_MODIFIERS,
    ROLES,
    SAYING,
    SYSTEM_NOUNS,
    WORK,
)

_REACH = 60  # characters before a name that are looked at
_STRIP = '"“”«»„()[],;:'
_WORD = re.compile(r"[\w'-]+")
_AGE = re.compile(r",[ \n](?:aged[ \n])?\d{1,2}(?=[,.;)])")
_MADE = re.compile(r"\s(?:is|was|are|were)\s(?:made|built|developed|designed|launched|flown|armed|equipped)\b")


def _table(*pairs: tuple[Iterable[str], Evidence]) -> Mapping[str, Evidence]:
    """Return the evidence of each word; where a word stands in several sets the first counts."""
    found: dict[str, Evidence] = {}
    for words, evidence in pairs:
        for word in words:
            found.setdefault(word, evidence)
    return found


# The word before a name ...
_BEFORE = _table(
    (("in",), ((PLACE, 2.0),)),
    (("near", "around", "outside", "across", "throughout", "beyond"), ((PLACE, 1.8),)),
    (("at",), ((PLACE, 1.0), (ORGANISATION, 0.4))),
    (("to", "from", "over"), ((PLACE, 0.45),)),
    (PLACE_PREPOSITIONS, ((PLACE, 0.7),)),
    (("the", "a", "an", "this"), ((PERSON, -2.0), (PLACE, -0.4), (ORGANISATION, 0.8), (SYSTEM, 0.5))),
    (("by", "with", "than", "told", "for", "against", "joined", "joins"), ((PERSON, 0.4), (ORGANISATION, 0.5))),
    (("visited", "left", "entered", "reached"), ((PLACE, 0.8),)),
    (("launch", "launched", "aboard", "flew", "sailed"), ((SYSTEM, 1.0),)),
)
# ... and a noun there, in small letters.
_NOUN_BEFORE = _table(
    (ROLES, ((PERSON, 3.0),)),
    (ORGANISATION_NOUNS, ((ORGANISATION, 3.0),)),
    (SYSTEM_NOUNS, ((SYSTEM, 2.5),)),
    (PLACE_NOUNS, ((PLACE, 2.0),)),
)
# "mayor of X", "city of X"
_BEFORE_OF = _table((PLACE_NOUNS, ((PLACE, 3.0),)), (ROLES, ((ORGANISATION, 1.0), (PLACE, 0.6))))
# "the harvester, X," and lists of one kind
_LISTED = _table(
    (ROLES, ((PERSON, 1.0),)), (SYSTEM_NOUNS, ((SYSTEM, 2.0),)), (ORGANISATION_NOUNS, ((ORGANISATION, 1.5),))
)
# The word after a name: verbs, nouns.
_AFTER = (
    _table((("who",), ((PERSON, 3.0),)), (PERSONAL, ((PERSON, 2.0),))),
    _table(
        (SAYING, ((PERSON, 1.0), (ORGANISATION, 0.8))),
        (SYSTEM_NOUNS, ((SYSTEM, 3.0),)),
        (("magazine", "newspaper"), ((ORGANISATION, 2.0),)),
        (ORGANISATION_NOUNS, ((ORGANISATION, 1.5),)),
        (PLACE_NOUNS, ((PLACE, 2.0),)),
        (("administration", "presidency"), ((PERSON, 2.0),)),
        (MADE, ((SYSTEM, 2.0),)),
        (("treaty", "accord", "agreement", "protocol"), ((DOCUMENT, 2.0),)),
        (OTHER_NOUNS, ((NONE, 1.5),)),
        (ACTING, ((PERSON, 0.5), (ORGANISATION, 0.6))),
    ),
)
# Two words on: "the X container terminal".
_NOUN_AFTER = {
    word: type_
    for words, type_ in ((PLACE_NOUNS, PLACE), (ORGANISATION_NOUNS, ORGANISATION), (SYSTEM_NOUNS, SYSTEM))
    for word in sorted(words)
}
# In apposition after it: "X, a town in ..."
_APPOSITION = _table(
    (ROLES, ((PERSON, 3.0),)),
    (ORGANISATION_NOUNS, ((ORGANISATION, 2.0),)),
    (PLACE_NOUNS, ((PLACE, 2.0),)),
    (SYSTEM_NOUNS, ((SYSTEM, 2.0),)),
)
_APPOSITION_OPENERS = frozenset({"a", "an", "the", "its", "their", "his", "her", "former", "then", "now"})
_OCCUPATION = re.compile(r"[a-z]{3,}(?:ologist|ographer|onomist|icist|ician|arian|ineer)\Z")
_APPOSITION_STOPS = frozenset({"of", "at", "in", "for", "who"})


def context(view: str, start: int, end: int) -> Iterator[tuple[str, float]]:
    """Yield what the words before and after a name speak for."""
    before = view[max(start - _REACH, 0) : start]
    words = before[before.rfind("\n\n") + 1 :].split()[-6:]
    if words and before[-1] in ' \n("“«':
        yield from _listed(words)
        yield from _before([word.strip(_STRIP) if word[-1] not in ",;:." else "" for word in words if word != "("])
    after = view[end : end + _REACH + 40]
    if after[:1] in {" ", "\n"}:
        yield from _after(after)
    elif after[:1] == ",":
        yield from _after_comma(after)
    elif after.startswith("'s"):
        yield from ((PERSON, 0.3), (ORGANISATION, 0.3))


def _listed(words: Sequence[str]) -> Evidence:
    """Return what the name before it in a list tells: "Hamburg and X", "the retailer, X"."""
    comma = words[-1][-1:] == ","
    if not comma and (words[-1] not in {"and", "or"} or len(words) < 2):
        return ()
    listed = words[-1 if comma else -2].strip(_STRIP)
    if listed[:1].isupper():
        if place_key(listed) or listed.lower() in PLACE_HEADS:
            return ((PLACE, 1.5),)
        return ((ORGANISATION, 1.5),) if listed in KNOWN_ORGANISATIONS else ()
    return _LISTED.get(listed, ()) if comma else ()


def _before(words: Sequence[str]) -> Iterator[tuple[str, float]]:
    if not words:
        return
    last = words[-1]
    second = words[-2].lower() if len(words) > 1 else ""
    if last in {"to", "for", "from", "at", "in", "into"} and not MOTION.isdisjoint(words):
        yield PLACE, 1.5
    if last in {"at", "for", "with", "from"} and not WORK.isdisjoint(words):
        yield ORGANISATION, 1.5
    if not SYSTEM_NOUNS.isdisjoint(words):
        yield SYSTEM, 0.6
    if last in {"in", "of"} and second in {"share", "shares", "stake", "stakes", "stock", "bonds", "investors"}:
        yield ORGANISATION, 4.0
    elif last == "of":
        yield from _BEFORE_OF.get(second, ((PLACE, 0.6),))
    elif last in {"called", "named"} and second in SYSTEM_NOUNS:
        yield SYSTEM, 3.0
    else:
        yield from _BEFORE.get(last.lower(), ())
        yield from _NOUN_BEFORE.get(last) or _NOUN_BEFORE.get(last.rsplit("-", 1)[-1], ())


def _after(text: str) -> Iterator[tuple[str, float]]:
    found = _WORD.match(text, 1)
    if found is None:
        return
    word = found.group()
    known = False
    for table in _AFTER:
        evidence = table.get(word)
        if evidence:
            known = True
            yield from evidence
    if not known and word.islower():
        second = _WORD.match(text, found.end() + 1)
        noun = _NOUN_AFTER.get(second.group()) if second else None
        if noun:
            yield noun, 1.0
    if word in {"is", "was", "are", "were"} and _MADE.match(text):
        yield SYSTEM, 2.0


def _after_comma(text: str) -> Iterator[tuple[str, float]]:
    if _AGE.match(text):
        yield PERSON, 4.0
    words = _WORD.findall(text, 0, 70)[:6]
    if not words:
        return
    if words[0] == "who":
        yield PERSON, 3.0
    elif words[0][0].isupper():
        if place_key(words[0]) or place_key(" ".join(words[:2])):
            yield PLACE, 2.0
    elif words[0] in _APPOSITION_OPENERS or words[0] in ROLES or words[0] in ROLE_MODIFIERS:
        for i, word in enumerate(words):
            if _OCCUPATION.search(word):  # "a plant pathologist"
                yield PERSON, 3.0
                return
            if word in _APPOSITION_STOPS or word in _APPOSITION:
                if i + 1 < len(words) and _OCCUPATION.search(words[i + 1]):
                    continue
                yield from _APPOSITION.get(word, ())
                return
