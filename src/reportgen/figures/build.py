"""Build the declared figures: records -> drawing values -> PDF or SVG, drawn once for each content."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from reportgen.codes import diagnose
from reportgen.config import CONFIG_FILE
from reportgen.diagnostics import Diagnostic, Outcome, Place
from reportgen.exhibits import Exhibit, no_such_value, unknown
from reportgen.idle import installed
from reportgen.markup import Tex, escape, mark, traced
from reportgen.records import SCHEMAS, Record, Records
from reportgen.tools import Tools
from reportgen.values import Tree

if TYPE_CHECKING:
    from reportgen.figures.drawing import Style

Form = Literal["pdf", "svg"]
FIGURE_KEYS = (
    "kind",
    "records",
    "where",
    "label",
    "lane",
    "lanes",
    "marks",
    "caption",
    "short",
    "notes",
    "source",
    "unverified",
    "description",
)
_KINDS = ("timeline", "slip")
_NEEDED: Mapping[str, tuple[str, ...]] = {"timeline": ("date",), "slip": ("milestone", "planned")}


def figure_block(exhibit: Exhibit) -> str:
    """Return the TeX of a figure: picture, caption, notes, and its description for every reader."""
    if not exhibit.readable:
        return rf"\label{{fig:{exhibit.id}}}" + "\n"

    def text(key: str) -> Tex:
        value = exhibit.text(key)
        return traced(escape(value), value.place) if value is not None else Tex("")

    option = f"[{text('short')}]" if exhibit.text("short") else ""
    lines = [
        rf"{mark(exhibit.place, data=False)}\begin{{exhibitfigure}}",
        rf"\caption{option}{{{text('caption')}}}\label{{fig:{exhibit.id}}}",
        rf"\includegraphics{{figures/{exhibit.id}.pdf}}",
    ]
    lines += [rf"\exhibitnote{{{traced(escape(note), note.place)}}}" for note in exhibit.texts("notes")]
    for key, command in (
        ("description", "exhibitdescription"), ("source", "exhibitsource"), ("unverified", "exhibitunverified"),
    ):  # fmt: skip
        if exhibit.text(key):
            lines.append(rf"\{command}{{{text(key)}}}")
    return "\n".join([*lines, r"\end{exhibitfigure}"]) + "\n"


def check_figure(exhibit: Exhibit, records: Records) -> Outcome[tuple[Record, ...]]:
    """Return the records that a figure draws."""
    kind, source = exhibit.text("kind"), exhibit.text("records")
    if not exhibit.readable:
        return Outcome(())
    if kind is None or kind not in _KINDS:
        place = kind.place if kind else exhibit.place
        return Outcome((), (unknown(kind or "", _KINDS, "TAB301", f"'{kind}' is not a kind of figure", place),))
    if source is None or source not in SCHEMAS:
        place = source.place if source else exhibit.place
        message = f"there are no records '{source}'"
        return Outcome((), (unknown(source or "", tuple(SCHEMAS), "TAB302", message, place),))
    found: list[Diagnostic] = []
    chosen = _chosen(exhibit, source, records, found)
    found.extend(_unfit(exhibit, kind, source))
    if any(d.code == "TAB303" for d in found):
        return Outcome((), tuple(found))
    if kind == "timeline":
        label = str(exhibit.text("label") or "label")
        chosen = tuple(r for r in chosen if r.text(label))
        lanes = frozenset(str(r.text(str(exhibit.text("lane") or "lane")) or "") for r in chosen)
        if chosen and records.complete:
            found.extend(no_such_value(exhibit.texts("lanes"), lanes, None, "lane"))
    for mark_id in exhibit.texts("marks"):
        if mark_id not in {record.id for record in records.of("events")}:
            events = tuple(record.id for record in records.of("events"))
            found.append(unknown(mark_id, events, "TAB302", f"there is no event '{mark_id}'", mark_id.place))
    if not chosen and records.complete and not any(d.code == "TAB310" for d in found):
        found.append(diagnose("TAB305", f"{exhibit.id} has nothing to show", exhibit.place))
    return Outcome(chosen, tuple(found))


def _chosen(exhibit: Exhibit, source: str, records: Records, found: list[Diagnostic]) -> tuple[Record, ...]:
    """Return the records that the filter keeps."""
    chosen = records.of(source)
    where = exhibit.tree.get("where")
    if where is not None and not isinstance(where, Tree):
        place = exhibit.tree.key_places["where"]
        found.append(diagnose("TAB301", "'where' must be a mapping", place, length=len("where")))
    for key, wanted in where.items() if isinstance(where, Tree) else ():
        values = {str(v) for v in (wanted if isinstance(wanted, tuple) else (wanted,))}
        if key not in SCHEMAS[source].fields:
            fields = tuple(SCHEMAS[source].fields)
            place = where.key_places[key] if isinstance(where, Tree) else exhibit.place
            found.append(unknown(key, fields, "TAB303", f"these records have no field '{key}'", place))
            continue
        there = frozenset(str(r.text(key) or "").strip() for r in records.of(source))
        if records.complete:
            items = wanted if isinstance(wanted, tuple) else (wanted,)
            found.extend(no_such_value(items, there, SCHEMAS[source].fields[key], key))
        chosen = tuple(r for r in chosen if str(r.text(key) or "") in values)
    return chosen


def _unfit(exhibit: Exhibit, kind: str, source: str) -> Iterator[Diagnostic]:
    """Report fields that the records do not have: those that a key names, and those that such a figure needs."""
    fields = tuple(SCHEMAS[source].fields)
    missing = [name for name in _NEEDED[kind] if name not in fields]
    place = exhibit.text("records")
    if missing and place is not None:
        message = f"a {kind} needs records with {' and '.join(missing)}, which {source} do not have"
        yield diagnose("TAB303", message, place.place, length=len(place))
        return
    for key in ("label", "lane"):
        name = exhibit.text(key)
        if name is not None and name not in fields:
            yield unknown(name, fields, "TAB303", f"these records have no field '{name}'", name.place)


def draw_figures(
    ids: tuple[str, ...],
    exhibits: Mapping[str, Exhibit],
    records: Records,
    fonts: Mapping[str, Path],
    cache_folder: Path,
    tools: Tools,
) -> Outcome[Mapping[str, bytes]]:
    """Draw the figures that the report uses as PDF pages; an unchanged one comes from the cache."""
    return _draw_all("pdf", ids, exhibits, records, fonts, cache_folder, tools)


def draw_svgs(
    ids: tuple[str, ...],
    exhibits: Mapping[str, Exhibit],
    records: Records,
    fonts: Mapping[str, Path],
    cache_folder: Path,
    tools: Tools,
) -> Outcome[Mapping[str, str]]:
    """Draw the same figures as `<svg>` elements for an HTML page, without prologue, ids beginning with `fig-ID`."""
    drawn = _draw_all("svg", ids, exhibits, records, fonts, cache_folder, tools)
    return Outcome({id_: data.decode() for id_, data in drawn.value.items()}, drawn.diagnostics)


def _draw_all(
    form: Form,
    ids: tuple[str, ...],
    exhibits: Mapping[str, Exhibit],
    records: Records,
    fonts: Mapping[str, Path],
    cache_folder: Path,
    tools: Tools,
) -> Outcome[Mapping[str, bytes]]:
    found: list[Diagnostic] = []
    drawn: dict[str, bytes] = {}
    if not ids:
        return Outcome(drawn)
    from reportgen.figures.drawing import Style

    missing = [role for role in ("sans-regular", "sans-bold") if role not in fonts]
    if missing:
        message = f"figures need the font {' and '.join(missing)}, which [fonts] does not name"
        return Outcome(drawn, (diagnose("CFG007", message, Place(file=CONFIG_FILE)),))
    style = Style(regular=fonts["sans-regular"], bold=fonts["sans-bold"])
    for id_ in ids:
        exhibit = exhibits[id_]
        chosen = check_figure(exhibit, records)
        found.extend(chosen.diagnostics)
        if not chosen.value:
            continue
        values, extra = _values(exhibit, chosen.value, records)
        key = _key(form, exhibit, values, extra, fonts, tools)
        data = _cached(cache_folder, key, form, tools)
        if data is None:  # what was drawn once has all its glyphs
            found.extend(_glyphs(values, chosen.value, style))
        if any(d.code == "TEX608" for d in found):
            continue
        if data is None:
            try:
                data = _draw(form, exhibit, values, extra, style)
            except ValueError as error:
                found.append(diagnose("TAB306", f"{id_} cannot be drawn: {error}", exhibit.place))
                continue
            digest = hashlib.sha256(data).hexdigest()[:16]
            tools.write(cache_folder / f"{key}-{digest}.{form}", data)
        drawn[id_] = data
    return Outcome(drawn, tuple(found))


def _values(exhibit: Exhibit, chosen: tuple[Record, ...], records: Records) -> tuple[tuple[Any, ...], tuple[Any, ...]]:
    """Return what is drawn: a timeline's entries and order of lanes, or a schedule's plans and marks."""
    from reportgen.figures.drawing import Entry, Note, Plan

    lane = str(exhibit.text("lane") or "lane")
    label = str(exhibit.text("label") or "label")

    def source(record: Record) -> str:
        return ", ".join(dict.fromkeys(locator.document for locator in record.evidence))

    if exhibit.text("kind") == "timeline":
        entries = tuple(
            Entry(
                start=str(r.text("date")), end=str(r.text("date_end")) if r.text("date_end") else None,
                approximate=r.text("precision") == "approximate", label=str(r.text(label)),
                lane=str(r.text(lane) or ""), source=source(r),
            )
            for r in chosen
        )  # fmt: skip
        return entries, tuple(str(v) for v in exhibit.texts("lanes"))
    plans = tuple(
        Plan(
            milestone=str(r.text("milestone")), planned=str(r.text("planned")),
            planned_end=str(r.text("planned_end")) if r.text("planned_end") else None,
            stated=str(r.text("stated")) if r.text("stated") else None, source=source(r),
        )
        for r in chosen
    )  # fmt: skip
    events = [records.by_id[id_] for id_ in exhibit.texts("marks") if id_ in records.by_id]
    marks = tuple(
        Note(date=str(r.text("date")), text=str(r.text(label) or r.text("event")), source=source(r)) for r in events
    )
    return plans, marks


def _draw(form: Form, exhibit: Exhibit, values: tuple[Any, ...], extra: tuple[Any, ...], style: Style) -> bytes:
    from reportgen.figures.drawing import lay_out_slip, lay_out_timeline, to_pdf, to_svg

    lay_out = lay_out_timeline if exhibit.text("kind") == "timeline" else lay_out_slip
    scene = lay_out(values, style, extra)
    return to_pdf(scene, style) if form == "pdf" else to_svg(scene, style, *_words(exhibit)).encode()


def _words(exhibit: Exhibit) -> tuple[str, str, str]:
    """Return what an SVG says of itself: the beginning of its ids, its name, its description."""
    return f"fig-{exhibit.id}", str(exhibit.text("caption") or ""), str(exhibit.text("description") or "")


def _glyphs(values: tuple[Any, ...], chosen: tuple[Record, ...], style: Style) -> Iterator[Diagnostic]:
    """Report characters that the figures' font lacks, at the record that has them."""
    from reportgen.figures.drawing import missing_characters

    for value, record in zip(values, chosen, strict=True):
        texts = [str(getattr(value, name)) for name in ("label", "lane", "milestone", "source") if hasattr(value, name)]
        for character in missing_characters(texts, style):
            message = f"the figures' font has no glyph for '{character}' (U+{ord(character):04X})"
            yield diagnose("TEX608", message, record.place)


@cache
def _program() -> str:
    """Digest the drawing code: a changed program draws anew."""
    folder = files("reportgen.figures") / "drawing"
    digest = hashlib.sha256()
    for item in sorted(folder.iterdir(), key=lambda item: item.name):
        if item.name.endswith(".py"):
            digest.update(item.read_bytes())
    return digest.hexdigest()


@cache
def _library() -> str:
    """Return name and version of the drawing library, without loading it."""
    return next((name for name in installed() if name.lower().startswith("matplotlib-")), "matplotlib")


def _key(
    form: Form,
    exhibit: Exhibit,
    values: tuple[Any, ...],
    extra: tuple[Any, ...],
    fonts: Mapping[str, Path],
    tools: Tools,
) -> str:
    parts = [form, _program(), _library(), str(exhibit.text("kind")), repr(values), repr(extra)]
    parts += _words(exhibit) if form == "svg" else ()
    parts += [hashlib.sha256(tools.read(fonts[role])).hexdigest() for role in ("sans-regular", "sans-bold")]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:24]


def _cached(folder: Path, key: str, form: Form, tools: Tools) -> bytes | None:
    """Return a drawing from the cache if its bytes are those that were written."""
    for path in tools.list(folder, f"{key}-*.{form}"):
        data = tools.read(path)
        if path.stem.endswith(hashlib.sha256(data).hexdigest()[:16]):
            return data
        tools.remove(path)
    return None
