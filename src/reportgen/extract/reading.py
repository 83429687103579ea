"""One document, read for extraction: what several extractors need is found once, when first asked for."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from reportgen.documents.document import BODY, Document, Segment, SegmentKind

if TYPE_CHECKING:
    from reportgen.extract.names import Names
    from reportgen.language.dates import DateMention
    from reportgen.language.quotations import Quotation


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A run of segments that is one paragraph to a reader: mostly one, several when lines are broken by hand.

    `start` and `end` are offsets in the document's text, without the label of a list item.
    """

    start: int
    end: int
    kind: SegmentKind
    segments: tuple[Segment, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence of the body, as offsets in the document's text; `passage` counts from 0."""

    start: int
    end: int
    passage: int


class Reading:
    """A document and what extractors find in it together.

    `view` has the length of the document's text, so offsets are the same in both: typographic
    variants are folded, note markers, links and markup are blanked. Extractors search the view and
    report offsets; the text itself is never changed.
    """

    def __init__(self, document: Document) -> None:
        """Nothing is read yet."""
        self.document = document
        self.text = document.text

    @cached_property
    def view(self) -> str:
        """The text as it is searched, of equal length."""
        from reportgen.language.view import plain_view

        spans = [(marker.start, marker.end) for marker in self.document.markers]
        return plain_view(self.text, spans, markdown=self.document.format == "markdown")

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """The paragraphs of the body in reading order: no headings, notes or boilerplate."""
        found: list[Passage] = []
        for segment in self.document.segments:
            if segment.kind not in BODY:
                continue
            last = found[-1] if found else None
            if last and last.kind is segment.kind and self._continues(last, segment):
                found[-1] = Passage(
                    start=last.start, end=segment.end, kind=last.kind, segments=(*last.segments, segment)
                )
            else:
                found.append(Passage(start=segment.content, end=segment.end, kind=segment.kind, segments=(segment,)))
        return tuple(found)

    def _continues(self, last: Passage, segment: Segment) -> bool:
        """Whether a line goes on with the paragraph of the line before, as in text broken by hand."""
        between = self.text[last.end : segment.start]
        if between.count("\n") > 1 or between.strip() or segment.content != segment.start:
            return False
        marked = self.document.format in {"html", "docx"}  # items have no label in the text, but are told apart
        if segment.kind is SegmentKind.TABLE or (marked and segment.kind is SegmentKind.LIST_ITEM):
            return False
        before = last.segments[-1]
        first = self.text[segment.start]
        open_end = self.text[last.end - 1] not in ".!?…:;»”\"'。！？"
        return before.end - before.start >= 40 and (open_end or first.islower())

    @cached_property
    def _passage_starts(self) -> tuple[int, ...]:
        return tuple(passage.start for passage in self.passages)

    def passage_span(self, offset: int) -> tuple[int, int] | None:
        """Return the start and end of the paragraph that holds an offset."""
        i = bisect_right(self._passage_starts, offset) - 1
        return (self.passages[i].start, self.passages[i].end) if i >= 0 and offset < self.passages[i].end else None

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences of the body, in order; none crosses a passage."""
        from reportgen.language.sentences import split_sentences

        return tuple(
            Sentence(start=start, end=end, passage=i)
            for i, passage in enumerate(self.passages)
            for start, end in split_sentences(self.view, passage.start, passage.end)
        )

    @cached_property
    def _sentence_starts(self) -> tuple[int, ...]:
        return tuple(sentence.start for sentence in self.sentences)

    def sentence_at(self, offset: int) -> Sentence | None:
        """Return the sentence that holds an offset."""
        i = bisect_right(self._sentence_starts, offset) - 1
        return self.sentences[i] if i >= 0 and offset < self.sentences[i].end else None

    @cached_property
    def dates(self) -> tuple[DateMention, ...]:
        """The expressions of time in the body."""
        from reportgen.language.dates import find_dates

        return tuple(
            mention for passage in self.passages for mention in find_dates(self.view, passage.start, passage.end)
        )

    @cached_property
    def quotations(self) -> tuple[Quotation, ...]:
        """The quoted passages of the body."""
        from reportgen.language.quotations import find_quotations

        return tuple(
            quotation
            for passage in self.passages
            for quotation in find_quotations(self.view, passage.start, passage.end)
        )

    @cached_property
    def names(self) -> Names:
        """Who and what the body names."""
        from reportgen.extract.names import find_names

        return find_names(self)
