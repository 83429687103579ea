"""The characters that the report's fonts have."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from reportgen.cache import Cache, Plain
from reportgen.tools import FileState, Tools


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover:
    """The code points of each family of fonts (`serif`, `sans`, `mono`, `symbols`)."""

    families: Mapping[str, frozenset[int]]

    def has(self, code: int, families: tuple[str, ...]) -> bool:
        """Whether one of the families has a character."""
        return any(code in self.families.get(family, ()) for family in families)


def read_cover(fonts: Mapping[str, Path], tools: Tools, cache: Cache | None) -> Cover | None:
    """Return what the font files can print; `None` when one cannot be read."""
    families: dict[str, set[int]] = {}
    for role, path in fonts.items():
        codes = _codes(path, tools, cache)
        if codes is None:
            return None
        families.setdefault(role.rpartition("-")[0], set()).update(codes)
    return Cover(families={family: frozenset(codes) for family, codes in families.items()})


def state_of(fonts: Mapping[str, Path], tools: Tools) -> Plain:
    """Return what decides what the font files can print, without reading them; `None` when one is not there."""
    states = [(role, str(path), tools.state(path)) for role, path in fonts.items()]
    if any(state is None for _, _, state in states):
        return None
    return [(role, path, _pack_state(state)) for role, path, state in states if state is not None]


def _codes(path: Path, tools: Tools, cache: Cache | None) -> tuple[int, ...] | None:
    state = tools.state(path)
    try:
        data = tools.read(path) if cache is None or state is None else b""
        if cache is None or state is None:
            return _read(data)
        key = cache.key(str(path), _pack_state(state))
        return cache.fetch("glyphs", key, lambda: _read(tools.read(path)), _pack, _unpack)
    except OSError:
        return None


def _pack_state(state: FileState) -> Plain:
    """Return what stands for a font file's content, as its times do for every input of a build."""
    return state.size, state.mtime_ns, state.ctime_ns, state.inode


def _pack(codes: tuple[int, ...] | None) -> Plain:
    """Return the beginning and the length of each run of code points, one after the other."""
    if codes is None:
        return None
    runs: list[int] = []
    for code in codes:
        if runs and runs[-2] + runs[-1] == code:
            runs[-1] += 1
        else:
            runs += [code, 1]
    return runs


def _unpack(runs: list[int]) -> tuple[int, ...]:
    return tuple(code for at in range(0, len(runs), 2) for code in range(runs[at], runs[at] + runs[at + 1]))


def _read(data: bytes) -> tuple[int, ...] | None:
    from io import BytesIO

    from fontTools.ttLib import TTFont, TTLibError

    try:
        font = TTFont(BytesIO(data), lazy=True, fontNumber=0)
        return tuple(sorted(font.getBestCmap() or ())) or None
    except (TTLibError, OSError, KeyError, AssertionError, ValueError):
        return None
