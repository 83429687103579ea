"""What a product asks for by name and the project does not have: exhibits on its list, sections of its main template.

Told whenever the settings are read, from the names of files alone: the product itself is composed when it is built.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from pathlib import PurePosixPath

from reportgen.codes import diagnose
from reportgen.config.model import Config
from reportgen.config.settings import CONFIG_FILE
from reportgen.diagnostics import Diagnostic, Place
from reportgen.tools import Tools

_EXHIBITS = ("report/tables", "report/figures")
_SECTIONS = "report/sections"
_ENDING = ".tex.j2"
_COMMENT = re.compile(r"\(\(=.*?=\)\)", re.DOTALL)
_SECTION = re.compile(r"""\(\(\(-?\s*section\(\s*["']([^"'\n]+)["']\s*\)""")


def lacking(config: Config, tools: Tools) -> Iterator[Diagnostic]:
    """Report names of a product that lead to no file, and exhibits that are listed twice."""
    yield from _exhibits(config, tools)
    yield from _sections(config, tools)


def _exhibits(config: Config, tools: Tools) -> Iterator[Diagnostic]:
    folders = [folder for each in _EXHIBITS for folder in (each, f"{each}/{config.product}")]
    known = {file.stem for folder in folders for file in tools.list(config.project / folder, "*.yaml")}
    place = config.places.get(("product", "exhibits"), Place(file=CONFIG_FILE))
    seen: set[str] = set()
    for name in config.exhibits or ():
        if name not in known:
            yield diagnose("CFG016", f"there is no table or figure '{name}'", place, hint=_hint(name, known))
        elif name in seen:
            yield diagnose("CFG016", f"'{name}' stands twice among the exhibits of '{config.product}'", place)
        seen.add(name)


def _sections(config: Config, tools: Tools) -> Iterator[Diagnostic]:
    try:
        text = tools.read(config.project / config.main_template).decode("utf-8-sig", "replace")
    except OSError:
        return  # told as a file that is missing
    there = tools.list(config.project / _SECTIONS, f"*{_ENDING}")
    known = {file.name.removesuffix(_ENDING) for file in there}
    plain = _COMMENT.sub(lambda hit: re.sub(r"[^\n]", " ", hit[0]), text)
    for hit in _SECTION.finditer(plain):
        name = hit[1]
        if name not in known and PurePosixPath(name).name == name:
            line = plain.count("\n", 0, hit.start(1)) + 1
            place = Place(
                file=config.main_template, line=line, column=hit.start(1) - plain.rfind("\n", 0, hit.start(1))
            )
            message = f"there is no section '{name}', no file {_SECTIONS}/{name}{_ENDING}"
            yield diagnose("SEC501", message, place, hint=_hint(name, known), length=len(name))


def _hint(name: str, known: set[str]) -> str:
    near = difflib.get_close_matches(name, known, 1, 0.6)
    return f"did you mean '{near[0]}'?" if near else f"known are: {', '.join(sorted(known))}"
