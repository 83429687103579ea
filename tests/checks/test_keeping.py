"""What rules found is kept, and looked for again whenever something that they look at has changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from change import change
from memory import ROOT, SOURCES, MemoryTools
from small_project import small_project

from reportgen.cache import Cache
from reportgen.checks import GROUPS, Report, keeping
from reportgen.checks.keeping import PARTS, Group, Watched, findings, part_digest
from reportgen.codes import diagnose
from reportgen.diagnostics import Diagnostic, Place
from reportgen.preparation import prepare

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
def test_groups_look_at_no_more_than_they_say(name: str) -> None:
    files = small_project()
    change(files, *EDITS[name])
    report = report_of(files)
    for group in GROUPS:
        for given in report.composition.files.items() if group.by_file else [()]:
            watched = Watched(report)
            for rule in group.rules():
                found = list(rule(watched, *given))
                # Only to say which record has a number does a rule look further: that is not kept.
                known = set(group.looks) | ({"records"} if group.module == "file_rules" and found else set())
                assert watched.looked <= known, (group.module, rule)


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


def test_what_a_report_works_out_of_its_parts_is_no_part_of_its_own() -> None:
    report = report_of(small_project())
    properties = [name for name, member in vars(Report).items() if isinstance(member, property)]
    for name in properties:
        watched = Watched(report)
        assert getattr(watched, name) is not None
        assert watched.looked <= {*PARTS}, name
    assert {"material", "whole"} <= {*properties}


CHANGED: dict[str, Callable[[Report], Report]] = {
    "config": lambda r: replace(r, config=replace(r.config, quotation_words=3)),
    "records": lambda r: replace(r, records=replace(r.records, complete=False)),
    "documents": lambda r: replace(r, documents={}),
    "lock": lambda r: replace(r, lock=replace(r.lock, complete=False)),
    "library": lambda r: replace(r, library=replace(r.library, complete=False)),
    "tables": lambda r: replace(r, tables={}),
    "figures": lambda r: replace(r, figures=r.tables),
    "composition": lambda r: replace(r, composition=replace(r.composition, cited=frozenset())),
    "files": lambda r: replace(r, composition=replace(r.composition, files={})),
}


def test_rules_run_again_only_for_what_they_look_at(monkeypatch: pytest.MonkeyPatch) -> None:
    runs: list[str] = []

    def rule(report: Report) -> Iterator[Diagnostic]:
        runs.append("run")
        yield diagnose("DOC106", "m", Place(file=str(len(report.tables))))

    report, tools = report_of(small_project()), MemoryTools()
    monkeypatch.setattr(Group, "rules", lambda _: (rule,))
    group = Group(module="x", looks=("tables",))
    digests = {part: part_digest(report, part, Cache(ROOT, tools)) for part in PARTS}
    for part, changed in CHANGED.items():
        other = changed(report)
        now = {name: part_digest(other, name, Cache(ROOT, tools)) for name in PARTS}
        assert [name for name in PARTS if now[name] != digests[name]] == [part]
        runs.clear()
        for _ in range(2):
            (found,) = findings(group, report, Cache(ROOT, tools))
            (again,) = findings(group, other, Cache(ROOT, tools))
            assert (found.place, again.place) == (
                Place(file=str(len(report.tables))),
                Place(file=str(len(other.tables))),
            )
        assert len(runs) <= 2
    assert tuple(CHANGED) == keeping.PARTS


def test_what_was_found_with_the_help_of_another_part_is_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    def rule(report: Report) -> Iterator[Diagnostic]:
        if not report.has_documents:
            yield diagnose("DOC106", "m")

    report, tools = report_of(small_project()), MemoryTools()
    monkeypatch.setattr(Group, "rules", lambda _: (rule,))
    group = Group(module="x", looks=("tables",))
    assert list(findings(group, report, Cache(ROOT, tools))) == []
    assert len(list(findings(group, replace(report, documents={}), Cache(ROOT, tools)))) == 1
    assert not [path for path in tools.files if path.is_relative_to(ROOT / "rules")]
