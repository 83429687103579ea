"""Dumped preambles: when one is made, kept, made anew, or refused."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from memory import ROOT, MemoryTools, Run
from small_project import small_project

from reportgen.config import Config, load_config
from reportgen.markup import unmark
from reportgen.tex.engine import Engine
from reportgen.tex.formats import Format, preamble_format
from reportgen.tex.sandbox import Room
from reportgen.tex.tree import TexTree
from reportgen.tools import Finished

LUA = Engine(program=Path("/usr/bin/lualatex"), sandbox=None, version="1")
PDF = Engine(program=Path("/usr/bin/pdflatex"), sandbox=None, version="1")
FORMATS = ROOT / "build" / "cache" / "formats"
ROOM = Room(work=Path(), cache=Path("/cache"), formats=FORMATS)
KOMA = Path("/usr/share/texmf/scrartcl.cls")
LISTS = "### vertical mode entered at line 0\n### current page:\n\\write-{}\n### recent contributions:\n"


def config() -> Config:
    found = load_config(ROOT, MemoryTools.of(small_project())).value
    assert found is not None
    return found


def tree(main: str = "% order\n\\documentclass[a4paper]{briefing}\n", **assets: str) -> TexTree:
    files = {
        "briefing.cls": "% early",
        "briefing-late.sty": "% fonts",
        **{k.replace("_", "."): v for k, v in assets.items()},
    }
    return TexTree(
        composed={"main.tex": unmark(main)}, assets={n: d.encode() for n, d in files.items()}, sources={}
    )  # fmt: skip


@dataclass
class Dumper:
    """Writes a format and the log that a test wants, and keeps the job that it was given."""

    log: str = "This is LuaHBTeX\n"
    data: bytes = b"a format"
    inputs: str = f"INPUT {KOMA}\nINPUT briefing.cls\nINPUT ./format.tex\n"
    jobs: list[str] = field(default_factory=list)

    def __call__(self, tools: MemoryTools, run: Run) -> Finished:
        self.jobs.append(tools.read(run.folder / "format.tex").decode())
        for ending, content in (("log", self.log), ("fmt", self.data), ("fls", self.inputs)):
            if content:
                tools.put(run.folder / f"main.{ending}", content)
        return Finished(status=0, output="", seconds=1)


def machine(dumper: Dumper) -> MemoryTools:
    tools = MemoryTools(script=dumper)
    tools.put(KOMA, "the class of KOMA-Script")
    return tools


def made(tools: MemoryTools, tree_: TexTree | None = None, engine: Engine = LUA) -> Format | str:
    return preamble_format(tree_ or tree(), config(), engine, ROOM, tools, lambda _: None)


def test_a_format_is_dumped_once_and_then_found() -> None:
    dumper = Dumper()
    tools = machine(dumper)
    first, second = made(tools), made(tools)
    assert isinstance(first, Format)
    assert first == second
    assert len(dumper.jobs) == 1
    assert tools.read(FORMATS / f"{first.name}.fmt") == b"a format"
    assert first.resume == "\\RequirePackage{briefing-late}\n"


def test_the_job_reads_the_class_without_its_late_part() -> None:
    dumper = Dumper()
    made(machine(dumper))
    (job,) = dumper.jobs
    assert "\\@namedef{ver@briefing-late.sty}" in job
    assert job.index("\\documentclass[a4paper]{briefing}") < job.index("\\showlists") < job.index("\\dump")


def test_pdftex_keeps_the_fonts_too() -> None:
    dumper = Dumper()
    found = made(machine(dumper), replace(tree(), assets={"briefing.cls": b"%"}), PDF)
    assert isinstance(found, Format)
    assert found.resume.strip() == ""
    assert "late" not in dumper.jobs[0]
    assert "directlua" not in dumper.jobs[0]


def test_what_a_format_loses_is_done_again() -> None:
    log = f"REPORTGEN REQUIRE pdftexcmds\n{LISTS}\\pdfcolorstack 0 push {{0 g 0 G}}\nprevdepth 0.0\n\n! OK.\n"
    found = made(machine(Dumper(log=log)))
    assert isinstance(found, Format)
    assert found.resume.splitlines() == [
        r"\directlua{require('pdftexcmds')}",
        r"\pdfextension colorstack 0 push{0 g 0 G}",
        r"\RequirePackage{briefing-late}",
    ]


@pytest.mark.parametrize(
    ("dumper", "reason"),
    [
        (Dumper(log=f"{LISTS}\\hbox(6.8+0.0)x345.0\nprevdepth 0.0\n"), "puts something on the page"),
        (Dumper(log="REPORTGEN REFUSE the class makes Lua callbacks\n"), "the class makes Lua callbacks"),
        (Dumper(log="! Undefined control sequence.\n"), "could not be dumped"),
        (Dumper(data=b""), "could not be dumped"),
        (Dumper(log=""), "could not be dumped"),
    ],
)
def test_a_preamble_that_cannot_be_kept_is_refused_once_with_the_reason(dumper: Dumper, reason: str) -> None:
    tools = machine(dumper)
    for _ in range(2):
        found = made(tools)
        assert isinstance(found, str)
        assert reason in found
    assert len(dumper.jobs) == 1
    assert not [path for path in tools.files if path.suffix == ".fmt"]


@pytest.mark.parametrize("main", ["\\RequirePackage{x}\\documentclass{briefing}", "\\documentclass{article}", "text"])
def test_a_report_that_does_not_begin_with_its_class_has_no_format(main: str) -> None:
    assert isinstance(made(machine(Dumper()), tree(main)), str)


def test_a_class_without_a_late_part_cannot_be_kept_where_fonts_are_lost() -> None:
    assert "briefing-late.sty" in str(made(machine(Dumper()), replace(tree(), assets={"briefing.cls": b"%"})))


def _other_tex(tools: MemoryTools) -> None:
    tools.put(KOMA, "a newer class, of another size")


def _truncated(tools: MemoryTools) -> None:
    (path,) = (path for path in tools.files if path.suffix == ".fmt")
    tools.put(path, b"a fo")


def _no_record(tools: MemoryTools) -> None:
    (path,) = (path for path in tools.files if path.suffix == ".json")
    tools.put(path, b"{]")


def _other_version(tools: MemoryTools) -> None:
    (path,) = (path for path in tools.files if path.suffix == ".json")
    tools.put(path, json.dumps(json.loads(tools.read(path)) | {"version": 0}))


@pytest.mark.parametrize("harm", [_other_tex, _truncated, _no_record, _other_version])
def test_a_format_that_is_damaged_or_out_of_date_is_made_again(harm: Callable[[MemoryTools], None]) -> None:
    dumper = Dumper()
    tools = machine(dumper)
    made(tools)
    harm(tools)
    assert isinstance(made(tools), Format)
    assert len(dumper.jobs) == 2
    assert isinstance(made(tools), Format)
    assert len(dumper.jobs) == 2


def test_other_page_settings_have_a_format_of_their_own() -> None:
    dumper = Dumper()
    tools = machine(dumper)
    for paper in ("a4", "letter", "a4"):
        made(tools, tree(**{"reportgen-layout_tex": paper}))
    assert len(dumper.jobs) == 2


def test_an_edit_of_the_class_makes_another_format_and_the_oldest_are_removed() -> None:
    dumper = Dumper()
    tools = machine(dumper)
    for number in range(9):
        made(tools, tree(briefing_cls=f"% {number}"))
    assert len(dumper.jobs) == 9
    assert len([path for path in tools.files if path.suffix == ".fmt"]) == 6
