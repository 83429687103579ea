from __future__ import annotations

import errno

import pytest
from change import HERE, shown
from hypothesis import given
from hypothesis import strategies as st
from memory import ROOT, MemoryTools, failed

from reportgen.records.lock import LOCK_FILE, Lock, load_lock, write_lock

digests = st.text("0123456789abcdef", min_size=16, max_size=16)
locators = st.from_regex(r"[A-Z]\d{1,2}#[pn][1-9]\d{0,2}", fullmatch=True)
claims = st.from_regex(r"[a-z]{1,3}-\d{0,2}x(/findings\.\d{1,2})?", fullmatch=True)
locks = st.builds(Lock, segments=st.dictionaries(locators, digests), claims=st.dictionaries(claims, digests))
DIGEST = "0123456789abcdef"


@given(locks)
def test_what_is_written_can_be_read(lock: Lock) -> None:
    tools = MemoryTools()
    write_lock(ROOT, lock, tools)
    found, diagnostics = load_lock(ROOT, tools)
    assert diagnostics == ()
    assert (found.segments, found.claims) == (lock.segments, lock.claims)
    lines = tools.read(ROOT / LOCK_FILE).decode().split("\n")
    for name, place in found.places.items():
        assert name in lines[(place.line or 0) - 1].split(" ")
    before = tools.read(ROOT / LOCK_FILE)
    write_lock(ROOT, Lock(segments=dict(reversed(list(lock.segments.items()))), claims=lock.claims), tools)
    assert tools.read(ROOT / LOCK_FILE) == before


def test_lines_stand_in_the_order_that_people_count() -> None:
    tools = MemoryTools()
    names = ["D2#p1", "D1#p10", "D1#p9", "D1#n3", "D10#p1"]
    write_lock(ROOT, Lock(segments=dict.fromkeys(names, DIGEST), claims={"a²": DIGEST}), tools)
    lines = [line.split(" ")[-2] for line in tools.read(ROOT / LOCK_FILE).decode().split("\n") if DIGEST in line]
    assert lines == ["D1#n3", "D1#p9", "D1#p10", "D2#p1", "D10#p1", "a²"]


def test_no_lock() -> None:
    assert load_lock(ROOT, MemoryTools()) == (Lock(), ())


@pytest.mark.parametrize(
    "line",
    [
        "▸<<<<<<< HEAD", f"▸D1#p1 {DIGEST}0", "▸D1#p1", "▸D1#p1 " + "G" * 16, f"▸claims a {DIGEST}", f"▸D1#p4 {DIGEST}",
        f"▸claim st-boat {DIGEST}", f"▸x claim a {DIGEST}",
    ],
)  # fmt: skip
def test_faults(line: str) -> None:
    text = f"# head\n\nD1#p4 {DIGEST}\nclaim st-boat {DIGEST}\n{line}\nD1#p9 {DIGEST}\n"
    lock, found = load_lock(ROOT, MemoryTools.of({LOCK_FILE: text.replace(HERE, "")}))
    assert shown(found) == [("REC225", f"{LOCK_FILE}:5:1")]
    assert lock.segments == {"D1#p4": DIGEST, "D1#p9": DIGEST}
    assert lock.claims == {"st-boat": DIGEST}


def test_a_line_that_stands_twice_leads_to_the_first() -> None:
    text = f"D1#p4 {DIGEST}\nD1#p4 {DIGEST[::-1]}\n"
    lock, (found,) = load_lock(ROOT, MemoryTools.of({LOCK_FILE: text}))
    assert lock.segments == {"D1#p4": DIGEST}
    assert [str(related.place) for related in found.related] == [f"{LOCK_FILE}:1:1"]


@pytest.mark.parametrize("change", [lambda t: t.replace("\n", "\r\n"), lambda t: "\ufeff" + t, lambda t: t + "\n\n"])
def test_line_ends_and_byte_order_marks_do_not_matter(project: dict[str, str], change) -> None:  # type: ignore[no-untyped-def]
    before = load_lock(ROOT, MemoryTools.of(project)).value
    project[LOCK_FILE] = change(project[LOCK_FILE])
    assert load_lock(ROOT, MemoryTools.of(project)) == (before, ())


def test_a_lock_that_cannot_be_read(tools: MemoryTools) -> None:
    tools.faults[ROOT / LOCK_FILE] = failed(errno.EACCES)
    lock, found = load_lock(ROOT, tools)
    assert lock == Lock()
    assert shown(found) == [("REC225", LOCK_FILE)]
    assert load_lock(ROOT, MemoryTools.of({LOCK_FILE: b"\xff"})).diagnostics[0].code == "REC225"
