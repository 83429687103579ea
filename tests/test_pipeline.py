"""The whole program on a machine in memory with a scripted engine, then with the real one."""

from __future__ import annotations

import errno
import hashlib
import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from change import change
from memory import ROOT, SOURCES, MemoryTools, Run, failed
from pdf_files import font, pdf_bytes
from pikepdf import Dictionary, OutlineItem, Pdf, String
from projects import (
    keep_caches,
    lend_caches,
    needs_tex,
    one_at_a_time,
    read_text,
    run,
    shared_folder,
    small_report,
    write_files,
)
from small_project import small_project

from reportgen.diagnostics import Diagnostic, Outcome
from reportgen.manifest import MANIFEST, unchanged
from reportgen.pipeline import build
from reportgen.preparation import prepare, verify
from reportgen.records.lock import LOCK_FILE, load_lock
from reportgen.tools import Finished, Tools

PDF = ROOT / "build" / "briefing.pdf"
OPTIONS = {"sources": "", "version": "0"}


def a_pdf() -> bytes:
    """Return a PDF that keeps all rules, if poppler finds the closing line in it."""
    pdf = Pdf.new()
    pdf.add_blank_page(page_size=(100, 100))
    pdf.pages[0].Resources = Dictionary(Font=Dictionary(A=font(pdf, "PT", embedded=True, unicode=True)))
    pdf.docinfo["/Title"] = "T"
    pdf.Root.Lang = String("en-GB")
    with pdf.open_outline() as outline:
        outline.root.append(OutlineItem("One", 0))
    return pdf_bytes(pdf)


def machine(project: dict[str, str], *, status: int = 0, log: str = "", text: str = "") -> MemoryTools:
    """Return a machine with the project, an engine and poppler; `text` stands for what poppler reads."""
    tools = MemoryTools.of(project)
    tools.programs = {name: Path("/usr/bin") / name for name in ("lualatex", "pdftotext")}
    for path in (*tools.programs.values(), Path("/usr/share/fonts/PTF55F.ttf")):
        tools.put(path, "x")

    def script(tools: MemoryTools, call: Run) -> Finished:
        if call.command[-1] == "main.tex":
            main = "".join(tools.files[path].decode() for path in tools.files if call.folder in path.parents
                           and path.suffix == ".tex")  # fmt: skip
            tools.put(Path("/end"), main[main.rindex("\\reportend{") + 11 :].split("}")[0])
            tools.put(call.folder / "main.log", f"This is LuaHBTeX\n(./main.tex\n{log})\n")
            tools.put(call.folder / "main.aux", "\\relax\n")
            if status == 0:
                tools.put(call.folder / "main.pdf", a_pdf())
            return Finished(status=status, output="", seconds=1.0)
        if call.command[-1] == "report.txt":
            tools.put(call.folder / "report.txt", text or tools.files[Path("/end")])
        return Finished(status=0, output="", seconds=0.1)

    tools.script = script
    return tools


def made(tools: Tools, sources: Path | None = SOURCES) -> Outcome[str | None]:
    """Build the project."""
    return build(ROOT, sources, OPTIONS, tools, lambda _: None)


def errors(diagnostics: tuple[Diagnostic, ...]) -> list[str]:
    """Return code and place of each error and warning."""
    return [f"{d.code} {d.place}" for d in diagnostics if d.severity.word != "note"]


def test_a_good_report_is_published_with_the_record_of_how_it_was_made(project: dict[str, str]) -> None:
    tools = machine(project)
    summary, diagnostics = made(tools)
    assert errors(diagnostics) == []
    assert summary == "build/briefing.pdf: 1 pages, 2 passes"
    assert tools.read(PDF) == a_pdf()
    record = json.loads(tools.read(ROOT / MANIFEST))
    assert record["output"]["sha256"] == hashlib.sha256(a_pdf()).hexdigest()
    assert [p["reason"] for p in record["details"]["passes"]] == ["first pass", "main.aux changed"]
    assert [d["code"] for d in record["diagnostics"]] == ["CFG011", "DOC106"]
    assert str(ROOT / "data" / "events.csv") in record["inputs"]
    assert str(SOURCES / "minutes.txt") in record["inputs"]
    assert unchanged(ROOT, OPTIONS, SOURCES, tools) is not None


def test_the_engine_reads_generated_files_only(project: dict[str, str]) -> None:
    tools = machine(project)
    made(tools)
    kept = {path.relative_to(ROOT / "build" / "tex").as_posix() for path in tools.files if "tex" in path.parts}
    assert {name for name in kept if not name.startswith("fonts/")} == {
        "bibliography/corpus.bbl", "bibliography/works.bbl", "briefing.cls", "main.aux", "main.log", "main.lot",
        "main.tex", "main.toc", "reportgen-columns.tex", "reportgen-end.tex", "reportgen-fonts.tex",
        "reportgen-layout.tex", "reportgen-metadata.tex", "sections/01-body.tex", "tables/indicators.tex",
    }  # fmt: skip
    assert not any(name.endswith((".ttf", ".otf")) for name in kept)  # copies of the machine's fonts


def test_without_the_documents_the_lock_is_trusted_and_the_composition_is_the_same(project: dict[str, str]) -> None:
    with_them, without = machine(project), machine(project)
    assert errors(made(with_them).diagnostics) == errors(made(without, None).diagnostics) == []
    assert with_them.read(ROOT / "build" / "tex" / "main.tex") == without.read(ROOT / "build" / "tex" / "main.tex")
    assert "DOC105" in {d.code for d in made(without, None).diagnostics}


@pytest.mark.parametrize(
    ("file", "old", "new", "code", "locked"),
    [
        ("data/indicators.csv", "ind-growth,traffic,Growth of traffic,,5,", "ind-growth,traffic,Growth of traffic,,▸6,",
         "REC212", "REC219"),
        ("data/statements.csv", "We will not sell the old boat", "▸We will not buy the old boat", "REC213", "REC219"),
        ("data/events.csv", "Board meets,Ada Quill,D1#p3", "Board meets,Ada Quill,▸D1#p9", "REC210", "REC219"),
        ("data/events.csv", "Ada Quill", "▸Ada Quirk", "REC215", "REC219"),
        ("data/events.csv", "2021-03-12", "▸2021-03-13", "REC214", "REC219"),
    ],
)  # fmt: skip
def test_a_changed_fact_stops_the_build_before_the_engine(
    file: str, old: str, new: str, code: str, locked: str, project: dict[str, str]
) -> None:
    place = change(project, file, old, new)
    tools = machine(project)
    summary, diagnostics = made(tools)
    assert summary is None
    assert f"{code} {place}" in errors(diagnostics)
    assert tools.runs == [] or tools.runs[-1].command[-1] != "main.tex"
    assert PDF not in tools.files
    without = errors(made(machine(project), None).diagnostics)
    assert any(found.startswith(f"{locked} {file}:{place.line}:") for found in without), without


def test_a_changed_document_is_noticed_and_the_passage_is_found_again(project: dict[str, str]) -> None:
    text = project["data/sources/minutes.txt"]
    project["data/sources/minutes.txt"] = text.replace("Traffic has", "A new line.\nTraffic has")
    found = prepare(ROOT, SOURCES, machine(project), lambda _: None).diagnostics
    assert any(d.code == "DOC104" for d in found)
    assert any(d.code == "REC211" and d.hint == "the passage is now D1#p5" for d in found)


@pytest.mark.parametrize(
    ("machine_of", "code"),
    [
        (lambda p: machine(p, status=1, log="./sections/01-body.tex:4: Undefined control sequence.\nl.4 \\bad\n"),
         "TEX602"),
        (lambda p: machine(p, status=139), "TEX612"),
        (lambda p: machine(p, text="the end is missing"), "PDF701"),
    ],
    ids=["error", "crash", "cut off"],
)  # fmt: skip
def test_a_failed_build_leaves_the_last_good_pdf_and_its_record(
    machine_of: object, code: str, project: dict[str, str]
) -> None:
    tools = machine_of(project)  # type: ignore[operator]
    tools.put(PDF, b"last good")
    tools.put(ROOT / MANIFEST, b"its record")
    before = tools.states[PDF]
    summary, diagnostics = made(tools)
    assert summary is None
    assert [text.split()[0] for text in errors(diagnostics)] == [code]
    assert (tools.read(PDF), tools.states[PDF], tools.read(ROOT / MANIFEST)) == (b"last good", before, b"its record")


def test_a_full_disk_leaves_the_last_good_pdf(project: dict[str, str]) -> None:
    tools = machine(project)
    tools.put(PDF, b"last good")
    tools.faults[PDF] = failed(errno.ENOSPC)
    with pytest.raises(OSError, match="No space left"):
        made(tools)
    assert tools.files[PDF] == b"last good"
    assert ROOT / MANIFEST not in tools.files


def test_two_builds_of_one_project_do_not_run_at_once(project: dict[str, str]) -> None:
    tools = machine(project)
    tools.taken.add(ROOT / "build" / ".lock")
    summary, diagnostics = made(tools)
    assert summary is None
    assert errors(diagnostics) == ["CFG009 None"]


def test_a_missing_engine_font_or_poppler_stops_the_build(project: dict[str, str]) -> None:
    for name, codes in (("lualatex", ["CFG006 None"]), ("pdftotext", ["CFG006 None"])):
        tools = machine(project)
        del tools.programs[name]
        assert errors(made(tools).diagnostics) == codes
    tools = machine(project)
    tools.remove(Path("/usr/share/fonts/PTF55F.ttf"))
    assert errors(made(tools).diagnostics) == ["CFG007 report/report.toml:20:1"]


def test_damaged_auxiliary_files_of_the_last_build_do_no_harm(project: dict[str, str]) -> None:
    tools = machine(project)
    tools.put(ROOT / "build" / "tex" / "main.aux", b"\\garbage\x00")
    assert made(tools).value is not None
    assert tools.read(ROOT / "build" / "tex" / "main.aux") == b"\\relax\n"


def test_a_project_without_settings_has_nothing_to_prepare() -> None:
    draft, (found,) = prepare(ROOT, None, MemoryTools(), lambda _: None)
    assert draft is None
    assert found.code == "CFG001"


def test_verifying_again_locks_what_holds(project: dict[str, str]) -> None:
    tools = machine(project)
    locked = tools.read(ROOT / LOCK_FILE)
    tools.remove(ROOT / LOCK_FILE)
    summary, diagnostics = verify(ROOT, SOURCES, tools, update=True)
    assert errors(diagnostics) == []
    assert summary is not None
    assert "2 documents at hand" in summary
    assert tools.read(ROOT / LOCK_FILE).startswith(locked.removesuffix(b"# end\n"))


def test_verifying_does_not_write_unless_asked(project: dict[str, str]) -> None:
    tools = machine(project)
    verify(ROOT, SOURCES, tools, update=False)
    verify(ROOT, None, tools, update=False)
    assert tools.writes == []


def test_without_documents_the_lock_takes_typed_sentences_and_keeps_its_claims(project: dict[str, str]) -> None:
    tools = machine(project)
    before = load_lock(ROOT, tools).value
    verify(ROOT, None, tools, update=True)
    after = load_lock(ROOT, tools).value
    assert after.sentences
    assert replace(after, sentences={}, places={}) == replace(before, sentences={}, places={})


PAGE = ROOT / "build" / "briefing.html"


def with_page(project: dict[str, str]) -> dict[str, str]:
    """Return the project with an HTML companion."""
    change(project, "report/report.toml", "[build]\n", '[build]\nhtml = "briefing.html"\n')
    return project


def test_the_page_is_published_with_the_pdf_and_recorded(project: dict[str, str]) -> None:
    tools = machine(with_page(project))
    summary, found = made(tools)
    assert [d for d in found if d.severity.word != "note"] == []
    assert summary is not None
    page = tools.files[PAGE]
    assert page.startswith(b"<!DOCTYPE html>")
    (companion,) = json.loads(tools.files[ROOT / MANIFEST])["companions"]
    assert companion == {"path": "build/briefing.html", "size": len(page), "sha256": hashlib.sha256(page).hexdigest()}
    assert unchanged(ROOT, OPTIONS, SOURCES, tools) is not None
    tools.remove(PAGE)
    assert unchanged(ROOT, OPTIONS, SOURCES, tools) is None


def test_the_last_page_stays_when_a_build_fails(project: dict[str, str]) -> None:
    tools = machine(with_page(project), status=1, log="! Emergency stop.\n")
    tools.put(PAGE, b"the last good one")
    summary, _ = made(tools)
    assert summary is None
    assert tools.files[PAGE] == b"the last good one"


def test_no_page_is_made_unless_it_is_asked_for(project: dict[str, str]) -> None:
    tools = machine(project)
    made(tools)
    assert PAGE not in tools.files


# --- with the real engine ------------------------------------------------------------------------


@pytest.fixture
def folder(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small report on disk, complete with its documents and the fonts' cache."""
    shared = shared_folder(tmp_path_factory)
    with one_at_a_time(shared / "small.lock"):
        if not (shared / "small").exists():
            first = write_files(shared / "small", small_report())
            lend_caches(shared / "caches", first)
            finished = run("build", "--strict", "--format", "short", folder=first)
            assert finished.returncode == 0, finished.stderr
            keep_caches(first, shared / "caches")
    shutil.copytree(shared / "small", tmp_path / "small")
    return tmp_path / "small"


def built(folder: Path, *options: str) -> tuple[int, str, str]:
    """Build a project on disk; return status, stdout and the diagnostics."""
    finished = run("build", "--format", "short", *options, folder=folder)
    shown = [line for line in finished.stderr.splitlines() if "[" in line and "note[" not in line]
    return finished.returncode, finished.stdout, "\n".join(shown)


@pytest.mark.tex
@needs_tex
def test_a_small_report_is_built_and_its_evidence_can_be_gone(folder: Path) -> None:
    pdf = folder / "build" / "briefing.pdf"
    first = pdf.read_bytes()
    text = " ".join(read_text(pdf).split())
    assert "5 percent" in text
    assert "“We will not sell the old boat”" in text
    shutil.rmtree(folder / "data" / "sources")
    (folder / "build" / "tex" / "main.aux").write_bytes(b"\\garbage \x00 {")
    status, out, shown = built(folder, "--strict")
    assert (status, shown) == (0, "")
    assert "(nothing to do)" not in out
    assert pdf.read_bytes() == first


BODY = "report/sections/body.tex.j2"


@pytest.mark.tex
@needs_tex
@pytest.mark.parametrize(
    ("file", "old", "new", "shown"),
    [
        (BODY, "One writer", r"One \badmacro{} writer", f"{BODY}:5:5: error[TEX602]"),
        ("data/indicators.csv", "Growth of traffic", "Growth of 鿿", "data/indicators.csv:2:20: error[TEX608]"),
        ("report/briefing.cls", r"\RequirePackage", "\\classmacro\n\\RequirePackage",
         "report/briefing.cls:{line}:1: error[TEX602]"),
        (BODY, "One writer", r"\input{/etc/hostname} One writer", f"{BODY}:5"),
        (BODY, "One writer", r"\directlua{os.execute('touch /tmp/reportgen-escaped')}\directlua{oops(} One writer",
         f"{BODY}:5"),
    ],
    ids=["macro", "glyph", "class", "forbidden file", "lua"],
)  # fmt: skip
def test_a_fault_that_only_tex_finds_is_shown_where_it_was_written(
    file: str, old: str, new: str, shown: str, folder: Path
) -> None:
    pdf = folder / "build" / "briefing.pdf"
    before = pdf.read_bytes()
    shutil.rmtree(folder / "build" / "tex")
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    status, out, found = built(folder)
    assert (status, out) == (1, "")
    assert shown.format(line=text.count("\n", 0, text.index(old)) + 1) in found, found
    assert pdf.read_bytes() == before
    assert not Path("/tmp/reportgen-escaped").exists()


@pytest.mark.tex
@needs_tex
def test_a_line_that_sticks_out_is_a_warning_and_strict_makes_it_fail(folder: Path) -> None:
    path = folder / BODY
    text = path.read_text(encoding="utf-8")
    path.write_text(text + "\n\\mbox{" + "wide " * 60 + "}\n\n", encoding="utf-8")
    status, out, shown = built(folder)
    assert status == 0
    assert out.startswith("build/briefing.pdf: ")
    assert f"{BODY}:{text.count(chr(10)) + 2}:" in shown
    assert "warning[TEX604]" in shown
    # Strict publishes nothing while a warning stands, even when the text has changed again.
    before = (folder / "build" / "briefing.pdf").read_bytes()
    path.write_text(path.read_text(encoding="utf-8") + "One more sentence.\n", encoding="utf-8")
    assert built(folder, "--strict")[0] == 1
    assert (folder / "build" / "briefing.pdf").read_bytes() == before


@pytest.mark.tex
@needs_tex
def test_a_loop_is_stopped_at_the_time_limit(folder: Path) -> None:
    settings = folder / "report" / "report.toml"
    settings.write_text(
        settings.read_text(encoding="utf-8").replace("[limits]", "[limits]\ntimeout_s = 2"), encoding="utf-8"
    )
    path = folder / BODY
    path.write_text(path.read_text(encoding="utf-8") + "\\def\\a{\\a}\\a\n", encoding="utf-8")
    shutil.rmtree(folder / "build" / "tex")
    status, _, shown = built(folder)
    assert status == 1
    assert "error[TEX611] TeX was stopped after 2 s" in shown


def test_the_small_report_differs_from_the_small_project_in_its_clothes_alone() -> None:
    changed = {name for name, text in small_report().items() if small_project()[name] != text}
    assert changed == {"report/report.toml", "report/briefing.cls"}
