"""Small counts in our own words against a passage that counts the same thing: "four stations" where it has three.

A paraphrase may count for itself, so a small number that the passage does not have is no fault. It is one where the
passage puts another number before the same noun.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import NamedTuple

from reportgen.language.numbers import Form, Number, scan_numbers
from reportgen.language.word_sets import word_set

_MOST = 99
_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
# How many words after a number its noun may be: "three key informal barriers".
_REACH = 4
_WINDOW = 60
_PLURAL = re.compile(r"(?!.*(?:ss|us|is)$)\w{3,}s|people|men|women|children|staff|crew")
# What a number before it does not count out: a time may be worked out, and a share is held against its unit.
_NO_COUNT = word_set(
    """years months weeks days hours minutes seconds decades centuries times percents dollars euros pounds kilometres
    kilometers miles metres meters tonnes tons hectares acres grams kilograms litres liters degrees points"""
)


class Count(NamedTuple):
    """A number in a text, as offsets, and the plural nouns that it may count."""

    start: int
    end: int
    value: Decimal
    nouns: frozenset[str]


def counts(view: str) -> Iterator[Count]:
    """Give the small counts of a text that was made plain."""
    for number in scan_numbers(view, 0, len(view)):
        if _counts(number):
            nouns = frozenset(_nouns(view, number.end))
            if nouns:
                yield Count(number.start, number.end, number.value, nouns)


def _counts(number: Number) -> bool:
    plain = number.form in {Form.WORDS, Form.DIGITS} and not number.attached and number.high is None
    return plain and 1 < number.value <= _MOST and number.value % 1 == 0 and number.scale == 1


def _nouns(view: str, end: int) -> Iterator[str]:
    done = end
    for nth, word in enumerate(_WORD.finditer(view, end, min(end + _WINDOW, len(view)))):
        gap = view[done : word.start()]
        if nth == _REACH or gap not in {" ", "-", "\n"}:
            return
        done = word.end()
        low = word.group().lower()
        if _PLURAL.fullmatch(low):
            if low not in _NO_COUNT:
                yield low
            return  # the first plural is what is counted


def counted_otherwise(view: str, passages: Iterable[str]) -> Iterator[tuple[Count, str]]:
    """Give the counts of a text that its plain passages only have with another number, and their words for it."""
    mine = list(counts(view))
    if not mine:
        return
    texts = list(passages)
    theirs = [(text, count) for text in texts for count in counts(text)]
    for count in mine:
        others = [(text, other) for text, other in theirs if other.nouns & count.nouns]
        if others and all(other.value != count.value for _, other in others):
            text, other = others[0]
            yield count, text[other.start : _noun_end(text, other)]


def _noun_end(text: str, count: Count) -> int:
    return next(word.end() for word in _WORD.finditer(text, count.end) if word.group().lower() in count.nouns)
