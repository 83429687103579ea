"""What rules found is kept, and looked for again whenever something that they look at has changed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from change import change
from memory import ROOT, SOURCES, MemoryTools
from small_project import small_project

from reportgen.cache import Cache
from reportgen.checks import GROUPS, Report
from reportgen.checks.keeping import Group, findings
from reportgen.codes import diagnose
from reportgen.diagnostics import Diagnostic, Place
from reportgen.preparation import prepare
from reportgen.records import Record

BODY = "report/sections/body.tex.j2"
EDITS = {
    "nothing": (BODY, "Traffic grew", "Traffic grew"),
    "numbers": (BODY, "Traffic grew", "Of 20 ships 5 (50 per cent) sank, see \\ref{tab:none}. Traffic grew"),
    "quotation": (BODY, "Traffic grew", "“Nobody ever said these words” and XYZ. Traffic grew"),
    "part that cannot be read": (BODY, "Traffic grew", "((( oh Traffic grew"),
    "record": ("data/events.csv", "The board meets.", "The Bord of 12 metes."),
    "entry": ("bib/works.bib", "title", "subtitle"),
    "caption": ("report/tables/indicators.yaml", "caption: ", "caption: In 1931, "),
    "documents": ("data/documents.yaml", "minutes.txt", "minuten.txt"),
}


def report_of(files: dict[str, str]) -> Report:
    report = prepare(ROOT, SOURCES, MemoryTools.of(files), lambda _: None).value
    assert report is not None
    return report


@pytest.mark.parametrize("name", EDITS)
def test_all_that_rules_find_is_kept(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    files = small_project()
    change(files, *EDITS[name])
    report, tools = report_of(files), MemoryTools()
    found = [list(findings(group, report, Cache(ROOT, tools))) for group in GROUPS]
    monkeypatch.setattr(Group, "rules", lambda group: pytest.fail(f"{group.module} runs again"))
    assert [list(findings(group, report, Cache(ROOT, tools))) for group in GROUPS] == found


@pytest.mark.parametrize("name", EDITS)
def test_what_is_kept_is_what_is_found(name: str) -> None:
    files = small_project()
    tools = MemoryTools.of(files)
    prepare(ROOT, SOURCES, tools, lambda _: None)
    change(files, *EDITS[name])
    plain = prepare(ROOT, SOURCES, MemoryTools.of(files), lambda _: None)
    tools.put(ROOT / EDITS[name][0], files[EDITS[name][0]])
    for _ in range(2):
        assert prepare(ROOT, SOURCES, tools, lambda _: None) == plain


def test_rules_run_again_only_for_what_they_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    runs: list[str] = []

    def rule(report: Report) -> Iterator[Diagnostic]:
        runs.append("run")
        yield diagnose("DOC106", str(len(report.records.of("events"))), Place(file=str(len(report.tables))))

    report, tools = report_of(small_project()), MemoryTools()
    monkeypatch.setattr(Group, "rules", lambda _: (rule,))
    fewer = {kind: group for kind, group in report.records.by_kind.items() if kind != "indicators"}
    others = [
        (replace(report, lock=replace(report.lock, complete=False)), 0),
        (replace(report, records=replace(report.records, by_kind=fewer)), 0),
        (replace(report, records=replace(report.records, by_kind={})), 1),
        (replace(report, tables={}), 1),
    ]
    for other, more in others:
        list(findings(Group(module="x"), report, Cache(ROOT, tools)))
        runs.clear()
        (found,) = findings(Group(module="x"), other, Cache(ROOT, tools))
        assert (found.message, found.place) == (
            str(len(other.records.of("events"))), Place(file=str(len(other.tables))),
        )  # fmt: skip
        assert len(runs) == more


def test_what_is_looked_at_one_at_a_time_is_kept_one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    runs: list[str] = []

    def rule(report: Report, record: Record) -> Iterator[Diagnostic]:
        runs.append(f"{record.id} {report.documents.keys() & {'D1'}}")
        yield diagnose("DOC106", record.id, record.place)

    files, tools = small_project(), MemoryTools()
    report = report_of(files)
    change(files, "data/events.csv", "The board meets.", "The bord meets.")
    other = report_of(files)
    monkeypatch.setattr(Group, "rules", lambda _: (rule,))
    group = Group(module="x", each="record")
    before = list(findings(group, report, Cache(ROOT, tools)))
    assert len(runs) == len(before) > 3
    runs.clear()
    assert list(findings(group, other, Cache(ROOT, tools))) == before
    assert len(runs) == 1


def test_what_was_found_with_the_help_of_an_unknown_part_is_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    runs: list[str] = []

    def rule(report: Report) -> Iterator[Diagnostic]:
        runs.append("run")
        if report.rulings:
            yield diagnose("DOC106", "m")

    report, tools = report_of(small_project()), MemoryTools()
    monkeypatch.setattr(Group, "rules", lambda _: (rule,))
    for _ in range(2):
        assert len(list(findings(Group(module="x"), report, Cache(ROOT, tools)))) == 1
    assert len(runs) == 2
    assert not [path for path in tools.files if path.is_relative_to(ROOT / "rules")]
