"""What a fault and a harmless variation are."""

from __future__ import annotations

from dataclasses import dataclass

from faults.project import Change


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One thing that is wrong.

    `codes` are the codes that are right for it, any of them; `follow` those that may be said besides. Each
    may be the beginning of a code. `documents` and `engine` say what must be at hand. `relock` has the
    evidence verified and locked again after the edit, as one does before a commit. `small` is set for a
    fault of the small report of the tests, which has documents of its own. `open_` says why a fault is not caught,
    or not where it is, so far; it is counted, and does not fail.
    """

    name: str
    change: Change
    codes: tuple[str, ...]
    follow: tuple[str, ...] = ()
    documents: bool = False
    engine: bool = False
    relock: bool = False
    small: bool = False
    open_: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Variation:
    """Another way to write the same, or something more that is right: nothing may be said of it."""

    name: str
    change: Change
    relock: bool = False
    engine: bool = False
    small: bool = False
