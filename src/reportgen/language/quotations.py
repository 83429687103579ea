"""Quotation marks: which passages of a text stand between them, in every style, nested or left unclosed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """A quoted passage, as half-open offsets in the text that was searched.

    `start` and `end` take in the marks, `inner_start` and `inner_end` neither these nor blanks beside them.
    `depth` is 0 for a quotation that stands in no other. Where the opening mark is missing (a quotation
    that goes on from the paragraph before) `inner_start` is `start`; where the closing mark is missing,
    `inner_end` is `end`.
    """

    start: int
    end: int
    inner_start: int
    inner_end: int
    depth: int = 0

    @property
    def opened(self) -> bool:
        """Whether the opening mark is there."""
        return self.inner_start > self.start

    @property
    def closed(self) -> bool:
        """Whether the closing mark is there."""
        return self.inner_end < self.end


@dataclass(slots=True)
class _Open:
    """An opening mark that waits for its closing one."""

    family: str
    start: int
    inner: int
    next_open: int = -1
    slip: int = -1  # where a mark of another family stands as if it closed this one


_MARKS = re.compile(r"``|''|[“”„‟\"＂«»‹›‘’‚‛'`「」『』｢｣〝〞〟]")
_DEPTH = 6  # quotations nested deeper than this are a broken text

# Marks that only open or only close, with their family. Quotation marks of Latin scripts can do both.
_ONLY_OPEN = {"「": "「", "『": "『", "｢": "｢", "〝": "〝", "„": "“", "‚": "‘", "``": "“"}
_ONLY_CLOSE = {"」": "「", "』": "『", "｣": "｢", "〞": "〝", "〟": "〝"}
_FAMILY = {
    "“": "“", "”": "“", "‟": "“", "''": "“", '"': '"', "＂": '"', "«": "«", "»": "«", "‹": "‹", "›": "‹",
    "‘": "‘", "’": "‘", "‛": "‘", "'": "'", "`": "'",
}  # fmt: skip
_APOSTROPHES = frozenset("'’‘‛`")
_IDEOGRAPHS = "\u2e80"  # from here on scripts that know no apostrophes
_BRACKETS = frozenset("([{<—–-/“„«‹‘‚\"'「『*_>")
_CLOSERS = frozenset(")]},.;:!?…—–-/”“»«›‹’'\"」』。，、；：！？*_<")
# Words that begin with an apostrophe, and years: ’90s, 'em, 'tis.
_ELIDED = re.compile(
    r"(?:\d\ds?\b|(?:em|tis|twas|twere|twill|til|till|cause|bout|round|n|un|er|im|ere|neath|cos|coz|kay|sup|fraid)\b)",
    re.IGNORECASE,
)


def find_quotations(view: str, start: int = 0, end: int | None = None) -> Iterator[Quotation]:
    """Yield the quotations of one passage by their starts; a nested one follows the one that holds it."""
    stop = len(view) if end is None else end
    found: list[Quotation] = []
    waiting: list[_Open] = []
    marks = [(m.start(), m.end(), m.group()) for m in _MARKS.finditer(view, start, stop)]
    singles = _single_closers(view, marks, start, stop)
    for i, (at, past, mark) in enumerate(marks):
        before = view[at - 1] if at > start else " "
        after = view[past] if past < stop else " "
        family = _ONLY_OPEN.get(mark) or _ONLY_CLOSE.get(mark) or _FAMILY[mark]
        opens: bool | None = mark in _ONLY_OPEN
        if mark == '"' and waiting and view[waiting[-1].start] == "„":
            family = "“"  # typed on a keyboard that has no mark of its own for the end: „so"
        if mark in _FAMILY:
            is_open = any(w.family == family for w in waiting)
            elided = mark in _APOSTROPHES and _ELIDED.match(view, past) is not None
            opens = _opens(
                _Mark(text=mark, before=before, after=after, is_open=is_open, closes=singles[i], elided=elided)
            )
        if opens is None:
            if (
                mark in _APOSTROPHES
                and waiting
                and waiting[-1].slip < 0
                and not before.isspace()
                and not after.isalnum()
            ):
                waiting[-1].slip = at
            continue
        if opens:
            if waiting and waiting[-1].family == family and waiting[-1].next_open < 0:
                waiting[-1].next_open = at
            if len(waiting) < _DEPTH:
                waiting.append(_Open(family, at, past))
            continue
        level = next((k for k in range(len(waiting) - 1, -1, -1) if waiting[k].family == family), None)
        if level is not None:
            opened = waiting[level]
            found.extend(_unclosed(view, waiting[level + 1 :], level + 1, at, strict=True))
            del waiting[level:]
            found.append(Quotation(start=opened.start, end=past, inner_start=opened.inner, inner_end=at, depth=level))
        elif not found and not waiting and mark in {"”", "»"}:
            found.append(Quotation(start=start, end=past, inner_start=start, inner_end=at))
    found.extend(_unclosed(view, waiting, 0, stop, strict=False))
    found.sort(key=lambda q: (q.start, -q.end))
    yield from _levelled(view, found)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Mark:
    """A mark with what decides upon it: its neighbours, and whether one of its family waits for its close.

    `closes` is the answer of `_single_closers`. `elided`: a word follows that begins with an apostrophe.
    """

    text: str
    before: str
    after: str
    is_open: bool
    closes: bool
    elided: bool

    @property
    def starts_word(self) -> bool:
        """Whether the mark stands where an opening one may."""
        free = self.before.isspace() or self.before in _BRACKETS or not self.before.isascii()
        return free and not self.after.isspace()

    @property
    def ends_word(self) -> bool:
        """Whether the mark stands where a closing one may."""
        return self.after.isspace() or self.after in _CLOSERS or not self.after.isascii() or self.after == "("

    @property
    def before_word(self) -> bool:
        """Whether a blank comes before the mark and a word after it."""
        return self.before.isspace() and self.after.isalnum()


def _opens(mark: _Mark) -> bool | None:
    """Return whether a mark opens a quotation or closes one; `None` when it is no quotation mark here."""
    family = _FAMILY[mark.text]
    if family in {"‘", "'"}:
        return _single_opens(mark)
    if mark.text in {"«", "‹"}:  # in German the same marks point inwards
        return not (mark.is_open and not mark.starts_word and mark.ends_word and not mark.before.isspace())
    if mark.text == "“":
        # The closing mark of German, and of a hand that typed the wrong one.
        after_word = not mark.before.isspace() and mark.before not in "([{—–"
        return not (mark.is_open and after_word and mark.ends_word and not mark.after.isalnum())
    if family != '"':
        return not mark.is_open and mark.starts_word and mark.before_word and mark.text != "''"
    # The straight mark: an inch sign after a digit, otherwise judged by its neighbours.
    if not mark.is_open:
        return None if mark.before.isdigit() or mark.after.isspace() else True
    return (mark.before.isspace() or mark.before in "([{") and mark.after.isalnum()


def _single_opens(mark: _Mark) -> bool | None:
    """Judge a single mark, which may be an apostrophe."""
    if mark.before.isalnum() and mark.after.isalnum() and max(mark.before, mark.after) < _IDEOGRAPHS:
        return None
    if mark.text in {"‘", "‛"}:
        return None if mark.elided and not mark.closes else True
    if mark.is_open and mark.closes and not mark.before.isspace():
        return False
    if mark.text in "'`" and mark.starts_word and not mark.elided and not mark.is_open and mark.after.isalnum():
        return True
    return None


def _single_closers(view: str, marks: list[tuple[int, int, str]], start: int, stop: int) -> list[bool]:
    """For each mark, whether a single mark there may close a quotation.

    An apostrophe after a final s ("the workers' rights") is told from a closing mark by what follows:
    it is one when a better closing mark comes later and no single mark opens in between. For an opening
    mark the answer says whether any closing mark follows at all.
    """
    result = [False] * len(marks)
    good_later = any_later = False
    for i in range(len(marks) - 1, -1, -1):
        at, past, mark = marks[i]
        if mark not in _APOSTROPHES:
            continue
        before = view[at - 1] if at > start else " "
        after = view[past] if past < stop else " "
        if mark in {"‘", "‛"} or ((before.isspace() or before in _BRACKETS) and after.isalnum()):
            result[i] = any_later
            good_later = any_later = False
            continue
        if before.isspace() or (before.isalnum() and after.isalnum() and max(before, after) < _IDEOGRAPHS):
            continue
        possessive = before in "sSzZ" and after == " " and past + 1 < stop and view[past + 1].isalnum()
        result[i] = not (possessive and good_later)
        good_later = good_later or not possessive
        any_later = True
    return result


def _unclosed(view: str, waiting: list[_Open], depth: int, stop: int, *, strict: bool) -> list[Quotation]:
    """Return what stands after opening marks whose closing marks are missing.

    Such a quotation ends at a mark of another style that stands where one would close, before the
    next quotation of its kind, or with the passage. Single marks may be apostrophes and are dropped.
    """
    found = []
    for level, opened in enumerate(waiting):
        if opened.family in {"'", "‘"}:
            continue
        if opened.slip > opened.inner and (opened.next_open > opened.slip or opened.next_open < 0):
            end = inner_end = opened.slip
            end += 1
        elif opened.next_open >= 0:
            inner_end = end = opened.inner + len(view[opened.inner : opened.next_open].rstrip())
        elif strict:
            continue
        else:
            inner_end = end = opened.inner + len(view[opened.inner : stop].rstrip())
        if inner_end > opened.inner:
            found.append(
                Quotation(
                    start=opened.start, end=end, inner_start=opened.inner, inner_end=inner_end, depth=depth + level
                )
            )
    return found


def _levelled(view: str, found: list[Quotation]) -> Iterator[Quotation]:
    """Give each quotation the depth at which it really stands, and leave out empty ones."""
    ends: list[int] = []
    for quotation in found:
        inner = view[quotation.inner_start : quotation.inner_end]
        if not inner.strip():
            continue
        while ends and ends[-1] <= quotation.start:
            ends.pop()
        yield Quotation(
            start=quotation.start,
            end=quotation.end,
            inner_start=quotation.inner_start + len(inner) - len(inner.lstrip()),
            inner_end=quotation.inner_start + len(inner.rstrip()),
            depth=len(ends),
        )
        ends.append(quotation.end)
