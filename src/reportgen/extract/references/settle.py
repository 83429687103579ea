"""Boundaries that a model of words draws wrong: where a title goes on, where a name ends, what a container is called.

Each rule takes the labelled spans of one reference, in order and without overlap, and returns such spans.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from reportgen.extract.references.fields import FieldSpan, Label
from reportgen.language.names import given_names
from reportgen.language.places import places

_UP = "A-ZÀ-ÖØ-ÞĀ-ŽА-ЯЁІЇЄҐ"
_GOES_ON = frozenset({Label.AUTHOR, Label.EDITOR, Label.CONTAINER, Label.PUBLISHER, Label.EVENT, Label.TITLE})
_ENDED = re.compile(r"[.?!…”»\"’)\]]$")
# Words after a title that open another field.
_OTHER_FIELD = re.compile(
    r"\s(?:in|im|by|ed|eds|edited|trans|translated|from|available|accessed|retrieved|pp?|vol|no|nr|en|dans|von|hrsg|hg"
    r"|par|por|v|url|doi|online|hier|zit|cited|quoted|last|via|under|archived)\b",
    re.IGNORECASE,
)
_RUNNING = re.compile(r"\s[a-zа-яё][\w'’-]*(?:\s[\w'’-]+)*")
_YEARS = re.compile(r",\s(?:1\d|20)\d\d\s?[–—-]\s?(?:(?:1\d|20)?\d\d)(?=[.,;:)]|\s\()")
_LAW_WORD = re.compile(
    r"(?:кодекс|закон|постановлени[ея]|конвенци[яи]|договор)(?!\w)|\b(?:Gesetzbuch|Code of|Act of)\b", re.IGNORECASE
)
_RULING = re.compile(r"(?:Sentencia|Auto|Decreto|Resolución|Orden|Ley|Urteil|Beschluss|Arrêt|Décret)\s")
_CODE = re.compile(r"\d\d\.\d\d\.\d\d")
_PLACE_AND = re.compile(rf"(?P<place>[{_UP}][^,:;]{{1,40}}),\s(?P<publisher>[{_UP}][^:;]{{1,80}})")
_STATE = re.compile(
    r"(?:[A-Z]{2,3}|(?:[A-Z]\.\s?){1,3}|(?:Mass|Calif|Conn|Md|Va|Ill|Pa|Fla|Tex|Mich|Minn|Ont|Wis|Ind|Ky|Tenn|Ga|Colo|Ore|Wash"
    r"|Ariz|Mo|Ala|La|Okla|Nev)\.?|England|Scotland|Wales|Massachusetts|California|Ontario|New\s\w+)(?:,\s(?:[A-Z]{2,3}|U\.S\.A\.))?|[\w.]+\s?;.*"
)
_NAME_COLON = re.compile(
    rf"(?P<name>[{_UP}][\w’'-]+,\s[{_UP}][\w’'.-]+(?:\s(?:[{_UP}][\w’'.-]*|von|van|de|zu|der|den|la|du)){{0,4}}):\s(?=[{_UP}„«“\"])"
)
_LIFE = re.compile(r"(?:1\d|20)\d\d\s?[–—-]\s?(?:1\d|20)\d\d")
_SITE_WORDS = re.compile(r":\s(?P<rest>[а-яё][^.:;,\[\]]{3,60})(?=\.\s)")
_SITE_KIND = re.compile(r"сайт|портал|журн|газет|вестник|сб\.|сборник|учеб|материал")
_OPEN_END = re.compile(
    r"(?<![\w’'-])(?:of|of\sthe|for|for\sthe|and|on|the|to|der|des|für|und|du|de|de\sla|et|pour|del|y|para)$",
    re.IGNORECASE,
)
_NAME_REST = re.compile(r"\s[^,.:;(“\"«\d]{2,80}(?=[,.:;]\s|\s\()")
_DATE_WORD = re.compile(r",?\s(?:vom|of|dated|du|del|of the|от|за|le|am|el)$")
# A medium named by its kind: "газета «Имя»".
_KIND_NAME = re.compile(
    r"(?:газета|журнал|сайт|портал|телеканал|радио(?:станция)?|(?:telegram|телеграм)[-\s]?канал|канал|агентство"
    r"|информагентство|журн\.|газ\.)\s[«“\"](?P<name>[^«»“”\"]+)[»”\"]",
    re.IGNORECASE,
)
_DATABASE = re.compile(
    r"(?:JSTOR|ProQuest|EBSCO(?:host)?|Project\sMUSE|LexisNexis|Nexis(?:\sUni)?|HeinOnline|ScienceDirect|Factiva|Gale"
    r"|Academic Search (?:Complete|Premier)|Web of Science|Scopus|PubMed|Google (?:Books|Scholar)|Persée"
    r"|Cairn(?:\.info)?"
    r"|Dialnet|SciELO|КиберЛенинка|CyberLeninka|eLIBRARY(?:\.RU)?|КонсультантПлюс|Гарант|CNKI|中国知网|知网|万方)",
    re.IGNORECASE,
)
_EDITION_MARK = re.compile(
    r"(?:第?[\d一二三四五六七八九十]{1,3}版|(?:修订|增订|增补|校订|重印|再|新)[版本]"
    r"|\d{1,2}-е\sизд\.?(?:,\s[а-яё., ]+)?|\d{1,2}(?:st|nd|rd|th)\sed(?:ition|n)?\.?|\d{1,2}\.\sAufl(?:age)?\.?"
    r"|\d{1,2}[eªº]?\s(?:éd|ed)\.?)"
)
_SERIES = re.compile(rf"\.\s(?P<name>[{_UP}][\w’'-]*(?:\s[\w’'-]+){{0,4}})$")
_NUMBERED = re.compile(r",?\s(?:n°|nº|no\.?|No\.?|Nr\.?|№|núm\.)\s?$")
_AND_PLACE = re.compile(rf"(?P<more>(?:and|&|und|et|y|и)\s[{_UP}][\w.’ -]{{1,30}})\s?:\s(?=[{_UP}])")
_PLACE_PUBLISHER = re.compile(
    rf"(?P<place>[{_UP}][^\W\d]+(?:[\s-][{_UP}][^\W\d]+)?),\s(?=[^,]*\b(?:Press|Verlag|Éditions?|Editions?|Editores"
    r"|Editorial|Ediciones|Publishers?|Publishing|Books|Издательство|Presses|Edizioni|Editora)\b)"
)
# The first word of a body that prints, taken for the end of its place: "Zaragoza, Institución".
_BODY_TAIL = re.compile(
    r",\s(?P<body>(?:Institución|Institut[oe]?|Universi[dt]ad|Universität|Université|Editorial|Ediciones|Fundación|Fondation"
    r"|Diputación|Servicio|Consejo|Centro|Centre|Academia|Akademie|Verlag|Éditions|Edizioni|Presses)(?:\s\S+){0,3})\Z"
)
_PLACE_TAIL = re.compile(
    rf"(?P<place>[{_UP}][^\W\d]{{3,}}(?:\s[{_UP}][^\W\d]{{3,}}){{0,2}})\.\s(?=[{_UP}][^\W\d]{{2,}})"
)
_FAMILY_INITIAL_WORD = re.compile(
    rf"(?P<names>(?:[{_UP}][\w’'-]+\s(?:[{_UP}]\.[\s-]?){{1,3}}(?:,\s)?)+)(?P<rest>[{_UP}][\w’'-]+(?:\s[\w’'-]+)*)$"
)
_GIVEN_FIRST = re.compile(
    rf"[{_UP}][\w’'-]+\s(?:[{_UP}]\.\s)?[{_UP}][\w’'-]+(?=,|\sand|\s&).*?[,&d]\s[{_UP}][\w’'-]+(?:\s[{_UP}]\.)+$"
)
_LONE_FAMILY = re.compile(rf"(?P<family>[{_UP}][\w’'-]+)\.\s(?=\S)")
_BODY_TITLE = re.compile(rf"(?P<body>[{_UP}][\w-]{{3,}})\.\s(?P<rest>[{_UP}][^\W\d]{{3,}}\s[^.]+)$")
_BESIDE = re.compile(r"\s\[(?P<title>[^\[\]]{8,300})\]$")
_TITLE_DATE = re.compile(r"\s[–—-]\s|\s|,\s")
_AFTER_SLASHES = re.compile(r"//\s?(?P<name>[^/\[\].]{3,120}?)\s?(?=\.\s|:?\s?\[|\.?\s[–—-]\s|,\s\d|$)")


def settled(text: str, spans: Sequence[FieldSpan]) -> list[FieldSpan]:
    """Return the spans with their bounds set right."""
    found = _whole_titles(text, list(spans))
    if not found:
        return found
    found = _heads(text, found)
    if len(found) > 1 and found[0].label is Label.AUTHOR and _LAW_WORD.search(text, found[0].start, found[0].end):
        title = found[1].label is Label.TITLE and found[1].start - found[0].end <= 1
        found[: 1 + title] = [FieldSpan(label=Label.TITLE, start=found[0].start, end=found[title].end)]
    found = _with_bounds(text, found)
    labels = {span.label for span in found}
    if Label.ARCHIVE in labels and Label.TITLE not in labels:
        found = [
            replace(span, label=Label.TITLE) if _RULING.match(text, span.start, span.end) else span for span in found
        ]
    if Label.CONTAINER in labels:
        found = _containers(text, found)
    if Label.PUBLISHER in labels:
        found = _publishers(text, found)
    return _title_ends(text, found)


def _whole_titles(text: str, spans: list[FieldSpan]) -> list[FieldSpan]:
    """A title goes on over words that nothing but blanks part from it."""
    found: list[FieldSpan] = []
    for i, span in enumerate(spans):
        last = found[-1] if found else None
        if last is None or last.label is not Label.TITLE or span.start < last.end:
            if last is None or span.start >= last.end:
                found.append(span)
            continue
        gap = text[last.end : span.start]
        if span.label is Label.ISSUED:
            dated = any(other.label is Label.ISSUED for other in found)
            joins = dated and _TITLE_DATE.fullmatch(gap) is not None and gap != ", "
        elif gap != " " or _ENDED.search(text[last.start : last.end]):
            joins = False
        elif span.label is Label.GENRE:
            joins = _RUNNING.match(text, span.end) is not None and not _OTHER_FIELD.match(text, span.end)
        else:
            joins = span.label in _GOES_ON and not _OTHER_FIELD.match(text, span.start - 1)
        if not joins:
            found.append(span)
            continue
        end = span.end
        running = _RUNNING.match(text, end)
        if running and span.label is not Label.ISSUED and not _OTHER_FIELD.match(text, end):
            following = next((s for s in spans[i + 1 :] if s.label in {Label.URL, Label.ISSUED, Label.ACCESSED}), None)
            end = min(running.end(), following.start - 1 if following else running.end())
        found[-1] = replace(last, end=max(end, span.end))
    return found


def _with_bounds(text: str, spans: list[FieldSpan]) -> list[FieldSpan]:
    """Subtitles back to their titles, publishers apart from places, and no codes of science among the dates."""
    labels = {span.label for span in spans}
    found: list[FieldSpan] = []
    years = sum(span.label is Label.ISSUED for span in spans)
    imprint = {Label.PLACE, Label.PUBLISHER} <= labels and not labels & {Label.EDITOR, Label.VOLUME, Label.ISSUE}
    for item in spans:
        span = item
        raw = text[span.start : span.end]
        last = found[-1] if found else None
        if span.label is Label.ISSUED and years > 1 and _CODE.fullmatch(raw):
            continue
        if (
            imprint
            and span.label is Label.CONTAINER
            and last
            and last.label is Label.TITLE
            and text[last.end : span.start] == ". "
        ):
            found[-1] = replace(last, end=span.end)
            continue
        if span.label is Label.PLACE and Label.PUBLISHER not in labels and (both := _PLACE_AND.fullmatch(raw)):
            if not _STATE.fullmatch(both["publisher"]) and both["publisher"] not in places():
                found.append(replace(span, end=span.start + both.end("place")))
                found.append(FieldSpan(label=Label.PUBLISHER, start=span.start + both.start("publisher"), end=span.end))
                continue
        elif (
            span.label is Label.CONTAINER
            and not labels & {Label.PLACE, Label.VOLUME, Label.ISSUE}
            and text[span.start - 2 : span.start] == ". "
            and raw in places()
        ):
            span = replace(span, label=Label.PLACE)
        found.append(span)
    return _self_published(text, found)


def _self_published(text: str, spans: list[FieldSpan]) -> list[FieldSpan]:
    """A title that opens with the name of its publisher opens with its author."""
    first = spans[0]
    publisher = next((span for span in spans if span.label is Label.PUBLISHER), None)
    if first.label is not Label.TITLE or first.start > 1 or publisher is None:
        return spans
    name = text[publisher.start : publisher.end]
    end = first.start + len(name)
    if not text.startswith(name, first.start) or text[end : end + 2] not in {", ", ": ", ". "} or end + 2 >= first.end:
        return spans
    return [FieldSpan(label=Label.AUTHOR, start=first.start, end=end), replace(first, start=end + 2), *spans[1:]]


def _heads(text: str, spans: list[FieldSpan]) -> list[FieldSpan]:  # noqa: C901, PLR0911  # one return per form
    """The name at the head of a reference: whole, and no more than a name."""
    first = spans[0]
    second = spans[1] if len(spans) > 1 else None
    raw = text[first.start : first.end]
    if first.label is Label.AUTHOR and _OPEN_END.search(raw):
        rest = _NAME_REST.match(text, first.end)
        if rest:
            whole = replace(first, end=rest.end())
            return [whole, *(piece for span in spans[1:] for piece in _after(text, span, whole.end))]
    if second is None:
        return spans
    gap = text[first.end : second.start]
    named = any(span.label in {Label.AUTHOR, Label.EDITOR} for span in spans)
    if first.label in {Label.CONTAINER, Label.PUBLISHER, Label.COMMENT} and not named and first.start <= 1:
        colon = second.label is Label.TITLE and gap == ": " and len(raw.split()) <= 6
        dated = (
            second.label is Label.ISSUED and gap in {". (", " (", ", ("} and text[second.end : second.end + 1] == ")"
        )
        if colon or (dated and len(spans) > 2 and spans[2].label is Label.TITLE):
            return [replace(first, label=Label.AUTHOR), *spans[1:]]
    headed = _NAME_COLON.match(raw) if first.label in {Label.AUTHOR, Label.EDITOR} and ": " in raw else None
    if headed and not any(span.label is Label.TITLE for span in spans):
        start = first.start + headed.end()
        stop = text.find(". ", start, first.end + 2)
        title = FieldSpan(label=Label.TITLE, start=start, end=stop if stop > 0 else first.end)
        author = FieldSpan(label=Label.AUTHOR, start=first.start, end=first.start + headed.end("name"))
        return [author, title, *spans[1:]]
    if first.label is not Label.AUTHOR:
        return spans
    if second.label is Label.TITLE:
        greedy = _FAMILY_INITIAL_WORD.match(raw) if gap == ": " else None
        if greedy and len(greedy["rest"].split()) <= 6 and raw.split()[0] not in given_names():
            names = first.start + len(greedy["names"].rstrip())
            return [
                replace(first, end=names),
                replace(second, start=first.start + greedy.start("rest")),
                *spans[2:],
            ]
        family = _LONE_FAMILY.match(text, second.start, second.end) if gap == " " else None
        if family and _GIVEN_FIRST.match(raw):
            return [replace(first, end=family.end("family")), replace(second, start=family.end()), *spans[2:]]
    elif second.label is Label.CONTAINER and gap == ". " and not any(span.label is Label.TITLE for span in spans):
        body = _BODY_TITLE.match(raw)
        if body:
            author = replace(first, end=first.start + body.end("body"))
            return [
                author,
                FieldSpan(label=Label.TITLE, start=first.start + body.start("rest"), end=second.end),
                *spans[2:],
            ]
    return spans


def _after(text: str, span: FieldSpan, position: int) -> list[FieldSpan]:
    """What is left of a span after a position."""
    if span.start >= position:
        return [span]
    rest = text[position : span.end]
    stripped = rest.lstrip(" ,.:;")
    return [replace(span, start=span.end - len(stripped))] if stripped else []


def _containers(text: str, spans: list[FieldSpan]) -> list[FieldSpan]:
    """What holds the work, by its own name alone."""
    found: list[FieldSpan] = []
    slashes = text.find("//")
    behind = None
    if slashes >= 0 and text[slashes - 1 : slashes] != ":":
        behind = _AFTER_SLASHES.match(text, slashes)
    for i, item in enumerate(spans):
        span = item
        following = spans[i + 1] if i + 1 < len(spans) else None
        if span.label in {Label.ISSUE, Label.VOLUME} and found and _part_of_name(text, found[-1], span, spans):
            found[-1] = replace(found[-1], end=span.end)
            continue
        if span.label is not Label.CONTAINER:
            found.append(span)
            continue
        raw = text[span.start : span.end]
        if _EDITION_MARK.fullmatch(raw):
            found.append(replace(span, label=Label.EDITION))
            continue
        dated = _DATE_WORD.search(raw)
        if dated and following and following.label is Label.ISSUED:
            span = replace(span, end=span.start + dated.start())
        kind = _KIND_NAME.fullmatch(raw) if raw[-1:] in '»”"' else None
        if kind:
            span = replace(span, start=span.start + kind.start("name"), end=span.start + kind.end("name"))
        if behind and span.end < slashes:
            continue
        said = _SITE_WORDS.match(text, span.end) if 0 <= slashes < span.start else None
        if said and not _SITE_KIND.search(said["rest"]):
            span = replace(span, end=said.end())
        before = found[-1] if found else None
        if before and before.label is Label.TITLE and text[before.end : span.start] == ", ":
            tail = _PLACE_TAIL.match(text, span.start, span.end)
            if tail and following and following.label is Label.ISSUED:
                found[-1] = replace(before, end=tail.end("place"))
                span = replace(span, start=tail.end())
        found.append(span)
    return found


def _part_of_name(text: str, before: FieldSpan, span: FieldSpan, spans: Sequence[FieldSpan]) -> bool:
    """Whether a number right after a name belongs to it ("France 24"): the issue of a day has no volume."""
    return (
        before.label is Label.CONTAINER
        and text[before.end : span.start] == " "
        and text[span.end : span.end + 2] == ", "
        and text[span.start : span.end].isdigit()
        and not any(other.label is Label.PAGES for other in spans)
        and any(
            other.label is Label.ISSUED
            and len(text[other.start : other.end].split()) == 3
            and other.start == span.end + 2
            for other in spans
        )
    )


def _publishers(text: str, spans: list[FieldSpan]) -> list[FieldSpan]:
    """Publishers apart from their places, and no databases among them."""
    found: list[FieldSpan] = []
    placed = any(span.label is Label.PLACE for span in spans)
    for item in spans:
        span = item
        if span.label is not Label.PUBLISHER:
            found.append(span)
            continue
        if _DATABASE.fullmatch(text, span.start, span.end):
            found.append(replace(span, label=Label.ARCHIVE))
            continue
        last = found[-1] if found else None
        if last and last.label is Label.PLACE and (body := _BODY_TAIL.search(text, last.start, last.end)):
            found[-1] = replace(last, end=body.start())
            span = replace(span, start=body.start("body"))
        if not placed and text[span.start : span.end] in places():
            found.append(replace(span, label=Label.PLACE))  # "Oslo, 2019": nobody but the author printed it
            continue
        more = _AND_PLACE.match(text, span.start, span.end)
        if more and last and last.label is Label.PLACE and span.start - last.end <= 3:
            found[-1] = replace(last, end=more.end("more"))
            span = replace(span, start=more.end())
        elif not placed:
            place = _PLACE_PUBLISHER.match(text, span.start, span.end)
            if place:
                found.append(FieldSpan(label=Label.PLACE, start=span.start, end=place.end("place")))
                span = replace(span, start=place.end())
        found.append(span)
    return found


def _belongs(text: str, before: FieldSpan, years: FieldSpan, rest: Sequence[FieldSpan]) -> bool:
    """Whether years such as "1900-1950" end a title: they follow it and are no date of the work, nor its pages."""
    return (
        before.label in {Label.TITLE, Label.CONTAINER}
        and years.label in {Label.PAGES, Label.ISSUED}
        and text[before.end : years.start] == ", "
        and any(span.label is Label.ISSUED for span in rest)
    )


def _title_ends(text: str, spans: list[FieldSpan]) -> list[FieldSpan]:
    """What stands at the end of a title: years that belong to it, a translation in brackets, a series."""
    found: list[FieldSpan] = []
    series = not any(span.label in {Label.CONTAINER, Label.COLLECTION} for span in spans)
    for i, item in enumerate(spans):
        span = item
        if found and span.start < found[-1].end:
            continue
        if _LIFE.fullmatch(text, span.start, span.end) and found and _belongs(text, found[-1], span, spans[i + 1 :]):
            found[-1] = replace(found[-1], end=span.end)
            continue
        if span.label is not Label.TITLE:
            found.append(span)
            continue
        years = _YEARS.match(text, span.end)
        if years and text[span.end - 1 : span.end] not in '”»"':
            span = replace(span, end=years.end())
        raw = text[span.start : span.end]
        beside = _BESIDE.search(raw) if raw.endswith("]") else None
        if beside:
            found.append(replace(span, end=span.start + beside.start()))
            inner = span.start + beside.start("title")
            found.append(FieldSpan(label=Label.TRANSLATED_TITLE, start=inner, end=span.start + beside.end("title")))
            continue
        following = spans[i + 1] if i + 1 < len(spans) else None
        name = (
            _SERIES.search(raw)
            if series
            and following
            and following.label in {Label.NUMBER, Label.ISSUE}
            and following.start - span.end < 8
            else None
        )
        if name:
            found.append(replace(span, end=span.start + name.start()))
            found.append(
                FieldSpan(
                    label=Label.COLLECTION, start=span.start + name.start("name"), end=span.start + name.end("name")
                )
            )
            continue
        found.append(span)
    return found
