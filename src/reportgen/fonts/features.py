"""What a font file says of its OpenType layout: the script that its text is shaped for, and small capitals."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from reportgen.cache import Cache, Plain
from reportgen.fonts.cover import packed_state
from reportgen.tools import Tools

if TYPE_CHECKING:
    from fontTools.ttLib import TTFont
    from fontTools.ttLib.tables.otTables import Script

# Tags of OpenType: Latin, and what serves every script that has no entry of its own.
_SCRIPTS = ("latn", "DFLT")
_TABLES = ("GSUB", "GPOS")
_SMALL_CAPITALS = "smcp"


@dataclass(frozen=True, slots=True, kw_only=True)
class Features:
    """The tag of the script that text is shaped for (empty: the font knows none), and whether it has small capitals."""

    script: str = ""
    small_capitals: bool = False


def read_features(path: Path, tools: Tools, cache: Cache | None = None) -> Features:
    """Return the features of a font file; none when it cannot be read, which the engine reports."""
    state = tools.state(path)
    if cache is None or state is None:
        return _read(path, tools)
    key = cache.key(str(path), packed_state(state))
    return cache.fetch("features", key, lambda: _read(path, tools), _pack, _unpack)


def _pack(features: Features) -> Plain:
    return features.script, features.small_capitals


def _unpack(plain: tuple[str, bool]) -> Features:
    script, small_capitals = plain
    return Features(script=script, small_capitals=small_capitals)


def _read(path: Path, tools: Tools) -> Features:
    from io import BytesIO

    from fontTools.ttLib import TTFont, TTLibError

    try:
        font = TTFont(BytesIO(tools.read(path)), lazy=True, fontNumber=0)
        scripts = {table: _scripts(font, table) for table in _TABLES}
        script = next((tag for tag in _SCRIPTS if any(tag in known for known in scripts.values())), "")
        if script not in scripts["GSUB"]:
            return Features(script=script)
        features = font["GSUB"].table.FeatureList.FeatureRecord
        used = scripts["GSUB"][script].DefaultLangSys
        tags = {features[i].FeatureTag for i in used.FeatureIndex} if used is not None else set()
        return Features(script=script, small_capitals=_SMALL_CAPITALS in tags)
    except (TTLibError, OSError, KeyError, AttributeError, IndexError, AssertionError, ValueError):
        return Features()


def _scripts(font: TTFont, table: str) -> dict[str, Script]:
    listed = font[table].table.ScriptList if table in font else None
    return {record.ScriptTag: record.Script for record in listed.ScriptRecord} if listed is not None else {}
