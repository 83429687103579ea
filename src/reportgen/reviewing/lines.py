"""The lines of the evidence lock that belong to one record: changed alone, and changed back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from reportgen.documents.locator import parse_locator
from reportgen.records import Record
from reportgen.records.evidence import verified
from reportgen.records.lock import Lock
from reportgen.records.locking import field_digests, segment_digest, sentence_digests

if TYPE_CHECKING:
    from reportgen.reviewing.review import Review

# The digests of a claim's fields; those of a passage: its own and those of its sentences.
_Claim = Mapping[str, str]
_Segment = tuple[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lines:
    """What is to stand under some names of the lock; `None` for nothing."""

    claims: Mapping[str, _Claim | None] = field(default_factory=dict)
    segments: Mapping[str, _Segment | None] = field(default_factory=dict)

    def __bool__(self) -> bool:
        """Whether there is any."""
        return bool(self.claims or self.segments)


def lines_for(old: Record | None, new: Record | None, review: Review, id_: str = "") -> Lines:
    """Return the lines that a record needs in place of those of what it was; `new` is `None` when it is gone.

    A claim is locked where the documents at hand bear it out. Without them nothing can be said of a new text, so the
    old line stays, and the build tells that the record has changed. A passage that no record leans on and no section
    names is no longer locked.
    """
    name = new.id if new is not None else old.id if old is not None else id_
    claims: dict[str, _Claim | None] = {
        each: None for each in review.lock.claims if each == name or each.startswith(f"{name}/")
    }
    segments: dict[str, _Segment | None] = {}
    for claim in new.claims if new is not None else ():
        leaning = {locator.segment for locator in (*claim.evidence, *claim.via)}
        if not all(locator.document in review.documents for locator in leaning):
            claims.pop(claim.id, None)
            continue
        if verified(claim, review.documents):
            claims[claim.id] = field_digests(claim)
        for locator in leaning:
            text = review.documents[locator.document].segment_text(locator)
            if text is not None and str(locator) not in review.lock.segments:
                segments[str(locator)] = segment_digest(text), sentence_digests(text)
    before = old.claims if old is not None else ()
    left = {locator.segment for claim in before for locator in (*claim.evidence, *claim.via)}
    if old is None and new is None:  # it was gone before anyone saw what it leans on
        left = set(filter(None, map(parse_locator, review.lock.segments)))
    for locator in left:
        named = any(str(locator) in text for text in review.texts.values())
        if not review.needed[locator] and not named and str(locator) in review.lock.segments:
            segments[str(locator)] = None
    return Lines(claims=claims, segments=segments)


def amended(lock: Lock, wanted: Lines) -> tuple[Lock, Lines]:
    """Return the lock with these lines, and the lines that take that back."""
    claims, segments, pieces = dict(lock.claims), dict(lock.segments), dict(lock.pieces)
    back = Lines(
        claims={name: claims.get(name) for name in wanted.claims},
        segments={
            name: (segments[name], pieces.get(name, ())) if name in segments else None for name in wanted.segments
        },
    )
    for name, digests in wanted.claims.items():
        if digests is None:
            claims.pop(name, None)
        else:
            claims[name] = digests
    for name, found in wanted.segments.items():
        if found is None:
            segments.pop(name, None)
            pieces.pop(name, None)
        else:
            segments[name], pieces[name] = found
    return replace(lock, claims=claims, segments=segments, pieces=pieces), back
