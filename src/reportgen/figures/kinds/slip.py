"""Schedule slips: plans for milestones, and the events that bear on them."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.diagnostics import Diagnostic
from reportgen.exhibits import unknown
from reportgen.figures.kinds.kind import Chosen, Kind, Picture, Request
from reportgen.figures.material import documents_of


def _select(request: Request) -> tuple[Chosen, Iterator[Diagnostic]]:
    events = tuple(record.id for record in request.material.records.of("events"))
    wrong = (
        unknown(id_, events, "TAB302", f"there is no event '{id_}'", id_.place)
        for id_ in request.exhibit.texts("marks")
        if id_ not in events
    )
    return request.records, wrong


def _picture(request: Request) -> Picture:
    exhibit, records = request.exhibit, request.records
    from reportgen.figures.drawing import Note, Plan, lay_out_slip

    plans = tuple(
        Plan(
            milestone=str(r.text("milestone")), planned=str(r.text("planned")),
            planned_end=str(r.text("planned_end")) if r.text("planned_end") else None,
            stated=str(r.text("stated")) if r.text("stated") else None, source=documents_of(r),
        )
        for r in records
    )  # fmt: skip
    label = str(exhibit.text("label") or "label")
    by_id = request.material.records.by_id
    events = tuple(by_id[id_] for id_ in exhibit.texts("marks") if id_ in by_id)
    marks = tuple(
        Note(date=str(r.text("date")), text=str(r.text(label) or r.text("event")), source=documents_of(r))
        for r in events
    )
    texts = (
        *((text, r.place) for p, r in zip(plans, records, strict=True) for text in (p.milestone, p.source)),
        *((text, r.place) for m, r in zip(marks, events, strict=True) for text in (m.text, m.source)),
    )
    return Picture(values=(plans, marks), lay_out=lambda style: lay_out_slip(plans, style, marks), texts=texts)


SLIP = Kind(
    name="slip", keys=("label", "marks"), fields=("label",), needs=("milestone", "planned"),
    select=_select, picture=_picture, most=60,
)  # fmt: skip
