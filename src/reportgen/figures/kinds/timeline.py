"""Timelines: dated records in lanes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from reportgen.diagnostics import Diagnostic
from reportgen.exhibits import Exhibit, fair_shares, no_such_value
from reportgen.figures.kinds.kind import Chosen, Kind, Picture, Request
from reportgen.figures.material import documents_of
from reportgen.records import Record

if TYPE_CHECKING:
    from reportgen.figures.drawing import Entry, Scene, Style

# A limited timeline that would be higher than a page has labels and ISO dates cut to so many characters: the first
# of these that does. The records have them whole.
_SHORTER = ((60, 10), (36, 10), (18, 7), (18, 4))


def _label(exhibit: Exhibit) -> str:
    return str(exhibit.text("label") or "label")


def _lane(exhibit: Exhibit) -> str:
    return str(exhibit.text("lane") or "lane")


def _labelled(exhibit: Exhibit, records: Chosen) -> Chosen:
    return tuple(record for record in records if record.text(_label(exhibit)))


def _limited(records: Chosen, limit: int) -> Chosen:
    """Return at most so many: of each document as many of its most exactly dated ones, of these the first.

    So one long document does not crowd out the others. Where that leaves room, or there are more documents than
    the limit, the most exactly dated of all come first.
    """
    ranked = sorted(records, key=_vagueness)
    by_document: dict[str, list[Record]] = {}
    for record in ranked:
        by_document.setdefault(record.document, []).append(record)
    groups = list(by_document.values())
    shares = fair_shares([len(group) for group in groups], limit)
    shared = {record.id for group, share in zip(groups, shares, strict=True) for record in group[:share]}
    first = sorted(ranked, key=lambda record: record.id not in shared)
    ids = {record.id for record in first[:limit]}
    return tuple(record for record in records if record.id in ids)


def _vagueness(record: Record) -> int:
    """Return how inexact a record's date is, 0 for one to the day that stands in the passage."""
    order = ("day", "month", "year", "approximate")
    precision, basis = str(record.text("precision") or ""), str(record.text("basis") or "")
    return 2 * (order.index(precision) if precision in order else len(order)) + (basis != "explicit")


def _select(request: Request) -> tuple[Chosen, Iterator[Diagnostic]]:
    exhibit, records = request.exhibit, request.records
    labelled = _labelled(exhibit, records)
    if exhibit.limit is not None:
        labelled = _limited(labelled, exhibit.limit)
    lanes = frozenset(str(record.text(_lane(exhibit)) or "") for record in labelled)
    known = labelled and request.material.complete and not exhibit.switched_on("optional")
    return labelled, no_such_value(exhibit.texts("lanes"), lanes, None, "lane") if known else iter(())


def _picture(request: Request) -> Picture:
    exhibit, records = request.exhibit, request.records
    from reportgen.figures.drawing import Entry, lay_out_timeline

    entries = tuple(
        Entry(
            start=str(r.text("date")), end=str(r.text("date_end")) if r.text("date_end") else None,
            approximate=r.text("precision") == "approximate", label=str(r.text(_label(exhibit))),
            lane=str(r.text(_lane(exhibit)) or ""), source=documents_of(r),
        )
        for r in records
    )  # fmt: skip
    order = tuple(str(lane) for lane in exhibit.texts("lanes"))
    texts = tuple(
        (text, r.place) for e, r in zip(entries, records, strict=True) for text in (e.label, e.lane, e.source)
    )

    def lay_out(style: Style) -> Scene:
        scene = lay_out_timeline(entries, style, order)
        for sizes in _SHORTER if exhibit.limit is not None else ():
            if scene.height <= style.max_height_mm:
                break
            scene = lay_out_timeline([_shorter(entry, *sizes) for entry in entries], style, order)
        return scene

    return Picture(values=(entries, order), lay_out=lay_out, texts=texts)


def _shorter(entry: Entry, letters: int, digits: int) -> Entry:
    start, end = str(entry.start)[:digits], str(entry.end)[:digits] if entry.end else None
    return replace(entry, label=_clipped(entry.label, letters), start=start, end=end if end != start else None)


def _clipped(text: str, most: int) -> str:
    """Return the beginning of a text, up to a whole word where there is one."""
    if len(text) <= most:
        return text
    return f"{text[:most].rpartition(' ')[0] or text[:most]} …"


TIMELINE = Kind(
    name="timeline", keys=("label", "lane", "lanes", "limit"), fields=("label", "lane"), needs=("date",),
    select=_select, picture=_picture, most=120, every=_labelled,
)  # fmt: skip
