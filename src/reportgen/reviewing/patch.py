"""A change of a file as a value that can be taken back."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Patch:
    """At `offset`, in bytes, `old` became `new`."""

    file: str
    offset: int
    old: bytes
    new: bytes

    def applied(self, data: bytes) -> bytes | None:
        """Return the changed bytes, `None` when what was to be changed does not stand there."""
        end = self.offset + len(self.old)
        if data[self.offset : end] != self.old:
            return None
        return data[: self.offset] + self.new + data[end:]

    @property
    def back(self) -> Patch:
        """The change that takes this one back."""
        return Patch(file=self.file, offset=self.offset, old=self.new, new=self.old)


def patch_between(file: str, before: bytes, after: bytes) -> Patch:
    """Return the smallest single change that makes `after` of `before`."""
    start = _shared(min(len(before), len(after)), lambda size: before[:size] == after[:size])
    rest = min(len(before), len(after)) - start
    tail = _shared(rest, lambda size: before[len(before) - size :] == after[len(after) - size :])
    return Patch(file=file, offset=start, old=before[start : len(before) - tail], new=after[start : len(after) - tail])


def _shared(most: int, same: Callable[[int], bool]) -> int:
    """Return the largest size, up to `most`, that is the same on both sides."""
    return bisect_left(range(1, most + 1), 1, key=lambda size: int(not same(size)))
