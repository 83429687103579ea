"""What the report uses of its records, and how summaries fit the documents."""

from __future__ import annotations

import pytest
from change import change, shown
from memory import ROOT, MemoryTools

from reportgen.checks.usage_rules import RULES
from reportgen.diagnostics import Diagnostic
from reportgen.preparation import prepare

BODY = "report/sections/body.tex.j2"
LOOP = '"events", "statements", '


def found(project: dict[str, str]) -> list[Diagnostic]:
    report = prepare(ROOT, None, MemoryTools.of(project), lambda _: None).value
    assert report is not None
    return [diagnostic for rule in RULES for diagnostic in rule(report)]


def test_a_report_that_uses_every_record(project: dict[str, str]) -> None:
    assert found(project) == []


def test_a_record_that_nothing_uses_is_a_warning_at_its_id(project: dict[str, str]) -> None:
    change(project, BODY, LOOP, "")
    first, second = found(project)
    assert shown([first, second]) == [("CHK813", "data/events.csv:3:1"), ("CHK813", "data/statements.csv:3:1")]
    assert first.message == "nothing in the report uses 'ev-closing'"
    assert first.severity.word == "warning"


@pytest.mark.parametrize(
    "use",
    ['((( when("ev-closing") )))', '((( cite("ev-closing") )))', '((( record("ev-closing").event )))',
     '((* for e in records("events", lane="quay") *))((( e.event )))((* endfor *))'],
)  # fmt: skip
def test_what_counts_as_use(project: dict[str, str], use: str) -> None:
    change(project, BODY, LOOP, "")
    project[BODY] += f'{use} ((( quote("st-quay") )))\n'
    assert found(project) == []


def test_a_name_is_used_when_an_index_lists_it(project: dict[str, str]) -> None:
    project["data/people.csv"] = """\
id,name,variants,role
pe-quill,"Quill, Ada",the chair,
pe-stern,"Stern, Olga",,
"""
    (idle,) = found(project)
    assert idle.message == "nothing in the report uses the records of people"
    change(project, "report/main.tex.j2", "((( report_end", '((( index("people") )))\n((( report_end')
    (unused,) = found(project)
    assert unused.message == "nothing in the report uses 'pe-stern'"
    assert str(unused.place) == "data/people.csv:3:1"


def test_counting_records_shows_none_of_them(project: dict[str, str]) -> None:
    change(project, BODY, '"events", ', "")
    project[BODY] += '((( count("events") )))\n'
    assert shown(found(project)) == [("CHK813", "data/events.csv:3:1")]


def test_a_table_uses_its_rows_and_those_joined_to_them(project: dict[str, str]) -> None:
    change(project, BODY, '"milestones", ', "")
    project["report/tables/plans.yaml"] = (
        "records: milestones\njoin:\n- {records: projects, on: project, as: work}\ncaption: Plans\ncolumns:\n"
        "- {head: A, field: milestone}\nsource: D2\ndescription: Plans of the quay.\n"
    )
    project[BODY] += '((( table("plans") ))) ((( ref("plans") )))\n'
    assert found(project) == []
    change(
        project, "report/tables/indicators.yaml", "records: indicators", "records: indicators\nwhere: {id: ind-cost}"
    )
    assert shown(found(project)) == [("CHK813", "data/indicators.csv:4:1")]


def test_a_kind_that_nothing_uses_is_one_note(project: dict[str, str]) -> None:
    change(project, BODY, '"milestones", ', "")
    (note,) = found(project)  # the project itself is named only by the milestone
    assert (note.code, str(note.place), note.severity.word) == ("CHK813", "data/milestones.csv:1", "note")


def test_a_store_to_choose_from_is_one_note(project: dict[str, str]) -> None:
    change(project, BODY, '"events", ', "")
    row = "ev-{0},2021-03-{0},,day,explicit,,board,The board meets {0}.,,Ada Quill,D1#p3,,2,\n"
    project["data/events.csv"] += "".join(row.format(number) for number in range(10, 30))
    (note,) = found(project)
    assert note.message == "21 of the 22 records of events are used nowhere: ev-closing, ev-10, ev-11 …"


def test_a_declared_table_that_is_not_included_speaks_for_its_records(project: dict[str, str]) -> None:
    change(project, BODY, '"gaps",', "")
    project["report/tables/gaps.yaml"] = "records: gaps\ncaption: Gaps\nsource: D2\ndescription: What is open.\n"
    assert found(project) == []


def test_nothing_is_asked_of_a_report_of_which_a_part_is_missing(project: dict[str, str]) -> None:
    change(project, BODY, LOOP, "")
    project["report/main.tex.j2"] = project["report/main.tex.j2"].replace('"body"', '"bdoy"')
    assert found(project) == []


def test_a_summary_of_the_wrong_document(project: dict[str, str]) -> None:
    place = change(project, "data/summaries/D1.yaml", "document: D1", "document: ▸D2")
    (wrong,) = found(project)
    assert (wrong.code, wrong.place, wrong.hint) == ("CHK822", place, "did you mean 'D1'?")


def test_a_second_summary(project: dict[str, str]) -> None:
    project["data/summaries/second.yaml"] = project["data/summaries/D2.yaml"].replace("sum-d2", "sum-d2b")
    assert shown(found(project)) == [("CHK822", "data/summaries/second.yaml:2:11")]


def test_a_document_without_a_summary_is_a_note(project: dict[str, str]) -> None:
    project["data/documents.yaml"] += project["data/documents.yaml"].split("- id: D2")[0].replace("D1", "D3")
    assert shown(found(project)) == [("CHK823", "data/documents.yaml:33:7")]
    del project["data/summaries/D1.yaml"]
    assert found(project) == []  # one in three has a summary: they are not meant to have one
