"""Documents against their records and entries, lists, Markdown, letters garbled by a wrong encoding."""

from __future__ import annotations

import pytest
from change import change
from memory import ROOT, SOURCES, MemoryTools

from reportgen.diagnostics import Diagnostic
from reportgen.preparation import prepare


def said(project: dict[str, str]) -> list[Diagnostic]:
    """Return all that is said of a project, but of what a document does not state."""
    found = prepare(ROOT, SOURCES, MemoryTools.of(project), lambda _: None).diagnostics
    return [d for d in found if d.code != "DOC106"]


@pytest.mark.parametrize(
    ("code", "file", "old", "new"),
    [
        ("DOC118", "data/documents.yaml", 'words: "67"\n  title: Minutes', 'words: "▸176"\n  title: Minutes'),
        ("CHK824", "data/documents.yaml", "issued: 2021-03-12", "issued: ▸2021-12-03"),
        ("BIB428", "report/report.toml", 'works = "cited"', '▸works = "citd"'),
        ("SEC528", "report/sections/body.tex.j2", "One writer", "▸**One writer**"),
        ("SEC528", "report/sections/body.tex.j2", "One writer", "▸[One writer](https://example.org/a)"),
        ("CHK825", "report/sections/body.tex.j2", "One writer", "One▸â€™s writer"),
        ("CHK825", "report/sections/body.tex.j2", "One writer", "One ▸wr\u0456ter"),
        ("CHK825", "bib/works.bib", "Piles and Tides", "Piles and Ti▸\u200bdes"),
        ("BIB429", "bib/works.bib", "shorthand = {D2:2},", "shorthand = {▸D2:1},"),
        ("BIB410", "bib/works.bib", "date = {2020},", "date = {2020},\n  year = {▸2019},"),
        ("CHK825", "data/gaps.yaml", "the envelope", "the ▸Ã©nvelope"),
        ("CHK825", "bib/works.bib", "Piles and Tides", "Piles and Tidesâ€”".replace("â€”", "▸â€“")),
    ],
)
def test_a_fault_is_told_once_where_it_stands(
    project: dict[str, str], code: str, file: str, old: str, new: str
) -> None:  # fmt: skip
    project["bib/works.bib"] = project["bib/works.bib"].replace(
        "corpusnote = {1},", "corpusnote = {1},\n  shorthand = {D2:1},"
    )
    place = change(project, file, old, new)
    assert [(d.code, d.place) for d in said(project)] == [(code, place)]


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("data/documents.yaml", "issued: 2021-03-12", "issued: 2021-03"),
        ("data/documents.yaml", 'words: "67"\n  title: Minutes', 'words: "72"\n  title: Minutes'),
        ("report/sections/body.tex.j2", "One writer", r"A * B ** C, `quoted' and ``twice'', [note] (one)"),
        ("report/sections/body.tex.j2", "One writer", "Le mot «É» et IRMÃ” et Âge, Ântico, CAFÉ“ et Ã; one writer"),
    ],
)  # fmt: skip
def test_nothing_is_said_of_what_is_right(project: dict[str, str], file: str, old: str, new: str) -> None:
    change(project, file, old, new)
    quiet = {"CHK802", "REC219"}  # a quotation that no source has, a document that was edited since it was locked
    assert [d.code for d in said(project) if d.code not in quiet] == []
