"""The command line: what it prints where, and its exit codes."""

from __future__ import annotations

import errno
import io
import json
import os
import re
import shlex
import signal
import subprocess
import sys
import time
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from memory import failed
from projects import REPOSITORY, run, small_report, write_files

import reportgen
from reportgen.cli import building, main
from reportgen.codes import register
from reportgen.tools import LocalTools


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The small report on disk, complete with its documents."""
    return write_files(tmp_path / "a project", small_report())


def reported(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    """Run a command in this process; return status, stdout and stderr."""
    status = main(arguments)
    captured = capsys.readouterr()
    return status, captured.out, captured.err


def edit(folder: Path, file: str, old: str, new: str) -> None:
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def check(folder: Path, capsys: pytest.CaptureFixture[str], *options: str) -> tuple[int, str, str]:
    return reported(capsys, "check", "--project", str(folder), *options)


# --- formats and exit codes --------------------------------------------------------------------


def test_a_clean_project_exits_with_0_and_says_what_was_checked(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, out, err = check(folder, capsys, "--strict", "--format", "short")
    assert (status, out) == (0, "checked 26 records\n")
    assert err == "data/documents.yaml:15:7: note[DOC106] D2 does not state its author, issued, outlet\n"


def test_an_error_exits_with_1_and_is_shown_with_its_line(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(folder, "report/sections/body.tex.j2", 'fact("ind-growth")', 'fact("ind-growht")')
    status, _, err = check(folder, capsys)
    assert status == 1
    assert "error[SEC505]: there is no record 'ind-growht'" in err
    assert "--> report/sections/body.tex.j2:4:17" in err
    assert "did you mean 'ind-growth'?" in err
    assert "\x1b[" not in err


def test_a_warning_fails_only_when_strict(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    edit(folder, "report/report.toml", "[build]", "[build]\nengin = 'x'")
    assert check(folder, capsys)[0] == 0
    assert check(folder, capsys, "--strict")[0] == 1


def test_what_cannot_run_exits_with_2(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = check(folder / "nowhere", capsys)
    assert (status, out) == (2, "")
    assert "error[CFG001]" in err
    assert check(folder, capsys, "--sources", str(folder / "none"))[0] == 2


@pytest.mark.parametrize("style", ["human", "short", "github", "json", "sarif", "junit"])
@pytest.mark.parametrize("faulty", [False, True], ids=["clean", "faulty"])
def test_results_go_to_stdout_and_diagnostics_to_stderr(
    style: str, folder: Path, capsys: pytest.CaptureFixture[str], *, faulty: bool
) -> None:
    if faulty:
        edit(folder, "data/events.csv", "ev-meeting,2021-03-12", "ev-meeting,2021-03-13")
    status, out, err = check(folder, capsys, "--format", style)
    assert status == int(faulty)
    if style == "json":
        assert err == ""
        data = json.loads(out)
        assert ("REC214" in json.dumps(data)) is faulty
    elif style == "sarif":
        assert err == ""
        assert json.loads(out)["version"] == "2.1.0"
    elif style == "junit":
        assert err == ""
        assert ET.fromstring(out).tag in {"testsuites", "testsuite"}
    else:
        assert out == "checked 26 records\n"
        assert ("REC214" in err) is faulty


def test_colour_is_for_terminals(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    shown = {}
    for name, value in (("colour", None), ("plain", "1")):
        stream = Terminal()
        monkeypatch.setattr(sys, "stderr", stream)
        if value:
            monkeypatch.setenv("NO_COLOR", value)
        assert main(["check", "--project", str(folder)]) == 0
        shown[name] = stream.getvalue()
    assert "\x1b[" in shown["colour"]
    assert "\x1b[" not in shown["plain"]


# --- the commands ------------------------------------------------------------------------------


def test_the_version_is_printed_without_loading_anything_heavy(tmp_path: Path) -> None:
    code = (
        "import sys; from reportgen.cli import main\n"
        "try: main(['--version'])\nexcept SystemExit as e: assert e.code == 0\n"
        "heavy = {'pandas', 'matplotlib', 'pylatex', 'jinja2', 'bibtexparser', 'pikepdf', 'yaml', 'numpy'}\n"
        "sys.exit(f'{heavy & sys.modules.keys()}' if heavy & sys.modules.keys() else 0)"
    )
    finished = run(folder=tmp_path, code=code)
    assert (finished.returncode, finished.stdout) == (0, f"reportgen {reportgen.__version__}\n"), finished.stderr
    assert run("--version", folder=tmp_path).stdout == f"reportgen {reportgen.__version__}\n"


def test_help_lists_the_commands_that_exist(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--help"])
    assert ended.value.code == 0
    shown = capsys.readouterr().out
    for name in ("init", "draft", "build", "batch", "check", "verify", "extract", "references", "explain", "clean"):
        assert re.search(rf"\n    {name}\s", shown)


@pytest.mark.parametrize(
    "arguments",
    [[], ["frobnicate"], ["biuld"], ["check", "--formt", "short"], ["check", "--format", "xml"], ["explain"]],
)
def test_a_command_that_does_not_exist_exits_with_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "usage: reportgen" in captured.err


def test_every_code_can_be_explained(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = reported(capsys, "explain", "all")
    assert (status, err) == (0, "")
    listed = [line.split()[0] for line in out.splitlines()]
    assert listed == list(register())
    for code in listed:
        status, out, err = reported(capsys, "explain", code.lower())
        assert (status, err) == (0, "")
        assert out.startswith(f"{code} (")
        assert "What to do:" in out


def test_an_unknown_code_exits_with_2(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = reported(capsys, "explain", "BIB999")
    assert (status, out) == (2, "")
    assert err == "there is no code BIB999; 'reportgen explain all' lists them\n"


def test_clean_removes_the_build_folder_and_nothing_else(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_files(folder, {"build/cache/x": "x", "build/briefing.pdf": "x"})
    before = {path for path in folder.rglob("*") if "build" not in path.relative_to(folder).parts}
    assert reported(capsys, "clean", "--project", str(folder)) == (0, "", "")
    assert set(folder.rglob("*")) == before
    assert reported(capsys, "clean", "--project", str(folder)) == (0, "", "")


def test_clean_follows_no_link(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    outside = write_files(folder.parent / "outside", {"kept": "x"})
    (folder / "build").symlink_to(outside)
    assert reported(capsys, "clean", "--project", str(folder))[0] == 0
    assert (outside / "kept").exists()
    assert not (folder / "build").exists()


def test_verify_checks_and_update_writes_the_lock(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lock = folder / "data" / "evidence.lock"
    locked = lock.read_text(encoding="utf-8")
    lock.write_text("", encoding="utf-8")
    status, out, _ = reported(capsys, "verify", "--project", str(folder), "--strict")
    assert status == 1
    assert "2 documents at hand" in out
    assert lock.read_text(encoding="utf-8") == ""
    status, out, _ = reported(capsys, "verify", "--project", str(folder), "--strict", "--update")
    assert status == 0
    assert "claims locked" in out
    assert locked.removesuffix("# end\n") in lock.read_text(encoding="utf-8")


def test_typed_sentences_are_locked_without_documents(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    section = folder / "report" / "sections" / "body.tex.j2"
    section.write_text(section.read_text(encoding="utf-8") + "\nTwo gulls watch the harbour.\n", encoding="utf-8")
    reported(capsys, "verify", "--project", str(folder), "--update")
    (folder / "data" / "sources" / "minutes.txt").unlink()
    (folder / "data" / "sources" / "letter.txt").unlink()
    before = check(folder, capsys)
    assert "CHK828" not in before[2]
    edit(folder, "report/sections/body.tex.j2", "Two gulls", "Three gulls")
    assert "CHK828" in check(folder, capsys)[2]
    _, out, _ = reported(capsys, "verify", "--project", str(folder), "--update")
    assert "sentences locked" in out
    assert check(folder, capsys) == before


def test_the_folder_of_the_documents_can_come_from_the_environment(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    sources = folder.parent / "elsewhere"
    (folder / "data" / "sources").rename(sources)
    assert "DOC105" in check(folder, capsys)[2]
    monkeypatch.setenv("REPORTGEN_SOURCES", str(sources))
    assert "DOC105" not in check(folder, capsys)[2]
    (sources / "minutes.txt").unlink()
    assert "DOC101" in check(folder, capsys)[2]
    (sources / "letter.txt").unlink()
    sources.rmdir()
    assert check(folder, capsys)[0] == 2


# --- bad input: one clear diagnostic each ------------------------------------------------------


def break_yaml(folder: Path) -> None:
    edit(folder, "data/conflicts.yaml", "  sides:", "  sides: [")


def break_csv(folder: Path) -> None:
    edit(folder, "data/events.csv", "date_end", "date_emd")


def break_encoding(folder: Path) -> None:
    path = folder / "bib" / "works.bib"
    path.write_bytes(path.read_bytes().replace(b"Heads Counted", b"H\xe9ads"))


def empty_data(folder: Path) -> None:
    for path in sorted((folder / "data").rglob("*"), reverse=True):
        path.unlink() if path.is_file() else path.rmdir()


@pytest.mark.parametrize(
    ("damage", "status", "shown"),
    [
        (lambda f: (f / "bib" / "works.bib").unlink(), 1, "report/report.toml:13:32: error[CFG005]"),
        (lambda f: (f / "report" / "main.tex.j2").unlink(), 1, "report/report.toml:9: error[CFG005]"),
        (lambda f: (f / "report" / "sections" / "body.tex.j2").unlink(), 1,
         "report/main.tex.j2:3:1: error[SEC501]"),
        (lambda f: (f / "report" / "report.toml").unlink(), 2, "error[CFG001]"),
        (lambda f: (f / "report" / "report.toml").write_text("[report\n", encoding="utf-8"), 2,
         "report/report.toml:1:8: error[CFG002]"),
        (break_yaml, 1, "data/conflicts.yaml:"),
        (break_csv, 1, "data/events.csv:1:9: error[REC203]"),
        (break_encoding, 1, "bib/works.bib:3:13: error[BIB406]"),
        (empty_data, 1, "data: error[REC224]"),
        (lambda f: (f / "data" / "events.csv").write_bytes(b"id,date\n\xff\n"), 1,
         "data/events.csv:2:1: error[REC220]"),
        (lambda f: (f / "report" / "sections" / "body.tex.j2").write_bytes(b"a\n\xff\n"), 1,
         "report/sections/body.tex.j2:2:1: error[SEC510]"),
        (lambda f: (f / "report" / "tables" / "indicators.yaml").write_text("a: [", encoding="utf-8"), 1,
         "report/tables/indicators.yaml:1:5: error[TAB301]"),
    ],
    ids=["no bib", "no main", "no section", "no settings", "bad settings", "bad YAML", "wrong column", "latin-1 bib",
         "no data", "latin-1 data", "latin-1 template", "bad table"],
)  # fmt: skip
def test_bad_input_is_named(
    damage: object, status: int, shown: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pdf = write_files(folder, {"build/briefing.pdf": "last good"}) / "build" / "briefing.pdf"
    damage(folder)  # type: ignore[operator]
    found, out, err = reported(capsys, "build", "--project", str(folder), "--format", "short")
    assert (found, out) == (status, "")
    assert [line for line in err.splitlines() if line.startswith(shown)], err
    assert "INT901" not in err
    assert pdf.read_text(encoding="utf-8") == "last good"


def test_a_build_folder_that_is_a_file_is_named(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "build").write_text("mine", encoding="utf-8")
    status, out, err = reported(capsys, "build", "--project", str(folder), "--format", "short")
    assert (status, out) == (2, "")
    assert "error[CFG008] cannot write" in err
    assert str(folder / "build") in err
    assert (folder / "build").read_text(encoding="utf-8") == "mine"


@pytest.mark.skipif(os.getuid() == 0, reason="root may write everywhere")
def test_a_build_folder_without_rights_is_named(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "build").mkdir(mode=0o500)
    status, _, err = reported(capsys, "build", "--project", str(folder), "--format", "short")
    assert status == 2
    assert "error[CFG008]" in err


def test_without_an_engine_the_command_that_installs_it_is_named(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    pdf = write_files(folder, {"build/briefing.pdf": "last good"}) / "build" / "briefing.pdf"
    monkeypatch.setenv("PATH", str(folder))
    status, out, err = reported(capsys, "build", "--project", str(folder))
    assert (status, out) == (2, "")
    assert "error[CFG006]: lualatex is not installed" in err
    assert "apt-get install" in err
    assert pdf.read_text(encoding="utf-8") == "last good"


# --- our own faults, and being stopped ---------------------------------------------------------


def test_a_bug_is_called_one(folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> int:
        message = "impossible"
        raise AssertionError(message)

    monkeypatch.setattr(building, "folders", broken)
    status, out, err = check(folder, capsys)
    assert (status, out) == (2, "")
    assert err.startswith("error[INT901]: this is a bug in reportgen: AssertionError: impossible\nTraceback")


def test_a_full_disk_is_no_bug(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise failed(errno.ENOSPC)

    monkeypatch.setattr(LocalTools, "write", full)
    status, _, err = reported(capsys, "verify", "--project", str(folder), "--update", "--format", "short")
    assert status == 2
    assert "error[CFG008] cannot write or read: No space left on device" in err


def test_ctrl_c_leaves_a_word_and_no_traceback(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(building, "folders", interrupted)
    assert check(folder, capsys) == (130, "", "interrupted; the last good PDF is untouched\n")


def test_a_reader_that_goes_away_is_no_bug(tmp_path: Path) -> None:
    command = f"{shlex.quote(sys.executable)} -m reportgen explain all | head -n 1"
    environment = {**os.environ, "PYTHONPATH": str(REPOSITORY / "src")}
    finished = subprocess.run(
        ["/bin/sh", "-c", command],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert finished.stdout.startswith("CFG001")
    assert "INT901" not in finished.stderr
    assert "Traceback" not in finished.stderr


def test_a_real_interrupt_ends_the_engine_and_keeps_the_last_pdf(folder: Path) -> None:
    """The engine is a script that sleeps; an interrupt must end it, too."""
    tools = folder.parent / "bin"
    marker = folder.parent / "started"
    script = f'#!/bin/sh\necho $$ > "{marker}.new"\n/bin/mv "{marker}.new" "{marker}"\nexec /bin/sleep 60\n'
    write_files(tools, {"lualatex": script})
    (tools / "lualatex").chmod(0o755)
    pdf = write_files(folder, {"build/briefing.pdf": "last good"}) / "build" / "briefing.pdf"
    environment = {
        "PATH": f"{tools}:{Path(sys.executable).parent}", "PYTHONPATH": str(REPOSITORY / "src"), "HOME": str(folder),
    }  # fmt: skip
    process = subprocess.Popen(
        [sys.executable, "-m", "reportgen", "build"], cwd=folder, env=environment, stdout=subprocess.PIPE,
        stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    for _ in range(600):
        if marker.exists() or process.poll() is not None:
            break
        time.sleep(0.05)
    if not marker.exists():
        _, err = process.communicate()
        pytest.skip(f"the engine was not started: {err}")
    engine = int(marker.read_text(encoding="utf-8"))
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=30)
    assert process.returncode == 130
    assert "interrupted" in err
    assert pdf.read_text(encoding="utf-8") == "last good"
    with pytest.raises(ProcessLookupError):
        os.kill(engine, 0)
