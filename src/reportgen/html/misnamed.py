"""Names in `report/html.toml` that nothing in the report bears: misspelt ones, and environments among the commands."""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Iterator

from reportgen.codes import diagnose
from reportgen.config import HTML_FILE, Config
from reportgen.diagnostics import Diagnostic, Place
from reportgen.html.vocabulary import own_vocabulary
from reportgen.tools import Tools

# Where commands of a report are defined and used.
PATTERNS = ("*.cls", "*.sty", "**/*.j2")
_COMMAND = re.compile(r"\\([A-Za-z@]+)")
_ENVIRONMENT = re.compile(r"\\(?:begin|end|[A-Za-z]*[eE]nvironment\*?)\s*\{([^{}\\]+)\}")


def misnamed(config: Config, tools: Tools) -> Iterator[Diagnostic]:
    """Report each name that no file of the report has, when it is nearly one that they have."""
    try:
        text = tools.read(config.project / HTML_FILE).decode("utf-8-sig")
        raw = tomllib.loads(text)
        files = [tools.read(p) for pattern in PATTERNS for p in tools.list(config.project / "report", pattern)]
    except (OSError, ValueError, RecursionError):
        return  # told as what cannot be read
    every = "\n".join(file.decode("utf-8", "replace") for file in files)
    known = own_vocabulary()
    there = {
        "commands": {*_COMMAND.findall(every), *known.commands},
        "environments": {*_ENVIRONMENT.findall(every), *known.environments},
    }
    for section, names in there.items():
        other = there["environments" if section == "commands" else "commands"]
        entries = raw.get(section)
        for name in entries if isinstance(entries, dict) else ():
            if name in names:
                continue
            place = _place(text, section, name)
            if name in other and name not in (known.commands if section == "environments" else known.environments):
                is_, needed = ("an environment", "environments") if section == "commands" else ("a command", "commands")
                message, hint = f"'{name}' is {is_}", f"is the line [{needed}] missing above it?"
                yield diagnose("SEC531", message, place, hint=hint, length=len(name))
            elif near := difflib.get_close_matches(name, names - known.commands.keys(), 1, 0.75):
                hint = f"did you mean '{near[0]}'?"
                yield diagnose(
                    "SEC531", f"nothing in the report is called '{name}'", place, hint=hint, length=len(name)
                )


def _place(text: str, section: str, name: str) -> Place:
    inside = ""
    for number, line in enumerate(text.split("\n"), 1):
        head = re.match(r"\s*\[([^\]]+)\]", line)
        inside = head[1].strip() if head else inside
        found = re.match(rf'(\s*"?){re.escape(name)}"?\s*=', line)
        if found and inside == section:
            return Place(file=HTML_FILE, line=number, column=len(found[1]) + 1)
        if inside == f"{section}.{name}":
            return Place(file=HTML_FILE, line=number)
    return Place(file=HTML_FILE, line=1)
