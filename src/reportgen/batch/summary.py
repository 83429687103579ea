"""What a batch has come to: the rows with their results in, diagnostics and one table of rows out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from reportgen.diagnostics import Diagnostic, Severity, arrange

# How many rows are named before what they have in common; and how wide the first message of a failure may be.
_NAMED = 3
_WIDEST = 160


class State(StrEnum):
    """What became of a row."""

    MADE = "made"
    UNCHANGED = "unchanged"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class RowResult:
    """A row at the end: the line that says what was made, empty when it failed, and what was noticed."""

    name: str
    state: State
    summary: str
    diagnostics: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """All rows of a batch, in the order of the file."""

    rows: tuple[RowResult, ...]

    @property
    def could_run(self) -> bool:
        """Whether any row was built, was as it was, or failed for another reason than settings and set-up."""
        return any(row.state is not State.FAILED or not _could_not_run(row) for row in self.rows)

    def count(self, state: State) -> int:
        """Return how many rows have come to this."""
        return sum(row.state is state for row in self.rows)

    def table(self) -> str:
        """Return the rows as a table, one line each, and how many have come to what."""
        names = max(len("row"), *(len(row.name) for row in self.rows))
        states = max(len("result"), *(len(row.state) for row in self.rows))
        lines = [f"{'row':{names}}  {'result':{states}}  output, or the first problem"]
        lines += [f"{row.name:{names}}  {row.state:{states}}  {_told(row)}" for row in self.rows]
        numbers = ", ".join(f"{self.count(state)} {state}" for state in State)
        plural = "" if len(self.rows) == 1 else "s"
        return "\n".join([*lines, f"{len(self.rows)} row{plural}: {numbers}"])


def _could_not_run(row: RowResult) -> bool:
    return any(each.severity is Severity.ERROR and each.code.startswith("CFG") for each in row.diagnostics)


def _told(row: RowResult) -> str:
    """Return what a row made, or the first of the worst problems that kept it from being made."""
    if row.state is not State.FAILED:
        warnings = sum(each.severity is Severity.WARNING for each in row.diagnostics)
        return row.summary + (f" ({warnings} warning{'s' if warnings > 1 else ''})" if warnings else "")
    worst = [each for each in row.diagnostics if each.severity >= Severity.WARNING]
    first = max(worst, key=lambda each: each.severity, default=None)
    if first is None:
        return "no reason was given"
    where = f"{first.place}: " if first.place else ""
    more = f" (and {len(worst) - 1} more)" if len(worst) > 1 else ""
    text = f"{where}{first.severity.word}[{first.code}] {first.message}"
    return (text if len(text) <= _WIDEST else f"{text[:_WIDEST]} …") + more


def with_names(rows: Sequence[RowResult]) -> tuple[Diagnostic, ...]:
    """Return the diagnostics of all rows, each with the names of its rows before the message, equal ones once."""
    found: dict[Diagnostic, list[str]] = {}
    for row in rows:
        for each in row.diagnostics:
            found.setdefault(each, []).append(row.name)
    return arrange(
        replace(each, message=f"{_names(tuple(dict.fromkeys(names)), len(rows))}: {each.message}")
        for each, names in found.items()
    )


def _names(names: tuple[str, ...], rows: int) -> str:
    if len(names) == rows > 1:
        return f"all {rows} rows"
    shown = ", ".join(names[:_NAMED])
    return shown if len(names) <= _NAMED else f"{shown} and {len(names) - _NAMED} more"
