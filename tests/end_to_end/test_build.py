"""This repository's own report, from its files to the PDF, as a user builds it.

It is built once for all tests here, without the documents, which are not in the repository.
"""

from __future__ import annotations

import json
import re
import shutil
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pikepdf
import pytest
from projects import (
    REPOSITORY,
    copy_of_the_report,
    keep_caches,
    lend_caches,
    needs_tex,
    one_at_a_time,
    read_text,
    run,
    shared_folder,
)

from reportgen.bibliography import load_library
from reportgen.cli import main
from reportgen.config import load_config
from reportgen.tools import LocalTools

CORPUS = REPOSITORY.parent / "shared" / "corpus"


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """A finished build: the project's folder, and what the command said."""

    project: Path
    out: str
    err: str

    @property
    def pdf(self) -> Path:
        """The published PDF."""
        return self.project / "build" / "briefing.pdf"


def build_copy(folder: Path, caches: Path) -> Built:
    """Build a fresh copy of the report."""
    project = copy_of_the_report(folder)
    lend_caches(caches, project)
    finished = run("build", "--strict", "--format", "short", folder=project)
    assert finished.returncode == 0, finished.stderr
    return Built(project=project, out=finished.stdout, err=finished.stderr)


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The report, built by the first worker that asks for it."""
    shared = shared_folder(tmp_path_factory)
    folder, said = shared / "report", shared / "report.json"
    with one_at_a_time(shared / "report.lock"):
        if not said.exists():
            done = build_copy(folder, shared / "caches")
            keep_caches(folder, shared / "caches")
            said.write_text(json.dumps([done.out, done.err]), encoding="utf-8")
    out, err = json.loads(said.read_text(encoding="utf-8"))
    return Built(project=folder, out=out, err=err)


@pytest.fixture
def report(built: Built) -> Iterator[pikepdf.Pdf]:
    """The PDF, open."""
    with pikepdf.open(built.pdf) as pdf:
        yield pdf


def squeeze(text: str) -> str:
    """Fold what typesetting changes: blanks, and hyphens at line ends."""
    return re.sub(r"[\s\u00ad\-‐]+", "", unicodedata.normalize("NFKC", text))


# --- the PDF -------------------------------------------------------------------------------------


@pytest.mark.tex
@needs_tex
class TestThePdf:
    """What a reader holds in hand."""

    def test_it_is_complete(self, built: Built, report: pikepdf.Pdf) -> None:
        text = read_text(built.pdf)
        assert len(report.pages) >= 15
        assert "??" not in text
        assert re.search(r"^End of report \S+ / [0-9a-f]{12}$", text.rstrip("\f").split("\f")[-1], re.MULTILINE)
        assert "�" not in text
        assert not re.search(r"\(\(\(|\)\)\)|\(\(\*|\*\)\)|<U\+", text)
        assert re.fullmatch(rf"build/briefing\.pdf: {len(report.pages)} pages, [1-3] pass(es)?\n", built.out)

    def test_every_font_is_embedded_and_can_be_read(self, report: pikepdf.Pdf) -> None:
        fonts = [obj for obj in report.objects if isinstance(obj, pikepdf.Dictionary) and obj.get("/Type") == "/Font"]
        shown = [font for font in fonts if "/CIDSystemInfo" not in font]
        assert shown
        for font in shown:
            described = font.DescendantFonts[0] if "/DescendantFonts" in font else font
            assert font.Subtype != "/Type3"
            assert any(key in described.FontDescriptor for key in ("/FontFile", "/FontFile2", "/FontFile3"))
            assert "/ToUnicode" in font

    def test_every_link_arrives(self, report: pikepdf.Pdf) -> None:
        names = {str(name) for name in pikepdf.NameTree(report.Root.Names.Dests)}
        links = [a for page in report.pages for a in page.get("/Annots", []) if a.get("/Subtype") == "/Link"]
        inside = [str(link.A.D) for link in links if link.A.get("/S") == "/GoTo"]
        outside = [str(link.A.URI) for link in links if link.A.get("/S") == "/URI"]
        assert len(inside) + len(outside) == len(links)
        assert len(inside) > 100
        assert not set(inside) - names
        assert all(uri.startswith(("http://", "https://")) for uri in outside)

    def test_it_names_itself_and_can_be_navigated(self, report: pikepdf.Pdf, built: Built) -> None:
        config = load_config(built.project, LocalTools()).value
        assert config is not None
        assert str(report.docinfo["/Title"]).startswith(config.report["title"])
        assert str(report.Root.Lang) == config.report["language"]
        with report.open_outline() as outline:
            titles = [str(item.title) for item in outline.root]
        assert len(titles) >= 10
        assert titles[0] == config.report["title"]
        text = squeeze(read_text(built.pdf))
        assert [title for title in titles[2:] if squeeze(title) not in text and not title[:1].isdigit()] == []

    def test_it_runs_nothing_and_tells_nothing_of_the_machine(self, built: Built, report: pikepdf.Pdf) -> None:
        assert "/AcroForm" not in report.Root
        assert "/JavaScript" not in report.Root.get("/Names", {})
        data = b"".join(
            stream.read_bytes() for stream in report.objects if isinstance(stream, pikepdf.Stream)
        ) + built.pdf.read_bytes()  # fmt: skip
        for secret in (str(built.project), str(Path.home()), "/work/"):
            assert secret.encode() not in data

    def test_titles_in_other_scripts_can_be_searched_for(self, built: Built) -> None:
        tools = LocalTools()
        config = load_config(built.project, tools).value
        assert config is not None
        library = load_library(built.project, config.bibliography_files, tools).value
        titles = [str(e.text("title")) for e in library.entries.values() if re.search("[а-я]", e.text("title") or "")]
        assert len(titles) > 3
        text = squeeze(read_text(built.pdf))
        assert [title for title in titles if squeeze(title) not in text] == []


@pytest.mark.tex
@needs_tex
def test_a_build_without_the_documents_says_so_and_nothing_else(built: Built) -> None:
    problems = [line for line in built.err.splitlines() if re.search(r"(error|warning)\[", line)]
    assert problems == []
    assert "note[DOC105]" in built.err
    assert re.search(r"^pass 1: first pass$", built.err, re.MULTILINE)


@pytest.mark.tex
@needs_tex
def test_a_second_build_has_nothing_to_do(built: Built) -> None:
    watched = [built.pdf, built.project / "build" / "build.json", built.project / "build" / "tex" / "main.log"]
    before = [(path.stat().st_mtime_ns, path.stat().st_ino) for path in watched]
    code = (
        "import sys; from reportgen.cli import main; status = main(['build', '--strict', '--format', 'short']);"
        "heavy = {'pandas', 'matplotlib', 'pylatex', 'jinja2', 'bibtexparser', 'pikepdf'} & sys.modules.keys();"
        "sys.exit(f'loaded {heavy}' if heavy else status)"
    )
    again = run("build", folder=built.project, code=code)
    assert again.returncode == 0, again.stderr
    assert again.stdout == built.out.rstrip("\n") + " (nothing to do)\n"
    assert "pass" not in again.stderr
    assert [(path.stat().st_mtime_ns, path.stat().st_ino) for path in watched] == before


@pytest.mark.tex
@needs_tex
def test_another_folder_gives_the_same_bytes(built: Built, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("another folder, with a comma & 100%")
    for path in (again := build_copy(folder / "ä b", shared_folder(tmp_path_factory) / "caches")).project.rglob("*"):
        assert not path.name.endswith(".tmp")
    assert again.pdf.read_bytes() == built.pdf.read_bytes()
    assert again.out == built.out


# --- faults --------------------------------------------------------------------------------------


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A fresh copy of the report."""
    return copy_of_the_report(tmp_path / "report")


def change(project: Path, files: str, pattern: str, replacement: str) -> tuple[str, int]:
    """Change the first match in the first file that has one; return the file and the line."""
    for path in sorted(project.glob(files)):
        text = path.read_text(encoding="utf-8")
        found = re.search(pattern, text, re.MULTILINE)
        if found:
            new = found.expand(replacement)
            assert new != found.group()
            path.write_text(text[: found.start()] + new + text[found.end() :], encoding="utf-8")
            return path.relative_to(project).as_posix(), text.count("\n", 0, found.start()) + 1
    message = f"nothing matches {pattern} in {files}"
    raise AssertionError(message)


def check(project: Path, capsys: pytest.CaptureFixture[str], *options: str) -> tuple[int, list[str]]:
    """Run `reportgen check`; return the status and the errors it shows, one a line."""
    status = main(["check", "--project", str(project), "--format", "short", *options])
    out, err = capsys.readouterr()
    assert status or out.startswith("checked ")
    return status, [line for line in err.splitlines() if ": error[" in line or line.startswith("error[")]


def test_the_report_as_it_is_has_no_fault(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check(project, capsys, "--strict") == (0, [])


DIGIT = ("data/indicators.csv", r"^(ind-[^,]*,[^,]*,[^,]*,[^,]*),(\d+),", r"\1,9\2,")
LOCATOR = ("data/events.csv", r",(D[1-5]#p)(\d+),", r",\g<1>9\2,")
QUOTED = ("data/judgements.yaml", r"^( +quote: \w+) (\w+)", r"\1 never")


@pytest.mark.parametrize(("what", "code"), [(DIGIT, "REC219"), (LOCATOR, "REC21[89]"), (QUOTED, "REC219")])
def test_a_changed_record_is_found_without_the_documents(
    what: tuple[str, str, str], code: str, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, line = change(project, *what)
    status, errors = check(project, capsys)
    assert status == 1
    near = "|".join(str(line + n) for n in range(-3, 4))  # it is shown at the evidence of the record or item
    assert [e for e in errors if re.match(rf"{file}:({near}):\d+: error\[{code}\]", e)], errors


@pytest.mark.parametrize(("what", "code"), [(DIGIT, "REC212"), (LOCATOR, "REC210"), (QUOTED, "REC213")])
@pytest.mark.skipif(not CORPUS.is_dir(), reason="the documents are not here")
def test_a_changed_record_is_found_in_the_documents(
    what: tuple[str, str, str], code: str, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, line = change(project, *what)
    status, errors = check(project, capsys, "--sources", str(CORPUS))
    assert status == 1
    assert [e for e in errors if re.match(rf"{file}:{line}:\d+: error\[{code}\]", e)], errors


SECTIONS = "report/sections/*.tex.j2"


@pytest.mark.parametrize(
    ("pattern", "replacement", "code"),
    [
        (r'cite\("D(\d)#', r'cite("E\1#', "SEC504"),
        (r'cite\("([a-z]+)-', r'cite("\1x-', "SEC504"),
        (r'fact\("ind-', 'fact("idn-', "SEC505"),
        (r'when\("ev-', 'when("ve-', "SEC505"),
        (r"report\.(organisation\|)", r"report.x\1", "SEC503"),
        (r"\(\(\( count\(", "((( coutn(", "SEC503"),
        (r'table\("([a-z]+)"', r'table("\1x"', "SEC506"),
        (r'ref\("([a-z]+)"', r'ref("\1x"', "SEC506"),
        (r"\\ref\{sec:|\\label\{sec:(\w+)\}", r"\\ref{sec:absent}", "SEC511"),
        (r"\(\(\( ", "((( ( ", "SEC502"),
    ],
)
def test_a_slip_in_a_section_is_shown_where_it_is(
    pattern: str, replacement: str, code: str, project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, line = change(project, SECTIONS, pattern, replacement)
    status, errors = check(project, capsys)
    assert status == 1
    assert [e for e in errors if re.match(rf"{re.escape(file)}:{line}:(\d+:)? error\[{code}\]", e)], errors


def test_a_removed_entry_is_missed_by_the_records_that_name_it(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, _ = change(project, "bib/works.bib", r"^@\w+\{D3:14,(?:.|\n)*?^\}\n", "")
    assert file == "bib/works.bib"
    notes = (project / "data" / "notes.csv").read_text(encoding="utf-8").splitlines()
    lines = [number for number, line in enumerate(notes, 1) if ",D3:14," in line]
    assert lines
    status, errors = check(project, capsys)
    assert status == 1
    for line in lines:
        assert [e for e in errors if re.match(rf"data/notes\.csv:{line}:\d+: error\[\w+\].*D3:14", e)], errors


@pytest.mark.tex
@needs_tex
def test_an_unknown_command_stops_the_build_at_its_line_and_the_last_pdf_stays(built: Built, tmp_path: Path) -> None:
    project = tmp_path / "broken"
    shutil.copytree(built.project, project)
    pdf = project / "build" / "briefing.pdf"
    manifest = project / "build" / "build.json"
    before = (pdf.read_bytes(), pdf.stat().st_mtime_ns, manifest.read_bytes())
    file, line = change(project, "report/sections/scope.tex.j2", r"(\\paragraph\{\w+\.\}) ", r"\1 \\badmacro{} ")
    finished = run("build", "--format", "short", folder=project)
    assert finished.returncode == 1
    assert finished.stdout == ""
    errors = [text for text in finished.stderr.splitlines() if "error[" in text]
    assert len(errors) == 1
    assert re.match(rf"{file}:{line}:\d+: error\[TEX602\] TeX does not know the command \\badmacro", errors[0])
    assert (pdf.read_bytes(), pdf.stat().st_mtime_ns, manifest.read_bytes()) == before
    assert not [path for path in (project / "build").iterdir() if path.name.startswith(".briefing.pdf")]
