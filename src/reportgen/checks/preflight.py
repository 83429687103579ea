"""What would stop an engine, or leave a hole in the page, before one runs.

Unlike the rules of a `Report`, these look at files of the machine as well: the class and the fonts.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from reportgen.cache import Cache, pack_diagnostics, unpack_diagnostics
from reportgen.checks.report import Report
from reportgen.checks.watched import digest, item_digests
from reportgen.config import Config
from reportgen.diagnostics import Diagnostic, Severity
from reportgen.fonts import NEAR, Cover, faces_of, find_fonts, read_cover, state_of
from reportgen.markup import Composed
from reportgen.sections import Composition
from reportgen.tables.columns import columns_text
from reportgen.tools import Tools

if TYPE_CHECKING:
    from reportgen.checks.command_names import Names
    from reportgen.checks.tex_styles import Styles

_STYLES = ("*.cls", "*.sty")


def preflight(report: Report, tools: Tools, cache: Cache | None = None) -> tuple[Diagnostic, ...]:
    """Return the faults of syntax in the composed TeX and, in what has none, the characters that no font has.

    A font or a class that cannot be read is no fault here: the build says so.
    """
    own = style_files(report.config, tools)
    # Nothing is missing from the page that a person has not yet seen.
    fonts = find_fonts(report.config, tools, cache)
    whole = all(d.severity is Severity.NOTE for d in fonts.diagnostics)
    at_hand = fonts.value if whole else {}

    # A machine without the fonts can check as well; a font whose name is nearly right is a slip.
    slips = tuple(d for d in fonts.diagnostics if d.hint and d.hint.startswith(NEAR))

    files = report.composition.files
    look = _Preflight(config=report.config, own=own, composed=files, fonts=at_hand, tools=tools, cache=cache)
    if cache is None:
        return (*slips, *look.faults())
    settings = [report.config.engine, report.config.missing, list(report.config.fallback)]
    key = cache.key([*own.items()], look.texts, state_of(at_hand, tools), settings)
    digests, kept = item_digests("composition.files", files, cache), cache.pieces("preflight", key)
    # A file in which nothing is wrong is known again; only where something is, all are looked at together.
    right = [kept.fetch(digests[name], partial(look.is_right, name, file), bool, bool) for name, file in files.items()]
    kept.keep()
    if all(right):
        return slips
    whole_key = cache.key(key, [*digests.values()])
    return (*slips, *cache.fetch("faults", whole_key, look.faults, pack_diagnostics, unpack_diagnostics))


def syntax_of(config: Config, composition: Composition, tools: Tools, cache: Cache) -> tuple[Diagnostic, ...]:
    """Return the faults of syntax in the composed TeX of a product."""
    own = style_files(config, tools)
    files = composition.files
    look = _Preflight(config=config, own=own, composed=files, fonts={}, tools=tools, cache=cache)
    key = cache.key([*own.items()], digest("composition.files", files, cache))
    return cache.fetch("syntax", key, look.syntax, pack_diagnostics, unpack_diagnostics)


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


@dataclass(frozen=True, kw_only=True)  # without slots: what it reads once stays with it
class _Preflight:
    """Looks at composed files.

    `own` are the texts of class and style files by path; `fonts` are files by role, none where one is missing.
    """

    config: Config
    own: Mapping[str, str]
    composed: Mapping[str, Composed]
    fonts: Mapping[str, Path]
    tools: Tools
    cache: Cache | None

    @property
    def texts(self) -> tuple[str, ...]:
        """The texts that define commands: the styles, and what may define some among the composed files."""
        return (columns_text(), *self.own.values(), *(c.text for c in self.composed.values() if _may_define(c.text)))

    @cached_property
    def _styles(self) -> Styles:
        from reportgen.checks.tex_styles import read_styles

        return read_styles(self.texts)

    @cached_property
    def _names(self) -> Names:
        from reportgen.checks.command_names import Names

        return Names((columns_text(), *self.own.values()))

    @cached_property
    def _cover(self) -> Cover | None:
        return read_cover(self.fonts, self.tools, self.cache, faces_of(self.config)) if self.fonts else None

    @cached_property
    def style_faults(self) -> tuple[Diagnostic, ...]:
        """The faults of class and style files."""
        from reportgen.checks.style_rules import style_faults

        return tuple(style_faults(self.own))

    def syntax(self) -> tuple[Diagnostic, ...]:
        """Return the faults of syntax of all composed files together."""
        from reportgen.checks.syntax_rules import tex_faults

        return tex_faults(self.composed, self._styles, self._names)

    def faults(self) -> tuple[Diagnostic, ...]:
        """Return the faults of syntax and, where there are none, what no font has."""
        return (*self.style_faults, *self.syntax()) or self._lost(self.composed)

    def is_right(self, name: str, composed: Composed) -> bool:
        """Whether nothing is wrong in one file, whatever is in the others that are right."""
        from reportgen.checks.syntax_rules import is_right_alone

        alone = not self.style_faults and is_right_alone(name, composed, self._styles, self._names)
        return alone and not self._lost({name: composed})

    def _lost(self, composed: Mapping[str, Composed]) -> tuple[Diagnostic, ...]:
        from reportgen.checks.glyph_rules import missing_glyphs, shown_codes

        engine = self.config.engine
        if self._cover is None:
            return ()
        if engine == "lualatex" and self.config.missing == "show":
            return shown_codes(composed, self._styles, self._cover)
        return missing_glyphs(composed, self._styles, self._cover, alone=engine if engine != "lualatex" else "")


def _may_define(text: str) -> bool:
    r"""Whether a composed text may define something: most hold no `\new...` or `\def` at all."""
    return any(
        sign in text for sign in ("\\new", "\\renew", "\\provide", "\\def", "\\New", "\\Declare", "\\let", "\\cat")
    )
