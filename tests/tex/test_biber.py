"""biblatex as the maker of the printed lists, and biber between two passes."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from memory import ROOT, MemoryTools, Run
from small_project import small_project

from reportgen.bibliography import load_library
from reportgen.config import Config, load_config
from reportgen.diagnostics import Outcome
from reportgen.tex.biber import biblatex_files, needs_biber, run_biber
from reportgen.tex.engine import Engine, find_engine
from reportgen.tex.sandbox import Room
from reportgen.tools import Finished, LocalTools

FILES = ("bib/documents.bib", "bib/works.bib")
WORK = Path("/scratch/work")
BIBER = Path("/usr/bin/biber")


def settings(tools: MemoryTools | None = None) -> Config:
    found = load_config(ROOT, tools or MemoryTools.of(small_project())).value
    assert found is not None
    return replace(found, bibliography_backend="biblatex", bibliography_style="authoryear")


def engine(sandbox: Path | None = Path("/usr/bin/bwrap")) -> Engine:
    return Engine(program=Path("/usr/bin/pdflatex"), sandbox=sandbox, version="1")


def run(output: str = "", *, status: int = 0, made: bytes | None = b"list", with_: Engine | None = None):  # type: ignore[no-untyped-def]
    tools = MemoryTools.of(small_project())
    tools.programs["biber"] = BIBER

    def script(where: MemoryTools, run: Run) -> Finished:
        if made is not None:
            where.put(run.folder / "main.bbl", made)
        return Finished(status=status, output=output, seconds=1)

    tools.script = script
    entries = biblatex_files(settings(), load_library(ROOT, FILES, tools).value).entries
    room = Room(work=WORK, cache=Path("/cache"))
    outcome: Outcome[bytes | None] = run_biber(with_ or engine(), settings(), room, tools, entries)
    return outcome, tools


def test_what_latex_reads() -> None:
    tools = MemoryTools.of(small_project())
    prepared = biblatex_files(settings(), load_library(ROOT, FILES, tools).value)
    assert "style=authoryear" in prepared.assets["reportgen-bibliography.tex"].decode()
    assert b"@book{stern-piles," in prepared.assets["reportgen.bib"]
    assert prepared.lists["works"].text == "\\printbibliography[heading=none,keyword=works]\n"


def test_biber_runs_without_its_configuration_in_the_sandbox() -> None:
    outcome, tools = run()
    assert outcome == Outcome(b"list", ())
    command = tools.runs[0].command
    assert command[0] == "/usr/bin/bwrap"
    assert "--noconf" in command
    assert command[-1] == "main"


def test_without_a_sandbox_biber_is_not_run() -> None:
    outcome, tools = run(with_=engine(None))
    assert outcome.value is None
    assert [d.code for d in outcome.diagnostics] == ["BIB416"]
    assert "bubblewrap" in str(outcome.diagnostics[0].hint)
    assert not tools.runs


def test_biber_is_missing() -> None:
    tools = MemoryTools.of(small_project())
    outcome = run_biber(engine(), settings(), Room(work=WORK, cache=Path("/cache")), tools)
    assert [d.code for d in outcome.diagnostics] == ["CFG006"]


def test_messages_stand_at_their_entry() -> None:
    output = (
        "INFO - This is Biber 2.18\n"
        "WARN - Datamodel: book entry 'stern-piles' (reportgen.bib): Invalid value of field 'date'\nWARNINGS: 1\n"
    )
    outcome, _ = run(output)
    assert outcome.value == b"list"
    (found,) = outcome.diagnostics
    assert found.code == "BIB415"
    assert str(found.place).startswith("bib/works.bib:")


def test_messages_stand_at_the_field_that_they_name() -> None:
    tools = MemoryTools.of(small_project())
    prepared = biblatex_files(settings(), load_library(ROOT, FILES, tools).value)
    entry = prepared.entries["stern-piles"]
    title = entry.fields["title"].place
    assert title is not None
    line = prepared.assets["reportgen.bib"].decode().split("\n").index("@book{stern-piles,") + 1
    output = (
        "INFO - This is Biber 2.18\nINFO - Found BibTeX data source 'reportgen.bib'\n"
        "WARN - Datamodel: Entry 'stern-piles' (reportgen.bib): Invalid value of field 'title'\n"
        f'ERROR - BibTeX subsystem: /tmp/x_1.utf8, line {line}, syntax error: found "x", expected y\n'
    )
    tools.programs["biber"] = BIBER
    tools.put(WORK / "reportgen.bib", prepared.assets["reportgen.bib"])

    def script(where: MemoryTools, run: Run) -> Finished:
        where.put(run.folder / "main.bbl", b"list")
        return Finished(status=0, output=output, seconds=1)

    tools.script = script
    room = Room(work=WORK, cache=Path("/cache"))
    found = run_biber(engine(), settings(), room, tools, prepared.entries).diagnostics
    assert [(d.code, d.place) for d in found] == [("BIB415", title), ("BIB416", entry.place)]


def test_an_error_of_biber() -> None:
    outcome, _ = run("ERROR - Cannot find 'main.bcf'!\nINFO - ERRORS: 1\n", status=2, made=None)
    assert outcome.value is None
    assert [(d.code, d.message) for d in outcome.diagnostics] == [("BIB416", "biber: Cannot find 'main.bcf'!")]


@pytest.mark.parametrize(("status", "made"), [(137, None), (0, None), (255, b"half")])
def test_a_run_that_makes_no_list(status: int, made: bytes | None) -> None:
    outcome, _ = run("killed", status=status, made=made)
    assert outcome.value is None
    assert [d.code for d in outcome.diagnostics] == ["BIB416"]


@pytest.mark.parametrize(
    ("before", "after", "needed"),
    [
        ({}, {}, False),
        ({}, {"main.bcf": b"1"}, True),
        ({"main.bcf": b"1"}, {"main.bcf": b"1"}, True),
        ({"main.bcf": b"1", "main.bbl": b""}, {"main.bcf": b"1"}, False),
        ({"main.bcf": b"1", "main.bbl": b""}, {"main.bcf": b"2"}, True),
    ],
)
def test_when_biber_must_run(*, before: dict[str, bytes], after: dict[str, bytes], needed: bool) -> None:
    assert needs_biber(before, after) is needed


@pytest.mark.tex
@pytest.mark.skipif(shutil.which("biber") is None, reason="needs biber")
def test_a_hostile_control_file_reaches_nothing(tmp_path: Path) -> None:
    tools = LocalTools()
    found = find_engine(replace(settings(), engine="lualatex"), tools).value
    if found is None or found.sandbox is None:
        pytest.skip("needs lualatex and a sandbox that works")
    target = tmp_path / "outside"
    work = tmp_path / "work"
    (work / "biber.conf").parent.mkdir()
    (tmp_path / "cache").mkdir()
    (work / "biber.conf").write_text(f"`touch {target}`;\n")
    (work / "main.bcf").write_text(f"<bcf:controlfile><evil>`touch {target}`</evil></bcf:controlfile>\n")
    outcome = run_biber(found, settings(), Room(work=work, cache=tmp_path / "cache"), tools)
    assert outcome.value is None
    assert {d.code for d in outcome.diagnostics} == {"BIB416"}
    assert not target.exists()
