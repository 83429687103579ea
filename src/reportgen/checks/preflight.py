"""What would stop an engine, or leave a hole in the page, before one runs.

Unlike the rules of a `Report`, these look at files of the machine as well: the class and the fonts.
"""

from __future__ import annotations

import contextlib
import functools
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportgen.cache import Cache, Plain, pack_diagnostics, unpack_diagnostics
from reportgen.checks.report import Report
from reportgen.checks.watched import item_digests
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
    config, files = report.config, report.composition.files
    # Nothing is missing from the page that a person has not yet seen.
    fonts = find_fonts(config, tools, cache)
    whole = all(d.severity is Severity.NOTE for d in fonts.diagnostics)
    at_hand = fonts.value if whole else {}
    # A machine without the fonts can check as well; a font whose name is nearly right is a slip.
    slips = tuple(d for d in fonts.diagnostics if d.hint and d.hint.startswith(NEAR))

    @functools.cache
    def cover() -> Cover | None:
        return read_cover(at_hand, tools, cache, faces_of(config)) if at_hand else None

    def lost(composed: Mapping[str, Composed], styles: Styles) -> tuple[Diagnostic, ...]:
        from reportgen.checks.glyph_rules import missing_glyphs, shown_codes

        has = cover()
        if has is None:
            return ()
        if config.engine == "lualatex" and config.missing == "show":
            return shown_codes(composed, styles, has)
        return missing_glyphs(composed, styles, has, alone=config.engine if config.engine != "lualatex" else "")

    settings = [config.engine, config.missing, list(config.fallback)]
    look = _Look(own=style_files(config, tools), files=files, lost=lost)
    return (*slips, *look.found("preflight", [state_of(at_hand, tools), settings], cache))


def syntax_of(config: Config, composition: Composition, tools: Tools, cache: Cache) -> tuple[Diagnostic, ...]:
    """Return the faults of syntax in the composed TeX of a product."""
    return _Look(own=style_files(config, tools), files=composition.files).found("syntax", None, cache)


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
class _Look:
    """A look at composed `files`, with a class and style files of the report's `own`.

    `lost` tells which characters of some files no font has; without it only the syntax is looked at, and that of the
    composed files only.
    """

    own: Mapping[str, str]
    files: Mapping[str, Composed]
    lost: Callable[[Mapping[str, Composed], Styles], tuple[Diagnostic, ...]] | None = None

    def found(self, kind: str, parts: Plain, cache: Cache | None) -> tuple[Diagnostic, ...]:
        """Return what is wrong; `parts` decide it besides the files.

        A file in which nothing is wrong is known again; only where something is, all are looked at together.
        """
        if cache is None:
            return self._faults()
        key = cache.key([*self.own.items()], self._defining, parts)
        digests, kept = item_digests("composition.files", self.files, cache), cache.pieces(kind, key)
        right = [kept.fetch("", self._own_is_right, bool, bool)]
        right += [kept.fetch(digests[name], functools.partial(self._is_right, name), bool, bool) for name in self.files]
        kept.keep()
        if all(right):
            return ()
        whole = cache.key(kind, key, [*digests.items()])
        return cache.fetch("faults", whole, self._faults, pack_diagnostics, unpack_diagnostics)

    @functools.cached_property
    def _defining(self) -> tuple[str, ...]:
        return tuple(file.text for file in self.files.values() if _may_define(file.text))

    @functools.cached_property
    def _styles(self) -> Styles:
        from reportgen.checks.tex_styles import read_styles

        return read_styles((columns_text(), *self.own.values(), *self._defining))

    @functools.cached_property
    def _names(self) -> Names | None:
        from reportgen.checks.command_names import Names

        if not any(name.endswith(".cls") for name in self.own):
            return None  # the class that defines most of them could not be read
        return Names((columns_text(), *self.own.values()))

    def _faults(self) -> tuple[Diagnostic, ...]:
        from reportgen.checks.syntax_rules import tex_faults

        found = tex_faults(self.files, self._styles, self._names)
        return (*self._own_faults(), *found) or self._lost(self.files)

    def _own_faults(self) -> tuple[Diagnostic, ...]:
        if self.lost is None:
            return ()
        from reportgen.checks.style_rules import style_faults

        return tuple(style_faults(self.own))

    def _own_is_right(self) -> bool:
        return not self._own_faults()

    def _is_right(self, name: str) -> bool:
        """Whether nothing is wrong in one file, whatever is in the others that are right."""
        from reportgen.checks.syntax_rules import is_right_alone

        file = self.files[name]
        return is_right_alone(name, file, self._styles, self._names) and not self._lost({name: file})

    def _lost(self, composed: Mapping[str, Composed]) -> tuple[Diagnostic, ...]:
        return self.lost(composed, self._styles) if self.lost is not None else ()


def _may_define(text: str) -> bool:
    r"""Whether a composed text may define something: most hold no `\new...` or `\def` at all."""
    return any(
        sign in text for sign in ("\\new", "\\renew", "\\provide", "\\def", "\\New", "\\Declare", "\\let", "\\cat")
    )
