"""Declared figures: what a declaration may say, what it chooses, and the TeX that stands for it."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.codes import diagnose
from reportgen.diagnostics import Diagnostic, Outcome
from reportgen.exhibits import Exhibit, shortened, trees, unknown
from reportgen.figures.kinds import KINDS, Kind, Request
from reportgen.figures.look import WIDE_MM
from reportgen.figures.material import Material, chosen
from reportgen.markup import Tex, escape, mark, traced
from reportgen.records import SCHEMAS, Record
from reportgen.values import Tree, Value

_COMMON = (
    "kind",
    "records",
    "where",
    "caption",
    "short",
    "notes",
    "source",
    "unverified",
    "description",
    "wide",
    "optional",
)
FIGURE_KEYS = tuple(dict.fromkeys((*_COMMON, *(key for kind in KINDS.values() for key in kind.keys))))
# Keys that hold more than one text; every other one of a kind holds one.
_STRUCTURED = frozenset({"lanes", "marks", "panels", "signs", "key", "parts", "labels"})


def figure_block(exhibit: Exhibit, unseen: str = "") -> str:
    """Return the TeX of a figure: picture, caption, notes, and its description for every reader.

    `unseen` is a sentence on what of it nobody has looked at, which ends the description.
    """
    if not exhibit.readable:
        return rf"\label{{fig:{exhibit.id}}}" + "\n"

    def text(key: str) -> Tex:
        value = exhibit.text(key)
        return traced(escape(value), value.place) if value is not None else Tex("")

    option = f"[{text('short')}]" if exhibit.text("short") else ""
    picture = rf"\includegraphics{{figures/{exhibit.id}.pdf}}"
    if exhibit.switched_on("wide"):  # into the margin, as a wide table
        picture += rf"\hspace*{{-{WIDE_MM:g}mm}}"
    lines = [
        rf"{mark(exhibit.place, data=False)}\begin{{exhibitfigure}}",
        rf"\caption{option}{{{text('caption')}}}\label{{fig:{exhibit.id}}}",
        picture,
    ]
    lines += [rf"\exhibitnote{{{traced(escape(note), note.place)}}}" for note in exhibit.texts("notes")]
    for key, command in (
        ("description", "exhibitdescription"), ("source", "exhibitsource"), ("unverified", "exhibitunverified"),
    ):  # fmt: skip
        if exhibit.text(key):
            more = rf" {escape(unseen)}" if unseen and key == "description" else ""
            lines.append(rf"\{command}{{{text(key)}{more}}}")
    return "\n".join([*lines, r"\end{exhibitfigure}"]) + "\n"


def left_out(exhibit: Exhibit, material: Material) -> str:
    """Return the line that says how many records the limit of a figure leaves out; `""` when it shows all."""
    kind, source = kind_of(exhibit), str(exhibit.text("records") or "")
    if exhibit.limit is None or kind is None or kind.every is None or source not in SCHEMAS:
        return ""
    shown = len(check_figure(exhibit, material).value)
    total = len(kind.every(exhibit, chosen(exhibit, source, material)[0]))
    return shortened(shown, total, f"data/{SCHEMAS[source].file}") if shown < total else ""


def unseen_in(exhibit: Exhibit, material: Material) -> str:
    """Return a sentence on how many of the records in a figure nobody has looked at, empty when there are none."""
    if not any(record.proposed for record in material.records.of(str(exhibit.text("records")))):
        return ""
    return unseen_of(check_figure(exhibit, material).value)


def unseen_of(shown: tuple[Record, ...]) -> str:
    """Return a sentence on how many of these records nobody has looked at, empty when there are none."""
    count = sum(record.proposed for record in shown)
    if not count:
        return ""
    if count == len(shown):
        return "Nothing in it has been reviewed."
    return f"Of the {len(shown)} entries shown, {count} {'has' if count == 1 else 'have'} not been reviewed."


def own_words(exhibit: Exhibit) -> Iterator[Value]:
    """Give the words that a declaration puts into the picture: titles and labels of panels, words of the key."""
    for panel in trees(exhibit.tree.get("panels")):
        yield from filter(None, (panel.text("title"), *(row.text("label") for row in trees(panel.get("rows")))))
    for key in ("key", "labels"):
        words = exhibit.tree.get(key)
        yield from (word for word in words.values() if isinstance(word, Value)) if isinstance(words, Tree) else ()
    yield from exhibit.texts("rest")


def kind_of(exhibit: Exhibit) -> Kind | None:
    """Return the kind of figure that is declared, `None` when there is no such kind."""
    return KINDS.get(str(exhibit.text("kind") or ""))


def check_figure(exhibit: Exhibit, material: Material) -> Outcome[tuple[Record, ...]]:
    """Return the records that a figure draws, and what is wrong with its declaration or with them."""
    if not exhibit.readable:
        return Outcome(())
    name, source, kind = exhibit.text("kind"), exhibit.text("records"), kind_of(exhibit)
    if kind is None:
        place = name.place if name else exhibit.place
        return Outcome((), (unknown(name or "", tuple(KINDS), "TAB301", f"'{name}' is not a kind of figure", place),))
    if source is None or source not in material.kinds:
        place = source.place if source else exhibit.place
        message = f"there are no records '{source}'"
        return Outcome((), (unknown(source or "", material.kinds, "TAB302", message, place),))
    kept, unkept = chosen(exhibit, source, material)
    found = [*unkept, *_unfit(exhibit, kind, source, material)]
    if any(d.code == "TAB303" for d in found):
        return Outcome((), tuple(found))
    records, faults = kind.select(Request(exhibit=exhibit, records=kept, material=material))
    found.extend(faults)
    if len(records) > kind.most:
        message = f"{exhibit.id} has {len(records)} {source} to show; the most that can be read are {kind.most}"
        found.append(diagnose("TAB313", message, source.place, length=len(source)))
    if not records and material.complete and not found and not exhibit.switched_on("optional"):
        found.append(diagnose("TAB305", f"{exhibit.id} has nothing to show", exhibit.place))
    return Outcome(records, tuple(found))


def _unfit(exhibit: Exhibit, kind: Kind, source: Value, material: Material) -> Iterator[Diagnostic]:
    """Report keys that this kind of figure does not have, and fields that the records do not have."""
    fields = material.fields(source)
    missing = [name for name in kind.needs if name not in fields]
    if missing:
        message = f"a {kind.name} needs records with {' and '.join(missing)}, which {source} do not have"
        yield diagnose("TAB303", message, source.place, length=len(source))
        return
    for key in exhibit.tree:
        place = exhibit.tree.key_places[key]
        if key in FIGURE_KEYS and key not in (*_COMMON, *kind.keys):
            message = f"'{key}' says nothing in a figure of this kind ({kind.name})"
            hint = f"its own keys are: {', '.join(kind.keys)}"
            yield diagnose("TAB301", message, place, hint=hint, length=len(key))
        elif key in kind.keys and key not in _STRUCTURED and not isinstance(exhibit.tree.get(key), Value):
            yield diagnose("TAB301", f"'{key}' must be a text", place, length=len(key))
    for key in kind.fields:
        field = exhibit.text(key)
        if field is not None and field not in fields:
            yield unknown(field, tuple(fields), "TAB303", f"these records have no field '{field}'", field.place)
