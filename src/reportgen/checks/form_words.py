"""What the forms of arithmetic are built of: pieces of patterns over a skeleton, and how figures are compared."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal

from reportgen.checks.measures import FIGURE, Figure

Message = Callable[[str], str]
Found = Iterator[tuple[Figure, Message]]
Index = Mapping[int, Figure]

Q = FIGURE
_HEDGES = (
    "about|around|some|roughly|approximately|circa|ca\\.|an estimated|nearly|almost|close to|just over|just under|"
    "more than|over|at least|above|less than|under|at most|below|up to|fewer than|or|i\\.e\\.|that is|equal to|~|≈|="
)
VAGUE = rf"(?:(?:{_HEDGES}),?\s?){{0,2}}"
WORD = rf"[^\s{Q}().,;:]+"
NOUNS = rf"(?:\s(?!(?:of|in|and|or)\s){WORD}){{0,4}}"
AFTER = rf"(?:\s{WORD}){{0,5}}"
OF = r"\s(?:out\s)?of\s(?:(?:the|its|their|all|these|those|our|a total of)\s){0,2}"
END = r"(?=[.,;:)]|\s(?:of the (?:total|whole)|of them|of all)|$)"


def close(low: Decimal, high: Decimal, stated: Figure) -> bool:
    """Whether a computed range agrees with the figure as it is printed."""
    slack = stated.step / 2
    if stated.vague == "over":
        return high >= stated.value - slack
    if stated.vague == "under":
        return low <= stated.value + slack
    if stated.vague:
        slack = max(stated.step, abs(stated.value) * Decimal("0.07"))
    return low - slack <= stated.value <= high + slack


def _shown(value: Decimal, step: Decimal) -> str:
    """Print a computed value with one digit more than the stated one has."""
    decimals = max(-step.adjusted(), 0)
    text = f"{round(value, min(decimals + 1, 4)):,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def says(stated: Figure, computed: Decimal, how: str) -> Message:
    """Return what says, given the text, that a figure is not what `how` computes."""
    return lambda text: (
        f"'{text[stated.start : stated.end]}' does not agree: {how} gives {_shown(computed, stated.step)}"
    )


def figure_at(hit: re.Match[str], name: str, index: Index) -> Figure | None:
    """Return the figure that a group of a pattern stands for."""
    return index.get(hit.start(name))
