"""Tables, from declaration and records to TeX.

Golden cases are the folders `cases/table-*`: `table.yaml`, the records by kind as CSV files, and
`cells.tex.j2` where it has macros, beside the TeX and the diagnostics.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from golden import check
from hypothesis import given
from hypothesis import strategies as st
from memory import ROOT, MemoryTools

from reportgen.cache import Cache
from reportgen.diagnostics import Outcome, Place
from reportgen.exhibits import Exhibit, fair_shares, load_exhibits
from reportgen.markup import Composed, Tex, bare
from reportgen.records.files import read_csv
from reportgen.snippets import render
from reportgen.tables import CELLS_TEMPLATE, TABLE_KEYS, build_table
from reportgen.tables.rows import arrange
from reportgen.templating import Templates
from reportgen.values import Tree, Value

CASES = sorted((Path(__file__).parents[1] / "cases").glob("table-*"))


class Row(Mapping[str, Any]):
    """A row of a CSV file as tables see it."""

    label = "row"

    def __init__(self, tree: Tree, **extra: Any) -> None:
        self.tree, self.extra = tree, extra

    def with_extra(self, **extra: Any) -> Row:
        return Row(self.tree, **self.extra, **extra)

    def __getitem__(self, key: str) -> Any:
        return self.extra[key] if key in self.extra else self.tree[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self.tree)

    def __len__(self) -> int:
        return len(self.tree)


def sources(**kinds: str) -> dict[str, tuple[Row, ...]]:
    """Return the rows of CSV texts by kind."""
    return {
        kind: tuple(Row(tree) for tree in read_csv(text, f"data/{kind}.csv").value.rows) for kind, text in kinds.items()
    }


def exhibit(yaml: str) -> Exhibit:
    """Return a table's declaration, which must be without fault."""
    tools = MemoryTools.of({"report/tables/boats.yaml": yaml})
    exhibits, diagnostics = load_exhibits(ROOT, "report/tables", TABLE_KEYS, tools)
    assert diagnostics == ()
    return exhibits["boats"]


def table(yaml: str, cells: str = "", **kinds: str) -> Outcome[Composed | None]:
    """Build a table."""
    templates = Templates(ROOT, MemoryTools.of({CELLS_TEMPLATE: cells}))
    macros = templates.macros(CELLS_TEMPLATE)
    assert macros.diagnostics == ()
    built, diagnostics = build_table(exhibit(yaml), sources(**kinds), templates, macros.value)
    return Outcome(built.tex if built is not None else None, diagnostics)


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.name.removeprefix("table-"))
def test_a_table_is_laid_out_as_expected(case: Path) -> None:
    kinds = {path.stem: path.read_text(encoding="utf-8") for path in case.glob("*.csv")}
    cells = case / "cells.tex.j2"
    outcome = table(
        (case / "table.yaml").read_text(encoding="utf-8"),
        cells.read_text(encoding="utf-8") if cells.exists() else "",
        **kinds,
    )
    tex = outcome.value.text if outcome.value else "no table\n"
    found = render(outcome.diagnostics, "short", sources=lambda _: None) if outcome.diagnostics else ""
    hints = "".join(f"    {d.hint}\n" for d in outcome.diagnostics if d.hint)
    check(case / "expected.txt", f"{tex}\n{found}{hints}")


BOATS = "id,name,kind\nb-1,Swift & Sure,ferry\nb-2,Heron,tug\n"
PLAIN = """\
records: boats
caption: 100% boats
columns:
- head: Name
  field: name
- head: Kind
  field: kind
notes: A note
source: Register
description: Boats.
"""


def test_every_piece_of_a_table_knows_its_declaration_and_its_record() -> None:
    composed, diagnostics = table(PLAIN, boats=BOATS)
    assert diagnostics == ()
    assert composed is not None
    lines = composed.text.split("\n")

    def places(text: str) -> tuple[Place | None, Place | None]:
        number = next(n for n, line in enumerate(lines, 1) if text in line)
        return composed.places(number, lines[number - 1].index(text) + 1)

    file, start = "report/tables/boats.yaml", Place(file="report/tables/boats.yaml", line=1)
    assert places(r"100\% boats")[1] == Place(file=file, line=2, column=10)
    assert places(r"Swift \& Sure") == (start, Place(file="data/boats.csv", line=2, column=5))
    assert places("tug") == (start, Place(file="data/boats.csv", line=3, column=11))
    assert places("A note")[1] == Place(file=file, line=8, column=8)
    assert places("Register")[1] == Place(file=file, line=9, column=9)


def test_a_row_never_starts_with_what_tex_takes_for_an_option() -> None:
    r"""After `\\` a bracket or a star would be read as its argument."""
    composed, _ = table(PLAIN, boats="id,name,kind\na,[x],*\nb,*y,[2cm]\n")
    assert composed is not None
    assert "\n{}{[}x{]}&{*}\\\\*" in composed.text
    assert "\n{}{*}y&{[}2cm{]}\\\\" in composed.text


def test_shares_of_the_width_add_up_to_the_whole() -> None:
    composed, _ = table(PLAIN.replace("  field: kind", "  field: kind\n  width: 2"), boats=BOATS)
    assert composed is not None
    assert r"\tablecolumn{3333}" in composed.text
    assert r"\tablecolumn{6667}" in composed.text


@pytest.mark.parametrize("width", ["0", "-1", "nan", "inf", "1e9", "", "x"])
def test_a_width_is_a_positive_number(width: str) -> None:
    outcome = table(PLAIN.replace("  field: kind", f'  field: kind\n  width: "{width}"'), boats=BOATS)
    if width:
        assert [(d.code, d.place) for d in outcome.diagnostics] == [
            ("TAB301", Place(file="report/tables/boats.yaml", line=8, column=11))
        ]
    else:
        assert outcome.diagnostics == ()


def test_a_field_that_holds_no_text_is_refused_once() -> None:
    rows = sources(boats=BOATS)
    listed = {"boats": tuple(row.with_extra(kind=(1, 2)) for row in rows["boats"])}
    templates = Templates(ROOT, MemoryTools())
    (found,) = build_table(exhibit(PLAIN), listed, templates, frozenset()).diagnostics
    assert (found.code, found.place) == ("TAB301", Place(file="report/tables/boats.yaml", line=7, column=10))
    assert "print it with a macro" in found.message


def test_a_cell_that_is_tex_already_is_left_as_it_is() -> None:
    rows = sources(boats=BOATS)
    cited = {"boats": tuple(row.with_extra(kind=Tex(r"\cite{a}")) for row in rows["boats"])}
    built, diagnostics = build_table(exhibit(PLAIN), cited, Templates(ROOT, MemoryTools()), frozenset())
    assert diagnostics == ()
    assert built is not None
    assert built.tex.text.count(r"\cite{a}") == 2


def test_an_undefined_name_in_a_cell_macro_is_shown_in_the_template() -> None:
    cells = "\n((* macro name(row) *))((( row.nme )))((* endmacro *))\n"
    (found,) = table(PLAIN.replace("field: name", "show: name"), cells, boats=BOATS).diagnostics
    assert (found.code, found.place) == ("SEC503", Place(file=CELLS_TEMPLATE, line=2, column=24))


@pytest.mark.parametrize(
    ("body", "message", "line"),
    [
        ("((* if row.nme *))x((* endif *))", "'row' has no 'nme'", 4),
        ("((* for each in nme *))x((* endfor *))", "'nme' is not defined", 4),
        ("((( nme(row) )))", "'nme' is not defined", 4),
        ("\n\n((( row.nme.x )))", "'row' has no 'nme'", 6),
        ("((( help(row) )))", "'row' has no 'nme'", 2),
    ],
)
def test_a_fault_that_ends_a_cell_macro_is_shown_once_at_its_line(body: str, message: str, line: int) -> None:
    cells = (
        f"\n((* macro help(row) *))((( row.nme.x )))((* endmacro *))\n\n((* macro name(row) *)){body}((* endmacro *))\n"
    )
    (found,) = table(PLAIN.replace("field: name", "show: name"), cells, boats=BOATS).diagnostics
    assert (found.code, found.message) == ("SEC503", message)
    assert found.place is not None
    assert (found.place.file, found.place.line) == (CELLS_TEMPLATE, line)


def test_a_template_of_cells_that_is_empty_is_said_once() -> None:
    yaml = PLAIN.replace("  field: name", "  show: name\n- head: Again\n  show: other")
    (found,) = table(yaml, "\n", boats=BOATS).diagnostics
    assert (found.code, found.place, found.severity.word) == ("SEC522", Place(file=CELLS_TEMPLATE, line=1), "error")


JOINED = """\
records: boats
join:
- records: owners
  on: owner
  as: {name}
columns:
- head: Owner
  show: owner
- head: Town
  show: town
caption: a
source: b
description: c
"""
OWNERS = "id,town\no1,Tarn\no2,Lund\n"
OWNED = "id,name,owner\nb1,Heron,o1\nb2,Swift,o2\n"
TWICE = """\
((* macro owner(row) *))((( row.holder.id )))((* endmacro *))
((* macro town(row) *))((( row.{name}.town )))((* endmacro *))
"""


def test_a_join_whose_name_is_misspelt_is_shown_where_it_is_named() -> None:
    (found,) = table(JOINED.format(name="hodler"), TWICE.format(name="holder"), boats=OWNED, owners=OWNERS).diagnostics
    assert (found.code, found.place.line if found.place else None) == ("TAB303", 5)
    assert found.hint == "did you mean 'holder'?"


def test_a_field_of_a_joined_record_takes_a_macro_of_its_own() -> None:
    yaml = JOINED.format(name="holder").replace("show: town", "field: holder.town")
    (found,) = table(yaml, TWICE.format(name="holder"), boats=OWNED, owners=OWNERS).diagnostics
    assert (found.code, found.place) == ("TAB303", Place(file="report/tables/boats.yaml", line=10, column=10))
    assert found.hint is not None
    assert "a macro of report/tables/cells.tex.j2 that has ((( row.holder.town )))" in found.hint
    (found,) = table(
        yaml.replace("holder.t", "no.t"), TWICE.format(name="holder"), boats=OWNED, owners=OWNERS
    ).diagnostics
    assert found.hint == "known are: id, name, owner"


def test_a_macro_that_misspells_the_name_of_a_join_is_shown_at_its_line() -> None:
    (found,) = table(JOINED.format(name="holder"), TWICE.format(name="hodler"), boats=OWNED, owners=OWNERS).diagnostics
    assert (found.code, found.place.line if found.place else None) == ("SEC503", 2)


# --- rows ----------------------------------------------------------------------------------------


def ids(yaml: str, **kinds: str) -> list[str]:
    """Return the ids of the rows that a declaration asks for."""
    rows, diagnostics = arrange(exhibit(f"{yaml}\ncaption: a\nsource: b\ndescription: c\n"), sources(**kinds))
    assert diagnostics == ()
    assert rows is not None
    return [str(view["id"]) for view in rows.views()]


NUMBERED = "id,label\nr1,D3:14\nr2,D3:9\nr3,D10\nr4,d2\nr5,\n"


def test_numbers_inside_a_text_are_sorted_as_numbers_and_case_does_not_count() -> None:
    assert ids("records: boats\nsort: label", boats=NUMBERED) == ["r5", "r4", "r2", "r1", "r3"]


@given(st.lists(st.sampled_from("ab"), max_size=12))
def test_equal_rows_keep_their_order(labels: list[str]) -> None:
    rows = "".join(f"r{number},{label}\n" for number, label in enumerate(labels)) or "r0,a\n"
    found = ids("records: boats\nsort: label", boats=f"id,label\n{rows}")
    wanted = sorted(range(len(labels)), key=lambda i: labels[i]) or [0]
    assert found == [f"r{number}" for number in wanted]


def test_rows_stand_in_written_order_when_nothing_is_said() -> None:
    assert ids("records: boats", boats=NUMBERED) == ["r1", "r2", "r3", "r4", "r5"]


def test_a_filter_wants_the_whole_value_and_empty_ones_can_be_asked_for() -> None:
    assert ids("records: boats\nwhere: {label: d2}", boats=NUMBERED) == ["r4"]
    assert ids('records: boats\nwhere: {label: ""}', boats=NUMBERED) == ["r5"]
    assert ids("records: boats\nwhere: {label: [d2, D10], id: r4}", boats=NUMBERED) == ["r4"]


def test_a_row_that_names_no_record_to_join_is_left_out() -> None:
    yaml = "records: boats\njoin:\n- {records: quays, on: quay, as: berth}"
    assert ids(yaml, boats="id,quay\nb1,q1\nb3,\n", quays="id,name\nq1,North\n") == ["b1"]


def test_of_two_records_with_one_id_the_first_is_joined() -> None:
    yaml = "records: boats\njoin:\n- {records: quays, on: quay, as: berth}"
    assert ids(yaml, boats="id,quay\nb1,q1\n", quays="id,name\nq1,North\nq1,South\n") == ["b1"]


def test_a_row_does_not_vanish_without_a_word_when_the_record_it_names_does_not_exist() -> None:
    yaml = "records: boats\njoin:\n- {records: quays, on: quay, as: berth}\ncaption: a\nsource: b\ndescription: c\n"
    given = sources(boats="id,quay\nb1,q1\nb2,q9\n", quays="id,name\nq1,North\n")
    _, (found,) = arrange(exhibit(yaml), given)
    assert (found.code, found.place) == ("TAB302", Place(file="data/boats.csv", line=3, column=4))
    assert found.message == "there is no 'q9' among the records 'quays'"


def test_values_keep_their_places_through_every_step() -> None:
    yaml = "records: boats\nwhere: {kind: ferry}\nsort: name\njoin:\n- {records: quays, on: quay, as: berth}"
    boats = "id,name,kind,quay\nb1,Swift,ferry,q1\nb2,Heron,ferry,q1\nb3,Puffer,tug,q1\n"
    declared = exhibit(f"{yaml}\ncaption: a\nsource: b\ndescription: c\n")
    rows, diagnostics = arrange(declared, sources(boats=boats, quays="id,name\nq1,North\n"))
    assert diagnostics == ()
    assert rows is not None
    assert [view["name"].place.line for view in rows.views()] == [3, 2]
    assert [view["berth"]["name"].place for view in rows.views()] == [
        Place(file="data/quays.csv", line=2, column=4)
    ] * 2
    assert all(isinstance(view["name"], Value) for view in rows.views())


@pytest.mark.parametrize(
    "more", ["", "where: {kind: ferry}\nsort: name\ngroup: kind\n", "pivot: {rows: a, columns: b}\n"]
)
def test_records_of_which_there_are_none_give_a_head_without_rows(more: str) -> None:
    built, (found,) = build_table(exhibit(PLAIN + more), {"boats": ()}, Templates(ROOT, MemoryTools()), frozenset())
    assert (found.code, found.severity.word) == ("TAB305", "warning")
    assert built is not None
    assert r"\tablehead{Name}&\tablehead{Kind}" in built.tex.text
    assert r"\label{tab:boats}" in built.tex.text


@pytest.mark.parametrize(
    ("where", "place", "hint"),
    [
        ("{kind: fery}", "2:15", "did you mean 'ferry'?"),
        ("{kind: [ferry, ▸fery]}", "2:23", "did you mean 'ferry'?"),
        ("{kind: tug, name: Hern}", "2:26", "did you mean 'Heron'?"),
    ],
)
def test_a_filter_for_a_value_that_no_record_has_is_shown_at_the_value(where: str, place: str, hint: str) -> None:
    yaml = f"records: boats\nwhere: {where.replace('▸', '')}\ncaption: a\nsource: b\ndescription: c\n"
    rows, (found,) = arrange(exhibit(yaml), sources(boats=BOATS))
    assert rows is not None  # a warning: the table is printed without these rows
    assert (found.code, str(found.place), found.hint) == ("TAB310", f"report/tables/boats.yaml:{place}", hint)


def test_a_filter_may_name_a_choice_that_no_record_has_taken_yet() -> None:
    yaml = "records: positions\nwhere: {symbol: [affirms, silent]}\ncaption: a\nsource: b\ndescription: c\n"
    rows, found = arrange(exhibit(yaml), sources(positions="id,symbol\np1,affirms\n"))
    assert found == ()
    assert rows is not None
    assert len(list(rows.views())) == 1


def test_a_join_with_a_misspelled_key_is_one_fault() -> None:
    yaml = "records: boats\njoin:\n- {records: quays, onn: quay, as: berth}\ncaption: a\nsource: b\ndescription: c\n"
    tools = MemoryTools.of({"report/tables/boats.yaml": yaml})
    exhibits, (found,) = load_exhibits(ROOT, "report/tables", TABLE_KEYS, tools)
    assert (found.code, str(found.place)) == ("TAB301", "report/tables/boats.yaml:3:20")
    assert arrange(exhibits["boats"], sources(boats=BOATS, quays="id\nq1\n")) == (None, ())


ORDERED = (
    "records: boats\nwhere: {kind: [ferry, tug]}\nsort: name\ngroup: kind\ncaption: a\nsource: b\ndescription: c\n"
)


@pytest.mark.parametrize(
    ("boats", "again"),
    [
        ("id,name,kind,crew\nb1,Swift,ferry,9\nb2,Heron,tug,3\n", False),
        ("id,name,kind,crew\nb1,Alder,ferry,4\nb2,Heron,tug,3\n", True),
        ("id,name,kind,crew\nb1,Swift,tug,4\nb2,Heron,ferry,3\n", True),
        ("id,name,kind,crew\nb1,Swift,ferry,4\nb2,Heron,tug,3\nb3,Puffer,tug,1\n", True),
    ],
)
def test_rows_are_worked_out_again_only_when_what_decides_them_has_changed(boats: str, *, again: bool) -> None:
    tools = MemoryTools()
    first = "id,name,kind,crew\nb1,Swift,ferry,4\nb2,Heron,tug,3\n"
    arrange(exhibit(ORDERED), sources(boats=first), Cache(ROOT / "build" / "cache", tools))
    kept = set(tools.files)
    rows, diagnostics = arrange(exhibit(ORDERED), sources(boats=boats), Cache(ROOT / "build" / "cache", tools))
    fresh, _ = arrange(exhibit(ORDERED), sources(boats=boats))
    assert rows is not None
    assert fresh is not None
    assert (set(tools.files) != kept) is again
    assert diagnostics == ()
    shown, wanted = ([(t, [(v["name"], v["crew"]) for v in vs]) for t, vs in r.groups] for r in (rows, fresh))
    assert shown == wanted


def test_what_is_set_is_also_returned_as_a_grid() -> None:
    grouped = PLAIN + "group: kind\n"
    built, _ = build_table(exhibit(grouped), sources(boats=BOATS), Templates(ROOT, MemoryTools()), frozenset())
    assert built is not None
    assert [bare(head.text) for head in built.grid.heads] == ["Name", "Kind"]
    assert [row.title and str(row.title) for row in built.grid.rows if row.title is not None] != []
    cells = [bare(cell) for row in built.grid.rows for cell in row.cells]
    assert all(cell in built.tex.text for cell in cells)


# --- limits, groups with a printed head, what may be missing --------------------------------------

MANY = "id,board,length,note\n" + "".join(f"b{n},{'north' if n < 9 else 'south'},{n},\n" for n in range(1, 12))
LIMITED = """\
records: boats
limit: {limit}
caption: Boats by their board
columns:
- head: Boat
  field: id
source: The register
description: The boats.
"""


def shown(outcome: Outcome[Composed | None]) -> list[str]:
    """Return the ids of the boats that a table prints, in its order."""
    assert outcome.diagnostics == ()
    assert outcome.value is not None
    return [line[2:].partition("\\\\")[0] for line in outcome.value.text.split("\n") if line.startswith("{}b")]


def test_a_limit_shows_the_first_and_says_how_many_are_left_out() -> None:
    outcome = table(LIMITED.format(limit=3), boats=MANY)
    assert shown(outcome) == ["b1", "b2", "b3"]
    assert outcome.value is not None
    assert r"\exhibitnote{3 of 11 entries are shown; all stand in the bibliography.}" in outcome.value.text
    assert "entries are shown" not in table(LIMITED.format(limit=11), boats=MANY).value.text  # type: ignore[union-attr]


def test_groups_share_a_limit_and_no_group_goes_empty() -> None:
    yaml = LIMITED.format(limit=5) + "group: board\n"
    assert shown(table(yaml, boats=MANY)) == ["b1", "b2", "b9", "b10"]
    assert shown(table(yaml.replace("limit: 5", "limit: 1"), boats=MANY)) == ["b1", "b9"]


def test_a_table_without_groups_may_share_its_limit_by_a_field_and_stays_sorted() -> None:
    yaml = LIMITED.format(limit=4) + "share: board\nsort: -length\n"
    assert shown(table(yaml, boats=MANY)) == ["b10", "b9", "b2", "b1"]
    assert shown(table(yaml.replace("limit: 4", "limit: 20"), boats=MANY))[:2] == ["b11", "b10"]
    found = table(yaml.replace("share: board", "share: bord"), boats=MANY).diagnostics
    assert [(d.code, d.hint) for d in found] == [("TAB303", "did you mean 'board'?")]


def test_a_group_shows_so_many_at_most_and_those_first_that_are_preferred() -> None:
    yaml = LIMITED.format(limit=20) + "group: board\nmost: 2\n"
    assert shown(table(yaml, boats=MANY)) == ["b1", "b2", "b9", "b10"]
    yaml += "prefer:\n- field: length\n  values: [5, 7, 11]\n- field: id\n  values: b7\n"
    assert shown(table(yaml, boats=MANY)) == ["b5", "b7", "b9", "b11"]
    yaml = yaml.replace("- field: id\n  values: b7", "- {}")
    assert [d.code for d in table(yaml, boats=MANY).diagnostics] == ["TAB301"]


def test_a_row_may_be_preferred_for_its_passage() -> None:
    boats = "id,board,evidence\nb1,north,D1#p1\nb2,north,D1#p2; D1#p3\n"
    talks = "id,evidence\nt1,D1#p3\n"
    yaml = LIMITED.format(limit=1) + "prefer:\n- passages_of: talks\n"
    assert shown(table(yaml, boats=boats, talks=talks)) == ["b2"]
    (found,) = table(yaml.replace(": talks", ": talk"), boats=boats, talks=talks).diagnostics
    assert (found.code, found.hint) == ("TAB302", "did you mean 'talks'?")


@given(st.lists(st.integers(1, 50), min_size=1, max_size=20), st.integers(1, 300))
def test_fair_shares_fill_a_limit_and_favour_nobody(sizes: list[int], limit: int) -> None:
    shares = fair_shares(sizes, limit)
    assert all(1 <= share <= size for share, size in zip(shares, sizes, strict=True))
    assert sum(shares) <= max(limit, len(sizes))
    cut = [share for share, size in zip(shares, sizes, strict=True) if share < size]
    assert len(set(cut)) <= 1
    assert all(share <= cut[0] for share in shares if cut)


def test_a_macro_may_print_the_head_of_a_group() -> None:
    cells = "((* macro board(row) *))\\emph{((( row.board|upper )))}((* endmacro *))"
    outcome = table(LIMITED.format(limit=9) + "group: board\ngroup_show: board\n", cells, boats=MANY)
    assert outcome.diagnostics == ()
    assert outcome.value is not None
    assert r"\tablegroup{\emph{NORTH}}" in outcome.value.text
    found = table(LIMITED.format(limit=9) + "group: board\ngroup_show: bord\n", cells, boats=MANY).diagnostics
    assert [(d.code, d.hint) for d in found] == [("TAB301", "did you mean 'board'?")]


def test_rows_can_be_sorted_downwards() -> None:
    yaml = LIMITED.format(limit=3) + "sort: [-board, -length]\n"
    assert shown(table(yaml, boats=MANY)) == ["b11", "b10", "b9"]


def test_a_star_stands_for_any_value() -> None:
    boats = "id,board\nb1,\nb2,north\nb3,south\n"
    assert shown(table(LIMITED.format(limit=9) + 'where: {board: "*"}\n', boats=boats)) == ["b2", "b3"]
    assert shown(table(LIMITED.format(limit=9) + 'where: {board: ""}\n', boats=boats)) == ["b1"]


@pytest.mark.parametrize("limit", ["0", "-1", "many", "1.5", "[1]"])
def test_a_limit_that_is_none_is_refused(limit: str) -> None:
    tools = MemoryTools.of({"report/tables/boats.yaml": LIMITED.format(limit=limit)})
    found = load_exhibits(ROOT, "report/tables", TABLE_KEYS, tools).diagnostics
    assert [(d.code, d.place.line if d.place else 0) for d in found] == [("TAB301", 2)]
