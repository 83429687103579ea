"""Numbers of tables and figures that are typed."""

from __future__ import annotations

import pytest
from prose_project import check, underlined

INCLUDED = '((( table("indicators") )))'


def references(text: str) -> list[tuple[str, str | None]]:
    """Return what is underlined, and the hint, in a section of the small report, which has one table."""
    return [(underlined(d, text), d.hint) for d in check(text, INCLUDED) if d.code == "CHK818"]


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("Table 1 lists the boats.", "Table 1"),
        ("Traffic grows (see Table~1).", "Table~1"),
        ("Traffic grows; see also table 1.", "table 1"),
        ("Traffic grows (Table 1).", "Table 1"),
        ("It grows, as shown in Table 1.", "Table 1"),
        ("Table 1 above has the rest.", "Table 1"),
        ("Now Table 1 also compares them.", "Table 1"),
    ],
)
def test_a_typed_number_of_a_table_is_shown_with_the_call_that_prints_it(text: str, typed: str) -> None:
    assert references(text) == [(typed, 'print it with ref("indicators"), if that is meant')]


@pytest.mark.parametrize(
    "text",
    [
        '((( ref("indicators") ))) lists the boats.',
        '((( literal("Table 1") ))) lists the boats.',
        "Table 2 lists the boats.",
        "Figure 1 shows the quay.",
        "Table 1 of the minutes lists the boats.",
        "Their Table 1 lists the boats.",
        "The board’s Table 1 lists the boats.",
        "In Quill, Table 1 lists the boats.",
        'Table 1 lists the boats~((( cite("D1#p2") ))).',
        "We sat at table 1 by the door.",
        "“Table 1 shows the boats.”",
        "Table 1: The boats.",
        "Table 1.2 shows the boats.",
        r"Table~\ref{tab:indicators} shows the boats.",
        "See the table.",
    ],
)
def test_tables_of_others_and_printed_numbers_are_left_alone(text: str) -> None:
    assert references(text) == []


def test_nothing_is_said_while_a_part_of_the_report_is_missing() -> None:
    found = check("Table 1 lists the boats.", INCLUDED, '((( section("none") )))')
    assert [d for d in found if d.code == "CHK818"] == []


def test_a_table_that_the_report_does_not_include_has_no_number() -> None:
    assert [d for d in check("Table 1 lists the boats.") if d.code == "CHK818"] == []
