"""Odd but legal forms of BibTeX, none of which anything is said of, and all of which are read.

They stand in `cases/bibtex/legal-forms.txt`, with a line of four equals signs between two.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from memory import ROOT, MemoryTools

from reportgen.bibliography.library import load_library
from reportgen.bibliography.rules import check_library
from reportgen.records import load_records

WORKS = "bib/works.bib"
FORMS = (Path(__file__).parents[1] / "cases" / "bibtex" / "legal-forms.txt").read_text("utf-8").split("\n====\n")


def examine(text: str):  # type: ignore[no-untyped-def]
    tools = MemoryTools.of({WORKS: text, "bib/documents.bib": "@misc{D1, title = {T}, keywords = {cited}}"})
    library, found = load_library(ROOT, ("bib/documents.bib", WORKS), tools)
    return library, (*found, *check_library(library, load_records(ROOT, tools).value, {"works": "cited"}))


@pytest.mark.parametrize("text", FORMS)
def test_forms(text: str) -> None:
    library, found = examine(text)
    assert found == ()
    assert len(library.entries) - 1 == len(re.findall(r"(?i)keywords\s*=", text)) + text.count("@xdata")
    entry = next((e for e in library.entries.values() if e.type != "xdata" and e.key != "D1"), None)
    assert entry is not None
    assert entry.text("title")


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_other_line_ends_and_a_byte_order_mark(end: str) -> None:
    for text in FORMS:
        assert examine("\ufeff" + text.replace("\n", end))[1] == ()
        assert examine(text + end)[1] == ()
