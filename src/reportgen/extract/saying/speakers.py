"""Who speaks: the words that name a speaker resolved to a person, an organisation or a document of the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from reportgen.extract.saying.chinese import named as chinese_name
from reportgen.extract.saying.prose import MASK, Prose

if TYPE_CHECKING:
    from reportgen.extract.names import Mention

_HE = frozenset({"he", "er", "il", "él", "он"})
_ACCORDING = re.compile(r"[Aa]ccording to\b|[А-яё]{3}")
_SHE = frozenset({"she", "elle", "ella", "она"})
_THEY = frozenset({"they", "ils", "elles", "ellos", "ellas", "они"})
_SINGULAR = _HE | _SHE | {"sie"}
_PRONOUNS = _SINGULAR | _THEY | {"it", "es", "他", "她", "他们"}
_OPENING = re.compile(r"^(?:But|And|Yet|the|The|a|an|A|An)\s+")
_DETERMINED = re.compile(r"\s*(?:[Tt]he|[Aa]n?|[Ii]ts|[Hh]is|[Hh]er|[Tt]heir|le|la|der|die|el)\s")
_BROKEN_WORD = re.compile(r"-\s+(?=[a-z])")
_SHORT = re.compile(r"[Tt]he(?:\s+\w+)?\s+([\w-]+)")  # "the minister"
_ONE_NAME = re.compile(r"[A-ZА-ЯЁ][\w’'-]+")
_SEVERAL_NAMES = re.compile(r"[A-ZА-ЯЁ][\w’'.-]+(?:\s[A-ZА-ЯЁ][\w’'.-]+){1,3}")
_COMMA = re.compile(r"\s*,\s+")
_BLANKS = re.compile(r"\s+")
_MALE = re.compile(r"\b(?:Mr|Sir|Lord|Herr|King|Prince|Father|Brother|Monsieur|Señor|Don|Baron|Count|Duke)\b")
_FEMALE = re.compile(
    r"\b(?:Mrs|Ms|Miss|Lady|Dame|Frau|Queen|Princess|Sister|Madame|Señora|Baroness|Countess|chairwoman|spokeswoman)\b"
)
_TITLE_ONLY = re.compile(r"(?:(?:Mr|Mrs|Ms|Miss|Dr|Prof|Sir|Dame|Lord|Lady|Herr|Frau|St|M|Mme|Hon|Rev)\b\.?\s*)+")
_HIMSELF = re.compile(r"\s+(?:himself|herself|itself|themselves)\s*$")
_TITLES = re.compile(r"^(?:(?:Mr|Mrs|Ms|Miss|Dr|Prof|Herr|Frau|Mme|M)\.?\s+)+")
# Where a noun phrase that names no person stops naming the speaker and goes on about something else.
_TAIL = re.compile(
    r",|\s(?:who|which|that|whose|on|about|regarding|concerning|published|released|issued|entitled|titled|"
    r"attending|watching|"
    r"working|writing|speaking|standing|familiar|involved|quoted|interviewed|i\s|we\s|\w{3,}ing\s+(?:the|"
    r"a|an|in|on|at|for|with|from|"
    r"as|to|his|her|their))(?=\s|$)"
)
_APPOSITION = re.compile(
    rf"\s*(?:\([^()]{{1,60}}\)\s*)?,\s+(?:aged?\s+)?(?:\d{{1,3}},\s+)?((?!(?:who|whose|which|where|and|but|"
    rf"or|said|says|in|on|at|told|with|after|when|while|writing|speaking)\b)"
    rf"(?:the|a|an|its|his|her|their|one|former|then|now|[a-zà-ÿа-яё][\w-]+|"
    rf"[A-Z][\w’'-]+(?:\s[\w’'-]+){{0,3}}\s(?:of|for|to|at))\s[^,.;:{MASK}()\n]{{2,100}}"
    rf"|(?:spokes(?:man|woman|person)|chair(?:man|woman|person)?|president|director|mayor|analyst|"
    rf"professor|editor|author|economist|manager))(?=[,.;:{MASK}(\n]|$)"
)
_ROLE_BEFORE = re.compile(
    r"(?:^|[,;.\n—–]\s*|\b(?:and|but|as|that|while)\s+)((?:[Tt]he|[Ii]ts|[Hh]is|[Hh]er|[Tt]heir|[Aa]n?|"
    r"[A-Z][\w’'-]+(?:’s|'s))\s[^,.;:\n]{3,90}),\s*$"
)
_ROLES = (
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
_HUMAN = re.compile(
    rf"(?:the|a|an|one|another|his|her|its|their|my)\s+(?:[\w’'-]+\s+){{0,4}}?{_ROLES}\b", re.IGNORECASE
)
_NAMELESS = re.compile(
    rf"((?:The|A|An|One|Another|His|Her|Its|Their)\s+(?:[\w’'-]+\s+){{0,3}}?{_ROLES}(?:\s+(?:of|for|from|"
    rf"at|to)\s+(?:the\s+)?[A-Z]\w+(?:\s+[A-Z]\w+){{0,3}})?)"
    r"(?=\s+(?:\w+ed|\w+s|is|was|had|has|said|did|made|gave|took|spoke|told|went|came|also|then)\b)"
)
_VERBAL = re.compile(r"\b(?:is|was|are|were|has|had|said|\w{3,}ed|will|would)\b")
_RUSSIAN_NAME = re.compile(r"[А-ЯЁ][а-яё-]{2,} [А-ЯЁ][а-яё-]{2,}(?=[.,])")
_FULL_NAME = re.compile(r"[A-Z][a-zà-ÿ'’-]+(?:\s[A-Z]\.)?(?:\s[A-Z][\w'’-]+){1,2}")
_FAR = 1500  # characters beyond which a name is not what a pronoun stands for
_BACK = 12  # statements and sentences within which a pronoun finds whom it stands for


_MANY = re.compile(
    r"(?:s|people|police|media|women|men|children)$|\band\b|\b(?:team|group|union|ministry|company|"
    r"committee|council|government|board|commission|panel|party|agency|association|federation)\b",
    re.IGNORECASE,
)
_CYRILLIC = re.compile(r"[а-яё]", re.IGNORECASE)
_UPPER, _LOWER = r"[\u0400-\u042fҐҒҚҢӘӨҮҰҺӢӮҶҲ]", r"[\u0430-\u045fґғқңәөүұһӣӯҷҳ-]"
_CYRILLIC_NAME = re.compile(
    rf"(?:^|\s)((?:{_UPPER}{_LOWER}+|{_UPPER}\.)(?:\s+(?:{_UPPER}{_LOWER}+|{_UPPER}\.)){{1,2}})$"
)
# A given name with letters that Russian has not, which the names of the document lack: "Гүлзат Нурова".
_FOREIGN_BEFORE = re.compile(
    rf"(?<![^\W\d_])(?={_UPPER}{_LOWER}*[ґғқңәөүұһӣӯҷҳі]|[ҐҒҚҢӘӨҮҰҺӢӮҶҲ]){_UPPER}{_LOWER}+\s\Z"
)
_PATRONYMIC = re.compile(r"(?:вич|вна|ична|ыч|оглы|кызы|улы)(?:а|у|ем|ы|е|ой)?\b")
_HAN = re.compile(r"[\u4e00-\u9fff]")


def _same_russian(a: str, b: str) -> bool:
    """Whether two names differ in their case endings only."""
    first, second = a.split(), b.split()
    return len(first) == len(second) and all(
        x[: max(len(x) - 2, 3)] == y[: max(len(x) - 2, 3)] for x, y in zip(first, second, strict=True)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Who makes a statement; `name` is canonical where the text names the speaker, else in its words."""

    name: str
    role: str | None = None
    person: bool = False
    human: bool = False  # a person without a name: "the captain"


class Speakers:
    """Resolves speakers in the order of the text, remembering those who spoke before."""

    def __init__(self, prose: Prose) -> None:
        """Begin with nobody having spoken."""
        self._prose = prose
        self._names = prose.reading.names
        self._said: list[tuple[int, Speaker]] = []
        self._gender: dict[str, str] = {}
        self._roles: dict[str, str] = {}

    def remember(self, offset: int, speaker: Speaker) -> None:
        """Note that someone spoke at an offset."""
        self._said.append((offset, speaker))

    def resolve(self, start: int, end: int) -> Speaker | None:
        """Return the speaker whom the words between two offsets name, `None` when they name nobody."""
        view = self._prose.view
        himself = _HIMSELF.search(view, start, end) if view.find("sel", start, end) >= 0 else None
        if himself and himself.end() == end:
            end = himself.start()
        word = view[start:end].strip().lower()
        if word in _PRONOUNS:
            return self._pronoun(word, start)
        person = self._person(start, end)
        if person is not None and not _FOREIGN_BEFORE.search(view, start, person.start):
            return self._as_person(person, start)
        return self._other(start, end)

    def _person(self, start: int, end: int) -> Mention | None:
        """Return the person that a noun phrase is about: at its end, at its start, or owning what it names."""
        found = [m for m in self._names.inside(start, end) if m.type == "person"]
        if not found:
            return None
        view = self._prose.view
        first, last = found[0], found[-1]
        before = view[start : first.start].strip()
        if (
            len(found) > 1
            and re.search(r"\band\b|,|&", view[first.end : last.start])
            and not re.search(r"\b(?:of|for|to|from)\b", view[start : last.start])
        ):
            return None
        if not before or _TITLE_ONLY.fullmatch(before):
            possessed = view[first.end : first.end + 2] in {"'s", "’s"} or view[first.end : first.end + 1] in {"'", "’"}
            tail = view[first.end : end].split()
            if possessed and not re.search(
                r"\b(?:article|speech|remarks?|statement|report|book|letter|essay|paper|words|interview|comments?|"
                r"column|memoirs?|diary|account)\b",
                " ".join(tail),
            ):
                return None
            return first
        if last.end >= end - 1 and not re.search(
            r"(?:^|\s)(?:of|for|to|from|by|with|at|against|under|von|de|für|in)\s+(?:\S+\s+){0,2}$",
            view[start : last.start],
        ):
            return last
        if last.end >= end - 1 and re.search(r"(?:^|\s)by\s+$", view[start : last.start]):
            return last
        if (
            not re.search(r"\b(?:of|for|to|from|by|with|at|against|under|about)\b", before)
            and first.end < end
            and before[-2:] != "'s"
        ):
            return first
        return None

    def _as_person(self, mention: Mention, start: int) -> Speaker:
        name = mention.entity.name
        prefix = self._prose.view[start : mention.start]
        if _MALE.search(prefix) or _MALE.match(self._prose.view, max(mention.start - 4, 0)):
            self._gender.setdefault(name, "he")
        elif _FEMALE.search(prefix):
            self._gender.setdefault(name, "she")
        role = self._role(mention, prefix) or self._roles.get(name) or mention.entity.role
        if role:
            self._roles.setdefault(name, role)
        return Speaker(name=name, role=role, person=True)

    def _role(self, mention: Mention, prefix: str) -> str | None:
        """Return what the words around a name say that the person is."""
        view = self._prose.flat
        plain = _TITLE_ONLY.sub("", _BLANKS.sub(" ", prefix)).strip(" ,")
        plain = _OPENING.sub("", plain)
        if (
            plain
            and not plain[0].isdigit()
            and len(plain) <= 80
            and not _VERBAL.search(plain)
            and re.search(r"\w{3}", plain)
        ):
            return plain
        after = _APPOSITION.match(view, mention.end, mention.end + 180)
        according = view[max(mention.start - 60, 0) : mention.start]
        if after and not _VERBAL.search(after.group(1)) and not _ACCORDING.search(according):
            return _BLANKS.sub(" ", after.group(1)).strip()
        prior = view[max(mention.start - 120, 0) : mention.start]
        before = _ROLE_BEFORE.search(prior) if prior.rstrip()[-1:] == "," else None
        if before and not _VERBAL.search(before.group(1)):
            return _BLANKS.sub(" ", before.group(1)).strip()
        return None

    def _other(self, start: int, end: int) -> Speaker | None:
        """Return a speaker who is no named person: in the words of the text, or the name these words fall back on."""
        view = self._prose.view
        raw = view[start:end]
        for mention in self._names.inside(start, end):
            inner = raw[: mention.start - start].strip().lower()
            if (
                inner in {"", "the", "le", "la", "der", "die", "das", "dem", "den"}
                and mention.end >= end - 1 - raw.endswith(("'s", "’s")) * 2
            ):
                return Speaker(name=mention.entity.name, person=mention.type == "person")
        if _CYRILLIC.search(raw):
            return self._cyrillic(raw, start, end)
        if _HAN.search(raw):
            name, role = chinese_name(raw.strip())
            known = next((s for _, s in islice(reversed(self._said), 60) if s.name == name and s.person), None)
            return known or Speaker(name=name, role=role, person=role is not None or len(name) <= 3)
        beside = self._beside(end, raw)
        if beside is not None:
            return beside
        tail = _TAIL.search(raw)
        if tail and tail.start() > 3:
            raw = raw[: tail.start()]
        text = _BLANKS.sub(" ", raw).strip(" ,-–—")
        text = _BROKEN_WORD.sub("-", text)
        if not text or len(text) > 160:
            return None
        short = _SHORT.fullmatch(text)
        if short and (known := self._fallback(short.group(1).lower())):
            return known
        bare = _TITLES.sub("", text)
        if _ONE_NAME.fullmatch(bare):
            for _, speaker in islice(reversed(self._said), 60):
                if speaker.person and speaker.name.split()[-1] == bare:
                    return speaker
        named = _SEVERAL_NAMES.fullmatch(text) is not None
        return Speaker(name=bare if bare != text else text, person=named, human=_HUMAN.match(text) is not None)

    def _beside(self, end: int, raw: str) -> Speaker | None:
        """Return the person whose name follows a role: "said the mayor, X,"."""
        if not _DETERMINED.match(raw):
            return None
        flat = self._prose.flat
        gap = _COMMA.match(flat, end)
        mention = self._names.mention_at(gap.end()) if gap else None
        if mention is None or gap is None or mention.type != "person" or mention.start != gap.end():
            return None
        if flat[mention.end : mention.end + 1] not in {",", ".", ";", "—", "", MASK}:
            return None
        role = _BLANKS.sub(" ", raw).strip()
        name = mention.entity.name
        self._roles.setdefault(name, re.sub(r"^(?:[Tt]he|[Aa]n?|le|la|der|die|el)\s+", "", role))
        return Speaker(name=name, role=self._roles[name], person=True)

    def _there(self, at: int) -> Speaker | None:
        """Return the organisation for which "там" stands, the last one named before."""
        for mention in reversed(self._names.inside(max(at - _FAR, 0), at)):
            if mention.type == "organisation":
                return Speaker(name=mention.entity.name)
        return None

    def _without_place(self, role: str, name: str, start: int, end: int) -> tuple[str, str]:
        """Move the name of a place from the front of a name to the role: "министр Чехии Ян Новак"."""
        first, _, rest = name.partition(" ")
        if role and " " in rest and "." not in rest and not _PATRONYMIC.search(rest):
            places = (m for m in self._names.inside(start, end) if m.type == "place")
            if any(self._prose.view[m.start : m.end] == first for m in places):
                return f"{role} {first}", rest
        return role, name

    def _cyrillic(self, raw: str, start: int, end: int) -> Speaker | None:
        """Return the speaker in a Russian noun phrase: the name at its end, else the words themselves."""
        text = _BLANKS.sub(" ", raw).strip(" ,-–—")
        owner = re.fullmatch(r"(его|её|ее|их)(?:\s.*)?", text)
        if owner:
            return self._pronoun({"его": "он", "их": "они"}.get(owner.group(1), "она"), 0)
        if text.lower() == "там":
            return self._there(start)
        found = _CYRILLIC_NAME.search(text)
        if found:
            role, name = self._without_place(text[: found.start(1)].strip(" ,"), found.group(1), start, end)
            known = next(
                (s for _, s in islice(reversed(self._said), 60) if s.person and _same_russian(s.name, name)), None
            )
            if known:
                return known
            return Speaker(name=name, role=role or None, person=True)
        office = re.fullmatch(r"[а-яё]{5,}", text.lower())
        if office and (text.islower() or start in self._prose.reading._sentence_starts):
            for _, speaker in islice(reversed(self._said), _BACK):
                if speaker.role and _same_russian(speaker.role.split()[0].lower(), text.lower()):
                    return speaker
        last = re.search(rf"(?:^|\s)({_UPPER}{_LOWER}{{2,}})$", text)
        if last:
            for _, speaker in islice(reversed(self._said), 60):
                if speaker.person and _same_russian(speaker.name.split()[-1], last.group(1)):
                    return speaker
        return Speaker(name=re.sub(r"^в(?:о)?\s+", "", text)) if text else None

    def _fallback(self, noun: str) -> Speaker | None:
        """Return the speaker named before of whom "the minister", "the report", "the authority" is short."""
        if noun in {"company", "people", "man", "woman", "group"}:
            return None
        for _, speaker in islice(reversed(self._said), _BACK):
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

    def _pronoun(self, word: str, at: int) -> Speaker | None:
        """Return whom a pronoun stands for: the last speaker or subject before it that it fits."""
        if word in {"it", "es"}:
            said = next(((offset, s) for offset, s in islice(reversed(self._said), 3) if not s.person), None)
            return self._organisation_before(at, said[0] if said else 0) or (said[1] if said else None)
        if word in _THEY:
            near = next(iter(reversed(self._said)), None)
            if near and not near[1].person and _MANY.search(near[1].name):
                return near[1]
            return Speaker(name=word)
        gender = "he" if word in _HE or word == "他" else "she"
        if word in {"он", "она", "他", "她"}:
            return self._foreign_pronoun(at)
        for speaker in self._antecedents(at):
            if self._gender.get(speaker.name, gender) == gender:
                self._gender[speaker.name] = gender
                return speaker
        last = self._names.last_person_before(at)
        if last is None or at - last.end > _FAR:
            return self._shaped(at) or (self._as_person(last, last.start) if last else None)
        return Speaker(name=last.entity.name, role=self._roles.get(last.entity.name) or last.entity.role, person=True)

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
        said = next(((offset, s) for offset, s in islice(reversed(self._said), _BACK) if s.person), None)
        named = self._names.last_person_before(at) if at else None
        if said is None and named is not None and at - named.end < _FAR:
            return Speaker(name=named.entity.name, role=named.entity.role, person=True)
        if said is None:
            found = list(_RUSSIAN_NAME.finditer(self._prose.flat, max(at - _FAR, 0), at))
            return Speaker(name=found[-1].group(), person=True) if found else None
        return said[1]

    def _shaped(self, at: int) -> Speaker | None:
        """Return the nearest name before that looks like a person's, whatever it was taken for."""
        for mention in reversed(self._names.inside(max(at - _FAR, 0), at)):
            if mention.type in {"person", "organisation"} and _FULL_NAME.fullmatch(mention.entity.name):
                return Speaker(name=mention.entity.name, person=True)
        return None

    def _antecedents(self, at: int) -> Iterator[Speaker]:
        """Yield persons from the nearest back: in each sentence its subject, before that who speaks in it."""
        reading = self._prose.reading
        said = len(self._said) - 1
        sentence = reading.sentence_at(at)
        here = sentence.start if sentence else at
        low = self._sentence_number(here)
        for number in range(low, max(low - _BACK, -1), -1):
            start = max(reading.sentences[number].start, at - 4 * _FAR)
            stop = min(reading.sentences[number].end, at)
            subject = self._subject(start, stop)
            speakers = []
            while said >= 0 and self._said[said][0] >= start:
                if self._said[said][1].person or self._said[said][1].human:
                    speakers.append(self._said[said][1])
                said -= 1
            yield from speakers
            if subject is not None:
                yield subject

    def _sentence_number(self, offset: int) -> int:
        from bisect import bisect_right

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
            return self._as_person(
                mention,
                start if mention.start - start < 60 and "," not in view[start : mention.start] else mention.start,
            )
        nameless = _NAMELESS.match(flat, start, stop)
        if nameless:
            return Speaker(name=_BLANKS.sub(" ", nameless.group(1)), human=True)
        return None
