"""The value types of the record layer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from reportgen.diagnostics import Place
from reportgen.documents import Locator
from reportgen.values import Node, Tree, Value


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A statement with evidence of its own: a flat record, or one item inside a nested record.

    `path` names it inside its record (`""` for the record itself, `findings.2` for an item).
    """

    record: str
    kind: str
    path: str
    fields: Tree
    evidence: tuple[Locator, ...]
    via: tuple[Locator, ...]

    @property
    def id(self) -> str:
        """The name of the claim in the evidence lock."""
        return f"{self.record}/{self.path}" if self.path else self.record


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One reviewed fact, or one nested group of facts, with the place where the analyst wrote it."""

    id: str
    kind: str
    fields: Tree
    place: Place
    claims: tuple[Claim, ...]

    @property
    def evidence(self) -> tuple[Locator, ...]:
        """The record's own evidence, or that of its items in their order when it has none."""
        return self._locators("evidence")

    @property
    def via(self) -> tuple[Locator, ...]:
        """The notes that the record's facts were taken through."""
        return self._locators("via")

    @property
    def review(self) -> str:
        """`proposed` or `accepted` for what was extracted from a document, empty for what a person wrote."""
        return str(self.fields.text("review") or "").strip()

    @property
    def proposed(self) -> bool:
        """Whether it was extracted and nobody has looked at it yet."""
        return self.review == "proposed"

    @property
    def document(self) -> str:
        """The document it comes from: the one it names, or that of its first passage; `""` for none."""
        if self.kind == "documents":
            return self.id
        named = self.text("document")
        return str(named.stripped()) if named else next((locator.document for locator in self.evidence), "")

    def _locators(self, name: str) -> tuple[Locator, ...]:
        own = [claim for claim in self.claims if not claim.path] or list(self.claims)
        return tuple(dict.fromkeys(locator for claim in own for locator in getattr(claim, name)))

    def text(self, key: str) -> Value | None:
        """Return a non-empty text field."""
        return self.fields.text(key)

    def field(self, key: str) -> Node | None:
        """Return a field of any form, `None` when it is missing."""
        return self.fields.get(key)


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """A record that an edition does not hold, and the filter that says so, or what it needs and lacks."""

    record: Record
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Records:
    """All records: by kind in written order, and by id.

    `complete` is false when a file or a record had to be left out; what then seems to be missing may
    stand there and is no fault of its own. `left_out` are those that the project has and an edition does not, by id.
    """

    by_kind: Mapping[str, tuple[Record, ...]]
    by_id: Mapping[str, Record]
    complete: bool = True
    left_out: Mapping[str, LeftOut] = field(default_factory=dict)

    @property
    def whole(self) -> bool:
        """Whether all records of the project are here, so that what is missing is nowhere."""
        return self.complete and not self.left_out

    @property
    def lost_documents(self) -> dict[str, str]:
        """The documents that are left out, each with the reason."""
        return {id_: left.why for id_, left in self.left_out.items() if left.record.kind == "documents"}

    def of(self, kind: str) -> tuple[Record, ...]:
        """Return the records of a kind, `()` when there are none."""
        return self.by_kind.get(kind, ())

    def known(self, kind: str) -> tuple[Record, ...]:
        """Return the records of a kind that the project has, whether they are held here or not."""
        return (*self.of(kind), *(left.record for left in self.left_out.values() if left.record.kind == kind))

    @property
    def claims(self) -> tuple[Claim, ...]:
        """Every claim of every record."""
        return tuple(claim for records in self.by_kind.values() for record in records for claim in record.claims)
