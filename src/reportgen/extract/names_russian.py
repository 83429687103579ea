"""Names in Russian: capitalised words, names that go on in small letters, names in «...».

In Russian only the first word of a body's name is large ("Министерство обороны"), and every name is
inflected; forms are compared by their stems (`language.russian.stem`), so that cases fall together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reportgen.extract.name_chunks import Region, Taken, Word, opens_sentence
from reportgen.extract.name_types import NONE, ORGANISATION, PERSON, PLACE, Candidate, Evidence
from reportgen.language import russian

_U, _L = "А-ЯЁ", "а-яё"
_CAP = rf"[{_U}][{_L}]+(?:-[{_U}]?[{_L}]+)*"
_INITIALS = rf"(?:[{_U}]\. ?){{1,2}}"
_CHUNK = re.compile(rf"(?<![\w«])(?:{_INITIALS}{_CAP}|{_CAP}(?: {_INITIALS}| {_CAP}){{0,3}}|[{_U}]{{2,7}}(?!\w))")
_ADJECTIVE = rf"[{_L}]+(?:ая|яя|ое|ее|ый|ий|ой|ую|юю|ого|его|ому|ему|ей|ым|им|ом|ем|ые|ие|ых|их)(?:-[{_L}]+)?"
_BODY = re.compile(rf"(?<!\w){_CAP}(?: {_ADJECTIVE}){{0,3}} (?:{russian.BODIES})[{_L}]{{0,5}}(?!\w)")
_OFFICE = re.compile(
    rf"(?<!\w)(?:{russian.BODIES_LARGE})[{_L}]{{0,5}}(?: {_ADJECTIVE}){{0,3}}"
    rf"(?: [{_L}]{{3,}}(?:ы|и|а|я|ов|ев|ей|й|ел)(?!\w)| {_CAP})(?: (?:РФ|России))?"
)
_LAND = re.compile(rf"(?<!\w){_CAP}(?<=[аоуиые][яйюмех]|в[аоуе]) (?:{russian.LANDS})[{_L}]{{0,4}}(?!\w)")
_PATTERNS = ((_BODY, ORGANISATION), (_OFFICE, ORGANISATION), (_LAND, PLACE))
_QUOTED = re.compile(r"([\w-]+)[ \n]«([^«»\n]{2,60})»")
_BEFORE = re.compile(r"([\w-]+)[ \n]\Z")
_AFTER = re.compile(r"[ \n]([\w-]+)")
_WORD = re.compile(r"\S+")
# Bodies put together of parts of words, and the endings of towns: "Роспотребнадзор", "Хабаровска".
_COMPOUND = re.compile(
    r"(?:Рос|Гос|Глав|Мин|Сбер|Газ|Мос|Лен)[а-яё]*(?:надзор|банк|авиа|космос|атом|нефт|пром|строй|транс|энерго|телеком|фонд|"
    r"фин|здрав|лес|сельхоз|обр|цифр|природ|тур|граф|стат|реестр|рыболов|имуществ|молодёж|туризм|морпорт|водоканал)[а-яё]{0,9}\Z|Мин(?:транс|фин|юст|обороны)[а-яё]{0,3}\Z"
)
_TOWN = re.compile(r"[а-яё]{3,}(?:ск|цк|град|бург|поль|горск)(?:а|у|ом|е)?\Z")
_CAPITAL = re.compile(rf"[{_U}]")


def russian_candidates(view: str, region: Region) -> Iterator[Candidate]:
    """Yield the candidates of a region that stand in Cyrillic letters."""
    start, end = region.start, region.end
    if not _CAPITAL.search(view, start, end):
        return
    taken = Taken()
    for found in _QUOTED.finditer(view, start, end):
        type_ = russian.type_before_quotation(found.group(1))
        if type_ is not None and taken.take(*found.span(2)):
            yield _candidate(view, *found.span(2), ((type_, 5.0),))
    for pattern, type_ in _PATTERNS:
        for found in pattern.finditer(view, start, end):
            a, b = found.span()
            first = found.group().split()[0]
            if (
                first.lower() not in russian.SMALL
                and not (
                    type_ == ORGANISATION
                    and (russian.is_role(first) or (russian.is_origin(first) and opens_sentence(view, a, start)))
                )
                and taken.take(a, b)
            ):
                yield _candidate(view, a, b, ((type_, 4.0),))
    for found in _CHUNK.finditer(view, start, end):
        if not taken.meets(*found.span()):
            yield from _judge(view, region, *found.span())


def _candidate(
    view: str, start: int, end: int, evidence: Evidence, *, key: str = "", initial: bool = False
) -> Candidate:
    words = tuple(
        Word(part.start(), part.end(), part.group(), part.group().lower(), "")
        for part in _WORD.finditer(view, start, end)
    )
    return Candidate(start, end, words, evidence, initial, key=key)


def _judge(view: str, region: Region, start: int, end: int) -> Iterator[Candidate]:
    """Yield what a run of capitalised words names, without an opening word or an office before it."""
    spans = [found.span() for found in _WORD.finditer(view, start, end)]
    words = [view[a:b] for a, b in spans]
    initial = opens_sentence(view, start, region.start)
    while words and (russian.is_role(words[0]) or (initial and words[0].lower() in russian.SMALL)):
        words, spans, initial = words[1:], spans[1:], False
    if not words or words[0].lower() in russian.SMALL:
        return
    if len(words) > 1 and russian.is_given(words[1]) and not russian.is_given(words[0]):
        yield from _named(view, region, spans[:1], words[:1], initial=initial, owned=True)
        words, spans, initial = words[1:], spans[1:], False
    yield from _named(view, region, spans, words, initial=initial)


def _named(
    view: str,
    region: Region,
    spans: Sequence[tuple[int, int]],
    words: Sequence[str],
    *,
    initial: bool,
    owned: bool = False,
) -> Iterator[Candidate]:
    """Yield what the words name; `owned`: a person's name follows, whose office is at what they name."""
    start, end = spans[0][0], spans[-1][1]
    text = " ".join(words)
    key = russian.place_key(text.title() if text.isupper() and len(text) > 4 else text)
    if key is not None:
        yield _candidate(view, start, end, ((PLACE, 4.0),), key=key, initial=initial)
    elif len(words) == 1 and text.isupper():
        if text not in russian.NO_ACRONYMS:
            yield _candidate(view, start, end, ((ORGANISATION, 2.0),))
    else:
        if owned:
            yield _candidate(view, start, end, ((ORGANISATION, 2.0), (PLACE, 1.0)), initial=initial)
            return
        evidence = (*_words_speak(words), *_surroundings_speak(view, region, start, end, single=len(words) == 1))
        if not evidence and not (initial and len(words) == 1):
            evidence = ((ORGANISATION if len(words) == 1 else NONE, 0.5),)
        total: dict[str, float] = {}
        for type_, weight in evidence:
            total[type_] = total.get(type_, 0.0) + weight
        if total and (max(total.values()) >= 2.0 or not (initial and len(words) == 1)):
            yield _candidate(view, start, end, tuple(total.items()), initial=initial)


def _words_speak(words: Sequence[str]) -> Evidence:
    """Return what first names, initials, patronymics and the endings of surnames speak for."""
    several = len(words) > 1
    found = 0.0
    if not several and _COMPOUND.match(words[0]):
        return ((ORGANISATION, 3.0),)
    if not several and _TOWN.search(words[0]):
        return ((PLACE, 2.0),)
    if several and any(word.endswith(".") or russian.is_patronymic(word) for word in words):
        found += 4.0
    if russian.is_given(words[0]):
        found += 4.0 if several else 1.0
    if russian.is_surname(words[-1]) or (found and russian.is_surname(words[-1], adjectival=True)):
        found += 1.5
    return ((PERSON, found),) if found else ()


def _surroundings_speak(view: str, region: Region, start: int, end: int, *, single: bool) -> Evidence:
    before = _BEFORE.search(view, max(region.start, start - 30), start)
    after = _AFTER.match(view, end)
    prior = before.group(1).lower() if before else ""
    found: list[tuple[str, float]] = []
    if russian.is_role(prior):
        found.append((PERSON, 3.0))
    if prior in russian.SAYING or (after and after.group(1) in russian.SAYING):
        found.append((PERSON, 2.0))
    if prior in russian.PLACE_NOUNS:
        found.append((PLACE, 3.0))
    elif single and prior in {"в", "из", "во", "под", "близ", "до", "около", "возле", "вблизи"}:
        found.append((PLACE, 2.0))
    return tuple(found)
