"""Passes with a scripted engine: when they end, why another is needed, and what a failure says."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from memory import ROOT, MemoryTools, Run
from small_project import small_project

from reportgen.config import Config, load_config
from reportgen.diagnostics import Outcome, Place, Related
from reportgen.markup import Tex, mark, traced, unmark
from reportgen.tex.cited_pages import with_pages_once
from reportgen.tex.engine import Engine
from reportgen.tex.passes import Compilation, typeset
from reportgen.tex.tree import TexTree
from reportgen.tools import Finished

TEMPLATE = Place(file="report/sections/body.tex.j2", line=7, column=1)
RECORD = Place(file="data/events.csv", line=3, column=9)
ENGINE = Engine(program=Path("/usr/bin/lualatex"), sandbox=None, version="1")
HEAD = "This is LuaHBTeX, Version 1.15.0\n file:line:error style messages enabled.\n**main.tex\n(./main.tex\n"
BODY = "(./sections/01-body.tex\n"
DONE = Finished(status=0, output="", seconds=2.0)
FAILED = Finished(status=1, output="", seconds=0.5)


def config() -> Config:
    found = load_config(ROOT, MemoryTools.of(small_project())).value
    assert found is not None
    return found


def tree(body: str = "the text\n") -> TexTree:
    """Return a tree with one section, whose text is `body` from a record, and the class."""
    section = unmark(f"{mark(TEMPLATE, data=False)}x {traced(Tex(body), RECORD)}")
    main = unmark(f"{mark(Place(file='report/main.tex.j2', line=1), data=False)}\\input{{sections/01-body}}\n")
    return TexTree(
        composed={"main.tex": main, "sections/01-body.tex": section},
        assets={"briefing.cls": b"% the class\n"},
        sources={"briefing.cls": "report/briefing.cls"},
    )


@dataclass
class FakeEngine:
    """Writes what a step says, one step a run of the report; the run that warms the fonts writes nothing.

    A step maps endings to contents (`aux`, `toc`, `log`, `pdf` ...), or is what the engine returns.
    """

    steps: list[Mapping[str, str | bytes] | Finished | Callable[[MemoryTools, Run], Finished]]
    warm: Finished = DONE
    seen: list[dict[str, bytes]] = field(default_factory=list)
    reasons: list[str] = field(default_factory=list)

    def __call__(self, tools: MemoryTools, run: Run) -> Finished:
        if run.command[-1] == "warm.tex":
            return self.warm
        self.seen.append({path.name: data for path, data in tools.files.items() if run.folder in path.parents})
        step = self.steps[len(self.seen) - 1]
        if callable(step):
            return step(tools, run)
        if isinstance(step, Finished):
            return step
        files = {"log": HEAD + ")\n", "pdf": b"%PDF", **step}
        failed = "error" in files
        for ending, text in files.items():
            if text and ending != "error":
                tools.put(run.folder / f"main.{ending}", text)
        return FAILED if failed else DONE

    def typeset(
        self, tree_: TexTree | None = None, auxiliary: Mapping[str, bytes] | None = None, **settings: float
    ) -> Outcome[Compilation]:
        """Typeset a tree with this engine; nothing but the font cache may be left behind."""
        tools = MemoryTools(script=self)
        used = replace(config(), **settings)  # type: ignore[arg-type]
        outcome = typeset(tree_ or tree(), used, ENGINE, auxiliary or {}, tools, self.reasons.append)
        assert not [path for path in tools.files if Path("/scratch") in path.parents]
        return outcome


def test_one_pass_is_enough_when_it_reads_what_it_wrote() -> None:
    engine = FakeEngine([{"aux": "\\relax \n\\newlabel{a}{{1}{1}}\n", "toc": "x\n"}])
    outcome = engine.typeset(auxiliary={"main.aux": b"\\relax \n\\newlabel{a}{{1}{1}}\n", "main.toc": b"x\n"})
    assert outcome.diagnostics == ()
    assert outcome.value.pdf == b"%PDF"
    assert [p.reason for p in outcome.value.passes] == ["the text changed"]
    assert outcome.value.passes[0].seconds == 2.0
    assert dict(outcome.value.auxiliary) == {"main.aux": b"\\relax \n\\newlabel{a}{{1}{1}}\n", "main.toc": b"x\n"}
    assert set(engine.seen[0]) == {"main.tex", "01-body.tex", "briefing.cls", "main.aux", "main.toc"}


def test_a_report_without_references_needs_one_pass_from_nothing() -> None:
    outcome = FakeEngine([{"aux": "\\relax \n", "toc": "", "out": ""}]).typeset()
    assert [p.reason for p in outcome.value.passes] == ["first pass"]


def test_a_second_pass_reads_what_the_first_wrote() -> None:
    engine = FakeEngine([{"aux": "\\newlabel{a}{{1}{1}}\n", "pdf": b"1"}, {"pdf": b"2"}])
    outcome = engine.typeset()
    assert outcome.diagnostics == ()
    assert [p.reason for p in outcome.value.passes] == ["first pass", "main.aux changed"]
    assert outcome.value.pdf == b"2"
    assert engine.seen[1]["main.aux"] == b"\\newlabel{a}{{1}{1}}\n"
    assert engine.reasons == ["preparing fonts", "pass 1: first pass", "pass 2: main.aux changed"]


def test_a_third_pass_is_run_when_the_contents_moved_the_pages() -> None:
    engine = FakeEngine(
        [{"aux": "\\newlabel{a}{{1}{1}}\n", "toc": "1\n"}, {"aux": "\\newlabel{a}{{1}{2}}\n", "toc": "2\n"}, {}]
    )
    outcome = engine.typeset()
    assert outcome.diagnostics == ()
    assert [p.reason for p in outcome.value.passes] == [
        "first pass", "main.aux, main.toc changed", "main.aux, main.toc changed",
    ]  # fmt: skip


SEEN = "\\rgseen{pe-a}{3}{3}\n"


def test_a_second_mention_on_a_page_moves_nothing() -> None:
    before = with_pages_once(f"\\relax \n{SEEN}".encode())
    outcome = FakeEngine([{"aux": f"\\relax \n{SEEN}\\citation{{D1}}\n{SEEN}"}]).typeset(auxiliary={"main.aux": before})
    assert len(outcome.value.passes) == 1
    assert outcome.value.auxiliary["main.aux"].decode() == f"\\relax \n\\citation{{D1}}\n{SEEN}"


def test_a_mention_on_another_page_needs_a_pass() -> None:
    engine = FakeEngine([{"aux": f"\\relax \n{SEEN}\\rgseen{{pe-a}}{{4}}{{4}}\n"}, {}])
    outcome = engine.typeset(auxiliary={"main.aux": with_pages_once(f"\\relax \n{SEEN}".encode())})
    assert [p.reason for p in outcome.value.passes] == ["the text changed", "main.aux changed"]


def test_pages_are_kept_once_in_their_order() -> None:
    nine, ten = "\\rgseen{b}{9}{ix}", "\\rgseen{b}{10}{x}"
    lines = [ten, "\\newlabel{a}{{1}{1}}", nine, "\\rgseen{a}{10}{x}", nine]
    assert with_pages_once("\n".join([*lines, ""]).encode()).decode().splitlines() == [
        "\\newlabel{a}{{1}{1}}", "\\rgseen{a}{10}{x}", nine, ten,
    ]  # fmt: skip
    assert with_pages_once(b"\\relax\n\xff\n") == b"\\relax\n\xff\n"


def test_citations_in_the_aux_file_are_for_bibtex_and_need_no_pass() -> None:
    outcome = FakeEngine([{"aux": "\\relax \n\\citation{D1}\n\\bibdata{x}\n"}]).typeset()
    assert len(outcome.value.passes) == 1


def test_a_new_entry_of_the_list_of_works_costs_one_pass() -> None:
    old = b"\\relax \n\\newlabel{a}{{1}{1}}\n\\bibcite{k1}{D1}\n\\newlabel{b}{{1}{2}}\n"
    new = "\\relax \n\\newlabel{a}{{1}{1}}\n\\bibcite{k1}{D1}\n\\newlabel{b}{{1}{2}}\n\\bibcite{k2}{D2}\n"
    works = tree("\\bibitem[{D1}]{k1} A. \\bibitem[{D2}]{k2} B.\n")
    engine = FakeEngine([{"aux": new}])
    outcome = engine.typeset(works, {"main.aux": old})
    assert len(outcome.value.passes) == 1
    assert b"\\bibcite{k2}{D2}" in engine.seen[0]["main.aux"]


def test_a_label_of_a_citation_that_changes_costs_another_pass() -> None:
    works = tree("\\bibitem[{D1}]{k1} A.\n")
    outcome = FakeEngine([{"aux": "\\bibcite{k1}{D9}\n"}] * 2).typeset(works, {"main.aux": b"\\bibcite{k1}{D1}\n"})
    assert len(outcome.value.passes) == 2


def test_a_label_that_never_settles_is_named() -> None:
    steps = [{"aux": f"\\newlabel{{a}}{{{{1}}{{1}}}}\n\\newlabel{{sec:odd}}{{{{1}}{{{n}}}}}\n"} for n in range(9)]
    engine = FakeEngine([*steps])
    outcome = engine.typeset()
    assert outcome.value.pdf is None
    assert len(engine.seen) == 4
    (found,) = outcome.diagnostics
    assert found.code == "TEX610"
    assert found.message == "page numbers do not settle in 4 passes; still moving: label 'sec:odd'"


def test_a_line_of_the_contents_that_never_settles_is_shown() -> None:
    engine = FakeEngine([{"toc": f"\\contentsline {{section}}{{Odd}}{{{n}}}\n"} for n in range(4)])
    (found,) = engine.typeset().diagnostics
    assert found.message.endswith("still moving: main.toc: \\contentsline {section}{Odd}{3}")


# --- failures --------------------------------------------------------------------------------------

UNDEFINED = (
    f"{HEAD}{BODY}./sections/01-body.tex:1: Undefined control sequence.\nl.1 x \\badmacro\n"
    "                  here\n./sections/01-body.tex:1:  ==> Fatal error occurred, no output PDF file produced!\n"
)


def test_an_error_of_tex_is_shown_at_the_template_and_the_record() -> None:
    engine = FakeEngine([{"log": UNDEFINED, "pdf": "", "error": "x"}])
    outcome = engine.typeset(tree("\\badmacro here\n"))
    assert outcome.value.pdf is None
    assert outcome.value.log == UNDEFINED
    (found,) = outcome.diagnostics
    assert found.code == "TEX602"
    assert found.message == "TeX does not know the command \\badmacro"
    assert found.place == RECORD
    assert found.related == (Related(message="printed here", place=TEMPLATE),)


def test_an_error_in_the_text_of_a_template_is_shown_there_with_its_column() -> None:
    log = UNDEFINED.replace("l.1 x \\badmacro", "l.1 \\badmacro")
    section = unmark(f"{mark(TEMPLATE, data=False)}\\badmacro here\n")
    broken = replace(tree(), composed={**tree().composed, "sections/01-body.tex": section})
    (found,) = FakeEngine([{"log": log, "pdf": "", "error": "x"}]).typeset(broken).diagnostics
    assert (found.place, found.end_column, found.related) == (TEMPLATE, 10, ())


def test_an_error_in_the_log_is_one_whatever_the_engine_returns() -> None:
    outcome = FakeEngine([{"log": UNDEFINED}]).typeset()
    assert outcome.value.pdf is None
    assert [d.code for d in outcome.diagnostics] == ["TEX602"]


def test_damaged_auxiliary_files_are_dropped_and_the_report_is_set_again_from_nothing() -> None:
    broken = f"{HEAD}(./main.aux\n./main.aux:1: Undefined control sequence.\nl.1 \\garbage\n            \n"
    engine = FakeEngine(
        [{"log": broken, "pdf": "", "error": "x"}, {"aux": "\\newlabel{a}{{1}{1}}\n"}, {"pdf": b"good"}]
    )
    outcome = engine.typeset(auxiliary={"main.aux": b"\\garbage"})
    assert outcome.diagnostics == ()
    assert outcome.value.pdf == b"good"
    assert engine.seen[0]["main.aux"] == b"\\garbage"
    assert engine.seen[1]["main.aux"] == b"\\relax\n"
    assert [p.reason for p in outcome.value.passes] == ["first pass", "main.aux changed"]


def test_an_error_in_a_file_that_a_person_edits_is_not_tried_again() -> None:
    engine = FakeEngine([{"log": UNDEFINED, "pdf": "", "error": "x"}])
    outcome = engine.typeset(auxiliary={"main.aux": b"\\relax"})
    assert [d.code for d in outcome.diagnostics] == ["TEX602"]
    assert len(engine.seen) == 1


def test_an_error_that_stays_without_auxiliary_files_is_reported_once() -> None:
    broken = f"{HEAD}(./main.aux\n./main.aux:1: Undefined control sequence.\nl.1 \\garbage\n            \n"
    engine = FakeEngine([{"log": broken, "pdf": "", "error": "x"}] * 2)
    outcome = engine.typeset(auxiliary={"main.aux": b"\\garbage"})
    assert [d.code for d in outcome.diagnostics] == ["TEX602"]
    assert len(engine.seen) == 2


@pytest.mark.parametrize(
    ("finished", "code", "words"),
    [
        (Finished(status=-9, output="", seconds=9, stopped="time"), "TEX611", "TeX was stopped after 7 s"),
        (Finished(status=-24, output="", seconds=9), "TEX611", "TeX was stopped after 7 s"),
        (Finished(status=152, output="", seconds=9), "TEX611", "TeX was stopped after 7 s"),
        (Finished(status=153, output="", seconds=9), "TEX611", "a file grew beyond 256 MB"),
        (Finished(status=-25, output="", seconds=9), "TEX611", "a file grew beyond 256 MB"),
        (Finished(status=-11, output="", seconds=9), "TEX612", "TeX crashed (signal 11)"),
        (Finished(status=139, output="", seconds=9), "TEX612", "TeX crashed (signal 11)"),
        (Finished(status=134, output="", seconds=9), "TEX612", "TeX crashed (signal 6)"),
        (Finished(status=137, output="", seconds=9), "TEX612", "TeX crashed (signal 9)"),
        (Finished(status=1, output="cannot start\n", seconds=9), "TEX612", "TeX ended with status 1: cannot start"),
    ],
)
def test_an_engine_that_is_stopped_or_dies_says_why(finished: Finished, code: str, words: str) -> None:
    outcome = FakeEngine([finished]).typeset(timeout_s=7)
    assert outcome.value.pdf is None
    (found,) = outcome.diagnostics
    assert found.code == code
    assert words in found.message


def test_a_run_without_a_pdf_is_a_failure_even_with_status_0() -> None:
    outcome = FakeEngine([{"pdf": "", "log": f"{HEAD})\nNo pages of output.\n"}]).typeset()
    assert outcome.value.pdf is None
    (found,) = outcome.diagnostics
    assert found.code == "TEX612"
    assert "No pages of output." in found.message


def test_a_log_that_is_not_utf_8_is_read() -> None:
    outcome = FakeEngine([{"log": f"{HEAD})\n".encode() + b"Latin \xe9\n"}]).typeset()
    assert outcome.diagnostics == ()
    assert outcome.value.pdf == b"%PDF"


# --- what is noticed in the last pass ------------------------------------------------------------------


def test_references_and_long_lines_are_judged_in_the_last_pass_only() -> None:
    log = (
        f"{HEAD}{BODY}\nLaTeX Warning: Reference `sec:x' on page 1 undefined on input line 1.\n\n"
        "Overfull \\hbox (20.5pt too wide) in paragraph at lines 1--1\n[] a long word\n\n))\n"
    )
    engine = FakeEngine([{"aux": "\\newlabel{sec:x}{{1}{1}}\n", "log": log}, {}])
    assert engine.typeset().diagnostics == ()
    found = FakeEngine([{"log": log}]).typeset().diagnostics
    assert [(d.code, d.place) for d in found] == [("TEX605", TEMPLATE), ("TEX604", TEMPLATE)]
    assert "20.5 pt" in found[1].message
    assert [d.code for d in FakeEngine([{"log": log}]).typeset(overfull_pt=21).diagnostics] == ["TEX605"]


def test_a_missing_glyph_is_shown_at_the_record_that_has_it() -> None:
    log = (
        f"{HEAD}{BODY}\n./sections/01-body.tex:1: Missing character: There is no 鿿 (U+9FFF) in font "
        "file:PTF55F.ttf:!\nl.1 x a 鿿\n           \n"
    )
    (found,) = FakeEngine([{"log": log, "pdf": "", "error": "x"}]).typeset(tree("a 鿿\n")).diagnostics
    assert (found.code, found.place) == ("TEX608", RECORD)


# --- fonts ---------------------------------------------------------------------------------------------


def commands(tools: MemoryTools, name: str) -> list[Run]:
    return [run for run in tools.runs if run.command[-1] == name]


def test_the_font_cache_is_made_once_and_belongs_to_the_fonts() -> None:
    tools = MemoryTools(script=FakeEngine([{}, {}, {}]))
    for fonts in (b"a", b"a", b"b"):
        typeset(replace(tree(), assets={"fonts/serif.ttf": fonts}), config(), ENGINE, {}, tools, lambda _: None)
    assert len(commands(tools, "warm.tex")) == 2
    caches = {path.parent for path in tools.files if path.name == "complete"}
    assert len(caches) == 2
    assert {cache.parent for cache in caches} == {ROOT / "build" / "cache"}


def test_a_failed_run_that_loads_the_fonts_is_tried_again_next_time() -> None:
    tools = MemoryTools(script=FakeEngine([{}, {}], warm=FAILED))
    for _ in range(2):
        typeset(tree(), config(), ENGINE, {}, tools, lambda _: None)
    assert len(commands(tools, "warm.tex")) == 2


def test_only_the_trusted_run_may_write_the_font_cache() -> None:
    tools = MemoryTools(script=FakeEngine([{}]))
    typeset(tree(), config(), replace(ENGINE, sandbox=Path("/usr/bin/bwrap")), {}, tools, lambda _: None)
    (warm,), (report,) = commands(tools, "warm.tex"), commands(tools, "main.tex")
    assert warm.command[warm.command.index("/texcache") - 2] == "--bind"
    assert report.command[report.command.index("/texcache") - 2] == "--ro-bind"
