"""Files that come with the program."""

from __future__ import annotations

import pytest

from reportgen.supplied import supplied


@pytest.mark.parametrize("name", ["codes.toml", "tables/columns.tex", "tex/lua/dump.lua", "html/style.css"])
def test_what_comes_with_the_program_is_there(name: str) -> None:
    assert supplied(name).read_text(encoding="utf-8").strip()
