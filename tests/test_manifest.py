from __future__ import annotations

import errno
import hashlib
import json
from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from memory import ROOT, SOURCES, MemoryTools, failed

from reportgen.diagnostics import Diagnostic, Place, Related, Severity
from reportgen.idle import PROGRAM_FILES
from reportgen.manifest import MANIFEST, Manifest, input_files, record_inputs, unchanged, write_manifest
from reportgen.tools import LocalTools

OPTIONS = {"sources": "/project/data/sources", "version": "1"}
PDF = ROOT / "build" / "briefing.pdf"
PAGE = ROOT / "build" / "briefing.html"
FONT = Path("/fonts/a.ttf")
DIAGNOSTIC = Diagnostic(
    code="DOC106", severity=Severity.NOTE, message="m — «ü»", place=Place(file="a", line=1, column=2), end_line=1,
    end_column=5, hint="h", related=(Related(message="r", place=Place(file="b")),),
)  # fmt: skip
BUILD = MANIFEST.split("/")[-1]


def record(tools: MemoryTools, sources: Path | None = SOURCES) -> Manifest:
    """Do as a build does at its end."""
    tools.put(FONT, b"font")
    tools.put(PDF, b"%PDF")
    tools.put(PAGE, b"<p>")
    state, page = tools.state(PDF), tools.state(PAGE)
    assert state is not None
    assert page is not None
    manifest = Manifest(
        options=OPTIONS,
        inputs=record_inputs((*input_files(ROOT, sources, tools), FONT), tools),
        output={"path": "build/briefing.pdf", "sha256": hashlib.sha256(b"%PDF").hexdigest(), **asdict(state)},
        summary="s",
        diagnostics=(DIAGNOSTIC,),
        details={"machine_files": [str(FONT)]},
        companions=({"path": "build/briefing.html", "sha256": hashlib.sha256(b"<p>").hexdigest(), **asdict(page)},),
    )
    write_manifest(ROOT, manifest, tools)
    return manifest


def last(tools: MemoryTools, sources: Path | None = SOURCES) -> Manifest | None:
    return unchanged(ROOT, OPTIONS, sources, tools)


def test_a_record_is_read_as_it_was_written(tools: MemoryTools) -> None:
    assert last(tools) is None
    manifest = record(tools)
    assert last(tools) == manifest


def test_nothing_is_hashed_when_the_states_agree(tools: MemoryTools) -> None:
    record(tools)
    tools.faults = {path: failed(errno.EIO) for path in tools.files if path.name != BUILD}
    assert last(tools) is not None


def test_a_file_that_is_what_it_was_is_not_read_for_the_next_record(tools: MemoryTools) -> None:
    before = record(tools).inputs
    edited = ROOT / "data" / "events.csv"
    tools.put(edited, b"id\n")
    tools.faults = {path: failed(errno.EIO) for path in tools.files if path != edited}
    now = record_inputs(map(Path, before), tools, before)
    changed = [name for name, entry in now.items() if entry != before[name]]
    assert changed == [str(edited)]
    assert now[str(edited)]["sha256"] == hashlib.sha256(b"id\n").hexdigest()


def test_a_file_that_was_edited_just_before_it_was_recorded_is_read_again(tools: MemoryTools) -> None:
    before = {name: {**entry, "recent": True, "sha256": "wrong"} for name, entry in record(tools).inputs.items()}
    assert all(entry["sha256"] != "wrong" for entry in record_inputs(map(Path, before), tools, before).values())


def edit_keeping_size_and_time(tools: MemoryTools) -> None:
    path = ROOT / "data" / "events.csv"
    before = tools.states[path]
    tools.put(path, tools.read(path).replace(b"2021", b"2022"))
    tools.touch(path, mtime_ns=before.mtime_ns)
    assert replace(tools.states[path], ctime_ns=before.ctime_ns) == before


def rename(tools: MemoryTools) -> None:
    tools.put(ROOT / "data" / "gap.yaml", tools.read(ROOT / "data" / "gaps.yaml"))
    tools.remove(ROOT / "data" / "gaps.yaml")


def unreadable(tools: MemoryTools) -> None:
    path = ROOT / "data" / "events.csv"
    tools.touch(path)
    tools.faults[path] = failed(errno.EACCES)


CHANGES: dict[str, Callable[[MemoryTools], None]] = {
    "edit": lambda tools: tools.put(ROOT / "bib" / "works.bib", "x"),
    "edit that keeps size and time": edit_keeping_size_and_time,
    "new file": lambda tools: tools.put(ROOT / "report" / "new.yaml", ""),
    "new file in a folder": lambda tools: tools.put(ROOT / "data" / "summaries" / "D3.yaml", ""),
    "removed file": lambda tools: tools.remove(ROOT / "data" / "gaps.yaml"),
    "renamed file": rename,
    "edited document": lambda tools: tools.put(SOURCES / "minutes.txt", "x"),
    "new document": lambda tools: tools.put(SOURCES / "new.txt", "x"),
    "edited font": lambda tools: tools.put(FONT, "x"),
    "removed font": lambda tools: tools.remove(FONT),
    "edited PDF": lambda tools: tools.put(PDF, b"%PDf"),
    "removed PDF": lambda tools: tools.remove(PDF),
    "edited page": lambda tools: tools.put(PAGE, b"<b>"),
    "removed page": lambda tools: tools.remove(PAGE),
    "unreadable": unreadable,
}
NO_CHANGES: dict[str, Callable[[MemoryTools], None]] = {
    "nothing": lambda tools: None,
    "touched": lambda tools: tools.touch(ROOT / "data" / "gaps.yaml"),
    "written again": lambda tools: tools.put(ROOT / "data" / "gaps.yaml", tools.read(ROOT / "data" / "gaps.yaml")),
    "touched PDF": lambda tools: tools.touch(PDF),
    "copied checkout": lambda tools: tools.states.update({p: replace(s, inode=99) for p, s in tools.states.items()}),
    "other file": lambda tools: tools.put(ROOT / "README.md", "x"),
    "own output": lambda tools: tools.put(ROOT / "build" / "cache" / "x", "x"),
}


@pytest.mark.parametrize("name", CHANGES)
def test_changes_are_noticed(tools: MemoryTools, name: str) -> None:
    record(tools)
    CHANGES[name](tools)
    assert last(tools) is None


@pytest.mark.parametrize("name", NO_CHANGES)
def test_what_changes_nothing_is_no_change(tools: MemoryTools, name: str) -> None:
    record(tools)
    NO_CHANGES[name](tools)
    assert last(tools) is not None


def test_other_options_are_a_change(tools: MemoryTools) -> None:
    record(tools)
    assert unchanged(ROOT, {**OPTIONS, "version": "2"}, SOURCES, tools) is None


def test_documents_count_only_when_they_are_used(tools: MemoryTools) -> None:
    record(tools, sources=None)
    tools.put(SOURCES / "minutes.txt", "x")
    assert last(tools, sources=None) is not None


def test_a_font_of_the_project_is_counted_once(tools: MemoryTools) -> None:
    """It is an input of the project and a file that the engine used."""
    own = ROOT / "report" / "fonts" / "a.ttf"
    tools.put(own, b"font")
    manifest = record(tools)
    write_manifest(ROOT, replace(manifest, details={"machine_files": [str(own), str(FONT)]}), tools)
    assert last(tools) is not None


def test_inputs_are_the_project_the_documents_and_the_program() -> None:
    found = input_files(Path("/none"), None, LocalTools())
    assert any(path.name == "codes.toml" for path in found)
    assert {".lua", ".tex", ".j2", ".txt"} <= {path.suffix for path in found}
    assert {path.suffix for path in found} <= PROGRAM_FILES


BROKEN: list[Any] = [
    b"", b"{", b"\xff", b"null", b"[]", b"3", b"{}", b'{"version": 0}', b"[" * 100_000,
    {"options": 3}, {"options": []}, {"inputs": [1, 2]}, {"inputs": {"a": 1}}, {"output": []}, {"summary": None},
    {"details": []}, {"diagnostics": 3}, {"diagnostics": [{}]}, {"diagnostics": [3]}, {"version": 1}, {"companions": 3},
    {"companions": [3]},
]  # fmt: skip


@pytest.mark.parametrize("broken", BROKEN, ids=lambda b: str(b)[:20])
def test_a_damaged_record_counts_as_none(tools: MemoryTools, broken: Any) -> None:
    record(tools)
    path = ROOT / MANIFEST
    tools.put(path, json.dumps({**json.loads(tools.read(path)), **broken}) if isinstance(broken, dict) else broken)
    assert last(tools) is None


@given(st.integers(0, 3000), st.integers(0, 255))
def test_a_byte_that_flips_never_stops_the_program(position: int, byte: int) -> None:
    tools = MemoryTools.of({"report/a": "x", "data/b": "y"})
    record(tools)
    data = bytearray(tools.read(ROOT / MANIFEST))
    data[position % len(data)] = byte
    tools.put(ROOT / MANIFEST, bytes(data))
    last(tools)


def test_file_names_that_are_not_utf8(tools: MemoryTools) -> None:
    tools.put(ROOT / "report" / "caf\udce9.yaml", "x")
    record(tools)
    assert last(tools) is not None


def test_of_a_file_edited_just_before_it_was_recorded_the_content_decides(
    tools: MemoryTools, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = ROOT / "data" / "events.csv"
    record(tools)
    tools.files[path] = tools.files[path].replace(b"2021", b"2022")
    assert last(tools) is not None  # whatever keeps all times and the inode is not looked into
    monkeypatch.setattr("reportgen.manifest.recent", lambda _: True)
    record(tools)
    assert last(tools) is not None
    tools.files[path] = tools.files[path].replace(b"2022", b"2023")
    assert last(tools) is None
