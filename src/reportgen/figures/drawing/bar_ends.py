"""A bar and how it ends: flat, with an arrow, capped, hatched, or open from one number to another."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from reportgen.figures.drawing.key import Sample
from reportgen.figures.drawing.patterns import corners, hatched, outlined, solid
from reportgen.figures.drawing.scene import Area, Box, Item, Line, Mark
from reportgen.figures.drawing.style import Style

Bound = Literal["exact", "above", "below", "near"]
BAR = 2.7
"""The thickness of a bar."""

_NEAR = 1.3
_ARROW = 2.2
_SAMPLE = 3.2


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """An amount as its source gives it; `text` is how it is printed, `high` the end of a range.

    `value` is `None` when there is nothing to draw, only to say.
    """

    value: float | None
    text: str
    source: str = ""
    high: float | None = None
    bound: Bound = "exact"

    @property
    def ends(self) -> tuple[float, float]:
        """The least and the greatest number that it is drawn to."""
        low = self.value or 0.0
        high = low if self.high is None else self.high
        return min(low, high), max(low, high)

    @property
    def negative(self) -> bool:
        """Whether it runs to the left."""
        return self.ends[0] < 0

    @property
    def bound_outwards(self) -> Bound:
        """What the bound says of the bar's length: "more than −5" is a bound above −5, so at most 5 long."""
        flipped: Mapping[Bound, Bound] = {"above": "below", "below": "above"}
        return flipped.get(self.bound, self.bound) if self.negative else self.bound


def overhang(bar: Bar) -> float:
    """How far the sign of a bound reaches beyond the value, in millimetres."""
    return {"above": _ARROW, "near": _NEAR}.get(bar.bound_outwards, 0.0) if bar.value is not None else 0.0


def draw_bar(bar: Bar, place: Callable[[float], float], middle: float, colour: str, style: Style) -> list[Item]:
    """Draw a bar around the height `middle`; `place` says where a value stands on the axis."""
    if bar.value is None:
        return []
    low, high = bar.ends
    near, far = (high, low) if bar.negative and high <= 0 else (low, high)
    kind = "range" if bar.high is not None and near != far else bar.bound_outwards
    return _signs(kind, place(0.0), place(near), place(far), middle, colour, style)


def _signs(kind: str, zero: float, near: float, far: float, middle: float, colour: str, style: Style) -> list[Item]:
    """Draw a bar from `zero` to `near`, and what is open on to `far`; places in millimetres."""
    way = -1.0 if far < zero else 1.0
    top, bottom = middle - BAR / 2, middle + BAR / 2

    def box(one: float, other: float) -> Box:
        return Box(left=min(one, other), right=max(one, other), top=top, bottom=bottom)

    def cap(at: float) -> Line:
        return Line(points=((at, top - 0.35), (at, bottom + 0.35)), colour=colour, width_pt=1.6)

    if kind == "below":
        return [*([outlined(box(zero, far), style.paper, colour)] if far != zero else []), cap(far)]
    if kind == "near":
        start = max(far - _NEAR, zero) if way > 0 else min(far + _NEAR, zero)
        inner = [solid(box(zero, start), colour)] if start != zero else []
        return [*inner, *hatched(box(start, far + way * _NEAR), style.paper, colour)]
    if kind == "range":
        inner = [solid(box(zero, near), colour)] if (near - zero) * way > 1e-9 else []
        return [*inner, outlined(box(near, far), style.paper, colour), cap(near), cap(far)]
    items: list[Item] = [solid(box(zero, far), colour)] if far != zero else []
    if kind == "above":
        back, tip = far + way * 0.5, far + way * _ARROW
        items.append(Mark(points=((back, top), (tip, middle), (back, bottom)), fill=colour))
    elif far == zero:
        items.append(Area(points=corners(box(zero, zero + 0.5)), fill=colour))
    return items


def samples_of(bars: Sequence[Bar], style: Style) -> list[Sample]:
    """Explain the ends that are used."""
    words, samples = style.words, []
    used = {"range" if bar.high is not None else bar.bound_outwards for bar in bars if bar.value is not None}
    for kind, text, near, far in (
        ("above", words.above, _SAMPLE, _SAMPLE - _ARROW),
        ("below", words.below, _SAMPLE, _SAMPLE - 0.3),
        ("near", words.near, _SAMPLE, _SAMPLE - _NEAR),
        ("range", words.between, 0.0, _SAMPLE - 0.3),
    ):
        if kind in used:
            items = _signs(kind, -_SAMPLE, near, far, 0.0, style.ink, style)
            samples.append(Sample(items=tuple(items), text=text, reach=_SAMPLE))
    return samples
