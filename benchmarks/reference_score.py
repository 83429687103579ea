"""Field by field recall, precision and F1 of references, against annotations made by hand.

    PYTHONPATH=src python benchmarks/reference_score.py [FILE.jsonl ...] [--sources DIR] [--lang L] [--show] [--time]

Without files: every `tests/gold/references/*.jsonl` and `tests/gold/corpus/references.jsonl`. A line is one of
`{"raw", "style", "lang", "csl"}`              one reference (`csl` {} or null: a comment that cites nothing);
`{"notes": [...], "expect": [{"number", "csl", "same_as"}]}`   the notes of one text, numbered from 1;
`{"document", "number", "csl", "same_as"}`     a note of a document in `--sources`.
Several expected works with one number are the works of one note, in order.
`"sealed": true` keeps a line out unless `--sealed` is given.

A field counts as right when the normalised values are equal: case, punctuation, dashes and quotation marks folded;
names by families in order and initials; a page cited in a book only where
the annotation gives it (`without_passage`); dates by their parts; URLs without scheme, `www.` and final slash.
A wrong value is both a miss and a false find. `type` and `same_as` stand apart from the micro average.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import time
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from reportgen.documents.document import Document, Segment, SegmentKind
from reportgen.extract.reading import Reading
from reportgen.extract.references.find import find_references, parse_reference

GOLD = Path(__file__).resolve().parent.parent / "tests" / "gold"
NAMES = frozenset({"author", "editor", "translator"})
DATES = frozenset({"issued", "accessed"})
FIELDS = (
    "author", "editor", "translator", "title", "container-title", "collection-title", "publisher", "publisher-place",
    "edition", "volume", "issue", "page", "number", "genre", "event-title", "issued", "accessed", "URL", "DOI",
    "ISBN", "ISSN",
)  # fmt: skip
_PARTICLES = re.compile(r"(?:\s(?:van|von|de|der|den|la|du|da|dos|di))+$")
_NOTE = re.compile(r"[ \t]*\[(\d{1,4})\]\s*(?=\S)")


@dataclass
class Counts:
    """Right, found and expected values of one field."""

    right: int = 0
    found: int = 0
    expected: int = 0

    def row(self, name: str) -> str:
        """One line of the table."""
        precision = self.right / self.found if self.found else 1.0
        recall = self.right / self.expected if self.expected else 1.0
        both = precision + recall
        f1 = 2 * precision * recall / both if both else 0.0
        return f"{name:18}{self.expected:8}{self.found:7}{self.right:7}{precision:8.3f}{recall:8.3f}{f1:8.3f}"


@dataclass
class Score:
    """All counts, and what went wrong."""

    fields: dict[str, Counts] = field(default_factory=lambda: defaultdict(Counts))
    misses: list[str] = field(default_factory=list)
    works: int = 0

    def compare(self, place: str, raw: str, gold: Mapping[str, Any], found: Mapping[str, Any]) -> None:
        """Count one work."""
        self.works += 1
        wrong: list[str] = []
        for name in ("type", *FIELDS):
            want, got = key(name, gold.get(name)), key(name, found.get(name))
            if want is None and got is None:
                continue
            if name == "type" and want is None:
                continue
            counts = self.fields[name]
            counts.expected += want is not None
            counts.found += got is not None
            counts.right += want == got
            if want != got:
                wrong.append(f"    {name}: {short(gold.get(name))}  <>  {short(found.get(name))}")
        if wrong:
            self.misses.append("\n".join([f"{place}: {raw}", *wrong]))

    def flag(self, place: str, name: str, want: object, got: object) -> None:
        """Count one value that stands outside the CSL item."""
        counts = self.fields[name]
        counts.expected += want is not None
        counts.found += got is not None
        counts.right += want is not None and want == got
        if want != got:
            self.misses.append(f"{place}: {name}: {want}  <>  {got}")

    def table(self) -> str:
        """All fields with counts and the micro average."""
        micro = Counts()
        for name in FIELDS:
            for part in ("right", "found", "expected"):
                setattr(micro, part, getattr(micro, part) + getattr(self.fields[name], part))
        lines = [f"{'field':18}{'expected':>8}{'found':>7}{'right':>7}{'P':>8}{'R':>8}{'F1':>8}"]
        lines += [
            self.fields[name].row(name) for name in FIELDS if self.fields[name].expected or self.fields[name].found
        ]
        lines += [micro.row("micro average"), "", self.fields["type"].row("type")]
        if self.fields["same_as"].expected or self.fields["same_as"].found:
            lines.append(self.fields["same_as"].row("same_as"))
        return "\n".join(lines)


def short(value: object) -> str:
    """A value as it is shown among the misses."""
    return "-" if value is None else json.dumps(value, ensure_ascii=False)


def fold(text: object) -> str:
    """Letters and digits only, case folded, one blank between words."""
    plain = unicodedata.normalize("NFKC", str(text)).casefold().replace("ё", "е")
    return " ".join(re.sub(r"[^\w\s]|_", " ", re.sub("['’ʼ\u00ad]", "", plain)).split())


def key(name: str, value: Any) -> object:  # one return per sort of field
    """A value in the form in which it is compared; `None` when there is none."""
    if value is None or value in ("", [], {}):
        return None
    if name in NAMES:
        return tuple(person(v) for v in value if v != {"literal": "others"}) or None
    if name in DATES:
        parts = tuple(tuple(int(n) for n in part) for part in value.get("date-parts", ()))
        return (parts, value.get("season")) if parts else None
    if name == "URL":
        return re.sub(r"^(?:https?://)?(?:www\.)?", "", str(value).strip(), flags=re.IGNORECASE).rstrip("/").lower()
    if name == "DOI":
        return re.sub(r"^(?:https?://)?(?:dx\.)?(?:doi\.org/|doi:)", "", str(value).lower())
    if name in {"ISBN", "ISSN"}:
        return re.sub(r"[^\dxX]", "", str(value)).upper()
    if name == "edition":
        digits = re.search(r"\d+", str(value))
        return digits[0] if digits else fold(value)
    return fold(value) or None


def without_passage(found: Mapping[str, Any], locator: object, gold: Mapping[str, Any]) -> Mapping[str, Any]:
    """Leave out a page that is also the locator where the annotation has none.

    A passage cited in a book stands in both; annotations differ in whether they give it as `page`.
    """
    if locator and "page" in found and "page" not in gold and found.get("type") == "book":
        return {name: value for name, value in found.items() if name != "page"}
    return found


def person(name: Mapping[str, str]) -> str:
    """Family name with particles, then initials."""
    if "literal" in name:
        return fold(name["literal"])
    family = fold(
        " ".join(filter(None, (name.get("non-dropping-particle"), name.get("dropping-particle"), name.get("family"))))
    )
    given = name.get("given", "")
    # "Carl von" "Clausewitz" and "Carl" "von Clausewitz" are one name.
    particles = _PARTICLES.search(given)
    if particles:
        family = f"{fold(particles[0])} {family}"
        given = given[: particles.start()]
    # A Chinese or Korean given name counts whole; of "Jean-Paul" and "J.-P." the first letter alone.
    if re.search(r"[\u3040-\u9fff\uac00-\ud7af]", given):
        return f"{family} {fold(given)}"
    if re.fullmatch(r"[A-ZА-Я]{2,3}", given):
        given = " ".join(given)
    return f"{family} {' '.join(word[0] for word in fold(given.replace('-', '')).split())}".strip()


def document_of(text: str, name: str) -> Document:
    """A document whose lines `[n] ...` are its notes."""
    segments: list[Segment] = []
    blocks = 0
    for line in re.finditer(r"[^\r\n]*\S", text):
        found = _NOTE.match(line[0])
        if found:
            kind, number, content = SegmentKind.NOTE, int(found[1]), line.start() + found.end()
        else:
            blocks += 1
            kind, number, content = SegmentKind.PARAGRAPH, blocks, line.start()
        segments.append(Segment(kind=kind, number=number, start=line.start(), end=line.end(), content=content))
    return Document(id=name, path=name, sha256="", encoding="utf-8", text=text, segments=tuple(segments))


def score_notes(score: Score, place: str, document: Document, expected: Sequence[Mapping[str, Any]]) -> None:
    """Compare the notes of one document."""
    items: dict[int, list[Mapping[str, Any]]] = defaultdict(list)
    for item in find_references(Reading(document)):
        items[int(str(item.fields["number"]))].append(item.fields)
    wanted: dict[int, list[Mapping[str, Any]]] = defaultdict(list)
    for line in expected:
        wanted[line["number"]].append(line)
    for number, works in wanted.items():
        got = items.get(number, [])
        for i in range(max(len(works), len(got))):
            want = works[i] if i < len(works) else {}
            have = got[i] if i < len(got) else {}
            where = f"{place} n{number}" + (f" work {i + 1}" if i else "")
            if "csl" in want or "csl" not in have or i >= len(works):
                csl = want.get("csl") or {}
                got_csl = without_passage(have.get("csl") or {}, have.get("locator"), csl)
                score.compare(where, str(have.get("raw", "")), csl, got_csl)
            score.flag(where, "same_as", want.get("same_as"), have.get("same_as"))


def score_file(score: Score, path: Path, arguments: argparse.Namespace) -> None:
    """Compare the lines of one file."""
    documents: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        gold = json.loads(line) if line.strip() and not line.startswith("//") else None
        if gold is None or (gold.get("sealed") and not arguments.sealed):
            continue
        place = f"{path.name}:{number}"
        if arguments.lang and not str(gold.get("lang", "")).startswith(arguments.lang):
            continue
        if "document" in gold:
            documents[gold["document"]].append(gold)
        elif "notes" in gold:
            text = "\n".join(f"[{i}] {note}" for i, note in enumerate(gold["notes"], 1))
            score_notes(score, place, document_of(text, place), gold["expect"])
        else:
            parsed = parse_reference(gold["raw"])
            csl = gold.get("csl") or {}
            score.compare(place, gold["raw"], csl, without_passage(parsed[0].csl, parsed[0].locator, csl))
    for name, lines in documents.items():
        source = Path(arguments.sources) / name
        if source.is_file():
            score_notes(score, name, document_of(source.read_bytes().decode("utf-8-sig"), name), lines)
        else:
            sys.stderr.write(f"{source}: not found, its notes are left out\n")


def raws(paths: Sequence[Path]) -> Iterator[str]:
    """The references of the files as text."""
    for path in paths:
        for line in path.read_text("utf-8").splitlines():
            if line.strip() and not line.startswith("//"):
                gold = json.loads(line)
                yield from [gold["raw"]] if "raw" in gold else gold.get("notes", [])


def main(argv: Sequence[str] | None = None) -> int:
    """Score the files and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--sources", default=str(GOLD.parents[1].parent / "shared" / "corpus"))
    parser.add_argument("--lang", help="only lines whose `lang` begins so")
    parser.add_argument("--show", action="store_true", help="print what is wrong")
    parser.add_argument("--sealed", action="store_true", help="also the lines kept for the end")
    parser.add_argument("--time", action="store_true", help="references per second")
    arguments = parser.parse_args(argv)
    paths = arguments.files or [*sorted((GOLD / "references").glob("*.jsonl")), GOLD / "corpus" / "references.jsonl"]
    total = Score()
    for path in paths:
        score = Score() if len(paths) > 1 else total
        score_file(score, path, arguments)
        if arguments.show:
            sys.stdout.write("\n".join([*score.misses, ""]))
        sys.stdout.write(f"\n{path.name}: {score.works} works\n{score.table()}\n")
    if arguments.time:
        lines = list(raws(paths))
        for line in lines[:20]:
            parse_reference(line)
        start = time.perf_counter()
        for line in lines:
            parse_reference(line)
        took = time.perf_counter() - start
        sys.stdout.write(f"\n{len(lines) / took:.0f} references/s ({1000 * took / max(1, len(lines)):.2f} ms each)\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
