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
        ("TAB304", "caption: Traffic grows", "▸caption:"),
        ("TAB304", "source: Documents D1 and D2", "▸source: ''"),
        ("TAB301", "source: Documents D1 and D2", "▸source: [D1, D2]"),
        ("TAB301", "source:", "wide: ▸maybe\nsource:"),
        ("TAB301", "source:", "▸short: [a, b]\nsource:"),
        ("TAB301", "source:", "▸notes: {a: b}\nsource:"),
        ("TAB301", "- head: Value\n  field:", "- head: Value\n  ▸feild:"),
        ("TAB301", "source:", "pivot: {rows: a, ▸colums: b}\nsource:"),
        ("TAB301", "source:", "join:\n- {records: a, ▸onn: b}\nsource:"),
    ],
)
def test_faults(project: dict[str, str], code: str, old: str, new: str) -> None:
    place = change(project, FILE, old, new)
    assert shown(load(project).diagnostics) == [(code, str(place))]


def test_a_key_that_is_missing_is_shown_at_the_start(project: dict[str, str]) -> None:
    change(project, FILE, "caption: Traffic grows\n", "")
    assert shown(load(project).diagnostics) == [("TAB304", f"{FILE}:1")]


@pytest.mark.parametrize(("word", "on"), [("yes", True), ("True", True), ("no", False), ("false", False)])
def test_switches(project: dict[str, str], word: str, on: bool) -> None:  # noqa: FBT001
    change(project, FILE, "source:", f"wide: {word}\nsource:")
    exhibits, found = load(project)
    assert found == ()
    assert exhibits["indicators"].switched_on("wide") is on
    assert exhibits["indicators"].switched_on("landscape") is False


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
    assert [exhibit.readable for exhibit in exhibits.values()] == [False, False]
    assert shown(found) == [("TAB301", FILE), ("TAB301", "report/tables/other.yaml:1:1")]


@pytest.mark.parametrize(
    ("old", "new", "column"),
    [
        ("source:", "notes:\nsource:", "notes"),
        ("source:", "short: # to come\nsource:", "short"),
        ("- head:", "- width:\n  head:", "width"),
        ("- head:", "- align: [left, right]\n  head:", "align"),
    ],
)
def test_a_key_that_says_nothing_or_too_much_is_told_once(
    project: dict[str, str], old: str, new: str, column: str
) -> None:
    change(project, FILE, old, new)
    exhibits, (found,) = load(project)
    assert (found.code, f"'{column}'" in found.message) == ("TAB301", True)
    assert not exhibits["indicators"].readable
