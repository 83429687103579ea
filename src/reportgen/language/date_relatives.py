"""Expressions of time that are counted from another date: "last year", "two weeks ago", "the same day", "去年".

Each function is asked at a trigger word and gives the mention that the word belongs to, or `None`.
"""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import Final

from reportgen.language.calendar_words import MONTHS, NUMBERS, SEASONS, WEEKDAYS
from reportgen.language.date_european import european
from reportgen.language.date_ideographs import value_of
from reportgen.language.date_units import UNITS, unit_mention
from reportgen.language.date_values import DateMention, Relative
from reportgen.language.word_sets import word_set

_VAGUE = word_set(
    """
    few several some many couple recent
    """
)
_SHIFT: Final = MappingProxyType(
    {
        "last": -1,
        "past": -1,
        "previous": -1,
        "preceding": -1,
        "next": 1,
        "coming": 1,
        "following": 1,
        "subsequent": 1,
        "ensuing": 1,
        "this": 0,
        "current": 0,
        "same": 0,
        "that": 0,
    }
)
_TEXT_ANCHORED = frozenset({"same", "that", "following", "preceding", "subsequent", "ensuing"})
_NUMBER_WORD = (
    r"(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:-(?:one|two|three|four|five|six|seven|eight|nine))?"
    r"|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen"
)
_SHIFTED = re.compile(
    r"(last|past|previous|preceding|next|coming|following|subsequent|ensuing|this|current|same|that)[ \n]"
    r"(?:(calendar|fiscal|financial|academic|school|very|late|early)[ \n])?"
    rf"(?:(few|several|couple[ ]of|\d{{1,3}}|{_NUMBER_WORD})[ \n])?([^\W\d_]+)(?!\w)",
    re.IGNORECASE,
)
_COUNT_BEFORE = re.compile(
    r"(?<![^\W\d_])(?:(?:about|around|some|nearly|almost|more than|just|only|over)[ ])?"
    r"(\d{1,3}|[a-z]+(?:-[a-z]+)?)[ \n](?:and a half[ ])?(?:(?:short|full|long|more)[ ])?"
    r"(days?|weeks?|months?|years?|decades?|centur(?:y|ies)|fortnight)[ \n]$",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+")
_TODAY_PARTS = frozenset(["morning", "afternoon", "evening"])
# What may follow the first word of `_SHIFTED`; most "that" and "this" have something else there.
_NEXT_WORD = re.compile(r"[^\W\d_]+[ \n](\d|[^\W\d_]+)")
_MAY_FOLLOW = frozenset({*UNITS, *SEASONS, *MONTHS, *WEEKDAYS, *NUMBERS, *_TODAY_PARTS, *"0123456789"}) | word_set(
    "night calendar fiscal financial academic school very late early few several couple"
)


def count(word: str) -> int | None:
    """Return what a number word or a numeral counts, `None` for a vague or another word."""
    if word.isdecimal():
        return int(word)
    tens, _, ones = word.lower().partition("-")
    if ones and tens in NUMBERS and ones in NUMBERS:
        return NUMBERS[tens] + NUMBERS[ones]
    return NUMBERS.get(tens) if not ones else None


def shifted(view: str, at: int, low: int, end: int) -> DateMention | None:
    """`last year`, `next three months`, `this March`, `the following day`, `that summer`, `last Tuesday`."""
    follows = _NEXT_WORD.match(view, at, end)
    if follows is None or follows[1].lower() not in _MAY_FOLLOW:
        return None
    found = _SHIFTED.match(view, at, end)
    if found is None:
        return None
    word, unit_word = found[1].lower(), found[4].lower()
    many = found[3].lower() if found[3] else None
    start, definite = _with_article(view, at, low)
    if word == "past" and not definite and not many and unit_word not in {"year", "month", "week", "decade"}:
        return None
    text_anchor = word in _TEXT_ANCHORED or (word in {"previous", "next"} and definite and many is None)
    anchor, shift = "text" if text_anchor else "document", _SHIFT[word]
    if many:
        return _stretch(found, start, anchor, shift, many)
    return _one(found, start, anchor, shift, unit_word, definite=definite)


def _with_article(view: str, at: int, low: int) -> tuple[int, bool]:
    """Return where a phrase begins with its article, and whether it has one."""
    return (at - 4, True) if at - 4 >= low and view[at - 4 : at].lower() == "the " else (at, False)


def _stretch(found: re.Match[str], start: int, anchor: str, shift: int, many: str) -> DateMention | None:
    unit = UNITS.get(found[4].lower())
    vague = many in _VAGUE or many.startswith("couple")
    number = None if vague else count(many)
    if unit is None or not shift or (number is None and not vague) or many in {"a", "an"}:
        return None
    offset = shift * number if number is not None else None
    relative = Relative(anchor=anchor, unit=unit, offset=offset, through=True)
    return unit_mention(start, found.end(), unit, relative)


def _one(  # noqa: PLR0911 (one return a kind of unit)
    found: re.Match[str], start: int, anchor: str, shift: int, name: str, *, definite: bool
) -> DateMention | None:
    word, end = found[1].lower(), found.end()
    if found.string.startswith(" of ", end) and not found.string.startswith(" of th", end):
        return None  # "the last quarter of 2019" is counted from its own year
    capital = found[4][0].isupper()
    if unit := UNITS.get(name):
        if found[4] != found[4].lower() or name.endswith("s") or name in {"an", "mes", "ans", "mois", "tag"}:
            return None
        through = word == "past" or (word == "last" and definite) or (word == "coming")
        return unit_mention(start, end, unit, Relative(anchor=anchor, unit=unit, offset=shift, through=through))
    if season := SEASONS.get(name):
        if name == "fall" and not end_of_phrase(found):
            return None
        return unit_mention(
            start, end, "season", Relative(anchor=anchor, unit="year", offset=shift, season=season), season=season
        )
    if capital and (month := MONTHS.get(name)) and len(name) > 2 and name not in {"mar", "dec", "jan"}:
        relative = Relative(anchor=anchor, unit="year", offset=shift, month=month)
        return unit_mention(start, end, "month", relative)
    if capital and (weekday := WEEKDAYS.get(name)):
        return unit_mention(start, end, "day", Relative(anchor=anchor, unit="week", offset=shift, weekday=weekday))
    if word == "this" and name in _TODAY_PARTS:
        return unit_mention(start, end, "day", Relative(anchor="document", unit="day", offset=0))
    if word == "last" and name == "night":
        return unit_mention(start, end, "day", Relative(anchor="document", unit="day", offset=-1))
    return None


def end_of_phrase(found: re.Match[str]) -> bool:
    """Whether a phrase ends at a stop or before another word of time ("this fall," but not "this fall in prices")."""
    following = found.string[found.end() : found.end() + 5]
    return not following or following[0] in ",.;:)!?" or following.startswith((" and", " the", " when"))


def counted(view: str, at: int, low: int, end: int) -> DateMention | None:
    """`two weeks ago`, `a year later`, `ten days earlier`; the trigger is the last word."""
    before = _COUNT_BEFORE.search(view, max(low, at - 40), at)
    if before is None:
        return None
    trigger = view[at : at + 7].lower()
    word, unit = before[1].lower(), before[2].lower()
    unit = UNITS.get(unit, unit)
    number = count(word)
    if number is None and word not in _VAGUE and word not in {"many", "half"}:
        return None
    name = next(name for name in ("ago", "later", "earlier", "before", "after") if trigger.startswith(name))
    stop = at + len(name)
    if name in {"before", "after"} and stop < end and view[stop] not in ",.;:)!?":
        return None
    if name in {"later", "earlier"} and view.startswith(" than", stop, end):
        return None
    sign = 1 if name in {"later", "after"} else -1
    relative = Relative(
        anchor="document" if name == "ago" else "text", unit=unit, offset=None if number is None else sign * number
    )
    return unit_mention(before.start(), stop, unit, relative)


_DAYS: Final = MappingProxyType(
    {
        "yesterday": -1,
        "today": 0,
        "tonight": 0,
        "tomorrow": 1,
        "вчера": -1,
        "сегодня": 0,
        "завтра": 1,
        "позавчера": -2,
        "gestern": -1,
        "hier": -1,
        "heute": 0,
        "morgen": 1,
        "ayer": -1,
        "aujourd": 0,
        "vorgestern": -2,
    }
)
DAY_WORDS: Final = frozenset(_DAYS) - {"morgen", "aujourd"}


def day_word(view: str, at: int, low: int, end: int) -> DateMention | None:
    """`yesterday`, `сегодня`."""
    found = _WORD.match(view, at, end)
    if found is None or view.startswith(("'s ", "-"), found.end(), end):
        return None
    if found[0].lower() == "hier" and not _FRENCH.search(view, max(low, at - 60), min(end, at + 60)):
        return None
    return unit_mention(at, found.end(), "day", Relative(anchor="document", unit="day", offset=_DAYS[found[0].lower()]))


# "hier" is yesterday in French and here in German.
_FRENCH = re.compile(r"\b(?:le|la|les|des|du|ont|est|une|et|dans|pour)\b")


# "on a Tuesday", "every Saturday", "alternate Fridays": no day of the calendar.
_ANY_DAY = re.compile(
    r"(?<!\w)(?:an?|any|each|every|most|some|alternate|ein(?:em|en)?|jeden|un|каждый|каждую|cada|chaque)[ ]\Z",
    re.IGNORECASE,
)
# Written small in French and Spanish.
_ROMANCE_WEEKDAYS = word_set(
    """
    lunes martes miércoles jueves viernes sábado domingo lundi mardi mercredi jeudi vendredi samedi dimanche
    """
)


def weekday(view: str, at: int, low: int, end: int) -> DateMention | None:
    """`on Monday`; the day of the week nearest to the document's date, in which direction the verb decides."""
    found = _WORD.match(view, at, end)
    number = WEEKDAYS.get(found[0].lower()) if found else None
    if found is None or number is None:
        return None
    romance = found[0] in _ROMANCE_WEEKDAYS
    if romance and (phrase := european(view, at, low, end)) is not None:
        return phrase
    if not romance and not found[0][0].isupper() and found[0].isascii():
        return None
    if _ANY_DAY.search(view, max(low, at - 12), at):
        return None
    if view.startswith((" Times", " Club", " Herald"), found.end(), end) or (
        not romance and found[0].isascii() is False and not _RUSSIAN_ON.search(view, max(low, at - 4), at)
    ):
        return None
    return unit_mention(
        at, found.end(), "day", Relative(anchor="document", unit="weekday", offset=None, weekday=number)
    )


_RUSSIAN_ON = re.compile(r"(?<!\w)(?:в|во|до|с|к|на)[ ]$", re.IGNORECASE)
_RUSSIAN = re.compile(
    r"(прошл|минувш|предыдущ|следующ|будущ|нынешн|текущ|эт|т)"
    r"(?:ого|его|ом|ем|ой|ей|им|ым|ую|юю|от|у|о)(?:[ ](же))?[ ]([^\W\d_]+)(?!\w)",
    re.IGNORECASE,
)
_RUSSIAN_SHIFT: Final = MappingProxyType({"прошл": -1, "минувш": -1, "предыдущ": -1, "следующ": 1, "будущ": 1})
_RUSSIAN_COUNT = re.compile(
    r"(?<!\w)(?:(\d{1,3}|один|одну|два|две|три|четыре|пять|шесть|семь|восемь|девять|десять|несколько)[ ])?"
    r"(день|дня|дней|днём|днем|неделю|недели|недель|неделей|месяц|месяца|месяцев|месяцем|год|года|лет|годом)[ ]$",
    re.IGNORECASE,
)


def russian_shifted(view: str, at: int, low: int, end: int) -> DateMention | None:  # noqa: ARG001
    """`прошлым летом`, `в следующем году`, `в том же году`."""
    found = _RUSSIAN.match(view, at, end)
    if found is None:
        return None
    stem, name = found[1].lower(), found[3].lower()
    shift = _RUSSIAN_SHIFT.get(stem, 0)
    anchor = "text" if stem in {"т", "предыдущ"} or found[2] else "document"
    if unit := UNITS.get(name):
        return unit_mention(at, found.end(), unit, Relative(anchor=anchor, unit=unit, offset=shift))
    if season := SEASONS.get(name):
        relative = Relative(anchor=anchor, unit="year", offset=shift, season=season)
        return unit_mention(at, found.end(), "season", relative, season=season)
    if (number := WEEKDAYS.get(name)) and shift:
        return unit_mention(at, found.end(), "day", Relative(anchor=anchor, unit="week", offset=shift, weekday=number))
    if month := MONTHS.get(name):
        return unit_mention(at, found.end(), "month", Relative(anchor=anchor, unit="year", offset=shift, month=month))
    return None


def russian_counted(view: str, at: int, low: int, end: int) -> DateMention | None:
    """`два года назад`, `год спустя`, `месяцем позже`."""
    before = _RUSSIAN_COUNT.search(view, max(low, at - 30), at)
    if before is None:
        return None
    number = None if (before[1] or "").lower() == "несколько" else count(before[1]) if before[1] else 1
    unit = UNITS[before[2].lower()]
    word = _WORD.match(view, at, end)
    back = word is not None and word[0].lower() == "назад"
    relative = Relative(
        anchor="document" if back else "text",
        unit=unit,
        offset=None if number is None else -number if back else number,
    )
    return unit_mention(before.start(), word.end() if word else at, unit, relative)


_FEW = r"\d{1,2}|[一二三四五六七八九十]{1,3}"
_CHINESE = re.compile(
    r"(去年|一?昨年|前年|今年|(?<!日)本年|明年|(?<!年)来年(?!均)|后年|同年|当年|次年|翌年|该年)度?"
    rf"(?:[ ]?({_FEW})[ ]?月(?:[ ]?({_FEW})[ ]?[日号])?|[年]?[初底末])?"
    r"|(上个?月|本月|下个?月|同月|当月|先月|今月|来月)(?:[ ]?(\d{1,2})[ ]?[日号]|[初底末])?"
    r"|(昨天|昨日|今天|今日|明天|明日|前天|同日|当天|当日|次日|翌日)|(上周|本周|下周|上星期|先週|今週|来週)"
    r"|([两一二三四五六七八九十]|\d{1,3}|几|数)[ ]?(年|个月|周|天)(?:以)?(前|后)(?!后)"
    r"|(?<![\d月至到.,~–—-])(\d{1,2})日(?![元圆语本均間间目]|あたり)"
)
_CHINESE_YEARS: Final = MappingProxyType(
    {
        "去": -1,
        "昨": -1,
        "前": -2,
        "一": -2,
        "今": 0,
        "本": 0,
        "明": 1,
        "来": 1,
        "后": 2,
        "同": 0,
        "当": 0,
        "该": 0,
        "次": 1,
        "翌": 1,
    }
)
_LAST, _NEXT = "上先", "下来"
_CHINESE_DAYS: Final = MappingProxyType({"昨": -1, "今": 0, "明": 1, "前": -2, "同": 0, "当": 0, "次": 1, "翌": 1})
_CHINESE_NUMBERS: Final = MappingProxyType({"两": 2, **{word: n for n, word in enumerate("一二三四五六七八九十", 1)}})
_CHINESE_UNITS: Final = MappingProxyType({"年": "year", "个月": "month", "周": "week", "天": "day"})


def chinese(view: str, start: int, end: int) -> list[DateMention]:
    """Return `去年3月`, `来年`, `上个月`, `先週`, `昨天`, `两年前` in a stretch of Chinese or Japanese text."""
    return [mention for found in _CHINESE.finditer(view, start, end) if (mention := _chinese(found))]


def _chinese(found: re.Match[str]) -> DateMention | None:
    start, end = found.span()
    if word := found[1]:
        month, day = map(value_of, found.group(2, 3))
        relative = Relative(
            anchor="text" if word[0] in "同当次翌该" else "document",
            unit="year",
            offset=_CHINESE_YEARS[word[0]],
            month=month,
            day=day,
            exact=True,
        )
        return unit_mention(start, end, "day" if day else "month" if month else "year", relative)
    if word := found[4]:
        offset = -1 if word[0] in _LAST else 1 if word[0] in _NEXT else 0
        day = int(found[5]) if found[5] else None
        anchor = "text" if word[0] in "同当" else "document"
        relative = Relative(anchor=anchor, unit="month", offset=offset, day=day)
        return unit_mention(start, end, "day" if day else "month", relative)
    if word := found[6]:
        anchor = "text" if word[0] in "同当次翌" else "document"
        return unit_mention(start, end, "day", Relative(anchor=anchor, unit="day", offset=_CHINESE_DAYS[word[0]]))
    if word := found[7]:
        offset = -1 if word[0] in _LAST else 1 if word[0] in _NEXT else 0
        return unit_mention(start, end, "week", Relative(anchor="document", unit="week", offset=offset))
    if found[11]:
        relative = Relative(anchor="document", unit="month", offset=0, day=int(found[11]))
        return unit_mention(start, end, "day", relative)
    number = int(found[8]) if found[8].isdecimal() else _CHINESE_NUMBERS.get(found[8])
    unit = _CHINESE_UNITS[found[9]]
    sign = -1 if found[10] == "前" else 1
    relative = Relative(
        anchor="document" if sign < 0 else "text", unit=unit, offset=None if number is None else sign * number
    )
    return unit_mention(start, end, unit, relative)
