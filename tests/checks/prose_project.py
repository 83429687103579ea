"""The small project with other text in its section, and what the rules over prose say of it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from memory import ROOT, SOURCES, MemoryTools
from small_project import small_project

from reportgen.checks import GROUPS
from reportgen.checks.keeping import findings
from reportgen.checks.report import Report
from reportgen.diagnostics import Diagnostic
from reportgen.preparation import prepare

BODY = "report/sections/body.tex.j2"
_RULES = ("text_rules", "file_rules", "prose_rules", "wording_rules")
TEXTS = Path(__file__).parent / "prose"


def lines(name: str) -> list[str]:
    """Return the texts of a file in `prose/`, one a line."""
    return (TEXTS / name).read_text(encoding="utf-8").splitlines()


def report_of(*paragraphs: str, at_hand: bool = True, files: Mapping[str, str] | None = None) -> Report:
    """Compose the small project with these paragraphs as its section, and other `files` by path."""
    files = {**small_project(), BODY: "\n\n".join(paragraphs) + "\n", **(files or {})}
    report = prepare(ROOT, SOURCES if at_hand else None, MemoryTools.of(files), lambda _: None).value
    assert report is not None
    return report


def said(report: Report) -> list[Diagnostic]:
    """Return what the rules say."""
    return [found for group in GROUPS if group.module in _RULES for found in findings(group, report, None)]


def check(*paragraphs: str, at_hand: bool = True, files: Mapping[str, str] | None = None) -> list[Diagnostic]:
    """Compose and check; each paragraph of the section stands on a line of its own, the first on line 1."""
    return said(report_of(*paragraphs, at_hand=at_hand, files=files))


def by_paragraph(*paragraphs: str) -> dict[int, list[Diagnostic]]:
    """Return what is said of each paragraph, by its number from 0."""
    found: dict[int, list[Diagnostic]] = {}
    for diagnostic in check(*paragraphs):
        assert diagnostic.place is not None
        assert diagnostic.place.file == BODY
        assert diagnostic.place.line is not None
        found.setdefault((diagnostic.place.line - 1) // 2, []).append(diagnostic)
    return found


def underlined(diagnostic: Diagnostic, paragraph: str) -> str:
    """Return what the caret of a diagnostic underlines in a paragraph of one line."""
    assert diagnostic.place is not None
    assert diagnostic.place.column is not None
    assert diagnostic.end_column is not None
    return paragraph[diagnostic.place.column - 1 : diagnostic.end_column - 1]
