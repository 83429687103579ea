"""Paragraphs of a document as extractors see them."""

from __future__ import annotations

from reportgen.documents.document import Document, Segment, SegmentKind
from reportgen.extract.reading import Reading

ROWS = ("Send the timetable to the ministry | Ann Holt | 15 March 2020", "obtain offers for lights | Bo Lind | 2021")


def reading(kind: SegmentKind, format_: str) -> Reading:
    text = "\n".join(ROWS)
    at = len(ROWS[0]) + 1
    segments = (
        Segment(kind=kind, number=1, start=0, end=at - 1),
        Segment(kind=kind, number=2, start=at, end=len(text)),
    )
    return Reading(
        Document(id="D", path="d", sha256="", encoding="utf-8", text=text, segments=segments, format=format_)
    )


def test_rows_and_items_of_marked_formats_are_never_one_paragraph() -> None:
    assert len(reading(SegmentKind.TABLE, "text").passages) == 2
    assert len(reading(SegmentKind.LIST_ITEM, "docx").passages) == 2
    assert len(reading(SegmentKind.PARAGRAPH, "text").passages) == 1


def test_the_paragraph_of_an_offset() -> None:
    rows = reading(SegmentKind.TABLE, "html")
    assert rows.passage_span(3) == (0, len(ROWS[0]))
    assert rows.passage_span(len(ROWS[0])) is None
