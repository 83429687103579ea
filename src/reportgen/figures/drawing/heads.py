"""Heads of narrow columns as a flight of steps: each on a line of its own, with a thin line down to its column."""

from __future__ import annotations

from collections.abc import Sequence

from reportgen.figures.drawing.scene import Item, Line, Mark, moved, write
from reportgen.figures.drawing.style import ASCENT_EM, LEADING_EM, MM_PER_POINT, Measure, Style, wrap

_BETWEEN = 0.5
_BELOW = 1.4


def steps_with_marks(
    titles: Sequence[str],
    centres: Sequence[float],
    marks: Sequence[Mark],
    reach: float,
    size_pt: float,
    style: Style,
    measure: Measure,
) -> tuple[list[Item], float]:
    """Set each title to the right of its mark, which stands above its column; the place below comes second.

    `marks` are drawn around the origin, `reach` to either side.
    """
    em, leading = size_pt * MM_PER_POINT, size_pt * MM_PER_POINT * LEADING_EM
    indent = reach * 1.8
    items: list[Item] = []
    starts: list[float] = []
    y = 0.0
    for title, x, sign in zip(titles, centres, marks, strict=True):
        lines = wrap(title, style.width_mm - x - indent, size_pt, measure, bold=True)
        middle = y + (ASCENT_EM - 0.25) * em
        starts.append(middle + reach * 1.5)
        items.append(moved(sign, (x, middle)))
        base = middle + 0.25 * em
        items += write(lines, x + indent, base, size_pt, style.ink, measure, bold=True, leading=leading)
        y += em + (len(lines) - 1) * leading + _BETWEEN
    top = y + _BELOW
    return [*_stems(centres, starts, top, style), *items], top


def steps_from_the_right(
    titles: Sequence[str], centres: Sequence[float], size_pt: float, style: Style, measure: Measure
) -> tuple[list[Item], float]:
    """Let each title end above its column, the last column's on top; the place below comes second."""
    em, leading = size_pt * MM_PER_POINT, size_pt * MM_PER_POINT * LEADING_EM
    items: list[Item] = []
    starts: list[float] = []
    y = 0.0
    for title, x in zip(reversed(titles), reversed(centres), strict=True):
        lines = wrap(title, x + 0.7, size_pt, measure, bold=True)
        base = y + ASCENT_EM * em
        texts = write(lines, x + 0.7, base, size_pt, style.ink, measure, bold=True, leading=leading, align="right")
        items += texts
        y += em + (len(lines) - 1) * leading + _BETWEEN
        starts.append(y)
    top = y + _BELOW
    return [*_stems(tuple(reversed(centres)), starts, top, style), *items], top


def _stems(centres: Sequence[float], starts: Sequence[float], top: float, style: Style) -> list[Item]:
    return [
        Line(points=((x, start), (x, top)), colour=style.line, width_pt=0.45)
        for x, start in zip(centres, starts, strict=True)
    ]
