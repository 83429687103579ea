"""Dates of Chinese and Japanese whose numbers are signs or count from an era: `二〇二四年五月三日`, `令和6年4月12日`.

Digits with 年, 月 and 日 alone are read in `date_grammar`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from types import MappingProxyType
from typing import Final

from reportgen.language.date_core import Core, core_of

# The year before the first of each era; the Republic of China counts in the same way.
_ERAS: Final = MappingProxyType(
    {"令和": 2018, "平成": 1988, "昭和": 1925, "大正": 1911, "明治": 1867, "民国": 1911, "民國": 1911}
)
_SIGNS: Final = MappingProxyType(
    {sign: value for value, sign in enumerate("〇一二三四五六七八九十")} | {"零": 0, "○": 0}
)
_SMALL = r"\d{1,2}|[一二三四五六七八九十]{1,3}"
_SIGN = r"[一二三四五六七八九十]{1,3}"
_DATE = re.compile(
    rf"(?P<era>{'|'.join(_ERAS)})(?P<of_era>元|{_SMALL})年(?:(?P<month>{_SMALL})月(?:(?P<day>{_SMALL})[日號号])?)?"
    rf"|(?P<year>[一二三][〇○零一二三四五六七八九]{{3}})年(?:(?P<month_2>{_SIGN})月(?:(?P<day_2>{_SIGN})[日号])?)?"
    rf"|(?<![一-龥])(?P<month_3>{_SIGN})月(?P<day_3>{_SIGN})[日号]"
)


def written_out(view: str, start: int, end: int) -> Iterator[Core]:
    """Yield the dates of a stretch of text that have signs for numbers or an era."""
    for found in _DATE.finditer(view, start, end):
        year: int | None = None
        if era := found["era"]:
            year = _ERAS[era] + (1 if found["of_era"] == "元" else value_of(found["of_era"]) or 0)
        elif digits := found["year"]:
            year = int("".join(str(_SIGNS[sign]) for sign in digits))
        month = value_of(found["month"] or found["month_2"] or found["month_3"])
        day = value_of(found["day"] or found["day_2"] or found["day_3"])
        if core := core_of(found, year=year, month=month, day=day):
            yield core


def value_of(number: str | None) -> int | None:
    """Return a number below a hundred, in digits or in signs, `None` for none.

    >>> value_of("二十一"), value_of("十"), value_of("12")
    (21, 10, 12)
    """
    if not number:
        return None
    if number.isdecimal():
        return int(number)
    tens, ten, ones = number.partition("十")
    return (_SIGNS.get(tens, 1) * 10 if ten else 0) + _SIGNS.get(ones or (tens if not ten else ""), 0)
