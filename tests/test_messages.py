"""What a person reads: one typical fault of each module, with its line, its caret and its hint."""

from __future__ import annotations

from pathlib import Path

import pytest
from change import change
from golden import check
from memory import ROOT, SOURCES, MemoryTools

from reportgen.diagnostics import arrange
from reportgen.preparation import prepare
from reportgen.snippets import render

CASES = Path(__file__).parent / "cases" / "messages"
FAULTS = {
    "setting": [("report/report.toml", "quotation_words = 8", "quotation_word = 8")],
    "no-toml": [("report/report.toml", 'title = "The quay at Tarn"', "title = The quay at Tarn")],
    "digit": [("data/indicators.csv", ",5,,percent", ",7,,percent")],
    "word": [("data/statements.csv", "sell the old boat", "sell the new boat")],
    "date": [("data/events.csv", "ev-meeting,2021-03-12", "ev-meeting,2021-03-21")],
    "name": [("data/statements.csv", "st-quay,Boris Vale", "st-quay,Boris Vane")],
    "locator": [("data/statements.csv", "D1#p3;D1#p5", "D1#p3;D1#p50")],
    "column": [("data/events.csv", "evidence", "evidnce")],
    "semicolons": [("data/propositions.csv", "", "id;proposition\na;b\n")],
    "yaml": [("data/gaps.yaml", "question: Who wrote the letter?", "question: Who: the letter?")],
    "reference": [("data/positions.csv", "prop-quay,D2", "prop-quai,D2")],
    "bib-comma": [("bib/works.bib", "title = {Piles and Tides},", "title = {Piles and Tides}")],
    "bib-brace": [("bib/works.bib", "title = {Piles and Tides},", "title = {Piles and Tides,")],
    "bib-key": [("bib/works.bib", "@book{stern-piles", "@book{D2:1")],
    "bib-related": [("bib/works.bib", "related = {D2},\n  corpusnote = {2}", "related = {D3},\n  corpusnote = {2}")],
    "document": [("data/sources/letter.txt", "Boris Vale calls", "A new line.\nBoris Vale calls")],
    "lock": [("data/evidence.lock", "claim st-boat", "<<<<<<< HEAD\nclaim st-boat")],
}


@pytest.mark.parametrize("name", FAULTS)
def test_messages(project: dict[str, str], name: str) -> None:
    for file, old, new in FAULTS[name]:
        change(project, file, old, new)
    found = arrange(prepare(ROOT, SOURCES, MemoryTools.of(project), lambda _: None).diagnostics)
    shown = [d for d in found if d.code != "DOC106"]
    check(CASES / f"{name}.expected", render(shown, "human", sources=project.get, width=100))
