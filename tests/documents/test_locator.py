from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.documents import Locator, parse_locators
from reportgen.documents.locator import parse_locator

spans = st.none() | st.tuples(st.integers(0, 99999), st.integers(0, 99999))
locators = st.builds(
    Locator,
    document=st.from_regex(r"[A-Za-z][A-Za-z0-9_-]{0,5}", fullmatch=True),
    note=st.booleans(),
    number=st.integers(1, 99999),
    span=spans,
)


@given(locators, st.sampled_from(["", " ", "\t"]))
def test_what_is_printed_can_be_read(locator: Locator, blank: str) -> None:
    assert parse_locator(f"{blank}{locator}{blank}") == locator


@given(st.text(st.sampled_from("D1#pn:-0 "), max_size=12))
def test_what_is_read_prints_as_it_was_written(text: str) -> None:
    found = parse_locator(text)
    if found is not None and found.span is None:
        assert str(found) == text.strip()


@given(st.lists(locators))
def test_lists(wanted: list[Locator]) -> None:
    assert parse_locators("; ".join(map(str, wanted))) == tuple(wanted)


@pytest.mark.parametrize(
    "text",
    [
        "", "D3", "D3#", "D3#47", "D3#p", "D3#p0", "D3#p047", "D3#q4", "D3 p47", "3#p4", "D3#p47:", "D3#p47:1",
        "D3#p47:-5", "D3#P47", "D3#p47-48", "D3#p4.5", "D3#p٤", "D3#p" + "9" * 5000, "D3#p4,D3#p5",
    ],
)  # fmt: skip
def test_other_forms(text: str) -> None:
    assert parse_locator(text) is None


def test_a_part_of_another_form_keeps_its_place_in_a_list() -> None:
    first, other, last = parse_locators("D1#p1; x;; D2#n3")
    assert (str(first), other, str(last)) == ("D1#p1", None, "D2#n3")


def test_parts() -> None:
    locator = parse_locator("D3#n14:2-5")
    assert locator is not None
    assert str(locator.segment) == "D3#n14"
    assert locator.short == "n.\u00a014"
    assert locator.segment.short == "n.\u00a014"
    assert parse_locator("D3#p7").short == "¶7"  # type: ignore[union-attr]
