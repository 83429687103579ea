"""Sections that lie in their folder and are part of no report."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from reportgen.codes import diagnose
from reportgen.diagnostics import Diagnostic, Place
from reportgen.tools import Tools

_FOLDER = "report/sections"
_ENDING = ".tex.j2"
_QUOTED = re.compile(r"""["']([^"'\n]+)["']""")


def unused_sections(project: Path, tools: Tools) -> Iterator[Diagnostic]:
    """Report each section that no other template names, neither by its name nor by its path."""
    texts: dict[str, str] = {}
    for path in tools.list(project / "report", "**/*.j2"):
        try:
            texts[path.relative_to(project).as_posix()] = tools.read(path).decode("utf-8", "replace")
        except OSError:
            return  # it may name any of them
    named = {file: set(_QUOTED.findall(text)) for file, text in texts.items()}
    for file in texts:
        if not file.startswith(f"{_FOLDER}/") or not file.endswith(_ENDING):
            continue
        name = file.removeprefix(f"{_FOLDER}/").removesuffix(_ENDING)
        if not any({name, file} & names for other, names in named.items() if other != file):
            message = f"no template includes the section '{name}'"
            yield diagnose("SEC527", message, Place(file=file, line=1))
