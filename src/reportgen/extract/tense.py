"""Whether the words around a date tell what was or what is to be: verbs and words for plans, in several languages.

Judged by closed classes of auxiliaries and irregular verbs and by endings, so never more than likely.
"""

from __future__ import annotations

import re

_FUTURE = re.compile(
    r"\b(?:(?:was|were)[ ](?:now[ ])?to|[Pp]lans?|planned|intends?|aims?|hopes?|expect(?:s|ed)?|due|scheduled"
    r"|upcoming|forthcoming|effective|resumes?|next|begins|"
    r"starts|takes[ ]effect|expires?|would|envisage[sd]?|envisioned|wants?[ ]to|should|could|soll(?:en)?|beginnt"
    r"|планиру\w+|намерен\w*|"
    r"ожида\w+|долж\w+)\b|计划|拟"
)
_AHEAD = re.compile(
    r"\b(?:[Ww]ill|shall|won't|'ll|(?:is|are)[ ](?:now[ ]|due[ ]|expected[ ]|scheduled[ ]|set[ ])?to|may|might"
    r"|going[ ]to|to[ ]be[ ]\w+(?=[ ](?:by|before|no[ ]later)\b)|wird|werden|"
    r"\w{2,}(?:er|ir|ss)a|sera|seront|\w{3,}ront|[Бб]удет|[Бб]удут|[Нн]ачн[её]тся|[Нн]ачнутся|[Оо]тк(?:ро(?:ет"
    r"|ют)\w*))\b|将|预计"
)
# What `_AHEAD` finds has one of these: to look for them is faster.
_AHEAD_WORDS = (
    *("ill", "hall", "won't", "'ll", " to", "to be", "may", "might", "going", "wird", "werden"),
    *("era", "ira", "ssa", "ront", "удет", "удут", "начн", "Начн", "отк", "Отк", "将", "预计"),
)
# The set of first letters comes before what looks around, so that the engine can skip to the next of them.
_PAST = re.compile(
    r"[A-Za-z](?<!\w.)(?<=(?=(?i:was|were|had|did|went|made|came|took|began|signed|became|gave|held|met|won|lost|sent|built|left|rose"
    r"|fell|grew|"
    r"(?!announced|promised|pledged|planned|expected|scheduled|proposed|predicted|hoped|intended|estimated|warned"
    r"|added|indeed|need)[a-z]{2,}ed)\b).)"
)

# What `leaning` looks at, by the script of the letters.
_LATIN = re.compile(
    r"\b(?:(?P<open>(?:(?:was|were|been|had)[ ]|sollten?[ ])(?:\w+ly[ ])?(?:to|due|scheduled|supposed|meant|expected"
    r"|planned|hoping|hoped|intended|set[ ]to|ursprünglich)(?:[ ]to)?(?:[ ](?:have[ ])?be(?:en)?)?\b(?:[ ]\w+ed\b)?)"
    r"|(?P<ahead>[Ww]ill|shall|won't|ha(?:ve|s)[ ]until|may|might|must|can|would|should|(?:is|are)[ ](?:\w+ly[ ])?"
    r"(?:to|due|scheduled|expected|planned|set[ ]to|going[ ]to)|[Pp]lans?[ ]to|[Hh]opes?[ ]to|[Aa]ims?[ ]to"
    r"|intends?[ ]to|wants?[ ]to|[Nn]ext(?=[ ]\w+:)|to[ ]be|(?<!would[ ])be[ ]\w+(?:ed|en|d|t)|begins|starts|opens"
    r"|resumes|expires?|runs[ ](?:out|until)|upcoming|forthcoming|wird|werden|soll(?:en)?|wollen|könnten?|dürften?"
    r"|[Bb]is[ ]spätestens|\w{2,}[aei]r(?:á|án|emos)|\w{3,}eront|va[ ]a|van[ ]a)"
    r"|(?P<past>was|were|had|has|have|did|went|made|came|took|began|became|gave|held|met|won|lost|sent|built|left|rose"
    r"|fell|grew|said|told|spoke|wrote|saw|found|knew|thought|brought|bought|caught|taught|sought|fought|felt|kept"
    r"|slept|swept|dealt|meant|heard|stood|understood|sat|ran|sang|sank|drank|swam|rang|sprang|shrank|struck|stuck"
    r"|hung|dug|won|spun|drew|flew|blew|threw|drove|rode|broke|woke|chose|froze|stole|wore|tore|bore|swore|shook"
    r"|forgot|got|led|fed|fled|bled|bred|sped|lit|slid|shot|sold|paid|laid|lay|hid|bit|ate|forbade|withdrew|undertook"
    r"|overtook|arose|spent|lent|bent|died|(?!announced\b[^.]{0,3}plans|indeed|need|feed|speed|seed|breed|exceed"
    r"|proceed|succeed|hundred|embed)[a-z]{2,}ed|wurden?|waren?|hat|haben|hatten?|kam(?:en)?|ging(?:en)?|gab(?:en)?"
    r"|fand(?:en)?|begann(?:en)?|starb(?:en)?|fue|fueron|\w{3,}(?:aron|ieron)|\w{2,}(?:[^aeiou]ó|ió)|été|était|étaient))\b"
)
_IMPERFECTIVE = r"\w*(?:а|я|у|ы|и)[её]т\w*|\w+(?:ают|яют|уют)\w*|\w*(?:вод|ход|нос|воз|держ|лож|леж|вис|ляд|ащ)\w*"
_CYRILLIC = re.compile(
    r"\b(?:(?P<open>(?:долж(?:ен|на|но|ны)(?=[ ]был)|планировал\w*|предполагал\w*|собирал(?:ся|ась|ись)|хотел\w*)"
    r"(?:[ ]был[аои]?)?)"
    r"|(?P<ahead>[Бб]уд(?:ет|ут|ем|у)|долж(?:ен|на|но|ны)|[Мм]о(?:жет|гут)|[Мм]ожно|планиру\w+|намерен\w*|намечен\w*|назначен\w*"
    r"|запланирован\w*|ожида\w+|предстоит|принима(?:ю|ем)"
    rf"|(?!(?:{_IMPERFECTIVE})\b)(?:[Пп]ро|[Пп]ри|[Пп]од|[Пп]о|[Нн]а|[Вв]ы|[Зз]а|[Сс]о|[Сс]|[Оо]б|[Оо]т|[Оо]|[Уу]|[Пп]ере"
    r"|[Дд]о|[Ии]з|[Рр]а[зс]|[Вв]о[зс]|[Вв])\w{2,}(?:[её]т|ит|ут|ют|ат|ят)(?:ся)?)"
    r"|(?P<past>(?!если\b|или\b|дел[оа]\b|сил[аы]?\b|школ|числ|начал[ае]\b)\w{2,}(?:[аеиоуыя]|[шсгкрб])л(?:а|о|и|ся|ась|ось|ись)?))\b"
)
_IDEOGRAPHS = re.compile(
    r"(?P<open>原定|原计划|本应|はずだった|予定だった)"
    r"|(?P<ahead>将|预计|计划|拟|可能|有望|予定|見通し|見込み|方針|する。|なる。|出る。)"
    r"|(?P<past>了|过|已|曾|[っいしれんちえけせめりきべねて]た(?=[。、と]|が、)|だ(?=った))"
)


def is_future(view: str, start: int, end: int) -> bool:
    """Whether a stretch of text has words for what lies ahead."""
    return _FUTURE.search(view, start, end) is not None or _ahead(view, start, end) is not None


def _ahead(view: str, start: int, end: int) -> re.Match[str] | None:
    text = view[start:end]
    return _AHEAD.search(view, start, end) if any(map(text.__contains__, _AHEAD_WORDS)) else None


def lies_ahead(view: str, start: int, end: int) -> bool:
    """Whether what a clause tells lies ahead: by its first verb, or by a word for plans without a verb in the past."""
    ahead = _ahead(view, start, end)
    if ahead is not None:  # a verb after it does not matter
        past = _PAST.search(view, start, ahead.end())
        return past is None or ahead.start() < past.start()
    return _PAST.search(view, start, end) is None and _FUTURE.search(view, start, end) is not None


def is_past(view: str, start: int, end: int) -> bool:
    """Whether a stretch of text has a verb in the past tense."""
    return _PAST.search(view, start, end) is not None


def leaning(view: str, start: int, at: int, end: int) -> int:
    """Return where the verb nearest to a date puts it: -1 behind, 1 ahead, 0 when it does not say.

    The last verb before the date counts, else the first after it; `at` is where the date begins. "was to open" and
    "was due" look ahead from a time behind, so they do not say either.
    """
    clause = view[start:end]
    pattern = _LATIN
    if not clause.isascii():
        if any("а" <= char <= "я" for char in clause):
            pattern = _CYRILLIC
        elif any("\u3040" <= char <= "\u9fff" for char in clause):
            pattern = _IDEOGRAPHS
    nearest = 0
    for found in pattern.finditer(view, start, end):
        if found.start() >= at and nearest:
            break
        nearest = {"past": -1, "ahead": 1}.get(str(found.lastgroup), 2)
        if found.start() >= at:
            break
    return 0 if nearest == 2 else nearest
