"""What the author has decided about problems: levels in report.toml, silences with reasons. Nothing is forgotten.

`Rulings` judges one diagnostic at a time, so that each stage of a build already knows what stops it. A
problem that is allowed stays among the diagnostics as `SILENCED`, with the silence as its last related place.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Self

from reportgen.checks.allowances import read_allowances
from reportgen.checks.levels import Level, positions, read_levels
from reportgen.checks.silences import Silence, silences_in
from reportgen.codes import diagnose, register
from reportgen.config import CONFIG_FILE, Config
from reportgen.diagnostics import Diagnostic, Outcome, Related, Severity, silence_of, silenced
from reportgen.tools import Tools

# The folders whose files may hold silences: all that a person edits.
_FOLDERS = ("report", "bib", "data")
# What may go unseen when a document is not at hand.
_OF_DOCUMENTS = ("DOC", "REC", "CHK")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rulings:
    """The levels by code, and the silences in the order of their files, also by file, line and code.

    Callable: a diagnostic in, the judged one out.
    """

    levels: Mapping[str, Level] = field(default_factory=dict)
    silences: tuple[Silence, ...] = ()
    by_line: Mapping[tuple[str, int, str], Silence] = field(default_factory=dict)

    @classmethod
    def of(cls, levels: Mapping[str, Level], silences: tuple[Silence, ...]) -> Self:
        """Collect rulings; of two silences for the same, the first counts."""
        by_line: dict[tuple[str, int, str], Silence] = {}
        for silence in silences:
            for line in silence.lines:
                by_line.setdefault((silence.file, line, silence.code), silence)
        return cls(levels=levels, silences=silences, by_line=by_line)

    def __call__(self, diagnostic: Diagnostic) -> Diagnostic:
        """Return a diagnostic as bad as it counts here; one that was judged before comes back as it is."""
        if diagnostic.severity is Severity.SILENCED:
            return diagnostic
        place = diagnostic.place
        silence = self.by_line.get((place.file, place.line, diagnostic.code)) if place and place.line else None
        if silence is not None:
            return silenced(diagnostic, Related(message=silence.reason, place=silence.place))
        level = self.levels.get(diagnostic.code)
        if level is None:
            return diagnostic
        if level.severity is Severity.SILENCED:
            return silenced(diagnostic, Related(message=f"switched off in {CONFIG_FILE}", place=level.place))
        # A code that may not be lowered may have been made worse than usual by the rule itself.
        severity = max(level.severity, diagnostic.severity) if register()[diagnostic.code].fixed else level.severity
        return replace(diagnostic, severity=severity)


def load_rulings(config: Config, tools: Tools) -> Outcome[Rulings]:
    """Read `[checks]` and the comments of all files that a person edits."""
    folders = tuple(config.project / name for name in _FOLDERS)
    comments = silences_in(folders, config.project, tools)
    if not config.checks:
        return Outcome(Rulings.of({}, comments.value), comments.diagnostics)
    text = tools.read(config.project / CONFIG_FILE).decode("utf-8-sig", "replace")
    where = positions(text)
    levels = read_levels(config.checks, where)
    allowed = read_allowances(config.checks, text, where, config.project, tools)
    rulings = Rulings.of(levels.value, (*comments.value, *allowed.value))
    return Outcome(rulings, (*comments.diagnostics, *levels.diagnostics, *allowed.diagnostics))


def idle_silences(
    rulings: Rulings, found: Iterable[Diagnostic], *, documents: bool, built: bool
) -> Iterator[Diagnostic]:
    """Report the silences that silenced nothing.

    `found` is everything that was noticed. Not asked of what has not been looked for: `documents` says
    whether all of them were at hand, `built` whether a PDF was made and read back. Nor of a line that has an
    error, which may stand in the place of what was allowed.
    """
    found = tuple(found)
    used = {by.place for by in map(silence_of, found) if by is not None}
    wrong = {(d.place.file, d.place.line) for d in found if d.place and d.severity is Severity.ERROR}
    # A document that is not as it was registered hides what its passages would have shown.
    read = documents and not any(d.code.startswith("DOC") and d.severity >= Severity.WARNING for d in found)
    for silence in rulings.silences:
        unseen = (
            (not built and register()[silence.code].stage == "build")
            or (not read and silence.code.startswith(_OF_DOCUMENTS))
            or any((silence.file, line) in wrong for line in silence.lines)
        )
        if silence.reason and silence.place not in used and not unseen:  # one without a reason has its own fault
            line = f" on line {silence.lines[0]}" if len(silence.lines) == 1 else ""
            message = f"{silence.code} has nothing to silence{line}"
            hint = "remove it, or put it on the line of the problem or right above"
            yield diagnose("CHK841", message, silence.place, hint=hint, length=len(silence.code))
