"""Print what was measured as tables, and write it as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

from compile.rounds import Record, median, ratio
from compile.targets import Verdict, cpu, wall


def tables(records: Sequence[Record]) -> Iterator[str]:
    """Yield the lines: for each document and case, each peer with its medians and its ratios to the naive pass.

    That is the pass of its own engine where one was measured, else LuaLaTeX's.
    """
    for subject in dict.fromkeys(record.subject for record in records):
        yield f"\n{subject}"
        yield (f"{'case':<14}{'peer':<22}{'wall s':>8}{'CPU s':>8}{'MB':>7}{'wall/naive':>12}{'CPU/naive':>11}"
               f"{'passes':>8}{'outside TeX':>13}")  # fmt: skip
        for case in dict.fromkeys(record.case for record in records if record.subject == subject):
            here = [record for record in records if record.subject == subject and record.case == case]
            for peer in dict.fromkeys(record.peer for record in here):
                own = f"naive-{peer.rpartition('-')[2]}"
                unit = own if any(record.peer == own for record in here) else "naive"
                base = [record for record in here if record.peer == unit]
                yield f"{case:<14}" + _line([record for record in here if record.peer == peer], base)


def _line(ours: Sequence[Record], base: Sequence[Record]) -> str:
    passes = "/".join(str(number) for number in sorted({r.passes for r in ours if r.passes is not None}))
    outside = median(ours, lambda r: None if r.engine_s is None else (r.wall - r.engine_s) / r.wall)
    return (
        f"{ours[0].peer:<22}{_number(median(ours, wall), 8, 3)}{_number(median(ours, cpu), 8, 2)}"
        f"{_number(median(ours, lambda r: r.memory), 7, 0)}{_number(ratio(ours, base, wall), 12, 3)}"
        f"{_number(ratio(ours, base, cpu), 11, 3)}{passes or '-':>8}"
        + (f"{outside:>13.0%}" if outside is not None else f"{'-':>13}")
    )


def _number(value: float | None, width: int, digits: int) -> str:
    return f"{value:>{width}.{digits}f}" if value is not None else f"{'-':>{width}}"


def growth(records: Sequence[Record]) -> Iterator[str]:
    """Yield, where several sizes were measured, the processor time and the memory of each program by page."""
    sized = [record for record in records if record.pages and record.subject[:1].isdigit()]
    if len({record.subject for record in sized}) < 2:
        return
    yield f"{'by page':<22}{'case':<14}{'pages':>7}{'CPU ms/page':>13}{'MB':>8}{'MB/page':>9}"
    for peer, case in dict.fromkeys((record.peer, record.case) for record in sized):
        ours = [record for record in sized if (record.peer, record.case) == (peer, case)]
        for subject in dict.fromkeys(record.subject for record in ours):
            here = [record for record in ours if record.subject == subject]
            time, memory = median(here, lambda r: r.cpu / (r.pages or 1)), median(here, lambda r: r.memory)
            each, pages = median(here, lambda r: r.memory / (r.pages or 1)), median(here, lambda r: r.pages)
            yield (f"{peer:<22}{case:<14}{_number(pages, 7, 0)}{_number(time and time * 1000, 13, 1)}"
                   f"{_number(memory, 8, 0)}{_number(each, 9, 2)}")  # fmt: skip
    yield ""


def shares(records: Sequence[Record]) -> Iterator[str]:
    """Yield a line for each of reportgen's cases: how its processor time divides among programs, as sampled."""
    ours = [record for record in records if record.peer.startswith("reportgen")]
    for subject, peer, case in dict.fromkeys((r.subject, r.peer, r.case) for r in ours):
        here = [record for record in ours if (record.subject, record.peer, record.case) == (subject, peer, case)]
        names = {name for record in here for name in record.programs}
        found = {name: median(here, lambda r, name=name: r.programs.get(name, 0.0)) or 0.0 for name in names}  # type: ignore[misc]
        parts = [
            f"{name} {found[name]:.2f} s" for name in sorted(found, key=lambda n: -found[n]) if found[name] >= 0.02
        ]
        yield f"{subject}, {case}, {peer}: {', '.join(parts) or 'too short to sample'}"


def judged(verdicts: Sequence[Verdict]) -> Iterator[str]:
    """Yield a line for each target."""
    for subject in dict.fromkeys(verdict.subject for verdict in verdicts):
        yield f"\n{f'targets, {subject}':<68}{'measured':>10}{'by CPU':>8}{'must':>7}{'aim':>7}"
        here = [verdict for verdict in verdicts if verdict.subject == subject]
        for verdict in (verdict for verdict in here if verdict.measured is not None):
            aim = f"{verdict.aim:g}" if verdict.aim is not None else "-"
            figures = f"{_number(verdict.measured, 10, 3)}{_number(verdict.by_cpu, 8, 3)}{verdict.must:>7g}{aim:>7}"
            yield f"{verdict.target:<68}{figures}  {verdict.word}"
        missing = [verdict.target for verdict in here if verdict.measured is None]
        yield from (f"not measured: {target}" for target in missing)


def write_json(path: Path, machine: Mapping[str, str], records: Sequence[Record], verdicts: Sequence[Verdict]) -> None:
    """Write everything that was measured."""
    data = {
        "machine": dict(machine),
        "records": [asdict(record) for record in records],
        "targets": [{**asdict(verdict), "word": verdict.word} for verdict in verdicts],
    }
    path.write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")
