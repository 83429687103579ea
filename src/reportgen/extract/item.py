"""What extraction yields: items, each with the span of the document that it stands on."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import NamedTuple


class Kind(StrEnum):
    """The kinds of items, in the order in which they are printed."""

    METADATA = "metadata"
    REFERENCE = "reference"
    QUANTITY = "quantity"
    EVENT = "event"
    STATEMENT = "statement"
    AGREEMENT = "agreement"
    ENTITY = "entity"
    SUMMARY = "summary"
    PAIR = "pair"


class Item(NamedTuple):
    """One proposed piece of evidence.

    `start` and `end` are half-open code-point offsets in the document's text; nothing is made without
    them. `fields` are JSON values (strings, numbers, booleans, lists, mappings), by the names that
    docs/extract.md gives for the kind; a field that the text does not state is left out.
    """

    kind: Kind
    start: int
    end: int
    fields: Mapping[str, object] = MappingProxyType({})
