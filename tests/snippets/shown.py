"""Diagnostics to show: one with all fields, one with few, and one that is silenced."""

from __future__ import annotations

from reportgen.diagnostics import Diagnostic, Place, Related, Severity, silenced
from reportgen.snippets import render

BIB = "% works\n@article{knuth84,\n\ttitle = {中文 e\u0301 and more},\n"
DUPLICATE = Diagnostic(
    code="BIB402",
    severity=Severity.ERROR,
    message="duplicate key 'knuth84'",
    place=Place(file="bib/main.bib", line=2, column=10),
    end_column=17,
    hint="first defined at bib/main.bib:1",
)
UNUSED = Diagnostic(
    code="BIB407",
    severity=Severity.WARNING,
    message="100% unused, really",
    place=Place(file="bib/b,c:d.bib"),
    related=(Related(message="declared here", place=Place(file="data/r.csv", line=3, column=1)),),
)
PLAIN = Diagnostic(code="TEX601", severity=Severity.NOTE, message="two\nlines")
ALLOWED = silenced(
    Diagnostic(
        code="REC216",
        severity=Severity.ERROR,
        message="nine words",
        place=Place(file="data/r.csv", line=2, column=4),
        related=(Related(message="the limit", place=Place(file="report/report.toml", line=9)),),
    ),
    Related(message="the oath in full", place=Place(file="data/r.csv", line=1, column=20)),
)
OFF = silenced(
    Diagnostic(code="DOC106", severity=Severity.NOTE, message="no author"),
    Related(message="switched off in report/report.toml", place=Place(file="report/report.toml", line=30, column=1)),
)
ALL = (DUPLICATE, UNUSED, PLAIN, ALLOWED, OFF)


def sources(file: str) -> str | None:
    """Hold one file."""
    return BIB if file == "bib/main.bib" else None


def show(diagnostic: Diagnostic, *, text: str | None = None, width: int = 100) -> str:
    """Render one diagnostic for people, without the summary."""
    shown = render([diagnostic], "human", sources=lambda _: BIB if text is None else text, width=width)
    return shown.rpartition("\n\n")[0]


def at(line: int, column: int | None, end: int | None = None, end_line: int | None = None) -> Diagnostic:
    """Make a diagnostic at a place."""
    place = Place(file="a", line=line, column=column)
    return Diagnostic(code="X1", severity=Severity.ERROR, message="m", place=place, end_column=end, end_line=end_line)
