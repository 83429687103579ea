"""What is known of a sleeping engine, and which ones are worth their memory."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """A sleeping engine, just before it opens `stop` for the first time.

    `folder` is the folder of the run that made it, `position_s` the processor time from the start of the
    document to here. `read` are the files that were opened for reading until then, in order: names relative
    to the folder; the engine's own files elsewhere are not among them. `pid` is its number where it lives,
    which in a sandbox is not the number outside.
    """

    number: int
    folder: Path
    stop: str
    position_s: float
    read: tuple[str, ...]
    pid: int


def thin(stops: Sequence[str], maximum: int, pinned: Collection[str]) -> tuple[str, ...]:
    """Return at most `maximum` stops in their order: the pinned ones, and others evenly spread.

    >>> thin(["a", "b", "c", "d", "e"], 3, {"d"})
    ('a', 'd', 'e')
    """
    kept = [stop for stop in stops if stop in pinned][:maximum]
    others = [stop for stop in stops if stop not in kept]
    room = min(maximum - len(kept), len(others))
    step = (len(others) - 1) / (room - 1) if room > 1 else 0.0
    chosen = {*kept, *(others[round(number * step)] for number in range(room))}
    return tuple(stop for stop in stops if stop in chosen)


def least_useful(holders: Sequence[Holder], pinned: Collection[str]) -> Holder:
    """Return the holder that is missed least: an edit behind it would go on from the one before it.

    Pinned ones are missed most, then the first of all, which saves the preamble.
    """
    ordered = sorted(holders, key=position)

    def loss(index: int) -> tuple[bool, bool, float]:
        holder = ordered[index]
        return holder.stop in pinned, index == 0, holder.position_s - ordered[max(index - 1, 0)].position_s

    return ordered[min(range(len(ordered)), key=loss)]


def position(holder: Holder) -> tuple[float, int]:
    """Return a key that sorts holders in the order of the document."""
    return holder.position_s, holder.number
