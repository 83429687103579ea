"""Agreements, programmes and projects: what counts as one, how it is called, who is in it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from patience import patience

from reportgen.documents.document import Document, Segment, SegmentKind
from reportgen.extract.agreement_names import phrases
from reportgen.extract.agreements import find_agreements
from reportgen.extract.reading import Reading


def reading(text: str) -> Reading:
    """Return a reading of a text of one paragraph."""
    segments = (Segment(kind=SegmentKind.PARAGRAPH, number=1, start=0, end=len(text)),) if text.strip() else ()
    return Reading(Document(id="D1", path="d1.txt", sha256="", encoding="utf-8", text=text, segments=segments))


def names(text: str) -> list[object]:
    return [item.fields["name"] for item in find_agreements(reading(text))]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("In 1905 both towns concluded the Pilotage Convention.", "Pilotage Convention"),
        ("The ministers signed the Treaty of Brenna yesterday.", "Treaty of Brenna"),
        ("They launched the Clear Skin Initiative, a joint campaign.", "Clear Skin Initiative"),
        ("The clubs signed a memorandum of understanding on a shared stadium.",
         "memorandum of understanding on a shared stadium"),
        ("Halvorsen and Tinto will form Clearline, a joint venture that recycles glass.", "Clearline"),
        ("Both states signed a Convention on Trade, Transit and Customs in Bern.",
         "Convention on Trade, Transit and Customs"),
        ("We signed a power purchase agreement with Nordkraft.", "power purchase agreement with Nordkraft"),
        ("The two agencies ended the XR-7 project.", "XR-7"),
        ("Стороны подписали соглашение о строительстве моста.", "соглашение о строительстве моста"),
        ("两市签署了《港口合作协议》。", "港口合作协议"),
        ("Norway and Iceland concluded the Cod Sharing Arrangement in 1998.", "Cod Sharing Arrangement"),
        ("The Blue Corridor, a joint project of Kenya and Uganda, opened in May.", "Blue Corridor"),
        ("The scheme, known as Warm Homes, is funded jointly by two towns.", "Warm Homes"),
        ("The trade deal between Peru and Chile was dead by June.", "trade deal between Peru and Chile"),
        ("The Port Modernisation Programme is financed by Japan and the World Bank.", "Port Modernisation Programme"),
        ("Der Nordsee-Pakt zwischen Dänemark und Norwegen gilt seit 2001.", "Nordsee-Pakt"),
        ("两国启动“丝路光缆”联合项目。", "丝路光缆"),
        ("En 2019 el Gobierno y la ciudad firmaron el Pacto por el Centro.", "Pacto por el Centro"),
        ("Музей и Барнаульский институт запустили проект «Вкус эпохи».", "проект «Вкус эпохи»"),
    ],
)  # fmt: skip
def test_a_thing_is_found_by_name_or_description(text: str, name: str) -> None:
    assert names(text) == [name]
    (item,) = find_agreements(reading(text))
    assert text[item.start : item.end] == name


def test_a_german_initiative_in_quotation_marks() -> None:
    text = "Gemeinsam mit den Werken hat der Verein die Initiative „Eimer für Eimer“ gestartet."
    assert [(phrase.name, phrase.sure) for phrase in phrases(text, 0, len(text))] == [("Eimer für Eimer", True)]


@pytest.mark.parametrize(
    "text",
    [
        "There is no agreement among historians on this.",
        "The project is late, and the programme was dull.",
        "The contract was long.",
        "His statement surprised the court.",
        "The Ministry runs a training programme.",
        "She is a project manager in a partnership of doctors.",
        "Transfer protocol has learned to pack. The HTTP walker protocol is slow.",
        "Er setzte sein Mitwirken im Projekt der Stadt mit den Leuten fort.",
        "Then Altus Ville-Roux, a plant pathologist in Harrow, spoke with Ann Lee.",
        "A paper, “The Emerging Alliance of Rivers and Towns”, appeared.",
    ],
)
def test_no_thing(text: str) -> None:
    assert names(text) == []


def test_repeated_mentions_are_one_thing() -> None:
    text = "The mayors signed the Morrow Water Compact. The compact is short. Critics of the Water Compact were few."
    assert names(text) == ["Morrow Water Compact"]


def test_what_is_said_of_it_is_kept() -> None:
    text = "On 5 May 2010 France and Peru signed the Andes Rail Accord, worth $2 billion."
    (item,) = find_agreements(reading(text))
    assert item.fields["status"] == "signed"
    assert item.fields["dates"] == ["2010-05-05"]
    assert item.fields["value"] == "$2 billion"
    assert item.fields["parties"] == ["France", "Peru"]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("France and Peru share the joint Andes Rail Project, with completion planned for 2028.", "planned"),
        ("The joint Andes Rail Project of France and Peru is to be completed by June 2026.", None),
        ("The joint Andes Rail Project of France and Peru was completed in June 2026.", "completed"),
    ],
)
def test_what_is_still_to_be_completed_is_not(text: str, status: str | None) -> None:
    (item,) = find_agreements(reading(text))
    assert item.fields.get("status") == status


PIECES = st.sampled_from(
    [
        "Treaty of ",
        "Rome",
        " agreement",
        " on ",
        "the ",
        "joint ",
        "signed ",
        "Project ",
        "X-7 ",
        "“",
        "”",
        ". ",
        ", a ",
        "《",
        "协议》",
        "и",
        "\n",
    ]
)


@settings(max_examples=80, deadline=None)
@given(st.lists(PIECES, max_size=20).map("".join) | st.text(max_size=60))
def test_any_text_gives_spans_inside_it_and_the_same_twice(text: str) -> None:
    found = find_agreements(reading(text))
    assert found == find_agreements(reading(text))
    assert all(0 <= item.start < item.end <= len(text) for item in found)


@pytest.mark.parametrize(
    "piece", ["agreement ", "Treaty of Rome ", "joint project on ", "《协议", "Accord, a ", "of and the "]
)
def test_hostile_text_takes_linear_time(piece: str) -> None:
    one = reading(piece * (20_000 // len(piece)))
    assert one.sentences
    assert one.names is not None
    with patience():
        find_agreements(one)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The firm signed a supply agreement with the guild on 12 October 2020.", "supply agreement with the guild"),
        (
            "The research agreement between the guild and the institute was renewed in 2020.",
            "research agreement between the guild and the institute",
        ),
    ],
)
def test_a_description_has_both_parties_and_no_date(text: str, name: str) -> None:
    assert names(text) == [name]
