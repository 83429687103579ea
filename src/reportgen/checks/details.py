"""The details of sentences: what makes another claim of a sentence when only that is changed.

Numbers, names, directions, quantities, negations, what is printed, the passage that is cited. A sentence is known by
its other words, so that the same sentence with another detail is told from a new sentence, and one that was put into
other words is a new sentence.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Callable, Iterator
from typing import NamedTuple

from reportgen.diagnostics import Place
from reportgen.language.opposites import is_loose, sense_of, without_negation, without_number
from reportgen.language.word_sets import word_set

_NAME_INSIDE = re.compile(r"(?<=[a-zß-ÿ,;–-] )[A-Z][a-z’]+|(?<=[a-z]-)[A-Z][a-z]+|(?<=[a-z] [“‘(])[A-Z][a-z]+")
_SMALL = re.compile(r"(?<![^\s(“‘])[a-zß-ÿ]+(?![^\s,.;:!?)”’])")
_TITLES = word_set("mr mrs ms miss dr prof professor sir lady lord dame president minister")
_SHORTEST_NAME = 2  # letters: one is an initial
_FEWEST, _FEWEST_ALONE = 2, 4  # words of its own that a sentence must have to be known by them, with details or none


class Detail(NamedTuple):
    """A detail: `what` it is, as one of several spellings, and its offsets in the text.

    `kind` is `word`, `loose` (words that may be put in or taken out, all of them), `expression` (what is printed, by
    the words of the call) or `citation`; `words` is what stands there, or the id of the record that is printed.
    """

    kind: str
    what: str
    words: str
    start: int
    end: int

    @property
    def digest(self) -> str:
        """A short digest of what it is."""
        return hashlib.sha256(f"{self.kind} {self.what}".encode("utf-8", "surrogatepass")).hexdigest()[:4]


class Sentence(NamedTuple):
    """A typed sentence: the digest of its other words, its details, and how to find the place of an offset."""

    name: str
    details: tuple[Detail, ...]
    place: Callable[[Detail], tuple[Place | None, int | None]]

    @property
    def digests(self) -> str:
        """The digests of the details, as the lock has them."""
        return ".".join(detail.digest for detail in self.details)


class Token(NamedTuple):
    """A word, or one run of what is not typed: by the record of this id, or the expression of this digest."""

    start: int
    end: int
    typed: bool
    record: str = ""
    made: str = ""


class Names(NamedTuple):
    """The words that stand with a capital inside sentences and never without one, and those that stand without one.

    Both are empty of a language whose capitals tell nothing here.
    """

    inside: frozenset[str]
    small: frozenset[str]
    english: bool

    def has(self, word: str, after: str, *, first: bool) -> bool:
        """Whether a word is a name, or begins one at the beginning of a sentence; `after` is the next word."""
        low = word.casefold()
        if not self.english or not word[0].isupper() or len(word) < _SHORTEST_NAME or low in _TITLES:
            return False
        if not first and low not in self.small:
            return True
        return word in self.inside or (after[:1].isupper() and low not in self.small)


def names_in(texts: tuple[str, ...], *, english: bool) -> Names:
    """Look through texts for the words that are names."""
    if not english:
        return Names(frozenset(), frozenset(), english)
    small = frozenset(word for text in texts for word in _SMALL.findall(text))
    inside = (name for text in texts for name in _NAME_INSIDE.findall(text) if name.casefold() not in small)
    return Names(frozenset(inside), small, english)


def sentence_of(
    text: str,
    tokens: list[Token],
    cited: tuple[Detail, ...],
    place: Callable[[Detail], tuple[Place | None, int | None]],
    names: Names,
) -> Iterator[Sentence]:
    """Give the sentence if it has words of its own by which it is known."""
    words: list[str] = []
    details: list[Detail] = []
    loose: list[str] = []
    at: Token | None = None
    linked = False  # by an "and" or an "or", which stand for none of the words
    for number, token in enumerate(tokens):
        if not token.typed:
            words.append("\0")
            if token.made:
                details.append(Detail("expression", token.made, token.record, token.start, token.end))
            continue
        word = text[token.start : token.end].replace("’", "'")
        low = word.casefold()
        if names.english and low == "cannot":
            loose.append(f"{len(words)} not")
            at, low = at or token, "can"
        elif names.english and is_loose(low):
            loose.append(f"{len(words)} {low}")
            at = at or token
            continue
        elif names.english and low in {"and", "or"}:
            loose += [f"{len(words)} or"] if low == "or" else []
            linked = True
            continue
        after = tokens[number + 1] if number + 1 < len(tokens) else None
        what = _detail(word, low, names, text[after.start : after.end] if after else "", first=number == 0)
        plain = without_negation(without_number(low)) if names.english and what is None else low
        if what is None and plain != without_number(low) and names.english:
            loose.append(f"{len(words)} un")
            at = at or token
        if what is None:
            words.append(unicodedata.normalize("NFC", plain))
            linked = False
            continue
        detail = Detail("word", what, text[token.start : token.end], token.start, token.end)
        goes_on = bool(words) and words[-1] == "\1" and (linked or _is_next(details[-1], detail, text))
        joined = _joined(details[-1], detail, text) if goes_on else None
        linked = False
        if joined is not None:
            details[-1] = joined
        else:
            words.append("\1")
            details.append(detail)
    own = sum(1 for word in words if word not in {"\0", "\1"})
    if own < (_FEWEST if details or loose or cited else _FEWEST_ALONE):
        return
    first = at or tokens[0]
    details += [*cited, Detail("loose", ", ".join(loose), "", first.start, first.end)]
    yield Sentence(name_of(f"{' '.join(words)} {len(cited)}"), tuple(details), place)


def _joined(last: Detail, detail: Detail, text: str) -> Detail:
    """Return a detail that goes on a list of such, in whatever order: "Russia and China", "D1, D3 and D5"."""
    what = "|".join(sorted({*last.what.split("|"), detail.what}))
    return last._replace(what=what, words=text[last.start : detail.end], end=detail.end)


def _is_next(last: Detail, detail: Detail, text: str) -> bool:
    """Whether two words are a letter or more and a number, with the same letters, and a comma between them."""
    found = [re.fullmatch(r"([a-z]+)\d+", each.what.split("|")[-1]) for each in (last, detail)]
    return text[last.end : detail.start] == ", " and all(found) and len({each[1] for each in found if each}) == 1


def _detail(word: str, low: str, names: Names, after: str, *, first: bool) -> str | None:
    """Return what a word is if it is a detail."""
    if not low.isalpha() and any(c.isdigit() for c in low):
        return low
    sense = sense_of(low) if names.english else None
    if sense is not None:
        return sense
    if word.isupper() and len(word) > 1:
        return f"={word}"
    if names.has(word, after, first=first):
        return f"={unicodedata.normalize('NFC', word)}"
    return None


def name_of(words: str) -> str:
    """Return the digest by which the lock knows a sentence of these words."""
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).hexdigest()[:16]
