"""Composition: how many there are of each kind, and how each number divides.

Input: rows of counts. Output: a `Scene`. Few items are drawn one by one, each a mark; many as stacked bars with
patterns. The numbers stand beside the row, so that nothing has to be counted or measured.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reportgen.figures.drawing.glyphs import measure_with
from reportgen.figures.drawing.key import Sample, lay_out_key
from reportgen.figures.drawing.patterns import PATTERNS, filled
from reportgen.figures.drawing.scene import Box, Item, Line, Mark, Point, Scene, Shape, mark, write
from reportgen.figures.drawing.style import ASCENT_EM, Measure, Style, tidy, wrap

MOST_PARTS = PATTERNS
"""So many parts can be told apart."""

_SHAPES: tuple[Shape, ...] = ("circle", "diamond", "square", "triangle", "pentagon")
_MARK = 2.3
_DOT_PITCH = 3.1
_BAR = 2.9
_ROW_GAP = 2.0
_LABEL_MOST = 0.36  # of the width
_GAP = 3.0
_LEAST = 0.2  # of the width, for the marks


@dataclass(frozen=True, slots=True, kw_only=True)
class Stack:
    """A label and how many items each part has."""

    label: str
    counts: tuple[int, ...]

    @property
    def total(self) -> int:
        """How many items there are in all."""
        return sum(self.counts)


def lay_out_composition(
    stacks: Sequence[Stack], parts: Sequence[str], style: Style, measure: Measure | None = None
) -> Scene:
    """Place the rows in the order given; `parts` names what their counts are of, one name for each.

    :raises ValueError: when nothing is counted, or the parts are more than can be told apart.
    """
    if not any(stack.total for stack in stacks):
        raise ValueError("there is nothing to count")
    if len(parts) > MOST_PARTS:
        raise ValueError(f"{len(parts)} parts are too many to tell apart; the most are {MOST_PARTS}")
    measure = measure or measure_with(style)
    size = style.text_pt
    label = min(max(measure(tidy(stack.label), size) for stack in stacks) + 0.01, _LABEL_MOST * style.width_mm)
    left = label + _GAP
    # How each number divides stands behind it, or below the row where that would leave no room to draw in.
    beside = max(_numbers_width(stack, style, measure) for stack in stacks)
    total = max(measure(f"{stack.total:,}", size, bold=True) for stack in stacks)
    below = style.width_mm - left - 1.6 - beside < _LEAST * style.width_mm
    room = style.width_mm - left - 1.6 - (total if below else beside)
    most = max(stack.total for stack in stacks)
    one_by_one = most * _DOT_PITCH <= room
    step = _DOT_PITCH if one_by_one else room / most
    items: list[Item] = []
    y = max(0.0, (max(_MARK, _BAR) + 0.4 - style.em) / 2)
    for stack in stacks:
        lines = wrap(stack.label, label, size, measure)
        base = y + ASCENT_EM * style.em
        items += write(lines, 0.0, base, size, style.ink, measure, leading=style.leading)
        middle = y + style.em / 2
        items += _dots(stack, left, middle, style) if one_by_one else _bars(stack, left, middle, step, style)
        end = left + stack.total * step + (0.6 if one_by_one else 1.6)
        items += write((f"{stack.total:,}",), end, base, size, style.ink, measure, bold=True)
        divided = _divided(stack)
        if divided and below:
            under = wrap(divided, style.width_mm - left, size, measure)
            items += write(under, left, base + style.leading, size, style.muted, measure, leading=style.leading)
            lines = max(lines, ("", *under), key=len)
        elif divided:
            at = end + measure(f"{stack.total:,} ", size, bold=True)
            items += write((divided,), at, base, size, style.muted, measure)
        y += style.em + (len(lines) - 1) * style.leading + _ROW_GAP
    axis = Line(points=((left - 0.8, 0.0), (left - 0.8, y - _ROW_GAP)), colour=style.ink, width_pt=0.8)
    samples = _samples(parts, style, one_by_one=one_by_one) if len(parts) > 1 else []
    key, bottom = lay_out_key(samples, y + 0.2, size, style, measure)
    return Scene(width=style.width_mm, height=bottom if samples else y - _ROW_GAP + 0.4, items=(axis, *items, *key))


def _divided(stack: Stack) -> str:
    """Return the sum of the parts where there is more than one, else nothing."""
    return f"= {' + '.join(f'{count:,}' for count in stack.counts)}" if sum(map(bool, stack.counts)) > 1 else ""


def _numbers_width(stack: Stack, style: Style, measure: Measure) -> float:
    size = style.text_pt
    return measure(f"{stack.total:,} ", size, bold=True) + measure(_divided(stack), size)


def _dots(stack: Stack, left: float, middle: float, style: Style) -> list[Item]:
    kinds = [part for part, count in enumerate(stack.counts) for _ in range(count)]
    return [_dot(part, (left + (n + 0.5) * _DOT_PITCH, middle), style) for n, part in enumerate(kinds)]


def _dot(part: int, at: Point, style: Style) -> Mark:
    """One item: shape and filling differ from part to part, every second part is hollow."""
    colour = style.series[part % len(style.series)]
    return mark(_SHAPES[part], at, _MARK, colour, hollow=style.paper if part % 2 else None)


def _bars(stack: Stack, left: float, middle: float, step: float, style: Style) -> list[Item]:
    items: list[Item] = []
    x = left
    for part, count in enumerate(stack.counts):
        if count:
            end = x + count * step
            box = Box(left=x, right=end, top=middle - _BAR / 2, bottom=middle + _BAR / 2)
            items += filled(box, part, style)
            x = end
    return items


def _samples(parts: Sequence[str], style: Style, *, one_by_one: bool) -> list[Sample]:
    """Name the parts; the others follow the first as they stand in the sums."""
    if one_by_one:
        return [Sample(items=(_dot(n, (0.0, 0.0), style),), text=tidy(name)) for n, name in enumerate(parts)]
    box = Box(left=-2.4, right=2.4, top=-_BAR / 2, bottom=_BAR / 2)
    return [Sample(items=filled(box, n, style), text=tidy(name), reach=2.4) for n, name in enumerate(parts)]
