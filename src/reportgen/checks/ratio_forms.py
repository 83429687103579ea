"""Conversions and ratios: one measure in two units, one figure as a multiple of another."""

from __future__ import annotations

import re
from decimal import Decimal

from reportgen.checks.form_words import AFTER, NOUNS, VAGUE, Found, Index, Q, close, figure_at, says
from reportgen.checks.measures import Figure

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
    re.compile(rf"(?P<one>{Q})\s\({VAGUE}(?P<other>{Q})\)"),
    re.compile(rf"(?P<one>{Q}),\sor\s{VAGUE}(?P<other>{Q})(?=[,.;)]|$)"),
)


def conversions(shape: str, index: Index) -> Found:
    """One measure in two units: 100 km (62 miles)."""
    for hit in (hit for pattern in _CONVERSIONS for hit in pattern.finditer(shape)):
        one, other = figure_at(hit, "one", index), figure_at(hit, "other", index)
        if one is None or other is None or one.unit == other.unit:
            continue
        converted = _converted(one, other.unit)
        if converted is None or one.vague in {"over", "under"} or other.vague in {"over", "under"}:
            continue
        stated = other._replace(step=min(_coarse(other), max(other.step, abs(other.value) / 6)))
        near = one._replace(value=one.value + min(_coarse(one) / 2, max(one.step / 2, abs(one.value) / 20)))
        room = abs(converted - (_converted(near, other.unit) or converted))
        if not close(converted - room, converted + room, stated):
            yield other, says(other, converted, "the conversion")


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
    rf"(?P<one>{Q}){NOUNS}\s(?:against|versus|compared with|compared to|to)\s{VAGUE}(?P<other>{Q}){AFTER},\s"
    rf"(?:or\s)?{VAGUE}(?P<times>{Q})(?=\sas\s(?:many|much|high|large|great)|[,.;)]|$)"
)


def ratios(shape: str, index: Index) -> Found:
    """One figure as a multiple of another: 30 against 10, or 3 times as much."""
    for hit in _RATIO.finditer(shape):
        one, other, times = (figure_at(hit, name, index) for name in ("one", "other", "times"))
        if one is None or other is None or times is None or times.unit != "times" or one.unit != other.unit:
            continue
        if not (one.low > 0 and other.low > 0):
            continue
        ranges = ((one.low / other.high, one.high / other.low), (other.low / one.high, other.high / one.low))
        if not any(close(low, high, times) for low, high in ranges):
            yield times, says(times, max(one.value, other.value) / min(one.value, other.value), "the ratio")
