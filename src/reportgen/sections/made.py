"""What has been composed of a report so far."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from reportgen.citations import Citations
from reportgen.codes import diagnose
from reportgen.diagnostics import Collector, Place
from reportgen.markup import Composed, Tex
from reportgen.tables import Grid
from reportgen.templating import fault


@dataclass(slots=True, kw_only=True)
class Made:
    """The files by name, the ids of the exhibits used, and what waits until everything else is composed.

    `selected` are the lists of works and `indexes` the registers of names that follow from what the report prints,
    `labelled` the sections that hold labels; the other fields are those of `Composition`.
    """

    citations: Citations
    keep: Collector = field(default_factory=Collector)
    files: dict[str, Composed] = field(default_factory=dict)
    figures: list[str] = field(default_factory=list)
    tables: list[str] = field(default_factory=list)
    indexes: list[str] = field(default_factory=list)
    grids: dict[str, Grid] = field(default_factory=dict)
    shortened: dict[str, str] = field(default_factory=dict)
    end_line: str = ""
    complete: bool = True
    selected: list[str] = field(default_factory=list)
    labelled: set[str] = field(default_factory=set)

    def note(self, code: str, message: str, place: Place, hint: str | None = None) -> None:
        """Report what is wrong."""
        self.keep.found.append(diagnose(code, message, place, hint=hint))

    def hold(self) -> Callable[[], None]:
        """Return what takes back the effects of all calls after this one."""
        cites, found = self.citations, len(self.keep.found)
        cited, asked, used = set(cites.cited), set(cites.asked), set(cites.used)
        files, figures, tables = dict(self.files), list(self.figures), list(self.tables)
        indexes, grids, selected = list(self.indexes), dict(self.grids), list(self.selected)
        shortened = dict(self.shortened)
        labelled, end_line, complete = set(self.labelled), self.end_line, self.complete

        def take_back() -> None:
            cites.cited, cites.asked, cites.used = cited, asked, used
            del self.keep.found[found:]
            self.files, self.figures, self.tables = files, figures, tables
            self.indexes, self.grids, self.selected, self.shortened = indexes, grids, selected, shortened
            self.labelled, self.end_line, self.complete = labelled, end_line, complete

        return take_back

    def missing(self, what: str, name: str, known: Mapping[str, Any]) -> Tex:
        """Report a name that nothing has."""
        hint = f"known are: {', '.join(sorted(known))}" if known else None
        # What it was to show or to name is missing as well.
        self.complete = False
        return fault("SEC506", f"there is no {what} '{name}'", hint)
