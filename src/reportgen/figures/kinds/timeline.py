"""Timelines: dated records in lanes."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.diagnostics import Diagnostic
from reportgen.exhibits import Exhibit, no_such_value
from reportgen.figures.kinds.kind import Chosen, Kind, Picture, Request
from reportgen.figures.material import documents_of


def _label(exhibit: Exhibit) -> str:
    return str(exhibit.text("label") or "label")


def _lane(exhibit: Exhibit) -> str:
    return str(exhibit.text("lane") or "lane")


def _select(request: Request) -> tuple[Chosen, Iterator[Diagnostic]]:
    exhibit, records = request.exhibit, request.records
    labelled = tuple(record for record in records if record.text(_label(exhibit)))
    lanes = frozenset(str(record.text(_lane(exhibit)) or "") for record in labelled)
    known = labelled and request.material.complete
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
    return Picture(values=(entries, order), lay_out=lambda style: lay_out_timeline(entries, style, order), texts=texts)


TIMELINE = Kind(
    name="timeline", keys=("label", "lane", "lanes"), fields=("label", "lane"), needs=("date",),
    select=_select, picture=_picture, most=120,
)  # fmt: skip
