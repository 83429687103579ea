"""Candidates -> groups: which names are one, and what type each has.

The evidence of all mentions of a name decides its type together. A bare surname goes to the person named
before it (`name_persons.py`), an acronym to the name it stands for (`name_short_forms.py`).
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet

from reportgen.extract.name_context import context
from reportgen.extract.name_groups import Group
from reportgen.extract.name_persons import merge_persons
from reportgen.extract.name_short_forms import definitions, merge_short_forms
from reportgen.extract.name_types import NONE, ORGANISATION, PERSON, PLACE, Candidate, fold, joined
from reportgen.language.names import DEMONYMS, common_words

_CONTEXTS = 8  # mentions of one name whose surroundings are looked at
_STRONG = 4.0  # evidence in the words themselves that needs no surroundings
_MOST = 3.0  # what surroundings may weigh for or against a type
_SURE = 2.0  # evidence in the words that a name needs where all nouns are large
_DOUBTFUL = 1.0  # evidence below which the company of a name in a list decides
_CLEAR, _GUESS = 2.5, 1.5  # evidence that leaves no doubt; below which a lone word is a guess
_GUESSES = 8  # so many guesses a short text may have
_LISTING = re.compile(r",?[ \n](?:and |or |& )?")
_WORD = re.compile(r"\w+")
_WORDS_ONLY = bytes(code if code > 127 or chr(code).isalnum() or code == ord("_") else ord(" ") for code in range(256))


def gather(view: str, found: Iterable[Candidate], *, strict: bool = False) -> list[Group]:
    """Return the groups with a type, by first mention; what names nothing of the five types is left out.

    `strict` is for languages that write all nouns large: then only what has evidence of its own stays.
    """
    ordered = sorted(found, key=lambda candidate: (candidate.start, candidate.end))
    groups, of = _group(ordered)
    for group in groups:
        _weigh(view, group)
    pairs = definitions(view, ordered, of)
    groups = merge_short_forms(merge_persons(groups), pairs)
    written = _written(view)
    kept = [group for group in groups if _names_something(group, written) and (not strict or _is_sure(group))]
    kept = _without_guesses(kept)
    for group in kept:
        group.type = group.type or group.best()[0] or ORGANISATION
        group.mentions.sort(key=lambda candidate: candidate.start)
    _level_lists(view, kept)
    return sorted(kept, key=lambda group: group.first)


def _written(view: str) -> frozenset[bytes]:
    """Return the words of ASCII letters and digits that a text has, each as it is written."""
    # To divide bytes at blanks is several times as fast as to look for words in a string.
    pieces = frozenset(view.encode("utf-8", "surrogatepass").translate(_WORDS_ONLY).split())
    mixed = b" ".join(piece for piece in pieces if not piece.isascii())
    return pieces.union(
        word.encode() for word in _WORD.findall(mixed.decode("utf-8", "surrogatepass")) if word.isascii()
    )


def _group(ordered: Sequence[Candidate]) -> tuple[list[Group], dict[int, Group]]:
    """Return the groups of equal names, and the group of each candidate by its `id`."""
    shapes = {candidate.shape for candidate in ordered}
    groups: dict[str, Group] = {}
    of: dict[int, Group] = {}
    for candidate in ordered:
        key = _key(candidate, shapes)
        group = groups.get(key)
        if group is None:
            group = groups[key] = Group(key, tuple(candidate.shape.split()) or (candidate.words[0].text,))
        group.mentions.append(candidate)
        of[id(candidate)] = group
    return list(groups.values()), of


def _key(candidate: Candidate, shapes: AbstractSet[str]) -> str:
    """Return what a candidate is grouped by; "Russian Duma" goes with "Duma" where the text has both."""
    if candidate.key:
        return f"place:{candidate.key}"
    words = candidate.words
    if len(words) > 1 and words[0].text in DEMONYMS:
        bare = fold(joined(words[1:]))
        if bare in shapes and (len(words) > 2 or bare not in common_words()):
            return bare
    return candidate.shape


def _weigh(view: str, group: Group) -> None:
    """Add up the evidence of a group: the strongest in the words themselves, and what stands around them."""
    for candidate in group.mentions:
        for type_, weight in candidate.evidence:
            group.votes[type_] = max(group.votes.get(type_, weight), weight)
    if group.key.startswith("place:") or max(group.votes.values(), default=0.0) >= _STRONG:
        return
    around: dict[str, float] = {}
    for candidate in group.mentions[:_CONTEXTS]:
        if not candidate.weak:
            for type_, weight in context(view, candidate.start, candidate.end):
                around[type_] = around.get(type_, 0.0) + weight
    for type_, weight in around.items():
        group.vote(type_, max(min(weight, _MOST), -_MOST))


def _names_something(group: Group, written: AbstractSet[bytes]) -> bool:
    """Whether a group names something of the five types; `written` are the words of ASCII letters in the text."""
    best, weight = group.best()
    if best == NONE:
        return False
    common = common_words()
    word = group.words[0]
    if len(group.words) > 1:
        if all(candidate.weak for candidate in group.mentions) and weight < _MOST:
            return False
        return best is not None or not all(each in common for each in group.words)
    if all(candidate.initial or candidate.weak for candidate in group.mentions):
        if weight < _STRONG and word.isascii() and word.isalpha() and len(word) > 2 and word.encode() in written:
            return False
        if weight < (3.0 if word in common else 1.0) and not group.mentions[0].words[0].text.isupper():
            return word not in common and len(group.mentions) > 1 and group.mentions[0].initial
    return word not in common or weight >= 2.0


def _without_guesses(groups: list[Group]) -> list[Group]:
    """Leave out the names of which next to nothing is known where they are most of a text's names.

    In news a lone large word is mostly an organisation; in manuals, lists and code it is a menu, a key, a format.
    """
    guesses = {id(group) for group in groups if _is_guess(group)}
    clear = sum(group.best()[1] >= _CLEAR for group in groups)
    if len(guesses) <= max(_GUESSES, clear / 2):
        return groups
    return [group for group in groups if id(group) not in guesses]


def _is_guess(group: Group) -> bool:
    best, weight = group.best()
    return best != PLACE and weight < (_GUESS if len(group.words) == 1 or best == PERSON else _DOUBTFUL)


def _level_lists(view: str, groups: Sequence[Group]) -> None:
    """Give a name that little is known of the type of what it is listed with: "Hamburg, X and Y"."""
    doubtful = {id(group) for group in groups if group.type != PERSON and group.best()[1] < _DOUBTFUL}
    if not doubtful:
        return
    mentions = sorted((c.start, c.end, i) for i, group in enumerate(groups) for c in group.mentions)
    pairs = [
        (groups[a[2]], groups[b[2]])
        for a, b in itertools.pairwise(mentions)
        if 2 <= b[0] - a[1] <= 6 and _LISTING.fullmatch(view, a[1], b[0])
    ]
    # Forwards, then backwards: a type runs along the whole list.
    for one, other in (*pairs, *((b, a) for a, b in reversed(pairs))):
        if id(other) in doubtful and id(one) not in doubtful:
            other.type = one.type
            doubtful.discard(id(other))


def _is_sure(group: Group) -> bool:
    """Whether the words of a name themselves tell its type."""
    weights = (weight for c in group.mentions for type_, weight in c.evidence if type_ != NONE)
    return max(weights, default=0.0) >= _SURE
