"""Columns that sort records: a slip of a value that recurs."""

from __future__ import annotations

import pytest
from change import shown
from memory import ROOT, MemoryTools

from reportgen.checks.value_rules import RULES
from reportgen.diagnostics import Diagnostic
from reportgen.preparation import prepare

FILE = "data/events.csv"
HEAD = "id,date,date_end,precision,basis,basis_note,lane,event,label,actors,evidence,via,grade,note\n"


def found(project: dict[str, str], *lanes: str) -> list[Diagnostic]:
    rows = [f"ev-{n},2021,,year,explicit,,{lane},It was a day.,A day,,D1#p3,,2,\n" for n, lane in enumerate(lanes)]
    project[FILE] = HEAD + "".join(rows)
    report = prepare(ROOT, None, MemoryTools.of(project), lambda _: None).value
    assert report is not None
    return [diagnostic for rule in RULES for diagnostic in rule(report)]


def test_a_value_that_stands_once_beside_one_that_stands_often(project: dict[str, str]) -> None:
    (one,) = found(project, "aviation", "aviation", "aviaton", "aviation", "energy", "energy")
    assert shown([one]) == [("CHK833", f"{FILE}:4:27")]
    assert one.hint == "did you mean 'aviation'?"


@pytest.mark.parametrize(
    "lanes",
    [
        ("aviation", "aviation", "aviation", "navigation", "energy", "energy"),
        ("aviation", "aviation", "aviaton", "energy", "energy", "energy"),
        ("aviation", "aviation", "aviation", "aviaton", "aviaton", "energy"),
        ("phase 1", "phase 1", "phase 1", "phase 2", "energy", "energy"),
        ("port", "port", "port", "fort", "energy", "energy"),
        ("aviation", "aviation", "aviation", "aviaton", "rail", "road", "sea"),
    ],
)
def test_other_values_are_not(project: dict[str, str], lanes: tuple[str, ...]) -> None:
    assert found(project, *lanes) == []
