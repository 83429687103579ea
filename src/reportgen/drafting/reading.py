"""One file -> all that it proposes. Runs in a process of its own; what it returns is small."""

from __future__ import annotations

import hashlib
import re
import traceback
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from reportgen.codes import diagnose
from reportgen.diagnostics import Place
from reportgen.documents.document import Document, Fact
from reportgen.documents.limits import DocumentLimits
from reportgen.documents.read import SourceFile, read_file
from reportgen.drafting import families
from reportgen.drafting.checking import Checks
from reportgen.drafting.proposal import Cited, Gathered, Named, Proposal, Stated
from reportgen.drafting.shelf import put_away
from reportgen.drafting.wording import Wording, cut, one_line
from reportgen.extract.collecting import collector_paused
from reportgen.extract.item import Item, Kind
from reportgen.extract.reading import Reading
from reportgen.extract.run import finder
from reportgen.records.matching import missing_words
from reportgen.tools import LocalTools, Tools

# What must be loaded before a process divides.
MODULES = (
    __name__, "reportgen.extract.references.find", "reportgen.extract.quantities", "reportgen.extract.events",
    "reportgen.extract.statements", "reportgen.extract.agreements", "reportgen.extract.entities",
    "reportgen.extract.summary", "reportgen.language.dates", "reportgen.language.numbers",
)  # fmt: skip
_REGISTERS = {"person": "people", "organisation": "organisations"}
_DIGIT = re.compile(r"\d")
_QUOTED_BEFORE = ("”", '"', "»", "’", "“")


def gather_alone(file: SourceFile, limits: DocumentLimits, shelf: Path) -> Gathered:
    """Read a file in a worker; a fault of our own costs only this file."""
    try:
        return gather_file(file, limits, LocalTools(), shelf)
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 - our own fault, which must not cost the other documents
        frame = traceback.extract_tb(error.__traceback__)[-1]
        message = f"{file.name} was given up, by a bug in reportgen: {type(error).__name__}: {str(error)[:200]}"
        hint = f"raised in {frame.name}, line {frame.lineno}"
        return Gathered(name=file.name, diagnostics=(diagnose("INT901", message, Place(file=file.name), hint=hint),))


def gather_file(file: SourceFile, limits: DocumentLimits, tools: Tools, shelf: Path | None = None) -> Gathered:
    """Read one file and make proposals of all that is found in it; what was read is put onto the shelf."""
    outcome = read_file(file, tools, limits)
    document = outcome.value
    if document is None or not document.segments:
        return Gathered(name=file.name, diagnostics=outcome.diagnostics)
    if shelf is not None:
        put_away(shelf, document, tools)
    with collector_paused():
        return replace(_gathered(file.name, document), diagnostics=outcome.diagnostics)


def _gathered(name: str, document: Document) -> Gathered:
    reading = Reading(document)
    words = Wording(reading)
    checks = Checks(document)
    found = {kind: finder(kind)(reading) for kind in Kind if kind not in {Kind.PAIR, Kind.METADATA, Kind.ENTITY}}
    proposals: list[Proposal] = []
    paired: list[Mapping[str, Any]] = []
    undated: list[str] = []
    unattributed = 0
    for kind, item in ((one, item) for one in found for item in found[one] if one is not Kind.REFERENCE):
        made = _PROPOSING[kind](item, words)
        if made is None:
            segment = words.segment_at(item.start)
            undated += [segment.label] if kind is Kind.EVENT and segment else []
            unattributed += kind is Kind.STATEMENT
            continue
        id_ = f"{kind}:{len(proposals)}"
        made = replace(checks.mended(made, families.event_elsewhere), item=id_)
        proposals.append(made)
        if kind in {Kind.QUANTITY, Kind.EVENT, Kind.AGREEMENT} and not made.fault:
            paired.append(_pairable(item, kind, id_, name, words, made))
    return Gathered(
        name=name,
        sha256=document.sha256,
        text=hashlib.sha256(" ".join(document.text.split()).encode("utf-8", "surrogatepass")).hexdigest(),
        passages={label: words.digest(label) for label in words.segments},
        format=document.format,
        words=document.words,
        notes=tuple(segment.number for segment in document.segments if segment.is_note),
        stated=_stated(document, words),
        proposals=tuple(_distinct(proposals)),
        named=tuple(_named(reading, words)),
        cited=tuple(_cited(found[Kind.REFERENCE], words)),
        paired=tuple(paired),
        undated=tuple(dict.fromkeys(undated)),
        unattributed=unattributed,
    )


_PROPOSING = {
    Kind.QUANTITY: families.indicator,
    Kind.EVENT: families.event,
    Kind.STATEMENT: families.statement,
    Kind.AGREEMENT: families.project,
    Kind.SUMMARY: families.sentence,
}


def _distinct(proposals: list[Proposal]) -> Iterator[Proposal]:
    """Leave out what says in every field what another one says."""
    seen: set[tuple[object, ...]] = set()
    for made in proposals:
        key = (made.kind, tuple(sorted(made.fields.items())), made.evidence)
        if key not in seen:
            seen.add(key)
            yield made


def _pairable(item: Item, kind: Kind, id_: str, name: str, words: Wording, made: Proposal) -> Mapping[str, Any]:
    """Return an item as comparisons want it, with the words that are to be quoted of it as `clause`."""
    reading = words.reading
    said: Mapping[str, Any] = {"clause": made.fields.get("quote", "")}
    if kind is Kind.QUANTITY:
        where = families.sentence_of(item, words)
        text = reading.text[where.start : where.end]
        said = {"sentence": text, "clause": cut(words.clean(where.start, where.end))}
    return {
        "kind": str(kind), "id": id_, "document": name, "start": item.start, "end": item.end,
        "text": reading.text[item.start : item.end], **item.fields, **said,
    }  # fmt: skip


def _stated(document: Document, words: Wording) -> Stated:
    known = document.metadata
    facts = {
        "title": known.title, "author": known.authors[0] if known.authors else None, "issued": known.issued,
        "outlet": known.container_title, "publisher": known.publisher, "web address": known.url,
        "language": known.language,
    }  # fmt: skip
    inferred = tuple(
        (field, fact.value, fact.reason) for field, fact in facts.items() if fact is not None and fact.reason
    )
    title = words.segment_at(known.title.start) if known.title else None
    return Stated(
        title=_value(known.title),
        authors=tuple(text for fact in known.authors if (text := _value(fact))),
        issued=_value(known.issued),
        outlet=_value(known.container_title),
        publisher=_value(known.publisher),
        url=_value(known.url),
        language=_value(known.language),
        inferred=inferred,
        title_label=title.label if title else "",
    )


def _value(fact: Fact | None) -> str:
    return one_line(fact.value) if fact else ""


def _named(reading: Reading, words: Wording) -> Iterator[Named]:
    """Give the persons and organisations, each at the first segment that has a form of the name."""
    for entity in reading.names.entities:
        kind = _REGISTERS.get(entity.type)
        segment = words.segment_at(entity.mentions[0][0]) if entity.mentions else None
        name = one_line(entity.name)
        if kind is None or segment is None or not name or ";" in name or (kind == "people" and _DIGIT.search(name)):
            continue
        forms = tuple(dict.fromkeys(form for alias in entity.aliases if (form := one_line(alias)) and ";" not in form))
        text = words.text(segment.label)
        if all(missing_words(text, form) for form in (name, *forms)):
            continue
        yield Named(
            kind=kind, name=name, forms=forms, role=one_line(entity.role or ""), mentions=len(entity.mentions),
            label=segment.label, passage=words.digest(segment.label),
        )  # fmt: skip


def _cited(items: tuple[Item, ...], words: Wording) -> Iterator[Cited]:
    """Give the works that notes and lists of references cite."""
    document = words.reading.document
    calls = {marker.note: marker for marker in reversed(document.markers)}
    place = 0
    last = ""
    for item in items:
        segment = words.segment_at(item.start)
        csl = item.fields.get("csl")
        if segment is None or not isinstance(csl, Mapping) or not csl:
            continue
        number = segment.number if segment.is_note else 0
        place += not number and segment.label != last
        last = segment.label
        marker = calls.get(number) if number else None
        calling = words.segment_at(marker.start) if marker else None
        before = document.text[: marker.start].rstrip()[-1:] if marker else ""
        part, same = item.fields.get("part"), item.fields.get("same_as")
        yield Cited(
            number=number,
            place=0 if number else place,
            part=part if isinstance(part, int) else 1,
            label=segment.label,
            calls=calling.label if calling and not calling.is_note else "",
            raw=words.clean(max(item.start, segment.content), item.end),
            csl=dict(csl),
            same_as=same if isinstance(same, int) else 0,
            quoted=bool(before) and before in _QUOTED_BEFORE,
            comment=one_line(str(item.fields.get("comment") or "")),
            passage=words.digest(segment.label),
        )
