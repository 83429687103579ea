from __future__ import annotations

import errno

import pytest
from change import change, shown
from memory import ROOT, MemoryTools, failed

from reportgen.exhibits import load_exhibits, trees
from reportgen.tables import TABLE_KEYS

FILE = "report/tables/indicators.yaml"


def load(project: dict[str, str]):  # type: ignore[no-untyped-def]
    return load_exhibits(ROOT, "report/tables", TABLE_KEYS, MemoryTools.of(project))


def test_a_declaration(project: dict[str, str]) -> None:
    change(project, FILE, "source:", "notes: one\nshort: ~\nsource:")
    exhibits, found = load(project)
    assert found == ()
    exhibit = exhibits["indicators"]
    assert (exhibit.text("caption"), exhibit.text("short"), exhibit.texts("notes")) == ("Traffic grows", None, ("one",))
    assert exhibit.texts("group") == ()
    assert len(trees(exhibit.tree.get("columns"))) == 3
    assert trees(exhibit.tree.get("caption")) == ()


@pytest.mark.parametrize(
    ("code", "old", "new"),
    [
        ("TAB301", "caption:", "▸captoin: x\ncaption:"),
        ("TAB301", "caption: Traffic grows", "caption: Traffic grows\n▸caption: x"),
        ("TAB301", "", "▸▸- a\n"),
        ("TAB301", "", "▸▸"),
        ("TAB304", "records", "▸▸records"),
    ],
)
def test_faults(project: dict[str, str], code: str, old: str, new: str) -> None:
    place = change(project, FILE, old, new)
    if code == "TAB304":
        project[FILE] = project[FILE].replace("caption: Traffic grows", "caption:")
    assert shown(load(project).diagnostics) == [(code, str(place))]


def test_hints(project: dict[str, str]) -> None:
    change(project, FILE, "caption:", "captoin: x\nxyz: y\ncaption:")
    first, second = load(project).diagnostics
    assert first.hint == "did you mean 'caption'?"
    assert second.hint is not None
    assert second.hint.startswith("known are: records, where")


def test_files_that_cannot_be_read(tools: MemoryTools) -> None:
    tools.faults[ROOT / FILE] = failed(errno.EACCES)
    tools.put(ROOT / "report/tables/other.yaml", b"\xff")
    exhibits, found = load_exhibits(ROOT, "report/tables", TABLE_KEYS, tools)
    assert exhibits == {}
    assert shown(found) == [("TAB301", FILE), ("TAB301", "report/tables/other.yaml")]
