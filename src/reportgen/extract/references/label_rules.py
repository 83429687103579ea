"""Rules after the model: labels of a reference's words that cannot be so, given its marks, are set right.

Each rule takes the labels of all tokens (`O` for none) and the gaps between them, and changes the labels in place.
Token indices are 0-based; gap `i` stands before token `i`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from reportgen.extract.references.features import Token
from reportgen.extract.references.fields import Label

_TITLE: Final = Label.TITLE.value
_AUTHOR: Final = Label.AUTHOR.value
_CONTAINER: Final = Label.CONTAINER.value
_COMMENT: Final = Label.COMMENT.value
_EDITOR: Final = Label.EDITOR.value
_ISSUED: Final = Label.ISSUED.value
_LOCATOR: Final = Label.LOCATOR.value
_PAGES: Final = Label.PAGES.value
_COUNTED: Final = frozenset({Label.VOLUME.value, Label.NUMBER.value, Label.ISSUE.value, Label.PAGES.value})
_DASHES: Final = "-–—−‐‑～~"


def mend(tokens: Sequence[Token], labels: list[str], gaps: Sequence[str]) -> None:
    """All rules, in the order in which they build on each other."""
    _agree_in_quotes(tokens, labels, gaps)
    _agree_in_phrases(tokens, labels, gaps)
    _join_titles(labels, gaps)
    _titles_twice(labels, gaps)
    if _TITLE not in labels:
        _find_title(tokens, labels)
    elif labels[0] == _TITLE and _AUTHOR not in labels:
        _author_before_date(labels, gaps)
    _pages_of_parts(tokens, labels)


def _agree_in_quotes(tokens: Sequence[Token], labels: list[str], gaps: Sequence[str]) -> None:
    """One quoted passage is one field: of the first, a title if one was seen in it or nowhere; else the majority."""
    first = True
    for start, end in _quoted(gaps):
        inside = [i for i in range(start, end) if tokens[i].known is None]
        if not inside:
            continue
        found = [labels[i] for i in inside]
        untitled = first and len(inside) > 1 and _TITLE not in labels and _COMMENT not in found
        if untitled or len(set(found)) > 1:
            chosen = _TITLE if untitled or (first and _TITLE in found) else max(sorted(set(found)), key=found.count)
            for i in inside:
                labels[i] = chosen
        if first and labels[inside[0]] == _TITLE:
            if ")" in gaps[start]:
                _clear_brackets(labels, gaps, start)
            _name_what_follows(labels, gaps, start, end)
        first = False


def _name_what_follows(labels: list[str], gaps: Sequence[str], start: int, end: int) -> None:
    """A “title” that goes on after its closing mark is the container, where the reference has no other."""
    if start and labels[start - 1] == _TITLE:
        return
    if (
        end < len(labels)
        and labels[end] == _TITLE
        and any(mark in gaps[end] for mark in ",.(")
        and _CONTAINER not in labels
    ):
        while end < len(labels) and labels[end] == _TITLE:
            labels[end] = _CONTAINER
            end += 1


def _clear_brackets(labels: list[str], gaps: Sequence[str], start: int) -> None:
    """What stands in brackets before a quoted title is no part of it, and what stands before those is its author."""
    i = start - 1
    while i >= 0 and labels[i] == _TITLE:
        labels[i] = "O"
        i -= 1
        if "(" in gaps[i + 1]:
            break
    while i >= 0 and labels[i] == _TITLE:
        labels[i] = _AUTHOR
        i -= 1


def _quoted(gaps: Sequence[str]) -> list[tuple[int, int]]:
    """The passages between double quotation marks of the outer level, or single ones where there are no double."""
    passages: list[tuple[int, int]] = []
    joined = "".join(gaps)
    if "“" not in joined and "”" not in joined:
        return _single_quoted(gaps)
    depth, start = 0, 0
    for index, gap in enumerate(gaps):
        if "“" not in gap and "”" not in gap:
            continue
        for mark in gap:
            if mark == "“":
                if not depth:
                    start = index
                depth += 1
            elif mark == "”" and depth:
                depth -= 1
                if not depth and index > start:
                    passages.append((start, index))
    return passages


def _single_quoted(gaps: Sequence[str]) -> list[tuple[int, int]]:
    """A passage ends at the last closing mark before the next opening one: those between may be apostrophes."""
    passages: list[tuple[int, int]] = []
    start, end = -1, -1
    for index, gap in enumerate(gaps):
        if start >= 0 and "’" in gap and index > start:
            end = index
        if "‘" in gap:
            if end > start >= 0:
                passages.append((start, end))
            start, end = index, -1
    if end > start >= 0:
        passages.append((start, end))
    return passages


def _agree_in_phrases(tokens: Sequence[Token], labels: list[str], gaps: Sequence[str]) -> None:
    """Words that only blanks part: a title begun and seen again goes through; “of” keeps both its sides together."""
    count = len(labels)
    i = 0
    while i < count:
        end = i + 1
        while end < count and gaps[end] == " " and tokens[end].known is None:
            end += 1
        titles = [k for k in range(i, end) if labels[k] == _TITLE]
        if titles and titles[-1] - titles[0] >= len(titles):
            labels[titles[0] : titles[-1]] = [_TITLE] * (titles[-1] - titles[0])
        for k in range(i + 1, end):
            if tokens[k - 1].text == "of" or tokens[k].text == "of":
                labels[k] = labels[k - 1]
        i = end


def _titles_twice(labels: list[str], gaps: Sequence[str]) -> None:
    """Runs of titles that cannot all be titles: by what stands around them one is a container or an author."""
    runs = _runs(labels)
    titles = [k for k, run in enumerate(runs) if run[0] == _TITLE]
    containers = [k for k, run in enumerate(runs) if run[0] == _CONTAINER]
    if len(titles) > 1 and not containers:
        # “In: editors. Book”: the second is the book that holds the first.
        k = titles[1]
        if any(runs[m][0] == _EDITOR for m in range(titles[0], k)):
            labels[runs[k][1] : runs[k][2]] = [_CONTAINER] * (runs[k][2] - runs[k][1])
    if len(containers) > 1 and titles and containers[0] == titles[0] - 1:
        _, start, end = runs[containers[0]]
        quoted = "“" in gaps[end] or "‘" in gaps[end]
        if start == 0 and _AUTHOR not in labels and quoted:
            labels[start:end] = [_AUTHOR] * (end - start)
        elif start and labels[start - 1] == _AUTHOR and gaps[end] == ", ":
            labels[start:end] = [_TITLE] * (end - start)


def _runs(labels: Sequence[str]) -> list[tuple[str, int, int]]:
    """Runs of one label as (label, first token, one past the last)."""
    runs: list[tuple[str, int, int]] = []
    for index, label in enumerate(labels):
        if runs and runs[-1][0] == label:
            runs[-1] = (label, runs[-1][1], index + 1)
        else:
            runs.append((label, index, index + 1))
    return runs


def _join_titles(labels: list[str], gaps: Sequence[str]) -> None:
    """A date or number within a title, with blanks alone around it, belongs to the title."""
    count = len(labels)
    i = 1
    while i < count:
        if labels[i] == _TITLE or labels[i - 1] != _TITLE or gaps[i] != " ":
            i += 1
            continue
        end = i
        while end < count and labels[end] == labels[i]:
            end += 1
        closed = end < count and labels[end] == _TITLE and gaps[end] == " "
        counted = labels[i] in _COUNTED and end == i + 1 and _CONTAINER not in labels[:i]
        if closed or counted:
            labels[i:end] = [_TITLE] * (end - i)
        i = end


def _find_title(tokens: Sequence[Token], labels: list[str]) -> None:
    """Where no word is of a title: in an author-date reference the part after the date, or the headword before it."""
    count = len(labels)
    first_end = next((i for i in range(count) if labels[i] != labels[0]), count)
    if labels[0] in {_AUTHOR, _COMMENT} and first_end < count and labels[first_end] == _ISSUED:
        container = next((i for i in range(first_end, count) if labels[i] == _CONTAINER), None)
        if container is None:
            return
        if tokens[container - 1].text.lower() in {"in", "in:"}:
            labels[:first_end] = [_TITLE] * first_end
            return
        end = container
        while end < count and labels[end] == _CONTAINER:
            labels[end] = _TITLE
            end += 1
        return
    words = [tokens[i].text for i in range(first_end)]
    plain = sum(1 for word in words if word.islower() and len(word) > 3)
    if labels[0] in {_AUTHOR, _CONTAINER} and len(words) > 3 and plain > 1:
        labels[:first_end] = [_TITLE] * first_end


def _author_before_date(labels: list[str], gaps: Sequence[str]) -> None:
    """Two titles with a date in brackets between them: the first is the body that wrote the second."""
    count = len(labels)
    end = next(i for i in range(count + 1) if i == count or labels[i] != _TITLE)
    after = next(i for i in range(end, count + 1) if i == count or labels[i] != _ISSUED)
    if end < after < count and labels[after] == _TITLE and "(" in gaps[end]:
        labels[:end] = [_AUTHOR] * end


def _pages_of_parts(tokens: Sequence[Token], labels: list[str]) -> None:
    """A span of pages in something that has a container is its extent, not a place within it."""
    if _CONTAINER not in labels:
        return
    for i, label in enumerate(labels):
        if label == _LOCATOR and any(dash in tokens[i].text for dash in _DASHES):
            labels[i] = _PAGES
