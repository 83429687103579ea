"""Print ISO dates as a briefing writes them."""

from __future__ import annotations

import datetime
import re

_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_PARTIAL = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)


def is_date(text: str) -> bool:
    """Whether a text is an ISO date, whole or partial, that the calendar has.

    >>> is_date("2024-02"), is_date("2023-02-29")
    (True, False)
    """
    found = _PARTIAL.fullmatch(text)
    if found is None:
        return False
    try:
        datetime.date(int(found[1]), int(found[2] or 1), int(found[3] or 1))
    except ValueError:
        return False
    return True


def print_date(date: str) -> str:
    """Return `21 March 2023`, `March 2023` or `2023` for an ISO date; other text is left as it is.

    >>> print_date("2023-03-21")
    '21 March 2023'
    """
    found = _PARTIAL.fullmatch(date.strip())
    if found is None:
        return date
    year, month, day = found.groups()
    words = [str(int(day)) if day else "", _MONTHS[int(month) - 1] if month and 1 <= int(month) <= 12 else "", year]
    return " ".join(word for word in words if word)


def print_range(start: str, end: str | None = None, *, approximate: bool = False) -> str:
    """Return one date or a range, shared parts given once.

    >>> print_range("2023-03-19", "2023-03-21")
    '19–21 March 2023'
    >>> print_range("2025", "2026")
    '2025–2026'
    """
    text = print_date(start)
    if end and end != start:
        first, last = print_date(start).split(), print_date(end).split()
        if len(first) == len(last):
            while len(first) > 1 and first[-1] == last[-1] and len(first) == len(last):
                shared = first[1:] == last[1:]
                first = first[:1] if shared else first[:-1]
                if shared or len(first) < 2:
                    break
        dash = "–" if len(first) == 1 and (first != [start] or len(last) == 1) else " – "
        text = " ".join(first) + dash + " ".join(last)
    return f"c. {text}" if approximate else text


def print_bib_date(date: str) -> str:
    """Return a biblatex date: `2020/2021` is a range, `2020/` is open, `2017~` is circa."""
    approximate = any(sign in date for sign in "~?%")
    start, dash, end = re.sub("[~?%]", "", date).partition("/")
    text = print_range(start, end or None, approximate=approximate)
    return f"{text}–" if dash and not end else text
