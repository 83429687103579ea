"""Timeline: what happened when, by theme, with every label in words beside its date.

Input: entries. Output: a `Scene`, or the PDF of it. Time runs down. On the left is the axis, true to
scale, with marked breaks; from each date a thin line leads to a row of text, so that the fan of lines
shows where events crowd. On the way it carries one mark, in the column of the entry's theme.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reportgen.figures.drawing.glyphs import measure_with
from reportgen.figures.drawing.heads import steps_with_marks
from reportgen.figures.drawing.pdf import to_pdf
from reportgen.figures.drawing.scale import broken_scale, spread, year_runs
from reportgen.figures.drawing.scene import SHAPES, Box, Item, Line, Scene, Shape, mark, rectangle, write
from reportgen.figures.drawing.style import ASCENT_EM, Measure, Style
from reportgen.figures.drawing.timeline_axis import MARK, axis_of, bars_of, key_of
from reportgen.figures.drawing.timeline_rows import CLOSE, OPEN, Columns, Entry, Row, Spacing, rows_of

MAX_HEIGHT = 190.0
"""Above this height, in millimetres, the figure is set smaller and closer."""

_BREAK = 3.6
_STUB = 4.2
_SHORT_AXIS = 70.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """A theme: its title and how its marks look."""

    title: str
    shape: Shape
    colour: str


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
    rows, columns, tracks = rows_of(entries, titles, style, measure, size_pt, spacing)

    centres = [columns.lane_centre(number) for number in range(len(lanes))]
    signs = [mark(lane.shape, (0.0, 0.0), MARK, lane.colour) for lane in lanes]
    head, top = steps_with_marks(titles, centres, signs, MARK / 2, size_pt, style, measure)
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
        marks.append(mark(lane.shape, (columns.lane_centre(row.lane), y), MARK, lane.colour, hollow=hollow))
        base = y + 0.25 * columns.em
        for lines, x, colour in (
            (row.date, columns.date, style.muted),
            (row.label, columns.label, style.ink),
        ):
            texts += write(lines, x, base, size_pt, colour, measure, leading=columns.leading)
        base += row.source_line * columns.leading
        texts += write((row.source,), row.source_left, base, size_pt, style.muted, measure)
    bars = bars_of(rows, [lane.colour for lane in lanes], tracks, scale, columns, top)
    axis = axis_of(scale, columns, top, style, measure)
    key, bottom = key_of(rows, tracks, scale, top + length + 1.6, size_pt, style, measure)
    items = (*bands, *links, *bars, *axis, *head, *marks, *texts, *key)
    return Scene(width=style.width_mm, height=bottom, items=items)


def _heights(rows: Sequence[Row], columns: Columns) -> list[float]:
    """Return the height of each row; a little more before a new year, so that years stand together."""
    heights = []
    for row, following in zip(rows, (*rows[1:], None), strict=True):
        new_year = following is not None and following.start.year != row.start.year
        text = columns.em + (row.lines - 1) * columns.leading
        heights.append(text + columns.spacing.row_gap + (columns.spacing.year_gap if new_year else 0.0))
    return heights


def _positions(rows: Sequence[Row]) -> list[float]:
    ends = [row.end.position for row in rows if row.end is not None]
    return [*(row.start.position for row in rows), *ends]
