"""Bars: amounts side by side, in panels, each with its number in words beside it.

Input: panels of rows of bars. Output: a `Scene`. All panels of one unit share a scale. The end of a bar says how
far its source commits itself: an arrow goes on from a lower bound, a capped outline stops at an upper bound, a
hatched end is not exact. So no bar claims more than the words beside it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from reportgen.figures.drawing.bar_ends import BAR, Bar, draw_bar, overhang, samples_of
from reportgen.figures.drawing.glyphs import measure_with
from reportgen.figures.drawing.key import lay_out_key
from reportgen.figures.drawing.scene import Box, Item, Line, Scene, rectangle, write
from reportgen.figures.drawing.style import ASCENT_EM, Measure, Style, tidy, wrap

_OPEN, _CLOSE = (4.3, 1.5), (3.7, 0.5)  # from bar to bar, and between rows
_LABEL_MOST = 0.38  # of the width
_GAP = 1.2


@dataclass(frozen=True, slots=True, kw_only=True)
class BarRow:
    """A label with its bars."""

    label: str
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """Rows of one unit; `whole` is what a share is a share of, drawn as a track behind the bars."""

    title: str
    unit: str
    rows: tuple[BarRow, ...]
    whole: float | None = None
    whole_text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Axis:
    """Where zero stands and how many millimetres a unit takes."""

    zero: float
    scale: float

    def __call__(self, value: float) -> float:
        return self.zero + value * self.scale


@dataclass(frozen=True, slots=True, kw_only=True)
class _Frame:
    """What all rows share: where columns begin, an axis for each unit, a colour for each source."""

    style: Style
    measure: Measure
    source: float
    chart: float
    text_max: float
    axes: Mapping[str, _Axis]
    colours: Mapping[str, str]
    pitch: float
    row_gap: float

    def said(self, bar: Bar) -> tuple[str, ...]:
        """The words beside a bar, in lines."""
        return wrap(bar.text, self.text_max, self.style.text_pt, self.measure)


def lay_out_bars(panels: Sequence[Panel], style: Style, measure: Measure | None = None) -> Scene:
    """Place the panels under each other, closer when they would not fit on a page.

    :raises ValueError: when there is no bar.
    """
    measure = measure or measure_with(style)
    scene = _lay_out(panels, style, measure, _OPEN)
    return scene if scene.height <= style.max_height_mm else _lay_out(panels, style, measure, _CLOSE)


def _lay_out(panels: Sequence[Panel], style: Style, measure: Measure, spacing: tuple[float, float]) -> Scene:
    bars = [bar for panel in panels for row in panel.rows for bar in row.bars]
    if not bars:
        raise ValueError("a figure of bars needs at least one bar")
    frame = _frame(panels, bars, style, measure, spacing)
    items: list[Item] = []
    y = 0.0
    for number, panel in enumerate(panels):
        if number:
            y += 1.2
            items.append(Line(points=((0.0, y), (style.width_mm, y)), colour=style.line, width_pt=0.45))
            y += 1.0
        head, y = _head(panel, y, frame)
        items += head
        top = y
        axis = frame.axes[panel.unit]
        rows: list[Item] = []
        for row in panel.rows:
            drawn, y = _row(row, panel, y, frame)
            rows += drawn
        base = Line(points=((axis.zero, top), (axis.zero, y - frame.row_gap)), colour=style.ink, width_pt=0.8)
        items += [*rows, base]
    key, bottom = lay_out_key(samples_of(bars, style), y + 0.6, style.text_pt, style, measure)
    return Scene(width=style.width_mm, height=bottom, items=(*items, *key))


def _frame(
    panels: Sequence[Panel], bars: Sequence[Bar], style: Style, measure: Measure, spacing: tuple[float, float]
) -> _Frame:
    def width(text: str) -> float:
        return measure(text, style.text_pt)

    labels = max((width(tidy(row.label)) for panel in panels for row in panel.rows), default=0.0)
    sources = tuple(dict.fromkeys(tidy(bar.source) for bar in bars))
    source = min(labels + 0.01, _LABEL_MOST * style.width_mm) + 3.0
    column = max(map(width, sources))
    chart = source + (min(column + 0.01, style.width_mm / 5) + 2.0 if column else 0.0)
    room = style.width_mm - chart
    signed = any(bar.negative for bar in bars)
    text_max = room * (0.3 if signed else 0.45)
    colours = {name: style.series[n % len(style.series)] for n, name in enumerate(sources)}
    pitch, row_gap = spacing
    frame = _Frame(
        style=style, measure=measure, source=source, chart=chart, text_max=text_max, axes={}, colours=colours,
        pitch=pitch * style.text_pt / 8.0, row_gap=row_gap,
    )  # fmt: skip
    units = dict.fromkeys(panel.unit for panel in panels)
    axes = {unit: _axis([panel for panel in panels if panel.unit == unit], frame, room) for unit in units}
    return replace(frame, axes=axes)


def _axis(panels: Sequence[Panel], frame: _Frame, room: float) -> _Axis:
    """Find the widest scale on which every bar ends, with its words, within the chart."""
    reaches: list[tuple[float, float]] = []  # how far in units, and how far on in millimetres; signed
    for panel in panels:
        reaches += [(panel.whole, 0.0)] if panel.whole else []
        for bar in (bar for row in panel.rows for bar in row.bars):
            words = overhang(bar) + _GAP + max(frame.measure(line, frame.style.text_pt) for line in frame.said(bar))
            low, high = bar.ends
            reaches.append((low, -words) if bar.negative else (high, words))
            reaches.append((max(high, 0.0), 0.0))

    def sides(scale: float) -> tuple[float, float]:
        places = [units * scale + more for units, more in reaches]
        return max(0.0, *(-place for place in places)), max(0.0, *places)

    longest = max((abs(units) for units, _ in reaches), default=0.0)
    low, high = 0.0, room / longest if longest else 0.0
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if sum(sides(middle)) <= room else (low, middle)
    return _Axis(zero=frame.chart + sides(low)[0], scale=low)


def _head(panel: Panel, top: float, frame: _Frame) -> tuple[list[Item], float]:
    """Title of the panel, and where the whole ends; the place below comes second."""
    style, axis = frame.style, frame.axes[panel.unit]
    right = style.width_mm
    base = top + ASCENT_EM * style.em
    items: list[Item] = []
    if panel.whole and panel.whole_text:
        items += write(
            (panel.whole_text,), axis(panel.whole), base, style.text_pt, style.muted, frame.measure, align="right"
        )
        right = axis(panel.whole) - frame.measure(panel.whole_text, style.text_pt) - 2.0
    lines = wrap(panel.title, right, style.text_pt, frame.measure, bold=True)
    items = [
        *write(lines, 0.0, base, style.text_pt, style.ink, frame.measure, bold=True, leading=style.leading),
        *items,
    ]
    return items, top + style.em + (len(lines) - 1) * style.leading + 0.9


def _row(row: BarRow, panel: Panel, top: float, frame: _Frame) -> tuple[list[Item], float]:
    """Draw a label and its bars; the top of the next row comes second."""
    style, size = frame.style, frame.style.text_pt
    label = wrap(row.label, frame.source - 3.0, size, frame.measure)
    base = top + ASCENT_EM * style.em
    items: list[Item] = [*write(label, 0.0, base, size, style.ink, frame.measure, leading=style.leading)]
    y = top
    for bar in row.bars:
        said = frame.said(bar)
        named = wrap(bar.source, max(frame.chart - frame.source - 2.0, 1.0), size, frame.measure) if bar.source else ()
        middle = y + style.em / 2
        items += _track(panel, middle, frame)
        items += write(
            named, frame.source, y + ASCENT_EM * style.em, size, style.muted, frame.measure, leading=style.leading
        )
        items += draw_bar(bar, frame.axes[panel.unit], middle, frame.colours[tidy(bar.source)], style)
        end, align = _end(bar, panel, frame)
        colour = style.ink if bar.value is not None else style.muted
        items += write(
            said, end, y + ASCENT_EM * style.em, size, colour, frame.measure, leading=style.leading, align=align
        )
        y += max(frame.pitch, style.em + (max(len(said), len(named)) - 1) * style.leading + 0.6)
    bottom = max(y, top + style.em + (len(label) - 1) * style.leading)
    return items, bottom + frame.row_gap


def _track(panel: Panel, middle: float, frame: _Frame) -> list[Item]:
    if not panel.whole:
        return []
    axis = frame.axes[panel.unit]
    box = Box(left=axis.zero, right=axis(panel.whole), top=middle - BAR / 2, bottom=middle + BAR / 2)
    return [rectangle(box, frame.style.pale)]


def _end(bar: Bar, panel: Panel, frame: _Frame) -> tuple[float, Literal["left", "right"]]:
    """Where the words of a bar begin, or end when it runs to the left."""
    axis = frame.axes[panel.unit]
    low, high = bar.ends
    if bar.negative:
        return axis(low) - overhang(bar) - _GAP, "right"
    return axis(max(high, 0.0)) + overhang(bar) + _GAP, "left"
