"""What is known of one work that a note or a list of references cites."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """One work cited, or a comment that cites none (`csl` is empty).

    `start` and `end` are half-open offsets in the text that was parsed, `raw` the text between them.
    `csl` is a CSL-JSON item without an id; nothing in it is guessed. `inferred` holds, by CSL name, what
    follows from something else than the words themselves: value and reason. `comment` holds the citing author's
    own words around the work, `locator` the passage cited in it. `back` says how a short form points back:
    `ibid`, `op-cit`, `supra`, `short`.
    """

    raw: str
    start: int
    end: int
    csl: Mapping[str, object] = field(default_factory=dict)
    inferred: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    comment: str | None = None
    locator: str | None = None
    back: str | None = None
