"""Addresses, DOI, ISBN, days of access."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from patience import patience

from reportgen.extract.references.fields import Label
from reportgen.extract.references.identifiers import find_identifiers
from reportgen.extract.references.urls import archived_url, clean_url, url_key


def found(text: str, label: Label) -> list[str]:
    return [text[span.start : span.end] for span in find_identifiers(text) if span.label is label]


def urls(text: str) -> list[str]:
    return [clean_url(raw) for raw in found(text, Label.URL)]


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("Port news, https://example.com/news/ 83370/", "https://example.com/news/83370/"),
        ("See https://a.org/x. Accessed 3 May 2021", "https://a.org/x"),
        ("https://a.org/x/ Accessed 3 May 2021", "https://a.org/x/"),
        ("https://a.org/x/ 2019, p. 5", "https://a.org/x/"),
        ("https:// a.org/x", "https://a.org/x"),
        ("https://www. a.org/x", "https://www.a.org/x"),
        ("https://harbour. org/ tides/low-2-0", "https://harbour.org/tides/low-2-0"),
        ("https://a.org /en /news/5/", "https://a.org/en/news/5/"),
        ("https://a.org/2023/ world /europe/ship.html", "https://a.org/2023/world/europe/ship.html"),
        ("http://a.cn/content_897 5486.htm", "http://a.cn/content_8975486.htm"),
        (
            "https://a.com/c/d0ac036 1-c101-4605-ba22-ee20f9f92233",
            "https://a.com/c/d0ac0361-c101-4605-ba22-ee20f9f92233",
        ),
        ("https://a.org/what-hap pened-in-the-north/", "https://a.org/what-hap"),
        ("https://a.org/2019/what-has-hap pened-in-the-north/", "https://a.org/2019/what-has-happened-in-the-north/"),
        ("https://a.org/file. pdf", "https://a.org/file.pdf"),
        ("(https://a.org/a_(b)).", "https://a.org/a_(b)"),
        ("<https://a.org/x>.", "https://a.org/x"),
        ("www.example.org/x, 3 May", "https://www.example.org/x"),
        ("nytimes.com/2019/05/a.html.", "https://nytimes.com/2019/05/a.html"),
        ("http://a.cn/b.html，2021年3月", "http://a.cn/b.html"),
        ("http://a.cn/b.html[2021-03-05]", "http://a.cn/b.html"),
        ("https://a.org/one–two–three", "https://a.org/one-two-three"),
        ("https://a.org/?id=7&utm_source=x&utm_medium =y&fbclid=z#top", "https://a.org/?id=7#top"),
        ("https://a.org/x (accessed 1 May 2020)", "https://a.org/x"),
        ("https://a.org/x The book is long", "https://a.org/x"),
    ],
)
def test_an_address_is_repaired_and_ends_where_it_ends(text: str, url: str) -> None:
    assert urls(text) == [url]


def test_an_address_over_two_lines_is_one() -> None:
    assert urls("Farm prices, https://a.org/farm/\nprices-in-the-north.html") == [
        "https://a.org/farm/prices-in-the-north.html"
    ]


def test_several_addresses_stay_apart() -> None:
    assert urls("https://a.org/x; https://b.org/y and http://c.org/z") == [
        "https://a.org/x",
        "https://b.org/y",
        "http://c.org/z",
    ]


def test_a_site_name_is_no_address() -> None:
    assert urls("Amazon.com and Booking.com, 2019") == []


@pytest.mark.parametrize(
    "text",
    [
        "accessed 3 May 2021",
        "Retrieved May 3, 2021, from",
        "дата обращения: 05.03.2021",
        "cited 2021 May 5",
        "abgerufen am 3. Mai 2021",
        "consulté le 3 mai 2021",
        "2021年3月5日访问",
        "Accessed: 2021-03-05",
    ],
)
def test_days_of_access(text: str) -> None:
    assert found(f"Title. ({text}: end)", Label.ACCESSED) == [text]


def test_the_day_of_access_of_gbt() -> None:
    assert found("甲. 乙[EB/OL]. (2021-07-14)[2021-09-01].", Label.ACCESSED) == ["2021-09-01"]
    assert found("A history [2021-09-01]", Label.ACCESSED) == []


@pytest.mark.parametrize(
    "text", ["doi:10.1000/a.b-c", "https://doi.org/10.1000/a.b-c", "doi: 10.1000/ a.b-c", "10.1000/a.b-c"]
)
def test_dois(text: str) -> None:
    assert found(f"Journal 3. {text}.", Label.DOI) == [text]


def test_an_isbn_without_its_name_needs_its_check_digit() -> None:
    assert found("Press 978-0-306-40615-7.", Label.ISBN) == ["978-0-306-40615-7"]
    assert found("Press 978-0-306-40615-8.", Label.ISBN) == []


def test_copies_in_archives() -> None:
    assert archived_url("https://web.archive.org/web/20200101000000/http://a.org/x") == "http://a.org/x"
    assert found("https://archive.ph/AbCd1", Label.ARCHIVE) == ["https://archive.ph/AbCd1"]


def test_keys_of_one_page_are_equal() -> None:
    assert url_key("http://www.A.org/x/") == url_key("https://a.org/x")


@given(st.text(max_size=300))
def test_spans_lie_inside_in_order_and_apart(text: str) -> None:
    spans = find_identifiers(text)
    assert spans == find_identifiers(text)
    position = 0
    for span in spans:
        assert position <= span.start < span.end <= len(text)
        position = span.end


@pytest.mark.parametrize("piece", ["(", "https://", "www.a.", "a-", "10.1234/", "accessed 1 May ", "1", "ISBN 978 "])
def test_hostile_text_takes_linear_time(piece: str) -> None:
    text = piece * (200_000 // len(piece))
    with patience():
        find_identifiers(text)
