"""luaotfload's cache of fonts: made by a trusted run, read by all others."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from pathlib import Path

from reportgen.config import Config
from reportgen.tex.engine import Engine, run_engine
from reportgen.tex.names import FONTS_FILE
from reportgen.tex.sandbox import Room
from reportgen.tools import Tools

_WARM = r"""\documentclass{article}
\input{reportgen-fonts}
\begin{document}
\makeatletter
Aa {\itshape Aa} {\bfseries Aa {\itshape Aa}} {\sffamily Aa {\itshape Aa} {\bfseries Aa {\itshape Aa}}}
{\ttfamily Aa} {\fontfamily{lmr}\selectfont Aa {\bfseries Aa}} \@ifundefined{symbolfont}{}{{\symbolfont Aa}}
\end{document}
"""


def font_folder(assets: Mapping[str, bytes], config: Config, engine: Engine) -> Path:
    """Return the folder of the cache for the fonts among these files; it may not be there yet."""
    key = hashlib.sha256(engine.identity.encode())
    for name, data in sorted(_fonts(assets).items()):
        key.update(name.encode() + hashlib.sha256(data).digest())
    return config.cache / f"fonts-{key.hexdigest()[:16]}"


def is_whole(cache: Path, tools: Tools) -> bool:
    """Whether a cache has been made to its end."""
    return tools.state(cache / "complete") is not None


def _fonts(assets: Mapping[str, bytes]) -> dict[str, bytes]:
    return {name: data for name, data in assets.items() if name.startswith("fonts/") or name == FONTS_FILE}


def font_cache(
    assets: Mapping[str, bytes], config: Config, engine: Engine, tools: Tools, progress: Callable[[str], None]
) -> Path:
    """Return the folder of luaotfload's cache, filled by a trusted run that loads only the fonts.

    The report's own runs may only read it: it holds Lua code that every later run executes.
    """
    fonts = _fonts(assets)
    cache = font_folder(assets, config, engine)
    done = cache / "complete"
    if not is_whole(cache, tools):
        progress("preparing fonts")
        tools.remove(cache)
        tools.write(cache / "README", b"luaotfload's font cache; safe to delete\n")
        if engine.name != "lualatex":  # only luaotfload has a cache
            tools.write(done, b"")
            return cache
        with tools.scratch() as folder:
            for name, data in fonts.items():
                tools.place(folder / name, data)
            tools.place(folder / "warm.tex", _WARM.encode())
            room = Room(work=folder, cache=cache, writable_cache=True)
            finished = run_engine(engine, config, room, tools, file="warm.tex")
        if finished.status == 0:  # otherwise the report's own run meets the fault and reports it
            tools.write(done, b"")
    return cache
