from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.reviewing.rows import CannotEditError, alone, with_cells, without_row

cells = st.text(st.sampled_from('ab,"\n\r é漢'), max_size=6)
ends = st.sampled_from(["\n", "\r\n"])


def parsed(text: str) -> list[list[str]]:
    return [row for row in csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")) if row]


@st.composite
def files(draw: st.DrawFn) -> tuple[str, list[list[str]], int]:
    """Give a file, its rows without the head, and the number of one of them."""
    rows = draw(st.lists(st.tuples(cells, cells, st.booleans()), min_size=1, max_size=5))
    text = io.StringIO()
    end = draw(ends)
    made = []
    csv.writer(text, lineterminator=end).writerow(["id", "a", "b", "review"])
    for number, (one, other, quoted) in enumerate(rows):
        row = [f"r-{number}", one, other, "proposed"]
        made.append(row)
        quoting: object = csv.QUOTE_ALL if quoted or "\r" in one + other else csv.QUOTE_MINIMAL
        csv.writer(text, lineterminator=end, quoting=quoting).writerow(row)  # type: ignore[arg-type]
        if draw(st.booleans()):
            text.write(end)
    whole = draw(st.sampled_from(["", "\ufeff"])) + text.getvalue()
    if draw(st.booleans()):
        whole = whole.rstrip("\r\n")
    return whole, made, draw(st.integers(0, len(rows) - 1))


@given(files(), cells)
def test_only_the_cells_that_change_are_written(given_: tuple[str, list[list[str]], int], new: str) -> None:
    text, rows, number = given_
    made = with_cells(text, f"r-{number}", {"review": "accepted", "a": new})
    rows[number] = [f"r-{number}", new, rows[number][2], "accepted"]
    assert parsed(made)[1:] == rows
    back = with_cells(text, f"r-{number}", {"review": "proposed"})
    assert back.replace('"', "") == text.replace('"', "")


@given(files())
def test_all_other_rows_stay_byte_for_byte(given_: tuple[str, list[list[str]], int]) -> None:
    text, _, number = given_
    row = alone(text, f"r-{number}").split("\n", 1)[1]
    changed = alone(with_cells(text, f"r-{number}", {"review": "accepted"}), f"r-{number}").split("\n", 1)[1]
    assert with_cells(text, f"r-{number}", {"review": "accepted"}) == text.replace(row, changed, 1)
    assert without_row(text, f"r-{number}") == text.replace(row, "", 1)


def test_other_cells_of_the_row_keep_their_quotation_marks() -> None:
    text = 'id,a,b,review\nx," plain","q",proposed\n'
    assert with_cells(text, "x", {"review": "accepted"}) == 'id,a,b,review\nx," plain","q",accepted\n'
    assert with_cells(text, "x", {"b": 'say "no", he'}) == 'id,a,b,review\nx," plain","say ""no"", he",proposed\n'
    assert with_cells(text, "x", {"b": ""}) == 'id,a,b,review\nx," plain",,proposed\n'


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("id,a\nx,1\n", "no row has the id 'y'"),
        ("a,b\ny,1\n", "no row has the id 'y'"),
        ("id,a\ny,1,2\n", "no row has the id 'y'"),
        ("", "no row has the id 'y'"),
        ("id,b\ny,1\n", "the file has no column 'a'"),
        ("id,a\ny,1\ny,2\n", "the row of 'y' cannot be changed alone"),
    ],
)
def test_what_cannot_be_done_is_told(text: str, message: str) -> None:
    with pytest.raises(CannotEditError, match=message):
        with_cells(text, "y", {"a": "new"})
