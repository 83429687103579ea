r"""On which page a citation will stand that is new since the last build, so that its page costs no pass of its own.

The printed works name the pages that cite them. The auxiliary file of the last build holds its citations in reading
order (`\citation`) and the pages of each work (`\rgseen`, in any order). Where a work has as many pages as citations,
each of its citations has its page; a new one is taken to stand on the page of the nearest of those, by the characters
between them in the composed text. A wrong guess costs a pass, no more: only what TeX writes itself decides when a
report is final.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import takewhile

# What briefing-index.sty notes when a page is finished: a name or a work, and the page in the file and as printed.
_SEEN = re.compile(r"^\\rgseen\{([^{}]*)\}\{(\d+)\}\{(.*)\}[ ]*$\n?", re.MULTILINE)
# The seed says in a comment at which character of the composed text the citation stands.
_CITATION = re.compile(r"^\\citation\{([^{}]*)\}(?:%(\d+))?[ ]*$", re.MULTILINE)
_WORK = "cite@"
# More than an edit brings: then the two texts are no longer told apart well enough to guess.
_MANY = 50


def with_pages_once(auxiliary: bytes) -> bytes:
    r"""Return `main.aux` with its `\rgseen` lines at the end, each once and in order of page.

    That is all that a pass makes of them. So a second mention on a page where there is one already moves nothing, and
    a warm engine that has read the file need not read it again.
    """
    text = auxiliary.decode("utf-8", "surrogateescape")
    seen = {hit.group().rstrip(): (hit[1], int(hit[2])) for hit in _SEEN.finditer(text)}
    if not seen:
        return auxiliary
    rest = _SEEN.sub("", text)
    return "\n".join([rest.rstrip("\n"), *sorted(seen, key=seen.__getitem__), ""]).encode("utf-8", "surrogateescape")


def with_guessed_pages(auxiliary: bytes, seeded: bytes) -> bytes:
    r"""Return `main.aux` with a `\rgseen` line for each citation that the seed has and it has not."""
    old, new = (text.decode("utf-8", "surrogateescape") for text in (auxiliary, seeded))
    lines = guessed_pages(old, new)
    return (
        with_pages_once("\n".join([old.rstrip("\n"), *lines, ""]).encode("utf-8", "surrogateescape"))
        if lines
        else auxiliary
    )


def guessed_pages(old: str, seeded: str) -> tuple[str, ...]:
    r"""Return the `\rgseen` lines of new citations: of works cited in `seeded` where `old` has no citation of them."""
    before, now = ([key for key, _ in _CITATION.findall(text)] for text in (old, seeded))
    start = _common(before, now)
    end = _common(before[start:][::-1], now[start:][::-1])
    new = set(now[start : len(now) - end]) - set(before[start : len(before) - end])
    if not new or len(now) - end - start > _MANY:
        return ()
    known = _pages_by_place(before, _SEEN.findall(old))
    # By place among the citations as they are now; those on the right of the change have moved.
    beside = {place: page for place, page in known.items() if place < start}
    beside |= {place + len(now) - len(before): page for place, page in known.items() if place >= len(before) - end}
    if not beside:
        return ()
    offsets = [int(offset or 0) for _, offset in _CITATION.findall(seeded)]
    page, printed = beside[min(beside, key=lambda place: (abs(offsets[place] - offsets[start]), place))]
    return tuple(rf"\rgseen{{{_WORK}{key}}}{{{page}}}{{{printed}}}" for key in sorted(new))


def _pages_by_place(keys: Sequence[str], seen: Sequence[tuple[str, str, str]]) -> dict[int, tuple[int, str]]:
    """Return page and page as printed of the citations that have one for certain, by their place in reading order."""
    places: dict[str, list[int]] = defaultdict(list)
    pages: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for place, key in enumerate(keys):
        places[key].append(place)
    for name, number, printed in seen:
        if name.startswith(_WORK):
            pages[name.removeprefix(_WORK)].append((int(number), printed))
    certain = [key for key in pages if len(pages[key]) == len(places[key])]
    return {place: page for key in certain for place, page in zip(places[key], sorted(pages[key]), strict=True)}


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    """Return how many elements are the same at the beginning."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
