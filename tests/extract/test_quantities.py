"""Tests of quantities: value, unit and span; what is none; the words around."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from patience import patience

from reportgen.documents.document import Document, Segment, SegmentKind
from reportgen.extract.item import Item
from reportgen.extract.quantities import find_quantities
from reportgen.extract.reading import Reading


def quantities(text: str) -> tuple[Item, ...]:
    segment = Segment(kind=SegmentKind.PARAGRAPH, number=1, start=0, end=len(text))
    document = Document(
        id="D1", path="x.txt", sha256="", encoding="utf-8", text=text, segments=(segment,) if text else ()
    )
    return find_quantities(Reading(document))


def test_a_year_of_an_era_is_none() -> None:
    assert found("駅は令和7年3月31日に、橋は大正13年にできた。") == []


def found(text: str) -> list[tuple[Any, ...]]:
    return [
        (text[i.start : i.end], i.fields["value"], i.fields.get("value_high"), i.fields.get("unit"))
        for i in quantities(text)
    ]


@pytest.mark.parametrize(
    ("text", "span", "value", "unit"),
    [
        ("It cost $2 billion in all.", "$2 billion", 2e9, "USD"),
        ("They paid US$241m for it.", "US$241m", 241e6, "USD"),
        ("Hier kamen im vergangenen Jahr 284 Kinder zur Welt und nicht mehr.", "284", 284, None),
        ("Die Schule will ab dem Sommersemester 15 Plätze anbieten.", "15", 15, None),
        ("全線の三分の一で速度制限が始まった。", "三分の一", 1 / 3, None),
        ("A grant of A$1,200 was made.", "A$1,200", 1200, "AUD"),
        ("Sales of €612.5 million followed.", "€612.5 million", 612.5e6, "EUR"),
        ("The bill came to 50 euros.", "50 euros", 50, "EUR"),
        ("A toll of CHF 6 million is due.", "CHF 6 million", 6e6, "CHF"),
        ("It is worth 310 million USD today.", "310 million USD", 310e6, "USD"),
        ("They sold it at 44 cents.", "44 cents", 0.44, "USD"),
        ("He owes 1.2 trillion yuan to them.", "1.2 trillion yuan", 1.2e12, "CNY"),
        ("Выделено 420 млн руб. на сады.", "420 млн руб", 420e6, "RUB"),
        ("Цена — 3 тыс. 500 рублей.", "3 тыс. 500 рублей", 3500, "RUB"),
        ("总投资68亿元。", "68亿元", 6.8e9, "CNY"),
        ("计划投资3.5亿美元。", "3.5亿美元", 3.5e8, "USD"),
        ("Prices fell by 5 percent.", "5 percent", 5, "percent"),
        ("Prices fell by 12.4% then.", "12.4%", 12.4, "percent"),
        ("The margin gained 90 basis points.", "90 basis points", 90, "basis-point"),
        ("It lost 6.2 percentage points.", "6.2 percentage points", 6.2, "percentage-point"),
        ("约占全省的百分之十八。", "百分之十八", 18, "percent"),
        ("A 500-metre dish was built.", "500-metre", 500, "m"),
        ("It covers 41,000 square kilometres.", "41,000 square kilometres", 41000, "km2"),
        ("A site of 5.3-square-mile size.", "5.3-square-mile", 5.3, "mi2"),
        ("We saw 16GB of memory.", "16GB", 16, "GB"),
        ("It was 1.3°C warmer.", "1.3°C", 1.3, "°C"),
        ("They waited half an hour.", "half an hour", 0.5, "h"),
        ("The trip takes an hour and a half.", "an hour and a half", 1.5, "h"),
        ("Work lasted three years.", "three years", 3, "year"),
        ("A 15-year-old was there.", "15-year-old", 15, "year"),
        ("Ему помог 45-летний мужчина.", "45-летний", 45, "year"),
        ("The town has 126 wells.", "126", 126, None),
        ("Some 6.5 million people live here.", "6.5 million", 6.5e6, None),
        ("About 2.3m people came.", "2.3m", 2.3e6, None),
        ("He bought a dozen eggs.", "a dozen", 12, None),
        ("A 12-point plan was agreed.", "12", 12, None),
        ("Two-thirds of the fields are dry.", "Two-thirds", 0.666666666667, None),
        ("One in five had no water.", "One in five", 0.2, None),
        ("The output doubled.", "doubled", 2, "times"),
        ("It is four times as large.", "four times", 4, "times"),
        ("It is the fourth-largest port.", "fourth", 4, "rank"),
        ("The school ranks 324th in it.", "324th", 324, "rank"),
        ("It is in the top 100 again.", "100", 100, "rank"),
        ("It is the No. 2 in looms.", "2", 2, "rank"),
        ("该港全国排名第17位。", "17", 17, "rank"),
        ("Он занял второе место.", "второе", 2, "rank"),
        ("She retired at the age of 80.", "80", 80, "year"),
        ("Petra Holm, 52, said so.", "52", 52, "year"),
        ("Only one ferry sails.", "one", 1, None),
        ("已接待船舶126艘。", "126", 126, None),
    ],
)
def test_a_quantity(text: str, span: str, value: float, unit: str | None) -> None:
    assert found(text) == [(span, pytest.approx(value), None, unit)]


@pytest.mark.parametrize(
    ("text", "span", "low", "high", "unit"),
    [
        ("It takes 22-23 days.", "22-23 days", 22, 23, "day"),
        ("Tickets cost between £22 and £38.", "£22 and £38", 22, 38, "GBP"),
        ("An order of £95m-£105m came.", "£95m-£105m", 95e6, 105e6, "GBP"),
        ("We expect $7.1-7.3 billion.", "$7.1-7.3 billion", 7.1e9, 7.3e9, "USD"),
        ("Rates are between 21% and 23%.", "21% and 23%", 21, 23, "percent"),
        ("A road five or six metres wide.", "five or six metres", 5, 6, "m"),
        ("Срок от 8 до 15 лет.", "8 до 15 лет", 8, 15, "year"),
    ],
)
def test_a_range_is_one_item(text: str, span: str, low: float, high: float, unit: str | None) -> None:
    assert found(text) == [(span, low, high, unit)]


def test_a_change_is_two_quantities_that_share_the_unit() -> None:
    assert found("The share rose from 31 to 46 percent.") == [
        ("31", 31, None, "percent"),
        ("46 percent", 46, None, "percent"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "In 2016 the mill closed.",
        "It ran from 1914 to 1918.",
        "The 1990s were quiet.",
        "The season of 2025/26 begins.",
        "They met on 14 March and on May 9.",
        "Он родился 5 мая 2018 года.",
        "自2月1日开通，2019年结束。",
        "The town fell in 480 BC.",
        "Kick-off is at 7.45pm, or 14:30 GMT.",
        "We start at four in the afternoon.",
        "Luna 27 and the CR929 met an MQ-1 and a Su-35.",
        "A 5G mast, COVID-19, the G7, COP26 and B12.",
        "See Article 5, Section 3.2, Chapter 4, page 12 and pp. 34.",
        "Flight 370 took Route 66.",
        "It runs Windows 11 and needs version 2.1.",
        "File the Form 20-F under ISO 9001.",
        "Call 0535-6601234 or +44 20 7946 0958.",
        "It happened on 9/11; they work 24/7.",
        "She lives at 12 High Street.",
        "They won 3-1 with a 4-4-2.",
        "One of them asked no one.",
        "One day they came, one by one.",
        "The two countries agreed, and both sides smiled.",
        "In the second half, the first prize was given.",
        "Under 47 U.S.C. § 230 it is allowed.",
        "It is near John 3:16 and iPhone 14.",
        "They came two years ago.",
        "Three Mile Island and the Group of Seven.",
        "World War Two began.",
        "“Vostok 2018” was large.",
        "两国元首会晤，一名外交官说，数千人参加。",
    ],
)
def test_what_is_no_quantity(text: str) -> None:
    assert found(text) == []


def test_the_words_around_are_fields() -> None:
    [item] = quantities("According to the Port Office, more than 70 percent of grain exports went by sea in 2018.")
    assert dict(item.fields) == {
        "value": 70, "unit": "percent", "approximator": "more than", "subject": "grain exports", "period": "in 2018",
        "attributed_to": "the Port Office",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "name", "value"),
    [
        ("It costs $9,000 a year.", "period", "a year"),
        ("By 2050 levels will be 30 cm higher.", "period", "By 2050"),
        ("Upward of 40 boats came.", "approximator", "upward of"),
        ("约35公里。", "approximator", "约"),
        ("Около 300 человек пришли.", "approximator", "около"),
        ("They keep 220 old boats in the bay.", "subject", "old boats"),
        ("The price of wheat rose by 5 percent.", "subject", "price of wheat"),
        ("The yield was 5 tonnes, said Ida Berg.", "attributed_to", "Ida Berg"),
    ],
)
def test_a_field_that_the_text_states(text: str, name: str, value: object) -> None:
    [item] = quantities(text)
    assert item.fields[name] == value


def test_money_of_two_countries_is_told_by_the_text() -> None:
    assert found("The yen fell to ¥150.")[0][3] == "JPY"
    assert found("A yuan note, ¥100, fell out.")[0][3] == "CNY"
    assert found("A sack of 50 pounds of rice.") == [("50 pounds", 50, None, "lb")]
    assert found("He paid 50 pounds, or £50.")[0][3] == "GBP"


PIECES = st.sampled_from(
    [
        "$",
        "€",
        "5",
        "1,000",
        "2016",
        "percent",
        "%",
        "km",
        "million",
        "bn",
        "to",
        "-",
        "and",
        "between",
        "from",
        "one",
        "half",
        "third",
        "亿",
        "元",
        "第",
        "年",
        "млн",
        "руб",
        ".",
        ",",
        "(",
        ")",
        "“",
        "”",
        "\n",
        "No.",
        "the",
        "of",
        "ranked",
        "5th",
        "May",
        "said",
        "according",
        "§",
        "/",
        ":",
        "+",
        "'",
        "a",
        "hour",
        "two",
        "dozen",
        "№",
        "°C",
        "X",
        "p",
        "m",
    ]
)


@given(
    st.one_of(
        st.text(max_size=200), st.lists(PIECES, max_size=30).map(" ".join), st.lists(PIECES, max_size=30).map("".join)
    )
)
def test_any_text_gives_the_same_items_within_it_each_time(text: str) -> None:
    items = quantities(text)
    assert items == quantities(text)
    assert [(i.start, i.end) for i in items] == sorted({(i.start, i.end) for i in items})
    assert all(0 <= i.start < i.end <= len(text) for i in items)
    assert all(type(i.fields["value"]) in {int, float} for i in items)


@pytest.mark.parametrize(
    "piece",
    ["(", "5", '"', "a. ", "one ", "5-", "5 ", "$5 km ", "half of a ", "five to six ", "A5 ", "Bank of 5 ", "五亿"],
)
def test_hostile_text_takes_linear_time(piece: str) -> None:
    text = piece * (100_000 // len(piece))
    with patience():
        quantities(text)


def test_money_in_french_and_spanish_words() -> None:
    assert found("Le pont a coûté 45 millions d'euros.") == [("45 millions d'euros", 45e6, None, "EUR")]
    assert found("Il ponte è costato 45 milioni di euro.") == [("45 milioni di euro", 45e6, None, "EUR")]
    assert found("Le pont a coûté 45 M€ et 2 Md€.") == [("45 M€", 45e6, None, "EUR"), ("2 Md€", 2e9, None, "EUR")]
    assert found("Costó 45 millones de dólares.") == [("45 millones de dólares", 45e6, None, "USD")]


def test_small_change_and_tenths() -> None:
    assert [(i.fields["value"], i.fields["unit"]) for i in quantities("Гектар стоит 5 рублей 40 копеек в год.")] == [
        (5.4, "RUB")
    ]
    assert [(i.fields["value"], i.fields["unit"]) for i in quantities("候鸟数量增加近四成，达到新高。")] == [
        (40, "percent")
    ]
    assert [i.fields.get("unit") for i in quantities("协会有三成员单位参加。")] in ([], [None])


def test_a_move_to_a_price_is_no_range() -> None:
    assert [value for _, value, _, _ in found("Its shares fell 2.4p to 148.6p.")] == pytest.approx([0.024, 1.486])


def test_what_could_be_a_year_counts_after_a_hedge() -> None:
    assert found("More than 2000 households use it.") == [("2000", 2000, None, None)]
    assert found("The 2000 census was late.") == []


def test_hours_of_a_clock_and_hours_of_work() -> None:
    assert found("Kick-off is at 1500 hours.") == []
    assert found("It took 1500 hours.") == [("1500 hours", 1500, None, "h")]
