"""What a citing author says beside a work: words that lead to it, words after it, notes that are comment alone."""

from __future__ import annotations

import re
from itertools import islice

from reportgen.extract.references.blotting import YEAR, closing, complete, is_back

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
LEAD = re.compile(
    rf"(?:(?:{_LEAD_WORDS})(?![\w-])\s?[:,]?\s+|{_CJK_LEAD})(?:(?:also|например|the discussion in|the analysis in|in"
    rf"|у|в)\s*:?\s+(?=[A-ZА-ЯЁ“\"«]))?",
    re.IGNORECASE,
)
_LATE_LEAD = re.compile(
    rf"(?<=[\s,;(])(?:{_LEAD_WORDS})(?![\w-])\s?[:,]?\s+(?=[A-ZА-ЯЁÀ-Þ“\"«„‘\u0001\u0002])|(?<=[，。；：]){_CJK_LEAD}",
    re.IGNORECASE,
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


def after_lead(masked: str, start: int, end: int) -> int:
    """Where the work begins after "See also", "For another view see" and the like."""
    position = start
    first = LEAD.match(masked, start, end) if _may_lead(masked, start) else None
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
            clear = not YEAR.search(before) or _VERB.search(before)
            if clear and len(before.split()) >= 2 and _COMMENT_START.match(before) and complete(rest):
                position = match.end()
                break
            if clear and _VERB.search(before) and re.search(r"[.;]\s*$", before) and complete(rest):
                position = match.end()
    return position


def only_comment(masked: str) -> bool:
    """Whether a part cites nothing: a sentence with a verb, without address, quoted title or the marks of a work."""
    if "\u0001" in masked or is_back(masked):
        return False
    return _says_only(masked) and not _PERSONAL.search(masked)


def _says_only(masked: str) -> bool:
    """Whether the words are a sentence rather than a title."""
    if not _COMMENT_START.match(masked.lstrip('“"«( ')):
        return (
            not YEAR.search(masked)
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


def before_comment(masked: str, start: int, end: int) -> int:
    """Where the work ends before words of the citing author."""
    last = masked.rfind("\u0001", start, end)
    if last >= 0:
        position = closing(masked, last + 1)
        rest = masked[position:end]
        words = rest.strip(" .,;()\n")
        if (
            len(words.split()) >= 4
            and words[:1].isupper()
            and _VERB.search(words)
            and not ("\u0002\u0002\u0002\u0002" in words and YEAR.search(words))
        ):
            return position
        return end
    for match in islice(_TRAILING.finditer(masked, start, end), 8):
        if (
            complete(masked[start : match.start()])
            and "\u0001" not in masked[match.end() : end]
            and _VERB.search(masked, match.end(), end)
        ):
            return match.start() + (masked[match.start() : match.start() + 1] == ".")
    return end
