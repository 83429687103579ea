"""The values that filters can ask for: all records in, what no record has out."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import dataclass, field

from reportgen.codes import diagnose
from reportgen.diagnostics import Diagnostic
from reportgen.editions import DOCUMENTS, Filter
from reportgen.records import Records
from reportgen.records.selection import asked_of, values_of
from reportgen.values import Value

# How many values a hint lists.
_SHOWN = 8


@dataclass(frozen=True, slots=True)
class Known:
    """The values of the records of a project, looked up once for each filter."""

    records: Records
    _values: dict[tuple[str, str], frozenset[str]] = field(default_factory=dict)

    def of(self, asked: Filter) -> frozenset[str]:
        """Return the values that the records of a filter have."""
        key = asked.kind, asked.field
        if key not in self._values:
            kinds = [kind for kind in self.records.by_kind if asked_of(asked, kind)]
            self._values[key] = frozenset(
                value for kind in kinds for record in self.records.of(kind) for value in values_of(record, asked.field)
            )
        return self._values[key]

    def missing(self, asked: Filter, cell: Value) -> Iterator[Diagnostic]:
        """Report each value of a cell that no record has; nothing where records could not be read."""
        there = self.of(asked)
        for part in cell.parts(";") if self.records.complete else ():
            if part in there:
                continue
            like = {value.casefold(): value for value in sorted(there)}
            near = difflib.get_close_matches(part.casefold(), like, 1, 0.6)
            some = ", ".join(sorted(there)[:_SHOWN]) + (", …" if len(there) > _SHOWN else "")
            hint = f"did you mean '{like[near[0]]}'?" if near else f"there are: {some}" if there else None
            message = f"no record of '{asked.kind}' has '{part}' as its {asked.field}"
            if (asked.kind, asked.field) == DOCUMENTS:
                message = f"there is no document '{part}'"
            elif not asked.kind:
                message = f"no record has '{part}' as its {asked.field}"
            yield diagnose("CFG032", message, part.place, hint=hint, length=len(part))
