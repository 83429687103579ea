"""The project's templates: what they are here; to fill them in, Jinja is loaded when the first one is."""

from __future__ import annotations

import re
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reportgen.cache import Cache, pack_place
from reportgen.diagnostics import Outcome, Place
from reportgen.tools import Tools

if TYPE_CHECKING:
    from reportgen.templating.environment import Filler

_USES_OTHERS = re.compile(r"\(\(\*[-+]?\s*(?:from|import|include|extends)\b(?:(?!\*\)\)).)*", re.DOTALL)
# One that is written out, with nothing behind it that could choose another.
_NAMED = re.compile(
    r"""\(\(\*[-+]?\s*\w+\s+(?P<mark>["'])(?P<name>[^"'\\]+)(?P=mark)"""
    r"""(?!.*\b(?:if|or|and|else|in|is|not)\b)[\w\s,]*[-+]?""",
    re.DOTALL,
)
_FOLDERS = ("report", "data", "bib")


class Templates:
    """The project's templates, by path relative to the project."""

    def __init__(self, project: Path, tools: Tools, cache: Cache | None = None) -> None:
        """Take a project; nothing is read or loaded yet."""
        self._project, self._tools, self._cache = project, tools, cache

    @cached_property
    def _filler(self) -> Filler:
        from reportgen.templating.environment import Filler

        return Filler(self._project, self._tools, self._source, self._cache)

    def has(self, name: str) -> bool:
        """Whether there is a template of this name."""
        return exists(self._project, name, self._tools)

    def is_blank(self, name: str) -> bool:
        """Whether a template holds nothing at all, not even a comment."""
        return not self._source(name).strip()

    def asked_of_arguments(self, name: str, macros: AbstractSet[str]) -> tuple[tuple[str, Place], ...]:
        """Return each field that some macros of a template ask of their first argument, with its place.

        With them are looked at the macros that they hand it on to.
        """

        def look() -> tuple[tuple[str, Place], ...]:
            return tuple(self._filler.asked_of_arguments(name, macros))

        if self._cache is None:
            return look()
        return self._cache.fetch(
            "asked", self._cache.key(name, self._source(name), sorted(macros)), look,
            lambda found: [(field, pack_place(place)) for field, place in found],
            lambda plain: tuple((field, Place(file=file, line=line, column=column))
                                for field, (file, line, column) in plain),
        )  # fmt: skip

    def macro_place(self, name: str, macro: str) -> Place:
        """Return the place of a macro of a template, of the template itself when it has none of that name."""
        return self._filler.macro_place(name, macro)

    def texts(self, name: str) -> tuple[tuple[str, str | None], ...]:
        """Return the templates, by name with their texts, that one may use: itself, and those that it names.

        A name that is not written out may be that of any template of the report. A text is `None` when there is
        no such template.
        """
        found: dict[str, str | None] = {}
        waiting = [name]
        while waiting:
            used = waiting.pop()
            if used not in found:
                own = found[used] = self._source(used) if self.has(used) else None
                for statement in _USES_OTHERS.finditer(own or ""):
                    named = _NAMED.fullmatch(statement.group())
                    waiting += [named["name"]] if named else self._every()
        return tuple(found.items())

    def _every(self) -> list[str]:
        paths = (path for folder in _FOLDERS for path in self._tools.list(self._project / folder, "**/*.j2"))
        return [path.relative_to(self._project).as_posix() for path in paths]

    def fill(self, name: str, context: Mapping[str, Any]) -> Outcome[str | None]:
        """Fill in a template; `None` when it cannot be read or fails half-way."""
        return self._filler.fill(name, context)

    def call(self, name: str, macro: str, *arguments: Any) -> Outcome[str | None]:
        """Call a macro of a template. The outcome is `None` when it has no such macro."""
        return self._filler.call(name, macro, *arguments)

    def macros(self, name: str, cache: Cache | None = None) -> Outcome[frozenset[str]]:
        """Return the names of a template's macros, or those that the same text had before."""
        if cache is None:
            return self._filler.macros(name)
        try:
            key = cache.key(self.texts(name))
        except (OSError, UnicodeDecodeError):
            return self._filler.macros(name)
        return cache.fetch(
            "macros", key, lambda: self._filler.macros(name),
            lambda found: None if found.diagnostics else sorted(found.value), lambda plain: Outcome(frozenset(plain)),
        )  # fmt: skip

    def _source(self, name: str) -> str:
        """Return the text of a template, also of one that is not UTF-8; `""` when there is none."""
        if not exists(self._project, name, self._tools):
            return ""
        return self._tools.read(self._project / name).decode("utf-8-sig", "surrogateescape")


def exists(project: Path, name: str, tools: Tools) -> bool:
    """Whether there is a template of this name inside the project."""
    inside = ".." not in name.split("/") and not name.startswith("/")
    return inside and name.endswith(".j2") and tools.state(project / name) is not None
