"""Faults met on documents nobody had tuned for, each shown on a small text of our own."""

from __future__ import annotations

from dataclasses import replace

import pytest
from plain_layout import reading as read

from reportgen.documents.document import Document, Fact, Marker, Metadata, Segment, SegmentKind
from reportgen.extract.entities import find_entities
from reportgen.extract.events import find_events
from reportgen.extract.pairs import find_pairs
from reportgen.extract.quantities import find_quantities
from reportgen.extract.reading import Reading
from reportgen.extract.references.find import find_references
from reportgen.extract.statements import find_statements


def reading(text: str, language: str | None = None, kind: SegmentKind = SegmentKind.PARAGRAPH) -> Reading:
    """Return a reading of passages, one a line; those that begin with `# ` are headings."""
    segments: list[Segment] = []
    start = 0
    for number, line in enumerate(text.split("\n"), 1):
        of = SegmentKind.HEADING if line.startswith("# ") else kind
        segments.append(Segment(kind=of, number=number, start=start, end=start + len(line), level=1))
        start += len(line) + 1
    fact = Fact(value=language, start=0, end=0, reason="told") if language else None
    return Reading(
        Document(
            id="D", path="d.txt", sha256="", encoding="utf-8", text=text, segments=tuple(segments),
            metadata=Metadata(language=fact),
        )
    )  # fmt: skip


def values(text: str, language: str | None = None) -> list[object]:
    return [item.fields["value"] for item in find_quantities(reading(text, language))]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("La nave salpò il 6 febbraio e tornò il 9 luglio 2016.", "it"),
        ("O barco partiu em 15 Junho, 1997.", "pt"),
        ("Das Treffen fand vom 25. bis 31. Juli statt.", "de"),
        ("Laivas išplaukė 1994 m. lapkričio pradžioje.", "lt"),
        ("배는 2013년 5월 14일에 떠났다.", "ko"),
        ("船は 2002 年 7 月 19 日に出航しました。", "ja"),
        ("제18회 대회가 부산에서 열렸다.", "ko"),
        ("Harbour OS was replaced by version 7.1. The new one starts sooner.", "en"),
        ("It shipped with the 2.4 and 2.6 Harbour kernels.", "en"),
        ("PHP 7.4 and OpenLock 9.2 are in the package.", "en"),
        ("Sorel, J. Tides and their tables, Sea Review 36: 67–81.", "en"),
        ("Tides of the sound. Sea Review 11, 1990, 147–156", "en"),
        ("52–57", "en"),
        ("anchors, 12, 31 boats, 40 buoys, 41, 42 cranes, 7 docks, 9, 11 ferries, 22 locks, 51 piers, 52", "en"),
        ("See rule A.5 of the harbour code.", "en"),
    ],
)
def test_dates_versions_pages_and_indexes_are_no_quantities(text: str, language: str) -> None:
    assert values(text, language) == []


def test_what_is_measured_stays() -> None:
    assert values("The mean fell to 6.7, against 8.6 in June.", "en") == [6.7, 8.6]
    assert values("La flotta conta 848 navi e 57.700 casse.", "it") == [848, 57700]
    assert values("Il costo fu di circa NOK 18.5-19.2 billion.", "en") == [18_500_000_000]
    assert values("프로젝트에 개발자 350명이 참여했다.", "ko") == [350]


def test_numbers_of_a_passage_in_another_language_are_read_as_it_writes_them() -> None:
    text = "The warehouse of the port held 15,400 crates and was larger than any that stood there before the war."
    assert values(text, "pt") == [15400]


def names(text: str, language: str | None = None, kind: SegmentKind = SegmentKind.PARAGRAPH) -> dict[object, object]:
    return {item.fields["name"]: item.fields["type"] for item in find_entities(reading(text, language, kind))}


def test_cells_of_a_table_name_only_what_is_clear_by_itself() -> None:
    table = "ActaNav-short | ActaNav\nBulPort | Bulletin of ports\nUniversity of Nordholm | 12\nAnna Lindqvist | 4"
    assert names(table, "en", SegmentKind.TABLE) == {
        "University of Nordholm": "organisation",
        "Anna Lindqvist": "person",
    }


def test_lone_words_of_a_manual_are_no_organisations() -> None:
    keys = ("Zoomel", "Trellux", "Gravon", "Pixta", "Lumor", "Crovel", "Dastin", "Vexil", "Morfin", "Quelt", "Brasko")
    text = "\n".join(f"Then choose {key} from the list and press the button." for key in keys)
    assert not {key for key in keys if key in names(text, "en")}


def test_a_word_that_stands_alone_first_is_not_short_for_a_later_name() -> None:
    text = (
        "People like Nordwind. Those who know Nordwind use Nordwind at home. Everybody praised Nordwind.\n"
        "The Nordwind Foundation of Velsund was set up ten years later."
    )
    found = {item.fields["name"]: item.fields for item in find_entities(reading(text, "en"))}
    assert "aliases" not in found["Nordwind Foundation of Velsund"]


def test_a_noun_of_a_noun_is_no_person() -> None:
    text = "Die Veröffentlichung von Nordwind verzögerte sich. Die Leitung übernahm Ludwig von Berg."
    assert {name for name, type_ in names(text, "de").items() if type_ == "person"} == {"Ludwig von Berg"}


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Cic:Arch Cic. Arch.\nCic:Lael Cic. Lael.\nPlat:Phil Plat. Phil.\nPlat:Gorg Plat. Gorg.", "en"),
        ("English: Florence\nGerman: Florenz\nItalian: Firenze\nEnglish: Naples\nGerman: Neapel", "en"),
        ("The crane is painted according to the requirements of the port.", "en"),
        ("如果系统管理员认为这个软件包没有用处，可以把它删除。", "zh"),
        ("请阅读安装说明，里面有升级过程的细节和建议。", "zh"),
        ("이 꾸러미는 “가상 꾸러미”를 준다.", "ko"),
    ],
)
def test_manuals_and_lists_hold_no_statements(text: str, language: str) -> None:
    assert find_statements(reading(text, language)) == ()


def test_a_speaker_who_is_named_still_speaks() -> None:
    said = find_statements(reading("李秀英说，村里已经修好水渠，今年不用再等雨。", "zh"))
    assert [item.fields["speaker"] for item in said] == ["李秀英"]
    told = find_statements(reading("The harbour master, Anna Berg, said the pier would stay open.", "en"))
    assert [item.fields["speaker"] for item in told] == ["Anna Berg"]


def dated(text: str) -> list[tuple[object, object]]:
    return [(item.fields.get("date"), item.fields.get("date_end")) for item in find_events(reading(text, "en"))]


def test_a_day_without_a_year_takes_that_of_its_heading() -> None:
    text = (
        "# History\nThe ferry had sailed every day since it was built in 1999.\n"
        "# April 2011: the ferry sinks\nOn April 17th the ferry hit a rock and sank."
    )
    assert dated(text)[-1] == ("2011-04-17", None)


def test_a_span_of_days_with_the_year_at_its_end() -> None:
    text = "The eighth regatta was held in Mar de Plata from July 23rd to 30th, 2009 with two hundred boats."
    assert dated(text) == [("2009-07-23", "2009-07-30")]


def test_an_item_of_a_list_of_works_is_no_event() -> None:
    assert dated("A colony of fishermen on the sound, Sea Review 45, 1949, 141–149") == []


def test_one_fact_in_many_documents_makes_a_chain_and_copies_make_none() -> None:
    def told(document: str, sentence: str) -> dict[str, object]:
        return {
            "kind": "quantity", "id": f"q:{document}", "document": document, "start": 0, "end": 5, "value": 186000,
            "unit": "t", "subject": "apple harvest", "sentence": sentence,
        }  # fmt: skip

    own = [told(name, f"The apple harvest of {name} was 186,000 tonnes, they say.") for name in ("a", "b", "c", "d")]
    copies = [told(name, "The apple harvest was 186,000 tonnes, says the ministry.") for name in ("e", "f", "g")]
    assert len(list(find_pairs([(str(one["document"]), [one]) for one in own]))) == 3
    assert list(find_pairs([(str(one["document"]), [one]) for one in copies])) == []


def test_a_round_figure_is_near_the_exact_one() -> None:
    def one(document: str, value: int, **more: str) -> dict[str, object]:
        return {
            "kind": "quantity", "id": f"q:{document}", "document": document, "start": 0, "end": 5, "value": value,
            "subject": "different languages", **more,
        }  # fmt: skip

    assert list(find_pairs([("a", [one("a", 20, approximator="over")]), ("b", [one("b", 15)])])) == []


def test_short_forms_and_remarks_are_no_works() -> None:
    notes = ("Berg, 390.", "Lund/Berg 2011, 68", "The share of those who vote had been near forty in the years before.")
    text = "\n".join(notes)
    segments, start = [], 0
    for number, note in enumerate(notes, 1):
        segments.append(Segment(kind=SegmentKind.NOTE, number=number, start=start, end=start + len(note)))
        start += len(note) + 1
    document = replace(reading(text).document, segments=tuple(segments), markers=(Marker(start=0, end=1, note=1),))
    items = find_references(Reading(document))
    assert [("csl" in item.fields, item.fields.get("comment")) for item in items] == [(False, note) for note in notes]


def test_the_rest_of_an_item_broken_in_print_is_no_item() -> None:
    prose = "The tides of the sound have been measured for a hundred years, and are known to the hour.\n" * 6
    text = (
        f"{prose}References\nLund, Anna (1999) Tides of the sound, Journal of Tides,\n87, No. 2, pp. 429–433.\n"
        "Berg, Tore (2004) Ferries and fares. Nordholm: Harbour Press.\n"
    )
    assert [item.fields["number"] for item in find_references(read(text))] == [1, 1, 2] or len(
        {item.fields["number"] for item in find_references(read(text))}
    ) == 2
