"""A figure as a value: text, lines and shapes at fixed places, ready to be drawn or examined.

Layouts return a `Scene`; `pdf.to_pdf` draws it. Millimetres, y down from the top left corner.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Literal

from reportgen.figures.drawing.style import ASCENT_EM, DESCENT_EM, MM_PER_POINT, Measure

Shape = Literal["circle", "square", "triangle", "diamond", "down", "pentagon", "plus"]
SHAPES: tuple[Shape, ...] = ("circle", "square", "triangle", "diamond", "down", "pentagon", "plus")
Point = tuple[float, float]

_SIDES: dict[Shape, tuple[int, float, float]] = {  # corners, turn in degrees, radius for equal weight
    "circle": (40, 0.0, 1.0),
    "square": (4, 45.0, 1.24),
    "triangle": (3, 90.0, 1.34),
    "diamond": (4, 0.0, 1.24),
    "down": (3, 270.0, 1.34),
    "pentagon": (5, 90.0, 1.14),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A rectangle: left, top, right, bottom."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        """Whether the two share an area; touching edges do not count."""
        slack = 1e-6
        return (
            self.left < other.right - slack
            and other.left < self.right - slack
            and self.top < other.bottom - slack
            and other.top < self.bottom - slack
        )

    def within(self, other: Box) -> bool:
        """Whether this box lies inside the other one."""
        slack = 1e-6
        return (
            self.left >= other.left - slack
            and self.top >= other.top - slack
            and self.right <= other.right + slack
            and self.bottom <= other.bottom + slack
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """One line of text; `x` is its left end, `baseline` where the letters stand."""

    text: str
    x: float
    baseline: float
    width: float
    size_pt: float
    colour: str
    bold: bool = False

    @property
    def box(self) -> Box:
        """The room it takes, from ascender to descender."""
        em = self.size_pt * MM_PER_POINT
        top, bottom = self.baseline - ASCENT_EM * em, self.baseline + DESCENT_EM * em
        return Box(left=self.x, top=top, right=self.x + self.width, bottom=bottom)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line through points, with its thickness in points."""

    points: tuple[Point, ...]
    colour: str
    width_pt: float
    dots: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """A filled polygon; `edge` is the colour of its outline, if it has one."""

    points: tuple[Point, ...]
    fill: str
    edge: str | None = None
    edge_pt: float = 0.0

    @property
    def box(self) -> Box:
        """The room it takes, outline excluded."""
        xs, ys = zip(*self.points, strict=True)
        return Box(left=min(xs), top=min(ys), right=max(xs), bottom=max(ys))


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark(Area):
    """An area that stands for a datum."""


Item = Text | Line | Area


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """A whole figure; items are drawn in order, later ones on top."""

    width: float
    height: float
    items: tuple[Item, ...]

    @property
    def texts(self) -> tuple[Text, ...]:
        """The lines of text, in reading order."""
        return tuple(item for item in self.items if isinstance(item, Text))

    @property
    def boxes(self) -> tuple[Box, ...]:
        """The room of everything that must stay clear of everything else: texts and marks."""
        return tuple(item.box for item in self.items if isinstance(item, Text | Mark))

    def collisions(self) -> tuple[tuple[Box, Box], ...]:
        """Return the pairs of texts and marks that overlap, and whatever leaves the figure."""
        page = Box(left=0, top=0, right=self.width, bottom=self.height)
        outside = ((box, page) for box in self.boxes if not box.within(page))
        return (*((a, b) for a, b in combinations(self.boxes, 2) if a.meets(b)), *outside)


def mark(shape: Shape, at: Point, size: float, colour: str, *, hollow: str | None = None) -> Mark:
    """Return a marker of about `size` across; `hollow` is the paper colour that shows through."""
    points = _outline(shape, at, size / 2)
    return Mark(points=points, fill=hollow or colour, edge=colour, edge_pt=0.9 if hollow else 0.3)


def rectangle(box: Box, fill: str) -> Area:
    """Return a plain filled box."""
    corners = ((box.left, box.top), (box.right, box.top), (box.right, box.bottom), (box.left, box.bottom))
    return Area(points=corners, fill=fill)


def moved(item: Item, by: Point) -> Item:
    """Return the same item elsewhere."""
    if isinstance(item, Text):
        return replace(item, x=item.x + by[0], baseline=item.baseline + by[1])
    return replace(item, points=tuple((x + by[0], y + by[1]) for x, y in item.points))


def upright(x: float, top: float, bottom: float, around: Iterable[Box]) -> Iterator[tuple[Point, Point]]:
    """Cut a vertical line from `top` to `bottom`, so that it stops short of the boxes."""
    for box in sorted(around, key=lambda box: box.top):
        if box.left - 0.6 < x < box.right + 0.6 and box.bottom > top and box.top < bottom:
            if box.top > top:
                yield (x, top), (x, box.top)
            top = max(top, box.bottom)
    if bottom > top:
        yield (x, top), (x, bottom)


def arrow(start: Point, end: Point, colour: str, width_pt: float) -> tuple[Item, ...]:
    """Return a horizontal arrow whose tip touches `end`."""
    sign = math.copysign(1.0, end[0] - start[0])
    head = min(1.9, abs(end[0] - start[0]))
    neck = end[0] - sign * head
    tip = (end, (neck, end[1] - 0.75), (neck, end[1] + 0.75))
    shaft = Line(points=(start, (neck, end[1])), colour=colour, width_pt=width_pt)
    return (shaft, Area(points=tip, fill=colour))


def write(
    lines: Iterable[str],
    x: float,
    baseline: float,
    size_pt: float,
    colour: str,
    measure: Measure,
    *,
    bold: bool = False,
    leading: float = 0.0,
    align: Literal["left", "centre", "right"] = "left",
) -> tuple[Text, ...]:
    """Set lines of text under each other, `leading` apart; `x` is the edge or centre they share."""
    shift = {"left": 0.0, "centre": 0.5, "right": 1.0}[align]
    texts: list[Text] = []
    for number, line in enumerate(lines):
        if not line:
            continue
        width = measure(line, size_pt, bold=bold)
        place = baseline + number * leading
        left = x - shift * width
        texts.append(Text(text=line, x=left, baseline=place, width=width, size_pt=size_pt, colour=colour, bold=bold))
    return tuple(texts)


def _outline(shape: Shape, at: Point, radius: float) -> tuple[Point, ...]:
    x, y = at
    if shape == "plus":
        arm, half = radius * 1.1, radius * 0.4
        turns = ((1, 0), (0, 1), (-1, 0), (0, -1))
        return tuple(
            (x + ux * far - uy * side, y + uy * far + ux * side)
            for ux, uy in turns
            for far, side in ((arm, -half), (arm, half), (half, half))
        )
    corners, turn, scale = _SIDES[shape]
    drop = radius * scale * (0.14 if shape == "triangle" else -0.14 if shape == "down" else 0.0)
    angles = (math.radians(turn + 360 * k / corners) for k in range(corners))
    return tuple((x + radius * scale * math.cos(a), y + drop - radius * scale * math.sin(a)) for a in angles)
