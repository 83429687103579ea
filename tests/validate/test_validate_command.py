"""The command: what it prints, its exit code, and the comparison of builds."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from validate import __main__ as command
from validate import builds
from validate.builds import check_builds
from validate.verdict import Verdict, lines, status


def test_faults_stand_below_their_check() -> None:
    verdict = Verdict(name="tags", said="3 of 4", faults=tuple(f"fault {n}" for n in range(20)))
    shown = list(lines(verdict))
    assert shown[:2] == ["FAILED  tags: 3 of 4", "          fault 0"]
    assert shown[-1] == "          and 8 more"
    assert list(lines(Verdict(name="page", missing="there is no browser"))) == ["absent  page: there is no browser"]


@pytest.mark.parametrize(
    ("verdicts", "code"),
    [
        ([Verdict(name="a", said="x")], 0),
        ([Verdict(name="a"), Verdict(name="b", missing="x")], 2),
        ([Verdict(name="a", missing="x"), Verdict(name="b", faults=("x",))], 1),
    ],
)
def test_the_exit_code(verdicts: list[Verdict], code: int) -> None:
    assert status(verdicts) == code


def a_project(folder: Path) -> Path:
    (folder / "data").mkdir(parents=True)
    (folder / "data" / "facts.csv").write_text("id\n", encoding="utf-8")
    (folder / "build").mkdir()
    (folder / "build" / "report.pdf").write_bytes(b"the same")
    return folder


@pytest.mark.parametrize(
    ("content", "faults"),
    [
        (lambda _: b"the same", ()),
        (str, ("build/report.pdf: ",)),
        (None, ("build/report.pdf: ",)),
    ],
)
def test_builds_in_other_folders_are_compared(
    content: object, faults: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = a_project(tmp_path / "project")

    def build(origin: Path, folder: Path, options: tuple[str, ...]) -> str:
        shutil.copytree(origin / "data", folder / "data")
        (folder / "build").mkdir()
        if callable(content):
            made = content(folder)
            (folder / "build" / "report.pdf").write_bytes(made if isinstance(made, bytes) else str(made).encode())
        return ""

    monkeypatch.setattr(builds, "_build", build)
    verdict = check_builds(project, (project / "build" / "report.pdf",))
    assert [fault[: len(start)] for fault, start in zip(verdict.faults, faults, strict=True)] == list(faults)


def test_a_build_that_fails_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    project = a_project(tmp_path / "project")
    monkeypatch.setattr(builds, "_build", lambda *_: "error: no")
    verdict = check_builds(project, (project / "build" / "report.pdf",))
    assert verdict.faults == ("a build failed: error: no",) * 2


def test_a_project_that_was_not_built_cannot_be_checked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "report.toml").write_text("", encoding="utf-8")
    assert command.main([str(tmp_path), "--no-build", "--only", "tags"]) == 2
    assert "absent" in capsys.readouterr().out
