"""Changes: growth and decline between two figures, and which way they go."""

from __future__ import annotations

import re
from decimal import Decimal

from reportgen.checks.form_words import AFTER, END, VAGUE, Found, Index, Message, Q, close, figure_at, says
from reportgen.checks.measures import Figure

_WAY = (
    "rise|increase|growth|gain|jump|surge|climb|rose|grew|increased|gained|jumped|climbed|up|more|"
    "fall|drop|decline|decrease|loss|reduction|cut|plunge|slump|fell|dropped|declined|decreased|shrank|down|less"
)
_FROM_TO = rf"\bfrom\s{VAGUE}(?P<old>{Q}){AFTER}\sto\s{VAGUE}(?P<new>{Q}){AFTER}"
_MADE = rf"(?:an?|up|down)\s(?:[a-z]+\s)?(?:{_WAY})?\s?(?:of|by)?\s?"
_CHANGE = rf"{VAGUE}(?P<change>{Q})"
_CHANGES = tuple(
    map(
        re.compile,
        (
            # from 10 to 15, a rise of 50 per cent; from 10 to 15, up 50 per cent; from 10 to 8, or by 20 per cent
            rf"{_FROM_TO},\s(?:or\s)?(?:(?:which|that)\sis\s)?{_MADE}{_CHANGE}{END}",
            rf"{_FROM_TO},\sor\sby\s{_CHANGE}{END}",
            # rose by 50 per cent from 10 to 15
            rf"\b(?:{_WAY})\s(?:by\s)?{_CHANGE},?\s{_FROM_TO}{END}",
            # from 10 to 15 (+50 per cent)
            rf"{_FROM_TO}\s\([+−–-]?{_CHANGE}\)",
        ),
    )
)


def changes(shape: str, index: Index) -> Found:
    """Growth and decline between two figures, in their unit or in percent."""
    for pattern in _CHANGES:
        for hit in pattern.finditer(shape):
            old, new, change = (figure_at(hit, name, index) for name in ("old", "new", "change"))
            if old is None or new is None or change is None or not {old.unit, new.unit} <= {new.unit, ""}:
                continue
            if old.scale == 1 < new.scale and old.value < new.value / new.scale * 100:  # from 10 to 15 billion
                old = old._replace(value=old.value * new.scale, step=old.step * new.scale)
            if any(f.vague in {"over", "under"} for f in (old, new)) or not old.low > 0:
                continue
            unit, stated = new.unit, change._replace(value=abs(change.value))
            low, high = _apart(old, new)
            if (change.unit in {"percentage-point", unit} and unit != "percent") or change.unit == "percentage-point":
                if change.unit == "percentage-point" and unit != "percent":
                    continue
                if not close(low, high, stated):
                    yield change, says(change, abs(new.value - old.value), "the difference")
            elif change.unit == "percent":
                rates = sorted((abs(new.low / old.high - 1) * 100, abs(new.high / old.low - 1) * 100))
                holds = close(rates[0], rates[1], stated)
                if unit == "percent":
                    holds = holds or close(low, high, stated)
                if not holds:
                    yield change, says(change, abs(new.value / old.value - 1) * 100, "the change")


_UP = "rose|rises?|risen|grew|grows?|grown|increased|increases?|climbed|climbs|jumped|jumps"
_DOWN = "fell|falls?|fallen|dropped|drops|declined|declines|decreased|decreases?|shrank|shrinks"
_DIRECTED = re.compile(rf"\b(?:(?P<up>{_UP})|(?P<down>{_DOWN}))\s(?:[a-z]+ly\s)?{_FROM_TO}")
# A price of one thing in another, and a place in a list, fall when their number rises.
_INVERSE = re.compile(
    r"\b(?:dollar|euro|pound|currency|rouble|ruble|yuan|yen|rank|ranking|rankings|ranked|place|places|position|positions|"
    r"exchange|league|table|list|standings|seed|rating|grade|chart|charts)\b"
)
# What a number without a unit counts: the noun behind it, or a number of something that stands before it.
_COUNTED = re.compile(r"\s[a-z]{3,}s\b(?!\s(?:ago|later|earlier)\b)")
_NUMBER_OF = re.compile(r"\b(?:number|total|count)\sof\s(?:[a-z-]+\s){1,6}$", re.IGNORECASE)


def directions(shape: str, index: Index) -> Found:
    """What rises ends higher than it began, what falls lower; asked of shares, money, measures and counted things."""
    for hit in _DIRECTED.finditer(shape):
        old, new = (figure_at(hit, name, index) for name in ("old", "new"))
        if old is None or new is None or old.unit not in {new.unit, ""}:
            continue
        if not new.unit and not _counts(shape, hit):
            continue
        if _INVERSE.search(shape[max(hit.start() - 60, 0) : hit.end() + 30].casefold()):
            continue
        if old.scale == 1 < new.scale and not old.unit:  # from 10 to 15 billion
            old = old._replace(value=old.value * new.scale, step=old.step * new.scale)
        if (hit["up"] and new.high < old.low) or (hit["down"] and new.low > old.high):
            yield new, _otherwise(hit["up"] or hit["down"])


def _counts(shape: str, hit: re.Match[str]) -> bool:
    """Whether two numbers without a unit count things."""
    return bool(
        _COUNTED.match(shape, hit.end("old"))
        or _COUNTED.match(shape, hit.end("new"))
        or _NUMBER_OF.search(shape, max(hit.start() - 80, 0), hit.start())
    )


def _otherwise(verb: str) -> Message:
    return lambda _: f"the figures go the other way than '{verb}' says"


def _apart(old: Figure, new: Figure) -> tuple[Decimal, Decimal]:
    far = sorted((abs(new.low - old.high), abs(new.high - old.low)))
    return far[0], far[1]
