"""Rules over prose on texts of several fields: nothing wrong is said of correct ones, and each fault is found."""

from __future__ import annotations

import pytest
from prose_project import by_paragraph, check, lines, report_of, said
from small_project import small_project

from reportgen.checks.arithmetic_rules import mistakes


def test_nothing_is_said_of_correct_texts() -> None:
    texts = lines("correct.tex")
    found = by_paragraph(*texts)
    assert {texts[i]: [d.message for d in said] for i, said in found.items()} == {}
    assert len(texts) > 300


def test_nothing_is_said_of_the_small_project() -> None:
    assert check(small_project()["report/sections/body.tex.j2"]) == []


@pytest.mark.parametrize(
    ("file", "codes"),
    [("numbers.tex", {"CHK801"}), ("quotations.tex", {"CHK802"}), ("likelihood.tex", {"CHK803", "CHK804"})],
)
def test_each_fault_is_found_on_its_line(file: str, codes: set[str]) -> None:
    texts = lines(file)
    found = by_paragraph(*texts)
    assert [text for i, text in enumerate(texts) if i not in found] == []
    assert {d.code for some in found.values() for d in some} == codes


def test_right_arithmetic_passes() -> None:
    wrong = {text: list(mistakes(text, "en")) for text in lines("sums-right.txt")}
    assert {text: some for text, some in wrong.items() if some} == {}


def test_wrong_arithmetic_is_found_once() -> None:
    found = {text: [m.message for m in mistakes(text, "en")] for text in lines("sums-wrong.txt")}
    assert {text: some for text, some in found.items() if len(some) != 1} == {}


def test_a_report_of_which_nothing_was_composed_is_left_alone() -> None:
    assert said(report_of("((( undefined_name )))", files={"report/main.tex.j2": "((( oops"})) == []
