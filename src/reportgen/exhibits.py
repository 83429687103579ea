"""Declarations of tables and figures: `report/tables/*.yaml`, `report/figures/*.yaml` -> `Exhibit`.

An exhibit is what a reader finds under a caption. Every exhibit has a caption that says what it
shows, a source line, and a description for those who cannot see it.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from reportgen.cache import Cache
from reportgen.codes import diagnose
from reportgen.diagnostics import Diagnostic, Outcome, Place, Related
from reportgen.records.files import read_yaml
from reportgen.records.schema import Field
from reportgen.texts import read_text
from reportgen.tools import Tools
from reportgen.values import Node, Tree, Value

_YES = frozenset({"yes", "true"})
_NO = frozenset({"no", "false"})
# A filter's word for any value at all.
ANY = "*"
# What must be one text, and what may be a list of texts.
_TEXTS = ("records", "short", "unverified", "group", "group_show", "kind", "label", "lane", "limit", "share", "most")
_LISTS = ("sort", "notes", "lanes", "marks")
# The keys of the mappings inside a declaration; those of `where` are fields of the records.
INNER_KEYS = {
    "columns": ("head", "field", "show", "width", "align"),
    "join": ("records", "on", "as"),
    "pivot": ("rows", "columns"),
    "prefer": ("field", "values", "passages_of"),
}

_SAY = "write what it says, or take it away"


@dataclass(frozen=True, slots=True, kw_only=True)
class Exhibit:
    """A declared table or figure; `id` is the name of its file without the ending.

    One that is not `readable` is known by its name alone: what is wrong with its file has been said.
    """

    id: str
    tree: Tree
    place: Place
    readable: bool = True

    def text(self, key: str) -> Value | None:
        """Return a text of the declaration."""
        return self.tree.text(key)

    def texts(self, key: str) -> tuple[Value, ...]:
        """Return a list of texts; a single text counts as a list of one."""
        found = self.tree.get(key)
        if isinstance(found, Value):
            return (found,) if found.strip() else ()
        return tuple(item for item in found if isinstance(item, Value)) if isinstance(found, tuple) else ()

    def switched_on(self, key: str) -> bool:
        """Whether a switch says yes."""
        return (self.text(key) or "").strip().casefold() in _YES

    @property
    def limit(self) -> int | None:
        """How many records it shows at most; `None` for all."""
        return self._count("limit")

    @property
    def most(self) -> int | None:
        """How many records of one group or share it shows at most; `None` for all."""
        return self._count("most")

    def _count(self, key: str) -> int | None:
        text = str(self.text(key) or "").strip()
        return int(text) if text.isdecimal() and len(text) < 7 and int(text) > 0 else None


def fair_shares(sizes: Sequence[int], limit: int) -> tuple[int, ...]:
    """Return how many of each group to show, so that about `limit` are shown: small groups whole, the others alike.

    Each group shows at least one.

    >>> fair_shares([2, 90, 8], 20)
    (2, 10, 8)
    >>> fair_shares([5, 5, 5], 2)
    (1, 1, 1)
    """
    low, high = 1, max([1, *sizes])
    while low < high:
        share = (low + high + 1) // 2
        low, high = (share, high) if sum(min(size, share) for size in sizes) <= limit else (low, share - 1)
    return tuple(min(size, low) for size in sizes)


def shortened(shown: int, total: int, file: str) -> str:
    """Return the line below an exhibit that does not show all that there is; `file` has the rest."""
    return f"{shown:,} of {total:,} entries are shown; all stand in {file}."


def with_note(exhibit: Exhibit, note: str) -> Exhibit:
    """Return an exhibit with one more note, before its own; `""` adds none."""
    if not note:
        return exhibit
    items = {**exhibit.tree, "notes": (Value(note, exhibit.place), *exhibit.texts("notes"))}
    return replace(exhibit, tree=Tree(items, exhibit.tree.place, exhibit.tree.key_places))


def load_exhibits(
    project: Path, folder: str, keys: tuple[str, ...], tools: Tools, cache: Cache | None = None, product: str = ""
) -> Outcome[Mapping[str, Exhibit]]:
    """Read the declarations in a folder; `keys` are those that a declaration may have.

    One in the folder's own folder for a `product` takes the place of that of the same name, or is one more.
    """
    found: list[Diagnostic] = []
    exhibits: dict[str, Exhibit] = {}

    def unread(id_: str, file: str) -> None:
        place = Place(file=file, line=1)
        exhibits[id_] = Exhibit(id=id_, tree=Tree({}, place, {}), place=place, readable=False)

    paths = {path.stem: path for path in tools.list(project / folder, "*.yaml")}
    if product:
        paths |= {path.stem: path for path in tools.list(project / folder / product, "*.yaml")}
    for _, path in sorted(paths.items()):
        file = path.relative_to(project).as_posix()
        text, wrong = read_text(path, file, "TAB301", tools)
        found.extend(wrong)
        if text is None:
            unread(path.stem, file)
            continue
        outcome = read_yaml(text, file, code="TAB301", cache=cache)
        found.extend(outcome.diagnostics)
        if isinstance(outcome.value, Tree):
            exhibit = Exhibit(id=path.stem, tree=outcome.value, place=Place(file=file, line=1))
            exhibits[exhibit.id] = exhibit
            wrong = (*_check(exhibit, keys), *_unsaid(exhibit, text))
            found.extend(wrong)
            if any(each.code == "TAB301" for each in wrong):
                unread(path.stem, file)  # what would be made of it follows from what has been said
            continue
        unread(path.stem, file)
        if not outcome.diagnostics:
            found.append(diagnose("TAB301", "the file must hold a mapping", Place(file=file, line=1)))
    return Outcome(exhibits, tuple(found))


def _check(exhibit: Exhibit, keys: tuple[str, ...]) -> Iterator[Diagnostic]:
    for key in exhibit.tree:
        if key not in keys:
            yield unknown(key, keys, "TAB301", f"'{key}' is not known here", exhibit.tree.key_places[key])
    slips = {near for key in exhibit.tree if key not in keys for near in difflib.get_close_matches(key, keys, 1, 0.6)}
    for key in ("caption", "source", "description"):
        if exhibit.text(key) is None and (key in exhibit.tree or key not in slips):
            node = exhibit.tree.get(key)
            place = exhibit.tree.key_places.get(key, exhibit.place)
            if node and not isinstance(node, Value):
                yield diagnose("TAB301", f"'{key}' must be a text", place, length=len(key))
            else:
                has = "is empty" if key in exhibit.tree else "is missing"
                length = len(key) if key in exhibit.tree else None
                yield diagnose("TAB304", f"{exhibit.id} has no {key}: it {has}", place, length=length)
    yield from _check_forms(exhibit)


def _check_forms(exhibit: Exhibit) -> Iterator[Diagnostic]:
    """Check that what must be one text is one, that lists hold texts, and that switches say yes or no."""
    for key in _TEXTS:
        node = exhibit.tree.get(key)
        if node and not isinstance(node, Value):
            yield diagnose("TAB301", f"'{key}' must be a text", exhibit.tree.key_places[key], length=len(key))
    for key in _LISTS:
        node = exhibit.tree.get(key)
        odd = not isinstance(node, Value) and not (
            isinstance(node, tuple) and all(isinstance(item, Value) for item in node)
        )
        if node and odd:
            message = f"'{key}' must be a text or a list of texts"
            yield diagnose("TAB301", message, exhibit.tree.key_places[key], length=len(key))
    for key in ("wide", "landscape", "numbered", "optional"):
        value = exhibit.text(key)
        if value is not None and value.strip().casefold() not in _YES | _NO:
            hint = "write yes or no"
            yield diagnose("TAB301", f"'{value}' is neither yes nor no", value.place, hint=hint, length=len(value))
    yield from _check_counts(exhibit)
    yield from _check_inside(exhibit)


def _check_inside(exhibit: Exhibit) -> Iterator[Diagnostic]:
    """Check the keys of the mappings in a declaration, and that each key says something."""
    for key, known in INNER_KEYS.items():
        for tree in _inside(exhibit, key):
            for name, node in tree.items():
                place = tree.key_places[name]
                if name not in known:
                    yield unknown(name, known, "TAB301", f"'{name}' is not known here", place)
                elif not isinstance(node, Value) and name != "values":
                    yield diagnose("TAB301", f"'{name}' must be a text", place, length=len(name))


def _unsaid(exhibit: Exhibit, text: str) -> Iterator[Diagnostic]:
    """Report the keys behind which nothing is written; `""` and `~` say that there is to be nothing."""
    lines = text.split("\n")
    for tree in (exhibit.tree, *(tree for key in INNER_KEYS for tree in _inside(exhibit, key))):
        for key, node in tree.items():
            place = tree.key_places[key]
            told = key in ("caption", "source", "description") and tree is exhibit.tree
            if told or (isinstance(node, Value) and node.strip()) or (node and not isinstance(node, Value)):
                continue
            behind = lines[(place.line or 1) - 1][(place.column or 1) - 1 + len(key) :].lstrip("\"' ")
            if re.fullmatch(r":\s*(?:#.*)?", behind):
                yield diagnose("TAB301", f"'{key}' says nothing", place, hint=_SAY, length=len(key))


def _check_counts(exhibit: Exhibit) -> Iterator[Diagnostic]:
    for key, number in (("limit", exhibit.limit), ("most", exhibit.most)):
        written = exhibit.text(key)
        if written is not None and number is None:
            message = f"'{written}' is no whole number of 1 or more"
            yield diagnose("TAB301", message, written.place, length=len(written))


def _inside(exhibit: Exhibit, key: str) -> tuple[Tree, ...]:
    node = exhibit.tree.get(key)
    return (node,) if isinstance(node, Tree) else trees(node)


def misspelled(exhibit: Exhibit) -> bool:
    """Whether a join or a pivot has a key that is not known, so that it cannot be carried out."""
    return any(name not in INNER_KEYS[key] for key in ("join", "pivot") for t in _inside(exhibit, key) for name in t)


def empty_words(exhibit: Exhibit) -> Iterator[Diagnostic]:
    """Find a caption that is only the name of the file, and a description that says no more than the caption."""
    caption, description = exhibit.text("caption"), exhibit.text("description")
    if caption is not None and _folded(caption) in {_folded(exhibit.id), _folded(exhibit.text("records") or "")}:
        message = f"the caption of {exhibit.id} is only a name"
        yield diagnose("TAB307", message, caption.place, length=len(caption))
    if description is None:
        return
    if caption is not None and _folded(description) == _folded(caption):
        message = f"the description of {exhibit.id} only repeats the caption"
        yield diagnose("TAB307", message, description.place, length=len(description))
    elif len(description.split()) < 2 and description.isascii():
        message = f"the description of {exhibit.id} is one word"
        yield diagnose("TAB307", message, description.place, length=len(description))


def _folded(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())


def repeated_captions(*groups: Mapping[str, Exhibit]) -> Iterator[Diagnostic]:
    """Find captions that two exhibits share; the later one is named, by the names of the files."""
    seen: dict[str, Value] = {}
    for exhibits in groups:
        for exhibit in exhibits.values():
            caption = exhibit.text("caption")
            if caption is None:
                continue
            first = seen.setdefault(_folded(caption), caption)
            if first is not caption:
                related = (Related(message="the same caption", place=first.place),)
                message = f"{exhibit.id} has the caption of another exhibit"
                yield diagnose("TAB308", message, caption.place, related=related, length=len(caption))


def unknown(name: str, known: Iterator[str] | tuple[str, ...], code: str, message: str, place: Place) -> Diagnostic:
    """Report a name that is not among the known ones, with the nearest as a hint."""
    names = tuple(known)
    near = difflib.get_close_matches(name, names, 1, 0.6)
    hint = f"did you mean '{near[0]}'?" if near else f"known are: {', '.join(names)}"
    return diagnose(code, message, place, hint=hint, length=len(name))


def no_such_value(
    wanted: tuple[Node, ...], known: frozenset[str], field: Field | None, name: str
) -> Iterator[Diagnostic]:
    """Report each value of a filter that no record has; one that the field may hold is only not there yet."""
    for value in wanted:
        if not isinstance(value, Value) or str(value) in known or (field and str(value) in field.choices):
            continue
        near = difflib.get_close_matches(value, sorted(known), 1, 0.6)
        some = f"there are: {', '.join(sorted(known)[:8])}" if known else None
        hint = f"did you mean '{near[0]}'?" if near else some
        yield diagnose("TAB310", f"no record has '{value}' as its {name}", value.place, hint=hint, length=len(value))


def trees(node: Node | None) -> tuple[Tree, ...]:
    """Return the mappings of a list."""
    return tuple(item for item in node if isinstance(item, Tree)) if isinstance(node, tuple) else ()
