"""Hold a proposal against its own document, by the checks that every record must pass."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from reportgen.diagnostics import Place
from reportgen.documents import Document, Locator
from reportgen.drafting.proposal import AND, Proposal
from reportgen.records import Records
from reportgen.records.coherence import check_coherence
from reportgen.records.form import check_tree
from reportgen.records.holding import check_claim
from reportgen.records.passages import Passages
from reportgen.records.record import Claim
from reportgen.records.schema import SCHEMAS
from reportgen.records.sources import Sources
from reportgen.values import Tree, Value

# What a document is called while it has no id yet.
_HERE = "D"
_NOWHERE = Place(file="")
# Fields that make sense only with another one.
_TOGETHER = {"date": ("date_end", "precision", "basis", "basis_note"), "basis": ("basis_note",)}
_ROUNDS = 8


class Checks:
    """The checks of one document."""

    def __init__(self, document: Document) -> None:
        """Take the document that proposals are held against."""
        self._passages = Passages({_HERE: document})
        self._sources = Sources(self._passages, Records(by_kind={}, by_id={}))

    def faults(self, proposal: Proposal) -> Iterator[tuple[str, str]]:
        """Give the field and the code of each thing that is wrong with a proposal."""
        fields = SCHEMAS[proposal.kind].fields
        leaning = {"evidence": _locators(proposal.evidence), "via": _locators(proposal.via)}
        texts = {"id": "x", **proposal.fields, **leaning}
        if "document" in fields:
            texts["document"] = _HERE
        places = {key: Place(file="", line=number) for number, key in enumerate(texts, 1)}
        values = {key: Value(text, places[key]) for key, text in texts.items() if key in fields}
        tree = Tree(values, _NOWHERE, {})
        lines = dict(enumerate(texts, 1))
        for found in check_tree(tree, fields, proposal.kind):
            yield lines.get(found.place.line or 0, "") if found.place else "", found.code
        claim = Claim(
            record="x",
            kind=proposal.kind,
            path="",
            fields=tree,
            evidence=tuple(map(_locator, proposal.evidence)),
            via=tuple(map(_locator, proposal.via)),
        )
        yield from ((field, found.code) for field, found in check_coherence(claim))
        yield from ((fault.field, fault.diagnostic.code) for fault in check_claim(claim, self._passages))
        yield from ((field, found.code) for field, found in self._sources.check(claim))

    def mended(
        self, proposal: Proposal, mend: Callable[[Proposal, str], Proposal | None] = lambda _, __: None
    ) -> Proposal:
        """Return a proposal that passes, or the last form of it with the code of what it fails.

        What may be missing and does not stand in the passage is left out. `mend` gets a field that is at fault and
        returns another form of the proposal, `None` when it knows none.
        """
        fields = SCHEMAS[proposal.kind].fields
        for _ in range(_ROUNDS):
            found = next(self.faults(proposal), None)
            if found is None:
                return proposal
            field, code = found
            better = mend(proposal, field)
            if better is None and field == "via":
                better = replace(proposal, via=())
            if better is None and field in proposal.fields and not fields[field].required and field != "quote":
                gone = {field, *_TOGETHER.get(field, ())}
                if not any(name in fields and fields[name].required for name in gone):
                    kept = {key: text for key, text in proposal.fields.items() if key not in gone}
                    better = replace(proposal, fields=kept)
            if better is None or better == proposal:
                return replace(proposal, fault=code)
            proposal = better
        return replace(proposal, fault="REC213")


def _locator(label: str) -> Locator:
    return Locator(document=_HERE, note=label[0] == "n", number=int(label[1:]))


def _locators(labels: tuple[str, ...]) -> str:
    return AND.join(f"{_HERE}#{label}" for label in labels)
