"""The folder that TeX works in, as a value."""

from __future__ import annotations

import errno
from dataclasses import replace
from pathlib import Path

import pytest
from memory import ROOT, MemoryTools, failed
from small_project import small_project

from reportgen.config import Config, load_config
from reportgen.diagnostics import Outcome
from reportgen.markup import unmark
from reportgen.records.share import Share
from reportgen.tex.scripts import needs_shaping
from reportgen.tex.tree import TexTree, assemble, metadata

FONT = Path("/fonts/PTF55F.ttf")


def config(tools: MemoryTools | None = None) -> Config:
    found = load_config(ROOT, tools or MemoryTools.of(small_project())).value
    assert found is not None
    return found


def gather(tools: MemoryTools, **figures: bytes) -> Outcome[TexTree]:
    tools.put(FONT, b"font")
    files = {"main.tex": unmark("main\n"), "sections/01-a.tex": unmark("a\n")}
    return assemble(config(tools), files, figures, {"serif-regular": FONT}, tools)


def test_everything_has_a_plain_generated_name() -> None:
    tree, diagnostics = gather(MemoryTools.of(small_project()), timeline=b"%PDF")
    assert diagnostics == ()
    assert sorted(tree.contents()) == [
        "briefing.cls", "figures/timeline.pdf", "fonts/serif-regular.ttf", "main.tex",
        "reportgen-columns.tex", "reportgen-fonts.tex", "reportgen-layout.tex",
        "reportgen-metadata.tex", "sections/01-a.tex",
    ]  # fmt: skip
    assert tree.contents()["main.tex"] == b"main\n"
    assert tree.contents()["fonts/serif-regular.ttf"] == b"font"
    assert dict(tree.sources) == {"briefing.cls": "report/briefing.cls"}


def test_the_page_settings_come_to_the_class() -> None:
    tools = MemoryTools.of(small_project())
    made = replace(config(tools), paper="letter", size="large")
    tree = assemble(made, {}, {}, {}, tools).value
    assert tree.assets["reportgen-layout.tex"].decode().split() == [
        r"\newcommand*\rgpaper{letter}", r"\newcommand*\rgcolour{colour}", r"\newcommand*\rgsize{large}",
    ]  # fmt: skip


def test_english_text_is_tied_and_other_text_is_not() -> None:
    tools = MemoryTools.of(small_project())
    made = config(tools)
    tied = assemble(made, {"main.tex": unmark("Table 2\n")}, {}, {}, tools).value
    assert tied.composed["main.tex"].text == "Table~2\n"
    other = replace(made, report={**made.report, "language": "de"})
    assert (
        assemble(other, {"main.tex": unmark("Table 2\n")}, {}, {}, tools).value.composed["main.tex"].text == "Table 2\n"
    )


def test_further_styles_of_the_project_come_along() -> None:
    tools = MemoryTools.of({**small_project(), "report/extra.sty": "% style\n", "elsewhere/x.sty": "% no\n"})
    tree = gather(tools).value
    assert tree.contents()["extra.sty"] == b"% style\n"
    assert tree.sources["extra.sty"] == "report/extra.sty"
    assert "x.sty" not in tree.contents()


def test_a_class_of_another_name_is_found_under_its_own() -> None:
    files = small_project()
    files["report/house.cls"] = files.pop("report/briefing.cls")
    files["report/report.toml"] = files["report/report.toml"].replace("[build]", '[build]\nclass = "report/house.cls"')
    tree, diagnostics = gather(MemoryTools.of(files))
    assert diagnostics == ()
    assert dict(tree.sources) == {"briefing.cls": "report/house.cls"}


def test_a_missing_class_is_an_error_in_the_settings() -> None:
    files = small_project()
    del files["report/briefing.cls"]
    (found,) = gather(MemoryTools.of(files)).diagnostics
    assert (found.code, str(found.place)) == ("CFG005", "report/report.toml")
    assert found.message == "the class report/briefing.cls does not exist"


def test_a_class_or_font_that_cannot_be_read_is_an_error() -> None:
    tools = MemoryTools.of(small_project())
    tools.put(FONT, b"font")
    tools.faults[FONT] = failed(errno.EACCES)
    tools.faults[ROOT / "report" / "briefing.cls"] = failed(errno.EACCES)
    tools.faults[ROOT / "report" / "report.toml"] = failed(errno.EACCES)
    settings = config()
    found = assemble(settings, {}, {}, {"serif-regular": FONT}, tools).diagnostics
    assert {d.code for d in found} == {"CFG005", "CFG007"}
    assert all("Permission denied" in d.message or "does not exist" in d.message for d in found)


def test_the_digest_is_that_of_names_and_contents() -> None:
    first = gather(MemoryTools.of(small_project()), a=b"1", b=b"2").value
    again = gather(MemoryTools.of(small_project()), b=b"2", a=b"1").value
    swapped = gather(MemoryTools.of(small_project()), a=b"2", b=b"1").value
    assert first.digest == again.digest != swapped.digest


def test_the_share_reviewed_is_given_where_anything_was_extracted() -> None:
    text = metadata(config(), Share(reviewed=12, proposed_total=214, rejected=3))
    assert r"\newcommand*\rgextracted{214}" in text
    assert r"\newcommand*\rgreviewed{12}" in text
    assert r"\newcommand*\rgreviewpercent{5}" in text
    assert metadata(config(), Share(written=9)) == metadata(config())


def test_the_cover_is_set_from_escaped_texts() -> None:
    settings = replace(config(), report={**config().report, "title": "R&D: 100%", "cut-off": "5 {x}"})
    text = metadata(settings)
    assert "\\newcommand*\\rgtitle{R\\&D: 100\\%}\n" in text
    assert "\\newcommand*\\rgcutoff{5 \\{x\\}}\n" in text
    assert "\\newcommand*\\rgdate{3 February 2022}\n" in text


def test_the_identity_of_the_pdf_follows_from_its_settings_alone() -> None:
    def trailer(text: str) -> str:
        return next(line for line in text.splitlines() if "trailerid" in line)

    settings = config()
    moved = replace(settings, project=Path("/elsewhere"))
    other = replace(settings, report={**settings.report, "version": "2.0"})
    assert trailer(metadata(settings)) == trailer(metadata(moved)) != trailer(metadata(other))
    assert "/elsewhere" not in metadata(moved)


@pytest.mark.parametrize(
    ("text", "needed"),
    [
        ("Ćirić, Đặng, Ångström ﬁ – “x” №", False), ("Ёлка, Ξενία, Ґ", False), ("x̌", True), ("ა ბ", False),
        ("سلام", True), ("שלום", True), ("हिन्दी", True), ("ไทยนี้", True), ("", False),
    ],
)  # fmt: skip
def test_a_text_is_shaped_in_full_where_marks_or_its_direction_ask_for_it(text: str, *, needed: bool) -> None:
    assert needs_shaping(text) is needed


def test_luatex_sets_a_text_itself_unless_it_needs_shaping() -> None:
    tools = MemoryTools.of(small_project())
    tools.put(FONT, b"no font")

    def setup(text: str, engine: str = "lualatex") -> str:
        settings = replace(config(), engine=engine)
        tree = assemble(settings, {"main.tex": unmark(text)}, {}, {"serif-regular": FONT}, tools).value
        return tree.assets["reportgen-fonts.tex"].decode()

    assert "mode=base" in setup("plain")
    assert "mode=node" in setup("x̌")
    assert "/OT:" in setup("plain", "xelatex")


def test_what_makes_the_bytes_the_same_is_said_to_each_engine() -> None:
    said = {e: metadata(replace(config(), engine=e)) for e in ("lualatex", "pdflatex", "xelatex")}
    assert r"\pdfvariable trailerid{[<" in said["lualatex"]
    assert r"\pdftrailerid{" in said["pdflatex"]
    assert r"\pdfvariable" not in said["pdflatex"] + said["xelatex"]
    assert all(r"\tracinglostchars=3" in text for text in said.values())


def test_pdftex_gets_fonts_of_its_own() -> None:
    tools = MemoryTools.of(small_project())
    tools.put(FONT, b"no font")
    settings = replace(config(), engine="pdflatex")
    outcome = assemble(settings, {"main.tex": unmark("main\n")}, {}, {"serif-regular": FONT}, tools)
    assert [d.code for d in outcome.diagnostics] == ["CFG007", "CFG006"]


def test_what_another_maker_of_lists_needs_lies_beside_the_class() -> None:
    tools = MemoryTools.of(small_project())
    files = {"main.tex": unmark("main\n")}
    bibtex = assemble(replace(config(), bibliography_backend="bibtex"), files, {}, {}, tools).value
    assert b"\\@cite@ofmt" in bibtex.assets["reportgen-bibliography.tex"]
    assert "reportgen-bibliography.tex" not in assemble(config(), files, {}, {}, tools).value.assets
    assert assemble(config(), files, {}, {}, tools, {"reportgen.bib": b"x"}).value.assets["reportgen.bib"] == b"x"
