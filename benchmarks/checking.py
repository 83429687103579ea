"""Measure `reportgen check`: the real project, and generated ones of up to 5,000 records and 10,000 entries.

    PYTHONPATH=src:benchmarks python benchmarks/checking.py [--rounds N] [--sizes 500,5000] [--json FILE]

Method: each project is checked by the command itself, in a process of its own, with its documents. "cold" has no
cache, "warm" is the same command again; "record", "entry" and "section" follow an edit of one of these, with what the
check before has kept. Wall time counts, the median of the rounds, and below it stands the processor time of the
command with its copies, which a busy machine changes less. A generated project has two entries and 0.01 documents for
each record. The projects are right: a diagnostic ends the run, other than a note, or the word that an edited record
has to be verified again. Beside each wall time stands what it should not exceed, where that is said.
"""

from __future__ import annotations

import argparse
import datetime
import hashlib
import json
import os
import random
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from compile.bib import biblatex
from compile.generate import generate
from compile.machine import describe

REPOSITORY = Path(__file__).resolve().parent.parent
RUN = (sys.executable, "-m", "reportgen")
CASES = ("cold", "warm", "record", "entry", "section")
# What should not be exceeded, in seconds of wall time, by the project and the case.
REAL = "the briefing"
TARGETS = {**{(REAL, case): 0.6 for case in CASES[1:]}, ("5000 records, 10000 entries", "cold"): 10.0}
# What an edit changes: a file, and the words behind the last of which one is put in or changed.
_REAL_EDITS = {
    "record": ("data/indicators.csv", ",more than 50 percent,"),
    "entry": ("bib/works.bib", "annotation = {"),
    "section": ("report/sections/agreement.tex.j2", r"\paragraph{"),
}
_WRITTEN_EDITS = {
    "record": ("data/indicators.csv", "trade,"),
    "entry": ("bib/works.bib", "title = {"),
    "section": ("report/sections/all.tex.j2", r"\section{"),
}
_SYLLABLES = ("ba", "dor", "fin", "gul", "ha", "kem", "lo", "mir", "nas", "pel", "ris", "so", "tav", "ur", "ven", "zan")
_A_DOCUMENT = 100


def main(argv: Sequence[str] | None = None) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="measure reportgen check")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--sizes", default="500,5000", help='numbers of records of generated projects; "" for none')
    parser.add_argument("--sources", type=Path, help="the documents of the real project")
    parser.add_argument("--json", type=Path, help="write the figures there as well")
    options = parser.parse_args(argv)
    figures: dict[str, dict[str, Times]] = {}
    with tempfile.TemporaryDirectory() as folder:
        real = Path(folder) / "real"
        for name in ("report", "bib", "data"):
            shutil.copytree(REPOSITORY / name, real / name)
        figures[REAL] = measured(real, options.sources, options.rounds, _REAL_EDITS)
        for size in map(int, filter(None, options.sizes.split(","))):
            project = written(Path(folder) / str(size), size)
            figures[f"{size} records, {2 * size} entries"] = measured(
                project, project / "data" / "sources", options.rounds, _WRITTEN_EDITS
            )
    print(f"{'seconds (not more than)':32}" + "".join(f"{case:>14}" for case in CASES))
    for name, found in figures.items():
        limits = {case: f" ({TARGETS[name, case]:g})" if (name, case) in TARGETS else "" for case in CASES}
        print(f"{name:32}" + "".join(f"{f'{found[case].wall:.2f}{limits[case]}':>14}" for case in CASES))
        print(f"{'  processor':32}" + "".join(f"{found[case].processor:14.2f}" for case in CASES))
    if options.json:
        seconds = {name: {case: times._asdict() for case, times in found.items()} for name, found in figures.items()}
        whole = {"machine": describe(RUN, None), "seconds": seconds}
        options.json.write_text(json.dumps(whole, indent=1) + "\n", encoding="utf-8")
    return 0


class Times(NamedTuple):
    """Wall time, and processor time of a command with all that it started, in seconds."""

    wall: float
    processor: float


def measured(
    project: Path, sources: Path | None, rounds: int, edits: Mapping[str, tuple[str, str]]
) -> dict[str, Times]:
    """Return the medians of each case."""
    found: dict[str, list[Times]] = {case: [] for case in CASES}
    for turn in range(rounds + 1):  # the first is not counted: it compiles our own modules
        for case in CASES:
            if case == "cold":
                shutil.rmtree(project / "build", ignore_errors=True)
            elif case in edits:
                file, anchor = edits[case]
                edit(project / file, anchor, turn)
            times = checked(project, sources)
            if turn:
                found[case].append(times)
    return {case: Times(*map(statistics.median, zip(*times, strict=True))) for case, times in found.items()}


def checked(project: Path, sources: Path | None) -> Times:
    """Run the command once; return its times. Raises `RuntimeError` when it finds a fault."""
    command = [*RUN, "check", "--format", "short", "--project", str(project)]
    command += ["--sources", str(sources)] if sources else []
    environment = {**os.environ, "PYTHONPATH": str(REPOSITORY / "src")}
    used, begun = _processor_time(), time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    times = Times(time.perf_counter() - begun, _processor_time() - used)
    said = [line for line in done.stderr.splitlines() if re.search(r" (?:warning|error)\[(?!REC219)", line)]
    if done.returncode or said:
        message = f"the project is at fault:\n{done.stderr[:2000]}"
        raise RuntimeError(message)
    return times


def _processor_time() -> float:
    """Return what the commands that ended have used."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def edit(path: Path, anchor: str, turn: int) -> None:
    """Change a word behind the last `anchor` of a file, to another each turn."""
    text = path.read_text(encoding="utf-8")
    at = text.rindex(anchor) + len(anchor)
    end = at + len(text[at:].split(",")[0].split("}")[0])
    path.write_text(f"{text[:at]} of turn {'abcdefghij'[turn % 10] * 3}{text[end:]}", encoding="utf-8")


# --- a project ------------------------------------------------------------------------------------


class _Words:
    """Made-up words and names, the same for the same seed."""

    def __init__(self, seed: str) -> None:
        self._random = random.Random(seed)  # noqa: S311 - no secret, but the same everywhere

    def word(self) -> str:
        """Return a word of two or three syllables."""
        return "".join(self._random.choices(_SYLLABLES, k=self._random.choice((2, 3))))

    def text(self, count: int) -> str:
        """Return some words."""
        return " ".join(self.word() for _ in range(count))

    def day(self) -> datetime.date:
        """Return a day of some thirty years."""
        return datetime.date(1990, 1, 1) + datetime.timedelta(self._random.randrange(11_000))

    def number(self) -> int:
        """Return a whole number of two to five digits."""
        return self._random.choice((self._random.randrange(11, 100), self._random.randrange(10_000, 100_000)))


def written(project: Path, records: int) -> Path:
    """Write a project with that many records, twice as many entries and their documents; lock its evidence."""
    words = _Words(str(records))
    quantities, events = records // 2, records - records // 2
    passages: list[list[str]] = [[] for _ in range(max(1, records // _A_DOCUMENT))]
    rows = {
        "indicators": ["id,theme,measure,qualifier,value,value_high,unit,wording,base,period,evidence,via,grade,note"],
        "events": ["id,date,date_end,precision,basis,basis_note,lane,event,label,actors,evidence,via,grade,note"],
    }
    for number in range(quantities):
        measure, amount = f"{words.text(3)}", words.number()
        locator = _passage(
            passages, number, f"The {measure} of {words.text(4)} came to {amount} units, {words.text(20)}."
        )
        rows["indicators"].append(f"ind-{number},trade,{measure},,{amount},,units,{amount} units,,,{locator},,2,")
    for number in range(events):
        day, event = words.day(), words.text(6)
        written_day = f"{day.day} {day:%B} {day.year}"
        locator = _passage(passages, number, f"On {written_day} there was {event}, {words.text(20)}.")
        rows["events"].append(f"ev-{number},{day},,day,explicit,,lane,{event},,,{locator},,2,")
    texts = {f"d{n}.txt": f"Paper {words.text(3)}\n" + "\n".join(lines) + "\n" for n, lines in enumerate(passages, 1)}
    entries = biblatex(generate(10, 2 * records), keywords=True)
    entries = entries[entries.index("\n@") + 1 :]  # the one document that the benchmark of compiling has
    files = {
        **{f"data/{kind}.csv": "\n".join(lines) + "\n" for kind, lines in rows.items()},
        "data/documents.yaml": "".join(_document(name, text) for name, text in texts.items()),
        **{f"data/sources/{name}": text for name, text in texts.items()},
        "bib/documents.bib": "".join(
            f"@misc{{D{n},\n  title = {{{text.partition(chr(10))[0]}}},\n  keywords = {{corpus}},\n}}\n"
            for n, text in enumerate(texts.values(), 1)
        ),
        "bib/works.bib": entries,
        **_report(),
    }
    for name, text in files.items():
        (project / name).parent.mkdir(parents=True, exist_ok=True)
        (project / name).write_text(text, encoding="utf-8")
    subprocess.run((*RUN, "verify", "--update", "--project", str(project)), capture_output=True, check=True)
    return project


def _passage(passages: list[list[str]], number: int, text: str) -> str:
    """Add a passage to one of the documents, in turn; return its locator."""
    at = number % len(passages)
    passages[at].append(text)
    return f"D{at + 1}#p{len(passages[at]) + 1}"  # the first is the title


def _document(name: str, text: str) -> str:
    number = Path(name).stem[1:]
    return (
        f"- id: D{number}\n  file: {name}\n  sha256: {hashlib.sha256(text.encode()).hexdigest()}\n"
        f"  title: {text.partition(chr(10))[0]}\n  genre: paper\n  completeness: complete\n  grade: B\n"
        f"  grade_reason: known\n  descriptor: a paper\n"
    )


def _report() -> dict[str, str]:
    """Return templates that print every record and cite every entry."""
    settings = (REPOSITORY / "report" / "report.toml").read_text(encoding="utf-8")
    settings = re.sub(r"(?ms)^\[products\..*?(?=^\[(?!products\.)|\Z)", "", settings)  # their files are not here
    table = "caption: {0} in their order\nsource: All documents\ndescription: Every one of the {0} with its source.\n"
    shown = {"indicators": ("measure", "wording", "cite"), "events": ("date", "event", "cite")}
    lines = (r"\section{All}", *(f'((( ref("{kind}") ))) and ((( table("{kind}") )))' for kind in shown))
    works = '((* for work in records("works") *))((( work.cite )))\n((* endfor *))\n'
    main = (
        r"\documentclass{briefing}",
        r"\begin{document}",
        '((( section("all") )))',
        '((( bibliography("corpus") )))',
    )
    return {
        "report/report.toml": settings,
        "report/main.tex.j2": "\n".join(
            (*main, '((( bibliography("works") )))', "((( report_end() )))", r"\end{document}", "")
        ),
        "report/sections/all.tex.j2": "\n".join((*lines, works)),
        **{
            f"report/tables/{kind}.yaml": f"records: {kind}\n{table.format(kind)}columns:\n"
            + "".join(f"- head: {name.capitalize()}\n  field: {name}\n" for name in fields)
            for kind, fields in shown.items()
        },
        **{
            f"report/{name}": (REPOSITORY / "report" / name).read_text(encoding="utf-8")
            for name in (
                "briefing.cls",
                "briefing-settings.sty",
                "briefing-common.sty",
                "briefing-index.sty",
                "briefing-late.sty",
                "briefing-tags.sty",
                "bibliography/entries.tex.j2",
            )
        },
        "report/tables/cells.tex.j2": "((* macro cited(row) *))((( row.cite )))((* endmacro *))\n",
    }


if __name__ == "__main__":
    sys.exit(main())
