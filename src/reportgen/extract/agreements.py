"""Agreements, programmes and projects: named or described things that two or more parties do together.

A thing is found by its head noun (`language/agreement_words.py`) and is
- named: "the Treaty of X", "the X-Y Agreement on Z", "Power of Siberia pipeline", "LakeLab, a network", "《...协议》";
- or described: "a joint venture between A and B", "a memorandum of understanding on a stadium".
Words that need no second party ("project", "fund") count only where two are named or a word says "together". One item
per thing: repeated mentions, shorter forms and acronyms are merged with the first; bare words ("the agreement") lead
back to it and are none of their own. The span is the name where it first stands in the body.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from reportgen.extract.agreement_names import Phrase, phrases
from reportgen.extract.item import Item, Kind
from reportgen.extract.quoted import holding
from reportgen.extract.reading import Reading, Sentence
from reportgen.language.agreement_words import PACTS, STATUS_STEMS, STATUSES, VENTURES
from reportgen.language.calendar_words import ENGLISH_MONTHS
from reportgen.language.dates import DateMention, resolve
from reportgen.language.names import DEMONYMS
from reportgen.language.word_sets import word_set

_MONEY = re.compile(
    r"(?:US|A|C|HK)?[$€£¥₽][ ]?\d[\d.,]*(?:[ ]?(?:billion|million|trillion|bn|mn|m)\b)?"
    r"|\b\d[\d.,]*[ ](?:(?:billion|million|trillion|млрд|млн)\.?[ ])?(?:dollars|euros?|pounds|yuan|rubles|roubles"
    r"|yen|kroner|kronor|francs|рублей|долларов)\b"
    r"|\d[\d.,]*[万亿]+(?:美元|元|欧元)"
)
_NOT_PARTY = re.compile(
    r"\b(?:in|at|near|across|outside|inside|via|through|around)[ ](?:the[ ])?(?:\w+[ ])?$", re.IGNORECASE
)
# Cells of a table, "d'accord", and Russian or German clauses whose verb stands in what was taken for a name.
_NO_NAME = re.compile(
    r"\||\b[dD]['’]accord\b|\s[а-яё]+(?:ал|ил|ел|ался|ился|ает|яет|ует|ются|ится|ется|или|али)\s|\s(?:bis|zu|mit)\s.*\szum\s"
)
_PAIR = re.compile(r"\b([A-Z][^\W\d_]+)[-–][ ]?([A-Z][^\W\d_]+)\b")
_WORDS = re.compile(r"\w+")
_GREATEST_PARTIES = 8
_GREATEST_REACH = 400  # characters of a sentence to either side of a phrase
_GREATEST_LOOK = 3000  # passages that are searched for the first mention of a name
_GREATEST_THINGS = 1000  # no document tells of more; a list of names without end must not cost more


@dataclass(frozen=True, slots=True, kw_only=True)
class _Thing:
    """A thing with all that was found of it; `words` are those of its names, small."""

    phrase: Phrase
    words: frozenset[str]
    parties: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()
    status: str | None = None
    value: str | None = None


def find_agreements(reading: Reading) -> tuple[Item, ...]:
    """Return what parties do together according to the body of a document, in order of first mention."""
    things: list[_Thing] = []
    by_word: dict[str, list[int]] = {}
    for sentence, phrase in _candidates(reading):
        words = _key(phrase.name)
        if phrase.named and _NO_NAME.search(phrase.name):
            continue
        if phrase.named and any(m.type == "person" for m in reading.names.inside(phrase.start, phrase.end)):
            continue
        at = _known(things, by_word, phrase, words)
        if at is not None:
            things[at] = _with(reading, things[at], phrase, sentence)
            continue
        parties = _parties(reading, sentence, phrase)
        if not phrase.sure and not (phrase.pairable and _are_two(reading, sentence, parties)):
            continue
        if len(things) >= _GREATEST_THINGS:
            break
        thing = _with(reading, _Thing(phrase=phrase, words=words, parties=parties), phrase, sentence)
        for word in words:
            by_word.setdefault(word, []).append(len(things))
        things.append(thing)
    return tuple(sorted((_item(reading, thing) for thing in things), key=lambda item: (item.start, item.end)))


def _candidates(reading: Reading) -> Iterator[tuple[Sentence, Phrase]]:
    """Give the phrases that may name a thing, with their sentences, in order."""
    for passage in reading.passages:
        for phrase in phrases(reading.view, passage.start, passage.end):
            sentence = _around(reading.sentence_at(phrase.start), phrase)
            if sentence is not None and not _in_longer_title(reading, phrase):
                yield sentence, replace(phrase, end=min(phrase.end, sentence.end))


def _around(sentence: Sentence | None, phrase: Phrase) -> Sentence | None:
    """Return what is near a phrase in its sentence: text without any stop must not cost more."""
    if sentence is None or sentence.end - sentence.start <= 2 * _GREATEST_REACH:
        return sentence
    low, high = phrase.start - _GREATEST_REACH, phrase.end + _GREATEST_REACH
    return replace(sentence, start=max(sentence.start, low), end=min(sentence.end, high))


def _in_longer_title(reading: Reading, phrase: Phrase) -> bool:
    """Whether a phrase is a part of a quoted title that names something else: a paper, a book."""
    for quotation in holding(reading, phrase.start, phrase.end):
        length = quotation.inner_end - quotation.inner_start
        if phrase.end - phrase.start + 3 < length < 140:
            words = [
                word
                for word in re.findall(r"\w+", reading.view[quotation.inner_start : quotation.inner_end])
                if len(word) > 3
            ]
            return sum(1 for word in words if word[0].isupper()) >= 0.6 * len(words)
    return False


_IGNORED = word_set(
    """
    the a an of on for and to with in between its their new joint its de la le des der die das und et y
    """
)


def _key(name: str) -> frozenset[str]:
    """Return the words that tell a name from others; Chinese names are one word each."""
    return frozenset(word for word in _WORDS.findall(name.casefold()) if word not in _IGNORED)


# Words that make no other thing of a name: "CR929 project", "the March joint statement".
_GENERIC = frozenset(PACTS | VENTURES | frozenset(ENGLISH_MONTHS))
_DIGITS = re.compile(r"\d")


def _known(things: list[_Thing], by_word: dict[str, list[int]], phrase: Phrase, words: frozenset[str]) -> int | None:
    """Return the place of the thing that a phrase names again, `None` for a new one."""
    places = sorted({at for word in words for at in by_word.get(word, ())[-4:]}, reverse=True)
    for at in places:
        thing = things[at]
        if words == thing.words or (thing.words < words and (words - thing.words) <= _GENERIC):
            return at
        proper = phrase.named and thing.phrase.named and not any(_DIGITS.search(word) for word in words ^ thing.words)
        if proper and len(words) > 1 and (words < thing.words or (thing.words < words and len(thing.words) > 1)):
            return at
        if (
            proper
            and len(words & thing.words) >= 2
            and len(words & thing.words) >= 0.75 * max(len(words), len(thing.words))
        ):
            return at
    return None


def _with(reading: Reading, thing: _Thing, phrase: Phrase, sentence: Sentence) -> _Thing:
    """Return a thing with what one more sentence says of it."""
    view = reading.view
    parties = thing.parties
    if len(parties) < 2:
        parties = tuple(dict.fromkeys((*parties, *_parties(reading, sentence, phrase))))
    money = _MONEY.search(view, phrase.end, sentence.end) if thing.value is None else None
    return replace(
        thing,
        parties=parties,
        dates=tuple(dict.fromkeys((*thing.dates, *_dates(reading, sentence)))) if not thing.dates else thing.dates,
        status=thing.status or _status(view, phrase, sentence),
        value=" ".join(reading.text[money.start() : money.end()].split()) if money else thing.value,
    )


def _parties(reading: Reading, sentence: Sentence, phrase: Phrase) -> tuple[str, ...]:
    """Return the organisations and places that act in the sentence, and the pair that the name itself gives."""
    found: dict[str, None] = {}
    pair = _PAIR.search(reading.view, phrase.start, phrase.end)
    if pair and not pair[1].isupper():
        found[pair[1]] = found[pair[2]] = None
    for mention in reading.names.inside(sentence.start, sentence.end):
        if mention.type not in {"organisation", "place"} or (mention.start < phrase.end and phrase.start < mention.end):
            continue
        if _NOT_PARTY.search(reading.view, max(sentence.start, mention.start - 24), mention.start):
            continue
        found.setdefault(mention.entity.name)
    return tuple(found)[:_GREATEST_PARTIES]


_ADJECTIVE = re.compile(r"\b[A-Z][a-z]+\b")


def _are_two(reading: Reading, sentence: Sentence, parties: tuple[str, ...]) -> bool:
    """Whether a sentence names two parties, be it by adjectives: "Russian gas to China"."""
    adjectives = {word for word in _ADJECTIVE.findall(reading.view, sentence.start, sentence.end) if word in DEMONYMS}
    return len(parties) + len(adjectives) >= 2


def _dates(reading: Reading, sentence: Sentence) -> tuple[str, ...]:
    """Return the dates that a sentence states, those by the document's date included."""
    issued = reading.document.metadata.issued
    found = (
        resolve(mention, issued=issued.value[:10] if issued else None, named=None)
        for mention in _mentions(reading, sentence)
    )
    return tuple(date.date for date in found if date is not None)


def _mentions(reading: Reading, sentence: Sentence) -> Sequence[DateMention]:
    dates = reading.dates
    low = bisect_left(dates, sentence.start, key=lambda mention: mention.start)
    high = bisect_left(dates, sentence.end, key=lambda mention: mention.start)
    return dates[low:high]


def _status(view: str, phrase: Phrase, sentence: Sentence) -> str | None:
    """Return how far a thing has come by the verbs beside it: those within the clause first, then the sentence's."""
    start, end = max(sentence.start, phrase.start - 80), min(sentence.end, phrase.end + 80)
    for low, high in ((start, end), (sentence.start, sentence.end)):
        text = view[low:high].lower()
        for status, pattern in STATUSES:
            if any(map(text.__contains__, STATUS_STEMS[status])) and pattern.search(view, low, high):
                return status
    return None


def _item(reading: Reading, thing: _Thing) -> Item:
    phrase = thing.phrase
    start, end = _first(reading, phrase)
    fields: dict[str, object] = {"name": phrase.name}
    if thing.parties:
        fields["parties"] = list(thing.parties)
    if thing.dates:
        fields["dates"] = list(thing.dates)
    if thing.status:
        fields["status"] = thing.status
    if thing.value:
        fields["value"] = thing.value
    return Item(kind=Kind.AGREEMENT, start=start, end=end, fields=fields)


def _first(reading: Reading, phrase: Phrase) -> tuple[int, int]:
    """Return where a proper name first stands in the body; it may have been named before it was said what it is."""
    name = reading.view[phrase.start : phrase.end]
    if not phrase.named:
        return phrase.start, phrase.end
    for passage in reading.passages[:_GREATEST_LOOK]:
        if passage.start >= phrase.start:
            break
        at = reading.view.find(name, passage.start, min(passage.end, phrase.start))
        if (
            at >= 0
            and not reading.view[at - 1 : at].isalnum()
            and not reading.view[at + len(name) : at + len(name) + 1].isalnum()
        ):
            return at, at + len(name)
    return phrase.start, phrase.end
