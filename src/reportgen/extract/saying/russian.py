"""Statements in Russian: «...», — сказал Иванов; Иванов заявил, что ...; по словам Иванова, ..."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from reportgen.extract.saying.prose import MANY, MASK, Claim, Prose, Unit
from reportgen.language.quotations import Quotation
from reportgen.language.saying import RUSSIAN_FORMS, alternation

_VERB = alternation(RUSSIAN_FORMS)
_SUBJECT = rf"[^.,;:!?—–{MASK}]{{2,140}}?"
_END = (
    rf"(?=\s*(?:[.,;:!?—–{MASK}]|\s-\s|\s(?:в|на|во|по|о|об|для|при|после|журналистам|корреспонденту|"
    rf"агентству|газете|изданию|РИА|ТАСС|телеканалу)\s|$))"
)
_AFTER = re.compile(
    rf"[\s,.]*[—–-]\s*(?:(?P<adv>так|также|при этом|с \w+|"
    rf"\w+о)\s+)?(?:(?P<verb>\b{_VERB}\b)(?:\s+(?:журналистам|также|корреспонденту [^.,]{{2,40}}|"
    rf"в интервью [^.,]{{2,40}}))?\s+(?P<subject>(?:в\s+)?{_SUBJECT}){_END}"
    rf"|(?P<subject2>{_SUBJECT})\s+\b{_VERB}\b)"
)
_INSIDE = re.compile(
    rf"[,!?…]\s*[—–-]\s+{_VERB}\s+(?P<subject>{_SUBJECT})(?=[.,]\s*[—–-]?\s)|"
    rf"[,!?…]\s*[—–-]\s+(?P<subject2>[^.,;:!?—–]{{2,60}}?)\s+{_VERB}(?=[.,]\s*[—–-]\s)"
)
# Where the words of attribution within a quotation end and it goes on: with a new sentence after a full stop.
_GOES_ON = re.compile(r"[^—–]{0,200}?([.,])\s*[—–-]\s+")
_HIT = re.compile(rf"\b{_VERB}\b")
_OPINION = (
    r"(?:словам|мнению|данным|информации|оценкам?|оценке|утверждению|утверждениям|убеждению|сведениям|подсчётам|"
    r"подсчетам|прогнозам|прогнозу|сообщению|сообщениям|признанию|выражению|свидетельству)"
)
_ACCORDING = re.compile(
    rf"(?:(?:[Пп]о\s+(?P<his>его|её|ее|их)\s+{_OPINION}()|(?:[Пп]о\s+{_OPINION}|[Сс]\s+точки\s+зрения|[Сс]огласно)\s+"
    rf"(?P<subject>(?:[^,;:.!?{MASK}]|(?<=\b[А-ЯЁ])\.){{2,140}}))(?:(?P<comma>,)\s*|(?=\s*(?:[.!?]|$))))"
)
# A clause before "по словам X" that does not begin where the comma stands.
_NO_START = re.compile(
    r"(?:котор|что|как|где|когда|если|чтобы|хотя|котор|\w+(?:вший|вшая|вшие|ющий|ющая|ющие|нный|нная|нные)\b)"
)
_WHILE = re.compile(r",\s+(?:тогда\s+как|в\s+то\s+время\s+как)\s")  # no part of what "по словам X" reports
_AS = re.compile(rf"[Кк]ак\s+(?:ранее\s+)?{_VERB}\s+(?P<subject>(?:в\s+)?[^,;:]{{2,120}}),\s*")
_CITED = re.compile(r"(его|её|ее|их)\s")
_NEAR = 6  # words between "назвал" and what is called so
_THAT = re.compile(r"[^.;:!?—–]{0,90}?,?\s*(?:о\s+том,\s+)?,?\s*(?:что|чтобы|будто)\s")
_LEAD = re.compile(
    r"\s*(?:(?:но|а|и|однако|также|при этом|кроме того|между тем|в свою очередь|тем временем|ранее|позже|"
    r"затем|накануне|сегодня|вчера|сейчас|по его словам|об этом|"
    r"в понедельник|во вторник|в среду|в четверг|в пятницу|в субботу|в воскресенье|"
    r"\d{1,2}\s+[а-я]+(?:\s+\d{4}\s+года)?)\s*,?\s+)*",
    re.IGNORECASE,
)
_PEEL = re.compile(
    r"(?:\s+(?:также|ранее|позже|затем|тогда|уже|ещё|еще|сам|сама|сами|неоднократно|не\s+раз|недавно|"
    r"вчера|сегодня|накануне|при этом|публично|[а-я]+о))+\s*$"
)
_TAIL = re.compile(
    r"\s+(?:журналистам\s+|корреспонденту\s+(?:[А-ЯЁ]\w+\s+)?|из\s+)?(?P<subject>(?:в(?:о)?\s+)?(?:[^,;:.!?]|(?<=\b[А-ЯЁ])\.){2,120}?)"
    r"(?:\s*[.!?]?\s*\Z|(?P<medial>,\s+))"
)
# What follows ", сказал X," is no second half of the clause before it.
_NO_MIDDLE = re.compile(
    r"(?:и|а|но|однако|что|котор\w+|где|когда|отвечая|комментируя|говоря|\w+(?:ив|ав|яв|ая|яя|ясь|вшись))\b"
)
_COLON = re.compile(r"[^.;:!?,—–]{0,60}:\s+")
_CALLING = re.compile(
    r"\b(?:назва(?:л|ла|ли)|называ(?:ет|ют|л|ла|ли)|охарактеризова(?:л|ла|ли)|окрести(?:л|ла|ли)|сравни(?:л|ла|ли))\b"
)
_PHRASE_PRONOUN = re.compile(r"(?:В|Во|На|По|После|При|За|Из|От|До|С|Со|К|О|Об)\s.*\s(?P<pronoun>он|она|они)\Z")
_BOUND = re.compile(rf"[,;:(){MASK}!?—–]|\s(?:и|но|а|что|как|который|которая|которые|когда)\s")


def find_russian(prose: Prose, units: tuple[Unit, ...]) -> Iterator[Claim]:
    """Yield the claims of one passage."""
    speaker: tuple[int, int] | None = None
    for unit in units:
        claims = list(_unit(prose, unit, speaker))
        for claim in claims:
            speaker = claim.speaker or speaker
        yield from claims


def _unit(prose: Prose, unit: Unit, before: tuple[int, int] | None) -> Iterator[Claim]:
    flat, view = prose.flat, prose.view
    quoted: list[Claim] = []
    used: list[int] = []
    for i, quote in enumerate(unit.quotes):
        stop = unit.quotes[i + 1].start if i + 1 < len(unit.quotes) else unit.end
        claim = _quote(prose, unit, quote, stop, quoted, before)
        if claim is not None:
            quoted.extend(_pieces(prose, quote, claim))
            used.append(claim.act)
    yield from quoted
    for pattern in (_ACCORDING, _AS):
        for match in pattern.finditer(flat, unit.start, unit.end):
            contrast = _WHILE.search(flat, match.end(), unit.end)
            start, end = match.end(), _sentence_end(flat, match.end(), contrast.start() if contrast else unit.end)
            if not any(start <= c.start < end and c.end - c.start > 0.5 * (end - start) for c in quoted) and (
                end - start > 10 or (pattern is _ACCORDING and match.start() - unit.start > 10)
            ):
                if pattern is _ACCORDING:
                    start, end = _clause_around(flat, unit, match, start, end)
                if end - start > 10:
                    yield Claim(start=start, end=end, verbatim=False, speaker=_named(match), act=match.start())
                used.append(match.start())
                return
    if quoted:
        return
    for hit in islice(_HIT.finditer(flat, unit.start, unit.end), MANY):
        claim = _report(flat, unit, hit)
        if claim is not None:
            yield claim
            return
    del view


def _pieces(prose: Prose, quote: Quotation, claim: Claim) -> Iterator[Claim]:
    """Yield a quotation whole, or the two sentences between which it names its speaker: «А, — сказал X. — Б»."""
    inside = _INSIDE.search(prose.view, quote.inner_start, quote.inner_end)
    rest = _GOES_ON.match(prose.view, claim.speaker[1], quote.inner_end) if inside and claim.speaker else None
    if inside is None or rest is None or rest.group(1) != "." or claim.speaker not in inside.regs:
        yield claim
        return
    end = inside.start() + (prose.view[inside.start()] != ",")
    yield Claim(start=claim.start, end=end, verbatim=True, speaker=claim.speaker, act=claim.act)
    yield Claim(start=rest.end(), end=claim.end, verbatim=True, speaker=claim.speaker, act=claim.act)


def _clause_around(flat: str, unit: Unit, match: re.Match[str], start: int, end: int) -> tuple[int, int]:
    """Return the clause that "по словам X" opens, or that it stands in the middle or at the end of."""
    before = flat[unit.start : match.start()].rstrip()
    lead = _LEAD.match(flat, unit.start, match.start())
    if (
        not before
        or (lead and lead.end() >= unit.start + len(before))
        or not (before.endswith(",") or not match["comma"])
    ):
        return start, end
    text = before.rstrip(" ,—–")
    low = text.rfind(";") + 1
    comma = text.rfind(", ")
    if comma > low and not _NO_START.match(text, comma + 2):
        low = comma + 2
    low += len(text[low:]) - len(text[low:].lstrip())
    return unit.start + low, (end if match["comma"] else unit.start + len(text))


def _named(match: re.Match[str]) -> tuple[int, int]:
    """Return the span of the speaker, of the pronoun in "по его словам"."""
    if match.groupdict().get("his"):
        return match.start("his"), match.end("his")
    return match.span("subject")


def _sentence_end(flat: str, start: int, stop: int) -> int:
    return start + len(flat[start:stop].rstrip(" \n.,;"))


def _quote(
    prose: Prose, unit: Unit, quote: Quotation, stop: int, quoted: list[Claim], before: tuple[int, int] | None
) -> Claim | None:
    flat, view = prose.flat, prose.view
    inner = (quote.inner_start, quote.inner_end)
    after = _AFTER.match(flat, quote.end, stop)
    if after:
        group = "subject" if after.group("subject") else "subject2"
        cited = _CITED.match(flat, after.start(group), after.end(group)) if after.group("verb") == "цитирует" else None
        who = cited.span(1) if cited else after.span(group)  # "цитирует её агентство"
        return Claim(start=inner[0], end=inner[1], verbatim=True, speaker=who, act=after.start(group))
    inside = _INSIDE.search(view, *inner)
    if inside:
        group = "subject" if inside.group("subject") else "subject2"
        return Claim(start=inner[0], end=inner[1], verbatim=True, speaker=inside.span(group), act=inside.start(group))
    left = flat[unit.start : quote.start]
    words = view.count(" ", *inner) + 1
    colon = left.rstrip().endswith(":")
    hits = list(_HIT.finditer(flat, max(unit.start, quote.start - 300), quote.start))
    if hits and (words >= 3 or colon):
        span = _subject(flat, unit, hits[-1])
        gap = flat[hits[-1].end() : quote.start]
        if span is None and colon:
            text = gap.strip(" :,")
            if text:
                begin = hits[-1].end() + len(gap) - len(gap.lstrip())
                span = (begin, begin + len(text))
        if span is not None and (len(gap) < 120 or colon):
            return Claim(start=inner[0], end=inner[1], verbatim=True, speaker=span, act=hits[-1].start())
    calling = list(_CALLING.finditer(flat, max(unit.start, quote.start - 120), quote.start))
    apt = words >= 2 or (quote.inner_end - quote.inner_start > _NEAR and view[quote.inner_start].islower())
    if calling and apt and len(flat[calling[-1].end() : quote.start].split()) <= _NEAR:
        span = _subject(flat, unit, calling[-1])
        if span is not None:
            return Claim(start=inner[0], end=inner[1], verbatim=True, speaker=span, act=calling[-1].start())
    if not left.strip(" —–-\n") and not flat[quote.end : unit.end].strip(" .,!?\n") and before is not None:
        return Claim(start=inner[0], end=inner[1], verbatim=True, speaker=before, act=quote.start)
    if colon and words >= 4:
        lead = _LEAD.match(flat, unit.start, quote.start)
        start = lead.end() if lead else unit.start
        end = start + len(flat[start : quote.start].split(",")[0].rstrip(" :"))
        return Claim(start=inner[0], end=inner[1], verbatim=True, speaker=(start, end), act=unit.start)
    del quoted
    return None


def _report(flat: str, unit: Unit, hit: re.Match[str]) -> Claim | None:
    that = _THAT.match(flat, hit.end(), unit.end)
    if that and (span := _subject(flat, unit, hit)):
        end = _sentence_end(flat, that.end(), unit.end)
        return (
            Claim(start=that.end(), end=end, verbatim=False, speaker=span, act=hit.start())
            if end - that.end() > 5
            else None
        )
    text = flat[unit.start : hit.start()].rstrip()
    if that and text.endswith((",", ";")) is False and not text:
        return None
    if that is None and text.endswith(","):
        tail = _TAIL.match(flat, hit.end(), unit.end)
        if tail and (len(text.split()) >= 2 or tail["medial"]):
            closed = not tail["medial"] or _NO_MIDDLE.match(flat, tail.end(), unit.end)
            start, end = (
                unit.start,
                unit.start + len(text.rstrip(" ,")) if closed else _sentence_end(flat, tail.end(), unit.end),
            )
            return Claim(start=start, end=end, verbatim=False, speaker=tail.span("subject"), act=hit.start())
    if that is None and (colon := _COLON.match(flat, hit.end(), unit.end)) and (span := _subject(flat, unit, hit)):
        end = _sentence_end(flat, colon.end(), unit.end)
        if end - colon.end() > 10 and MASK not in flat[colon.end() : end]:
            return Claim(start=colon.end(), end=end, verbatim=False, speaker=span, act=hit.start())
    if that:
        # "Заявил об этом ...", "В Минтрансе заявили, что ..."
        lead = _LEAD.match(flat, unit.start, hit.start())
        start = lead.end() if lead else unit.start
        if start < hit.start():
            end = _sentence_end(flat, that.end(), unit.end)
            return Claim(start=that.end(), end=end, verbatim=False, speaker=(start, hit.start()), act=hit.start())
    return None


def _subject(flat: str, unit: Unit, hit: re.Match[str]) -> tuple[int, int] | None:
    """Return the span of the noun phrase before a verb; that before an apposition when commas enclose one."""
    low = max(unit.start, hit.start() - 240)
    left = flat[low : hit.start()].rstrip()
    peeled = _PEEL.search(left)
    if peeled and peeled.start() > 0:
        left = left[: peeled.start()]
    bounds = list(_BOUND.finditer(left))
    for i in range(len(bounds), -1, -1):
        start = bounds[i - 1].end() if i else 0
        end = bounds[i].start() if i < len(bounds) else len(left)
        lead = _LEAD.match(left, start, end)
        start = lead.end() if lead else start
        text = left[start:end].strip()
        sign = bounds[i - 1].group().strip() if i else ""
        if not text:
            if sign in {"который", "которая", "которые"}:
                continue
            continue
        if text[0].islower() and i and sign in {",", "—", "–"} and i > 0 and i < len(bounds):
            continue
        start += len(left[start:end]) - len(left[start:end].lstrip())
        if (phrase := _PHRASE_PRONOUN.fullmatch(text)) is not None:  # "В интервью радио она заявила"
            return low + start + phrase.start("pronoun"), low + start + len(text)
        return low + start, low + start + len(text)
    return None
