from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reportgen.markup import Tex
from reportgen.tables import Grid, Head, Row, pack_grid, unpack_grid

texts = st.text(max_size=5).map(Tex)
heads = st.builds(Head, text=texts, weight=st.floats(0.1, 9), align=st.sampled_from(["left", "right", "centre"]))
rows = st.builds(Row, cells=st.lists(texts, min_size=1, max_size=3).map(tuple)) | st.builds(Row, title=texts)


@given(st.builds(Grid, heads=st.lists(heads, max_size=3).map(tuple), rows=st.lists(rows, max_size=4).map(tuple)))
def test_a_grid_comes_back_from_its_plain_form(grid: Grid) -> None:
    assert unpack_grid(pack_grid(grid)) == grid
