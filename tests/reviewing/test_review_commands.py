"""The commands as a person or a script calls them."""

from __future__ import annotations

import fcntl
import json
import os
import pty
import select
import struct
import sys
import termios
import time
from pathlib import Path

import pytest
from projects import REPOSITORY, write_files
from proposed_project import proposed_project
from small_project import small_project

from reportgen.cli import main
from reportgen.records.ledger import REVIEW_LOCK
from reportgen.tools import LocalTools


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("REPORTGEN_SOURCES", raising=False)
    monkeypatch.setenv("NO_COLOR", "1")
    return write_files(tmp_path, proposed_project())


def row(folder: Path, id_: str) -> str:
    lines = (folder / "data" / "indicators.csv").read_text(encoding="utf-8").split("\n")
    return next((line for line in lines if line.startswith(f"{id_},")), "")


def test_status_prints_a_table_and_for_programs_an_object(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["status", "--project", str(folder)]) == 0
    shown = capsys.readouterr()
    assert shown.out.startswith("0 of 7 extracted items reviewed, 0 %; 7 to go.\n")
    assert shown.err == ""
    assert main(["status", "--project", str(folder), "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["total"] == 7


def test_status_of_a_project_written_by_hand(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_files(tmp_path, small_project())
    assert main(["status", "--project", str(tmp_path)]) == 0
    assert "written by hand" in capsys.readouterr().out


def test_status_tells_what_is_wrong_with_the_ledger_and_counts_all_the_same(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with (folder / "data" / "proposals.csv").open("a", encoding="utf-8") as file:
        file.write("1,2\n")
    assert main(["status", "--project", str(folder)]) == 0
    shown = capsys.readouterr()
    assert "warning[REC240]" in shown.err
    assert shown.out.startswith("0 of 7 extracted")


def test_what_waits_is_listed_with_its_passages(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["review", "--project", str(folder), "--list", "--kind", "indicators", "--document", "D1"]) == 0
    found = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [each["record"] for each in found] == ["ind-growth", "ind-cost"]
    (passage,) = found[0]["passages"]
    (start, end), *_ = passage["words"]
    assert (passage["locator"], passage["text"][start:end]) == ("D1#p4", "5 percent")
    assert found[0]["fields"]["wording"] == "5 percent"
    assert (found[0]["document"], found[0]["file"], found[0]["line"]) == ("D1", "data/indicators.csv", 2)


def test_decisions_of_a_file_are_applied(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    decisions = folder / "decisions.csv"
    decisions.write_text("record,decision\nind-growth,accept\nnobody,accept\n", encoding="utf-8")
    assert main(["review", "--project", str(folder), "--apply", str(decisions)]) == 1
    shown = capsys.readouterr()
    assert shown.out == "1 of 1 decisions applied\n"
    assert "error[REC243]: 'nobody' is not waiting for a review: there is no such record" in shown.err
    assert row(folder, "ind-growth").endswith(",accepted")
    assert main(["review", "--project", str(folder), "--apply", str(folder / "none.csv")]) == 2


def test_without_a_terminal_it_says_what_to_do(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["review", "--project", str(folder)]) == 2
    assert "a review needs a terminal; without one use --list and --apply FILE" in capsys.readouterr().err


def test_a_kind_that_there_is_not_is_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["review", "--project", str(folder), "--list", "--kind", "event"]) == 2
    assert "there is no kind of record 'event'" in capsys.readouterr().err


def test_the_second_of_two_reviewers_is_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with LocalTools().lock(folder / REVIEW_LOCK) as free:
        assert free
        assert main(["review", "--project", str(folder), "--list"]) == 2
    assert "error[CFG009]: this project is being reviewed: process" in capsys.readouterr().err


def test_a_session_in_a_real_terminal(folder: Path) -> None:
    """Accept, edit, reject and take back; the decisions are on the disk when the process ends."""
    child, terminal = pty.fork()
    if child == 0:  # pragma: no cover - another process
        os.environ |= {"PYTHONPATH": str(REPOSITORY / "src"), "TERM": "xterm", "LANG": "C.UTF-8"}
        command = [sys.executable, "-m", "reportgen", "review", "--project", str(folder), "--kind", "indicators"]
        os.execv(sys.executable, command)  # noqa: S606
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    keys = b"aryue\r more\x13q"  # accept, reject and confirm, take back, edit the second field and save, quit
    seen, end = b"", time.monotonic() + 60
    while time.monotonic() < end:
        if not select.select([terminal], [], [], 1)[0]:
            continue
        try:
            data = os.read(terminal, 65536)
        except OSError:  # it has ended
            break
        if not data:
            break
        seen += data
        if b"\x1b[6n" in data:  # where is the cursor?
            os.write(terminal, b"\x1b[1;1R")
        if keys and b"ind-growth" in seen:
            os.write(terminal, keys)
            keys = b""
    os.close(terminal)  # which ends a process that still waits for keys
    assert os.waitpid(child, 0)[1] == 0
    assert row(folder, "ind-growth").endswith(",accepted")
    assert row(folder, "ind-cost").startswith("ind-cost,money,Cost of the quay more,")
    assert row(folder, "ind-daily").endswith(",proposed")
