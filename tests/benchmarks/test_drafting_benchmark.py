"""The benchmark of drafting: its documents are read, stay the same, and its figures say what they should."""

from __future__ import annotations

from pathlib import Path

from compile.measure import Sample
from drafting import growth, row
from made_documents import write_documents

from reportgen.documents.limits import DocumentLimits
from reportgen.documents.read import read_document
from reportgen.tools import LocalTools


def test_the_documents_are_the_same_each_time_and_can_be_read(tmp_path: Path) -> None:
    for name in ("one", "two"):
        write_documents(tmp_path / name, 11)
    made = sorted((tmp_path / "one").iterdir())
    assert {path.suffix for path in made} == {".txt", ".md", ".html", ".pdf", ".docx"}
    languages = set()
    for path in made:
        again = tmp_path / "two" / path.name
        # An archive of Word has the time in it at which it was packed.
        assert path.suffix == ".docx" or path.read_bytes() == again.read_bytes()
        if path.suffix == ".pdf":
            continue  # read by poppler, which need not be there
        found = read_document(path.name, path.name, path.read_bytes(), LocalTools(), DocumentLimits())
        assert found.value is not None
        assert found.value.metadata.title is not None
        languages.add(found.value.metadata.language and found.value.metadata.language.value)
    assert languages == {"en", "ru"}


def test_growth_is_the_slope_on_logarithmic_scales() -> None:
    samples = {10: Sample(wall=1, cpu=2, memory=100), 100: Sample(wall=10, cpu=200, memory=1000)}
    (line,) = growth("draft", samples)
    assert line == "draft from 10 to 100: exponent of processor time 2.00, of memory 1.00"


def test_a_row_says_what_was_made() -> None:
    sample = Sample(wall=1.25, cpu=2, memory=99.6, output="pass 2\nbuild/x.pdf: 31 pages, 2 passes\n")
    said = " ".join(row(10, "build", sample).split())
    assert said == "10 documents build 1.2 s wall 2.0 s processor 100 MB 31 pages"
