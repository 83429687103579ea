"""The exhibits of which an edition holds no record: declarations and records in, ids out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from reportgen.cache import Cache
from reportgen.exhibits import Exhibit
from reportgen.figures import Material, check_figure
from reportgen.tables import arrange


def emptied(
    tables: Mapping[str, Exhibit],
    figures: Mapping[str, Exhibit],
    sources: Mapping[str, Sequence[Any]],
    material: Material,
    cache: Cache | None,
) -> frozenset[str]:
    """Return the tables and figures that have nothing to show because records are left out; faulty ones are not asked.

    `sources` are the views of the records by kind.
    """
    if not (material.records.left_out and material.records.complete and material.library.complete):
        return frozenset()
    found = {id_ for id_, each in figures.items() if each.readable and check_figure(each, material) == ((), ())}
    for id_, each in tables.items():
        rows = arrange(each, sources, cache).value
        if rows is not None and next(rows.views(), None) is None:
            found.add(id_)
    return frozenset(found)
