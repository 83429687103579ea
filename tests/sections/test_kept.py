"""Sections are filled in anew exactly when something that they print has changed."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from memory import ROOT, SOURCES, MemoryTools
from small_project import small_project

from reportgen.cache import Cache
from reportgen.preparation import prepare
from reportgen.templating import Templates

BODY = "report/sections/body.tex.j2"
OTHER = "report/sections/other.tex.j2"
MAIN = "report/main.tex.j2"
EVENT = "ev-x,2021,,year,explicit,,a,b,c,d,D1#p3,,2,\n"
CACHE = ROOT / "build" / "cache"


@pytest.fixture
def project() -> dict[str, str]:
    """The small project with a second section that uses whatever a section can use."""
    files = small_project()
    files[MAIN] = files[MAIN].replace('((( section("body") )))', '((( section("body") )))\n((( section("other") )))')
    files[OTHER] = (
        '((* from "report/macros.tex.j2" import told *))\n'
        '((( report.title ))) ((( count("events") ))) ((( told(record("ev-meeting")) )))\n'
        '((* for row in records("glossary") *))((( row.term ))) ((* endfor *))\n'
        '((* for work in records("works") *))((( work.cite ))) ((* endfor *))\n'
        '((* if count("gaps") > 1 *))((( fact("ind-growth") )))((* endif *))\n'
    )
    files["report/macros.tex.j2"] = "((* macro told(row) *))((( row.event ))) ((( row.cite )))((* endmacro *))\n"
    return files


def filled(tools: MemoryTools, monkeypatch: pytest.MonkeyPatch, cache: Cache | None = None) -> tuple[object, set[str]]:
    """Compose; return all that was made, and the templates that were filled in for it."""
    names: set[str] = set()
    fill = Templates.fill

    def noted(self: Templates, name: str, context: dict[str, object]) -> object:
        names.add(name)
        return fill(self, name, context)

    with monkeypatch.context() as patch:
        patch.setattr(Templates, "fill", noted)
        outcome = prepare(ROOT, SOURCES, tools, lambda _: None, cache)
    made = outcome.value.composition if outcome.value else None
    return (made, outcome.diagnostics), names


def edit(file: str, old: str, new: str) -> Callable[[dict[str, str]], None]:
    def work(files: dict[str, str]) -> None:
        assert old in files[file]
        files[file] = files[file].replace(old, new, 1)

    return work


def without_other(files: dict[str, str]) -> None:
    del files[OTHER]


EDITS: dict[str, tuple[Callable[[dict[str, str]], None], set[str]]] = {
    "nothing": (lambda files: None, set()),
    "section": (edit(OTHER, "((* if", "More. ((* if"), {OTHER}),
    "macro": (edit("report/macros.tex.j2", "((( row.event )))", "At: ((( row.event )))"), {OTHER}),
    "record that one prints": (edit("data/events.csv", "The board meets.", "The board met."), {OTHER}),
    "record that decides": (edit("data/gaps.yaml", "- id: gap-author", "- id: gap-more\n  question: Why?\n"
                                 "  matters: so\n  checked: all\n  answer: none\n- id: gap-author"), {OTHER}),
    "number of records": (
        lambda files: files.update({"data/events.csv": files["data/events.csv"] + EVENT}), {OTHER},
    ),
    "place of a record": (edit("data/glossary.csv", "\n", "\n\n"), {OTHER}),
    "title": (edit("report/report.toml", 'title = "', 'title = "On '), {BODY, OTHER, MAIN}),
    "new figure's name": (
        lambda files: files.update({"report/tables/more.yaml": files["report/tables/indicators.yaml"]}),
        {BODY, OTHER, MAIN},
    ),
    "section with a fault": (edit(OTHER, "((( report.title )))", "((( report.titel )))"), {OTHER}),
    "section that cannot be read": (edit(OTHER, "((* endfor *))", ""), {OTHER}),
    "removed section": (without_other, {MAIN}),
    "evidence that a section cites": (edit("data/sources/minutes.txt", "took the chair", "had the chair"), set()),
}  # fmt: skip


@pytest.mark.parametrize("name", EDITS)
def test_only_what_prints_something_else_is_filled_in(
    project: dict[str, str], name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    work, wanted = EDITS[name]
    tools = MemoryTools.of(project)
    memory = Cache(CACHE, tools)
    _, every = filled(tools, monkeypatch, memory)
    assert every == {MAIN, BODY, OTHER}
    before = dict(project)
    work(project)
    for file in {*before, *project}:
        if file not in project:
            tools.remove(ROOT / file)
        elif project[file] != before.get(file):
            tools.put(ROOT / file, project[file])
    plain, _ = filled(MemoryTools.of(project), monkeypatch)
    made, anew = filled(tools, monkeypatch)
    assert made == plain
    assert anew <= wanted | ({BODY} if "record" in name else set())
    assert name == "evidence that a section cites" or wanted <= anew
    for cache in (None, memory, memory):
        assert filled(tools, monkeypatch, cache)[0] == plain


def test_what_is_undone_is_undone(project: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    tools = MemoryTools.of(project)
    first, _ = filled(tools, monkeypatch)
    tools.put(ROOT / OTHER, "Nothing ((( cite('D1#p4') ))).\n")
    assert filled(tools, monkeypatch)[0] != first
    tools.put(ROOT / OTHER, project[OTHER])
    assert filled(tools, monkeypatch)[0] == first


def test_damaged_entries_are_made_anew(project: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    tools = MemoryTools.of(project)
    first, _ = filled(tools, monkeypatch)
    for path in [path for path in tools.files if "sections" in path.parts and CACHE in path.parents]:
        tools.put(path, tools.files[path][:-3])
    assert filled(tools, monkeypatch) == (first, {MAIN, BODY, OTHER})
    assert filled(tools, monkeypatch) == (first, set())
