from __future__ import annotations

import datetime
from decimal import Decimal

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from reportgen.records.matching import (
    contains,
    fold,
    has_quantity,
    missing_date_parts,
    missing_words,
    quantities,
    wanted_quantity,
)

PASSAGE = (
    "The “new” quay – a costly mis-take, as Vale’s [sister] put it – has a state-of-the-art crane…[12] "
    "It was\u00a0built in [Tarn](http://example.org/tarn) by R\\&D Moles’ men."
)


@given(st.text())
def test_folding_twice_changes_nothing_for_plain_words(text: str) -> None:
    words = " ".join("".join(c for c in text if c.isalnum() or c == " ").split())
    assert fold(fold(words)) == fold(words)


# --- words -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    [
        "a costly mistake", "A COSTLY MISTAKE", "a costly mis-take", '"new" quay', "“new” quay",
        "Vale's", "Vale’s", "state-of-the-art crane", "stateoftheart crane", "has a … crane", "new [...] crane",
        "quay . . . crane", "It was built in Tarn", "by R&D", "“a costly mistake”", "a costly\n  mistake", "put it has",
    ],
)  # fmt: skip
def test_words_that_stand_there(words: str) -> None:
    assert contains(PASSAGE, words)


@pytest.mark.parametrize(
    "words",
    [
        "", "…", "...", "“”", "a costly mistakes", "a costly mistak", "costly a mistake", "crane … quay",
        "a new mistake", "http",
    ],
)  # fmt: skip
def test_words_that_do_not(words: str) -> None:
    assert not contains(PASSAGE, words)


@given(st.integers(0, 8), st.integers(1, 4), st.data())
def test_a_changed_word_is_always_noticed(start: int, count: int, data: st.DataObject) -> None:
    text = ["alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa", "lambda", "my"]
    quoted = text[start : start + count]
    assert contains(" ".join(text), " ".join(quoted))
    position = data.draw(st.integers(0, len(quoted) - 1))
    letter = data.draw(st.integers(0, len(quoted[position]) - 1))
    word = quoted[position]
    for other in (word[:letter] + "q" + word[letter + 1 :], word[:letter] + word[letter + 1 :], word + "q"):
        changed = " ".join([*quoted[:position], other, *quoted[position + 1 :]])
        assert changed in text or not contains(" ".join(text), changed) or other == ""


@pytest.mark.parametrize(
    ("name", "missing"),
    [
        ("Vale", ()), ("VALE", ()), ("R&D Moles", ()), ("Mole", ()), ("Tarn", ()), ("Val", ("val",)),
        ("Vales", ("vales",)), ("Boris Vale", ("boris",)), ("Olga Vane", ("olga", "vane")), ("Tar.", ("tar.",)),
    ],
)  # fmt: skip
def test_names(name: str, missing: tuple[str, ...]) -> None:
    assert missing_words(PASSAGE, name) == missing


def test_initials_and_abbreviations() -> None:
    assert missing_words("The U.S. envoy J. R. Doe spoke", "J. R. Doe") == ()
    assert missing_words("The U.S. envoy J. R. Doe spoke", "U.S.") == ()
    assert missing_words("The U.S. envoy J. R. Doe spoke", "K. R. Doe") == ("k.",)


# --- quantities --------------------------------------------------------------------------------

FORMS = [
    ("5", "percent", ["5 percent", "5%", "5 %", "five per cent", "Five percent", "5 per cent", "5-percent", "5\u00a0%",
                      "5–6 percent", "5 to 6 per cent", "5 or 6 percent", "between 5 and 6 percent", "5-6%"]),
    ("6", "percent", ["5–6 percent", "between 5 and 6 percent", "5-6%"]),
    ("100", "percent", ["100-200 percent", "50–100 percent"]),
    ("2", "USD billion", ["$2 billion", "US$2 billion", "2 bn dollars", "$2bn", "$2,000 million", "two billion dollars",
                          "2 billion usd", "$2-billion", "$2 to $3 billion", "$2–3 billion",
                          "2,000,000,000 dollars"]),
    ("3", "USD billion", ["$2–3 billion", "$2 to $3 billion"]),
    ("1200", "passengers", ["1,200 passengers", "1200 passengers", "1 200 passengers", "1'200 passengers",
                             "1\u202f200"]),
    ("1.5", "percent", ["1.5 percent", "1.5%"]),
    ("0.5", "percent", ["0.5 percent", ".5 percent"]),
    ("25", "ships", ["twenty-five ships", "twenty five ships", "25 ships"]),
    ("2025", "year", ["2025/26", "2025-26", "in 2025.[3]"]),
    ("2026", "year", ["2025/26"]),
    ("2", "terms", ["two one-year terms", "two ships"]),
    ("21", "century", ["the 21st century"]),
    ("-5", "percent", ["−5 percent", "-5%", "was -5 per cent"]),
    ("3", "million", ["3 million", "3 млн", "3m", "three million"]),
    ("500", "CNY million", ["¥500 million", "500 million yuan"]),
    ("42.5", "million pounds", ["£42.5 million", "42.5 million pounds", "£42.5m"]),
    ("42.5", "£m", ["£42.5 million", "42.5 million pounds sterling", "£42.5m"]),
    ("300", "pounds per hectare", ["£300 per hectare", "300 pounds per hectare"]),
    ("300", "GBP/hectare", ["£300 per hectare"]), ("2", "million dollars", ["$2 million", "two million dollars"]),
    ("12", "hectares", ["12 ha", "twelve hectares", "12-hectare plots"]), ("100", "m", ["100 metres", "100 m"]),
    ("9", "cubic metres per second", ["9 m³/s", "9 cubic metres per second"]), ("30", "lb", ["30 pounds"]),
    ("7", "EUR", ["€7", "7 euros", "seven euros"]),
    ("7", "EUR million", ["7 millions d'euros", "7 milioni di euro", "7 εκατ. ευρώ", "7 M€"]),
    ("90", "RUB billion", ["90 billion rubles", "₽90 billion", "90 bn roubles", "90 млрд rub"]),
]  # fmt: skip


@pytest.mark.parametrize(("value", "unit", "text"), [(v, u, t) for v, u, texts in FORMS for t in texts])
def test_written_forms(value: str, unit: str, text: str) -> None:
    wanted = wanted_quantity(value, unit)
    for passage in (text, f"It has {text} now.", f"({text})", f"In 2019 some {text}, not more[4]"):
        assert has_quantity(passage, wanted), passage


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        ("12", "acres", "12 hectares"), ("12", "metres", "12 cm"), ("10", "miles", "ten kilometres"),
        ("5", "percent", "five ships"), ("5", "ships", "5 percent"), ("5", "ships", "$5"),
        ("5", "percent", "15 percent"),
        ("5", "percent", "0.5 percent"), ("5", "percent", ".5 percent"), ("5", "percent", "5.5 percent"),
        ("5", "percent", "50 percent"), ("2", "USD billion", "$2 million"), ("2", "USD billion", "2 billion"),
        ("2", "USD billion", "€2 billion"), ("200", "ships", "1,200 ships"), ("1", "ships", "1,200 ships"),
        ("1200", "ships", "1,201 ships"), ("5", "percent", "-5 percent"), ("50100", "percent", "50–100 percent"),
        ("26", "year", "2025/26"), ("12", "ships", "the crane.[12]"), ("3", "ships", "two one-year terms"),
        ("9", "ships", "four five-year plans"), ("20", "percent", "in 2020"), ("5", "ships", "5 to 6 percent"),
    ],
)  # fmt: skip
def test_other_quantities(value: str, unit: str, text: str) -> None:
    assert not has_quantity(text, wanted_quantity(value, unit))


@given(st.integers(0, 10**7), st.sampled_from(["{:,} percent", "{}%", "up by {} per cent, they say"]), st.data())
def test_a_changed_digit_is_always_noticed(number: int, form: str, data: st.DataObject) -> None:
    passage = form.format(number)
    assert has_quantity(passage, wanted_quantity(str(number), "percent"))
    digits = str(number)
    position = data.draw(st.integers(0, len(digits) - 1))
    other = digits[:position] + data.draw(st.sampled_from("0123456789")) + digits[position + 1 :]
    assume(int(other) != number)
    assert not has_quantity(passage, wanted_quantity(other, "percent"))


@given(st.lists(st.integers(0, 10**6), min_size=1, max_size=5))
def test_all_numbers_of_a_passage_are_found(numbers: list[int]) -> None:
    assert [q.value for q in quantities("; then ".join(map(str, numbers)))] == [Decimal(n) for n in numbers]


@given(st.text())
def test_no_passage_stops_the_search(text: str) -> None:
    list(quantities(text))
    contains(text, text)
    missing_words(text, text)
    missing_date_parts(text, "2021-03-12")


# --- dates -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("date", "passage"),
    [
        ("2021-03-12", "on 12 March 2021"), ("2021-03-12", "on March 12, 2021"),
        ("2021-03-12", "the 12th of March, 2021"),
        ("2021-03-12", "Mar. 12 2021"), ("2021-03-12", "2021-03-12"), ("2021-03-12", "http://a.org/2021/03/12/x"),
        ("2021-03-12", "20210312"), ("2021-03-12", "12.03.2021"), ("2021-03-12", "12/3/2021"),
        ("2021-03-12", "12 марта 2021 г."),
        ("2021-03-19", "19–21 March 2021"), ("2021-03-21", "19–21 March 2021"), ("2021-03-21", "March 19-21, 2021"),
        ("2021-03-20", "19, 20 and 21 March 2021"), ("2021-03-01", "1 March 2021"), ("2021-03-01", "01 March 2021"),
        ("2021-03-28", "from 28 March to 2 April 2021"), ("2021-04-02", "from 28 March to 2 April 2021"),
        ("2021-03", "in March 2021"), ("2021-03", "in the March of 2021"), ("2021-03", "2021/03/12"),
        ("2021-03", "03.2021"),
        ("2021-05", "in May 2021"), ("2021-09", "Sept. 2021"), ("2021-08", "в августе 2021 года"), ("2021", "in 2021"),
        ("2026", "in 2025/26"), ("2026", "2025–26"), ("2021", "2021;"),
    ],
)  # fmt: skip
def test_dates_that_stand_there(date: str, passage: str) -> None:
    assert missing_date_parts(passage, date) == ()


@pytest.mark.parametrize(
    ("date", "passage", "missing"),
    [
        ("2021-03-13", "on 12 March 2021", ("13",)),
        ("2021-03-13", "on 12 March 2021, 13 members met", ("13",)),
        ("2021-03-02", "on 12 March 2021", ("2",)),
        ("2021-03-20", "on 12 March 2021", ("20",)),
        ("2021-03-21", "on 12 March 2021", ("21",)),
        ("2021-04-12", "on 12 March 2021", ("April", "12")),
        ("2022-03-12", "on 12 March 2021", ("2022",)),
        ("2022-03-12", "2021-03-12", ("2022", "March", "12")),
        ("2021-03-13", "12.03.2021", ("March", "13")),
        ("2021-03", "marching in 2021", ("March",)),
        ("2021", "12021 ships", ("2021",)),
        ("2021", "in 2020/22", ("2021",)),
        ("2021-05", "mayor in 2021", ("May",)),
        ("2021-06", "in 2021", ("June",)),
    ],
)
def test_dates_that_do_not(date: str, passage: str, missing: tuple[str, ...]) -> None:
    assert missing_date_parts(passage, date) == missing


DAYS = st.dates(datetime.date(1900, 1, 1), datetime.date(2099, 12, 31))


@given(
    DAYS,
    DAYS,
    st.sampled_from(["{0:%-d %B %Y}", "{0:%B %-d, %Y}", "{0:%Y-%m-%d}", "{0:%d.%m.%Y}", "the {0:%-d}th of {0:%b %Y}"]),
)
def test_a_changed_date_is_always_noticed(day: datetime.date, other: datetime.date, form: str) -> None:
    passage = f"The board met on {form.format(day)}, and 7 members spoke."
    assert missing_date_parts(passage, day.isoformat()) == ()
    assert missing_date_parts(passage, day.isoformat()[:7]) == ()
    assume(other != day)
    assert missing_date_parts(passage, other.isoformat()) != ()
