"""The mentions of one name, with the evidence for its type added up."""

from __future__ import annotations

from dataclasses import dataclass, field

from reportgen.extract.name_types import DOCUMENT, NONE, ORGANISATION, PERSON, PLACE, SYSTEM, Candidate

_TYPES = (PERSON, PLACE, ORGANISATION, SYSTEM, DOCUMENT, NONE)


@dataclass(slots=True, eq=False)
class Group:
    """Candidates that are one name. It changes while names are joined: a group that went into another is empty.

    `key` is what mentions are grouped by, `words` those of the first mention as they are compared,
    joining words included, `votes` the weight for each type, `type` the one decided on.
    """

    key: str
    words: tuple[str, ...]
    mentions: list[Candidate] = field(default_factory=list)
    votes: dict[str, float] = field(default_factory=dict)
    type: str | None = None

    @property
    def first(self) -> int:
        """Where the first mention begins."""
        return self.mentions[0].start

    def vote(self, type_: str, weight: float) -> None:
        """Add a weight."""
        self.votes[type_] = self.votes.get(type_, 0.0) + weight

    def best(self) -> tuple[str | None, float]:
        """Return the type with most evidence and its weight; `None` when nothing speaks for any."""
        best, weight = None, 0.0
        if len(self.votes) == 1:
            ((only, weight),) = self.votes.items()
            return (only, weight) if weight > 0.0 else (None, 0.0)
        for type_ in _TYPES:
            if self.votes.get(type_, 0.0) > weight:
                best, weight = type_, self.votes[type_]
        return best, weight

    def absorb(self, other: Group) -> None:
        """Take over the mentions and the evidence of another group."""
        self.mentions.extend(other.mentions)
        for type_, weight in other.votes.items():
            self.votes[type_] = max(self.votes.get(type_, 0.0), weight)
        other.mentions = []
