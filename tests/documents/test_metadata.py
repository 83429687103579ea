import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from plain_layout import layout

from reportgen.documents.document import Fact, Metadata, SegmentKind
from reportgen.documents.layout import Layout
from reportgen.documents.metadata import recased
from reportgen.documents.structure import understand

BODY = (
    "The council closed the old fish market in May, and the traders have been selling from vans since then, "
    "to the dismay of all."
)
MORE = (
    "The new hall will open when the roof is done, which the builder has promised for the spring of the year "
    "after next."
)


def metadata(text: str, **stated: str) -> Metadata:
    plain = layout(text)
    return understand(
        Layout(format="html", encoding="utf-8", text=text, blocks=plain.blocks, stated=tuple(stated.items()))
    )[2]


def value(fact: Fact | None) -> str | None:
    return fact.value if fact else None


def test_what_is_not_stated_is_none() -> None:
    found = metadata(f"{BODY}\n{MORE}")
    assert (found.title, found.authors, found.issued, found.container_title, found.publisher, found.url) == (
        None,
        (),
        *[None] * 4,
    )
    assert found.language
    assert found.language.value == "en"
    assert found.language.reason


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Ann Lee", ["Ann Lee"]),
        ("By Ann Lee and Tomas Ek", ["Ann Lee", "Tomas Ek"]),
        ("By Ann Lee, Tomas Ek & J. B. Moss Jr.", ["Ann Lee", "Tomas Ek", "J. B. Moss Jr."]),
        ("by ANN LEE", ["Ann Lee"]),
        ("Ann LEE*", ["Ann Lee"]),
        ("By [Ann Lee](https://example.org/lee)", ["Ann Lee"]),
        ("Ann van der Lee | 3 May 2018", ["Ann van der Lee"]),
        ("Ann Lee Commentary", ["Ann Lee"]),
        ("Автор: Мария Седова", ["Мария Седова"]),
        ("作者：李春燕", ["李春燕"]),
        ("Von Jürgen Weiß", ["Jürgen Weiß"]),
        ("By the sea, where it is cold", []),
        ("The Fish Market Report", []),
    ],
)
def test_authors_stand_in_the_byline(line: str, names: list[str]) -> None:
    text = f"Fish Traders Wait for a Roof\n{line}\n{BODY}\n{MORE}"
    found = metadata(text).authors
    assert [fact.value for fact in found] == names
    assert all(text[fact.start : fact.end].casefold() == fact.value.casefold() for fact in found)


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("March 3, 2021", "2021-03-03"),
        ("Published on March 3, 2021", "2021-03-03"),
        ("Posted: 3 Mar 2021, 10:15 a.m.", "2021-03-03"),
        ("Wednesday, 3 March 2021", "2021-03-03"),
        ("2021-03-03", "2021-03-03"),
        ("June 2020", "2020-06"),
        ("14 мая 2019 г.", "2019-05-14"),
        ("发布时间：2018年6月14日", "2018-06-14"),
        ("3. Oktober 2019", "2019-10-03"),
        ("令和6年4月12日", "2024-04-12"),
        ("OSLO, 4 May 2021 - The traders went home that night, all of them, without a word to anybody.", "2021-05-04"),
        ("ОСЛО, 4 мая 2021 года. Торговцы разошлись вечером, и никто из них не сказал ни слова.", "2021-05-04"),
        ("Ann Lee | 3 May 2018", "2018-05-03"),
        ("13 Μαρτίου 2024", "2024-03-13"),
        ("30 aprile 2024", "2024-04-30"),
        ("15 de março de 2024", "2024-03-15"),
        ("Date : Tue, 26 Mar 2024 18:42:07 +0100", "2024-03-26"),
    ],
)
def test_the_date_is_that_of_the_date_line(line: str, date: str) -> None:
    assert value(metadata(f"Fish Traders Wait for a Roof\n{line}\n{BODY}\n{MORE}").issued) == date


def test_a_dated_event_in_the_body_is_not_the_date_of_issue() -> None:
    assert metadata(f"{BODY}\nOn 4 May 2011 the first hall burned down, and nobody was hurt.").issued is None


@pytest.mark.parametrize(
    ("line", "container"),
    [
        ("This comment appeared in Harbour News.", "Harbour News"),
        ("This article was first published in The Fish Trader on 3 May 2018.", "The Fish Trader"),
        ("A version of this article appeared in the Norwich Gazette.", "the Norwich Gazette"),
        ("Originally published by Harbour News.", "Harbour News"),
        ("Впервые опубликовано в журнале «Порт и рынок».", "Порт и рынок"),
        ("原载《渔业报》。", "渔业报"),
        ("The traders published a letter in the hall.", None),
    ],
)
def test_the_container_is_what_the_text_appeared_in(line: str, container: str | None) -> None:
    text = f"Fish Traders Wait for a Roof\n{BODY}\n{MORE}\n{line}"
    assert value(metadata(text).container_title) == container


def test_address_of_the_original_and_the_date_in_it() -> None:
    text = f"{BODY}\n{MORE}\nOriginal url:\n\n<https://example.org/2014/10/05/fish>"
    found = metadata(text)
    assert value(found.url) == "https://example.org/2014/10/05/fish"
    assert found.url
    assert text[found.url.start : found.url.end] == found.url.value
    assert found.issued == Fact(
        value="2014-10-05", start=found.url.start, end=found.url.end, reason="the date stands in the text's address"
    )


def test_publisher_by_disclaimer_copyright_and_dateline() -> None:
    disclaimer = "*The views expressed here do not necessarily reflect the position of The Harbour Times.*"
    found = metadata(f"{BODY}\n{MORE}\n{disclaimer}").publisher
    assert found
    assert (found.value, found.reason) == ("The Harbour Times", "named in the disclaimer")
    assert value(metadata(f"{BODY}\n{MORE}\n© 2020 Fish Media Ltd").publisher) == "Fish Media Ltd"
    assert value(metadata(f"BERGEN, March 3 (Nordpress) - {BODY}\n{MORE}").publisher) == "Nordpress"


def test_a_biography_confirms_a_name_that_stands_alone_and_names_one_by_itself() -> None:
    biography = "Ann Lee is a fellow at the Institute of Markets."
    title = "Fish Traders Wait for a Roof"
    alone = metadata(f"{title}\nAnn Lee\n{BODY}\n{MORE}").authors
    assert [(fact.value, bool(fact.reason)) for fact in alone] == [("Ann Lee", True)]
    confirmed = metadata(f"{title}\nAnn Lee\n{BODY}\n{MORE}\n{biography}").authors
    assert [(fact.value, fact.reason) for fact in confirmed] == [("Ann Lee", None)]
    only = metadata(f"{title}\n{BODY}\n{MORE}\nThe traders agreed.\nSo did the mayor.\n{biography}").authors
    assert [(fact.value, bool(fact.reason)) for fact in only] == [("Ann Lee", True)]


def test_what_the_format_states_counts_and_the_visible_title_comes_first() -> None:
    text = f"Fish Traders Wait for a Roof\n{BODY}\n{MORE}"
    found = metadata(
        text,
        title="Fish Traders - Harbour",
        authors="Ann Lee",
        issued="2019-02-01T10:00:00Z",
        container_title="Harbour",
        url="https://a.org/x",
    )
    assert value(found.title) == "Fish Traders Wait for a Roof"
    assert [fact.value for fact in found.authors] == ["Ann Lee"]
    assert (value(found.issued), value(found.container_title), value(found.url)) == (
        "2019-02-01",
        "Harbour",
        "https://a.org/x",
    )
    assert value(metadata(f"{BODY}\n{MORE}", title="Fish").title) == "Fish"


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("Ann LEE", "Ann Lee"),
        ("ANN LEE-FISHER", "Ann Lee-Fisher"),
        ("J. R. MOSS", "J. R. Moss"),
        ("Ann Lee", "Ann Lee"),
    ],
)
def test_family_names_in_capitals_are_written_as_others(name: str, wanted: str) -> None:
    assert recased(name) == wanted


@settings(max_examples=100)
@given(
    st.lists(
        st.sampled_from(["By Ann Lee", "3 May 2018", BODY, "© 2020 X", "Original url:", "https://a.b"])
        | st.text(max_size=40),
        max_size=12,
    ),
    st.dictionaries(st.sampled_from(["title", "authors", "issued", "url", "language", "x"]), st.text(max_size=20)),
)
def test_facts_lie_in_the_text(lines: list[str], stated: dict[str, str]) -> None:
    text = "\n".join(lines)
    found = metadata(text, **stated)
    single = [found.title, found.issued, found.container_title, found.publisher, found.url, found.language]
    assert all(0 <= fact.start <= fact.end <= len(text) and fact.value for fact in (*found.authors, *single) if fact)


@pytest.mark.parametrize(
    ("line", "container", "issued"),
    [
        ("The Harbour Herald, 14 May 2021", "The Harbour Herald", "2021-05-14"),
        ("Küstenbote, 22. April 2021", "Küstenbote", "2021-04-22"),
        ("Вестник порта, 3 марта 2021 г.", "Вестник порта", "2021-03-03"),
        ("Velsund, 14 May 2021", None, "2021-05-14"),  # a place: where it was written
        ("The roof burned down, 14 May 2021 was a Friday", None, None),
    ],
)
def test_a_line_of_paper_and_date_is_an_imprint(line: str, container: str | None, issued: str | None) -> None:
    found = metadata(f"Fish Traders Wait for a Roof\nBy Ada Quill\n{line}\n{BODY}\n{MORE}")
    assert (value(found.container_title), value(found.issued)) == (container, issued)


def test_the_first_line_of_broken_text_does_not_date_the_document() -> None:
    text = (
        "In memory of Anna Berg\n\nOn 11 July 2000 the harbour of Nordholm lost one of its oldest\n"
        "pilots, and a good friend of everybody who sailed from there.\n" * 3
    )
    assert understand(layout(text))[2].issued is None


def test_a_caption_below_a_heading_is_no_author() -> None:
    text = (
        "Boats of the sound\n\nOverview of types\n\nOriginal Image\n\n"
        "The boats of the sound are of three types, and each of them has a mast that can be taken down.\n"
    )
    heading = SegmentKind.HEADING
    assert understand(layout(text, SegmentKind.TITLE, heading))[2].authors == ()


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Laivas išplaukė iš uosto ir jau po valandos buvo kitame krante, nes vėjas buvo stiprus.", "lt"),
        ("Vasul a plecat din port și a ajuns după o oră la insulă, pentru că vântul era puternic.", "ro"),
        ("El vaixell va sortir del port i va arribar a l'illa al cap d'una hora amb els viatgers.", "ca"),
        ("Skibet sejlede fra havnen og var efter en time ved øen, og ingen af dem blev syge.", "da"),
        ("কেউ জানে না জাহাজ কবে আসবে।", None),
    ],
)
def test_more_languages(text: str, language: str | None) -> None:
    found = understand(layout(text))[2].language
    assert (found.value if found else None) == language
