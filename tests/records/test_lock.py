from __future__ import annotations

import errno
from dataclasses import replace

import pytest
from change import HERE, shown
from hypothesis import given
from hypothesis import strategies as st
from memory import ROOT, SOURCES, MemoryTools, failed

from reportgen.documents import load_documents
from reportgen.documents.read import Wanted
from reportgen.records import load_records
from reportgen.records.evidence import check_evidence
from reportgen.records.lock import LOCK_FILE, WHOLE, Lock, load_lock, place_of, write_lock

digests = st.text("0123456789abcdef", min_size=16, max_size=16)
shorts = st.text("0123456789abcdef", min_size=8, max_size=8)
pieces = st.lists(st.text("0123456789abcdef", min_size=4, max_size=4), min_size=1, max_size=3).map(tuple)
locators = st.from_regex(r"[A-Z]\d{1,2}#[pn][1-9]\d{0,2}", fullmatch=True)
claims = st.from_regex(r"[a-z]{1,3}-\d{0,2}x(/findings\.\d{1,2})?", fullmatch=True)
fields = st.dictionaries(st.sampled_from(["text", "value_high", "date"]), shorts, min_size=1)
locks = st.builds(
    Lock,
    segments=st.dictionaries(locators, digests),
    claims=st.dictionaries(claims, fields),
    quotations=st.dictionaries(digests, st.just("We will not")),
)
DIGEST = "0123456789abcdef"


@given(locks, pieces)
def test_what_is_written_can_be_read(lock: Lock, of_each: tuple[str, ...]) -> None:
    lock = replace(lock, pieces=dict.fromkeys(lock.segments, of_each))
    tools = MemoryTools()
    write_lock(ROOT, lock, tools)
    found, diagnostics = load_lock(ROOT, tools)
    assert diagnostics == ()
    assert replace(found, places={}) == lock
    lines = tools.read(ROOT / LOCK_FILE).decode().split("\n")
    for name, place in found.places.items():
        assert name in lines[(place.line or 0) - 1].split(" ")
        assert place_of(found, name) == place
    before = tools.read(ROOT / LOCK_FILE)
    write_lock(ROOT, replace(lock, segments=dict(reversed(list(lock.segments.items())))), tools)
    assert tools.read(ROOT / LOCK_FILE) == before


def test_lines_stand_in_the_order_that_people_count() -> None:
    tools = MemoryTools()
    names = ["D2#p1", "D1#p10", "D1#p9", "D1#n3", "D10#p1"]
    write_lock(ROOT, Lock(segments=dict.fromkeys(names, DIGEST), claims={"a²": {"text": DIGEST[:8]}}), tools)
    lines = [
        line.removeprefix("claim ").split(" ")[0] for line in tools.read(ROOT / LOCK_FILE).decode().split("\n")[2:-2]
    ]
    assert lines == ["D1#n3", "D1#p9", "D1#p10", "D2#p1", "D10#p1", "a²"]


def test_no_lock() -> None:
    assert load_lock(ROOT, MemoryTools()) == (Lock(), ())


# --- locks of the first format -----------------------------------------------------------------


@pytest.mark.parametrize(
    "line",
    [
        "▸<<<<<<< HEAD", f"▸D1#p1 {DIGEST}0", "▸D1#p1", "▸D1#p1 " + "G" * 16, f"▸claims a {DIGEST}", f"▸D1#p4 {DIGEST}",
        f"▸claim st-boat {DIGEST}", f"▸x claim a {DIGEST}",
    ],
)  # fmt: skip
def test_faults_of_old_locks(line: str) -> None:
    text = f"# head\n\nD1#p4 {DIGEST}\nclaim st-boat {DIGEST}\n{line}\nD1#p9 {DIGEST}\n"
    lock, found = load_lock(ROOT, MemoryTools.of({LOCK_FILE: text.replace(HERE, "")}))
    assert shown(found) == [("REC225", f"{LOCK_FILE}:5:1")]
    assert lock.segments == {"D1#p4": DIGEST, "D1#p9": DIGEST}
    assert lock.claims == {"st-boat": {WHOLE: DIGEST}}
    assert not lock.complete


def test_a_line_that_stands_twice_leads_to_the_first() -> None:
    text = f"D1#p4 {DIGEST}\nD1#p4 {DIGEST[::-1]}\n"
    lock, (found,) = load_lock(ROOT, MemoryTools.of({LOCK_FILE: text}))
    assert lock.segments == {"D1#p4": DIGEST}
    assert [str(related.place) for related in found.related] == [f"{LOCK_FILE}:1:1"]


# --- damage ------------------------------------------------------------------------------------


def damaged(project: dict[str, str], how: str) -> int:
    """Spoil the small project's lock and return the line that is to be shown."""
    lines = project[LOCK_FILE].split("\n")
    claim = next(i for i, line in enumerate(lines) if line.startswith("claim st-boat"))
    passage = 4
    last = len(lines) - 2  # `# end`
    at = {"swapped": claim + 1, "cut": claim, "cut in a line": claim, "no end": last - 1, "emptied": passage}.get(
        how, claim
    )
    match how:
        case "digest of a passage":
            at, digit = passage, lines[passage][6]
            lines[passage] = lines[passage][:6] + ("0" if digit != "0" else "1") + lines[passage][7:]
        case "digest of a field":
            head, sign, digest = lines[claim].partition("=")
            lines[claim] = head + sign + ("0" if digest[0] != "0" else "1") + digest[1:]
        case "name":
            lines[claim] = lines[claim].replace("st-boat", "st-boot")
        case "twice":
            lines.insert(claim + 1, lines[claim])
            at = claim + 1
        case "conflict":
            lines[claim : claim + 1] = [
                "<<<<<<< HEAD",
                lines[claim],
                "=======",
                lines[claim][:-1] + "x",
                ">>>>>>> other",
            ]
        case "swapped":
            lines[claim], lines[claim + 1] = lines[claim + 1], lines[claim]
        case "cut":
            lines[claim + 1 :] = []
        case "cut in a line":
            lines[claim:] = [lines[claim][:20]]
        case "no end":
            del lines[last]
        case "emptied":
            lines[passage] = ""
        case "removed":
            del lines[passage]
            at = passage
    project[LOCK_FILE] = "\n".join(lines)
    return at + 1


@pytest.mark.parametrize(
    "how",
    ["digest of a passage", "digest of a field", "name", "twice", "conflict", "swapped", "cut", "cut in a line",
     "no end", "emptied", "removed"],
)  # fmt: skip
@pytest.mark.parametrize("at_hand", [True, False])
def test_damage_is_told_once_and_where_it_is(project: dict[str, str], how: str, at_hand: bool) -> None:  # noqa: FBT001
    line = damaged(project, how)
    tools = MemoryTools.of(project)
    records = load_records(ROOT, tools).value
    wanted = tuple(
        Wanted(id=r.id, file=str(r.text("file")), sha256=None, place=r.place) for r in records.of("documents")
    )
    documents = load_documents(SOURCES if at_hand else None, wanted, tools).value
    lock, found = load_lock(ROOT, tools)
    found = (*found, *check_evidence(records, documents, lock, 8))
    assert shown(found) == [("REC225", f"{LOCK_FILE}:{line}:1")]


def test_a_project_that_was_never_locked_is_told_once(project: dict[str, str]) -> None:
    del project[LOCK_FILE]
    tools = MemoryTools.of(project)
    found = check_evidence(load_records(ROOT, tools).value, {}, load_lock(ROOT, tools).value, 8)
    assert shown(found) == [("REC218", LOCK_FILE)]


def test_words_quoted_in_sections_are_kept_short() -> None:
    tools = MemoryTools()
    write_lock(ROOT, Lock(quotations={DIGEST: "We will not sell the old boat"}), tools)
    assert load_lock(ROOT, tools).value.quotations == {DIGEST: "We will not sell"}


@pytest.mark.parametrize("change", [lambda t: t.replace("\n", "\r\n"), lambda t: "\ufeff" + t, lambda t: t + "\n\n"])
def test_line_ends_and_byte_order_marks_do_not_matter(project: dict[str, str], change) -> None:  # type: ignore[no-untyped-def]
    before = load_lock(ROOT, MemoryTools.of(project)).value
    project[LOCK_FILE] = change(project[LOCK_FILE])
    assert load_lock(ROOT, MemoryTools.of(project)) == (before, ())


def test_a_lock_that_cannot_be_read(tools: MemoryTools) -> None:
    tools.faults[ROOT / LOCK_FILE] = failed(errno.EACCES)
    lock, found = load_lock(ROOT, tools)
    assert lock == Lock(complete=False)
    assert shown(found) == [("REC225", LOCK_FILE)]
    assert load_lock(ROOT, MemoryTools.of({LOCK_FILE: b"\xff"})).diagnostics[0].code == "REC225"
