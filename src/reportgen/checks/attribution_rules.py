"""Who is said to have said it: the document that a sentence names against the one it cites, persons against registers.

Silent where a sentence speaks of several documents or cites what it names, and where a text has a name otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from reportgen.checks.prose import Paragraph
from reportgen.checks.report import Report
from reportgen.checks.spellings import alike
from reportgen.codes import diagnose
from reportgen.diagnostics import Diagnostic, Place, Related
from reportgen.language.view import plain_view
from reportgen.records import Record
from reportgen.records.offices import other_title
from reportgen.records.registers import direct

_SENTENCE = re.compile(r"(?<=[.!?…”])\s+(?=[^\W\da-z_]|[“‘(])")
# What makes of a document's id the one who says something: a verb in the third person, or who it is according to.
_SAYS = re.compile(
    r"(?:,[^,.;]{1,60},)? (?!is\b|was\b|has\b|does\b|its\b|this\b|as\b)(?:[a-z]+s|said|wrote|held|put|found|gave)\b"
)
_ACCORDING = r"\b(?:[Aa]ccording to|by the account of|[Aa]s|for) "
_SHORTEST = 4


class _Person(NamedTuple):
    """A person of the register: name, title, and where the title or the name is written."""

    family: str
    given: str
    title: str
    place: Place
    record: Record


def attributions_hold(report: Report, prose: tuple[Paragraph, ...]) -> Iterator[Diagnostic]:
    """Whoever a sentence says has said something is whom it cites, with the name and title that the records have."""
    documents = {record.id for record in report.records.of("documents")}
    persons = tuple(_persons(report))
    ids = "|".join(re.escape(id_) for id_ in sorted(documents))
    named = re.compile(rf"(?<![\w-])(?P<id>{ids})(?![\w-])") if ids else None
    for paragraph in prose:
        if paragraph.quoted:
            continue
        if named is not None and paragraph.cited:
            yield from _documents(paragraph, named, documents)
        yield from _titles(paragraph, persons, report)
        yield from _given_names(paragraph, persons, report)


def _documents(paragraph: Paragraph, named: re.Pattern[str], documents: set[str]) -> Iterator[Diagnostic]:
    """No sentence says that one document says what it only cites from another, which it does not name."""
    for start, end in _sentences(paragraph.text):
        cited = {cite.key for cite in paragraph.cited if start <= cite.offset <= end} & documents
        hits = [hit for hit in named.finditer(paragraph.text, start, end) if paragraph.typed(*hit.span())]
        there = {hit["id"] for hit in hits}
        if not cited - there:
            continue
        for hit in hits:
            says = _SAYS.match(paragraph.text, hit.end(), end)
            by = re.search(rf"{_ACCORDING}$", paragraph.text[start : hit.start()])
            if hit["id"] not in cited and (says or by):
                place, length = paragraph.span(*hit.span())
                message = f"the sentence names {hit['id']} and cites {', '.join(sorted(cited))}"
                yield diagnose("CHK826", message, place, length=length)


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for gap in _SENTENCE.finditer(text):
        yield start, gap.start()
        start = gap.end()
    yield start, len(text)


def _persons(report: Report) -> Iterator[_Person]:
    """Give the persons of the register, by the name that nobody else in it has."""
    register = report.records.of("people")
    families = [_family(record) for record in register]
    for record, family in zip(register, families, strict=True):
        name, role = record.text("name"), record.text("role")
        if name is not None and len(family) >= _SHORTEST and families.count(family) == 1:
            given = direct(str(name)).removesuffix(family).strip()
            title = role if role is not None else name
            yield _Person(family, given, str(role or ""), title.stripped().place, record)


def _passages(record: Record, report: Report) -> str:
    found = ((report.documents.get(locator.document), locator) for locator in record.evidence)
    return plain_view(" \n ".join(document.segment_text(locator) or "" for document, locator in found if document))


def _family(record: Record) -> str:
    return str(record.text("name") or "").partition(",")[0].strip()


def _titles(paragraph: Paragraph, persons: tuple[_Person, ...], report: Report) -> Iterator[Diagnostic]:
    """A title that stands at a person's name is not another one than the register gives."""
    for person in persons:
        if not person.title or person.family not in paragraph.text:
            continue
        name = f"{person.given} {person.family}"
        found = other_title(person.title, name, paragraph.text)
        if found and other_title(person.title, name, _passages(person.record, report)):
            continue  # the register is wrong, as is told there
        at = paragraph.text.find(found) if found else -1
        if found and at >= 0 and paragraph.typed(at, at + len(found)):
            place, length = paragraph.span(at, at + len(found))
            related = (Related(message="the title that the register has", place=person.place),)
            message = f"'{found}' is not the title that {person.family} has: '{person.title}'"
            yield diagnose("CHK827", message, place, related=related, length=length)


def _given_names(paragraph: Paragraph, persons: tuple[_Person, ...], report: Report) -> Iterator[Diagnostic]:
    """A given name before a family's name that one person has is that person's."""
    from reportgen.language.names import given_names

    for person in persons:
        if not person.given or person.family not in paragraph.text:
            continue
        ours = set(person.given.split())
        for hit in re.finditer(rf"(?<![\w’'-])([A-Z]\w+) {re.escape(person.family)}(?!\w)", paragraph.text):
            other = hit[1]
            if other in ours or other not in given_names() or any(alike(other, one) for one in ours):
                continue
            if not paragraph.typed(*hit.span(1)) or any(hit[0] in d.text for d in report.documents.values()):
                continue
            place, length = paragraph.span(*hit.span(1))
            related = (Related(message="the name that the register has", place=person.place),)
            message = f"'{hit[0]}' is nobody in the register, which has '{person.given} {person.family}'"
            yield diagnose("CHK827", message, place, related=related, length=length)
