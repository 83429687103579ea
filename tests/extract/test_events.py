"""Dated happenings: what counts, when it was, which words tell it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from patience import patience

from reportgen.documents.document import Document, Fact, Marker, Metadata, Segment, SegmentKind
from reportgen.extract.events import find_events
from reportgen.extract.item import Item, Kind
from reportgen.extract.reading import Reading


def reading(text: str, *, issued: str | None = None, note: str | None = None, marker: str = "") -> Reading:
    """Return a reading of paragraphs, one a line, with an optional note 1 at the end, called by `marker`."""
    segments: list[Segment] = []
    start = 0
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            segments.append(Segment(kind=SegmentKind.PARAGRAPH, number=number, start=start, end=start + len(line)))
        start += len(line) + 1
    markers: tuple[Marker, ...] = ()
    if note is not None:
        at = text.index(marker)
        markers = (Marker(start=at, end=at + len(marker), note=1),)
        segments.append(Segment(kind=SegmentKind.NOTE, number=1, start=start, end=start + len(note)))
        text = f"{text}\n{note}"
    fact = Fact(value=issued, start=0, end=0) if issued else None
    return Reading(
        Document(
            id="D1", path="d1.txt", sha256="", encoding="utf-8", text=text, segments=tuple(segments),
            markers=markers, metadata=Metadata(issued=fact),
        )
    )  # fmt: skip


def events(text: str, *, issued: str | None = None) -> list[tuple[str, object]]:
    """Return the words and the date of each event."""
    return [
        (text[item.start : item.end], item.fields.get("date")) for item in find_events(reading(text, issued=issued))
    ]


def only(text: str, *, issued: str | None = None) -> Item:
    (item,) = find_events(reading(text, issued=issued))
    return item


def test_a_sentence_with_one_date_is_one_event() -> None:
    text = "The ferry sank off the mole on 21 March 2023."
    item = only(text)
    assert item.kind is Kind.EVENT
    assert text[item.start : item.end] == text
    assert dict(item.fields) == {"date": "2023-03-21", "precision": "day", "basis": "explicit"}


def test_each_dated_clause_is_an_event() -> None:
    assert events("The mill was built in 1862, and it burned down in May 1901; a school was opened in 1910.") == [
        ("The mill was built in 1862", "1862"),
        ("it burned down in May 1901", "1901-05"),
        ("a school was opened in 1910.", "1910"),
    ]


def test_two_expressions_for_one_time_are_one_event() -> None:
    text = "The dam failed in 2011. Two years later, in May 2013, the village was moved."
    assert [date for _, date in events(text)] == ["2011", "2013-05"]


@pytest.mark.parametrize(
    ("text", "issued", "date"),
    [
        ("The mayor resigned yesterday after the vote.", "2020-03-01", "2020-02-29"),
        ("The mayor resigned last year after the vote.", "2020-03-01", "2019"),
        ("The mayor resigned in November after the vote.", "2020-03-01", "2019-11"),
        ("The mayor will resign in November after the vote.", "2020-03-01", "2020-11"),
        ("The mayor resigned on Friday after the vote.", "2020-03-01", "2020-02-28"),
        ("The mayor proposed that the hall be sold in November.", "2020-03-01", "2020-11"),
        ("The board meets again in June, as is its custom.", "2020-03-01", "2020-06"),
        ("The hall was to have been sold in November.", "2020-03-01", "2019-11"),
        ("Der Rat trifft sich wieder am 3. Juni im Rathaus.", "2020-03-01", "2020-06-03"),
        ("Турнир пройдёт в начале июня в зале клуба.", "2020-03-01", "2020-06"),
        ("会は6月中旬に署名を提出する予定だ。", "2020-03-01", "2020-06"),
    ],
)
def test_the_document_dates_what_is_told(text: str, issued: str, date: str) -> None:
    item = only(text, issued=issued)
    assert item.fields["date"] == date
    assert issued in str(item.fields["reason"])


def test_what_cannot_be_dated_says_so() -> None:
    item = only("Last year the mayor resigned after the vote.")
    assert "date" not in item.fields
    assert item.fields["unresolved"] == "Last year"
    assert item.fields["reason"] == "the document states no date of its own"


def test_the_year_comes_from_the_date_before() -> None:
    text = "The strike began in March 2016. In April the docks were closed. A year later the owner sold them."
    assert [date for _, date in events(text)] == ["2016-03", "2016-04", "2017"]


def test_the_year_comes_from_the_note() -> None:
    found = find_events(
        reading("A pact was signed on 21 March[1] in Bern.", note="[1] Gazette, 21 March 2018.", marker="[1]")
    )
    assert [(item.fields["date"], item.fields["basis"]) for item in found] == [("2018-03-21", "note")]
    assert found[0].fields["reason"] == "year from note 1"


@pytest.mark.parametrize(
    "text",
    [
        "Halle, 29. August 2022. Das Bad wurde am Montag geschlossen.",
        "Якутск, 29 августа 2022 года. Бассейн закрыли в понедельник.",
        "STAVANGER, Norway - 29 August 2022 - The bath was closed on Monday.",
        "新华社江城2022年8月29日电（记者 李明）游泳馆29日关闭。",
    ],
)
def test_a_dateline_of_place_and_day_dates_the_text_and_is_no_event(text: str) -> None:
    assert [date for _, date in events(text)] == ["2022-08-29"]


def test_a_sentence_that_begins_with_a_name_and_a_day_is_no_dateline() -> None:
    found = find_events(reading("Halle was flooded on 29 August 2022. On Monday the bath was closed."))
    assert [item.fields.get("date") for item in found] == ["2022-08-29", None]


def test_what_is_to_be_done_is_not_dated_before_the_document() -> None:
    text = "The text, drafted in 2018, must be signed on 1 September."
    assert [date for _, date in events(text, issued="2021-07-19")] == ["2018", "2021-09-01"]


def test_a_plan_is_marked() -> None:
    assert only("By 2030 the port will have three more quays.").fields["status"] == "planned"
    assert only("The port opened its third quay in 2010.", issued="2012").fields.get("status") is None


def test_a_stretch_has_two_dates() -> None:
    fields = only("Between 2010 and 2014 exports of wool doubled.").fields
    assert (fields["date"], fields["date_end"]) == ("2010", "2014")


@pytest.mark.parametrize(
    "text",
    [
        "Copyright 2021 Morrow Courier and partners.",
        "Ice flows faster than thought (Paterson, 1994).",
        "The standard work is “Ports and Harbours 1900–1950”.",
        "Some 2000 people work there today.",
        "In the past few years much has been written of it.",
        "Fishing boats use Windows 2000 to this day.",
        "Oslo: Harbour Press of the North, 1949.",
        "University of Harbour Press, 1960.",
        "Last change: 3 April 2022 by the keeper of the harbour.",
    ],
)
def test_no_event(text: str) -> None:
    assert events(text) == []


def test_what_is_compared_with_is_no_event() -> None:
    assert events("Sales rose in 2020, compared with 4% in 2019.") == [("Sales rose in 2020", "2020")]
    assert events("Sales rose in 2020, up 23% on the previous year.") == [("Sales rose in 2020", "2020")]


def test_russian_and_chinese() -> None:
    assert events("Мост открыли 5 мая 2021 года. Годом позже его закрыли.")[1][1] == "2022"
    assert [date for _, date in events("2008年，港口发生大火。去年吞吐量下降。", issued="2021-09-08")] == [
        "2008",
        "2020",
    ]


PIECES = st.sampled_from(
    [
        "In 2014 ",
        "on 21 March ",
        "last year ",
        "(",
        "“",
        "”",
        ". ",
        ", and ",
        "; ",
        "the mill burned ",
        "2025/26 ",
        "\n",
        "will ",
        "年",
        "去年",
    ]
)


@settings(max_examples=80, deadline=None)
@given(st.lists(PIECES, max_size=20).map("".join) | st.text(max_size=60))
def test_any_text_gives_spans_inside_it_and_the_same_twice(text: str) -> None:
    found = find_events(reading(text, issued="2020-02-29"))
    assert found == find_events(reading(text, issued="2020-02-29"))
    assert all(0 <= item.start < item.end <= len(text) for item in found)


@pytest.mark.parametrize("piece", ["in 2014 ", "on 21 March ", "“in 2014 ", "in May 2014, "])
def test_hostile_text_takes_linear_time(piece: str) -> None:
    one = reading(piece * (30_000 // len(piece)))
    assert one.dates
    with patience():
        find_events(one)


def test_a_comma_within_a_number_parts_no_clauses() -> None:
    text = "Am 12. März 2021 stieg er um 14,8 Prozent gegenüber dem 12. März 2020."
    assert {words for words, _ in events(text)} == {text}


def test_what_is_to_be_done_by_a_date_is_planned() -> None:
    items = find_events(reading("Deliveries are to begin in 2025 and to be completed by 30 June 2026."))
    assert [item.fields.get("status") for item in items] == ["planned", "planned"]
    (item,) = find_events(reading("The hall was to be completed by 30 June 1926."))
    assert item.fields.get("status") is None


def test_a_run_of_nothing_but_dates_tells_nothing() -> None:
    assert events("in 2014 " * 300, issued="2020-01-01") == []
    told = " ".join(f"In {1500 + i} the harbour was rebuilt after a storm," for i in range(300))
    assert len(events(told)) == 300
