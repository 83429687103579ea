"""Currencies before a number: signs, codes and names, and what only looks like one."""

from __future__ import annotations

import re
from collections.abc import Mapping

from reportgen.extract.unit_forms import CURRENCY_CODES, Unit
from reportgen.language.number_words import word_set

# Codes that are words too, before a small number: "TOP 10", "COP 26", "ALL 50".
_CODE_WORDS = word_set("ALL TOP TRY COP CUP MOP MAD PEN SOS LAK GEL ATS FRF BAM MUR")
# Codes that are written without a blank; any other so written is a name ("COP26").
_TIGHT_CODES = word_set("USD EUR GBP RMB CHF CNY INR JPY AUD CAD HKD SGD RUB NOK SEK DKK")

# Written before a number, the case as given; "¥" and the rest of a text's own kind are settled in `currency_before`.
_CURRENCY_SIGNS: Mapping[str, str] = {
    "$": "USD", "US$": "USD", "U.S.$": "USD", "USD$": "USD", "A$": "AUD", "AU$": "AUD", "Aus$": "AUD", "C$": "CAD",
    "CA$": "CAD", "Can$": "CAD", "CAD$": "CAD", "NZ$": "NZD", "HK$": "HKD", "S$": "SGD", "NT$": "TWD", "R$": "BRL",
    "Mex$": "MXN", "€": "EUR", "£": "GBP", "¥": "JPY", "￥": "CNY", "CN¥": "CNY", "JP¥": "JPY", "RMB": "CNY",
    "Rmb": "CNY", "RMB¥": "CNY", "₽": "RUB", "₹": "INR", "Rs": "INR", "Rs.": "INR", "₩": "KRW", "₴": "UAH", "₺": "TRY",
    "₪": "ILS", "₫": "VND", "₦": "NGN", "₱": "PHP", "฿": "THB", "₸": "KZT", "₾": "GEL", "₼": "AZN", "zł": "PLN",
    "RM": "MYR", "Rp": "IDR", "Fr.": "CHF", "SFr": "CHF", "DM": "DEM", "人民币": "CNY", "美元": "USD",
}  # fmt: skip

_BEFORE = re.compile(r"(?:[A-Za-zł.]{0,4}[$¥]|[€£￥₽₹₩₴₺₪₫₦₱฿₸₾₼]|[A-Za-z]{2,4}\.?|人民币)[ ]?$")
# What can stand last before a number that a currency precedes.
_LAST_OF_CURRENCY = frozenset(form[-1] for form in (*_CURRENCY_SIGNS, *CURRENCY_CODES))

# Words that tell which money a text means by "¥".
MONEY_WORDS: Mapping[str, tuple[str, ...]] = {
    "JPY": ("yen", "Japan", "Tokyo", "日本", "日元"),
    "CNY": ("yuan", "RMB", "renminbi", "Chin", "人民币", "元"),
}

_LARGE = re.compile(r"\d[\d.,]*(?:[ ]?(?:million|billion|trillion|bn|m)\b|,\d{3})|\d{3}")


def currency_before(view: str, start: int, low: int) -> tuple[int, Unit] | None:
    """Return where a currency before a number begins, and the currency."""
    before = view[max(start - 6, low) : start].rstrip(" \n")
    found = _BEFORE.search(view, max(start - 6, low), start) if before[-1:] in _LAST_OF_CURRENCY else None
    if not found:
        return None
    form = found.group().rstrip()
    first = found.start()
    if first and form[0].isalpha() and form[0] < "\u2e80" and view[first - 1].isalnum():
        # Letters of a longer word: only the sign counts ("worth$5").
        return (start - 1, Unit(name=_CURRENCY_SIGNS[form[-1]], money=True)) if form[-1] in "$¥" else None
    name = _CURRENCY_SIGNS.get(form) or (form if form in CURRENCY_CODES else None)
    if name == form and _is_no_code(form, view[start : start + 24], tight=found.end() - found.start() == len(form)):
        return None
    if name is None and form[-1] in "$¥":
        first, name = found.start() + len(form) - 1, _CURRENCY_SIGNS[form[-1]]
    return (first, Unit(name=name, money=True)) if name else None


def _is_no_code(form: str, number: str, *, tight: bool) -> bool:
    """Whether capitals before a number are a word or the name of something: "TOP 10", "COP26"."""
    return (tight and form not in _TIGHT_CODES) or (form in _CODE_WORDS and not _LARGE.match(number))
