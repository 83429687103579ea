"""Measure `reportgen draft` and the build of what it makes, for folders of growing size.

    PYTHONPATH=src:benchmarks python benchmarks/drafting.py [--sizes 10,50,200] [--no-build] [--json FILE] [--keep DIR]

Method: for each size that many made-up documents of mixed formats are written (`made_documents.py`). `draft` and
`build --strict` run as a user runs them, in a process of their own and without a cache; a run that does not end
clean ends the measurement. The wall time, the processor time and the peak memory of everything that a command
starts count (`compile/measure.py`). The exponent is the slope between two sizes on logarithmic scales: 1 is linear,
2 is square. Start-up costs flatten it for small sizes, so the last one tells.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import math
import os
import re
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from pathlib import Path

from compile.machine import describe
from compile.measure import Sample, run
from made_documents import write_documents

REPOSITORY = Path(__file__).resolve().parent.parent
RUN = (sys.executable, "-m", "reportgen")
COMMANDS = ("draft", "build")


def main(argv: Sequence[str] | None = None) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="measure reportgen draft, and build of what it makes")
    parser.add_argument("--sizes", default="10,50,200", help="numbers of documents")
    parser.add_argument("--no-build", action="store_true", help="measure the draft alone")
    parser.add_argument("--json", type=Path, help="write the figures there as well")
    parser.add_argument("--keep", type=Path, help="work there and leave it, for a look at what was made")
    options = parser.parse_args(argv)
    sizes = sorted({int(size) for size in options.sizes.split(",")})
    commands = COMMANDS[:1] if options.no_build else COMMANDS
    figures: dict[int, dict[str, Sample]] = {}
    with _folder(options.keep) as folder:
        for size in sizes:
            figures[size] = measured(folder / str(size), size, commands)
            for name, sample in figures[size].items():
                print(row(size, name, sample), flush=True)
    for name in commands:
        for line in growth(name, {size: figures[size][name] for size in sizes}):
            print(line)
    if options.json:
        plain = {str(size): {name: _plain(sample) for name, sample in found.items()} for size, found in figures.items()}
        whole = {"machine": describe(RUN, None), "documents": plain}
        options.json.write_text(json.dumps(whole, indent=1) + "\n", encoding="utf-8")
    return 0


def measured(folder: Path, size: int, commands: Sequence[str]) -> dict[str, Sample]:
    """Draft and build a folder of that many documents. Raises `RuntimeError` when a command does not end clean."""
    documents, project = folder / "documents", folder / "draft"
    write_documents(documents, size)
    environment = {**os.environ, "PYTHONPATH": str(REPOSITORY / "src")}
    arguments = {
        "draft": ("draft", str(documents), "--output", str(project)),
        "build": ("build", "--strict", "--sources", str(documents), "--project", str(project)),
    }
    found: dict[str, Sample] = {}
    for name in commands:
        found[name] = run((*RUN, *arguments[name]), folder, environment)
        if found[name].status:
            message = f"{name} of {size} documents failed:\n{found[name].output[-3000:]}"
            raise RuntimeError(message)
    return found


def row(size: int, name: str, sample: Sample) -> str:
    """Return a line of the table: what was made, and what it cost."""
    made = re.findall(r"(\d+ (?:proposals|pages))", sample.output)
    return (
        f"{size:5} documents  {name:6}{sample.wall:9.1f} s wall{sample.cpu:9.1f} s processor{sample.memory:8.0f} MB"
        f"  {made[-1] if made else ''}"
    )


def growth(name: str, samples: Mapping[int, Sample]) -> Iterator[str]:
    """Yield how processor time and memory grow from each size to the next."""
    for (small, before), (large, after) in pairwise(samples.items()):
        scale = math.log(large / small)
        time, memory = math.log(after.cpu / before.cpu) / scale, math.log(after.memory / before.memory) / scale
        yield f"{name} from {small} to {large}: exponent of processor time {time:.2f}, of memory {memory:.2f}"


def _plain(sample: Sample) -> dict[str, float]:
    return {"wall_s": round(sample.wall, 2), "cpu_s": round(sample.cpu, 2), "memory_mb": round(sample.memory, 1)}


@contextlib.contextmanager
def _folder(kept: Path | None) -> Iterator[Path]:
    if kept is not None:
        kept.mkdir(parents=True, exist_ok=True)
        yield kept
        return
    with tempfile.TemporaryDirectory(prefix="reportgen-bench-") as name:
        yield Path(name)


if __name__ == "__main__":
    raise SystemExit(main())
