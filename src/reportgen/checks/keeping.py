"""Rules run again only when something that they looked at has changed.

A group names a module of rules. What they found is kept with the digests of all parts of the report that they looked
at meanwhile, and the module is not even loaded as long as these are the same. A group that looks at one file, record
or entry after the other keeps what it found in each of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Any, NamedTuple, cast

from reportgen.cache import Cache, Plain, pack_diagnostics, unpack_diagnostics
from reportgen.checks.report import Report
from reportgen.checks.watched import Look, Watched, item_digests, look_digest, record_digests
from reportgen.diagnostics import Diagnostic
from reportgen.sections.composition import is_prose

# When more keys of one mapping were looked up, all of it counts as looked at.
_MOST_KEYS = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The rules of a module of this package.

    `each` names what they look at one at a time, a key of `_GIVEN`; they are given it behind the report.
    """

    module: str
    each: str = ""

    def rules(self) -> tuple[Callable[..., Iterator[Diagnostic]], ...]:
        """Load the rules."""
        found: tuple[Callable[..., Iterator[Diagnostic]], ...] = import_module(f"reportgen.checks.{self.module}").RULES
        return found


class _Seen(NamedTuple):
    """What a group found, and the digests of what it looked at; `None` for a look that has none."""

    found: tuple[Diagnostic, ...]
    looks: tuple[tuple[Look, str | None], ...] = ()


def findings(group: Group, report: Report, cache: Cache | None) -> Iterator[Diagnostic]:
    """Give what a group finds in a report, or found in one that is the same to it."""
    if cache is None:
        for given in _GIVEN[group.each](report):
            yield from (found for rule in group.rules() for found in rule(report, *given))
        return

    def holds(seen: _Seen) -> bool:
        return all(look_digest(report, look, cache) == digest for look, digest in seen.looks)

    kept = cache.pieces(
        "rules", cache.key(group.module, group.each, report.config.build.relative_to(report.config.project).as_posix())
    )
    for key, given in zip(_DIGESTS[group.each](report, cache), _GIVEN[group.each](report), strict=True):

        def look(given: tuple[Any, ...] = given) -> _Seen:
            looked: set[Look] = set()
            watched = cast("Report", Watched(report, looked))
            found = tuple(found for rule in group.rules() for found in rule(watched, *given))
            return _Seen(found, tuple((look, look_digest(report, look, cache)) for look in _fewer(looked)))

        yield from kept.fetch(key, look, _pack, _unpack, holds=holds).found
    kept.keep()


def _fewer(looked: Iterable[Look]) -> list[Look]:
    """Return the looks in their order, without keys of mappings of which all or much was looked at."""
    keys = Counter(path for path, key in looked if key is not None)
    whole = {path for path, key in looked if key is None} | {path for path, count in keys.items() if count > _MOST_KEYS}
    return sorted(
        {(path, key) for path, key in looked if path not in whole} | {(path, None) for path in whole}, key=str
    )


def _pack(seen: _Seen) -> Plain:
    if any(digest is None for _, digest in seen.looks):
        return None
    return pack_diagnostics(seen.found), [(path, key, digest) for (path, key), digest in seen.looks]


def _unpack(plain: Plain) -> _Seen:
    found, looks = plain
    return _Seen(unpack_diagnostics(found), tuple(((path, key), digest) for path, key, digest in looks))


# What the rules of a group are given one after the other, and the digest of each.
_GIVEN: Mapping[str, Callable[[Report], Iterable[tuple[Any, ...]]]] = {
    "": lambda _: [()],
    "file": lambda report: report.composition.files.items(),
    "prose": lambda report: [(name, file) for name, file in report.composition.files.items() if is_prose(name)],
    "record": lambda report: [(record,) for group in report.records.by_kind.values() for record in group],
    "exhibit": lambda report: [(each,) for group in (report.tables, report.figures) for each in group.values()],
    "entry": lambda report: [(entry,) for entry in report.library.entries.values()],
}
_DIGESTS: Mapping[str, Callable[[Report, Cache], Iterable[str]]] = {
    "": lambda _, __: [""],
    "file": lambda report, cache: item_digests("composition.files", report.composition.files, cache).values(),
    "prose": lambda report, cache: [
        digest
        for name, digest in item_digests("composition.files", report.composition.files, cache).items()
        if is_prose(name)
    ],
    "record": lambda report, cache: [
        digest for group in record_digests(report.records.by_kind, cache).values() for digest in group
    ],
    "exhibit": lambda report, cache: [
        *item_digests("tables", report.tables, cache).values(),
        *item_digests("figures", report.figures, cache).values(),
    ],
    "entry": lambda report, cache: item_digests("library.entries", report.library.entries, cache).values(),
}
