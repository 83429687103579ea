"""Decisions are saved one by one, agree with the ledger and the lock, and can all be taken back."""

from __future__ import annotations

import contextlib
import csv
import errno
import io
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from memory import ROOT, SOURCES, MemoryTools, failed
from proposed_project import PROPOSED, proposed_project

from reportgen.config import load_config
from reportgen.preparation import prepare
from reportgen.records import load_records
from reportgen.records.ledger import LEDGER_FILE, Ledger, load_ledger, settled
from reportgen.records.lock import LOCK_FILE
from reportgen.reviewing.review import Review, begin
from reportgen.reviewing.rows import CannotEditError

INDICATORS = "data/indicators.csv"


def machine(project: dict[str, str] | None = None) -> MemoryTools:
    """Return a machine with the project, its lock as `reportgen verify --update` leaves it."""
    return MemoryTools.of(project or proposed_project())


def started(tools: MemoryTools, sources: Path | None = SOURCES) -> Review:
    config = load_config(ROOT, tools).value
    assert config is not None
    review = begin(config, sources, tools).value
    assert review is not None
    return review


def text(tools: MemoryTools, file: str) -> str:
    return tools.read(ROOT / file).decode()


def ledger(tools: MemoryTools) -> Ledger:
    found, faults = load_ledger(ROOT, tools)
    assert faults == ()
    return found


def decisions(tools: MemoryTools) -> dict[str, str]:
    return {entry.record: str(entry.decision) for entry in ledger(tools).rows if entry.record in PROPOSED}


def faults(tools: MemoryTools) -> set[str]:
    """Return the codes of what a check says, without what it says of the proposed project itself."""
    found = prepare(ROOT, SOURCES, tools, lambda _: None).diagnostics
    return {d.code for d in found} - {"DOC106", "REC242"}


def test_accepting_changes_one_cell_and_one_row_of_the_ledger() -> None:
    tools = machine()
    before, lock = text(tools, INDICATORS), text(tools, LOCK_FILE)
    started(tools).accept("ind-growth")
    row = next(line for line in before.split("\n") if line.startswith("ind-growth"))
    assert text(tools, INDICATORS) == before.replace(row, row.replace("proposed", "accepted"))
    assert (decisions(tools)["ind-growth"], text(tools, LOCK_FILE)) == ("accepted", lock)
    assert faults(tools) == set()


def test_rejecting_takes_the_row_out_and_the_ledger_remembers_why() -> None:
    tools = machine()
    before = text(tools, INDICATORS)
    started(tools).reject("ind-cost", "a guess")
    row = next(line for line in before.split("\n") if line.startswith("ind-cost"))
    assert text(tools, INDICATORS) == before.replace(f"{row}\n", "")
    entry = ledger(tools).by_record["ind-cost"]
    assert (entry.decision, entry.reason) == ("rejected", "a guess")
    assert "claim ind-cost" not in text(tools, LOCK_FILE)
    assert faults(tools) == set()


def test_an_edit_is_accepted_with_the_lock_kept_true() -> None:
    tools = machine()
    started(tools).accept("ind-growth", {"measure": "Growth of all traffic", "base": "traffic of 2019"})
    assert "ind-growth,traffic,Growth of all traffic,," in text(tools, INDICATORS)
    assert decisions(tools)["ind-growth"] == "edited"
    assert faults(tools) == set()


def test_an_edit_without_a_change_is_an_acceptance() -> None:
    tools = machine()
    started(tools).accept("ind-growth", {"measure": "Growth of traffic"})
    assert decisions(tools)["ind-growth"] == "accepted"


def test_without_the_documents_an_edit_is_saved_and_the_check_says_that_nobody_verified_it() -> None:
    tools = machine()
    lock = text(tools, LOCK_FILE)
    started(tools, None).accept("ind-growth", {"measure": "Growth of all traffic"})
    assert text(tools, LOCK_FILE) == lock
    assert faults(tools) == {"REC219"}


def test_evidence_that_moves_takes_its_passage_along_in_the_lock() -> None:
    tools = machine()
    review = started(tools)
    review.accept("ev-meeting", {"evidence": "D1#p2"})
    assert "D1#p2 " in text(tools, LOCK_FILE)
    assert "D1#p3 " in text(tools, LOCK_FILE)  # others lean on it
    assert faults(tools) == set()


def test_a_document_is_not_rejected() -> None:
    project = proposed_project()
    project["data/documents.yaml"] = project["data/documents.yaml"].replace(
        "  genre: letter\n", "  genre: letter\n  review: proposed\n"
    )
    tools = machine(project)
    with pytest.raises(CannotEditError, match="'D2' is a document"):
        started(tools).reject("D2")
    started(tools).accept("D2", {"genre": "note"})
    assert "  genre: note\n  review: accepted\n" in text(tools, "data/documents.yaml")


def test_a_note_is_corrected_and_not_rejected() -> None:
    project = proposed_project()
    head, first, *rest = project["data/notes.csv"].split("\n")
    project["data/notes.csv"] = "\n".join(
        [f"{head},review", f"{first},proposed", *(f"{row}," for row in rest if row), ""]
    )
    tools = machine(project)
    with pytest.raises(CannotEditError, match="every note has a row"):
        started(tools).reject("n-1")
    started(tools).accept("n-1")
    assert faults(tools) == set()


def test_a_file_that_somebody_else_changed_is_left_alone() -> None:
    tools = machine()
    review = started(tools)
    changed = text(tools, INDICATORS).replace("Growth of traffic", "Growth")
    tools.put(ROOT / INDICATORS, changed)
    with pytest.raises(CannotEditError, match=r"has been changed in data/indicators.csv since it was read"):
        review.accept("ind-growth")
    review.accept("ind-cost")
    tools.put(ROOT / INDICATORS, text(tools, INDICATORS).replace(",accepted", ",proposed"))
    with pytest.raises(CannotEditError, match="take 'ind-cost' back by hand"):
        review.undo()


def test_a_disk_that_is_full_changes_nothing() -> None:
    tools = machine()
    review = started(tools)
    before = dict(tools.files)
    tools.faults[ROOT / INDICATORS] = failed(errno.ENOSPC)
    with pytest.raises(OSError, match="No space"):
        review.accept("ind-growth")
    assert tools.files == before
    assert review.records.by_id["ind-growth"].proposed


def test_a_review_of_records_or_a_ledger_that_cannot_be_read_does_not_begin() -> None:
    for file in (LEDGER_FILE, INDICATORS):
        project = proposed_project()
        project[file] += "one,two\n"
        tools = machine(project)
        config = load_config(ROOT, tools).value
        assert config is not None
        assert begin(config, SOURCES, tools).value is None


STEPS = st.lists(
    st.tuples(st.sampled_from(["accept", "edit", "reject", "undo"]), st.sampled_from(PROPOSED)), max_size=9
)


@settings(max_examples=30, deadline=None)
@given(STEPS, st.booleans())
def test_any_sequence_of_decisions_leaves_files_that_agree(steps: list[tuple[str, str]], at_hand: bool) -> None:  # noqa: FBT001
    tools = machine()
    first = dict(tools.files)
    review = started(tools, SOURCES if at_hand else None)
    for action, id_ in steps:
        record = review.record(id_)
        if action == "undo":
            review.undo()
        elif record is not None and record.proposed:
            if action == "reject":
                review.reject(id_)
            else:
                review.accept(id_, {"note": 'a "note", new'} if action == "edit" else None)
    records, found = load_records(ROOT, tools)
    assert {d.code for d in found} <= {"REC217"}  # a milestone may have lost its project
    assert settled(ledger(tools), records).value == ledger(tools)
    assert {i: (r.review, str(r.text("note") or "")) for i, r in records.by_id.items()} == {
        i: (r.review, str(r.text("note") or "")) for i, r in review.records.by_id.items()
    }
    again = started(tools, SOURCES if at_hand else None)
    assert (again.lock.claims, again.lock.segments) == (review.lock.claims, review.lock.segments)
    while review.undo() is not None:
        pass
    assert tools.files == first


class Ended(BaseException):
    """The process was ended."""


class Mortal(MemoryTools):
    """A machine whose process is ended after some writes."""

    __slots__ = ("left",)

    def write(self, path: Path, data: bytes) -> None:
        if not getattr(self, "left", 99):
            raise Ended
        self.left = getattr(self, "left", 99) - 1
        super().write(path, data)


@pytest.mark.parametrize("action", ["accept", "edit", "reject", "undo accept", "undo edit", "undo reject"])
@pytest.mark.parametrize("writes", [0, 1, 2, 3])
def test_a_process_that_is_ended_between_two_writes_leaves_what_the_next_one_puts_right(
    action: str, writes: int
) -> None:
    tools = Mortal.of(proposed_project())
    assert isinstance(tools, Mortal)
    review = started(tools)
    verb = action.rsplit(maxsplit=1)[-1]

    def decide() -> None:
        if verb == "reject":
            review.reject("st-quay")
        else:
            review.accept("st-quay", {"gist": "It was a costly mistake."} if verb == "edit" else None)

    if action.startswith("undo"):
        decide()
    tools.left = writes
    with contextlib.suppress(Ended):
        (review.undo if action.startswith("undo") else decide)()
    tools.left = 99
    started(tools)
    records = load_records(ROOT, tools).value
    assert settled(ledger(tools), records).value == ledger(tools)
    record = records.by_id.get("st-quay")
    done = (writes > 0) != action.startswith("undo")
    assert (record is None) == (done and verb == "reject")
    if done:
        wanted = {"accept": "accepted", "edit": "edited", "reject": "rejected"}[verb]
        # With the lock already true nothing tells an edit from an acceptance.
        assert decisions(tools)["st-quay"] in {wanted, "accepted" if action == "edit" and writes == 2 else wanted}
    else:
        assert decisions(tools)["st-quay"] == "proposed"
    assert faults(tools) == set()


def test_what_was_deleted_by_hand_is_noted_in_the_ledger_when_a_review_begins() -> None:
    tools = machine()
    lines = [line for line in text(tools, INDICATORS).split("\n") if not line.startswith("ind-cost")]
    tools.put(ROOT / INDICATORS, "\n".join(lines))
    started(tools)
    entry = ledger(tools).by_record["ind-cost"]
    assert (entry.decision, entry.reason) == ("rejected", "deleted by hand")
    assert faults(tools) == set()


def test_a_project_without_a_ledger_can_be_reviewed() -> None:
    project = proposed_project()
    del project[LEDGER_FILE]
    tools = machine(project)
    started(tools).accept("ind-growth")
    head, row, *_ = csv.reader(io.StringIO(text(tools, INDICATORS)))
    assert dict(zip(head, row, strict=True))["review"] == "accepted"
    assert not tools.list(ROOT / "data", "proposals.csv")
