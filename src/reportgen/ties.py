r"""Blanks that no line may break at, in English text: before a unit, between day and month, behind `Table` or `p.`.

Only blanks become `~`, so that every character keeps its column, and with it the place it came from.
"""

from __future__ import annotations

import re

_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_UNITS = (
    "hundred|thousand|million|billion|trillion|bn|per ?cent|percentage|years?|months?|km²?|m²|cm|mm|kg|tonnes?|"
    "[kMGT]Wh?|[kMG]Hz|°C|ha|litres?|barrels?"
)
_NAMES = (
    "Table|Figure|Section|Appendix|Chapter|Part|Note|tables?|figures?|sections?|appendix|chapters?|parts?|notes?|"
    "paragraphs?|pages?|version|judgement|KJ"
)
_BLANK = re.compile(
    rf"(?<![\w.\\])(?:c|p|pp|[Nn]o|[Nn]os|vol|ch|fig)\. (?=\d|\\ref)"  # abbreviations before a number
    rf"|(?<![\w\\])(?:{_NAMES}) (?=\d|\\ref)"
    rf"|(?<=\d) (?=(?:{_UNITS})\b)"
    rf"|(?<![\w.])\d{{1,2}} (?=(?:{_MONTHS})\b)"
    rf"|(?<![\w\\])[A-Z]\. (?=[A-Z])"  # initials
)


def tie(text: str) -> str:
    r"""Return the TeX text with `~` for each blank that belongs to what stands on both sides.

    >>> tie("On 4 May p. 5 of J. Roe has Table 2, c. 1990, 5 km.")
    'On 4~May p.~5 of J.~Roe has Table~2, c.~1990, 5~km.'
    """
    return _BLANK.sub(lambda found: f"{found.group()[:-1]}~", text)
