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


def rich_project() -> dict[str, str]:
    """Return the small project with a figure, a glossary, judgements, persons, and texts that quote and compute."""
    files = small_project()
    files["data/glossary.csv"] = "id,term,expansion,meaning\ngl-gt,GT,gross tonnage,The size of a ship.\n"
    files["data/people.csv"] = 'id,name,variants,role,evidence\npe-quill,"Quill, Ada",Quill,harbour minister,\n'
    files["report/figures/steps.yaml"] = (
        "kind: timeline\nrecords: events\nlane: lane\ncaption: Steps of 2021\nsource: D1\ndescription: Both steps.\n"
    )
    files["report/sections/more.tex.j2"] = (
        '\\section{More}\n\nAda Quill of the GT board said “the quay was dear” in ((( ref("steps") ))). Of 20 ships 5 '
        '(25 per cent) sank.\n((( figure("steps") )))\n\\begin{quote}\n((( cite("D1#p2") )))\n\\end{quote}\n'
    )
    main = files["report/main.tex.j2"]
    files["report/main.tex.j2"] = main.replace("((( report_end() )))", '((( section("more") )))\n((( report_end() )))')
    return files


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("how", ["another process", "the same process", "in a copy"])
def test_after_random_edits_nothing_kept_is_wrong(how: str, seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    chance = random.Random(f"{how} {seed}")  # noqa: S311 - the same edits each time
    tools = MemoryTools.of(rich_project() if seed % 2 else small_project())
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
