"""Cut a font down to the characters in use, so that no engine has to read one of thousands of glyphs."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from reportgen.cache import Cache
from reportgen.fonts.cover import packed_state
from reportgen.tools import Tools

# What a page needs of every font: the blank between words, and the two hyphens of a divided word.
_ALWAYS = " -\u00ad"
_CFF = b"OTTO"
# The tables that a page needs of a font; without hints, which only screens of low resolution use.
_TABLES = frozenset(
    (
        "head",
        "hhea",
        "hmtx",
        "maxp",
        "OS/2",
        "name",
        "cmap",
        "post",
        "glyf",
        "loca",
        "CFF ",
        "VORG",
        "GDEF",
        "GSUB",
        "GPOS",
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """A font file with few characters: its bytes, and the ending that its outlines ask for (`.ttf`, `.otf`)."""

    data: bytes
    suffix: str


def cut_down(path: Path, face: int, characters: Iterable[str], tools: Tools, cache: Cache | None = None) -> Face:
    """Return a face (its index in a collection, from 0) of the file at `path` with these characters alone.

    The same characters give the same bytes. Raises `OSError` when the file cannot be read, and `ValueError`
    when it is no font.
    """
    wanted = "".join(sorted({*characters, *_ALWAYS}))
    state = tools.state(path)
    if cache is None or state is None:
        data = _cut(tools.read(path), face, wanted)
    else:
        key = cache.key(str(path), packed_state(state), face, wanted)
        data = cache.fetch("subsets", key, lambda: _cut(tools.read(path), face, wanted), bytes, bytes)
    return Face(data=data, suffix=".otf" if data.startswith(_CFF) else ".ttf")


def _cut(data: bytes, face: int, characters: str) -> bytes:
    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTFont, TTLibError

    try:
        font = TTFont(BytesIO(data), fontNumber=face, lazy=True, recalcTimestamp=False)
        others = sorted(set(font.keys()) - _TABLES)
        subsetter = Subsetter(Options(hinting=False, notdef_outline=True, name_IDs=[1, 2, 4, 6], drop_tables=others))
        subsetter.populate(unicodes=[ord(c) for c in characters])
        subsetter.subset(font)
        stream = BytesIO()
        font.save(stream)
    except (TTLibError, KeyError, AssertionError, IndexError, re.error) as error:
        raise ValueError(f"no font: {error}") from error
    return stream.getvalue()
