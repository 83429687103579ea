"""Problems that the author allows in report.toml, for files that have no comments.

[[checks.allow]]
code = "REC216"                  # or several: ["REC213", "REC216"]
file = "data/statements.csv"
at = "st-oath"                   # a text that the line must contain, such as a record's id
reason = "the oath is short and known word for word"
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from reportgen.checks.levels import ALLOW, SECTION, Positions, place_in
from reportgen.checks.silences import Silence, judged
from reportgen.codes import diagnose
from reportgen.config import inside
from reportgen.diagnostics import Diagnostic, Outcome, Place
from reportgen.tools import Tools

_TABLE = f"{SECTION}.{ALLOW}"
Source = Callable[[str], str | None]
_KEYS = ("code", "file", "at", "reason")


def read_allowances(
    settings: Mapping[str, Any], text: str, where: Positions, project: Path, tools: Tools
) -> Outcome[tuple[Silence, ...]]:
    """Return what `[[checks.allow]]` allows, with the lines that hold the texts it names; `text` is report.toml."""
    tables = settings.get(ALLOW, [])
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        message = f"'{ALLOW}' must be given as [[{_TABLE}]]"
        return Outcome((), (diagnose("CFG004", message, place_in(where, SECTION, 0, ALLOW)),))

    @cache
    def read(file: str) -> str | None:
        try:
            return tools.read(project / file).decode("utf-8-sig", "replace") if inside(file) else None
        except (OSError, ValueError):  # no such file, or a name that can be none
            return None

    silences: list[Silence] = []
    found: list[Diagnostic] = []
    lines = text.split("\n")
    for number, table in enumerate(tables):
        outcome = _Table(table, number, lines, where).read(read, project, tools)
        silences += outcome.value
        found += outcome.diagnostics
    return Outcome(tuple(silences), tuple(found))


class _Table:
    """One table of the list."""

    def __init__(self, table: Mapping[str, Any], number: int, lines: list[str], where: Positions) -> None:
        self.table, self.number, self.lines, self.where = table, number, lines, where

    def place(self, key: str) -> Place:
        """Return the line of a setting, of its table, or of the list when it is written in one line."""
        if (_TABLE, self.number, "") in self.where:
            return place_in(self.where, _TABLE, self.number, key)
        return place_in(self.where, SECTION, 0, ALLOW)

    def read(self, source: Source, project: Path, tools: Tools) -> Outcome[tuple[Silence, ...]]:
        """Check the table, find its lines, and return its silences."""
        wrong = [*self._unknown(), *self._missing()]
        if any(d.code == "CFG004" for d in wrong):
            return Outcome((), tuple(wrong))
        codes = self.table["code"] if isinstance(self.table["code"], list) else [self.table["code"]]
        file, at = self.table["file"], self.table["at"]
        text = source(file)
        if text is None:
            near = _near_file(file, project, tools)
            hint = f"did you mean '{near}'?" if near else "the path starts at the project's folder"
            lost = diagnose("CHK843", f"there is no file '{file}'", self.place("file"), hint=hint)
            return Outcome((), (*wrong, lost))
        lines = lines_with(at, text)
        if not lines:
            message = f"no line of {file} has '{at}'"
            return Outcome((), (*wrong, diagnose("CHK841", message, self.place("at"))))
        outcome = judged(
            tuple((str(code).upper(), self._place_of_code(str(code))) for code in codes),
            file,
            lines,
            " ".join(self.table.get("reason", "").split()),
        )
        return Outcome(outcome.value, (*wrong, *outcome.diagnostics))

    def _place_of_code(self, code: str) -> Place:
        """Return the place of one code, which may stand some lines below its key."""
        key = self.place("code")
        for line in range(key.line or 1, min((key.line or 1) + 50, len(self.lines) + 1)):
            column = self.lines[line - 1].find(code)
            if column >= 0:
                return Place(file=key.file, line=line, column=column + 1)
        return key

    def _unknown(self) -> list[Diagnostic]:
        found = []
        for key in self.table:
            if key not in _KEYS:
                near = difflib.get_close_matches(key, _KEYS, 1, 0.6)
                hint = f"did you mean '{near[0]}'?" if near else f"known are: {', '.join(_KEYS)}"
                message = f"'{key}' is not a setting of [[{_TABLE}]]"
                found.append(diagnose("CFG003", message, self.place(key), hint=hint, length=len(key)))
        return found

    def _missing(self) -> list[Diagnostic]:
        found = []
        for key in _KEYS:
            value = self.table.get(key)
            several = key == "code" and isinstance(value, list) and value and all(isinstance(c, str) for c in value)
            if value is not None and not isinstance(value, str) and not several:
                found.append(diagnose("CFG004", f"'{key}' must be a text in quotation marks", self.place(key)))
            elif key != "reason" and not several and not (value or "").strip():
                found.append(diagnose("CFG004", f"[[{_TABLE}]] needs '{key}'", self.place(key)))
        return found


def lines_with(at: str, text: str) -> tuple[int, ...]:
    """Return the lines, from 1, that have `at`, not as a part of a longer word: `ev-1` is not in `ev-10`."""
    start = r"(?<![\w-])" if re.match(r"\w", at) else ""
    end = r"(?![\w-])" if re.search(r"\w\Z", at) else ""
    pattern = re.compile(start + re.escape(at) + end)
    return tuple(number for number, line in enumerate(text.split("\n"), 1) if at in line and pattern.search(line))


def _near_file(file: str, project: Path, tools: Tools) -> str | None:
    names = [
        path.relative_to(project).as_posix()
        for folder in ("report", "bib", "data")
        for path in tools.list(project / folder, "**/*")
    ]
    found = difflib.get_close_matches(file, names, 1, 0.6)
    return found[0] if found else None
