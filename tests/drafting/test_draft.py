"""A folder in, a project out: what is made, what is not, and that it is the same every time."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from draft_trial import DATE, MINUTES, TEXTS, content, faults, in_this_process, ledger, make, records, write

from reportgen import cli
from reportgen.drafting.draft import Options, draft, readable
from reportgen.records.ledger import Decision
from reportgen.tools import LocalTools

BROKEN: dict[str, str | bytes] = {
    "empty.txt": "",
    "half.pdf": b"%PDF-1.4 nothing",
    "bad.docx": b"no archive",
    "zip.docx": b"PK\x03\x04rest",
    "weird.txt": b"a\0b\x01\x02 binary",
    "picture.png": b"\x89PNG\r\n",
    "sheet.csv": "a,b\n",
    ".hidden.txt": "not for us\n",
    "deep/er/copy.txt": MINUTES,
    "same.txt": MINUTES.replace("\n", "  \n"),
}


@pytest.fixture(scope="module")
def drafted(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, list[str], str]:
    """A project drafted of sound and broken files by the command itself; its messages, and what it said."""
    with pytest.MonkeyPatch.context() as patch:
        in_this_process(patch)
        root = tmp_path_factory.mktemp("mixed")
        folder = write(root / "my_texts", {**TEXTS, **BROKEN})
        outcome = make(folder, root / "briefing")
    assert outcome.value is not None
    codes = [d.code for d in outcome.diagnostics]
    return root / "briefing", folder, codes, outcome.value.summary("briefing")


def test_a_draft_of_any_folder_passes_its_own_checks(drafted: tuple[Path, Path, list[str], str]) -> None:
    project, folder, _, said = drafted
    assert faults(project, folder) == []
    assert said.startswith("briefing: 6 documents (9 files not read), ")
    assert said.endswith(" proposals, 0 withheld")


def test_a_project_is_complete(drafted: tuple[Path, Path, list[str], str]) -> None:
    project, folder, _, _ = drafted
    for name in ("Makefile", "README.md", "local.mk", "report/report.toml", "data/evidence.lock", "bib/works.bib"):
        assert (project / name).is_file(), name
    assert f"SOURCES = {folder}" in (project / "local.mk").read_text()
    assert 'title = "My texts"' in (project / "report/report.toml").read_text()
    assert not list(project.parent.glob(".*"))


def test_each_file_that_is_not_read_is_told_once(drafted: tuple[Path, Path, list[str], str]) -> None:
    project, _, codes, _ = drafted
    assert sorted(codes) == sorted(
        ["DOC111", "DOC111", "DOC111", "DOC111", "DOC112", "DOC115", "DOC115", "DOC115", "DOC119", "DOC119"]
    )
    gaps = {str(r.text("question")): str(r.text("checked")) for r in records(project).of("gaps")}
    told = [question for question in gaps if " file " in question]
    assert len(told) == 9  # what is hidden is no gap
    assert gaps["Is the file same.txt a source of its own?"].startswith(
        "It was not counted: same.txt has the same text"
    )


def test_everything_is_proposed_and_in_the_ledger(drafted: tuple[Path, Path, list[str], str]) -> None:
    project, _, _, _ = drafted
    found = records(project)
    known = ledger(project)
    assert {r.id for r in found.by_id.values()} == {e.record for e in known.rows if e.decision is Decision.PROPOSED}
    assert all(record.proposed for record in found.by_id.values())
    kinds = {"documents", "indicators", "events", "statements", "projects", "people", "organisations", "sentences",
             "comparisons", "notes", "gaps"}  # fmt: skip
    assert kinds <= set(found.by_kind)


def test_documents_say_only_what_they_state(drafted: tuple[Path, Path, list[str], str]) -> None:
    by_file = {str(r.text("file")): r for r in records(drafted[0]).of("documents")}
    island, page = by_file["island.txt"], by_file["page.html"]
    assert (island.text("author"), island.text("issued"), island.text("outlet")) == (None, None, None)
    assert island.text("completeness") == "not found: author, date, outlet"
    assert (page.text("title"), page.text("author"), page.text("issued")) == ("Quay opens", "Boris Vale", "2021-06-04")
    assert {str(r.text("genre")) for r in by_file.values()} == {"not stated"}
    assert {str(r.text("grade")) for r in by_file.values()} == {"F"}


def test_one_work_cited_twice_has_one_entry(drafted: tuple[Path, Path, list[str], str]) -> None:
    project = drafted[0]
    notes = {(str(r.text("document")), str(r.text("work"))) for r in records(project).of("notes")}
    shared = [work for _, work in notes if sum(work == other for _, other in notes) > 1]
    assert len(set(shared)) == 1
    bib = (project / "bib/works.bib").read_text()
    assert bib.count("Piles and Tides") == 1
    entry = bib[bib.index(f"{{{shared[0]},") :]
    assert "related = {D2, D5}" in entry[:400]
    assert "corpusnote = {D2:1, D5:1}" in entry[:400]


def test_sources_that_differ_are_set_side_by_side(drafted: tuple[Path, Path, list[str], str]) -> None:
    found = [r for r in records(drafted[0]).of("comparisons") if r.text("relation") == "conflict"]
    assert [str(r.text("against")) for r in found] == ["Traffic has grown by 5 percent since 2019."]


def test_the_same_folder_gives_the_same_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one = write(tmp_path / "a" / "texts", TEXTS)
    make(one, tmp_path / "a" / "p", jobs=2)
    in_this_process(monkeypatch)
    other = write(tmp_path / "b" / "texts", dict(reversed(list(TEXTS.items()))))
    for path in other.iterdir():
        os.utime(path, (1, 1))
    make(other, tmp_path / "b" / "p")
    first, second = content(tmp_path / "a" / "p"), content(tmp_path / "b" / "p")
    assert not (tmp_path / "a/p/build").exists()
    assert first.pop("local.mk") != second.pop("local.mk")
    assert first == second


def test_a_folder_with_nothing_readable_makes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    in_this_process(monkeypatch)
    folders: list[dict[str, str | bytes]] = [{}, {"a.png": b"\x89PNG\r\n"}, {"a.txt": "", "b.docx": b"PK\x03\x04"}]
    for number, files in enumerate(folders):
        folder = tmp_path / str(number)
        folder.mkdir()
        write(folder, files)
        outcome = make(folder, tmp_path / "project")
        assert outcome.value is None
        assert [d.code for d in outcome.diagnostics if d.severity.word == "error"] == ["DOC117"]
        assert not (tmp_path / "project").exists()


def test_what_a_person_has_made_is_never_written_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    in_this_process(monkeypatch)
    folder = write(tmp_path / "texts", {"minutes.txt": MINUTES})
    write(tmp_path / "mine", {"deep/er/note.txt": "keep"})
    outcome = make(folder, tmp_path / "mine")
    assert [d.code for d in outcome.diagnostics] == ["CFG021"]
    assert content(tmp_path / "mine") == {"deep/er/note.txt": b"keep"}
    (tmp_path / "empty").mkdir()
    assert make(folder, tmp_path / "empty").value is not None


def test_an_interrupt_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    in_this_process(monkeypatch)
    folder = write(tmp_path / "texts", {"minutes.txt": MINUTES})

    def interrupted(stage: str) -> None:
        if stage.startswith("checking"):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        draft(Options(folder=folder, project=tmp_path / "p", date=DATE), LocalTools(), interrupted)
    assert [path.name for path in tmp_path.iterdir()] == ["texts"]


def test_documents_can_be_copied_into_the_project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    in_this_process(monkeypatch)
    folder = write(tmp_path / "texts", {"a/minutes.txt": MINUTES, "empty.txt": ""})
    make(folder, tmp_path / "p", copy=True)
    project = tmp_path / "p"
    assert content(project / "data/sources") == {"a/minutes.txt": MINUTES.encode()}
    assert "SOURCES" not in (project / "local.mk").read_text()
    assert faults(project, project / "data" / "sources") == []


def test_a_project_inside_its_folder_is_no_document(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    in_this_process(monkeypatch)
    folder = write(tmp_path / "texts", {"minutes.txt": MINUTES})
    make(folder, folder / "briefing")
    before = content(folder / "briefing")
    assert make(folder, folder / "briefing").value is not None
    assert content(folder / "briefing") == before
    assert [str(r.text("file")) for r in records(folder / "briefing").of("documents")] == ["minutes.txt"]


def test_the_command_says_what_it_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    in_this_process(monkeypatch)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    folder = write(tmp_path / "texts", {"minutes.txt": MINUTES, "bad.docx": b"no archive"})
    monkeypatch.chdir(tmp_path)
    assert cli.main(["draft", str(folder), "-o", "p", "--title", "Of ferries"]) == 0
    said = capsys.readouterr()
    assert said.out.startswith("p: 1 document (1 file not read), ")
    assert said.out.endswith("; next: cd p && make report\n")
    assert "reading 2 of 2" in said.err
    assert "warning[DOC115]: bad.docx" in said.err
    settings = (tmp_path / "p/report/report.toml").read_text()
    assert 'title = "Of ferries"' in settings
    assert 'date = "2023-11-14"' in settings
    assert cli.main(["draft", str(folder), "-o", "q", "--strict"]) == 1
    assert cli.main(["draft", "nowhere", "-o", "r"]) == 2


def test_titles_are_made_of_names() -> None:
    assert readable("harbour_notes-2024") == "Harbour notes 2024"
    assert readable("港口") == "港口"
    assert readable("__") == "Briefing"
