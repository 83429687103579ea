"""Compare a record's words, numbers and dates with a passage.

All comparisons are made on a folded view of the passage; the passage itself is never changed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise

_QUOTES = dict.fromkeys(map(ord, "‘’‚‛′ʼ`´"), "'") | dict.fromkeys(map(ord, "“”„‟″«»"), '"')
_DASHES = dict.fromkeys(map(ord, "‐‑‒–−"), "-") | dict.fromkeys(map(ord, "—―"), " ")
_MARKER = re.compile(r"\[\d{1,4}\]")
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_ESCAPE = re.compile(r"\\([^\w\s])")
_SOFT = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff"))
_SIGNS = _QUOTES | _DASHES
_FOLDED = _SIGNS | _SOFT
_ELLIPSIS = re.compile(r"\s*(?:…|\.\s?\.\s?\.|\[\s*(?:…|\.\.\.)\s*\])\s*")


@lru_cache(2048)  # many claims lean on the same passage
def fold(text: str) -> str:
    """Return the text as it is compared: one case, one kind of quote, dash and blank.

    Hyphens inside words are dropped on both sides of every comparison, so that a hyphen left over
    from print ("coop-eration") and a real one ("high-tech") both match what a person would type.
    """
    text = unicodedata.normalize("NFKC", text).translate(_FOLDED)
    text = _ESCAPE.sub(r"\1", _MARKER.sub(" ", _LINK.sub(r"\1", text)))
    text = re.sub(r"(?<=\w)-(?=\w)", "", re.sub(r"\s-+\s", " ", text))
    return " ".join(text.casefold().split())


def contains(passage: str, words: str) -> bool:
    """Whether `words` stand in the passage verbatim; an ellipsis joins pieces that follow in order.

    >>> contains("It is “deeply asym-metric” now.", "deeply asymmetric")
    True
    """
    haystack = fold(passage)
    position = 0
    pieces = [fold(piece).strip("\"' ") for piece in _ELLIPSIS.split(words)]
    if not any(pieces):
        return False
    for piece in filter(None, pieces):
        found = re.compile(rf"(?<!\w){re.escape(piece)}(?!\w)").search(haystack, position)
        if found is None:
            return False
        position = found.end()
    return True


def missing_words(passage: str, name: str) -> tuple[str, ...]:
    """Return the words of a name that do not stand in the passage.

    A possessive or a plural in the passage does not count against the name.
    """
    haystack = fold(passage)
    return tuple(
        word
        for word in re.findall(r"[\w'&.]+", fold(name))
        if not re.search(rf"(?<!\w){re.escape(word.rstrip('.'))}(?:'?s)?(?!\w)", haystack)
    )


# --- quantities --------------------------------------------------------------------------------

_SCALES = {
    "hundred": 100, "thousand": 1_000, "million": 10**6, "mn": 10**6, "m": 10**6, "billion": 10**9,
    "bn": 10**9, "trillion": 10**12, "tn": 10**12,
    "тыс": 1_000, "млн": 10**6, "млрд": 10**9, "трлн": 10**12,
}  # fmt: skip
_WORDS = {
    word: value
    for value, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
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
        ]
    )
} | {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
_UNITS = "|".join(sorted(_WORDS, key=len, reverse=True))
_TENS = "|".join(word for word, value in _WORDS.items() if value >= 20)
_ONES = "|".join(word for word, value in _WORDS.items() if 0 < value < 10)
_CURRENCY = {"$": "USD", "us$": "USD", "€": "EUR", "£": "GBP", "¥": "CNY", "₽": "RUB"}
_QUANTITY = re.compile(
    rf"""(?P<sign>-)?(?P<currency>us\$|[$€£¥₽])?\s?
    (?:(?P<digits>\d{{1,3}}(?:[,\u0020']\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?|(?<!\w)\.\d+)(?:st|nd|rd|th)?
     |(?<!\w)(?P<word>(?:{_TENS})\s(?:{_ONES})|{_UNITS})(?!\w))
    (?:\s?(?P<scale>hundred|thousand|million|billion|trillion|mn|bn|tn|m|тыс|млн|млрд|трлн)(?![\w]))?\.?
    (?:\s?(?P<unit>%|per\s?cent(?:age)?|percent(?:age)?|dollars?|euros?|yuan|rub(?:les?|s)?|roubles?|usd|eur))?""",
    re.VERBOSE,
)
_UNIT_NAMES = {
    "%": "percent", "percent": "percent", "percentage": "percent", "dollar": "USD", "dollars": "USD",
    "usd": "USD", "euro": "EUR", "euros": "EUR", "eur": "EUR", "yuan": "CNY",
}  # fmt: skip
_CURRENCIES = {"USD", "EUR", "GBP", "CNY", "RUB"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A number in base units (2 billion is 2e9, percent is 0-100) and its unit, `""` when bare."""

    value: Decimal
    unit: str


def quantities(text: str) -> Iterator[Quantity]:
    """Find the quantities of a passage, in digits or in words.

    >>> [(int(q.value), q.unit) for q in quantities("upward of $2 billion, or five per cent")]
    [(2000000000, 'USD'), (5, 'percent')]
    """
    # The two ways of writing a range of years or numbers, 2025/26 and 3-4, give both ends.
    view = re.sub(r"\b(\d\d)(\d\d)/(\d\d)\b", r"\1\2 to \1\3", fold_numbers(text))
    for found, after in pairwise([*_QUANTITY.finditer(view), None]):
        if found is None:  # only the last of the pairs has none, as its second
            break
        digits = found["digits"]
        if digits:
            value = Decimal(re.sub(r"[,' ]", "", digits)) * (-1 if found["sign"] else 1)
        else:
            value = Decimal(sum(_WORDS[word] for word in found["word"].split()))
        # The first end of a range takes from the second what it leaves out: "5 to 6 percent", "$2-3 billion".
        ranged = after is not None and _ranged(view, found, after)
        scale = found["scale"] or (after["scale"] if after and ranged else None)
        unit = _unit(found) or (_unit(after) if after and ranged else "")
        yield Quantity(value=value * _SCALES.get(scale or "", 1), unit=unit)
        if after and ranged and _unit(found) and not _unit(after):
            top = Decimal(re.sub(r"[,' ]", "", after["digits"])) if after["digits"] else Decimal(0)
            if top:
                yield Quantity(value=top * _SCALES.get(after["scale"] or "", 1), unit=unit)


def _unit(found: re.Match[str]) -> str:
    raw = re.sub(r"\s", "", found["unit"] or "")
    name = _UNIT_NAMES.get(raw, "RUB" if raw.startswith(("rub", "roub")) else "")
    return name or _CURRENCY.get(found["currency"] or "", "")


def _ranged(view: str, first: re.Match[str], second: re.Match[str]) -> bool:
    """Whether two quantities are the ends of one range."""
    if first["scale"] or first["unit"]:
        return False
    between = view[first.end() : second.start()].strip()
    return between in {"to", "or"} or (between == "and" and view[: first.start()].rstrip().endswith("between"))


def fold_numbers(text: str) -> str:
    """Fold a passage for reading numbers: as `fold`, but hyphens become blanks, save for a minus."""
    text = unicodedata.normalize("NFKC", text).translate(_SIGNS)
    text = _ESCAPE.sub(r"\1", _MARKER.sub(" ", _LINK.sub(r"\1", text)))
    text = re.sub(r"(?<=\d)\s?-\s?(?=(?:us)?[$€£¥₽]?\d)", " to ", text.casefold())
    text = re.sub(r"(?<![\w\s.,)])-(?=\d)|(?<=\s)-(?=\d)|^-(?=\d)", "\ue012", text)
    return " ".join(text.replace("-", " ").replace("\ue012", "-").split())


def wanted_quantity(value: str, unit: str) -> Quantity:
    """Return what a record's value and unit mean: `2` and `USD billion a year` are 2e9 USD."""
    words = unit.split()
    number = Decimal(value)
    for word in words:
        number *= _SCALES.get(word.casefold(), 1)
    name = next((w for w in words if w in _CURRENCIES), "percent" if words[:1] in (["percent"], ["%"]) else "")
    return Quantity(value=number, unit=name)


def has_quantity(passage: str, wanted: Quantity) -> bool:
    """Whether the passage has this quantity; a bare number must not be a percentage or a sum."""
    return any(q.value == wanted.value and q.unit == wanted.unit for q in quantities(passage))


# --- dates -------------------------------------------------------------------------------------

_MONTHS = (
    ("january", "jan", "январ"), ("february", "feb", "феврал"), ("march", "mar", "март"),
    ("april", "apr", "апрел"), ("may", "may", "ма"), ("june", "jun", "июн"), ("july", "jul", "июл"),
    ("august", "aug", "август"), ("september", "sept?", "сентябр"), ("october", "oct", "октябр"),
    ("november", "nov", "ноябр"), ("december", "dec", "декабр"),
)  # fmt: skip


def missing_date_parts(passage: str, date: str) -> tuple[str, ...]:
    """Return the parts of an ISO date (`2022-03-21`, `2022-03`, `2022`) that the passage lacks.

    Months count in English and Russian words and in numeric dates (`/2022/03/`, `2022-03-21`).
    """
    view = unicodedata.normalize("NFKC", passage).casefold()
    year, *rest = date.split("-")
    short_year = re.search(rf"(?<!\d){year[:2]}\d\d\s?[/–-]\s?{year[2:]}(?!\d)", view)
    if rest and _numeric_date(view, year, rest):
        return ()
    missing = [] if re.search(rf"(?<!\d){year}(?!\d)", view) or short_year else [year]
    if rest:
        english, short, russian = _MONTHS[int(rest[0]) - 1]
        names = rf"(?<!\w)(?:{english}|{short}\.?|{russian}[а-яё]{{0,2}})(?!\w)"
        if not re.search(names, view):
            missing.append(english.title())
        if len(rest) > 1 and not _day_beside(view, int(rest[1]), names):
            missing.append(str(int(rest[1])))
    return tuple(missing)


def _numeric_date(view: str, year: str, rest: list[str]) -> bool:
    """Whether the passage has the date in digits: `/2022/03/21/`, `20220321`, `21.03.2022`, `21/3/2022`."""
    backwards = r"[./]".join(rf"0?{int(part)}" for part in reversed(rest))
    forms = (rf"{year}[/.-]?{'[/.-]?'.join(rest)}", rf"{backwards}[./]{year}")
    return any(re.search(rf"(?<!\d){form}(?!\d)", view) for form in forms)


def _day_beside(view: str, day: int, month: str) -> bool:
    """Whether the day stands by the month, alone or in a list or range: `19-21 March`, `March 4 and 5`."""
    number = rf"(?<![\d.,])0?{day}(?:st|nd|rd|th)?(?!\d)"
    between = r"(?:\W|\b(?:the|of|and|or|to|till|until|through|\d{1,2}(?:st|nd|rd|th)?)\b){0,12}?"
    return bool(re.search(rf"{number}{between}{month}|{month}{between}{number}", view))
