"""Watching: whatever happens to the files, the last build is one of their last state."""

from __future__ import annotations

import contextlib
import os
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from reportgen import watch as watching
from reportgen.codes import diagnose
from reportgen.diagnostics import Outcome
from reportgen.press import Workshop
from reportgen.tools import LocalTools
from reportgen.watch import Update, watch

LIMIT_S = 60.0


class Stopped(BaseException):
    """Ends a watch in its thread, as an interrupt does."""


@dataclass
class Builder:
    """Stands for the build: notes what stands in the section, and fails when that says so."""

    project: Path
    pause: threading.Event = field(default_factory=threading.Event)
    texts: list[str] = field(default_factory=list)
    stop: threading.Event = field(default_factory=threading.Event)
    inside: threading.Event = field(default_factory=threading.Event)
    overtaken: Callable[[], bool] = bool

    @property
    def section(self) -> Path:
        return self.project / "report" / "sections" / "body.tex.j2"

    def build(self, *_: object, shop: Workshop, **__: object) -> Outcome[str | None]:
        if self.stop.is_set():
            raise Stopped
        text = self.section.read_text() if self.section.exists() else "none"
        self.texts.append(text)
        assert shop.overtaken is not None
        self.overtaken = shop.overtaken
        self.inside.set()
        self.pause.wait(LIMIT_S)
        if "wrong" in text:
            return Outcome(None, (diagnose("SEC501", "no such section"),))
        return Outcome(f"built {text}")


def wait_for(condition: Callable[[], bool]) -> None:
    """Wait until something holds; fail when it never does."""
    until = time.monotonic() + LIMIT_S
    while not condition():
        assert time.monotonic() < until, "it never came"
        time.sleep(0.005)


@dataclass
class Watched:
    """A watch that runs in a thread."""

    builder: Builder
    updates: list[Update]

    def settled(self, text: str) -> None:
        """Wait until the last build was one of this text."""
        wait_for(lambda: bool(self.builder.texts) and self.builder.texts[-1] == text)


@pytest.fixture
def watched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Watched]:
    builder = Builder(project=tmp_path)
    builder.pause.set()
    for folder in ("report/sections", "bib", "data"):
        (tmp_path / folder).mkdir(parents=True)
    builder.section.write_text("first")
    monkeypatch.setattr(watching, "build", builder.build)
    monkeypatch.setattr(watching, "warm_engines", lambda *_, **__: contextlib.nullcontext())
    monkeypatch.setattr(watching, "_LOOK_MS", 300)
    updates: list[Update] = []

    def run() -> None:
        with contextlib.suppress(Stopped):
            watch(tmp_path, None, {}, LocalTools(), updates.append)

    thread = threading.Thread(target=run)
    thread.start()
    watched = Watched(builder, updates)
    watched.settled("first")
    yield watched
    builder.stop.set()
    builder.section.parent.mkdir(parents=True, exist_ok=True)
    builder.section.write_text("the end")
    thread.join(LIMIT_S)
    assert not thread.is_alive()


def _in_place(path: Path) -> None:
    path.write_text("second")


def _by_rename(path: Path) -> None:
    other = path.with_name(".body.swp")
    other.write_text("second")
    other.replace(path)


def _deleted_and_written(path: Path) -> None:
    path.unlink()
    path.write_text("second")


def _same_size_and_time(path: Path) -> None:
    state = path.stat()
    path.write_text("fIrst")
    os.utime(path, ns=(state.st_atime_ns, state.st_mtime_ns))
    path.write_text("second")


def _folder_replaced(path: Path) -> None:
    report = path.parent.parent
    shutil.copytree(report, report.with_name("other"))
    report.rename(report.with_name("old"))
    report.with_name("other").rename(report)
    path.write_text("second")


@pytest.mark.parametrize(
    "edit", [_in_place, _by_rename, _deleted_and_written, _same_size_and_time, _folder_replaced]
)  # fmt: skip
def test_an_edit_is_built_however_it_is_made(watched: Watched, edit: Callable[[Path], None]) -> None:
    edit(watched.builder.section)
    watched.settled("second")


def test_a_deleted_file_and_a_new_one_are_edits(watched: Watched) -> None:
    watched.builder.section.unlink()
    watched.settled("none")
    (watched.builder.section.parent / "new.tex.j2").write_text("x")
    before = len(watched.builder.texts)
    (watched.builder.project / "data" / "events.csv").write_text("x")
    wait_for(lambda: len(watched.builder.texts) > before)


def test_many_edits_a_second_end_at_the_last_one(watched: Watched) -> None:
    for number in range(100):
        watched.builder.section.write_text(f"edit {number}")
        time.sleep(0.002)
    watched.settled("edit 99")
    assert len(watched.builder.texts) < 100


def test_an_edit_while_a_build_runs_is_built_afterwards_and_the_build_is_told(watched: Watched) -> None:
    builder = watched.builder
    builder.pause.clear()
    builder.inside.clear()
    builder.section.write_text("second")
    assert builder.inside.wait(LIMIT_S)
    builder.section.write_text("third")
    wait_for(builder.overtaken)
    builder.pause.set()
    watched.settled("third")


def test_a_failure_is_shown_and_its_repair_is_built(watched: Watched) -> None:
    watched.builder.section.write_text("wrong")
    watched.settled("wrong")
    wait_for(lambda: bool(watched.updates) and watched.updates[-1].summary is None)
    assert [d.code for d in watched.updates[-1].diagnostics] == ["SEC501"]
    watched.builder.section.write_text("right")
    wait_for(lambda: watched.updates[-1].summary == "built right")


def test_nothing_is_built_when_nothing_has_changed(watched: Watched) -> None:
    wait_for(lambda: len(watched.updates) == 1)
    (watched.builder.project / "notes.txt").write_text("not an input")
    os.utime(watched.builder.project / "bib")
    time.sleep(1)
    assert watched.builder.texts == ["first"]


@pytest.mark.parametrize("late", [False, True], ids=["observed", "before the observer runs"])
def test_an_edit_is_noticed_without_a_notification(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, late: bool
) -> None:  # fmt: skip
    import watchfiles

    def silent(*_: object, stop_event: threading.Event, **__: Any) -> Iterator[set[object]]:
        while not stop_event.wait(0.05):
            yield set()

    monkeypatch.setattr(watchfiles, "watch", silent)
    builder = Builder(project=tmp_path)
    builder.pause.set()
    builder.section.parent.mkdir(parents=True)
    builder.section.write_text("first")
    monkeypatch.setattr(watching, "build", builder.build)
    monkeypatch.setattr(watching, "warm_engines", lambda *_, **__: contextlib.nullcontext())
    if late:
        observe = watching._observe

        def late_observe(*arguments: Any) -> None:
            time.sleep(0.5)
            observe(*arguments)

        monkeypatch.setattr(watching, "_observe", late_observe)
    timer = threading.Timer(0.2 if late else 0.5, lambda: builder.section.write_text("second"))
    timer.start()
    watch(tmp_path, None, {}, LocalTools(), lambda _: None, rounds=2)
    assert builder.texts == ["first", "second"]
