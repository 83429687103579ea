"""Names in Chinese, which has neither blanks nor capitals: by what stands around and at the end of a name.

Persons: a surname and one or two characters beside an office or a verb of saying, or a foreign name
with its dots. Bodies and places: by their last characters, and the places that are known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache

from reportgen.extract.name_chunks import Region, Taken, Word
from reportgen.extract.name_types import DOCUMENT, ORGANISATION, PERSON, PLACE, SYSTEM, Candidate
from reportgen.language import chinese
from reportgen.language.places import places

_HAN = re.compile(r"[\u4e00-\u9fff]")
_H = "\u4e00-\u9fff"
# A character that may stand in a name; particles and common verbs end one.
_N = f"[^\\W\\d_a-zA-Z{chinese.BREAKS}]"
_EDGE = f"(?:(?<![{_H}])|(?<=[{chinese.BREAKS}]))"
_KIND = re.compile(rf"(?:{_N}{{0,4}}?)(?:{chinese.BEFORE_BODIES})(?={_N}{{3}})")
_MINISTRY = re.compile(chinese.MINISTRIES)
_BODY_END = rf"(?:{chinese.BODIES})(?![{chinese.NO_BODY_AFTER}])"
_BODY = re.compile(
    rf"{_N}{{2,14}}?(?:[与和]{_N}{{2,5}}?(?=研究所|研究院|学院|委员会|实验室|旅游))?{_BODY_END}(?:\w{{0,8}}?{_BODY_END})?"
)
_LAND = re.compile(rf"{_EDGE}(?![{chinese.NO_LAND}]){_N}{{2,3}}?(?:{chinese.LANDS})(?![{chinese.NO_LAND_AFTER}])")
_PERSON = rf"(?:{chinese.DOUBLE_SURNAMES}|[{chinese.SURNAMES}]){_N}{{1,2}}?"
_SPEAKER = re.compile(rf"({_PERSON})(?=(?:{chinese.SAYING})|(?:\d{{1,2}}[月日]))")
_TITLED = re.compile(rf"(?:{chinese.OFFICES}|\d岁的?)[ ]?({_PERSON})(?=[，。、；：）\s]|{chinese.AFTER_PERSONS}|\d)")
_STATESMAN = re.compile(
    rf"(?:总统|首相|总理|国王|外长|防长)({_N}{{2,4}}?)(?=[，。、；：）\s]|{chinese.SAYING}|{chinese.AFTER_PERSONS}|\d)"
)
_FOREIGN = re.compile(rf"{_N}{{1,6}}(?:[·•・]{_N}{{1,7}})+")
_WORK = re.compile(r"《([^《》\n]{2,40})》")
_QUOTED = re.compile(
    rf"(名为|叫做|命名为|型号为|{chinese.MACHINES})?[“「『\"]([^“”「」『』\"\n]{{2,12}})[”」』\"]({chinese.MACHINES})?"
)
_BODY_LAST = frozenset("局厅署站所馆厂店")  # what no given name ends with
_MANY = 100  # persons of a paragraph whose names are looked for once more


def chinese_candidates(view: str, region: Region) -> Iterator[Candidate]:
    """Yield the candidates of a region that stand in Chinese characters."""
    start, end = region.start, region.end
    if not _HAN.search(view, start, end):
        return
    taken = Taken()
    for a, b, type_, key in _spans(view, start, end):
        if taken.take(a, b):
            text = view[a:b]
            yield Candidate(a, b, (Word(a, b, text, text, ""),), ((type_, 5.0),), key=key)


def _spans(view: str, start: int, end: int) -> Iterator[tuple[int, int, str, str]]:
    """Yield spans with type and the key of a place; of two that overlap the first yielded holds."""
    for found in _WORK.finditer(view, start, end):
        yield *found.span(1), DOCUMENT, ""
    for found in _QUOTED.finditer(view, start, end):
        if found.group(1) or found.group(3) or found.group(2)[-1] == "号":
            yield *found.span(2), SYSTEM, ""
    for a, b, key in _known_places(view, start, end):
        if not _BODY.match(view, a):
            yield a, b, PLACE, key
    for a, b in _persons(view, start, end):
        yield a, b, PERSON, ""
    for found in _MINISTRY.finditer(view, start, end):
        yield *found.span(), ORGANISATION, ""
    for found in _BODY.finditer(view, start, end):
        a, b = found.span()
        kind = _KIND.match(view, a, b)
        a = kind.end() if kind else a
        if view[a : a + 2] not in chinese.GENERIC:
            yield a, b, ORGANISATION, ""
    for found in _LAND.finditer(view, start, end):
        yield *found.span(), PLACE, ""


def _persons(view: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the persons beside an office or a verb of saying, then where else their names stand."""
    names: dict[str, None] = {}
    for pattern, group in ((_TITLED, 1), (_SPEAKER, 1), (_STATESMAN, 1), (_FOREIGN, 0)):
        for found in pattern.finditer(view, start, end):
            if found.group(group) not in chinese.NO_PERSONS and found.group(group)[-1] not in _BODY_LAST:
                names.setdefault(found.group(group))
                yield found.span(group)
    if names:
        again = re.compile("|".join(map(re.escape, list(names)[:_MANY])))
        for found in again.finditer(view, start, end):
            yield found.span()


@cache
def _han_places() -> tuple[re.Pattern[str], Mapping[str, str]]:
    known = {name: key for name, key in places().items() if len(name) > 1 and _HAN.match(name)}
    known.update((f"{name}省", name) for name in chinese.PROVINCES)
    known.update((name, name) for name in chinese.PROVINCES)
    first = "".join(sorted({name[0] for name in known}))
    return re.compile(rf"(?=([{first}][{_H}]{{1,8}}))"), known


def _known_places(view: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """Yield known places, at each offset the longest."""
    pattern, known = _han_places()
    stop = start
    for found in pattern.finditer(view, start, end):
        if found.start() < stop:
            continue
        text = found.group(1)
        for size in range(len(text), 1, -1):
            key = known.get(text[:size])
            if key is not None and not (text[:2] == "中国" and view[found.start() - 1 : found.start()] == "其"):
                stop = found.start() + size
                yield found.start(), stop, key
                break
