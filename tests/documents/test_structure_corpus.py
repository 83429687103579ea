"""The five documents of the corpus, read over by hand: kinds in runs, markers and metadata; skipped without them."""

import json
import os
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest
from plain_layout import layout

from reportgen.documents.structure import understand

HERE = Path(__file__).resolve().parents[1]
GOLD = [json.loads(line) for line in (HERE / "gold/corpus/structure.jsonl").read_text(encoding="utf-8").splitlines()]
FOLDER = Path(os.environ.get("REPORTGEN_SOURCES", HERE.parent / "data/sources"))


@pytest.mark.parametrize("gold", GOLD, ids=lambda gold: gold["document"][:3])
def test_structure_of_the_corpus(gold: dict[str, Any]) -> None:
    path = FOLDER / gold["document"]
    if not path.exists():
        pytest.skip("the corpus is not here")
    found, markers, known = understand(layout(path.read_bytes().decode()))
    assert (len(found), found[0].start, found[-1].end) == (gold["segments"], gold["first"], gold["last"])
    assert [[kind, len(list(run))] for kind, run in groupby(s.kind.value for s in found)] == gold["kinds"]
    assert [[m.start, m.note] for m in markers] == gold["markers"]
    values = {
        name: [fact.value for fact in value] if name == "authors" else value.value
        for name in known.__slots__
        if (value := getattr(known, name))
    }
    assert values == gold["metadata"]
