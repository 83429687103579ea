"""Who speaks: the words that name a speaker resolved to a person, an organisation or a document of the text."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from reportgen.extract.saying.antecedents import BACK, PRONOUNS, ROLES, Antecedents
from reportgen.extract.saying.chinese import named as chinese_name
from reportgen.extract.saying.persons import TITLE_ONLY, Memory, Speaker
from reportgen.extract.saying.prose import BLANKS, MASK, Prose
from reportgen.language.russian import nominative

if TYPE_CHECKING:
    from reportgen.extract.names import Mention

_DETERMINED = re.compile(r"\s*(?:[Tt]he|[Aa]n?|[Ii]ts|[Hh]is|[Hh]er|[Tt]heir|le|la|der|die|el)\s")
_AGED = re.compile(r"the\s\d{1,3}-year-old")
_PLAIN_BODY = re.compile(r"[Tt]he(?:\s+[a-z-]+){1,3}")  # "the foundry"
_BROKEN_WORD = re.compile(r"-\s+(?=[a-z])")
_SHORT = re.compile(r"(?:[Tt]he(?:\s+\w+)?|[Dd]er|[Dd]ie)\s+([\w-]+)")  # "the minister"
_ONE_NAME = re.compile(r"[A-ZА-ЯЁ][\w’'-]+")
_SEVERAL_NAMES = re.compile(r"[A-ZА-ЯЁ][\w’'.-]+(?:\s[A-ZА-ЯЁ][\w’'.-]+){1,3}")
_COMMA = re.compile(r"\s*,\s+")
_HIMSELF = re.compile(r"\s+(?:himself|herself|itself|themselves)\s*$")
_TITLES = re.compile(r"^(?:(?:Mr|Mrs|Ms|Miss|Dr|Prof|Herr|Frau|Mme|M)\.?\s+)+")
# Where a noun phrase that names no person stops naming the speaker and goes on about something else.
_TAIL = re.compile(
    r",|\s(?:who|which|that|whose|on|about|regarding|concerning|published|released|issued|entitled|titled|"
    r"attending|watching|"
    r"working|writing|speaking|standing|quoted|interviewed|i\s|we\s|\w{3,}ing\s+(?:the|"
    r"a|an|in|on|at|for|with|from|"
    r"as|to|his|her|their))(?=\s|$)"
)
_HUMAN = re.compile(rf"(?:the|a|an|one|another|his|her|its|their|my)\s+(?:[\w’'-]+\s+){{0,4}}?{ROLES}\b", re.IGNORECASE)
_OWNERS = {
    "his": "he",
    "her": "she",
    "its": "it",
    "their": "they",
    "seiner": "er",
    "ihrer": "sie",
    "su": "su",
}  # "her view is that"
_CYRILLIC = re.compile(r"[а-яё]", re.IGNORECASE)
_UPPER, _LOWER = r"[\u0400-\u042fҐҒҚҢӘӨҮҰҺӢӮҶҲ]", r"[\u0430-\u045fґғқңәөүұһӣӯҷҳ-]"
_CYRILLIC_NAME = re.compile(
    rf"(?:^|\s)((?:{_UPPER}{_LOWER}+|{_UPPER}\.)(?:\s+(?:{_UPPER}{_LOWER}+|{_UPPER}\.)){{1,2}})$"
)
# A given name with letters that Russian has not, which the names of the document lack: "Гүлзат Нурова".
_FOREIGN_BEFORE = re.compile(
    rf"(?<![^\W\d_])(?={_UPPER}{_LOWER}*[ґғқңәөүұһӣӯҷҳі]|[ҐҒҚҢӘӨҮҰҺӢӮҶҲ]){_UPPER}{_LOWER}+\s\Z"
)
_OF_WHOM = re.compile(
    r"\b(?:словам|мнению|данным|оценк[еа]м?|утверждению|убеждению|зрения|прогноз[ау]м?|признанию|выражению|информации)\s+\Z"
)
_PATRONYMIC = re.compile(r"(?:вич|вна|ична|ыч|оглы|кызы|улы)(?:а|у|ем|ы|е|ой)?\b")
_AGAIN = re.compile(r"该(?=.{2})|这位|这名|上述|前述")
_HAN = re.compile(r"[\u4e00-\u9fff]")


def _same_russian(a: str, b: str) -> bool:
    """Whether two names differ in their case endings only."""
    first, second = a.split(), b.split()
    return len(first) == len(second) and all(
        x[: max(len(x) - 2, 3)] == y[: max(len(x) - 2, 3)] for x, y in zip(first, second, strict=True)
    )


class Speakers:
    """Resolves speakers in the order of the text, remembering those who spoke before."""

    def __init__(self, prose: Prose) -> None:
        """Begin with nobody having spoken."""
        self._prose = prose
        self._names = prose.reading.names
        self._memory = Memory(prose)
        self._before = Antecedents(prose, self._memory)

    def remember(self, offset: int, speaker: Speaker) -> None:
        """Note that someone spoke at an offset."""
        self._memory.said.append((offset, speaker))

    def resolve(self, start: int, end: int) -> Speaker | None:
        """Return the speaker whom the words between two offsets name, `None` when they name nobody."""
        view = self._prose.view
        himself = _HIMSELF.search(view, start, end) if view.find("sel", start, end) >= 0 else None
        if himself and himself.end() == end:
            end = himself.start()
        word = view[start:end].strip().lower()
        word = _OWNERS.get(word, word)
        if word in PRONOUNS or _AGED.fullmatch(word):
            word = word if word in PRONOUNS else ""
            return self._before.pronoun(word, start)
        person = self._person(start, end)
        if person is not None and not _FOREIGN_BEFORE.search(view, start, person.start):
            speaker = self._memory.as_person(person, start)
            oblique = _OF_WHOM.search(self._prose.flat, max(start - 40, 0), start) is not None
            if oblique and speaker.name == view[person.start : person.end]:
                return replace(speaker, name=nominative(speaker.name))
            return speaker
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
        if not before or TITLE_ONLY.fullmatch(before):
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
            return self._chinese(raw.strip())
        beside = self._beside(end, raw)
        if beside is not None:
            return beside
        tail = _TAIL.search(raw)
        if tail and tail.start() > 3:
            raw = raw[: tail.start()]
        text = BLANKS.sub(" ", raw).strip(' ,-–—„“”"«»')
        text = _BROKEN_WORD.sub("-", text)
        if not text or len(text) > 160:
            return None
        short = _SHORT.fullmatch(text)
        if short and (known := self._before.short_for(short.group(1).lower(), start)):
            return known
        bare = _TITLES.sub("", text)
        if _ONE_NAME.fullmatch(bare):
            for speaker in self._memory.back(60):
                if speaker.person and speaker.name.split()[-1] == bare:
                    return speaker
        named = _SEVERAL_NAMES.fullmatch(text) is not None
        return Speaker(name=bare if bare != text else text, person=named, human=_HUMAN.match(text) is not None)

    def _chinese(self, text: str) -> Speaker:
        """Return the speaker in a Chinese noun phrase: someone who spoke before, the name in it, or its words."""
        if (again := _AGAIN.match(text)) is not None:  # "该负责人"
            noun = text[again.end() :]
            same = (s for s in self._memory.back(BACK) if s.name.endswith(noun) or (s.role or "").endswith(noun))
            if (said := next(same, None)) is not None:
                return said
        name, role = chinese_name(text)
        known = next((s for s in self._memory.back(60) if s.name == name and s.person), None)
        return known or Speaker(name=name, role=role, person=role is not None or len(name) <= 3)

    def _beside(self, end: int, raw: str) -> Speaker | None:
        """Return whose name follows a role: "said the mayor, X,", "according to the foundry, X,"."""
        if not _DETERMINED.match(raw):
            return None
        flat = self._prose.flat
        gap = _COMMA.match(flat, end)
        mention = self._names.mention_at(gap.end()) if gap else None
        if mention is None or gap is None or mention.start != gap.end():
            return None
        if mention.type != "person" and not (mention.type == "organisation" and _PLAIN_BODY.fullmatch(raw.strip())):
            return None
        if flat[mention.end : mention.end + 1] not in {",", ".", ";", "—", "", MASK}:
            return None
        role = BLANKS.sub(" ", raw).strip()
        name = mention.entity.name
        if mention.type != "person":
            return Speaker(name=name, role=re.sub(r"^[Tt]he\s+", "", role))
        self._memory.roles.setdefault(name, re.sub(r"^(?:[Tt]he|[Aa]n?|le|la|der|die|el)\s+", "", role))
        return Speaker(name=name, role=self._memory.roles[name], person=True)

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
        text = BLANKS.sub(" ", raw).strip(" ,-–—")
        owner = re.fullmatch(r"(его|её|ее|их)", text)
        if owner:
            return self._before.pronoun({"его": "он", "их": "они"}.get(owner.group(1), "она"), start)
        if text.lower() == "там":
            return self._before.there(start)
        found = _CYRILLIC_NAME.search(text)
        if found:
            role, name = self._without_place(text[: found.start(1)].strip(" ,"), found.group(1), start, end)
            known = next((s for s in self._memory.back(60) if s.person and _same_russian(s.name, name)), None)
            if known:
                return known
            if _OF_WHOM.search(self._prose.flat, max(start - 40, 0), start):
                name = nominative(name)
            return Speaker(name=name, role=role or None, person=True)
        office = re.fullmatch(r"[а-яё]{5,}", text.lower())
        if office and (text.islower() or start in self._prose.reading._sentence_starts):
            for speaker in self._memory.back(BACK):
                if speaker.role and _same_russian(speaker.role.split()[0].lower(), text.lower()):
                    return speaker
        last = re.search(rf"(?:^|\s)({_UPPER}{_LOWER}{{2,}})$", text)
        if last:
            for speaker in self._memory.back(60):
                if speaker.person and _same_russian(speaker.name.split()[-1], last.group(1)):
                    return speaker
        return Speaker(name=re.sub(r"^в(?:о)?\s+", "", text)) if text else None
