"""Matrix: who says what of which, one sign a cell, the key in words below.

Input: rows with a sign for each column. Output: a `Scene`. The four common signs differ in shape, so that no
colour is needed: a full disc, a half disc, a cross, a dash.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from reportgen.figures.drawing.glyphs import measure_with
from reportgen.figures.drawing.heads import steps_from_the_right
from reportgen.figures.drawing.key import Sample, lay_out_key
from reportgen.figures.drawing.patterns import half_disc, solid
from reportgen.figures.drawing.scene import Box, Item, Line, Mark, Point, Scene, mark, write
from reportgen.figures.drawing.style import ASCENT_EM, Measure, Style, tidy, wrap

Sign = Literal["full", "half", "cross", "dash", "ring", "square", "diamond", "triangle"]
SIGNS: tuple[Sign, ...] = get_args(Sign)

_SIZE = 2.7
_LEAST = 6.5
_MOST = 16.0
_LABEL_LEAST = 1 / 3  # of the width
_GAP = 4.0
_OPEN, _CLOSE = 1.9, 0.8  # between the texts of two rows


@dataclass(frozen=True, slots=True, kw_only=True)
class MatrixRow:
    """A label and a sign for each column, `None` where nothing is known; rows of a group stand under its title.

    `number` is what other exhibits call the row, perhaps empty.
    """

    label: str
    signs: tuple[Sign | None, ...]
    group: str = ""
    number: str = ""


def lay_out_matrix(
    rows: Sequence[MatrixRow],
    columns: Sequence[str],
    key: Sequence[tuple[Sign, str]],
    style: Style,
    measure: Measure | None = None,
) -> Scene:
    """Place the rows in the order given, closer when they would not fit on a page; `key` says what the signs mean.

    :raises ValueError: when there is no row or no column, or the columns leave no room for the labels.
    """
    if not rows or not columns:
        raise ValueError("a matrix needs at least one row and one column")
    measure = measure or measure_with(style)
    scene = _lay_out(rows, columns, key, style, measure, _OPEN)
    return scene if scene.height <= style.max_height_mm else _lay_out(rows, columns, key, style, measure, _CLOSE)


def _lay_out(
    rows: Sequence[MatrixRow],
    columns: Sequence[str],
    key: Sequence[tuple[Sign, str]],
    style: Style,
    measure: Measure,
    between: float,
) -> Scene:
    size = style.text_pt
    heads = [measure(tidy(column), size, bold=True) for column in columns]
    pitch = min(_MOST, (style.width_mm * (1 - _LABEL_LEAST)) / len(columns))
    if pitch < _LEAST:
        most = int((style.width_mm * (1 - _LABEL_LEAST)) / _LEAST)
        raise ValueError(f"{len(columns)} columns are too many; there is room for {most}")
    labels = [measure(tidy(row.label), size) for row in rows]
    beside = max(heads) + 1.5 <= pitch
    narrowest = max(_LEAST, max(heads) + 1.5 if beside else 0.0)
    numbers = max(measure(row.number, size) for row in rows)
    start = numbers + 2.0 if numbers else 0.0
    label = min(max(labels) + 0.01, style.width_mm - narrowest * len(columns) - _GAP - start)
    pitch = min(_MOST, (style.width_mm - start - label - _GAP) / len(columns))
    left = start + label + _GAP
    centres = [left + (n + 0.5) * pitch for n in range(len(columns))]

    items: list[Item] = []
    if beside:
        for title, x in zip(columns, centres, strict=True):
            items += write((tidy(title),), x, ASCENT_EM * style.em, size, style.ink, measure, bold=True, align="centre")
        y = style.em + 1.0
    else:
        items, y = steps_from_the_right(columns, centres, size, style, measure)
    right = left + pitch * len(columns)
    group = ""
    items.append(_rule(y, right, style, strong=True))
    for number, row in enumerate(rows):
        if row.group and row.group != group:
            group = row.group
            y += 0.9 if number == 0 else 1.6
            lines = wrap(group, right, size, measure, bold=True)
            items += write(
                lines, 0.0, y + ASCENT_EM * style.em, size, style.accent, measure, bold=True, leading=style.leading
            )
            y += style.em + (len(lines) - 1) * style.leading + 0.5
            items.append(_rule(y, right, style))
        elif number:
            items.append(_rule(y, right, style))
        lines = wrap(row.label, label, size, measure)
        height = max(style.em + (len(lines) - 1) * style.leading, _SIZE * 1.1) + between
        base = y + (height - style.em - (len(lines) - 1) * style.leading) / 2 + ASCENT_EM * style.em
        items += write((row.number,), 0.0, base, size, style.muted, measure)
        items += write(lines, start, base, size, style.ink, measure, leading=style.leading)
        for sign, x in zip(row.signs, centres, strict=True):
            items += draw_sign(sign, (x, y + height / 2), style)
        y += height
    items.append(_rule(y, right, style, strong=True))
    used = {sign for row in rows for sign in row.signs}
    samples = [
        Sample(items=draw_sign(sign, (0.0, 0.0), style), text=text, reach=_SIZE * 0.64)
        for sign, text in key
        if sign in used
    ]
    if None in used:
        samples.append(Sample(items=draw_sign(None, (0.0, 0.0), style), text=style.words.missing))
    below, bottom = lay_out_key(samples, y + 2.0, size, style, measure)
    return Scene(width=style.width_mm, height=bottom, items=(*items, *below))


def draw_sign(sign: Sign | None, at: Point, style: Style) -> tuple[Item, ...]:
    """Return a sign around a point; `None` is a small dot."""
    x, y = at
    match sign:
        case None:
            return (mark("circle", at, 0.7, style.line),)
        case "full":
            return (mark("circle", at, _SIZE, style.accent),)
        case "ring":
            return (mark("circle", at, _SIZE, style.accent, hollow=style.paper),)
        case "half":
            return half_disc(at, _SIZE / 2, style.accent, style.paper)
        case "dash":
            box = Box(left=x - 1.1, right=x + 1.1, top=y - 0.22, bottom=y + 0.22)
            return (solid(box, style.muted),)
        case "cross":
            return (_cross(x, y, style.warm),)
        case "square" | "diamond" | "triangle":
            return (mark(sign, at, _SIZE, style.ink, hollow=style.paper),)


def _cross(x: float, y: float, colour: str) -> Mark:
    """Return a cross of two slanting strokes as one outline."""
    arm, half = _SIZE * 0.5, 0.34
    quarter = ((arm, arm - half), (arm - half, arm), (0.0, half))  # the end of an arm, the corner to the next one
    turned = [point for n in range(4) for point in (_quarter_turns(at, n) for at in quarter)]
    points = tuple((x + px, y + py) for px, py in turned)
    return Mark(points=points, fill=colour, edge=colour, edge_pt=0.3)


def _quarter_turns(at: Point, times: int) -> Point:
    for _ in range(times):
        at = (-at[1], at[0])
    return at


def _rule(y: float, right: float, style: Style, *, strong: bool = False) -> Line:
    return Line(points=((0.0, y), (right, y)), colour=style.line if strong else style.grid, width_pt=0.6)
