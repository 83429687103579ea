"""Contradictions that need no reading between the lines."""

from __future__ import annotations

import pytest

from reportgen.extract.contradictions import names_in, other_day, other_value

SIGNED = {"date": "2019-03-03", "text": "under the Salt Road Treaty, which was signed on 3 March 2019"}


@pytest.mark.parametrize(
    ("date", "text"),
    [
        ("2019-03-13", "The Salt Road Treaty was signed on 13 March 2019"),
        ("2019-03-13", "The minutes of 5 May 2020 were mended: the Salt Road Treaty was signed on 13 March 2019"),
    ],
)
def test_one_thing_is_not_signed_on_two_days(date: str, text: str) -> None:
    assert other_day(SIGNED, {"date": date, "text": text}) == "salt road treaty: sign…"


@pytest.mark.parametrize(
    ("date", "text"),
    [
        ("2019-03-03", "The Salt Road Treaty was signed on 3 March 2019"),
        ("2019", "The Salt Road Treaty was signed in 2019"),
        ("2019-03-13", "The Coal Road Treaty was signed on 13 March 2019"),
        ("2019-03-13", "The Salt Road Treaty was debated on 13 March 2019"),
        ("2019-03-13", "The Salt Road Treaty was not signed on 13 March 2019"),
        ("2020-05-05", "The minutes of 5 May 2020 were mended: the Salt Road Treaty was signed on 13 March 2019"),
        ("2019-03-13", "the treaty was signed on 13 March 2019"),
    ],
)
def test_other_dates_need_not_contradict(date: str, text: str) -> None:
    assert other_day(SIGNED, {"date": date, "text": text}) == ""


def cost(value: float, sentence: str, **more: object) -> dict[str, object]:
    return {"value": value, "unit": "EUR", "text": f"€{value:.0f}", "sentence": sentence, **more}


def test_one_thing_does_not_cost_two_sums() -> None:
    first = cost(40, "The Velsund Cold Store, which is to cost €40, will open soon.")
    assert other_value(first, cost(52, "They say the Velsund Cold Store will cost €52.")) == "velsund cold store: cost"
    assert other_value(first, cost(52, "They say the Norlund Cold Store will cost €52.")) == ""
    assert other_value(first, cost(52, "The Velsund Cold Store saved the town €52.")) == ""
    assert other_value(first, cost(520, "The Velsund Cold Store will cost €520.")) == ""
    assert other_value(first, cost(52, "The Velsund Cold Store will cost about €52.", approximator="about")) == ""


def test_a_name_has_two_words_and_no_article() -> None:
    assert list(names_in("The Harbour opened, and then The Treaty of Amiens, Парк Победы")) == [
        "treaty of amiens",
        "парк победы",
    ]
