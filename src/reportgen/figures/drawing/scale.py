"""The time axis: one uniform scale for all years shown, with long empty stretches left out.

Input: positions in years. Output: a `Scale` that turns a year into millimetres along the axis.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500)

_BREAK_SHARE = 1 / 8
_BREAK_RATIO = 3.0
_BREAK_LEAST = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """Whole years drawn without a break, `first` to `last` inclusive, from `at` on, `unit` mm each."""

    first: int
    last: int
    at: float
    unit: float

    @property
    def years(self) -> int:
        """How many years it shows."""
        return self.last - self.first + 1

    @property
    def end(self) -> float:
        """Where it ends, in millimetres."""
        return self.at + self.years * self.unit


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """Segments, `gap` apart, on a scale of `unit` millimetres a year; a single year may be shorter."""

    segments: tuple[Segment, ...]
    unit: float
    gap: float

    def __call__(self, year: float) -> float:
        """Where a moment lies on the axis; one inside a break lies in the middle of the break."""
        for segment in self.segments:
            if year < segment.first:
                return max(segment.at - self.gap / 2, self.segments[0].at)
            if year <= segment.last + 1:
                return segment.at + (year - segment.first) * segment.unit
        return self.segments[-1].end

    def labels(self, room: float) -> tuple[int, ...]:
        """Years to print: the start of each segment and round years, none closer than `room` to another."""
        step = self.step(room)
        least = room if step == 1 else 1.4 * room
        starts = [segment.first for segment in self.segments]
        others = [y for s in self.segments for y in range(s.first, s.last + 1) if y % step == 0]
        chosen: list[int] = []
        for year in (*starts, *others):
            place = self(year + 0.5)
            if all(abs(place - self(other + 0.5)) >= least for other in chosen):
                chosen.append(year)
        return tuple(sorted(chosen))

    def step(self, room: float) -> int:
        """One year if that takes at least `room`, else the smallest round number that takes twice as much."""
        if self.unit >= room:
            return 1
        return next((step for step in STEPS[1:] if step * self.unit >= 2 * room), STEPS[-1])


def broken_scale(positions: Iterable[float], length: float, gap: float, stub: float) -> Scale:
    """Spread the years of `positions` over `length`, leaving out stretches that would waste the page.

    A year that stands alone between breaks takes no more than `stub`, so that runs of years get the room.

    The widest gap is left out as long as it takes more than an eighth of what is shown and is three
    times the usual distance between neighbours; so an even series is never broken.
    """
    runs = year_runs(positions)
    room = length - gap * (len(runs) - 1)
    counts = [last - first + 1 for first, last in runs]
    alone = counts.count(1) if any(count > 1 for count in counts) else 0
    unit = room / sum(counts)
    if alone and unit > stub:
        unit = (room - alone * stub) / (sum(counts) - alone)
    segments: list[Segment] = []
    at = 0.0
    for (first, last), count in zip(runs, counts, strict=True):
        own = min(unit, stub) if alone and count == 1 else unit
        segments.append(Segment(first=first, last=last, at=at, unit=own))
        at += count * own + gap
    return Scale(segments=tuple(segments), unit=unit, gap=gap)


def year_runs(positions: Iterable[float]) -> tuple[tuple[int, int], ...]:
    """Return the whole years to show, as inclusive runs between which years are left out."""
    places = sorted(set(positions))
    years = sorted({math.floor(place) for place in places})
    usual = median(b - a for a, b in pairwise(places)) if len(places) > 1 else 0.0
    shown = years[-1] - years[0] + 1
    cuts: set[int] = set()
    gaps = sorted(((b - a - 1, a) for a, b in pairwise(years)), reverse=True)
    for empty, after in gaps:
        if empty < _BREAK_LEAST or empty <= _BREAK_SHARE * shown or empty + 1 <= _BREAK_RATIO * usual:
            break
        cuts.add(after)
        shown -= empty
    return _runs(years, cuts)


def _runs(years: Sequence[int], cuts: set[int]) -> tuple[tuple[int, int], ...]:
    runs: list[tuple[int, int]] = []
    first = years[0]
    for year, following in zip(years, (*years[1:], None), strict=True):
        if following is None or year in cuts:
            runs.append((first, year))
            first = following if following is not None else first
    return tuple(runs)


def spread(wanted: Sequence[float], heights: Sequence[float], length: float) -> tuple[float, ...]:
    """Place blocks in order, without overlap, within `length`, as near as can be to where they want to be.

    `wanted` are tops, ascending. The squared distance is the least possible (isotonic regression).
    The blocks must fit.
    """
    offsets = [0.0]
    for height in heights[:-1]:
        offsets.append(offsets[-1] + height)
    slack = length - sum(heights)
    pools: list[tuple[float, int]] = []  # mean, size
    for want, offset in zip(wanted, offsets, strict=True):
        mean, size = want - offset, 1
        while pools and pools[-1][0] > mean:
            other, count = pools.pop()
            mean, size = (mean * size + other * count) / (size + count), size + count
        pools.append((mean, size))
    flat = [min(max(mean, 0.0), max(slack, 0.0)) for mean, size in pools for _ in range(size)]
    return tuple(place + offset for place, offset in zip(flat, offsets, strict=True))
