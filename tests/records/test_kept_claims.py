"""What was found in a claim is told again as long as the claim, its documents and the words asked for are the same."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from change import change
from memory import ROOT, SOURCES, MemoryTools
from small_project import small_project

from reportgen.cache import Cache, Pieces
from reportgen.diagnostics import Diagnostic
from reportgen.preparation import find_documents
from reportgen.records import evidence, load_records
from reportgen.records.evidence import check_evidence
from reportgen.records.lock import load_lock
from reportgen.records.record import Claim
from reportgen.records.sources import Sources

if TYPE_CHECKING:
    import pytest

EVENTS = "data/events.csv"


def check(tools: MemoryTools, kept: Pieces | None) -> tuple[Diagnostic, ...]:
    records = load_records(ROOT, tools).value
    documents = find_documents(SOURCES, records, tools).value
    found = check_evidence(records, documents, load_lock(ROOT, tools).value, 8, kept)
    if kept is not None:
        kept.keep()
    return found


def test_only_an_edited_claim_is_held_against_its_passages_again(monkeypatch: pytest.MonkeyPatch) -> None:
    files = small_project()
    tools = MemoryTools.of(files)
    cache = Cache(ROOT / "build" / "cache", tools)
    held: list[str] = []
    hold = Sources.check

    def noted(sources: Sources, claim: Claim) -> Iterator[tuple[str, Diagnostic]]:
        held.append(claim.id)
        return hold(sources, claim)

    monkeypatch.setattr(Sources, "check", noted)
    assert check(tools, cache.pieces("claims", "x")) == check(tools, None)
    held.clear()
    check(tools, cache.pieces("claims", "x"))
    assert not held
    change(files, EVENTS, "The board meets.", "The Bord meets.")
    tools.put(ROOT / EVENTS, files[EVENTS])
    found = check(tools, cache.pieces("claims", "x"))
    assert len(held) == 1
    assert found == check(tools, None)


def test_a_word_that_others_write_as_well_is_asked_for_each_time() -> None:
    plain = evidence._pack_held(([], {"bord": True}))
    assert evidence._unpack_held(plain) == ([], {"bord": True})
    pieces = Pieces(known={"k": plain}, write=lambda _: None)
    faults, asked = pieces.fetch(
        "k", lambda: ([], {"bord": False}), evidence._pack_held, evidence._unpack_held,
        holds=lambda held: not held[1]["bord"],
    )  # fmt: skip
    assert (faults, asked) == ([], {"bord": False})
