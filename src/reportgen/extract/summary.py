"""The extractive summary: the sentences of a document that say most of what it says, in its own words.

Each sentence is weighed by its words' share in the whole document (a centroid of tf-idf), by its place and by
the words it shares with the title and the headings; of the best, those are taken that repeat least (maximal marginal
relevance). A sentence that needs another one to be understood is never taken. Linear in the length of the
document but for the choice among a fixed number of the best.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from itertools import accumulate, chain
from types import MappingProxyType
from typing import NamedTuple

from reportgen.documents.document import SegmentKind
from reportgen.extract.item import Item, Kind
from reportgen.extract.reading import Passage, Reading, Sentence
from reportgen.extract.standing import stands_alone
from reportgen.language.script import COMMON_WORDS

_FEWEST, _MOST = 3, 10
_CHOICE = 60  # of so many of the best sentences the summary is chosen
_LENGTH = 18  # words of a sentence that says one thing well
_REPETITION = 0.55  # how much likeness to a chosen sentence takes from a score
_SAME = 0.6  # a sentence so like a chosen one is left out
_TOPICAL = 4  # words of title and headings that count
# Of the pieces of text between blanks most come again and again, so the words of so many are remembered; but not of
# long ones, such as a whole sentence of Chinese; a short text of ASCII needs no look at each.
_KNOWN, _SHORT_PIECE, _PLAIN = 20_000, 40, 400
_ENDINGS = MappingProxyType({"s": ("ies", "es", "s"), "g": ("ing",), "d": ("ed",), "e": ("e",), "y": ("y",)})
_AROUND = ".,;:!?()[]\"'“”‘’—–-«»"  # no part of a word at its beginning or end
_TOKEN = re.compile(r"[^\W\d_\u3400-\u9fff\u3040-\u30ff][\w'’-]*[^\W\d_]|[\u3400-\u9fff\u3040-\u30ff]+")


class _Candidate(NamedTuple):
    """A sentence that can stand alone, the words that carry meaning in it, and what it is worth."""

    sentence: Sentence
    words: frozenset[str]
    score: float


def find_summary(reading: Reading) -> tuple[Item, ...]:
    """Return the sentences of the summary in the order of the text.

    `rank` counts from 1, the most important; `score` is relative to the best sentence, between 0 and 1.
    """
    candidates = _candidates(reading)
    wanted = _wanted(len(reading.sentences))
    chosen = _choose(candidates, min(wanted, max(1, len(reading.sentences) // 2)))
    best = max((candidate.score for candidate in chosen), default=0.0)
    ranked = sorted(chosen, key=lambda candidate: (-candidate.score, candidate.sentence.start))
    items = [
        Item(
            kind=Kind.SUMMARY,
            start=candidate.sentence.start,
            end=candidate.sentence.end,
            fields={"rank": rank, "score": round(candidate.score / best, 4) if best else 1.0},
        )
        for rank, candidate in enumerate(ranked, 1)
    ]
    return tuple(sorted(items, key=lambda item: item.start))


def _wanted(sentences: int) -> int:
    """Return how many sentences sum up so many: 3 of 10, 5 of 40, 7 of 160, never more than 10."""
    return max(_FEWEST, min(_MOST, round(math.log2(max(sentences, 1) / 1.25)))) if sentences else 0


def words_of(text: str) -> tuple[str, ...]:
    """Return the different words that carry meaning, in a plain form; Chinese by pairs of characters."""
    pieces = text.split()
    plain = len(text) <= _PLAIN and text.isascii()
    forms = _known_forms if plain or max(map(len, pieces), default=0) <= _SHORT_PIECE else _forms
    return tuple(dict.fromkeys(chain.from_iterable(map(forms, pieces))))


def _forms(piece: str) -> tuple[str, ...]:
    """Return the plain forms of the words in what stands between two blanks."""
    word = piece.lower().strip(_AROUND)
    if word.isalpha() and word.isascii():  # as most are
        return (_stem(word),) if len(word) >= 3 and word not in COMMON_WORDS else ()
    found: list[str] = []
    for token in _TOKEN.findall(word):
        if token[0] >= "\u3040":
            found += [token[i : i + 2] for i in range(len(token) - 1)]
        elif len(token) >= 3 and token not in COMMON_WORDS and (stem := _stem(token)):
            found.append(stem)
    return tuple(found)


_known_forms = lru_cache(maxsize=_KNOWN)(_forms)


def _stem(word: str) -> str:
    """Cut what varies most at a word's end; crude on purpose, it only has to bring like words together."""
    if word[-1] == "s":
        word = word.removesuffix("'s").removesuffix("’s")
    if word.isascii():
        for ending in _ENDINGS.get(word[-1:], ()):
            if word.endswith(ending) and len(word) - len(ending) >= 4:
                return word[: -len(ending)]
        return word
    return word[:6] if len(word) > 6 else word


def _candidates(reading: Reading) -> list[_Candidate]:
    """Return the best sentences that can stand alone, the best first; only so many as are chosen from."""
    sentences, passages, view = reading.sentences, reading.passages, reading.view
    words = [words_of(view[sentence.start : sentence.end]) for sentence in sentences]
    spread = Counter(chain.from_iterable(words))
    weight_of = {
        count: (1 + math.log(count)) * math.log(1 + len(sentences) / count) if count > 1 else 0.0
        for count in set(spread.values())
    }
    weight = {word: weight_of[count] for word, count in spread.items()}
    topic = _topic(reading)
    scored: list[tuple[float, int]] = []
    for i, (sentence, bag) in enumerate(zip(sentences, words, strict=True)):
        passage = passages[sentence.passage]
        if bag and passage.kind is SegmentKind.PARAGRAPH:
            opens = i == 0 or sentences[i - 1].passage != sentence.passage
            place = _place(passage, sentence.passage, len(passages), opens=opens)
            scored.append((-_weigh(bag, weight, topic) * place, i))
    scored.sort()
    quoted = _quoted(reading)
    found: list[_Candidate] = []
    for score, i in scored:
        sentence = sentences[i]
        if stands_alone(view[sentence.start : sentence.end]) and not quoted(sentence):
            found.append(_Candidate(sentence=sentence, words=frozenset(words[i]), score=-score))
            if len(found) == _CHOICE:
                break
    return found


def _quoted(reading: Reading) -> Callable[[Sentence], bool]:
    """Return whether a sentence is part of a longer quotation."""
    spans = sorted((quotation.start, quotation.end) for quotation in reading.quotations)
    starts = [start for start, _ in spans]
    ends = list(accumulate((end for _, end in spans), max))

    def inside(sentence: Sentence) -> bool:
        at = bisect_right(starts, sentence.start) - 1
        return at >= 0 and sentence.end <= ends[at]

    return inside


def _topic(reading: Reading) -> frozenset[str]:
    """Return the words of the title and of the headings."""
    heads = [s for s in reading.document.segments if s.kind in {SegmentKind.TITLE, SegmentKind.HEADING}]
    return frozenset(word for s in heads for word in words_of(reading.view[s.content : s.end]))


def _weigh(bag: Sequence[str], weight: Mapping[str, float], topic: frozenset[str]) -> float:
    """Return how much of what the document speaks of a sentence speaks of, long sentences not favoured."""
    centrality = sum(map(weight.__getitem__, bag))
    shared = min(len(topic.intersection(bag)), _TOPICAL) if topic else 0
    length = max(len(bag), _LENGTH // 2)
    return centrality / (math.sqrt(length) + max(0, length - _LENGTH) * 0.12) * (1 + 0.12 * shared)


def _place(passage: Passage, at: int, passages: int, *, opens: bool) -> float:
    """Return the factor of a sentence's place: openings and conclusions tell more."""
    factor = 1.15 if opens else 1.0
    if at == 0:
        factor *= 1.3
    elif at <= 2 or (at == passages - 1 and passages > 4):
        factor *= 1.12
    return factor if passage.end - passage.start > 60 else factor * 0.8


def _choose(pool: Sequence[_Candidate], wanted: int) -> list[_Candidate]:
    """Take the best one after another, each time less what it repeats of those already taken."""
    chosen: list[_Candidate] = []
    likeness = [0.0] * len(pool)
    left = list(range(len(pool)))
    while left and len(chosen) < wanted:
        worth = [pool[i].score * (1 - _REPETITION * likeness[i]) for i in left]
        best = left.pop(worth.index(max(worth)))
        chosen.append(pool[best])
        if len(chosen) == wanted:
            break
        words = pool[best].words
        for i in left:
            likeness[i] = max(likeness[i], _likeness(pool[i].words, words))
        left = [i for i in left if likeness[i] <= _SAME]
    return chosen


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """Return the cosine of two bags of words, each word counted once."""
    return len(one & other) / math.sqrt(len(one) * len(other))
