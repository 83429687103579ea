"""The stamp of a check: its answer is repeated only while nothing that it looked at has changed."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from projects import write_files
from small_project import small_project

from reportgen.cli import main
from reportgen.idle import CHECK_STAMP, repeat, state
from reportgen.tools import LocalTools
from reportgen.tools.observed import ObservedTools


@pytest.fixture(scope="module")
def checked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small project with its cache: the first check looks for fonts everywhere, which leaves no stamp."""
    found = write_files(tmp_path_factory.mktemp("checked") / "project", small_project())
    assert main(arguments(found)) == 0
    return found


@pytest.fixture
def folder(checked: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Path:
    """A copy of it that was checked once more."""
    monkeypatch.delenv("REPORTGEN_SOURCES", raising=False)
    found = Path(shutil.copytree(checked, tmp_path / "project"))
    assert main(arguments(found)) == 0
    capsys.readouterr()
    return found


def arguments(folder: Path, *more: str) -> list[str]:
    return ["check", "--project", str(folder), "--format", "short", *more]


def said(capsys: pytest.CaptureFixture[str], status: int | None) -> tuple[int | None, str, str]:
    captured = capsys.readouterr()
    return status, captured.out, captured.err


def test_what_the_last_check_said_is_said_again(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    again = said(capsys, repeat(arguments(folder)))
    assert again[0] == 0
    assert again == said(capsys, main(arguments(folder)))
    assert repeat(arguments(folder, "--strict")) is None
    assert repeat(["build", *arguments(folder)[1:]]) is None


def write(name: str, text: str = "x") -> Callable[[Path], None]:
    def work(folder: Path) -> None:
        write_files(folder, {name: text})

    return work


def edit_keeping_size_and_time(folder: Path) -> None:
    path = folder / "data" / "events.csv"
    before = path.stat()
    path.write_bytes(path.read_bytes().replace(b"2021", b"2022"))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def cut(folder: Path) -> None:
    data = (folder / CHECK_STAMP).read_bytes()
    (folder / CHECK_STAMP).write_bytes(data[:-20])


def link(folder: Path) -> None:
    (folder / "report" / "sections").rename(folder.parent / "sections")
    (folder / "report" / "sections").symlink_to(folder.parent / "sections")


def replaced(folder: Path) -> None:
    folder.rename(folder.parent / "old")
    shutil.copytree(folder.parent / "old", folder)


CHANGES: dict[str, Callable[[Path], None]] = {
    "section": write("report/sections/body.tex.j2"),
    "new section": write("report/sections/new.tex.j2"),
    "settings": write("report/report.toml"),
    "class": write("report/briefing.cls"),
    "record": edit_keeping_size_and_time,
    "new records": write("data/more.csv"),
    "removed records": lambda folder: (folder / "data" / "gaps.yaml").unlink(),
    "entry": write("bib/works.bib"),
    "lock": write("data/evidence.lock"),
    "table": write("report/tables/new.yaml"),
    "figure": write("report/figures/new.yaml"),
    "font": write("report/fonts/new.ttf"),
    "document": write("data/sources/minutes.txt"),
    "new document": write("data/sources/new.txt"),
    "no documents": lambda folder: shutil.rmtree(folder / "data" / "sources"),
    "linked folder": link,
    "cut stamp": cut,
    "removed stamp": lambda folder: (folder / CHECK_STAMP).unlink(),
    "another project in its place": replaced,
}


@pytest.mark.parametrize("name", CHANGES)
def test_changes_are_noticed(folder: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert repeat(arguments(folder)) == 0
    CHANGES[name](folder)
    capsys.readouterr()
    assert said(capsys, repeat(arguments(folder))) == (None, "", "")


def test_a_fault_is_repeated_until_it_is_mended(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    body = folder / "report" / "sections" / "body.tex.j2"
    good = body.read_bytes()
    body.write_bytes(good + b"\n((( fact('nobody') )))\n")
    assert main(arguments(folder)) == 1
    capsys.readouterr()
    whole = said(capsys, main(arguments(folder)))
    assert "SEC505" in whole[2]
    assert said(capsys, repeat(arguments(folder))) == whole
    body.write_bytes(good)
    assert repeat(arguments(folder)) is None
    assert main(arguments(folder)) == 0


def test_what_cannot_be_told_from_states_leaves_no_stamp(tmp_path: Path) -> None:
    write_files(tmp_path, {"a/b.txt": "x", "cache/c": "x"})
    tools = ObservedTools(LocalTools(), tmp_path / "cache")
    assert tools.read(tmp_path / "a" / "b.txt") == b"x"
    assert tools.list(tmp_path / "a", "**/*") == (tmp_path / "a" / "b.txt",)
    assert tools.state(tmp_path / "none") is None
    tools.keep(tmp_path / "cache" / "d", b"x")
    tools.read(tmp_path / "cache" / "d")
    known = (tmp_path / "a" / "b.txt", tmp_path / "a", tmp_path / "none")
    assert tools.whole
    assert tools.seen == {str(path): state(str(path)) for path in known}
    tools.write(tmp_path / "a" / "new", b"x")
    assert not tools.whole
    for look in (
        lambda tools: tools.find_program("sh"),
        lambda tools: tools.environment("SOME_VARIABLE"),
        lambda tools: tools.remove(tmp_path / "a" / "new"),
    ):
        tools = ObservedTools(LocalTools(), tmp_path / "cache")
        look(tools)
        assert not tools.whole
