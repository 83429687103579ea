"""The stamp of a build with nothing to do: it is believed only while nothing at all has changed."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import Path

import pytest
from projects import run, write_files
from small_project import small_project

from reportgen import __version__, idle
from reportgen.cli import main
from reportgen.diagnostics import Diagnostic, Place, Severity
from reportgen.idle import STAMP, recent, repeat, unsettled_ns
from reportgen.manifest import MANIFEST, Manifest, build_options, input_files, last_build, record_inputs, write_manifest
from reportgen.tools import LocalTools

NOTE = Diagnostic(code="DOC106", severity=Severity.NOTE, message="m — «ü»", place=Place(file="data/gaps.yaml", line=1))
PDF = "build/briefing.pdf"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small project with its documents, a font of the machine and the record of a build."""
    write_files(tmp_path / "fonts", {"a.ttf": "font"})
    return built(write_files(tmp_path / "project", small_project()))


def built(folder: Path, *found: Diagnostic) -> Path:
    """Leave what a build leaves."""
    tools = LocalTools()
    sources = folder / "data" / "sources" if (folder / "data" / "sources").is_dir() else None
    font = folder.parent / "fonts" / "a.ttf"
    write_files(folder, {PDF: "%PDF"})
    state = tools.state(folder / PDF)
    assert state is not None
    digest = record_inputs([folder / PDF], tools)[str(folder / PDF)]["sha256"]
    manifest = Manifest(
        options=build_options(sources, __version__),
        inputs=record_inputs((*input_files(folder, sources, tools), font), tools),
        output={"path": PDF, "sha256": digest, **asdict(state)},
        summary=f"{PDF}: 1 page, 1 pass", diagnostics=found or (NOTE,), details={"machine_files": [str(font)]},
    )  # fmt: skip
    write_manifest(folder, manifest, tools)
    return folder


def arguments(folder: Path, *more: str) -> list[str]:
    return ["build", "--project", str(folder), *more]


def said(capsys: pytest.CaptureFixture[str], status: int | None) -> tuple[int | None, str, str]:
    captured = capsys.readouterr()
    return status, captured.out, captured.err


@pytest.mark.parametrize("options", [(), ("--format", "short"), ("--format=json",), ("--strict",)])
def test_what_the_last_build_said_is_said_again(
    folder: Path, options: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert repeat(arguments(folder, *options)) is None
    whole = said(capsys, main(arguments(folder, *options)))
    assert "nothing to do" in whole[1] or "json" in str(options)
    assert "«ü»" in whole[1] + whole[2]
    assert said(capsys, repeat(arguments(folder, *options))) == whole


def test_the_exit_code_of_a_strict_build_is_repeated(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    built(folder, replace(NOTE, severity=Severity.WARNING))
    assert main(arguments(folder)) == 0
    assert main(arguments(folder, "--strict")) == 1
    assert repeat(arguments(folder, "--strict")) == 1
    assert repeat(arguments(folder)) is None
    capsys.readouterr()


def edit_keeping_size_and_time(folder: Path) -> None:
    path = folder / "data" / "events.csv"
    before = path.stat()
    path.write_bytes(path.read_bytes().replace(b"2021", b"2022"))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert (path.stat().st_size, path.stat().st_mtime_ns) == (before.st_size, before.st_mtime_ns)


def edit_dated_to_the_future(folder: Path) -> None:
    path = folder / "bib" / "works.bib"
    path.write_text("x", encoding="utf-8")
    os.utime(path, (4e9, 4e9))


def replace_by_rename(folder: Path) -> None:
    new = folder.parent / "new"
    shutil.copy2(folder / "data" / "gaps.yaml", new)
    new.replace(folder / "data" / "gaps.yaml")


def turn_into_link(folder: Path) -> None:
    path = folder / "data" / "gaps.yaml"
    path.rename(folder.parent / "gaps.yaml")
    path.symlink_to(folder.parent / "gaps.yaml")


def write(name: str, text: str = "x") -> Callable[[Path], None]:
    def work(folder: Path) -> None:
        write_files(folder, {name: text})

    return work


def remove(name: str) -> Callable[[Path], None]:
    return lambda folder: (folder / name).unlink()


def cut(folder: Path) -> None:
    data = (folder / STAMP).read_bytes()
    (folder / STAMP).write_bytes(data[:-20])


def flip(folder: Path) -> None:
    data = bytearray((folder / STAMP).read_bytes())
    data[len(data) // 2] ^= 1
    (folder / STAMP).write_bytes(data)


CHANGES: dict[str, Callable[[Path], None]] = {
    "edit": write("report/main.tex.j2"),
    "edit that keeps size and time": edit_keeping_size_and_time,
    "edit dated to the future": edit_dated_to_the_future,
    "file replaced by rename": replace_by_rename,
    "file turned into a link": turn_into_link,
    "new file": write("report/new.yaml"),
    "new file in a folder": write("data/summaries/D9.yaml"),
    "new empty folder": lambda folder: (folder / "report" / "fonts").mkdir(),
    "new folder of inputs": write("bib/more/x.bib"),
    "removed file": remove("data/gaps.yaml"),
    "edited document": write("data/sources/minutes.txt"),
    "new document": write("data/sources/new.txt"),
    "edited font": write("../fonts/a.ttf"),
    "removed font": remove("../fonts/a.ttf"),
    "edited PDF": write(PDF, "%PDf"),
    "removed PDF": remove(PDF),
    "another record": write(MANIFEST, "{}"),
    "removed record": remove(MANIFEST),
    "removed output": lambda folder: shutil.rmtree(folder / "build"),
    "cut stamp": cut,
    "damaged stamp": flip,
    "empty stamp": write(STAMP, ""),
    "stamp of another kind": write(STAMP, "reportgen idle 0\0"),
}


@pytest.mark.parametrize("name", CHANGES)
def test_changes_are_noticed(folder: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments(folder)) == 0
    assert repeat(arguments(folder)) == 0
    CHANGES[name](folder)
    capsys.readouterr()
    assert said(capsys, repeat(arguments(folder))) == (None, "", "")


@pytest.mark.parametrize("name", ["COLUMNS", "NO_COLOR", "HOME", "PATH", "REPORTGEN_SOURCES", "REPORTGEN_NEW"])
def test_another_environment_is_noticed(
    folder: Path, name: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    main(arguments(folder))
    monkeypatch.setenv(name, "70")
    assert repeat(arguments(folder)) is None
    capsys.readouterr()


@pytest.mark.parametrize(
    "words",
    [[], ["check"], ["build", "--force"], ["build", "--strict"], ["build", "--format", "json"], ["build", "x"],
     ["build", "--projec", "."], ["build", "--project"], ["build", "--help"]],
)  # fmt: skip
def test_other_command_lines_are_not_answered(
    folder: Path, words: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(folder)
    assert main(["build"]) == 0
    assert repeat(["build"]) == 0
    assert repeat(words) is None
    capsys.readouterr()


def test_another_folder_has_a_stamp_of_its_own(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    link = folder.parent / "link"
    link.symlink_to(folder)
    monkeypatch.chdir(folder.parent)
    assert main(["build", "--project", "link"]) == 0
    assert repeat(["build", "--project", "link"]) == 0
    shutil.copytree(folder, folder.parent / "copy")
    link.unlink()
    link.symlink_to(folder.parent / "copy")
    assert repeat(["build", "--project", "link"]) is None
    capsys.readouterr()


def test_documents_that_appear_are_noticed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    files = {name: text for name, text in small_project().items() if not name.startswith("data/sources/")}
    write_files(tmp_path / "fonts", {"a.ttf": "font"})
    folder = built(write_files(tmp_path / "project", files))
    main(arguments(folder))
    assert repeat(arguments(folder)) == 0
    write_files(folder, {"data/sources/letter.txt": "x"})
    assert repeat(arguments(folder)) is None
    capsys.readouterr()


def test_the_program_and_its_libraries_are_looked_at(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(arguments(folder))
    fields = (folder / STAMP).read_bytes().split(b"\0")
    program = Path(idle.__file__).parent
    for path in (program, program / "cli", program / "codes.toml", program / "tex", *map(Path, idle.libraries())):
        assert os.fsencode(path) in fields
    capsys.readouterr()


def test_what_is_edited_while_a_build_is_compared_is_noticed(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from reportgen import manifest

    compare = manifest._is_current

    def edited_then(*given: object) -> bool:
        same = compare(*given)  # type: ignore[arg-type]
        write_files(folder, {"data/gaps.yaml": "x"})
        return same

    monkeypatch.setattr(manifest, "_is_current", edited_then)
    assert main(arguments(folder)) == 0
    assert repeat(arguments(folder)) is None
    capsys.readouterr()


def test_a_linked_folder_is_never_taken_for_unchanged(folder: Path) -> None:
    (folder / "report" / "linked").symlink_to(folder.parent / "fonts")
    built(folder)
    sources = folder / "data" / "sources"
    assert last_build(folder, build_options(sources, __version__), sources, None, LocalTools()) is None


def test_a_file_that_may_change_without_a_trace_is_waited_for() -> None:
    now = time.time_ns()
    fine, coarse = now // 100_000_000 * 100_000_000 + 1, now // 10_000_000_000 * 10_000_000_000
    assert unsettled_ns({"a": (1, 1, fine)}, fine + 1_000_000) > 0
    assert unsettled_ns({"a": (1, 1, fine), "b": None}, fine + 100_000_000) == 0
    assert unsettled_ns({"a": (1, 1, coarse)}, coarse + 100_000_000) > 0
    assert unsettled_ns({"a": (1, 1, coarse)}, coarse + 3_000_000_000) == 0
    assert recent(now + 10**12)
    assert not recent(now - 10**12)


def test_nothing_is_loaded_to_say_it(folder: Path) -> None:
    code = (
        "import sys; sys.argv = ['reportgen', 'build']\n"
        "from reportgen.__main__ import main\n"
        "status = main()\n"
        "heavy = {'argparse', 'pathlib', 'json', 'hashlib', 'dataclasses', 'reportgen.cli'} & sys.modules.keys()\n"
        "sys.exit(f'{status} {sorted(heavy)}')"
    )
    first = run(folder=folder, code=code)
    assert "nothing to do" in first.stdout, first.stderr
    second = run(folder=folder, code=code)
    assert second.stdout == first.stdout
    assert second.stderr.endswith("0 []\n"), second.stderr
