"""A folder read again: what changed comes, what a person decided stays."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from draft_trial import BRIDGE, MINUTES, PAGE, content, faults, in_this_process, ledger, make, records, write

from reportgen.diagnostics import Diagnostic, Severity
from reportgen.records import Record
from reportgen.records.ledger import REVIEW_LOCK, Decision
from reportgen.tools import LocalTools

NOTE = "A note on boats\nBy Ada Quill, 5 July 2021\n\nThe old boat carries 120 passengers on every trip.\n"


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    in_this_process(monkeypatch)


@pytest.fixture(scope="module")
def _made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    with pytest.MonkeyPatch.context() as patch:
        in_this_process(patch)
        root = tmp_path_factory.mktemp("renewal")
        make(write(root / "texts", {"bridge.txt": BRIDGE, "minutes.txt": MINUTES, "page.html": PAGE}), root / "p")
    return root


@pytest.fixture
def place(_made: Path, tmp_path: Path) -> Path:
    """A folder with `texts`, and `p` drafted of them."""
    shutil.copytree(_made, tmp_path / "root")
    return tmp_path / "root"


def again(place: Path) -> list[Diagnostic]:
    """Draft once more; return what is wrong with what comes of it."""
    outcome = make(place / "texts", place / "p")
    assert outcome.value is not None
    assert not list(place.glob(".*"))
    return [d for d in outcome.diagnostics if not d.code.startswith("DOC")]


def edit(place: Path, file: str, old: str, new: str) -> None:
    path = place / file
    text = path.read_bytes().decode()
    assert text.count(old) == 1, text.count(old)
    path.write_bytes(text.replace(old, new).encode())


def one(place: Path, kind: str, key: str, value: str) -> Record:
    """Return the only record of a kind with a text in a field."""
    (only,) = (r for r in records(place / "p").of(kind) if value in (r.text(key) or ""))
    return only


def ids(place: Path) -> set[str]:
    return set(records(place / "p").by_id)


def accept(place: Path, record: Record, **changes: str) -> None:
    """Set a row of a CSV file to accepted, with other words in it."""
    path = place / "p" / record.place.file
    lines = path.read_text().split("\n")
    line = (record.place.line or 1) - 1
    assert lines[line].endswith("proposed")
    lines[line] = lines[line].removesuffix("proposed") + "accepted"
    for old, new in changes.items():
        lines[line] = lines[line].replace(old, new)
    path.write_text("\n".join(lines))


def test_a_folder_in_which_nothing_changed_changes_nothing(place: Path) -> None:
    before = content(place / "p")
    assert not again(place)
    assert content(place / "p") == before


def test_a_note_broken_over_lines_is_known_again(tmp_path: Path) -> None:
    lines = [f"Line {i} of a text that somebody broke by hand at seventy or so signs." for i in range(8)]
    note = "[1] Stern, Olga. Piles and Tides, or how the old quays of a harbour\nwere built. Tarn: Mole Press, 2020.\n"
    text = "A text on quays\n\n" + "\n".join(lines) + "\nThe plan is set out by Olga Stern.[1]\n\n" + note
    make(write(tmp_path / "texts", {"quays.txt": text}), tmp_path / "p")
    assert records(tmp_path / "p").of("notes")
    before = content(tmp_path / "p")
    again(tmp_path)
    assert content(tmp_path / "p") == before


def test_a_passage_that_only_moved_keeps_its_records(place: Path) -> None:
    minutes = one(place, "indicators", "wording", "6 percent")
    statement = one(place, "statements", "quote", "sell the old boat")
    accept(place, statement)
    before = ids(place)
    edit(place, "texts/minutes.txt", "Traffic has grown", "It rained, said nobody in particular.\n\nTraffic has grown")
    assert not again(place)
    now = records(place / "p").by_id
    assert str(now[minutes.id].text("evidence")) == "D2#p5"
    assert str(now[statement.id].text("evidence")) == "D2#p6"
    assert now[statement.id].text("review") == "accepted"
    assert {id_ for id_ in before if not id_.startswith(("se-", "gap-"))} <= set(now)
    assert faults(place / "p", place / "texts") == []


def test_a_changed_passage_brings_what_changed_and_no_more(place: Path) -> None:
    before = ids(place)
    cost = one(place, "indicators", "wording", "$2.5 million")
    edit(place, "texts/minutes.txt", "$2.5 million", "$3.5 million")
    assert not again(place)
    new = one(place, "indicators", "wording", "$3.5 million")
    assert new.id not in before
    assert cost.id not in ids(place)
    untouched = {r for r in before if r.startswith(("in-d1", "ev-d1", "st-d1", "in-d3", "pe-", "or-"))}
    assert untouched <= ids(place)
    assert cost.id not in {e.record for e in ledger(place / "p").rows}
    assert faults(place / "p", place / "texts") == []
    edit(place, "texts/minutes.txt", "$3.5 million", "$2.5 million")
    assert not again(place)
    back = one(place, "indicators", "wording", "$2.5 million")
    assert back.id != new.id
    assert back.proposed


def test_what_was_rejected_does_not_come_back(place: Path) -> None:
    statement = one(place, "statements", "quote", "sell the old boat")
    path = place / "p" / statement.place.file
    lines = path.read_text().split("\n")
    del lines[(statement.place.line or 1) - 1]
    path.write_text("\n".join(lines))
    edit(
        place,
        "texts/minutes.txt",
        "The board met",
        "First of all it rained, said nobody in particular.\n\nThe board met",
    )
    assert not again(place)
    assert not [r for r in records(place / "p").of("statements") if "old boat" in (r.text("quote") or "")]
    entry = ledger(place / "p").by_record[statement.id]
    assert (entry.decision, entry.reason) == (Decision.REJECTED, "deleted by hand")


def test_an_accepted_record_stays_when_its_passage_is_gone(place: Path) -> None:
    cost = one(place, "indicators", "wording", "$2.5 million")
    accept(place, cost)
    edit(place, "texts/minutes.txt", ", and the new quay has cost $2.5 million", "")
    found = again(place)
    assert {d.severity for d in found} == {Severity.WARNING}
    kept = records(place / "p").by_id[cost.id]
    assert str(kept.text("evidence")) == str(cost.text("evidence"))
    assert {d.place.line for d in faults(place / "p", place / "texts") if d.place} == {kept.place.line}
    assert {d.place.line for d in found if d.place} == {kept.place.line}


def test_a_new_document_is_added(place: Path) -> None:
    before = content(place / "p")
    write(place / "texts", {"a-note.txt": NOTE})
    assert not again(place)
    after = content(place / "p")
    note = one(place, "documents", "file", "a-note.txt")
    assert note.id == "D4"
    assert str(one(place, "indicators", "evidence", "D4#").text("wording")) == "120"
    assert "@misc{D4," in after["bib/documents.bib"].decode()
    assert after["data/statements.csv"] == before["data/statements.csv"]
    assert after["data/indicators.csv"].startswith(before["data/indicators.csv"])
    assert faults(place / "p", place / "texts") == []


def test_a_document_that_vanished_takes_with_it_what_nobody_looked_at(place: Path) -> None:
    (place / "texts/minutes.txt").unlink()
    assert not again(place)
    assert not [id_ for id_ in ids(place) if "d2" in id_.lower().split("-")]
    assert "D2" not in {r.id for r in records(place / "p").of("documents")}
    bib = (place / "p/bib/works.bib").read_text()
    assert "related = {D3}," in bib
    assert "corpusnote = {1}," in bib
    assert faults(place / "p", place / "texts") == []


def test_a_vanished_document_with_an_accepted_record_stays_known(place: Path) -> None:
    accept(place, one(place, "indicators", "wording", "6 percent"))
    (place / "texts/minutes.txt").unlink()
    assert {d.severity for d in again(place)} == {Severity.WARNING}
    assert "D2" in ids(place)
    assert [r.id for r in records(place / "p").of("indicators") if "D2#" in (r.text("evidence") or "")] != []


def test_a_renamed_file_is_the_same_document(place: Path) -> None:
    before = ids(place)
    (place / "texts/minutes.txt").rename(place / "texts/z-minutes.txt")
    assert not again(place)
    assert ids(place) == before
    assert str(one(place, "documents", "file", "z-minutes.txt").id) == "D2"
    assert faults(place / "p", place / "texts") == []


def test_what_a_person_wrote_is_left_alone(place: Path) -> None:
    path = place / "p/data/gaps.yaml"
    own = "# ours\n- id: gap-own\n  question: Who paid?\n  matters: It does.\n  checked: all three\n  answer: A bill.\n"
    path.write_text(own + path.read_text())
    section = place / "p/report/sections/gaps.tex.j2"
    section.write_text(section.read_text() + "((= ours =))\n")
    (place / "p/README.md").write_text("ours\n")
    edit(place, "texts/minutes.txt", "$2.5 million", "$3.5 million")
    assert not again(place)
    assert path.read_text().startswith(own)
    assert section.read_text().endswith("((= ours =))\n")
    assert (place / "p/README.md").read_text() == "ours\n"


def test_records_with_faults_are_not_touched(place: Path) -> None:
    path = place / "p/data/statements.csv"
    path.write_text(path.read_text() + "one,two\n")
    before = content(place / "p")
    edit(place, "texts/minutes.txt", "$2.5 million", "$3.5 million")
    outcome = make(place / "texts", place / "p")
    assert outcome.value is None
    assert [d.code for d in outcome.diagnostics] == ["REC202", "CFG022"]
    assert content(place / "p") == before


def test_a_project_under_review_is_not_touched(place: Path) -> None:
    before = content(place / "p")
    edit(place, "texts/minutes.txt", "$2.5 million", "$3.5 million")
    with LocalTools().lock(place / "p" / REVIEW_LOCK):
        outcome = make(place / "texts", place / "p")
    assert outcome.value is None
    assert [d.code for d in outcome.diagnostics] == ["CFG022"]
    after = content(place / "p")
    assert {name: after[name] for name in before} == before
