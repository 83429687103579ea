"""The plans of a schedule: dates read, grouped by milestone and source, each joined to the one that it replaces."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import inf

from reportgen.figures.drawing.dates import Moment, moment, show_range
from reportgen.figures.drawing.style import Words, tidy


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A date planned for a milestone; `stated` is when the plan was current, `None` when unknown."""

    milestone: str
    planned: str | float
    stated: str | float | None
    source: str = ""
    planned_end: str | float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """Something that happened to the plans, such as a halt or a statement."""

    date: str | float
    text: str
    source: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A plan with its dates read, and the earlier plan that it replaces, if there is one."""

    source: str
    stated: Moment | None
    start: Moment
    end: Moment
    earlier: Target | None = None

    @property
    def centre(self) -> float:
        """Where its mark stands, in years."""
        return (self.start.position + self.end.position) / 2

    @property
    def is_period(self) -> bool:
        """Whether a period is planned, not a date."""
        return self.end != self.start

    @property
    def span(self) -> tuple[float, float]:
        """Where the planned period begins and ends, in years; for a date both are its mark."""
        if not self.is_period:
            return self.centre, self.centre
        return self.start.position - self.start.half, self.end.position + self.end.half

    @property
    def taken(self) -> tuple[float, float]:
        """The first and the last place on its row where something is drawn, in years."""
        places = [*self.span]
        places += [self.stated.position] if self.stated else []
        places += [self.earlier.centre] if self.earlier else []
        return min(places), max(places)


def groups_of(plans: Sequence[Plan]) -> list[tuple[str, list[Target]]]:
    """Group the plans by milestone: sources by first plan, then by date, undated ones last."""
    groups: list[tuple[str, list[Target]]] = []
    for title in dict.fromkeys(tidy(plan.milestone) for plan in plans):
        chains: dict[str, list[Target]] = {}
        for plan in plans:
            if tidy(plan.milestone) == title:
                chains.setdefault(tidy(plan.source), []).append(_target(plan))
        for chain in chains.values():
            chain.sort(key=_stated)
        ordered = sorted(chains.values(), key=lambda chain: _stated(chain[0]))
        groups.append((title, [target for chain in ordered for target in _chained(chain)]))
    return groups


def _stated(target: Target) -> float:
    return target.stated.position if target.stated else inf


def _chained(chain: Sequence[Target]) -> Iterator[Target]:
    """Join each plan to the one before it, if both are dated and that one is indeed earlier."""
    for earlier, target in zip((None, *chain), chain, strict=False):
        joined = earlier is not None and _stated(earlier) < _stated(target) < inf
        yield replace(target, earlier=earlier) if joined else target


def _target(plan: Plan) -> Target:
    start = moment(plan.planned)
    end = start if plan.planned_end is None else moment(plan.planned_end)
    if end < start:
        raise ValueError(f"{tidy(plan.milestone)!r} is planned to end before it starts: {plan.planned_end}")
    stated = None if plan.stated is None else moment(plan.stated)
    return Target(source=tidy(plan.source), stated=stated, start=start, end=end)


def show_slip(target: Target, words: Words) -> str:
    """Say how far the plan moved: `+2 years`, `+2 to +3 years`, `−5 months`, `unchanged`, or nothing."""
    if target.earlier is None:
        return ""
    pairs = ((target.earlier.start, target.start), (target.earlier.end, target.end))
    exact = all(moment.month is not None for pair in pairs for moment in pair)
    months = [12 * (new.year - old.year) + ((new.month or 0) - (old.month or 0) if exact else 0) for old, new in pairs]
    low, high = min(months), max(months)
    if low == high == 0:
        return words.unchanged
    in_years = low % 12 == 0 and high % 12 == 0
    low, high = (low // 12, high // 12) if in_years else (low, high)
    one, many = (words.year, words.years) if in_years else (words.month, words.months_plural)
    unit = one if low == high and abs(low) == 1 else many
    amounts = dict.fromkeys(f"{n:+d}".replace("-", "−").replace("+0", "0") for n in (low, high))
    return f"{f' {words.to} '.join(amounts)} {unit}"


def show_date(target: Target, words: Words) -> str:
    """Return when the plan was current."""
    return target.stated.show(words) if target.stated else words.undated


def show_plan(target: Target, words: Words) -> tuple[str, str]:
    """Return the planned date, and the slip, perhaps empty."""
    return show_range(target.start, target.end, words), show_slip(target, words)
