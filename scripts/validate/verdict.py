"""What a check found."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

SHOWN = 12  # faults of one check that are printed


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """A check by name: what it looked at, in figures; its faults; or the program that it lacks."""

    name: str
    said: str = ""
    faults: tuple[str, ...] = ()
    missing: str = ""

    @property
    def mark(self) -> str:
        """The word at the head of its line."""
        return "absent" if self.missing else "FAILED" if self.faults else "ok"


def lines(verdict: Verdict) -> Iterable[str]:
    """Give the line of a check, and those of its faults."""
    yield f"{verdict.mark:7} {verdict.name}: {verdict.missing or verdict.said}"
    for fault in verdict.faults[:SHOWN]:
        yield f"          {fault}"
    if len(verdict.faults) > SHOWN:
        yield f"          and {len(verdict.faults) - SHOWN} more"


def status(verdicts: Iterable[Verdict]) -> int:
    """Return the exit code: 0 all good, 1 a fault was found, 2 a check could not be made."""
    marks = {verdict.mark for verdict in verdicts}
    return 1 if "FAILED" in marks else 2 if "absent" in marks else 0
