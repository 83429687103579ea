"""Forms of one person's name: full forms with initials, bare surnames, first names."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence

from reportgen.extract.name_groups import Group
from reportgen.extract.name_types import DOCUMENT, ORGANISATION, PERSON, PLACE, SYSTEM
from reportgen.language.names import EASTERN_SURNAMES, SURNAME_PARTICLES

_MANY = 40  # persons of one surname that are compared with each other
_LIKELY = 2.0  # evidence for a person that is more than two large words
_ALONE = 2  # mentions after which a longer name comes too late to be what a word is short for
_CONTRARY = 6.0  # evidence for another type that keeps a bare surname from a person
_COUNTRY_KEY = len("place:") + 4  # the keys of countries are short; a country is never a surname


def merge_persons(groups: Sequence[Group]) -> list[Group]:
    """Join the groups that name one person; a bare surname goes to the person of that name last named before it."""
    full = [group for group in groups if _is_full(group)]
    tails = {group.words[i:] for group in full for i in range(1, len(group.words) - 1)}
    full = sorted((group for group in full if group.words not in tails), key=lambda group: group.first)
    persons = _merge_full(full)
    anchors = {id(person): [candidate.start for candidate in person.mentions] for person in persons}
    families: dict[str, list[Group]] = {}
    firsts: dict[str, list[Group]] = {}
    for person in persons:
        for form in _family_forms(person.words):
            families.setdefault(form, []).append(person)
        firsts.setdefault(person.words[0], []).append(person)
    settled = {id(group) for group in (*persons, *full)}
    for group in groups:
        if not group.mentions or id(group) in settled:
            continue
        name = " ".join(group.words)
        owners = families.get(name)
        if owners is None and len(group.words) == 1:
            owners = firsts.get(name)
        owners = [owner for owner in owners or () if not _is_named_before(group, owner)]
        if owners and _may_be_person(group, family=name in families):
            for candidate in group.mentions:
                _nearest(owners[:_MANY], anchors, candidate.start).mentions.append(candidate)
            group.mentions = []
    for person in persons:
        person.mentions.sort(key=lambda candidate: candidate.start)
        person.type = PERSON
    return [group for group in groups if group.mentions]


def _is_full(group: Group) -> bool:
    """Whether a group is a person's name of several words that does not begin with a particle."""
    return len(group.words) > 1 and group.words[0] not in SURNAME_PARTICLES and group.best()[0] == PERSON


def _merge_full(full: Sequence[Group]) -> list[Group]:
    by_last: dict[str, list[Group]] = {}
    kept: list[Group] = []
    for group in full:
        others = by_last.setdefault(group.words[-1], [])
        same = next((other for other in others[:_MANY] if _same_person(other.words, group.words)), None)
        if same is None:
            others.append(group)
            kept.append(group)
        else:
            same.absorb(group)
    for group in kept:
        group.mentions.sort(key=lambda candidate: candidate.start)
    return kept


def _same_person(a: Sequence[str], b: Sequence[str]) -> bool:
    """Whether two full names with the same last word agree in their first names, initials and omissions allowed."""
    short, long = sorted((a[:-1], b[:-1]), key=len)
    if not _agree(short[0], long[0]):
        return False
    rest = iter(long[1:])
    return all(any(_agree(word, other) for other in rest) for word in short[1:])


def _agree(a: str, b: str) -> bool:
    return a == b or (min(len(a), len(b)) == 1 and a[0] == b[0])


def _family_forms(words: Sequence[str]) -> list[str]:
    """Return what a person may be called by: family names, with their particles, and two of two."""
    forms = [words[-1]]
    i = len(words) - 1
    while i > 1 and words[i - 1] in SURNAME_PARTICLES:
        i -= 1
        forms.append(" ".join(words[i:]))
    if len(words) >= 3 and i == len(words) - 1:
        forms.append(" ".join(words[-2:]))
        if len(words[-2]) > 2:
            forms.append(words[-2])
    if words[0] in EASTERN_SURNAMES:
        forms.append(words[0])
    return list(dict.fromkeys(forms))


def _may_be_person(group: Group, *, family: bool) -> bool:
    """Whether a group may be a bare surname (`family`) or first name in spite of what else it may be."""
    if group.key.startswith("place:"):
        return family and len(group.key) > _COUNTRY_KEY
    if not family:
        return max(group.votes.get(ORGANISATION, 0.0), group.votes.get(PLACE, 0.0)) < _CONTRARY / 2
    return len(group.words) > 1 or max(group.votes.get(t, 0.0) for t in (ORGANISATION, SYSTEM, DOCUMENT)) < _CONTRARY


def _is_named_before(bare: Group, person: Group) -> bool:
    """Whether a word stands alone again and again before a longer name of which nothing says that it is a person's."""
    if person.votes.get(PERSON, 0.0) >= _LIKELY or len(bare.mentions) <= _ALONE:
        return False
    return bare.mentions[_ALONE].start < person.mentions[0].start


def _nearest(owners: Sequence[Group], anchors: Mapping[int, Sequence[int]], offset: int) -> Group:
    """Return the person last named in full before an offset, else the first one."""
    best, place = owners[0], -1
    for owner in owners:
        starts = anchors[id(owner)]
        i = bisect_left(starts, offset) - 1
        if i >= 0 and starts[i] > place:
            best, place = owner, starts[i]
    return best
