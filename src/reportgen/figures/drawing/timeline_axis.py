"""The axis of a timeline: years with their breaks, the bars of periods beside it, and the key to its signs."""

from __future__ import annotations

from collections.abc import Sequence

from reportgen.figures.drawing.key import Sample, lay_out_key
from reportgen.figures.drawing.scale import Scale
from reportgen.figures.drawing.scene import Box, Item, Line, mark, rectangle, write
from reportgen.figures.drawing.style import Measure, Style
from reportgen.figures.drawing.timeline_rows import TRACK, Columns, Row

MARK = 2.1
"""How large the marks of a timeline are."""

_BAR = 1.2


def bars_of(
    rows: Sequence[Row],
    colours: Sequence[str],
    tracks: Sequence[int | None],
    scale: Scale,
    columns: Columns,
    top: float,
) -> list[Item]:
    """Return a bar for each period that has a track, in the colour of its lane."""
    bars: list[Item] = []
    for row, track in zip(rows, tracks, strict=True):
        if row.end is None or track is None:
            continue
        left = columns.axis + 0.9 + track * TRACK
        box = Box(
            left=left,
            right=left + _BAR,
            top=top + scale(row.start.position),
            bottom=top + scale(row.end.position),
        )
        bars.append(rectangle(box, colours[row.lane]))
    return bars


def axis_of(scale: Scale, columns: Columns, top: float, style: Style, measure: Measure) -> list[Item]:
    """Return the axis with its breaks and years."""
    room = columns.em * 1.05
    x = columns.axis
    items: list[Item] = []
    step = scale.step(room)
    for number, segment in enumerate(scale.segments):
        start, end = top + segment.at, top + segment.at + segment.years * segment.unit
        items.append(Line(points=((x, start), (x, end)), colour=style.ink, width_pt=0.8))
        if number:
            items += _slashes(x, (start - scale.gap * 0.64, start - scale.gap * 0.36), style)
        if step == 1:
            ticks = [start + n * segment.unit for n in range(segment.years + 1)]
            items += [Line(points=((x - 1.1, y), (x, y)), colour=style.ink, width_pt=0.6) for y in ticks]
    for year in scale.labels(room):
        y = top + scale(year + 0.5)
        if step > 1:
            items.append(Line(points=((x - 1.1, y), (x, y)), colour=style.ink, width_pt=0.6))
        base = y + 0.34 * columns.em
        items += write((str(year),), x - 1.6, base, columns.size_pt, style.ink, measure, align="right")
    return items


def key_of(
    rows: Sequence[Row],
    tracks: Sequence[int | None],
    scale: Scale,
    top: float,
    size_pt: float,
    style: Style,
    measure: Measure,
) -> tuple[list[Item], float]:
    """Explain what the figure uses and does not say in words; the bottom of the figure comes second."""
    words = style.words
    samples: list[Sample] = []
    if any(row.approximate for row in rows):
        samples.append(Sample(items=(mark("circle", (0, 0), MARK, style.ink),), text=words.exact))
        hollow = mark("circle", (0, 0), MARK, style.ink, hollow=style.paper)
        samples.append(Sample(items=(hollow,), text=words.approximate))
    if any(track is not None for track in tracks):
        bar = rectangle(Box(left=-_BAR / 2, right=_BAR / 2, top=-1.4, bottom=1.4), style.ink)
        samples.append(Sample(items=(bar,), text=words.period))
    if len(scale.segments) > 1:
        samples.append(Sample(items=_slashes(0, (-0.5, 0.5), style), text=words.gap))
    return lay_out_key(samples, top, size_pt, style, measure)


def _slashes(x: float, ys: Sequence[float], style: Style) -> tuple[Line, ...]:
    """Return the sign of a break in the axis."""
    return tuple(Line(points=((x - 1.1, y + 0.5), (x + 1.1, y - 0.5)), colour=style.ink, width_pt=0.8) for y in ys)
