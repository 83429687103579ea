"""Who is said to have said it: documents against citations, persons against the register."""

from __future__ import annotations

import pytest
from change import change, shown
from memory import ROOT, SOURCES, MemoryTools

from reportgen.checks.attribution_rules import attributions_hold
from reportgen.checks.prose_reader import read_prose
from reportgen.diagnostics import Diagnostic
from reportgen.preparation import prepare

BODY = "report/sections/body.tex.j2"
PEOPLE = """\
id,name,variants,role,evidence
pe-quill,"Quill, Ada",Quill,deputy harbour minister,
pe-vale,"Vale, Boris",Vale,ambassador to Tarn,
"""


def found(project: dict[str, str], sentence: str) -> list[Diagnostic]:
    project["data/people.csv"] = PEOPLE
    change(project, BODY, "One writer", f"{sentence} One writer")
    report = prepare(ROOT, SOURCES, MemoryTools.of(project), lambda _: None).value
    assert report is not None
    told = attributions_hold(report, read_prose(report.composition))
    return [diagnostic for diagnostic in told if diagnostic.code in {"CHK826", "CHK827"}]


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("CHK826", 'D1 says that the quay was dear~((( cite("D2#p3") ))).'),
        ("CHK826", 'According to D1 the quay was dear~((( cite("D2#p3") ))).'),
        ("CHK826", 'D1, unsigned as it is, calls it dear~((( cite("D2#p3") ))).'),
        ("CHK827", "Ada Quill, the harbour minister, took the chair."),
        ("CHK827", "The ambassador to Mole, Boris Vale, was there."),
        ("CHK827", "Carla Vale was there."),
    ],
)
def test_a_wrong_attribution_is_told(project: dict[str, str], code: str, sentence: str) -> None:
    assert [each.code for each in found(project, sentence)] == [code]


def test_its_place_is_the_name(project: dict[str, str]) -> None:
    (told,) = found(project, 'D1 says that the quay was dear~((( cite("D2#p3") ))).')
    assert told.message == "the sentence names D1 and cites D2"
    assert shown([told])[0][1].startswith(BODY)


@pytest.mark.parametrize(
    "sentence",
    [
        'D2 says that the quay was dear~((( cite("D2#p3") ))).',
        'Unlike D1, D2 calls it dear~((( cite("D2#p3") ))).',
        'D1 is older than the letter~((( cite("D2#p3") ))).',
        "D1 says that the quay was dear.",
        "The deputy minister, Ada Quill, took the chair.",
        "Deputy Harbour Minister Quill and Boris Vale, the ambassador, were there.",
        "Mrs Vale was there.",
    ],
)
def test_a_right_one_is_not(project: dict[str, str], sentence: str) -> None:
    assert found(project, sentence) == []
