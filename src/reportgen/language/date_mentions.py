"""Expressions of time in running text: dates are found one by one, then what belongs together is joined.

`find_dates` takes the searched view of a text (`language/view.py`) and gives the mentions in order, none overlapping.
Single dates come from `date_grammar` and `date_relatives`; joined are "from March 2010 to May 2014", "the first half
of 2020", "Monday, 21 March".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Final

from reportgen.language import date_relatives as relatives
from reportgen.language.calendar_words import MONTHS, WEEKDAYS
from reportgen.language.date_core import Core
from reportgen.language.date_european import european, european_counted
from reportgen.language.date_grammar import at_month, at_number
from reportgen.language.date_ideographs import written_out
from reportgen.language.date_joining import assemble
from reportgen.language.date_values import DateMention, Precision
from reportgen.language.word_sets import alternatives, word_set

_Rule = Callable[[str, int, int, int], "Core | DateMention | None"]


def _forms(words: Iterable[str], rule: _Rule) -> dict[str, _Rule]:
    """Return a rule for each word as it may be written: lower case, capital first, capitals."""
    return {form: rule for word in words for form in (word, word.capitalize(), word.upper())}


_RULES: Final[dict[str, _Rule]] = {
    **_forms(tuple(WEEKDAYS), relatives.weekday),
    **_forms(tuple(MONTHS), at_month),
    **_forms(
        word_set(
            """
    last past previous preceding next coming following subsequent ensuing this current same that
    """
        ),
        relatives.shifted,
    ),
    **_forms(
        word_set(
            """
    ago later earlier before after
    """
        ),
        relatives.counted,
    ),
    **_forms(tuple(relatives.DAY_WORDS), relatives.day_word),
    **_forms(("назад", "спустя", "позже"), relatives.russian_counted),
    **_forms(
        tuple(
            stem + ending
            for stem, endings in {
                "прошл": "ого ой ом ым ую",
                "минувш": "его ей ем им ую",
                "предыдущ": "его ем ей ую",
                "следующ": "его ем ей им ую",
                "будущ": "его ем ей им",
                "нынешн": "его ем ей им",
                "текущ": "его ем ей",
                "эт": "ого ом ой им от",
                "т": "ого ом ой от",
            }.items()
            for ending in endings.split()
        ),
        relatives.russian_shifted,
    ),
    **_forms(
        frozenset(
            stem + ending
            for stem in ["letzt", "vergangen", "vorig", "nächst", "kommend", "dies"]
            for ending in ["es", "en", "er", "em", "e"]
        )
        | word_set(
            """
    année an mois semaine été printemps automne hiver año mes semana verano otoño invierno primavera
    pasado pasada próximo próxima último última este esta ce cet cette
    """
        ),
        european,
    ),
    **_forms(("hace", "il", "vor"), european_counted),
}
# Numbers, and the words that have a rule. The set of first characters comes before what looks around, so that the
# engine can skip to the next of them.
_FIRST = "".join(sorted({word[0] for word in _RULES}))
_TRIGGER = re.compile(
    rf"[{_FIRST}\d](?:(?<=\d)\d*|(?<![^\W\d_].)(?<=(?={alternatives(_RULES)}(?![^\W\d_])).)[^\W\d_]*)"
)


def find_dates(view: str, start: int = 0, end: int | None = None) -> Iterator[DateMention]:
    """Give the expressions of time between two offsets of a view, in order; offsets are those of the view."""
    end = len(view) if end is None else min(end, len(view))
    found: list[Core | DateMention] = []
    done = start
    for trigger in _TRIGGER.finditer(view, start, end):
        at = trigger.start()
        if at < done:
            continue
        rule = _RULES.get(trigger[0], _number)
        hit = rule(view, at, start, end)
        if hit is None and rule is _number and found and isinstance(found[-1], Core):
            hit = _another_year(view, found[-1], at, end)
        if hit is not None and hit.start >= (found[-1].end if found else start):
            found.append(hit)
            done = hit.end
    if _has_chinese(view, start, end):
        found = _with_chinese(view, start, end, found)
    return assemble(view, start, end, found) if found else iter(())


def _number(view: str, at: int, low: int, end: int) -> Core | None:
    return at_number(view, at, low, end)


_FOUR_DIGITS = re.compile(r"\d{4}(?![\d%]|[.,]\d)")
_LIST = re.compile(r",?[ ](?:and|or|to|und|et|y|и|oder)[ ]|,[ ]|[ ]?[-–—][ ]?")


def _another_year(view: str, last: Core, at: int, end: int) -> Core | None:
    """Return a year that follows another in a list: `2014, 2015 and 2016`."""
    if last.year is None or last.month or last.precision is not Precision.YEAR or at - last.end > 6:
        return None
    if not _LIST.fullmatch(view, last.end, at) or not _FOUR_DIGITS.match(view, at, end):
        return None
    year = int(view[at : at + 4])
    return Core(start=at, end=at + 4, year=year, precision=Precision.YEAR) if 1000 <= year <= 2199 else None


def _has_chinese(view: str, start: int, end: int) -> bool:
    text = view[start:end]
    return not text.isascii() and any(map(text.__contains__, "年月天日周週"))


def _with_chinese(view: str, start: int, end: int, found: list[Core | DateMention]) -> list[Core | DateMention]:
    """Return the mentions with those of Chinese and Japanese; of two that overlap the one that begins first stays."""
    more: list[Core | DateMention] = [*relatives.chinese(view, start, end), *written_out(view, start, end)]
    kept: list[Core | DateMention] = []
    for hit in sorted([*found, *more], key=lambda hit: (hit.start, -hit.end)):
        if not kept or hit.start >= kept[-1].end:
            kept.append(hit)
    return kept
