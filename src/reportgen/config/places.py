"""Where in `report.toml` a setting stands, and where the file is broken; tomllib tells no positions of settings."""

from __future__ import annotations

import re

from reportgen.codes import diagnose
from reportgen.config.settings import CONFIG_FILE
from reportgen.diagnostics import Diagnostic, Place


def place_in(text: str, section: str, key: str | None) -> Place:
    """Return the place of a setting, or of its section; without a line where it is not written."""
    inside = ""
    line_of_section: int | None = None
    for number, line in enumerate(text.split("\n"), 1):
        head = re.match(r"\s*\[+([^\]]+)\]+", line)
        if head:
            inside = head[1].strip()
            if inside == section:
                line_of_section = number
            elif inside == f"{section}.{key}":
                return Place(file=CONFIG_FILE, line=number)
            elif key is None and line_of_section is None and inside.startswith(f"{section}."):
                line_of_section = number
        elif inside == section and key is not None:
            name = re.match(r"(\s*)(?:\"([^\"]+)\"|([\w-]+))\s*=", line)
            if name and (name[2] or name[3]) == key:
                return Place(file=CONFIG_FILE, line=number, column=len(name[1]) + 1)
    return Place(file=CONFIG_FILE, line=line_of_section)


def toml_fault(message: str, text: str) -> Diagnostic:
    """Return what tomllib says of a text that is no TOML, at the place where a person mends it."""
    lines = text.split("\n")
    found = re.search(r"\(at line (\d+), column (\d+)\)", message)
    line = int(found[1]) if found else len(text.rstrip().split("\n")) if "end of document" in message else None
    column = int(found[2]) if found else None
    if message.startswith("Unclosed array") and line is not None:
        line, column = _unclosed(lines, line, column)
    elif message.startswith("Unterminated string") and line is not None:
        # What is left open at the end began at the last of an odd number of triple quotation marks.
        marks = [n for n, each in enumerate(lines, 1) if each.count('"""') % 2 or each.count("'''") % 2]
        line = marks[-1] if marks else line
    place = Place(file=CONFIG_FILE, line=line, column=column)
    shown = re.sub(r" *[(]at .*[)]", "", message)
    return diagnose("CFG002", f"not valid TOML: {shown[:1].lower()}{shown[1:]}", place)


def _unclosed(lines: list[str], noticed: int, column: int | None) -> tuple[int, int | None]:
    """Return line and column of what leaves an array open: its bracket, or the end of a line that lacks its comma."""
    if noticed <= len(lines) and re.search(r"=\s*\[", lines[noticed - 1]):
        return noticed, column
    here = lines[noticed - 1].strip() if noticed <= len(lines) else ""
    above = next((n for n in range(noticed - 1, 0, -1) if lines[n - 1].strip()), None)
    if here.startswith(('"', "'")) and above is not None:
        return above, len(lines[above - 1].rstrip()) + 1
    for number in range(min(noticed, len(lines)), 0, -1):
        opening = re.search(r"=\s*(\[)", lines[number - 1])
        if opening:
            return number, opening.start(1) + 1
    return noticed, None
