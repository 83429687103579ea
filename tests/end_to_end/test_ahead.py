"""The engine that is started ahead of its report: it changes how soon a build ends, and nothing else."""

from __future__ import annotations

import json
import signal
import time

import pytest
from light_report import CLASS, SECTION, Bench, bench, descendants, process_state
from projects import needs_tex

from reportgen.checkpoints import build_library
from reportgen.tools import LocalTools

pytestmark = [pytest.mark.tex, needs_tex]
SECOND = "report/sections/second.tex.j2"


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    """A report of two sections that has been built."""
    if build_library(tmp_path_factory.mktemp("library"), LocalTools()) is None:
        pytest.skip("no C compiler, or no Linux with glibc")
    made = bench(tmp_path_factory.mktemp("good"))
    main = made.project / "report" / "main.tex.j2"
    text = main.read_text(encoding="utf-8")
    main.write_text(text.replace("((( report_end", '((( section("second") )))\n((( report_end'), encoding="utf-8")
    (made.project / SECOND).write_text("\\section{Second}\\label{sec:second}\nWords.\n", encoding="utf-8")
    finished = made.build()
    assert finished.returncode == 0, finished.stderr
    return made


def start_of(made: Bench) -> list[str]:
    """Return what each pass of the last build began with."""
    record = json.loads((made.project / "build" / "build.json").read_bytes())
    return [done["start"] for done in record["details"]["passes"]]


def edit(made: Bench, file: str, old: str, new: str) -> None:
    path = made.project / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def straight(made: Bench) -> bytes:
    """Return the PDF that a build without an engine ahead makes: what would start it is not there."""
    (made.project / "build" / "build.json").unlink()
    assert made.build().returncode == 0
    assert not any("warm" in start for start in start_of(made)[:1])
    return made.published()


@pytest.mark.parametrize(
    ("file", "old", "new", "begins"),
    [
        (SECOND, "Words.", "Other words.", "a warm engine before sections/02-second.tex"),
        (SECTION, "\\section{", "Words first.\n\n\\section{", "a warm engine before sections/01-body.tex"),
        ("report/report.toml", 'status = "', 'status = "Not ', "the kept preamble"),
        (CLASS, "\\LoadClass", "% a remark\n\\LoadClass", "the kept preamble"),
    ],
    ids=["second section", "first section", "settings", "class"],
)
def test_a_build_goes_on_from_what_is_right_and_makes_the_same_bytes(
    file: str, old: str, new: str, begins: str, good: Bench
) -> None:
    assert good.build().returncode == 0
    edit(good, file, old, new)
    finished = good.build()
    assert finished.returncode == 0, finished.stderr
    assert start_of(good)[0] == begins
    assert good.leftovers() == []
    assert good.published() == straight(good)


@pytest.mark.parametrize("file", ["sections/01-body.tex", "reportgen-metadata.tex", "main.aux", "main.tex"])
def test_what_an_engine_ahead_read_and_should_not_have_read_is_thrown_away(file: str, good: Bench) -> None:
    assert good.build().returncode == 0
    before = good.published()
    path = good.project / "build" / "tex" / file
    path.write_bytes(path.read_bytes() + b"\n\\typeout{foreign}\n")
    assert good.build().returncode == 0
    assert good.published() == before


def test_a_report_that_is_not_ready_leaves_no_engine(good: Bench) -> None:
    assert good.build().returncode == 0
    before = good.published()
    text = (good.project / SECOND).read_text(encoding="utf-8")
    try:
        edit(good, SECOND, "ords.", "ords ((( undefined_name ))).")
        process = good.start("build")
        assert process.stderr is not None
        process.stderr.readline()
        children = dict(descendants(process.pid))
        process.communicate(timeout=120)
    finally:
        (good.project / SECOND).write_text(text, encoding="utf-8")
    assert process.returncode == 1
    assert good.published() == before
    assert good.leftovers() == []
    assert children != {}
    assert [child for child, start in children.items() if lives(child, start)] == []


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
def test_an_engine_ahead_ends_with_its_build(number: signal.Signals, good: Bench) -> None:
    assert good.build().returncode == 0
    before = good.published()
    process = good.start("build", "--force")
    try:
        assert process.stderr is not None
        assert process.stderr.readline().startswith("reading records")
        children = dict(descendants(process.pid))
        process.send_signal(number)
        process.communicate(timeout=60)
    finally:
        process.kill()
    assert children != {}
    assert [child for child, start in children.items() if lives(child, start)] == []
    assert good.published() == before
    assert good.build().returncode == 0
    assert good.leftovers() == []


def lives(process: int, start: str) -> bool:
    """Whether a process still runs when the system has had the time to end it."""
    for _ in range(1000):
        state = process_state(process)
        if not state or state[19] != start:
            return False
        time.sleep(0.01)
    return True
