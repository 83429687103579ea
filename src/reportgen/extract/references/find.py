"""The references of a document, and of single lines: split, label, assemble, compare."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from reportgen.documents.document import Segment, SegmentKind
from reportgen.extract.collecting import collector_paused
from reportgen.extract.item import Item, Kind
from reportgen.extract.reading import Reading
from reportgen.extract.references.csl import build_item
from reportgen.extract.references.fields import FieldSpan
from reportgen.extract.references.identifiers import find_identifiers
from reportgen.extract.references.reference import Reference
from reportgen.extract.references.repeats import find_repeats, fold, locator_of, points_back
from reportgen.extract.references.segmenter import label_fields
from reportgen.extract.references.split import Part, label_end, split_note

_MAX_NOTE = 10_000  # code points of a note that are read
_MAX_WORK = 3_000  # code points of one reference that are labelled; none is longer
_LIST_HEADING = re.compile(
    r"\W*(?:\d{1,2}\.?\s)?(?:references(?:\s(?:cited|and notes))?|(?:select(?:ed)?\s)?bibliography|works cited"
    r"|literature(?:\scited)?|further reading|sources"
    r"|(?:список\s(?:использованн\w+\s)?(?:литературы|источников)(?:\sи\sлитературы)?)|(?:библиографи(?:я"
    r"|ческий список))|литература|источники"
    r"|参考文献|参考资料|引用文献|literatur(?:verzeichnis)?|quellen(?:verzeichnis)?|bibliographie"
    r"|références(?:\sbibliographiques)?|bibliografía|referencias)\W*",
    re.IGNORECASE,
)
_SAME_AUTHOR = re.compile(r"\s*(?:[—–]{2,6}|[-_]{3,12}|⸺|⸻)[.,:]?\s*")


def parse_reference(text: str) -> tuple[Reference, ...]:
    """Return the works that the text of one note or list item cites; always one at least.

    A text that cites nothing gives one reference without a CSL item, its words as the comment. Works cited again
    are not looked up: only a whole document can tell (`find_references`).
    """
    text = text[:_MAX_NOTE]
    start = label_end(text)
    identifiers = find_identifiers(text)
    with collector_paused():
        return tuple(_reference(text, part, identifiers) for part in split_note(text, identifiers, start))


def _reference(text: str, part: Part, identifiers: Sequence[FieldSpan]) -> Reference:
    raw = text[part.start : min(part.end, part.start + _MAX_WORK)]
    if not part.work:
        return Reference(raw=raw, start=part.start, end=part.end, comment=part.comment)
    back = points_back(raw)
    if back is not None:
        return Reference(
            raw=raw,
            start=part.start,
            end=part.end,
            comment=part.comment,
            locator=back.locator,
            back=back.kind,
        )
    known = tuple(
        FieldSpan(label=span.label, start=span.start - part.start, end=span.end - part.start)
        for span in identifiers
        if span.start >= part.start and span.end <= part.start + len(raw)
    )
    built = build_item(raw, label_fields(raw, known))
    said = " ".join(words for words in (part.comment, built.comment) if words)
    return Reference(
        raw=raw,
        start=part.start,
        end=part.end,
        csl=built.csl,
        inferred=built.inferred,
        comment=said or None,
        locator=built.locator,
    )


def find_references(reading: Reading) -> tuple[Item, ...]:
    """Return the works cited in the notes and the lists of references of a document.

    One item a work; a note with several has several items with `part` 1, 2 ...; a note that cites nothing has one
    item with its `comment` and no `csl`. A note such as "Ibid." has the `csl` of the work it points to.
    """
    document = reading.document
    found: list[tuple[int, Segment, int, int, Reference]] = []
    before: Reference | None = None
    for number, segment in _entries(reading):
        text = reading.text[segment.content : segment.end]
        references = parse_reference(text)
        for i, parsed in enumerate(references, 1):
            reference = _with_author(parsed, before)
            found.append((number, segment, i, len(references), reference))
            before = reference
    first = find_repeats([(number, reference) for number, _, _, _, reference in found])
    markers: dict[int, tuple[int, int]] = {}
    for marker in document.markers:
        markers.setdefault(marker.note, (marker.start, marker.end))
    items: list[Item] = []
    titles: set[str] = set()
    for (number, segment, part, parts, reference), repeat in zip(found, first, strict=True):
        whole = reference
        if repeat is not None and repeat.short:
            whole = replace(
                reference, csl=found[repeat.index][4].csl, locator=reference.locator or locator_of(reference.raw)
            )
        elif fold(whole.csl.get("container-title", "")) in titles and whole.csl.get("type") == "webpage":
            whole = replace(whole, csl={**whole.csl, "type": "chapter"})
        if repeat is None and not _names_work(whole):
            whole = replace(whole, csl={}, inferred={}, comment=" ".join(reference.raw.split()), locator=None)
        if whole.csl.get("type") == "book":
            titles.add(fold(whole.csl.get("title", "-")))
        fields = _fields(number, whole, part if parts > 1 else None)
        if repeat is not None:
            fields["same_as"] = found[repeat.index][0]
        if segment.is_note and number in markers:
            fields["marker"] = list(markers[number])
        if parts == 1:
            start, end = segment.start, segment.end
        else:
            start, end = segment.content + reference.start, segment.content + reference.end
        items.append(Item(kind=Kind.REFERENCE, start=start, end=end, fields=fields))
    return tuple(sorted(items, key=lambda item: (item.start, item.end)))


# "Lund, 390.", "Lund/Berg 2011, 68": who and where, but not what.
_SHORT = re.compile(
    r"[^\W\d_][\w’'-]+(?:(?:\s?[/,&;–]\s?|\s(?:and|und|et|y|и)\s|\s)[^\W\d_](?:[\w’'-]*|\.)){0,4}"
    r"(?:[,\s]+\(?(?:1[5-9]|20)\d\d[a-z]?\)?|\so\.\s?J\.|,?\sn\.d\.)?(?:[,:\s]+(?:pp?\.|S\.|с\.)?\s?[\d–,\s-]+)?[.;]?"
)
_WORDS = re.compile(r"[^\W\d_]{2,}")
_PLACE_OF_WORK = frozenset(
    {"URL", "DOI", "ISBN", "publisher", "container-title", "volume", "number", "author", "issued"}
)
_SENTENCE = 8  # words of a note that is all title, and more likely a remark


def _names_work(reference: Reference) -> bool:
    """Whether a reference says which work it means: a short form does not, nor a sentence taken for a title."""
    csl = reference.csl
    if not csl or {"URL", "DOI", "ISBN"} & csl.keys():
        return True
    raw = " ".join(reference.raw.split())
    if not {"title", "container-title"} & csl.keys() or (
        _SHORT.fullmatch(raw) and ("title" not in csl or any(c.isdigit() for c in raw))
    ):
        return False
    return bool(_PLACE_OF_WORK & csl.keys()) or len(_WORDS.findall(raw)) < _SENTENCE


def _entries(reading: Reading) -> Iterator[tuple[int, Segment]]:
    """The notes, and the items of lists of references that are set as plain paragraphs; these count from 1."""
    listed = 0
    inside = False
    for segment in reading.document.segments:
        if segment.is_note:
            yield segment.number, segment
        elif segment.kind in {SegmentKind.HEADING, SegmentKind.TITLE} or _is_list_heading(reading, segment):
            inside = _is_list_heading(reading, segment)
            listed = 0
        elif inside and segment.kind in {SegmentKind.PARAGRAPH, SegmentKind.LIST_ITEM}:
            listed += 1
            yield listed, segment


def _is_list_heading(reading: Reading, segment: Segment) -> bool:
    return (
        segment.end - segment.start < 60
        and _LIST_HEADING.fullmatch(reading.text, segment.start, segment.end) is not None
    )


def _with_author(reference: Reference, before: Reference | None) -> Reference:
    """Where a list prints a long dash for the author of the item before, give that author."""
    if (
        before is None
        or not _SAME_AUTHOR.match(reference.raw)
        or "author" not in before.csl
        or "author" in reference.csl
    ):
        return reference
    csl: Mapping[str, object] = {"type": "document", **reference.csl, "author": before.csl["author"]}
    return replace(reference, csl=csl)


def _fields(number: int, reference: Reference, part: int | None) -> dict[str, object]:
    fields: dict[str, object] = {"number": number, "raw": reference.raw}
    if part is not None:
        fields["part"] = part
    if reference.csl:
        fields["csl"] = dict(reference.csl)
    if reference.comment:
        fields["comment"] = reference.comment
    if reference.locator:
        fields["locator"] = reference.locator
    if reference.inferred:
        fields["inferred"] = {
            name: {"value": value, "reason": reason} for name, (value, reason) in reference.inferred.items()
        }
    return fields
