"""`reportgen watch` with the real engine: each edit reaches the PDF, and nothing is left behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from many_scripts import needs_fallback
from projects import (
    REPOSITORY,
    keep_caches,
    lend_caches,
    needs_tex,
    read_text,
    run,
    setting,
    shared_folder,
    small_report,
    write_files,
)

pytestmark = [pytest.mark.tex, needs_tex]
LIMIT_S = 180.0


@dataclass
class Daemon:
    """A running `reportgen watch`; `lines` is what it has printed."""

    project: Path
    process: subprocess.Popen[str]
    lines: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        with self.process.stdout as stream:
            for line in stream:
                self.lines.append(line.rstrip())

    @property
    def pdf(self) -> Path:
        return self.project / "build" / "briefing.pdf"

    @property
    def section(self) -> Path:
        return self.project / "report" / "sections" / "body.tex.j2"

    def wait_for(self, words: str) -> str:
        """Wait until a line with these words has come, and forget all up to it."""
        until = time.monotonic() + LIMIT_S
        while True:
            for number, line in enumerate(self.lines):
                if words in line:
                    del self.lines[: number + 1]
                    return line
            assert time.monotonic() < until, f"never said: {words}; said: {self.lines}"
            time.sleep(0.01)

    def edit(self, old: str, new: str) -> None:
        """Replace words in the section, as an editor does that writes another file and renames it."""
        text = self.section.read_text(encoding="utf-8")
        assert old in text
        other = self.section.with_suffix(".new")
        other.write_text(text.replace(old, new), encoding="utf-8")
        other.replace(self.section)


def family(process: int) -> set[tuple[int, str]]:
    """Return the processes below one, each with the time at which it was started."""
    found: set[tuple[int, str]] = set()
    parents: dict[int, list[tuple[int, str]]] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        parents.setdefault(int(fields[1]), []).append((int(folder.name), fields[19]))
    todo = [process]
    while todo:
        for child in parents.get(todo.pop(), []):
            found.add(child)
            todo.append(child[0])
    return found


def alive(known: set[tuple[int, str]]) -> set[int]:
    """Return those processes that are still there and no zombies."""
    left = set()
    for number, started in known:
        try:
            fields = Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if fields[19] == started and fields[0] != "Z":
            left.add(number)
    return left


@pytest.fixture
def daemon(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Daemon]:
    files: dict[str, str | bytes] = {**small_report()}
    settings = small_report()["report/report.toml"]
    start = settings.index("[report]")
    files["report/report.toml"] = settings[:start] + setting("report") + settings[settings.index("\n[", start) + 1 :]
    styles = (f"briefing-{name}.sty" for name in ("settings", "common", "index", "late"))
    for name in ("briefing.cls", *styles):
        files[f"report/{name}"] = (REPOSITORY / "report" / name).read_text(encoding="utf-8")
    project = write_files(tmp_path / "project", files)
    caches = shared_folder(tmp_path_factory) / "caches"
    lend_caches(caches, project)
    environment = {
        "PATH": os.environ.get("PATH", "/usr/bin:/bin"), "HOME": str(tmp_path), "LANG": "C.UTF-8",
        "PYTHONPATH": str(REPOSITORY / "src"), "PYTHONDONTWRITEBYTECODE": "1",
    }  # fmt: skip
    process = subprocess.Popen(
        [sys.executable, "-m", "reportgen", "watch", "--format", "short"],
        cwd=project, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        # A shell starts what runs in the background with interrupts ignored.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509
    )  # fmt: skip
    found = Daemon(project, process)
    try:
        found.wait_for("build/briefing.pdf: ")
        yield found
    finally:
        process.kill()
        process.wait()
        keep_caches(project, caches)


def test_edits_a_fault_and_its_repair_reach_the_pdf_and_a_build_then_has_nothing_to_do(daemon: Daemon) -> None:
    words = next(word for word in daemon.section.read_text().split() if word.isalpha() and len(word) > 4)
    daemon.edit(words, f"Zanzibar {words}")
    line = daemon.wait_for("build/briefing.pdf: ")
    assert line.endswith(" s")
    assert "Zanzibar" in read_text(daemon.pdf)
    good = daemon.pdf.read_bytes()

    daemon.edit("Zanzibar", "\\nosuchcommand")
    assert "report/sections/body.tex.j2" in daemon.wait_for("TEX602")
    daemon.wait_for("not published")
    assert daemon.pdf.read_bytes() == good

    daemon.edit("\\nosuchcommand", "Samarkand")
    daemon.wait_for("build/briefing.pdf: ")
    assert "Samarkand" in read_text(daemon.pdf)
    watched = daemon.pdf.read_bytes()
    assert "nothing to do" in run("build", folder=daemon.project).stdout
    run("build", "--force", folder=daemon.project)
    assert daemon.pdf.read_bytes() == watched


def test_an_edit_of_the_class_reaches_the_pdf(daemon: Daemon) -> None:
    """The class is in the dumped preamble: no sleeping engine has read it, yet all are out of date."""
    assert "Page 1" in read_text(daemon.pdf)
    path = daemon.project / "report" / "briefing.cls"
    path.write_text(path.read_text(encoding="utf-8").replace("Page \\thepage", "Folio \\thepage"), encoding="utf-8")
    daemon.wait_for("build/briefing.pdf: ")
    assert "Folio 1" in read_text(daemon.pdf)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
def test_its_end_is_the_end_of_all_its_processes(daemon: Daemon, number: signal.Signals) -> None:
    below = family(daemon.process.pid)
    daemon.process.send_signal(number)
    status = daemon.process.wait(LIMIT_S)
    assert status == {signal.SIGTERM: 143, signal.SIGINT: 0, signal.SIGKILL: -9}[number]
    until = time.monotonic() + LIMIT_S
    while alive(below):
        assert time.monotonic() < until, alive(below)
        time.sleep(0.01)


@needs_fallback
def test_the_first_character_of_another_script_brings_its_font(daemon: Daemon) -> None:
    words = next(word for word in daemon.section.read_text().split() if word.isalpha() and len(word) > 4)
    for text in ("中文", "中文研究"):
        daemon.edit(words, f"{text} {words}")
        daemon.wait_for("build/briefing.pdf: ")
        assert text in read_text(daemon.pdf)
    watched = daemon.pdf.read_bytes()
    run("build", "--force", folder=daemon.project)
    assert daemon.pdf.read_bytes() == watched
