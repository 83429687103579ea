"""What names are compared by, and what a possible name carries: types, candidates, keys."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from reportgen.extract.name_chunks import Word
from reportgen.language.places import places
from reportgen.language.russian import is_cyrillic, stem_all

PERSON, ORGANISATION, PLACE, SYSTEM, DOCUMENT = "person", "organisation", "place", "system", "document"
NONE = "none"  # a name of something else

# Weights for types. Those of all mentions of a name and of the words around them are added up; 4 and
# more is certain, 1 little better than chance.
Evidence = tuple[tuple[str, float], ...]

_FOLDED = re.compile(r"[\-.'’]")


@dataclass(slots=True, eq=False)
class Candidate:
    """A possible mention: its place, its words, and what they speak for.

    It is not changed once it is made; it is not frozen because so many are made that it would cost time.
    """

    start: int
    end: int
    words: Sequence[Word]
    evidence: Evidence = ()
    initial: bool = False  # a sentence begins with it
    weak: bool = False  # in a heading, where capitals tell nothing
    key: str = ""  # of a place that is known
    role: tuple[int, int] | None = None
    shape: str = ""  # the words as they are compared

    def __post_init__(self) -> None:
        """Fold the words."""
        if not self.shape:
            self.shape = fold(joined(self.words))

    def moved(self, by: int) -> Candidate:
        """Return the same candidate so many characters on; its words keep their places."""
        role = (self.role[0] + by, self.role[1] + by) if self.role else None
        start, end = self.start + by, self.end + by
        return Candidate(start, end, self.words, self.evidence, self.initial, self.weak, self.key, role, self.shape)


def joined(words: Sequence[Word]) -> str:
    """Return the words with what joins them and one blank between them."""
    return " ".join(f"{word.join} {word.text}" if word.join and i else word.text for i, word in enumerate(words))


def fold(text: str) -> str:
    """Return a name as it is compared: without case, hyphens, stops and a leading article; Russian words by stems."""
    low = _FOLDED.sub("", text.casefold())
    return stem_all(low) if is_cyrillic(low) else low.removeprefix("the ")


def place_key(text: str) -> str | None:
    """Return the key of a known place, also when it is written in capitals."""
    known = places()
    key = known.get(text)
    if key is None and len(text) > 3 and text.isupper():
        key = known.get(text.title())
    return key
