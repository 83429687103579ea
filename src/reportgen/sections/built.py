"""Tables of a report, built anew or taken again when the records they are made of are the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from reportgen.cache import (
    Cache,
    Plain,
    digest_of,
    pack_composed,
    pack_diagnostics,
    unpack_composed,
    unpack_diagnostics,
)
from reportgen.citations import Citations
from reportgen.diagnostics import Outcome, Severity
from reportgen.exhibits import Exhibit
from reportgen.sections.context import pack_source
from reportgen.tables import Built, build_table, pack_grid, table_parts, unpack_grid
from reportgen.templating import Templates


@dataclass(frozen=True, slots=True, kw_only=True)
class _Table:
    """A built table with the keys that it cites and the records that it shows.

    `asked` is set when it cites passages without a record.
    """

    outcome: Outcome[Built | None]
    cited: frozenset[str]
    asked: bool = False
    used: frozenset[str] = frozenset()


def _pack_table(table: _Table) -> Plain:
    if table.asked:  # whether a passage can be cited depends on more than the table
        return None
    built = table.outcome.value
    parts = (pack_composed(built.tex), pack_grid(built.grid)) if built is not None else None
    return parts, pack_diagnostics(table.outcome.diagnostics), sorted(table.cited), sorted(table.used)


def _unpack_table(plain: Plain) -> _Table:
    parts, found, cited, used = plain
    tex = unpack_composed(parts[0]) if parts is not None else None
    built = Built(tex=tex, grid=unpack_grid(parts[1])) if tex is not None else None
    outcome = Outcome(built, unpack_diagnostics(found))
    return _Table(outcome=outcome, cited=frozenset(cited), used=frozenset(used))


@dataclass(slots=True, kw_only=True)
class Tables:
    """Builds tables. `sources` are the views of the records by kind; `macros` are those that cells may call.

    `complete` says whether all entries of the bibliography and all records could be read.
    """

    sources: Mapping[str, Sequence[Any]]
    templates: Templates
    macros: frozenset[str]
    citations: Citations
    complete: tuple[bool, bool]
    cache: Cache | None
    digests: dict[str, str] = field(default_factory=dict)

    def build(self, exhibit: Exhibit) -> Outcome[Built | None]:
        """Build a table, or take the one that was built of the same records; its citations count either way."""

        def anew() -> _Table:
            with self.citations.apart():
                outcome = build_table(exhibit, self.sources, self.templates, self.macros, self.cache)
                made = self.citations
                return _Table(
                    outcome=outcome, cited=frozenset(made.cited), asked=bool(made.asked), used=frozenset(made.used)
                )

        if self.cache is None:
            return anew().outcome
        parts = table_parts(exhibit, self.digest, self.templates, self.macros)
        key = self.cache.key(parts, self.citations.works, *self.complete)
        table = self.cache.fetch("tables", key, anew, _pack_table, _unpack_table)
        self.citations.cited |= table.cited
        self.citations.used |= table.used
        return table.outcome

    def digest(self, kind: str) -> str:
        """Digest all records of a kind."""
        if kind not in self.digests:
            sources = self.sources.get(kind)
            self.digests[kind] = digest_of([kind, None if sources is None else [pack_source(s) for s in sources]])
        return self.digests[kind]


def is_bare(outcome: Outcome[Built | None]) -> bool:
    """Whether a table has no rows, though nothing is wrong with it."""
    wrong = any(d.severity is Severity.ERROR for d in outcome.diagnostics)
    return not wrong and (outcome.value is None or not outcome.value.grid.rows)
