"""Labelled spans -> CSL."""

import pytest

from reportgen.extract.references import values
from reportgen.extract.references.csl import Built, build_item
from reportgen.extract.references.fields import FieldSpan, Label
from reportgen.extract.references.identifiers import find_identifiers


def build(text: str, **marked: str) -> Built:
    spans = list(find_identifiers(text))
    for name, value in marked.items():
        start = text.index(value)
        spans.append(FieldSpan(label=Label[name], start=start, end=start + len(value)))
    return build_item(text, sorted(spans, key=lambda span: span.start))


def test_a_newspaper_article() -> None:
    built = build(
        "Ann Doe, “Tides rise”, Harbour Times, 5 April 2023 https://a.org/ tides/b?utm_source=x",
        AUTHOR="Ann Doe", TITLE="Tides rise", CONTAINER="Harbour Times", ISSUED="5 April 2023",
    )  # fmt: skip
    assert built.csl == {
        "type": "article-newspaper",
        "author": [{"family": "Doe", "given": "Ann"}],
        "title": "Tides rise",
        "container-title": "Harbour Times",
        "issued": {"date-parts": [[2023, 4, 5]]},
        "URL": "https://a.org/tides/b",
    }


def test_the_site_is_only_inferred() -> None:
    built = build("https://a.org/2021/05/06/x-y")
    assert built.csl == {"type": "webpage", "URL": "https://a.org/2021/05/06/x-y"}
    assert built.inferred["container-title"] == ("a.org", "the host of the URL")
    assert built.inferred["issued"] == ("2021-05-06", "stands in the URL")


def test_year_and_day_apart_are_one_date() -> None:
    text = "Doe, A. (2015) 'Tides', Harbour Times, 13 July."
    spans = [
        FieldSpan(label=Label.ISSUED, start=text.index("2015"), end=text.index("2015") + 4),
        FieldSpan(label=Label.ISSUED, start=text.index("13"), end=text.index("13") + 7),
    ]
    assert build_item(text, spans).csl["issued"] == {"date-parts": [[2015, 7, 13]]}


def test_russian_editors_are_set_in_the_nominative() -> None:
    built = build(
        "Порты / под ред. И. В. Сидорова. М.: Колос, 2005.", TITLE="Порты", EDITOR="И. В. Сидорова", PLACE="М."
    )
    assert built.csl["editor"] == [{"family": "Сидоров", "given": "И. В."}]
    assert built.csl["type"] == "book"


def test_a_printed_translation_is_kept_apart() -> None:
    built = build("Порты мира [Ports of the world]", TITLE="Порты мира", TRANSLATED_TITLE="Ports of the world")
    assert built.csl["custom"] == {"translated-title": "Ports of the world"}
    built = build(
        "Порты большого мира [Porty bolshogo mira]", TITLE="Порты большого мира", TRANSLATED_TITLE="Porty bolshogo mira"
    )
    assert built.csl["custom"] == {"romanised-title": "Porty bolshogo mira"}


@pytest.mark.parametrize(
    ("text", "marked", "kind"),
    [
        ("甲. 港口[J]. 学报, 2001.", {"TITLE": "港口", "CONTAINER": "学报"}, "article-journal"),
        ("甲. 港口[D]. 2001.", {"TITLE": "港口"}, "thesis"),
        ("Doe. Ships. PhD diss., Leeds.", {"TITLE": "Ships", "GENRE": "PhD diss."}, "thesis"),
        ("Doe. Ships. In Roe (ed.) Seas. Leeds.", {"TITLE": "Ships", "CONTAINER": "Seas", "EDITOR": "Roe"}, "chapter"),
        ("Doe. Oars. Sea Studies 3.", {"TITLE": "Oars", "CONTAINER": "Sea Studies", "VOLUME": "3"}, "article-journal"),
        ("Doe. Oars. Proc. Conf. on Seas.", {"TITLE": "Oars", "CONTAINER": "Proc. Conf. on Seas"}, "paper-conference"),
        ("Clean Harbours Act 1999", {"TITLE": "Clean Harbours Act 1999"}, "legislation"),
        ("Treaty on Open Harbours", {"TITLE": "Treaty on Open Harbours"}, "treaty"),
        ("Doe v. Roe, 1 U.S. 2", {"TITLE": "Doe v. Roe"}, "legal_case"),
        ("Ships [Data set].", {"TITLE": "Ships", "GENRE": "[Data set]"}, "dataset"),
        ("Tides. https://youtube.com/watch?v=1", {"TITLE": "Tides"}, "motion_picture"),
    ],
)  # fmt: skip
def test_types(text: str, marked: dict[str, str], kind: str) -> None:
    assert build(text, **marked).csl["type"] == kind


def test_a_compound_keeps_its_hyphen() -> None:
    assert values.healed("high-tech State- ment, pre- and post-war") == "high-tech Statement, pre- and post-war"


@pytest.mark.parametrize(
    ("text", "title"),
    [("“Who?”,", "Who?"), ("«Порт».", "Порт"), ("The “Sea”.", "The “Sea”"), ("In the U.S.", "In the U.S.")],
)  # fmt: skip
def test_titles_lose_the_marks_of_the_reference_only(text: str, title: str) -> None:
    assert values.title(text) == title


def test_small_values() -> None:
    assert (values.pages("pp. 12–15"), values.volume("Vol. 3"), values.issue("(no. 4)")) == ("12-15", "3", "4")
    assert (values.edition("2-е изд."), values.edition("Third edition"), values.number("No. 124")) == ("2", "3", "124")
    assert values.date("n.d.") is None
    assert values.date("Spring 2016") == {"date-parts": [[2016]], "season": 1}
