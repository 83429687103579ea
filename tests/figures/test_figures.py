"""Figures from declaration and records to a picture: what is refused, drawn, and kept."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import pikepdf
import pytest
from change import change
from memory import ROOT, MemoryTools

from reportgen.bibliography import load_library
from reportgen.config import load_config
from reportgen.diagnostics import Diagnostic, Place
from reportgen.exhibits import Exhibit, load_exhibits
from reportgen.figures import (
    FIGURE_KEYS,
    Look,
    Material,
    check_figure,
    draw_figures,
    draw_svgs,
    figure_block,
)
from reportgen.fonts import find_fonts
from reportgen.markup import unmark
from reportgen.records import load_records
from reportgen.tools import LocalTools

FILE = "report/figures/f.yaml"
CACHE = ROOT / "build" / "cache" / "figures"
TIMELINE = """\
kind: timeline
records: events
caption: What happened & when
short: Events
source: Documents
notes: One note
description: Two events.
"""
SLIP = TIMELINE.replace("timeline", "slip").replace("events", "milestones")


def exhibit(yaml: str) -> Exhibit:
    exhibits, diagnostics = load_exhibits(ROOT, "report/figures", FIGURE_KEYS, MemoryTools.of({FILE: yaml}))
    assert diagnostics == ()
    return exhibits["f"]


def material(project: dict[str, str]) -> Material:
    tools = MemoryTools.of(project)
    library = load_library(ROOT, ("bib/documents.bib", "bib/works.bib"), tools).value
    return Material(records=load_records(ROOT, tools).value, library=library)


def at(found: Diagnostic) -> str:
    return f"{found.code} {found.place}"


@pytest.mark.parametrize(
    ("yaml", "expected", "hint"),
    [
        (TIMELINE.replace("timeline", "timelin"), f"TAB301 {FILE}:1:7", "did you mean 'timeline'?"),
        (TIMELINE.replace("kind: timeline\n", ""), f"TAB301 {FILE}:1", None),
        (TIMELINE.replace("events\n", "event\n", 1), f"TAB302 {FILE}:2:10", "did you mean 'events'?"),
        (TIMELINE.replace("records: events\n", ""), f"TAB302 {FILE}:1", None),
        (TIMELINE + "where:\n  lain: quay\n", f"TAB303 {FILE}:9:3", "did you mean 'lane'?"),
        (TIMELINE + "where:\n  lane: sea\n", f"TAB310 {FILE}:9:9", "there are: board, quay"),
        (TIMELINE + "label: lable\n", f"TAB303 {FILE}:8:8", "did you mean 'label'?"),
        (TIMELINE + "lane: lanne\n", f"TAB303 {FILE}:8:7", "did you mean 'lane'?"),
        (TIMELINE + "lanes: [board, quai]\n", f"TAB310 {FILE}:8:16", "did you mean 'quay'?"),
        (TIMELINE.replace("records: events", "records: gaps"), f"TAB303 {FILE}:2:10", None),
        (SLIP + "marks: [ev-metting]\n", f"TAB302 {FILE}:8:9", "did you mean 'ev-meeting'?"),
    ],
)
def test_a_faulty_declaration_is_shown_at_its_line(
    yaml: str, expected: str, hint: str | None, project: dict[str, str]
) -> None:
    (found,) = check_figure(exhibit(yaml), material(project)).diagnostics
    assert at(found) == expected
    assert hint is None or found.hint == hint


def test_a_filter_chooses_the_records_and_a_timeline_those_with_a_label(project: dict[str, str]) -> None:
    def ids(yaml: str) -> list[str]:
        outcome = check_figure(exhibit(yaml), material(project))
        assert outcome.diagnostics == ()
        return [record.id for record in outcome.value]

    assert ids(TIMELINE) == ["ev-meeting", "ev-closing"]
    assert ids(TIMELINE + "where: {lane: quay}\n") == ["ev-closing"]
    assert ids(TIMELINE + "where: {lane: [quay, board]}\n") == ["ev-meeting", "ev-closing"]
    change(project, "data/events.csv", "Board meets,", ",")
    assert ids(TIMELINE) == ["ev-closing"]
    assert ids(TIMELINE + "label: event\n") == ["ev-meeting", "ev-closing"]


def test_the_block_says_everything_that_belongs_to_a_figure() -> None:
    composed = unmark(figure_block(exhibit(TIMELINE)))
    begin, *lines, end = composed.text.splitlines()
    assert begin.replace("begin", "end") == end
    assert lines == [
        r"\caption[Events]{What happened \& when}\label{fig:f}",
        r"\includegraphics{figures/f.pdf}",
        r"\exhibitnote{One note}",
        r"\exhibitdescription{Two events.}",
        r"\exhibitsource{Documents}",
    ]
    assert composed.places(2, 20) == (Place(file=FILE, line=1), Place(file=FILE, line=3, column=10))


# --- drawing -------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def fonts() -> dict[str, Path]:
    """The report's own fonts on this machine."""
    tools = LocalTools()
    config = load_config(Path(__file__).parents[2], tools).value
    assert config is not None
    found = dict(find_fonts(config, tools).value)
    if not {"sans-regular", "sans-bold"} <= found.keys():
        pytest.skip("needs the report's fonts")
    return found


@pytest.fixture
def machine(fonts: dict[str, Path]) -> MemoryTools:
    """A machine in memory that has the real fonts."""
    tools = MemoryTools()
    for path in fonts.values():
        tools.put(path, path.read_bytes())
    return tools


@pytest.mark.parametrize("yaml", [TIMELINE, SLIP], ids=["timeline", "slip"])
def test_a_figure_is_drawn_once_for_each_content(
    yaml: str, project: dict[str, str], fonts: dict[str, Path], machine: MemoryTools
) -> None:
    def draw() -> bytes:
        outcome = draw_figures(("f",), {"f": exhibit(yaml)}, material(project), Look(), fonts, CACHE, machine)
        assert outcome.diagnostics == ()
        return outcome.value["f"]

    first = draw()
    machine.put(Path("/drawn.pdf"), first)
    with pikepdf.open(io.BytesIO(first)) as pdf:
        assert len(pdf.pages) == 1
    assert len(machine.writes) == 1
    assert draw() == first
    assert len(machine.writes) == 1
    change(project, "data/events.csv", "Board meets,", "Board met,")
    change(project, "data/milestones.csv", ",closing,", ",shutting,")
    assert draw() != first
    assert len(machine.writes) == 2


def test_a_damaged_drawing_in_the_cache_is_drawn_again(
    project: dict[str, str], fonts: dict[str, Path], machine: MemoryTools
) -> None:
    def draw() -> bytes:
        return draw_figures(("f",), {"f": exhibit(TIMELINE)}, material(project), Look(), fonts, CACHE, machine).value[
            "f"
        ]

    first = draw()
    (kept,) = machine.list(CACHE, "*.pdf")
    machine.put(kept, b"%PDF damaged")
    assert draw() == first
    assert [machine.read(path) for path in machine.list(CACHE, "*.pdf")] == [first]


def test_a_character_without_glyph_is_shown_at_its_record(
    project: dict[str, str], fonts: dict[str, Path], machine: MemoryTools
) -> None:
    place = change(project, "data/events.csv", "Board meets,", "Board 鿿,")
    figures, diagnostics = draw_figures(
        ("f",), {"f": exhibit(TIMELINE)}, material(project), Look(), fonts, CACHE, machine
    )
    assert figures == {}
    (found,) = diagnostics
    assert found.code == "TEX608"
    assert found.place is not None
    assert found.place.file == place.file == "data/events.csv"
    assert "U+9FFF" in found.message


def test_a_report_without_figures_needs_no_font_for_them(project: dict[str, str]) -> None:
    assert draw_figures((), {}, material(project), Look(), {}, CACHE, MemoryTools()) == ({}, ())
    (found,) = draw_figures(
        ("f",), {"f": exhibit(TIMELINE)}, material(project), Look(), {}, CACHE, MemoryTools()
    ).diagnostics
    assert at(found) == "CFG007 report/report.toml"


def test_svgs_of_several_figures_can_stand_in_one_page(
    project: dict[str, str], fonts: dict[str, Path], machine: MemoryTools
) -> None:
    exhibits = {"f": exhibit(TIMELINE), "g": replace(exhibit(SLIP), id="g")}

    def draw() -> dict[str, str]:
        outcome = draw_svgs(("f", "g"), exhibits, material(project), Look(), fonts, CACHE, machine)
        assert outcome.diagnostics == ()
        return dict(outcome.value)

    first = draw()
    assert len(machine.writes) == 2
    assert draw() == first
    assert len(machine.writes) == 2
    roots = {id_: ET.fromstring(text) for id_, text in first.items()}
    ids = [part.get("id") for root in roots.values() for part in root.iter() if part.get("id")]
    assert ids == ["fig-f", "fig-f-title", "fig-f-desc", "fig-g", "fig-g-title", "fig-g-desc"]
    root = roots["f"]
    assert root.get("role") == "img"
    svg = "{http://www.w3.org/2000/svg}"
    assert [root.findtext(f"{svg}title"), root.findtext(f"{svg}desc")] == ["What happened & when", "Two events."]
    assert "Board meets" in [text.text for text in root.iter(f"{svg}text")]
