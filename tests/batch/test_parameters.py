"""The file of parameters: columns, rows, and what is wrong with each, where it stands."""

from __future__ import annotations

from pathlib import Path

import pytest
from memory import ROOT, MemoryTools

from reportgen.batch.parameters import Row, read_parameters
from reportgen.config import CONFIG_FILE, load_config
from reportgen.diagnostics import Outcome
from reportgen.editions import Edition, Filter
from reportgen.records import load_records

CARD = '\n[products.card]\noutput = "card.pdf"\n\n[products.card.report]\nfull_report = "T-1"\n'
FILE = ROOT / "rows.csv"
_NO_FIELD = "have no field 'teme' to choose by"
_NEAR = "did you mean 'event'?"
_NONE = "no record of 'indicators' has '{}' as its theme"


def read(text: str, project: dict[str, str], path: Path = FILE) -> Outcome[tuple[Row, ...] | None]:
    tools = MemoryTools.of({**project, CONFIG_FILE: project[CONFIG_FILE] + CARD})
    tools.put(path, text)
    config = load_config(ROOT, tools).value
    assert config is not None
    return read_parameters(path, ROOT, config, load_records(ROOT, tools).value, tools)


def editions(text: str, project: dict[str, str]) -> list[Edition]:
    rows, found = read(text, project)
    assert rows is not None
    assert found == ()
    assert [row.found for row in rows] == [()] * len(rows)
    return [row.edition for row in rows if row.edition is not None]


def test_a_row_says_texts_settings_and_filters(project: dict[str, str]) -> None:
    text = (
        "name,product,title,full_report,colour,exhibits,figure_mm,documents,review,indicators.theme\n"
        "one,card,The quay,T-2,grey,indicators;x,86,D1; D2,accepted,traffic;money\n"
        "two,,,,,,,,,\n"
    )
    one, two = editions(text, project)
    assert one == Edition(
        name="one", product="card",
        settings=(
            ("report", "title", "The quay"), ("report", "full_report", "T-2"), ("layout", "colour", "grey"),
            ("product", "exhibits", ["indicators", "x"]), ("product", "figure_mm", 86.0),
        ),
        filters=(
            Filter(kind="documents", field="id", values=("D1", "D2")), Filter(field="review", values=("accepted",)),
            Filter(kind="indicators", field="theme", values=("traffic", "money")),
        ),
    )  # fmt: skip
    assert two == Edition(name="two")


@pytest.mark.parametrize(
    ("head", "column", "message", "hint"),
    [
        ("name,titel", 6, "column 'titel' is not known", "did you mean 'title'?"),
        ("name,Title", 6, "column 'Title' is not known", "did you mean 'title'?"),
        ("name,indicator.theme", 6, "there are no records 'indicator'", "did you mean 'indicators'?"),
        ("name,indicators.teme", 6, f"the records of 'indicators' {_NO_FIELD}", "did you mean 'theme'?"),
        ("name,events.evidence", 6, "the records of 'events' have no field 'evidence' to choose by", _NEAR),
        ("nam,title", 1, "there is no column 'name' in rows.csv", "did you mean it with 'nam'?"),
    ],
)  # fmt: skip
def test_a_column_that_nobody_reads_stops_all(
    project: dict[str, str], head: str, column: int, message: str, hint: str
) -> None:
    rows, found = read(f"{head}\na,b\n", project)
    assert rows is None
    assert (found[0].code, found[0].message, found[0].hint) == ("CFG030", message, hint)
    assert str(found[0].place) == f"rows.csv:1:{column}"


@pytest.mark.parametrize(
    ("line", "place", "code", "message", "hint"),
    [
        ("x,,,,", "3:1", "CFG031", "the name 'x' stands in line 2 already", None),
        ("X,,,,", "3:1", "CFG031", "the names 'X' and 'x', in line 2, differ in case only", None),
        (",,a,,", "3:1", "CFG031", "the row has no name", None),
        ("a b,,,,", "3:1", "CFG031", "'a b' cannot be the name of a folder", "use letters, digits"),
        ("y,crad,,,", "3:3", "CFG031", "there is no product 'crad'", "did you mean 'card'?"),
        ("y,,soon,,", "3:4", "CFG004", "'date' must be a day such as 2026-11-22, not 'soon'", None),
        ("y,,,traffic; mony,", "3:14", "CFG032", _NONE.format("mony"), "did you mean 'money'?"),
        ("y,,,weather,", "3:5", "CFG032", _NONE.format("weather"), "there are: money, traffic"),
        ("y,,,,d1", "3:6", "CFG032", "there is no document 'd1'", "did you mean 'D1'?"),
    ],
)  # fmt: skip
def test_a_row_that_is_wrong_leaves_the_others_alone(
    project: dict[str, str], line: str, place: str, code: str, message: str, hint: str | None
) -> None:
    rows, found = read(f"name,product,date,indicators.theme,documents\nx,,,,\n{line}\n", project)
    assert rows is not None
    assert found == ()
    assert rows[0].edition is not None
    assert rows[1].edition is None
    (fault,) = rows[1].found
    assert (fault.code, fault.message, str(fault.place)) == (code, message, f"rows.csv:{place}")
    assert (fault.hint or "").startswith(hint or "")
    assert rows[1].name == (line.partition(",")[0] or "line 3")


def test_a_setting_of_the_wrong_form_is_shown_at_its_cell(project: dict[str, str]) -> None:
    rows, _ = read("name,colour,pages,main\na,red,,\nb,,two,\nc,,,report/nothing.tex.j2\n", project)
    assert rows is not None
    assert [(d.code, str(d.place)) for row in rows for d in row.found] == [
        ("CFG004", "rows.csv:2:3"), ("CFG004", "rows.csv:3:4"), ("CFG005", "rows.csv:4:5"),
    ]  # fmt: skip


def test_values_are_not_judged_while_records_cannot_be_read(project: dict[str, str]) -> None:
    project["data/indicators.csv"] = "id,them\n"
    rows, _ = read("name,indicators.theme\na,traffic\n", project)
    assert rows is not None
    assert rows[0].found == ()


@pytest.mark.parametrize(
    ("text", "code"), [("", "REC202"), ("name\n", "CFG030"), ("name,title\na,b,c\nd,e,f\n", "REC202")]
)
def test_a_file_without_rows(project: dict[str, str], text: str, code: str) -> None:
    rows, found = read(text, project)
    assert rows is None
    assert [d.code for d in found] == [code]


def test_a_row_with_too_many_cells_costs_no_other(project: dict[str, str]) -> None:
    rows, found = read("name,title\na,b,c\nd,e\n", project)
    assert rows is not None
    assert [row.name for row in rows] == ["d"]
    assert [(d.code, str(d.place)) for d in found] == [("REC202", "rows.csv:2:1")]


def test_files_that_cannot_be_read(project: dict[str, str]) -> None:
    tools = MemoryTools.of(project)
    config = load_config(ROOT, tools).value
    assert config is not None
    records = load_records(ROOT, tools).value
    _, (found,) = read_parameters(ROOT / "none.csv", ROOT, config, records, tools)
    assert (found.code, str(found.place)) == ("CFG030", "none.csv")
    tools.put(FILE, b"name\n\xff\n")
    _, (found,) = read_parameters(FILE, ROOT, config, records, tools)
    assert (found.code, str(found.place)) == ("CFG030", "rows.csv:2:1")


def test_a_file_beside_the_project_is_named_as_seen_from_it(project: dict[str, str]) -> None:
    _, found = read("nam\na\n", project, ROOT.parent / "other" / "rows.csv")
    assert str(found[0].place) == "../other/rows.csv:1:1"
