"""Which names of commands count as misspelt."""

from __future__ import annotations

import pytest

from reportgen.checks.command_names import Names

STYLE = r"\newcommand{\keyline}[2]{#1}\newif\ifwide\newcounter{row}\RequirePackage{xcolor}\colorbox{x}{y}"


@pytest.mark.parametrize(
    ("name", "meant"),
    [("emhp", "emph"), ("paragrap", "paragraph"), ("sectoin", "section"), ("keylin", "keyline"), ("beign", "begin")],
)
def test_one_slip_away_from_a_known_command(name: str, meant: str) -> None:
    assert Names([STYLE]).meant(name) == meant


@pytest.mark.parametrize(
    "name",
    [
        "emph", "keyline", "citep", "citet", "textcite", "parencite", "colorbox", "includegraphics", "subsubsection",
        "widetrue", "therow", "Section", "toprule", "midrule", "si", "qty", "eqref", "autoref", "nameref", "sout", "ul",
        "item", "items", "xspace", "enquote", "url", "href", "nolinkurl", "gls", "ac", "todo", "mathbb", "text",
    ],
)  # fmt: skip
def test_what_a_class_or_a_package_may_define_is_right(name: str) -> None:
    assert Names([STYLE]).meant(name) is None
