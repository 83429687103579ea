"""What Chinese knows of names, from `data/chinese-words.txt`, as parts of regular expressions.

A class of characters stands without its brackets; alternatives have the longer ones first.
"""

from __future__ import annotations

from reportgen.language.word_lists import read_sections


def _words(section: str) -> tuple[str, ...]:
    return tuple(word for line in read_sections("chinese-words.txt")[section] for word in line.split())


def _class(section: str) -> str:
    return "".join(_words(section))


def _any(section: str) -> str:
    return "|".join(sorted(_words(section), key=lambda word: (-len(word), word)))


SURNAMES = _class("surnames")
DOUBLE_SURNAMES = _any("double-surnames")
BREAKS = _class("breaks")
BODIES = _any("bodies")
NO_BODY_AFTER = _class("no-body-after")
MINISTRIES = _any("ministries")
BEFORE_BODIES = _any("before-bodies")
GENERIC = frozenset(_words("generic"))
LANDS = _any("lands")
NO_LAND_AFTER = _class("no-land-after")
NO_LAND = _class("no-land")
PROVINCES = _words("provinces")
OFFICES = _any("offices")
SAYING = _any("saying")
AFTER_PERSONS = _any("after-persons")
NO_PERSONS = frozenset(_words("no-persons"))
MACHINES = _any("machines")
