"""Faults of syntax and missing glyphs of a whole project, with its class and its fonts."""

from __future__ import annotations

from change import change
from font_files import font
from memory import ROOT, MemoryTools
from small_project import small_project

from reportgen.cache import Cache
from reportgen.checks import Report
from reportgen.checks.preflight import preflight
from reportgen.diagnostics import Diagnostic
from reportgen.preparation import prepare

BODY = "report/sections/body.tex.j2"
FONT = ROOT / "report/fonts/a.ttf"
ASCII = "".join(map(chr, range(0x20, 0x7F))) + "“”¶–—é"


def project() -> dict[str, str]:
    """Return the small project with a font for each family."""
    files = small_project()
    change(files, "report/report.toml", '"PTF55F.ttf"', '"a.ttf"\nsans-regular = "a.ttf"\nmono-regular = "a.ttf"')
    return files


def machine(files: dict[str, str]) -> MemoryTools:
    """Return a machine with a project and its font."""
    tools = MemoryTools.of(files)
    tools.put(FONT, font(ASCII))
    return tools


def report_of(tools: MemoryTools) -> Report:
    """Return the composed report."""
    report = prepare(ROOT, None, tools, lambda _: None).value
    assert report is not None
    return report


def check(files: dict[str, str]) -> tuple[Diagnostic, ...]:
    """Look at a project, without a cache and twice with one."""
    tools = machine(files)
    report = report_of(tools)
    found = preflight(report, tools)
    cache = Cache(ROOT / "build/cache", tools)
    assert preflight(report, tools, cache) == found
    assert preflight(report, tools, Cache(ROOT / "build/cache", tools)) == found
    return found


def test_nothing_is_said_of_a_report_that_is_right() -> None:
    assert check(project()) == ()


def test_a_fault_of_syntax_is_shown_in_the_template() -> None:
    files = project()
    change(files, BODY, "\\section{The quay}", "\\section{The quay")
    assert [(d.code, str(d.place)) for d in check(files)] == [("SEC514", f"{BODY}:1:9")]


def test_a_fault_of_a_macro_is_shown_in_the_macro() -> None:
    files = project()
    change(files, "report/tables/cells.tex.j2", "((( row.cite )))", "\\emph{((( row.cite )))")
    found = check(files)
    assert {(d.code, str(d.place)) for d in found} == {("SEC514", "report/tables/cells.tex.j2:1:30")}


def test_a_character_without_a_glyph_is_shown_in_the_template() -> None:
    files = project()
    change(files, BODY, "One writer", "One → writer")
    assert [(d.code, str(d.place)) for d in check(files)] == [("TEX608", f"{BODY}:5:5")]


def test_a_character_without_a_glyph_is_shown_in_the_record() -> None:
    files = project()
    change(files, "data/indicators.csv", "Cost of the quay", "Cost → of the quay")
    (found,) = check(files)
    assert (found.code, str(found.place)) == ("TEX608", "data/indicators.csv:3:16")


def test_one_fault_of_syntax_hides_what_it_may_have_caused() -> None:
    files = project()
    change(files, BODY, "One writer", "One → \\emph{writer")
    assert [d.code for d in check(files)] == ["SEC514"]


def test_what_the_class_defines_is_known() -> None:
    files = project()
    change(files, BODY, "One writer", "\\begin{box}\nR&D\n\\end{box}\nOne writer")
    assert check(files) == ()
    files["report/briefing.cls"] += "\\newenvironment{box}{\\begin{quote}}{\\end{quote}}\n"
    assert [(d.code, str(d.place)) for d in check(files)] == [("SEC519", f"{BODY}:6:2")]


def test_fonts_that_are_not_there_are_left_to_the_build() -> None:
    files = project()
    change(files, BODY, "One writer", "One → writer")
    tools = MemoryTools.of(files)
    assert preflight(report_of(tools), tools) == ()


def test_a_font_that_was_moved_is_looked_for_again() -> None:
    tools = machine(project())
    cache = Cache(ROOT / "build/cache", tools)
    report = report_of(tools)
    assert preflight(report, tools, cache) == ()
    tools.put(ROOT / "report/fonts/deeper/a.ttf", font(ASCII.replace("¶", "")))
    tools.remove(FONT)
    assert {d.code for d in preflight(report, tools, cache)} == {"TEX608"}
