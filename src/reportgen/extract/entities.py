"""Entities as items: who and what a document names, each once."""

from __future__ import annotations

from reportgen.extract.item import Item, Kind
from reportgen.extract.reading import Reading


def find_entities(reading: Reading) -> tuple[Item, ...]:
    """Return one item for each person, organisation, place, system and document, at its first mention.

    Title, headings and body count; notes and boilerplate do not. Fields: `name`, `type`, `aliases` when
    there are other forms, by first occurrence, and `mentions`, their number.
    """
    items = []
    for entity in reading.names.entities:
        start, end = entity.mentions[0]
        fields: dict[str, object] = {"name": entity.name, "type": entity.type}
        if entity.aliases:
            fields["aliases"] = list(entity.aliases)
        fields["mentions"] = len(entity.mentions)
        items.append(Item(kind=Kind.ENTITY, start=start, end=end, fields=fields))
    return tuple(sorted(items, key=lambda item: (item.start, item.end)))
