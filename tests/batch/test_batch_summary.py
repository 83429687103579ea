"""What a batch says at its end: one table, and each problem once, with the names of its rows."""

from __future__ import annotations

from reportgen.batch.summary import Batch, RowResult, State, with_names
from reportgen.codes import diagnose
from reportgen.diagnostics import Diagnostic, Place, Severity

PLACE = Place(file="report/a.tex.j2", line=3, column=5)
LOST = diagnose("SEC505", "there is no record 'x'", PLACE)
NOTE = diagnose("DOC106", "D1 does not state its author")
WARNING = diagnose("TAB305", "t has no rows", Place(file="report/tables/t.yaml"))
STOPPED = diagnose("CFG031", "the row has no name")


def row(name: str, state: State, *found: Diagnostic) -> RowResult:
    summary = "" if state is State.FAILED else f"build/batch/{name}/briefing.pdf: 3 pages, 2 passes"
    return RowResult(name=name, state=state, summary=summary, diagnostics=found)


def test_the_table_has_a_line_for_each_row_and_one_for_all() -> None:
    batch = Batch(
        rows=(
            row("trade", State.MADE, NOTE),
            row("arms", State.UNCHANGED, WARNING, NOTE),
            row("x", State.FAILED, NOTE, WARNING, LOST),
        )
    )
    assert batch.table().split("\n") == [
        "row    result     output, or the first problem",
        "trade  made       build/batch/trade/briefing.pdf: 3 pages, 2 passes",
        "arms   unchanged  build/batch/arms/briefing.pdf: 3 pages, 2 passes (1 warning)",
        "x      failed     report/a.tex.j2:3:5: error[SEC505] there is no record 'x' (and 1 more)",
        "3 rows: 1 made, 1 unchanged, 1 failed",
    ]
    assert batch.could_run


def test_a_long_message_is_cut() -> None:
    long = diagnose("SEC505", "x" * 1000)
    assert len(Batch(rows=(row("a", State.FAILED, long),)).table().split("\n")[1]) < 200


def test_a_batch_could_not_run_when_no_row_could() -> None:
    assert not Batch(rows=(row("a", State.FAILED, STOPPED), row("b", State.FAILED, STOPPED))).could_run
    assert Batch(rows=(row("a", State.FAILED, STOPPED), row("b", State.FAILED, LOST))).could_run
    assert Batch(rows=(row("a", State.FAILED, STOPPED), row("b", State.MADE))).could_run


def test_what_rows_have_in_common_is_said_once() -> None:
    rows = [row(name, State.MADE, NOTE, *([LOST] if name in "abcde" else [])) for name in "abcdef"]
    rows.append(row("g", State.FAILED, WARNING, NOTE))
    found = with_names(rows)
    assert [(d.code, d.message) for d in found] == [
        ("DOC106", "all 7 rows: D1 does not state its author"),
        ("SEC505", "a, b, c and 2 more: there is no record 'x'"),
        ("TAB305", "g: t has no rows"),
    ]
    assert [d.place for d in found] == [None, PLACE, WARNING.place]
    assert [d.severity for d in found] == [Severity.NOTE, Severity.ERROR, Severity.WARNING]
    assert with_names(rows[:1])[1].message == "a: there is no record 'x'"
