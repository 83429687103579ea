from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from projects import REPOSITORY

import reportgen
from reportgen.codes import FAMILIES, as_data, diagnose, explain, near, register, select
from reportgen.diagnostics import Place, Severity

SOURCE = "\n".join(path.read_text(encoding="utf-8") for path in Path(reportgen.__file__).parent.rglob("*.py"))
CODE = re.compile(r"\b(?:CFG0|DOC1|REC2|TAB3|BIB4|SEC5|TEX6|PDF7|CHK8|INT9)\d\d\b")
USED = frozenset(CODE.findall(SOURCE))
TESTS = Path(__file__).parent
# These show diagnostics that they make themselves; they raise none.
SHOWING = ("test_codes.py", "test_diagnostics.py", "snippets")


def expected() -> Iterator[str]:
    """Give the codes that tests expect: in texts of their code and in golden files.

    Comments, docstrings, and codes that a test says it is not about do not count.
    """
    for path in TESTS.rglob("*.py"):
        if path.relative_to(TESTS).parts[0] in SHOWING:
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        remarks = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Compare) and any(isinstance(op, ast.NotIn | ast.NotEq) for op in node.ops):
                remarks |= {id(part) for part in ast.walk(node)}
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in remarks:
                yield from CODE.findall(node.value)
    for path in TESTS.rglob("*expected*"):
        yield from CODE.findall(path.read_text(encoding="utf-8"))


def test_every_code_that_is_used_is_registered() -> None:
    unregistered = sorted(USED - register().keys())
    assert unregistered == []


def test_every_registered_code_is_used() -> None:
    unused = sorted(register().keys() - USED)
    assert unused == []


def test_every_registered_code_is_expected_by_a_test() -> None:
    unexpected = sorted(register().keys() - set(expected()))
    assert unexpected == []


def test_the_pages_are_those_of_the_register() -> None:
    command = [sys.executable, str(REPOSITORY / "scripts" / "code_pages.py"), "--check"]
    finished = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (finished.returncode, finished.stderr) == (0, "")


def test_families_come_in_the_order_of_their_numbers() -> None:
    assert [code.id[:3] for code in register().values()] == sorted(
        (code.id[:3] for code in register().values()), key=list(FAMILIES).index
    )


@pytest.mark.parametrize("code", register().values(), ids=lambda code: code.id)
def test_an_entry_says_what_why_and_what_to_do(code) -> None:  # type: ignore[no-untyped-def]
    assert re.fullmatch(r"(CFG0|DOC1|REC2|TAB3|BIB4|SEC5|TEX6|PDF7|CHK8|INT9)\d\d", code.id)
    assert not code.title.endswith(".")
    assert all((code.why.endswith("."), code.remedy.endswith(".") or code.remedy.endswith("?"), code.example))


def test_diagnose() -> None:
    place = Place(file="a", line=2, column=5)
    found = diagnose("BIB402", "two\n  lines", place, hint="h", length=3)
    assert (found.message, found.severity, found.end_line, found.end_column) == ("two lines", Severity.ERROR, 2, 8)
    assert diagnose("BIB402", "m", severity=Severity.NOTE).severity is Severity.NOTE


@pytest.mark.parametrize("place", [None, Place(file="a"), Place(file="a", line=3)])
def test_what_has_no_column_cannot_be_underlined(place: Place | None) -> None:
    found = diagnose("BIB402", "m", place, length=3)
    assert found.end_line is found.end_column is None


@pytest.mark.parametrize("severity", [None, Severity.NOTE])
def test_a_code_must_be_registered(severity: Severity | None) -> None:
    with pytest.raises(KeyError):
        diagnose("BIB999", "m", severity=severity)


def test_explain() -> None:
    text = explain("bib402")
    assert text is not None
    assert text.startswith("BIB402 (error): two entries have the same key\n\nWhy it matters: ")
    assert "\n\nExample: " in text
    assert "\n\nWhat to do: " in text
    assert text.endswith("\nIt can be neither lowered nor silenced.\n")
    assert "lowered" not in str(explain("REC212"))
    assert explain("BIB999") is None


@pytest.mark.parametrize(
    ("wrong", "meant"), [("rec221 ", "REC2"), ("REC 212", "REC2"), ("CFG00", "CFG0"), ("SEC5O3", "SEC5")]
)
def test_near(wrong: str, meant: str) -> None:
    assert str(near(wrong)).startswith(meant)


@pytest.mark.parametrize("word", ["XYZ999", "BIB999", "", "nothing"])
def test_what_is_like_no_code(word: str) -> None:
    assert near(word) is None


def test_select() -> None:
    known, unknown = select(["cfg001", "int", "CFG001", "nothing"])
    assert [code.id for code in known] == ["CFG001", *(code for code in register() if code.startswith("INT"))]
    assert unknown == ("nothing",)
    assert select(["all"]) == (tuple(register().values()), ())


def test_as_data_says_everything() -> None:
    data = as_data(register()["TEX602"])
    assert (data["code"], data["severity"], data["fixed"], data["stage"]) == ("TEX602", "error", True, "build")
    assert all(data[key] for key in ("family", "title", "why", "example", "remedy"))


@pytest.mark.parametrize(
    ("code", "fixed"),
    [("CFG004", True), ("CFG003", False), ("TEX602", True), ("TEX604", False), ("BIB402", True), ("REC212", False)],
)
def test_what_must_be_repaired_is_fixed(code: str, *, fixed: bool) -> None:
    assert register()[code].fixed is fixed
