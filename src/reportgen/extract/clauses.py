"""Where a sentence that tells several things falls apart into clauses."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

# Boundaries from the strongest to the weakest; of the strongest kind present the last is taken.
_BOUNDARIES = (
    re.compile(r"[;；][ \n]*|[ \n][—–][ \n]|\([ ]?|[.!?…]['\"”»]?[ \n]+|。"),
    re.compile(
        r",[ \n]+(?:(?:and|but|or|yet|so|и|но|а|und|aber|et|mais|y|pero)[ \n]+"
        r"|(?=(?:while|whereas|which|with|when|then|who|where|after|before|until|although|though|до|когда|который"
        r"|die|der|das|où|qui|que)\b))|，"
    ),
    re.compile(r"[ \n](?:but|while|whereas|но|aber|mais|pero)[ \n]"),
    re.compile(r"(?<!\d),[ \n]*|,(?!\d)[ \n]*|：|、"),  # a comma between digits is part of a number
    re.compile(r"[ \n](?:and|or|that|und|et|y|и|что)[ \n]"),
)


def split(view: str, start: int, end: int, places: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return, for each of several places in a sentence, the span of the clause that holds it.

    `places` are half-open, ascending and apart. Two places without a boundary between them get the same clause.
    """
    cuts: list[tuple[int, int] | None] = [_boundary(view, before[1], after[0]) for before, after in pairwise(places)]
    lows, low = [start], start
    for cut in cuts:
        low = cut[1] if cut else low
        lows.append(low)
    highs, high = [end], end
    for cut in reversed(cuts):
        high = cut[0] if cut else high
        highs.append(high)
    return list(zip(lows, reversed(highs), strict=True))


def _boundary(view: str, start: int, end: int) -> tuple[int, int] | None:
    """Return the span of the words or signs that part two clauses, `None` when there are none."""
    for pattern in _BOUNDARIES:
        spans = [found.span() for found in pattern.finditer(view, start, end)]
        if spans:
            return spans[-1]
    return None
