"""The works that documents cite: references -> entries of works.bib and rows of notes.csv.

A work that several notes or documents cite has one entry, under the key of its first citation. An entry that the rules
of the bibliography object to loses what they object to, and as a last resort holds the words of the note as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from reportgen.bibliography.library import Entry, Library
from reportgen.bibliography.model import TYPES
from reportgen.bibliography.parse import read_bib
from reportgen.bibliography.rules import check_library
from reportgen.bibliography.rules.same import same_works
from reportgen.diagnostics import Diagnostic, Severity
from reportgen.drafting.proposal import Cited
from reportgen.drafting.rows import Ids, Row, locators
from reportgen.drafting.wording import cut
from reportgen.extract.references.bibtex import bib_value, entry_of
from reportgen.records import Records
from reportgen.records.ledger import fingerprint

WORKS_FILE = "bib/works.bib"
_KEYWORD = "cited"
_ROUNDS = 6
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """An entry to be written. `fields` are BibTeX text; `cited` are the documents and notes that cite it."""

    key: str
    type: str
    fields: Mapping[str, str]
    raw: str
    cited: tuple[tuple[str, Cited], ...]
    verbatim: bool = False

    @property
    def text(self) -> str:
        """The entry as BibTeX."""
        body = "".join(f"  {name} = {{{value}}},\n" for name, value in {**self.fields, **self._place()}.items())
        return f"@{self.type}{{{self.key},\n{body}}}\n"

    def _place(self) -> Mapping[str, str]:
        """Return what says where the work is cited, and in which list it is printed."""
        quoted = any(one.quoted for _, one in self.cited)
        return {
            "shorthand": self.key,
            "relatedtype": "quotedin" if quoted else "citedin",
            **places_of([(document, str(one.number or "")) for document, one in self.cited]),
            "keywords": _KEYWORD,
            "options": "nocite",  # whether a section cites it depends on which records it chooses to print
        }


def places_of(cited: Sequence[tuple[str, str]]) -> dict[str, str]:
    """Return the fields that say which documents and notes cite a work; a note without a number has none.

    A bare number is enough where one document cites it.

    >>> places_of([("D1", "3"), ("D2", "7")])
    {'related': 'D1, D2', 'corpusnote': 'D1:3, D2:7'}
    """
    documents = tuple(dict.fromkeys(document for document, _ in cited))
    notes = dict.fromkeys(place for place in cited if place[1])
    shown = [number if len(documents) == 1 else f"{document}:{number}" for document, number in notes]
    return {"related": ", ".join(documents), **({"corpusnote": ", ".join(shown)} if shown else {})}


def works_of(documents: Sequence[tuple[str, Sequence[Cited]]], taken: Iterable[str] = ()) -> tuple[Work, ...]:
    """Return the works that documents cite, each once; `documents` are ids with their references, in order."""
    keys = set(taken)
    works: dict[str, Work] = {}
    for document, references in documents:
        first: dict[int, str] = {}
        for one in references:
            known = first.get(one.same_as)
            if known is not None:
                works[known] = replace(works[known], cited=(*works[known].cited, (document, one)))
                first.setdefault(one.number, known)
                continue
            key = _free(_key(document, one), keys)
            keys.add(key)
            works[key] = _work(key, document, one)
            if one.number:
                first.setdefault(one.number, key)
    return _once(tuple(_sound(works.values())))


def _key(document: str, one: Cited) -> str:
    part = "" if one.part == 1 else chr(ord("a") + min(one.part, 26) - 1)
    return f"{document}:{one.number}{part}" if one.number else f"{document}:b{one.place}{part}"


def _free(key: str, keys: set[str]) -> str:
    number = 2
    free = key
    while free in keys:
        free = f"{key}-{number}"
        number += 1
    return free


def _work(key: str, document: str, one: Cited) -> Work:
    entry = entry_of(one.csl, key)
    fields = {field.key: str(field.value)[1:-1] for field in entry.fields if field.key != "archiveurl"}
    type_ = entry.entry_type if entry.entry_type in TYPES else "misc"
    return Work(key=key, type=type_, fields=fields, raw=one.raw, cited=((document, one),))


def verbatim(work: Work) -> Work:
    """Return the entry that holds the words of the note as they are."""
    fields = {"title": bib_value(cut(work.raw) or work.key)}
    language = work.fields.get("langid")
    return replace(work, type="misc", fields=fields | ({"langid": language} if language else {}), verbatim=True)


def _sound(works: Iterable[Work]) -> Iterator[Work]:
    """Give entries that the rules on single entries have nothing to say of; one that stays faulty is left out."""
    for work in works:
        made = work
        for _ in range(_ROUNDS):
            found = _faults(made)
            if not found:
                yield made
                break
            made = _mended(made, found)
        else:
            made = verbatim(made)
            if not _faults(made):
                yield made


def _faults(work: Work) -> tuple[Diagnostic, ...]:
    """Return what is wrong with an entry alone."""
    outcome = read_bib(work.text, WORKS_FILE, {})
    entries = {entry.key: entry for entry in outcome.value.entries}
    library = Library(entries={**entries, **{d: _document(d, work) for d, _ in work.cited}})
    said = check_library(library, _NO_RECORDS, {"works": _KEYWORD})
    found = (*outcome.diagnostics, *(d for d in said if d.place is not None and d.place.file == WORKS_FILE))
    if work.key not in entries:
        return found or (*outcome.diagnostics,)
    return tuple(d for d in found if d.severity > Severity.NOTE)


def _document(id_: str, work: Work) -> Entry:
    entry = read_bib(f"@misc{{{id_},\n  title = {{[{id_}]}},\n  keywords = {{{_KEYWORD}}},\n}}\n", "", {})
    return replace(entry.value.entries[0], key=id_) if entry.value.entries else _never(work)


def _never(work: Work) -> Entry:
    message = f"an entry of two fields is well formed: {work.key}"
    raise AssertionError(message)


_NO_RECORDS = Records(by_kind={}, by_id={})


def _mended(work: Work, found: Sequence[Diagnostic]) -> Work:
    """Return an entry without what was objected to."""
    names = tuple(work.fields)
    fields = dict(work.fields)
    for diagnostic in found:
        line = diagnostic.place.line if diagnostic.place else None
        if diagnostic.code == "BIB404":  # something that the type needs is missing
            title = fields.get("title") or bib_value(cut(work.raw))
            return replace(work, type="misc", fields={"title": title, **{k: v for k, v in fields.items() if v}})
        name = names[line - 2] if line is not None and 2 <= line < 2 + len(names) else ""
        if not name or name == "title":
            return verbatim(work)
        fields.pop(name, None)
    return replace(work, fields=fields)


def _once(works: Sequence[Work]) -> tuple[Work, ...]:
    """Return each work once: of entries that nothing tells apart the first has the notes of all."""
    found = {work.key: work for work in works}
    text = "".join(work.text for work in works)
    library = Library(entries={entry.key: entry for entry in read_bib(text, WORKS_FILE, {}).value.entries})
    owner: dict[str, str] = {}
    for entry, first in same_works(library):
        key = owner.get(first.key, first.key)
        if entry.key in found and key in found and entry.key != key:
            other = found.pop(entry.key)
            owner[entry.key] = key
            found[key] = replace(found[key], cited=(*found[key].cited, *other.cited))
    return tuple(found.values()) if len(found) == len(works) else _once(tuple(found.values()))


def note_rows(works: Iterable[Work], order: Sequence[str], ids: Ids) -> Iterator[Row]:
    """Give a row for each place that cites a work, by document and place."""
    places = [(order.index(document), one, document, work) for work in works for document, one in work.cited]
    places.sort(key=lambda place: (place[0], not place[1].number, place[1].number or place[1].place, place[1].part))
    seen: set[tuple[str, str, int, str]] = set()
    for _, one, document, work in places:
        known = (document, one.label, one.number, work.key)
        if known in seen:
            continue
        seen.add(known)
        labels = tuple(filter(None, (one.calls, one.label)))
        yield Row(
            kind="notes",
            id=ids.number(f"no-{document.lower()}"),
            fields={
                "document": document,
                "number": str(one.number or ""),
                "work": work.key,
                "relation": "quoted" if one.quoted else "cited",
                "form": _form(one) if one.number else "",
                "evidence": locators(document, labels),
                "review": "proposed",
            },
            fingerprint=fingerprint("notes", document, one.passage, one.raw, one.part),
        )


def _form(one: Cited) -> str:
    """Say how a note gives its work."""
    if one.same_as and len(one.raw.split()) < 4:
        return "ibidem"
    rest = _ADDRESS.sub(" ", one.raw)
    return "bare address" if rest != one.raw and len(re.findall(r"\w{2,}", rest)) < 2 else "full"
