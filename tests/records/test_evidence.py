from __future__ import annotations

import hashlib

import pytest
from change import change, shown
from hypothesis import given, settings
from hypothesis import strategies as st
from memory import ROOT, SOURCES, MemoryTools
from small_project import LETTER, MINUTES, small_project

from reportgen.diagnostics import Severity
from reportgen.documents import load_documents
from reportgen.documents.read import Wanted
from reportgen.records import load_records
from reportgen.records.evidence import check_evidence, lock_of, segment_digest, verified
from reportgen.records.lock import LOCK_FILE, Lock, load_lock


def read(project: dict[str, str], *, at_hand: bool = True):  # type: ignore[no-untyped-def]
    """Return records, documents and lock of a project."""
    tools = MemoryTools.of(project)
    records = load_records(ROOT, tools).value
    wanted = tuple(
        Wanted(id=r.id, file=str(r.text("file")), sha256=None, place=r.place) for r in records.of("documents")
    )
    documents = load_documents(SOURCES if at_hand else None, wanted, tools).value
    return records, documents, load_lock(ROOT, tools).value


def examine(project: dict[str, str], *, at_hand: bool = True, words: int = 8):  # type: ignore[no-untyped-def]
    records, documents, lock = read(project, at_hand=at_hand)
    return tuple(check_evidence(records, documents, lock, words))


@pytest.mark.parametrize("at_hand", [True, False])
def test_the_small_project(project: dict[str, str], at_hand: bool) -> None:  # noqa: FBT001
    assert examine(project, at_hand=at_hand) == ()


FAULTS = [
    ("REC206", "data/events.csv", "day,explicit,", "day,relative,"),
    ("REC206", "data/statements.csv", "day,explicit,", "day,inferred,"),
    ("REC210", "data/indicators.csv", "USD million,$2 million,,,D1#p4", "USD million,$2 million,,,▸D1#p40"),
    ("REC210", "data/statements.csv", "D1#p3;D1#p5", "D1#p3;▸D1#p7"),
    ("REC210", "data/statements.csv", "D1#p3;D1#p5", "D1#p3;▸D1#n1"),
    ("REC210", "data/indicators.csv", "D2#n1", "▸D2#n3"),
    ("REC210", "data/indicators.csv", "D2#n1", "▸D2#n2"),
    ("REC210", "data/judgements.yaml", "D1#p4", "▸D1#p4:5-400"),
    ("REC210", "data/summaries/D1.yaml", "D1#p5", "▸D1#p60"),
    ("REC212", "data/indicators.csv", ",5,,percent", ",▸6,,percent"),
    ("REC212", "data/indicators.csv", ",2,,USD million", ",▸2,,USD billion"),
    ("REC212", "data/indicators.csv", ",2,,USD million", ",▸2,,EUR million"),
    ("REC212", "data/indicators.csv", ",1200,", ",▸1201,"),
    ("REC212", "data/indicators.csv", ",5,,percent", ",5,▸7,percent"),
    ("REC213", "data/indicators.csv", "5 percent,", "▸5 per cents,"),
    ("REC213", "data/statements.csv", "We will not sell the old boat", "▸We will not sell the boat"),
    ("REC213", "data/positions.csv", "a costly mistake", "▸a costly mistakes"),
    ("REC213", "data/judgements.yaml", "grown by 5 percent", "▸grown by 6 percent"),
    ("REC213", "data/conflicts.yaml", "expects it to close", "▸expect it to close"),
    ("REC213", "data/summaries/D1.yaml", "quote: not sell", 'quote: "▸never sell'),
    ("REC214", "data/events.csv", "ev-meeting,2021-03-12", "ev-meeting,▸2021-03-13"),
    ("REC214", "data/events.csv", "ev-meeting,2021-03-12", "ev-meeting,▸2021-04-12"),
    ("REC214", "data/events.csv", "2025,2026", "2025,▸2027"),
    ("REC214", "data/milestones.csv", "2025,2026", "▸2024,2026"),
    ("REC214", "data/statements.csv", "2021-03-12", "▸2020-03-12"),
    ("REC215", "data/statements.csv", "st-quay,Boris Vale", "st-quay,▸Boris Vane"),
    ("REC215", "data/events.csv", "Board meets,Ada Quill", "Board meets,Ada Quill; ▸Olga Stern"),
    ("REC215", "data/projects.csv", "Boris Vale", "▸Vale & Sons"),
    ("REC216", "data/statements.csv", "We will not sell the old boat",
     "▸We will not sell the old boat … the chair told"),
]  # fmt: skip


@pytest.mark.parametrize(("code", "file", "old", "new"), FAULTS)
def test_faults(project: dict[str, str], code: str, file: str, old: str, new: str) -> None:
    place = change(project, file, old, new)
    if 'quote: "▸' in new:
        project[file] = project[file].replace("never sell the old boat", 'never sell the old boat"', 1)
    found = [d for d in examine(project) if d.severity is Severity.ERROR]
    if place.line is None:
        assert [d.code for d in found] == [code]
    else:
        assert shown(found) == [(code, str(place))]
        assert found[0].end_column is not None


@pytest.mark.parametrize(
    ("file", "old", "new", "hint"),
    [
        ("data/statements.csv", "D1#p3;D1#p5", "D1#p3;D1#p7", "D1 has blocks 1 to 5"),
        ("data/statements.csv", "D1#p3;D1#p5", "D1#p3;D1#n1", "D1 has no notes"),
        ("data/indicators.csv", "D2#n1", "D2#n3", "D2 has notes 1 to 2"),
        ("data/indicators.csv", ",5,,percent", ",6,,percent", "the passage has: 5"),
        ("data/indicators.csv", ",1200,", ",1201,", "the passage has: 2021, 1200"),
        ("data/positions.csv", "a costly mistake", "a costly mistakes", "the passage has: “a costly mis-take”."),
        ("data/conflicts.yaml", "D2#p3", "D2#p2", "they stand in D2#p3"),
        ("data/events.csv", "ev-meeting,2021-03-12", "ev-meeting,2020-04-12", "not found: 2020, April, 12"),
        ("data/statements.csv", "st-quay,Boris Vale", "st-quay,Boris Vane", "not found: vane"),
    ],
)
def test_hints(project: dict[str, str], file: str, old: str, new: str, hint: str) -> None:
    change(project, file, old, new)
    found = [d for d in examine(project) if d.severity is Severity.ERROR]
    assert [d.hint for d in found] == [hint]


def test_a_date_from_elsewhere_needs_a_reason_and_no_passage(project: dict[str, str]) -> None:
    change(project, "data/events.csv", "2021-03-12,,day,explicit,", "2020-01,,month,inferred,from a stamp")
    found = examine(project)
    assert [(d.code, d.severity, str(d.place)) for d in found] == [("REC219", Severity.WARNING, "data/events.csv:2:12")]
    assert found[0].message.startswith("'date', 'precision', 'basis', 'basis_note' of ev-meeting")


def test_a_date_may_stand_in_the_note(project: dict[str, str]) -> None:
    change(project, "data/events.csv", "2025,2026,approximate,explicit", "2021-07-04,,day,note")
    change(project, "data/events.csv", "Boris Vale,D2#p3,", "passengers,D2#p2,D2#n1")
    assert {d.severity for d in examine(project)} <= {Severity.WARNING}


@pytest.mark.parametrize("date", ["2021-13-01", "soon", "2021-(x", "03/2021", "2021-ab", "2021-00", "-"])
def test_a_date_of_another_form_is_not_told_again(project: dict[str, str], date: str) -> None:
    change(project, "data/events.csv", "2021-03-12", date)
    assert examine(project) == ()


@given(st.text(st.sampled_from("0123456789-/.x(["), max_size=8))
@settings(max_examples=30)
def test_no_value_stops_the_check(text: str) -> None:
    project = small_project()
    change(project, "data/events.csv", "2021-03-12", text)
    change(project, "data/indicators.csv", ",5,,percent", f",{text},,percent")
    examine(project)


# --- passages that change ----------------------------------------------------------------------


def test_a_passage_that_moved_is_followed(project: dict[str, str]) -> None:
    project["data/sources/letter.txt"] = LETTER.replace("Boris Vale calls", "A line more.\nBoris Vale calls")
    found = [d for d in examine(project) if d.code == "REC211"]
    assert {d.message.split()[0]: d.hint for d in found} == {
        "D2#p3": "the passage is now D2#p4", "D2#p4": "the passage is now D2#p5",
    }  # fmt: skip
    lines = project[LOCK_FILE].split("\n")
    for diagnostic in found:
        *_, related = diagnostic.related
        assert related.place.file == LOCK_FILE
        assert lines[(related.place.line or 0) - 1].startswith(diagnostic.message.split()[0])


def test_a_passage_that_moved_up_from_the_end_is_followed(project: dict[str, str]) -> None:
    project["data/sources/minutes.txt"] = MINUTES.replace("Written down by Ada Quill, 12 March 2021\n", "")
    (found,) = examine(project)
    assert str(found.place) == "data/documents.yaml:1:7"
    assert found.message == "3 verified passages of D1, D1#p3 to D1#p5, stand 1 block earlier now"
    assert found.hint is not None
    assert "p2 to p4" in found.hint


def test_a_passage_that_moved_is_all_that_is_said(project: dict[str, str]) -> None:
    project["data/sources/letter.txt"] = LETTER.replace("A letter", "First a line.\nA letter")
    assert {d.code for d in examine(project)} == {"REC211"}


def test_a_passage_that_was_reworded(project: dict[str, str]) -> None:
    project["data/sources/minutes.txt"] = MINUTES.replace("has grown by", "rose by")
    (found,) = examine(project)
    assert (found.code, str(found.place)) == ("REC211", "data/indicators.csv:2:86")
    assert found.hint is not None
    assert "read this again: Traffic rose by 5 percent" in found.hint
    assert "no longer there: 'quote' of j1/basis.1" in found.hint
    assert {related.place.file for related in found.related} >= {"data/judgements.yaml", LOCK_FILE}


@given(st.sampled_from(["print hyphens", "quotes", "blanks", "notes", "case"]))
def test_what_print_does_to_a_passage_is_no_change(how: str) -> None:
    text = "It was “a costly mistake”, Vale’s friends say.[3]"
    other = {
        "print hyphens": text.replace("mistake", "mis-take"),
        "quotes": text.replace("“", '"').replace("”", '"').replace("’", "'"),
        "blanks": text.replace(" ", "\u00a0 "),
        "notes": text.replace("[3]", "[4]"),
        "case": text.upper(),
    }[how]
    assert segment_digest(other) == segment_digest(text)
    assert segment_digest(other.replace("mis", "mus").replace("MIS", "MUS")) != segment_digest(text)


# --- the lock ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("data/indicators.csv", ",▸5,,percent", ",6,,percent"),
        ("data/statements.csv", "We will not sell", "We shall not sell"),
        ("data/events.csv", "ev-meeting,2021-03-12", "ev-meeting,2021-03-13"),
        ("data/statements.csv", "st-quay,Boris Vale", "st-quay,Boris Vane"),
        ("data/statements.csv", "D1#p3;D1#p5", "D1#p3;D1#p4"),
        ("data/indicators.csv", "USD million", "USD billion"),
        ("data/judgements.yaml", "grown by 5", "grown by 6"),
    ],
)
def test_without_the_documents_every_change_is_an_error(project: dict[str, str], file: str, old: str, new: str) -> None:
    before = project[file].split("\n")
    change(project, file, old.replace("▸", ""), new)
    (found,) = examine(project, at_hand=False)
    assert (found.code, found.severity) == ("REC219", Severity.ERROR)
    (line,) = (n for n, pair in enumerate(zip(before, project[file].split("\n"), strict=True), 1) if len(set(pair)) > 1)
    assert found.place is not None
    assert (found.place.file, found.place.line) == (file, line)
    assert [related.place.file for related in found.related] == [LOCK_FILE]


@pytest.mark.parametrize(("at_hand", "severity"), [(True, Severity.WARNING), (False, Severity.ERROR)])
def test_a_text_that_no_program_compares_is_noticed_when_it_changes(
    project: dict[str, str],
    at_hand: bool,  # noqa: FBT001
    severity: Severity,
) -> None:
    change(project, "data/indicators.csv", "Growth of traffic", "How traffic grew")
    found = examine(project, at_hand=at_hand)
    assert [(d.code, d.severity) for d in found] == [("REC219", severity)]


@pytest.mark.parametrize(("at_hand", "severity"), [(True, Severity.WARNING), (False, Severity.ERROR)])
def test_a_claim_that_is_not_locked(project: dict[str, str], at_hand: bool, severity: Severity) -> None:  # noqa: FBT001
    project["data/glossary.csv"] += "gl-boat,boat,,the ferry,D1#p5,\n"
    (found,) = examine(project, at_hand=at_hand)
    assert (found.code, found.severity, str(found.place)) == ("REC218", severity, "data/glossary.csv:3:25")


def test_a_change_that_holds_only_wants_to_be_locked(project: dict[str, str]) -> None:
    place = change(project, "data/statements.csv", "We will not sell the old boat,D1", "▸will not sell,D1")
    (found,) = examine(project)
    assert (found.code, found.severity, str(found.place)) == ("REC219", Severity.WARNING, str(place))


def test_a_document_that_is_missing_leaves_the_others_checked(project: dict[str, str]) -> None:
    del project["data/sources/letter.txt"]
    assert examine(project) == ()
    change(project, "data/indicators.csv", ",5,,percent", ",6,,percent")
    change(project, "data/indicators.csv", ",1200,", ",1201,")
    assert [d.code for d in examine(project)] == ["REC212", "REC219"]


def test_only_what_holds_is_locked(project: dict[str, str]) -> None:
    change(project, "data/indicators.csv", ",5,,percent", ",6,,percent")
    records, documents, old = read(project)
    lock = lock_of(records, documents, old)
    assert "ind-growth" not in lock.claims
    assert lock.claims == {name: digest for name, digest in old.claims.items() if name != "ind-growth"}
    assert lock.segments == old.segments


def test_a_new_lock_keeps_what_absent_documents_bore_out(project: dict[str, str]) -> None:
    del project["data/sources/letter.txt"]
    records, documents, old = read(project)
    lock = lock_of(records, documents, old)
    assert lock.claims == old.claims
    assert lock.segments == old.segments
    bare = lock_of(records, documents, Lock())
    assert bare.claims.keys() == {
        name for name, claim in ((c.id, c) for c in records.claims) if verified(claim, documents)
    }
    assert not any(name.startswith("D2") for name in bare.segments)


def test_digests_do_not_depend_on_the_machine() -> None:
    assert segment_digest("A  “b-c”") == hashlib.sha256(b'a "bc"').hexdigest()[:16]
