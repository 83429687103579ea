"""`reportgen init`: an empty project, in a folder that nobody needs."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from reportgen.cli import main


def test_a_new_folder_gets_a_project_that_passes_its_checks(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "my-own_briefing"
    assert main(["init", str(folder)]) == 0
    assert capsys.readouterr().out == f"{folder}: an empty project; next: cd {folder} && make report\n"
    assert main(["check", "--strict", "--project", str(folder)]) == 0
    settings = tomllib.loads((folder / "report/report.toml").read_text(encoding="utf-8"))
    assert settings["report"]["title"] == "My own briefing"
    assert "REPORTGEN = " in (folder / "local.mk").read_text(encoding="utf-8")


def test_an_empty_folder_will_do_and_a_title_is_taken_as_it_is(tmp_path: Path) -> None:
    assert main(["init", str(tmp_path), "--title", 'Ferries & "quays"']) == 0
    settings = tomllib.loads((tmp_path / "report/report.toml").read_text(encoding="utf-8"))
    assert settings["report"]["title"] == 'Ferries & "quays"'


@pytest.mark.parametrize("inside", ["a folder/notes.txt", ".hidden", "notes.txt"])
def test_a_folder_with_anything_in_it_stays_as_it_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], inside: str
) -> None:
    (tmp_path / inside).parent.mkdir(exist_ok=True)
    (tmp_path / inside).write_text("mine")
    before = sorted(tmp_path.rglob("*"))
    assert main(["init", str(tmp_path), "--format", "short"]) == 2
    assert "error[CFG024]" in capsys.readouterr().err
    assert sorted(tmp_path.rglob("*")) == before


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "notes").write_text("mine")
    assert main(["init", str(tmp_path / "notes")]) == 2
    assert (tmp_path / "notes").read_text() == "mine"
