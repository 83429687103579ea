"""Quotations that are typed, in sections or in the texts of records, stand verbatim in a source.

What `quote(...)` prints is checked as evidence. Silent about one or two words, which may be scare quotes, and about
what cannot be compared: without the documents only what the lock says counts.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from difflib import SequenceMatcher
from functools import cache, lru_cache
from typing import NamedTuple

from reportgen.checks.prose import Paragraph
from reportgen.checks.prose_reader import OBJECT, read_prose
from reportgen.checks.report import Report
from reportgen.checks.texts import QUOTES, places_in
from reportgen.codes import diagnose
from reportgen.diagnostics import Diagnostic, Severity
from reportgen.documents import Document, Locator
from reportgen.language.quotations import find_quotations
from reportgen.language.sentences import split_sentences
from reportgen.records.matching import contains, fold
from reportgen.records.schema import SCHEMAS, Holds
from reportgen.sections import Composition
from reportgen.values import Value, scalars

# The fewest words that cannot be a term set apart.
_FEWEST = 3
_MARK = re.compile("[\"“”„‟«»‹›‘’`'「」『』]")
_APART = " \u2016 "  # between texts that are searched as one
_LONGEST_HEADING = 200  # characters
_WORD = re.compile(r"[^\W_][\w’'-]*")
_LETTER_CHANGED = re.compile(r"\[([^\W\d_])\](?=\w)|\[([^\W\d_]+)\]")
_INSERTED = re.compile(r"\s*\[[^\]]*\]")
_EDGES = " .,;:!?\"'“”‘’«»"
_PASSAGES = re.compile(r"(?P<paragraph>¶\s?)(\d+)|n\.\s?(\d+)")
_SHOWN = 80  # characters of a quotation in a message
_NEAR = 0.6  # similarity from which on a passage is shown as the nearest
_HINT = "print the words from their record with quote(...), or leave the quotation marks out"
_LOCK_HINT = "run reportgen verify --update with the documents at hand"


class Quoted(NamedTuple):
    """A typed quotation: its words without the marks, as offsets in the text of its paragraph."""

    start: int
    end: int
    words: str


def quotation_digest(words: str) -> str:
    """Return the digest of quoted words as they are compared; blanks, case and print hyphens do not count."""
    return hashlib.sha256(fold(words).strip(_EDGES).encode()).hexdigest()[:16]


def typed_quotations(prose: tuple[Paragraph, ...]) -> Iterator[tuple[Paragraph, Quoted]]:
    """Give the quotations that are typed in sections and are long enough to be somebody's words."""
    for paragraph in prose:
        for quoted in _in_paragraph(paragraph):
            if paragraph.any_typed(quoted.start, quoted.end) and OBJECT not in quoted.words:
                yield paragraph, quoted


def quotations_to_lock(composition: Composition, documents: Mapping[str, Document]) -> Mapping[str, str]:
    """Return digest and words of each typed quotation that stands in a document at hand."""
    words = [quoted.words for _, quoted in typed_quotations(read_prose(composition))]
    return {quotation_digest(w): w for w in words if any(_stands(d.text, w) for d in documents.values())}


def quotations_typed(composition: Composition) -> frozenset[str]:
    """Return the digests of all typed quotations, which the lock may hold."""
    return frozenset(quotation_digest(quoted.words) for _, quoted in typed_quotations(read_prose(composition)))


def quotations_stand(report: Report, prose: tuple[Paragraph, ...]) -> Iterator[Diagnostic]:
    """Every quotation that is typed in a part of the text stands in a source."""
    names, quotes = cache(lambda: _names(report)), cache(lambda: _quotes(report))
    for paragraph, quoted in typed_quotations(prose):
        if _stands(names(), quoted.words):
            continue
        found = tuple(_check(report, paragraph, quoted, quotes))
        if found and not _is_heading(report, quoted.words):
            yield from found


def quotations_in_texts_stand(report: Report, texts: Iterable[Value]) -> Iterator[Diagnostic]:
    """Quotations inside what a record or an exhibit says in our own words stand in a document, too."""
    quotations = [(value, quoted) for value in texts for quoted in quotations_in(value)]
    if not quotations or not report.documents or _missing(report):
        return
    for value, quoted in quotations:
        stands = any(_stands(d.text, quoted.words) for d in report.documents.values())
        if stands or _stands(_names(report), quoted.words) or _is_heading(report, quoted.words):
            continue
        message = f"these quoted words stand in no document: “{_short(quoted.words)}”"
        hint = _nearest(report, quoted.words) or "correct them, or leave the quotation marks out"
        yield diagnose("CHK802", message, places_in(value, quoted.start), length=len(quoted.words), hint=hint)


# --- finding -------------------------------------------------------------------------------------


def _in_paragraph(paragraph: Paragraph) -> Iterator[Quoted]:
    text = paragraph.text
    if paragraph.quoted:
        start, end = len(text) - len(text.lstrip(_EDGES)), len(text.rstrip(" "))
        if _long_enough(text[start:end]):
            yield Quoted(start, end, text[start:end].strip(_EDGES))
    else:
        yield from quotations_in(text)


def quotations_in(text: str) -> Iterator[Quoted]:
    """Give the quotations of a text that are long enough, without those inside another."""
    if _MARK.search(text) is None:
        return
    for found in find_quotations(text):
        words = text[found.inner_start : found.inner_end]
        if found.depth or not (found.opened and found.closed) or not _long_enough(words):
            continue
        opening = text[found.start]
        before, after = text[found.start - 1 : found.start], text[found.end : found.end + 1]
        if opening in "\"'`‘’" and (before.isalnum() or after.isalnum()):
            continue  # inches, apostrophes
        yield Quoted(found.inner_start, found.inner_end, words)


def _long_enough(words: str) -> bool:
    return sum(1 for _ in _WORD.finditer(words)) >= _FEWEST


# --- comparing -----------------------------------------------------------------------------------


@lru_cache(2048)
def _stands(passage: str, words: str) -> bool:
    """Whether words stand in a passage; what is in brackets was put there by whoever quotes."""
    words = words.strip(_EDGES)
    if contains(passage, words):
        return True
    if "[" not in words:
        return False
    unchanged = _LETTER_CHANGED.sub(lambda m: m[1] or m[2], words)
    return contains(passage, unchanged) or contains(passage, _INSERTED.sub(" … ", words))


def _check(report: Report, paragraph: Paragraph, quoted: Quoted, quotes: Callable[[], str]) -> Iterator[Diagnostic]:
    place, length = paragraph.span(quoted.start, quoted.end)
    where = [locator for d in report.documents.values() for locator in _passages(d, quoted.words)]
    if where:
        cited = _cited_with(report, paragraph, quoted)
        if cited and not any(_stands(text, quoted.words) for text in cited.values()):
            message = f"the quoted words stand in {where[0]}, not in {', '.join(map(str, cited))}"
            yield diagnose("CHK802", message, place, length=length, severity=Severity.WARNING, hint="cite the passage")
        return
    if _stands(quotes(), quoted.words):
        return  # the record is held against its evidence
    if _missing(report):
        if report.lock.complete and report.lock.pieces and quotation_digest(quoted.words) not in report.lock.quotations:
            message = f"these quoted words are in no record and have not been locked: “{_short(quoted.words)}”"
            yield diagnose("CHK802", message, place, length=length, hint=_LOCK_HINT)
        return
    if report.documents and not any(_stands(d.text, quoted.words) for d in report.documents.values()):
        message = f"these quoted words stand in no document: “{_short(quoted.words)}”"
        yield diagnose("CHK802", message, place, length=length, hint=_nearest(report, quoted.words) or _HINT)


def _short(words: str) -> str:
    return words if len(words) <= _SHOWN else f"{words[: _SHOWN - 2].rstrip()} …"


def _missing(report: Report) -> bool:
    """Whether a document of the records is not at hand."""
    return any(record.id not in report.documents for record in report.records.of("documents"))


def _passages(document: Document, words: str) -> Iterator[Locator]:
    """Give the passages of a document in which words stand."""
    if not _stands(document.text, words):
        return
    for segment in document.segments:
        if _stands(document.text[segment.start : segment.end], words):
            yield Locator(document=document.id, note=segment.is_note, number=segment.number)


def _cited_with(report: Report, paragraph: Paragraph, quoted: Quoted) -> Mapping[Locator, str]:
    """Return the passages that the paragraph cites, if the quotation's own sentence cites one after it."""
    if paragraph.quoted:
        return {}
    ends = [end for start, end in split_sentences(paragraph.text) if start <= quoted.end < end + 1]
    stop = ends[0] if ends else len(paragraph.text)
    if not any(quoted.end <= c.offset <= stop and c.key in report.documents for c in paragraph.cited):
        return {}
    found: dict[Locator, str] = {}
    for cited in paragraph.cited:
        document = report.documents.get(cited.key)
        for match in _PASSAGES.finditer(cited.detail) if document else ():
            locator = Locator(document=cited.key, note=not match["paragraph"], number=int(match[2] or match[3]))
            found[locator] = (document.segment_text(locator) or "") if document else ""
    return found


def _nearest(report: Report, words: str) -> str | None:
    """Return the stretch of a document that is most like some words."""
    wanted = {w.casefold() for w in _WORD.findall(words)}
    best: tuple[int, str, str] = (0, "", "")
    for document in report.documents.values():
        for segment in document.segments:
            text = document.text[segment.start : segment.end]
            shared = len(wanted & {w.casefold() for w in _WORD.findall(text)})
            if shared > best[0]:
                locator = Locator(document=document.id, note=segment.is_note, number=segment.number)
                best = (shared, text, str(locator))
    parts, size = best[1].split(), len(words.split())
    ratio, near = 0.0, ""
    for start in range(max(1, len(parts) - size + 1)):
        window = " ".join(parts[start : start + size])
        similar = SequenceMatcher(None, fold(window), fold(words)).ratio()
        if similar > ratio:
            ratio, near = similar, window
    return f"{best[2]} has: {near}" if ratio > _NEAR else None


# --- what may stand in quotation marks without being a quotation ----------------------------------


def _quotes(report: Report) -> str:
    """Return what the records quote, in one text."""
    fields = {
        kind: [n for n, f in schema.fields.items() if f.holds is Holds.QUOTED] for kind, schema in SCHEMAS.items()
    }
    found = (
        claim.fields.text(name)
        for claim in report.records.claims
        for name in ({"quote"} | set(fields[claim.kind]) if claim.path else fields[claim.kind])
    )
    return _APART.join(str(text) for text in found if text is not None)


def _names(report: Report) -> str:
    """Return titles, terms and captions, in one text."""
    found: list[str] = [*report.config.report.values()]
    for entry in report.library.entries.values():
        found.extend(str(entry.text(name) or "") for name in entry.fields if "title" in name)
    for kind, names in _NAMING.items():
        for record in report.records.of(kind):
            found.extend(str(record.text(name) or "") for name in names)
    for exhibit in (*report.tables.values(), *report.figures.values()):
        found.extend(text for text in scalars(exhibit.tree) if _MARK.search(text) is None)
    return _APART.join(found)


_NAMING = {
    "documents": ("title", "outlet", "file"), "glossary": ("term", "expansion"), "propositions": ("proposition",),
    "gaps": ("question",), "projects": ("project",), "summaries": ("question",), "conflicts": ("issue",),
    "indicators": ("measure",),
}  # fmt: skip


def _is_heading(report: Report, words: str) -> bool:
    """Whether words stand in a heading of the report itself. Asked last: it reads all of the text."""
    return any(
        _stands(paragraph.text, words)
        for paragraph in read_prose(report.composition)
        if len(paragraph.text) < _LONGEST_HEADING and not paragraph.quoted and not QUOTES.search(paragraph.text)
    )
