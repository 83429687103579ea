"""Schedule slip: what was planned for when, at different times, and how far the plan moved.

Input: plans, and events that bear on them. Output: a `Scene`, or the PDF of it. Time runs to the right
on one uniform scale. Each plan is a row: a tick where the plan was current, a mark at the date planned.
An arrow leads from the date in the earlier plan of the same milestone and the same source to the new one;
plans of different sources are never joined, nor is a plan whose own date is unknown.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import floor, inf

from reportgen.figures.drawing.dates import Moment, moment
from reportgen.figures.drawing.glyphs import measure_with
from reportgen.figures.drawing.key import Sample, lay_out_key
from reportgen.figures.drawing.pdf import to_pdf
from reportgen.figures.drawing.scale import STEPS, Scale, Segment
from reportgen.figures.drawing.scene import (
    SHAPES,
    Box,
    Item,
    Line,
    Scene,
    Shape,
    Text,
    arrow,
    mark,
    rectangle,
    upright,
    write,
)
from reportgen.figures.drawing.slip_plans import Note, Plan, Target, groups_of, show_date, show_plan
from reportgen.figures.drawing.style import (
    ASCENT_EM,
    LEADING_EM,
    MM_PER_POINT,
    Measure,
    Style,
    tidy,
    wrap,
)

_MARK = 2.3
_ROW = 5.0
_TICK = 1.3
_LABEL_GAP = 1.0
_TITLE_MAX = 44.0
_EVENTS_MIN = 42.0
_CHART_GAP = 4.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What all rows share: columns, scale, marks of the sources, and the means to write."""

    style: Style
    measure: Measure
    source: float
    chart: float
    scale: Scale
    shapes: Mapping[str, Shape]

    @property
    def em(self) -> float:
        """The size of the text in millimetres."""
        return self.style.text_pt * MM_PER_POINT

    def say(self, text: str, x: float, y: float, colour: str, *, bold: bool = False) -> tuple[Text, ...]:
        """One line whose letters are centred on `y`."""
        size = self.style.text_pt
        return write((text,), x, y + 0.25 * self.em, size, colour, self.measure, bold=bold)

    def paragraph(self, text: str, top: float, colour: str, *, bold: bool = False) -> tuple[tuple[Text, ...], float]:
        """Text wrapped in the column left of the chart, and the place below it."""
        size, leading = self.style.text_pt, self.em * LEADING_EM
        lines = wrap(text, self.chart - _CHART_GAP, size, self.measure, bold=bold)
        base = top + ASCENT_EM * self.em
        texts = write(lines, 0.0, base, size, colour, self.measure, bold=bold, leading=leading)
        return texts, texts[-1].box.bottom

    def rule(self, y: float) -> Line:
        """Return a thin line across the figure."""
        return Line(points=((0.0, y), (self.style.width_mm, y)), colour=self.style.line, width_pt=0.45)


def slip(plans: Sequence[Plan], style: Style, notes: Sequence[Note] = ()) -> bytes:
    """Draw the plans as a one-page PDF; see `lay_out_slip`."""
    return to_pdf(lay_out_slip(plans, style, notes), style)


def lay_out_slip(
    plans: Sequence[Plan], style: Style, notes: Sequence[Note] = (), measure: Measure | None = None
) -> Scene:
    """Place the plans by milestone, in the order given, within one by source and date of the plan.

    :raises ValueError: when there is no plan, a date cannot be read, or a period ends before it starts.
    """
    if not plans:
        raise ValueError("a schedule needs at least one plan")
    measure = measure or measure_with(style)
    groups = groups_of(plans)
    events = sorted(((moment(note.date), note) for note in notes), key=lambda pair: pair[0].position)
    frame = _frame(groups, [when for when, _ in events], style, measure)

    items, top = _head(frame)
    y = top
    for title, targets in groups:
        items += [frame.rule(y)] if y > top else []
        texts, y = frame.paragraph(title, y + 1.0, style.ink, bold=True)
        items += texts
        for target in targets:
            items += _row(target, y + _ROW / 2, frame)
            y += _ROW
        y += 0.6
    happened, crosses, y = _events(events, y, frame)
    items += happened
    texts_so_far = [item for item in items if isinstance(item, Text)]
    grid = _grid(top, y, crosses, [text.box for text in texts_so_far], frame)
    key, bottom = _key([target for _, targets in groups for target in targets], y + 1.4, frame)
    return Scene(width=style.width_mm, height=bottom, items=(*grid, *items, *key))


def _frame(
    groups: Sequence[tuple[str, list[Target]]], events: Sequence[Moment], style: Style, measure: Measure
) -> Frame:
    words = style.words
    targets = [target for _, chain in groups for target in chain]
    sources = tuple(dict.fromkeys(target.source for target in targets))

    def width(text: str, *, bold: bool = False) -> float:
        return measure(text, style.text_pt, bold=bold)

    dates = [width(show_date(target, words)) for target in targets]
    source = max(*dates, width(words.plan_of, bold=True)) + 3.0
    named = max(*map(width, sources), width(words.source, bold=True))
    titles = max(width(title, bold=True) for title, _ in groups)
    left = max(source + named, min(titles, _TITLE_MAX), _EVENTS_MIN if events else 0.0)
    chart = left + _CHART_GAP

    room = style.width_mm - chart
    taken = [target.taken for target in targets]
    happened = [when.position for when in events]
    first = floor(min(*(low for low, _ in taken), *happened, inf))
    latest = max(*(high for _, high in taken), *happened, -inf)
    last = floor(latest)
    unit = min(room / (last + 1 - first), (room - _MARK) / (latest - first + 0.01))
    for target in targets:  # the widest scale on which every label ends within the figure
        planned, moved = show_plan(target, words)  # measured as `_row` sets them
        label = width(f"{planned} " if moved else planned, bold=True) + width(moved) + _MARK / 2 + _LABEL_GAP
        unit = min(unit, max(room - label, room / 4) / (target.taken[1] - first + 0.01))
    segment = Segment(first=first, last=max(last, first + floor(room / unit) - 1), at=chart, unit=unit)
    scale = Scale(segments=(segment,), unit=unit, gap=0.0)
    shapes = {name: SHAPES[n % len(SHAPES)] for n, name in enumerate(sources)}
    return Frame(style=style, measure=measure, source=source, chart=chart, scale=scale, shapes=shapes)


def _head(frame: Frame) -> tuple[list[Item], float]:
    """Heads of the columns and the years; the top of the chart comes second."""
    style, words, scale = frame.style, frame.style.words, frame.scale
    y = (ASCENT_EM - 0.25) * frame.em
    items: list[Item] = [*frame.say(words.plan_of, 0.0, y, style.muted)]
    items += frame.say(words.source, frame.source, y, style.muted)
    room = frame.measure("0000", style.text_pt)
    step = next((step for step in STEPS if step * scale.unit >= room + 1.6), STEPS[-1])
    segment = scale.segments[0]
    for year in range(segment.first, segment.last + 1):
        x = scale(year + 0.5) - room / 2
        if year % step == 0 and x > frame.chart - _CHART_GAP / 2 and x + room <= style.width_mm:
            items += frame.say(str(year), x, y, style.ink)
    return items, frame.em * 1.3


def _row(target: Target, y: float, frame: Frame) -> list[Item]:
    """Date and source of the plan, its tick, its mark, the arrow to it, and the planned date."""
    style, scale = frame.style, frame.scale
    items: list[Item] = [*frame.say(show_date(target, style.words), 0.0, y, style.ink)]
    items += frame.say(target.source, frame.source, y, style.muted)
    x, (left, right) = scale(target.centre), map(scale, target.span)
    old = scale(target.earlier.centre) if target.earlier else x
    if target.stated:
        now = scale(target.stated.position)
        lead = ((now, y), (min(old, left), y))
        items.append(Line(points=lead, colour=style.muted, width_pt=0.9, dots=True))
        tick = ((now, y - _TICK), (now, y + _TICK))
        items.append(Line(points=tick, colour=style.ink, width_pt=1.4))
    if target.is_period:
        items.append(rectangle(Box(left=left, right=right, top=y - 0.5, bottom=y + 0.5), style.accent))
    if target.earlier:
        drop = ((old, y - _ROW + _MARK * 0.72), (old, y))
        items.append(Line(points=drop, colour=style.warm, width_pt=1.1))
        edge = min(left, x - _MARK * 0.6) if old < x else max(right, x + _MARK * 0.6)
        if abs(old - x) > _MARK:
            clear = (old < edge) == (old < x)
            items += arrow((old, y), (edge if clear else x, y), style.warm, 1.1)
    items.append(mark(frame.shapes[target.source], (x, y), _MARK, style.accent))
    planned, moved = show_plan(target, style.words)
    at = scale(target.taken[1]) + _MARK / 2 + _LABEL_GAP
    items += frame.say(planned, at, y, style.ink, bold=True)
    if moved:
        at += frame.measure(f"{planned} ", style.text_pt, bold=True)
        items += frame.say(moved, at, y, style.warm)
    return items


def _events(
    events: Sequence[tuple[Moment, Note]], y: float, frame: Frame
) -> tuple[list[Item], list[tuple[float, float]], float]:
    """Tell what happened, a row each, with a cross at the date; the places of the crosses come second."""
    if not events:
        return [], [], y
    style = frame.style
    items: list[Item] = [frame.rule(y)]
    crosses: list[tuple[float, float]] = []
    texts, y = frame.paragraph(style.words.events, y + 1.0, style.ink, bold=True)
    items += texts
    for when, note in events:
        text = f"{when.show(style.words)}: {tidy(note.text)} {f'({tidy(note.source)})' if note.source else ''}"
        texts, bottom = frame.paragraph(text, y + 0.9, style.ink)
        items += texts
        at = (frame.scale(when.position), texts[0].baseline - 0.25 * frame.em)
        items.append(mark("plus", at, _MARK * 0.9, style.ink))
        crosses.append(at)
        y = bottom
    return items, crosses, y + 0.8


def _grid(
    top: float, bottom: float, crosses: Sequence[tuple[float, float]], boxes: Sequence[Box], frame: Frame
) -> list[Item]:
    """Lines at the turn of the years, and one down to each event; all stop short of words."""
    style, scale = frame.style, frame.scale
    segment = scale.segments[0]
    step = next((step for step in STEPS if step * scale.unit >= 2.0), STEPS[-1])
    lines: list[Item] = [
        Line(points=points, colour=style.grid, width_pt=0.5)
        for year in range(segment.first, segment.last + 2, step)
        for points in upright(scale(year), top, bottom, boxes)
    ]
    lines += [
        Line(points=points, colour=style.muted, width_pt=0.6)
        for x, y in crosses
        for points in upright(x, top, y, boxes)
    ]
    axis = ((frame.chart, top), (scale(segment.last + 1), top))
    return [*lines, Line(points=axis, colour=style.ink, width_pt=0.8)]


def _key(targets: Sequence[Target], top: float, frame: Frame) -> tuple[list[Item], float]:
    """Explain the signs that are used; the bottom of the figure comes second."""
    style, words = frame.style, frame.style.words
    samples: list[Sample] = []
    if any(target.stated for target in targets):
        tick = Line(points=((0, -_TICK), (0, _TICK)), colour=style.ink, width_pt=1.4)
        samples.append(Sample(items=(tick,), text=words.stated, reach=0.4))
    for source, shape in frame.shapes.items():
        text = f"{words.planned}, {source}" if len(frame.shapes) > 1 and source else words.planned
        samples.append(Sample(items=(mark(shape, (0, 0), _MARK, style.accent),), text=text))
    if any(target.is_period for target in targets):
        bar = rectangle(Box(left=-2.0, right=2.0, top=-0.5, bottom=0.5), style.accent)
        samples.append(Sample(items=(bar,), text=words.planned_period, reach=2.0))
    if any(target.earlier for target in targets):
        samples.append(Sample(items=arrow((-2.4, 0), (2.4, 0), style.warm, 1.1), text=words.slip, reach=2.4))
    return lay_out_key(samples, top, style.text_pt, style, frame.measure)
