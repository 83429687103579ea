from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from patience import patience

from reportgen.documents.document import Document, Fact, Metadata, Segment, SegmentKind
from reportgen.extract.names import Names, find_names
from reportgen.extract.reading import Reading


def reading(*paragraphs: str, headings: tuple[str, ...] = (), language: str | None = None) -> Reading:
    text = ""
    segments = []
    for number, (kind, block) in enumerate(
        [(SegmentKind.HEADING, heading) for heading in headings]
        + [(SegmentKind.PARAGRAPH, paragraph) for paragraph in paragraphs],
        start=1,
    ):
        segments.append(Segment(kind=kind, number=number, start=len(text), end=len(text) + len(block)))
        text += block + "\n\n"
    fact = Fact(value=language, start=0, end=0) if language else None
    metadata = Metadata(language=fact)
    return Reading(
        Document(
            id="d", path="d.txt", sha256="", encoding="utf-8", text=text, segments=tuple(segments), metadata=metadata
        )
    )


def names(*paragraphs: str, headings: tuple[str, ...] = (), language: str | None = None) -> Names:
    return find_names(reading(*paragraphs, headings=headings, language=language))


def found(text: str) -> dict[str, str]:
    return {entity.name: entity.type for entity in names(text).entities}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The minister met Ngozi Okechukwu in Lagos.", {"Ngozi Okechukwu": "person", "Lagos": "place"}),
        ("Then Mr Van der Meulen left.", {"Van der Meulen": "person"}),
        ("ORRANHOLM, 9 October 2023 - The bridge was shut.", {"ORRANHOLM": "place"}),
        (
            "ORRANHOLM (Harbour Wire) - The bridge was shut.",
            {"ORRANHOLM": "place", "Harbour Wire": "organisation"},
        ),
        ("Apologies: Cllr Dilip Rao, Mrs B. Tranter", {"Dilip Rao": "person", "B. Tranter": "person"}),
        (
            "They sued Pennine Larder Ltd over the jars. Later Pennine Larder was fined for it.",
            {"Pennine Larder Ltd": "organisation"},
        ),
        ("A speech by Sheikh Abdullah bin Rashid al-Harazi followed.", {"Abdullah bin Rashid al-Harazi": "person"}),
        ("It was Prime Minister Kassym Tokarev who spoke.", {"Kassym Tokarev": "person"}),
        ("The analyst Hyun-woo Park disagreed.", {"Hyun-woo Park": "person"}),
        ("The fine was paid by Hartley & Sons Ltd, a bakery.", {"Hartley & Sons Ltd": "organisation"}),
        ("She works for the Department of Health and Human Services now.",
         {"Department of Health and Human Services": "organisation"}),
        ("The U.S. Food and Drug Administration agreed.", {"U.S. Food and Drug Administration": "organisation"}),
        ("The United Nations Children's Fund sent tents.", {"United Nations Children's Fund": "organisation"}),
        ("It happened in the Gulf of Aden.", {"Gulf of Aden": "place"}),
        ("They crossed the River Teme at night.", {"River Teme": "place"}),
        ("The old frigate HMS Intrepid sank.", {"HMS Intrepid": "system"}),
        ("They bought a Basler BT-67 and two F-35 jets.", {"Basler BT-67": "system", "F-35": "system"}),
        ("It breaks the Water Resources Act 1991, they say.", {"Water Resources Act 1991": "document"}),
        ("After the Treaty of Amiens work began.", {"Treaty of Amiens": "document"}),
        ("In her book “Puddle and Profit” she blames the rain.", {"Puddle and Profit": "document"}),
        ("Chinese and Russian officials met on Monday in March.", {}),
        ("However, nobody came. Amphibious ships are rare. The CEO and the GDP grew.", {}),
        ("On Tuesday the President spoke of Chapter 3 and of Group 4.", {}),
        ("A US-led coalition and a Paris-based firm.", {"US": "place", "Paris": "place"}),
        ("The festival, the Summer Games and the Green Growth Initiative ended.", {}),
        ("Posted on 18 April 2019 by Ann Lee, a plant pathologist.", {"Ann Lee": "person"}),
        ("Shares in Frutera Norte fell on Monday. Neighbouring Peru did nothing.",
         {"Frutera Norte": "organisation", "Peru": "place"}),
        ("It cost 5 GB and 3 MW and EUR 4 (NASDAQ: LMRA).", {}),
    ],
)  # fmt: skip
def test_names_of_one_sentence(text: str, expected: dict[str, str]) -> None:
    assert found(text) == expected


def test_a_bare_surname_goes_to_the_person_of_that_name_named_before() -> None:
    text = "Anna Berg left. Berg was tired. Olof Berg stayed. Berg was not tired."
    anna, olof = names(text).entities
    assert (anna.name, len(anna.mentions)) == ("Anna Berg", 2)
    assert (olof.name, len(olof.mentions)) == ("Olof Berg", 2)
    assert anna.aliases == ("Berg",)


def test_titles_are_no_part_of_a_name_and_give_the_role() -> None:
    result = names("President Ilham Karimov spoke. Mr Karimov left. Later Karimov, chairman of the Steppe Fund, came.")
    karimov = result.entities[0]
    assert karimov.name == "Ilham Karimov"
    assert karimov.aliases == ("Karimov",)
    assert [role.text for role in karimov.roles] == ["President", "chairman of the Steppe Fund"]
    assert karimov.role == "President"


def test_eastern_names_are_called_by_their_first_word() -> None:
    result = names("Xi Jinping arrived. Xi said little.")
    assert [(entity.name, len(entity.mentions)) for entity in result.entities] == [("Xi Jinping", 2)]


def test_initials_and_full_first_names_are_one_person() -> None:
    result = names("Sergei A. Karelin wrote it. Sergei Karelin denied it. S. Karelin forgot.")
    assert len(result.entities) == 1
    assert result.entities[0].aliases == ("Sergei Karelin", "S. Karelin")


@pytest.mark.parametrize(
    ("text", "name", "alias"),
    [
        ("The Norwegian Polar Institute (NPI) paid. The NPI paid.", "Norwegian Polar Institute", "NPI"),
        ("The EEA (the European Environment Agency) paid.", "European Environment Agency", "EEA"),
        ("Stryker Corporation paid. Then Stryker paid.", "Stryker Corporation", "Stryker"),
        ("The Lowland Research Bank paid. Then the LRB paid.", "Lowland Research Bank", "LRB"),
        ("The United States paid. America paid.", "United States", "America"),
        ("The Joint Polar Treaty stands; the Joint Po-lar Treaty holds.", "Joint Polar Treaty", "Joint Po-lar Treaty"),
    ],
)
def test_short_forms_belong_to_the_long_one(text: str, name: str, alias: str) -> None:
    (entity,) = names(text).entities
    assert {name, alias} == {entity.name, *entity.aliases}
    assert entity.name == name or len(entity.name) == len(name)


def test_what_is_listed_together_is_of_one_type() -> None:
    assert found("The ferry calls at Hamburg, Quorndijk and Vlotterum.") == {
        "Hamburg": "place",
        "Quorndijk": "place",
        "Vlotterum": "place",
    }


def test_an_acronym_of_small_words_names_nothing() -> None:
    assert names("The gross regional output (GRO) rose. The GRO fell.").entities == ()


def test_headings_only_repeat_what_the_text_names() -> None:
    result = names("The vote in Tyrol was won by Leyla Yildirim.", headings=("Narrow Vote On Old Railway In Tyrol",))
    assert {entity.name for entity in result.entities} == {"Tyrol", "Leyla Yildirim"}
    assert len(result.entities[0].mentions) == 2


def test_notes_and_boilerplate_do_not_count() -> None:
    text = "A visit to Lagos.\nSee Anna Berg.\nFollow Oxfam."
    kinds = (SegmentKind.PARAGRAPH, SegmentKind.NOTE, SegmentKind.BOILERPLATE)
    segments, start = [], 0
    for kind, line in zip(kinds, text.split("\n"), strict=True):
        segments.append(Segment(kind=kind, number=1, start=start, end=start + len(line)))
        start += len(line) + 1
    document = Document(id="d", path="d", sha256="", encoding="utf-8", text=text, segments=tuple(segments))
    assert [entity.name for entity in find_names(Reading(document)).entities] == ["Lagos"]


def test_quotation_marks_around_blanks_and_commas_hold_no_title() -> None:
    assert found('She read " , , , , " aloud.') == {}


def test_german_nouns_are_no_names() -> None:
    text = "Der Bürgermeister Franz Huber sprach im Rathaus über die Seilbahn und das Gutachten."
    assert [entity.name for entity in names(text, language="de").entities] == ["Franz Huber"]


def test_initials_before_a_colon_name_who_talks() -> None:
    assert found("Ann Lee met us in Lagos.\nDA: How so?\nAL: Slowly.\nDA: And then?\nAL: Fast.") == {
        "Ann Lee": "person",
        "Lagos": "place",
    }


def test_look_ups() -> None:
    text = "Anna Berg met Olof Lund in Bergen."
    result = names(text)
    assert [mention.entity.name for mention in result.inside(5, len(text))] == ["Olof Lund", "Bergen"]
    before = result.last_person_before(text.index(" in"))
    assert before is not None
    assert before.entity.name == "Olof Lund"
    assert result.last_person_before(3) is None
    at = result.mention_at(2)
    assert at is not None
    assert (at.start, at.end) == (0, 9)
    assert result.mention_at(10) is None


_PIECES = st.sampled_from(
    ["Anna Berg", "Mr", "the ", "of ", "and ", "U.S.", "F-35", "(NPI)", "Bank", "I", "«Аб»", "Иван Петров",
     "王明说", "“", "”", "\n", " ", ", ", "'s ", "-", "van ", "Ministry", "A. ", "2020", "大学", "省", "\u0000", "é"]
)  # fmt: skip


@given(st.one_of(st.text(max_size=200), st.lists(_PIECES, max_size=60).map("".join)))
@example("General General General")
@example("(A) (A)")
@example("The Hague the The")
def test_any_text_gives_sound_spans_and_the_same_result_twice(text: str) -> None:
    result = names(text)
    assert result == names(text)
    ends = 0
    for mention in result.mentions:
        assert 0 <= mention.start < mention.end <= len(text)
        assert (mention.start, mention.end) in mention.entity.mentions
        ends += 1
    assert ends == sum(len(entity.mentions) for entity in result.entities)
    for entity in result.entities:
        assert entity.mentions == tuple(sorted(entity.mentions))
        assert entity.name
        assert entity.name not in entity.aliases


@pytest.mark.parametrize(
    "unit",
    ["(", '"', "1", "a. ", "A. ", "Aa ", "U.S. ", "Bank of ", "Aa (Aa) ", "Иван ", "王明说", "«Аб» ", "Ann Bee, "],
)
def test_hostile_text_takes_time_in_proportion(unit: str) -> None:
    with patience():
        find_names(reading(unit * (200_000 // len(unit))))


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Ngozi Obi, chief executive of Acme, spoke.", "chief executive of Acme"),
        ("Ngozi Obi, thanked the governor, then left.", None),
        ("The rains came, its coordinator, Tomáš Dvořák, said.", "coordinator"),
        ("A former Ghanaian minister Kofi Annor spoke.", "former Ghanaian minister"),
        ("The film maker met Russian Foreign Minister Igor Belov there.", "Russian Foreign Minister"),
    ],
)
def test_the_role_is_what_the_text_says(text: str, role: str | None) -> None:
    assert [entity.role for entity in names(text).entities if entity.type == "person"] == [role]


def test_a_role_ends_with_the_line_of_a_list() -> None:
    text = "Ngozi Okechukwu, chair of the Velsund Cooperative\nPeter Holm, clerk of the town"
    segments = tuple(
        Segment(kind=SegmentKind.LIST_ITEM, number=n, start=start, end=start + len(line))
        for n, line in enumerate(text.split("\n"), 1)
        for start in [text.index(line)]
    )
    document = Document(id="D", path="d.docx", sha256="", encoding="utf-8", text=text, segments=segments, format="docx")
    roles = {entity.name: entity.role for entity in find_names(Reading(document)).entities}
    assert roles["Ngozi Okechukwu"] == "chair of the Velsund Cooperative"


def test_a_surname_that_is_a_kind_of_place_stays_one_after_a_form_of_address() -> None:
    text = "Mr Hill presented the figures, and Ms Forest thanked Mr Hill."
    assert found(text) == {"Hill": "person", "Forest": "person"}
