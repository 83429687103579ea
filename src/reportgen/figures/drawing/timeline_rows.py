"""The rows of a timeline: entries -> dates and labels in lines, and the columns they stand in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reportgen.figures.drawing.dates import Moment, moment, show_range
from reportgen.figures.drawing.style import LEADING_EM, MM_PER_POINT, NO_BREAK, Measure, Style, Words, tidy, wrap

TRACK = 1.9
"""From the bar of one period beside the axis to the next."""

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


def rows_of(
    entries: Sequence[Entry],
    titles: Sequence[str],
    style: Style,
    measure: Measure,
    size_pt: float,
    spacing: Spacing,
) -> tuple[tuple[Row, ...], Columns, tuple[int | None, ...]]:
    """Return the rows by date, the columns, and for each period the number of its track.

    :raises ValueError: when a date cannot be read, or a period ends before it starts.
    """

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
    fan = axis + 1.0 + TRACK * (1 + max((t for t in tracks if t is not None), default=-1))
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
