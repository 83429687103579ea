"""What the command line shows where: colour, width, formats of every command, explanations, levels and silences."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from projects import REPOSITORY, small_report, write_files

from reportgen.cli import building, main
from reportgen.codes import register

SCHEMA = json.loads((REPOSITORY / "docs" / "schema" / "diagnostics.schema.json").read_text(encoding="utf-8"))
SETTINGS = "report/report.toml"


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The small report on disk, with a setting that is not known at line 10."""
    files = small_report()
    files[SETTINGS] = files[SETTINGS].replace("[build]", "[build]\nengin = 'x'", 1)
    return write_files(tmp_path / "a project", files)


def reported(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    status = main(arguments)
    captured = capsys.readouterr()
    return status, captured.out, captured.err


def shown(folder: Path, capsys: pytest.CaptureFixture[str], *options: str) -> str:
    return reported(capsys, "check", "--project", str(folder), *options)[2]


# --- colour and width --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("terminal", "variables", "colored"),
    [
        (True, {}, True),
        (False, {}, False),
        (True, {"NO_COLOR": "1"}, False),
        (True, {"NO_COLOR": ""}, True),
        (True, {"TERM": "dumb"}, False),
        (False, {"FORCE_COLOR": "1"}, True),
        (True, {"FORCE_COLOR": "0"}, False),
        (False, {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
    ],
)
def test_colour(
    folder: Path, monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], *, terminal: bool, colored: bool
) -> None:
    monkeypatch.delenv("TERM", raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    stream = Terminal() if terminal else io.StringIO()
    monkeypatch.setattr(sys, "stderr", stream)
    main(["check", "--project", str(folder)])
    assert "CFG003" in stream.getvalue()
    assert ("\x1b[" in stream.getvalue()) is colored


@pytest.mark.parametrize("columns", [40, 60, 200])
def test_the_width_is_that_of_the_terminal(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, columns: int
) -> None:
    text = "x" * 300
    path = folder / SETTINGS
    path.write_text(path.read_text(encoding="utf-8").replace("engin = 'x'", f"engin = '{text}'"), encoding="utf-8")
    monkeypatch.setenv("COLUMNS", str(columns))
    lines = [line for line in shown(folder, capsys).split("\n") if "xxx" in line]
    assert [len(line) for line in lines] == [columns]


@pytest.mark.parametrize("columns", ["", "0", "wide", "-3"])
def test_a_width_that_is_none_is_not_used(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, columns: str
) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    assert "warning[CFG003]: 'engin' is not a setting of [build]" in shown(folder, capsys)


@pytest.mark.parametrize("style", ["human", "json", "junit"])
def test_letters_that_the_locale_lacks_are_printed_in_utf8(
    style: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = folder / SETTINGS
    path.write_text(path.read_text(encoding="utf-8").replace("engin =", '"машина 🎈" ='), encoding="utf-8")
    streams = {name: io.TextIOWrapper(io.BytesIO(), encoding="ascii") for name in ("stdout", "stderr")}
    for name, stream in streams.items():
        monkeypatch.setattr(sys, name, stream)
    assert main(["check", "--project", str(folder), "--format", style]) == 0
    stream = streams["stderr" if style == "human" else "stdout"]
    stream.flush()
    assert "машина 🎈" in stream.buffer.getvalue().decode("utf-8")


# --- formats of every command ------------------------------------------------------------------


def test_paths_are_relative_to_the_project_from_wherever_it_is_named(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder.parent)
    assert f"\n{SETTINGS}:" in "\n" + shown(folder, capsys, "--format", "short")
    assert str(folder.parent) not in shown(folder, capsys, "--format", "github")


@pytest.mark.parametrize("command", ["check", "verify", "build"])
def test_json_of_each_command_keeps_to_the_schema(
    command: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status, out, err = reported(capsys, command, "--project", str(folder / "nowhere"), "--format", "json")
    data = json.loads(out)
    Draft202012Validator(SCHEMA).validate(data)
    assert (status, [d["code"] for d in data["diagnostics"]], err) == (2, ["CFG001"], "")


def test_a_folder_of_documents_that_is_none(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ("check", "--project", str(folder), "--sources", str(folder / "none"), "--format", "short")
    status, _, err = reported(capsys, *arguments)
    assert status == 2
    assert err.startswith("error[CFG010] there is no folder ")


def test_clean_says_who_is_in_the_way_in_any_format(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from reportgen.tools import LocalTools

    (folder / "build").mkdir()
    lock = LocalTools.lock
    monkeypatch.setattr(LocalTools, "lock", lambda self, path, wait_s=0.0: lock(self, path))
    with LocalTools().lock(folder / "build" / ".lock"):
        status, out, _ = reported(capsys, "clean", "--project", str(folder), "--format", "json")
    assert (status, json.loads(out)["diagnostics"][0]["code"]) == (2, "CFG009")


def test_extract_shows_problems_on_stderr_in_any_format(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "empty.txt").write_text("\n", encoding="utf-8")
    arguments = ("extract", str(tmp_path / "empty.txt"), "--kind", "metadata", "--jobs", "1", "--diagnostics", "json")
    _, _, err = reported(capsys, *arguments)
    data = json.loads(err)
    Draft202012Validator(SCHEMA).validate(data)
    assert [d["code"] for d in data["diagnostics"]] == ["DOC112"]


@pytest.mark.parametrize("style", ["json", "sarif", "junit", "github", "short"])
def test_our_own_fault_has_the_format_that_was_asked_for(
    style: str, folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> tuple[Path, None]:
        message = "a slip"
        raise RuntimeError(message)

    monkeypatch.setattr(building, "folders", broken)
    status, out, err = reported(capsys, "check", "--project", str(folder), "--format", style)
    assert status == 2
    assert "INT901" in (out if style in {"json", "sarif", "junit"} else err)
    assert "Traceback" in err
    if style == "json":
        Draft202012Validator(SCHEMA).validate(json.loads(out))


# --- levels and silences -----------------------------------------------------------------------


def add(folder: Path, text: str) -> None:
    path = folder / SETTINGS
    path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")


def test_a_level_decides_the_exit_code(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    add(folder, '\n[checks]\nCFG003 = "error"\n')
    assert "error[CFG003]" in shown(folder, capsys)
    assert reported(capsys, "check", "--project", str(folder))[0] != 0


def test_what_is_silenced_is_counted_and_does_not_stop(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = folder / SETTINGS
    text = path.read_text(encoding="utf-8").replace("'x'", "'x'  # reportgen: allow CFG003: of another program")
    path.write_text(text, encoding="utf-8")
    err = shown(folder, capsys)
    assert "CFG003" not in err
    assert err.rstrip().endswith("1 silenced")
    _, out, _ = reported(capsys, "check", "--project", str(folder), "--format", "json")
    data = json.loads(out)
    Draft202012Validator(SCHEMA).validate(data)
    (allowed,) = data["suppressed"]
    assert (allowed["code"], allowed["reason"]) == ("CFG003", "of another program")


# --- explanations ------------------------------------------------------------------------------


def test_explain_takes_several_codes_in_any_case(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = reported(capsys, "explain", "rec212", "CFG001")
    assert (status, err) == (0, "")
    assert out.startswith("REC212 (error): ")
    assert "\nCFG001 (error): " in f"\n{out}"


def test_explain_shows_a_family_as_a_table(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = reported(capsys, "explain", "tab")
    lines = out.rstrip("\n").split("\n")
    assert [line[:6] for line in lines] == [code for code in register() if code.startswith("TAB")]


def test_explain_names_the_code_that_was_meant(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = reported(capsys, "explain", "CFG0O1", "CFG001")
    assert status == 2
    assert out.startswith("CFG001 (error)")
    assert err.startswith("there is no code CFG0O1; did you mean CFG001")


def test_explain_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = reported(capsys, "explain", "all", "--format", "json")
    data = json.loads(out)
    assert [entry["code"] for entry in data] == list(register())
    assert {entry["severity"] for entry in data} == {"error", "warning", "note"}
