"""A place in a file that TeX reads, and the texts of those files."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from reportgen.tex.tree import TexTree

COMMENT = re.compile(r"(?<!\\)((?:\\\\)*)%.*")


class Spot(NamedTuple):
    """A place in a file of the tree; `file` is its name there. Lines and columns are 1-based, `None` is unknown."""

    file: str | None
    line: int | None = None
    column: int | None = None


def text_of(file: str | None, tree: TexTree) -> str | None:
    """Return the text of a file of the tree that a person edits, composed or copied."""
    if file in tree.composed:
        return tree.composed[file or ""].text
    return tree.assets[file or ""].decode("utf-8", "replace") if file in tree.sources else None


def texts(tree: TexTree) -> Iterator[tuple[str, str]]:
    """Give the name and the text of each file that a person edits."""
    for name in (*tree.composed, *tree.sources):
        yield name, text_of(name, tree) or ""


def blanked(line: str) -> str:
    """Return a line with its comment blanked out, so that columns stay."""
    found = COMMENT.search(line)
    return line if found is None else line[: found.end(1)] + " " * (len(line) - found.end(1))
