"""The bibliography: the .bib files in, every entry with the place of each field out."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from reportgen.cache import (
    Cache,
    Plain,
    pack_diagnostics,
    pack_fields,
    pack_place,
    unpack_diagnostics,
    unpack_fields,
    unpack_place,
)
from reportgen.codes import diagnose
from reportgen.diagnostics import Diagnostic, Outcome, Place, Related
from reportgen.tools import Tools
from reportgen.values import Value, place_of_byte

# What a part inherits from the whole it stands in (biblatex manual, appendix B, in short).
_INHERITED = ("editor", "publisher", "location", "date", "year", "month", "isbn", "series", "langid")


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A person (`family`, `given`) or, with `given` empty and `corporate` set, a body."""

    family: str
    given: str = ""
    corporate: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One work. `fields` are Unicode text, decoded from TeX, each with its place; keys lower-case.

    `inherited` names the fields that come from the `crossref` entry.
    """

    key: str
    type: str
    fields: Mapping[str, Value]
    place: Place
    inherited: frozenset[str] = frozenset()

    def text(self, name: str) -> Value | None:
        """Return a non-empty field."""
        value = self.fields.get(name)
        return value or None

    def names(self, name: str) -> tuple[Name, ...]:
        """Return the persons and bodies of a name field, in order; `others` stays a name."""
        value = self.text(name)
        if value is None:
            return ()
        from reportgen.bibliography.parse import parse_names

        return parse_names(value)

    def listed(self, name: str) -> tuple[Value, ...]:
        """Return the parts of a field that holds a comma-separated list."""
        value = self.fields.get(name)
        return value.parts(",") if value else ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Library:
    """All entries by key, in written order.

    `complete` is false when a file or an entry could not be read; a key that then seems to be missing
    may stand there and is no fault of its own.
    """

    entries: Mapping[str, Entry]
    complete: bool = True

    def works_of(self, document: str) -> Mapping[int, str]:
        """Return the key of the work behind each note of a document."""
        found: dict[int, str] = {}
        for entry in self.entries.values():
            if document in entry.listed("related"):
                for number in entry.listed("corpusnote"):
                    if number.isdecimal():
                        found.setdefault(int(number), entry.key)
        return found


def load_library(project: Path, files: tuple[str, ...], tools: Tools, cache: Cache | None = None) -> Outcome[Library]:
    """Read the .bib files; a faulty entry is reported and left out, the others are kept."""
    found: list[Diagnostic] = []
    entries: dict[str, Entry] = {}
    for file in files:
        place = Place(file=file)
        try:
            data = tools.read(project / file)
            text = data.decode("utf-8-sig")
        except OSError as error:
            message = f"cannot read {file}: {error.strerror or error}"
            there = [path.relative_to(project).as_posix() for path in tools.list(project, "**/*.bib")]
            near = difflib.get_close_matches(file, there, 1, 0.6)
            hint = f"did you mean '{near[0]}'?" if near and near[0] != file else None
            found.append(diagnose("BIB401", message, place, hint=hint))
            continue
        except UnicodeDecodeError as error:
            message = f"not UTF-8: byte {error.object[error.start]:#04x}"
            found.append(diagnose("BIB406", message, place_of_byte(error, file)))
            continue
        outcome = _entries(text, file, cache)
        found.extend(outcome.diagnostics)
        for entry in outcome.value:
            first = entries.setdefault(entry.key, entry)
            if first is not entry:
                found.append(duplicate(entry.key, entry.place, first.place))
    complete = not any(d.code in {"BIB401", "BIB403", "BIB406"} for d in found)
    return Outcome(Library(entries=_inherit(entries), complete=complete), tuple(found))


def duplicate(key: str, place: Place, first: Place) -> Diagnostic:
    """Report a key that stands twice."""
    related = (Related(message="first defined here", place=first),)
    return diagnose("BIB402", f"duplicate key '{key}'", place, related=related, length=len(key))


def _entries(text: str, file: str, cache: Cache | None) -> Outcome[tuple[Entry, ...]]:
    """Read one file, or take what was read of the same text before; the parser is loaded only for that."""

    def read() -> Outcome[tuple[Entry, ...]]:
        from reportgen.bibliography.parse import read_bib

        return read_bib(text, file)

    return read() if cache is None else cache.fetch("bibliography", cache.key(text, file), read, _pack, _unpack)


def _pack(outcome: Outcome[tuple[Entry, ...]]) -> Plain:
    return [pack_entry(entry) for entry in outcome.value], pack_diagnostics(outcome.diagnostics)


def _unpack(plain: Plain) -> Outcome[tuple[Entry, ...]]:
    entries = tuple(
        Entry(key=key, type=type_, fields=unpack_fields(fields), place=unpack_place(place) or Place(file=""))
        for key, type_, fields, place, _ in plain[0]
    )
    return Outcome(entries, unpack_diagnostics(plain[1]))


def pack_entry(entry: Entry) -> Plain:
    """Return the plain form of an entry."""
    fields = pack_fields(entry.fields)
    return entry.key, entry.type, fields, pack_place(entry.place), sorted(entry.inherited)


def _inherit(entries: Mapping[str, Entry]) -> Mapping[str, Entry]:
    """Give each part of a larger work the fields it leaves to the whole (`crossref`)."""
    found: dict[str, Entry] = {}
    for key, entry in entries.items():
        parent = entries.get(str(entry.text("crossref") or ""))
        if parent is None or parent is entry:
            found[key] = entry
            continue
        extra = {name: parent.fields[name] for name in _INHERITED if name in parent.fields}
        if "title" in parent.fields:
            extra["booktitle"] = parent.fields["title"]
        extra = {name: value for name, value in extra.items() if name not in entry.fields}
        found[key] = Entry(
            key=key, type=entry.type, fields={**entry.fields, **extra}, place=entry.place,
            inherited=frozenset(extra),
        )  # fmt: skip
    return found
