"""Bars, matrices and compositions as scenes: nothing meets whatever the data, and no bar says more than its source."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportgen.figures.drawing import (
    Bar,
    BarRow,
    MatrixRow,
    Panel,
    Scene,
    Stack,
    Style,
    lay_out_bars,
    lay_out_composition,
    lay_out_matrix,
    to_pdf,
    to_svg,
)
from reportgen.figures.drawing.matrix import SIGNS
from reportgen.figures.drawing.scene import Line, Mark
from reportgen.figures.drawing.style import contrast

FONTS = Path("/usr/share/fonts/truetype/paratype")
STYLE = Style(regular=FONTS / "PTS55F.ttf", bold=FONTS / "PTS75F.ttf")
LARGE = replace(STYLE, text_pt=9.5, small_pt=9.0)
COLUMN = replace(STYLE, width_mm=84.0)
if not STYLE.regular.is_file() or not STYLE.bold.is_file():
    pytest.skip("fonts-paratype is not installed", allow_module_level=True)

words = st.text(alphabet="abcdefghij KLMÄЖ“”’-", min_size=1, max_size=70)
labels = st.one_of(
    words, st.sampled_from(["Donaudampfschifffahrtselektrizitätenhauptbetriebswerk", "x", "Exports to China"])
)
styles = st.sampled_from([STYLE, LARGE, COLUMN])


def said(scene: Scene) -> str:
    return " ".join(text.text for text in scene.texts)


# --- bars ----------------------------------------------------------------------------------------

numbers = st.one_of(st.integers(-1000, 1000).map(float), st.just(0.0), st.floats(-1e7, 1e7), st.floats(0, 1))


def a_bar(value: float | None, more: float | None, bound: Any, text: str, source: str) -> Bar:
    high = None if value is None or more is None else value + more
    return Bar(value=value, high=high, bound="exact" if high is not None else bound, text=text, source=source)


bars = st.builds(
    a_bar,
    st.one_of(st.none(), numbers),
    st.one_of(st.none(), st.floats(0.1, 1000)),
    st.sampled_from(["exact", "above", "below", "near"]),
    st.sampled_from(["more than 70%", "5", "probably fewer than 1,200,000", "not stated", "−3 to 4"]),
    st.sampled_from(["", "D1", "D4", "D2, D3", "A source with a long name"]),
)
panels = st.lists(
    st.builds(
        Panel,
        title=words,
        unit=st.sampled_from(["percent", "count", "km"]),
        rows=st.lists(st.builds(BarRow, label=labels, bars=st.lists(bars, min_size=1, max_size=4).map(tuple)),
                      min_size=1, max_size=10).map(tuple),
    ),
    min_size=1, max_size=4,
)  # fmt: skip


@settings(max_examples=30, deadline=None)
@given(panels, styles)
def test_bars_and_words_never_meet_whatever_they_are(drawn: Any, style: Any) -> None:
    scene = lay_out_bars(drawn, style)
    assert scene.collisions() == ()
    shown = said(scene).replace(" ", "")
    for bar in (bar for panel in drawn for row in panel.rows for bar in row.bars):
        assert "".join(bar.text.split()) in shown
    assert min(text.size_pt for text in scene.texts) >= 7.5


@pytest.mark.parametrize("count", [1, 40])
def test_from_one_row_to_forty_on_a_page(count: int) -> None:
    rows = tuple(BarRow(label=f"Row {n}", bars=(Bar(value=n * 1.0, text=str(n)),)) for n in range(count))
    signs = [MatrixRow(label=f"Row {n}", signs=("full", "cross")) for n in range(count)]
    stacks = [Stack(label=f"Row {n}", counts=(n, 1)) for n in range(count)]
    for scene in (
        lay_out_bars([Panel(title="All", unit="count", rows=rows)], STYLE),
        lay_out_matrix(signs, ["D1", "D2"], (("full", "yes"), ("cross", "no")), STYLE),
        lay_out_composition(stacks, ("x", "y"), STYLE),
    ):
        assert scene.collisions() == ()
        assert scene.height <= STYLE.max_height_mm


def one(bar: Bar, *, whole: float | None = None) -> Scene:
    return lay_out_bars([Panel(title="t", unit="%", rows=(BarRow(label="r", bars=(bar,)),), whole=whole)], STYLE)


def datum(scene: Scene) -> list[Mark]:
    return [item for item in scene.items if isinstance(item, Mark)]


def test_panels_of_one_unit_share_a_scale_and_others_do_not() -> None:
    def width(scene: Scene, colour_of: int) -> float:
        box = datum(scene)[colour_of].box
        return box.right - box.left

    def row(value: float) -> tuple[BarRow, ...]:
        return (BarRow(label="r", bars=(Bar(value=value, text="v"),)),)

    same = [Panel(title="a", unit="%", rows=row(40)), Panel(title="b", unit="%", rows=row(20))]
    scene = lay_out_bars(same, STYLE)
    assert width(scene, 0) == pytest.approx(2 * width(scene, 1))
    scene = lay_out_bars([same[0], Panel(title="b", unit="km", rows=row(20))], STYLE)
    assert width(scene, 0) == pytest.approx(width(scene, 1))


def test_a_lower_bound_goes_on_an_upper_bound_is_empty_and_an_estimate_has_no_clear_end() -> None:
    exact = datum(one(Bar(value=50, text="50"), whole=100))
    (bar,) = exact
    end = bar.box.right
    plain, tip = datum(one(Bar(value=50, bound="above", text="50"), whole=100))[:2]
    assert plain.box.right == pytest.approx(end, abs=2.5)
    assert tip.box.left > plain.box.right
    hollow = datum(one(Bar(value=50, bound="below", text="50"), whole=100))[0]
    assert (hollow.fill, hollow.edge) == (STYLE.paper, STYLE.accent)
    solid, hatched = datum(one(Bar(value=50, bound="near", text="50"), whole=100))[:2]
    assert solid.fill == STYLE.accent
    assert hatched.fill == STYLE.paper
    assert solid.box.right < end < hatched.box.right + 2.5


def test_a_bound_on_a_negative_number_bounds_its_length_the_other_way() -> None:
    more = Bar(value=-5, bound="above", text="more than −5")
    assert more.bound_outwards == "below"
    assert datum(one(more))[0].fill == STYLE.paper


def test_only_the_ends_that_are_used_are_explained() -> None:
    word = STYLE.words
    assert said(one(Bar(value=5, text="five"))) == "t r five"
    shown = said(one(Bar(value=5, bound="near", text="about 5")))
    assert word.near in shown
    assert word.above not in shown


def test_what_has_no_number_is_said_and_not_drawn() -> None:
    scene = one(Bar(value=None, text="not stated"))
    assert "not stated" in said(scene)
    assert datum(scene) == []


# --- matrix --------------------------------------------------------------------------------------


@settings(max_examples=30, deadline=None)
@given(st.data(), styles)
def test_rows_and_signs_of_a_matrix_never_meet(data: Any, style: Any) -> None:
    columns = data.draw(st.lists(labels, min_size=1, max_size=8))
    sign = st.one_of(st.none(), st.sampled_from(SIGNS))
    group = st.sampled_from(["", "Denied by none", "Denied by at least one of the documents in hand"])
    rows = data.draw(
        st.lists(
            st.builds(
                MatrixRow, label=labels, group=group, number=st.sampled_from(["", "P1", "P10"]),
                signs=st.lists(sign, min_size=len(columns), max_size=len(columns)).map(tuple),
            ),
            min_size=1, max_size=40,
        )
    )  # fmt: skip
    key = tuple((name, f"means {name}") for name in SIGNS)
    scene = lay_out_matrix(rows, columns, key, style)
    assert scene.collisions() == ()
    shown = said(scene)
    used = {one for row in rows for one in row.signs}
    assert all((f"means {name}" in shown) == (name in used) for name in SIGNS)
    assert (style.words.missing in shown) == (None in used)


def test_signs_differ_without_colour() -> None:
    rows = [MatrixRow(label=sign, signs=(sign,)) for sign in SIGNS]
    scene = lay_out_matrix(rows, ["D1"], (), STYLE)

    def shape(mark: Mark) -> Any:
        box = mark.box
        hollow = mark.fill == STYLE.paper
        return tuple((round(x - box.left, 2), round(y - box.top, 2)) for x, y in mark.points), hollow

    assert len({shape(mark) for mark in datum(scene)}) == len(SIGNS) - 1  # half a disc is a ring with an area in it
    assert len({mark.points[0] for mark in datum(scene)}) == len(SIGNS)


def test_too_many_columns_are_refused_with_the_number_that_fits() -> None:
    with pytest.raises(ValueError, match="there is room for 14"):
        lay_out_matrix([MatrixRow(label="r", signs=("full",) * 20)], ["D"] * 20, (), STYLE)


# --- composition ---------------------------------------------------------------------------------


@settings(max_examples=30, deadline=None)
@given(st.data(), styles, st.integers(1, 5))
def test_marks_and_numbers_of_a_composition_never_meet(data: Any, style: Any, parts: int) -> None:
    most = data.draw(st.sampled_from([3, 12, 400, 90000]))
    counts = st.lists(st.integers(0, most), min_size=parts, max_size=parts).map(tuple)
    stacks = data.draw(st.lists(st.builds(Stack, label=labels, counts=counts), min_size=1, max_size=40))
    if not any(stack.total for stack in stacks):
        with pytest.raises(ValueError, match="nothing to count"):
            lay_out_composition(stacks, "abcde"[:parts], style)
        return
    scene = lay_out_composition(stacks, [f"part {n}" for n in range(parts)], style)
    assert scene.collisions() == ()
    for stack in stacks:
        assert f"{stack.total:,}" in said(scene)


def test_long_sums_stand_below_the_row_in_a_narrow_column() -> None:
    scene = lay_out_composition([Stack(label="Donaudampfschiff" * 4, counts=(90123,) * 5)], "abcde", COLUMN)
    assert scene.collisions() == ()
    bars = [mark.box for mark in datum(scene)][:5]
    assert bars[-1].right - bars[0].left > 0.3 * COLUMN.width_mm
    assert "= 90,123 + 90,123" in said(scene)


def test_few_items_are_drawn_one_by_one() -> None:
    scene = lay_out_composition([Stack(label="a", counts=(3, 2)), Stack(label="b", counts=(1, 0))], ("x", "y"), STYLE)
    assert len(datum(scene)) == 6 + 2  # and the key
    assert "5 = 3 + 2" in said(scene)
    assert scene.texts[-1].text == "y"


def test_parts_that_cannot_be_told_apart_are_refused() -> None:
    with pytest.raises(ValueError, match="6 parts are too many"):
        lay_out_composition([Stack(label="a", counts=(1,) * 6)], "abcdef", STYLE)


# --- greys, PDF and SVG --------------------------------------------------------------------------


def test_the_greys_are_grey_and_legible() -> None:
    grey = STYLE.in_greys()
    for colour in (grey.ink, grey.accent, grey.warm, grey.muted, grey.line, grey.grid, grey.pale):
        assert len({colour[1:3], colour[3:5], colour[5:7]}) == 1
    for colour in (grey.ink, grey.accent, grey.warm, grey.muted):
        assert contrast(colour, grey.paper) >= 4.5
    assert contrast(grey.ink, grey.warm) > 1.5


@pytest.mark.parametrize("scene", [
    one(Bar(value=-5, bound="near", text="about −5")),
    lay_out_matrix([MatrixRow(label="r", signs=SIGNS)], [f"D{n}" for n in range(8)], (), STYLE),
    lay_out_composition([Stack(label="a", counts=(90, 80, 70, 60, 50))], "abcde", STYLE),
])  # fmt: skip
def test_both_forms_draw_every_item_the_same_each_time(scene: Scene) -> None:
    assert to_pdf(scene, STYLE) == to_pdf(scene, STYLE)
    svg = to_svg(scene, STYLE, "fig-a", "Name", "Words")
    assert svg == to_svg(scene, STYLE, "fig-a", "Name", "Words")
    lines = sum(isinstance(item, Line) for item in scene.items)
    assert svg.count("<polyline") == lines
    assert svg.count("<polyline") + svg.count("<polygon") + svg.count("<text") == len(scene.items)
