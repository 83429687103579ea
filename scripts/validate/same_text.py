"""Hold the page against the PDF: all that the one says, the other says.

Every element of the PDF's structure tree that holds text (paragraph, heading, cell, caption, entry ...) must stand in
the page with the same letters and digits in the same order. Blanks, hyphens and punctuation are left out of the
comparison, since lines are broken in the one and not in the other.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import unicodedata
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from validate.verdict import Verdict

# Elements whose text is looked for as a whole; what stands below them is part of it.
WHOLE = frozenset(["P", "H1", "H2", "H3", "H4", "H5", "H6", "TD", "TH", "LI", "LBody", "BibEntry", "Caption", "Note"])
# The page has contents of its own, without page numbers.
LEFT_OUT = frozenset(["TOC", "TOCI", "Artifact"])
_LINE = re.compile(
    r"(?P<indent> *)(?:\"(?P<text>.*)\"|(?P<name>[A-Za-z][A-Za-z0-9]*)(?: \"[^\"]*\")?(?: \(\w+\))?:?)\Z"
)
# What stands in the PDF only: where a printed page leads to others.
_PAGES = re.compile(r"Cited here (?:on pages?[\s0-9,–]+|throughout)\.?")
_PAGES_OF_A_NAME = re.compile(r"(?:throughout|[\s0-9,–]+)\Z")


def fold(text: str) -> str:
    """Return letters and digits alone, in one case and one form."""
    return "".join(c for c in unicodedata.normalize("NFKC", text).casefold() if c.isalnum())


def elements(tree: str) -> Iterator[tuple[str, str]]:
    """Give kind and text of each element, from what `pdfinfo -struct-text` prints."""
    path: list[tuple[int, str]] = []
    kind, at, held = "", -1, list[str]()
    for line in tree.splitlines():
        found = _LINE.match(line)
        if found is None:
            continue
        indent = len(found["indent"])
        while path and path[-1][0] >= indent:
            path.pop()
        if held and indent <= at:
            yield kind, "".join(held)
            held, at = [], -1
        if found["name"]:
            path.append((indent, found["name"]))
            # An element that holds others of its sort is told by those.
            if found["name"] in WHOLE and not held:
                kind, at = found["name"], indent
        elif not any(name in LEFT_OUT for _, name in path):
            held.append(found["text"] or "")
            if at < 0:
                kind, at = (path[-1][1], path[-1][0]) if path else ("", 0)
    if held:
        yield kind, "".join(held)


def missing(tree: str, page: str) -> list[tuple[str, str]]:
    """Return the elements of the tree whose text the page does not have. Needs justhtml."""
    from justhtml import JustHTML

    (body,) = JustHTML(page, sanitize=False).query("body")
    there = fold(body.to_text(separator="", strip=False))
    lacking = [(kind, _PAGES.sub("", text)) for kind, text in elements(tree)]
    lacking = [(kind, text) for kind, text in lacking if fold(text) not in there]
    # A line of an index ends with its pages.
    listed = frozenset(["LI", "LBody"])
    return [
        (kind, text)
        for kind, text in lacking
        if kind not in listed or fold(_PAGES_OF_A_NAME.sub("", text)) not in there
    ]


def check_same_text(pdf: Path, page: Path) -> Verdict:
    """Hold the files of a report against each other."""
    name = "page: text of the PDF"
    program = shutil.which("pdfinfo")
    if program is None:
        return Verdict(name=name, missing="pdfinfo is not installed: apt-get install poppler-utils")
    if find_spec("justhtml") is None:
        return Verdict(name=name, missing="justhtml is not installed: sh scripts/setup.sh validate")
    run = subprocess.run([program, "-struct-text", str(pdf)], check=True, capture_output=True, timeout=120)
    tree = run.stdout.decode("utf-8", "replace")
    found = missing(tree, page.read_text(encoding="utf-8"))
    total = sum(1 for _ in elements(tree))
    faults = tuple(f"only in the PDF: {kind}: {text[:200]}" for kind, text in found)
    return Verdict(
        name=name,
        said=f"{total - len(found)} of {total} elements of the PDF stand in the page",
        faults=faults if total else ("the PDF has no tags",),
    )
