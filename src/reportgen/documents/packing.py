"""The plain form of a document, for the cache."""

from __future__ import annotations

from reportgen.cache import Plain
from reportgen.documents.document import Document, Fact, Marker, Metadata, Segment, SegmentKind, SourceMap

_FACTS = ("title", "issued", "container_title", "publisher", "url", "language")


def pack_document(document: Document) -> Plain:
    """Return the plain form of a document."""
    metadata = document.metadata
    source_map = document.source_map
    return (
        (document.id, document.path, document.sha256, document.encoding, document.text, document.format),
        [(str(s.kind), s.number, s.start, s.end, s.content, s.page, s.level) for s in document.segments],
        [(marker.start, marker.end, marker.note) for marker in document.markers],
        [_pack_fact(getattr(metadata, name)) for name in _FACTS],
        [_pack_fact(author) for author in metadata.authors],
        (list(source_map.texts), list(source_map.sources)) if source_map else None,
    )


def unpack_document(plain: Plain) -> Document:
    """Return the document of a plain form."""
    (id_, path, sha256, encoding, text, format_), segments, markers, facts, authors, source_map = plain
    return Document(
        id=id_, path=path, sha256=sha256, encoding=encoding, text=text, format=format_,
        segments=tuple(
            Segment(
                kind=SegmentKind(kind), number=number, start=start, end=end, content=content, page=page, level=level
            )
            for kind, number, start, end, content, page, level in segments
        ),
        markers=tuple(Marker(start=start, end=end, note=note) for start, end, note in markers),
        metadata=Metadata(
            authors=tuple(fact for author in authors if (fact := _unpack_fact(author)) is not None),
            **{name: _unpack_fact(fact) for name, fact in zip(_FACTS, facts, strict=True)},
        ),
        source_map=SourceMap(texts=tuple(source_map[0]), sources=tuple(source_map[1])) if source_map else None,
    )  # fmt: skip


def _pack_fact(fact: Fact | None) -> Plain:
    return (str(fact.value), fact.start, fact.end, fact.reason) if fact is not None else None


def _unpack_fact(plain: Plain) -> Fact | None:
    if plain is None:
        return None
    value, start, end, reason = plain
    return Fact(value=value, start=start, end=end, reason=reason)
