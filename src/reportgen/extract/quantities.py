"""Quantities: numbers with what they measure, for whom and when -> items.

One scan for numbers per paragraph; each number then gets its unit or currency, is joined to a range with its
neighbour, and is kept unless it dates, names or numbers something.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from reportgen.extract.currencies import MONEY_WORDS, currency_before
from reportgen.extract.item import Item, Kind
from reportgen.extract.number_exclusions import is_foreign_date, is_page, is_version, lists_pages
from reportgen.extract.number_roles import Role, Spot, role_of
from reportgen.extract.quantity_context import Context
from reportgen.extract.reading import Passage, Reading
from reportgen.extract.table_heads import is_headed
from reportgen.extract.unit_forms import ONE, Unit
from reportgen.extract.units import unit_after
from reportgen.language.number_words import MONEY_SCALES
from reportgen.language.numbers import LONGEST_CONNECTOR, Form, Number, can_join, connector, scan_numbers, shared_scale
from reportgen.language.script import language_of


class Measure(NamedTuple):
    """A number with its unit; `start` and `end` are those of both. The value of `number` is in the text's unit."""

    start: int
    end: int
    number: Number
    unit: Unit | None = None
    role: Role = Role.COUNT


_TIMES = Unit(name="times")
_RANK = Unit(name="rank")
_YEAR = Unit(name="year")
_ROLE_UNITS = {Role.TIMES: _TIMES, Role.RANK: _RANK, Role.AGE: _YEAR}
_MONEY_SCALE = re.compile(r"[ ]?([mMbBkKtT])(?![^\W_])")
_OF_A = re.compile(r"[ \n](?:of[ \n])?an?(?=[ \n])")
_OF_MONEY = re.compile(r"[ \n](?:d'|d[ei][ \n])")  # "millions d'euros", "millones de euros", "milioni di euro"
_PLURAL_NOUN = re.compile(r"[ \n](?!across|less|as\b|is\b|was\b|has\b|its\b)(?:[a-z]{3,}s|people)\b")
_AND_A_HALF = re.compile(r"(?<![^\W_])an?[ \n]([a-z]+)[ \n]and[ \n]$")
_RATIO = re.compile(r"[ \n](?:in|out[ \n]of|из)[ \n](?:every[ \n])?")
_LIST = re.compile(r"[ \n](?:to|and|or|до|и|или)[ \n]|[ ]?[-–][ ]?|[ \n]to[ \n](?:about|around|nearly|just|over)[ \n]")
_TO = re.compile(r"[ ]?[-–]|[ ](?:to|до|bis|à|a)[ ](?=\d)")
_ONE_DECIMAL = re.compile(r"\d{1,2}\.\d(?!\d)")
_VIDEO = frozenset({240, 360, 480, 576, 720, 1080, 1440, 2160})
_WINDOW = 60
# So many numbers in a paragraph, with fewer characters for each, are no prose.
_MANY = 300
_SPARSE = 8


def find_quantities(reading: Reading) -> tuple[Item, ...]:
    """Return the quantities of the body, in order."""
    language = reading.document.metadata.language
    tag = language.value if language else None
    money = _MoneyWords(reading.view)
    context = Context(reading)
    items: list[Item] = []
    for passage in reading.passages:
        numbers = tuple(scan_numbers(reading.view, passage.start, passage.end, _language(reading.view, passage, tag)))
        if len(numbers) > _MANY and len(numbers) * _SPARSE > passage.end - passage.start:
            continue  # a table run together, or no text at all
        if (
            numbers
            and lists_pages(reading.view, passage.start, passage.end, passage.kind, numbers)
            and not is_headed(reading.document, passage.start)
        ):
            continue
        measures = [
            _measure(reading.view, number, passage.start, passage.end, money)
            for number in numbers
            if number.form is not Form.PLURAL
        ]
        if measures:
            joined = _join(reading.view, measures)
            items += (
                _item(measure, context, passage) for measure in _kept(reading.view, joined, passage.start, passage.end)
            )
    return tuple(items)


_CYRILLIC = re.compile(r"[А-яёЁ]{3}")


def _language(view: str, passage: Passage, tag: str | None) -> str | None:
    """Return the language of a paragraph as its letters show it, else the document's."""
    head = view[passage.start : min(passage.start + 200, passage.end)]
    if not head.isascii() and _CYRILLIC.search(head):
        return "ru" if tag is None or not tag.startswith(("uk", "bg", "be")) else tag
    if tag is None or tag.startswith("ru"):
        return None
    # English stands in many a text of another language, another language in English; each writes numbers its own way.
    if tag[:2] != "en":
        return None if head.isascii() and language_of(head) == "en" else tag
    return tag if head.isascii() else language_of(head) or tag


class _MoneyWords:
    """Which money a text means by words and signs that several have."""

    def __init__(self, view: str) -> None:
        self.view = view
        self._found: dict[str, str] = {}

    def name(self, unit: Unit, sign: str) -> str:
        """Return the currency's code, or `lb` where pounds are a weight."""
        if unit.name == "pound":
            return self._choose("pound", ("£", "sterling", "GBP", "pence"), "GBP", "lb")
        if unit.name == "JPY" and sign == "¥" and self._choose("yen", MONEY_WORDS["JPY"], "JPY", "") == "":
            return self._choose("yuan", MONEY_WORDS["CNY"], "CNY", "JPY")
        return unit.name

    def _choose(self, key: str, words: Sequence[str], if_found: str, otherwise: str) -> str:
        if key not in self._found:
            self._found[key] = if_found if self._any(words) else otherwise
        return self._found[key]

    def _any(self, words: Sequence[str]) -> bool:
        return any(word in self.view for word in words)


def _measure(view: str, number: Number, low: int, limit: int, money: _MoneyWords) -> Measure:
    """Give a number its currency or unit."""
    if number.form is Form.ORDINAL or number.form is Form.MULTIPLE:
        return Measure(number.start, number.end, number)
    start, end = number.start, number.end
    if view.startswith("百分之", start):
        return Measure(start=start, end=end, number=number, unit=Unit(name="percent"))
    if number.form is Form.DIGITS and (priced := _priced(view, number, low, limit, money)):
        return priced
    if number.form is Form.FRACTION and (found := _AND_A_HALF.search(view, max(start - 20, low), start)):
        after = unit_after(view, found.start(1) - 1, start)
        if after and after[0] == found.end(1):
            number = number._replace(value=number.value + 1, form=Form.WORDS)
            return Measure(start=found.start(), end=end, number=number, unit=after[1])
    part = _OF_A.match(view, end, limit) if number.form is Form.FRACTION else None
    after = unit_after(view, part.end() if part else end, limit)
    if after is None and number.scale > 1 and (of := _OF_MONEY.match(view, end, limit)):
        after = unit_after(view, of.end(), limit)
        after = after if after and after[1].money else None
    if after is None or (part is None and _is_turn(view, number, after[1])):
        return Measure(start, end, number)
    stop, unit, joined = after
    if unit.name == "pound":
        weighed = joined or view.startswith(" of ", stop)
        weighed = weighed or (number.scale < 1e6 and money.name(unit, "") == "lb")
        unit = Unit(name="lb") if weighed else replace(unit, name="GBP", money=True)
    if unit.name == "m" and stop - end == 1 and view[end] == "m" and _PLURAL_NOUN.match(view, stop, limit):
        scale = MONEY_SCALES["m"]
        return Measure(start=start, end=stop, number=number._replace(value=number.value * scale, scale=scale))
    if unit.factor != 1 and view[end:stop] == "p" and number.value in _VIDEO:
        return Measure(start=start, end=end, number=number)
    return Measure(start, stop, number, unit)


def _priced(view: str, number: Number, low: int, limit: int, money: _MoneyWords) -> Measure | None:
    """Read a number with its currency before it: "US$241m", "CHF 6 million"."""
    before = currency_before(view, number.start, low)
    if before is None:
        return None
    first, unit = before
    end = number.end
    if view[first:end].count(".") == 1 and view[first].isalpha() and _ONE_DECIMAL.search(view, number.start, end):
        scaled = number.scale > 1 or _MONEY_SCALE.match(view, end, limit) or _TO.match(view, end, limit)
        if not scaled:
            return None  # a version: a price has two decimals or none
    if number.scale == 1 and (found := _MONEY_SCALE.match(view, end, limit)):
        scale = MONEY_SCALES[found[1].lower()]
        number = number._replace(value=number.value * scale, scale=scale)
        end = found.end()
    elif (after := unit_after(view, end, limit)) and after[1].money and not after[2]:
        end = after[0]
    unit = replace(unit, name=money.name(unit, view[first : number.start].strip()))
    return Measure(start=first, end=end, number=number._replace(attached=False), unit=unit)


def _is_turn(view: str, number: Number, unit: Unit) -> bool:
    """Whether "a third day" is meant: a fraction of a unit has "of a" between, or stands before "percent"."""
    return (
        number.form is Form.FRACTION
        and view[number.start : number.start + 2].lower() in {"a ", "an"}
        and unit.name != "percent"
        and not view[number.start : number.end].lower().endswith("half")
    )


def _join(view: str, measures: Sequence[Measure]) -> list[Measure]:
    """Join ranges and ratios, and hand a unit back to the first of two numbers that share it."""
    found: list[Measure] = []
    for measure in measures:
        last = found[-1] if found else None
        if last is not None and measure.start - last.end <= 16:
            joined = _ratio(view, last, measure) or _range(view, last, measure) or _sum(view, last, measure)
            if joined:
                found[-1] = joined
                continue
            if _shares_unit(view, last, measure):
                value = shared_scale(last.number, measure.number)
                found[-1] = last._replace(unit=measure.unit, number=last.number._replace(value=value))
        found.append(measure)
    return found


def _range(view: str, first: Measure, second: Measure) -> Measure | None:
    if second.start - first.end > LONGEST_CONNECTOR:
        return None
    units_fit = first.unit is None or second.unit is None or first.unit.name == second.unit.name
    a, b = first.number, second.number
    if not units_fit or a.high is not None or a.attached or not can_join(a, b):
        return None
    if (first.unit is not None and second.unit is None) and not (first.unit.money or first.unit.name == "percent"):
        return None
    if not connector(view, first.start, (first.end, second.start), a, b):
        return None
    low = shared_scale(a, b)
    if low >= b.value:
        return None
    number = b._replace(start=first.start, value=low, high=b.value, attached=False, form=b.form)
    return Measure(start=first.start, end=second.end, number=number, unit=second.unit or first.unit)


def _ratio(view: str, first: Measure, second: Measure) -> Measure | None:
    """Read "one in five" and "nine out of ten" as shares."""
    a, b = first.number, second.number
    if first.unit or second.unit or not _RATIO.fullmatch(view, first.end, second.start):
        return None
    small = (
        a.value < b.value and b.value in {3, 4, 5, 6, 7, 8, 9, 10, 12, 20, 50, 100, 1000} and a.scale == b.scale == 1
    )
    if not small or {a.form, b.form} - {Form.WORDS, Form.DIGITS}:
        return None
    if (
        Form.DIGITS in {a.form, b.form}
        and a.value != 1
        and b.value != 10
        and "in" in view[first.end : second.start].split()
    ):
        return None
    number = a._replace(value=a.value / b.value, end=b.end, form=Form.FRACTION)
    return Measure(start=first.start, end=second.end, number=number, role=Role.OTHER)


def _sum(view: str, first: Measure, second: Measure) -> Measure | None:
    """Read "1 млрд 200 млн рублей" as one number."""
    a, b = first.number, second.number
    if (change := _small_change(view, first, second)) is not None:
        return change
    if view[first.end : second.start] != " " or first.unit or a.high is not None or not a.scale > b.scale:
        return None
    # Without scale words of its own, the second belongs to the first only in "3 тыс. 500".
    if b.scale == 1 and (second.unit is None or b.value >= 1000 or b.form is not Form.DIGITS):
        return None
    number = b._replace(start=a.start, value=a.value + b.value)
    return Measure(start=first.start, end=second.end, number=number, unit=second.unit)


def _small_change(view: str, first: Measure, second: Measure) -> Measure | None:
    """Read "5 рублей 40 копеек" as one sum of money."""
    if first.unit is None or second.unit is None or first.unit.name != second.unit.name or not first.unit.money:
        return None
    a, b = first.number, second.number
    if view[first.end : second.start] not in {" ", " and ", " и ", " y ", " und "} or first.unit.factor != 1:
        return None
    if second.unit.factor == 1 or a.high is not None or b.high is not None or b.value >= _HUNDRED:
        return None
    number = a._replace(end=b.end, value=a.value + b.value * second.unit.factor)
    return Measure(start=first.start, end=second.end, number=number, unit=first.unit)


def _shares_unit(view: str, first: Measure, second: Measure) -> bool:
    """Whether the unit of the second number holds for the first: "from 31 to 46 percent"."""
    if first.unit is not None or second.unit is None or first.number.form is not second.number.form:
        return False
    if first.number.scale > 1 or first.number.attached or second.unit.name in {"times", "year"}:
        return False
    if 1500 <= first.number.value <= 2100:
        return False
    return bool(_LIST.fullmatch(view, first.end, second.start))


def _kept(view: str, measures: Sequence[Measure], low: int, limit: int) -> Iterator[Measure]:
    """Yield the measures that are quantities, those without a unit with the unit of their role."""
    after_rank, label_end = False, -1
    for measure in measures:
        number = measure.number
        if measure.role is Role.OTHER:  # a ratio, settled already
            yield measure
            continue
        if number.attached and (measure.unit is None or not measure.unit.money):
            continue
        spot = Spot(
            view[max(measure.start - _WINDOW, low) : measure.start],
            view[measure.start : measure.end],
            view[measure.end : min(measure.end + _WINDOW, limit)],
        )
        digits = view[number.start : number.end]
        if is_foreign_date(spot.left, digits, view[number.end : number.end + _WINDOW], number) or is_page(
            spot.left, spot.right, number
        ):
            label_end = measure.end
        elif measure.unit is not None:
            if _is_measured(measure, spot):
                yield measure
        else:
            role = role_of(number, spot, after_rank=after_rank)
            if role is Role.COUNT and is_version(spot.left, spot.text, spot.right, number):
                role = Role.OTHER
            if role is Role.COUNT and label_end >= 0 and _LIST.fullmatch(view, label_end, measure.start):
                role = Role.OTHER
            after_rank = role is Role.RANK or (after_rank and "." not in spot.left[-30:])
            label_end = measure.end if role is Role.OTHER and number.form is Form.DIGITS else -1
            if role is not Role.OTHER:
                yield measure._replace(unit=_ROLE_UNITS.get(role), role=role)


_AGO = re.compile(r"[ \n](?:ago|earlier today)\b|[ \n](?:тому[ \n])?назад|前")
_TIGHT_LETTER = re.compile(r"\d[A-Z]$")
_HUNDRED = 100  # kopecks in a rouble
_ON_THE_HOUR = re.compile(r"\b(?:at|by|until|from|to|before|after)[ \n][0-2]\d[0-5]\d[ \n]hours$")  # "at 1500 hours"
ONE_DAY = re.compile(r"(?:only|just|in|than|least|about)[ \n]$")


def _is_measured(measure: Measure, spot: Spot) -> bool:
    """Whether a number with a unit is a quantity and not a year, a name or "one day"."""
    number, unit = measure.number, measure.unit
    if unit is None:
        return False
    if (
        spot.text[-1].isupper()
        and _TIGHT_LETTER.search(spot.text)
        and spot.word_before[:1].isupper()
        and not spot.starts_sentence
    ):
        return False  # "Runway 27L"
    whole = 1000 <= number.value <= 2100 and number.scale == 1 and number.form is Form.DIGITS
    if (
        whole
        and spot.text[:4].isdigit()
        and unit.name in {"year", "g"}
        and ("Ѐ" <= spot.text[-1] <= "ӿ" or spot.text[-1] == "年")
    ):
        return False
    if unit.name in {"year", "month", "week", "day", "h", "min", "decade"}:
        if _AGO.match(spot.right) or (unit.name == "h" and _ON_THE_HOUR.search(spot.left + spot.text)):
            return False
        if number.value == 1 and spot.text[:3].lower() == "one" and unit.name == "day":
            return bool(ONE_DAY.search(spot.left))
    if number.form is Form.WORDS and spot.text[0].isupper():
        named = not unit.money and re.search(r"[ -][A-Z][a-z]+$", spot.text)  # "Three Mile Island"
        if named or not spot.starts_sentence:
            return False
    return not (unit.name == "times" and re.match(r"[ \n]?\d", spot.right))


def _item(measure: Measure, context: Context, passage: Passage) -> Item:
    number, unit = measure.number, measure.unit
    factor = unit.factor if unit else ONE
    fields: dict[str, object] = {"value": _plain(number.value if factor is ONE else number.value * factor)}
    if number.high is not None:
        fields["value_high"] = _plain(number.high * factor)
    if unit is not None:
        fields["unit"] = unit.name
    share = unit is not None and not unit.money
    context.add_to(
        fields, measure.start, measure.end, counted=unit is None, share=share, low=passage.start, limit=passage.end
    )
    return Item(kind=Kind.QUANTITY, start=measure.start, end=measure.end, fields=fields)


def _plain(value: Decimal) -> int | float:
    """Return a JSON number: whole ones as integers."""
    return int(value) if value == value.to_integral_value() else float(round(value, 12))
