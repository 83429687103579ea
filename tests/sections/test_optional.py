"""Tables and figures that may have nothing to show, or too much: what is included, and what is said of it."""

from __future__ import annotations

from composing import BODY, FIGURE, composed, section
from memory import ROOT, MemoryTools

from reportgen.diagnostics import Severity
from reportgen.preparation import prepare

TABLE = """\
records: {kind}
optional: yes
caption: What is told of the ferry
columns:
- head: Name
  field: id
source: Documents
description: The items of one kind.
"""
MANY = "id,date,date_end,precision,basis,basis_note,lane,event,label,actors,quote,evidence,via,grade,note\n" + "".join(
    f"ev-{n},20{n:02},,{'day' if n % 2 else 'year'},explicit,,board,Event,Label {n},,,D{1 + n // 16}#p3,,,\n"
    for n in range(1, 19)
)


def test_an_optional_table_without_rows_prints_nothing(project: dict[str, str]) -> None:
    project["report/tables/said.yaml"] = TABLE.format(kind="sentences")
    text = section(project, '((( table("said") )))((* if shows("said") *))yes((* else *))no((* endif *))\n')
    assert text == "no"
    assert composed(project).value.tables == ()


def test_an_optional_table_with_rows_is_like_any_other(project: dict[str, str]) -> None:
    project["report/tables/said.yaml"] = TABLE.format(kind="statements")
    text = section(project, '((* if shows("said") *))((( table("said") )))((* endif *))\n')
    assert text == "\\input{tables/said}"
    assert composed(project).value.tables == ("said",)


def test_an_optional_figure_without_records_prints_nothing(project: dict[str, str]) -> None:
    project["data/events.csv"] = project["data/events.csv"].split("\n")[0] + "\n"
    project["report/figures/times.yaml"] = f"{FIGURE}optional: yes\n"
    assert section(project, '((( figure("times") )))((( shows("times")|int )))\n') == "0\n"


def test_nothing_is_said_of_what_is_optional_and_not_there(project: dict[str, str]) -> None:
    project["report/tables/said.yaml"] = TABLE.format(kind="sentences")
    project[BODY] += '((( table("said") )))\n'
    outcome = prepare(ROOT, None, MemoryTools.of(project), lambda _: None)
    assert [d for d in outcome.diagnostics if d.severity > Severity.NOTE and "said" in d.message] == []


def test_the_limit_of_a_timeline_is_shared_by_the_documents_and_said(project: dict[str, str]) -> None:
    project["data/events.csv"] = MANY
    project["report/figures/times.yaml"] = f"{FIGURE}limit: 6\n"
    project[BODY] = '((( figure("times") )))\n'
    value = composed(project).value
    assert value.shortened == {"times": "6 of 18 entries are shown; all stand in data/events.csv."}
    assert value.shortened["times"] in value.files["figures/times.tex"].text
