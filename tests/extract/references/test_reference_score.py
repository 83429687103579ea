"""The score on annotated references must not fall; benchmarks/reference_score.py prints it in full."""

from __future__ import annotations

import importlib.util
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[3]
# Lowest micro F1 that is accepted: on lines that were used to find faults, and on those that were not.
FLOORS = {False: 0.95, True: 0.85}


@pytest.fixture(scope="module")
def reference_score() -> Iterator[ModuleType]:
    spec = importlib.util.spec_from_file_location("reference_score", ROOT / "benchmarks" / "reference_score.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    yield module
    del sys.modules[spec.name]


@pytest.mark.parametrize("sealed", [False, True])
def test_the_fields_of_annotated_references_are_found(reference_score: Any, *, sealed: bool) -> None:
    score = reference_score.Score()
    for path in sorted((ROOT / "tests" / "gold" / "references").glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            gold = json.loads(line)
            if "raw" in gold and bool(gold.get("sealed")) is sealed:
                parsed = reference_score.parse_reference(gold["raw"])
                score.compare(path.name, gold["raw"], gold.get("csl") or {}, parsed[0].csl)
    counts = [score.fields[name] for name in reference_score.FIELDS]
    right, found, expected = (sum(getattr(count, part) for count in counts) for part in ("right", "found", "expected"))
    f1 = 2 * right / (found + expected)
    assert score.works > 100
    assert f1 >= FLOORS[sealed], "\n".join((f"F1 {f1:.3f}", *score.misses))
