"""Problems as values: what every stage returns beside its result.

A stage never raises for the author's fault. It drops the faulty item, records a
`Diagnostic` and goes on, so that one build shows every fault.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from enum import IntEnum
from typing import Generic, NamedTuple, TypeVar

T = TypeVar("T")


class Severity(IntEnum):
    """How bad a problem is; ordered, so that the worst of several is their `max`.

    `SILENCED` is one that the author has allowed with a reason: it is counted and never stops anything.
    """

    SILENCED = 0
    NOTE = 1
    WARNING = 2
    ERROR = 3

    @property
    def word(self) -> str:
        """The lower-case word shown to people and machines."""
        return self.name.lower()


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place in a file that a person edits.

    `file` is relative to the project, with forward slashes. `line` and `column` are 1-based,
    columns count characters; `None` means unknown, never 0.
    """

    file: str
    line: int | None = None
    column: int | None = None

    def __str__(self) -> str:
        """`file:line:column`, as far as known."""
        return ":".join(str(part) for part in (self.file, self.line, self.column) if part is not None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Related:
    """A second place that explains a problem: the first definition, the record, the passage."""

    message: str
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnostic:
    """A problem found by any stage.

    `message` is one line without a full stop and names the thing in the author's own words;
    `hint` says what to do. Lines and columns are 1-based, `end_column` is exclusive.
    """

    code: str
    severity: Severity
    message: str
    place: Place | None = None
    end_line: int | None = None
    end_column: int | None = None
    hint: str | None = None
    related: tuple[Related, ...] = ()


def silenced(diagnostic: Diagnostic, by: Related) -> Diagnostic:
    """Return a problem as one that is allowed; `by` is the silence: its reason, and where it stands."""
    return replace(diagnostic, severity=Severity.SILENCED, related=(*diagnostic.related, by))


def silence_of(diagnostic: Diagnostic) -> Related | None:
    """Return the silence that allows a problem, `None` for one that is not allowed."""
    return diagnostic.related[-1] if diagnostic.severity is Severity.SILENCED and diagnostic.related else None


class Outcome(NamedTuple, Generic[T]):
    """What a stage returns: its value, and everything it noticed on the way."""

    value: T
    diagnostics: tuple[Diagnostic, ...] = ()


def sort_key(diagnostic: Diagnostic) -> tuple[str, int, int, int, str, str, str]:
    """Order by file, line, column, worst first, code, message, then the rest; unknown places come first."""
    place = diagnostic.place
    return (
        place.file if place else "",
        (place.line or 0) if place else 0,
        (place.column or 0) if place else 0,
        -diagnostic.severity,
        diagnostic.code,
        diagnostic.message,
        repr(diagnostic),
    )


def arrange(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Drop equal diagnostics and sort the rest, so that output never depends on work order."""
    return tuple(sorted(dict.fromkeys(diagnostics), key=sort_key))


@dataclass(slots=True)
class Collector:
    """Keeps the diagnostics of a run of stages: `value = keep(stage(...))`.

    `judge` says how bad each is in this project; it leaves alone what it has judged before.
    """

    found: list[Diagnostic] = field(default_factory=list)
    judge: Callable[[Diagnostic], Diagnostic] = lambda diagnostic: diagnostic

    def __call__(self, outcome: Outcome[T]) -> T:
        """Store what the stage noticed and return its value."""
        self.found.extend(map(self.judge, outcome.diagnostics))
        return outcome.value

    def judge_by(self, judge: Callable[[Diagnostic], Diagnostic]) -> None:
        """Judge everything, also what was kept before, by the project's own settings."""
        self.judge = judge
        self.found[:] = map(judge, self.found)

    @property
    def failed(self) -> bool:
        """Whether any stage so far met an error."""
        return any(d.severity is Severity.ERROR for d in self.found)

    @property
    def warned(self) -> bool:
        """Whether any stage so far warned."""
        return any(d.severity is Severity.WARNING for d in self.found)

    def arranged(self) -> tuple[Diagnostic, ...]:
        """Everything kept so far, without repeats, in output order."""
        return arrange(self.found)
