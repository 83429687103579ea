"""The words of a composed report, each with the place that a person edits."""

from __future__ import annotations

from change import change
from memory import ROOT, MemoryTools

from reportgen.checks.printed import Run, printed
from reportgen.preparation import prepare

BODY = "report/sections/body.tex.j2"


def runs(project: dict[str, str]) -> tuple[Run, ...]:
    report = prepare(ROOT, None, MemoryTools.of(project), lambda _: None).value
    assert report is not None
    assert printed(report.composition) is printed(report.composition)
    return printed(report.composition)


def test_what_is_typed_and_what_is_a_record(project: dict[str, str]) -> None:
    found = {run.text.strip(): run for run in runs(project) if run.file == "sections/01-body.tex"}
    typed, value = found["Traffic grew by"], found["5 percent"]
    assert (typed.data, typed.source, str(typed.place(8))) == (False, BODY, f"{BODY}:4:9")
    assert (value.data, value.source, str(value.place(0))) == (True, "data/indicators.csv", "data/indicators.csv:2:50")


def test_commands_keys_and_comments_are_no_words(project: dict[str, str]) -> None:
    text = r"A \emph{b} \label{c} \cite[{d}]{e} \href{f}{g} 5\% R\&D \hyperref[h]{i}~j % k"
    change(project, BODY, "Traffic grew by", f"▸{text}\nTraffic grew by")
    run = next(run for run in runs(project) if run.text.startswith("A "))
    assert run.text.split() == ["A", "b", "g", "5", "%", "R", "&D", "i", "j"]
    assert run.text.index("g") == text.index("{g}") + 1
