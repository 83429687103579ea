"""Fills that can be told apart without colour: hatching, drawn as lines, and boxes with an outline."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.figures.drawing.scene import Area, Box, Item, Line, Mark, Point
from reportgen.figures.drawing.style import Style

_STEP = 0.95
_HATCH_PT = 0.55
_EDGE_PT = 0.6
Pattern = int
PATTERNS = 5
"""How many fills there are: solid, hatched, pale, hatched the other way, dark."""


def corners(box: Box) -> tuple[Point, ...]:
    """Return the corners of a box, clockwise from the top left."""
    return ((box.left, box.top), (box.right, box.top), (box.right, box.bottom), (box.left, box.bottom))


def solid(box: Box, colour: str) -> Mark:
    """Return a filled box that stands for a datum."""
    return Mark(points=corners(box), fill=colour)


def outlined(box: Box, fill: str, colour: str) -> Mark:
    """Return a box with an outline inside its edges."""
    half = _EDGE_PT * 25.4 / 72 / 2
    thin = min(half, (box.right - box.left) / 2)
    inner = Box(left=box.left + thin, right=box.right - thin, top=box.top + half, bottom=box.bottom - half)
    return Mark(points=corners(inner), fill=fill, edge=colour, edge_pt=_EDGE_PT)


def hatched(box: Box, fill: str, colour: str, *, falling: bool = False) -> tuple[Item, ...]:
    """Return an outlined box filled with slanting lines."""
    lines = (
        Line(points=ends, colour=colour, width_pt=_HATCH_PT)
        for ends in _slants(box, falling=falling)
        if abs(ends[0][0] - ends[1][0]) > 0.05
    )
    return (outlined(box, fill, colour), *lines)


def filled(box: Box, pattern: Pattern, style: Style) -> tuple[Item, ...]:
    """Fill a box with one of the patterns, 0 to 4, in the style's colours."""
    match pattern % PATTERNS:
        case 0:
            return (solid(box, style.accent),)
        case 1:
            return hatched(box, style.paper, style.warm)
        case 2:
            return (outlined(box, style.pale, style.ink),)
        case 3:
            return hatched(box, style.paper, style.ink, falling=True)
        case _:
            return (solid(box, style.ink),)


def half_disc(at: Point, radius: float, colour: str, paper: str) -> tuple[Area, Area]:
    """Return a ring whose left half is filled."""
    from math import cos, pi, sin

    x, y = at
    around = [(x + radius * cos(2 * pi * n / 40), y - radius * sin(2 * pi * n / 40)) for n in range(40)]
    left = around[10:31]
    return (
        Mark(points=tuple(around), fill=paper, edge=colour, edge_pt=0.9),
        Area(points=tuple(left), fill=colour),
    )


def _slants(box: Box, *, falling: bool) -> Iterator[tuple[Point, Point]]:
    """Cut lines at 45 degrees, `_STEP` apart along the box, to the box."""
    width, height = box.right - box.left, box.bottom - box.top
    for n in range(1, int((width + height) / _STEP) + 1):
        at = n * _STEP
        start = (max(at - height, 0.0), min(at, height))  # from the left end, from the top
        end = (min(at, width), max(at - width, 0.0))
        if falling:
            start, end = (start[0], height - start[1]), (end[0], height - end[1])
        yield (box.left + start[0], box.top + start[1]), (box.left + end[0], box.top + end[1])
