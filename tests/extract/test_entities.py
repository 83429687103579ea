from __future__ import annotations

from test_names import reading

from reportgen.extract.entities import find_entities
from reportgen.extract.item import Kind


def test_each_entity_is_one_item_at_its_first_mention() -> None:
    each = reading("Anna Berg met Olof Lund. Berg smiled.", "Lund left for Oslo.")
    items = find_entities(each)
    assert [(item.kind, each.text[item.start : item.end], dict(item.fields)) for item in items] == [
        (Kind.ENTITY, "Anna Berg", {"name": "Anna Berg", "type": "person", "aliases": ["Berg"], "mentions": 2}),
        (Kind.ENTITY, "Olof Lund", {"name": "Olof Lund", "type": "person", "aliases": ["Lund"], "mentions": 2}),
        (Kind.ENTITY, "Oslo", {"name": "Oslo", "type": "place", "mentions": 1}),
    ]


def test_nothing_in_an_empty_document() -> None:
    assert find_entities(reading()) == ()


def test_a_place_is_not_the_agreement_named_after_it() -> None:
    text = "The Velsund Cold Chain Agreement was signed in Velsund by Norway. The port of Velsund is small."
    found = {item.fields["name"]: item.fields["type"] for item in find_entities(reading(text))}
    assert found == {"Velsund Cold Chain Agreement": "document", "Velsund": "place", "Norway": "place"}
