r"""The order in which composed files are read: from the main file on, each where `\input` takes it in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from reportgen.markup import Composed

_INPUT = re.compile(r"\\input\s*\{([^}]*)\}")


def pieces(files: Mapping[str, Composed], name: str, above: frozenset[str] = frozenset()) -> Iterator[tuple[str, str]]:
    """Give name and text of each piece, a file that takes others in being cut where it does.

    A file taken in twice is given twice; one that takes in itself, in the end, is not followed (`above` are
    those that are open).
    """
    name = name if name in files else f"{name}.tex"
    if name not in files or name in above:
        return
    text, at = files[name].text, 0
    for hit in _INPUT.finditer(text):
        yield name, text[at : hit.start()]
        yield from pieces(files, hit[1], above | {name})
        at = hit.end()
    yield name, text[at:]


def reading_order(files: Mapping[str, Composed], main: str) -> tuple[str, ...]:
    """Return the names of the files in the order in which they are first read, each once."""
    return tuple(dict.fromkeys(name for name, _ in pieces(files, main)))
