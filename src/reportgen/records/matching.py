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

from reportgen.dates import print_date
from reportgen.language.calendar_words import MONTHS
from reportgen.language.number_words import ENGLISH, MONEY_SCALES, SCALES, WordClass

_QUOTES = dict.fromkeys(map(ord, "‘’‚‛′ʼ`´"), "'") | dict.fromkeys(map(ord, "“”„‟″«»"), '"')
_DASHES = dict.fromkeys(map(ord, "‐‑‒–−"), "-") | dict.fromkeys(map(ord, "—―"), " ")
_MARKER = re.compile(r"\[\d{1,4}\]")
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_ESCAPE = re.compile(r"\\([^\w\s])")
_SOFT = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff"))
_SIGNS = _QUOTES | _DASHES
_FOLDED = _SIGNS | _SOFT
# Chinese, Japanese and the like begin here.
_NO_BLANKS = "\u2e80"
# Calls of notes, emphasis and code in Markdown (whose sign is folded to that of a quotation); controls, zero-width and
# bidirectional characters, private use.
_MARKS = re.compile(
    r"\[\^[^\[\]\s]{1,60}\]"
    r"|\*+|(?<!\w)'+|'+(?!\w)"
    "|(?<![^\\W_])_+(?=\\w)|(?<=\\w)_+(?![^\\W_])"
    "|[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u061c\u180e\u200c-\u200f\u202a-\u202e\u2061-\u206f\ufff9-\ufffb\ue000-\uf8ff]"
)
_GAP = re.compile(r" (?=[.,;:!?)\]”’])")
_ELLIPSIS = re.compile(r"\s*(?:…|\.\s?\.\s?\.|\[\s*(?:…|\.\.\.)\s*\])\s*")


@lru_cache(2048)  # many claims lean on the same passage
def fold(text: str) -> str:
    """Return the text as it is compared: one case, one kind of quote, dash and blank.

    Hyphens inside words are dropped on both sides of every comparison, so that a hyphen left over
    from print ("coop-eration") and a real one ("high-tech") both match what a person would type.
    """
    text = unicodedata.normalize("NFKC", text).translate(_FOLDED)
    text = _ESCAPE.sub(r"\1", _MARKER.sub(" ", _LINK.sub(r"\1", text)))
    text = re.sub(r"(?<=\w)-(?:[ \t]*\r?\n[ \t]*)?(?=\w)", "", re.sub(r"\s-+\s", " ", text))
    return " ".join(text.casefold().split())


def contains(passage: str, words: str) -> bool:
    """Whether `words` stand in the passage verbatim; an ellipsis joins pieces that follow in order.

    >>> contains("It is “deeply asym-metric” now.", "deeply asymmetric")
    True
    """
    haystack = fold(passage)
    pieces = [piece for part in _ELLIPSIS.split(words) if (piece := fold(part).strip("\"' "))]
    if not pieces:
        return False
    if _in_order(haystack, pieces):
        return True
    plain = _unmarked(haystack)
    return plain != haystack and _in_order(plain, [_unmarked(piece) or "*" for piece in pieces])


def _unmarked(folded: str) -> str:
    """Return a folded text as it reads without signs of emphasis, characters nobody sees, and gaps that notes left."""
    return _GAP.sub("", " ".join(_MARKS.sub("", folded).split()))


def _in_order(haystack: str, pieces: list[str]) -> bool:
    """Whether the pieces stand in the text one after the other."""
    position = 0
    for piece in pieces:
        position = _find(haystack, piece, position)
        if position < 0:
            return False
    return True


def _find(haystack: str, words: str, position: int = 0, endings: tuple[str, ...] = ("",)) -> int:
    """Return where words that stand as a whole end, -1 without them; one of `endings` may follow.

    In scripts without blanks between words nothing bounds them.
    """
    bounded = words[0] < _NO_BLANKS
    start = haystack.find(words, position)
    while start >= 0:
        end = start + len(words)
        if not (bounded and start and _is_word(haystack[start - 1])):
            for ending in endings:
                stop = end + len(ending)
                following = haystack[stop : stop + 1]
                if haystack.startswith(ending, end) and (words[-1] >= _NO_BLANKS or not _is_word(following)):
                    return end
        start = haystack.find(words, start + 1)
    return -1


def _is_word(character: str) -> bool:
    """Whether a character goes on with a word that is bounded by blanks; "近4倍" has the number 4."""
    return (character.isalnum() and character < _NO_BLANKS) or character == "_"


def missing_words(passage: str, name: str) -> tuple[str, ...]:
    """Return the words of a name that do not stand in the passage.

    A possessive or a plural in the passage does not count against the name.
    """
    haystack = fold(passage)
    return tuple(
        word
        for word in re.findall(r"[\w'&.]+", fold(name))
        if (bare := word.rstrip(".")) and _find(haystack, bare, 0, ("", "s", "'s")) < 0
    )


# --- quantities --------------------------------------------------------------------------------

_SCALES = {word: int(value) for word, value in SCALES.items() if word not in {"k", "dozen"}} | {"m": 10**6}
_WORDS = {
    word: int(value)
    for word, (kind, value) in ENGLISH.items()
    if kind in {WordClass.UNIT, WordClass.TEEN, WordClass.TENS}
}
_UNITS = "|".join(sorted(_WORDS, key=len, reverse=True))
_TENS = "|".join(word for word, value in _WORDS.items() if value >= 20)
_SCALE_WORDS = "|".join(sorted(_SCALES, key=len, reverse=True))
_ONES = "|".join(word for word, value in _WORDS.items() if 0 < value < 10)
_CURRENCY = {"$": "USD", "us$": "USD", "€": "EUR", "£": "GBP", "¥": "CNY", "₽": "RUB"}
_QUANTITY = re.compile(
    rf"""(?P<sign>-)?(?P<currency>us\$|[$€£¥₽])?\s?
    (?:(?P<digits>\d{{1,3}}(?:[,\u0020']\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?|(?<!\w)\.\d+)(?:st|nd|rd|th)?
     |(?<!\w)(?P<word>(?:{_TENS})\s(?:{_ONES})|{_UNITS})(?!\w))
    (?:\s?(?P<scale>{_SCALE_WORDS})(?![\w]))?\.?
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
    """A number in base units (2 billion is 2e9, percent is 0-100) and its unit, `""` when bare.

    Units are currencies and percent; `measure` is the name of a physical one, `""` when none is known.
    """

    value: Decimal
    unit: str
    measure: str = ""


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
    """Return what a record's value and unit mean: `2` and `USD billion a year` are 2e9 USD.

    Units are read as texts write them, too: `million pounds`, `£m`, `£ per hectare`.
    """
    words = re.split(r"[\s/]+", unit.strip())
    number = Decimal(value)
    scale = Decimal(1)
    for word in words if len(words) > 1 or words[0] not in _METRES else ():
        scale *= _SCALES.get(word.casefold(), 1)
    name = next((w for w in words if w in _CURRENCIES), "percent" if _PERCENT.match(unit) else "")
    if not name and (money := _money(unit)) is not None:
        name = money.unit
        scale = money.value if scale == 1 else scale
    bare = " ".join(word for word in unit.split() if word.casefold() not in _SCALES or len(words) == 1)
    return Quantity(value=number * scale, unit=name, measure="" if name else _measure(bare))


# Units that texts also use for others, or leave short: of these none is held against another.
_LOOSE = frozenset({"lb", "degree", "°C", "°F", "ton", "t", "bit"})
_PERCENT = re.compile(r"\s*(?:%|per\s?cent(?!age)|pct\b)", re.IGNORECASE)
_METRES = ("m", "M")
# What is money in one place and a weight in another.
_POUNDS = frozenset({"pound", "GBP"})


def _names(quantity: Quantity) -> tuple[str, str]:
    return quantity.unit, quantity.measure


@lru_cache(256)
def _money(unit: str) -> Quantity | None:
    """Read the unit of a sum of money as a text would write it after or around a 1; `None` when it is none."""
    sign = re.match(r"\s*((?:US)?[$€£¥₽])\s*(.*)", unit)
    gap = "" if sign and re.match(r"(?:bn|m|k|tn)\b", sign[2]) else " "
    text = f"{sign[1]}1{gap}{sign[2]}" if sign else f"1 {unit}"
    found = (*quantities(text), *_measured(text, None))
    return next((q for q in found if q.unit in _CURRENCIES and q.value >= 1), None)


@lru_cache(256)
def _measure(unit: str) -> str:
    """Return the name of a physical unit, `""` when it is none that is known."""
    from reportgen.extract.units import unit_after
    from reportgen.language.view import plain_view

    view = plain_view(f"1 {unit}")
    after = unit_after(view, 1, len(view))
    name = after[1].name if after and (after[0] == len(view) or view[after[0] :].startswith(" per ")) else ""
    return "" if name in _LOOSE or unit.strip() in _METRES else name


def has_quantity(passage: str, wanted: Quantity, language: str | None = None) -> bool:
    """Whether the passage has this quantity; a bare number must not be a percentage or a sum.

    Nor must a measure be one of another unit, as far as both units are known. `language` is the BCP 47 tag of the
    passage, whose number words and separators are understood as well.
    """
    there = any(q.value == wanted.value and q.unit == wanted.unit for q in quantities(passage))
    if there and not wanted.measure:
        return True
    found = [
        q for q in _measured(passage, language, wanted)
        if q.value == wanted.value and (q.unit == wanted.unit or {*_names(q), *_names(wanted)} >= _POUNDS)
    ]  # fmt: skip
    if wanted.measure == "pound":
        return bool(there or found)
    measures = {q.measure for q in found}
    return bool(there or found) and (not wanted.measure or not measures or bool(measures & {"", wanted.measure}))


_OF_MONEY = re.compile(r"[ \n](?:d'|d[ei][ \n])")  # "millions d'euros", "millones de euros", "milioni di euro"


def _alike(one: Decimal, other: Decimal) -> bool:
    """Whether two numbers that are no whole ones differ only in how many figures are given."""
    return other == one or (one % 1 != 0 and abs(one - other) <= Decimal("1e-3"))


def _measured(passage: str, language: str | None, wanted: Quantity | None = None) -> Iterator[Quantity]:
    """Find quantities as the languages that are known write them.

    Those in words that are parts or multiples count only where they are wanted.
    """
    from reportgen.extract.currencies import currency_before
    from reportgen.extract.units import unit_after
    from reportgen.language.numbers import Form, find_numbers
    from reportgen.language.view import plain_view

    view = plain_view(_MARKER.sub(" ", passage))
    last = len(view)
    for tag in dict.fromkeys((None, language)):
        for number in find_numbers(view, 0, last, tag):
            if view[max(number.start - 1, 0)] in ".,":
                continue
            if number.form in {Form.FRACTION, Form.MULTIPLE}:  # "two-thirds", "twice": not for a plain count
                multiple = number.form is Form.MULTIPLE
                if wanted and multiple == (wanted.measure == "times") and _alike(number.value, wanted.value):
                    yield wanted
                continue
            of = _OF_MONEY.match(view, number.end) if number.scale > 1 else None
            before = currency_before(view, number.start, 0)
            after = unit_after(view, of.end() if of else number.end, last)
            unit = before[1].name if before else after[1].name if after else ""
            if view.startswith("百分之", number.start):
                unit = "percent"
            scale = MONEY_SCALES.get(view[number.end : number.end + 1].lower(), Decimal(1)) if before else Decimal(1)
            if number.scale > 1 or view[number.end + 1 : number.end + 2].isalnum():
                scale = Decimal(1)
            for value in (number.value, number.high):
                if value is not None:
                    known = unit in {*_CURRENCIES, "percent"}
                    yield Quantity(
                        value=value * scale, unit=unit if known else "", measure="" if known else unit
                    )  # fmt: skip


# --- dates -------------------------------------------------------------------------------------

# Abbreviations with a dot or without, and any word of the calendar of the languages that are read.
_MONTHS = tuple(
    "|".join(sorted((word for word, number in MONTHS.items() if number == month), key=len, reverse=True))
    for month in range(1, 13)
)


# What follows a year that begins a date in digits.
_BESIDE = re.compile(r"[/.-]?\d|\s?年")


@lru_cache(2048)  # every day of a year in words, and the years
def _pattern(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def missing_date_parts(passage: str, date: str) -> tuple[str, ...]:
    """Return the parts of an ISO date (`2022-03-21`, `2022-03`, `2022`) that the passage lacks.

    Months count in the words of the languages that are read and in numeric dates (`/2022/03/`, `2022-03-21`).
    """
    view = unicodedata.normalize("NFKC", passage).casefold()
    year, *rest = date.split("-")
    short_year = _pattern(rf"(?<!\d){year[:2]}\d\d\s?[/–-]\s?{year[2:]}(?!\d)").search(view)
    if rest and _numeric_date(view, year, rest):
        return ()
    missing = [] if _pattern(rf"(?<!\d){year}(?!\d)").search(view) or short_year else [year]
    if rest:
        names = rf"(?<!\w)(?:{_MONTHS[int(rest[0]) - 1]})\.?(?!\w)"
        if not _pattern(names).search(view):
            missing.append(print_date(f"2000-{rest[0]}").split()[0])
        if len(rest) > 1 and not _day_beside(view, int(rest[1]), names):
            missing.append(str(int(rest[1])))
    return tuple(missing)


def _numeric_date(view: str, year: str, rest: list[str]) -> bool:
    """Whether the passage has the date in digits: `/2022/03/21/`, `20220321`, `21.03.2022`, `21/3/2022`."""
    if not any(
        _BESIDE.match(view, hit.end()) or view[hit.start() - 1] in "./" for hit in _pattern(year).finditer(view)
    ):
        return False  # as in most passages, so that hardly any date needs patterns of its own
    backwards = r"[./]".join(rf"0?{int(part)}" for part in reversed(rest))
    signs = "月日"
    chinese = rf"{year}\s?年\s?" + r"\s?".join(
        rf"0?{int(part)}\s?{sign}" for part, sign in zip(rest, signs, strict=False)
    )
    forms = (rf"{year}[/.-]?{'[/.-]?'.join(rest)}", rf"{backwards}[./]{year}", chinese)
    return any(re.search(rf"(?<!\d){form}(?!\d)", view) for form in forms)


def _day_beside(view: str, day: int, month: str) -> bool:
    """Whether the day stands by the month, alone or in a list or range: `19-21 March`, `March 4 and 5`."""
    number = rf"(?<![\d.,])0?{day}(?:st|nd|rd|th|er|º)?(?!\d)"
    between = r"(?:\W|\b(?:the|of|de|del|and|or|to|till|until|through|\d{1,2}(?:st|nd|rd|th)?)\b){0,12}?"
    return bool(_pattern(rf"{number}{between}{month}|{month}{between}{number}").search(view))
