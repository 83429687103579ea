"""Check the library: every rule looks at the entries and the records that name them.

What an entry says by itself is judged when its file is read (`own`).
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping

from reportgen.bibliography.library import Entry, Library
from reportgen.bibliography.model import DEFAULT_REQUIRED, REQUIRED
from reportgen.bibliography.rules.concordance import check_concordance
from reportgen.bibliography.rules.same import check_labels, check_same_works
from reportgen.bibliography.rules.targets import check_targets, is_whole
from reportgen.codes import diagnose
from reportgen.diagnostics import Diagnostic, Related
from reportgen.records import Records

_DATA_TYPES = {"xdata", "set"}


def check_library(library: Library, records: Records, lists: Mapping[str, str]) -> Iterator[Diagnostic]:
    """Run every rule; `lists` maps a printed list to the keyword of its entries."""
    words = frozenset(lists.values())
    for entry in library.entries.values():
        if not entry.torn:
            yield from _required(entry, library)
            yield from _listed(entry, words)
    yield from check_targets(library)
    yield from _same_but_case(library)
    yield from check_same_works(library)
    yield from check_labels(library)
    yield from check_concordance(library, records)


def _required(entry: Entry, library: Library) -> Iterator[Diagnostic]:
    if not is_whole(entry, library):
        return
    for wanted in REQUIRED.get(entry.type, DEFAULT_REQUIRED):
        names = wanted.split("|")
        if not any(entry.fields.get(name) for name in names):
            what = " or ".join(names)
            message = f"@{entry.type} '{entry.key}' has no {what}"
            empty = next((entry.fields[name] for name in names if name in entry.fields), None)
            place = entry.place if empty is None else empty.place
            yield diagnose("BIB404", message, place, length=len(entry.key) if empty is None else None)


def _listed(entry: Entry, words: frozenset[str]) -> Iterator[Diagnostic]:
    """Every entry but a store of fields for others belongs to a printed list."""
    if entry.type in _DATA_TYPES:
        return
    keywords = entry.listed("keywords")
    if words.isdisjoint(keywords):
        near = next((m for k in keywords for m in difflib.get_close_matches(k, words, 1, 0.7)), None)
        hint = f"did you mean '{near}'?" if near else f"keywords of the lists: {', '.join(sorted(words))}"
        empty = entry.fields.get("keywords")
        place = keywords[0].place if keywords else entry.place if empty is None else empty.place
        length = len(keywords[0]) if keywords else len(entry.key) if empty is None else None
        yield diagnose("BIB413", f"'{entry.key}' belongs to no list", place, hint=hint, length=length)


def _same_but_case(library: Library) -> Iterator[Diagnostic]:
    seen: dict[str, Entry] = {}
    for entry in library.entries.values():
        first = seen.setdefault(entry.key.casefold(), entry)
        if first is not entry:
            related = (Related(message="the other key", place=first.place),)
            message = f"'{entry.key}' and '{first.key}' differ only in case"
            yield diagnose("BIB412", message, entry.place, related=related, length=len(entry.key))
