"""Faults of class and style files, told before TeX reads them."""

from __future__ import annotations

import pytest

from reportgen.checks.style_rules import style_faults

RIGHT = r"""\ProvidesClass{mine}
\newcommand{\heading}[1]{%
  \textbf{#1}% a brace } in a comment
  \ifx\relax#1\relax\else
    \par
  \fi
}
\newif\ifdraft \drafttrue
\newcounter{step}
\def\mine@inner#1#2{\{#1\}\textit{#2}}
\colorbox{red}{\thestep}\headings
"""


def told(text: str) -> list[str]:
    """Return code and place of each diagnostic of one class file."""
    return [f"{each.code} {each.place}" for each in style_faults({"report/mine.cls": text})]


def test_names_that_only_resemble_one_of_the_class_are_right() -> None:
    assert told(RIGHT) == []


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (r"\textbf{#1}%", r"\textbf{#1%", "SEC533 report/mine.cls:3:10"),
        (r"\textbf{#1}%", r"\textbf#1}%", "SEC533 report/mine.cls:3:12"),
        ("[1]{%\n", "[1]%\n", "SEC533 report/mine.cls:7:1"),
        (r"\textit{#2}}", r"\textit{#2}", "SEC533 report/mine.cls:10:20"),
        (r"\newcounter{step}", r"\newcounter{step", "SEC533 report/mine.cls:9:12"),
        (r"\newcounter", r"\newcuonter", "SEC532 report/mine.cls:9:1"),
        (r"\textit", r"\txetit", "SEC532 report/mine.cls:10:27"),
    ],
)
def test_what_is_wrong_is_told_at_its_line(old: str, new: str, expected: str) -> None:
    assert expected in told(RIGHT.replace(old, new, 1))


@pytest.mark.parametrize(
    "line", [r"\catcode`\{=12 {", r"\iffalse{\fi }", r"\let\open={ {", r"\string} }"]
)  # fmt: skip
def test_a_file_that_plays_with_braces_is_left_alone(line: str) -> None:
    assert told(line + "\n") == []


@pytest.mark.parametrize(
    ("line", "found"),
    [
        (r"\RequirePackage{xcolor}", []),
        (r"\RequirePackage[a4paper]{geometry}\usepackage{tikz,other}", []),
        (r"\LoadClass[12pt]{scrartcl}", []),
        (r"\RequirePackage{a-tree-of-ones-own}", []),
        (r"\RequirePackage{xcolro}", ["SEC534 report/mine.cls:1:17"]),
        (r"\RequirePackage{amsmath, graphcx}", ["SEC534 report/mine.cls:1:26"]),
        (r"\RequirePackage{mine-fonts}", ["SEC534 report/mine.cls:1:17"]),
        (r"\IfFileExists{x.lua}{\RequirePackage{mine-fonts}}{}", []),
    ],
)
def test_packages_that_are_nowhere(line: str, found: list[str]) -> None:
    texts = {"report/mine.cls": line + "\n", "report/mine-late.sty": ""}
    assert [f"{each.code} {each.place}" for each in style_faults(texts)] == found
