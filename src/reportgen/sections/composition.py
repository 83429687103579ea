"""What filling in a report gives: the generated files and what they hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from reportgen.documents import Locator
from reportgen.markup import Composed
from reportgen.records.share import Share
from reportgen.sections.mentions import Mention
from reportgen.tables import Grid

MAIN_FILE = "main.tex"


@dataclass(frozen=True, slots=True, kw_only=True)
class Composition:
    """The generated files by name, and what they refer to.

    `cited` holds bibliography keys, `passages` the segments that sections cite directly, `figures` and
    `tables` the ids of the exhibits used, `used` the ids of the records that sections and tables print or
    cite. `end_line` are the words that close the report: they are
    read back from the PDF to prove that nothing was cut off. `complete` is false when a section or a
    table had to be left out. `mentions` are the places that name somebody of an index, in reading order; the files do
    not hold their marks (`mentions.marked`). `grids` are the computed tables by id, for printers other than TeX.
    `shortened` says, by id, what an exhibit leaves out for want of room.
    `share` says how much of what was extracted has been reviewed.
    """

    files: Mapping[str, Composed]
    cited: frozenset[str]
    passages: frozenset[Locator] = frozenset()
    figures: tuple[str, ...]
    tables: tuple[str, ...]
    end_line: str
    complete: bool
    used: frozenset[str] = frozenset()
    mentions: tuple[Mention, ...] = ()
    grids: Mapping[str, Grid] = field(default_factory=dict)
    shortened: Mapping[str, str] = field(default_factory=dict)
    share: Share | None = None


def is_prose(name: str) -> bool:
    """Whether a composed file is text of the report: the main file and the sections are."""
    return name.startswith("sections/") or name == MAIN_FILE
