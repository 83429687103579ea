from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.dates import is_date, print_bib_date, print_date, print_range


@pytest.mark.parametrize(
    ("date", "text"),
    [
        ("2023-03-21", "21 March 2023"),
        ("2023-03-01", "1 March 2023"),
        ("2023-12", "December 2023"),
        (" 2023 ", "2023"),
        ("c. 1990", "c. 1990"),
        ("", ""),
    ],
)
def test_print_date(date: str, text: str) -> None:
    assert print_date(date) == text


@pytest.mark.parametrize(
    ("start", "end", "text"),
    [
        ("2023", None, "2023"),
        ("2023", "", "2023"),
        ("2023", "2023", "2023"),
        ("2023-03-19", "2023-03-21", "19–21 March 2023"),
        ("2023-03-28", "2023-04-02", "28 March – 2 April 2023"),
        ("2022-12-30", "2023-01-02", "30 December 2022 – 2 January 2023"),
        ("2023-03-28", "2024-03-28", "28 March 2023 – 28 March 2024"),
        ("2023-03", "2023-05", "March–May 2023"),
        ("2023-11", "2024-02", "November 2023 – February 2024"),
        ("2025", "2026", "2025–2026"),
        ("2023", "2023-05", "2023 – May 2023"),
        ("2023-05", "2024", "May 2023 – 2024"),
    ],
)
def test_print_range(start: str, end: str | None, text: str) -> None:
    assert print_range(start, end) == text
    assert print_range(start, end, approximate=True) == f"c. {text}"


@pytest.mark.parametrize(
    ("date", "text"),
    [
        ("2023-03-21", "21 March 2023"),
        ("2020/2021", "2020–2021"),
        ("2020/", "2020–"),
        ("2017~", "c. 2017"),
        ("2017?", "c. 2017"),
        ("2017%", "c. 2017"),
        ("2017~/2019", "c. 2017–2019"),
    ],
)
def test_print_bib_date(date: str, text: str) -> None:
    assert print_bib_date(date) == text


@given(st.dates())
def test_every_day_is_a_date_and_prints_its_parts(day: datetime.date) -> None:
    assert is_date(day.isoformat())
    assert is_date(day.isoformat()[:7])
    assert is_date(day.isoformat()[:4])
    assert print_date(day.isoformat()).split() == [str(day.day), f"{day:%B}", f"{day.year:04}"]


@pytest.mark.parametrize(
    "text",
    ["", "23", "2023-13", "2023-00", "2023-02-30", "2023-02-29", "2023-3-1", "2023/03", "2023-03-", " 2023", "0000",
     "２０２３", "2023\n"],
)  # fmt: skip
def test_what_the_calendar_lacks_is_no_date(text: str) -> None:
    assert not is_date(text)
