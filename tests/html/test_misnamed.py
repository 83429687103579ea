"""Names in html.toml that nothing in a report bears."""

from __future__ import annotations

import pytest
from memory import ROOT, MemoryTools
from small_project import small_project

from reportgen.config import load_config
from reportgen.html import page_faults

STYLE = r"""\newcommand{\keyline}[1]{#1}
\newenvironment{answer}{}{}
\newcommand{\vessel}[1]{#1}
"""
RIGHT = """[commands]
keyline = { element = "em" }
emph = { element = "strong" }
fromelsewhere = { element = "em" }

[environments]
answer = { element = "div" }
"""


def told(text: str) -> list[tuple[str, int | None]]:
    """Return message and line of what is said of html.toml."""
    files = small_project()
    files["report/report.toml"] = files["report/report.toml"].replace("[build]", '[build]\nhtml = "briefing.html"')
    files["report/own.sty"] = STYLE
    files["report/html.toml"] = text
    tools = MemoryTools.of(files)
    config = load_config(ROOT, tools).value
    assert config is not None
    return [(each.message, each.place.line if each.place else None) for each in page_faults(config, tools)]


def test_names_of_the_report_and_of_nobody_are_right() -> None:
    assert told(RIGHT) == []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("keyline", "kyeline", ("nothing in the report is called 'kyeline'", 2)),
        ("answer", "anser", ("nothing in the report is called 'anser'", 7)),
        ("[environments]\n", "", ("'answer' is an environment", 6)),
        ('answer = { element = "div" }', 'vessel = { element = "div" }', ("'vessel' is a command", 7)),
    ],
)
def test_what_is_nearly_a_name_is_told(old: str, new: str, said: tuple[str, int]) -> None:
    assert told(RIGHT.replace(old, new)) == [said]
