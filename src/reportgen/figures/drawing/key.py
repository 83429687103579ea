"""The key below a figure: samples of signs with their meaning, on as few lines as they need."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reportgen.figures.drawing.scene import Item, moved, write
from reportgen.figures.drawing.style import LEADING_EM, MM_PER_POINT, Measure, Style

_BETWEEN = 5.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """Signs drawn around the origin, `reach` to either side, and what they mean."""

    items: tuple[Item, ...]
    text: str
    reach: float = 1.2


def lay_out_key(
    samples: Sequence[Sample], top: float, size_pt: float, style: Style, measure: Measure
) -> tuple[list[Item], float]:
    """Place the samples from `top` on; return them with the bottom of the key."""
    if not samples:
        return [], top
    em = size_pt * MM_PER_POINT
    items: list[Item] = []
    x, y = 0.0, top + em / 2
    for sample in samples:
        text_left = 2 * sample.reach + 1.2
        width = text_left + measure(sample.text, size_pt)
        if x and x + width > style.width_mm:
            x, y = 0.0, y + em * LEADING_EM
        items += [moved(item, (x + sample.reach, y)) for item in sample.items]
        items += write((sample.text,), x + text_left, y + 0.25 * em, size_pt, style.muted, measure)
        x += width + _BETWEEN
    return items, y + em * 0.75
