"""What templates were filled in to, taken again as long as all that they asked for is as it was.

A template sees the project only through the functions of its context. While one is filled in, each call is noted
with what it gave. The text is taken again when the template and what stands in its key are the same, and every call,
made again in the same order, gives the same; calls have their effects either way. So an edit of one record costs the
templates that print it, and the others are not even compiled. Only what nothing was wrong with is kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from markupsafe import Markup

from reportgen.cache import Cache, Plain
from reportgen.citations import Citations
from reportgen.diagnostics import Outcome
from reportgen.documents import Locator
from reportgen.markup import Tex
from reportgen.templating import MisuseError, Templates


@dataclass(slots=True)
class _Notes:
    """The calls of one template, as (name, arguments, options, result), and what they cited, asked and used.

    `plain` is false once a call had an argument that cannot be kept.
    """

    calls: list[Plain] = field(default_factory=list)
    cited: set[str] = field(default_factory=set)
    asked: set[Locator] = field(default_factory=set)
    used: set[str] = field(default_factory=set)
    plain: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class _Filled:
    """A template's outcome, its calls, and what it cited and used of records without one; `plain` if it may be kept."""

    outcome: Outcome[str | None]
    calls: tuple[Plain, ...]
    cited: frozenset[str]
    used: frozenset[str]
    plain: bool


def _pack(filled: _Filled) -> Plain:
    if not filled.plain or filled.outcome.value is None or filled.outcome.diagnostics:
        return None
    return str(filled.outcome.value), list(filled.calls), sorted(filled.cited), sorted(filled.used)


def _unpack(plain: Plain) -> _Filled:
    text, calls, cited, used = plain
    return _Filled(outcome=Outcome(text), calls=tuple(calls), cited=frozenset(cited), used=frozenset(used), plain=True)


@dataclass(slots=True)
class Fillings:
    """The templates of one report.

    `functions` are those of the context; `result_of` gives the plain form of what one of them returned. `parts`
    are the plain values that besides calls decide a text. `hold` returns what takes back the effects of the calls
    that come after it.
    """

    cache: Cache
    templates: Templates
    citations: Citations
    functions: Mapping[str, Callable[..., Any]]
    result_of: Callable[[str, Any, Any], Plain]
    parts: Plain
    hold: Callable[[], Callable[[], None]]
    _open: list[_Notes] = field(default_factory=list)

    def fill(self, name: str, others: Mapping[str, Any]) -> Outcome[str | None]:
        """Fill in a template, or take what it was filled in to; `others` are the names of its context without calls."""
        try:
            texts = self.templates.texts(name)
        except (OSError, UnicodeDecodeError):  # which is said when it is filled in
            texts = ()
        key = self.cache.key(name, texts, self.parts)
        found = self.cache.fetch("sections", key, lambda: self._filled(name, others), _pack, _unpack, holds=self._again)
        return found.outcome

    def _filled(self, name: str, others: Mapping[str, Any]) -> _Filled:
        made, notes = self.citations, _Notes()
        self._open.append(notes)
        try:
            with made.apart():
                outcome = self.templates.fill(name, {**others, **self._noted()})
                own = frozenset(made.cited), frozenset(made.asked), frozenset(made.used)
                made.cited |= notes.cited
                made.asked |= notes.asked
                made.used |= notes.used
        finally:
            self._open.pop()
        cited, asked, used = own
        # Whether a passage can be cited depends on more than the record that names it.
        plain = notes.plain and not asked
        return _Filled(outcome=outcome, calls=tuple(notes.calls), cited=cited, used=used, plain=plain)

    def _again(self, filled: _Filled) -> bool:
        """Make the calls of a kept text again; `False`, and nothing has happened, when one gives something else."""
        take_back = self.hold()
        try:
            for name, arguments, options, result in filled.calls:
                given = [_argument(argument) for argument in arguments]
                made = self.functions[name](*given, **{key: _argument(value) for key, value in options})
                if self.result_of(name, arguments, made) != result:
                    take_back()
                    return False
        except MisuseError:
            take_back()
            return False
        self.citations.cited |= filled.cited
        self.citations.used |= filled.used
        return True

    def _noted(self) -> dict[str, Callable[..., Any]]:
        """Return the functions, each of which notes its calls."""

        def noting(name: str, function: Callable[..., Any]) -> Callable[..., Any]:
            def call(*arguments: Any, **options: Any) -> Any:
                notes = self._open[-1]
                with self._aside(notes):
                    made = function(*arguments, **options)
                try:
                    plain = [_plain(argument) for argument in arguments]
                    named = [(key, _plain(value)) for key, value in options.items()]
                except TypeError:
                    notes.plain = False
                else:
                    notes.calls.append((name, plain, named, self.result_of(name, plain, made)))
                return made

            return call

        return {name: noting(name, function) for name, function in self.functions.items()}

    @contextmanager
    def _aside(self, notes: _Notes) -> Iterator[None]:
        """Collect what a call cites, asks and uses apart from what the template cites of records that it has."""
        made = self.citations
        own = made.cited, made.asked, made.used
        made.cited, made.asked, made.used = set(), set(), set()
        try:
            yield
        finally:
            notes.cited |= made.cited
            notes.asked |= made.asked
            notes.used |= made.used
            made.cited, made.asked, made.used = own


def _plain(argument: Any) -> Plain:
    """Return the plain form of an argument: TeX as a list of one text. Raises `TypeError`."""
    if isinstance(argument, Markup):
        return [str(argument)]
    if isinstance(argument, str):
        return str(argument)
    if argument is None or type(argument) in {bool, int, float}:
        return argument
    raise TypeError(argument)


def _argument(plain: Plain) -> Any:
    return Tex(plain[0]) if isinstance(plain, list) else plain
