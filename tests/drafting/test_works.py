"""References -> entries and notes: each work once, nothing that the rules of the bibliography object to."""

from __future__ import annotations

from pathlib import Path

from draft_trial import gathered

from reportgen.bibliography.library import Library
from reportgen.bibliography.parse import read_bib
from reportgen.bibliography.rules import check_library
from reportgen.diagnostics import Severity
from reportgen.drafting.catalogue import document_entries
from reportgen.drafting.gather import numbered
from reportgen.drafting.rows import Ids, Row, file_text
from reportgen.drafting.works import Work, note_rows, places_of, works_of
from reportgen.records import Records

BODY = (
    "A text on ferries\nBy Ada Quill, 4 May 2021\n\nThe ferry is old.[1] The quay is new.[2] The lake is deep.[3]\n\n"
)


def made(tmp_path: Path, *texts: str) -> tuple[dict[str, Work], list[Row]]:
    """Return the works by key, and the notes, of texts; no rule has anything to say of the entries."""
    documents = numbered(gathered(tmp_path, {f"{n}.txt": text for n, text in enumerate(texts)}), {})
    works = works_of([(id_, document.cited) for id_, document in documents])
    text = "\n".join((*document_entries(documents).values(), *(work.text for work in works)))
    outcome = read_bib(text, "works.bib", {})
    library = Library(entries={entry.key: entry for entry in outcome.value.entries})
    lists = {"corpus": "corpus", "works": "cited"}
    found = (*outcome.diagnostics, *check_library(library, Records(by_kind={}, by_id={}), lists))
    assert [d.message for d in found if d.severity > Severity.NOTE and "notes.csv" not in d.message] == []
    return {work.key: work for work in works}, list(note_rows(works, [id_ for id_, _ in documents], Ids()))


def test_notes_become_entries_and_rows(tmp_path: Path) -> None:
    works, rows = made(
        tmp_path,
        BODY + "[1] Stern, Olga. Piles and Tides. Tarn: Mole Press, 2020.\n[2] Ibid., p. 4.\n"
        "[3] http://example.org/lake\n",
    )
    assert set(works) == {"D1:1", "D1:3"}
    assert works["D1:1"].type == "book"
    assert works["D1:1"].fields["title"] == "Piles and Tides"
    assert "corpusnote = {1, 2}" in works["D1:1"].text
    assert [(r.text("number"), r.text("work"), r.text("form")) for r in rows] == [
        ("1", "D1:1", "full"),
        ("2", "D1:1", "ibidem"),
        ("3", "D1:3", "bare address"),
    ]
    assert rows[0].text("evidence") == "D1#p3; D1#n1"


def test_a_work_of_two_documents_has_the_key_of_its_first_citation(tmp_path: Path) -> None:
    one = (
        BODY + "[1] Vale, Boris. Lakes of the North. Tarn: Mole Press, 2011.\n"
        "[2] Stern, Olga. Piles and Tides. Tarn: Mole Press, 2020.\n"
    )
    two = BODY + "[1] Olga Stern, Piles and Tides. Tarn: Mole Press, 2020.\n"
    works, rows = made(tmp_path, one, two)
    assert set(works) == {"D1:1", "D1:2"}
    assert "related = {D1, D2},\n  corpusnote = {D1:2, D2:1}," in works["D1:2"].text
    assert [(r.text("document"), r.text("work")) for r in rows] == [("D1", "D1:1"), ("D1", "D1:2"), ("D2", "D1:2")]


def test_a_list_without_numbers_has_rows_without_numbers(tmp_path: Path) -> None:
    text = (
        "A text on ferries\nBy Ada Quill, 4 May 2021\n\nThe ferry is old, as Stern (2020) says.\n\nReferences\n"
        "Stern, Olga (2020). Piles and Tides. Tarn: Mole Press.\nVale, Boris (2011). Lakes. Tarn: Mole Press.\n"
    )
    (document,) = gathered(tmp_path, {"a.txt": text})
    works, rows = made(tmp_path, text)
    if document.notes:  # the reader takes the items of the list for notes
        assert all(r.text("number") for r in rows)
    else:
        assert set(works) == {"D1:b1", "D1:b2"}
        assert [r.text("number") for r in rows] == ["", ""]
        assert "corpusnote" not in works["D1:b1"].text


def test_what_no_rule_would_accept_is_printed_as_it_stands(tmp_path: Path) -> None:
    works, _ = made(
        tmp_path, BODY + "[1] See Quill & Co, 100% {of} it_all, 2020-13-45, http://[x], passim, vol. ii\\b.\n"
    )
    for work in works.values():
        assert "title" in work.fields


def test_documents_with_one_title_are_told_apart(tmp_path: Path) -> None:
    made(tmp_path, BODY + "One.\n", BODY + "Two.\n")
    documents = numbered(gathered(tmp_path, {}), {})
    entries = document_entries(documents)
    assert "note = {File 0.txt}" in entries["D1"]
    assert "note = {File 1.txt}" in entries["D2"]


def test_places_name_the_document_where_there_are_several() -> None:
    assert places_of([("D1", "3"), ("D1", "4")]) == {"related": "D1", "corpusnote": "3, 4"}
    assert places_of([("D1", ""), ("D2", "")]) == {"related": "D1, D2"}


def test_rows_are_written_on_one_line_each(tmp_path: Path) -> None:
    _, rows = made(tmp_path, BODY + "[1] Stern, Olga. Piles, and “Tides”. Tarn: Mole Press, 2020.\n")
    assert file_text("notes", rows).count("\n") == len(rows) + 1
