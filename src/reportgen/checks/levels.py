"""How bad each kind of problem is in this project: the `[checks]` section of report.toml.

[checks]
TEX604 = "error"    # error, warning, note or off
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from reportgen.codes import diagnose, near, register
from reportgen.config import CONFIG_FILE
from reportgen.diagnostics import Diagnostic, Outcome, Place, Severity

SECTION = "checks"
# The setting of the section that is no level: the list of what is allowed, see `allowances`.
ALLOW = "allow"
_WORDS: Mapping[str, Severity] = {
    "error": Severity.ERROR, "warning": Severity.WARNING, "note": Severity.NOTE, "off": Severity.SILENCED,
}  # fmt: skip
_HEAD = re.compile(r"[ \t]*\[+[ \t]*([^\]]+?)[ \t]*\]")
_KEY = re.compile(r"([ \t]*)(?:\"([^\"]*)\"|'([^']*)'|([\w.-]+))[ \t]*=")
_LONG_TEXT = re.compile(r"\"\"\"|'''")

# Where each setting stands: by section, which of several of that name (from 0), and key ("" is the head).
Positions = Mapping[tuple[str, int, str], Place]


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """What a code counts as here, `SILENCED` when it is switched off, and where that is written."""

    severity: Severity
    place: Place


def positions(text: str) -> Positions:
    """Find every setting of report.toml; its parser does not tell lines."""
    found: dict[tuple[str, int, str], Place] = {}
    section, number, inside = "", 0, False
    for line, content in enumerate(text.split("\n"), 1):
        if inside:
            inside = len(_LONG_TEXT.findall(content)) % 2 == 0
            continue
        head, key = _HEAD.match(content), _KEY.match(content)
        if key:
            name = next(part for part in key.groups()[1:] if part is not None)
            found.setdefault((section, number, name), Place(file=CONFIG_FILE, line=line, column=len(key[1]) + 1))
        elif head:
            section, number = head[1], 0
            while (section, number, "") in found:
                number += 1
            found[section, number, ""] = Place(file=CONFIG_FILE, line=line)
        inside = len(_LONG_TEXT.findall(content)) % 2 == 1
    return found


def place_in(where: Positions, section: str, number: int, key: str) -> Place:
    """Return the place of a setting, or else of its section."""
    head = where.get((section, number, ""))
    return where.get((section, number, key)) or head or Place(file=CONFIG_FILE)


def read_levels(settings: Mapping[str, Any], where: Positions) -> Outcome[Mapping[str, Level]]:
    """Return what the section says of each code; what it cannot say is reported and has no effect."""
    levels: dict[str, Level] = {}
    found: list[Diagnostic] = []
    for name, value in settings.items():
        if name == ALLOW:
            continue
        place = place_in(where, SECTION, 0, name)
        wrong = tuple(_faults(name, value, place))
        found += wrong
        if not wrong:
            levels[name] = Level(severity=_WORDS[value], place=place)
    return Outcome(levels, tuple(found))


def _faults(name: str, value: object, place: Place) -> Iterator[Diagnostic]:
    code = register().get(name)
    if code is None:
        like = near(name)
        hint = f"did you mean '{like}'?" if like else "'reportgen explain all' lists the codes"
        yield diagnose("CFG003", f"'{name}' is not a setting of [checks]", place, hint=hint, length=len(name))
    elif not isinstance(value, str) or value not in _WORDS:
        words = ", ".join(f'"{word}"' for word in _WORDS)
        yield diagnose("CFG004", f"'{name}' must be one of {words}", place, length=len(name))
    elif code.fixed and _WORDS[value] < code.severity:
        yield unchangeable(name, place)


def unchangeable(code: str, place: Place) -> Diagnostic:
    """Return the report of a code that was lowered or silenced and must not be."""
    hint = f"repair what it reports; 'reportgen explain {code}' says how"
    return diagnose("CHK844", f"{code} can be neither lowered nor silenced", place, hint=hint, length=len(code))
