"""Two sources that cannot both be right of one named thing: other days for what happens once, other sums for one cost.

Beyond doubt is only what both name by a proper name of two words or more, with the same word of doing or measuring
beside it; what is told in other words stays unfound.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

# "of", "the" and the like may stand inside a name, not at its ends. Chinese has no capitals.
_CAPITALS = r"[A-ZÀ-ÖØ-ÞА-ЯЁΑ-Ω][\w'’-]*"
_NAME = re.compile(rf"{_CAPITALS}(?:\s+(?:(?:of|the|for|and|de|du|del|la|von|der)\s+){{0,2}}{_CAPITALS})+")
_ARTICLE = re.compile(r"(?:the|an?|this|that|der|die|das|le|la|el)\s+", re.IGNORECASE)
# What happens to a thing once. The first letters of a word stand for all its forms.
_ONCE = re.compile(
    r"\b(?P<act>sign|conclud|found|establish|inaugurat|open|launch|complet|adopt|ratif|enact|unveil|dissolv|abolish|born|died"
    r"|подписа|заключ|основа|учре[жд]|откры|запу[сщ]|приня|ратифиц|заверш|родил|умер"
    r"|unterzeichne|gegründe|eröffne|verabschiede|abgeschlossen|gebor|gestorb"
    r"|signé|fondé|inauguré|ouver|adopté|firmad|firmó|fundad|inaugurad|adoptad)\w*",
    re.IGNORECASE,
)
_DENIED: Final = re.compile(r"\b(?:not|never|nor|не|nicht|nie|pas|jamais|no|nunca)\b", re.IGNORECASE)
_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
_BESIDE = 40  # characters between a name and the word of doing, and between that and its date
_WORD = re.compile(r"[^\W\d_]{3,}")
_GREATEST_FACTOR = 3  # between two values of one thing; beyond it they are of two things


def names_in(text: str) -> Mapping[str, tuple[int, int]]:
    """Return the proper names of two words or more, folded, with where they first stand.

    >>> list(names_in("Here the Salt Road Treaty was signed"))
    ['salt road treaty']
    """
    found: dict[str, tuple[int, int]] = {}
    for match in _NAME.finditer(text):
        start = match.start()
        if article := _ARTICLE.match(text, start, match.end()):
            start = article.end()
        words = text[start : match.end()].split()
        if len(words) > 1:
            found.setdefault(" ".join(words).casefold(), (start, match.end()))
    return found


def other_day(a: Mapping[str, Any], b: Mapping[str, Any]) -> str:
    """Return what two dated clauses say of one thing with other dates, `""` when they need not contradict."""
    dates = str(a.get("date") or ""), str(b.get("date") or "")
    if len(dates[0]) != len(dates[1]) or len(dates[0]) < 7 or dates[0] == dates[1]:
        return ""
    if (
        {a.get("basis", "explicit"), b.get("basis", "explicit")} != {"explicit"}
        or a.get("date_end")
        or b.get("date_end")
    ):
        return ""
    first, second = (_acts(str(item.get("text") or ""), date) for item, date in zip((a, b), dates, strict=True))
    shared = sorted(first & second)
    return f"{shared[0][0]}: {shared[0][1]}…" if shared else ""


def _acts(text: str, date: str) -> frozenset[tuple[str, str]]:
    """Return the names in a clause, each with what is done to it once at that date."""
    found: set[tuple[str, str]] = set()
    if _DENIED.search(text):
        return frozenset()
    for name, (start, end) in names_in(text).items():
        for act in _ONCE.finditer(text, max(0, start - _BESIDE), min(len(text), end + _BESIDE)):
            inside = start <= act.start() < end
            if not inside and _is_dated(text, act.span(), date):
                found.add((name, act["act"].casefold()))
    return frozenset(found)


def _is_dated(text: str, act: tuple[int, int], date: str) -> bool:
    """Whether the date is that of the act: the only year told, or the first after the act, close to it."""
    years = [found.group() for found in _YEAR.finditer(text)]
    if years == [date[:4]]:
        return True
    near = text[act[1] : act[1] + _BESIDE]
    year = _YEAR.search(near)
    day = date[8:].lstrip("0")
    return bool(year and year.group() == date[:4]) and (not day or re.search(rf"(?<!\d){day}(?!\d)", near) is not None)


def other_value(a: Mapping[str, Any], b: Mapping[str, Any]) -> str:
    """Return of what two quantities of one unit give other values, `""` when they need not contradict.

    Both sentences name the thing, and the same word ("cost", "employs") stands before both numbers.
    """
    if not a.get("unit") or any("value_high" in item or "approximator" in item for item in (a, b)):
        return ""
    low, high = sorted((abs(float(a["value"])), abs(float(b["value"]))))
    if not low or high > _GREATEST_FACTOR * low:
        return ""
    shared = sorted(measured(a) & measured(b))
    return shared[0] if shared else ""


def measured(item: Mapping[str, Any]) -> frozenset[str]:
    """Return what a quantity may be of: each name in its sentence with the word before the number."""
    measure = _measure(item) if item.get("unit") else ""
    return (
        frozenset(f"{name}: {measure}" for name in names_in(str(item.get("sentence") or "")))
        if measure
        else frozenset()
    )


def _measure(item: Mapping[str, Any]) -> str:
    """Return the word before a number in its sentence when nothing but signs and blanks stands between."""
    sentence, text = str(item.get("sentence") or ""), str(item.get("text") or "")
    at = sentence.find(text) if text else -1
    words = _WORD.findall(sentence[max(0, at - _BESIDE) : at]) if at > 0 else []
    return words[-1].casefold() if words else ""
