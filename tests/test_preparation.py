"""What is kept of earlier checks changes nothing: after any edits, they say what a check without a past says."""

from __future__ import annotations

import random
import re
import threading
from pathlib import Path

import pytest
from memory import ROOT, SOURCES, MemoryTools
from small_project import small_project

from reportgen import aside
from reportgen.aside import Aside, beside, in_turn
from reportgen.cache import Cache
from reportgen.diagnostics import Diagnostic
from reportgen.preparation import prepare
from reportgen.tools import Tools

EDITED = (".csv", ".yaml", ".bib", ".j2", ".toml", ".lock", ".cls", ".txt")


def say(tools: Tools, cache: Cache | None, how: Aside = in_turn) -> tuple[tuple[Diagnostic, ...], object]:
    outcome = prepare(ROOT, SOURCES, tools, lambda _: None, cache, aside=how)
    report = outcome.value
    made = report and (report.composition.files, report.composition.cited, report.composition.used)
    return outcome.diagnostics, made


def afresh(tools: MemoryTools) -> tuple[tuple[Diagnostic, ...], object]:
    files = {str(path): data for path, data in tools.files.items() if not path.is_relative_to(ROOT / "build")}
    return say(MemoryTools.of(files), None)


def edited(data: bytes, chance: random.Random) -> bytes:
    """Do what people do to a line: change a digit or a letter, take it out, write it twice, move it, put it back."""
    lines = data.decode().split("\n")
    at = chance.randrange(len(lines))
    what = chance.choice(("digit", "letter", "out", "twice", "move", "comment"))
    if what == "digit":
        lines[at] = re.sub(r"\d", lambda _: str(chance.randrange(10)), lines[at], count=1)
    elif what == "letter" and lines[at]:
        column = chance.randrange(len(lines[at]))
        lines[at] = lines[at][:column] + chance.choice("aeqZ é{%|") + lines[at][column + 1 :]
    elif what == "out":
        del lines[at]
    elif what == "twice":
        lines.insert(at, lines[at])
    elif what == "move":
        lines.insert(chance.randrange(len(lines)), lines.pop(at))
    elif what == "comment":
        lines.insert(at, "")
    return "\n".join(lines).encode()


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("how", ["another process", "the same process", "in a copy"])
def test_after_random_edits_nothing_kept_is_wrong(how: str, seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    chance = random.Random(f"{how} {seed}")  # noqa: S311 - the same edits each time
    tools = MemoryTools.of(small_project())
    cache = Cache(ROOT / "build" / "cache", tools)
    before: dict[Path, bytes] = {}
    if how == "in a copy":
        monkeypatch.setattr(aside, "_processors", lambda: 2)
        monkeypatch.setattr(threading, "active_count", lambda: 1)
    say(tools, cache)
    for turn in range(8):
        paths = sorted(p for p in tools.files if p.suffix in EDITED and not p.is_relative_to(ROOT / "build"))
        path = chance.choice(paths)
        if turn % 3 == 2 and before:
            path, data = before.popitem()
            tools.put(path, data)
        else:
            before.setdefault(path, tools.files[path])
            tools.put(path, edited(tools.files[path], chance))
        if how == "another process":
            cache = Cache(ROOT / "build" / "cache", tools)
        assert say(tools, cache, beside if how == "in a copy" else in_turn) == afresh(tools), (turn, path)
