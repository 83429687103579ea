"""The report that faults are put into, as files to look things up in; what an edit makes of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import NoReturn

# Marks, in the text that an edit puts in, the lines at which the fault may be reported. It is not written.
HERE = "‸"


class AnchorError(Exception):
    """The report no longer has what an edit is put at; the suite, not the report, must be repaired."""


def lost(what: str) -> NoReturn:
    """Say loudly that an anchor is gone."""
    raise AnchorError(what)


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """Where a diagnostic is expected: a file, and a 1-based line unless any will do. An empty file is no file."""

    file: str
    line: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """New contents of files (`None`: the file is gone), and the places that a person would mend."""

    files: Mapping[str, bytes | None]
    spots: tuple[Spot, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """The files of a report before any edit, by their paths with forward slashes."""

    files: Mapping[str, bytes]

    def text(self, file: str) -> str:
        """Return a file's text; raises `AnchorError` when there is none."""
        if file not in self.files:
            lost(f"no file {file}")
        return self.files[file].decode()

    def named(self, pattern: str) -> tuple[str, ...]:
        """Return the files that a glob pattern matches, in order; raises `AnchorError` when there are none."""
        found = tuple(sorted(name for name in self.files if fnmatchcase(name, pattern)))
        return found or lost(f"no file {pattern}")


# What a fault does: from the report as it is to the files that differ.
Change = Callable[[Project], Edit]


def placed(file: str, text: str, first: int | None = None) -> Edit:
    """Return the edit that gives a file a text with marks in it; without marks the place is that of offset `first`."""
    spots: list[Spot] = []
    clean = ""
    for piece in text.split(HERE):
        clean += piece
        spots.append(Spot(file=file, line=clean.count("\n") + 1))
    del spots[-1]
    if not spots and first is not None:
        spots = [Spot(file=file, line=clean.count("\n", 0, first) + 1)]
    return Edit(files={file: clean.encode()}, spots=tuple(dict.fromkeys(spots)))


def joined(edits: Iterable[Edit], spots: tuple[Spot, ...] | None = None) -> Edit:
    """Return several edits as one; each file is changed by one of them only."""
    files: dict[str, bytes | None] = {}
    found: list[Spot] = []
    for edit in edits:
        if files.keys() & edit.files.keys():
            lost(f"two edits of {', '.join(files.keys() & edit.files.keys())}")
        files.update(edit.files)
        found.extend(edit.spots)
    return Edit(files=files, spots=tuple(found) if spots is None else spots)


def line_of(text: str, offset: int) -> int:
    """Return the 1-based line of an offset."""
    return text.count("\n", 0, offset) + 1


def searched(project: Project, pattern: str, anchor: re.Pattern[str], nth: int = 0) -> tuple[str, re.Match[str]]:
    """Return the nth place of an anchor in the files that a glob matches, with its file."""
    hits = [(name, hit) for name in project.named(pattern) for hit in anchor.finditer(project.text(name))]
    return hits[nth] if -len(hits) <= nth < len(hits) else lost(f"no {anchor.pattern!r} in {pattern}")
