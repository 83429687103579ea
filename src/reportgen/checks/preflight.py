"""What would stop an engine, or leave a hole in the page, before one runs.

Unlike the rules of a `Report`, these look at files of the machine as well: the class and the fonts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from reportgen.cache import Cache, pack_diagnostics, unpack_diagnostics
from reportgen.checks.report import Report
from reportgen.checks.watched import digest
from reportgen.config import Config
from reportgen.diagnostics import Diagnostic, Severity
from reportgen.fonts import NEAR, Cover, faces_of, find_fonts, read_cover, state_of
from reportgen.markup import Composed
from reportgen.tables.columns import columns_text
from reportgen.tools import Tools

_STYLES = ("*.cls", "*.sty")


def preflight(report: Report, tools: Tools, cache: Cache | None = None) -> tuple[Diagnostic, ...]:
    """Return the faults of syntax in the composed TeX and, in what has none, the characters that no font has.

    A font or a class that cannot be read is no fault here: the build says so.
    """
    texts = tuple(style_texts(report.config, tools))
    # Nothing is missing from the page that a person has not yet seen.
    fonts = find_fonts(report.config, tools, cache)
    whole = all(d.severity is Severity.NOTE for d in fonts.diagnostics)
    at_hand = fonts.value if whole else {}

    # A machine without the fonts can check as well; a font whose name is nearly right is a slip.
    slips = tuple(d for d in fonts.diagnostics if d.hint and d.hint.startswith(NEAR))

    def look() -> tuple[Diagnostic, ...]:
        cover = read_cover(at_hand, tools, cache, faces_of(report.config)) if at_hand else None
        return _faults(report.composition.files, texts, cover, report.config)

    if cache is None:
        return (*slips, *look())
    settings = [report.config.engine, report.config.missing, list(report.config.fallback)]
    key = cache.key(
        texts, state_of(at_hand, tools), settings, digest("composition.files", report.composition.files, cache)
    )
    return (*slips, *cache.fetch("preflight", key, look, pack_diagnostics, unpack_diagnostics))


def style_texts(config: Config, tools: Tools) -> Iterator[str]:
    """Give the texts of the class, of the style files beside it, and of what the tables read."""
    yield columns_text()
    folder = config.project / "report"
    paths = {config.project / config.class_file, *(p for pattern in _STYLES for p in tools.list(folder, pattern))}
    for path in sorted(paths):
        try:
            yield tools.read(path).decode("utf-8", "replace")
        except OSError:
            continue


def _faults(
    composed: Mapping[str, Composed], texts: tuple[str, ...], cover: Cover | None, config: Config
) -> tuple[Diagnostic, ...]:
    from reportgen.checks.glyph_rules import missing_glyphs, shown_codes
    from reportgen.checks.syntax_rules import tex_faults
    from reportgen.checks.tex_styles import read_styles

    styles = read_styles((*texts, *(c.text for name, c in composed.items() if _may_define(c.text))))
    found = tex_faults(composed, styles)
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
