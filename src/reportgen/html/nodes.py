"""What a text of TeX means, piece by piece: the values between the reader of TeX and the writers of HTML."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from reportgen.cache import Plain

_ESCAPED = re.compile(r"\\([%#&_{}~$])")


class Node(NamedTuple):
    """A piece of a text.

    `kind` is "text", "math", "group", "par", "cell" (what stands between two cells), "unknown", or what the command
    does; "apply" for one that only puts its text into an element. `name` is the text, or the name of the command or
    environment. `raw` are the arguments as written, `None` for one left out; `head` what an argument says that
    is not the text: a title, the place of a citation. `at` is the offset in the source.
    """

    kind: str
    name: str = ""
    raw: tuple[str | None, ...] = ()
    head: tuple[Node, ...] = ()
    children: tuple[Node, ...] = ()
    environment: bool = False
    at: int = 0

    def argument(self, index: int = -1) -> str:
        """Return an argument as a plain text: escapes undone, `""` for one left out."""
        return _ESCAPED.sub(r"\1", (self.raw[index] if self.raw else None) or "").strip()

    def walk(self) -> Iterator[Node]:
        """Give this node and all below it, in the order of the text."""
        yield self
        for child in (*self.head, *self.children):
            yield from child.walk()


def pack_nodes(nodes: Iterable[Node]) -> Plain:
    """Return the plain form of nodes."""
    return [(n.kind, n.name, n.raw, pack_nodes(n.head), pack_nodes(n.children), n.environment, n.at) for n in nodes]


def _unpack(plain: Plain) -> tuple[Node, ...]:
    return tuple(
        [
            Node(kind, name, raw, _unpack(head) if head else (), _unpack(below) if below else (), environment, at)
            for kind, name, raw, head, below, environment, at in plain
        ]
    )


def unpack_all(plain: Plain) -> tuple[tuple[Node, ...], ...]:
    """Return the nodes of several texts of their plain forms."""
    return tuple(map(_unpack, plain))
