"""What belongs together among the dates found one by one: "from March 2010 to May 2014", "Monday, 21 March"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from reportgen.language.date_core import Core
from reportgen.language.date_parts import governor, mention_of, prefixed
from reportgen.language.date_values import DateMention, Precision

_RANGE_DASH = re.compile(r"[ ]?[-–—−~〜/][ ]?|至|到")
_RANGE_WORD = re.compile(
    r",?[ ](?:to|until|till|through|and|bis|und|au|à|et|al?|hasta|y|по|до|и)[ ](?:el[ ]|the[ ]|early[ ]|late[ ])?"
)
_RANGE_LEAD = re.compile(
    r"(?<!\w)(?:from|between|с|со|между|von|vom|zwischen|de|du|entre|desde|period|从|自)[ ]?(?:the[ ])?$", re.IGNORECASE
)
_AND = re.compile(r",?[ ](?:and|or|und|et|y|и)[ ](?:on[ ]|in[ ]|в[ ])?|,[ ]|/")
_WEEKDAY_JOIN = re.compile(r",?[ ](?:the[ ]|de[ ])?|,?[ ]?\(")


def assemble(view: str, start: int, end: int, found: list[Core | DateMention]) -> Iterator[DateMention]:
    """Join what belongs together and give the mentions."""
    i = 0
    low = start
    while i < len(found):
        hit = found[i]
        following = found[i + 1] if i + 1 < len(found) else None
        if isinstance(hit, DateMention):
            if (
                isinstance(following, Core)
                and hit.relative is not None
                and hit.relative.unit == "weekday"
                and following.day
                and _WEEKDAY_JOIN.fullmatch(view, hit.end, following.start)
            ):
                following.start = hit.start
                i += 1
                continue
            mention = prefixed(view, low, hit)
            i += 1
        else:
            if isinstance(following, DateMention) and (led := _of_relative_year(view, hit, following)):
                found[i + 1] = led
                i += 1
                continue
            joined = _join(view, low, hit, following) if isinstance(following, Core) else None
            i += 2 if joined else 1
            if joined is None and isinstance(following, Core) and _AND.fullmatch(view, hit.end, following.start):
                _borrow_year(hit, following)
            mention = mention_of(view, low, joined or hit, end)
        low = mention.end
        word = governor(view, start, mention.start)
        yield mention._replace(governor=word) if word else mention


_OF = re.compile(r"[ ](?:of[ ]|de[ ])?")


def _of_relative_year(view: str, hit: Core, following: DateMention) -> DateMention | None:
    """Return `March last year`, `5 мая прошлого года` as one mention, `None` when the two do not make one."""
    relative = following.relative
    if hit.year is not None or hit.month is None or hit.month_end or relative is None or relative.unit != "year":
        return None
    if relative.through or relative.season or relative.month or not _OF.fullmatch(view, hit.end, following.start):
        return None
    return following._replace(
        start=hit.start,
        precision=hit.precision,
        relative=replace(relative, month=hit.month, day=hit.day, exact=True),
    )


def _borrow_year(hit: Core, following: Core) -> None:
    """Give the first of two joined dates the year of the second: `on March 3 and April 5, 2020`."""
    if hit.year is None and following.year is not None and hit.month is not None and following.month is not None:
        hit.year = following.year if hit.month <= following.month else following.year - 1


def _join(view: str, low: int, first: Core, second: Core) -> Core | None:
    """Return the range that two dates make, `None` when they do not."""
    if second.start - first.end > 14 or first.year_end or first.day_end or first.month_end or second.month_end:
        return None
    if not _RANGE_DASH.fullmatch(view, first.end, second.start) and not (
        _RANGE_WORD.fullmatch(view, first.end, second.start)
        and _RANGE_LEAD.search(view, max(low, first.start - 14), first.start)
    ):
        return None
    year = first.year
    if year is None and second.year is not None:
        year = second.year if (first.month or 1) <= (second.month or 12) else second.year - 1
    if first.month is None and second.month is not None:
        return None
    if year is not None and second.year is not None and (year, first.month or 0, first.day or 0) >= (
        second.year, second.month or 99, second.day or 99,
    ):  # fmt: skip
        return None
    return Core(
        start=first.start,
        end=second.end,
        year=year,
        month=first.month,
        day=first.day,
        year_end=second.year_end or second.year,
        month_end=second.month,
        day_end=second.day_end or second.day,
        precision=first.precision
        if first.precision is second.precision
        else _coarser(first.precision, second.precision),
    )


_ORDER: Final = tuple(Precision)


def _coarser(first: Precision, second: Precision) -> Precision:
    return max(first, second, key=_ORDER.index)
