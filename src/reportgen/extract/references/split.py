"""One note -> the works it cites and the citing author's own words around them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from reportgen.extract.references.fields import FieldSpan, Label

_LABEL = re.compile(
    r"\s*(?:\[\d{1,4}\]|\(\d{1,3}\)(?=\s)|\d{1,3}[.)](?=\s)|[⁰¹²³⁴-⁹]{1,4}|\*{1,3}(?=[\w\s])|†|‡|\[\^[\w-]{1,30}\]:"
    r"|•|[-–—](?=\s)|注?[①-⑳]|〔\d{1,3}〕|［\d{1,3}］"
    r"|\d{1,3}\s(?=[^\W\d_][\w.'’-]*(?:\s[^\W\d_][\w.'’-]*){0,3},\s))\s*"
)
# In this and other patterns a set of first characters comes before what looks around: the engine skips to the next.
_QUOTED = re.compile(
    '[“«„《"‘\'](?:(?<=“)[^”]{0,600}”|(?<=«)[^»]{0,600}»|(?<=„)[^“”]{0,600}[“”]|(?<=《)[^》]{0,300}》|(?<=")[^"]{0,600}"'
    "|(?<=‘)(?<!\\w.)[^’]{0,300}’(?!\\w)|(?<=')(?<!\\w.)[^']{3,300}'(?!\\w))"
)
_BRACKETED = re.compile(r"\([^()]{0,300}\)|\[[^\[\]]{0,200}\]")
_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
_SEMICOLON = re.compile(r"[;；]\s+(?:(?:and|и|und|et)\s+)?(?=\S)")
_GERMAN_ALSO = (
    r"(?:auch|hierzu|dazu|dagegen|etwa|ausführlich(?:er)?|näher|insbesondere|insb\.|ferner|zuletzt|beispielsweise|bspw\."
    r"|grundlegend|stellvertretend|kritisch|statt\svieler|nur|noch|unter\sanderem|u\.\s?a\.|z\.\s?B\.|zum\sBeispiel"
    r"|zum\sFolgenden|im\sFolgenden)"
)
_LEAD_WORDS = (
    r"(?:but\s)?see(?:,?\s(?:also|generally|further|especially|for example|for instance|e\.g\.|inter alia|esp\."
    r"|in particular|among others))*(?:,\s(?:e\.g\.|for example|for instance|inter alia))?"
    r"|(?:but\s)?cf\.|compare|contra|(?:as\s)?(?:quoted|cited|reported|discussed|described|reprinted|published"
    r"|translated|available|mentioned)\s(?:in|by|at)|consult|(?:the\s)?sources?(?=\s?:)|adapted\sfrom|data\sfrom"
    r"|based\son|from(?=\s?:)|e\.g\.|for example|for instance|also"
    r"|(?:подробнее\s|подр\.\s|об\sэтом\s)?см\.(?:,?\s(?:также|об\sэтом|подробнее|например|напр\.|в\sчастности))*"
    r"|ср\.(?:\sтакже)?|цит\.\sпо|источник(?=\s?:)|напр(?:имер|\.)"
    rf"|(?:siehe|vgl\.|vergleiche)(?:,?\s{_GERMAN_ALSO})*:?|s\.\sauch|zitiert\snach|zit\.\sn\.|cfr\.?|vid\.|vide|véanse"
    r"|voir(?:\s(?:aussi|notamment|par\sexemple|en\sparticulier))*|cité\s(?:par|dans)|véase(?:\stambién|,?\spor\sejemplo)?|ver(?=\s(?:también|por))(?:\stambién|\spor\sejemplo)"
)
_CJK_LEAD = r"(?:参见|详见|另见|参阅|转引自|引自|资料来源|来源|可参考|参看|见|参照|出典)[：:，,]?\s*"
_LEAD = re.compile(
    rf"(?:(?:{_LEAD_WORDS})(?![\w-])\s?[:,]?\s+|{_CJK_LEAD})(?:(?:also|например|the discussion in|the analysis in|in"
    rf"|у|в)\s*:?\s+(?=[A-ZА-ЯЁ“\"«]))?",
    re.IGNORECASE,
)
_LATE_LEAD = re.compile(
    rf"(?<=[\s,;(])(?:{_LEAD_WORDS})(?![\w-])\s?[:,]?\s+(?=[A-ZА-ЯЁÀ-Þ“\"«„‘\u0001\u0002])|(?<=[，。；：]){_CJK_LEAD}",
    re.IGNORECASE,
)
_NEW_SENTENCE = re.compile(
    r"(?<=[.\u0001”\"»)])[.,;]?\s+(?=(?:See|But\ssee|Cf\.|Compare|See\salso|Also\ssee"
    r"|For\s[^\u0001.;]{3,120}\s(?:see|cf\.)|См\.|Ср\.|Подробнее\sсм|Siehe|Vgl\.|Voir)\s)|(?<=[。；])(?=(?:参见|另见|又见|详见"
    r"|参阅))"
)
_SENTENCE_STEMS = (
    "See",
    "see",
    "Cf.",
    "cf.",
    "Compare",
    "См",
    "Ср.",
    "см",
    "Siehe",
    "Vgl.",
    "Voir",
    "参",
    "另",
    "又",
    "详",
)
_AFTER_URL = re.compile(
    r"[.,;]?\s+(?:(?:and|и|und|et)\s+)?(?=[A-ZА-ЯЁÀ-Þ“\"«„\u0001\u0002])|[。；，]\s*(?=[《\u4e00-\u9fff])"
)
_VERB = re.compile(
    r"[acdehimnoprstuwбвиопсуя是指为有含](?:(?<=[是指为有含])|(?<!\w.)(?<=(?=(?:is|are|was|were|has|have|had|does|do|did|can|could|may|might|should|would|will|must|seems?|refers?"
    r"|includes?|excludes?|covers?|means?|remains?|shows?|argues?|suggests?|notes?|pays?|gives?|says?|said"
    r"|makes?|takes?|draws?|contains?|provides?|reflects?|represents?|uses?|used|cited|quoted|added|rounded"
    r"|calculated|converted|contends?|claims?|discusses|describes|offers|omits?|differs?|counts?|applies|apply|ist"
    r"|sind|war|wurde|est|sont"
    r"|явля\w+|был[аио]?|составля\w+|имеет|имеется|следует|означает|включа\w+|считает|указан\w*"
    r"|приводит\w*|относится|использует\w*|учитыва\w+|пишет|отмечает)(?!\w)).))|(?<!\w)était(?!\w)"
)
_COMMENT_START = re.compile(
    r"(?:This|These|That|Those|It|Its|He|She|They|We|I|The|There|Here|In|For|All|Some|Many|Most|Both|Each|No|Not"
    r"|Only|If|When|While|Although|Though|However|Moreover|Curiously|Interestingly|Note|Notably|Unless"
    r"|Such|Figures?|Data|Numbers|Percentages?|Amounts?|Prices|Values|Estimates?|Emphasis|Italics|Translations?"
    r"|Translated|Author['’]s|Authors['’]|My|Our|Own|As|At|By|Since|Because|According|Excludes|Excluding|Includes"
    r"|Including|Based|Calculated|Calculations|One|Two|Another|An?|To|On|From|See above|See below"
    r"|Это|Эти|Этот|Эта|Здесь|Данные|Автор|Авторы|В|По|На|Для|Курсив|Перевод|Расч[её]т\w*|Без|Все|Не|Так|Однако"
    r"|Имеется|Подч[её]ркнуто|Выделено"
    r"|本文|本书|此处|此|该|这|指|笔者|作者|包括|不包括|以下|下文|数据|原文|译文|这里|关于|所谓|即)(?![\w'’-]*\s?,\s[A-Z]\.)"
)
_TRAILING = re.compile(
    r"(?<=[.)\d”\"»])[.;]?\s+(?=(?:This|These|That|Those|It|He|She|They|We|I|However|Here|Note that|Emphasis|Italics"
    r"|Translations?|All translations|Author['’]s translation|My translation|Curiously|Interestingly|The\s(?:author"
    r"|book|article|report|figure|data|study|paper|text|quotation|piece|document|essay|survey|sample)s?|Unless"
    r"|Курсив|Перевод\s(?:мой|наш|автора)|Автор\s|Выделено|Здесь\s|Это\s))"
)
_PERSONAL = re.compile(
    r"\b(?:personal (?:communication|interview|correspondence)|pers\. comm|author['’]?s['’]?\s(?:\w+\s)?(?:interview"
    r"|conversation|correspondence)|interview(?:s|ed)?\s(?:with|by|conducted)|e-?mail (?:to|from|correspondence)"
    r"|conversation with|telephone interview|field ?notes"
    r"|интервью автора|интервью с|личная беседа|беседа автора|личное сообщение)|笔者访谈|作者访谈|访谈",
    re.IGNORECASE,
)
_WORK_WORDS = re.compile(
    r"\b(?:pp?\.\s?\d|vol\.|no\.\s?\d|ed\.|eds\.|press\b|journal|university press|trans\.|dissertation|thesis|act\b"
    r"|treaty|resolution|report\b)|№|//|(?<!\w)[СcТт]\.\s?\d|出版社|\[[A-Z](?:/OL)?\]|《",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A work in a note: half-open offsets of its words in the note; `comment` is what the citing author says beside it.

    With `work` false the part is a comment alone.
    """

    start: int
    end: int
    comment: str | None = None
    work: bool = True


def label_end(text: str) -> int:
    """Return where the text begins after a label such as `[12]`, `12.` or `¹²`."""
    found = _LABEL.match(text)
    return found.end() if found and found.end() < len(text) else len(text) - len(text.lstrip())


def split_note(text: str, identifiers: Sequence[FieldSpan] = (), start: int = 0) -> tuple[Part, ...]:
    """Return the parts of a note in order; there is always one.

    >>> [(part.start, part.end, part.comment) for part in split_note("For another view see Doe, Ships (2001).")]
    [(21, 39, 'For another view see')]
    """
    text = text[:10_000]
    masked = _masked(text, identifiers)
    parts: list[Part] = []
    bounds = [*_bounds(masked, start), len(text)]
    begin = start
    for bound, resume in zip(bounds, [*(_resume(masked, bound) for bound in bounds[:-1]), len(text)], strict=True):
        part = _part(text, masked, begin, bound)
        if part is not None:
            parts.append(part)
        begin = resume
    return tuple(parts) or (Part(start=start, end=len(text), work=False),)


def _masked(text: str, identifiers: Sequence[FieldSpan]) -> str:
    """The text with addresses and the inside of quotations blotted out, of equal length."""
    pieces: list[str] = []
    position = 0
    for span in identifiers:
        sign = "\u0001" if span.label in {Label.URL, Label.DOI, Label.ARCHIVE} else "\u0004"
        pieces += [text[position : span.start], sign * (span.end - span.start)]
        position = span.end
    pieces.append(text[position:])
    masked = "".join(pieces)[: len(text)]
    return _QUOTED.sub(lambda m: m[0][0] + "\u0002" * (len(m[0]) - 2) + m[0][-1], masked)


def _complete(masked: str) -> bool:
    """Whether a stretch says enough to be a work: an address, a year, or a title with something beside it."""
    return (
        "\u0001" in masked
        or _YEAR.search(masked) is not None
        or is_back(masked)
        or ("\u0002\u0002\u0002\u0002" in masked and "," in masked)
    )


_BACK = re.compile(
    r"\s*(?:(?:see|cf\.|см\.)\s)?(?:ibid(?:em)?\b|id\.(?=\s|$|,)|idem\b|ib\.|там\sже|ebd\.|ebenda|同上|同前|loc\.\s?cit"
    r"|[^\d\u0001\u0002]{2,60}?,?\s(?:op\.\s?cit|loc\.\s?cit|supra|указ\.\s?соч|a\.\s?a\.\s?O|art\.\s?cit)|supra\b)",
    re.IGNORECASE,
)


def is_back(text: str) -> bool:
    """Whether a stretch points back to a note before."""
    return _BACK.match(text) is not None


def _bounds(masked: str, start: int) -> Iterator[int]:
    """Where one work ends and another begins."""
    flat = _BRACKETED.sub(lambda m: "\u0003" * len(m[0]) if "\u0001" not in m[0] else m[0], masked)
    found: set[int] = set()
    if any(stem in flat for stem in _SENTENCE_STEMS):
        found.update(match.start() for match in _NEW_SENTENCE.finditer(flat, start))
    semicolons = [match.start() for match in _SEMICOLON.finditer(flat, start)]
    found.update(semicolons)
    address = re.compile("\u0001+")
    for match in address.finditer(masked, start):
        after = _AFTER_URL.match(masked, _closing(masked, match.end()))
        rest = masked[after.end() :] if after else ""
        if after and _new_work(rest):
            found.add(after.start())
    ordered = sorted(found)
    left = _Left(masked, start)
    for i, bound in enumerate(ordered):
        following = ordered[i + 1] if i + 1 < len(ordered) else len(masked)
        left.reach(bound)
        if masked[bound - 1 : bound] == " " and left.stroke and masked[bound] == ";":
            continue  # GOST parts those responsible so
        resume = _resume(masked, bound)
        right = masked[resume:following]
        head = right.lstrip()[:1]
        opens = (
            bool(head)
            and not head.isdigit()
            and (
                head.isupper()
                or head in '“"«„《\u0001‘'
                or "\u3400" <= head <= "\u9fff"
                or _LEAD.match(right.lstrip()) is not None
            )
        )
        if opens and left.complete and _complete(right) and not _COMMENT_ONLY.match(right):
            yield bound
            left = _Left(masked, resume)


class _Left:
    """What stands between the beginning of a work and a bound that moves on; each part of it is looked at once."""

    __slots__ = ("_begin", "_comma", "_masked", "_quoted", "_said", "_seen", "stroke")

    def __init__(self, masked: str, begin: int) -> None:
        """Nothing is seen yet."""
        self._masked, self._begin, self._seen = masked, begin, begin
        self._said = self._quoted = self._comma = self.stroke = False

    def reach(self, bound: int) -> None:
        """Take in what stands before a bound. Addresses, years and quoted titles do not run over a bound."""
        new = self._masked[self._seen : bound]
        self._said = self._said or "\u0001" in new or _YEAR.search(new) is not None
        self._quoted = self._quoted or "\u0002\u0002\u0002\u0002" in new
        self._comma = self._comma or "," in new
        self.stroke = self.stroke or " / " in self._masked[max(self._begin, self._seen - 2) : bound]
        self._seen = max(bound, self._seen)

    @property
    def complete(self) -> bool:
        """Whether it says enough to be a work, as `_complete` has it."""
        said = self._said or (self._quoted and self._comma)
        return said or _BACK.match(self._masked, self._begin, self._seen) is not None


_COMMENT_ONLY = re.compile(
    r"\s*(?:emphasis|italics|translat(?:ion|ed)|reprint(?:ed)?|my|курсив|перевод)\b", re.IGNORECASE
)


def _closing(masked: str, position: int) -> int:
    """Skip what belongs to an address: a closing bracket, a day of access."""
    found = re.compile(r"[>)\]]?[\s.,]{0,2}[(\[]?(?:\u0004+[)\]]?)?").match(masked, position)
    return (
        found.end()
        if found and "\u0004" in found[0]
        else position + (masked[position : position + 1] in {">", ")", "]"})
    )


def _new_work(rest: str) -> bool:
    """Whether what follows an address is a work of its own: it has an address or a quoted title with a year."""
    if "\u0001" in rest[:600]:
        before = rest[: rest.index("\u0001")]
        return (
            len(before.split()) >= 2
            and re.match(
                r"\W*(?:archived|archive|mirror|также|see|pdf|accessed|доступ|cached|and)\b", before, re.IGNORECASE
            )
            is None
        )
    return "\u0002\u0002\u0002" in rest and _YEAR.search(rest) is not None


def _resume(masked: str, bound: int) -> int:
    """Where the next work begins after a boundary."""
    found = re.compile(r"[\s.,;；。，]*(?:(?:and|и|und|et)\s+)?").match(masked, bound)
    return found.end() if found else bound


def _part(text: str, masked: str, start: int, end: int) -> Part | None:
    """One part without its lead-in and trailing comment."""
    while start < end and masked[start] in " \t\r\n;,":
        start += 1
    while end > start and masked[end - 1] in " \t\r\n;":
        end -= 1
    if start >= end:
        return None
    said: list[str] = []
    begin = _after_lead(masked, start, end)
    if begin > start:
        said.append(text[start:begin].strip())
    elif _only_comment(masked[start:end]):
        return Part(start=start, end=end, comment=" ".join(text[start:end].split()), work=False)
    stop = _before_comment(masked, begin, end)
    if stop < end:
        said.append(text[stop:end].strip(" .;,\n") + ("." if text[stop:end].rstrip().endswith(".") else ""))
    return Part(start=begin, end=stop, comment=" ".join(" ".join(said).split()) or None)


# A part of each word that may stand between a comment and a work.
_LATER = (
    *("see", "See", "cf", "Cf", "co", "Co", "ed in", "ed by", "ed at", "ource", "rom", "ased", "ata", "e.g", "or "),
    *("lso", "vail", "м", "р", "ит", "сточ", "iehe", "gl.", "iert", "oir", "cité", "éase", "éans", "er ", "fr.", "id."),
    *"参详另转引来可见出资",
)
# First words of what may introduce a work.
_LEADING = frozenset(
    {
        "but", "see", "cf", "compare", "contra", "as", "quoted", "cited", "reported", "discussed",
        "described", "reprinted", "published", "translated", "available", "mentioned", "consult", "the",
        "source", "sources", "adapted", "data", "based", "from", "e", "for", "also", "подробнее", "подр",
        "об", "см", "ср", "цит", "источник", "напр", "например", "siehe", "vgl", "s", "zitiert", "voir",
        "cité", "véase", "véanse", "ver", "cfr", "vid", "vide", "vergleiche", "zit",
    }
)  # fmt: skip
_FIRST_WORD = re.compile(r"[^\W\d_]+")


def _may_lead(masked: str, start: int) -> bool:
    """Whether the first word here can introduce a work; any Chinese word may."""
    word = _FIRST_WORD.match(masked, start, start + 20)
    return word is not None and (word[0].lower() in _LEADING or word[0][0] > "\u2fff")


def _after_lead(masked: str, start: int, end: int) -> int:
    """Where the work begins after "See also", "For another view see" and the like."""
    position = start
    first = _LEAD.match(masked, start, end) if _may_lead(masked, start) else None
    if first and first.end() < end:
        position = first.end()
    if (
        position == start
        and any(map(masked[start : min(end, start + 2000)].__contains__, _LATER))
        and (_COMMENT_START.match(masked, start, end) or _VERB.search(masked, start, min(end, start + 2000)))
    ):
        for match in _LATE_LEAD.finditer(masked, start, min(end, start + 2000)):
            before = masked[start : match.start()]
            if "\u0001" in before:
                break
            rest = masked[match.end() : end]
            clear = not _YEAR.search(before) or _VERB.search(before)
            if clear and len(before.split()) >= 2 and _COMMENT_START.match(before) and _complete(rest):
                position = match.end()
                break
            if clear and _VERB.search(before) and re.search(r"[.;]\s*$", before) and _complete(rest):
                position = match.end()
    return position


def _only_comment(masked: str) -> bool:
    """Whether a part cites nothing: a sentence with a verb, without address, quoted title or the marks of a work."""
    if "\u0001" in masked or is_back(masked):
        return False
    return _says_only(masked) and not _PERSONAL.search(masked)


def _says_only(masked: str) -> bool:
    """Whether the words are a sentence rather than a title."""
    if not _COMMENT_START.match(masked.lstrip('“"«( ')):
        return (
            not _YEAR.search(masked)
            and len(masked.split()) > 8
            and len(_VERB.findall(masked)) > 1
            and not _WORK_WORDS.search(masked)
        )
    if re.match(
        r"Здесь и далее|Hereafter|Here and below|(?:Own|My|Our) translation|Emphasis (?:added|mine|in)|Курсив"
        r"|Перевод (?:автора|мой|наш)|(?:Author|Authors|Own|Расч[её]т)\w*['’]?s?['’]?\s(?:own\s)?(?:calculation"
        r"|estimate|translation|elaboration|compilation)|Расч[её]ты автора|(?:作者|笔者)(?:自制|整理|计算)",
        masked,
    ):
        return True
    if re.search(r"[,.(]\s?(?:1[5-9]|20)\d\d\)?[\s.,;:]*$|\((?:1[5-9]|20)\d\d[a-z]?\)", masked) or _WORK_WORDS.search(
        masked
    ):
        return False
    prose = re.sub('[“«„"‘]\u0002+[”»“"’]', " ", masked)
    if len(prose) < len(masked) * 0.5:
        return False
    if re.search(r"[\u4e00-\u9fff]", masked):
        return bool(_VERB.search(prose)) and "《" not in masked
    return (
        bool(_VERB.search(prose))
        or re.match(
            r"(?:Emphasis|Italics|Translations?|Excluding|Including|Not including|Unless|Курсив|Перевод|Без)\b", masked
        )
        is not None
    )


def _before_comment(masked: str, start: int, end: int) -> int:
    """Where the work ends before words of the citing author."""
    last = masked.rfind("\u0001", start, end)
    if last >= 0:
        position = _closing(masked, last + 1)
        rest = masked[position:end]
        words = rest.strip(" .,;()\n")
        if (
            len(words.split()) >= 4
            and words[:1].isupper()
            and _VERB.search(words)
            and not ("\u0002\u0002\u0002\u0002" in words and _YEAR.search(words))
        ):
            return position
        return end
    for match in islice(_TRAILING.finditer(masked, start, end), 8):
        if (
            _complete(masked[start : match.start()])
            and "\u0001" not in masked[match.end() : end]
            and _VERB.search(masked, match.end(), end)
        ):
            return match.start() + (masked[match.start() : match.start() + 1] == ".")
    return end
