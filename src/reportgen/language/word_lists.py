"""The word lists in `data/`: plain lines, or `[section]`s of them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from reportgen.supplied import supplied


def read_list(name: str) -> tuple[str, ...]:
    """Return the lines of a list."""
    return tuple(supplied(f"language/data/{name}").read_text(encoding="utf-8").splitlines())


@cache
def read_sections(name: str) -> Mapping[str, tuple[str, ...]]:
    """Return the lines of each section of a list; blank lines and comments (`# ...`) are left out."""
    found: dict[str, list[str]] = {}
    lines: list[str] = []
    for line in read_list(name):
        if line.startswith("["):
            lines = found.setdefault(line.strip("[]"), [])
        elif line and not line.startswith("#"):
            lines.append(line)
    return {section: tuple(lines) for section, lines in found.items()}
