"""Which parts of a report are looked at, and the digests by which they are known again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, cast

import pytest
from memory import ROOT, SOURCES, MemoryTools
from small_project import small_project

from reportgen.cache import Cache
from reportgen.checks.report import Report
from reportgen.checks.watched import LEAVES, Look, Watched, digest, look_digest
from reportgen.diagnostics import Place
from reportgen.documents.locator import parse_locator
from reportgen.preparation import prepare
from reportgen.records.record import LeftOut


@pytest.fixture(scope="module")
def report() -> Report:
    found = prepare(ROOT, SOURCES, MemoryTools.of(small_project()), lambda _: None).value
    assert found is not None
    return found


LOOKS: dict[str, tuple[Callable[[Report], object], set[Look]]] = {
    "a part": (lambda r: r.config.report, {("config", None)}),
    "a kind of record": (lambda r: r.records.of("events"), {("records.by_kind", "events")}),
    "a kind that is not there": (lambda r: r.records.of("glossary"), {("records.by_kind", "glossary")}),
    "all records": (lambda r: r.records.claims, {("records.by_kind", None)}),
    "an entry": (lambda r: "x" in r.library.entries, {("library.entries", "x")}),
    "how many there are": (lambda r: bool(r.documents), {("documents", None)}),
    "a file": (lambda r: r.composition.files["main.tex"], {("composition.files", "main.tex")}),
    "what is worked out": (
        lambda r: r.whole,
        {("records.complete", None), ("library.complete", None), ("composition.complete", None)},
    ),
    "what is worked out of a part of a part": (
        lambda r: r.material.records.whole,
        {("records.complete", None), ("records.left_out", None)},
    ),
}


@pytest.mark.parametrize("name", LOOKS)
def test_what_is_looked_at_is_noted(report: Report, name: str) -> None:
    look, expected = LOOKS[name]
    looked: set[Look] = set()
    assert look(cast("Report", Watched(report, looked))) == look(report)
    assert expected <= looked
    assert {path for path, _ in looked} == {path for path, _ in expected}


def _records(**changed: Any) -> Callable[[Report], Report]:
    return lambda r: replace(r, records=replace(r.records, **changed))


def _library(**changed: Any) -> Callable[[Report], Report]:
    return lambda r: replace(r, library=replace(r.library, **changed))


def _composition(**changed: Any) -> Callable[[Report], Report]:
    return lambda r: replace(r, composition=replace(r.composition, **changed))


CHANGED: dict[str, Callable[[Report], Report]] = {
    "documents": lambda r: replace(r, documents={}),
    "tables": lambda r: replace(r, tables={}),
    "figures": lambda r: replace(r, figures=r.tables),
    "records.by_kind": _records(by_kind={}),
    "records.left_out": lambda r: replace(
        r, records=replace(r.records, left_out={"x": LeftOut(record=next(iter(r.records.by_id.values())), why="y")})
    ),
    "library.entries": _library(entries={}),
    "library.left_out": _library(left_out={"x": "y"}),
    "composition.files": _composition(files={}),
    "composition.shortened": _composition(shortened={"x": "y"}),
    "config": lambda r: replace(r, config=replace(r.config, quotation_words=3)),
    "lock": lambda r: replace(r, lock=replace(r.lock, complete=False)),
    "records.complete": _records(complete=False),
    "library.complete": _library(complete=False),
    "composition.cited": _composition(cited=frozenset({"x"})),
    "composition.passages": _composition(passages=frozenset({parse_locator("D1#p1")})),
    "composition.figures": _composition(figures=("x",)),
    "composition.tables": _composition(tables=("x",)),
    "composition.end_line": _composition(end_line="x"),
    "composition.complete": _composition(complete=False),
    "composition.used": _composition(used=frozenset({"x"})),
}


@pytest.mark.parametrize("path", LEAVES)
def test_a_digest_follows_its_part_and_no_other(report: Report, path: str) -> None:
    other, tools = CHANGED[path](report), MemoryTools()
    for each in LEAVES:
        before, now = (look_digest(one, (each, None), Cache(ROOT, tools)) for one in (report, other))
        assert before is not None
        assert (before != now) == (each == path)
    root = path.partition(".")[0]
    before, now = (digest(root, getattr(one, root), Cache(ROOT, tools)) for one in (report, other))
    assert before != now


def test_one_value_of_a_mapping_has_a_digest_of_its_own(report: Report) -> None:
    cache = Cache(ROOT, MemoryTools())
    id_, record = next(iter(report.records.by_id.items()))
    moved = replace(record, place=Place(file=record.place.file, line=99))
    other = replace(report, records=replace(report.records, by_id={**report.records.by_id, id_: moved}))
    ids = [*report.records.by_id, "nothing"]
    changed = [
        each for each in ids
        if look_digest(report, ("records.by_id", each), cache) != look_digest(other, ("records.by_id", each), cache)
    ]  # fmt: skip
    assert changed == [id_]


def test_what_nobody_knows_has_no_digest(report: Report) -> None:
    assert look_digest(report, ("rulings", None), Cache(ROOT, MemoryTools())) is None
