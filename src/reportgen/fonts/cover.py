"""The characters that the report's fonts have."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from reportgen.cache import Cache, Plain
from reportgen.config import FALLBACK, Config
from reportgen.tools import FileState, Tools

_REPLACEMENT = 0xFFFD


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover:
    """The code points of each family of fonts (`serif`, `sans`, `mono`, `symbols`), and of each fallback font.

    Those go by their role, as `fallback-1`. `sans` are the fallback fonts without serifs.
    """

    families: Mapping[str, frozenset[int]]
    sans: frozenset[str] = frozenset()

    def has(self, code: int, families: tuple[str, ...]) -> bool:
        """Whether one of the families has a character."""
        return any(code in self.families.get(family, ()) for family in families)

    def falls_back(self, code: int) -> bool:
        """Whether a fallback font has a character."""
        return any(code in codes for family, codes in self.families.items() if family.startswith(FALLBACK))


def read_cover(
    fonts: Mapping[str, Path], tools: Tools, cache: Cache | None, faces: Mapping[str, int] = MappingProxyType({})
) -> Cover | None:
    """Return what the font files can print; `None` when one cannot be read.

    `faces` tells which face of a collection each fallback font is; those that are not in it do not count.
    """
    families: dict[str, set[int]] = {}
    sans: set[str] = set()
    for role, path in fonts.items():
        fallback = role.startswith(f"{FALLBACK}-")
        if fallback and role not in faces:
            continue
        found = _face(path, faces[role] if fallback else 0, tools, cache)
        if found is None:
            return None
        codes = families.setdefault(role if fallback else role.rpartition("-")[0], set())
        codes.update(found.codes)
        if fallback:  # what a bad conversion left is no character that wants a font
            codes.discard(_REPLACEMENT)
        if fallback and found.sans:
            sans.add(role)
    return Cover(families={family: frozenset(codes) for family, codes in families.items()}, sans=frozenset(sans))


class _Face(NamedTuple):
    codes: tuple[int, ...]
    sans: bool


def faces_of(config: Config) -> Mapping[str, int]:
    """Return the faces that text falls back on, by role; only LuaTeX does."""
    return {role: face for role, (_, face) in config.fallback_faces.items()} if config.engine == "lualatex" else {}


def state_of(fonts: Mapping[str, Path], tools: Tools) -> Plain:
    """Return what decides what the font files can print, without reading them; `None` when one is not there."""
    states = [(role, str(path), tools.state(path)) for role, path in fonts.items()]
    if any(state is None for _, _, state in states):
        return None
    return [(role, path, packed_state(state)) for role, path, state in states if state is not None]


def _face(path: Path, face: int, tools: Tools, cache: Cache | None) -> _Face | None:
    state = tools.state(path)
    try:
        if cache is None or state is None:
            return _read(tools.read(path), face)
        key = cache.key(str(path), face, packed_state(state))
        return cache.fetch("glyphs", key, lambda: _read(tools.read(path), face), _pack, _unpack)
    except OSError:
        return None


def packed_state(state: FileState) -> Plain:
    """Return what stands for a font file's content, as its times do for every input of a build."""
    return state.size, state.mtime_ns, state.ctime_ns, state.inode


def _pack(face: _Face | None) -> Plain:
    """Return whether it is sans, and the beginning and the length of each run of code points, one after the other."""
    if face is None:
        return None
    runs: list[int] = []
    for code in face.codes:
        if runs and runs[-2] + runs[-1] == code:
            runs[-1] += 1
        else:
            runs += [code, 1]
    return face.sans, runs


def _unpack(plain: tuple[bool, list[int]]) -> _Face:
    sans, runs = plain
    codes = (code for at in range(0, len(runs), 2) for code in range(runs[at], runs[at] + runs[at + 1]))
    return _Face(tuple(codes), sans)


def _read(data: bytes, face: int) -> _Face | None:
    from io import BytesIO

    from fontTools.ttLib import TTFont, TTLibError

    try:
        font = TTFont(BytesIO(data), lazy=True, fontNumber=face)
        codes = tuple(sorted(font.getBestCmap() or ()))
        # PANOSE (OpenType, table OS/2): serif styles 11 to 15 are those without serifs.
        panose = font["OS/2"].panose if "OS/2" in font else None
        sans = panose is not None and panose.bFamilyType == 2 and 11 <= panose.bSerifStyle <= 15
        return _Face(codes, sans) if codes else None
    except (TTLibError, OSError, KeyError, AssertionError, ValueError):
        return None
