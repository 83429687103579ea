"""The structure of a document as a tree of values, read from what the engine's run wrote.

The file has one JSON object a line (`tex/lua/reportgen-tags.lua` says what stands in it); the first line is the root.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple


class Content(NamedTuple):
    """A piece of a page that is marked as content: page from 1, number of the mark from 0."""

    page: int
    mark: int


class Annotation(NamedTuple):
    """A link; its annotations (one a line of text) carry this number as /StructParent."""

    link: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Element:
    """A structure element of ISO 32000-1, 14.8.4. `box` is that of a picture, in points on its page.

    `span` counts the columns of a cell; `scope` is that of a header cell: Row, Column.
    """

    role: str
    kids: tuple[Element | Content | Annotation, ...] = ()
    alt: str | None = None
    language: str | None = None
    span: int = 1
    scope: str | None = None
    box: tuple[float, float, float, float] | None = None


Kid = Element | Content | Annotation


def read_structure(data: bytes) -> Element:
    """Read the file. Raises `ValueError` if it is cut off or does not hang together."""
    try:
        lines = [json.loads(line) for line in data.splitlines()]
        pending = {line["id"]: line for line in lines}
        root = _element(lines[0]["id"], pending)
    except (KeyError, IndexError, TypeError, AttributeError) as error:
        message = f"not a structure: {error!r}"
        raise ValueError(message) from error
    if pending:
        message = f"{len(pending)} elements hang nowhere"
        raise ValueError(message)
    return root


def _element(name: int, pending: dict[int, Mapping[str, Any]]) -> Element:
    raw = pending.pop(name)
    box = raw.get("bbox")
    return Element(
        role=raw["role"],
        kids=tuple(_kid(kid, pending) for kid in raw["kids"]),
        alt=raw.get("alt"),
        language=raw.get("lang"),
        span=raw.get("colspan", 1),
        box=(box[0], box[1], box[2], box[3]) if box else None,
    )


def _kid(raw: Any, pending: dict[int, Mapping[str, Any]]) -> Kid:
    if isinstance(raw, int):
        return _element(raw, pending)
    if isinstance(raw, list):
        page, mark = raw
        return Content(page, mark)
    return Annotation(raw["link"])
