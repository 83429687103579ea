"""The two commands of extraction, as streams: pieces of output, and diagnostics among them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reportgen import workers
from reportgen.diagnostics import Diagnostic
from reportgen.documents.limits import DocumentLimits, limits_of
from reportgen.documents.read import find_files
from reportgen.extract.item import Kind
from reportgen.extract.output import csl_array, dump, write_items
from reportgen.extract.references.reference import Reference
from reportgen.extract.run import extract_files
from reportgen.tools import Tools

# What pairs are made of.
_PAIRED = (Kind.QUANTITY, Kind.EVENT, Kind.AGREEMENT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What `reportgen extract` was asked for; `None` is the default, `kinds` may hold `all`."""

    paths: tuple[Path, ...]
    kinds: tuple[str, ...] = ("all",)
    style: str = "jsonl"
    jobs: int | None = None
    size_mb: int | None = None
    seconds: int | None = None
    memory_mb: int | None = None

    @property
    def limits(self) -> DocumentLimits:
        """The limits for one document."""
        return limits_of(self.size_mb, self.seconds, self.memory_mb)

    @property
    def wanted(self) -> tuple[Kind, ...]:
        """The kinds to print, in the order of `Kind`; a bibliography is made of references alone."""
        if self.style in {"bibtex", "csl-json"}:
            return (Kind.REFERENCE,)
        return tuple(kind for kind in Kind if "all" in self.kinds or kind in self.kinds)


def extract(options: Options, tools: Tools) -> Iterator[str | Diagnostic]:
    """Yield the output and the diagnostics of `reportgen extract`; only pairs are held back until all is read."""
    outcome = find_files(options.paths, tools)
    yield from outcome.diagnostics
    files = outcome.value
    pairing = Kind.PAIR in options.wanted
    found = tuple(kind for kind in Kind if kind in options.wanted or (pairing and kind in _PAIRED))
    noticed: list[Diagnostic] = []
    paired: list[tuple[str, Sequence[dict[str, Any]]]] = []

    def items() -> Iterator[dict[str, Any]]:
        jobs = min(workers.count(options.jobs), max(len(files), 1))
        for each in extract_files(files, found, options.limits, jobs):
            noticed.extend(each.diagnostics)
            if pairing:
                paired.append((each.name, [item for item in each.items if item["kind"] in _PAIRED]))
            for item in each.items:
                if item["kind"] in options.wanted:
                    yield {name: value for name, value in item.items() if name != "sentence"} if pairing else item
        if pairing:
            from reportgen.extract.pairs import find_pairs

            yield from find_pairs(paired)

    yield from write_items(items(), options.style, options.wanted)
    yield from noticed


def references(name: str, data: bytes, style: str) -> Iterator[str | Diagnostic]:
    """Yield one result for each non-blank line: a CSL-JSON array, BibTeX entries, or JSON lines."""
    from reportgen.documents.encoding import decode
    from reportgen.extract.references.bibtex import to_bibtex
    from reportgen.extract.references.find import parse_reference

    decoded = decode(name, data)
    yield from decoded.diagnostics
    if decoded.value is None:
        return
    lines = (line for line in re.split(r"\r\n|[\r\n]", decoded.value.text) if line.strip())
    parsed = (parse_reference(line) for line in lines)
    if style == "csl-json":
        yield from csl_array(_work(works[0]) for works in parsed)
    elif style == "bibtex":
        yield to_bibtex(_work(works[0]) for works in parsed)
    else:
        yield from (f"{dump(_as_object(number, works))}\n" for number, works in enumerate(parsed, start=1))


def _work(reference: Reference) -> Mapping[str, object]:
    """Return the CSL item; a line that cites no work still has a result, with the line as its note."""
    return reference.csl or {"type": "document", "note": reference.raw}


def _as_object(number: int, works: Sequence[Reference]) -> dict[str, Any]:
    first, *more = works
    further = {"more": [_work(work) for work in more]} if more else {}
    said = {"comment": first.comment} if first.comment else {}
    return {"number": number, "raw": first.raw, "csl": _work(first), **said, **further}
