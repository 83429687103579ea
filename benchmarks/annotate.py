"""Turn marked text into gold.

    python benchmarks/annotate.py MARKED.txt [--sealed] [--kinds K[,K]] -o tests/gold/texts/NAME

A mark is `⟦words⟧{"value": 5, "unit": "percent"}`: the words stay in the text, the JSON object (`kind` is
`quantity` unless it says otherwise) becomes a line of the jsonl with the words' offsets. Marks do not nest.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

_MARK = re.compile(r"⟦([^⟧]*)⟧(\{[^{}]*\})")


def main(argv: Sequence[str] | None = None) -> int:
    """Write NAME.txt and NAME.jsonl."""
    parser = argparse.ArgumentParser(description="turn marked text into gold")
    parser.add_argument("marked", type=Path)
    parser.add_argument("-o", "--output", type=Path, required=True)
    parser.add_argument("--kinds", default="quantity", help="the kinds that are annotated completely")
    parser.add_argument("--sealed", action="store_true", help="keep the text out of the ordinary score")
    options = parser.parse_args(argv)
    text, items = unmark(options.marked.read_text(encoding="utf-8"))
    header: dict[str, Any] = {"kinds": options.kinds.split(",")}
    if options.sealed:
        header["sealed"] = True
    lines = [json.dumps(line, ensure_ascii=False) + "\n" for line in (header, *items)]
    options.output.with_suffix(".txt").write_text(text, encoding="utf-8")
    options.output.with_suffix(".jsonl").write_text("".join(lines), encoding="utf-8")
    return 0


def unmark(marked: str) -> tuple[str, list[dict[str, Any]]]:
    """Return the text without marks, and the annotations with half-open offsets in it."""
    pieces: list[str] = []
    items: list[dict[str, Any]] = []
    length = position = 0
    for mark in _MARK.finditer(marked):
        pieces += marked[position : mark.start()], mark.group(1)
        start = length + mark.start() - position
        length = start + len(mark.group(1))
        position = mark.end()
        items.append({"kind": "quantity", "start": start, "end": length, **json.loads(mark.group(2))})
    return "".join((*pieces, marked[position:])), items


if __name__ == "__main__":
    sys.exit(main())
