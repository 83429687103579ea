"""The forms in which sentences state arithmetic: skeleton and figures in, the figures that are wrong out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal

from reportgen.checks.measures import FIGURE, Figure
from reportgen.language.word_sets import word_set

Message = Callable[[str], str]
Found = Iterator[tuple[Figure, Message]]
Index = Mapping[int, Figure]

_Q = FIGURE
_HEDGES = (
    "about|around|some|roughly|approximately|circa|ca\\.|an estimated|nearly|almost|close to|just over|just under|"
    "more than|over|at least|above|less than|under|at most|below|up to|fewer than|or|i\\.e\\.|that is|equal to|~|≈|="
)
_VAGUE = rf"(?:(?:{_HEDGES}),?\s?){{0,2}}"
_WORD = rf"[^\s{_Q}().,;:]+"
_NOUNS = rf"(?:\s(?!(?:of|in|and|or)\s){_WORD}){{0,4}}"
_AFTER = rf"(?:\s{_WORD}){{0,5}}"
_OF = r"\s(?:out\s)?of\s(?:(?:the|its|their|all|these|those|our|a total of)\s){0,2}"
_END = r"(?=[.,;:)]|\s(?:of the (?:total|whole)|of them|of all)|$)"
_PART, _WHOLE, _SHARE = rf"(?P<part>{_Q})", rf"(?P<whole>{_Q})", rf"(?P<share>{_Q})"


def _close(low: Decimal, high: Decimal, stated: Figure) -> bool:
    """Whether a computed range agrees with the figure as it is printed."""
    slack = stated.step / 2
    if stated.vague == "over":
        return high >= stated.value - slack
    if stated.vague == "under":
        return low <= stated.value + slack
    if stated.vague:
        slack = max(stated.step, abs(stated.value) * Decimal("0.07"))
    return low - slack <= stated.value <= high + slack


def _shown(value: Decimal, step: Decimal) -> str:
    """Print a computed value with one digit more than the stated one has."""
    decimals = max(-step.adjusted(), 0)
    text = f"{round(value, min(decimals + 1, 4)):,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _says(stated: Figure, computed: Decimal, how: str) -> Message:
    return lambda text: (
        f"'{text[stated.start : stated.end]}' does not agree: {how} gives {_shown(computed, stated.step)}"
    )


# --- shares --------------------------------------------------------------------------------------

_SHARES = tuple(
    map(
        re.compile,
        (
            # 13 of the 26 projects (50 per cent); 13 out of 26, or 50 per cent,
            rf"{_PART}{_NOUNS}{_OF}{_WHOLE}{_NOUNS}\s\({_VAGUE}{_SHARE}\)",
            rf"{_PART}{_NOUNS}{_OF}{_WHOLE}{_NOUNS},\sor\s{_VAGUE}{_SHARE}{_END}",
            # 50 per cent (13 of 26); 50 per cent of the projects (13 of 26)
            rf"{_SHARE}(?:\sof\s(?:{_WORD}\s){{0,3}}{_WORD})?\s\({_PART}{_NOUNS}{_OF}{_WHOLE}{_NOUNS}\)",
            # 862 (58.8 per cent) of 1,467 respondents
            rf"{_PART}{_NOUNS}\s\({_VAGUE}{_SHARE}\){_OF}{_WHOLE}",
            # Of the 26 projects, 13 (50 per cent) are signed
            rf"(?:^|\s|\b)(?i:of)\s(?:(?:the|its|their|all|these|those|our)\s){{0,2}}{_WHOLE}{_NOUNS},\s{_VAGUE}{_PART}{_NOUNS}\s\({_VAGUE}{_SHARE}\)",
            # half of the 26 projects (13); a third of 27, or 9,
            rf"{_SHARE}{_OF}{_WHOLE}{_NOUNS}\s\({_VAGUE}{_PART}\)",
            rf"{_SHARE}{_OF}{_WHOLE}{_NOUNS},\sor\s{_VAGUE}{_PART}{_END}",
        ),
    )
)


def shares(shape: str, index: Index) -> Found:
    """Parts of a whole and the share that they are said to be."""
    for pattern in _SHARES:
        for hit in pattern.finditer(shape):
            part, whole, share = (_figure(hit, name, index) for name in ("part", "whole", "share"))
            if part is None or whole is None or share is None or not whole.low > 0:
                continue
            percent = share.unit == "percent"
            if (
                part.unit != whole.unit
                or part.unit == "percent"
                or not (percent or (share.fraction and not share.unit))
            ):
                continue
            if part.vague in {"over", "under"} or whole.vague in {"over", "under"} or part.fraction or whole.fraction:
                continue
            factor = Decimal(100 if percent else 1)
            if share.fraction:  # a fraction is a round way to say it, unless the count beside it is exact
                computed = share.value * whole.value
                if abs(computed - part.value) > max(part.step, computed * Decimal("0.1")) and not part.vague:
                    yield part, _says(part, computed, "the fraction")
                continue
            low, high = part.low / whole.high * factor, part.high / whole.low * factor
            if not _close(low, high, share):
                yield share, _says(share, part.value / whole.value * factor, "the share")


def _figure(hit: re.Match[str], name: str, index: Index) -> Figure | None:
    return index.get(hit.start(name))


_HELD = r"(?:\sof|\s(?:is|was|stands at|stood at|reached|reaches|rose to|grew to|fell to))"
# What follows "of" is a whole here; of a target or of an earlier level, anything can be more than it.
_OF_ALL = (
    r"(?:(?!\s(?:of|higher|larger|greater|bigger|more|above|over|up)\b|-)|(?=\sof\s(?:(?:all|the|its|total|world|global)\s){0,2}"
    r"(?:total|whole|exports|imports|sales|trade|votes?|voters|market|population|cases|projects|answers|users)\b))"
)
_BEYOND = (
    re.compile(rf"(?<!-)(?<!\bper )\bshare{_HELD}\s{_VAGUE}{_SHARE}{_OF_ALL}"),
    re.compile(rf"\b(?i:an?)\s{_VAGUE}{_SHARE}\s(?:market\s)?share(?=[.,;:)]|\s(?:in|of the|for)\b|$)"),
)
# What is set against national income is no part of it.
_NO_PART = re.compile(r"\b(?:GDP|GNP|GNI|product|incomes?|debts?|output|revenues?|reserves)\b")


def wholes(shape: str, index: Index) -> Found:
    """A share, as a part of something, of more than a hundred per cent."""
    for hit in (hit for pattern in _BEYOND for hit in pattern.finditer(shape)):
        share = _figure(hit, "share", index)
        if share is None or share.unit != "percent" or share.low <= 100 or share.vague == "under":
            continue
        if not _NO_PART.search(shape):
            yield share, _beyond(share)


def _beyond(share: Figure) -> Message:
    return lambda text: f"a share of {text[share.start : share.end]} is more than the whole"


# --- sums ----------------------------------------------------------------------------------------

_CLAUSE = rf"[^{_Q}.;:()\"“”]{{0,60}}?"
_LIST = rf"(?P<list>{_Q}{_CLAUSE}(?:,\s(?!and\s){_CLAUSE}{_Q}{_CLAUSE}){{0,12}},?\sand\s{_CLAUSE}{_Q}{_CLAUSE})"
_LINK = r"(?:(?:or|that is|which is|which makes|which make|making|for)\s)?"
_SUM_WORDS = r"(?:together|altogether|in all|in total|all told|a total of|totalling|adding up to|a sum of)"
_SUM = rf"{_VAGUE}(?P<sum>{_Q})(?P<noun>\s{_WORD})?"
_TOTALS = (
    re.compile(rf"{_LIST},\s{_LINK}{_SUM_WORDS}(?:\s(?:to|of))?\s{_SUM}"),
    re.compile(rf"{_LIST},\s{_SUM}\s(?:in all|in total|altogether|all told|together)(?=[.,;)]|$)"),
)
_EQUATION = re.compile(rf"(?P<left>{_Q}(?:\s?[+−–×÷*/-]\s?{_Q}){{1,12}})\s?=\s?(?P<sum>{_Q})")
_SIGN = re.compile(rf"{_Q}\s?([+−–×÷*/-])\s?(?={_Q})")


def sums(shape: str, index: Index) -> Found:
    """Things that are counted together."""
    for hit in (hit for pattern in _TOTALS for hit in pattern.finditer(shape)):
        total = _figure(hit, "sum", index)
        base = hit.start("list")
        parts = [index[base + m.start()] for m in re.finditer(_Q, hit["list"]) if base + m.start() in index]
        if total is None or any(p.unit != total.unit or p.vague in {"over", "under"} or p.fraction for p in parts):
            continue
        # What stands before the list ("Of 26, 4 were ...") is no part of the sum.
        tails = [parts[i:] for i in range(len(parts) - 1)]
        if any(_close(_low(tail), _high(tail), total) for tail in tails):
            continue
        value = sum((p.value for p in parts), Decimal(0))
        noun = (hit["noun"] or "").strip().lower()
        if noun and not _same_noun(noun, hit["list"].lower()) and not value / 2 <= total.value <= value * 2:
            continue  # four ships and five planes, together 900 men
        yield total, _says(total, value, "the sum")


_GENERAL = word_set(
    """of in or and per all to for on by at from with which are is was were have had units items people times a year"""
)


def _same_noun(noun: str, listed: str) -> bool:
    return noun in _GENERAL or noun[: max(len(noun) - 2, 3)] in listed


def _low(parts: list[Figure]) -> Decimal:
    return sum((p.low for p in parts), Decimal(0))


def _high(parts: list[Figure]) -> Decimal:
    return sum((p.high for p in parts), Decimal(0))


def equations(shape: str, index: Index) -> Found:
    """Figures with signs between them: 3 + 4 = 7."""
    for hit in _EQUATION.finditer(shape):
        base = hit.start("left")
        parts = [index.get(base + m.start()) for m in re.finditer(_Q, hit["left"])]
        total, signs = _figure(hit, "sum", index), _SIGN.findall(hit["left"])
        if total is None or None in parts or len(set(signs)) != 1:
            continue
        known = [part for part in parts if part is not None]
        if signs[0] in "+−–-" and any(p.unit not in {total.unit, ""} for p in known):
            continue
        if signs[0] in "×÷*/" and any(p.unit for p in (*known, total)):
            continue
        value = known[0].value
        for part in known[1:]:
            if signs[0] == "+":
                value += part.value
            elif signs[0] in "−–-":
                value -= part.value
            elif signs[0] in "×*":
                value *= part.value
            elif part.value:
                value /= part.value
        room = sum((p.slack for p in known if p.step != 1), Decimal(0))
        if not _close(value - room, value + room, total):
            yield total, _says(total, value, "the equation")


# --- change --------------------------------------------------------------------------------------

_WAY = (
    "rise|increase|growth|gain|jump|surge|climb|rose|grew|increased|gained|jumped|climbed|up|more|"
    "fall|drop|decline|decrease|loss|reduction|cut|plunge|slump|fell|dropped|declined|decreased|shrank|down|less"
)
_FROM_TO = rf"\bfrom\s{_VAGUE}(?P<old>{_Q}){_AFTER}\sto\s{_VAGUE}(?P<new>{_Q}){_AFTER}"
_MADE = rf"(?:an?|up|down)\s(?:[a-z]+\s)?(?:{_WAY})?\s?(?:of|by)?\s?"
_CHANGE = rf"{_VAGUE}(?P<change>{_Q})"
_CHANGES = tuple(
    map(
        re.compile,
        (
            # from 10 to 15, a rise of 50 per cent; from 10 to 15, up 50 per cent; from 10 to 8, or by 20 per cent
            rf"{_FROM_TO},\s(?:or\s)?(?:(?:which|that)\sis\s)?{_MADE}{_CHANGE}{_END}",
            rf"{_FROM_TO},\sor\sby\s{_CHANGE}{_END}",
            # rose by 50 per cent from 10 to 15
            rf"\b(?:{_WAY})\s(?:by\s)?{_CHANGE},?\s{_FROM_TO}{_END}",
            # from 10 to 15 (+50 per cent)
            rf"{_FROM_TO}\s\([+−–-]?{_CHANGE}\)",
        ),
    )
)


def changes(shape: str, index: Index) -> Found:
    """Growth and decline between two figures, in their unit or in percent."""
    for pattern in _CHANGES:
        for hit in pattern.finditer(shape):
            old, new, change = (_figure(hit, name, index) for name in ("old", "new", "change"))
            if old is None or new is None or change is None or not {old.unit, new.unit} <= {new.unit, ""}:
                continue
            if old.scale == 1 < new.scale and old.value < new.value / new.scale * 100:  # from 10 to 15 billion
                old = old._replace(value=old.value * new.scale, step=old.step * new.scale)
            if any(f.vague in {"over", "under"} for f in (old, new)) or not old.low > 0:
                continue
            unit, stated = new.unit, change._replace(value=abs(change.value))
            low, high = _apart(old, new)
            if (change.unit in {"percentage-point", unit} and unit != "percent") or change.unit == "percentage-point":
                if change.unit == "percentage-point" and unit != "percent":
                    continue
                if not _close(low, high, stated):
                    yield change, _says(change, abs(new.value - old.value), "the difference")
            elif change.unit == "percent":
                rates = sorted((abs(new.low / old.high - 1) * 100, abs(new.high / old.low - 1) * 100))
                holds = _close(rates[0], rates[1], stated)
                if unit == "percent":
                    holds = holds or _close(low, high, stated)
                if not holds:
                    yield change, _says(change, abs(new.value / old.value - 1) * 100, "the change")


_UP = "rose|rises?|risen|grew|grows?|grown|increased|increases?|climbed|climbs|jumped|jumps"
_DOWN = "fell|falls?|fallen|dropped|drops|declined|declines|decreased|decreases?|shrank|shrinks"
_DIRECTED = re.compile(rf"\b(?:(?P<up>{_UP})|(?P<down>{_DOWN}))\s(?:[a-z]+ly\s)?{_FROM_TO}")
# A price of one thing in another, and a place in a list, fall when their number rises.
_INVERSE = re.compile(
    r"\b(?:dollar|euro|pound|currency|rouble|ruble|yuan|yen|rank|ranking|rankings|ranked|place|places|position|positions|"
    r"exchange|league|table|list|standings|seed|rating|grade|chart|charts)\b"
)
# What a number without a unit counts: the noun behind it, or a number of something that stands before it.
_COUNTED = re.compile(r"\s[a-z]{3,}s\b(?!\s(?:ago|later|earlier)\b)")
_NUMBER_OF = re.compile(r"\b(?:number|total|count)\sof\s(?:[a-z-]+\s){1,6}$", re.IGNORECASE)


def directions(shape: str, index: Index) -> Found:
    """What rises ends higher than it began, what falls lower; asked of shares, money, measures and counted things."""
    for hit in _DIRECTED.finditer(shape):
        old, new = (_figure(hit, name, index) for name in ("old", "new"))
        if old is None or new is None or old.unit not in {new.unit, ""}:
            continue
        if not new.unit and not _counts(shape, hit):
            continue
        if _INVERSE.search(shape[max(hit.start() - 60, 0) : hit.end() + 30].casefold()):
            continue
        if old.scale == 1 < new.scale and not old.unit:  # from 10 to 15 billion
            old = old._replace(value=old.value * new.scale, step=old.step * new.scale)
        if (hit["up"] and new.high < old.low) or (hit["down"] and new.low > old.high):
            yield new, _otherwise(hit["up"] or hit["down"])


def _counts(shape: str, hit: re.Match[str]) -> bool:
    """Whether two numbers without a unit count things."""
    return bool(
        _COUNTED.match(shape, hit.end("old"))
        or _COUNTED.match(shape, hit.end("new"))
        or _NUMBER_OF.search(shape, max(hit.start() - 80, 0), hit.start())
    )


def _otherwise(verb: str) -> Message:
    return lambda _: f"the figures go the other way than '{verb}' says"


def _apart(old: Figure, new: Figure) -> tuple[Decimal, Decimal]:
    far = sorted((abs(new.low - old.high), abs(new.high - old.low)))
    return far[0], far[1]


# --- conversions and ratios ----------------------------------------------------------------------

# To one unit of each dimension, from the International System and the yard-and-pound agreement of 1959.
_FACTORS = {
    "length": {"km": "1000", "m": "1", "cm": "0.01", "mm": "0.001", "mile": "1609.344", "nmi": "1852", "ft": "0.3048",
               "in": "0.0254", "yd": "0.9144"},
    "area": {"km2": "1000000", "m2": "1", "ha": "10000", "acre": "4046.8564224", "mi2": "2589988.110336",
             "ft2": "0.09290304"},
    "mass": {"t": "1000", "kg": "1", "g": "0.001", "lb": "0.45359237", "oz": "0.028349523", "kt": "1000000"},
    "volume": {"L": "1", "m3": "1000", "mL": "0.001", "gal": "3.785411784", "ft3": "28.316846592"},
    "power": {"W": "1", "kW": "1000", "MW": "1000000", "GW": "1000000000", "TW": "1000000000000"},
    "energy": {"Wh": "1", "kWh": "1000", "MWh": "1000000", "GWh": "1000000000", "TWh": "1000000000000"},
    "speed": {"km/h": "1", "mph": "1.609344", "knot": "1.852", "m/s": "3.6"},
}  # fmt: skip
_DIMENSION = {name: (dimension, Decimal(f)) for dimension, units in _FACTORS.items() for name, f in units.items()}
_CONVERSIONS = (
    re.compile(rf"(?P<one>{_Q})\s\({_VAGUE}(?P<other>{_Q})\)"),
    re.compile(rf"(?P<one>{_Q}),\sor\s{_VAGUE}(?P<other>{_Q})(?=[,.;)]|$)"),
)


def conversions(shape: str, index: Index) -> Found:
    """One measure in two units: 100 km (62 miles)."""
    for hit in (hit for pattern in _CONVERSIONS for hit in pattern.finditer(shape)):
        one, other = _figure(hit, "one", index), _figure(hit, "other", index)
        if one is None or other is None or one.unit == other.unit:
            continue
        converted = _converted(one, other.unit)
        if converted is None or one.vague in {"over", "under"} or other.vague in {"over", "under"}:
            continue
        stated = other._replace(step=min(_coarse(other), max(other.step, abs(other.value) / 6)))
        near = one._replace(value=one.value + min(_coarse(one) / 2, max(one.step / 2, abs(one.value) / 20)))
        room = abs(converted - (_converted(near, other.unit) or converted))
        if not _close(converted - room, converted + room, stated):
            yield other, _says(other, converted, "the conversion")


def _coarse(figure: Figure) -> Decimal:
    """Return the step of a figure that may be rounded to tens or hundreds."""
    step = figure.step
    while step >= 1 and figure.value and figure.value % (step * 10) == 0:
        step *= 10
    return step


def _converted(one: Figure, unit: str) -> Decimal | None:
    if (one.unit, unit) == ("°C", "°F"):
        return one.value * 9 / 5 + 32
    if (one.unit, unit) == ("°F", "°C"):
        return (one.value - 32) * 5 / 9
    if one.unit not in _DIMENSION or unit not in _DIMENSION or _DIMENSION[one.unit][0] != _DIMENSION[unit][0]:
        return None
    return one.value * _DIMENSION[one.unit][1] / _DIMENSION[unit][1]


_RATIO = re.compile(
    rf"(?P<one>{_Q}){_NOUNS}\s(?:against|versus|compared with|compared to|to)\s{_VAGUE}(?P<other>{_Q}){_AFTER},\s"
    rf"(?:or\s)?{_VAGUE}(?P<times>{_Q})(?=\sas\s(?:many|much|high|large|great)|[,.;)]|$)"
)


def ratios(shape: str, index: Index) -> Found:
    """One figure as a multiple of another: 30 against 10, or 3 times as much."""
    for hit in _RATIO.finditer(shape):
        one, other, times = (_figure(hit, name, index) for name in ("one", "other", "times"))
        if one is None or other is None or times is None or times.unit != "times" or one.unit != other.unit:
            continue
        if not (one.low > 0 and other.low > 0):
            continue
        ranges = ((one.low / other.high, one.high / other.low), (other.low / one.high, other.high / one.low))
        if not any(_close(low, high, times) for low, high in ranges):
            yield times, _says(times, max(one.value, other.value) / min(one.value, other.value), "the ratio")


FORMS = (shares, wholes, sums, equations, changes, directions, conversions, ratios)
