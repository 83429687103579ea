"""Tests of finding numbers in digits and in words."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.language.numbers import Form, find_numbers, scan_numbers


def found(text: str, language: str | None = None) -> list[tuple[Any, ...]]:
    return [
        (text[n.start : n.end], float(n.value), float(n.high) if n.high is not None else None)
        for n in find_numbers(text, 0, len(text), language)
    ]


@pytest.mark.parametrize(
    ("text", "language", "value"),
    [
        ("1,234.5", None, 1234.5),
        ("1 234,5", "ru", 1234.5),
        ("1.234,56", "de", 1234.56),
        ("1.234", "de", 1234),
        ("1.234", None, 1.234),
        ("2,5", "ru", 2.5),
        ("12,34,567", None, 1234567),
        ("1½", None, 1.5),
        ("0,5", None, 0.5),
        ("5k", None, 5000),
        ("3bn", None, 3e9),
        ("2.5 million", None, 2.5e6),
        ("7 crore", None, 7e7),
        ("7,5 млн", "ru", 7.5e6),
        ("6 тыс.", "ru", 6000),
        ("4万", None, 40000),
        ("1.2万亿", None, 1.2e12),
        ("8亿5,000万", None, 8.5e8),
        ("2万5300", None, 25300),
        ("1万2千", None, 12000),
        ("twenty-five", None, 25),
        ("one hundred and twenty-five thousand four hundred", None, 125400),
        ("a dozen", None, 12),
        ("half a million", None, 500000),
        ("two and a half billion", None, 2.5e9),
        ("three quarters of a million", None, 750000),
        ("two-thirds", None, 2 / 3),
        ("a quarter", None, 0.25),
        ("one-fifth", None, 0.2),
        ("minus 6", None, -6),
        ("двадцать пять", "ru", 25),
        ("полтора миллиарда", "ru", 1.5e9),
        ("две трети", "ru", 2 / 3),
        ("шестисот", "ru", 600),
        ("一百二十万", None, 1200000),
        ("三千五百", None, 3500),
        ("百分之十八", None, 18),
        ("三分之一", None, 1 / 3),
        ("零下20", None, -20),
        ("drei Millionen", "de", 3e6),
        ("62 milioni", "it", 62e6),
        ("4,9 εκατομμύρια", "el", 4.9e6),
        ("12,5 εκατ.", "el", 12.5e6),
        ("8,4 milhões", "pt", 8.4e6),
        ("3,2 mld", "pl", 3.2e9),
        ("2,5 miljard", "nl", 2.5e9),
        ("quarante", "fr", 40),
    ],
)
def test_a_number_is_read_whole(text: str, language: str | None, value: float) -> None:
    [(span, number, high)] = found(text, language)
    assert span == text
    assert number == pytest.approx(value)
    assert high is None


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("5-6", 5, 6),
        ("between 5 and 6", 5, 6),
        ("from 10 to 12", 10, 12),
        ("5 to 6 million", 5e6, 6e6),
        ("five or six", 5, 6),
        ("40万至45万", 400000, 450000),
    ],
)
def test_a_range_is_one_number(text: str, low: float, high: float) -> None:
    assert [number[1:] for number in found(text)] == [(low, high)]


@pytest.mark.parametrize("text", ["rose from 5 to 6", "5 and 6", "6-5", "7-Eleven"])
def test_two_numbers_that_are_no_range(text: str) -> None:
    assert [number[2] for number in found(text)] == [None, None]


@pytest.mark.parametrize(
    "text", ["CR929", "F-16", "2025/26", "24/7", "9/11", "2.1.3", "05.04.2022", "nineteen eighty-four", "hundreds of"]
)
def test_what_is_no_number(text: str) -> None:
    assert found(text) == []


def test_a_fraction_needs_what_it_is_a_part_of() -> None:
    assert found("2/3 of them") == [("2/3", pytest.approx(2 / 3), None)]
    assert found("on 2/3, they") == []


def test_forms() -> None:
    text = "the third, 5th, twice, a third, millions"
    assert [n.form for n in scan_numbers(text, 0, len(text))] == [
        Form.ORDINAL, Form.ORDINAL, Form.MULTIPLE, Form.FRACTION, Form.PLURAL,
    ]  # fmt: skip


def test_only_the_stretch_asked_for_is_read() -> None:
    assert [n.value for n in find_numbers("10 20 30", 3, 5)] == [Decimal(20)]


WORDS = st.sampled_from(
    [
        "one",
        "two",
        "twenty",
        "hundred",
        "thousand",
        "million",
        "half",
        "a",
        "an",
        "and",
        "of",
        "third",
        "quarters",
        "dozen",
        "twice",
        "minus",
        "5",
        "1,000",
        "2.5",
        "3/4",
        "½",
        "-",
        "to",
        "五",
        "百",
        "万",
        "亿",
        "半",
        "分之",
        "百分之",
        "点",
        "два",
        "сто",
        "тысяч",
        "половиной",
        "с",
        "полтора",
        ".",
        ",",
        "\n",
        "twentieth",
        "bn",
    ]
)


@given(
    st.one_of(
        st.text(max_size=200), st.lists(WORDS, max_size=25).map(" ".join), st.lists(WORDS, max_size=25).map("".join)
    )
)
def test_any_text_gives_ascending_numbers_within_it(text: str) -> None:
    for language in (None, "ru", "de", "fr", "es"):
        numbers = list(find_numbers(text, 0, len(text), language))
        assert numbers == list(find_numbers(text, 0, len(text), language))
        assert all(0 <= n.start < n.end <= len(text) for n in numbers)
        assert all(a.end <= b.start for a, b in pairwise(numbers))
        assert all(n.high is None or n.value < n.high for n in numbers)
