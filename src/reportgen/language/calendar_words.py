"""The words of the calendar: months, weekdays, seasons and small numbers in the languages that are read.

Closed classes of English, Russian, German, French, Spanish and Chinese, complete rather than chosen. Keys are in
lower case.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from reportgen.language.word_sets import word_set


def _numbered(*rows: str) -> dict[str, int]:
    """Return word to number, counted from 1: one row per number, words apart by blanks."""
    return {word: number for number, row in enumerate(rows, 1) for word in row.split()}


ENGLISH_MONTHS: Final = MappingProxyType(
    _numbered(
        "january jan",
        "february feb",
        "march mar",
        "april apr",
        "may",
        "june jun",
        "july jul",
        "august aug",
        "september sept sep",
        "october oct",
        "november nov",
        "december dec",
    )
)
RUSSIAN_MONTHS: Final = MappingProxyType(
    _numbered(
        "январь января январе январю янв",
        "февраль февраля феврале февралю февр фев",
        "март марта марте марту мар",
        "апрель апреля апреле апрелю апр",
        "май мая мае маю",
        "июнь июня июне июню июн",
        "июль июля июле июлю июл",
        "август августа августе августу авг",
        "сентябрь сентября сентябре сентябрю сент сен",
        "октябрь октября октябре октябрю окт",
        "ноябрь ноября ноябре ноябрю нояб ноя",
        "декабрь декабря декабре декабрю дек",
    )
)
# German, French, Spanish; Italian, Portuguese, Dutch, Nordic, Polish, Greek. What is a common word or a name elsewhere
# ("marca", "mei", "maja") is left out.
OTHER_MONTHS: Final = MappingProxyType(
    _numbered(
        "januar jänner janvier janv enero ene gennaio janeiro januari stycznia styczeń ιανουάριος ιανουαρίου ιανουάριο",
        "februar feber février févr fév fevrier febrero febbraio fevereiro februari lutego luty φεβρουάριος "
        "φεβρουαρίου φεβρουάριο",
        "märz maerz mrz mars marzo março maart marts μάρτιος μαρτίου μάρτιο",
        "avril avr abril abr aprile kwietnia kwiecień απρίλιος απριλίου απρίλιο",
        "mai mayo maggio maio μάιος μαΐου μάιο",
        "juni juin junio giugno junho czerwca czerwiec ιούνιος ιουνίου ιούνιο",
        "juli juillet juil julio luglio julho lipca lipiec ιούλιος ιουλίου ιούλιο",
        "août aout agosto ago augustus augusti sierpnia sierpień αύγουστος αυγούστου αύγουστο",
        "septembre septiembre setiembre settembre setembro września wrzesień σεπτέμβριος σεπτεμβρίου σεπτέμβριο",
        "oktober okt octobre octubre ottobre outubro października październik οκτώβριος οκτωβρίου οκτώβριο",
        "novembre noviembre novembro listopada listopad νοέμβριος νοεμβρίου νοέμβριο",
        "dezember dez décembre déc decembre diciembre dic dicembre dezembro desember grudnia grudzień δεκέμβριος "
        "δεκεμβρίου δεκέμβριο",
    )
)
MONTHS: Final = MappingProxyType({**ENGLISH_MONTHS, **RUSSIAN_MONTHS, **OTHER_MONTHS})

# Words that mean something else as well: they are months only beside a number or after a preposition of time.
AMBIGUOUS_MONTHS: Final = word_set(
    """
    may march mar mars august mai ago abr dic ene jan jun sep dec mart set март мар мая мае сен дек июн июл апр
    авг окт ноя фев янв juli juni april june
    """
)

# Monday is 1, as in ISO 8601.
WEEKDAYS: Final = MappingProxyType(
    _numbered(
        "monday понедельник montag lundi lunes",
        "tuesday вторник dienstag mardi martes",
        "wednesday среду среда mittwoch mercredi miércoles",
        "thursday четверг donnerstag jeudi jueves",
        "friday пятницу пятница freitag vendredi viernes",
        "saturday субботу суббота samstag samedi sábado",
        "sunday воскресенье sonntag dimanche domingo",
    )
)

# The months of a season; winter ends in the year after it began. Northern hemisphere, as the seasons of CSL and EDTF.
SEASON_MONTHS: Final = MappingProxyType({"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "winter": (12, 2)})
SEASONS: Final = MappingProxyType(
    {
        word: season
        for season, words in {
            "spring": "spring весна весной весны весну frühjahr frühling printemps primavera",
            "summer": "summer лето летом лета sommer été verano",
            "autumn": "autumn fall осень осенью осени herbst automne otoño",
            "winter": "winter зима зимой зимы зиму hiver invierno",
        }.items()
        for word in words.split()
    }
)

NUMBERS: Final = MappingProxyType(
    _numbered(
        "a an one один одну",
        "two two-and-a-half два две couple",
        "three три",
        "four четыре",
        "five пять",
        "six шесть",
        "seven семь",
        "eight восемь",
        "nine девять",
        "ten десять",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
        "twenty",
    )
    | {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90, "hundred": 100}
)
ORDINALS: Final = MappingProxyType(
    _numbered(
        "first первый первом первая первой erste erstes ersten",
        "second второй втором вторая zweite zweiten",
        "third третий третьем dritten",
        "fourth четвёртый четвертый четвертом четвёртом vierten",
        "fifth",
        "sixth",
        "seventh",
        "eighth",
        "ninth",
        "tenth",
        "eleventh",
        "twelfth",
        "thirteenth",
        "fourteenth",
        "fifteenth",
        "sixteenth",
        "seventeenth",
        "eighteenth",
        "nineteenth",
        "twentieth",
        "twenty-first",
    )
)
