"""What the author decided about problems, from the first stage to the published PDF."""

from __future__ import annotations

import json

import pytest
from change import change
from memory import ROOT, SOURCES
from test_pipeline import OPTIONS, machine

from reportgen import checks
from reportgen.checks.keeping import Group
from reportgen.diagnostics import Diagnostic, Outcome, Severity
from reportgen.manifest import MANIFEST, last_build
from reportgen.pipeline import build
from reportgen.preparation import prepare, verify
from reportgen.tools import Tools

MAIN = "report/main.tex.j2"
SETTINGS = "report/report.toml"
DATE = ("data/events.csv", "ev-meeting,2021-03-12", "ev-meeting,2021-03-13")  # REC214
BODY = '((( section("body") )))'
ALLOWED = (BODY, f"{BODY} ((= reportgen: allow TEX604: a wide word =))")
WIDE = "Overfull \\hbox (20.0pt too wide) in paragraph at lines 3--3\n[]\n"


@pytest.fixture(autouse=True)
def _few_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks, "GROUPS", (Group(module="report_rules"),))


def made(tools: Tools, *, strict: bool = False) -> Outcome[str | None]:
    return build(ROOT, SOURCES, OPTIONS, tools, lambda _: None, strict=strict)


def told(found: tuple[Diagnostic, ...]) -> list[str]:
    """Return the problems with their lines, without what the small project always says of itself."""
    shown = (d for d in found if d.code not in {"CFG011", "DOC106", "REC219"})
    return [f"{d.place.file}:{d.place.line} {d.severity.word} {d.code}" for d in shown if d.place]


def test_an_error_that_is_lowered_lets_the_build_go_on(project: dict[str, str]) -> None:
    change(project, *DATE)
    project[SETTINGS] += '\n[checks]\nREC214 = "warning"\nREC219 = "note"\n'
    summary, found = made(machine(project))
    assert told(found) == ["data/events.csv:2 warning REC214"]
    assert summary is not None
    assert made(machine(project), strict=True).value is None


def test_a_warning_that_is_raised_stops_it(project: dict[str, str]) -> None:
    tools = machine(project, log=WIDE)
    assert made(tools).value is not None
    project[SETTINGS] += '\n[checks]\nTEX604 = "error"\n'
    summary, found = made(machine(project, log=WIDE))
    assert summary is None
    assert told(found) == [f"{MAIN}:3 error TEX604"]


def test_an_allowed_problem_stops_nothing_and_is_remembered(project: dict[str, str]) -> None:
    change(project, MAIN, *ALLOWED)
    tools = machine(project, log=WIDE)
    summary, found = made(tools, strict=True)
    assert summary is not None
    assert told(found) == [f"{MAIN}:3 silenced TEX604"]
    kept = {d["code"]: d["severity"] for d in json.loads(tools.read(ROOT / MANIFEST))["diagnostics"]}
    assert kept["TEX604"] == Severity.SILENCED
    last = last_build(ROOT, OPTIONS, SOURCES, None, tools)
    assert last is not None
    assert last.manifest.diagnostics == found


def test_a_silence_for_tex_is_judged_by_a_build_alone(project: dict[str, str]) -> None:
    change(project, MAIN, *ALLOWED)
    assert not told(prepare(ROOT, SOURCES, machine(project), lambda _: None).diagnostics)
    summary, found = made(machine(project))
    assert summary is not None
    assert told(found) == [f"{MAIN}:3 warning CHK841"]
    assert made(machine(project), strict=True).value is None


def test_verifying_knows_the_rulings(project: dict[str, str]) -> None:
    change(project, *DATE)
    table = 'code = ["REC214", "REC219"]\nfile = "data/events.csv"\nat = "ev-meeting"\nreason = "as told"\n'
    project[SETTINGS] += f"\n[[checks.allow]]\n{table}"
    found = verify(ROOT, SOURCES, machine(project), update=False).diagnostics
    assert {d.severity for d in found if d.code in {"REC214", "REC219"}} <= {Severity.SILENCED}
    assert "REC214" in {d.code for d in found}
