from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportgen.diagnostics import Collector, Diagnostic, Outcome, Place, Severity, arrange, sort_key

places = st.none() | st.builds(
    Place,
    file=st.sampled_from(["a", "b/c"]),
    line=st.none() | st.integers(1, 3),
    column=st.none() | st.integers(1, 3),
)
diagnostics = st.builds(
    Diagnostic,
    code=st.sampled_from(["REC201", "BIB402"]),
    severity=st.sampled_from(Severity),
    message=st.sampled_from(["x", "y"]),
    place=places,
)


def test_severities_are_ordered_and_have_words() -> None:
    assert max(Severity.NOTE, Severity.ERROR, Severity.WARNING) is Severity.ERROR
    assert [s.word for s in sorted(Severity)] == ["silenced", "note", "warning", "error"]


@pytest.mark.parametrize(
    ("place", "text"),
    [
        (Place(file="a"), "a"),
        (Place(file="a", line=2), "a:2"),
        (Place(file="a", line=2, column=3), "a:2:3"),
        (Place(file="a", column=3), "a:3"),
    ],
)
def test_place_as_text(place: Place, text: str) -> None:
    assert str(place) == text


@given(st.lists(diagnostics))
def test_arranging_forgets_repeats_and_the_order_of_work(found: list[Diagnostic]) -> None:
    arranged = arrange(found)
    assert arranged == arrange(reversed(found)) == arrange(arranged)
    assert set(arranged) == set(found)
    assert len(set(arranged)) == len(arranged)
    assert list(arranged) == sorted(arranged, key=sort_key)


def test_unknown_places_come_first_and_the_worst_of_a_place_before_the_rest() -> None:
    place = Place(file="a", line=1, column=1)
    warning = Diagnostic(code="A", severity=Severity.WARNING, message="m", place=place)
    error = Diagnostic(code="B", severity=Severity.ERROR, message="m", place=place)
    nowhere = Diagnostic(code="C", severity=Severity.NOTE, message="m")
    assert arrange([warning, error, nowhere]) == (nowhere, error, warning)


def test_collector() -> None:
    keep = Collector()
    note = Diagnostic(code="A", severity=Severity.NOTE, message="m")
    error = Diagnostic(code="B", severity=Severity.ERROR, message="m")
    assert keep(Outcome(7, (note, note))) == 7
    assert not keep.failed
    keep(Outcome(None, (error,)))
    assert keep.failed
    assert keep.arranged() == (note, error) or keep.arranged() == (error, note)
    assert len(keep.arranged()) == 2
