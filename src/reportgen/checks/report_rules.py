"""Rules over records, bibliography and composed text: everything that needs no PDF."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.checks.report import Report, Rule
from reportgen.codes import diagnose
from reportgen.diagnostics import Diagnostic

# What a document may state of itself; what it does not is said once, so that nobody takes the gap for
# an oversight of ours.
_STATED = ("title", "author", "issued", "outlet")


def every_entry_is_cited(report: Report) -> Iterator[Diagnostic]:
    """Every entry is cited somewhere, or declared as not to be.

    Not asked of a report of which a part is missing: the citation may stand there.
    """
    if not report.composition.complete:
        return
    for entry in report.library.entries.values():
        if entry.key not in report.composition.cited and "nocite" not in {str(o) for o in entry.listed("options")}:
            message = f"'{entry.key}' is cited nowhere"
            yield diagnose("BIB407", message, entry.place, length=len(entry.key))


def documents_say_who_they_are(report: Report) -> Iterator[Diagnostic]:
    """Name what a document does not state of itself."""
    for record in report.records.of("documents"):
        missing = [key for key in _STATED if record.text(key) is None]
        if missing:
            yield diagnose("DOC106", f"{record.id} does not state its {', '.join(missing)}", record.place)


RULES: tuple[Rule, ...] = (every_entry_is_cited, documents_say_who_they_are)
