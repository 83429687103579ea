"""The targets of the compile stage, as figures to be met, and what a run says of them."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from compile.edits import CITATION, EARLY, ENTRY, LATE, MIDDLE, NO_OP
from compile.rounds import Record, median, ratio

TEXT_EDITS = (EARLY, MIDDLE, LATE)
Value = Callable[[Record], float | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """A target and what was measured; `None` where this run has no figure for it.

    `by_cpu` is the same ratio of processor time instead of wall time: the one to look at on a busy machine.
    """

    subject: str
    target: str
    measured: float | None
    must: float
    aim: float | None
    by_cpu: float | None = None

    @property
    def word(self) -> str:
        """Whether it is met."""
        if self.measured is None:
            return "not measured"
        if self.measured > self.must:
            return "MISSED"
        return "met" if self.aim is None or self.measured > self.aim else "met, and the aim"


def wall(record: Record) -> float:
    """The wall time."""
    return record.wall


def cpu(record: Record) -> float:
    """The processor time."""
    return record.cpu


def verdicts(records: Sequence[Record]) -> list[Verdict]:
    """Judge each subject, and the growth over all generated ones."""
    names = tuple(dict.fromkeys(record.subject for record in records))
    return [verdict for name in names for verdict in _of_subject(name, records)] + list(_growth(names, records))


def _of_subject(name: str, records: Sequence[Record]) -> Iterator[Verdict]:
    def of(peer: str, *cases: str) -> list[Record]:
        return [r for r in records if r.subject == name and r.peer == peer and r.case in cases]

    def verdict(target: str, measured: float | None, must: float, aim: float | None = None) -> Verdict:
        return Verdict(subject=name, target=target, measured=measured, must=must, aim=aim)

    def against(
        target: str, peer: str, base: str, cases: Sequence[str], must: float, aim: float | None = None
    ) -> Verdict:
        ours, theirs = of(peer, *cases), of(base, *cases)
        return replace(verdict(target, ratio(ours, theirs, wall), must, aim), by_cpu=ratio(ours, theirs, cpu))

    yield verdict("no-op, s", median(of("reportgen", NO_OP), wall), 0.10, 0.03)
    yield against("no-op / latexmk's no-op", "reportgen", "latexmk", (NO_OP,), 1.0)
    cold = ratio(of("reportgen", "cold"), of("latexmk", "cold"), cpu)
    yield verdict("cold, format cached / latexmk -lualatex with biber, CPU", cold, 0.25, 0.18)
    yield against("text edit, one-shot / naive pass", "reportgen", "naive", TEXT_EDITS, 0.45, 0.35)
    yield against("text edit, PDF/A and tags / naive pass", "reportgen-tagged", "naive", TEXT_EDITS, 0.60, 0.45)
    sections = [against("", "reportgen-watch", "naive", (case,), 1.0) for case in TEXT_EDITS]
    for what, choose, must in (("worst", max, 0.30), ("median", statistics.median, 0.22)):
        walls, cpus = ([v for s in sections if (v := value(s)) is not None] for value in (_wall_of, _cpu_of))
        found = verdict(f"watch, {what} section / naive pass", choose(walls) if walls else None, must)
        yield replace(found, by_cpu=choose(cpus) if cpus else None)
    target = "watch, median section / Typst, fresh process (an aim)"
    yield against(target, "reportgen-watch", "typst", TEXT_EDITS, 1.0)
    for case in (CITATION, ENTRY):
        passes = [r.passes for r in of("reportgen", case) if r.passes is not None]
        yield verdict(f"{case}, passes", max(passes, default=None), 1)
    for mode, peer, must in (("one-shot", "reportgen-pdflatex", 0.30), ("watch", "reportgen-watch-pdflatex", 0.16)):
        yield against(f"pdflatex, text edit, {mode} / its naive pass", peer, "naive-pdflatex", TEXT_EDITS, must)


def _wall_of(verdict: Verdict) -> float | None:
    return verdict.measured


def _cpu_of(verdict: Verdict) -> float | None:
    return verdict.by_cpu


def _growth(names: Iterable[str], records: Sequence[Record]) -> Iterator[Verdict]:
    """Compare time and memory of the largest document with those of the smallest one of 40 pages or more.

    Pages are those of the PDFs where they were counted.
    """
    sizes = sorted((int(name.split()[0]), name) for name in names if name[:1].isdigit())
    sizes = [size for size in sizes if size[0] >= 40]
    if len(sizes) < 2:
        return
    (small, first), (large, last) = sizes[0], sizes[-1]
    cases = {r.case for r in records if r.subject == last and r.peer == "reportgen"} & set(TEXT_EDITS)

    def of(name: str) -> list[Record]:
        return [r for r in records if r.subject == name and r.peer == "reportgen" and r.case in cases]

    pages = [median(of(name), lambda r: r.pages) or size for size, name in (sizes[0], sizes[-1])]
    for what, value, must in (("CPU", cpu, 1.25), ("memory", lambda r: r.memory, 1.0)):
        before, after = median(of(first), value), median(of(last), value)
        growth = None if before is None or after is None else after / before / (pages[1] / pages[0])
        target = f"text edit, growth of {what} / growth of pages ({small} to {large})"
        yield Verdict(subject=last, target=target, measured=growth, must=must, aim=None)
