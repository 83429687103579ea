"""Bars, matrices and compositions from declaration and records: what is refused, and what is drawn."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from change import change
from memory import ROOT, MemoryTools

from reportgen.bibliography import load_library
from reportgen.diagnostics import Diagnostic, Severity
from reportgen.exhibits import Exhibit, load_exhibits
from reportgen.figures import FIGURE_KEYS, Look, Material, check_figure, draw_svgs, figure_block
from reportgen.figures.kinds import KINDS, Request
from reportgen.records import load_records
from reportgen.tools import LocalTools

FILE = "report/figures/f.yaml"
FONTS = Path("/usr/share/fonts/truetype/paratype")
END = "caption: A finding\nsource: Documents\ndescription: Some words.\n"
BARS = f"kind: bars\nrecords: indicators\n{END}"
PANELS = f"""\
kind: bars
records: indicators
panels:
- title: Traffic
  rows:
  - label: Growth
    show: ind-growth
{END}"""
MATRIX = f"kind: matrix\nrecords: positions\n{END}"
WORKS = f"kind: composition\nrecords: works\nwhere: {{keywords: cited}}\nby: entrytype\n{END}"


def exhibit(yaml: str) -> Exhibit:
    exhibits, diagnostics = load_exhibits(ROOT, "report/figures", FIGURE_KEYS, MemoryTools.of({FILE: yaml}))
    assert diagnostics == ()
    return exhibits["f"]


def material(project: dict[str, str]) -> Material:
    tools = MemoryTools.of(project)
    library = load_library(ROOT, ("bib/documents.bib", "bib/works.bib"), tools).value
    return Material(records=load_records(ROOT, tools).value, library=library)


def at(found: Diagnostic) -> str:
    return f"{found.code} {found.place}"


def values(yaml: str, project: dict[str, str]) -> Any:
    declared, stock = exhibit(yaml), material(project)
    outcome = check_figure(declared, stock)
    assert outcome.diagnostics == ()
    request = Request(exhibit=declared, records=outcome.value, material=stock)
    return KINDS[str(declared.text("kind"))].picture(request).values


@pytest.mark.parametrize(
    ("yaml", "expected", "hint"),
    [
        (BARS + "lanes: [a]\n", f"TAB301 {FILE}:6:1", "its own keys are: panels, panel, label"),
        (BARS + "panel: [a]\n", f"TAB301 {FILE}:6:1", None),
        (BARS + "panel: theem\n", f"TAB303 {FILE}:6:8", "did you mean 'theme'?"),
        (BARS.replace("indicators", "gaps"), f"TAB303 {FILE}:2:10", None),
        (BARS + "panel: theme\nwhere: {id: [ind-growth, ind-daily]}\n", f"TAB312 {FILE}:6:8", None),
        (BARS + "panels: all\n", f"TAB301 {FILE}:6:1", None),
        (PANELS.replace("ind-growth", "ind-grwth"), f"TAB302 {FILE}:7:11", "did you mean 'ind-growth'?"),
        (PANELS.replace("show: ind-growth", "show: [ind-growth, ind-daily]"), f"TAB312 {FILE}:7:24", None),
        (PANELS.replace("    show", "    shows"), f"TAB301 {FILE}:7:5", "did you mean 'show'?"),
        (PANELS.replace("- title: Traffic\n  rows", "- rows"), f"TAB301 {FILE}:4:3", None),
        (MATRIX + "order: agrement\n", f"TAB301 {FILE}:6:8", "did you mean 'agreement'?"),
        (MATRIX + "signs: {denies: croos}\n", f"TAB301 {FILE}:6:17", "did you mean 'cross'?"),
        (MATRIX + "key: {deneis: no}\n", f"TAB301 {FILE}:6:7", "did you mean 'denies'?"),
        (MATRIX + "key: words\n", f"TAB301 {FILE}:6:1", None),
        (MATRIX + "rows: propsition\n", f"TAB303 {FILE}:6:7", "did you mean 'proposition'?"),
        (MATRIX + "sign: document\n", f"TAB301 {FILE}:1", None),
        (WORKS.replace("by: entrytype\n", ""), f"TAB301 {FILE}:1", None),
        (WORKS + "order: size\n", f"TAB301 {FILE}:8:8", "known are: count, given"),
        (WORKS + "split: athor\n", f"TAB303 {FILE}:8:8", "did you mean 'author'?"),
        (WORKS + "rest: others\n", f"TAB301 {FILE}:8:1", None),
        (WORKS + "split: author\nparts: Stern\n", f"TAB301 {FILE}:9:1", None),
        (WORKS + "split: author\nrest: x\nparts: {own: 'Stern, Olge'}\n", f"TAB310 {FILE}:10:15", None),
        (WORKS + "labels: {boook: Book}\n", f"TAB310 {FILE}:8:10", "did you mean 'book'?"),
        (WORKS.replace("cited", "sited"), f"TAB310 {FILE}:3:19", "did you mean 'cited'?"),
        (WORKS.replace("works", "work"), f"TAB302 {FILE}:2:10", "did you mean 'works'?"),
    ],
)
def test_a_faulty_declaration_is_shown_at_its_line(
    yaml: str, expected: str, hint: str | None, project: dict[str, str]
) -> None:
    found = check_figure(exhibit(yaml), material(project)).diagnostics
    assert [at(one) for one in found][:1] == [expected]
    assert hint is None or found[0].hint == hint


def test_a_rank_is_no_amount(project: dict[str, str]) -> None:
    change(project, "data/indicators.csv", 'passengers,"1,200', 'rank,"1,200')
    assert "TAB312" in {one.code for one in check_figure(exhibit(BARS), material(project)).diagnostics}


@pytest.mark.parametrize(
    ("yaml", "file", "line", "count"),
    [
        (BARS, "data/indicators.csv", "ind-growth,traffic,Growth of traffic,,5,,percent,5 percent,,,D1#p4,,2,", 80),
        (MATRIX, "data/positions.csv", "pos-d1,prop-quay,D1,silent,,,,", 700),
    ],
)
def test_too_much_to_read_is_refused(yaml: str, file: str, line: str, count: int, project: dict[str, str]) -> None:
    head, _, rest = line.partition(",")
    project[file] += "".join(f"{head}-{n},{rest}\n" for n in range(count))
    found = check_figure(exhibit(yaml), material(project)).diagnostics
    assert "TAB313" in {one.code for one in found}


def test_two_records_for_one_cell_are_shown_at_the_second(project: dict[str, str]) -> None:
    project["data/positions.csv"] += "pos-again,prop-quay,D2,affirms,,,,\n"
    (found,) = check_figure(exhibit(MATRIX), material(project)).diagnostics
    assert at(found) == "TAB306 data/positions.csv:4:1"
    assert found.related[0].place.line == 3


def test_bars_take_their_panels_from_a_field_or_from_a_list(project: dict[str, str]) -> None:
    change(project, "data/indicators.csv", "Growth of traffic,,5,", "Growth of traffic,more than,5,")
    percent, money, people = values(BARS, project)
    (bar,) = percent.rows[0].bars
    assert (bar.text, bar.bound, bar.source, percent.whole) == ("more than 5%", "above", "D1", 100.0)
    assert (money.title, people.rows[0].bars[0].text) == ("USD million", "1,200")
    (panel,) = values(PANELS, project)
    assert (panel.title, panel.rows[0].label, panel.rows[0].bars) == ("Traffic", "Growth", (bar,))


@pytest.mark.parametrize(
    ("fields", "text", "bound", "ends"),
    [
        (",5,,percent", "5%", "exact", (5, 5)),
        ("probably fewer than,5,,percent", "probably fewer than 5%", "below", (5, 5)),
        ("give or take,5,,percent", "give or take 5%", "near", (5, 5)),
        (",5,8,percent", "5–8%", "exact", (5, 8)),
        (",-12500.5,,USD", "−12,500.5", "exact", (-12500.5, -12500.5)),
    ],
)
def test_a_bar_says_what_its_record_says(
    fields: str, text: str, bound: str, ends: tuple[float, float], project: dict[str, str]
) -> None:
    change(project, "data/indicators.csv", "Growth of traffic,,5,,percent", f"Growth of traffic,{fields}")
    stock, declared = material(project), exhibit(PANELS)
    records = check_figure(declared, stock).value
    panel: Any = KINDS["bars"].picture(Request(exhibit=declared, records=records, material=stock)).values[0]
    (bar,) = panel.rows[0].bars
    assert (bar.text, bar.bound, bar.ends) == (text, bound, ends)


def test_what_exceeds_the_whole_is_no_share_of_it(project: dict[str, str]) -> None:
    change(project, "data/indicators.csv", "Growth of traffic,,5,", "Growth of traffic,,250,")
    assert values(PANELS, project)[0].whole is None


def test_a_matrix_labels_its_rows_by_the_records_they_name(project: dict[str, str]) -> None:
    rows, columns, key = values(MATRIX + "order: agreement\nnumbered: yes\nkey: {denies: says no}\n", project)
    (row,) = rows
    assert (row.label, row.signs, row.number) == ("The quay was worth its cost.", ("dash", "cross"), "PROP-QUAY")
    assert row.group == "Denied by at least one"
    assert columns == ("D1", "D2")
    assert key[0] == ("cross", "says no")


def test_a_composition_counts_works_and_names_the_parts(project: dict[str, str]) -> None:
    hers = WORKS + "split: author\nparts: {hers: 'Stern, Olga'}\n"
    (stacks, parts) = values(hers.replace("parts", "rest: others\nparts") + "labels: {online: Page}\n", project)
    assert parts == ("others", "hers")
    assert {stack.label: stack.counts for stack in stacks} == {"Page": (1, 0), "Book": (0, 1)}
    (stacks, parts) = values(hers, project)
    assert (parts, [stack.label for stack in stacks]) == (("hers",), ["Book"])
    (stacks, parts) = values(WORKS, project)
    assert (parts, [stack.total for stack in stacks]) == (("",), [1, 1])


# --- drawing -------------------------------------------------------------------------------------


@pytest.fixture
def fonts() -> dict[str, Path]:
    found = {"sans-regular": FONTS / "PTS55F.ttf", "sans-bold": FONTS / "PTS75F.ttf"}
    if not all(path.is_file() for path in found.values()):
        pytest.skip("fonts-paratype is not installed")
    return found


@pytest.mark.parametrize("yaml", [BARS, MATRIX, WORKS], ids=["bars", "matrix", "composition"])
def test_colour_size_and_width_each_give_another_drawing(
    yaml: str, project: dict[str, str], fonts: dict[str, Path], tmp_path: Path
) -> None:
    def draw(look: Look, **more: str) -> str:
        declared = exhibit(yaml + "".join(f"{key}: {value}\n" for key, value in more.items()))
        outcome = draw_svgs(("f",), {"f": declared}, material(project), look, fonts, tmp_path, LocalTools())
        assert outcome.diagnostics == ()
        return outcome.value["f"]

    drawn = draw(Look())
    assert draw(Look()) == drawn
    assert len({drawn, draw(Look(colour="grey")), draw(Look(size="large")), draw(Look(), wide="yes")}) == 4
    assert "#1D5C8C" not in draw(Look(colour="grey"))


def test_a_figure_with_a_fault_is_not_drawn(project: dict[str, str], fonts: dict[str, Path], tmp_path: Path) -> None:
    faulty = exhibit(PANELS.replace("show: ind-growth", "show: [ind-growth, ind-daily]"))
    drawn, found = draw_svgs(("f",), {"f": faulty}, material(project), Look(), fonts, tmp_path, LocalTools())
    assert drawn == {}
    assert [one.code for one in found if one.severity is Severity.ERROR] == ["TAB312"]


def test_a_figure_higher_than_a_page_is_refused(
    project: dict[str, str], fonts: dict[str, Path], tmp_path: Path
) -> None:
    stock = material(project)
    (event,) = (record for record in stock.records.of("events") if record.id == "ev-meeting")
    many = tuple(replace(event, id=f"ev-{n}") for n in range(100))
    records = replace(stock.records, by_kind={**stock.records.by_kind, "events": many})
    declared = exhibit(f"kind: timeline\nrecords: events\n{END}")
    _, found = draw_svgs(
        ("f",), {"f": declared}, replace(stock, records=records), Look(), fonts, tmp_path, LocalTools()
    )
    assert [at(one) for one in found] == [f"TAB313 {FILE}:1"]


def test_a_wide_figure_reaches_into_the_margin() -> None:
    assert "26mm" in figure_block(exhibit(BARS + "wide: yes\n"))
    assert "26mm" not in figure_block(exhibit(BARS + "wide: no\n"))


def test_a_limited_timeline_shortens_its_labels_rather_than_leave_the_page(project: dict[str, str]) -> None:
    head = project["data/events.csv"].split("\n")[0]
    label = "words that go on and on " * 4
    rows = [
        f"ev-{n},{1900 + 7 * n}-03-12,{1901 + 7 * n}-04,approximate,explicit,,board,The board meets.,{label},,D1#p3,,2,"
        for n in range(20)
    ]
    project["data/events.csv"] = "\n".join([head, *rows, ""])
    drawn = {}
    for limit in ("", "limit: 20\n"):
        declared = exhibit(f"kind: timeline\nrecords: events\n{limit}{END}")
        request = Request(
            exhibit=declared, records=check_figure(declared, material(project)).value, material=material(project)
        )
        style = Look().style({"sans-regular": FONTS / "PTS55F.ttf", "sans-bold": FONTS / "PTS75F.ttf"})
        drawn[limit] = KINDS["timeline"].picture(request).lay_out(style).height
        assert len(request.records) == 20
    assert drawn["limit: 20\n"] <= style.max_height_mm < drawn[""]
