"""All possible names of a document: prose first, then headings, whose capitals tell little, and titles of works."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from reportgen.extract.name_chunks import Region, Style, Taken, Word, chunks, regions, words_of
from reportgen.extract.name_judging import analyse, judge
from reportgen.extract.name_types import DOCUMENT, NONE, PERSON, PLACE, Candidate, Evidence, fold, place_key
from reportgen.extract.names_chinese import chinese_candidates
from reportgen.extract.names_japanese import japanese_candidates, join_family_names
from reportgen.extract.names_russian import russian_candidates
from reportgen.extract.reading import Reading
from reportgen.language.names import (
    FUNCTION_WORDS,
    LEGAL_FORMS,
    PURE_TITLES,
    SURNAME_PARTICLES,
    WORKS,
    common_words,
    given_names,
)

_QUOTED = re.compile(r"[\"“«]([^\"“”«»\n]{6,180})[\"”»]")
_TITLE_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_SMALL_WORD = re.compile(r"(?<![^\W_])[^\W\d_A-Z]{2,}(?![^\W_])")
_INITIAL = re.compile(r"(?:[^\W\d_]\.)+")
# Languages in which the particles of family names are also what English says with "of".
_OF_LANGUAGES = frozenset({"de", "fr", "es", "it", "pt", "ca", "ro", "gl", "nl"})
_CLEAR = 2.5  # evidence in the words of a name in a table
_LONGEST = 7  # words of a name that is looked up in a heading
_NUMERAL = re.compile(r" is\b|[,.)]")
_PARTICLES = re.compile(r"(?:(?:van|von|der|den|de|ten|ter|da|dos|do|del|della|di|bin|ibn|zu) |(?:al|el)-)+\Z")
_YEAR = re.compile(r",? (of )?(?:1[5-9]|20)\d\d\b")
_SMALL_BRAND = re.compile(r"(?<![\w'-])([a-z]{3,15}) \Z")
# After the place with which a report opens: "OSLO, 4 May 2021 - ", "OSLO (Harbour News) -", "OSLO, Norway —".
_DATELINE = re.compile(r"(?:, [^.\n()]{1,40}?)?(?: \([^()\n]{2,40}\))? ?[-–—]{1,2} |, \d{1,2}[ .]|, [A-Z][a-z]+\.? \d")
_TICKER = re.compile(r"(?:NASDAQ|Nasdaq|NYSE|LSE|TSX|ASX|AIM|HKEX|SIX|Xetra|Euronext)\s?: ?\Z")


def find_candidates(reading: Reading) -> list[Candidate]:
    """Return the candidates of title, headings and body, in no order."""
    view = reading.view
    found: list[Candidate] = []
    headings: list[Region] = []
    stated = reading.document.metadata.language
    language = stated.value[:2] if stated else "en"
    written = frozenset() if language == "en" else frozenset(_SMALL_WORD.findall(view))
    for region in regions(reading):
        if region.style is not Style.PROSE:
            headings.append(region)
            continue
        works = list(_works(view, region))
        found.extend(works)
        headings.extend(Region(work.start, work.end, Style.TITLE) for work in works)
        taken = Taken((work.start, work.end) for work in works)
        for first, end, initial in chunks(view, region):
            start = _after_opening(view, first, end, written) if initial and language != "en" else first
            if taken.meets(start, end):
                continue
            numeral = view[end - 2 : end] == " I" and _NUMERAL.match(view, end) is not None
            for each in analyse(view[start:end], initial=initial, numeral=numeral, language=language):
                unclear = region.table and not each.key and not _is_clear(each.evidence)
                if unclear or ((region.table or language in _OF_LANGUAGES) and _is_noun_of_noun(each)):
                    continue
                found.extend(_extended(view, each.moved(start), region.start, particles=language == "en"))
        if not view[region.start : region.end].isascii():
            found.extend(russian_candidates(view, region))
            found.extend((japanese_candidates if language == "ja" else chinese_candidates)(view, region))
    if language == "ja":
        join_family_names(found)
    found.extend(_authors(reading))
    known: dict[str, Candidate] = {}
    for candidate in found:
        if len(candidate.words) > 1 or not candidate.initial:
            known.setdefault(candidate.shape, candidate)
    for region in headings:
        found.extend(russian_candidates(view, region))
        found.extend(_in_heading(view, region, known))
    return found


def _authors(reading: Reading) -> Iterator[Candidate]:
    """Yield the persons whom the byline names; a name whose words are those of a body is none."""
    for author in reading.document.metadata.authors:
        words = words_of(reading.view, author.start, author.end)
        if author.reason is not None or author.value != reading.text[author.start : author.end] or len(words) < 2:
            continue
        evidence = judge(words)
        if not _is_clear(evidence) or _speaks_most_for(evidence) == PERSON:
            yield Candidate(words[0].start, words[-1].end, tuple(words), ((PERSON, 5.0),))


def _after_opening(view: str, start: int, end: int, written: frozenset[str]) -> int:
    """Return where a run begins without a first word that is large only because it opens a sentence."""
    word, blank, _ = view[start:end].partition(" ")
    opens = blank and word.lower() in written and word.isalpha()
    return start + len(word) + 1 if opens else start


def _is_noun_of_noun(candidate: Candidate) -> bool:
    """Whether a supposed person is rather "Version von Norwind", "Plan de Norwind": no first name, no initial."""
    joins = {part for word in candidate.words[1:] for part in word.join.split()}
    first = candidate.words[0].text
    return (
        bool(joins & SURNAME_PARTICLES)
        and _speaks_most_for(candidate.evidence) == PERSON
        and first not in given_names()
        and not _INITIAL.fullmatch(first)
    )


def _is_clear(evidence: Evidence) -> bool:
    """Whether the words alone tell what a name names: where no sentence stands around it there is nothing else."""
    return any(type_ != NONE and weight >= _CLEAR for type_, weight in evidence)


def _extended(view: str, candidate: Candidate, low: int, *, particles: bool) -> tuple[Candidate, ...]:
    """Return a candidate with what belongs to it in small letters or digits, no candidate for a ticker."""
    start, words = candidate.start, candidate.words
    if start == low and view[start : start + 2].isupper() and _DATELINE.match(view, candidate.end):
        return (replace(candidate, evidence=((PLACE, 4.0),)),)
    before = view[max(low, start - 18) : start]
    if before[-1:] not in {" ", "-"}:
        return (candidate,)
    if before[-2:-1] == ":" and _TICKER.search(before):
        return ()
    if _speaks_most_for(candidate.evidence) == DOCUMENT:
        return (_dated(view, candidate),)
    if particles and len(words) == 1 and not candidate.key:
        found = _PARTICLES.search(before)
        if found and before[found.start() - 1 : found.start()] in {"", " "}:
            return (_prefixed(view, candidate, start - len(found.group())),)
    if words[-1].low in LEGAL_FORMS and len(words) <= 3:
        brand = _SMALL_BRAND.search(before)
        if brand and brand.group(1) not in common_words() and brand.group(1) not in FUNCTION_WORDS:
            return (_prefixed(view, candidate, brand.start(1) + start - len(before)),)
    return (candidate,)


def _speaks_most_for(evidence: Evidence) -> str:
    return evidence[0][0] if len(evidence) == 1 else max(evidence, key=lambda pair: pair[1])[0]


def _dated(view: str, candidate: Candidate) -> Candidate:
    """Return a document with the year that is part of its name: "Water Act 1991", "Canal Act of 1797"."""
    year = _YEAR.match(view, candidate.end)
    last = candidate.words[-1].low
    if year is None or len(candidate.words) < 2 or (year.group(1) and last not in {"act", "law", "code"}):
        return candidate
    text = year.group().lstrip(" ,")
    words = (*candidate.words, Word(0, len(text), text, text, ""))
    return replace(candidate, end=year.end(), words=words, shape="")


def _prefixed(view: str, candidate: Candidate, start: int) -> Candidate:
    first = candidate.words[0]
    gap = "" if view[candidate.start - 1] == "-" else " "
    text = f"{' '.join(view[start : candidate.start].split())}{gap}{first.text}"
    word = Word(0, len(text), text, text.lower(), "")
    return replace(candidate, start=start, words=(word, *candidate.words[1:]), shape="")


def _works(view: str, region: Region) -> Iterator[Candidate]:
    """Yield titles of works in quotation marks."""
    for quoted in _QUOTED.finditer(view, region.start, region.end):
        start, end = quoted.span(1)
        text = quoted.group(1)
        stripped = text.rstrip(" ,")
        end -= len(text) - len(stripped)
        if stripped[-1:] in {"", ".", ";"} or not stripped[0].isupper():
            continue
        words = _TITLE_WORD.findall(stripped)
        long = [word for word in words if len(word) > 3]
        capitals = sum(word[0].isupper() for word in long)
        if len(words) < 2 or not long or capitals < 0.75 * len(long):
            continue
        before = view[max(region.start, start - 50) : start - 1].lower()
        near = set(re.findall(r"[\w-]+", before)[-4:]) | set(
            re.findall(r"[\w-]+", view[end + 1 : end + 20].lower())[:2]
        )
        if near & WORKS or (len(long) >= 4 and capitals == len(long)):
            word = Word(start, end, view[start:end], view[start:end].lower(), "")
            yield Candidate(start, end, (word,), ((DOCUMENT, 5.0),))


def _in_heading(view: str, region: Region, known: dict[str, Candidate]) -> Iterator[Candidate]:
    """Yield what is known of the words of a heading: names that the prose has, places, persons by their first names."""
    words = words_of(view, region.start, region.end)
    i = 0
    while i < len(words):
        size = _known_run(words, i, known)
        if size:
            run = words[i : i + size]
            yield from _as_known(run, known)
            i += size
        elif words[i].low in PURE_TITLES and (titled := _titled_run(words, i)):
            yield Candidate(titled[0].start, titled[-1].end, tuple(titled), ((PERSON, 5.0),))
            i += 1 + len(titled)
        else:
            run = _person_run(words, i) if region.style is Style.TITLE else []
            if run:
                yield Candidate(run[0].start, run[-1].end, tuple(run), ((PERSON, 3.0),), weak=True)
            i += max(len(run), 1)


def _titled_run(words: Sequence[Word], i: int) -> list[Word]:
    """Return the words of a person's name after a title: "Mrs B. Tranter", "Cllr Dilip Rao"."""
    run: list[Word] = []
    for before, word in pairwise(words[i : i + 4]):
        if word.join or word.start - before.end != 1 or word.low in FUNCTION_WORDS:
            break
        run.append(word)
    return run


def _known_run(words: Sequence[Word], i: int, known: dict[str, Candidate]) -> int:
    for size in range(min(_LONGEST, len(words) - i), 0, -1):
        text = _text(words[i : i + size])
        if place_key(text) or (fold(text) in known and words[i].low not in FUNCTION_WORDS):
            return size
    return 0


def _text(words: Sequence[Word]) -> str:
    return " ".join(f"{word.join} {word.text}" if word.join and k else word.text for k, word in enumerate(words))


def _as_known(run: Sequence[Word], known: dict[str, Candidate]) -> Iterator[Candidate]:
    text = _text(run)
    key = place_key(text)
    same = known.get(fold(text))
    if key is not None:
        yield Candidate(run[0].start, run[-1].end, tuple(run), ((PLACE, 4.0),), weak=True, key=key)
    elif same is not None:
        yield Candidate(run[0].start, run[-1].end, tuple(run), same.evidence, weak=True)


def _person_run(words: Sequence[Word], i: int) -> list[Word]:
    """Return a first name and the one or two uncommon words after it."""
    common = common_words()
    run = [words[i]]
    if words[i].text not in given_names() or words[i].low in common:
        return []
    for word in words[i + 1 : i + 4]:
        if word.join or word.low in common or word.low in FUNCTION_WORDS or word.start - run[-1].end != 1:
            break
        run.append(word)
    return run if len(run) > 1 else []
