"""Across documents: items of two sources that speak of one thing -> pairs that say whether they agree.

Precision goes before recall: what is paired shares its words, its unit and its time. Candidates come from an
index of the rarer words, so the work grows with the number of items and not with its square.

A fact that ten documents tell makes nine pairs, each with another document, not forty-five. Where two documents have
the same words, one is a copy and no second source: such items are no pair, and stand for each other.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from reportgen.extract.contradictions import measured, other_day, other_value
from reportgen.extract.item import Kind
from reportgen.language.number_words import word_set

_COPIED = 5  # words of a sentence that is not the same by chance
# A word in more items than this says nothing of a particular thing.
_COMMON = 40
_WORD = re.compile(r"[\u4e00-\u9fff]{2}|[^\W\d_][\w'’]+")
_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
_STOP = word_set(
    """the a an and or of in on at to for from by with as is are was were be been has have had will would could its it
    their his her this that these those which who not but than then also into over under about after before during
    between more most less some any all new one two said says according year years month months percent million
    billion per agreement contract deal treaty memorandum understanding project programme program initiative plan и в
    во на с со к по о об от до за из для что как это его их не но а или при год года году"""
)
_GENERIC = word_set(
    """people total number share amount cost value price members workers others them it him us countries companies"""
)


class Relation(StrEnum):
    """How two sources stand to each other."""

    AGREE = "agree"
    CONFLICT = "conflict"
    DIFFER_IN_PRECISION = "differ-in-precision"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    """An item of a document with the words that it is known by, and those of its sentence if that is given."""

    document: int
    item: Mapping[str, Any]
    words: frozenset[str]
    sentence: frozenset[str]
    wording: str


Verdict = tuple[Relation, str]
_Found = tuple[int, int, Relation, dict[str, Any]]  # two entries by their places, and the pair that they make


def find_pairs(documents: Sequence[tuple[str, Sequence[Mapping[str, Any]]]]) -> Iterator[dict[str, Any]]:
    """Yield the pairs among the items of several documents, by kind and then in the order of the documents.

    `documents` are names with their items, as JSON objects with `kind`, `id`, `document`, `start`, `end`. The
    `sentence` of a quantity, where an item has it, tells what the number is of beyond its subject.
    """
    for kind, words, verdict, keys in (
        (Kind.QUANTITY, _quantity_words, _compare_quantities, _quantity_keys),
        (Kind.EVENT, _event_words, _compare_events, _word_keys),
        (Kind.AGREEMENT, _name_words, _compare_agreements, _word_keys),
    ):
        entries = [
            _Entry(
                document=number,
                item=item,
                words=words(item),
                sentence=_content(item.get("sentence")),
                wording=_wording(item),
            )
            for number, (_, items) in enumerate(documents)
            for item in items
            if item["kind"] == kind
        ]
        yield from _spanning(entries, _pairs(kind, entries, verdict, keys))


def _wording(item: Mapping[str, Any]) -> str:
    """Return the sentence of an item, or its clause, as it is compared with others: empty when it is too short."""
    words = re.findall(r"\w+", str(item.get("sentence") or item.get("text") or "").casefold())
    return " ".join(words) if len(words) >= _COPIED or sum(map(len, words)) >= 4 * _COPIED else ""


def _spanning(entries: Sequence[_Entry], found: Iterator[_Found]) -> Iterator[dict[str, Any]]:
    """Yield the pairs that tell of two items what no pair before told: agreement runs from one to the next."""
    same = _Sets(len(entries))
    copies: dict[str, int] = {}
    for number, entry in enumerate(entries):
        if entry.wording:
            same.join(copies.setdefault(f"{entry.wording} {entry.item.get('value', '')}", number), number)
    parted: set[tuple[int, int]] = set()
    for first, second, relation, pair in found:
        a, b = sorted((same.of(first), same.of(second)))
        copied = entries[first].wording and entries[first].wording == entries[second].wording
        if a == b or copied or (relation is Relation.CONFLICT and (a, b) in parted):
            continue
        if relation is Relation.CONFLICT:
            parted.add((a, b))
        else:
            same.join(a, b)
        yield pair


class _Sets:
    """Which of a number of things are known to be one (union-find, with halved paths)."""

    def __init__(self, size: int) -> None:
        self._above = list(range(size))

    def of(self, thing: int) -> int:
        above = self._above
        while above[thing] != thing:
            above[thing] = above[above[thing]]
            thing = above[thing]
        return thing

    def join(self, one: int, other: int) -> None:
        self._above[self.of(other)] = self.of(one)


def _pairs(
    kind: Kind,
    entries: Sequence[_Entry],
    verdict: Callable[[_Entry, _Entry], Verdict | None],
    keys: Callable[[_Entry], Sequence[str]],
) -> Iterator[_Found]:
    index: dict[str, list[int]] = defaultdict(list)
    for number, entry in enumerate(entries):
        for key in keys(entry):
            index[key].append(number)
    taken: set[tuple[int, int]] = set()
    for number, entry in enumerate(entries):
        shared: Counter[int] = Counter()
        for key in keys(entry):
            if len(index[key]) <= _COMMON:
                shared.update(other for other in index[key] if other > number)
        best: dict[int, tuple[int, int, Verdict]] = {}
        for other in sorted(shared):
            there = entries[other]
            if there.document == entry.document or (number, there.document) in taken:
                continue
            found = verdict(entry, there)
            if found and (there.document not in best or shared[other] > best[there.document][0]):
                best[there.document] = (shared[other], other, found)
        for document in sorted(best):
            _, other, found = best[document]
            if (other, entry.document) in taken:
                continue
            taken |= {(number, document), (other, entry.document)}
            yield number, other, found[0], _pair(kind, entry, entries[other], found)


def _pair(kind: Kind, first: _Entry, second: _Entry, verdict: Verdict) -> dict[str, Any]:
    a, b = first.item, second.item
    names = ("document", "id", "start", "end")
    place = {name: a[name] for name in ("document", "start", "end", "segment", "text") if name in a}
    return {
        "kind": str(Kind.PAIR),
        "id": f"pair:{a['id']}={b['id']}",
        **place,
        "of": str(kind),
        "relation": str(verdict[0]),
        "reason": verdict[1],
        "members": [{name: member[name] for name in names} for member in (a, b)],
    }


def _content(text: object) -> frozenset[str]:
    """Return the words of a text that carry meaning, in lower case, without the ending of the plural."""
    words = (word.lower().removesuffix("'s").removesuffix("’s") for word in _WORD.findall(str(text or "")))
    return frozenset(
        word[:-1] if len(word) > 4 and word.endswith("s") and not word.endswith("ss") else word
        for word in words
        if word not in _STOP and (len(word) > 2 or word > "\u2e80")
    )


def _quantity_words(item: Mapping[str, Any]) -> frozenset[str]:
    return _content(item.get("subject")) - _GENERIC


def _event_words(item: Mapping[str, Any]) -> frozenset[str]:
    return _content(item.get("text"))


def _name_words(item: Mapping[str, Any]) -> frozenset[str]:
    # The name of an agreement may consist of the stop words of other kinds; its whole text counts.
    return frozenset(word.lower() for word in _WORD.findall(str(item.get("name") or ""))) - {"the", "of", "on", "and"}


def _word_keys(entry: _Entry) -> Sequence[str]:
    return sorted(entry.words)


def _quantity_keys(entry: _Entry) -> Sequence[str]:
    unit = entry.item.get("unit", "")
    keys = [*(f"{unit} {word}" for word in sorted(entry.words)), f"{unit} = {entry.item['value']}"]
    return [*keys, *(f"{unit} of {thing}" for thing in sorted(measured(entry.item)))]


def _jaccard(a: frozenset[str], b: frozenset[str]) -> float:
    return len(a & b) / len(a | b) if a | b else 0.0


def _compare_quantities(a: _Entry, b: _Entry) -> Verdict | None:
    """Compare two quantities of one unit; `None` when they need not be of the same thing."""
    first, second = a.item, b.item
    if first.get("unit") != second.get("unit"):
        return None
    same_words = _jaccard(a.words, b.words)
    years = _years(first), _years(second)
    if years[0] and years[1] and not years[0] & years[1]:
        return None
    relation = _values(first, second)
    distinct = _figures(first["value"]) if first["value"] == second["value"] else 0
    about = ", ".join(sorted(a.words & b.words))
    if relation is not Relation.CONFLICT:
        # "exports of olive oil" and "exports of sunflower oil" share words, and are not the same.
        one_in_other = a.words <= b.words or b.words <= a.words
        if (same_words >= 0.5 and one_in_other and len(a.words & b.words) >= 2) or (
            distinct >= _UNCOMMON and same_words > 0
        ):
            return relation, f"same unit and subject ({about})"
        if distinct > _UNCOMMON and not (a.words and b.words):
            return relation, "the same uncommon value and unit"
        return None
    # A conflict must be of the same thing beyond doubt: all words of the subject and the year; where the
    # subject is one word, the shorter sentence must say hardly anything that the other does not.
    if same_words == 1.0 and years[0] and years[0] == years[1]:
        shared = a.sentence & b.sentence
        told_alike = len(shared) >= 3 and len(shared) >= 0.75 * min(len(a.sentence), len(b.sentence))
        if len(a.words) >= 2 or told_alike:
            return relation, f"same unit, subject ({about}) and year, other value"
    if years[0] == years[1] and (of := other_value(first, second)):
        return relation, f"same unit and thing ({of}), other value"
    return None


def _years(item: Mapping[str, Any]) -> frozenset[str]:
    return frozenset(_YEAR.findall(str(item.get("period", ""))))


# So many figures are seldom met twice by chance in items that share a word; one more, in any two.
_UNCOMMON = 3


def _figures(value: float) -> int:
    """Return how many figures a number has without the zeros at its ends."""
    return len(f"{value:.12g}".split("e", maxsplit=1)[0].replace(".", "").replace("-", "").strip("0"))


_ROUNDED = 0.15  # how far a round figure may be from the exact one


def _values(a: Mapping[str, Any], b: Mapping[str, Any]) -> Relation:
    low, high = sorted((_range(a), _range(b)))
    if low == high:
        return Relation.AGREE if _hedged(a) == _hedged(b) else Relation.DIFFER_IN_PRECISION
    if high[0] <= low[1] or _rounds(a, b) or _rounds(b, a) or _admits(a, b) or _admits(b, a):
        return Relation.DIFFER_IN_PRECISION
    return Relation.CONFLICT


def _range(item: Mapping[str, Any]) -> tuple[float, float]:
    value = float(item["value"])
    return value, float(item.get("value_high", value))


def _hedged(item: Mapping[str, Any]) -> bool:
    return "approximator" in item


def _rounds(rough: Mapping[str, Any], exact: Mapping[str, Any]) -> bool:
    """Whether a value with at most two figures is another one rounded; 20 is no other word for 15."""
    a, b = float(rough["value"]), float(exact["value"])
    figures = _figures(a)
    return abs(a - b) <= _ROUNDED * abs(b) and figures <= 2 and float(f"{b:.{max(figures, 1)}g}") == a


def _admits(rough: Mapping[str, Any], exact: Mapping[str, Any]) -> bool:
    """Whether a hedge ("more than 70") admits the other value, if that is near."""
    a, b = float(rough["value"]), float(exact["value"])
    if not a or abs(b - a) > 0.15 * abs(a):
        return False
    if _hedged(exact):
        return False  # "more than 51" and "more than 57" are told of two things
    hedge = str(rough.get("approximator", ""))
    above = ("more than", "over", "at least", "upward of", "above", "exceeding", "свыше", "более", "не менее", "超过")
    below = (
        "less than",
        "under",
        "nearly",
        "almost",
        "up to",
        "at most",
        "fewer than",
        "below",
        "почти",
        "менее",
        "до",
    )
    return (
        (hedge in above and b > a)
        or (hedge in below and b < a)
        or (hedge in {"about", "around"} and abs(b - a) <= 0.1 * a)
    )


def _compare_events(a: _Entry, b: _Entry) -> Verdict | None:
    first, second = str(a.item.get("date") or ""), str(b.item.get("date") or "")
    if not first or not second:
        return None
    shared = a.words & b.words
    actors = _actors(a.item) & _actors(b.item)
    likeness = len(shared) / max(min(len(a.words), len(b.words)), 1)
    about = ", ".join(sorted(shared)[:6])
    if first == second and len(first) >= 7:
        if len(shared) >= 3 and (likeness >= 0.4 or actors):
            return Relation.AGREE, f"same date and words ({about})"
    elif first == second:
        if len(shared) >= 4 and likeness >= 0.5:
            return Relation.AGREE, f"same year and words ({about})"
    elif first.startswith(second) or second.startswith(first):
        if len(shared) >= 4 and likeness >= 0.5:
            return Relation.DIFFER_IN_PRECISION, f"one date holds the other; same words ({about})"
    elif len(shared) >= 5 and _jaccard(a.words, b.words) >= 0.7:
        return Relation.CONFLICT, f"same words ({about}), other date: {first}, {second}"
    elif of := other_day(a.item, b.item):
        return Relation.CONFLICT, f"same thing and act ({of}), other date: {first}, {second}"
    return None


def _actors(item: Mapping[str, Any]) -> frozenset[str]:
    return frozenset(str(actor).casefold() for actor in item.get("actors") or ())


# After these a thing is no longer what another status says.
_OVER = frozenset({"cancelled", "canceled", "suspended", "terminated", "expired", "rejected", "failed", "abandoned"})


def _compare_agreements(a: _Entry, b: _Entry) -> Verdict | None:
    """Compare two named things; a name without a capital or a figure ("joint statement") names nothing particular."""
    named = all(re.search(r"[A-ZА-ЯЁ\d\u4e00-\u9fff]", str(entry.item.get("name"))) for entry in (a, b))
    if not named or _jaccard(a.words, b.words) < 0.8:
        return None
    values = a.item.get("value"), b.item.get("value")
    if all(values) and values[0] != values[1]:
        return Relation.CONFLICT, f"same name, other value: {values[0]}, {values[1]}"
    statuses = [str(entry.item.get("status") or "") for entry in (a, b)]
    if all(statuses) and (statuses[0] in _OVER) != (statuses[1] in _OVER):
        return Relation.CONFLICT, f"same name, other status: {statuses[0]}, {statuses[1]}"
    dates = [{str(date) for date in entry.item.get("dates") or ()} for entry in (a, b)]
    if not dates[0] & dates[1] and any(x.startswith(y) or y.startswith(x) for x in dates[0] for y in dates[1]):
        return Relation.DIFFER_IN_PRECISION, "same name; one date holds the other"
    if all(statuses) and statuses[0] != statuses[1]:
        return Relation.AGREE, f"same name; told at other times: {statuses[0]}, {statuses[1]}"
    return Relation.AGREE, "same name"
