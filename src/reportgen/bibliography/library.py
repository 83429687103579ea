"""The bibliography: the .bib files in, every entry with the place of each field out."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
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
from reportgen.texts import not_utf8
from reportgen.tools import Tools
from reportgen.values import Value

# What a part inherits from the whole it stands in (biblatex manual, appendix B, in short).
_INHERITED = ("editor", "publisher", "location", "date", "year", "month", "isbn", "series", "langid")
# How long a chain of `xdata` may be.
_DEEPEST = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A person (`family`, `given`) or, with `given` empty and `corporate` set, a body."""

    family: str
    given: str = ""
    corporate: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One work. `fields` are Unicode text, decoded from TeX, each with its place; keys lower-case.

    `inherited` names the fields that come from the `crossref` or `xdata` entry. Of a `torn` entry, which is
    not well formed, fields may be missing.
    """

    key: str
    type: str
    fields: Mapping[str, Value]
    place: Place
    inherited: frozenset[str] = frozenset()
    torn: bool = False

    def text(self, name: str) -> Value | None:
        """Return a non-empty field."""
        value = self.fields.get(name)
        return value or None

    def names(self, name: str) -> tuple[Name, ...]:
        """Return the persons and bodies of a name field, in order; `others` stays a name."""
        value = self.text(name)
        if value is None:
            return ()
        from reportgen.bibliography.names import parse_names

        return parse_names(value)

    def listed(self, name: str) -> tuple[Value, ...]:
        """Return the parts of a field that holds a comma-separated list."""
        value = self.fields.get(name)
        return value.parts(",") if value else ()

    def notes(self) -> tuple[tuple[Value, Value], ...]:
        """Return the notes that cite the work: document and number.

        In `corpusnote` a bare number is a note of every document in `related`, `D2:7` is one of D2 alone.
        """
        found: list[tuple[Value, Value]] = []
        for part in self.listed("corpusnote"):
            document, colon, number = part.rpartition(":")
            if not colon and part.isdecimal():
                found += [(related, part) for related in self.listed("related")]
            elif document and number.isdecimal():
                found.append((part.parts(":")[0], part.parts(":")[-1]))
        return tuple(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What one file holds; `strings` are the texts by name that stand for the files after it."""

    entries: tuple[Entry, ...]
    strings: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Library:
    """All entries by key, in written order.

    `complete` is false when a file or an entry could not be read; a key that then seems to be missing
    may stand there and is no fault of its own. `left_out` are the keys of those that an edition does not hold, each
    with the reason.
    """

    entries: Mapping[str, Entry]
    complete: bool = True
    left_out: Mapping[str, str] = field(default_factory=dict)

    def without(self, documents: Mapping[str, str]) -> Library:
        """Return the library without some documents, each with the reason, and what is known through them only."""
        lost: dict[str, str] = {}
        for key, entry in self.entries.items():
            related = entry.listed("related")
            if key in documents:
                lost[key] = documents[key]
            elif related and all(str(other) in documents for other in related):
                lost[key] = documents[related[0]]
        if not lost:
            return self
        return replace(self, entries={k: e for k, e in self.entries.items() if k not in lost}, left_out=lost)

    def works_of(self, document: str) -> Mapping[int, str]:
        """Return the key of the work behind each note of a document."""
        found: dict[int, str] = {}
        for entry in self.entries.values():
            if document in entry.listed("related"):
                for there, number in entry.notes():
                    if there == document:
                        found.setdefault(int(number), entry.key)
        return found


def load_library(project: Path, files: tuple[str, ...], tools: Tools, cache: Cache | None = None) -> Outcome[Library]:
    """Read the .bib files; of a faulty entry what can be read is kept, and so are all others."""
    found: list[Diagnostic] = []
    entries: dict[str, Entry] = {}
    strings: Mapping[str, str] = {}
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
            found.append(not_utf8(error, file, "BIB406"))
            continue
        outcome = _reading(text, file, strings, cache)
        found.extend(outcome.diagnostics)
        strings = outcome.value.strings
        for entry in outcome.value.entries:
            first = entries.setdefault(entry.key, entry)
            if first is not entry:
                found.append(duplicate(entry.key, entry.place, first.place))
    # A key that stands twice may have been another one, which now seems to be missing.
    complete = not any(d.code in {"BIB401", "BIB402", "BIB403", "BIB406"} for d in found)
    return Outcome(Library(entries=inherit(entries), complete=complete), tuple(found))


def duplicate(key: str, place: Place, first: Place) -> Diagnostic:
    """Report a key that stands twice."""
    related = (Related(message="first defined here", place=first),)
    return diagnose("BIB402", f"duplicate key '{key}'", place, related=related, length=len(key))


def _reading(text: str, file: str, strings: Mapping[str, str], cache: Cache | None) -> Outcome[Reading]:
    """Read one file, or take what was read of the same text before; the parser is loaded only for that."""

    def read() -> Outcome[Reading]:
        from reportgen.bibliography.parse import read_bib

        return read_bib(text, file, strings)

    if cache is None:
        return read()
    return cache.fetch("bibliography", cache.key(text, file, sorted(strings.items())), read, _pack, _unpack)


def _pack(outcome: Outcome[Reading]) -> Plain:
    entries = [pack_entry(entry) for entry in outcome.value.entries]
    return entries, sorted(outcome.value.strings.items()), pack_diagnostics(outcome.diagnostics)


def _unpack(plain: Plain) -> Outcome[Reading]:
    entries = tuple(
        Entry(key=key, type=type_, fields=unpack_fields(fields), place=unpack_place(place) or Place(file=""), torn=torn)
        for key, type_, fields, place, _, torn in plain[0]
    )
    return Outcome(Reading(entries=entries, strings=dict(plain[1])), unpack_diagnostics(plain[2]))


def pack_entry(entry: Entry) -> Plain:
    """Return the plain form of an entry."""
    fields = pack_fields(entry.fields)
    return entry.key, entry.type, fields, pack_place(entry.place), sorted(entry.inherited), entry.torn


def inherit(entries: Mapping[str, Entry]) -> Mapping[str, Entry]:
    """Give each entry the fields that it leaves to others: all of its `xdata`, some of its `crossref`."""
    if not any("crossref" in entry.fields or "xdata" in entry.fields for entry in entries.values()):
        return entries
    found: dict[str, Entry] = {}

    def whole(key: str, above: tuple[str, ...]) -> Entry:
        if key not in found:
            entry = entries[key]
            extra = _left_to_others(entry, entries, lambda parent: whole(parent, (*above, key)), (*above, key))
            if not extra:
                found[key] = entry
            else:
                found[key] = replace(entry, fields={**entry.fields, **extra}, inherited=frozenset(extra))
        return found[key]

    return {key: whole(key, ()) for key in entries}


def _left_to_others(
    entry: Entry, entries: Mapping[str, Entry], whole: Callable[[str], Entry], above: tuple[str, ...]
) -> Mapping[str, Value]:
    """Return the fields that an entry takes from others; a circle is left out, which a rule reports."""
    if len(above) > _DEEPEST:
        return {}
    extra: dict[str, Value] = {}
    for key in entry.listed("xdata"):
        if key in entries and key not in above:
            for name, value in whole(key).fields.items():
                extra.setdefault(name, value)
    crossref = entry.text("crossref")
    if crossref and crossref in entries and crossref not in above:
        parent = whole(str(crossref))
        for name in _INHERITED:
            if name in parent.fields:
                extra.setdefault(name, parent.fields[name])
        of = "journal" if entry.type in {"article", "suppperiodical"} else "book"
        for name in ("title", "subtitle", "titleaddon"):
            if name in parent.fields:
                extra.setdefault(f"{of}{name}", parent.fields[name])
        if "journaltitle" in parent.fields:
            extra.setdefault("journaltitle", parent.fields["journaltitle"])
    return {name: value for name, value in extra.items() if name not in entry.fields}
