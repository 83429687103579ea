"""What a new project is made of: complete, stored once, and without a fault whatever its records hold."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

import pytest
from memory import ROOT, MemoryTools
from projects import REPOSITORY, needs_tex, write_files

from reportgen.diagnostics import Diagnostic, Severity
from reportgen.drafting.catalogue import in_prose
from reportgen.drafting.skeleton import HOUSE, PACKAGES, Kind, skeleton
from reportgen.pipeline import build
from reportgen.preparation import prepare, verify
from reportgen.records import SCHEMAS
from reportgen.records.lock import LOCK_FILE
from reportgen.tables import CELLS_TEMPLATE
from reportgen.templating import Templates
from reportgen.tools import LocalTools

VALUES = {"title": "Ferries", "date": "2026-01-31"}
MAKE = shutil.which("make") or "make"
SKELETON = REPOSITORY / "src/reportgen/drafting/skeleton"
SECTIONS = sorted(path.name.removesuffix(".tex.j2") for path in (SKELETON / "draft/report/sections").iterdir())
FILE = "a_very_long_name-of-a-file_with-many-parts_that-says-what-it-holds_2021-final-FINAL.txt"
LONG = " ".join(
    f"{word} of the whole extraordinarily well-attended" for word in ("quay", "pier", "boat", "mole", "dock")
)
TEXT = f"""\
A first line about the {LONG} harbour

On 3 May 2021 Ada Quill, chair of the Ferry Board, and Bo Vale counted 1,200 passengers at the {LONG} harbour.
"""
DOCUMENT = {
    "id": "D1", "file": FILE, "sha256": hashlib.sha256(TEXT.encode()).hexdigest(), "genre": "not stated",
    "completeness": "nothing is stated", "grade": "F", "grade_reason": "nobody has assessed it",
    "descriptor": "Plain text.", "review": "proposed",
}  # fmt: skip
HERE = {"evidence": "D1#p2", "review": "proposed"}
ROWS = {
    "indicators": [
        {"id": "in-1", "theme": "counts", "measure": LONG, "value": "1200", "unit": "passengers",
         "wording": "1,200 passengers", **HERE},
    ],
    "events": [
        {"id": "ev-1", "date": "2021-05-03", "precision": "day", "basis": "explicit", "lane": "planned",
         "event": LONG, "label": LONG, "quote": LONG, **HERE},
    ],
    "projects": [
        {"id": "pr-1", "field": "agreement", "project": LONG, "status": "signed", "quote": LONG, **HERE},
    ],
    "statements": [
        {"id": "st-1", "speaker": "Ada Quill", "office": "chair", "gist": LONG, "quote": LONG, **HERE},
        {"id": "st-2", "speaker": "Bo Vale", "gist": LONG, **HERE},
    ],
    "people": [{"id": "pe-1", "name": "Ada Quill", "variants": "Quill", "role": "chair", "mentions": "3", **HERE}],
    "organisations": [{"id": "or-1", "name": "Ferry Board", "mentions": "2", **HERE}],
    "sentences": [{"id": "se-1", "document": "D1", "rank": "1", "quote": LONG, **HERE}],
    "comparisons": [
        {"id": "co-1", "relation": "agree", "subject": "passengers", "quote": LONG, "against": LONG,
         "reason": "same words", "evidence": "D1#p2; D1#p1", "review": "proposed"},
    ],
    "gaps": [
        {"id": "gap-d1-1", "question": "Who wrote D1?", "matters": "Nobody knows.", "checked": "the text",
         "answer": "another copy"},
        {"id": "gap-file-1", "question": "What does a.pdf say?", "matters": "It is missing.", "checked": "not read",
         "answer": "another copy"},
    ],
}  # fmt: skip


@cache
def a_draft(*, full: bool = False) -> dict[str, bytes]:
    """Return the files of a draft of one document, with one item of each kind or none, and a lock that fits."""
    rows = ROWS if full else {}
    files = dict(skeleton("draft", VALUES)) | {f"data/sources/{FILE}": TEXT.encode()}
    files["bib/documents.bib"] = b"@misc{D1, title = {[a file]}, keywords = {corpus}}\n"
    for kind, group in {"documents": [DOCUMENT], **rows}.items():
        files[f"data/{SCHEMAS[kind].file}"] = _written(kind, group).encode()
    tools = MemoryTools.of(files)
    verify(ROOT, ROOT / "data/sources", tools, update=True)
    return files | {LOCK_FILE: tools.read(ROOT / LOCK_FILE)}


def _written(kind: str, group: Sequence[Mapping[str, str]]) -> str:
    if SCHEMAS[kind].file.endswith(".yaml"):
        return json.dumps(group, indent=0)  # which is YAML as well
    out = io.StringIO()
    writer = csv.DictWriter(out, tuple(SCHEMAS[kind].fields), lineterminator="\n")
    writer.writeheader()
    writer.writerows(group)
    return out.getvalue()


def faults(files: Mapping[str, bytes]) -> list[Diagnostic]:
    """Return what is worse than a note in a project in memory."""
    tools = MemoryTools.of(files)
    sources = ROOT / "data/sources" if any(name.startswith("data/sources/") for name in files) else None
    outcome = prepare(ROOT, sources, tools, lambda _: None)
    return [d for d in outcome.diagnostics if d.severity > Severity.NOTE]


@pytest.mark.parametrize("kind", ["draft", "empty"])
def test_a_project_has_all_that_it_needs_to_live_on_its_own(kind: Kind) -> None:
    files = skeleton(kind, VALUES)
    assert {f"report/{name}" for name in HOUSE} < set(files)
    assert {"Makefile", "README.md", ".gitignore", ".github/workflows/briefing.yml", "local.mk"} < set(files)
    assert {"report/report.toml", "report/main.tex.j2", "bib/documents.bib", "bib/works.bib"} < set(files)
    heads = {f"data/{schema.file}" for schema in SCHEMAS.values() if "*" not in schema.file}
    assert heads <= set(files)
    assert list(files) == sorted(files)
    assert files == skeleton(kind, VALUES)
    assert b"Ferries" in files["README.md"]
    assert not [name for name, data in files.items() if b"@title@" in data or b"@settings@" in data]


@pytest.mark.parametrize("title", ['Say "what"', "back\\slash", "a\nb\x7f", "50 % & $x # [y] {z} ☃", "Über 港"])
def test_any_title_makes_settings_that_can_be_read(title: str) -> None:
    settings = tomllib.loads(skeleton("draft", {**VALUES, "title": title})["report/report.toml"].decode())
    assert settings["report"]["title"] == " ".join(title.split())


def test_what_holds_for_one_machine_stands_in_one_file_that_is_not_kept() -> None:
    values = {**VALUES, "command": "'/home/a b/reportgen'", "sources": "/docs/50$ #1"}
    files = skeleton("draft", values)
    assert [name for name, data in files.items() if b"/docs" in data or b"/home" in data] == ["local.mk"]
    assert b"/local.mk" in files[".gitignore"]
    assert b"SOURCES = /docs/50$$ \\#1" in files["local.mk"]


def test_every_file_is_stored_once() -> None:
    assert all((REPOSITORY / "report" / name).is_file() for name in HOUSE)
    own = [path.relative_to(SKELETON).as_posix() for path in SKELETON.rglob("*") if path.is_file()]
    names = [name.partition("/")[2] for name in own]
    assert not {f"report/{name}" for name in HOUSE} & set(names)
    bodies = [(SKELETON / name).read_bytes() for name in own] + [
        (REPOSITORY / "report" / n).read_bytes() for n in HOUSE
    ]
    assert len(bodies) == len(set(bodies))


def test_a_wheel_carries_what_stands_outside_the_package() -> None:
    target = tomllib.loads((REPOSITORY / "pyproject.toml").read_text())["tool"]["hatch"]["build"]["targets"]["wheel"]
    assert target["force-include"] == {f"report/{name}": f"reportgen/drafting/house/{name}" for name in HOUSE}
    assert target["packages"] == ["src/reportgen"]  # and with it the skeleton


def test_the_ci_example_installs_what_the_list_of_system_packages_has() -> None:
    listed = {
        name
        for line in (REPOSITORY / "requirements/system.txt").read_text().splitlines()
        if line.startswith(("required", "optional"))
        for name in line.split()[3].split(",")
    }
    assert set(PACKAGES) | {"python3-venv"} == listed - {"-"}
    assert " ".join(PACKAGES) in skeleton("draft", VALUES)[".github/workflows/briefing.yml"].decode()


@pytest.mark.parametrize("kind", ["empty", "bare", "full"])
def test_a_new_project_has_no_fault(kind: str) -> None:
    assert faults(skeleton("empty", VALUES) if kind == "empty" else a_draft(full=kind == "full")) == []


@pytest.mark.parametrize(("macro", "field"), [("draft_measure", "measure"), ("draft_said", "gist")])
def test_words_stand_in_quotation_marks_only_while_they_are_those_of_the_passage(macro: str, field: str) -> None:
    templates = Templates(ROOT, MemoryTools.of({CELLS_TEMPLATE: (REPOSITORY / CELLS_TEMPLATE).read_bytes()}))

    def printed(words: str, clause: str) -> str:
        row = {field: words, "clause": clause, "langtag": "en", "period": "", "note": "", "quote": ""}
        return templates.call(CELLS_TEMPLATE, macro, row).value or ""

    assert "“" in printed("boats on the lake", "boats on the lake")
    assert "“" not in printed("boats of the lake", "boats on the lake")
    assert "“" not in printed("boats on the lake", "")


def test_names_are_listed_as_in_a_sentence() -> None:
    assert [in_prose(names) for names in ((), ("A",), ("A", "B"), ("A", "B", "C"))] == [
        "",
        "A",
        "A and B",
        "A, B and C",
    ]


@pytest.mark.parametrize("name", [name for name in SECTIONS if name != "passages"])
def test_every_section_stands_alone_and_without_records(name: str) -> None:
    main = f'((( section("{name}") )))\n((( report_end() )))\n'
    found = faults({**a_draft(), "report/main.tex.j2": main.encode()})
    # That it leads to sections which are not there, and these stand idle, is a matter of this test.
    assert {d.code for d in found} <= {"SEC511", "SEC527", "CHK812", "BIB407"}, found


@pytest.mark.parametrize("kind", ["draft", "empty"])
def test_make_says_what_to_do_when_there_is_no_program(tmp_path: Path, kind: Kind) -> None:
    write_files(tmp_path, skeleton(kind, VALUES))
    environment = {"PATH": os.environ["PATH"], "REPORTGEN": "/nowhere/reportgen"}
    done = subprocess.run(
        [MAKE, "-e", "report"], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode != 0
    assert "install reportgen" in done.stderr
    listed = subprocess.run([MAKE], cwd=tmp_path, capture_output=True, text=True, check=True).stdout
    assert {"make report", "make check", "make review", "make status", "make draft", "make clean"} <= {
        line[:12].strip() for line in listed.splitlines()
    }


@needs_tex
@pytest.mark.tex
def test_an_empty_project_builds_with_make(tmp_path: Path) -> None:
    command = f"env PYTHONPATH={REPOSITORY / 'src'} {sys.executable} -m reportgen"
    write_files(tmp_path, skeleton("empty", {**VALUES, "command": command}))
    done = subprocess.run([MAKE, "report", "ARGS=--strict"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert Path(tmp_path, "build", "briefing.pdf").read_bytes()[:5] == b"%PDF-"
    assert (tmp_path / "build/briefing.html").is_file()


@needs_tex
@pytest.mark.tex
def test_a_draft_with_the_longest_cells_builds(tmp_path: Path) -> None:
    write_files(tmp_path, a_draft(full=True))
    outcome = build(tmp_path, tmp_path / "data/sources", {}, LocalTools(), lambda _: None, strict=True)
    assert [d for d in outcome.diagnostics if d.severity > Severity.NOTE] == []
    assert (tmp_path / "build/briefing.pdf").read_bytes()[:5] == b"%PDF-"
