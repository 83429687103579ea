"""Bars: amounts with their hedges, in panels of one unit each.

The panels come from `panels`, a list of titles with rows that name records, or from a field (`panel`, `unit` when
left out); in the second form each record is a row, labelled by the field `label` (`measure` when left out).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportgen.codes import diagnose
from reportgen.diagnostics import Diagnostic, Place, Related
from reportgen.exhibits import Exhibit, trees, unknown
from reportgen.figures.kinds.kind import Chosen, Kind, Picture, Request
from reportgen.figures.material import documents_of
from reportgen.records import Record
from reportgen.records.hedges import hedge
from reportgen.values import Node, Tree, Value

if TYPE_CHECKING:
    from reportgen.figures.drawing import Bar, Panel

PANEL_KEYS, ROW_KEYS = ("title", "rows"), ("label", "show")
_WHOLE = {"percent": 100.0, "%": 100.0, "per cent": 100.0}
_PLAIN = frozenset({*_WHOLE, "count", "number", ""})
# What has an order and no size: a bar would make the worst look the greatest.
_NO_AMOUNTS = frozenset({"rank", "place", "position", "year", "date"})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    """A row as it is declared: its label and the records it shows."""

    label: Value
    records: Chosen


@dataclass(frozen=True, slots=True, kw_only=True)
class _Panel:
    title: Value
    rows: tuple[_Row, ...]

    @property
    def records(self) -> Chosen:
        return tuple(record for row in self.rows for record in row.records)


def _texts(node: Node | None) -> tuple[Value, ...]:
    items = node if isinstance(node, tuple) else (node,)
    return tuple(item for item in items if isinstance(item, Value) and item.strip())


def _panels(exhibit: Exhibit, records: Chosen) -> tuple[_Panel, ...]:
    """Return the panels with what they show; records that are not there are left out."""
    if "panels" in exhibit.tree:
        by_id = {record.id: record for record in records}
        return tuple(
            _Panel(
                title=panel.text("title") or Value("", panel.place),
                rows=tuple(
                    _Row(
                        label=row.text("label") or Value("", row.place),
                        records=tuple(by_id[str(id_)] for id_ in _texts(row.get("show")) if str(id_) in by_id),
                    )
                    for row in trees(panel.get("rows"))
                ),
            )
            for panel in trees(exhibit.tree.get("panels"))
        )  # fmt: skip
    title, label = str(exhibit.text("panel") or "unit"), str(exhibit.text("label") or "measure")
    groups: dict[str, list[Record]] = {}
    for record in records:
        groups.setdefault(str(record.text(title) or ""), []).append(record)
    empty = Value("", exhibit.place)
    return tuple(
        _Panel(
            title=group[0].text(title) or empty,
            rows=tuple(_Row(label=r.text(label) or empty, records=(r,)) for r in group),
        )
        for group in groups.values()
    )


def _select(request: Request) -> tuple[Chosen, Iterator[Diagnostic]]:
    exhibit, records = request.exhibit, request.records
    panels = _panels(exhibit, records)
    shown = {record.id: record for panel in panels for record in panel.records}
    return tuple(shown.values()), _faults(request, panels)


def _faults(request: Request, panels: tuple[_Panel, ...]) -> Iterator[Diagnostic]:
    exhibit, records = request.exhibit, request.records
    yield from _form(exhibit)
    ids = tuple(record.id for record in records)
    if request.material.complete:
        for id_ in _shown(exhibit):
            if str(id_) not in ids:
                message = f"there is no record '{id_}' among those of this figure"
                yield unknown(id_, ids, "TAB302", message, id_.place)
    written = {str(id_): id_ for id_ in _shown(exhibit)}
    field = exhibit.text("panel") or exhibit.text("records")
    for drawn in panels:
        units = Counter(_unit(record) for record in drawn.records)
        usual = next(iter(units.most_common(1)), ("", 0))[0]
        for unit in units:
            record = next(record for record in drawn.records if _unit(record) == unit)
            at = written.get(record.id, field)
            place, length = (at.place, len(at)) if at is not None else (exhibit.place, None)
            related = (Related(message="its unit", place=record.place),)
            if unit != usual:
                message = f"one panel cannot show '{unit}' and '{usual}'"
                yield diagnose("TAB312", message, place, length=length, related=related)
            elif unit in _NO_AMOUNTS:
                message = f"a {unit} is no amount that a bar can show"
                yield diagnose("TAB312", message, place, length=length, related=related)


def _shown(exhibit: Exhibit) -> Iterator[Value]:
    """Give the ids that the declared panels show."""
    for panel in trees(exhibit.tree.get("panels")):
        for row in trees(panel.get("rows")):
            yield from _texts(row.get("show"))


def _form(exhibit: Exhibit) -> Iterator[Diagnostic]:
    """Check the panels as they are written."""
    node = exhibit.tree.get("panels")
    if node is None:
        return
    if not trees(node):
        place = exhibit.tree.key_places["panels"]
        yield diagnose("TAB301", "'panels' must be a list of panels", place, length=len("panels"))
    for panel in trees(node):
        yield from _keys(panel, PANEL_KEYS, "a panel")
        for row in trees(panel.get("rows")):
            yield from _keys(row, ROW_KEYS, "a row")


def _keys(tree: Tree, known: tuple[str, ...], what: str) -> Iterator[Diagnostic]:
    for key in tree:
        if key not in known:
            yield unknown(key, known, "TAB301", f"'{key}' is not known here", tree.key_places[key])
    for key in known:
        if key not in tree and all(name in known for name in tree):
            yield diagnose("TAB301", f"{what} needs '{key}'", tree.place)


def _unit(record: Record) -> str:
    return str(record.text("unit") or "").strip()


def _number(text: Value | None) -> float | None:
    try:
        return float(text) if text is not None else None
    except ValueError:
        return None


def _written(text: str) -> str:
    """Write a number as the report does: commas between thousands, a minus sign."""
    digits = text.strip().removeprefix("-").removeprefix("−")
    whole, point, rest = digits.partition(".")
    grouped = f"{int(whole):,}" if whole.isdecimal() and len(whole) > 3 else whole
    return f"{'−' if text.strip()[:1] in '-−' else ''}{grouped}{point}{rest}"


def _bar(record: Record) -> Bar:
    from reportgen.figures.drawing import Bar

    low, high, unit = record.text("value"), record.text("value_high"), _unit(record)
    value, top = _number(low), _number(high)
    amount = "–".join(_written(end) for end in (low, high) if end) if value is not None else str(low or "–")
    if top is not None and (value or 0) < 0:
        amount = f"{_written(str(low))} to {_written(str(high))}"
    qualifier = str(record.text("qualifier") or "").strip()
    text = f"{qualifier} {amount}{'%' if unit in _WHOLE and value is not None else ''}".strip()
    bound = (hedge(qualifier) or "near") if qualifier else "exact"
    return Bar(value=value, high=top, text=text, source=documents_of(record), bound=bound)


def _picture(request: Request) -> Picture:
    from reportgen.figures.drawing import lay_out_bars

    declared = tuple(panel for panel in _panels(request.exhibit, request.records) if panel.records)
    panels = tuple(_panel(panel) for panel in declared)
    texts: list[tuple[str, Place]] = []
    for panel, drawn in zip(declared, panels, strict=True):
        texts.append((drawn.title, panel.title.place))
        for row, bars in zip(panel.rows, (r.bars for r in drawn.rows), strict=True):
            texts.append((str(row.label), row.label.place))
            texts += [(f"{bar.text} {bar.source}", record.place) for bar, record in zip(bars, row.records, strict=True)]
    return Picture(values=panels, lay_out=lambda style: lay_out_bars(panels, style), texts=tuple(texts))


def _panel(panel: _Panel) -> Panel:
    from reportgen.figures.drawing import BarRow
    from reportgen.figures.drawing import Panel as Drawn

    unit = _unit(panel.records[0])
    title = str(panel.title)
    if unit not in _PLAIN and unit.casefold() not in title.casefold():
        title = f"{title} ({unit})" if title else unit
    bars = [_bar(record) for record in panel.records]
    whole = _WHOLE.get(unit)
    if whole is not None and any(max(abs(bar.value or 0.0), abs(bar.high or 0.0)) > whole for bar in bars):
        whole = None  # a growth of 250 percent is no share
    return Drawn(
        title=title, unit=unit, whole=whole, whole_text=f"{whole:g}%" if whole else "",
        rows=tuple(
            BarRow(label=str(row.label), bars=tuple(_bar(record) for record in row.records)) for row in panel.rows
        ),
    )  # fmt: skip


BARS = Kind(
    name="bars", keys=("panels", "panel", "label"), fields=("panel", "label"), needs=("value", "unit"),
    select=_select, picture=_picture, most=60,
)  # fmt: skip
