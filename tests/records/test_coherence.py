from __future__ import annotations

import pytest
from change import change, shown
from memory import ROOT, MemoryTools

from reportgen.diagnostics import Diagnostic
from reportgen.records import load_records
from reportgen.records.evidence import check_evidence
from reportgen.records.lock import Lock, load_lock


def examine(project: dict[str, str], *, locked: bool = True) -> tuple[Diagnostic, ...]:
    """Check the evidence without the documents; without the lock nobody knows which field was edited."""
    tools = MemoryTools.of(project)
    lock = load_lock(ROOT, tools).value if locked else Lock(complete=False)
    return check_evidence(load_records(ROOT, tools).value, {}, lock, 8)


FAULTS = [
    ("REC229", "data/indicators.csv", ",5,,percent", ",▸6,,percent"),
    ("REC229", "data/indicators.csv", ",5,,percent,5 percent", ",▸5,,percent,6 percent"),
    ("REC229", "data/indicators.csv", ",2,,USD million", ",▸2,,USD billion"),
    ("REC231", "data/positions.csv", "prop-quay,D2", "prop-quay,▸D1"),
    ("REC231", "data/positions.csv", "a costly mistake,D2#p3", "a costly mistake,▸D1#p3"),
    ("REC231", "data/conflicts.yaml", "document: D2", "document: ▸D1"),
    ("REC231", "data/conflicts.yaml", "evidence: D2#p3", "evidence: ▸D1#p3"),
    ("REC231", "data/agreements.yaml", "D1#p4; D2#p3", "D1#p4"),
    ("REC231", "data/agreements.yaml", "documents: D1; D2", "documents: D1"),
    ("REC231", "data/summaries/D1.yaml", "document: D1", "document: ▸D2"),
    ("REC231", "data/summaries/D1.yaml", "quote: not sell the old boat\n  evidence: D1#p5",
     "quote: not sell the old boat\n  evidence: ▸D2#p5"),
    ("REC234", "data/notes.csv", "n-2,D2,2", "n-2,D2,▸3"),
    ("REC234", "data/notes.csv", "n-2,D2,2", "n-2,D2,▸0"),
]  # fmt: skip


@pytest.mark.parametrize(("code", "file", "old", "new"), FAULTS)
def test_faults(project: dict[str, str], code: str, file: str, old: str, new: str) -> None:
    place = change(project, file, old, new)
    found = examine(project, locked=code != "REC229")
    assert code in {d.code for d in found}
    if place.line is not None:
        assert (code, str(place)) in shown(found)
        assert {(d.place.file, d.place.line) for d in found if d.place} == {(file, place.line)}


def test_a_qualifier_that_says_the_opposite(project: dict[str, str]) -> None:
    change(project, "data/indicators.csv", "Growth of traffic,,5,,percent,5 percent",
           "Growth of traffic,less than,5,,percent,more than 5 percent")  # fmt: skip
    assert {d.code for d in examine(project, locked=False)} == {"REC229"}


@pytest.mark.parametrize(
    ("qualifier", "wording"),
    [
        ("at most", "does not exceed 5 percent"), ("more than", "over 5 percent"),
        ("at least", "no less than 5 percent"),
        ("up to", "no more than 5 percent"), ("about", "more than 5 percent"), ("more than", "5 percent"),
        ("", "under 5 percent"), ("under", "fewer than five percent"),
        ("between", "more than 5 but less than 9 percent"),
        ("", "a twentieth"), ("", "five per cent"), ("", "from 4 to 5 percent"), ("", "growth"),
    ],
)  # fmt: skip
def test_words_that_agree(project: dict[str, str], qualifier: str, wording: str) -> None:
    change(project, "data/indicators.csv", "Growth of traffic,,5,,percent,5 percent",
           f"Growth of traffic,{qualifier},5,,percent,{wording}")  # fmt: skip
    assert examine(project, locked=False) == ()


def test_a_row_that_was_copied(project: dict[str, str]) -> None:
    change(project, "data/events.csv", "ev-closing,", "ev-meeting-2,2021-03-12,,day,explicit,,board,The board meets.,"
           "Board meets,Ada Quill,D1#p3,,2,\nev-closing,")  # fmt: skip
    assert shown(examine(project)) == [("REC232", "data/events.csv:3:1")]


def test_the_small_project_is_coherent(project: dict[str, str]) -> None:
    assert examine(project) == ()
