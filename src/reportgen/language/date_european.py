"""Times counted from another date in German, French and Spanish: "letztes Jahr", "el próximo jueves".

Each function is asked at a trigger word and gives the mention that the word belongs to, or `None`.
"""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import Final

from reportgen.language.calendar_words import SEASONS, WEEKDAYS
from reportgen.language.date_units import UNITS, unit_mention
from reportgen.language.date_values import DateMention, Relative

_DAYS_OF_WEEK = r"(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch"
_WEEKDAY_NAMES = (
    r"lunes|martes|miércoles|jueves|viernes|sábado|domingo|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche"
)
_ROMANCE_UNIT = rf"año|mes|semana|verano|otoño|invierno|primavera|{_WEEKDAY_NAMES}"
_EUROPEAN = re.compile(
    r"(?:(?P<german>letzt|vergangen|vorig|nächst|kommend|dies)(?:es|en|er|em|e)[ ](?P<germans>Jahr|Jahres|Monat|Monats"
    rf"|Woche|Sommer|Winter|Frühjahr|Frühling|Herbst|{_DAYS_OF_WEEK})"
    rf"|(?P<french>l'an|l'année|année|an|mois|semaine|été|printemps|automne|hiver|{_WEEKDAY_NAMES})[ ]"
    r"(?P<frenches>dernier|dernière|passée?|prochaine?)"
    rf"|(?P<spanish>{_ROMANCE_UNIT})[ ](?P<spanishes>pasad[oa]|próxim[oa]|siguiente)"
    rf"|(?P<before>pasad[oa]|próxim[oa]|últim[oa]|est[ae]|cett?e?)[ ](?P<befores>{_ROMANCE_UNIT}|année|mois|semaine|été"
    r"|printemps|automne|hiver))(?!\w)",
    re.IGNORECASE,
)
_FORWARD = ("nächst", "kommend", "procha", "próxim", "siguiente")


def european(view: str, at: int, low: int, end: int) -> DateMention | None:  # noqa: ARG001
    """`letztes Jahr`, `l'année dernière`, `el año pasado`, `el próximo jueves`, `am vergangenen Mittwoch`."""
    found = _EUROPEAN.match(view, at, end)
    if found is None:
        return None
    how = (found["german"] or found["frenches"] or found["spanishes"] or found["before"]).lower()
    name = (found["germans"] or found["french"] or found["spanish"] or found["befores"]).lower().removeprefix("l'")
    now = how.startswith(("dies", "est", "cet", "ce"))
    shift = 1 if how.startswith(_FORWARD) else 0 if now else -1
    anchor = "text" if how == "siguiente" else "document"
    if number := WEEKDAYS.get(name):
        unit, offset = ("weekday", None) if now else ("week", shift)
        relative = Relative(anchor=anchor, unit=unit, offset=offset, weekday=number)
        return unit_mention(at, found.end(), "day", relative)
    if season := SEASONS.get(name):
        relative = Relative(anchor=anchor, unit="year", offset=shift, season=season)
        return unit_mention(at, found.end(), "season", relative, season=season)
    unit = UNITS.get(name, "year")
    return unit_mention(at, found.end(), unit, Relative(anchor=anchor, unit=unit, offset=shift))


_AGO = re.compile(
    r"(?:hace|il y a|vor)[ ](?:(?:apenas|casi|unos|unas|más de|menos de|ya|environ|plus de|près de|gut|knapp|rund|etwa"
    r"|über|fast|mehr als)[ ])?"
    r"(\d{1,3}|[^\W\d_]+)[ ](días?|semanas?|mes(?:es)?|años?|jours?|semaines?|mois|ans?|années?|Tagen?|Wochen?"
    r"|Monat(?:en)?|Jahr(?:en)?)(?!\w)",
    re.IGNORECASE,
)
_ONES: Final = MappingProxyType(
    dict.fromkeys(("un", "una", "une", "einem", "einer"), 1)
    | {
        word: n
        for n, words in enumerate(("dos deux zwei", "tres trois drei", "cuatro quatre vier", "cinco cinq fünf"), 2)
        for word in words.split()
    }
    | {
        word: n
        for n, words in enumerate(
            (
                "seis six sechs",
                "siete sept sieben",
                "ocho huit acht",
                "nueve neuf neun",
                "diez dix zehn",
                "once onze elf",
                "doce douze zwölf",
            ),
            6,
        )
        for word in words.split()
    }
)


def european_counted(view: str, at: int, low: int, end: int) -> DateMention | None:  # noqa: ARG001
    """`hace seis meses`, `il y a deux ans`, `vor drei Wochen`."""
    found = _AGO.match(view, at, end)
    if found is None:
        return None
    number = int(found[1]) if found[1].isdecimal() else _ONES.get(found[1].lower())
    if number is None:
        return None
    unit = UNITS[found[2].lower()]
    return unit_mention(at, found.end(), unit, Relative(anchor="document", unit=unit, offset=-number))
