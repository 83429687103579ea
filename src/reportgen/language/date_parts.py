"""The words beside a date that belong to it: "early", "circa", "the first half of", "winter"; and the word before."""

from __future__ import annotations

import re
from typing import Final

from reportgen.language.calendar_words import ORDINALS, SEASON_MONTHS, SEASONS
from reportgen.language.date_core import Core
from reportgen.language.date_values import Basis, DateMention, Precision, iso
from reportgen.language.word_sets import word_set

_GOVERNOR = re.compile(r"([^\W\d_]+)[ \n]+(?:the[ \n]|[(\[“\"«])?$", re.IGNORECASE)


def governor(view: str, low: int, start: int) -> str:
    """Return the word before an expression of time in small letters, an article and a bracket between left out."""
    found = _GOVERNOR.search(view, max(low, start - 20), start)
    return found[1].lower() if found else ""


_PART = re.compile(
    r"(?<!\w)(?:the[ ])?(?:very[ ])?"
    r"(?:(early|beginning|start|outset|ранн\w+|начал[оеуа]|anfang|début|principios|inicios)"
    r"|(mid|middle|середин[аеуы]|mitte|mi|mediados)"
    r"|(late|end|close|конц[еуа]|конец|ende|fin|finales|fines))"
    r"(?:-to-(?:mid|late))?(?:[ ]|-)(?:of[ ]|de[ ]|du[ ]|des[ ])?(?:the[ ])?(?:(?:year|month)[ ])?$",
    re.IGNORECASE,
)
_PART_AFTER = re.compile(r"(?:年)?(?:([初])|(中期|中旬|年中)|([底末]))")
_CIRCA = re.compile(
    r"(?<!\w)(?:(?:c\.?|ca\.?|circa|around|about|approximately|около|примерно|um|vers|hacia)[ ]|~)$", re.IGNORECASE
)
_YEAR_LED = re.compile(
    r"(?<!\w)(?:"
    r"(?:the[ ])?(?:(?P<ordinal>first|second|third|fourth|last|final|перв\w+|втор\w+|треть\w+|четв[её]рт\w+"
    r"|ersten|zweiten|dritten|vierten)"
    r"[ ](?P<unit>half|quarters?|полугоди[еи]|половин[аеу]|квартал[е]?|Quartal|Halbjahr|Hälfte)(?:[ ]of)?)"
    r"|(?P<q>Q[1-4]|H[12]|[1-4]Q|[12]H)(?:[ ]of)?|(?P<fy>FY|fiscal|financial year|fiscal year)"
    r"|(?:the[ ])?(?P<season>spring|summer|autumn|fall|winter|весной|весна|весны|летом|лето|лета|осенью|осень"
    r"|осени|зимой|зима|зимы|Frühjahr|Frühling|"
    r"Sommer|Herbst|Winter|printemps|été|automne|hiver|primavera|verano|otoño|invierno)(?:[ ]of|[ ]des Jahres|[ ]de)?,?"
    r")(?:[ ](?:the[ ])?(?:(?:fiscal|financial|calendar)[ ])?(?:year[ ])?|-)?$",
    re.IGNORECASE,
)
_YEAR_FOLLOWED = re.compile(
    r"[ ]?(Q[1-4]|H[12])(?!\w)|年(?:第([一二三四])季度|(上|下)半年|(春|夏|秋|冬)[季天])"
    r"|(?:第([一二三四])季度|(上|下)半年|(春|夏|秋|冬)[季天])"
)
_QUARTER_NUMBERS: Final = {"一": 1, "二": 2, "三": 3, "四": 4}
_CHINESE_SEASONS: Final = {"春": "spring", "夏": "summer", "秋": "autumn", "冬": "winter"}


# The last words of all that these patterns find before a date: to look at one word is faster.
_LEADING = SEASONS.keys() | word_set(
    """
    early beginning start outset anfang début principios inicios mid middle mitte mi mediados late end close конец
    ende fin finales fines earlier later in of de du des the year month c ca circa around about approximately около
    примерно um vers hacia half quarter quarters quartal halbjahr hälfte fy fiscal financial calendar jahres
    q1 q2 q3 q4 h1 h2 1q 2q 3q 4q 1h 2h
    """
)
_LEADING_STEMS = ("ранн", "начал", "середин", "конц", "полугоди", "половин", "квартал")


def _is_led(view: str, low: int, start: int) -> bool:
    """Whether the word before an expression of time may belong to it."""
    text = view[low:start].rstrip(" ,.-\n")
    i = len(text)
    while i and text[i - 1].isalnum():
        i -= 1
    word = text[i:].lower()
    return word in _LEADING or word.startswith(_LEADING_STEMS) or text.endswith("~")


def _part_of(found: re.Match[str]) -> str:
    return "early" if found[1] else "mid" if found[2] else "late"


def mention_of(view: str, low: int, core: Core, end: int) -> DateMention:
    """Return the mention that a date makes, with the words before it that belong to it."""
    if core.year is not None and core.month is None and core.precision is Precision.YEAR:
        mention = _year_mention(view, low, core, end)
    else:
        mention = _plain(core)
    return prefixed(view, low, mention, end)


def _plain(core: Core) -> DateMention:
    year_end = core.year_end if core.year_end is not None else core.year
    last: str | None = None
    if core.year is not None and year_end is not None and (core.year_end or core.month_end or core.day_end):
        last = iso(year_end, core.month_end or (core.month if core.day_end else None), core.day_end)
    date = iso(core.year, core.month, core.day) if core.year is not None else None
    return DateMention(
        start=core.start,
        end=core.end,
        date=date,
        date_end=last if last != date else None,
        precision=core.precision,
        basis=Basis.EXPLICIT if date else Basis.PARTIAL,
        month=core.month,
        month_end=core.month_end,
        day=core.day,
        day_end=core.day_end,
        ambiguous=core.ambiguous,
    )


def _year_mention(view: str, low: int, core: Core, end: int) -> DateMention:
    """Return a year, or the half, quarter or season of it that the words beside it name."""
    plain = _plain(core)
    year = core.year or 0
    window = max(low, core.start - 34)
    led = _YEAR_LED.search(view, window, core.start) if _is_led(view, window, core.start) else None
    if led:
        start = led.start()
        if led["fy"]:
            return plain._replace(start=start)
        if led["season"] and (season := SEASONS.get(led["season"].lower())):
            return season_of(season, year, spans=core.year_end is not None)._replace(start=start, end=core.end)
        number, quarter = _portion(led)
        if number:
            return _portion_of(year, number, quarter=quarter)._replace(start=start, end=core.end)
    followed = _YEAR_FOLLOWED.match(view, core.end, end)
    if followed and core.year_end is None:
        label = followed[1]
        quarter_sign, half_sign, season_sign = (
            followed[2] or followed[5],
            followed[3] or followed[6],
            followed[4] or followed[7],
        )
        if season_sign:
            return season_of(_CHINESE_SEASONS[season_sign], year)._replace(start=core.start, end=followed.end())
        quarter = bool(quarter_sign) or (label or "").startswith("Q")
        number = (
            _QUARTER_NUMBERS[quarter_sign]
            if quarter_sign
            else int(label[1])
            if label
            else 1
            if half_sign == "上"
            else 2
        )
        return _portion_of(year, number, quarter=quarter)._replace(start=core.start, end=followed.end())
    return plain


def _portion(led: re.Match[str]) -> tuple[int, bool]:
    """Return which half or quarter words name, and whether it is a quarter."""
    if led["q"]:
        label = led["q"].upper()
        return int(label.strip("QH")), "Q" in label
    if not led["unit"]:
        return 0, False
    unit, ordinal = led["unit"].lower(), led["ordinal"].lower()
    quarter = unit.startswith(("quart", "кварт"))
    number = ORDINALS.get(ordinal) or next(
        (
            n
            for stem, n in (("перв", 1), ("втор", 2), ("трет", 3), ("четв", 4), ("last", 4), ("final", 4))
            if ordinal.startswith(stem)
        ),
        0,
    )
    return (number if quarter else min(number, 2)), quarter


def _portion_of(year: int, number: int, *, quarter: bool) -> DateMention:
    length = 3 if quarter else 6
    first = (number - 1) * length + 1
    return DateMention(
        start=0,
        end=0,
        date=iso(year, first),
        date_end=iso(year, first + length - 1),
        precision=Precision.QUARTER if quarter else Precision.HALF,
    )


def season_of(season: str, year: int, *, spans: bool = False) -> DateMention:
    """Return the months of a season; `spans` says that two years are given.

    `winter 2018/19` is 2018-12 to 2019-02; of `winter 2018` alone it is not said which, and the year's own December
    counts.
    """
    first, last = SEASON_MONTHS[season]
    end_year = year + 1 if first > last or (spans and season == "winter") else year
    return DateMention(
        start=0, end=0, date=iso(year, first), date_end=iso(end_year, last), precision=Precision.SEASON, season=season
    )


_RELATIVE_PART = re.compile(r"(?<!\w)(?:(earlier|early)|(mid)|(later|late))[ -](?:in[ ])?$", re.IGNORECASE)


def prefixed(view: str, low: int, mention: DateMention, end: int = 0) -> DateMention:
    """Return a mention with `early`, `mid-`, `the end of`, `circa` before it taken in."""
    start = mention.start
    window = max(low, start - 30)
    led = _is_led(view, window, start)
    if mention.basis is Basis.RELATIVE:
        if not led:
            return mention
        if found := _RELATIVE_PART.search(view, window, start):
            return mention._replace(start=found.start(), part=_part_of(found))
        if (found := _PART.search(view, window, start)) and mention.precision is not Precision.DAY:
            return mention._replace(start=found.start(), part=_part_of(found))
        return mention
    if led and mention.precision is not Precision.DAY and (found := _PART.search(view, window, start)):
        return mention._replace(start=found.start(), part=_part_of(found))
    if end and (after := _PART_AFTER.match(view, mention.end, end)) and mention.precision is Precision.YEAR:
        return mention._replace(end=after.end(), part=_part_of(after))
    if led and (found := _CIRCA.search(view, window, start)):
        return mention._replace(start=found.start(), circa=True)
    return mention
