"""Measure extraction: speed of every kind, and speed and quality beside peers, in one run on one input.

    PYTHONPATH=src python benchmarks/extraction.py [--peers PYTHON] [--rounds N] [--json FILE]

Method: the annotated texts of tests/gold are the input. Ours and the peer's turns alternate, one process each,
the median of the rounds counts, loading is not timed. Quality is taken from the same turns, against the same
annotations: of quantities value (and range) and place, the unit apart; of references the fields that the peer
gives (title, families of the authors, year, URL, DOI, volume, journal). Figures of one machine compare only
with one another.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from reportgen.documents.document import Document
from reportgen.documents.limits import DocumentLimits
from reportgen.documents.read import SourceFile, read_document
from reportgen.extract.item import Kind
from reportgen.extract.reading import Reading
from reportgen.extract.references.find import parse_reference
from reportgen.extract.run import SINGLE, extract_document, extract_files
from reportgen.tools import LocalTools

GOLD = Path(__file__).resolve().parent.parent / "tests" / "gold"
MB = 1_000_000


def main(argv: Sequence[str] | None = None) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="measure extraction")
    parser.add_argument("--peers", type=Path, help="a Python that has the packages of requirements/peers.txt")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--json", type=Path, help="write the figures there as well")
    options = parser.parse_args(argv)
    figures: dict[str, Any] = {
        "machine": f"{platform.machine()}, {os.cpu_count()} processors, Python {platform.python_version()}"
    }
    print(figures["machine"])
    figures["kinds"] = measure_kinds(options.rounds)
    figures["jobs"] = measure_jobs()
    figures["references"] = measure_references(options.rounds)
    if options.peers:
        figures["quantulum3"] = beside_quantulum(options.peers, options.rounds)
        figures["refextract"] = beside_refextract(options.peers, options.rounds)
    if options.json:
        options.json.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    return 0


# --- our own speed -------------------------------------------------------------------------------


def corpus(size: int) -> tuple[str, ...]:
    """Return the annotated texts, over and over, as documents of about 50 kB, `size` bytes in all."""
    texts = [path.read_text(encoding="utf-8") for path in sorted((GOLD / "texts").glob("*.txt"))]
    documents: list[str] = []
    parts: list[str] = []
    held = total = turn = 0
    while total < size:
        parts.append(texts[turn % len(texts)])
        held += len(parts[-1].encode())
        turn += 1
        if held >= 50_000:
            documents.append("\n\n".join(parts))
            total += held
            parts, held = [], 0
    return tuple(documents)


def read(name: str, text: str) -> Document:
    """Read a text as `reportgen extract` does."""
    outcome = read_document(name, name, text.encode(), LocalTools(), DocumentLimits())
    if outcome.value is None:
        raise SystemExit(f"{name}: {outcome.diagnostics}")
    return outcome.value


def measure_kinds(rounds: int) -> dict[str, float]:
    """Print and return MB of text a second on one core: reading, each kind alone, all kinds together."""
    texts = corpus(MB)
    size = sum(len(text.encode()) for text in texts) / MB
    documents = [read("warm.txt", text) for text in texts]
    list(extract_document(documents[0], SINGLE))

    def every(kinds: Sequence[Kind]) -> Callable[[], object]:
        return lambda: [sum(1 for _ in extract_document(document, kinds)) for document in documents]

    def whole() -> object:
        return [sum(1 for _ in extract_document(read("a.txt", text), SINGLE)) for text in texts]

    cases: dict[str, Callable[[], object]] = {"reading": lambda: [read("a.txt", text) for text in texts]}
    cases |= {str(kind): every((kind,)) for kind in SINGLE}
    cases["all, with reading"] = whole
    times: dict[str, list[float]] = {name: [] for name in cases}
    for _ in range(rounds):
        for name, case in cases.items():
            times[name].append(timed(case))
    print(f"\n{size:.2f} MB of text in {len(texts)} documents, one core\n{'':20}{'MB/s':>8}{'s/MB':>8}")
    speeds = {name: size / statistics.median(found) for name, found in times.items()}
    for name, speed in speeds.items():
        print(f"{name:20}{speed:8.2f}{1 / speed:8.2f}")
    return speeds


def measure_jobs() -> dict[str, float]:
    """Print and return the wall time of the whole command's work with one process and with all."""
    texts = corpus(4 * MB)
    found: dict[str, float] = {}
    with tempfile.TemporaryDirectory(prefix="reportgen-bench-") as name:
        files = []
        for number, text in enumerate(texts):
            path = Path(name) / f"{number:04}.txt"
            path.write_text(text, encoding="utf-8")
            files.append(SourceFile(name=path.name, path=path))
        print(
            f"\n{len(files)} files, {sum(len(t.encode()) for t in texts) / MB:.1f} MB, all kinds, "
            "processes and their start included"
        )
        for jobs in (1, os.cpu_count() or 1):
            seconds = timed(
                lambda jobs=jobs: sum(len(e.items) for e in extract_files(files, SINGLE, DocumentLimits(), jobs))
            )  # type: ignore[misc]
            found[f"--jobs {jobs}"] = seconds
            print(f"--jobs {jobs:<12}{seconds:8.2f} s")
    return found


def measure_references(rounds: int) -> dict[str, float]:
    """Print and return references a second on one core."""
    raws = [raw for raw, _ in annotated_references()]
    times = [timed(lambda: [parse_reference(raw) for raw in raws]) for _ in range(rounds + 1)][1:]
    speed = len(raws) / statistics.median(times)
    print(f"\n{len(raws)} references, one core: {speed:.0f} a second")
    return {"references a second": speed}


def timed(action: Callable[[], object]) -> float:
    """Return the wall time of a call in seconds."""
    started = time.perf_counter()
    action()
    return time.perf_counter() - started


# --- beside peers --------------------------------------------------------------------------------


def ask(python: Path, task: str, texts: Sequence[str]) -> Mapping[str, Any]:
    """Run the peer once."""
    job = json.dumps({"task": task, "texts": texts})
    command = [str(python), str(Path(__file__).with_name("peers.py"))]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    done = subprocess.run(command, input=job, capture_output=True, text=True, check=False, env=environment)
    if done.returncode:
        raise SystemExit(f"the peer does not run:\n{done.stderr[-2000:]}")
    found: Mapping[str, Any] = json.loads(done.stdout)
    return found


def turns(
    ours: Callable[[], object], theirs: Callable[[], Mapping[str, Any]], rounds: int
) -> tuple[float, float, Mapping[str, Any]]:
    """Return our median time, the peer's, and its last answer; the turns alternate."""
    mine: list[float] = []
    peer: list[float] = []
    answer: Mapping[str, Any] = {}
    for _ in range(rounds):
        mine.append(timed(ours))
        answer = theirs()
        peer.append(answer["seconds"])
    return statistics.median(mine), statistics.median(peer), answer


def annotated_texts() -> Iterator[tuple[str, list[Mapping[str, Any]]]]:
    """Yield the English texts whose quantities are annotated, with the annotations."""
    for path in sorted((GOLD / "texts").glob("*.jsonl")):
        header, *lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
        text = path.with_suffix(".txt").read_text(encoding="utf-8")
        latin = len(re.findall("[A-Za-z]", text)) > 0.6 * len(text)
        if "quantity" in header["kinds"] and latin:
            yield text, [line for line in lines if line["kind"] == "quantity"]


def beside_quantulum(python: Path, rounds: int) -> dict[str, Any]:
    """Compare quantities: value, range and place; the unit is left out, since the names differ."""
    from reportgen.extract.quantities import find_quantities

    cases = list(annotated_texts())
    texts = [text for text, _ in cases]
    size = sum(len(text.encode()) for text in texts) / MB
    kept: list[list[dict[str, Any]]] = []

    def ours() -> None:
        kept[:] = [
            [{"start": i.start, "end": i.end, **i.fields} for i in find_quantities(Reading(read("a.txt", text)))]
            for text in texts
        ]

    ours()
    mine, peer, answer = turns(ours, lambda: ask(python, "quantities", texts), rounds)
    print(
        f"\nquantities, {len(texts)} English texts, {1000 * size:.0f} kB\n"
        f"{'':22}{'MB/s':>10}{'recall':>9}{'precision':>11}{'F1':>8}"
    )
    figures: dict[str, Any] = {}
    for name, seconds, found in (
        ("reportgen", mine, kept),
        (answer["version"], peer, map(from_quantulum, answer["results"])),
    ):
        recall, precision, f1 = quality([gold for _, gold in cases], list(found))
        figures[name] = {"MB/s": size / seconds, "recall": recall, "precision": precision, "F1": f1}
        print(f"{name:22}{size / seconds:10.4f}{recall:9.3f}{precision:11.3f}{f1:8.3f}")
    print(f"{'ratio of the times':22}{peer / mine:10.1f}")
    return figures


def from_quantulum(found: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return quantulum's answer with a range as two ends, which it gives as a middle and an uncertainty."""
    items = []
    for each in found:
        item = dict(each)
        if each.get("uncertainty"):
            item["value"] = each["value"] - each["uncertainty"]
            item["value_high"] = each["value"] + each["uncertainty"]
        items.append(item)
    return items


def quality(
    golds: Sequence[Sequence[Mapping[str, Any]]], answers: Sequence[Sequence[Mapping[str, Any]]]
) -> tuple[float, float, float]:
    """Return recall, precision and F1 of values at their places; optional annotations count neither way."""
    hits = wanted = given = 0
    for gold, answer in zip(golds, answers, strict=True):
        left = list(answer)
        for line in sorted(gold, key=lambda line: bool(line.get("optional"))):
            match = next((item for item in left if same_value(line, item)), None)
            wanted += not line.get("optional")
            if match is not None:
                left.remove(match)
                if not line.get("optional"):
                    hits += 1
                    given += 1
        loose = [line for line in gold if line.get("optional")]
        given += sum(not any(touches(line, item) for line in loose) for item in left)
    recall, precision = hits / max(wanted, 1), hits / max(given, 1)
    return recall, precision, 2 * recall * precision / max(recall + precision, 1e-9)


def touches(gold: Mapping[str, Any], item: Mapping[str, Any]) -> bool:
    """Whether the places overlap."""
    return bool(min(gold["end"], item["end"]) > max(gold["start"], item["start"]))


def same_value(gold: Mapping[str, Any], item: Mapping[str, Any]) -> bool:
    """Whether place, value and range are the same."""
    return touches(gold, item) and all(
        (gold.get(name) is None and item.get(name) is None)
        or (
            gold.get(name) is not None
            and item.get(name) is not None
            and abs(gold[name] - item[name]) <= 1e-6 * max(1, abs(gold[name]))
        )
        for name in ("value", "value_high")
    )


def annotated_references() -> list[tuple[str, Mapping[str, Any]]]:
    """Return single references with their annotations."""
    found = []
    for path in sorted((GOLD / "references").glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            gold = json.loads(line) if line.strip() and not line.startswith("//") else {}
            if "raw" in gold and gold.get("csl"):
                found.append((gold["raw"], gold["csl"]))
    return found


def beside_refextract(python: Path, rounds: int) -> dict[str, Any]:
    """Compare references in the fields that both give."""
    cases = annotated_references()
    raws = [raw for raw, _ in cases]
    kept: list[Mapping[str, Any]] = []

    def ours() -> None:
        kept[:] = [parse_reference(raw)[0].csl for raw in raws]

    ours()
    mine, peer, answer = turns(ours, lambda: ask(python, "references", raws), rounds)
    golds = [facts_of(csl) for _, csl in cases]
    print(
        f"\nreferences, {len(raws)} in many styles and languages, fields that both give\n"
        f"{'':22}{'a second':>10}{'recall':>9}{'precision':>11}{'F1':>8}"
    )
    figures: dict[str, Any] = {}
    answers = (
        ("reportgen", mine, [facts_of(csl) for csl in kept]),
        (answer["version"], peer, [facts_of_refextract(r) for r in answer["results"]]),
    )
    for name, seconds, facts in answers:
        hits = sum(len(gold & fact) for gold, fact in zip(golds, facts, strict=True))
        recall, precision = hits / sum(map(len, golds)), hits / max(sum(map(len, facts)), 1)
        f1 = 2 * recall * precision / max(recall + precision, 1e-9)
        figures[name] = {"a second": len(raws) / seconds, "recall": recall, "precision": precision, "F1": f1}
        print(f"{name:22}{len(raws) / seconds:10.0f}{recall:9.3f}{precision:11.3f}{f1:8.3f}")
    print(f"{'ratio of the times':22}{peer / mine:10.1f}")
    return figures


def fold(text: object) -> str:
    """Return letters and digits only, in one case."""
    return " ".join(re.findall(r"\w+", str(text).casefold()))


def facts_of(csl: Mapping[str, Any]) -> set[tuple[str, str]]:
    """Return a CSL item as comparable facts."""
    facts = {(name, fold(csl[name])) for name in ("title", "volume") if csl.get(name)}
    facts |= (
        {("journal", fold(csl["container-title"]))}
        if csl.get("type") == "article-journal" and csl.get("container-title")
        else set()
    )
    facts |= {(name, str(csl[name]).casefold().rstrip("/")) for name in ("URL", "DOI") if csl.get(name)}
    for name in csl.get("author", ()):
        facts |= {("author", fold(name["family"]))} if name.get("family") else set()
    parts = csl.get("issued", {}).get("date-parts") or [[]]
    return facts | ({("year", str(parts[0][0]))} if parts[0] else set())


def facts_of_refextract(found: Mapping[str, Any]) -> set[tuple[str, str]]:
    """Return refextract's answer as comparable facts; of its author strings any word may be the family."""
    names = {
        "title": "title",
        "journal_title": "journal",
        "journal_volume": "volume",
        "year": "year",
        "journal_year": "year",
    }
    facts = {(ours, fold(found[theirs][0])) for theirs, ours in names.items() if found.get(theirs)}
    facts |= {("URL", str(url).casefold().rstrip("/")) for url in found.get("url", ())}
    facts |= {("DOI", re.sub("^doi:", "", str(doi).casefold())) for doi in found.get("doi", ())}
    for part in re.split(r",|;| and |&", " , ".join(found.get("author", ()))):
        words = [word for word in re.findall(r"[^\W\d_][\w'-]+", part) if word.casefold() not in {"and", "et", "al"}]
        facts |= {("author", fold(words[-1]))} if words else set()
    return facts


if __name__ == "__main__":
    sys.exit(main())
