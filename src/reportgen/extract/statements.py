"""Statements: who says what, in whose words."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator

from reportgen.documents.document import SegmentKind
from reportgen.extract.item import Item, Kind
from reportgen.extract.reading import Reading
from reportgen.extract.saying.chinese import find_chinese
from reportgen.extract.saying.credible import is_credible
from reportgen.extract.saying.japanese import find_japanese
from reportgen.extract.saying.latin import Latin
from reportgen.extract.saying.persons import Speaker
from reportgen.extract.saying.prose import MASK, Claim, Prose
from reportgen.extract.saying.russian import find_russian
from reportgen.extract.saying.speakers import Speakers
from reportgen.extract.saying.transcripts import find_speeches
from reportgen.language.dates import Precision
from reportgen.language.saying import alternation

# The set comes first without a count, so that the engine can skip to it.
_HAN = re.compile(r"[\u4e00-\u9fff][\u4e00-\u9fff]{2}")
_CYRILLIC = re.compile(r"[а-яё][а-яё]{3}")
_PRECISE = frozenset({Precision.DAY, Precision.MONTH, Precision.YEAR})
_STOPS = {
    "en": ("the", "of", "and", "that", "is"),
    "de": ("der", "die", "und", "nicht", "das", "den"),
    "fr": ("le", "les", "des", "est", "du", "et"),
    "es": ("el", "los", "que", "las", "del", "y"),
}
# What stands before a date that is not one of the saying: "the coach, who had led the team since 2019, told".
_ASIDE = re.compile(
    r"(?:(?:[,(—–]\s*(?:(?:of|in|for|to|by|from|some|many|most|all|both)\s+){0,2}(?:who|whose|whom|which)|"
    r"[,(—–]\s*(?:where|that|an?|(?:now|then|formerly|first|last|newly)?\s?"
    r"(?:(?!published|released|issued|quoted|interviewed|speaking|writing|dated)\w{3,}ed|born|made|held|founded|"
    r"sworn|chosen|built)))\b[^,;:()—–.\x01]{0,120}|\b(?:since|from|until|till)\s+(?:(?:early|late|mid)\s+)?)\Z"
)
_COMMON = re.compile(rf"\b{alternation(word for words in _STOPS.values() for word in words)}\b")


def find_statements(reading: Reading) -> tuple[Item, ...]:
    """Return the statements of a document."""
    prose = Prose(reading)
    speakers = Speakers(prose)
    items: dict[tuple[int, int], Item] = {}
    last: Speaker | None = None
    claims = list(_claims(prose))
    context = _Context(prose, claims)
    stated = reading.document.metadata.language
    language = stated.value if stated else None
    for claim in claims:
        speaker = speakers.resolve(*claim.speaker) if claim.speaker is not None else last
        if speaker is not None:
            speakers.remember(claim.act, speaker)
            last = speaker
        if is_credible(prose.view, claim, speaker, language=language):
            item = _item(claim, speaker, context)
            items[item.start, item.end] = item
    return tuple(_without_pieces(sorted(items.values(), key=lambda i: (i.start, -i.end))))


class _Context:
    """The notes and dates that sentences state beside what they report."""

    def __init__(self, prose: Prose, claims: list[Claim]) -> None:
        self._reading = reading = prose.reading
        self._flat = prose.flat
        self._claimed = sorted((claim.start, claim.end) for claim in claims)
        self._markers = sorted(reading.document.markers, key=lambda m: m.start)
        self._marker_starts = [marker.start for marker in self._markers]
        self._dates = reading.dates
        self._date_starts = [mention.start for mention in self._dates]

    def stated(self, claim: Claim) -> dict[str, object]:
        """Return the number of the note called after a claim and the date named beside it, as far as they are there."""
        fields: dict[str, object] = {}
        sentence = self._reading.sentence_at(max(claim.end - 1, claim.start))
        end = max(sentence.end if sentence else claim.end, claim.end) + 1
        i = bisect_left(self._marker_starts, claim.end)
        if i < len(self._markers) and self._markers[i].start <= end:
            fields["note"] = self._markers[i].note
        date = self._date(claim)
        if date is not None:
            fields["date"] = date
        return fields

    def _date(self, claim: Claim) -> str | None:
        """Return the first known date in the sentence of the attribution that is one of the saying.

        Left aside is what is reported, by this claim or another, and what is told of the speaker besides.
        """
        sentence = self._reading.sentence_at(claim.act)
        if sentence is None:
            return None
        for i in range(bisect_left(self._date_starts, sentence.start), len(self._dates)):
            mention = self._dates[i]
            if mention.start >= sentence.end or mention.start - sentence.start > 2000:
                return None
            if (
                mention.date is not None
                and mention.precision in _PRECISE
                and not claim.start <= mention.start < claim.end
                and not self._is_reported(mention.start)
                and not _ASIDE.search(self._flat, max(sentence.start, mention.start - 160), mention.start)
            ):
                return mention.date
        return None

    def _is_reported(self, offset: int) -> bool:
        """Whether an offset lies in quoted words or in what one of the claims reports."""
        if self._flat[offset] == MASK:
            return True
        i = bisect_left(self._claimed, (offset + 1, 0))
        return any(start <= offset < end for start, end in self._claimed[max(i - 4, 0) : i])


def _claims(prose: Prose) -> Iterator[Claim]:
    """Yield the claims of a document in reading order."""
    reading = prose.reading
    speeches = find_speeches(prose)
    latin = Latin(prose, _language(prose.view))
    plain = prose.view.isascii()
    stated = reading.document.metadata.language
    japanese = stated is not None and stated.value == "ja"
    han, cyrillic = not plain and _HAN.search(prose.view), not plain and _CYRILLIC.search(prose.view)
    for i, (passage, units) in enumerate(zip(reading.passages, prose.units(), strict=True)):
        if i in speeches:
            if (speech := speeches[i]) is not None:
                yield speech
        elif passage.kind is SegmentKind.QUOTE:
            yield from latin.block(passage.start, passage.end)
        elif not (han or cyrillic) or prose.view[passage.start : passage.end].isascii():
            yield from latin.passage(units)
        elif han and _HAN.search(prose.view, passage.start, passage.end):
            yield from (find_japanese if japanese else find_chinese)(prose, units)
        elif cyrillic and _CYRILLIC.search(prose.view, passage.start, passage.end):
            yield from find_russian(prose, units)
        else:
            yield from latin.passage(units)
    yield from latin.flush()


def _language(view: str) -> str:
    """Return which of the languages of Latin script a text is in, by its commonest words."""
    words = Counter(_COMMON.findall(view, 0, 20_000))
    scores = {language: sum(words[word] for word in common) for language, common in _STOPS.items()}
    return max(scores, key=lambda language: (scores[language], language == "en"))


def _item(claim: Claim, speaker: Speaker | None, context: _Context) -> Item:
    fields: dict[str, object] = {}
    if speaker is not None:
        fields["speaker"] = speaker.name
        if speaker.role:
            fields["role"] = speaker.role
    fields["verbatim"] = claim.verbatim
    fields.update(context.stated(claim))
    return Item(kind=Kind.STATEMENT, start=claim.start, end=claim.end, fields=fields)


def _without_pieces(items: list[Item]) -> Iterator[Item]:
    """Leave out the first half of a quotation joined with its second, and a report that another's quotation fills."""
    for i, item in enumerate(items):
        if i and any(_covers(other, item) for other in items[max(i - 4, 0) : i]):
            continue
        if not item.fields["verbatim"] and any(
            other.start < item.end and _fills(item, other) for other in items[i + 1 : i + 5]
        ):
            continue
        yield item


def _covers(outer: Item, inner: Item) -> bool:
    return outer.end >= inner.end and (outer.fields["verbatim"] is True or inner.fields["verbatim"] is False)


def _fills(outer: Item, inner: Item) -> bool:
    return (
        inner.end <= outer.end
        and inner.fields["verbatim"] is True
        and inner.end - inner.start >= (outer.end - outer.start) / 4
    )
