"""Whom pronouns and short forms stand for: "she", "it", "the minister" resolved to one who was named before."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

from reportgen.extract.saying.persons import Memory, Speaker
from reportgen.extract.saying.prose import BLANKS, MASK, Prose

if TYPE_CHECKING:
    from reportgen.extract.names import Mention

_HE = frozenset({"he", "er", "il", "él", "он"})
_SHE = frozenset({"she", "elle", "ella", "она"})
_THEY = frozenset({"they", "ils", "elles", "ellos", "ellas", "они"})
_SINGULAR = _HE | _SHE | {"sie"}
PRONOUNS = _SINGULAR | _THEY | {"it", "es", "su", "", "他", "她", "他们"}
ROLES = (
    r"(?:\w*(?:man|woman|person)|representative|minister|president|director|professor|doctor|judge|"
    r"captain|official|lawyer|manager|coach|mayor|driver|teacher|"
    r"farmer|resident|worker|soldier|officer|general|colonel|major|sergeant|witness|neighbo[u]?r|analyst|"
    r"expert|scientist|researcher|author|writer|poet|"
    r"editor|critic|buyer|seller|trader|diplomat|ambassador|senator|councillor|governor|king|queen|prince|"
    r"princess|bishop|priest|pope|nurse|surgeon|patient|"
    r"student|pupil|mother|father|wife|husband|widow|son|daughter|brother|sister|uncle|aunt|grandfather|"
    r"grandmother|friend|colleague|owner|founder|"
    r"executive|secretary|delegate|candidate|defendant|accused|plaintiff|prosecutor|counsel|detective|"
    r"inspector|economist|historian|scholar|academic|engineer|pilot|"
    r"sailor|boatswain|fisherman|boss|chief|leader|head|speaker|commissioner|deputy|aide|adviser|advisor|"
    r"consultant|reporter|journalist|player|keeper|striker)"
)
_NAMELESS = re.compile(
    rf"((?:The|A|An|One|Another|His|Her|Its|Their)\s+(?:[\w’'-]+\s+){{0,3}}?{ROLES}(?:\s+(?:of|for|from|"
    rf"at|to)\s+(?:the\s+)?[A-Z]\w+(?:\s+[A-Z]\w+){{0,3}})?)"
    r"(?=\s+(?:\w+ed|\w+s|is|was|had|has|said|did|made|gave|took|spoke|told|went|came|also|then)\b)"
)
_RUSSIAN_NAME = re.compile(r"[А-ЯЁ][а-яё-]{2,} [А-ЯЁ][а-яё-]{2,}(?=[.,])")
_FULL_NAME = re.compile(r"[A-Z][a-zà-ÿ'’-]+(?:\s[A-Z]\.)?(?:\s[A-Z][\w'’-]+){1,2}")
_CALLED_BEFORE = re.compile(r"\bthe\s(?:[\w-]+\s){0,3}?(\w+),\s\Z")
_CALLED_AFTER = re.compile(r",\s(?:an?|the)\s([^,.;:]{2,60})")
# "В пресс-службе завода отвергли"
_IN_BODY = re.compile(
    r"[Вв]о?\s((?:[\w«»-]+\s){0,6}?[\w«»-]+)\s(?:[Сс]\sэтим\s)?(?:не\s)?[а-яё]+(?:ли|лись|ют|ят|ют)\b"
)
_FAR = 1500  # characters beyond which a name is not what a pronoun stands for
BACK = 12  # statements and sentences within which a pronoun finds whom it stands for
_MANY = re.compile(
    r"(?:s|people|police|media|women|men|children)$|\band\b|\b(?:team|group|union|ministry|company|"
    r"committee|council|government|board|commission|panel|party|agency|association|federation)\b",
    re.IGNORECASE,
)


class Antecedents:
    """Finds whom the text named before."""

    def __init__(self, prose: Prose, memory: Memory) -> None:
        """Look in a text, and in what is known of its speakers."""
        self._prose = prose
        self._names = prose.reading.names
        self._memory = memory

    def _apposed(self, noun: str, at: int) -> Speaker | None:
        """Return the organisation that an apposition has called so: "the plant health agency, Agrocalidad,"."""
        view = self._prose.flat
        for mention in reversed(self._names.inside(max(at - _FAR, 0), at)):
            if mention.type != "organisation":
                continue
            before, after = view[max(mention.start - 40, 0) : mention.start], view[mention.end : mention.end + 80]
            called, told = _CALLED_BEFORE.search(before), _CALLED_AFTER.match(after)
            if (called and called[1] == noun) or (told and noun in told[1].split()):
                return Speaker(name=mention.entity.name)
        return None

    def short_for(self, noun: str, at: int | None = None) -> Speaker | None:
        """Return the speaker named before of whom "the minister", "the report", "the authority" is short."""
        if noun in {"company", "people", "man", "woman", "group"}:
            return None
        if at is not None and (apposed := self._apposed(noun, at)) is not None:
            return apposed
        for speaker in self._memory.back(BACK):
            if speaker.role and noun in re.findall(r"\w+", speaker.role.lower()):
                return speaker
            words = re.findall(r"[\w-]+", speaker.name.lower())
            if (
                not speaker.person
                and len(words) > 2
                and (
                    words[-1] == noun
                    or (
                        noun in words
                        and noun not in {"the", "of"}
                        and re.search(rf"\b{re.escape(noun)}\s+(?:from|by|of|in)\b", speaker.name.lower())
                    )
                )
            ):
                return speaker
        return None

    def there(self, at: int) -> Speaker | None:
        """Return the body for which "там" stands: that where something was said just before, or the last one named."""
        number = self._sentence_number(at)
        before = self._prose.reading.sentences[number - 1] if number > 0 else None
        said_in = _IN_BODY.match(self._prose.flat, before.start, before.end) if before is not None else None
        if said_in is not None and at - said_in.end() < _FAR:
            return Speaker(name=BLANKS.sub(" ", said_in.group(1)))
        for mention in reversed(self._names.inside(max(at - _FAR, 0), at)):
            if mention.type == "organisation":
                return Speaker(name=mention.entity.name)
        return None

    def pronoun(self, word: str, at: int) -> Speaker | None:
        """Return whom a pronoun stands for: the last speaker or subject before it that it fits."""
        if word in {"it", "es"}:
            said = next(((offset, s) for offset, s in islice(reversed(self._memory.said), 3) if not s.person), None)
            return self._organisation_before(at, said[0] if said else 0) or (said[1] if said else None)
        if word in _THEY:
            near = next(iter(reversed(self._memory.said)), None)
            if near and not near[1].person and _MANY.search(near[1].name):
                return near[1]
            return Speaker(name=word)
        gender = "he" if word in _HE or word == "他" else "she"
        if word in {"он", "она", "他", "她"}:
            return self._foreign_pronoun(at)
        if word in {"su", ""}:  # of either gender
            return next(iter(self._antecedents(at)), None) or self._foreign_pronoun(at)
        for speaker in self._antecedents(at):
            if self._memory.gender.get(speaker.name, gender) == gender:
                self._memory.gender[speaker.name] = gender
                return speaker
        last = self._names.last_person_before(at)
        if last is None or at - last.end > _FAR:
            return self._shaped(at) or (self._memory.as_person(last, last.start) if last else None)
        return Speaker(
            name=last.entity.name, role=self._memory.roles.get(last.entity.name) or last.entity.role, person=True
        )

    def _organisation_before(self, at: int, low: int) -> Speaker | None:
        """Return the organisation with which the sentence before that of an offset begins, if past `low`."""
        number = self._sentence_number(at)
        before = self._prose.reading.sentences[number - 1] if number > 0 else None
        if before is None or before.start < low or at - before.start > _FAR:
            return None
        mention = next(iter(self._names.inside(before.start, before.end)), None)
        if mention is None or mention.type != "organisation" or self._prose.flat[mention.start] == MASK:
            return None
        lead = self._prose.view[before.start : mention.start].strip().lower()
        owned = self._prose.view[mention.end : mention.end + 2] in {"'s", "’s"}
        return None if owned or lead not in {"", "the", "das", "die"} else Speaker(name=mention.entity.name)

    def _foreign_pronoun(self, at: int) -> Speaker | None:
        """Return the person who spoke last, or was named last after that."""
        said = next(((offset, s) for offset, s in islice(reversed(self._memory.said), BACK) if s.person), None)
        named = self._names.last_person_before(at) if at else None
        if said is None and named is not None and at - named.end < _FAR:
            return Speaker(name=named.entity.name, role=named.entity.role, person=True)
        if said is not None and named is not None and said[0] < named.start and self._leads(named, at):
            return Speaker(name=named.entity.name, role=named.entity.role, person=True)
        if said is None:
            found = list(_RUSSIAN_NAME.finditer(self._prose.flat, max(at - _FAR, 0), at))
            return Speaker(name=found[-1].group(), person=True) if found else None
        return said[1]

    def _leads(self, mention: Mention, at: int) -> bool:
        """Whether a person is what the sentence before the pronoun's is about: named first."""
        here, there = self._sentence_number(at), self._sentence_number(mention.start)
        sentence = self._prose.reading.sentences[there]
        persons = [m for m in self._names.inside(sentence.start, sentence.end) if m.type == "person"]
        first = next((m for m in persons if " " in m.entity.name), persons[0] if persons else None)
        return here - there <= 1 and first is mention

    def _shaped(self, at: int) -> Speaker | None:
        """Return the nearest name before that looks like a person's, whatever it was taken for."""
        for mention in reversed(self._names.inside(max(at - _FAR, 0), at)):
            if mention.type in {"person", "organisation"} and _FULL_NAME.fullmatch(mention.entity.name):
                return Speaker(name=mention.entity.name, person=True)
        return None

    def _antecedents(self, at: int) -> Iterator[Speaker]:
        """Yield persons from the nearest back: in each sentence its subject, before that who speaks in it."""
        reading = self._prose.reading
        said = len(self._memory.said) - 1
        sentence = reading.sentence_at(at)
        here = sentence.start if sentence else at
        low = self._sentence_number(here)
        for number in range(low, max(low - BACK, -1), -1):
            start = max(reading.sentences[number].start, at - 4 * _FAR)
            stop = min(reading.sentences[number].end, at)
            subject = self._subject(start, stop)
            speakers = []
            while said >= 0 and self._memory.said[said][0] >= start:
                if self._memory.said[said][1].person or self._memory.said[said][1].human:
                    speakers.append(self._memory.said[said][1])
                said -= 1
            yield from speakers
            if subject is not None:
                yield subject

    def _sentence_number(self, offset: int) -> int:
        return bisect_right(self._prose.reading._sentence_starts, offset) - 1

    def _subject(self, start: int, stop: int) -> Speaker | None:
        """Return the first person a sentence names outside quotations, no object of a preposition and no owner."""
        view, flat = self._prose.view, self._prose.flat
        for mention in self._names.inside(start, stop):
            if mention.type != "person" or flat[mention.start] == MASK:
                continue
            if re.search(
                r"\b(?:of|with|to|by|for|from|between|than|about|against|at|told|von|mit|de)\s+(?:\w+\s+)?$",
                view[start : mention.start][-30:],
            ):
                continue
            if view[mention.end : mention.end + 2] in {"'s", "’s"}:
                continue
            if (nameless := _NAMELESS.match(flat, start, stop)) and nameless.end() <= mention.start:
                break
            return self._memory.as_person(
                mention,
                start if mention.start - start < 60 and "," not in view[start : mention.start] else mention.start,
            )
        nameless = _NAMELESS.match(flat, start, stop)
        if nameless:
            return Speaker(name=BLANKS.sub(" ", nameless.group(1)), human=True)
        return None
