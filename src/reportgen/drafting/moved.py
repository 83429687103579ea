"""Where passages stand now: locators as they were locked -> locators in the documents as they are read again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from reportgen.documents import Locator
from reportgen.documents.locator import parse_locator
from reportgen.drafting.proposal import AND
from reportgen.records.lock import Lock


@dataclass(frozen=True, slots=True, kw_only=True)
class Passages:
    """The documents read again: digests of their segments by label, by document. Others have vanished."""

    now: Mapping[str, Mapping[str, str]]
    lock: Lock

    def place_of(self, locator: Locator) -> Locator | None:
        """Return where a passage stands now, `None` when it is gone.

        What was never locked cannot be told from what changed; it stays where it is, as long as there is a segment.
        """
        there = self.now.get(locator.document)
        if there is None:
            return None
        label = f"{'n' if locator.note else 'p'}{locator.number}"
        locked = self.lock.segments.get(str(locator.segment))
        if locked is None or there.get(label) == locked:
            return locator if label in there else None
        same = [found for other, digest in there.items() if digest == locked and (found := _at(locator, other))]
        return min(same, key=lambda one: (one.note != locator.note, abs(one.number - locator.number)), default=None)

    def moved(self, text: str) -> str | None:
        """Return a field of locators as they are now, `None` when one of them leads to nothing any more."""
        found: list[str] = []
        for part in (part.strip() for part in text.split(";")):
            locator = parse_locator(part) if part else None
            if locator is None:
                found += [part] if part else []
                continue
            place = self.place_of(locator)
            if place is None:
                return None
            found.append(str(place))
        return AND.join(dict.fromkeys(found))


def _at(locator: Locator, label: str) -> Locator | None:
    """Return a locator with the number of another segment of the document."""
    if not label[1:].isdecimal():
        return None
    return replace(locator, note=label[0] == "n", number=int(label[1:]))
