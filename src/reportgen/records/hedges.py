"""How a value is hedged: the words around it -> whether it is a lower bound, an upper bound, or only near."""

from __future__ import annotations

import re
from typing import Literal

from reportgen.records.matching import fold

Hedge = Literal["above", "below", "near"]
# The first that fits counts.
_HEDGES: tuple[tuple[Hedge, str], ...] = (
    ("above", r"no fewer than|no less than|not less than|not fewer than|at least|minimum of|upwards? of"),
    ("below", r"no more than|not more than|does not exceed|do not exceed|not exceeding|at most|maximum of|up to"),
    ("above", r"more than|over|above|greater than|exceed(?:s|ed|ing)?|in excess of|beyond"),
    ("below", r"less than|fewer than|under|below"),
    (
        "near",
        r"about|around|circa|ca?\.|approximately|approx\.?|roughly|some|nearly|almost|close to|just|probably|estimated",
    ),
)
_HEDGE = [(kind, re.compile(rf"(?<!\w)(?:{words})(?!\w)")) for kind, words in _HEDGES]


def hedge(text: str) -> Hedge | None:
    """Return how a text hedges the number in it, `None` when it does not, or in words that are not known.

    >>> hedge("probably fewer than"), hedge("upward of"), hedge("Nearly"), hedge("exactly")
    ('below', 'above', 'near', None)
    """
    folded = fold(text)
    return next((kind for kind, words in _HEDGE if words.search(folded)), None)
