"""One measured run, rounds of them, and what is said of the figures."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from compile import __main__ as command_line
from compile.__main__ import main
from compile.catalogue import all_peers
from compile.edits import CASES, EARLY, LATE, MIDDLE, NO_OP
from compile.machine import describe
from compile.measure import Group, Sample, run
from compile.output import growth, judged, shares, tables, write_json
from compile.peers import FailedError, Peer, Place, Reportgen, Result, Server
from compile.presets import PRESETS, same_for_all
from compile.rounds import Record, measure, median, ratio
from compile.subjects import Briefing, Subject
from compile.targets import Verdict, cpu, verdicts, wall

LOOP = "import subprocess, sys; subprocess.run([sys.executable, '-c', 'sum(range(3000000))'])"


def test_the_processor_time_of_a_grandchild_counts(tmp_path: Path) -> None:
    sample = run([sys.executable, "-c", LOOP], tmp_path, {})
    assert sample.status == 0
    assert sample.cpu > 0.02


def test_a_failure_is_told(tmp_path: Path) -> None:
    sample = run([sys.executable, "-c", "print('so'); raise SystemExit(3)"], tmp_path, {})
    assert (sample.status, sample.output) == (3, "so\n")


def test_a_run_without_end_is_ended(tmp_path: Path) -> None:
    sample = run([sys.executable, "-c", "import time; time.sleep(600)"], tmp_path, {}, limit_s=0.2)
    assert sample.status != 0


def test_a_group_is_removed() -> None:
    with Group("test") as group:
        folder = group.folder
    assert folder is None or not folder.exists()


class Words:
    """A subject that is one word after another."""

    name = "words"
    cases: tuple[str, ...] = (NO_OP, EARLY)

    def __init__(self, words: tuple[str, ...] = ()) -> None:
        self.words = words

    def sources(self, form: str, folder: Path) -> dict[str, bytes] | None:
        return {"words": " ".join(self.words).encode()} if form == "words" else None

    def edited(self, case: str, turn: int) -> tuple[Subject, str]:
        return Words((*self.words, f"{case}{turn}")), f"{case}{turn}"


def place(folder: Path) -> Place:
    (folder / "home").mkdir(exist_ok=True)
    return Place(folder=folder, reportgen=("false",), python=None)


class Copying(Peer):
    """A peer whose PDF is the source."""

    calls: list[str] = []  # noqa: RUF012 - all of them together

    def build(self, case: str) -> Result:
        Copying.calls.append(f"{self.name} {case}")
        if self.name == "weak" and case == NO_OP:
            raise FailedError("weak: no more")
        text = (self.folder / "words").read_bytes()
        (self.folder / "main.pdf").write_bytes(b"" if self.name == "idle" else text)
        return Result(sample=Sample(wall=2.0, cpu=1.0, memory=1.0))

    def text(self) -> str:
        return (self.folder / "main.pdf").read_text()


def test_rounds_are_interleaved_and_the_first_is_not_counted(tmp_path: Path) -> None:
    Copying.calls.clear()
    said: list[str] = []
    peers = [Copying(name=name, form="words", command=("x",), place=place(tmp_path)) for name in ("a", "idle", "weak")]
    peers.append(Copying(name="b", form="other", command=("x",), place=place(tmp_path)))
    peers.append(Copying(name="c", form="words", command=("x",), place=place(tmp_path), needs=("no-such-program",)))
    records: list[Record] = []
    measure(Words(), peers, 2, said.append, records)
    assert Copying.calls[:3] == ["a prepare", "idle prepare", "weak prepare"]
    assert Copying.calls[3:] == ["a no-op", "idle no-op", "weak no-op", "a edit-early", "idle edit-early"] + 2 * [
        "a no-op", "idle no-op", "a edit-early", "idle edit-early"
    ]  # fmt: skip
    assert {(r.peer, r.turn) for r in records} == {("a", 1), ("a", 2), ("idle", 1), ("idle", 2)}
    assert "words: idle lacks the edit 'edit-early' in its PDF" in said
    assert "words: without b: it cannot be written in that form" in said
    assert "words: without c: no-such-program not installed" in said
    assert "words: from here without weak: weak: no more" in said


def test_an_edit_that_a_program_does_not_meet_is_built_untimed(tmp_path: Path) -> None:
    Copying.calls.clear()
    a, b = (Copying(name=name, form="words", command=("x",), place=place(tmp_path)) for name in "ab")
    a.cases, b.cases = (EARLY,), (EARLY, MIDDLE)
    subject = Words()
    subject.cases = (EARLY, MIDDLE)
    records: list[Record] = []
    measure(subject, (a, b), 1, lambda _: None, records)
    assert Copying.calls == [
        "a prepare", "b prepare", "a edit-early", "b edit-early", "b edit-middle",
        "a catching up", "a edit-early", "b edit-early", "b edit-middle",
    ]  # fmt: skip
    assert [(r.peer, r.case) for r in records] == [("a", EARLY), ("b", EARLY), ("b", MIDDLE)]


def test_the_first_round_counts_where_nothing_warms_up(tmp_path: Path) -> None:
    Copying.calls.clear()
    said: list[str] = []
    peers = [Copying(name=name, form="words", command=("x",), place=place(tmp_path)) for name in ("a", "idle")]
    records: list[Record] = []
    measure(Words(), peers, 1, said.append, records, warm_up=False)
    assert Copying.calls[2:] == ["a no-op", "idle no-op", "a edit-early", "idle edit-early"]
    assert len(records) == 4
    assert "words: idle lacks the edit 'edit-early' in its PDF" in said


def test_nothing_is_begun_when_the_time_is_up(tmp_path: Path) -> None:
    Copying.calls.clear()
    said: list[str] = []
    peer = Copying(name="a", form="words", command=("x",), place=place(tmp_path))
    measure(Words(), (peer,), 2, said.append, [], until=0.0)
    assert Copying.calls == []
    assert said == ["words: without a: no time is left"]


def test_every_target_has_its_figures_in_the_quick_preset() -> None:
    records = [
        record(peer, case, 1, subject=f"{part.subject} pages", passes=1)
        for part in PRESETS["quick"].parts for peer, cases in part.cases.items() for case in cases
    ]  # fmt: skip
    judgements = verdicts(records)
    of_40 = [verdict for verdict in judgements if verdict.subject == "40 pages"]
    assert [verdict.target for verdict in of_40 if verdict.measured is None] == []
    growing = [verdict for verdict in judgements if "growth" in verdict.target]
    assert len(growing) == 2
    assert all(verdict.measured is not None for verdict in growing)


@pytest.mark.parametrize("name", PRESETS)
def test_a_preset_names_what_there_is(name: str) -> None:
    known = all_peers(Place(folder=Path(), reportgen=(), python=None))
    for part in PRESETS[name].parts:
        assert set(part.cases) <= set(known)
        for peer, cases in part.cases.items():
            assert set(cases) <= set(CASES)
            assert NO_OP not in cases or not peer.startswith("reportgen-watch")


def test_a_daemon_has_no_build_with_nothing_to_do() -> None:
    (part,) = same_for_all(["40"], ["reportgen", "reportgen-watch"], [NO_OP, EARLY], 1)
    assert part.cases == {"reportgen": (NO_OP, EARLY), "reportgen-watch": (EARLY,)}


def test_what_a_build_left_is_taken_away(tmp_path: Path) -> None:
    peer = Peer(name="a", form="words", command=("x",), place=place(tmp_path))
    peer.write(Words(("one",)))
    (peer.folder / "left" / "over").mkdir(parents=True)
    (peer.folder / "left" / "main.aux").write_text("")
    peer.cool("cold")
    assert [path.name for path in peer.folder.rglob("*")] == ["words"]


def test_sources_that_are_the_same_are_not_written_again(tmp_path: Path) -> None:
    peer = Peer(name="a", form="words", command=("x",), place=place(tmp_path))
    peer.write(Words(("one",)))
    before = (peer.folder / "words").stat()
    peer.write(Words(("one",)))
    assert (peer.folder / "words").stat().st_ino == before.st_ino
    peer.write(Words(("two",)))
    assert (peer.folder / "words").read_text() == "two"


def test_a_server_stays_between_builds_and_is_started_anew_when_cold(tmp_path: Path) -> None:
    script = (
        "import os, sys\n"
        "for _ in sys.stdin:\n open('main.pdf', 'w').write(str(os.getpid()))\n print('done', flush=True)"
    )
    peer = Server(name="a", form="words", command=(sys.executable, "-c", script), place=place(tmp_path))
    peer.write(Words())
    pids = []
    for case in ("prepare", EARLY, "cold"):
        if case == "cold":
            peer.cool(case)
        peer.build(case)
        pids.append((peer.folder / "main.pdf").read_text())
    peer.close()
    assert pids[0] == pids[1] != pids[2]


def test_a_server_that_ends_is_a_failure(tmp_path: Path) -> None:
    peer = Server(name="a", form="words", command=(sys.executable, "-c", ""), place=place(tmp_path))
    peer.write(Words())
    with pytest.raises(FailedError):
        peer.build(EARLY)


def record(
    peer: str, case: str, seconds: float, turn: int = 1, passes: int | None = None, subject: str = "40 pages"
) -> Record:
    return Record(subject=subject, case=case, peer=peer, turn=turn, wall=seconds, cpu=seconds / 2, memory=100.0,
                  passes=passes, engine_s=seconds / 4 if peer == "reportgen" else None, programs={})  # fmt: skip


def test_a_ratio_is_the_median_of_the_ratios_of_the_rounds() -> None:
    ours = [record("reportgen", EARLY, 1, 1), record("reportgen", EARLY, 9, 2), record("reportgen", EARLY, 4, 3)]
    naive = [record("naive", EARLY, 2, 1), record("naive", EARLY, 9, 2), record("naive", EARLY, 16, 3)]
    assert ratio(ours, naive, wall) == 0.5
    assert ratio(ours, [], wall) is None
    assert median(ours, cpu) == 2


def test_targets_are_judged() -> None:
    records = [record("naive", case, 10) for case in (EARLY, MIDDLE, LATE)]
    records += [record("reportgen", EARLY, 3), record("reportgen", MIDDLE, 4), record("reportgen", LATE, 9)]
    records += [record("reportgen", NO_OP, 0.2, passes=0), record("latexmk", NO_OP, 0.4)]
    records += [record("reportgen", "citation", 3, passes=1), record("reportgen", "bib-entry", 3, passes=2)]
    found = {verdict.target: verdict for verdict in verdicts(records)}
    assert found["no-op, s"].word == "MISSED"
    assert found["no-op / latexmk's no-op"].word == "met"
    assert found["text edit, one-shot / naive pass"].measured == 0.4
    assert found["text edit, one-shot / naive pass"].word == "met"
    assert found["text edit, one-shot / naive pass"].by_cpu == 0.4
    assert found["citation, passes"].word == "met"
    assert found["bib-entry, passes"].word == "MISSED"
    assert found["watch, worst section / naive pass"].word == "not measured"
    assert Verdict(subject="", target="", measured=0.1, must=1, aim=0.2).word == "met, and the aim"


def test_watch_is_judged_by_its_worst_and_its_median_section() -> None:
    records = [record("naive", case, 10) for case in (EARLY, MIDDLE, LATE)] + [record("typst", MIDDLE, 2)]
    records += [record("reportgen-watch", EARLY, 4), record("reportgen-watch", MIDDLE, 1)]
    records += [record("reportgen-watch", LATE, 2)]
    found = {verdict.target: verdict for verdict in verdicts(records)}
    assert found["watch, worst section / naive pass"].measured == 0.4
    assert found["watch, median section / naive pass"].measured == 0.2
    assert found["watch, median section / Typst, fresh process (an aim)"].measured == 0.5


def test_processor_time_is_divided_among_programs() -> None:
    one = replace(record("reportgen", EARLY, 4), programs={"python": 1.5, "lualatex": 2.25, "sh": 0.0})
    assert list(shares([one])) == ["40 pages, edit-early, reportgen: lualatex 2.25 s, python 1.50 s"]


def test_growth_is_judged_over_the_sizes() -> None:
    records = [record("reportgen", EARLY, 2, subject="40 pages"), record("reportgen", EARLY, 80, subject="400 pages")]
    found = {verdict.target: verdict for verdict in verdicts(records)}
    assert found["text edit, growth of CPU / growth of pages (40 to 400)"].measured == 4
    assert found["text edit, growth of memory / growth of pages (40 to 400)"].measured == 0.1


def test_growth_goes_by_the_pages_that_were_printed() -> None:
    small, large = record("reportgen", EARLY, 2, subject="40 pages"), record("reportgen", EARLY, 8, subject="400 pages")
    records = [replace(small, pages=50), replace(large, pages=200)]
    found = {verdict.target: verdict for verdict in verdicts(records)}
    assert found["text edit, growth of CPU / growth of pages (40 to 400)"].measured == 1
    lines = [line.split() for line in growth(records)]
    assert lines[1] == ["reportgen", "edit-early", "50", "20.0", "100", "2.00"]
    assert lines[2] == ["reportgen", "edit-early", "200", "20.0", "100", "0.50"]
    assert list(growth(records[:1])) == []


def test_the_unit_of_an_engine_is_its_own_pass() -> None:
    records = [record("naive", EARLY, 10), record("naive-pdflatex", EARLY, 5), record("reportgen-pdflatex", EARLY, 1)]
    assert next(line for line in tables(records) if "reportgen-pdflatex" in line).split()[5] == "0.200"


def test_the_table_and_the_json_hold_everything(tmp_path: Path) -> None:
    records = [record("naive", EARLY, 10), record("reportgen", EARLY, 4, passes=1)]
    text = "\n".join((*tables(records), *judged(verdicts(records))))
    line = next(line for line in text.splitlines() if "reportgen" in line)
    assert line.split() == ["edit-early", "reportgen", "4.000", "2.00", "100", "0.400", "0.400", "1", "75%"]
    target = next(line for line in text.splitlines() if line.startswith("text edit, one-shot"))
    assert target.split()[-5:] == ["0.400", "0.400", "0.45", "0.35", "met"]
    assert "not measured: citation, passes" in text
    write_json(tmp_path / "x.json", {"system": "x"}, records, verdicts(records))
    data = json.loads((tmp_path / "x.json").read_text())
    assert data["machine"] == {"system": "x"}
    assert [r["peer"] for r in data["records"]] == ["naive", "reportgen"]
    assert data["targets"][0]["word"] == "not measured"


def test_the_machine_is_described_without_what_is_missing() -> None:
    found = describe(("no-such-program",), None)
    assert found["reportgen"] == "not installed"
    assert "processors" in found["processor"]
    assert found["processor time"] in {"control group", "waited-for children"}


@pytest.mark.parametrize("option", [["--cases", "nothing"], ["--only", "nobody", "--sizes", "5:5"]])
def test_what_is_not_known_is_refused(option: list[str]) -> None:
    with pytest.raises(SystemExit, match="unknown"):
        main(["--reportgen", "true", *option])


def test_the_briefing_gets_a_naive_variant() -> None:
    project = {
        "report/main.tex.j2": b'((( section("one") )))\n((( section("two") )))',
        "report/sections/one.tex.j2": b"One.\n", "report/sections/two.tex.j2": b"Two.\n",
        "report/report.toml": b'engine = "lualatex"\nprofile = "archive"\n[bibliography.lists]\ncorpus = "held"\n',
        "bib/a.bib": b"@misc{a}",
    }  # fmt: skip
    tex = {
        "main.tex": b"\\documentclass{x}\n\\begin{document}\n\\input{sections/01-one}\n\\input{sections/02-two}\n",
        "sections/01-one.tex": b"One.\n", "sections/02-two.tex": b"\\input{bibliography/corpus.bbl}\n",
        "bibliography/corpus.bbl": b"x",
    }  # fmt: skip
    briefing: Subject = Briefing(project=project, tex=tex)
    briefing, marker = briefing.edited(LATE, 1)
    files = briefing.sources("biblatex:lualatex", Path())
    assert files is not None
    assert b"backend=biber" in files["main.tex"].partition(b"\\begin{document}")[0]
    assert b"\\addbibresource{bib/a.bib}" in files["main.tex"]
    assert b"\\printbibliography[heading=none,keyword=held]" in files["sections/02-two.tex"]
    assert marker.encode() in files["sections/02-two.tex"]
    source = briefing.sources("project:lualatex", Path())
    assert source is not None
    assert marker.encode() in source["project/report/sections/two.tex.j2"]
    assert b'engine = "lualatex"\nprofile = "plain"' in source["project/report/report.toml"]
    tagged = briefing.sources("tagged:xelatex", Path())
    assert tagged is not None
    assert b'engine = "xelatex"\nprofile = "archive"' in tagged["project/report/report.toml"]
    assert briefing.sources("typst", Path()) is None


FAKE = """
import sys
from pathlib import Path
if sys.argv[1] == "verify":
    Path("project/data/evidence.lock").write_text("lock of " + Path("project/data/rows").read_text())
    Path("../verified").open("a").write("v")
elif Path("project/data/evidence.lock").read_text() != "lock of " + Path("project/data/rows").read_text():
    raise SystemExit("not locked")
else:
    Path("project/build/cache/fonts-1").mkdir(parents=True, exist_ok=True)
    Path("project/build/cache/figures").mkdir(parents=True, exist_ok=True)
    text = Path("project/text").read_text()
    pdf = Path("project/build/briefing.pdf")
    if not pdf.exists() or pdf.read_text() != text:
        pdf.write_text(text)
        Path("project/build/build.json").write_text('{"details": {"passes": [{"seconds": 2}, {"seconds": 3}]}}')
"""


class Rows(Words):
    """A subject with records and the document behind them."""

    def sources(self, form: str, folder: Path) -> dict[str, bytes] | None:
        rows, *words = self.words
        return {"project/data/rows": rows.encode(), "documents/d": b"", "project/text": " ".join(words).encode()}


def test_reportgen_is_built_on_locked_records_and_its_record_is_read(tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()
    command = (sys.executable, "-c", FAKE)
    setting = Place(folder=tmp_path, reportgen=command, python=None)
    peer = Reportgen(name="r", form="p", command=(*command, "build"), place=setting, pdf="project/build/briefing.pdf")
    peer.write(Rows(("rows", "one")))
    first = peer.build("prepare")
    assert (first.passes, first.engine_s) == (2, 5.0)
    assert peer.build(NO_OP).passes == 0
    with pytest.raises(FailedError, match="nothing was built"):
        peer.build(EARLY)
    peer.write(Rows(("rows", "two")))
    peer.build(EARLY)
    assert (tmp_path / "verified").read_text() == "v"
    peer.write(Rows(("other", "two")))
    assert (tmp_path / "verified").read_text() == "vv"
    peer.cool("cold")
    assert [path.name for path in (peer.folder / "project" / "build").rglob("*")] == ["cache", "fonts-1"]
    peer.build("cold")
    peer.cool("stone-cold")
    assert list((peer.folder / "project" / "build").iterdir()) == []


def test_an_interrupted_run_tells_what_it_measured(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(*arguments: object, **_: object) -> None:
        found = arguments[-1]
        assert isinstance(found, list)
        found.append(record("naive", EARLY, 7))
        raise KeyboardInterrupt

    monkeypatch.setattr(command_line, "measure", interrupted)
    assert main(["--reportgen", "true", "--sizes", "5:5"]) == 0
    assert "naive                    7.000" in capsys.readouterr().out
