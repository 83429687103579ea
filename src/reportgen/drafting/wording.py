"""The words of a document as a record holds them: on one line, without calls of notes and markup, cut to a length."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache

from reportgen.documents.document import Segment
from reportgen.extract.reading import Reading
from reportgen.language.sentences import split_sentences
from reportgen.language.view import plain_view
from reportgen.records.locking import segment_digest
from reportgen.records.matching import contains, missing_words

# A quotation is no longer than this, in words, and in characters where no blanks stand between words.
MOST_WORDS = 56
_MOST_CHARACTERS = 380
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff"
    "\ufff9-\ufffb\ud800-\udfff\ue000-\uf8ff]"
)
_NO_BLANKS = re.compile("[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff]")
# What belongs to a word that a span ends in, or begins in; scripts without blanks have no such words.
_CUT_BEHIND = re.compile(r"[-‐‑]?[^\W_\u2e80-\U0003ffff]+(?:[-‐‑][^\W_\u2e80-\U0003ffff]+)*")
# Each letter can be taken in one way only: nested repetition would take time that doubles with every letter.
_CUT_BEFORE = re.compile(r"[^\W_\u2e80-\U0003ffff]+(?:[-‐‑][^\W_\u2e80-\U0003ffff]+)*[-‐‑]?\Z")
_NUMBER_REST = re.compile(r"[\d.,]*(?:[^\W\d_\u2e80-\U0003ffff]+[ \u00a0]|[\u2e80-\U0003ffff])?")
_NUMBER_END = re.compile(r"[$€£¥₽]?\d[\d.,]*[ \u00a0]?\Z")
_EDGES = " \t\n,;:–—-"
_DOTS = "…"


@dataclass(frozen=True, slots=True, kw_only=True)
class Extent:
    """A span of one paragraph, with the labels of its segments."""

    start: int
    end: int
    labels: tuple[str, ...]


class Wording:
    """The passages of one document, as text that records may hold."""

    def __init__(self, reading: Reading) -> None:
        """Take the document; nothing is looked at yet."""
        self.reading = reading
        self.segments: dict[str, Segment] = {}
        for segment in reading.document.segments:  # of the lines of a note in broken text a locator names the first
            self.segments.setdefault(segment.label, segment)
        self._digests: dict[str, str] = {}
        self._passage_starts = [passage.start for passage in reading.passages]

    def text(self, label: str) -> str:
        """Return the text of a segment."""
        segment = self.segments[label]
        return self.reading.text[segment.start : segment.end]

    def digest(self, label: str) -> str:
        """Return the digest of a segment, by which a passage is known wherever it moves."""
        if label not in self._digests:
            self._digests[label] = segment_digest(self.text(label))
        return self._digests[label]

    def segment_at(self, offset: int) -> Segment | None:
        """Return the segment that holds an offset."""
        return self.reading.document.segment_at(offset)

    def extent(self, start: int, end: int) -> Extent:
        """Return a span cut to the paragraph that it begins in: a segment, or several that are one to a reader."""
        first = self.segment_at(start)
        if first is None:
            return Extent(start=start, end=end, labels=())
        passages = self.reading.passages
        at = bisect_right(self._passage_starts, start) - 1
        segments = passages[at].segments if at >= 0 and start < passages[at].end else (first,)
        low, high = (segments[0].start, segments[-1].end) if first in segments else (first.start, first.end)
        start, end = max(start, low), min(end, high)
        labels = tuple(s.label for s in segments if s.start < end and start < s.end) if first in segments else ()
        return Extent(start=start, end=end, labels=labels or (first.label,))

    def clean(self, start: int, end: int) -> str:
        """Return what a reader sees between two offsets of one paragraph, on one line.

        Calls of notes, markup and characters that nobody sees are left out as far as the words then still are the
        passage's own.
        """
        text, view = self.reading.text[start:end], self.reading.view[start:end]
        kept = "".join(a for a, b in zip(text, view, strict=True) if not b.isspace() or a.isspace())
        seen = one_line(kept)
        whole = "\n".join(self.text(label) for label in self.extent(start, end).labels) or text
        return seen if seen and contains(whole, seen) else one_line(text)

    def whole_words(self, start: int, end: int) -> tuple[int, int]:
        """Return a span with the rest of a word that it cuts: of "12-point" not only the number."""
        before = _CUT_BEFORE.search(self.reading.text[max(start - 40, 0) : start])
        behind = _CUT_BEHIND.match(self.reading.text[end : end + 40])
        return start - len(before[0]) if before else start, end + len(behind[0]) if behind else end

    def around(self, start: int, end: int, low: int, high: int) -> str:
        """Return the words around a span, within bounds, with an ellipsis where more stands before or behind."""
        reach = 24 if _NO_BLANKS.search(self.reading.text, start, end) else 60
        first, last = max(low, start - reach), min(high, end + reach)
        view = self.reading.view
        if first > low and (blank := view.find(" ", first, start)) >= 0:
            first = blank + 1
        if last < high and (blank := view.rfind(" ", end, last)) >= 0:
            last = blank
        # A number is not parted from what it counts: "$1.1 …" of "$1.1 billion" would say something else.
        if (split := _NUMBER_END.search(view, first, last)) and last < high and split.end() >= last:
            last = max(split.start(), end)
        if first > low and (ahead := _NUMBER_END.search(view[low:first])) and ahead.end() == first - low:
            rest = _NUMBER_REST.match(view, first, start)
            first = rest.end() if rest else first
        before = f"{_DOTS} " if first > low else ""
        behind = f" {_DOTS}" if last < high else ""
        return f"{before}{self.clean(first, last).strip(_EDGES)}{behind}"

    def with_name(self, name: str, near: str) -> tuple[str, ...]:
        """Return the labels of the nearest passage with all words of a name, one before it first; `()` without one.

        A passage is a segment, or two that follow each other, where a line was broken inside the name.
        """
        here = self.segments[near].start
        labels = tuple(self.segments)
        found: list[tuple[str, ...]] = []
        for label in self._holding(_rarest(name)):
            at = labels.index(label)
            pairs = (labels[at : at + 2], labels[max(at - 1, 0) : at + 1])
            found += [
                some for some in ((label,), *pairs) if not missing_words("\n".join(map(self.text, some)), name)
            ][:1]  # fmt: skip
        return min(found, key=lambda some: _distance(self.segments[some[0]].start, here), default=())

    @lru_cache(256)  # noqa: B019 - lives as long as the document
    def _holding(self, word: str) -> tuple[str, ...]:
        folded = word.casefold()
        return tuple(label for label in self.segments if folded in self.text(label).casefold())


def _rarest(name: str) -> str:
    words = re.findall(r"\w+", name)
    return max(words, key=len, default=name)


def _distance(there: int, here: int) -> tuple[bool, int]:
    return there > here, abs(there - here)


def one_line(text: str) -> str:
    r"""Return a text on one line, without characters that nobody sees.

    >>> one_line("two\n lines\u200b")
    'two lines'
    """
    return " ".join(_UNSEEN.sub("", text).split())


def cut(text: str, words: int = MOST_WORDS, characters: int = _MOST_CHARACTERS) -> str:
    """Return a text cut to a length, after a sentence if one ends there, with an ellipsis.

    >>> cut("One two three four.", 3)
    'One two three …'
    """
    pieces = text.split(" ")
    spaced = not _NO_BLANKS.search(text)
    if (spaced and len(pieces) <= words) or (not spaced and len(text) <= characters and len(pieces) <= words):
        return text
    kept = " ".join(pieces[:words])
    kept = kept if spaced else kept[:characters]
    ends = [end for _, end in split_sentences(plain_view(text), 0, len(text)) if end <= len(kept)]
    if ends and ends[-1] > len(kept) // 2:
        kept = kept[: ends[-1]]
    return f"{kept.rstrip(_EDGES)} {_DOTS}"
