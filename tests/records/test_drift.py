from __future__ import annotations

import pytest
from change import shown
from memory import ROOT, SOURCES, MemoryTools
from small_project import LETTER, MINUTES

from reportgen.diagnostics import Diagnostic
from reportgen.documents import load_documents
from reportgen.documents.read import Wanted
from reportgen.records import load_records
from reportgen.records.evidence import check_evidence
from reportgen.records.lock import load_lock


def examine(project: dict[str, str]) -> tuple[Diagnostic, ...]:
    """Check the evidence against the documents as they are now."""
    tools = MemoryTools.of(project)
    records = load_records(ROOT, tools).value
    named = [(r, str(r.text("file"))) for r in records.of("documents")]
    wanted = tuple(Wanted(id=r.id, file=file, sha256=None, place=r.place) for r, file in named)
    return check_evidence(records, load_documents(SOURCES, wanted, tools).value, load_lock(ROOT, tools).value, 8)


def test_a_paragraph_in_front_is_told_once_for_all(project: dict[str, str]) -> None:
    project["data/sources/letter.txt"] = LETTER.replace("In June 2021", "Something new stands here.\nIn June 2021")
    (found,) = examine(project)
    assert (found.code, str(found.place)) == ("REC211", "data/documents.yaml:15:7")
    assert found.message == "3 verified passages of D2, D2#p2 to D2#p4, stand 1 block later now"
    assert {related.place.file for related in found.related} <= {f for f in project if f.startswith("data/")}


def test_a_paragraph_that_went_is_told_once(project: dict[str, str]) -> None:
    project["data/sources/letter.txt"] = LETTER.replace(
        "In June 2021 the ferry carried 1,200 passengers a day.[1]\n", ""
    )
    found = [d for d in examine(project) if "is not the passage" in d.message or "stand" in d.message]
    assert {d.code for d in found} == {"REC211"}
    assert any(d.message.startswith("D2#p2 ") for d in found)


def test_another_edition_is_told_as_one(project: dict[str, str]) -> None:
    rows = "".join(f"gl-{n},quay {n},,a wall,D1#p{n},\n" for n in range(6, 13))
    text = MINUTES + "".join(f"Paragraph {n} of the minutes is about the quay at Tarn.\n" for n in range(6, 13))
    project["data/glossary.csv"] += rows
    project["data/sources/minutes.txt"] = text
    tools = MemoryTools.of(project)
    from reportgen.records.evidence import lock_of
    from reportgen.records.lock import LOCK_FILE, Lock, write_lock

    records = load_records(ROOT, tools).value
    named = [(r, str(r.text("file"))) for r in records.of("documents")]
    wanted = tuple(Wanted(id=r.id, file=file, sha256=None, place=r.place) for r, file in named)
    write_lock(ROOT, lock_of(records, load_documents(SOURCES, wanted, tools).value, Lock()), tools)
    project[LOCK_FILE] = tools.read(ROOT / LOCK_FILE).decode()
    assert examine(project) == ()
    project["data/sources/minutes.txt"] = text.replace("about the quay", "on the quay")
    assert shown(examine(project)) == [("REC211", "data/documents.yaml:1:7")]
    project["data/sources/minutes.txt"] = MINUTES
    assert shown(examine(project)) == [("REC211", "data/documents.yaml:1:7")]


@pytest.mark.parametrize(
    ("old", "new", "hint"),
    [
        ("has grown by", "rose by", "read this again: Traffic rose by"),
        ("Ada Quill took the chair.", "", "a sentence of it is missing now"),
    ],
)
def test_what_changed_is_shown(project: dict[str, str], old: str, new: str, hint: str) -> None:
    project["data/sources/minutes.txt"] = MINUTES.replace(old, new)
    (found,) = examine(project)
    assert found.code == "REC211"
    assert found.hint is not None
    assert hint in found.hint


@pytest.mark.parametrize("change", [lambda t: t.replace("\n", "\r\n"), lambda t: t.replace("“", '"').replace("”", '"')])
def test_what_print_does_is_no_drift(project: dict[str, str], change) -> None:  # type: ignore[no-untyped-def]
    project["data/sources/minutes.txt"] = change(MINUTES)
    assert examine(project) == ()
