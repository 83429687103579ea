"""Records that must agree with one another."""

from __future__ import annotations

import pytest
from change import change, shown
from memory import ROOT, MemoryTools

from reportgen.checks.record_rules import RULES
from reportgen.diagnostics import Diagnostic
from reportgen.preparation import prepare

FILE = "data/indicators.csv"


def found(project: dict[str, str]) -> list[Diagnostic]:
    report = prepare(ROOT, None, MemoryTools.of(project), lambda _: None).value
    assert report is not None
    return [diagnostic for rule in RULES for diagnostic in rule(report)]


def row(**fields: str) -> str:
    """Return a second row for the growth of traffic, 5 percent in D1."""
    cells = {
        "id": "ind-second", "theme": "traffic", "measure": "Growth of traffic", "qualifier": "", "value": "9",
        "value_high": "", "unit": "percent", "wording": "so many", "base": "traffic of 2019", "period": "2019–2021",
        "evidence": "D2#p4", "via": "", "grade": "3", "note": "",
    }  # fmt: skip
    return ",".join({**cells, **fields}.values()) + "\n"


def test_records_that_agree(project: dict[str, str]) -> None:
    assert found(project) == []


@pytest.mark.parametrize(
    "fields",
    [{}, {"value": "5.6"}, {"qualifier": "more than", "value": "6"}, {"qualifier": "at most", "value": "4"},
     {"qualifier": "about", "value": "6"}, {"value": "6", "value_high": "8"}, {"evidence": "D1#p4"},
     {"measure": "growth of  Traffic", "unit": "Percent"}, {"wording": "fewer than 5", "value": "3"}],
    ids=str,
)  # fmt: skip
def test_a_quantity_with_two_values(project: dict[str, str], fields: dict[str, str]) -> None:
    project[FILE] += row(**fields)
    (one,) = found(project)
    column = row(**fields).index(fields.get("value", "9")) + 1
    assert (one.code, one.severity.word) == ("CHK811", "warning")
    assert str(one.place) == f"{FILE}:5:{column}"
    assert str(one.related[0].place) == f"{FILE}:2:39"


@pytest.mark.parametrize(
    "fields",
    [{"value": "5"}, {"value": "5.2"}, {"qualifier": "more than", "value": "4"}, {"qualifier": "about", "value": "5.3"},
     {"value": "4", "value_high": "6"}, {"period": "2021"}, {"base": "traffic of 2020"}, {"unit": "passengers"},
     {"measure": "Growth of fares"}, {"note": "D1 has 5"}, {"note": "See ind-growth"}, {"wording": "up to 9 percent"},
     {"qualifier": "perhaps", "value": "9"}, {"value": "nine"}],
    ids=str,
)  # fmt: skip
def test_values_that_agree_or_are_told_apart(project: dict[str, str], fields: dict[str, str]) -> None:
    project[FILE] += row(**fields)
    assert found(project) == []


def test_a_measure_that_is_still_the_words_of_the_passage(project: dict[str, str]) -> None:
    """Two numbers of one sentence measure what nobody has said so far."""
    project[FILE] = project[FILE].replace(",note\n", ",note,clause\n", 1).replace(",3,\n", ",3,,\n")
    second = row(measure="They voted 21 to 12", base="").rstrip("\n")
    third = second.replace("ind-second", "ind-third").replace(",9,", ",12,")
    project[FILE] += f"{second},They voted 21 to 12\n{third},They voted 21 to 12\n"
    assert found(project) == []


def test_a_conflict_on_record_explains_two_values(project: dict[str, str]) -> None:
    project[FILE] += row()
    change(project, "data/conflicts.yaml", "evidence: D2#p3", "evidence: D2#p4")
    assert found(project) == []


def test_a_series_is_no_repetition(project: dict[str, str]) -> None:
    project[FILE] += "".join(row(id=f"ind-{number}", value=str(number)) for number in range(10, 40))
    assert found(project) == []


def test_an_agreement_with_a_document_that_does_not_agree(project: dict[str, str]) -> None:
    place = change(project, "data/agreements.yaml", "prop-future\n  documents: D1", "prop-quay\n  documents: ▸D1")
    (silent,) = found(project)  # D2 denies it, and no other document affirms it
    assert (silent.code, silent.place) == ("CHK819", place)
    assert silent.message == "'a1' counts D1 among those that agree on prop-quay, and D1 is silent on it"
    change(project, "data/positions.csv", "D1,silent", "D1,affirms")
    (denies,) = found(project)
    assert str(denies.place) == "data/agreements.yaml:3:18"
    assert [str(related.place) for related in denies.related] == ["data/positions.csv:3:21"]


def test_two_positions_of_one_document(project: dict[str, str]) -> None:
    project["data/positions.csv"] += "pos-3,prop-quay,D2,affirms,a costly mistake,D2#p3,,\n"
    assert shown(found(project)) == [("CHK819", "data/positions.csv:4:7")]
