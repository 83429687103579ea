"""Offices of speakers against the titles that passages give them."""

from __future__ import annotations

import pytest
from change import change
from memory import ROOT, SOURCES, MemoryTools
from small_project import LETTER

from reportgen.diagnostics import Diagnostic
from reportgen.documents import load_documents
from reportgen.documents.read import Wanted
from reportgen.records import load_records
from reportgen.records.evidence import check_evidence
from reportgen.records.lock import Lock


def examine(project: dict[str, str], passage: str, office: str) -> list[Diagnostic]:
    """Give Boris Vale an office, and the passage another sentence, and return what is said."""
    project["data/sources/letter.txt"] = LETTER.replace("Boris Vale calls", f"{passage} Boris Vale calls")
    change(project, "data/statements.csv", "st-quay,Boris Vale,,", f'st-quay,Boris Vale,"{office}",')
    tools = MemoryTools.of(project)
    records = load_records(ROOT, tools).value
    wanted = tuple(
        Wanted(id=r.id, file=str(r.text("file")), sha256=None, place=r.place) for r in records.of("documents")
    )
    documents = load_documents(SOURCES, wanted, tools).value
    found = check_evidence(records, documents, Lock(complete=False), 8)
    return [d for d in found if d.code not in {"REC218", "REC219"}]


@pytest.mark.parametrize(
    ("passage", "office"),
    [
        ("Deputy Prime Minister Boris Vale came.", "deputy prime minister"),
        ("Russian Deputy Prime Minister Boris Vale came.", "Deputy Prime Minister"),
        ("The trade and industry minister Vale came.", "minister of industry"),
        ("Vale, the trade minister, came.", "trade minister"),
        ("Premier Vale came.", "prime minister"),
        ("General Secretary Boris Vale came.", "president"),
        ("President Vale, once prime minister, came.", "prime minister"),
        ("President Ada Quill told Boris Vale so.", "prime minister"),
        ("So said Boris Vale, Prime Minister Ada Quill and a boatman.", "president"),
        ("The prime minister's spokesman Vale came.", "trade minister"),
        ("The head of the yard, Boris Vale, came.", "director of the yard"),
        ("Tarnish President Vale came.", "President"),
        ("President Vale came, and Prime Minister Vale went.", "prime minister"),
        ("Vale came.", "prime minister"),
        ("The ex-finance minister Boris Vale came.", "minister of trade"),
        ("So said Boris Vale, finance minister until 2019, and left.", "minister of trade"),
        ("Boris Vale, who later became finance minister, came.", "minister of trade"),
        ("President Vale came.", "chair of the board"),
    ],
)
def test_an_office_that_the_passage_bears_out_or_says_nothing_of(
    project: dict[str, str], passage: str, office: str
) -> None:
    assert examine(project, passage, office) == []


@pytest.mark.parametrize(
    ("passage", "office", "title"),
    [
        ("Deputy Prime Minister Boris Vale came.", "Prime Minister", "Deputy Prime Minister"),
        ("He was met by Prime Minister Boris Vale then.", "deputy prime minister", "Prime Minister"),
        ("Vale, the trade minister, came.", "foreign minister", "trade minister"),
        ("The foreign minister, it is said, is Boris Vale, ambassador of Tarn.", "governor", "ambassador"),
        ("Indian prime minister Vale came.", "Chinese prime minister", "Indian prime minister"),
        ("President Vale came.", "prime minister", "President"),
        ("The ambassador to Tarn, Boris Vale, came.", "ambassador to Mole", "ambassador to Tarn"),
        ("Vale, ambassador to the ABC, came.", "ambassador to the XYZ", "ambassador to the ABC"),
    ],
)
def test_an_office_that_the_passage_gives_differently(
    project: dict[str, str], passage: str, office: str, title: str
) -> None:
    (found,) = examine(project, passage, office)
    assert (found.code, found.severity.word) == ("REC236", "warning")
    assert found.message == f"the office '{office}' is not the one that the passage gives: '{title}'"
    assert found.place is not None
    assert found.place.file == "data/statements.csv"
