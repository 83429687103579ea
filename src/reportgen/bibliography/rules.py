"""Check the library: every rule looks at the entries and the records that name them."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping
from itertools import islice

from reportgen.bibliography.library import Entry, Library
from reportgen.codes import diagnose
from reportgen.dates import is_date
from reportgen.diagnostics import Diagnostic, Place, Related
from reportgen.markup import URL_SCHEMES, link_target
from reportgen.records import Records
from reportgen.values import Value

# Each type's fields, after the data model of biblatex (manual, section 2.1.1); `a|b` is either.
# An author is never required: works without one are part of every corpus.
_REQUIRED: Mapping[str, tuple[str, ...]] = {
    "article": ("title", "journaltitle"),
    "book": ("title", "date|year"),
    "collection": ("title", "date|year"),
    "incollection": ("title", "booktitle"),
    "inbook": ("title", "booktitle"),
    "inproceedings": ("title", "booktitle"),
    "report": ("title", "institution|organization"),
    "techreport": ("title", "institution|organization"),
    "thesis": ("title", "institution"),
    "phdthesis": ("title", "institution"),
    "online": ("title", "url"),
}
_DEFAULT = ("title",)


def check_library(library: Library, records: Records, lists: Mapping[str, str]) -> Iterator[Diagnostic]:
    """Run every rule; `lists` maps a printed list to the keyword of its entries."""
    for entry in library.entries.values():
        yield from _fields(entry)
        yield from _targets(entry, library)
        yield from _url(entry)
        yield from _dates(entry)
        if not {str(k) for k in entry.listed("keywords")} & set(lists.values()):
            hint = f"keywords of the lists: {', '.join(lists.values())}"
            yield diagnose("BIB413", f"'{entry.key}' belongs to no list", entry.place, hint=hint)
    yield from _same_but_case(library)
    yield from _notes(library, records)


def _fields(entry: Entry) -> Iterator[Diagnostic]:
    for wanted in _REQUIRED.get(entry.type, _DEFAULT):
        if not any(entry.text(name) for name in wanted.split("|")):
            what = wanted.replace("|", " or ")
            message = f"@{entry.type} '{entry.key}' has no {what}"
            yield diagnose("BIB404", message, entry.place, length=len(entry.key))


def _targets(entry: Entry, library: Library) -> Iterator[Diagnostic]:
    for name in ("related", "crossref"):
        for key in entry.listed(name):
            if key not in library.entries and library.complete:
                near = difflib.get_close_matches(key, library.entries, 1, 0.6)
                hint = f"did you mean '{near[0]}'?" if near else None
                message = f"'{entry.key}' has {name} '{key}', which no file has"
                yield diagnose("BIB405", message, key.place, hint=hint, length=len(key))


def _url(entry: Entry) -> Iterator[Diagnostic]:
    url = entry.text("url")
    if url is None or "url" in entry.inherited:
        return
    if re.search(r"\s", url):
        yield diagnose("BIB409", "the URL has a blank in it", url.place, length=len(url))
    elif link_target(url) is None:
        hint = f"a link begins with {', '.join(s + ':' for s in URL_SCHEMES)}"
        yield diagnose("BIB409", f"'{url}' cannot be linked", url.place, hint=hint, length=len(url))


def _dates(entry: Entry) -> Iterator[Diagnostic]:
    for name in ("date", "origdate", "urldate", "eventdate"):
        value = entry.text(name)
        if value is not None and name not in entry.inherited and not _is_bib_date(value):
            hint = "write 2023, 2023-03, 2023-03-21 or a range such as 2020/2021"
            yield diagnose("BIB410", f"'{value}' is not a date", value.place, hint=hint, length=len(value))


def _is_bib_date(text: str) -> bool:
    """Whether a text is a date, `2017~` or a range of two, the second of which may be open."""
    start, *rest = (re.sub("[~?%]$", "", part) for part in text.split("/"))
    return is_date(start) and (not rest or (len(rest) == 1 and (not rest[0] or is_date(rest[0]))))


def _same_but_case(library: Library) -> Iterator[Diagnostic]:
    seen: dict[str, Entry] = {}
    for entry in library.entries.values():
        first = seen.setdefault(entry.key.casefold(), entry)
        if first is not entry:
            related = (Related(message="the other key", place=first.place),)
            message = f"'{entry.key}' and '{first.key}' differ only in case"
            yield diagnose("BIB412", message, entry.place, related=related, length=len(entry.key))


def _notes(library: Library, records: Records) -> Iterator[Diagnostic]:
    """Every note of a document leads to one work, and both sides say so."""
    listed: dict[tuple[str, int], tuple[str, Value]] = {}
    for record in records.of("notes"):
        document, number, work = (record.text(k) for k in ("document", "number", "work"))
        if document is None or number is None or work is None or not number.isdecimal():
            continue
        if work not in library.entries and library.complete:
            near = difflib.get_close_matches(work, library.entries, 1, 0.6)
            hint = f"did you mean '{near[0]}'?" if near else None
            yield diagnose("BIB411", f"no entry has the key '{work}'", work.place, hint=hint, length=len(work))
        first = listed.setdefault((document, int(number)), (work, work))
        if first[1] is not work:
            related = (Related(message="first listed here", place=first[1].place),)
            message = f"note {number} of {document} is listed twice"
            yield diagnose("BIB411", message, number.place, related=related, length=len(number))
    for entry in library.entries.values():
        for document in entry.listed("related"):
            if document not in library.entries:  # which `_targets` has said
                continue
            for note in entry.listed("corpusnote"):
                yield from _note(entry, str(document), note, listed)
    for record in records.of("documents"):
        yield from _complete(record.id, record.text("notes"), listed)
    for (name, count), (key, place) in listed.items():
        found = library.entries.get(key)
        notes = {str(n) for n in found.listed("corpusnote")} if found else set()
        if found and str(count) not in notes and name in found.listed("related"):
            message = f"note {count} of {name} names '{key}', whose corpusnote does not have it"
            related = (Related(message="the entry", place=found.place),)
            yield diagnose("BIB411", message, place.place, related=related, length=len(key))


def _note(
    entry: Entry, document: str, note: Value, listed: Mapping[tuple[str, int], tuple[str, Value]]
) -> Iterator[Diagnostic]:
    if not note.isdecimal():
        yield diagnose("BIB411", f"corpusnote '{note}' is not a number", note.place, length=len(note))
        return
    work = listed.get((document, int(note)))
    if work is None and listed:
        message = f"'{entry.key}' has corpusnote {note}, which notes.csv does not list"
        yield diagnose("BIB411", message, note.place, length=len(note))
    elif work is not None and work[0] != entry.key:
        related = (Related(message="listed here", place=work[1].place),)
        message = f"'{entry.key}' claims note {note} of {document}, which is listed for '{work[0]}'"
        yield diagnose("BIB411", message, note.place, related=related, length=len(note))


def _complete(
    document: str, count: Value | None, listed: Mapping[tuple[str, int], tuple[str, Value]]
) -> Iterator[Diagnostic]:
    """A document with notes has each of them listed."""
    if count is None or not count.isdecimal():
        return
    have = {number for (name, number) in listed if name == document}
    missing = list(islice((n for n in range(1, int(count) + 1) if n not in have), 9))
    if missing:
        shown = ", ".join(map(str, missing[:8])) + (" …" if len(missing) > 8 else "")
        place: Place = count.place
        yield diagnose("BIB411", f"notes of {document} lead to no work: {shown}", place, length=len(count))
