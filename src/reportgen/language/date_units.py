"""Units of time by their words in several languages, and the mention that is counted in them."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from reportgen.language.date_values import Basis, DateMention, Precision, Relative

UNITS: Final = MappingProxyType(
    {
        word: unit
        for unit, words in {
            "day": "day days день дня дней дню днём днем tag tage tagen jour jours día días",
            "week": "week weeks неделю неделе недели недель неделей неделями woche wochen semaine semaines semana "
            "semanas",
            "fortnight": "fortnight",
            "month": "month months месяц месяца месяце месяцев месяцем monat monate monaten mois mes meses",
            "quarter": "quarter quarters квартал квартале квартала",
            "year": "year years год года году годом лет jahr jahre jahren jahres an ans année années año años",
            "decade": "decade decades десятилетие десятилетия десятилетии jahrzehnt jahrzehnten décennie década",
            "century": "century centuries столетии веке",
        }.items()
        for word in words.split()
    }
)
_PRECISION: Final = MappingProxyType(
    {
        "day": Precision.DAY,
        "week": Precision.WEEK,
        "fortnight": Precision.WEEK,
        "month": Precision.MONTH,
        "quarter": Precision.QUARTER,
        "year": Precision.YEAR,
        "decade": Precision.DECADE,
        "century": Precision.CENTURY,
        "season": Precision.SEASON,
    }
)


def unit_mention(start: int, end: int, word: str, relative: Relative | None, **more: object) -> DateMention:
    """Return a mention counted in a unit; its precision is that of the unit."""
    precision = _PRECISION.get(word, Precision.DAY)
    return DateMention(start=start, end=end, basis=Basis.RELATIVE, precision=precision, relative=relative, **more)  # type: ignore[arg-type]
