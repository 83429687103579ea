"""What the rules look at: everything that a report is made of, before an engine runs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from reportgen.bibliography import Library
from reportgen.checks.rulings import Rulings
from reportgen.config import Config
from reportgen.diagnostics import Diagnostic
from reportgen.documents import Document
from reportgen.exhibits import Exhibit
from reportgen.figures import Material
from reportgen.records import Records
from reportgen.records.lock import Lock
from reportgen.sections import Composition


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A composed report. `documents` holds those at hand, `lock` what was verified when they were.

    `rulings` is what the author decided about problems; a rule need not look at it.
    """

    config: Config
    records: Records
    documents: Mapping[str, Document]
    lock: Lock
    library: Library
    tables: Mapping[str, Exhibit]
    figures: Mapping[str, Exhibit]
    composition: Composition
    rulings: Rulings = field(default_factory=Rulings)

    @property
    def material(self) -> Material:
        """What figures are drawn from."""
        return Material(records=self.records, library=self.library)

    @property
    def has_documents(self) -> bool:
        """Whether every document that the records speak of is at hand."""
        return all(record.id in self.documents for record in self.records.of("documents"))

    @property
    def whole(self) -> bool:
        """Whether every part could be read: otherwise what seems to be missing may stand in one that could not."""
        return self.records.complete and self.library.complete and self.composition.complete


# A rule looks at the report and reports each place where it does not hold. It raises for no input.
Rule = Callable[[Report], Iterator[Diagnostic]]
