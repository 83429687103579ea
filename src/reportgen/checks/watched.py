"""A report that notes which of its parts a rule looks at, and the digests of these parts.

A look is the path of a part and, for a mapping, the key that was looked up: `("config", None)`, `("documents", "D1")`.
Without a key it is the whole mapping. What is not known here by its path has no digest, and what was found with its
help is not kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from operator import attrgetter
from types import FunctionType
from typing import Any

from reportgen.bibliography import Library
from reportgen.bibliography.library import pack_entry
from reportgen.cache import Cache, Plain, digest_of, pack_composed, pack_node, pack_place
from reportgen.checks.report import Report
from reportgen.exhibits import Exhibit
from reportgen.records import Record, Records
from reportgen.records.lock import Lock
from reportgen.sections import Composition

Look = tuple[str, str | None]
# Parts that are looked at part by part themselves.
_DIVIDED = (Records, Library, Composition)


class Watched:
    """A report, or one of its divided parts, that adds to `looked` what is looked at; `path` is its own."""

    def __init__(self, value: Any, looked: set[Look], path: str = "") -> None:
        """Watch a value."""
        self._value, self._looked, self._path = value, looked, path

    def __getattr__(self, name: str) -> Any:
        """Return a part; what is worked out of parts is worked out of watched ones."""
        member = getattr(type(self._value), name, None)
        if isinstance(member, property | FunctionType):
            return member.__get__(self)
        path, value = f"{self._path}{name}", getattr(self._value, name)
        if isinstance(value, _DIVIDED):
            return Watched(value, self._looked, f"{path}.")
        if isinstance(value, Mapping):
            return _WatchedMapping(value, self._looked, path)
        self._looked.add((path, None))
        return value


class _WatchedMapping(Mapping[str, Any]):
    """A mapping that notes which of its keys are looked up."""

    def __init__(self, value: Mapping[str, Any], looked: set[Look], path: str) -> None:
        self._value, self._looked, self._path = value, looked, path

    def __getitem__(self, key: str) -> Any:
        if (self._path, None) not in self._looked:
            self._looked.add((self._path, str(key)))  # a `Value` cannot be kept
        return self._value[key]

    def __iter__(self) -> Iterator[str]:
        self._looked.add((self._path, None))
        return iter(self._value)

    def __len__(self) -> int:
        self._looked.add((self._path, None))
        return len(self._value)


def _record(record: Record) -> Plain:
    return record.kind, pack_place(record.place), pack_node(record.fields)


def _exhibit(exhibit: Exhibit) -> Plain:
    return exhibit.id, pack_place(exhibit.place), pack_node(exhibit.tree), exhibit.readable


def _lock(lock: Lock) -> Plain:
    claims = [(name, [*held.items()]) for name, held in lock.claims.items()]
    places = [(name, pack_place(place)) for name, place in lock.places.items()]
    typed = [*lock.quotations.items()], [*lock.sentences.items()]
    return [*lock.segments.items()], [*lock.pieces.items()], claims, typed, places, lock.complete


def _same(value: Plain) -> Plain:
    return value


# The plain form of each value of a mapping, all of it.
_ITEMS: Mapping[str, Callable[[Any], Plain]] = {
    "documents": lambda document: (document.id, document.path, document.format, document.sha256),
    "tables": _exhibit,
    "figures": _exhibit,
    "records.by_kind": list,  # of digests
    "records.left_out": lambda left: left.why,
    "library.entries": pack_entry,
    "library.left_out": _same,
    "composition.files": pack_composed,
    "composition.shortened": _same,
}
# The plain form of each other part.
_WHOLE: Mapping[str, Callable[[Any], Plain]] = {
    "config": repr,
    "lock": _lock,
    "records.complete": _same,
    "library.complete": _same,
    "composition.cited": sorted,
    "composition.passages": lambda passages: sorted(map(str, passages)),
    "composition.figures": list,
    "composition.tables": list,
    "composition.end_line": _same,
    "composition.complete": _same,
    "composition.used": sorted,
}
LEAVES = (*_ITEMS, *_WHOLE)


def look_digest(report: Report, look: Look, cache: Cache) -> str | None:
    """Digest what was looked at, `None` when that is not known by its path."""
    path, key = look
    if path == "records.by_id":
        if key is not None:
            record = report.records.by_id.get(key)
            return digest_of(_record(record) if record is not None else None)
        path = "records.by_kind"  # which holds the same records
    if path not in LEAVES:
        return None
    value = attrgetter(path)(report)
    return item_digests(path, value, cache).get(key, "") if key is not None else _leaf_digest(path, value, cache)


def item_digests(path: str, values: Mapping[str, Any], cache: Cache) -> Mapping[str, str]:
    """Digest each value of a mapping with its key, once in a process for each mapping."""

    def made() -> dict[str, str]:
        given = record_digests(values, cache) if path == "records.by_kind" else values
        return {key: digest_of((key, _ITEMS[path](value))) for key, value in given.items()}

    return cache.again(f"digests of {path}", (values,), made)


def record_digests(by_kind: Mapping[str, tuple[Record, ...]], cache: Cache) -> Mapping[str, tuple[str, ...]]:
    """Digest each record by kind, once in a process for the same records.

    One after the other: the plain forms of all of them would take as much memory as the records.
    """

    def made() -> dict[str, tuple[str, ...]]:
        return {kind: tuple(digest_of(_record(record)) for record in group) for kind, group in by_kind.items()}

    return cache.again("digests of records", (by_kind,), made)


def digest(part: str, value: Any, cache: Cache) -> str:
    """Digest what is, or will be, a part of a report: `records`, `composition.files`."""
    if part in LEAVES:
        return _leaf_digest(part, value, cache)
    leaves = [path for path in LEAVES if path.startswith(f"{part}.")]
    return digest_of([_leaf_digest(path, attrgetter(path.removeprefix(f"{part}."))(value), cache) for path in leaves])


def _leaf_digest(path: str, value: Any, cache: Cache) -> str:
    if path in _ITEMS:
        return digest_of([*item_digests(path, value, cache).values()])
    return cache.again(f"digest of {path}", (value,), lambda: digest_of(_WHOLE[path](value)))
