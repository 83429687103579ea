"""Measure the compile stage beside other programs, on the same content, in one run.

    PYTHONPATH=src:benchmarks python -m compile [--peers PYTHON] [--preset quick|full]
    PYTHONPATH=src:benchmarks python -m compile [--peers PYTHON] [--rounds N] [--sizes P[:R],...] [--cases C,...]

Method: documents are generated from a seed in one intermediate form, from which the source of every program is
written: reportgen's project, LaTeX as people write it (KOMA class, biblatex with biber or natbib with BibTeX, figures
drawn inline by pgfplots), Markdown, Typst, HTML. Page, sizes of type and fonts are the same where a program lets them
be set. Rounds are interleaved (each case with every program, then the next case), the first is not counted; a
figure is the median of the rounds, a ratio the median of the per-round ratios. The unit is "naive": one plain pass
of the same engine over the biblatex document in converged state. Every program has a private home and font cache.

Cases: `cold` (only font caches and reportgen's dumped format are there), `stone-cold` (nothing is), `no-op`, a word
changed in the first, middle or last section, a paragraph that moves pages, a citation of a work already cited, a new
work and its citation, a changed row of a table. Edits stay, so a document grows by a few words from round to round.
A program that does not meet a case sees its edit in a build that is not timed.

A preset says which programs meet which cases on which documents, and ends by itself: `quick` has a figure for each
target, `full` all sizes and programs.
Seconds of one machine compare only with one another; ratios are the result.
"""

from __future__ import annotations

import argparse
import math
import shutil
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from compile.catalogue import all_peers
from compile.edits import CASES
from compile.generate import generate
from compile.machine import describe
from compile.output import growth, judged, shares, tables, write_json
from compile.peers import Place
from compile.presets import PRESETS, Part, same_for_all
from compile.rounds import Record, measure
from compile.setting import briefing, report_fonts, reportgen_command
from compile.subjects import Generated, Subject
from compile.targets import verdicts

REPOSITORY = Path(__file__).resolve().parents[2]
_REFERENCES = {10: 100, 40: 100, 200: 1000, 1000: 10_000}
_DEFAULT_CASES = "cold,no-op,edit-early,edit-middle,edit-late"
_DEFAULT_PEERS = "naive,reportgen,latexmk,latexmk-natbib,pandoc,typst,typst-warm,weasyprint"


def main(argv: Sequence[str] | None = None) -> int:
    """Measure and print."""
    options = _parser().parse_args(argv)
    preset = PRESETS[options.preset] if options.preset else None
    parts = preset.parts if preset else same_for_all(
        options.sizes.split(","), _names(options), _cases(options.cases), options.rounds
    )  # fmt: skip
    minutes = options.minutes or (preset.minutes if preset else math.inf)
    until = time.monotonic() + minutes * 60
    command = reportgen_command(options.reportgen)
    python = options.peers if options.peers and str(options.peers) != "." and options.peers.exists() else None
    machine = describe(command, python)
    for name, value in machine.items():
        print(f"{name}: {value}")
    records: list[Record] = []
    try:
        for part in parts:
            _measure(part, command, python, options, until, records)
    except KeyboardInterrupt:
        _say("interrupted; what was measured until then:")
    found = verdicts(records)
    print("\n".join((*tables(records), "", *growth(records), *shares(records), *judged(found))))
    if options.json:
        write_json(options.json, machine, records, found)
    return 0


def _measure(
    part: Part,
    command: tuple[str, ...],
    python: Path | None,
    options: argparse.Namespace,
    until: float,
    records: list[Record],
) -> None:
    """Measure one document in a folder of its own."""
    with tempfile.TemporaryDirectory(prefix="reportgen-bench-", ignore_cleanup_errors=True) as temporary:
        folder = options.work / part.subject.replace(":", "-") if options.work else Path(temporary)
        if options.work:
            shutil.rmtree(folder, ignore_errors=True)
        (folder / "home").mkdir(parents=True)
        place = Place(folder=folder.resolve(), reportgen=command, python=python)
        known = all_peers(place)
        subject = _subject(part.subject, place, options)
        peers = [known[name](cases) for name, cases in part.cases.items()]
        measure(subject, peers, part.rounds, _say, records, warm_up=part.warm_up, until=until)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="compile", description="measure the compile stage beside other programs")
    parser.add_argument(
        "--preset", choices=sorted(PRESETS), help="documents, programs, cases and rounds chosen together"
    )
    parser.add_argument("--minutes", type=float, help="begin nothing more after this time (a preset has its own bound)")
    parser.add_argument("--rounds", type=int, default=3, help="counted rounds (default: 3)")
    parser.add_argument(
        "--sizes", default="40", help="pages, with :references if you like, or 'briefing' (default: 40)"
    )
    parser.add_argument("--cases", default=_DEFAULT_CASES, help=f"of: all, {', '.join(CASES)}")
    parser.add_argument(
        "--only", default=_DEFAULT_PEERS, help=f"the programs, in this order (default: {_DEFAULT_PEERS})"
    )
    parser.add_argument("--watch", action="store_true", help="measure reportgen watch as well")
    parser.add_argument(
        "--engines", default="", help="measure these as well, each beside its own naive pass: pdflatex,xelatex"
    )
    parser.add_argument("--peers", type=Path, help="a Python that has the packages of requirements/peers.txt")
    parser.add_argument("--reportgen", help="the command to measure (default: that of this environment)")
    parser.add_argument("--report", type=Path, default=REPOSITORY / "report", help="the folder whose look is taken")
    parser.add_argument("--work", type=Path, help="keep the documents and what was made of them in this folder")
    parser.add_argument("--seed", type=int, default=1, help="another document of the same size")
    parser.add_argument("--json", type=Path, help="write the figures there as well")
    return parser


def _subject(name: str, place: Place, options: argparse.Namespace) -> Subject:
    if name == "briefing":
        return briefing(REPOSITORY, place)
    pages, _, references = name.partition(":")
    count = int(references) if references else _REFERENCES.get(int(pages), max(20, int(pages) * 5 // 2))
    document = generate(int(pages), count, seed=options.seed)
    shown = f"{pages} pages, {count} references"
    return Generated(name=shown, document=document, report=options.report, fonts=report_fonts(options.report))


def _names(options: argparse.Namespace) -> tuple[str, ...]:
    """Return the names of the peers, each once. Raises `SystemExit` for one that is not known."""
    names = options.only.split(",")
    if options.watch:
        names.append("reportgen-watch")
    for engine in filter(None, options.engines.split(",")):
        names += [f"{name}-{engine}" for name in ("naive", "reportgen", "latexmk")]
        names += [f"reportgen-watch-{engine}"] if options.watch else []
    known = all_peers(Place(folder=Path(), reportgen=(), python=None))
    unknown = [name for name in names if name not in known]
    if unknown:
        raise SystemExit(f"unknown: {', '.join(unknown)}; known are {', '.join(known)}")
    return tuple(dict.fromkeys(names))


def _cases(names: str) -> tuple[str, ...]:
    """Return the cases in their fixed order, in which a cold build comes before the others."""
    wanted = set(CASES if names == "all" else names.split(","))
    if not wanted <= set(CASES):
        raise SystemExit(f"unknown: {', '.join(sorted(wanted - set(CASES)))}; known are all, {', '.join(CASES)}")
    return tuple(case for case in CASES if case in wanted)


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
