"""What to install for a .sty or .cls file that TeX does not find, or which name was meant.

The table `packages.txt` is written by `scripts/tex_packages.py`.
"""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from reportgen.supplied import supplied


class _Table(NamedTuple):
    """Packages of TeX Live -> the Debian package that has it; file -> package where the names differ."""

    debian: Mapping[str, str]
    files: Mapping[str, str]


@cache
def _table() -> _Table:
    debian: dict[str, str] = {}
    odd: dict[str, str] = {}
    text = supplied("tex/packages.txt").read_text(encoding="utf-8")
    for line in text.splitlines():
        head, colon, names = line.partition(": ")
        if line.startswith("#"):
            continue
        if colon:
            for name in names.split():
                debian.setdefault(name, head)
        else:
            odd |= dict(pair.split("=", 1) for pair in line.split())
    return _Table(debian, odd)


def package_of(file: str) -> str | None:
    """Return the package of TeX Live that has a file: listed, of its name, or the longest that begins its name."""
    table, stem = _table(), file.rpartition("/")[2].rpartition(".")[0] or file
    if stem in table.files:
        return table.files[stem]
    name = stem.lower()
    while name:
        if name in table.debian:
            return name
        name = name.rpartition("-")[0]
    return None


def is_package(stem: str) -> bool:
    """Whether TeX Live has a package or a file of exactly this name."""
    table = _table()
    return stem in table.files or stem.lower() in table.debian


def install_hint(file: str) -> str | None:
    """Return how to get a missing .sty or .cls file, or the name that may have been meant; `None` if unknown.

    >>> install_hint("siunitx.sty")
    'on Debian or Ubuntu: apt-get install texlive-science; with TeX Live of its own: tlmgr install siunitx'
    """
    package = package_of(file)
    if package is not None and package in _table().debian:
        debian = _table().debian[package]
        return f"on Debian or Ubuntu: apt-get install {debian}; with TeX Live of its own: tlmgr install {package}"
    stem, _, ending = file.rpartition("/")[2].rpartition(".")
    names = [*_table().debian, *_table().files]
    meant = difflib.get_close_matches(stem, names, n=1, cutoff=0.8)
    return f"did you mean {meant[0]}.{ending}?" if meant else None
