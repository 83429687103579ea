"""Editions: their text, their names, and how they are laid over the settings."""

from __future__ import annotations

import pytest
from change import change
from memory import ROOT, MemoryTools

from reportgen.config import CONFIG_FILE, load_config
from reportgen.diagnostics import Place
from reportgen.editions import Edition, Filter, is_name, read_edition
from reportgen.manifest import build_options, record_of

EDITION = Edition(
    name="trade",
    settings=(("report", "title", "Trade — “alone”"), ("layout", "colour", "grey"), ("product", "exhibits", ["a"])),
    filters=(Filter(kind="indicators", field="theme", values=("trade", "arms")), Filter(field="review", values=("x",))),
    places={("report", "title"): Place(file="rows.csv", line=2, column=7)},
)


def test_an_edition_comes_back_from_its_text_without_its_places() -> None:
    again = read_edition(EDITION.text())
    assert again == EDITION
    assert again is not None
    assert again.places == {}
    assert read_edition("") is None


def test_the_text_of_an_edition_is_one_line_that_says_all(project: dict[str, str]) -> None:
    other = Edition(name="trade", settings=EDITION.settings)
    assert EDITION.text() != other.text()
    assert EDITION.text().isascii()
    options = build_options(None, "1", edition=EDITION)
    assert (options["edition"], options["product"]) == (EDITION.text(), "")
    assert record_of(ROOT, options) == ROOT / "build" / "batch" / "trade" / "build.json"


@pytest.mark.parametrize("name", ["trade", "D1-D3", "2024_03", "торговля", "贸易", "a.b", "x" * 100])
def test_names_that_can_be_folders(name: str) -> None:
    assert is_name(name)


@pytest.mark.parametrize(
    "name", ["", ".", "..", "../x", "a/b", "-a", ".lock", "a.", "a b", "x" * 101, "e\u0301", "贸" * 40]
)
def test_names_that_cannot(name: str) -> None:
    assert not is_name(name)


def test_filters_are_shown_as_they_are_written() -> None:
    assert str(EDITION.filters[0]) == "indicators.theme = trade; arms"
    assert str(EDITION.filters[1]) == "review = x"
    assert str(Filter(kind="documents", field="id", values=("D1",))) == "documents = D1"


def test_an_edition_is_laid_over_the_report_and_over_a_product(project: dict[str, str]) -> None:
    project[CONFIG_FILE] += '\n[products.card]\noutput = "card.pdf"\ncolour = "colour"\npaper = "letter"\n'
    tools = MemoryTools.of(project)
    for product, output, paper in (("", "briefing.pdf", "a4"), ("card", "card.pdf", "letter")):
        config, found = load_config(ROOT, tools, product=product, edition=EDITION)
        assert config is not None
        assert found == ()
        assert (config.output, config.paper, config.colour) == (output, paper, "grey")
        assert (config.report["title"], config.report["number"]) == ("Trade — “alone”", "T-1")
        assert config.exhibits == ("a",)
        assert config.pdf == ROOT / "build" / "batch" / "trade" / output
        assert config.cache == ROOT / "build" / "cache"
        assert not config.whole


def test_what_is_wrong_with_a_setting_of_an_edition_is_shown_where_it_is_written(project: dict[str, str]) -> None:
    place = Place(file="rows.csv", line=3, column=5)
    edition = Edition(name="x", settings=(("report", "date", "soon"),), places={("report", "date"): place})
    _, found = load_config(ROOT, MemoryTools.of(project), edition=edition)
    assert [(d.code, d.place) for d in found] == [("CFG004", place)]


def test_no_product_takes_the_folder_of_editions(project: dict[str, str]) -> None:
    change(project, CONFIG_FILE, "[report]", "[products.batch]\n[report]")
    (found,) = load_config(ROOT, MemoryTools.of(project)).diagnostics
    assert found.message == "'batch' cannot be the name of a product: it names a folder in build/"
