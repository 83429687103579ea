"""Numerals without words: digits with separators, and Chinese characters -> values."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from reportgen.language.number_words import CHINESE_DIGITS, CHINESE_SCALES

_SPACED = re.compile(r"\d{1,3}(?:[ ']\d{3})+(?:[.,]\d+)?")
_COMMAS = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_INDIAN = re.compile(r"\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d+)?")
_DOTS = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?")
_POINT = re.compile(r"\d+\.\d+")
_COMMA = re.compile(r"\d+,\d+")
_LONGEST = 25  # what has more digits is a code


def digits_value(text: str, *, comma: bool, dots: bool) -> Decimal | None:
    """Return the value of digits with separators, `None` for what is no number (`2.1.3`, `05.04.2022`).

    `comma` says that the language marks decimals by a comma, `dots` that it sets thousands apart by dots.
    """
    if len(text) > _LONGEST or not text.isascii():
        return None
    return Decimal(text) if text.isdigit() else _with_separators(text, comma=comma, dots=dots)


@lru_cache(maxsize=4096)
def _with_separators(text: str, *, comma: bool, dots: bool) -> Decimal | None:
    if _SPACED.fullmatch(text):
        return Decimal(text.replace(" ", "").replace("'", "").replace(",", "."))
    thousands = _COMMAS.fullmatch(text)
    if _COMMA.fullmatch(text) and (comma or not thousands or text.startswith("0")):
        # In English "2,5" is two numbers of a list, unless it begins with a zero.
        return Decimal(text.replace(",", ".")) if comma or text.startswith("0") else None
    if thousands or _INDIAN.fullmatch(text):
        return Decimal(text.replace(",", ""))
    by_dots = _DOTS.fullmatch(text)
    if by_dots and not text.startswith("0") and (dots or text.count(".") > 1 or "," in text):
        return Decimal(text.replace(".", "").replace(",", "."))
    return Decimal(text) if _POINT.fullmatch(text) else None


def chinese_value(text: str) -> Decimal | None:
    """Return the value of a numeral in Chinese characters, `None` for what is none."""
    half = text.endswith("半") and len(text) > 1
    whole, _, decimals = text.removesuffix("半").partition("点")
    if decimals:
        figures = [CHINESE_DIGITS.get(character) for character in decimals]
        if None in figures:
            return None
        tail = Decimal("0." + "".join(map(str, figures)))
    else:
        tail = Decimal("0.5") if half else Decimal(0)
    if len(text) > _LONGEST or not whole:
        return None
    if all(character in CHINESE_DIGITS for character in whole):
        # Figures one by one are a year or a code ("二〇二〇"), one alone is a number.
        return CHINESE_DIGITS[whole] + tail if len(whole) == 1 else None
    return _by_scales(whole) + tail


def _by_scales(text: str) -> Decimal:
    """Add up 三千五百万: digits multiplied by the scales after them, 万 and 亿 multiplying all before."""
    total = section = digit = 0
    for character in text:
        if character in CHINESE_DIGITS:
            digit = CHINESE_DIGITS[character]
            continue
        scale = CHINESE_SCALES[character]
        if scale >= 10_000:
            section += digit
            total = (total + section) * scale if section == 0 or 0 < total < scale else total + section * scale
            section = 0
        else:
            section += (digit or 1) * scale
        digit = 0
    return Decimal(total + section + digit)


# A part of a number with a lower scale, or with none; a number that goes on otherwise is another one.
_LOWER = re.compile(r"(\d{1,3}(?:,\d{3})+|\d+)((?:[十百万萬亿億]|千(?![瓦米克卡焦赫]))*)(?![\d.,]\d|\d|[年月日])")


def lower_parts(view: str, end: int, limit: int, scale: Decimal) -> tuple[int, Decimal]:
    """Read the lower parts of a number, as in 8亿5,000万 or 2万5300; return where they end and what they add."""
    more = Decimal(0)
    while (found := _LOWER.match(view, end, limit)) is not None:
        lower = Decimal(1)
        for sign in found[2] or "":
            lower *= CHINESE_SCALES[sign]
        part = Decimal(found[1].replace(",", "")) * lower
        if lower >= scale or part >= scale:
            break
        more, scale, end = more + part, lower, found.end()
    return end, more
