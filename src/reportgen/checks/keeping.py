"""Rules run again only when something that they look at has changed.

A group names a module of rules and the parts of a report that its rules look at. What they found is kept by the
digests of these parts, and the module is not even loaded while it is right. Which parts a rule really looks at is
watched: what was found with the help of another is not kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any, cast

from reportgen.bibliography.library import pack_entry
from reportgen.cache import (
    Cache,
    Plain,
    digest_of,
    pack_composed,
    pack_diagnostics,
    pack_node,
    pack_place,
    unpack_diagnostics,
)
from reportgen.checks.report import Report
from reportgen.diagnostics import Diagnostic
from reportgen.exhibits import Exhibit
from reportgen.markup import Composed
from reportgen.records.lock import Lock
from reportgen.sections import Composition

# All that a rule may look at: "composition" is what the report cites and shows, "files" are its texts with the
# closing line.
PARTS = ("config", "records", "documents", "lock", "library", "tables", "figures", "composition", "files")


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The rules of a module of this package, which look at some parts of a report.

    Those `by_file` look at one of its texts at a time: `(report, name, composed)`, without the part "files".
    """

    module: str
    looks: tuple[str, ...]
    by_file: bool = False

    def rules(self) -> tuple[Callable[..., Iterator[Diagnostic]], ...]:
        """Load the rules."""
        found: tuple[Callable[..., Iterator[Diagnostic]], ...] = import_module(f"reportgen.checks.{self.module}").RULES
        return found


@dataclass(slots=True)
class Watched:
    """A report, or its composition, that notes which parts are looked at."""

    value: Any
    looked: set[str] = field(default_factory=set)

    def __getattr__(self, name: str) -> Any:
        """Return a part, or what a report works out of its parts."""
        worked_out = getattr(Report, name, None)
        if isinstance(worked_out, property) and isinstance(self.value, Report):
            return worked_out.__get__(self)
        if name == "composition":
            return Watched(self.value.composition, self.looked)
        inside = not isinstance(self.value, Report) and name not in {"files", "end_line"}
        self.looked.add("composition" if inside else "files" if name == "end_line" else name)
        return getattr(self.value, name)


def findings(group: Group, report: Report, cache: Cache | None) -> Iterator[Diagnostic]:
    """Give what a group finds in a report, or found in one that is the same to it."""
    files = report.composition.files.items()
    if cache is None:
        for given in files if group.by_file else [()]:
            yield from (found for rule in group.rules() for found in rule(report, *given))
        return
    key = cache.key(group.module, [part_digest(report, part, cache) for part in group.looks])
    if not group.by_file:
        look, pack = _looking(group, report)
        yield from cache.fetch("rules", key, look, pack, unpack_diagnostics)
        return
    kept = cache.pieces("rules", key)
    for name, composed in files:
        look, pack = _looking(group, report, name, composed)
        yield from kept.fetch(_file_digest(name, composed, cache), look, pack, unpack_diagnostics)
    kept.keep()


def _looking(
    group: Group, report: Report, *given: Any
) -> tuple[Callable[[], tuple[Diagnostic, ...]], Callable[[tuple[Diagnostic, ...]], Plain]]:
    """Return what runs the rules, and what gives the plain form of what they found if that may be kept."""
    watched = Watched(report)

    def look() -> tuple[Diagnostic, ...]:
        seen = cast("Report", watched)
        return tuple(found for rule in group.rules() for found in rule(seen, *given))

    return look, lambda found: pack_diagnostics(found) if watched.looked <= {*group.looks} else None


def _file_digest(name: str, composed: Composed, cache: Cache) -> str:
    return cache.again(f"digest of file {name}", (composed,), lambda: digest_of((name, pack_composed(composed))))


def part_digest(report: Report, part: str, cache: Cache) -> str:
    """Digest a part of a report."""
    return digest(part, report.composition if part == "files" else getattr(report, part), cache)


def digest(part: str, value: Any, cache: Cache) -> str:
    """Digest what is, or will be, a part of a report, once in a process for each object."""
    if part == "files":
        files = [_file_digest(name, composed, cache) for name, composed in value.files.items()]
        return digest_of((value.end_line, files))
    return cache.again(f"digest of {part}", (value,), lambda: digest_of(_PLAIN[part](value)))


def _exhibits(exhibits: dict[str, Exhibit]) -> Plain:
    return [(name, pack_place(e.place), pack_node(e.tree)) for name, e in exhibits.items()]


def _lock(lock: Lock) -> Plain:
    claims = [(name, [*held.items()]) for name, held in lock.claims.items()]
    places = [(name, pack_place(place)) for name, place in lock.places.items()]
    return [*lock.segments.items()], [*lock.pieces.items()], claims, [*lock.quotations.items()], places, lock.complete


def _composition(made: Composition) -> Plain:
    passages = sorted(map(str, made.passages))
    return sorted(made.cited), passages, made.figures, made.tables, made.complete, sorted(made.used)


# The plain form of each part but the files: all of it, in its order.
_PLAIN: dict[str, Callable[[Any], Plain]] = {
    "config": repr,
    "records": lambda records: (
        # One after the other: the plain forms of all of them would take as much memory as the records.
        [
            digest_of((kind, pack_place(r.place), pack_node(r.fields)))
            for kind, group in records.by_kind.items()
            for r in group
        ],
        records.complete,
        sorted((id_, left.why) for id_, left in records.left_out.items()),
    ),
    "documents": lambda documents: [(d.id, d.path, d.format, d.sha256) for d in documents.values()],
    "lock": _lock,
    "library": lambda library: (
        [pack_entry(entry) for entry in library.entries.values()],
        library.complete,
        sorted(library.left_out.items()),
    ),
    "tables": _exhibits,
    "figures": _exhibits,
    "composition": _composition,
}
