"""What the records say of the documents, held against the documents and the bibliography."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterator

from reportgen.checks.report import Report, Rule
from reportgen.codes import diagnose
from reportgen.config import CONFIG_FILE
from reportgen.diagnostics import Diagnostic, Place, Related

# How far a count of words may be off: programs differ in what a word is and people round, but digits that changed
# places, or another document, give more.
_FACTOR = 1.5
_EXACT = 2


def documents_have_their_words(report: Report) -> Iterator[Diagnostic]:
    """The number of words that is stated of a document is about that of the document at hand."""
    found = [
        (record, stated, document.words)
        for record in report.records.of("documents")
        if (document := report.documents.get(record.id)) is not None
        and (stated := record.text("words")) is not None
        and stated.strip().isdecimal()
    ]
    exact = sum(int(stated) == counted for _, stated, counted in found)
    for record, stated, counted in found:
        # Where all others have been counted as here, one that differs is a slip, however small.
        odd = exact == len(found) - 1 >= _EXACT and int(stated) != counted
        if odd or not counted / _FACTOR <= int(stated) <= counted * _FACTOR:
            message = f"{record.id} is said to have {stated.strip()} words; it has {counted}"
            yield diagnose("DOC118", message, stated.stripped().place, length=len(stated.strip()))


def documents_are_dated_alike(report: Report) -> Iterator[Diagnostic]:
    """A document's date in the records is that of its entry in the bibliography, as far as both are known."""
    for record in report.records.of("documents"):
        entry, issued = report.library.entries.get(record.id), record.text("issued")
        date = entry.text("date") if entry else None
        if issued is None or date is None:
            continue
        one, other = issued.strip(), date.strip()
        if not (one.startswith(other) or other.startswith(one)) and one[:4].isdecimal() and other[:4].isdecimal():
            message = f"{record.id} was issued {one} by the records, {other} by the bibliography"
            document = report.documents.get(record.id)
            stated = document.metadata.issued.value if document is not None and document.metadata.issued else None
            wrong, right, what = issued, date, "its entry"
            if stated is not None and stated.startswith(one) and not stated.startswith(other):
                wrong, right, what = date, issued, "its record"
            related = (Related(message=what, place=right.place),)
            yield diagnose("CHK824", message, wrong.stripped().place, related=related, length=len(wrong.strip()))


def documents_are_named_alike(report: Report) -> Iterator[Diagnostic]:
    """Title and author of a document are nearly, and then also exactly, those of its entry."""
    for record in report.records.of("documents"):
        entry = report.library.entries.get(record.id)
        for key in ("title", "author") if entry is not None else ():
            ours, theirs = record.text(key), entry.text(key) if entry else None
            if ours is not None and theirs is not None and _slipped(_words(ours), _words(theirs)):
                related = (Related(message="its entry", place=theirs.place),)
                shown = re.sub(r"[{}]", "", theirs)
                message = f"the {key} of {record.id} is '{ours.strip()}' in the records, '{shown}' in the bibliography"
                yield diagnose("CHK824", message, ours.stripped().place, related=related, length=len(ours.strip()))


def _words(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", text).casefold()
    return sorted(re.findall(r"[^\W\d_]+|\d+", re.sub(r"[\u0300-\u036f'’]|\band\b", "", plain)))


def _slipped(one: list[str], other: list[str]) -> bool:
    """Whether two lists of words are one but for a single word, none of them an initial."""
    if len(one) != len(other) or len(one) < 2:
        return False
    odd = [word for word in one if word not in other] + [word for word in other if word not in one]
    return len(odd) == 2 and min(map(len, odd)) > 2


def lists_have_entries(report: Report) -> Iterator[Diagnostic]:
    """Each list has a keyword that some entry has, unless the report does not print it."""
    printed = {name.removeprefix("bibliography/").removesuffix(".bbl") for name in report.composition.files}
    used = {str(keyword) for entry in report.library.entries.values() for keyword in entry.listed("keywords")}
    for name, keyword in report.config.bibliography_lists.items() if report.library.complete and used else ():
        if keyword not in used and (name in printed or not report.composition.complete):
            near = difflib.get_close_matches(keyword, used, 1, 0.6)
            hint = f"did you mean '{near[0]}'?" if near else None
            place = report.config.places.get(("bibliography.lists", name), Place(file=CONFIG_FILE))
            yield diagnose("BIB428", f"no entry has the keyword '{keyword}' of the list '{name}'", place, hint=hint)


RULES: tuple[Rule, ...] = (
    documents_have_their_words,
    documents_are_dated_alike,
    documents_are_named_alike,
    lists_have_entries,
)
