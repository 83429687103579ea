"""What would stop an engine, or leave a hole in the page, before one runs.

Unlike the rules of a `Report`, these look at files of the machine as well: the class and the fonts.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from reportgen.cache import Cache, pack_diagnostics, unpack_diagnostics
from reportgen.checks.keeping import digest, part_digest
from reportgen.checks.report import Report
from reportgen.config import Config
from reportgen.diagnostics import Diagnostic, Severity
from reportgen.fonts import NEAR, Cover, faces_of, find_fonts, read_cover, state_of
from reportgen.markup import Composed
from reportgen.sections import Composition
from reportgen.tables.columns import columns_text
from reportgen.tools import Tools

if TYPE_CHECKING:
    from reportgen.checks.tex_styles import Styles

_STYLES = ("*.cls", "*.sty")


def preflight(report: Report, tools: Tools, cache: Cache | None = None) -> tuple[Diagnostic, ...]:
    """Return the faults of syntax in the composed TeX and, in what has none, the characters that no font has.

    A font or a class that cannot be read is no fault here: the build says so.
    """
    own = style_files(report.config, tools)
    texts = (columns_text(), *own.values())
    # Nothing is missing from the page that a person has not yet seen.
    fonts = find_fonts(report.config, tools, cache)
    whole = all(d.severity is Severity.NOTE for d in fonts.diagnostics)
    at_hand = fonts.value if whole else {}

    # A machine without the fonts can check as well; a font whose name is nearly right is a slip.
    slips = tuple(d for d in fonts.diagnostics if d.hint and d.hint.startswith(NEAR))

    def look() -> tuple[Diagnostic, ...]:
        cover = read_cover(at_hand, tools, cache, faces_of(report.config)) if at_hand else None
        return _faults(report.composition.files, own, cover, report.config)

    if cache is None:
        return (*slips, *look())
    settings = [report.config.engine, report.config.missing, list(report.config.fallback)]
    key = cache.key(texts, state_of(at_hand, tools), settings, part_digest(report, "files", cache))
    return (*slips, *cache.fetch("preflight", key, look, pack_diagnostics, unpack_diagnostics))


def syntax_of(config: Config, composition: Composition, tools: Tools, cache: Cache) -> tuple[Diagnostic, ...]:
    """Return the faults of syntax in the composed TeX of a product."""
    own = style_files(config, tools)
    key = cache.key(tuple(own.items()), digest("files", composition, cache))
    return cache.fetch("syntax", key, lambda: _syntax(composition.files, own)[0], pack_diagnostics, unpack_diagnostics)


def style_texts(config: Config, tools: Tools) -> Iterator[str]:
    """Give the texts of the class, of the style files beside it, and of what the tables read."""
    yield columns_text()
    yield from style_files(config, tools).values()


def style_files(config: Config, tools: Tools) -> Mapping[str, str]:
    """Return the texts of the class and of the style files beside it, by their paths in the project."""
    folder = config.project / "report"
    paths = {config.project / config.class_file, *(p for pattern in _STYLES for p in tools.list(folder, pattern))}
    found: dict[str, str] = {}
    for path in sorted(paths):
        with contextlib.suppress(OSError):
            found[path.relative_to(config.project).as_posix()] = tools.read(path).decode("utf-8", "replace")
    return found


def _syntax(composed: Mapping[str, Composed], own: Mapping[str, str]) -> tuple[tuple[Diagnostic, ...], Styles]:
    """Return the faults of syntax in composed files, and what class and style files define."""
    from reportgen.checks.command_names import Names
    from reportgen.checks.syntax_rules import tex_faults
    from reportgen.checks.tex_styles import read_styles

    texts = (columns_text(), *own.values())
    styles = read_styles((*texts, *(c.text for name, c in composed.items() if _may_define(c.text))))
    return tex_faults(composed, styles, Names(texts)), styles


def _faults(
    composed: Mapping[str, Composed], own: Mapping[str, str], cover: Cover | None, config: Config
) -> tuple[Diagnostic, ...]:
    from reportgen.checks.glyph_rules import missing_glyphs, shown_codes
    from reportgen.checks.style_rules import style_faults

    found, styles = _syntax(composed, own)
    found = (*style_faults(own), *found)
    if found or cover is None:
        return found
    if config.engine == "lualatex" and config.missing == "show":
        return shown_codes(composed, styles, cover)
    return missing_glyphs(composed, styles, cover, alone=config.engine if config.engine != "lualatex" else "")


def _may_define(text: str) -> bool:
    r"""Whether a composed text may define something: most hold no `\new...` or `\def` at all."""
    return any(
        sign in text for sign in ("\\new", "\\renew", "\\provide", "\\def", "\\New", "\\Declare", "\\let", "\\cat")
    )
