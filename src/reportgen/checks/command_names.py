"""Which commands TeX knows: a name in, the known one that it is a slip of out.

Nobody can list all commands of all packages. So a name counts as misspelt only when one letter parts it from a
command of LaTeX or of the report's own class, and when no package of TeX Live has a command of that name
(`commands.txt`, written by `scripts/tex_commands.py`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from reportgen.supplied import supplied

_NAME = re.compile(r"\\([A-Za-z@]+)")
_DEFINED = re.compile(
    r"\\(?:[A-Za-z@]*(?:def|let|ommand|new(?:if|count|dimen|skip|toks|box|length|write|read)|chardef)"
    r"|Declare[A-Za-z]+)\*?\s*\{?\s*\\([A-Za-z@]+)"
)
# Names that are given without a backslash.
_SPELT = re.compile(r"(?:\\csname\s*|\\(?:@namedef|expandafter\\def\\csname|csdef|cslet)\s*\{?\s*)([A-Za-z@]+)")
_COUNTER = re.compile(r"\\newcounter\s*\{\s*([A-Za-z@]+)")
_SHORTEST, _SHORTEST_USED = 4, 3


@cache
def latex_commands() -> tuple[frozenset[str], frozenset[str]]:
    """Return the commands of LaTeX, and those of packages that are nearly named like one."""
    lines = supplied("checks/commands.txt").read_text(encoding="utf-8").split("\n")
    kernel, _, near = " ".join(line for line in lines if not line.startswith("%")).partition(" == ")
    return frozenset(kernel.split()), frozenset(near.split())


class Names:
    """What is known of names: LaTeX's commands, and those of the report's own class and style files.

    `defined` are those that the files define, `spoken` all that they speak of.
    """

    def __init__(self, texts: Iterable[str]) -> None:
        """Take the texts of class and style files."""
        every = tuple(texts)
        self.spoken = frozenset(name for text in every for name in _NAME.findall(text))
        self.defined = frozenset(_definitions(every))
        kernel, near = latex_commands()
        self._known = kernel | near | self.defined
        self._kernel = kernel

    def meant(self, name: str, *, own: bool = True) -> str | None:
        """Return the command that a name is a slip of, `None` when it is right or nobody can tell.

        Without `own` it may be one of LaTeX's only.
        """
        if len(name) < _SHORTEST_USED or name in self._known:
            return None
        shortest = _SHORTEST if own else _SHORTEST + 1
        found = {
            other
            for other in _slips(name)
            if len(other) >= shortest and (other in self._kernel or (own and other in self.defined))
            and _is_slip(name, other)
        }  # fmt: skip
        return min(found, key=lambda other: (sorted(other) != sorted(name), other), default=None)


def _definitions(texts: Iterable[str]) -> Iterator[str]:
    """Give the names that texts define, with those that come with a switch or a counter."""
    for text in texts:
        for name in (*_DEFINED.findall(text), *_SPELT.findall(text)):
            yield name
            if name.startswith("if"):
                yield from (f"{name[2:]}true", f"{name[2:]}false")
        for name in _COUNTER.findall(text):
            yield from (f"the{name}", f"c@{name}")


def _is_slip(name: str, other: str) -> bool:
    """Whether no hand meant the difference: a capital, an @ more, or another first letter make names of their own."""
    if name.lower() == other.lower() or name.count("@") != other.count("@"):
        return False
    return name[1:] != other or name[:1] == other[:1]


def _slips(name: str) -> Iterator[str]:
    """Give all names with one letter missing, too many, wrong or swapped with the next."""
    letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ@"
    for at in range(len(name) + 1):
        before, after = name[:at], name[at:]
        yield from (before + letter + after for letter in letters)
        if after:
            yield before + after[1:]
            yield from (before + letter + after[1:] for letter in letters)
        if after[1:]:
            yield before + after[1] + after[0] + after[2:]
