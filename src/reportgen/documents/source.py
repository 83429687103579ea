"""A file that is being read, and how its faults are told."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from reportgen.codes import diagnose
from reportgen.diagnostics import Diagnostic, Place


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class SourceFile:
    """A file to be read: its path, and the name by which people know it."""

    name: str
    path: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A file's bytes. `subject` is how messages call it: its name, or `document D1 (name)`."""

    name: str
    subject: str
    data: bytes

    @property
    def suffix(self) -> str:
        """The end of the name from its last dot, in lower case; empty when there is none."""
        stem, dot, end = self.name.rpartition("/")[2].rpartition(".")
        return f".{end.lower()}" if dot and stem else ""

    def fault(self, code: str, predicate: str, *, line: int | None = None, hint: str | None = None) -> Diagnostic:
        """Return a diagnostic that says something of this file: `predicate` begins with a verb. Lines count from 1."""
        return diagnose(code, f"{self.subject} {predicate}", Place(file=self.name, line=line), hint=hint)
