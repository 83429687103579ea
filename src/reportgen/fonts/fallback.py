"""Which font sets a character that the font of its place lacks.

Texts and what the fonts have in, a `Plan` out. A word goes as a whole: a single letter from another typeface in
the middle of a word looks like a fault. Ideographs and signs go one by one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from reportgen.config import FALLBACK, Config
from reportgen.fonts.cover import Cover, faces_of, read_cover
from reportgen.fonts.find import find_fonts
from reportgen.language.line_breaks import is_wide
from reportgen.markup import invisible
from reportgen.tools import Tools

TEXT_FAMILIES = ("serif", "sans", "mono")
# What LaTeX's own fonts have, where the settings name none for a family; nearly.
_LATIN = frozenset(range(0x250))


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The characters that each fallback font sets, by its role in the order of the settings.

    A place set in a sans is served by the first font without serifs, others by the first with; where there is none
    of that kind, by the first of all. `lost` has no font at all. A character stands here when one of the text families
    lacks it; whether the font of its place does is known when the page is set.
    """

    faces: Mapping[str, frozenset[str]]
    lost: frozenset[str]


def plan_for(texts: Iterable[str], cover: Cover) -> Plan:
    """Share out the characters that the text fonts lack among the fallback fonts."""
    texts = tuple(texts)
    there = frozenset().union(*texts)
    everywhere = frozenset.intersection(*(cover.families.get(family, _LATIN) for family in TEXT_FAMILIES))
    lacked = {c for c in there if ord(c) > 0x7E and ord(c) not in everywhere and not _needs_none(c)}
    if not lacked:
        return Plan(faces={}, lost=frozenset())
    roles = [role for role in cover.families if role.startswith(f"{FALLBACK}-")]
    faces: dict[str, set[str]] = {role: set() for role in roles}
    lost: set[str] = set()
    for piece in _pieces(texts, there, lacked):
        whole = _first_of_each_kind(piece, roles, cover)
        for role in whole:
            faces[role].update(piece)
        for c in () if whole else lacked.intersection(piece):
            serving = _first_of_each_kind(c, roles, cover)
            for role in serving:
                faces[role].add(c)
            if not serving:
                lost.add(c)
    for role, characters in faces.items():
        characters |= {c for c in _of_the_same_scripts(characters, there) if ord(c) in cover.families[role]}
    taken = {role: frozenset(characters) for role, characters in faces.items() if characters}
    return Plan(faces=taken, lost=_not_composed(lost, texts))


def _first_of_each_kind(piece: str, roles: list[str], cover: Cover) -> set[str]:
    """Return the first font with serifs and the first without that have all characters."""
    able = [role for role in roles if cover.families[role].issuperset(map(ord, piece))]
    serif, sans = (next((r for r in able if (r in cover.sans) is kind), None) for kind in (False, True))
    return {role for role in (serif, sans) if role is not None}


def _of_the_same_scripts(characters: set[str], there: frozenset[str]) -> set[str]:
    """Return the letters of a text in the scripts of some: for words between two that go to another font."""
    from fontTools.unicodedata import script

    scripts = {script(c) for c in characters if is_part_of_word(c)} - {"Zyyy", "Zinh"}
    return {c for c in there if is_part_of_word(c) and script(c) in scripts} if scripts else set()


def lacking(text: str, config: Config, tools: Tools) -> frozenset[str]:
    """Return the characters of a text that neither all text fonts of the settings nor a fallback font have.

    Fonts that cannot be found count as having nothing.
    """
    cover = read_cover(find_fonts(config, tools).value, tools, None, faces_of(config))
    return plan_for((unicodedata.normalize("NFC", text),), cover or Cover(families={})).lost


def _pieces(texts: Iterable[str], there: frozenset[str], lacked: set[str]) -> set[str]:
    """Return the words that hold a lacked letter, and the other lacked characters one by one."""
    letters = {c for c in there if is_part_of_word(c)}
    found = {c for c in lacked if c not in letters}
    if lacked & letters:
        word = re.compile(f"[{re.escape(''.join(sorted(letters)))}]+")
        for text in texts:
            found.update(each for each in set(word.findall(text)) if not lacked.isdisjoint(each))
    return found


def is_part_of_word(c: str) -> bool:
    """Whether a character is a letter, or a mark on one, of a script that has words."""
    return unicodedata.category(c)[0] in "LM" and not is_wide(c)


def is_spare(c: str) -> bool:
    """Whether a character only steers how others look, so that nothing is missed where a font lacks it."""
    return unicodedata.category(c) == "Cf" or "\ufe00" <= c <= "\ufe0f" or "\U000e0100" <= c <= "\U000e01ef"


def _needs_none(c: str) -> bool:
    return is_spare(c) or invisible(c) or unicodedata.category(c) in {"Zl", "Zp", "Cc"}


def _not_composed(lost: set[str], texts: Iterable[str]) -> frozenset[str]:
    """Return the lost characters without marks that are always part of one character with the letter before."""
    marks = {c for c in lost if unicodedata.category(c).startswith("M")}
    if not marks:
        return frozenset(lost)
    rest: set[str] = set()
    for text in texts:
        rest |= marks.intersection(unicodedata.normalize("NFC", text))
    return frozenset((lost - marks) | rest)
