"""Expressions of time: a table of examples, whole strings, arithmetic, and what holds for any text."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from patience import patience

from reportgen.language.dates import DateMention, find_dates, parse_date, resolve

EXAMPLES = [
    line.rsplit(" | ", 1)
    for line in (Path(__file__).parent / "date_examples.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


def shown(mention: DateMention) -> str:
    if mention.date:
        return f"{mention.date}/{mention.date_end}" if mention.date_end else mention.date
    if mention.relative:
        return f"{mention.relative.anchor} {mention.relative.unit} {mention.relative.offset}"
    return f"--{mention.month:02}" + (f"-{mention.day:02}" if mention.day else "")


@pytest.mark.parametrize(("text", "expected"), EXAMPLES, ids=[text for text, _ in EXAMPLES])
def test_example(text: str, expected: str) -> None:
    assert "; ".join(shown(mention) for mention in find_dates(text)) == expected.replace("-", "", expected == "-")


STRINGS = {
    "21 March 2023": "2023-03-21",
    "2023. 5 мая": "2023-05-05",
    "2021. — 5 марта": "2021-03-05",
    "2023, March 21": "2023-03-21",
    "(2019, June 3)": "2019-06-03",
    "2020, Dec. 3": "2020-12-03",
    "2020 Jan 5": "2020-01-05",
    "2020 Jan-Feb": "2020-01/2020-02",
    "2016 Nov": "2016-11",
    "2012, 3-5 июня": "2012-06-03/2012-06-05",
    "Mar/Apr 2020": "2020-03/2020-04",
    "March–April 2020": "2020-03/2020-04",
    "Dec. 2019/Jan. 2020": "2019-12/2020-01",
    "30 Dec 2019 - 2 Jan 2020": "2019-12-30/2020-01-02",
    "Winter 2018/19": "2018-12/2019-02",
    "Winter 2020-2021": "2020-12/2021-02",
    "Spring 2019": "2019-03/2019-05",
    "Summer/Fall 2004": "2004-06/2004-11",
    "n.d.": None,
    "б. г.": None,
    "forthcoming": None,
    "in press": None,
    "": None,
    "21 March": None,
    "c. 1990": "1990",
    "ca 1850": "1850",
    "1850?": "1850",
    "[1950] 2003": "2003",
    "2003 [1950]": "2003",
    "[2003]": "2003",
    "05.03.2021": "2021-03-05",
    "2021-03-05T10:00Z": "2021-03-05",
    "2021/3/5": "2021-03-05",
    "2021.03.05": "2021-03-05",
    "13/04/2021": "2021-04-13",
    "04/13/2021": "2021-04-13",
    "2019a": "2019",
    "1998-2001": "1998/2001",
    "1999/2000": "1999/2000",
    "2020–": "2020",
    "Published: 3 May 2021": "2021-05-03",
    "may 2020": "2020-05",
    "1st of May 2020": "2020-05-01",
    "Oct 5th 2014": "2014-10-05",
    "5 October, 2014": "2014-10-05",
    "October 05, 2014": "2014-10-05",
    "Sept. 9, 2015": "2015-09-09",
    "2014 г.": "2014",
    "дата обращения: 05.03.2021": "2021-03-05",
    "2023年3月21日": "2023-03-21",
    "2020年": "2020",
    "12 de marzo de 2019": "2019-03-12",
    "3. März 2019": "2019-03-03",
    "5 août 2019": "2019-08-05",
    "2023-13-45": "2023",
    "99/99/9999": None,
    "Monday, 3 May 2021": "2021-05-03",
    "May 3, 2021, 10:15 a.m.": "2021-05-03",
}


@pytest.mark.parametrize(("text", "expected"), STRINGS.items())
def test_string_is_read_as_a_date(text: str, expected: str | None) -> None:
    parsed = parse_date(text)
    found = parsed and (f"{parsed.date}/{parsed.date_end}" if parsed.date_end else parsed.date)
    assert found == expected


def test_circa_season_and_ambiguity_are_told() -> None:
    about, spring, numeric = parse_date("c. 1990"), parse_date("Spring 2019"), parse_date("03/04/2021")
    assert about is not None
    assert about.circa
    assert spring is not None
    assert spring.season == "spring"
    assert numeric is not None
    assert (numeric.date, numeric.ambiguous) == ("2021-04-03", True)


@pytest.mark.parametrize(
    ("text", "issued", "named", "expected"),
    [
        ("last year", "2023-05-02", None, "2022"),
        ("last year", "2023", None, "2022"),
        ("last year", None, "2020", None),
        ("yesterday", "2023-01-01", None, "2022-12-31"),
        ("yesterday", "2023-01", None, None),
        ("last month", "2023-01-15", None, "2022-12"),
        ("two weeks ago", "2023-01-15", None, "2023-01-01"),
        ("on Monday", "2023-05-04", None, "2023-05-01"),
        ("last Thursday", "2023-05-04", None, "2023-04-27"),
        ("next Monday", "2023-05-04", None, "2023-05-08"),
        ("the following year", "2023-05-04", "2016-03", "2017"),
        ("the same day", "2023-05-04", "2016-03-02", "2016-03-02"),
        ("two months later", "2023-05-04", "2016-11-02", "2017-01"),
        ("On 21 March it", "2023-05-04", None, "2023-03-21"),
        ("On 21 March it", "2023-05-04", "2019-01", "2019-03-21"),
        ("On 29 February it", "2023-05-04", None, None),
        ("last summer", "2023-11-04", None, "2023-06"),
        ("last summer", "2023-05-04", None, "2022-06"),
        ("last March", "2023-11-04", None, "2023-03"),
        ("last December", "2023-11-04", None, "2022-12"),
        ("a decade ago", "2023", None, "2013"),
        ("in the past five years", "2023", None, "2018"),
        ("a few years ago", "2023", None, None),
    ],
)
def test_what_leans_on_another_date_is_resolved(
    text: str, issued: str | None, named: str | None, expected: str | None
) -> None:
    found = next(find_dates(text), None)
    resolved = resolve(found, issued=issued, named=named) if found else None
    assert (resolved.date if resolved else None) == expected


PIECES = st.sampled_from(
    [
        "21",
        " ",
        "March",
        "2023",
        ",",
        "-",
        "–",
        "/",
        ".",
        "the",
        "last",
        "year",
        "of",
        "年",
        "月",
        "日",
        "3",
        "0",
        "99",
        "9999",
        "в",
        "г.",
        "May",
        "Q3",
        "between",
        "and",
        "1990s",
        "'",
        "ago",
        "two",
        "\n",
        "(",
        ")",
        "Monday",
        "first",
        "half",
        "早",
        "е",
        "ß",
        "İ",
        "²",
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=30).map("".join) | st.text(max_size=80))
def test_any_text_gives_ordered_mentions_inside_it(text: str) -> None:
    mentions = list(find_dates(text))
    assert mentions == list(find_dates(text))
    ends = [0]
    for mention in mentions:
        assert ends[-1] <= mention.start < mention.end <= len(text)
        ends.append(mention.end)
        for issued in ("2020", "0001-01-01", "9999-12-31"):
            resolve(mention, issued=issued, named=None)
    parse_date(text)


@pytest.mark.parametrize(
    "piece",
    ["(", '"', "9", "2023 ", "a. ", "1.", "March ", "21 ", "2014-", "early ", "the last ", "年", "3月", "two years "],
)
def test_hostile_text_takes_linear_time(piece: str) -> None:
    text = piece * (300_000 // len(piece))
    with patience():
        for _ in find_dates(text):
            pass
