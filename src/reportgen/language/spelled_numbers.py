"""Numbers in words: a run of number words -> the numbers it spells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from reportgen.language.number_words import WordClass

_ONE = Decimal(1)
_SMALL = (WordClass.UNIT, WordClass.TEEN, WordClass.TENS)


class Token(NamedTuple):
    """A number word with its place."""

    start: int
    end: int
    kind: WordClass
    value: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Spelled:
    """A number in words. `form` is `words`, `fraction`, `ordinal`, `multiple` or `plural`."""

    start: int
    end: int
    value: Decimal
    form: str
    scale: Decimal = _ONE
    takes_article: bool = False


# No number takes so many words; "million million ..." over pages is none, and costs more with each.
_LONGEST = 40


def read_words(tokens: Sequence[Token], *, article: bool) -> list[Spelled]:
    """Return the numbers that a run of words spells, in order; `article` says that "a" stands before it."""
    found: list[Spelled] = []
    i = 0
    while i < len(tokens):
        if _is_year(tokens, i):
            i += 2 if i + 2 >= len(tokens) or tokens[i + 2].kind is not WordClass.UNIT else 3
            continue
        run = _Run(tokens, i, article=article and i == 0)
        spelled = run.read()
        if spelled and run.i - i <= _LONGEST:
            found.append(spelled)
        i = max(run.i, i + 1)
    return found


def _is_year(tokens: Sequence[Token], i: int) -> bool:
    """Whether a year is spelled: "nineteen eighty-four", "twenty twenty"."""
    if i + 1 >= len(tokens) or tokens[i + 1].start - tokens[i].end > 1:
        return False
    first, second = tokens[i], tokens[i + 1]
    return second.kind is WordClass.TENS and (
        (first.kind is WordClass.TEEN and first.value >= 16) or (first.kind is WordClass.TENS and first.value == 20)
    )


class _Run:
    """Reads one number from the tokens from `i` on; afterwards `i` is where it ended."""

    def __init__(self, tokens: Sequence[Token], i: int, *, article: bool) -> None:
        self.tokens = tokens
        self.first = self.i = i
        self.article = article
        self.scale = _ONE

    def kind(self, ahead: int = 0) -> WordClass | None:
        i = self.i + ahead
        return self.tokens[i].kind if i < len(self.tokens) else None

    def take(self) -> Decimal:
        self.i += 1
        return self.tokens[self.i - 1].value

    def made(self, value: Decimal, form: str, *, takes_article: bool = False) -> Spelled:
        start, end = self.tokens[self.first].start, self.tokens[self.i - 1].end
        return Spelled(
            start=start, end=end, value=value, form=form, scale=self.scale, takes_article=takes_article and self.article
        )

    def read(self) -> Spelled | None:
        kind = self.kind()
        if kind is WordClass.MULTIPLE:
            return self.made(self.take(), "multiple")
        if kind is WordClass.PLURAL:
            return self.made(self.take(), "plural")
        if kind is WordClass.HALF:
            return self.part(self.take())
        if kind is WordClass.FRACTION:
            return self.part(1 / self.take())
        if kind is WordClass.ORDINAL:
            value = self.take()
            return self.part(1 / value) if self.article and value > 2 else self.made(value, "ordinal")
        if kind is WordClass.GLUE:
            self.i += 1
            return None
        return self.cardinal()

    def part(self, share: Decimal) -> Spelled:
        """Read what a fraction is taken of: "half a million", "three quarters of a million"."""
        value = self.times(share)
        form = "fraction" if value == share and self.scale == 1 else "words"
        return self.made(value, form, takes_article=True)

    def times(self, value: Decimal) -> Decimal:
        """Multiply by the scale words that follow, across "a" and "of a"."""
        ahead = 0
        while self.kind(ahead) is WordClass.GLUE:
            ahead += 1
        if self.kind(ahead) in {WordClass.SCALE, WordClass.DOZEN, WordClass.HUNDRED}:
            self.i += ahead
            while self.kind() in {WordClass.SCALE, WordClass.DOZEN, WordClass.HUNDRED}:
                factor = self.take()
                self.scale *= factor
                value *= factor
        return value

    def cardinal(self) -> Spelled:
        total = group = Decimal(0)
        last: WordClass | None = None
        while (kind := self.kind()) is not None:
            if kind is WordClass.GLUE:
                # "two and a half", "один с половиной"; "three hundred and five"
                if self.kind(1) is WordClass.HALF or (
                    self.kind(1) is WordClass.GLUE and self.kind(2) in {WordClass.HALF, WordClass.FRACTION}
                ):
                    half = self.i + (1 if self.kind(1) is WordClass.HALF else 2)
                    share = self.tokens[half].value
                    self.i = half + 1
                    value = self.times(total + group + (share if share < 1 else 1 / share))
                    return self.made(value, "words")
                if last in {WordClass.HUNDRED, WordClass.SCALE} and self.kind(1) in _SMALL:
                    self.i += 1
                    continue
                break
            if kind in {WordClass.FRACTION, WordClass.ORDINAL} and last is not None:
                if kind is WordClass.FRACTION and group >= self.tokens[self.i].value:
                    break  # "ten quarters"
                return self.fraction_or_ordinal(total + group, last)
            if kind is WordClass.HALF and last is WordClass.UNIT and group == 1:
                return self.part(self.take())
            if not _fits(kind, last):
                break
            value = self.take()
            if kind is WordClass.SCALE:
                total, group = self.scaled(total, group, value)
            elif kind in {WordClass.HUNDRED, WordClass.DOZEN}:
                group = (group or _ONE) * value
            else:
                group += value
            last = kind
        return self.made(total + group, "words", takes_article=self.tokens[self.first].kind not in _SMALL)

    def scaled(self, total: Decimal, group: Decimal, value: Decimal) -> tuple[Decimal, Decimal]:
        """Multiply by a scale word: all before it when it is larger than the last one, else the group."""
        if total and value >= self.scale:
            total, group = (total + group) * value, Decimal(0)
        else:
            total, group = total + (group or _ONE) * value, Decimal(0)
        self.scale = value
        return total, group

    def fraction_or_ordinal(self, count: Decimal, last: WordClass) -> Spelled:
        kind = self.kind()
        value = self.take()
        if kind is WordClass.FRACTION or (count == 1 and value > 2 and last is WordClass.UNIT):
            return self.part(count / value)
        return self.made(count + value, "ordinal")


# The classes that a word of a class can go on from; `None` is the beginning.
_GOES_ON_FROM: Mapping[WordClass, tuple[WordClass | None, ...]] = {
    WordClass.UNIT: (None, WordClass.TENS, WordClass.HUNDRED, WordClass.HUNDREDS, WordClass.SCALE),
    WordClass.TEEN: (None, WordClass.HUNDRED, WordClass.HUNDREDS, WordClass.SCALE),
    WordClass.TENS: (None, WordClass.HUNDRED, WordClass.HUNDREDS, WordClass.SCALE),
    WordClass.HUNDRED: (None, WordClass.UNIT, WordClass.TEEN),
    WordClass.HUNDREDS: (None, WordClass.SCALE),
    WordClass.DOZEN: (None, WordClass.UNIT, WordClass.TEEN),
    WordClass.SCALE: (
        None,
        WordClass.UNIT,
        WordClass.TEEN,
        WordClass.TENS,
        WordClass.HUNDRED,
        WordClass.HUNDREDS,
        WordClass.DOZEN,
        WordClass.SCALE,
    ),
}


def _fits(kind: WordClass, last: WordClass | None) -> bool:
    """Whether a word of a class can go on a number whose last word was of another."""
    return last in _GOES_ON_FROM.get(kind, ())
