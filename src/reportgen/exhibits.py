"""Declarations of tables and figures: `report/tables/*.yaml`, `report/figures/*.yaml` -> `Exhibit`.

An exhibit is what a reader finds under a caption. Every exhibit has a caption that says what it
shows, a source line, and a description for those who cannot see it.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from reportgen.cache import Cache
from reportgen.codes import diagnose
from reportgen.diagnostics import Diagnostic, Outcome, Place
from reportgen.records.files import read_yaml
from reportgen.tools import Tools
from reportgen.values import Node, Tree, Value


@dataclass(frozen=True, slots=True, kw_only=True)
class Exhibit:
    """A declared table or figure; `id` is the name of its file without the ending."""

    id: str
    tree: Tree
    place: Place

    def text(self, key: str) -> Value | None:
        """Return a text of the declaration."""
        return self.tree.text(key)

    def texts(self, key: str) -> tuple[Value, ...]:
        """Return a list of texts; a single text counts as a list of one."""
        found = self.tree.get(key)
        if isinstance(found, Value):
            return (found,) if found.strip() else ()
        return tuple(item for item in found if isinstance(item, Value)) if isinstance(found, tuple) else ()


def load_exhibits(
    project: Path, folder: str, keys: tuple[str, ...], tools: Tools, cache: Cache | None = None
) -> Outcome[Mapping[str, Exhibit]]:
    """Read the declarations in a folder; `keys` are those that a declaration may have."""
    found: list[Diagnostic] = []
    exhibits: dict[str, Exhibit] = {}
    for path in tools.list(project / folder, "*.yaml"):
        file = path.relative_to(project).as_posix()
        try:
            text = tools.read(path).decode("utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            found.append(diagnose("TAB301", f"cannot read {file}: {error}", Place(file=file)))
            continue
        outcome = read_yaml(text, file, code="TAB301", cache=cache)
        found.extend(outcome.diagnostics)
        if isinstance(outcome.value, Tree):
            exhibit = Exhibit(id=path.stem, tree=outcome.value, place=Place(file=file, line=1))
            exhibits[exhibit.id] = exhibit
            found.extend(_check(exhibit, keys))
        elif not outcome.diagnostics:
            found.append(diagnose("TAB301", "the file must hold a mapping", Place(file=file, line=1)))
    return Outcome(exhibits, tuple(found))


def _check(exhibit: Exhibit, keys: tuple[str, ...]) -> Iterator[Diagnostic]:
    for key in exhibit.tree:
        if key not in keys:
            yield unknown(key, keys, "TAB301", f"'{key}' is not known here", exhibit.tree.key_places[key])
    for key in ("caption", "source", "description"):
        if exhibit.text(key) is None:
            yield diagnose("TAB304", f"{exhibit.id} has no {key}", exhibit.place)


def unknown(name: str, known: Iterator[str] | tuple[str, ...], code: str, message: str, place: Place) -> Diagnostic:
    """Report a name that is not among the known ones, with the nearest as a hint."""
    names = tuple(known)
    near = difflib.get_close_matches(name, names, 1, 0.6)
    hint = f"did you mean '{near[0]}'?" if near else f"known are: {', '.join(names)}"
    return diagnose(code, message, place, hint=hint, length=len(name))


def trees(node: Node | None) -> tuple[Tree, ...]:
    """Return the mappings of a list."""
    return tuple(item for item in node if isinstance(item, Tree)) if isinstance(node, tuple) else ()
