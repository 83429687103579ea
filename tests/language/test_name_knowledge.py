from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reportgen.language import names, russian
from reportgen.language.places import countries, places
from reportgen.language.word_lists import read_list, read_sections


def test_names_of_a_country_share_its_key() -> None:
    known = places()
    assert {known[name] for name in ("United States", "USA", "U.S.", "America", "США", "美国")} == {"US"}
    assert known["Germany"] in countries()
    assert known["Lagos"] not in countries()


def test_the_countries_are_complete() -> None:
    # ISO 3166 has 249; CLDR adds a few.
    assert len(countries()) >= 249


def test_a_word_list_holds_no_word_twice_and_no_blanks() -> None:
    for name in ("cities.txt", "given-names.txt", "words.txt"):
        lines = read_list(name)
        assert len(set(lines)) == len(lines)
        assert all(line == line.strip() != "" for line in lines)


def test_sets_that_refine_others_lie_within_them() -> None:
    assert names.PARTICLES | {"al-", "el-", "zu"} >= names.SURNAME_PARTICLES
    assert names.WEAK_DOCUMENT_HEADS <= names.DOCUMENT_HEADS
    assert names.FUNCTION_WORDS | {"then", "once", "could", "does", "did"} >= names.CLOSED_WORDS


def test_sections_have_words() -> None:
    for name in ("name-words.txt", "russian-words.txt", "chinese-words.txt", "more-places.txt"):
        assert all(read_sections(name).values())


def test_first_names_are_no_offices() -> None:
    assert names.is_first_name("Ngozi")
    assert not names.is_first_name("General")


def test_cases_have_one_stem() -> None:
    for forms in (
        "Москва Москвы Москве Москвой",
        "Лопатин Лопатина Лопатину Лопатиным",
        "Андрей Андрея Андрею Андреем",
    ):
        assert len({russian.stem(form) for form in forms.split()}) == 1
    assert russian.place_key("Норвегией") == "NO"


@given(st.text(max_size=30))
def test_stems_never_fail(word: str) -> None:
    assert russian.stem(russian.stem(word)) is not None
