"""Timeline: what happened when, by theme, with every label in words beside its date.

Input: entries. Output: a `Scene`, or the PDF of it. Time runs down. On the left is the axis, true to
scale, with marked breaks; from each date a thin line leads to a row of text, so that the fan of lines
shows where events crowd. On the way it carries one mark, in the column of the entry's theme.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reportgen.figures.drawing.dates import Moment, moment, show_range
from reportgen.figures.drawing.key import Sample, lay_out_key
from reportgen.figures.drawing.pdf import to_pdf
from reportgen.figures.drawing.scale import Scale, broken_scale, spread, year_runs
from reportgen.figures.drawing.scene import SHAPES, Box, Item, Line, Scene, Shape, mark, rectangle, write
from reportgen.figures.drawing.style import (
    ASCENT_EM,
    LEADING_EM,
    MM_PER_POINT,
    NO_BREAK,
    Measure,
    Style,
    Words,
    measure_with,
    tidy,
    wrap,
)

MAX_HEIGHT = 190.0
"""Above this height, in millimetres, the figure is set smaller and closer."""

_BREAK = 3.6
_TRACK = 1.9
_BAR = 1.2
_MARK = 2.1
_STUB = 4.2
_SHORT_AXIS = 70.0
_SHORT_PERIOD = 1 / 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An event, or with an `end` a period. Dates are partial ISO dates or years."""

    start: str | float
    label: str
    lane: str
    source: str = ""
    end: str | float | None = None
    approximate: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Spacing:
    """How closely things stand; `run_in` puts the source behind the label, not in a column."""

    fan: float
    lane: float
    row_gap: float
    year_gap: float
    run_in: bool


OPEN = Spacing(fan=11.0, lane=4.8, row_gap=0.7, year_gap=0.9, run_in=False)
CLOSE = Spacing(fan=9.0, lane=4.2, row_gap=0.45, year_gap=0.5, run_in=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """A theme: its title and how its marks look."""

    title: str
    shape: Shape
    colour: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """An entry ready to be placed: its moments, and its text in lines; the source has its own place.

    `source_line` counts from 0, `source_left` is in millimetres.
    """

    lane: int
    start: Moment
    end: Moment | None
    approximate: bool
    date: tuple[str, ...]
    label: tuple[str, ...]
    source: str
    source_left: float
    source_line: int

    @property
    def lines(self) -> int:
        """How many lines of text it needs."""
        return max(len(self.date), len(self.label), self.source_line + 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """The left ends of the columns of the figure, and the size of its text."""

    size_pt: float
    spacing: Spacing
    axis: float
    fan: float
    lanes: float
    date: float
    label: float

    @property
    def em(self) -> float:
        """The size of the text in millimetres."""
        return self.size_pt * MM_PER_POINT

    @property
    def leading(self) -> float:
        """From baseline to baseline."""
        return self.em * LEADING_EM

    def lane_centre(self, number: int) -> float:
        """Where the marks of a lane, counted from 0, stand."""
        return self.lanes + (number + 0.5) * self.spacing.lane


def timeline(entries: Sequence[Entry], style: Style, lanes: Sequence[str] = ()) -> bytes:
    """Draw the entries as a one-page PDF; see `lay_out_timeline`."""
    return to_pdf(lay_out_timeline(entries, style, lanes), style)


def lay_out_timeline(
    entries: Sequence[Entry], style: Style, lanes: Sequence[str] = (), measure: Measure | None = None
) -> Scene:
    """Place the entries, in any order given, by date.

    `lanes` gives the order of the themes, left to right; those it leaves out follow as they first occur.
    The height follows from the content: about 4 mm an entry.

    :raises ValueError: when there is no entry, a date cannot be read, or a period ends before it starts.
    """
    if not entries:
        raise ValueError("a timeline needs at least one entry")
    measure = measure or measure_with(style)
    scene = _lay_out(entries, style, lanes, measure, style.text_pt, OPEN)
    if scene.height <= MAX_HEIGHT:
        return scene
    return _lay_out(entries, style, lanes, measure, min(style.small_pt, style.text_pt), CLOSE)


def _lay_out(
    entries: Sequence[Entry],
    style: Style,
    order: Sequence[str],
    measure: Measure,
    size_pt: float,
    spacing: Spacing,
) -> Scene:
    used = dict.fromkeys(entry.lane for entry in entries)
    titles = list(dict.fromkeys((*(title for title in order if title in used), *used)))
    colours = (style.accent, style.warm, style.ink)
    lanes = tuple(
        Lane(title=title, shape=SHAPES[n % len(SHAPES)], colour=colours[n % len(colours)])
        for n, title in enumerate(titles)
    )
    rows, columns, tracks = _rows(entries, titles, style, measure, size_pt, spacing)

    head, top = _head(lanes, columns, style, measure)
    heights = _heights(rows, columns)
    runs = year_runs(_positions(rows))
    years = sum(last - first + 1 for first, last in runs)
    ideal = years * columns.em * 1.2 + (len(runs) - 1) * _BREAK
    length = max(sum(heights), min(ideal, _SHORT_AXIS))
    scale = broken_scale(_positions(rows), length, _BREAK, _STUB)
    first_line = spacing.row_gap / 2 + (ASCENT_EM - 0.25) * columns.em
    tops = spread([scale(row.start.position) - first_line for row in rows], heights, length)

    bands = [
        rectangle(
            Box(
                left=columns.lane_centre(n) - spacing.lane * 0.36,
                right=columns.lane_centre(n) + spacing.lane * 0.36,
                top=top,
                bottom=top + length,
            ),
            style.pale,
        )
        for n in range(len(lanes))
    ]
    links: list[Item] = []
    marks: list[Item] = []
    texts: list[Item] = []
    for row, offset in zip(rows, tops, strict=True):
        lane = lanes[row.lane]
        true, y = top + scale(row.start.position), top + offset + first_line
        path = (
            (columns.axis, true),
            (columns.fan, true),
            (columns.fan + spacing.fan, y),
            (columns.date - 1.0, y),
        )
        links.append(Line(points=path, colour=style.line, width_pt=0.45))
        hollow = style.paper if row.approximate else None
        marks.append(mark(lane.shape, (columns.lane_centre(row.lane), y), _MARK, lane.colour, hollow=hollow))
        base = y + 0.25 * columns.em
        for lines, x, colour in (
            (row.date, columns.date, style.muted),
            (row.label, columns.label, style.ink),
        ):
            texts += write(lines, x, base, size_pt, colour, measure, leading=columns.leading)
        base += row.source_line * columns.leading
        texts += write((row.source,), row.source_left, base, size_pt, style.muted, measure)
    bars = _bars(rows, lanes, tracks, scale, columns, top)
    axis = _axis(scale, columns, top, style, measure)
    key, bottom = _key(rows, tracks, scale, top + length + 1.6, size_pt, style, measure)
    items = (*bands, *links, *bars, *axis, *head, *marks, *texts, *key)
    return Scene(width=style.width_mm, height=bottom, items=items)


def _rows(
    entries: Sequence[Entry],
    titles: Sequence[str],
    style: Style,
    measure: Measure,
    size_pt: float,
    spacing: Spacing,
) -> tuple[tuple[Row, ...], Columns, tuple[int | None, ...]]:
    def width(text: str) -> float:
        return measure(text, size_pt)

    spans = [(moment(entry.start), None if entry.end is None else moment(entry.end)) for entry in entries]
    for entry, (start, end) in zip(entries, spans, strict=True):
        if end is not None and end < start:
            raise ValueError(f"{tidy(entry.label)!r} ends before it starts: {entry.start} to {entry.end}")
    sequence = sorted(range(len(entries)), key=lambda n: spans[n][0].position)
    dates = []
    for entry, (start, end) in zip(entries, spans, strict=True):
        shown = show_range(start, end, style.words)
        shown = f"{style.words.circa} {shown}" if entry.approximate else shown
        dates.append(_keep_together(shown, style.words))
    tracks = _tracks([spans[n] for n in sequence])
    axis = measure("0000", size_pt) + 1.6
    fan = axis + 1.0 + _TRACK * (1 + max((t for t in tracks if t is not None), default=-1))
    left = fan + spacing.fan + 1.0
    date = left + spacing.lane * len(titles) + 1.6
    singles = [width(shown) for shown, (_, end) in zip(dates, spans, strict=True) if end is None]
    date_width = max([*singles, *(width(word) for shown in dates for word in shown.split(" "))])
    label = date + date_width + 2.0
    sources = [tidy(entry.source) for entry in entries]
    source_width = 0.0 if spacing.run_in else max(map(width, sources))
    source_left = style.width_mm - source_width
    room = source_left - (2.0 if source_width else 0.0) - label
    columns = Columns(size_pt=size_pt, spacing=spacing, axis=axis, fan=fan, lanes=left, date=date, label=label)
    rows: list[Row] = []
    for n in sequence:
        tail = sources[n].replace(" ", NO_BREAK) if spacing.run_in else ""
        lines = wrap(f"{entries[n].label} {tail}", room, size_pt, measure)
        place, number = source_left, 0
        if tail:
            *before, last = lines
            words = last.removesuffix(tail).rstrip(" ")
            place, number = label + (width(f"{words} ") if words else 0.0), len(before)
            lines = (*before, words) if words else tuple(before)
        start, end = spans[n]
        rows.append(
            Row(
                lane=titles.index(entries[n].lane),
                start=start,
                end=end,
                approximate=entries[n].approximate,
                date=wrap(dates[n], date_width, size_pt, measure),
                label=lines,
                source=sources[n],
                source_left=place,
                source_line=number,
            )
        )
    return tuple(rows), columns, tracks


def _keep_together(date: str, words: Words) -> str:
    """Bind the parts of a date at which no line may end: after "c.", before a dash."""
    return date.replace(f"{words.circa} ", f"{words.circa}{NO_BREAK}").replace(" –", f"{NO_BREAK}–")


def _tracks(spans: Sequence[tuple[Moment, Moment | None]]) -> tuple[int | None, ...]:
    """For each period the number of a track beside the axis in which it meets no other."""
    ends: list[float] = []
    tracks: list[int | None] = []
    for start, end in spans:
        if end is None or end.position - start.position < _SHORT_PERIOD:
            tracks.append(None)
            continue
        free = next((n for n, taken in enumerate(ends) if taken < start.position), len(ends))
        ends[free : free + 1] = [end.position]
        tracks.append(free)
    return tuple(tracks)


def _positions(rows: Sequence[Row]) -> list[float]:
    ends = [row.end.position for row in rows if row.end is not None]
    return [*(row.start.position for row in rows), *ends]


def _heights(rows: Sequence[Row], columns: Columns) -> list[float]:
    """Return the height of each row; a little more before a new year, so that years stand together."""
    heights = []
    for row, following in zip(rows, (*rows[1:], None), strict=True):
        new_year = following is not None and following.start.year != row.start.year
        text = columns.em + (row.lines - 1) * columns.leading
        heights.append(text + columns.spacing.row_gap + (columns.spacing.year_gap if new_year else 0.0))
    return heights


def _head(lanes: Sequence[Lane], columns: Columns, style: Style, measure: Measure) -> tuple[list[Item], float]:
    """Titles of the lanes as a flight of steps, each with its mark above its own column."""
    stems: list[Item] = []
    items: list[Item] = []
    y = 0.0
    places: list[tuple[float, float]] = []
    for number, lane in enumerate(lanes):
        x = columns.lane_centre(number)
        left = x + _MARK * 0.9
        lines = wrap(lane.title, style.width_mm - left, columns.size_pt, measure, bold=True)
        middle = y + (ASCENT_EM - 0.25) * columns.em
        places.append((x, middle))
        items.append(mark(lane.shape, (x, middle), _MARK, lane.colour))
        base = middle + 0.25 * columns.em
        items += write(lines, left, base, columns.size_pt, style.ink, measure, bold=True, leading=columns.leading)
        y += columns.em + (len(lines) - 1) * columns.leading + 0.5
    top = y + 1.4
    stems = [
        Line(points=((x, start + _MARK * 0.75), (x, top)), colour=style.line, width_pt=0.45) for x, start in places
    ]
    return [*stems, *items], top


def _bars(
    rows: Sequence[Row],
    lanes: Sequence[Lane],
    tracks: Sequence[int | None],
    scale: Scale,
    columns: Columns,
    top: float,
) -> list[Item]:
    bars: list[Item] = []
    for row, track in zip(rows, tracks, strict=True):
        if row.end is None or track is None:
            continue
        left = columns.axis + 0.9 + track * _TRACK
        box = Box(
            left=left,
            right=left + _BAR,
            top=top + scale(row.start.position),
            bottom=top + scale(row.end.position),
        )
        bars.append(rectangle(box, lanes[row.lane].colour))
    return bars


def _axis(scale: Scale, columns: Columns, top: float, style: Style, measure: Measure) -> list[Item]:
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


def _key(
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
        samples.append(Sample(items=(mark("circle", (0, 0), _MARK, style.ink),), text=words.exact))
        hollow = mark("circle", (0, 0), _MARK, style.ink, hollow=style.paper)
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
