from __future__ import annotations

import re
from pathlib import Path

import pytest

import reportgen
from reportgen.codes import diagnose, explain, register
from reportgen.diagnostics import Place, Severity

SOURCE = "\n".join(path.read_text(encoding="utf-8") for path in Path(reportgen.__file__).parent.rglob("*.py"))
USED = frozenset(re.findall(r"\b((?:CFG0|DOC1|REC2|TAB3|BIB4|SEC5|TEX6|PDF7|CHK8|INT9)\d\d)\b", SOURCE))


def test_every_code_that_is_used_is_registered() -> None:
    assert not USED - register().keys()


def test_every_registered_code_is_used() -> None:
    assert not register().keys() - USED


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
    assert explain("BIB999") is None
