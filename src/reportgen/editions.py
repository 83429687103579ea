"""Editions of a report: texts and settings laid over it, or over one of its products, and the records that it holds.

An edition is what one row of a batch asks for. As a text it is among the options of a build, so that one whose row
is as it was has nothing to do.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from reportgen.diagnostics import Place

# The folder in `build/` of all editions; no product is called like it.
FOLDER = "batch"
# Letters of any script: the name becomes that of a folder.
_NAME = re.compile(r"[^\W_][\w.-]*(?<!\.)")
_LONGEST = 100


# What the column `documents` asks for: those with these ids.
DOCUMENTS = ("documents", "id")


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """Keeps those records of a kind whose field has one of some values; without a `kind`, of every kind."""

    kind: str = ""
    field: str
    values: tuple[str, ...]

    def __str__(self) -> str:
        """As it is written in a file of parameters: `indicators.theme = trade; arms`."""
        name = f"{self.kind}.{self.field}" if self.kind else self.field
        name = "documents" if (self.kind, self.field) == DOCUMENTS else name
        return f"{name} = {'; '.join(self.values)}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """One briefing of a batch.

    `product` is the one that it is laid over, `""` for the report itself. `settings` are (section, key, value), as
    report.toml has them. `places` tells where the settings are written, by section and key; it decides nothing.
    """

    name: str
    product: str = ""
    settings: tuple[tuple[str, str, Any], ...] = ()
    filters: tuple[Filter, ...] = ()
    places: Mapping[tuple[str, str], Place] = field(default_factory=dict, compare=False)

    @property
    def folder(self) -> str:
        """The folder of its output in `build/`."""
        return f"{FOLDER}/{self.name}"

    def text(self) -> str:
        """Return all that decides what it holds, as one text."""
        filters = [(each.kind, each.field, each.values) for each in self.filters]
        return json.dumps([self.name, self.product, self.settings, filters])


def read_edition(text: str) -> Edition | None:
    """Return the edition of a text, `None` for an empty one. Raises `ValueError` for a text that is none."""
    if not text:
        return None
    name, product, settings, filters = json.loads(text)
    return Edition(
        name=name,
        product=product,
        settings=tuple((section, key, value) for section, key, value in settings),
        filters=tuple(Filter(kind=kind, field=key, values=tuple(values)) for kind, key, values in filters),
    )


def is_name(name: str) -> bool:
    """Whether an edition can have this name: it becomes that of a folder, on any file system."""
    composed = unicodedata.normalize("NFC", name) == name
    return composed and len(name.encode()) <= _LONGEST and bool(_NAME.fullmatch(name))
