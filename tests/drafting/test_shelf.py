"""The shelf of documents that were read."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from reportgen.documents.read import read_document
from reportgen.drafting import shelf as module
from reportgen.drafting.shelf import Shelf, put_away
from reportgen.tools import LocalTools

TEXTS = {"a.txt": "Harbour\n\nThe harbour has 14 berths.\n", "b/ö.md": "# Lock\n\nThe lock was closed on 3 May 2021.\n"}


def filled(folder: Path) -> Shelf:
    tools = LocalTools()
    for name, text in TEXTS.items():
        document = read_document(name, name, text.encode(), tools).value
        assert document is not None
        put_away(folder, document, tools)
    return Shelf(folder, {"D1": "a.txt", "D2": "b/ö.md"}, tools)


def test_a_document_comes_back_as_it_was_read_under_its_id(tmp_path: Path) -> None:
    shelf = filled(tmp_path)
    assert list(shelf) == ["D1", "D2"]
    for id_, (name, text) in zip(shelf, TEXTS.items(), strict=True):
        read = read_document(name, name, text.encode(), LocalTools()).value
        assert read is not None
        assert shelf[id_] == replace(read, id=id_)


def test_one_that_was_not_put_there_is_missing(tmp_path: Path) -> None:
    shelf = filled(tmp_path)
    assert "D3" not in shelf
    assert shelf.get("D3") is None
    with pytest.raises(KeyError):
        shelf["D3"]


def test_few_stay_in_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shelf = filled(tmp_path)
    assert shelf["D1"] is shelf["D1"]
    monkeypatch.setattr(module, "_HELD", 10)
    first = shelf["D1"]
    assert shelf["D2"] is shelf["D2"]
    assert shelf["D1"] is not first
