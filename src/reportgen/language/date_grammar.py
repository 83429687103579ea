"""The shapes of absolute dates in running text, each matched at one place.

`at_number` and `at_month` are asked at a run of digits or at the name of a month, and give the longest date that
begins there. Numeric dates: the four-digit part is the year; of two numbers the one above 12 is the day; when both
could be a month the first is the day (most of the world writes so) and the date is marked ambiguous; with the year
first it is month, then day.
"""

from __future__ import annotations

import re

from reportgen.language.calendar_words import AMBIGUOUS_MONTHS, ENGLISH_MONTHS, MONTHS
from reportgen.language.date_core import YEAR_WORD, Core, core_of, full_year
from reportgen.language.date_values import Precision
from reportgen.language.date_years import AFTER, BEFORE, bare_year
from reportgen.language.word_sets import word_set

_DASH = r"[-–—−~〜]"
_ORDINAL = r"(?:st|nd|rd|th|-?го|\.|º|ª|°|er)?"
_MONTH = r"([^\W\d_]{3,11})\.?"

_ISO = re.compile(
    r"(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?(?:Z|[+-]\d{2}:?\d{2})?)?"
)
_YEAR_FIRST = re.compile(r"(\d{4})([./])[ ]?(\d{1,2})\2[ ]?(\d{1,2})(?!\d)")
_CJK = re.compile(
    r"(\d{4})[ ]?年(?:[ ]?(\d{1,2})[ ]?月(?:份|(?:[ ]?(\d{1,2})(?:[ ]?(?:至|到|[-–—~])[ ]?(\d{1,2}))?[ ]?[日号])?))?"
    r"|(\d{1,2})[ ]?月"
    r"(?:份|(?:[ ]?(\d{1,2})(?:[ ]?(?:至|到|[-–—~])[ ]?(\d{1,2}))?[ ]?[日号]))?"
)
_YEAR_SPAN = re.compile(rf"(\d{{4}})[ ]?([-–—/])[ ]?(\d{{4}}|\d{{2}})(?![\d%]|[-/.]\d|[.,]\d){YEAR_WORD}")
_DECADE = re.compile(
    r"(\d{3}0)(?:(?:'|’)?s\b|-(?:е|х|ые|ых|м|ми|ти)\b(?:[ ](?:годы|годов|годах|гг?\.?)(?!\w))?"
    r"|er(?:[ ]Jahren?)?\b|年代)"
)
_SHORT_DECADE = re.compile(r"([2-9]0)(?:(?:'|’)?s\b|-(?:е|х|ые|ых)[ ](?:годы|годов|годах|гг?\.?)(?!\w)|年代)")
_CENTURY = re.compile(
    r"(\d{1,2})(?:(?:st|nd|rd|th)[ -]century|[ ]?世纪|(?:-?й|-?го|-?м)?[ ]век[ае]?\b)(?:([2-9]0)年代)?", re.IGNORECASE
)
_YEAR_MONTH_WORD = re.compile(rf"(\d{{4}})[.,]?[ ]{_MONTH}(?:[ ](\d{{1,2}})(?!\d|[.,:]\d|[ ]?%))?")
_YEAR_DAY_MONTH = re.compile(rf"(\d{{4}})[.,][ ](\d{{1,2}})[ ]{_MONTH}(?!\w)")
_DAY_MONTH = re.compile(
    rf"(\d{{1,2}}){_ORDINAL}"
    rf"(?:(?:[ ]?{_DASH}[ ]?|[ ](?:and|to|or|und|bis|et|au|y|al|и|по)[ ](?:de[mn][ ]|zum[ ])?|,[ ]|/)"
    rf"(\d{{1,2}}){_ORDINAL})?"
    rf"[ ](?:(?:day[ ])?of[ ]|de[ ])?{_MONTH}(?!\w)"
    rf"(?:,?[ ](?:of[ ]|de[ ]|del[ ])?(\d{{4}})(?!\d|[.,]\d){YEAR_WORD}|[ ]?['’](\d\d)\b)?"
)
_HYPHENED = re.compile(r"(\d{1,2})[-/ ]([^\W\d_]{3,9})[-/ ](\d{4}|\d{2})(?![\d.])")
_NUMERIC = re.compile(r"(\d{1,2})([./-])[ ]?(\d{1,2})\2[ ]?(\d{4}|\d{2})(?!\d|[.,/-]\d)(?:[ ]?г(?:ода|\.)?(?!\w))?")
_MONTH_DAY = re.compile(
    rf"{_MONTH}[ ](\d{{1,2}})(?!\d|:\d|[ ]?(?:%|percent|per cent))(?:st|nd|rd|th|\.(?=[ ]\d{{4}}))?"
    rf"(?:(?:[ ]?{_DASH}[ ]?|[ ](?:and|to|or)[ ]|,[ ](?=\d{{1,2}},))(?:the[ ])?(\d{{1,2}})"
    rf"(?!\d|:\d|[ ]?%|[ ]?(?!(?:st|nd|rd|th)(?![^\W_]))[^\W\d_])(?:st|nd|rd|th)?)?"
    r"(?:,?[ ](\d{4})(?!\d|[.,]\d|[ ]?%)|,?[ ]?['’](\d\d)\b)?"
)
_MONTH_YEAR = re.compile(
    rf"{_MONTH}(?:,?[ ](?:of[ ]|de[ ]|del[ ])?|-|/)(\d{{4}})(?!\d|[.,]\d){YEAR_WORD}|{_MONTH}[ ]['’](\d\d)\b"
)
_WORD = re.compile(r"[^\W\d_]+")
_VERSION_BEFORE = re.compile(
    r"(?:\b(?:version|ver|release|section|clause|chapter|firmware|v)\.?[ ]?|§[ ]?)$", re.IGNORECASE
)


_FIRST_IN_FIGURES = 1500  # earlier days are not written in figures alone


def _int(text: str | None) -> int | None:
    return int(text) if text else None


def _numeric(found: re.Match[str]) -> Core | None:
    """Return the date of three numbers, the year last."""
    first, second, third = int(found[1]), int(found[3]), found[4]
    if len(third) == 2 and (found[2] == "-" or len(found[1]) + len(found[3]) < 4):
        return None  # 1.2.10 is a version, 1-2-10 anything
    year = int(third) if len(third) == 4 else full_year(int(third))
    if year < _FIRST_IN_FIGURES:
        return None  # "8.1.1092" is a version
    if second > 12 >= first and found[2] != ".":
        first, second = second, first
    ambiguous = first <= 12 and second <= 12 and first != second and found[2] == "/"
    return core_of(found, year=year, month=second, day=first, ambiguous=ambiguous)


def _year_span(found: re.Match[str]) -> Core | None:
    """Return `2014-15`, `2014/2015`; `2014-03` is a month, and `2014-10` cannot be told from one."""
    year, tail = int(found[1]), found[3]
    last = int(tail) if len(tail) == 4 else year // 100 * 100 + int(tail)
    if not (1000 <= year < last <= 2199):
        if len(tail) == 2 and found[2] == "-" and 1 <= int(tail) <= 12 and year >= 1000:
            return core_of(found, year=year, month=int(tail))
        if len(tail) == 2 and found[2] == "/" and tail == "00" and year % 100 == 99:  # 1999/00
            return core_of(found, year=year, year_end=year + 1)
        return None
    if len(tail) == 2 and found[2] == "-" and 1 <= int(tail) <= 12 and last != year + 1:
        return core_of(found, year=year, month=int(tail))
    return core_of(found, year=year, year_end=last)


def _four_digits(view: str, at: int, end: int) -> Core | None:
    if found := _ISO.match(view, at, end) or _YEAR_FIRST.match(view, at, end):
        month, day = (int(found[2]), int(found[3])) if found.re is _ISO else (int(found[3]), int(found[4]))
        return core_of(found, year=int(found[1]), month=month, day=day)
    if (found := _CJK.match(view, at, end)) and not view.startswith("代", found.end()):
        return core_of(found, year=int(found[1]), month=_int(found[2]), day=_int(found[3]), day_end=_int(found[4]))
    if (found := _DECADE.match(view, at, end)) and 1000 <= int(found[1]) <= 2190:
        year = int(found[1])
        core = Core(start=at, end=found.end(), year=year, year_end=year + 9, precision=Precision.DECADE)
        if year % 100 == 0 and year < 2000:
            core.year_end, core.precision = year + 99, Precision.CENTURY
        return core
    if found := _YEAR_SPAN.match(view, at, end):
        return _year_span(found)
    if (found := _YEAR_MONTH_WORD.match(view, at, end) or _YEAR_DAY_MONTH.match(view, at, end)) and 1000 <= int(
        found[1]
    ) <= 2199:
        first = found.re is _YEAR_MONTH_WORD
        named, number = MONTHS.get(found[2 if first else 3].lower()), _int(found[3 if first else 2])
        if named and number:  # without a day, "In 2014, May said" is no date
            return core_of(found, year=int(found[1]), month=named, day=number)
    return None


def _month_end(found: re.Match[str], name: str) -> int:
    """Return where a date that ends with a month ends: the stop after a full name is that of the sentence."""
    end = found.end()
    return (
        end - 1
        if found.string[end - 1] == "." and (len(name) > 4 or name.lower() in {"may", "june", "july", "мая"})
        else end
    )


def at_number(view: str, at: int, low: int, end: int) -> Core | None:
    """Return the date that begins with the digits at a place; `low` and `end` bound what may be looked at."""
    digits = 1
    while digits < 5 and at + digits < end and view[at + digits].isdecimal():
        digits += 1
    previous = view[at - 1] if at > low else " "
    if digits > 4 or previous in "$€£¥₽#§№_" or (previous in ".,:-/–" and at - 1 > low and view[at - 2].isdecimal()):
        return None
    if previous in "-/–—" and at - 1 > low and view[at - 2].isalpha():
        word = _WORD.findall(view, max(low, at - 16), at - 1)
        if previous == "-" and (
            not word or word[-1].lower() not in {"mid", "early", "late", "pre", "post", "since", *MONTHS}
        ):
            return None  # MQ-1, T-2000
    if digits == 4:
        return _four_digits(view, at, end) or bare_year(view, at, low, end)
    if digits > 2:
        return None
    return _two_digits(view, at, low, end)


def _two_digits(view: str, at: int, low: int, end: int) -> Core | None:
    if (found := _NUMERIC.match(view, at, end)) and not _VERSION_BEFORE.search(view, max(low, at - 12), at):
        return _numeric(found)
    if (found := _DAY_MONTH.match(view, at, end)) and (month := MONTHS.get(found[3].lower())):
        year = _int(found[4]) or (full_year(int(found[5])) if found[5] else None)
        second = _int(found[2])
        if (
            year is None
            and found[3].islower()
            and found[3] in {"may", "march", "mars", "mar", "set", "dec", "jan", "sep", "ago"}
        ):
            return None if found[3] != "mars" else core_of(found, month=month, day=int(found[1]))
        stop = found.end() if year is not None else _month_end(found, found[3])
        core = core_of(found, end=stop, year=year, month=month, day=int(found[1]), day_end=second)
        return core or core_of(found, end=stop, year=year, month=month, day=int(found[1]))
    if (found := _HYPHENED.match(view, at, end)) and (month := MONTHS.get(found[2].lower())):
        year = int(found[3]) if len(found[3]) == 4 else full_year(int(found[3]))
        return core_of(found, year=year, month=month, day=int(found[1]))
    if (found := _CJK.match(view, at, end)) and found[5]:
        return core_of(found, month=int(found[5]), day=_int(found[6]), day_end=_int(found[7]))
    if (found := _CENTURY.match(view, at, end)) and 1 <= int(found[1]) <= 22:
        return _century(found)
    if found := _SHORT_DECADE.match(view, at, end):
        year = 1900 + int(found[1])
        apostrophe = at - 1 if at > low and view[at - 1] in "'’‘" else at
        if apostrophe < at or view[max(low, at - 4) : at].lower() == "the " or "-" in found[0] or "年" in found[0]:
            return Core(start=apostrophe, end=found.end(), year=year, year_end=year + 9, precision=Precision.DECADE)
    return None


def _century(found: re.Match[str]) -> Core:
    """Return a century, as 1801 to 1900; with `90年代` the decade in it."""
    first = (int(found[1]) - 1) * 100
    if found[2]:
        year = first + int(found[2])
        return Core(start=found.start(), end=found.end(), year=year, year_end=year + 9, precision=Precision.DECADE)
    return Core(start=found.start(), end=found.end(), year=first + 1, year_end=first + 100, precision=Precision.CENTURY)


_MONTH_FOLLOWS = re.compile(r"\.?[ ]?[-–—/][ ]?([^\W\d_]{3,11})")
_MONTH_BEFORE = word_set(
    """
    in since by until till during before after between through throughout around from of early late mid last next
    this that each every on to and via or previous following beginning end
    начало начала начале середина середины середине конец конца конце в с до к по за после на от im seit bis
    von ab vor nach en depuis avant après vers dès desde hasta de du
    """
)
# Short names of months that French and Spanish write small.
_SMALL_MONTHS = frozenset({"mars", "mai", "juin", "mayo"})
_OF_PLACES = frozenset({"de", "del", "da", "do", "di"})
_NOT_AFTER_MONTH = word_set(
    """
    be have not also well only being act said says has is was did
    """
)


def _hyphen_allows(view: str, low: int, at: int) -> bool:
    """Whether a word before a hyphen may stand before a month: `mid-March`, `Jan-Feb`."""
    words = _WORD.findall(view, max(low, at - 14), at - 1)
    return (
        view[at - 1] == "-"
        and bool(words)
        and (words[-1].lower() in MONTHS or words[-1].lower() in {"mid", "early", "late"})
    )


def at_month(view: str, at: int, low: int, end: int) -> Core | None:  # noqa: C901, PLR0911, PLR0912 (a list of rules)
    """Return the date that begins with the name of a month at a place."""
    word = _WORD.match(view, at, end)
    if word is None:
        return None
    name, month = word[0].lower(), MONTHS.get(word[0].lower())
    if month is None or (at > low and view[at - 1] in "-_" and not _hyphen_allows(view, low, at)):
        return None
    capital = word[0][0].isupper()
    latin = word[0].isascii()
    if (found := _MONTH_DAY.match(view, at, end)) and (capital or not latin):
        year = _int(found[4]) or (full_year(int(found[5])) if found[5] else None)
        core = core_of(found, year=year, month=month, day=int(found[2]), day_end=_int(found[3]))
        if core or (core := core_of(found, year=year, month=month, day=int(found[2]))):
            return core
    if found := _MONTH_YEAR.match(view, at, end):
        stated = int(found[2]) if found[2] else full_year(int(found[4]))
        if 1000 <= stated <= 2199 and (capital or name not in {"may", "march"}):
            return core_of(found, year=stated, month=month)
    before = BEFORE.search(view, max(low, at - 24), at)
    lead = "mid" if view[max(at - 1, low)] == "-" else before[1].lower() if before else ""
    small = name in _SMALL_MONTHS or (len(name) > 4 and name not in ENGLISH_MONTHS)
    if (latin and not capital and not small) or len(name) < 3 or lead in {"every", "each"}:
        return None
    follows = AFTER.match(view, word.end(), min(word.end() + 16, end))
    if follows and follows[1].lower() in _NOT_AFTER_MONTH and name in {"may", "march"}:
        return None
    if (joined := _MONTH_FOLLOWS.match(view, word.end(), end)) and joined[1].lower() in MONTHS:
        return Core(start=at, end=word.end(), month=month, precision=Precision.MONTH)
    if follows and len(name) == 3 and follows[1] in _OF_PLACES:
        return None  # "Mar de Plata"
    if name in AMBIGUOUS_MONTHS or not capital or len(name) == 3:
        if lead not in _MONTH_BEFORE or (not capital and lead in {"on", "to", "and", "de", "du", "la"}):
            return None
    elif (
        follows
        and follows[1].istitle()
        and lead not in _MONTH_BEFORE
        and lead != "the"
        and follows[1].lower() not in MONTHS
    ):
        return None  # "April Smith", "August Wilson"
    stop = word.end() + (
        1 if view.startswith(".", word.end(), end) and len(name) <= 4 and name not in {"may", "june"} else 0
    )
    return Core(start=at, end=stop, month=month, precision=Precision.MONTH)
