"""Registers of names: the forms of a name, and the evidence that it stands in."""

from __future__ import annotations

import doctest

import pytest
from memory import ROOT, SOURCES, MemoryTools

import reportgen.records.registers
from reportgen.preparation import verify
from reportgen.records import load_records
from reportgen.records.registers import REGISTERS, forms_of

PEOPLE = """\
id,name,variants,role,evidence
pe-quill,"Quill, Ada",Quill; A. Quill;;,chair,D1#p3
pe-vale,"Vale, Boris",,,D2#p3
pe-li,Li Wei,Li  Wei,,
"""


def test_a_name_has_its_direct_form_and_its_variants() -> None:
    records = load_records(ROOT, MemoryTools.of({"data/people.csv": PEOPLE})).value
    assert [forms_of(record.fields) for record in records.of("people")] == [
        ("Ada Quill", "Quill", "A. Quill"), ("Boris Vale",), ("Li Wei",),
    ]  # fmt: skip
    assert REGISTERS == ("people", "organisations")


@pytest.mark.parametrize(
    ("row", "found"),
    [
        ('pe-quill,"Quill, Ada",,,D1#p3', []),
        ('pe-quill,"Quil, Ada",Ada Quill,,D1#p3', []),
        ('pe-quill,"Quil, Ada",,,D1#p3', [("REC215", "data/people.csv:2:11", "'Quil, Ada' does not stand in D1#p3")]),
        ('pe-quill,"Quill, Ada",,,D2#p3', [("REC215", "data/people.csv:2:11", "'Quill, Ada' does not stand in D2#p3")]),
        ('pe-quill,"Nobody, Ada",,,', []),
    ],
)  # fmt: skip
def test_some_form_of_a_name_stands_in_its_evidence(
    project: dict[str, str], row: str, found: list[tuple[str, str, str]]
) -> None:
    project["data/people.csv"] = f"id,name,variants,role,evidence\n{row}\n"
    outcome = verify(ROOT, SOURCES, MemoryTools.of(project), update=True)
    shown = [(d.code, str(d.place), d.message) for d in outcome.diagnostics if str(d.place).startswith("data/people")]
    assert shown == found


def test_the_examples_in_the_module_hold() -> None:
    assert doctest.testmod(reportgen.records.registers).failed == 0
