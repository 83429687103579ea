"""What a document states about itself, as an item."""

from __future__ import annotations

from reportgen.documents.document import Fact
from reportgen.extract.item import Item, Kind
from reportgen.extract.reading import Reading

# Where a text states nothing of itself, the item stands on its opening words.
_OPENING = 80


def find_metadata(reading: Reading) -> tuple[Item, ...]:
    """Return one item: the fields of CSL that the text states, those it infers with the reason, and what is missing."""
    known = reading.document.metadata
    stated: dict[str, tuple[Fact, ...]] = {
        "title": _one(known.title),
        "author": known.authors,
        "issued": _one(known.issued),
        "container-title": _one(known.container_title),
        "publisher": _one(known.publisher),
        "URL": _one(known.url),
        "language": _one(known.language),
    }
    fields: dict[str, object] = {
        name: [fact.value for fact in facts] if name == "author" else facts[0].value
        for name, facts in stated.items()
        if facts
    }
    fields["missing"] = [name for name, facts in stated.items() if not facts]
    inferred = {name: facts[0].reason for name, facts in stated.items() if facts and facts[0].reason}
    if inferred:
        fields["inferred"] = inferred
    fields["spans"] = {
        name: [list(reading.document.source_span(fact.start, fact.end)) for fact in facts]
        for name, facts in stated.items()
        if facts and any(fact.end > fact.start for fact in facts)
    }
    first = next((facts[0] for facts in stated.values() if facts and facts[0].end > facts[0].start), None)
    if first is None and not reading.document.segments:
        return ()
    if first is not None:
        return (Item(kind=Kind.METADATA, start=first.start, end=first.end, fields=fields),)
    opening = reading.document.segments[0]
    end = min(opening.end, opening.start + _OPENING)
    return (Item(kind=Kind.METADATA, start=opening.start, end=end, fields=fields),)


def _one(fact: Fact | None) -> tuple[Fact, ...]:
    return (fact,) if fact else ()
