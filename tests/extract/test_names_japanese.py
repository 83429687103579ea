"""Names and statements in Japanese."""

from __future__ import annotations

import pytest

from reportgen.documents.document import Document, Fact, Metadata, Segment, SegmentKind
from reportgen.extract.reading import Reading
from reportgen.extract.statements import find_statements


def reading(text: str) -> Reading:
    language = Fact(value="ja", start=0, end=0)
    segment = Segment(kind=SegmentKind.PARAGRAPH, number=1, start=0, end=len(text))
    return Reading(
        Document(
            id="d", path="d.txt", sha256="", encoding="utf-8", text=text, segments=(segment,),
            metadata=Metadata(language=language),
        )
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("白樺町の水野千秋町長は駅を訪れた。", {("白樺町", "place"), ("水野千秋", "person")}),
        ("北海道大学の藤田真理教授が話した。", {("北海道大学", "organisation"), ("藤田真理", "person")}),
        ("ジョン・スミス大統領は国土交通省を訪れた。", {("ジョン・スミス", "person"), ("国土交通省", "organisation")}),
        ("同教授と元社長、東京都知事は来なかった。", set()),
    ],
)
def test_names(text: str, names: set[tuple[str, str]]) -> None:
    assert {(entity.name, entity.type) for entity in reading(text).names.entities} == names


def test_a_family_name_is_the_person_named_before() -> None:
    (person,) = reading("大江和彦社長が来た。大江社長は帰った。").names.entities
    assert (person.name, person.aliases) == ("大江和彦", ("大江",))


@pytest.mark.parametrize(
    ("text", "words", "speaker", "verbatim"),
    [
        ("水野千秋町長は「駅は玄関だった」と話した。", "駅は玄関だった", "水野千秋", True),
        ("会の代表、桑原悟さん（71）は「話は二回だけ」と批判する。", "話は二回だけ", "桑原悟", True),
        ("大江和彦社長は、運賃を据え置くと説明した。", "運賃を据え置く", "大江和彦", False),
        ("北嶺鉄道によると、乗客は減った。", "乗客は減った", "北嶺鉄道", False),
    ],
)
def test_statements(text: str, words: str, speaker: str, verbatim: bool) -> None:  # noqa: FBT001 (a parameter of a test)
    found = [(text[i.start : i.end], i.fields["speaker"], i.fields["verbatim"]) for i in find_statements(reading(text))]
    assert found == [(words, speaker, verbatim)]


def test_quoted_words_that_nobody_says_are_no_statement() -> None:
    assert find_statements(reading("町は「ゆめ号」という列車を走らせた。駅に「出口」と書いた。")) == ()
