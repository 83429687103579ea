"""Acronyms and short forms, joined with the names that they shorten."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from reportgen.extract.name_groups import Group
from reportgen.extract.name_types import DOCUMENT, NONE, ORGANISATION, PERSON, PLACE, SYSTEM, Candidate
from reportgen.language.names import (
    CLUB_FORMS,
    LEGAL_FORMS,
    NO_NAMES,
    ORGANISATION_HEADS,
    SHIP_PREFIXES,
    common_words,
    given_names,
)

_LIKELY = 3.0  # evidence for a person that a company of the same name does not outweigh
_MANY = 40  # names with the same first word that are compared with each other
_ALONE = 2  # mentions after which a longer name comes too late to be what a word is short for
_BRACKET = re.compile(r"\((?:the |or |hereafter |hereinafter )?[\"“']?([A-Z][A-Za-z&./-]{1,11})[\"”']?\)")
_SMALL = frozenset({"of", "and", "for", "the", "on", "&", "de"})
_CLUB_OPENERS = frozenset({"fc", "afc", "sc"})


def definitions(view: str, ordered: Sequence[Candidate], groups: Mapping[int, Group]) -> list[tuple[Group, Group]]:
    """Return pairs of a long name and the short one that brackets give it, either of them first.

    `ordered` are the candidates by place, `groups` their groups by `id`. An acronym of words in small
    letters ("gross domestic product (GDP)") is marked as no name.
    """
    starts = {candidate.start: candidate for candidate in ordered}
    ends = {candidate.end: candidate for candidate in ordered}
    pairs: list[tuple[Group, Group]] = []
    for found in _BRACKET.finditer(view):
        short = starts.get(found.start(1))
        if short is None:
            continue
        opening = found.start() - (view[found.start() - 1 : found.start()] in {" ", "\n"})
        letters = re.sub(r"[^A-Za-z]", "", found.group(1)).lower()
        long = ends.get(opening) or ends.get(opening - 2)
        if long is not None and _stands_for(letters, long.shape.split()):
            pairs.append((groups[id(long)], groups[id(short)]))
        elif _small_words_before(view, opening, letters):
            groups[id(short)].vote(NONE, 6.0)
    for long in ordered:
        # The other way round: an acronym, then its long form in brackets.
        if len(long.words) < 2 or not view.startswith(")", long.end):
            continue
        bracket = view.rfind("(", max(0, long.start - 5), long.start)
        if bracket < 0:
            continue
        short = ends.get(bracket - 1) or ends.get(bracket)
        if short is None or len(short.words) > 1 or not short.words[0].text.isupper():
            continue
        if view.startswith("(the ", bracket) or _stands_for(short.shape, long.shape.split()):
            pairs.append((groups[id(long)], groups[id(short)]))
    return pairs


def _stands_for(letters: str, words: Sequence[str]) -> bool:
    """Whether letters run through words, the first of them opening one of the first two."""
    if len(words) < 2 or not letters or not any(word.startswith(letters[0]) for word in words[:2]):
        return False
    text = iter("".join(words))
    return all(letter in text for letter in letters)


def _small_words_before(view: str, end: int, letters: str) -> bool:
    words = re.findall(r"[\w']+", view[max(end - 120, 0) : end].replace("-", " "))[-len(letters) :]
    return len(words) == len(letters) > 1 and all(
        word[:1] == letter for word, letter in zip(words, letters, strict=True)
    )


def merge_short_forms(groups: Sequence[Group], pairs: Sequence[tuple[Group, Group]]) -> list[Group]:
    """Join each short form with its long one; `pairs` are those that the text itself gives."""
    for long, short in pairs:
        _link(long, short)
    _join_firms(groups)
    live = [group for group in groups if group.mentions and group.type != PERSON]
    by_first: dict[str, list[Group]] = {}
    named: dict[str, Group] = {}  # long names by their initials, and by what follows "HMS", "FC" or "MQ-1"
    for group in live:
        if len(group.words) > 1:
            by_first.setdefault(group.words[0], []).append(group)
            for form in _shorter(group):
                named.setdefault(form, group)
    for group in live:
        if not group.mentions or group.key.startswith("place:"):
            continue
        whole = named.get(" ".join(group.words)) if _may_stand_alone(group) else None
        if whole is None:
            others = by_first.get(group.words[0], [])[:_MANY]
            longer = [other for other in others if other is not group and other.mentions and _shortens(group, other)]
            clear = len(longer) == 1 or (len(group.words) > 1 and len({other.best()[0] for other in longer}) == 1)
            whole = longer[0] if longer and clear else None
        if whole is not None and whole is not group and whole.mentions:
            whole.absorb(group)
    return [group for group in groups if group.mentions]


def _join_firms(groups: Sequence[Group]) -> None:
    """Join what looks like a person with the company that bears the name: "Alder Moss" with "Alder Moss Ltd"."""
    firms = {group.words[:-1]: group for group in groups if group.mentions and group.words[-1] in LEGAL_FORMS}
    for group in groups if firms else ():
        firm = firms.get(group.words)
        if firm is not None and group.mentions and group.best()[0] == PERSON and group.best()[1] < _LIKELY:
            group.votes.pop(PERSON)
            firm.absorb(group)


def _link(long: Group, short: Group) -> None:
    """Join a pair that the text gives; what has an acronym of its own is a body unless its words say otherwise."""
    if not long.mentions or not short.mentions or long is short:
        return
    if long.best()[0] != NONE or short.best()[0] == NONE:
        long.votes.pop(PERSON, None)
    long.absorb(short)
    if long.best()[0] is None:
        long.vote(ORGANISATION, 2.0)


def _shorter(group: Group) -> list[str]:
    words = group.words
    found: list[str] = []
    if group.best()[0] in {ORGANISATION, DOCUMENT, PLACE, SYSTEM}:
        main = "".join(word[0] for word in words if word not in _SMALL)
        if len(main) > 1:
            found += [main, "".join(word[0] for word in words)]
    if words[0] in SHIP_PREFIXES or words[0] in _CLUB_OPENERS or any(c.isdigit() for c in words[0]):
        found.append(" ".join(words[1:]))
    if any(c.isdigit() for c in words[-1]) and any(c.isalpha() for c in words[-1]):
        found.append(words[-1])
    return found


def _may_stand_alone(group: Group) -> bool:
    """Whether a name may be initials or the rest of a longer name."""
    text = group.mentions[0].words[0].text
    return len(group.words) > 1 or text.isupper() or len(text) > 3


def _shortens(short: Group, long: Group) -> bool:
    """Whether one name is another without its generic words: "Acme" of "Acme Holdings Ltd"."""
    a, b = short.words, long.words
    if len(a) >= len(b) or long.best()[0] not in {ORGANISATION, SYSTEM, DOCUMENT}:
        return False
    alike = short.best()[0] == long.best()[0]
    if b[: len(a)] == a:
        rest = b[len(a) :]
        if len(a) == 1:
            # "Velsund" is the place of the "Velsund Agreement", not the agreement.
            is_place = short.best()[0] == PLACE or long.best()[0] == DOCUMENT
            return not is_place and not _comes_first(short, long) and _one_word_shortens(short, rest)
        generic = LEGAL_FORMS | ORGANISATION_HEADS | CLUB_FORMS
        return alike or all(word in generic or word[0].isdigit() for word in rest)
    if len(a) > 1 and a[-1] == b[-1] and alike:
        rest_words = iter(b)
        return all(word in rest_words for word in a)
    return False


def _comes_first(short: Group, long: Group) -> bool:
    """Whether a name stands alone again and again before the longer one: then it is not short for that."""
    alone = [candidate for candidate in short.mentions if not candidate.weak]
    return len(alone) > _ALONE and alone[_ALONE].start < min(candidate.start for candidate in long.mentions)


def _one_word_shortens(short: Group, rest: Sequence[str]) -> bool:
    word, text = short.words[0], short.mentions[0].words[0].text
    if word in common_words() or word in NO_NAMES or len(word) < 3:
        return False
    if (text.isupper() and len(word) <= 3) or text in given_names():
        return all(part in LEGAL_FORMS or part in CLUB_FORMS for part in rest)
    return True
