"""Tests of pairs across documents."""

from __future__ import annotations

from typing import Any

from patience import patience

from reportgen.extract.pairs import find_pairs


def item(kind: str, document: str, start: int, **fields: Any) -> dict[str, Any]:
    return {
        "kind": kind,
        "id": f"{kind}:{document}:{start}",
        "document": document,
        "start": start,
        "end": start + 5,
        **fields,
    }


def quantity(document: str, start: int = 0, **fields: Any) -> dict[str, Any]:
    return item("quantity", document, start, **fields)


def relations(*items: dict[str, Any]) -> list[tuple[Any, Any]]:
    documents: dict[str, list[dict[str, Any]]] = {}
    for each in items:
        documents.setdefault(each["document"], []).append(each)
    return [(pair["of"], pair["relation"]) for pair in find_pairs(list(documents.items()))]


def test_the_same_value_of_the_same_thing_agrees() -> None:
    a = quantity("a", value=186000, unit="t", subject="apple harvest")
    b = quantity("b", value=186000, unit="t", subject="harvest of apples")
    [pair] = find_pairs([("a", [a]), ("b", [b])])
    assert pair["relation"] == "agree"
    assert pair["members"] == [{name: x[name] for name in ("document", "id", "start", "end")} for x in (a, b)]
    assert (pair["kind"], pair["document"], pair["start"], pair["end"]) == ("pair", "a", 0, 5)


def test_another_value_of_the_same_thing_in_the_same_year_is_a_conflict() -> None:
    same: dict[str, Any] = {"unit": "percent", "subject": "grain exports", "period": "in 2018"}
    assert relations(quantity("a", value=70, **same), quantity("b", value=40, **same)) == [("quantity", "conflict")]
    other: dict[str, Any] = {**same, "period": "in 2019"}
    assert relations(quantity("a", value=70, **same), quantity("b", value=40, **other)) == []


def test_the_sentence_tells_what_a_subject_of_one_word_is_of() -> None:
    def told(document: str, value: int, sentence: str) -> dict[str, Any]:
        return quantity(document, value=value, subject="containers", period="in 2018", sentence=sentence)

    first = told("a", 1_200_000, "The port of Velsund handled 1.2 million containers in 2018.")
    same = told("b", 1_400_000, "In 2018 the port of Velsund handled 1.4 million containers.")
    other = told("b", 900_000, "The harbour of Norlund unloaded 0.9 million containers in 2018.")
    assert relations(first, same) == [("quantity", "conflict")]
    assert relations(first, other) == []


def test_words_in_common_are_not_yet_the_same_thing() -> None:
    olive = quantity("a", value=30_000, unit="t", subject="exports of olive oil")
    sunflower = quantity("b", value=30_000, unit="t", subject="exports of sunflower oil")
    assert relations(olive, sunflower) == []


def test_a_rounded_or_hedged_value_differs_in_precision() -> None:
    same: dict[str, Any] = {"unit": "USD", "subject": "pier repair work"}
    rounded = quantity("a", value=2e9, **same), quantity("b", value=1.96e9, **same)
    hedged = quantity("a", value=70, approximator="more than", **same), quantity("b", value=72, **same)
    assert relations(*rounded) == relations(*hedged) == [("quantity", "differ-in-precision")]


def test_small_numbers_of_people_are_not_paired() -> None:
    assert relations(quantity("a", value=3, subject="people"), quantity("b", value=3, subject="people")) == []


def test_items_of_one_document_are_not_paired() -> None:
    assert relations(quantity("a", value=186000, unit="t"), quantity("a", 9, value=186000, unit="t")) == []


def test_events_of_one_day_and_one_story_agree() -> None:
    a = item("event", "a", 0, date="2019-04-02", text="On 2 April 2019 the harbour bridge at Welby collapsed")
    b = item("event", "b", 0, date="2019-04-02", text="the Welby harbour bridge collapsed on 2 April 2019")
    c = item("event", "b", 9, date="2019-04-02", text="A baker in Oldtown won the lottery on 2 April 2019")
    assert relations(a, b, c) == [("event", "agree")]


def test_a_month_and_its_day_differ_in_precision() -> None:
    a = item("event", "a", 0, date="2019-04", text="In April 2019 the harbour bridge at Welby collapsed")
    b = item("event", "b", 0, date="2019-04-02", text="the Welby harbour bridge collapsed on 2 April 2019")
    assert relations(a, b) == [("event", "differ-in-precision")]


def test_agreements_of_one_name() -> None:
    a = item("agreement", "a", 0, name="Halmar Salt Road Treaty", status="signed")
    b = item("agreement", "b", 0, name="Salt Road Treaty of Halmar", status="signed")
    assert relations(a, b) == [("agreement", "agree")]
    assert relations(a, {**b, "status": "planned"}) == [("agreement", "agree")]
    assert relations(a, {**b, "status": "cancelled"}) == [("agreement", "conflict")]
    assert relations({**a, "value": 5}, {**b, "value": 6}) == [("agreement", "conflict")]
    assert relations(a, {**b, "name": "Coal Road Treaty"}) == []


def test_a_common_noun_names_no_agreement() -> None:
    assert relations(*(item("agreement", name, 0, name="joint statement") for name in "ab")) == []


def test_many_items_take_near_linear_time() -> None:
    documents = [
        (
            name,
            [
                quantity(name, i, value=i % 50 + 100.5, unit="t", subject=f"thing{i % 997} load{i % 89}")
                for i in range(5000)
            ],
        )
        for name in "abcd"
    ]
    with patience():
        list(find_pairs(documents))


def test_two_sums_for_one_named_thing_are_a_conflict() -> None:
    def told(document: str, value: int) -> dict[str, Any]:
        sentence = f"The Velsund Cold Store is to cost €{value}."
        return quantity(document, value=value, unit="EUR", text=f"€{value}", sentence=sentence)

    assert relations(told("a", 40), told("b", 52)) == [("quantity", "conflict")]
