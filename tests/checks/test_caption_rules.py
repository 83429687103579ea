"""Numbers that people type into captions and descriptions."""

from __future__ import annotations

import pytest
from change import change
from memory import ROOT, MemoryTools

from reportgen.checks.caption_rules import RULES
from reportgen.diagnostics import Diagnostic
from reportgen.preparation import prepare

BODY = "report/sections/body.tex.j2"
TABLE = "report/tables/surgery.yaml"
FIGURE = "report/figures/steps.yaml"
EVENTS = """\
id,date,date_end,precision,basis,basis_note,lane,event,label,actors,evidence,via,grade,note
ev-a,2019-03-04,,day,explicit,,wards,The first ward opens with 24 beds.,Ward opens,Ada Quill,D1#p3,,2,
ev-b,2019-11,,month,explicit,,wards,Two wards close.,Wards close,Ada Quill,D1#p3,,2,
ev-c,2021,2023,year,explicit,,staff,Staff grows from 110 to 135.,Staff grows,Boris Vale,D2#p3,,3,
ev-d,2022-06-30,,day,explicit,,money,The grant of 4.5 million ends.,Grant ends,Boris Vale,D2#p3,,3,
"""
DECLARED = """\
records: events
group: lane
caption: {caption}
columns:
- head: Date
  show: day
- head: Event
  field: event
notes: {notes}
source: Documents {source}
description: {description}
"""


def found(project: dict[str, str], **texts: str) -> list[Diagnostic]:
    texts = {
        "caption": "What changed",
        "notes": "Own words.",
        "source": "D1 and D2",
        "description": "What came when.",
        **texts,
    }
    project["data/events.csv"] = EVENTS
    change(project, BODY, 'on ((( when("ev-meeting") )))', "once")
    project[TABLE] = DECLARED.format(**texts)
    project[FIGURE] = (
        "kind: timeline\nrecords: events\nlane: lane\ncaption: Steps\nsource: D1\n"
        f"description: {texts.get('figure', 'What came when.')}\n"
    )
    project["report/tables/cells.tex.j2"] += "((* macro day(row) *))((( row.date_text )))((* endmacro *))\n"
    project[BODY] += '((( table("surgery") ))) ((( ref("surgery") ))) ((( figure("steps") ))) ((( ref("steps") )))\n'
    report = prepare(ROOT, None, MemoryTools.of(project), lambda _: None).value
    assert report is not None
    assert report.whole
    return [
        d for each in (*report.tables.values(), *report.figures.values()) for rule in RULES for d in rule(report, each)
    ]


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("caption", "Most steps fall after 2018"),
        ("caption", "Staff grew by 26 by 2023"),
        ("description", "Five events in order of date."),
        ("description", "Events in order, from 5 March 2019 on."),
        ("description", "Events from March 2019 to July 2022."),
        ("description", "A ward of 25 beds opened."),
        ("description", "Staff grew from 110 to 153."),
        ("description", "It shows the five events of the hospital."),
        ("description", "The rows stand in four lanes."),
        ("notes", "The grant ended on 29 June 2022."),
        ("notes", "Closed in 2018 by the board."),
        ("source", "D1 and D4"),
        ("description", "D7 is the first."),
    ],
)
def test_a_number_that_the_records_do_not_have(project: dict[str, str], key: str, text: str) -> None:
    (one,) = found(project, **{key: text})
    assert (one.code, one.severity.word) == ("CHK817", "warning")
    assert one.place is not None
    assert one.place.file == TABLE
    line = project[TABLE].split("\n")[(one.place.line or 0) - 1]
    words = one.message.split("'")[1]
    assert line.startswith(key)
    assert line[(one.place.column or 0) - 1 :].startswith(words)
    assert words in text


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("caption", "Most steps fall between 2019 and 2023"),
        ("caption", "In 2023 staff had grown from 110"),
        ("caption", "Two wards closed in November 2019"),
        ("description", "Four events in order of date, two of them in wards."),
        ("description", "Four events in three lanes from 4 March 2019 to June 2022."),
        ("description", "The 4 events, 50 per cent of them in 2019."),
        ("description", "Three years lie between the ends."),
        ("description", "Wards close after 8 months, and the grant ends 1,214 days after the first step."),
        ("description", "Rates per 100,000 people after ISO 8601 and Agenda 2030."),
        ("description", "Events by section 7 of the Act, table 9 and phase 3."),
        ("description", "Both documents, D1 and D2, name them."),
        ("description", "One row for each event; the first two columns hold dates."),
        ("notes", "In prices of 1999. Index 1990 = 100. Rounded to 3 decimals."),
        ("notes", "Grades run from 1 to 6; 7 people answered."),
        ("notes", "The wards closed in November 2019."),
        ("source", "D1 and D2, as printed in 1997"),
    ],
)
def test_numbers_that_stand_in_the_records_or_are_not_asked_for(project: dict[str, str], key: str, text: str) -> None:
    assert found(project, **{key: text}) == []


def test_a_figure(project: dict[str, str]) -> None:
    (one,) = found(project, figure="Four events in two lanes from 2019 to 2023.")
    assert (one.place.file if one.place else "", one.message.split("'")[1]) == (FIGURE, "two")


def test_a_figure_that_fits(project: dict[str, str]) -> None:
    assert found(project, figure="Four events in three lanes from 2019 to 2023.") == []


def test_a_filter_leaves_records_out(project: dict[str, str]) -> None:
    change(project, "report/tables/indicators.yaml", "caption", "where: {theme: money}\ncaption")
    change(project, "report/tables/indicators.yaml", "Traffic grows", "1,200 passengers")
    report = prepare(ROOT, None, MemoryTools.of(project), lambda _: None).value
    assert report is not None
    (one,) = (d for each in report.tables.values() for rule in RULES for d in rule(report, each))
    assert one.message.startswith("'1,200' stands in none")


def test_the_words_inside_a_figure_have_the_numbers_it_shows(project: dict[str, str]) -> None:
    project["report/figures/bars.yaml"] = (
        "kind: bars\nrecords: indicators\ncaption: Traffic\nsource: D1\ndescription: One bar.\n"
        "panels:\n- title: Traffic in 2020\n  rows:\n  - label: Growth by 5 percent since 2018\n    show: ind-growth\n"
    )
    project[BODY] += '((( figure("bars") ))) ((( ref("bars") )))\n'
    wrong = found(project)
    assert [str(one.place) for one in wrong] == [f"report/figures/bars.yaml:{at}" for at in ("7:21", "9:38")]
    assert {one.code for one in wrong} == {"CHK817"}
