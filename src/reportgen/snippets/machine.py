"""Diagnostics for other programs: one line each, JSON, and the commands of GitHub's runner.

The JSON is described by `docs/schema/diagnostics.schema.json`.
"""

from __future__ import annotations

import json
from collections.abc import Sequence

from reportgen.diagnostics import Diagnostic, Place, Severity, silence_of
from reportgen.snippets.terminal import escaped, visible

_GITHUB = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
_VERSION = 1


def counts(found: Sequence[Diagnostic]) -> dict[str, int]:
    """Return how many there are of each severity, worst first, by the name of several of them."""
    names = {Severity.ERROR: "errors", Severity.WARNING: "warnings", Severity.NOTE: "notes"}
    numbers = {name: sum(d.severity is severity for d in found) for severity, name in names.items()}
    return {**numbers, "silenced": sum(d.severity is Severity.SILENCED for d in found)}


def files_of(found: Sequence[Diagnostic]) -> tuple[str, ...]:
    """Return the files in which something is to be repaired."""
    shown = (d for d in found if d.severity is not Severity.SILENCED)
    return tuple(dict.fromkeys(d.place.file for d in shown if d.place is not None))


def short(found: Sequence[Diagnostic]) -> str:
    """Return a line for each: `file:line:column: severity[CODE] message`."""
    return "".join(f"{short_line(each)}\n" for each in found if each.severity is not Severity.SILENCED)


def short_line(each: Diagnostic) -> str:
    """Return one diagnostic as one line."""
    where = f"{each.place}: " if each.place else ""
    return visible(f"{where}{each.severity.word}[{each.code}] {each.message}")


def dump(value: object) -> str:
    """Write JSON that is readable, and harmless when it is shown on a terminal."""
    return escaped(json.dumps(value, ensure_ascii=False, indent=2)) + "\n"


def as_json(found: Sequence[Diagnostic]) -> str:
    """Return one object with all fields of all diagnostics, those that are silenced apart from the others."""
    shown = [_plain(each) for each in found if each.severity is not Severity.SILENCED]
    suppressed = [_suppressed(each) for each in found if each.severity is Severity.SILENCED]
    summary = {**counts(found), "files": len(files_of(found))}
    return dump({"version": _VERSION, "diagnostics": shown, "suppressed": suppressed, "summary": summary})


def _plain(each: Diagnostic) -> dict[str, object]:
    return {
        "code": each.code,
        "severity": each.severity.word,
        "message": each.message,
        **_position(each.place),
        "end_line": each.end_line,
        "end_column": each.end_column,
        "hint": each.hint,
        "related": [{"message": r.message, **_position(r.place)} for r in each.related],
    }


def _suppressed(each: Diagnostic) -> dict[str, object]:
    by = silence_of(each)
    plain = _plain(each)
    del plain["severity"]
    plain["related"] = [{"message": r.message, **_position(r.place)} for r in each.related[:-1]]
    return {**plain, "reason": by.message if by else "", "silence": _position(by.place if by else None)}


def _position(place: Place | None) -> dict[str, object]:
    if place is None:
        return {"file": None, "line": None, "column": None}
    return {"file": place.file, "line": place.line, "column": place.column}


def with_hint(each: Diagnostic) -> str:
    """Return the message, and the hint on a line of its own."""
    return f"{each.message}\nhint: {each.hint}" if each.hint else each.message


def github(found: Sequence[Diagnostic]) -> str:
    """Return a workflow command for each."""
    return "".join(f"{_command(each)}\n" for each in found if each.severity is not Severity.SILENCED)


def _command(each: Diagnostic) -> str:
    """Return a workflow command; the escapes are those of the runner's own toolkit."""
    values: dict[str, object] = {}
    if each.place is not None:
        values = {"file": each.place.file, "line": each.place.line, "endLine": each.end_line}
        if each.end_line in {None, each.place.line}:  # columns are for places within one line
            values |= {"col": each.place.column, "endColumn": each.end_column}
    values["title"] = each.code
    given = ",".join(f"{key}={_property(str(value))}" for key, value in values.items() if value is not None)
    related = [f"{r.place}: {r.message}" for r in each.related]
    return f"::{_GITHUB[each.severity]} {given}::{_data(chr(10).join((with_hint(each), *related)))}"


def _data(text: str) -> str:
    return "%0A".join(visible(line).replace("%", "%25") for line in text.replace("\r\n", "\n").split("\n"))


def _property(text: str) -> str:
    return visible(text).replace("%", "%25").replace(":", "%3A").replace(",", "%2C")
