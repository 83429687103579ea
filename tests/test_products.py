"""Several products of one project: settings, what they hold, what is asked of them, where their output lies."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from change import change, shown
from memory import ROOT, SOURCES, MemoryTools
from pdf_files import pdf_bytes
from pikepdf import Pdf
from projects import write_files
from small_project import small_project

from reportgen.checks.pdf_rules import pages_are_as_many_as_wanted
from reportgen.checks.report import Report
from reportgen.cli import main
from reportgen.config import CONFIG_FILE, Config, load_config
from reportgen.diagnostics import Diagnostic, Outcome, Severity
from reportgen.figures import look_of
from reportgen.idle import repeat
from reportgen.manifest import Manifest, build_options, explain_build, unchanged, write_manifest
from reportgen.pdf import read_pdf
from reportgen.pipeline import output_lock
from reportgen.preparation import prepare, verify
from reportgen.products import folder as folder_of
from reportgen.products import lay_over
from reportgen.tex.tree import assemble
from reportgen.tools import LocalTools

CARD = """
[layout]
paper = "letter"

[products.card]
class = "report/card.cls"
main = "report/card.tex.j2"
output = "card.pdf"
colour = "grey"
exhibits = []

[products.card.report]
number = "T-1/C"
"""
CARD_MAIN = r"""\documentclass{briefing}
\begin{document}
((( section("body") )))
((( bibliography("works", cited=true) )))
((( bibliography("corpus") )))
((( report_end() )))
\end{document}
"""


@pytest.fixture
def project() -> dict[str, str]:
    """The small project with a second product, which leaves out its table."""
    files = small_project()
    files[CONFIG_FILE] += CARD
    return {**files, "report/card.tex.j2": CARD_MAIN, "report/card.cls": files["report/briefing.cls"]}


def load(project: dict[str, str], product: str = "card") -> Outcome[Config | None]:
    return load_config(ROOT, MemoryTools.of(project), product=product)


def prepared(project: dict[str, str], product: str = "card", sources: Path | None = SOURCES) -> Outcome[Report | None]:
    return prepare(ROOT, sources, MemoryTools.of(project), lambda _: None, product=product)


def whole(project: dict[str, str], product: str = "card") -> Report:
    report, found = prepared(project, product)
    assert report is not None
    assert [d for d in found if d.severity is not Severity.NOTE] == []
    return report


def body(report: Report) -> str:
    return report.composition.files["sections/01-body.tex"].text


# --- settings ----------------------------------------------------------------------------------


def test_a_product_is_laid_over_the_report(project: dict[str, str]) -> None:
    card, found = load(project)
    assert card is not None
    assert found == ()
    assert (card.class_file, card.main_template, card.output) == ("report/card.cls", "report/card.tex.j2", "card.pdf")
    assert (card.paper, card.colour, card.engine) == ("letter", "grey", "lualatex")
    assert (card.report["number"], card.report["title"]) == ("T-1/C", "The quay at Tarn")
    assert (card.exhibits, card.pages, card.product, card.products) == ((), 0, "card", ("card",))
    assert card.pdf == ROOT / "build" / "card" / "card.pdf"
    report = load(project, "").value
    assert report is not None
    assert (report.class_file, report.colour, report.report["number"]) == ("report/briefing.cls", "colour", "T-1")
    assert (report.exhibits, report.product, report.pdf) == (None, "", ROOT / "build" / "briefing.pdf")
    assert report.cache == card.cache == ROOT / "build" / "cache"


@pytest.mark.parametrize(("name", "hint"), [("crad", "did you mean 'card'?"), ("map", "there are: card")])
def test_a_product_that_does_not_exist(project: dict[str, str], name: str, hint: str) -> None:
    config, (found,) = load(project, name)
    assert config is None
    assert (found.code, found.message, found.hint) == ("CFG015", f"there is no product '{name}'", hint)


def test_a_project_without_products_says_how_to_declare_one() -> None:
    _, (found,) = load(small_project())
    assert (found.code, found.hint) == ("CFG015", "declare it in report/report.toml as [products.card]")


@pytest.mark.parametrize("product", ["", "card"])
@pytest.mark.parametrize(
    ("code", "old", "new"),
    [
        ("CFG003", "exhibits = []", "▸exhibit = []"),
        ("CFG004", "exhibits = []", "▸exhibits = 3"),
        ("CFG004", "exhibits = []", "▸pages = 0"),
        ("CFG004", 'output = "card.pdf"', '▸output = "../card.pdf"'),
        ("CFG004", 'colour = "grey"', '▸colour = "red"'),
        ("CFG004", 'main = "report/card.tex.j2"', '▸main = "/etc/card.tex.j2"'),
        ("CFG004", '[products.card.report]\nnumber = "T-1/C"', "▸report = 3"),
        ("CFG004", 'number = "T-1/C"', '▸date = "soon"'),
        ("CFG004", "[products.card.report]", "▸▸[products.cache]\n[products.card.report]"),
    ],
)  # fmt: skip
def test_faults_of_a_product_are_told_whatever_is_built(
    project: dict[str, str], product: str, code: str, old: str, new: str
) -> None:
    place = change(project, CONFIG_FILE, old, new)
    _, found = load(project, product)
    assert shown(found) == [(code, str(place))]


def test_a_name_that_cannot_be_that_of_a_folder(project: dict[str, str]) -> None:
    change(project, CONFIG_FILE, "[products.card.report]", '[products."../x"]\n[products.card.report]')
    (found,) = load(project).diagnostics
    assert found.message == "'../x' cannot be the name of a product: it names a folder in build/"


@pytest.mark.parametrize(
    ("code", "old", "new"),
    [
        ("CFG005", 'main = "report/card.tex.j2"', 'main = "▸report/crad.tex.j2"'),
        ("CFG016", "exhibits = []", '▸exhibits = ["quay-tabel"]'),
    ],
)
def test_what_a_product_names_and_nobody_has_is_told_by_the_report(
    project: dict[str, str], code: str, old: str, new: str
) -> None:
    place = change(project, CONFIG_FILE, old, new)
    (found,) = load(project, "").diagnostics
    assert (found.code, found.place and (found.place.file, found.place.line)) == (code, (place.file, place.line))


def test_a_section_that_a_product_includes_is_there(project: dict[str, str]) -> None:
    project["report/card.tex.j2"] += '((= ((( section("gone") ))) =))\n((( section("bdoy") )))\n'
    (found,) = load(project, "").diagnostics
    assert (found.code, found.hint) == ("SEC501", "did you mean 'body'?")
    assert found.place is not None
    assert found.place.file == "report/card.tex.j2"


def test_products_that_are_no_sections(project: dict[str, str]) -> None:
    files = small_project()
    place = change(files, CONFIG_FILE, "[report]", "▸products = 3\n[report]")
    assert load(files, "").diagnostics[0].code == "CFG004"
    change(project, CONFIG_FILE, "[products.card]\n", "[products]\nx = 3\n[products.card]\n")
    assert [d.message for d in load(project).diagnostics] == ["products are given as [products.NAME]"]
    assert place.line == 1


# --- what a product holds ----------------------------------------------------------------------


def test_what_a_product_leaves_out_is_not_printed_and_is_named_where_it_is_referred_to(project: dict[str, str]) -> None:
    card = whole(project)
    assert card.composition.tables == ()
    assert r"\exhibitelsewhere{Table}{Traffic grows} has the numbers." in body(card)
    report = whole(project, "")
    assert report.composition.tables == ("indicators",)
    assert r"\ref*{tab:indicators}" in body(report)


def test_a_product_may_list_what_it_shows(project: dict[str, str]) -> None:
    change(project, CONFIG_FILE, "exhibits = []", 'exhibits = ["indicators"]')
    assert whole(project).composition.tables == ("indicators",)


@pytest.mark.parametrize(
    ("name", "message", "hint"),
    [
        ("indicatos", "there is no table or figure 'indicatos'", "did you mean 'indicators'?"),
        ("other", "no section of the product 'card' includes 'other'", None),
    ],
)
def test_what_is_listed_and_not_shown_is_told(
    project: dict[str, str], name: str, message: str, hint: str | None
) -> None:
    project["report/tables/other.yaml"] = project["report/tables/indicators.yaml"].replace(
        "Traffic grows", "Other traffic"
    )
    place = change(project, CONFIG_FILE, "exhibits = []", f'▸exhibits = ["{name}"]')
    found = [d for d in prepared(project).diagnostics if d.severity is not Severity.NOTE]
    assert [(d.code, d.message, d.hint, d.place) for d in found] == [("CFG016", message, hint, place)]


def test_a_declaration_of_its_own_takes_the_place_of_that_of_the_report(project: dict[str, str]) -> None:
    change(project, CONFIG_FILE, "exhibits = []", 'exhibits = ["indicators"]')
    own = project["report/tables/indicators.yaml"].replace("Traffic grows", "It grows")
    project["report/tables/card/indicators.yaml"] = own
    assert "It grows" in whole(project).composition.files["tables/indicators.tex"].text
    assert "Traffic grows" in whole(project, "").composition.files["tables/indicators.tex"].text


def test_a_list_can_hold_what_the_product_cites_alone(project: dict[str, str]) -> None:
    change(project, "report/sections/body.tex.j2", ', "stern-piles"', "")
    change(project, "report/sections/body.tex.j2", "((* for kind in", "((= x =))\n((* for kind in")
    with_none = whole(project)
    assert with_none.composition.files["bibliography/works.bbl"].text == ""
    change(project, "report/card.tex.j2", "((( bib", "Typed \\cite{stern-piles}. ((( bib")
    with_one = whole(project)
    assert with_one.composition.files["bibliography/works.bbl"].text.count(r"\bibitem") == 1
    assert "Piles and Tides" in with_one.composition.files["bibliography/works.bbl"].text
    # The closing line covers a list that is made last of all.
    assert with_one.composition.end_line != with_none.composition.end_line


def test_a_reference_to_a_section_says_what_to_print_where_a_product_leaves_it_out(project: dict[str, str]) -> None:
    change(project, "report/sections/body.tex.j2", "sec:quay", "sec:body")
    change(
        project,
        "report/sections/body.tex.j2",
        "One writer",
        '((( see("body") ))) ((( see("body", "Part") ))) One writer',
    )
    assert r"section~\ref{sec:body} Part~\ref{sec:body} One" in body(whole(project, ""))
    assert r"\sectionref{sec:body}{section}{the full report}" in body(whole(project))
    assert r"\sectionref{sec:body}{Part}{The full report}" in body(whole(project))
    place = change(project, "report/sections/body.tex.j2", 'see("body")', '▸see("nobody")')
    assert ("SEC501", place.line) in [(d.code, d.place and d.place.line) for d in prepared(project).diagnostics]


def test_a_page_besides_the_pdf_is_made_of_the_report_alone() -> None:
    raw = {"build": {"html": "a.html", "main": "m"}, "products": {"x": {}, "y": {"html": "y.html"}}}
    assert lay_over(raw, "").raw["build"] == raw["build"]
    assert lay_over(raw, "x").raw["build"] == {"main": "m"}
    assert lay_over(raw, "y").raw["build"] == {"main": "m", "html": "y.html"}


@pytest.mark.parametrize(("setting", "widths"), [("", (138.0, 164.0)), ("figure_mm = 86", (86.0, 86.0))])
def test_the_width_of_figures(project: dict[str, str], setting: str, widths: tuple[float, float]) -> None:
    change(project, CONFIG_FILE, "exhibits = []", setting)
    config = load(project).value
    assert config is not None
    look = look_of(config)
    assert (look.width_mm, look.width_mm + look.wide_mm) == widths


def test_products_keep_their_fillings_apart(project: dict[str, str]) -> None:
    tools = MemoryTools.of(project)
    made = [prepare(ROOT, SOURCES, tools, lambda _: None, product=name).value for name in ("", "card", "", "card")]
    texts = [body(report) for report in made if report is not None]
    assert texts[:2] == texts[2:]
    assert texts[0] != texts[1]


# --- what is asked of it -----------------------------------------------------------------------


def test_whether_all_is_used_is_asked_of_the_report_alone(project: dict[str, str]) -> None:
    change(project, "report/sections/body.tex.j2", ', "stern-piles"', "")
    change(project, "report/sections/body.tex.j2", '"gaps",\n', "")
    asked = {"BIB407", "CHK813"}
    assert asked <= {d.code for d in prepared(project, "").diagnostics}
    assert not asked & {d.code for d in prepared(project).diagnostics}


def test_a_silence_is_not_idle_because_a_product_has_no_use_for_it(project: dict[str, str]) -> None:
    project[CONFIG_FILE] += (
        '\n[[checks.allow]]\ncode = "BIB407"\nfile = "bib/works.bib"\nat = "stern-piles"\nreason = "x"\n'
    )
    assert "CHK841" in {d.code for d in prepared(project, "").diagnostics}
    assert "CHK841" not in {d.code for d in prepared(project).diagnostics}


def test_what_a_product_cites_is_locked_and_needed(project: dict[str, str]) -> None:
    change(project, "report/card.tex.j2", "((( bib", '((( cite("D1#p2") ))) ((( bib')
    tools = MemoryTools.of(project)
    assert "SEC506" not in {d.code for d in verify(ROOT, SOURCES, tools, update=True).diagnostics}
    assert b"D1#p2" in tools.read(ROOT / "data" / "evidence.lock")
    for product in ("", "card"):
        found = prepare(ROOT, SOURCES, tools, lambda _: None, product=product).diagnostics
        assert [d for d in found if d.severity is not Severity.NOTE] == []
    change(project, "report/card.tex.j2", '((( cite("D1#p2") )))', "")
    tools.put(ROOT / "report" / "card.tex.j2", project["report/card.tex.j2"])
    found = prepare(ROOT, SOURCES, tools, lambda _: None).diagnostics
    assert "REC226" in {d.code for d in found}


def test_the_lock_is_not_called_stale_while_a_product_cannot_be_read(project: dict[str, str]) -> None:
    change(project, "report/card.tex.j2", '((( section("body") )))', '((( section("nobody") )))')
    assert "REC226" not in {d.code for d in prepared(project, "").diagnostics}


@pytest.mark.parametrize(
    ("pages", "wanted", "messages"),
    [(2, 2, []), (2, 1, ["card.pdf has 2 pages, not 1 page"]), (1, 4, ["card.pdf has 1 pages, not 4 pages"])],
)
def test_the_number_of_pages(project: dict[str, str], pages: int, wanted: int, messages: list[str]) -> None:
    place = change(project, CONFIG_FILE, "exhibits = []", f"▸pages = {wanted}")
    config = load(project).value
    assert config is not None
    pdf = Pdf.new()
    for _ in range(pages):
        pdf.add_blank_page(page_size=(100, 100))
    facts = read_pdf(pdf_bytes(pdf), LocalTools() if shutil.which("pdftotext") else MemoryTools()).value
    if facts is None:
        pytest.skip("needs poppler")
    found = tuple(pages_are_as_many_as_wanted(facts, config))
    assert [(d.code, d.message, d.place) for d in found] == [("PDF715", message, place) for message in messages]


# --- where its output lies ---------------------------------------------------------------------


def test_each_product_has_its_own_record() -> None:
    tools = MemoryTools.of(small_project())
    for product in ("", "card"):
        options = build_options(None, "1", product=product)
        manifest = Manifest(
            options=options, inputs={}, output={"path": "x"}, summary=product, diagnostics=(),
            details={"engine": {"file": f"engine of '{product}'"}},
        )  # fmt: skip
        write_manifest(ROOT, manifest, tools)
        assert f"engine of '{product}'" in explain_build(ROOT, options, tools)
    assert {path.parent for path in tools.files if path.name == "build.json"} == {
        ROOT / "build", ROOT / "build" / "card",
    }  # fmt: skip
    assert unchanged(ROOT, build_options(None, "1", product="other"), None, tools) is None


def test_products_are_locked_apart_and_none_is_made_up(project: dict[str, str]) -> None:
    tools = MemoryTools.of(project)
    tools.taken = {ROOT / "build" / ".lock"}
    with output_lock(ROOT, tools, lambda _: None, "card") as refusal:
        assert refusal is None
    with output_lock(ROOT, tools, lambda _: None) as refusal:
        assert isinstance(refusal, Diagnostic)
    tools.taken = {folder_of(ROOT, "crad") / ".lock"}
    with output_lock(ROOT, tools, lambda _: None, "crad") as refusal:
        assert refusal is None  # that there is no such product is said by the settings


def test_the_class_of_a_product_is_the_one_that_is_read(project: dict[str, str]) -> None:
    change(project, CONFIG_FILE, 'class = "report/card.cls"', 'class = "report/a-card.cls"')
    project["report/a-card.cls"] = "% a card"  # before briefing.cls in the folder
    config = load(project).value
    assert config is not None
    tree = assemble(config, {}, {}, {}, MemoryTools.of(project)).value
    assert tree.assets["briefing.cls"] == b"% a card"
    assert tree.sources["briefing.cls"] == "report/a-card.cls"


def test_a_check_of_a_product_is_repeated_from_its_own_stamp(
    project: dict[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = write_files(tmp_path / "project", project)
    (folder / "build" / "card").mkdir(parents=True)
    for path in folder.rglob("*"):  # so long ago that nothing can have changed unseen
        os.utime(path, (1e9, 1e9))
    asked = ["check", "--project", str(folder), "--product", "card"]
    assert main(asked) == 0
    first = capsys.readouterr()
    assert [path.name for path in (folder / "build").glob("*/check.bin")] in (["check.bin"], [])
    if (folder / "build" / "card" / "check.bin").is_file():
        assert repeat(asked) == 0
        assert capsys.readouterr() == first
    assert repeat([*asked[:-1], "crad"]) is None
    assert repeat([*asked[:-1], "../x"]) is None
    assert not (folder / "build" / "check.bin").exists()


def test_removing_the_output_waits_for_the_builds_of_products(
    project: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = write_files(tmp_path / "project", project)
    waited: list[str] = []
    lock = LocalTools.lock

    def noted(self: LocalTools, path: Path, *, wait_s: float = 0.0) -> object:
        waited.append(path.relative_to(folder).as_posix())
        return lock(self, path, wait_s=wait_s)

    write_files(folder, {"build/card/.lock": ""})
    monkeypatch.setattr(LocalTools, "lock", noted)
    assert main(["clean", "--project", str(folder)]) == 0
    assert waited == ["build/.lock", "build/card/.lock"]
    assert not (folder / "build").exists()
    assert capsys.readouterr().err == ""


def test_a_product_that_does_not_exist_is_told_by_every_command(
    project: dict[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = write_files(tmp_path / "project", project)
    for command in ("build", "check"):
        assert main([command, "--project", str(folder), "--product", "crad", "--format", "short"]) == 2
        assert "error[CFG015] there is no product 'crad'" in capsys.readouterr().err
    assert not (folder / "build" / "crad").exists()
