"""What TeX said, said again to the author: log events in, diagnostics at template and record out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportgen.codes import diagnose
from reportgen.diagnostics import Diagnostic, Place, Related
from reportgen.markup import Composed
from reportgen.tex.tree import TexTree
from reportgen.texlog import Fault, Kind, LogEvent

_ERRORS = {
    Fault.UNDEFINED_MACRO: "TEX602",
    Fault.MISSING_FILE: "TEX603",
    Fault.MISSING_PACKAGE: "TEX603",
    Fault.IMAGE: "TEX603",
    Fault.MISSING_CHARACTER: "TEX608",
    Fault.CAPACITY: "TEX611",
}
_WARNINGS = {
    Kind.UNDEFINED_REFERENCE: "TEX605",
    Kind.UNDEFINED_CITATION: "TEX606",
    Kind.MULTIPLY_DEFINED: "TEX607",
    Kind.MISSING_CHARACTER: "TEX608",
    Kind.FONT_SUBSTITUTION: "TEX609",
    Kind.PACKAGE_WARNING: "TEX613",
    Kind.OTHER_WARNING: "TEX613",
    Kind.OPEN_GROUP: "TEX614",
}


def explain_log(
    events: tuple[LogEvent, ...], tree: TexTree, overfull_pt: float, *, final: bool
) -> tuple[Diagnostic, ...]:
    """Explain the events of one pass.

    References and overfull lines are judged in the final pass only: before it, page numbers and
    contents are not what they will be.
    """
    return tuple(d for event in events for d in _explain(event, tree, overfull_pt, final=final))


def _explain(event: LogEvent, tree: TexTree, overfull_pt: float, *, final: bool) -> Iterator[Diagnostic]:
    if event.kind is Kind.ERROR:
        code = _ERRORS.get(event.fault or Fault.OTHER, "TEX601")
        yield _at(code, _error_message(event), event, tree)
    elif not final or event.kind in {Kind.UNDERFULL, Kind.RERUN, Kind.SUMMARY}:
        return
    elif event.kind is Kind.OVERFULL:
        if (event.amount_pt or 0) > overfull_pt:
            where = f" on page {event.page}" if event.page else ""
            message = f"text sticks out by {event.amount_pt:.1f} pt{where}: {(event.context or '').strip()[:80]}"
            yield _at("TEX604", message.rstrip(": "), event, tree)
    elif event.kind in _WARNINGS:
        source = f"{event.source}: " if event.source else ""
        yield _at(_WARNINGS[event.kind], source + event.message, event, tree)


def _error_message(event: LogEvent) -> str:
    if event.fault is Fault.UNDEFINED_MACRO and event.name:
        return f"TeX does not know the command {event.name}"
    context = f": {event.context.strip()[-80:]}" if event.context and event.fault is not Fault.UNDEFINED_MACRO else ""
    return f"{event.message}{context}" if len(event.message) < 160 else event.message


def _at(code: str, message: str, event: LogEvent, tree: TexTree) -> Diagnostic:
    """Place an event at the file a person edits, with the record as the second place."""
    file, line, column = event.file, event.line, event.column
    if (event.name and event.fault is Fault.MISSING_CHARACTER) or event.kind is Kind.MISSING_CHARACTER:
        # TeX notices a missing glyph when it ships the page out and no longer knows the line.
        file, line, column = _find(event.name or "", tree) or (file, line, column)
    elif event.fault is Fault.UNDEFINED_MACRO and event.name:
        # In the argument of another command TeX gives the line where that argument ends.
        file, line, column = _near(event.name, file, line, column, tree)
    if file is None:
        return diagnose(code, message)
    name = file.removeprefix("./")
    composed = tree.composed.get(name) or tree.composed.get(f"{name}.tex")
    if composed is None:
        source = tree.sources.get(name)
        if source is not None:
            return diagnose(code, message, Place(file=source, line=line))
        return diagnose(code, f"{name}: {message}")
    if line is None and event.context:
        line, column = _line_of_context(event.context, composed)
    if line is None:
        return diagnose(code, message, composed.places(1)[0])
    template, record = composed.places(line, column)
    if record is None and column is not None and code != "TEX602":
        record = composed.places(line)[1]
    if record is not None and code in {"TEX602", "TEX608"}:
        template, record = record, template
    related = (Related(message="with the text of this record", place=record),) if record else ()
    length = len(event.name) if code == "TEX602" and event.name else None
    return diagnose(code, message, template, related=related, length=length)


def _line_of_context(context: str, composed: Composed) -> tuple[int | None, int | None]:
    """Find where a runaway argument begins; TeX shows its first words but not their line.

    TeX prints a blank after each command, so the words are looked for without blanks.
    """
    start = re.sub(r"\s+", "", context.lstrip("{"))[:24]
    for number, line in enumerate(composed.text.split("\n"), 1):
        packed = re.sub(r"\s+", "", line)
        if len(start) >= 6 and start in packed:
            solid = [column for column, character in enumerate(line, 1) if not character.isspace()]
            return number, solid[packed.index(start)]
    return None, None


def _find(text: str, tree: TexTree) -> tuple[str, int, int] | None:
    """Return the first place in the generated files where a text stands."""
    for name, composed in tree.composed.items():
        for number, line in enumerate(composed.text.split("\n"), 1):
            column = line.find(text)
            if text and column >= 0:
                return name, number, column + 1
    return None


def _near(
    name: str, file: str | None, line: int | None, column: int | None, tree: TexTree
) -> tuple[str | None, int | None, int | None]:
    """Look for a command on its line, else on the nearest line above it."""
    key = (file or "").removeprefix("./")
    composed = tree.composed.get(key) or tree.composed.get(f"{key}.tex")
    if composed is None or line is None:
        return file, line, column
    lines = composed.text.split("\n")
    for number in range(min(line, len(lines)), 0, -1):
        found = lines[number - 1].find(name)
        if found >= 0:
            return file, number, found + 1
    return file, line, column
