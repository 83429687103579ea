"""The clock of the watch case, against a daemon of a few lines."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from compile import watching
from compile.edits import EARLY
from compile.peers import FailedError, Place
from compile.watching import Watching

if TYPE_CHECKING:
    from compile.subjects import Subject

DAEMON = """
import os, time
old = None
while True:
    text = open('project/report/words').read()
    if text != old:
        old = text
        open('new', 'w').write(text)
        os.replace('new', 'main.pdf')
        print('published', flush=True)
    time.sleep(0.005)
"""


class Words:
    """A subject of one file."""

    name = "words"
    cases = (EARLY,)

    def __init__(self, text: str) -> None:
        self.text = text

    def sources(self, form: str, folder: Path) -> dict[str, bytes] | None:
        return {"project/report/words": self.text.encode()}

    def edited(self, case: str, turn: int) -> tuple[Subject, str]:
        return Words(f"{self.text} {turn}"), str(turn)


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watching, "_QUIET_S", 0.02)


def daemon(folder: Path, script: str) -> Watching:
    (folder / "home").mkdir()
    place = Place(folder=folder, reportgen=("false",), python=None, limit_s=20)
    return Watching(name="watch", form="words", command=(sys.executable, "-c", script), place=place)


def test_an_edit_is_timed_until_its_pdf_stands(tmp_path: Path) -> None:
    peer = daemon(tmp_path, DAEMON)
    try:
        peer.write(Words("one"))
        peer.prepare()
        peer.write(Words("one two"))
        result = peer.build(EARLY)
        assert result.sample.wall > 0
        assert (peer.folder / "main.pdf").read_text() == "one two"
    finally:
        peer.close()


def test_a_daemon_that_ends_is_a_failure(tmp_path: Path) -> None:
    peer = daemon(tmp_path, "raise SystemExit(4)")
    peer.write(Words("one"))
    with pytest.raises(FailedError, match="status 4"):
        peer.prepare()
    peer.close()


def test_processes_that_are_left_behind_are_a_failure(tmp_path: Path) -> None:
    script = "import subprocess, sys\nsubprocess.Popen([sys.executable, '-c', 'import time; time.sleep(3)'])\n" + DAEMON
    peer = daemon(tmp_path, script)
    peer.write(Words("one"))
    peer.prepare()
    if peer.group is None or peer.group.folder is None:
        peer.close()
        pytest.skip("no control groups here")
    with pytest.raises(FailedError, match="1 processes are left"):
        peer.close()
