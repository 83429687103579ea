"""Shows that the generators hold nothing of given documents.

Usage: `PYTHONPATH=src:scripts python -m train_references.overlap FILES`.

FILES are texts whose notes stand in lines `[n] ...`, and `.bib` files, of which the titles count. Reported is every
sequence of four words of theirs that stands in a string of this package, of the lexicon or of the word types; the
status is then 1. Sequences in ten thousand references made up are printed too, but plain words may meet by chance
in two slots, and these do not count.
"""

from __future__ import annotations

import ast
import random
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from reportgen.extract.references import lexicon, word_types
from train_references.__main__ import example

_WORD = re.compile(r"[^\W_]+")
_NOTE = re.compile(r"(?m)^[ \t]*\[\d{1,4}\]\s*(.*)$")
_TITLE = re.compile(r"(?m)^\s*\w*title\w*\s*=\s*[{\"](.*)[}\"],?$")
_URL = re.compile(r"https?://\S+")
_SLOT = re.compile(r"\{[^{}]*\}|<[^<>]*>")
_LENGTH = 4
_SAMPLES = 10000


def sequences(text: str, length: int = _LENGTH) -> Iterator[str]:
    """All sequences of `length` words, in small letters."""
    words = [word.casefold() for word in _WORD.findall(text)]
    for i in range(len(words) - length + 1):
        yield " ".join(words[i : i + length])


def forbidden(paths: list[Path], length: int = _LENGTH) -> set[str]:
    """The sequences of the notes and titles."""
    found: set[str] = set()
    for path in paths:
        text = path.read_text("utf-8-sig", errors="replace")
        for match in (_TITLE if path.suffix == ".bib" else _NOTE).finditer(text):
            found.update(sequences(_URL.sub(" ", match[1]), length))
    return found


def strings() -> Iterator[tuple[str, str]]:
    """Every string of the generators and of the word lists, with its place; slots part the words."""
    here = Path(__file__).parent
    for path in (*sorted(here.glob("*.py")), Path(lexicon.__file__), Path(word_types.__file__)):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                for part in re.split(r"[|\n]", _SLOT.sub("|", node.value)):
                    yield f"{path.name}:{node.lineno}", part


def main() -> int:
    """Looks through strings and samples, and prints what was found."""
    length = int(sys.argv[1]) if sys.argv[1:] and sys.argv[1].isdigit() else _LENGTH
    paths = [Path(name) for name in sys.argv[1:] if not name.isdigit()]
    known = forbidden(paths, length)
    hits = {(place, words) for place, text in strings() for words in sequences(text, length) if words in known}
    rng = random.Random(7)  # noqa: S311
    for number in range(_SAMPLES):
        made = example(rng)[0]
        hits.update((f"sample {number}", words) for words in sequences(made, length) if words in known)
    for place, words in sorted(hits):
        print(f"{place}: {words}")
    print(f"{len(known)} sequences of {length} words looked for, {len(hits)} found")
    return 1 if any(not place.startswith("sample ") for place, _ in hits) else 0


if __name__ == "__main__":
    sys.exit(main())
