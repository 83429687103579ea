"""Text that remembers where a person wrote it.

A `Value` is an ordinary string with the file, line and column it was read from, so that a fault
found late (a number that is not in the source, a TeX error in a table cell) can still be shown at
the cell of the CSV file.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Self, Union

from reportgen.diagnostics import Place


class Value(str):
    """A string read from a project file; `place` is its first character."""

    __slots__ = ("place",)
    place: Place

    def __new__(cls, text: str, place: Place) -> Self:
        """Attach a place to a text."""
        made = super().__new__(cls, text)
        made.place = place
        return made

    def __reduce__(self) -> tuple[type[Self], tuple[str, Place]]:
        """Copy and pickle with the place."""
        return type(self), (str(self), self.place)

    def stripped(self) -> Value:
        """Return the value without outer blanks, its place moved to the first character kept."""
        text = self.lstrip()
        if len(text) == len(self) and not self[-1:].isspace():
            return self
        return Value(text.rstrip(), self._place_at(len(self) - len(text)))

    def _place_at(self, offset: int) -> Place:
        """Return the place of a character, behind the line breaks that a quoted CSV cell may have."""
        line, column = self.place.line, self.place.column
        before = self[:offset]
        if "\n" in before:
            line = None if line is None else line + before.count("\n")
            column = offset - before.rindex("\n")
        elif column is not None:
            column += offset
        return Place(file=self.place.file, line=line, column=column)

    def parts(self, separator: str) -> tuple[Value, ...]:
        """Split at `separator`, dropping empty parts; each part keeps its own column."""
        found: list[Value] = []
        offset = 0
        for piece in str(self).split(separator):
            part = Value(piece, self._place_at(offset)).stripped()
            if part:
                found.append(part)
            offset += len(piece) + len(separator)
        return tuple(found)


class Unreviewed(Value):
    """A text of a record that was extracted and that nobody has looked at; `record` is its id."""

    __slots__ = ("record",)
    record: str

    def __new__(cls, text: str, place: Place, record: str = "") -> Self:
        """Attach a place and a record to a text."""
        made = super().__new__(cls, text, place)
        made.record = record
        return made

    def __reduce__(self) -> tuple[type[Self], tuple[str, Place, str]]:  # type: ignore[override]
        """Copy and pickle with place and record."""
        return type(self), (str(self), self.place, self.record)


class Tree(Mapping[str, "Node"]):
    """A mapping read from a project file: keys in written order, each with its own place."""

    __slots__ = ("_items", "key_places", "place")

    def __init__(self, items: Mapping[str, Node], place: Place, key_places: Mapping[str, Place]) -> None:
        """Keep the items; `place` is where the mapping starts."""
        self._items = dict(items)
        self.place = place
        self.key_places = dict(key_places)

    def __getitem__(self, key: str) -> Node:
        """Return the value of a key. Raises `KeyError`."""
        return self._items[key]

    def __iter__(self) -> Iterator[str]:
        """Iterate over the keys in written order."""
        return iter(self._items)

    def __len__(self) -> int:
        """Count the keys."""
        return len(self._items)

    def text(self, key: str) -> Value | None:
        """Return a non-empty scalar, or `None`."""
        found = self._items.get(key)
        return found if isinstance(found, Value) and found.strip() else None

    def sequence(self, key: str) -> Sequence[Node]:
        """Return a list, `()` when the key is missing or holds something else."""
        found = self._items.get(key)
        return found if isinstance(found, tuple) else ()


Node = Union[Value, Tree, tuple["Node", ...]]  # noqa: UP007 - the name in quotation marks forbids |


def scalars(node: Node) -> Iterator[Value]:
    """Give every scalar of a node in written order, however deep it stands."""
    if isinstance(node, Value):
        yield node
    else:
        for item in node.values() if isinstance(node, Tree) else node:
            yield from scalars(item)
