"""Works cited again: "ibid.", "op. cit.", "supra note 12", short forms, and the same work in other words."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from reportgen.extract.references.reference import Reference
from reportgen.extract.references.urls import url_key

_IBID = re.compile(
    r"\W*(?:(?:see|see\salso|cf\.|см\.)\s+)?(?:ibid(?:em)?\b\.?|id\.(?=$|\s?[,;]|\sat\b|\sp)|ib\.|там\sже\b|ebd\."
    r"|ebenda\b|同上(?:注|书|文)?|同前(?:注)?|loc\.\s?cit\.|ibíd\.|idem(?=\W*$|\W+p))",
    re.IGNORECASE,
)
_OP_CIT = re.compile(
    r"(?P<who>[^\d\"“«]{2,80}?)[,.]?\s*(?:\bop\.?\s?cit\b|\bloc\.?\s?cit\b|\bуказ\.?\s?(?:соч|раб|ст)|\bцит\.?\s?соч"
    r"|\bart\.\s?cit\b|\bob\.\s?cit\b|\ba\.\s?a\.\s?O|前引(?:书|文)|前揭(?:书|文)?)",
    re.IGNORECASE,
)
_NOTE = re.compile(
    r"(?:\bsupra,?\s(?:note|n\.?|nn\.?|fn\.?|footnote)\s?|\b(?:note|n\.|footnote|fn\.?)\s(?=\d+\s(?:above|supra))"
    r"|\(n\s(?=\d+\))|\b(?:as\sin|see)\s(?:foot|end)?note\s|\bсм\.\s(?:выше\s)?(?:сноск[уи]|прим(?:ечание|\.))\s"
    r"|\b(?:siehe|oben)\s(?:Anm\.|Fn\.|Fußnote)\s|(?:同|见|前引)注\s?[［\[〔]?|note\sprécitée\s)(?P<number>\d{1,4})",
    re.IGNORECASE,
)
_LOCATOR = re.compile(
    r"(?:\bpp?\.\s?|\bat\s|\bpages?\s|(?<!\w)[СсС]\.\s?|\bстр\.\s?|\bS\.\s?|第\s?|:\s?"
    r"|,\s?)(?P<pages>\d{1,4}(?:\s?[-–—]\s?\d{1,4})?)(?:\s?页)?\W*$",
    re.IGNORECASE,
)
# Without one of these a text cannot match the pattern beside it; looking for them first is quick.
_NOTE_SIGNS = (
    "supra", "above", "(n ", "as in ", "see foot", "see end", "see note", "сноск", "прим", "anm.", "fn.", "fußnote",
    "注", "précitée",
)  # fmt: skip
_CIT_SIGNS = ("cit", "указ", "цит", "a. a.", "a.a.", "a. a.o", "前")
_NEVER_SHORT = ("URL", "DOI", "publisher", "publisher-place", "ISBN", "accessed")
_HEAD = re.compile(
    r"\W*(?P<who>[^\d,:：，(（\"“«《„]{1,60}?)(?:['’]s)?\s*[,:：，]?\s*(?P<title>(?:[\"“«《„‘].*|(?<=[,:：，]\s).*"
    r"|(?<=[：，]).*)?)$",
    re.DOTALL,
)
_BY_YEAR = re.compile(
    r"\W*(?P<who>[^\d(]{2,60}?)[\s,(]+(?P<year>(?:1[5-9]|20)\d\d)[a-z]?\)?(?:[,:]?\s*(?:pp?\.?|S\."
    r"|[сС]\.)?\s*\d[\d–-]*)?\W*$"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Back:
    """How a note points back: `ibid`, `op-cit` or `supra`; `who` is the author named, `note` the number."""

    kind: str
    who: str = ""
    note: int | None = None
    locator: str | None = None


def locator_of(text: str) -> str | None:
    """Return the pages with which a short form ends."""
    found = _LOCATOR.search(text[:400])
    return re.sub(r"\s?[–—-]\s?", "-", found["pages"]) if found else None


def points_back(text: str) -> Back | None:
    """Return what a note says of a note before, `None` when it cites in words of its own."""
    text = text[:400]
    lower = text[:160].lower()
    note = _NOTE.search(text) if any(map(lower.__contains__, _NOTE_SIGNS)) else None
    if note and note.start() <= 120:
        pages = locator_of(text)
        who = text[: note.start()].strip(" ,.;(")
        return Back(kind="supra", who=who, note=int(note["number"]), locator=None if pages == note["number"] else pages)
    if _IBID.match(text):
        return Back(kind="ibid", locator=locator_of(text))
    other = _OP_CIT.match(text) if any(map(lower.__contains__, _CIT_SIGNS)) else None
    if other:
        return Back(kind="op-cit", who=other["who"].strip(" ,.;("), locator=locator_of(text))
    return None


def fold(text: object) -> str:
    """Letters and digits in lower case, one blank between words."""
    return " ".join(
        re.sub(
            r"[\W_]+",
            " ",
            unicodedata.normalize("NFKC", str(text)).casefold().replace("ё", "е").replace("’", "").replace("'", ""),
        ).split()
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Work:
    """A work as it is compared: folded families and title, year, key of the URL."""

    index: int
    families: tuple[str, ...]
    title: str
    year: int | None
    container: str
    url: str
    doi: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeat:
    """`index` is that of the reference that cites the work first; `short` says that this one names it only in short."""

    index: int
    short: bool


def find_repeats(references: Sequence[tuple[int, Reference]]) -> tuple[Repeat | None, ...]:
    """For each reference (its note's number, the reference) say which one before cites the same work first."""
    return _Index(references).resolve()


class _Index:
    """What was cited so far, by address, DOI, title and family name."""

    def __init__(self, references: Sequence[tuple[int, Reference]]) -> None:
        self.references = references
        self.works: dict[int, _Work] = {}
        self.by_url: dict[str, int] = {}
        self.by_doi: dict[str, int] = {}
        self.by_title: dict[str, list[int]] = defaultdict(list)
        self.by_family: dict[str, list[int]] = defaultdict(list)
        self.by_note: dict[int, list[int]] = defaultdict(list)
        self.last: int | None = None

    def resolve(self) -> tuple[Repeat | None, ...]:
        """Walk through the references in order."""
        found: list[Repeat | None] = []
        for i, (number, reference) in enumerate(self.references):
            target = self._target(i, reference)
            short = reference.back is not None
            if target is None and reference.back is None:
                target = self._short(reference)
                short = target is not None
            found.append(None if target is None else Repeat(index=target, short=short))
            if target is None and reference.csl and reference.back is None:
                self._add(i, reference.csl)
            if reference.csl or target is not None:
                self.last = i if target is None else target
                self.by_note[number].append(self.last)
        return tuple(found)

    def _short(self, reference: Reference) -> int | None:
        """The work cited before that a short form names: family and words of the title, or family and year."""
        raw, csl = reference.raw, reference.csl
        if len(raw) > 200 or any(name in csl for name in _NEVER_SHORT):
            return None
        by_year = _BY_YEAR.match(raw)
        if by_year:
            year = int(by_year["year"])
            among = [i for i in self._of(fold(by_year["who"])) if self.works[i].year == year]
            return among[0] if len(among) == 1 else None
        if "issued" in csl:
            return None
        locator = _LOCATOR.search(raw)
        head = _HEAD.match(raw[: locator.start()] if locator else raw)
        if head is None:
            return None
        title = fold(head["title"])
        among = self._of(fold(head["who"]))
        if not title:
            return among[-1] if locator and len(among) == 1 else None
        for i in reversed(among):
            if len(title) >= 2 and (
                f" {title} " in f" {self.works[i].title} " or (title[0] >= "\u3400" and title in self.works[i].title)
            ):
                return i
        return None

    def _of(self, who: str) -> list[int]:
        """The works whose first author or any other is named in up to four words."""
        words = who.split()
        if not 1 <= len(words) <= 4:
            return []
        tails = [" ".join(words[n:]) for n in range(len(words))] + [" ".join(words[:n]) for n in range(1, len(words))]
        found = {i for tail in tails for i in self.by_family.get(tail, ())[-60:]}
        return sorted(found)

    def _target(self, i: int, reference: Reference) -> int | None:
        back = points_back(reference.raw) if reference.back else None
        if back is None:
            return self._same(i, reference) if reference.csl else None
        if back.kind == "ibid":
            return self.last
        wanted = fold(back.who)
        if back.note is not None:
            there = self.by_note.get(back.note, [])
            return self._named(wanted, there) if wanted and len(there) > 1 else there[0] if there else None
        return self._named(wanted, list(self.works), strict=True)

    def _named(self, wanted: str, among: Sequence[int], *, strict: bool = False) -> int | None:
        """The last work whose author, or else title, holds the words wanted."""
        words = set(wanted.split())
        for i in reversed(among):
            work = self.works.get(i)
            if work and any(set(family.split()) & words for family in work.families if family):
                return i
        for i in reversed(among):
            work = self.works.get(i)
            if work and wanted and work.title.startswith(wanted):
                return i
        return None if strict else next(iter(among), None)

    def _add(self, i: int, csl: Mapping[str, object]) -> None:
        work = self.works[i] = _work(i, csl)
        if work.url:
            self.by_url.setdefault(work.url, i)
        if work.doi:
            self.by_doi.setdefault(work.doi, i)
        if work.title:
            self.by_title[work.title].append(i)
        for family in dict.fromkeys(work.families):
            self.by_family[family].append(i)

    def _same(self, i: int, reference: Reference) -> int | None:
        """The work cited before that this one is, if any."""
        work = _work(i, reference.csl)
        for key, index in ((work.url, self.by_url), (work.doi, self.by_doi)):
            found = index.get(key) if key else None
            if found is not None and not _chapter_apart(work, self.works[found]):
                return found
        for j in self.by_title.get(work.title, ())[-20:] if work.title else ():
            if _agree(work, self.works[j]):
                return j
        for family in work.families[:1]:
            for j in reversed(self.by_family.get(family, ())[-60:]):
                if self.works[j].families[:1] == work.families[:1] and _alike(work, self.works[j]):
                    return j
        return None


def _work(i: int, csl: Mapping[str, object]) -> _Work:
    names = csl.get("author") or csl.get("editor") or ()
    families = tuple(_family(name) for name in names) if isinstance(names, (list, tuple)) else ()
    issued = csl.get("issued")
    parts = issued.get("date-parts") if isinstance(issued, Mapping) else None
    return _Work(
        index=i,
        families=tuple(family for family in families if family),
        title=fold(csl.get("title", "")),
        year=parts[0][0] if parts else None,
        container=fold(csl.get("container-title", "")),
        url=url_key(str(csl.get("URL", ""))),
        doi=str(csl.get("DOI", "")).lower(),
    )


def _family(name: Mapping[str, str]) -> str:
    """The name by which short forms know an author; a Chinese or Japanese one is given whole."""
    family = fold(name.get("family", name.get("literal", "")))
    return family + fold(name.get("given", "")) if family and "\u3400" <= family[0] <= "\u9fff" else family


def _chapter_apart(work: _Work, other: _Work) -> bool:
    """Whether two works under one address are parts of one book: both have titles and these share hardly a word."""
    if not work.title or not other.title or work.title == other.title:
        return False
    words, others = set(work.title.split()), set(other.title.split())
    return (
        len(words & others) * 3 < min(len(words), len(others))
        and bool(work.families)
        and work.families != other.families
    )


def _agree(work: _Work, other: _Work) -> bool:
    """Whether nothing but the title's equality speaks: authors, year and container do not contradict."""
    if work.families and other.families and not set(work.families) & set(other.families):
        return False
    if work.year and other.year and work.year != other.year:
        return False
    if len(work.title) < 12 and not (work.families and other.families):
        return False
    return not (
        work.container
        and other.container
        and work.container != other.container
        and work.url
        and other.url
        and work.url != other.url
    )


def _alike(work: _Work, other: _Work) -> bool:
    """Whether two works of one first author are one: nearly equal titles, and nothing that contradicts."""
    if not work.title or not other.title or (work.year and other.year and work.year != other.year):
        return False
    if work.url and other.url and work.url != other.url and work.container != other.container:
        return False
    words, others = set(work.title.split()), set(other.title.split())
    common = len(words & others)
    return common >= 3 and common * 100 >= 80 * max(len(words), len(others))
