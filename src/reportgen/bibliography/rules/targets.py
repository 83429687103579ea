"""Entries that other entries name: each exists, and none comes back to where it began."""

from __future__ import annotations

import difflib
from collections.abc import Iterator

from reportgen.bibliography.library import Entry, Library
from reportgen.bibliography.model import PARTS
from reportgen.codes import diagnose
from reportgen.diagnostics import Diagnostic
from reportgen.values import Value

_FIELDS = ("related", "crossref", "xref", "xdata", "entryset")
_TAKEN_FROM = ("crossref", "xdata")


def check_targets(library: Library) -> Iterator[Diagnostic]:
    """Report targets that no file has, and circles."""
    others = {str(key) for entry in library.entries.values() for key in entry.listed("ids")}
    for entry in library.entries.values():
        for name in _FIELDS:
            if name not in entry.fields or name in entry.inherited:
                continue
            for key in entry.listed(name):
                if key == entry.key:
                    message = f"'{entry.key}' has itself as {name}"
                    yield diagnose("BIB419", message, key.place, length=len(key))
                elif key not in library.entries and key not in others and library.complete:
                    near = difflib.get_close_matches(key, library.entries, 1, 0.6)
                    hint = f"did you mean '{near[0]}'?" if near else None
                    message = f"'{entry.key}' has {name} '{key}', which no file has"
                    yield diagnose("BIB405", message, key.place, hint=hint, length=len(key))
    yield from _circles(library)


def is_whole(entry: Entry, library: Library) -> bool:
    """Whether every entry that this one takes fields from can be found and is well formed, and none leads back."""
    seen = {entry.key}
    asked = [entry]
    while asked:
        one = asked.pop()
        for name in _TAKEN_FROM:
            for key in one.listed(name) if name not in one.inherited else ():
                parent = library.entries.get(key)
                if parent is None or parent.torn or key == entry.key:
                    return False
                if key not in seen:
                    seen.add(key)
                    asked.append(parent)
    return True


def _circles(library: Library) -> Iterator[Diagnostic]:
    """Report the field that closes a circle of entries that take their fields from each other."""
    done: set[str] = set()
    for start in library.entries:
        trail: dict[str, Value] = {}
        key = start
        while key in library.entries and key not in done and key not in trail:
            entry = library.entries[key]
            following = [k for name in _TAKEN_FROM if name not in entry.inherited for k in entry.listed(name)]
            following = [k for k in following if k in library.entries and k != key]
            if not following:
                break
            trail[key] = following[0]
            key = str(following[0])
        if key in trail and key not in done:
            circle = list(trail)[list(trail).index(key) :]
            # A part takes from the whole, so what the whole takes from a part is the mistake.
            wrong = next((k for k in circle if library.entries[k].type not in PARTS), circle[-1])
            last = trail[wrong]
            names = " -> ".join([*circle, key])
            yield diagnose("BIB419", f"entries take fields in a circle: {names}", last.place, length=len(last))
        done.update(trail, [start])
