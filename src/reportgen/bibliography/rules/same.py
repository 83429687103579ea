"""The same work under two keys: entries that nothing tells apart.

Two entries are one work when they share what names a single work (a DOI, an ISBN with the title, an address
with the title), or title, first author and year, and no field that both have says otherwise: another volume,
edition, language, day or publisher makes another work.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache

from reportgen.bibliography.library import Entry, Library
from reportgen.bibliography.model import PARTS
from reportgen.bibliography.rules.dates import year_of
from reportgen.bibliography.rules.identifiers import bare_doi
from reportgen.codes import diagnose
from reportgen.diagnostics import Diagnostic, Related

_PARTS = PARTS - {"article"}
# Fields of which one work has one; the text is folded before it is compared.
_TELLING = (
    "volume", "number", "issue", "edition", "version", "part", "chapter", "pages", "eid", "langid", "language",
    "translator", "journaltitle", "booktitle", "maintitle", "series", "institution", "organization", "publisher",
    "type", "eventtitle", "eventdate", "venue", "subtitle", "titleaddon", "origdate", "eprint", "month",
    "howpublished", "note",
)  # fmt: skip
_CODES = ("doi", "isbn", "url")
# How many words a title needs to name a work together with author and year: not "Annual report".
_ENOUGH_WORDS = 4
_MOST_ALIKE = 40


def check_same_works(library: Library) -> Iterator[Diagnostic]:
    """Report each entry that is the same work as one before it."""
    told: set[str] = set()
    for entry, first in same_works(library):
        if entry.key not in told:
            told.add(entry.key)
            related = (Related(message="the first entry", place=first.place),)
            message = f"'{entry.key}' seems to be the same work as '{first.key}'"
            yield diagnose("BIB425", message, entry.place, related=related, length=len(entry.key))


def check_labels(library: Library) -> Iterator[Diagnostic]:
    """Report each entry that is printed under the label of another: a citation would lead to either."""
    labels: dict[str, Entry] = {}
    for entry in library.entries.values():
        label = entry.text("shorthand")
        if label is None or "shorthand" in entry.inherited:
            continue
        first = labels.setdefault(label.strip(), entry)
        if first is not entry:
            # The label is that of the entry whose key it is.
            wrong, right = (first, entry) if entry.key == label.strip() else (entry, first)
            related = (Related(message=f"the label of '{right.key}'", place=right.fields["shorthand"].place),)
            message = f"'{wrong.key}' has the label '{label.strip()}', which '{right.key}' has"
            yield diagnose("BIB429", message, wrong.fields["shorthand"].place, related=related, length=len(label))


def same_works(library: Library) -> Iterator[tuple[Entry, Entry]]:
    """Give each entry that is the same work as one before it, with that one."""
    groups: dict[tuple[str, ...], list[Entry]] = {}
    for entry in library.entries.values():
        if entry.type not in {"xdata", "set"} and not entry.torn:
            for name in _names_of(entry):
                groups.setdefault(name, []).append(entry)
    for name, alike in groups.items():
        for index, entry in enumerate(alike[1:_MOST_ALIKE], 1):
            first = next((f for f in alike[:index] if _is_same(name, f, entry)), None)
            if first is not None:
                yield entry, first


def _names_of(entry: Entry) -> Iterator[tuple[str, ...]]:
    """Give what may name a work, by kind."""
    title = fold(entry.fields.get("title", ""))
    doi = code_of(entry, "doi")
    if doi:
        yield "doi", doi
    if not title:
        return
    for name in ("isbn", "url"):
        code = code_of(entry, name)
        if code:
            yield name, code, title
    author = _first_author(entry)
    year = year_of(entry.fields.get("date") or entry.fields.get("year") or "")
    words = len(title.split())
    # Chinese and Japanese titles have no blanks between words.
    if (author or year is not None) and (
        words >= _ENOUGH_WORDS or (words > 1 and author and year) or not title.isascii()
    ):
        yield "title", title, author, str(year)


def _first_author(entry: Entry) -> str:
    for name in ("author", "editor"):
        text = entry.fields.get(name)
        if text:
            first = re.split(r"\s+and\s+", text, maxsplit=1, flags=re.IGNORECASE)[0]
            family = first.split(",")[0] if "," in first or "{" in first else first.split(" ")[-1]
            return fold(family)
    return ""


def _is_same(kind: tuple[str, ...], first: Entry, entry: Entry) -> bool:
    """Whether nothing tells two entries of a group apart."""
    if _linked(first, entry) or _linked(entry, first):
        return False
    if kind[0] == "doi" and (first.type in _PARTS) + (entry.type in _PARTS):
        return fold(first.fields.get("title", "")) == fold(entry.fields.get("title", "")) and not _differ(first, entry)
    if kind[0] == "title" and not _same_kind(first, entry):
        return False
    return not _differ(first, entry)


def _same_kind(first: Entry, entry: Entry) -> bool:
    """Whether two types may stand for one work: a chapter is not the book, `misc` may be anything."""
    return (first.type in _PARTS) == (entry.type in _PARTS)


def _linked(one: Entry, other: Entry) -> bool:
    """Whether one entry says how it goes with the other."""
    return any(str(key) == other.key for name in ("related", "crossref", "xref") for key in one.listed(name))


def _differ(first: Entry, entry: Entry) -> bool:
    for name in _CODES:
        one, other = code_of(first, name), code_of(entry, name)
        if one and other and one != other:
            return True
    if _dates_differ(first.fields, entry.fields):
        return True
    for name in _TELLING:
        mine, yours = first.fields.get(name), entry.fields.get(name)
        if mine and yours and fold(mine) != fold(yours) and not (name == "pages" and _overlap(mine, yours)):
            return True
    return False


def _overlap(one: str, other: str) -> bool:
    """Whether of two ranges of pages one lies in the other: a note may give the page that it means only."""
    spans = [[int(number) for number in re.findall(r"\d+", text)] for text in (one, other)]
    if not all(1 <= len(span) <= 2 for span in spans):
        return False
    (low, high), (first, last) = ((span[0], span[-1]) for span in spans)
    return low <= first <= last <= high or first <= low <= high <= last


def _dates_differ(first: Mapping[str, str], other: Mapping[str, str]) -> bool:
    one, two = (fields.get("date") or fields.get("year") or "" for fields in (first, other))
    if bool(one) != bool(two):
        return False
    return not (one.startswith(two) or two.startswith(one))


@cache
def fold(text: str) -> str:
    """Return a text without case, accents, braces and punctuation.

    >>> fold("The {R}ôle of Law:  a Survey")
    'the role of law a survey'
    """
    plain = unicodedata.normalize("NFKD", text).casefold()
    plain = "".join(c for c in plain if not unicodedata.combining(c)) if not plain.isascii() else plain
    return " ".join(re.findall(r"\w+", plain))


def code_of(entry: Entry, name: str) -> str:
    """Return a DOI, an ISBN or an address in the form in which two can be compared; empty when there is none."""
    value = entry.fields.get(name)
    if not value or name in entry.inherited:
        return ""
    if name == "doi":
        return bare_doi(value).lower()
    if name == "isbn":
        return re.sub(r"[^0-9Xx]", "", value).upper()[-10:-1]
    return re.sub(r"^https?://(www\.)?|/$", "", value.strip().lower())
