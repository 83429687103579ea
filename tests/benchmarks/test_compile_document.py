"""The generated documents, the edits, and the sources written from them."""

from __future__ import annotations

import csv
import io
import os
import re
from pathlib import Path

import pytest
from compile.bib import in_latin
from compile.document import Cite, Document, Link, Paragraph
from compile.drawings import svg
from compile.edits import CITATION, COLD, EARLY, EDITS, ENTRY, LATE, MIDDLE, NO_OP, PAGES, ROW, edited
from compile.generate import generate
from compile.latex import write_latex
from compile.markdown import write_markdown
from compile.measure import run
from compile.project import source_text, write_project
from compile.setting import report_fonts
from compile.typst_source import write_typst
from compile.web import write_html
from projects import REPOSITORY, needs_tex

from reportgen.diagnostics import Severity
from reportgen.preparation import prepare, verify
from reportgen.tools import LocalTools

REPORT = REPOSITORY / "report"
FONTS = {"serif-regular.ttf": b"font"}


@pytest.fixture(scope="module")
def document() -> Document:
    return generate(12, 60)


def forms(document: Document) -> dict[str, dict[str, bytes]]:
    return {
        "project": write_project(document, REPORT),
        "biblatex": write_latex(document, FONTS),
        "natbib": write_latex(document, FONTS, bibliography="natbib"),
        "pdflatex": write_latex(document, FONTS, engine="pdflatex"),
        "markdown": write_markdown(document, FONTS, Path("/nowhere")),
        "typst": write_typst(document, FONTS),
        "html": write_html(document, FONTS),
    }


def test_the_same_arguments_give_the_same_document(document: Document) -> None:
    assert generate(12, 60) == document
    assert generate(12, 60, seed=2) != document


def test_every_work_is_cited_and_every_link_leads_somewhere(document: Document) -> None:
    assert {work.key for work in document.references} == set(document.cited())
    targets = {("sec", s.id) for s in document.sections} | {("tab", t.id) for t in document.tables()}
    targets |= {("fig", f.id) for f in document.figures()}
    pieces = [piece for block in document.blocks() if isinstance(block, Paragraph) for piece in block.content]
    assert {(piece.kind, piece.target) for piece in pieces if isinstance(piece, Link)} <= targets
    assert any(isinstance(piece, Cite) and len(piece.keys) > 1 for piece in pieces)


def test_text_needs_no_escaping(document: Document) -> None:
    texts = [s.heading for s in document.sections]
    texts += [p for b in document.blocks() if isinstance(b, Paragraph) for p in b.content if isinstance(p, str)]
    assert not [text for text in texts if re.search(r"[^A-Za-z ,.]", text)]


def test_a_larger_document_has_more_of_everything() -> None:
    small, large = generate(10, 50), generate(60, 400)
    assert len(large.sections) > len(small.sections)
    assert len(large.tables()) > len(small.tables())
    assert len(large.figures()) > len(small.figures())
    assert len(large.references) == 400


def test_scripts_can_be_left_out() -> None:
    def letters(document: Document) -> set[str]:
        return {letter for work in document.references for letter in work.title}

    assert letters(generate(10, 80)) & set("абвеио")
    assert not letters(generate(10, 80, cyrillic=False)) & set("абвеио")
    assert any(ord(letter) > 0x2E80 for letter in letters(generate(10, 80, cjk=True)))


def test_an_engine_without_cyrillic_gets_latin() -> None:
    assert in_latin("Щука ель") == "Shchuka el"
    assert in_latin("山").isascii()


@pytest.mark.parametrize("case", EDITS)
def test_an_edit_brings_its_word_into_every_form(document: Document, case: str) -> None:
    edit = edited(document, case, 3)
    assert edited(document, case, 4).marker != edit.marker
    for form, files in forms(edit.document).items():
        assert any(edit.marker.encode() in data for data in files.values()), form
    for form, files in forms(document).items():
        assert not any(edit.marker.encode() in data for data in files.values()), form


@pytest.mark.parametrize(("case", "place"), [(EARLY, 0), (LATE, -1), (MIDDLE, None), (CITATION, None)])
def test_a_text_edit_changes_one_section_file(document: Document, case: str, place: int | None) -> None:
    changed = edited(document, case, 1).document
    for form in ("project", "biblatex", "typst"):
        before, after = forms(document)[form], forms(changed)[form]
        assert before.keys() == after.keys()
        names = [name for name in after if after[name] != before[name]]
        assert len(names) == 1, form
        if place is not None:
            assert document.sections[place].id in names[0]


def test_only_a_new_work_changes_the_bibliography(document: Document) -> None:
    for case in EDITS:
        grown = edited(document, case, 1).document
        assert (len(grown.references) > len(document.references)) == (case == ENTRY)
    entry = edited(document, ENTRY, 1).document
    assert entry.references[-1].key in entry.cited()
    assert entry.references[-1].key not in document.cited()


def test_pages_move_by_a_paragraph_more(document: Document) -> None:
    changed = edited(document, PAGES, 1).document
    assert len(changed.sections[1].blocks) == len(document.sections[1].blocks) + 1


def test_a_changed_row_changes_the_records_alone(document: Document) -> None:
    before, after = write_project(document, REPORT), write_project(edited(document, ROW, 1).document, REPORT)
    assert [name for name in after if after[name] != before[name]] == ["data/indicators.csv"]
    old, new = (list(csv.reader(io.StringIO(files["data/indicators.csv"].decode()))) for files in (before, after))
    assert sum(a != b for a, b in zip(old, new, strict=True)) == 1


@pytest.mark.parametrize("case", [NO_OP, *COLD])
def test_the_other_cases_edit_nothing(document: Document, case: str) -> None:
    with pytest.raises(KeyError):
        edited(document, case, 1)


def test_the_project_is_without_fault(document: Document, tmp_path: Path) -> None:
    for name, data in write_project(document, REPORT).items():
        (tmp_path / "project" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "project" / name).write_bytes(data)
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "source.txt").write_text(source_text(document), encoding="utf-8")
    verify(tmp_path / "project", tmp_path / "documents", LocalTools(), update=True)
    outcome = prepare(tmp_path / "project", tmp_path / "documents", LocalTools(), lambda _: None)
    assert outcome.value is not None
    assert [d for d in outcome.diagnostics if d.severity > Severity.NOTE] == []


def test_a_figure_shows_every_point(document: Document) -> None:
    figure = document.figures()[0]
    text = svg(figure)
    assert all(f"{point.year} {point.label}" in text for point in figure.points)


@needs_tex
@pytest.mark.tex
def test_the_latex_is_without_fault(tmp_path: Path) -> None:
    files = write_latex(generate(3, 5), report_fonts(REPORT), bibliography="natbib")
    for name, data in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(data)
    command = ["lualatex", "-halt-on-error", "-interaction=nonstopmode", "main.tex"]
    environment = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "max_print_line": "1000"}
    environment["TEXMFVAR"] = environment["TEXMFCACHE"] = str(tmp_path / "cache")
    sample = run(command, tmp_path, environment)
    if re.search(r"File `(?:pgfplots|natbib|biblatex)\.sty' not found", sample.output):
        pytest.skip("needs packages that reportgen does not")
    assert sample.status == 0, sample.output[-1500:]
    assert "Missing character" not in (tmp_path / "main.log").read_text(errors="replace")
