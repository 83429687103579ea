"""Recall, precision and F1 of extraction from running text, against annotations made by hand.

    PYTHONPATH=src python benchmarks/text_score.py [--sources DIR] [--kind K[,K]] [--text NAME] [--show] [--sealed]

Gold: `tests/gold/texts/NAME.txt` with `NAME.jsonl` (our own texts), and `tests/gold/corpus/KINDS.jsonl`
(`quantities.jsonl`, `events.jsonl` ...) for the documents in `--sources`, by offsets and values only.
The first line of a text's jsonl is `{"kinds": ["quantity", ...]}`: only these kinds are scored in it;
`"sealed": true` in that line keeps the text out of the score unless `--sealed` is given.
Every other line is `{"kind", "start", "end", ...}`; corpus lines have `"document"` for `"kind"`.
`"optional": true` marks what may be found or not: it counts neither way.

An item matches when its span overlaps the annotation's and the key values are equal: value, value_high and
unit of a quantity; date of an event; the speaker's family name of a statement (and IoU of the spans >= 0.5);
half of the words of an agreement's name; a name or alias, and the type, of an entity (wherever it stands).
Matching is greedy, one to one, the largest overlap first.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from reportgen.documents.document import Document
from reportgen.documents.read import read_document
from reportgen.extract.item import Item, Kind
from reportgen.extract.reading import Reading
from reportgen.extract.run import finder
from reportgen.tools import LocalTools

GOLD = Path(__file__).resolve().parent.parent / "tests" / "gold"
PLURALS = {
    "quantity": "quantities",
    "event": "events",
    "statement": "statements",
    "agreement": "agreements",
    "entity": "entities",
}
Gold = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A document with the annotations of some kinds."""

    part: str
    path: Path
    gold: Mapping[str, tuple[Gold, ...]]


@dataclass(slots=True, kw_only=True)
class Tally:
    """What was found and missed of one kind in one set."""

    hits: int = 0
    missed: list[str] = field(default_factory=list)
    false: list[str] = field(default_factory=list)

    def line(self, part: str, kind: str) -> str:
        """Return the figures as a line of the table."""
        gold, found = self.hits + len(self.missed), self.hits + len(self.false)
        recall = self.hits / gold if gold else 1.0
        precision = self.hits / found if found else 1.0
        f1 = 2 * recall * precision / (recall + precision) if recall + precision else 0.0
        return f"{part:<8} {kind:<10} {gold:>5} {found:>5} {recall:>8.3f} {precision:>9.3f} {f1:>7.3f}"


def main(argv: Sequence[str] | None = None) -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description="score extraction from texts")
    parser.add_argument("--sources", type=Path, help="the folder of the annotated documents")
    parser.add_argument("--kind", default=",".join(PLURALS))
    parser.add_argument("--text", help="only the texts whose name contains this")
    parser.add_argument("--show", action="store_true", help="print misses and false finds")
    parser.add_argument("--sealed", action="store_true", help="score the sealed texts, and only those")
    options = parser.parse_args(argv)
    kinds = options.kind.split(",")
    tallies: dict[tuple[str, str], Tally] = {}
    for case in (*text_cases(sealed=options.sealed), *corpus_cases(options.sources)):
        if options.text and options.text not in case.path.name:
            continue
        reading = Reading(read(case.path))
        for kind in kinds:
            if kind in case.gold:
                tally = tallies.setdefault((case.part, kind), Tally())
                score(kind, case.gold[kind], finder(Kind(kind))(reading), reading.document, tally)
    print(f"{'set':<8} {'kind':<10} {'gold':>5} {'found':>5} {'recall':>8} {'precision':>9} {'F1':>7}")
    for (part, kind), tally in sorted(tallies.items()):
        print(tally.line(part, kind))
        if options.show:
            print(*(f"  missed {line}" for line in tally.missed), sep="\n")
            print(*(f"  false  {line}" for line in tally.false), sep="\n")
    return 0


def text_cases(*, sealed: bool) -> Iterator[Case]:
    """Yield our own annotated texts."""
    for path in sorted((GOLD / "texts").glob("*.jsonl")):
        header, *lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
        if bool(header.get("sealed")) is sealed:
            gold = {kind: tuple(line for line in lines if line["kind"] == kind) for kind in header["kinds"]}
            yield Case(part="sealed" if sealed else "texts", path=path.with_suffix(".txt"), gold=gold)


def corpus_cases(sources: Path | None) -> Iterator[Case]:
    """Yield the documents in `sources` with the annotations of each kind."""
    if sources is None:
        return
    lines = {
        kind: [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
        for kind, plural in PLURALS.items()
        if (path := GOLD / "corpus" / f"{plural}.jsonl").exists()
    }
    for path in sorted(sources.glob("*.txt")):
        gold = {
            kind: tuple(line for line in found if line.get("document") == path.name) for kind, found in lines.items()
        }
        yield Case(part="corpus", path=path, gold=gold)


def read(path: Path) -> Document:
    """Read a document as `reportgen extract` does."""
    outcome = read_document(path.name, path.name, path.read_bytes(), LocalTools())
    if outcome.value is None:
        raise SystemExit(f"{path}: {outcome.diagnostics}")
    return outcome.value


def score(kind: str, gold: Sequence[Gold], items: Sequence[Item], document: Document, tally: Tally) -> None:
    """Match items with annotations and add the result to `tally`."""
    same = MATCHERS[kind]
    pairs = sorted(
        (
            (bool(g.get("optional")), -overlap(g, item), i, j)
            for i, g in enumerate(gold)
            for j, item in enumerate(items)
            if same(g, item)
        ),
    )
    gold_left, items_left = set(range(len(gold))), set(range(len(items)))
    for optional, _, i, j in pairs:
        if i in gold_left and j in items_left:
            gold_left.discard(i)
            items_left.discard(j)
            tally.hits += not optional
    # What stands where it may or may not be found is no false find, whatever its values.
    loose = [g for g in gold if g.get("optional")]
    items_left = {j for j in items_left if not any(overlap(g, items[j]) > 0 for g in loose)}

    def show(start: int, end: int, fields: Mapping[str, Any]) -> str:
        shown = {name: value for name, value in fields.items() if name not in {"document", "kind", "start", "end"}}
        around = document.text[max(start - 40, 0) : start], document.text[start:end], document.text[end : end + 30]
        text = "{}[{}]{}".format(*around).replace("\n", "\\n")
        return f"{document.path[:16]} {start}-{end} {text} {json.dumps(shown, ensure_ascii=False, default=str)}"

    tally.missed += [
        show(gold[i]["start"], gold[i]["end"], gold[i]) for i in sorted(gold_left) if not gold[i].get("optional")
    ]
    tally.false += [show(items[j].start, items[j].end, items[j].fields) for j in sorted(items_left)]


def overlap(gold: Gold, item: Item) -> float:
    """Return the intersection over union of two spans."""
    shared = min(gold["end"], item.end) - max(gold["start"], item.start)
    return max(shared, 0) / max(max(gold["end"], item.end) - min(gold["start"], item.start), 1)


def same_quantity(gold: Gold, item: Item) -> bool:
    """Whether value, value_high and unit are equal and the spans overlap."""
    return (
        overlap(gold, item) > 0
        and same_number(gold.get("value"), item.fields.get("value"))
        and same_number(gold.get("value_high"), item.fields.get("value_high"))
        and (gold.get("unit") or None) == (item.fields.get("unit") or None)
    )


def same_number(a: object, b: object) -> bool:
    """Whether two numbers are equal but for rounding in floating point."""
    if isinstance(a, int | float) and isinstance(b, int | float):
        return abs(a - b) <= 1e-9 * max(abs(a), abs(b))
    return a is None and b is None


def same_event(gold: Gold, item: Item) -> bool:
    """Whether the dates are equal and the spans overlap."""
    return overlap(gold, item) > 0 and gold.get("date") == item.fields.get("date")


def same_statement(gold: Gold, item: Item) -> bool:
    """Whether the spans mostly agree and the speakers' family names are equal."""
    return overlap(gold, item) >= 0.5 and family(gold.get("speaker")) == family(item.fields.get("speaker"))


def family(name: object) -> str:
    """Return the last word of a name."""
    words = str(name or "").casefold().split()
    return words[-1] if words else ""


def same_agreement(gold: Gold, item: Item) -> bool:
    """Whether the spans overlap and half of the words of the names are shared."""
    a, b = (set(re.findall(r"\w+", str(fields.get("name", "")).casefold())) for fields in (gold, item.fields))
    return overlap(gold, item) > 0 and bool(a | b) and len(a & b) / len(a | b) >= 0.5


def same_entity(gold: Gold, item: Item) -> bool:
    """Whether a name or alias and the type are equal."""
    a, b = (
        {str(name).casefold() for name in (fields.get("name"), *fields.get("aliases", ()))}
        for fields in (gold, item.fields)
    )
    return gold.get("type") == item.fields.get("type") and bool(a & b)


MATCHERS: Mapping[str, Callable[[Gold, Item], bool]] = {
    "quantity": same_quantity,
    "event": same_event,
    "statement": same_statement,
    "agreement": same_agreement,
    "entity": same_entity,
}


if __name__ == "__main__":
    sys.exit(main())
