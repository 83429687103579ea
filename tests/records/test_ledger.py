from __future__ import annotations

import errno
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from memory import ROOT, MemoryTools, failed

from reportgen.cache import Cache
from reportgen.diagnostics import Outcome, Place
from reportgen.records import Record, Records, load_records
from reportgen.records.ledger import (
    BY_HAND,
    LEDGER_FILE,
    Decision,
    Entry,
    Ledger,
    fingerprint,
    load_ledger,
    settled,
    write_ledger,
)
from reportgen.values import Tree, Value

HEAD = "fingerprint,record,decision,reason\n"
ONE, TWO = "0123456789abcdef", "fedcba9876543210"
texts = st.text(st.characters(codec="utf-8", exclude_characters="\r\0"), max_size=20).map(str.strip)
entries = st.builds(
    Entry,
    fingerprint=st.text("0123456789abcdef", min_size=16, max_size=16),
    record=st.from_regex(r"[a-z]{2}-d\d-\d{1,3}", fullmatch=True),
    decision=st.sampled_from(Decision),
    reason=texts,
)
ledgers = st.lists(entries, unique_by=(lambda e: e.fingerprint, lambda e: e.record)).map(
    lambda rows: Ledger(rows=tuple(rows))
)


def read(text: str | bytes) -> Outcome[Ledger]:
    return load_ledger(ROOT, MemoryTools.of({LEDGER_FILE: text}))


def records_of(**reviews: str) -> Records:
    """Return records by id with what their field `review` has."""
    place = Place(file="data/indicators.csv", line=2, column=1)
    made = {}
    for name, review in reviews.items():
        fields = Tree({"id": Value(name, place), "review": Value(review, place)}, place, {})
        made[name] = Record(id=name, kind="indicators", fields=fields, place=place, claims=())
    return Records(by_kind={"indicators": tuple(made.values())}, by_id=made)


@given(ledgers)
def test_what_is_written_can_be_read(ledger: Ledger) -> None:
    tools = MemoryTools()
    write_ledger(ROOT, ledger, tools)
    found, diagnostics = load_ledger(ROOT, tools)
    assert diagnostics == ()
    assert found == ledger


def test_a_project_without_a_ledger_has_an_empty_one() -> None:
    found, diagnostics = load_ledger(ROOT, MemoryTools())
    assert diagnostics == ()
    assert (found.rows, found.exists, found.complete) == ((), False, True)


def test_the_ledger_is_no_unknown_record_file() -> None:
    tools = MemoryTools.of({LEDGER_FILE: HEAD, "data/glossary.csv": "id,term,expansion,meaning,evidence,via\n"})
    assert "REC201" not in [d.code for d in load_records(ROOT, tools).diagnostics if d.place == Place(file=LEDGER_FILE)]


def test_entries_are_found_by_fingerprint_and_by_record() -> None:
    ledger = read(f"{HEAD}{ONE},in-d1-1,proposed,\n{TWO},,withheld,REC214\n").value
    assert ledger.by_fingerprint[TWO].reason == "REC214"
    assert ledger.by_record == {"in-d1-1": ledger.rows[0]}
    assert ledger.rows[1].place == Place(file=LEDGER_FILE, line=3, column=1)


def test_a_changed_entry_keeps_its_place_and_a_new_one_comes_last() -> None:
    ledger = read(f"{HEAD}{ONE},in-d1-1,proposed,\n{TWO},in-d1-2,proposed,\n").value
    new = Entry(fingerprint="0" * 16, record="in-d1-3", decision=Decision.PROPOSED)
    changed = ledger.with_entries((replace(ledger.rows[0], decision=Decision.EDITED), new))
    assert [(e.record, e.decision) for e in changed.rows] == [
        ("in-d1-1", "edited"), ("in-d1-2", "proposed"), ("in-d1-3", "proposed"),
    ]  # fmt: skip
    assert changed.by_record["in-d1-1"].decision is Decision.EDITED
    assert changed.count(Decision.PROPOSED) == 2


@pytest.mark.parametrize(
    ("text", "line", "column", "message"),
    [
        (f"{HEAD}{ONE},in-d1-1,liked,\n", 2, 26, "'liked' is no decision"),
        (f"{HEAD}12,in-d1-1,proposed,\n", 2, 1, "'12' is no fingerprint"),
        (f"{HEAD}{ONE},,accepted,\n", 2, 18, "a proposal that was accepted has a record"),
        (f"{HEAD}{ONE},in-d1-1,proposed,\n{ONE},in-d1-2,proposed,\n", 3, 1, f"'{ONE}' stands twice in the ledger"),
        (f"{HEAD}{ONE},in-d1-1,proposed,\n{TWO},in-d1-1,proposed,\n", 3, 1, "'in-d1-1' stands twice in the ledger"),
        (f"{HEAD}{ONE},in-d1-1\n", 2, 1, "row has 2 cells, the head has 4"),
        (f"fingerprint,record,reason\n{ONE},in-d1-1,\n", 1, 1, "column 'decision' is missing"),
        ("", 1, None, "the file is empty: it has no head"),
        (HEAD.encode() + b"\xff", 2, 1, "not UTF-8: byte 0xff"),
    ],
)
def test_what_is_wrong_is_told_at_its_place(text: str | bytes, line: int, column: int | None, message: str) -> None:
    ledger, (found,) = read(text)
    assert (found.code, found.message) == ("REC240", message)
    assert found.place == Place(file=LEDGER_FILE, line=line, column=column)
    assert not ledger.complete


def test_a_faulty_row_does_not_take_the_others_with_it() -> None:
    ledger, found = read(f"{HEAD}{ONE},in-d1-1,liked,\n{TWO},in-d1-2,rejected,wrong\n")
    assert len(found) == 1
    assert [e.record for e in ledger.rows] == ["in-d1-2"]


def test_a_ledger_that_cannot_be_read_is_told() -> None:
    tools = MemoryTools.of({LEDGER_FILE: HEAD})
    tools.faults[ROOT / LEDGER_FILE] = failed(errno.EACCES)
    ledger, (found,) = load_ledger(ROOT, tools)
    assert found.message == f"cannot read {LEDGER_FILE}: Permission denied"
    assert not ledger.complete


def test_an_unchanged_ledger_is_read_once() -> None:
    tools = MemoryTools.of({LEDGER_FILE: f"{HEAD}{ONE},in-d1-1,proposed,\n"})
    cache = Cache(ROOT / "build" / "cache", tools)
    assert load_ledger(ROOT, tools, cache).value is load_ledger(ROOT, tools, cache).value


@pytest.mark.parametrize(
    ("decision", "review", "now"),
    [
        ("proposed", "proposed", "proposed"),
        ("proposed", "accepted", "accepted"),
        ("proposed", "", "accepted"),
        ("accepted", "proposed", "proposed"),
        ("accepted", "accepted", "accepted"),
        ("edited", "accepted", "edited"),
        ("edited", "proposed", "proposed"),
        ("rejected", "proposed", "proposed"),
        ("rejected", "accepted", "accepted"),
        ("withheld", "proposed", "proposed"),
    ],
)
def test_where_ledger_and_records_differ_the_records_are_right(decision: str, review: str, now: str) -> None:
    entry = Entry(fingerprint=ONE, record="x", decision=Decision(decision), reason="")
    ledger, found = settled(Ledger(rows=(entry,)), records_of(x=review))
    assert (ledger.rows[0].decision, found) == (now, ())
    assert settled(ledger, records_of(x=review)).value == ledger


@pytest.mark.parametrize("decision", ["proposed", "accepted", "edited"])
def test_a_record_that_was_deleted_by_hand_counts_as_rejected(decision: str) -> None:
    ledger, (found,) = settled(read(f"{HEAD}{ONE},x,{decision},\n").value, records_of(y="proposed"))
    assert (ledger.rows[0].decision, ledger.rows[0].reason) == (Decision.REJECTED, BY_HAND)
    assert (found.code, found.place) == ("REC241", Place(file=LEDGER_FILE, line=2, column=1))
    assert found.message == f"'x' was {decision} and is in no record file: it counts as rejected"


def test_nothing_is_concluded_from_records_that_cannot_be_read() -> None:
    ledger = read(f"{HEAD}{ONE},x,proposed,\n").value
    assert settled(ledger, replace(records_of(y="proposed"), complete=False)) == Outcome(ledger)


def test_a_fingerprint_holds_what_the_passage_says_not_how_it_is_set() -> None:
    one = fingerprint("indicators", "D1", "Traffic grew by  5 percent – it seems.", "5 percent")
    assert one == fingerprint("indicators", "D1", "traffic grew by\n5 percent — it seems.", "5 percent")
    others = {
        fingerprint("events", "D1", "Traffic grew by 5 percent – it seems.", "5 percent"),
        fingerprint("indicators", "D2", "Traffic grew by 5 percent – it seems.", "5 percent"),
        fingerprint("indicators", "D1", "Traffic grew by 6 percent – it seems.", "5 percent"),
        fingerprint("indicators", "D1", "Traffic grew by 5 percent – it seems.", "grew by 5 percent"),
        fingerprint("indicators", "D1", "Traffic grew by 5 percent – it seems.", "5 percent", 2),
    }
    assert len(others | {one}) == 6
    assert len(one) == 16
