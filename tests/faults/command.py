"""Run the suite in several processes and print its table."""

from __future__ import annotations

import argparse
import os
import re
import sys
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from faults.bench import Bench, Verdict, real_bench, repository_cache, small_bench
from faults.fault import Fault, Variation
from faults.suite import GROUPS

_benches: dict[str, Bench] = {}


def run(argv: Sequence[str] | None = None) -> int:
    """Run the suite; 0 when everything is caught where it was done and nothing harmless is reported."""
    parser = argparse.ArgumentParser(prog="faults", description=__doc__)
    parser.add_argument("--sources", type=Path, help="the folder of the report's documents")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="processes")
    parser.add_argument("--only", default="", help="a regular expression for kinds of file and names")
    parser.add_argument("--no-engine", action="store_true", help="leave out what only the engine can see")
    parser.add_argument("--every", type=int, default=1, metavar="N", help="one in N of them")
    parser.add_argument("--strict", action="store_true", help="follow-ups of a fault fail, too")
    parser.add_argument("--all", action="store_true", dest="show_all", help="show what was said of each")
    options = parser.parse_args(argv)
    chosen = [
        (group, place)
        for group, items in GROUPS.items()
        for place, item in enumerate(items)
        if re.search(options.only, f"{group}: {item.name}")
        and possible(item, options.sources, engine=not options.no_engine)
    ][:: options.every]
    # What takes long comes first, so that no process ends much later than the others.
    chosen.sort(key=lambda one: not GROUPS[one[0]][one[1]].engine)
    with tempfile.TemporaryDirectory(prefix="faults-") as name:
        arguments = (Path(name), options.sources and options.sources.resolve())
        with ProcessPoolExecutor(
            options.jobs, mp_context=get_context("spawn"), initializer=_begin, initargs=arguments
        ) as pool:
            verdicts = []
            for verdict in pool.map(_one, chosen):
                verdicts.append(verdict)
                if options.show_all or not verdict.good:
                    _print(shown(verdict))
    _print(table(verdicts))
    return 0 if all(verdict.good if options.strict else verdict.passed for verdict in verdicts) else 1


def _print(lines: Iterable[str]) -> None:
    sys.stdout.write("".join(f"{line}\n" for line in lines))
    sys.stdout.flush()


def possible(item: Fault | Variation, sources: Path | None, *, engine: bool) -> bool:
    """Whether all that an item needs is at hand."""
    documents = (isinstance(item, Fault) and item.documents) or item.relock
    return (engine or not item.engine) and (item.small or not documents or sources is not None)


def _begin(folder: Path, sources: Path | None) -> None:
    """Make the copies that this process works in."""
    own = folder / str(os.getpid())
    _benches["real"] = real_bench(own / "real", sources, repository_cache())
    _benches["small"] = small_bench(own / "small")


def _one(chosen: tuple[str, int]) -> Verdict:
    group, place = chosen
    item = GROUPS[group][place]
    return _benches["small" if item.small else "real"].try_(group, item)


def table(verdicts: Iterable[Verdict]) -> Iterator[str]:
    """Give the lines of the table: for each kind of file what was caught, located, said once."""
    by_group: dict[str, list[Verdict]] = {}
    for verdict in verdicts:
        by_group.setdefault(verdict.group, []).append(verdict)
    yield f"{'':16}{'faults':>8}{'caught':>8}{'located':>9}{'single':>8}{'missed':>8}{'harmless':>10}{'alarms':>8}"
    everything = [verdict for group in by_group.values() for verdict in group]
    for name, group in [*by_group.items(), ("all", everything)]:
        faults = [v for v in group if not v.harmless]
        others = [v for v in group if v.harmless]
        caught = sum(v.caught for v in faults)
        counts = (
            f"{len(faults):>8}{caught:>8}{sum(v.located for v in faults):>9}"
            f"{sum(v.caught and v.single for v in faults):>8}{len(faults) - caught:>8}"
        )
        yield f"{name:16}{counts}{len(others):>10}{sum(bool(v.said) for v in others):>8}"


def shown(verdict: Verdict) -> Iterator[str]:
    """Give the lines that tell what was expected of one edit and what was said."""
    if verdict.harmless:
        kind = "alarm" if verdict.said else "fine"
    elif not verdict.caught:
        kind = "missed"
    elif not verdict.located:
        kind = "misplaced"
    else:
        kind = "caught" if verdict.single else "not alone"
    known = f" (known: {verdict.open_})" if verdict.open_ else ""
    yield f"{kind}: {verdict.group}: {verdict.name}: expected {verdict.expected}{known}"
    for one in verdict.said[:5]:
        yield f"    {one}"
    if len(verdict.said) > 5:
        yield f"    and {len(verdict.said) - 5} more"
    if verdict.wrong:
        yield f"    {verdict.wrong}"
