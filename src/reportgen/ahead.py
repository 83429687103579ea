"""An engine that is on its way while the report is still being prepared.

After an edit most of what TeX is given is what it was given the last time. So a build starts an engine on that, as far
as the first section that was edited, and prepares the report meanwhile. What the engine has read is then held against
what it should have read (`tex.warm`): it goes on from the furthest place that is right, or is thrown away.
Nothing here decides what a build makes, only how soon.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from reportgen.cache import Cache
from reportgen.config import CONFIG_FILE, FALLBACK, Config, load_config
from reportgen.fonts.find import find_fonts
from reportgen.manifest import last_manifest, record_of
from reportgen.tex.engine import Engine, find_engine
from reportgen.tex.font_cache import font_folder, is_whole
from reportgen.tex.formats import Format, kept_format
from reportgen.tex.names import RESUME_FILE
from reportgen.tex.sandbox import Room
from reportgen.tex.warm import Warm, inputs, warm_engines
from reportgen.tools import Tools

# A generated section has the name of its template, behind a number.
_SECTION = re.compile(r"sections/\d+-(.+)\.tex")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Start:
    """How the engine is started: on which files, and as far as which of those that the main file takes in."""

    config: Config
    engine: Engine
    fonts: Path
    kept: Format | None
    contents: Mapping[str, bytes]
    stops: tuple[str, ...]


@contextlib.contextmanager
def engine_ahead(project: Path, options: Mapping[str, str], tools: Tools, cache: Cache) -> Iterator[Warm | None]:
    """Start an engine for the build with these options; it ends with the block. `None` where that would be in vain."""
    with contextlib.ExitStack() as held:
        warm: Warm | None = None
        with contextlib.suppress(OSError):
            start = _expected(project, options, tools, cache)
            if start is not None:
                work = held.enter_context(tools.scratch())
                warm = held.enter_context(warm_engines(start.config.cache, tools, sections=False))
                if warm is not None:
                    _begin(start, work, warm, tools)
        yield warm


def _begin(start: _Start, work: Path, warm: Warm, tools: Tools) -> None:
    for name, data in start.contents.items():
        tools.place(work / name, data)
    formats, options = (start.kept.folder, (f"-fmt={start.kept.name}",)) if start.kept else (None, ())
    room = Room(work=work, cache=start.fonts, formats=formats)
    warm.begin(start.engine, start.config, room, start.contents, options=options, stops=start.stops)


def _expected(project: Path, options: Mapping[str, str], tools: Tools, cache: Cache) -> _Start | None:
    """Return what the engine will probably be given, by what it was given the last time."""
    last = last_manifest(project, options, tools)
    if last is None:
        return None
    edited = _edited(project, record_of(project, options), tools)
    if any(path.suffix in {".cls", ".sty"} or path == project / CONFIG_FILE for path in edited):
        return None
    config = load_config(project, tools, options.get("engine") or None, options.get("product", "")).value
    # XeTeX cannot sleep; pdfTeX gets fonts that are made for the text, and starts in no time.
    engine = find_engine(config, tools, cache).value if config is not None and config.engine == "lualatex" else None
    if config is None or engine is None:
        return None
    folder = config.build / "tex"
    contents = {path.relative_to(folder).as_posix(): tools.read(path) for path in tools.list(folder, "**/*")}
    contents.pop("main.log", None)
    for role, path in find_fonts(config, tools).value.items():
        if not role.startswith(FALLBACK):
            contents[f"fonts/{role}{path.suffix}"] = tools.read(path)
    fonts = font_folder(contents, config, engine)
    preamble = str(last.details.get("preamble"))
    kept = kept_format(config.cache / "formats", preamble, contents, tools)
    if not is_whole(fonts, tools) or (kept is None and not preamble.startswith("no format")):
        return None
    contents |= {RESUME_FILE: kept.resume.encode()} if kept else {}
    stops = _stops(project, inputs(contents), edited)
    return _Start(config=config, engine=engine, fonts=fonts, kept=kept, contents=contents, stops=stops)


def _edited(project: Path, record: Path, tools: Tools) -> tuple[Path, ...]:
    """Return the files that a person edits and that are newer than the record of the last build."""
    built = tools.state(record)
    files = (path for folder in ("report", "bib", "data") for path in tools.list(project / folder, "**/*"))
    states = ((path, tools.state(path)) for path in files)
    return tuple(path for path, now in states if now and built and now.ctime_ns >= built.mtime_ns)


def _stops(project: Path, sections: tuple[str, ...], edited: tuple[Path, ...]) -> tuple[str, ...]:
    """Return the sections up to the first that was edited; none when their citations may be others.

    Each stop costs the engine a copy of itself: where nothing but sections was edited, one is enough.
    """
    if any(path.is_relative_to(project / "bib") for path in edited):
        return ()
    names = {path.name.removesuffix(".tex.j2") for path in edited}
    known = {section[1] for file in sections if (section := _SECTION.fullmatch(file))}
    for number, file in enumerate(sections):
        section = _SECTION.fullmatch(file)
        if section is not None and section[1] in names:
            return sections[number : number + 1] if names <= known else sections[: number + 1]
    return sections
