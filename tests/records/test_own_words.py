"""Words of a passage as a person or a program writes them down: lines joined, markup gone, numbers of any language."""

from __future__ import annotations

import pytest
from change import change
from memory import ROOT, SOURCES, MemoryTools

from reportgen.documents.read import load_documents, read_document
from reportgen.preparation import find_documents
from reportgen.records import load_records
from reportgen.records.evidence import check_evidence
from reportgen.records.lock import Lock
from reportgen.records.matching import contains, has_quantity, wanted_quantity


@pytest.mark.parametrize(
    ("passage", "words"),
    [
        ("The **new quay** was *opened* there[^1]. It is long.", "The new quay was opened there."),
        ("a ‘plan’, a `list` and _hope_ there", "a plan, a list and hope there"),
        ("issued on 21 March[1] and in notes[2].", "issued on 21 March and in notes."),
        ("ab\u200ecd 5 \u202amarks", "abcd 5 marks"),
    ],
)
def test_words_without_signs_stand_there(passage: str, words: str) -> None:
    assert contains(passage, words)
    assert contains(passage, passage)


@pytest.mark.parametrize(("passage", "words"), [("a snake_case name", "a snakecase name"), ("2 * 3", "6"), ("**", "x")])
def test_other_words_do_not(passage: str, words: str) -> None:
    assert not contains(passage, words)


@pytest.mark.parametrize(
    ("passage", "value", "unit", "there"),
    [
        ("比2020年增长近4倍", "4", "times", True),
        ("建设60台风机", "60", "count", True),
        ("建设60台风机", "6", "count", False),
        ("two-thirds of the market", "0.6667", "count", True),
        ("it was doubled", "2", "times", True),
        ("it was doubled", "2", "count", False),
        ("twice in a year", "2", "count", False),
        ("half of it", "0.25", "count", False),
    ],
)
def test_numbers_beside_letters_and_in_words(passage: str, value: str, unit: str, there: bool) -> None:  # noqa: FBT001
    assert has_quantity(passage, wanted_quantity(value, unit)) is there


def test_a_quotation_may_go_over_lines_that_follow_each_other(project: dict[str, str]) -> None:
    change(
        project,
        "data/statements.csv",
        "We will not sell the old boat",
        "has cost $2 million. “We will not sell the old boat",
    )
    change(project, "data/statements.csv", ",D1#p3;D1#p5,", ",D1#p3; D1#p4; D1#p5,")
    tools = MemoryTools.of(project)
    records = load_records(ROOT, tools).value
    documents = find_documents(SOURCES, records, tools).value
    assert [d for d in check_evidence(records, documents, Lock(complete=False), 40) if d.code == "REC213"] == []
    change(project, "data/statements.csv", ",D1#p3; D1#p4; D1#p5,", ",D1#p3; D1#p5,")
    records = load_records(ROOT, MemoryTools.of(project)).value
    assert [d.code for d in check_evidence(records, documents, Lock(complete=False), 40) if d.code == "REC213"] == [
        "REC213"
    ]


def test_words_are_counted_in_scripts_without_blanks() -> None:
    made = read_document("D1", "a.txt", "海滨 port 港口\n".encode(), MemoryTools()).value
    assert made is not None
    assert made.words == 5


__all__ = ["load_documents"]
