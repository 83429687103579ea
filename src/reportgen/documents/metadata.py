"""Segments -> what a document states about itself, each statement with the passage it stands on.

Only what the text or its format states; what is missing stays `None`. A conclusion (the date in the address, an
author known from the biography alone, the language) carries its reason.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reportgen.documents import traits
from reportgen.documents.boilerplate import biography
from reportgen.documents.document import BODY, Fact, Metadata, Segment, SegmentKind
from reportgen.documents.imprint import imprint
from reportgen.documents.letter_head import sender
from reportgen.language.names import is_first_name
from reportgen.language.script import language_of

_EDGE = 14  # segments at either end of the text in which it may speak about itself
_HEAD, _SHORT = 6, 110  # lines of imprint before the text begins, and their length
_PLACED = re.compile(r"[^\W\d_a-zа-яё][^\W\d_a-zа-яё .'’-]{2,30},\s+")  # a place in capitals before a date
# "OSLO, 4 May 2021 - The harbour", "ОСЛО, 4 мая 2021 года. Гавань"
_PLACED_DATE = re.compile(rf"{_PLACED.pattern}(?P<date>(?i:{traits.DATE.pattern}))\s*[-–—.:/]")
_BROKEN = 45  # characters of a line that another one may go on with
_LINK = re.compile(r"(?:https?://|www\.)[^\s<>\"“”«»]+")
_MARKDOWN_LINK = re.compile(r"\[([^\[\]]*)\]\([^()\s]*\)")
_LINK_LEAD = re.compile(
    r"(?:original|source|full|canonical)?\s*(?:article|text|story|version)?\s*(?:url|link|source|address"
    r"|available at|адрес|ссылка|источник|"
    r"оригинал(?:\s+статьи)?|原文链接|原文|网址|链接|quelle)\s*[:：]?\W*\Z"
    r"|(?:url|original url|link|原文链接)\b.{0,20}\Z",
    re.IGNORECASE,
)
_URL_DATE = re.compile(r"/((?:19|20)\d\d)[/-](\d{1,2})(?:[/-](\d{1,2}))?(?=/|-|\Z|\.)")
_TITLED = r"(?P<name>(?:the\s+|The\s+)?[^\W\d_a-zа-яё][^.,;:()<>\"“”«»\n]{1,70}?)"
_WORK = (
    r"(?:article|story|post|essay|piece|text|comment(?:ary)?|column|op-ed|paper|report|interview|chapter|analysis"
    r"|version of this \w+|translation)"
)
_CONTAINER = tuple(
    re.compile(pattern)
    for pattern in (
        (
            rf"(?i:(?:this|the|a)\s+{_WORK})\s+(?:(?:was|is|has been|also)\s+)?(?:(?:first|originally|also"
            rf"|previously)\s+)*"
            rf"(?:appear(?:s|ed)|published|printed|released|posted|ran)(?:\s+(?:originally|first))?\s+(?:in|on|at"
            rf"|by|with)\s+(?:the\s+\w+\s+issue\s+of\s+)?{_TITLED}(?=\s*(?:[.,;:()]|on\s+\d|on\s+[A-Z][a-z]+\s+\d"
            rf"|in\s+[A-Z]?[a-z]*\s*\d|\Z|\n))"
        ),
        (
            rf"(?i:(?:first|originally)\s+(?:published|appeared|printed)\s+(?:in|on|at|by))\s+{_TITLED}"
            r"(?=\s*(?:[.,;:()]|on\s+\d|on\s+[A-Z][a-z]+\s+\d|in\s+\d|\Z|\n))"
        ),
        r"(?i:reprinted|republished|reproduced)\s+(?i:(?:with permission )?(?:from|by permission of))\s+"
        + _TITLED
        + r"(?=\s*(?:[.,;:()]|\Z|\n))",
        r"(?i:(?:впервые\s+)?опубликован[оаы]?)\s+(?:в|на)\s+(?:\w+\s+){0,2}«(?P<name>[^»]{2,80})»",
        r"(?:原载于?|首发于|刊于|转载自|来源[:：])\s*[《“]?(?P<name>[\w\u3400-\u9fff·]{2,30})[》”]?",
        r"(?i:erschienen in)\s+(?:der|dem|den)?\s*[„“\"«]?(?P<name>[A-ZÄÖÜ][^.,;:()“”\"»\n]{1,60})",
    )
)
# One of these each of the patterns needs; first letters are left out, since they may be capitals.
_CONTAINER_WORDS = (
    *("ublished", "rinted", "ppear", "eleased", "osted", " ran", "\nran", "eproduced", "rschienen", "публикован"),
    *("UBLISHED", "RINTED", "PPEARED", "EPRODUCED", "RSCHIENEN", "ПУБЛИКОВАН"),
    *("原载", "首发", "刊于", "转载", "来源"),
)
_PUBLISHER = tuple(
    (re.compile(pattern), reason)
    for pattern, reason in (
        (r"(?i:\A\W*published by)\s*:?\s+" + _TITLED + r"(?=\s*(?:[.,;:()]|in\s+\d|\Z|\n))", None),
        (r"(?i:\A\W*publisher)\s*[:：]\s*(?P<name>[^\n.;]{2,80})", None),
        (r"(?i:\A\W*издатель(?:ство)?)\s*[:：]\s*[«\"]?(?P<name>[^\n.;»\"]{2,80})", None),
        (
            (
                r"(?:©|\([cC]\)|(?i:copyright))\s*(?:©|\([cC]\))?\s*(?:(?:19|20)\d\d(?:\s?[-–]\s?(?:19|20)?\d\d)?,?)?"
                r"\s*(?:(?i:by)\s+)?(?P<name>[^\W\d_a-z](?:[^.,;:()<>@\n|]|(?<=\b[A-Z])\.){1,60}?)"
                r"(?=\s*(?:(?<!\b[A-Z])\.|[,;:()<|]|(?:19|20)\d\d|(?i:all rights)|\Z|\n))"
            ),
            "named in the copyright line",
        ),
        (
            (
                r"(?i:(?:views|opinions)\s+.{0,80}?\b(?:reflect|represent|those of))\s+.{0,60}?(?i:of|by)\s+"
                r"(?:(?i:the (?:editors|editorial board|staff) of)\s+)?"
                r"(?P<name>(?:The|the\s+[A-Z])[^.,;:()*_\n]{1,60}?)(?=\s*(?:[.,;:()*_]|\bor\b|\Z|\n))"
            ),
            "named in the disclaimer",
        ),
    )
)
_DATELINE = re.compile(
    r"[*_]*(?P<place>[^\W\d_a-zа-яё][^\W\d_a-zа-яё .'’-]{2,30}(?:,\s[\w .]{2,25}?)??|[\u3400-\u9fff·]{0,12})"
    r"(?:,\s*|\s+)?(?P<date>[^()（）\n]{0,30}?)\s*[(（](?P<agency>[\w .&'’/-]{2,30}|[\u3400-\u9fff]{2,12})[)）]"
    r"\s*(?:[-–—:]|\s)"
)
_DATELINE_CHINESE = re.compile(
    r"(?P<agency>[\u3400-\u9fff]{2,8}(?:社|网|报))(?P<place>[\u3400-\u9fff]{2,6})(?P<date>(?:\d{4}年)?\d{1,2}月\d{1,2}日)电"
)
_PUBLISHED = re.compile(
    r"(?i:published|posted|issued|released|dated|опубликовано|发布时间|veröffentlicht)[^\d\n]{0,24}?(?=\d"
    r"|[A-Z\w]{3,9}\.?\s\d)"
)
_FIELDS = {"container-title": "container_title", "URL": "url", "author": "authors", "date": "issued"}


class _Text:
    """A text with its segments, and facts made of spans of it."""

    def __init__(self, text: str, segments: Sequence[Segment], stated: Sequence[tuple[str, str]]) -> None:
        self.text = text
        self.segments = segments
        self.stated = [(_FIELDS.get(name, name), " ".join(value.split())) for name, value in stated if value.strip()]
        own = [segment for segment in segments if not segment.is_note]
        self.edges = [s for i, s in enumerate(own) if i < _EDGE or i >= len(own) - _EDGE]

    def of(self, segment: Segment) -> str:
        return self.text[segment.start : segment.end]

    def fact(self, start: int, end: int, value: str | None = None, reason: str | None = None) -> Fact:
        return Fact(value=value or clean(self.text[start:end]), start=start, end=end, reason=reason)

    def given(self, name: str) -> Iterator[Fact]:
        """Yield what the format states, with the passage that repeats it; an empty one when none does."""
        for field, value in self.stated:
            if field == name:
                at = self.text.find(value) if value else -1
                yield Fact(value=value, start=max(at, 0), end=at + len(value) if at >= 0 else 0)


def clean(text: str) -> str:
    """Return a passage without Markdown's marks around it and with blanks collapsed."""
    if "](" in text:
        text = _MARKDOWN_LINK.sub(r"\1", text)
    return " ".join(text.split()).strip("*_#` ").rstrip("–—- ").strip()


def find_metadata(text: str, segments: Sequence[Segment], stated: Sequence[tuple[str, str]] = ()) -> Metadata:
    """Return what the text says of itself; `stated` is what its format says, by the names of `Metadata`."""
    source = _Text(text, segments, stated)
    url = _url(source)
    return Metadata(
        title=_title(source),
        authors=_authors(source),
        issued=_issued(source, url),
        container_title=_container(source),
        publisher=_publisher(source),
        url=url,
        language=_language(source),
    )


def _title(source: _Text) -> Fact | None:
    start = end = -1
    for segment in source.segments[: 3 * _EDGE]:
        if segment.kind is SegmentKind.TITLE and clean(source.text[segment.content : segment.end]):
            start, end = (segment.content if start < 0 else start), segment.end
        elif start >= 0:
            break
    if start >= 0:
        return source.fact(start, end)
    return next(source.given("title"), None)


def _authors(source: _Text) -> tuple[Fact, ...]:
    found: dict[str, Fact] = {}
    for segment in source.segments:
        if segment.kind is not SegmentKind.BYLINE:
            continue
        line = source.of(segment)
        lead = sender(line) or traits.byline(line)
        span = lead or traits.name_line(line)
        for start, end in traits.names_in(line, *span) if span else ():
            reason = None if lead else "a name stands alone beside the title"
            value = recased(clean(line[start:end]))
            found.setdefault(value.casefold(), source.fact(segment.start + start, segment.start + end, value, reason))
    for fact in source.given("authors"):
        pieces = traits.names_in(fact.value, 0, len(fact.value)) if not _LINK.match(fact.value) else ()
        for start, end in pieces or ((0, len(fact.value)),) * (not _LINK.match(fact.value)):
            value = recased(fact.value[start:end])
            at = source.text.find(fact.value[start:end])
            new = Fact(value=value, start=max(at, 0), end=at + end - start if at >= 0 else 0)
            if value.casefold() not in found or found[value.casefold()].reason:
                found[value.casefold()] = new
    return tuple(_confirmed(source, found))


def _confirmed(source: _Text, found: dict[str, Fact]) -> Iterator[Fact]:
    """Yield the authors; a biography confirms a name that stood alone, and alone names one."""
    told: dict[str, tuple[int, int]] = {}
    for segment in source.edges:
        if segment.kind is not SegmentKind.BOILERPLATE:
            continue
        line = source.of(segment)
        if name := biography(line):
            at = segment.start + line.index(name)
            told.setdefault(name.casefold(), (at, at + len(name)))
    for key, fact in found.items():
        if fact.reason and key in told:
            yield Fact(value=fact.value, start=fact.start, end=fact.end)
        else:
            yield fact
    if not found:
        for start, end in list(told.values())[:3]:
            yield source.fact(start, end, reason="named by the biography that goes with the text")


def recased(name: str) -> str:
    """Return a name with a family name in capitals written as others are: "Ann LEE-FISHER" is "Ann Lee-Fisher"."""
    words = name.split()
    if not any(len(word) > 2 and word.isupper() and word.isalpha() for word in words) and not name.isupper():
        return name
    return " ".join(
        re.sub(r"[^\W\d_]+", lambda found: found.group().capitalize(), word)
        if len(word.strip(".")) > 1 and word.isupper() and "." not in word
        else word
        for word in words
    )


def _issued(source: _Text, url: Fact | None) -> Fact | None:
    for segment in source.segments[: 3 * _EDGE]:
        dated = segment.kind in {SegmentKind.DATE, SegmentKind.BYLINE}
        if dated and (fact := _dated(source, segment.start, segment.end)):
            return fact
    if fact := next(source.given("issued"), None):
        date = traits.iso_date(fact.value[:10]) or traits.iso_date(fact.value)
        if date:
            return Fact(value=date, start=fact.start, end=fact.end)
    return _imprinted(source) or _published(source) or _by_dateline(source) or _by_address(url)


def _imprinted(source: _Text) -> Fact | None:
    """The date in a short line before the text begins: "Working Paper No. 14, September 2018"."""
    for segment, after in zip(source.segments[:_HEAD], (*source.segments[1:_HEAD], None), strict=False):
        line = source.of(segment)
        stated = imprint(line) is not None
        if len(line) > _SHORT or not (stated or traits.is_open(line)):
            return None
        if after and segment.kind in BODY and not stated and _goes_on(source, segment, after):
            # Running text: only a dateline tells its own date, "OSLO, 4 May 2021. The harbour ..."
            placed = _PLACED.match(source.text, segment.start, segment.end)
            fact = _dated(source, placed.end(), segment.end) if placed else None
            return fact if fact and placed and fact.start == placed.end() else None
        if (stated or segment.kind in BODY) and (fact := _dated(source, segment.start, segment.end)):
            return fact
    return None


def _goes_on(source: _Text, segment: Segment, after: Segment) -> bool:
    """Whether a line is the first of a paragraph that is broken by hand."""
    between = source.text[segment.end : after.start]
    return after.kind in BODY and between.count("\n") == 1 and segment.end - segment.start >= _BROKEN


def _published(source: _Text) -> Fact | None:
    """The date behind "published", in what is said around the text."""
    for segment in source.edges:
        line = source.of(segment)
        lead = _PUBLISHED.search(line) if segment.kind not in BODY or len(line) < _SHORT else None
        if lead and (fact := _dated(source, segment.start + lead.end(), segment.end)):
            return fact
    return None


def _by_dateline(source: _Text) -> Fact | None:
    first = next((segment for segment in source.segments[:_EDGE] if segment.kind in BODY), None)
    if first is None:
        return None
    found = _dateline(source.of(first)) or _PLACED_DATE.match(
        source.text, first.start, min(first.end, first.start + 120)
    )
    if found is None:
        return None
    at = first.start if found.re is not _PLACED_DATE else 0
    return _dated(source, at + found.start("date"), at + found.end("date"))


def _by_address(url: Fact | None) -> Fact | None:
    found = _URL_DATE.search(url.value) if url else None
    date = "-".join(part.zfill(2) for part in found.groups() if part) if found else ""
    if url and date and traits.iso_date(date):
        return Fact(value=date, start=url.start, end=url.end, reason="the date stands in the text's address")
    return None


def _dated(source: _Text, start: int, end: int) -> Fact | None:
    found = traits.DATE.search(source.text, start, min(end, start + 200))
    date = traits.iso_date(found.group()) if found else None
    return source.fact(found.start(), found.end(), date) if found and date else None


def _dateline(line: str) -> re.Match[str] | None:
    return _DATELINE.match(line, 0, min(len(line), 120)) or _DATELINE_CHINESE.match(line)


def _container(source: _Text) -> Fact | None:
    for segment in reversed(source.edges):
        if segment.end - segment.start >= 1200:
            continue
        line = source.of(segment)
        if not any(map(line.__contains__, _CONTAINER_WORDS)):
            continue
        for pattern in _CONTAINER:
            found = pattern.search(source.text, segment.start, segment.end)
            about = found is not None and (segment.kind not in BODY or _about_itself(found.group()))
            if found and about and not traits.begins_with_month(found["name"]):
                return source.fact(*found.span("name"))
    return next(source.given("container_title"), None) or _imprinted_paper(source)


def _imprinted_paper(source: _Text) -> Fact | None:
    """The paper that a line before the text names beside the date."""
    for segment in source.segments[:_HEAD]:
        line = source.of(segment)
        found = imprint(line) if segment.kind is not SegmentKind.TITLE else None
        if found and found[0]:
            return source.fact(segment.start + found[0][0], segment.start + found[0][1])
        if segment.end - segment.start > _SHORT:
            return None
    return None


def _about_itself(words: str) -> bool:
    return words.lower().startswith(
        ("this ", "a version", "originally ", "first p", "reprinted", "republished", "впервые", "原载", "首发", "转载")
    )


def _publisher(source: _Text) -> Fact | None:
    if fact := next(source.given("publisher"), None):
        return fact
    for pattern, reason in _PUBLISHER:
        for segment in reversed(source.edges):
            if (segment.kind in BODY and reason) or segment.end - segment.start > 1200:
                continue
            found = pattern.search(source.text, segment.start, segment.end)
            # Persons hold copyrights as well, and publish nothing.
            if found and not (reason and is_first_name(found["name"].split()[0])):
                return source.fact(*found.span("name"), reason=reason)
    for segment in source.segments[:_EDGE]:
        if segment.kind in BODY:
            line = source.of(segment)
            found = _dateline(line)
            if found and (found["place"].isupper() or "\u3400" <= found["agency"][0] <= "\u9fff"):
                start, end = found.span("agency")
                return source.fact(segment.start + start, segment.start + end)
            break
    return None


def _url(source: _Text) -> Fact | None:
    for n, segment in enumerate(source.edges):
        if segment.kind is not SegmentKind.BOILERPLATE:
            continue
        line = source.of(segment)
        found = _LINK.search(line)
        if found is None:
            continue
        before = line[: found.start()].strip(" <(*_") or (source.of(source.edges[n - 1]) if n else "")
        if _LINK_LEAD.search(before, max(0, len(before) - 80)):
            link = found.group().rstrip(".,;)>")
            start = segment.start + found.start()
            return source.fact(start, start + len(link), link)
    return next(source.given("url"), None)


def _language(source: _Text) -> Fact | None:
    if fact := next(source.given("language"), None):
        return Fact(value=fact.value.replace("_", "-"), start=0, end=0)
    body = [segment for segment in source.segments if segment.kind in BODY]
    own = body or [segment for segment in source.segments if not segment.is_note] or list(source.segments)
    sample = [source.text[segment.start : min(segment.end, segment.start + 1000)] for segment in own[:60]]
    language = language_of("\n".join(sample))
    if language is None:
        return None
    return Fact(value=language, start=own[0].start, end=own[0].end, reason="judged by its letters and commonest words")
