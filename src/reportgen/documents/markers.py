"""Calls of notes in the running text: `[12]`, `[1, 2]`, `[3–5]`, superscript digits, digits left over from them.

Only calls of notes that exist count, so `[2022]` and "m²" are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from reportgen.documents.document import Marker

_BRACKETED = re.compile(r"\[\^?(\d{1,4}(?:\s?[,;–—-]\s?\d{1,4}){0,20})\]")
_PARENTHESISED = re.compile(r"\((\d{1,3}(?:\s?[,;–—-]\s?\d{1,3}){0,20})\)")
_PIECE = re.compile(r"(?P<sep>[,;–—-])?\s?(?P<number>\d{1,4})")
_SUPERSCRIPT = re.compile(r"[¹²³⁰⁴-⁹]{1,3}(?:[,˒‚ ][¹²³⁰⁴-⁹]{1,3}){0,8}")
_UNIT_BEFORE = re.compile(r"\b(?:[kcdm]?m|km|mi|ft|in|yd|[кс]?м|R|E|x|sq)\Z")
_NO_CALL_BEFORE = re.compile(r"(?:(?<!\d)(?!(?:1[5-9]|20)\d\d\Z)\d{1,9}|[⁺⁻^])\Z")
_SUPERSCRIPT_DIGITS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_DIGITS = str.maketrans(_SUPERSCRIPT_DIGITS, "0123456789")
_MISSED = 2  # calls in a row that may have been lost
_LEFT_OVER = re.compile(r"(?<![\s\d])\d{1,3}(?=[\s—.,;:)]|\Z)")
_CALL_BEFORE = re.compile(r"(?:[^\W\d_][.,;:!?”’\"»)]{1,2}|[a-zа-яё]{3})\Z")


def find_markers(
    text: str, body: Sequence[tuple[int, int]], numbers: frozenset[int], known: Sequence[Marker] = (), shift: int = 0
) -> tuple[Marker, ...]:
    """Return the calls of the notes `numbers` in the stretches `body`, ascending; `known` are those the format marks.

    Of `[1, 2]` and `[3–5]` each number has its own marker and together they cover the brackets, so that blanking
    the markers blanks all of it. `shift` is the difference between the number of a note and that in brackets.
    """
    found = [marker for marker in known if marker.note in numbers]
    if not numbers:
        return tuple(found)
    covered = sorted((marker.start, marker.end) for marker in found)
    called: list[Marker] = []
    brackets, raised = "[" in text, any(map(text.__contains__, _SUPERSCRIPT_DIGITS))
    bracketed = frozenset(number - shift for number in numbers if number > shift)
    for start, end in body:
        if brackets:
            there = _bracketed(_BRACKETED, text, start, end, bracketed)
            called += (replace(marker, note=marker.note + shift) for marker in there) if shift else there
        if raised:
            called += _superscripts(text, start, end, numbers)
    if not called and not found:
        called = _parenthesised(text, body, numbers) or _left_over(text, body, numbers)
    i = 0
    for marker in sorted(called, key=lambda marker: (marker.start, marker.end, marker.note)):
        while i < len(covered) and covered[i][1] <= marker.start:
            i += 1
        if i == len(covered) or covered[i][0] >= marker.end:
            found.append(marker)
    return tuple(sorted(found, key=lambda marker: (marker.start, marker.end, marker.note)))


def _bracketed(pattern: re.Pattern[str], text: str, start: int, end: int, numbers: frozenset[int]) -> Iterator[Marker]:
    for call in pattern.finditer(text, start, end):
        if call.group(1).isdigit():
            if int(call.group(1)) in numbers:
                yield Marker(start=call.start(), end=call.end(), note=int(call.group(1)))
            continue
        pieces = list(_PIECE.finditer(text, call.start(1), call.end(1)))
        if not all(int(piece["number"]) in numbers for piece in pieces):
            continue
        position, last = call.start(), 0
        for n, piece in enumerate(pieces):
            number = int(piece["number"])
            if piece["sep"] in {"–", "—", "-"}:
                dash = piece.start()
                yield from (
                    Marker(start=dash, end=dash + 1, note=between)
                    for between in range(last + 1, number)
                    if between in numbers
                )
                position = dash + 1 if number > last + 1 else position
            stop = call.end() if n == len(pieces) - 1 else piece.end()
            yield Marker(start=position, end=stop, note=number)
            position, last = stop, number


def _superscripts(text: str, start: int, end: int, numbers: frozenset[int]) -> Iterator[Marker]:
    for call in _SUPERSCRIPT.finditer(text, start, end):
        if call.group() in "²³" and _UNIT_BEFORE.search(text, max(start, call.start() - 4), call.start()):
            continue
        if _NO_CALL_BEFORE.search(text, max(start, call.start() - 9), call.start()):
            continue
        position = call.start()
        for piece in re.finditer(r"[¹²³⁰⁴-⁹]+", call.group()):
            number = int(piece.group().translate(_DIGITS))
            stop = call.start() + piece.end()
            if number in numbers:
                yield Marker(start=position, end=stop, note=number)
            position = stop


def _parenthesised(text: str, body: Sequence[tuple[int, int]], numbers: frozenset[int]) -> list[Marker]:
    """`(12)` and `(3, 4)`: only if most of the notes are called so, first calls in the order of the notes."""
    markers = [m for start, end in body for m in _bracketed(_PARENTHESISED, text, start, end, numbers)]
    first = list(dict.fromkeys(marker.note for marker in markers))
    return markers if _most(first, numbers) and first == sorted(first) else []


def _most(called: Sequence[int], numbers: frozenset[int]) -> bool:
    return len(called) >= 2 and len(called) * 5 >= len(numbers) * 3


def _left_over(text: str, body: Sequence[tuple[int, int]], numbers: frozenset[int]) -> list[Marker]:
    """Digits that were superscripts before the text was copied: only if they count up through most of the notes."""
    markers: list[Marker] = []
    expected = 1
    for start, end in body:
        for call in _LEFT_OVER.finditer(text, start, end):
            number = int(call.group())
            called = _CALL_BEFORE.search(text, max(start, call.start() - 3), call.start())
            if called and expected <= number <= expected + _MISSED and number in numbers:
                markers.append(Marker(start=call.start(), end=call.end(), note=number))
                expected = number + 1
    return markers if _most([marker.note for marker in markers], numbers) else []
