"""Which font draws which characters of a figure, and how wide that makes them.

A word goes to another font as a whole; a character that no font has is drawn as its code, where the style says so.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from reportgen.figures.drawing.style import MM_PER_POINT, Font, Measure, Style
from reportgen.fonts import is_part_of_word, is_spare

_RUN = re.compile(r"[\x00-\xff]+|[^\x00-\xff]+")
_WORD = re.compile(r"[^ ]* ?")


class MissingGlyphError(ValueError):
    """A font has no glyph for a character; ask `missing_characters` first to report it kindly."""


class Piece(NamedTuple):
    """Characters that one font draws in one go; `em` is their size as a part of the text's."""

    text: str
    font: Font
    em: float = 1.0


def measure_with(style: Style) -> Measure:
    """Return a measure that uses the style's fonts, kerned inside words as they are drawn.

    The measure raises `MissingGlyphError` for a character that no font has.
    """

    def measure(text: str, size_pt: float, *, bold: bool = False) -> float:
        return sum(width_of(piece, size_pt) for word in words(text) for piece in pieces(word, style, bold=bold))

    return measure


def width_of(piece: Piece, size_pt: float) -> float:
    """Return the width of a piece in millimetres; there is no kern beside a blank."""
    width = _widths(piece.font)
    parts = [piece.text] if _runs_left(piece.text) else piece.text.split(" ")
    length = sum(width(part) for part in parts if part) + (len(parts) - 1) * width(" ")
    return length * size_pt * piece.em * MM_PER_POINT


def words(text: str) -> list[str]:
    """Cut a line into words, each with the blank after it; words that run left stay together, blanks and all."""
    found: list[str] = []
    for word in _WORD.findall(text):
        if found and word and _runs_left(word) and _runs_left(found[-1]):
            found[-1] += word
        elif word:
            found.append(word)
    return found


def pieces(word: str, style: Style, *, bold: bool = False) -> list[Piece]:
    """Cut a word where the font changes, and where matplotlib changes a font's encoding: there it would kern twice."""
    own = style.font(bold=bold)
    found: list[Piece] = []
    bare = word.rstrip(" ")
    if _runs_left(bare):  # in one go, since its order on the line is another
        whole = next((font for font in (own, *_asked(style)) if _has(font, bare)), None)
        if whole is not None:
            return [Piece(bare, whole), *([Piece(word[len(bare) :], own)] if bare != word else [])]
    for font, parts in groupby(_runs(word, own, _asked(style)), key=itemgetter(1)):
        text = "".join(part for part, _ in parts)
        if font is not None:
            found += [Piece(part, font) for part in _RUN.findall(text)]
        elif style.show_codes:
            found += [Piece(f"[U+{ord(c):04X}]", own, 0.8) for c in text]
        else:
            names = " ".join(f"U+{ord(char):04X}" for char in sorted(set(text)))
            raise MissingGlyphError(f"{own.path.name} has no glyph for {names}")
    return found


def missing_characters(texts: Iterable[str], style: Style) -> tuple[str, ...]:
    """Return the characters, sorted, that neither the regular and the bold font nor another can draw."""
    wanted = {char for text in texts for char in text if not char.isspace() and not is_spare(char)}
    covered = _characters(style.font(bold=False)) & _characters(style.font(bold=True))
    others = frozenset[int]().union(*map(_characters, style.fallback))
    return tuple(sorted(char for char in wanted if ord(char) not in covered and ord(char) not in others))


def _asked(style: Style) -> tuple[Font, ...]:
    """Return the other fonts, those without serifs first: the figures' own has none."""
    return tuple(sorted(style.fallback, key=lambda font: not _is_sans(font)))


def _runs(word: str, own: Font, others: tuple[Font, ...]) -> Iterator[tuple[str, Font | None]]:
    """Give the parts of a word with the font of each, `None` where no font has it."""
    start = 0
    for at in range(1, len(word) + 1):
        if at == len(word) or not (is_part_of_word(word[at - 1]) and is_part_of_word(word[at])):
            part = word[start:at]
            start = at
            whole = next((font for font in (own, *others) if _has(font, part)), None)
            if whole is not None:
                yield part, whole
                continue
            for c in part:
                font = next((font for font in (own, *others) if _has(font, c)), None)
                if font is not None or not is_spare(c):
                    yield c, font


def _has(font: Font, text: str) -> bool:
    return _characters(font).issuperset(map(ord, text))


def _runs_left(text: str) -> bool:
    return any(unicodedata.bidirectional(c) in {"R", "AL"} for c in text)


@lru_cache(maxsize=16)
def _widths(font: Font) -> Callable[[str], float]:
    """Return the advance widths of words in ems, shaped once for each font and word."""
    from matplotlib.ft2font import FT2Font, LoadFlags

    face = FT2Font(str(font.path), face_index=font.face)
    face.set_size(1000, 72)

    @lru_cache(maxsize=4096)
    def width(word: str) -> float:
        face.set_text(word, 0.0, flags=LoadFlags.NO_HINTING)
        return face.get_width_height()[0] / 64 / 1000

    return width


@lru_cache(maxsize=16)
def _characters(font: Font) -> frozenset[int]:
    from matplotlib.ft2font import FT2Font

    # What a bad conversion left is no character that wants a font.
    return frozenset(FT2Font(str(font.path), face_index=font.face).get_charmap()) - {0xFFFD}


@lru_cache(maxsize=16)
def _is_sans(font: Font) -> bool:
    """Whether a font has no serifs (PANOSE in table OS/2: serif styles 11 to 15)."""
    from matplotlib.ft2font import FT2Font

    table = FT2Font(str(font.path), face_index=font.face).get_sfnt_table("OS/2")
    return table is not None and 11 <= bytes(table["panose"])[1] <= 15
