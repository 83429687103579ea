"""The registers of the indexes, and the change log."""

from __future__ import annotations

import pytest
from change import change, shown
from memory import ROOT, MemoryTools

from reportgen.checks.register_rules import RULES
from reportgen.diagnostics import Diagnostic
from reportgen.preparation import prepare

PEOPLE = """\
id,name,variants,role
pe-ann,"Lee, Ann",A. Lee,
pe-john,"Lee, John",Lee; J. Lee,
"""
LOG = """\
id,version,date,kind,section,change
ch-1,0.9,2022-01-04,first issue,,First version.
ch-2,0.10,2022-02-01,correction,The quay,The cost of the quay was wrong.
ch-3,1.0,2022-02-03,addition,,An index.
"""


def found(project: dict[str, str]) -> list[Diagnostic]:
    report = prepare(ROOT, None, MemoryTools.of(project), lambda _: None).value
    assert report is not None
    return [diagnostic for rule in RULES for diagnostic in rule(report)]


def test_registers_and_a_log_that_are_right(project: dict[str, str]) -> None:
    project |= {"data/people.csv": PEOPLE, "data/changes.csv": LOG}
    assert found(project) == []


def test_a_report_without_them(project: dict[str, str]) -> None:
    assert found(project) == []


def test_a_form_for_two_people_is_shown_at_the_second(project: dict[str, str]) -> None:
    project["data/people.csv"] = PEOPLE.replace("A. Lee", "Lee")
    (double,) = found(project)
    assert shown([double]) == [("CHK832", "data/people.csv:3:21")]
    assert double.message == "'Lee' stands for 'pe-ann' as well"
    assert str(double.related[0].place) == "data/people.csv:2:19"


def test_a_form_for_somebody_and_for_a_body_is_one_too_many(project: dict[str, str]) -> None:
    project["data/people.csv"] = PEOPLE
    project["data/organisations.csv"] = "id,name,variants,role\nor-lee,J. Lee,,\n"
    assert shown(found(project)) == [("CHK832", "data/organisations.csv:2:8")]


@pytest.mark.parametrize(
    ("old", "new", "place", "message"),
    [
        ("ch-3,1.0,2022-02-03,addition,,An index.\n", "", "report/report.toml:4:1",
         "the newest version in the change log is 0.10, and the report is version 1.0"),
        ("ch-3,1.0,", "ch-3,1.0.1,", "data/changes.csv:4:6",
         "the newest version in the change log is 1.0.1, and the report is version 1.0"),
        ("ch-3,1.0,", "ch-3,1.0-rc,", "report/report.toml:4:1",
         "the newest version in the change log is 1.0-rc, and the report is version 1.0"),
        ("2022-02-01", "2022-02-04", "data/changes.csv:3:11",
         "2022-02-04 is after the date of the report, 2022-02-03"),
        ("2022-02-01", "2021-02-01", "data/changes.csv:3:11",
         "version 0.10 is dated 2021-02-01, out of order with the other versions"),
        ("ch-2,0.10", 'ch-2,"0,10"', "data/changes.csv:3:7", "0,10 is no version such as 0.10"),
        ("ch-3,1.0,2022-02-03", "ch-4,0.1,2022-02-03,addition,,More.\nch-3,1.0,2022-02-03", "data/changes.csv:4:6",
         "version 0.1 is dated like later ones"),
    ],
)  # fmt: skip
def test_a_log_that_does_not_fit(project: dict[str, str], old: str, new: str, place: str, message: str) -> None:
    project["data/changes.csv"] = LOG
    change(project, "data/changes.csv", old, new)
    (wrong,) = found(project)
    assert (wrong.code, str(wrong.place), wrong.message) == ("CHK831", place, message)


def test_the_order_of_the_entries_is_free(project: dict[str, str]) -> None:
    head, *rows = LOG.splitlines()
    project["data/changes.csv"] = "\n".join([head, rows[1], rows[2], rows[0], ""])
    assert found(project) == []


@pytest.mark.parametrize("date", ["2022", "2022-02", "2022-02-03"])
def test_a_date_without_a_day_may_be_that_of_the_report(project: dict[str, str], date: str) -> None:
    project["data/changes.csv"] = LOG.replace("2022-02-03", date)
    assert found(project) == []
