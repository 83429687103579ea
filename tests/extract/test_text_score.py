"""The score on our own annotated texts must not fall; benchmarks/text_score.py prints it in full."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def text_score() -> Iterator[ModuleType]:
    spec = importlib.util.spec_from_file_location("text_score", ROOT / "benchmarks" / "text_score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    yield module
    del sys.modules[spec.name]


# Lowest F1 that is accepted: on texts that were used to find faults, and on those that were not.
FLOORS = {
    "quantity": (0.97, 0.93),
    "event": (0.92, 0.80),
    "statement": (0.88, 0.75),
    "entity": (0.90, 0.75),
    "agreement": (0.80, 0.60),
}


@pytest.mark.parametrize("sealed", [False, True])
@pytest.mark.parametrize("kind", FLOORS)
def test_the_annotated_is_found_and_little_else(text_score: Any, kind: str, *, sealed: bool) -> None:
    tally = text_score.Tally()
    for case in text_score.text_cases(sealed=sealed):
        if kind in case.gold:
            reading = text_score.Reading(text_score.read(case.path))
            items = text_score.finder(text_score.Kind(kind))(reading)
            text_score.score(kind, case.gold[kind], items, reading.document, tally)
    f1 = 2 * tally.hits / (2 * tally.hits + len(tally.missed) + len(tally.false))
    assert tally.hits > 5
    assert f1 >= FLOORS[kind][sealed], "\n".join((f"F1 {f1:.3f}", *tally.missed, *tally.false))


def test_a_match_needs_overlap_and_equal_values(text_score: Any) -> None:
    item = text_score.Item(kind="quantity", start=5, end=9, fields={"value": 0.1 + 0.2, "unit": "km"})
    assert text_score.same_quantity({"start": 8, "end": 12, "value": 0.3, "unit": "km"}, item)
    assert not text_score.same_quantity({"start": 9, "end": 12, "value": 0.3, "unit": "km"}, item)
    assert not text_score.same_quantity({"start": 5, "end": 9, "value": 0.3}, item)
    assert not text_score.same_quantity({"start": 5, "end": 9, "value": 0.4, "unit": "km"}, item)
