"""Faults in what only a product has, told when the report itself is checked."""

from __future__ import annotations

import pytest
from memory import ROOT, MemoryTools
from small_project import small_project

from reportgen.preparation import prepare

BRIEF = "report/brief.tex.j2"
SECTION = "report/sections/brief-body.tex.j2"


def told(**changed: str) -> list[str]:
    """Return code and place of what is said of the small project with a product, some of its texts changed."""
    files = small_project()
    files["report/report.toml"] += '\n[products.brief]\nmain = "report/brief.tex.j2"\noutput = "brief.pdf"\n'
    files[BRIEF] = files["report/main.tex.j2"].replace('section("body")', 'section("brief-body")')
    files[SECTION] = "A brief text.\n"
    assert 'section("brief-body")' in files[BRIEF]
    for file, text in changed.items():
        files[{"brief": BRIEF, "section": SECTION}[file]] = text
    found = prepare(ROOT, None, MemoryTools.of(files), lambda _: None).diagnostics
    return [f"{each.code} {each.place}" for each in found]


def test_a_right_product_adds_nothing() -> None:
    before = prepare(ROOT, None, MemoryTools.of(small_project()), lambda _: None).diagnostics
    assert told() == [f"{each.code} {each.place}" for each in before]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('((( ref("nowhere") )))\n', "SEC506 report/sections/brief-body.tex.j2:1"),
        ("((( report.title \n", "SEC502 report/sections/brief-body.tex.j2:1"),
        (r"\emph{open" + "\n", "SEC514 report/sections/brief-body.tex.j2:1"),
        (r"\emhp{misspelt}" + "\n", "SEC532 report/sections/brief-body.tex.j2:1"),
    ],
)
def test_what_is_wrong_with_it_is_told_at_its_line(text: str, expected: str) -> None:
    found = told(section=text)
    assert any(each.startswith(expected) for each in found), found
