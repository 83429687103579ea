"""The library for another program: entries in, a .bib file that holds nothing but text out.

What a .bib file says is TeX, so nothing of the original goes through as it stands: the fields that are
known are taken from the parsed library, decoded, and escaped again. `@preamble` and unknown fields stay
behind, keys are those of the citations, addresses are checked.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from reportgen.bibliography.library import Entry, Library
from reportgen.bibliography.rules.identifiers import bare_doi
from reportgen.dates import print_bib_date
from reportgen.markup import escape, link_target

_MACRO = re.compile(r"\\[A-Za-z]+\{\}|\\[#$%&_{}]")
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_DAY = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$")

# Type -> the type of classic BibTeX (btxdoc, section 3.1); any other is `misc`.
_CLASSIC = {
    "article": "article", "book": "book", "collection": "book", "inbook": "inbook", "incollection": "incollection",
    "inproceedings": "inproceedings", "report": "techreport", "techreport": "techreport", "phdthesis": "phdthesis",
    "thesis": "phdthesis", "proceedings": "proceedings", "manual": "manual", "unpublished": "unpublished",
}  # fmt: skip
_BIBLATEX = {*_CLASSIC, "online", "misc", "dataset", "legislation", "patent", "periodical", "mastersthesis"}
_NAMES = ("author", "editor", "translator")
_CASED = {"title", "booktitle"}
# Field -> its name in classic BibTeX; biblatex's own is used by biblatex.
_CLASSIC_FIELDS = {
    "title": "title", "booktitle": "booktitle", "journaltitle": "journal", "volume": "volume", "number": "number",
    "pages": "pages", "publisher": "publisher", "location": "address", "institution": "institution", "type": "type",
    "edition": "edition", "series": "series", "chapter": "chapter", "howpublished": "howpublished",
    "isbn": "isbn", "issn": "issn",
}  # fmt: skip
_BIBLATEX_FIELDS = (
    *_CLASSIC_FIELDS, "subtitle", "titleaddon", "booksubtitle", "journalsubtitle", "issue", "version", "venue",
    "organization", "eventtitle", "note", "addendum", "origtitle", "shorthand",
)  # fmt: skip
_DATES = ("date", "origdate", "eventdate", "urldate")


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """A .bib file for one program; `keys` maps a key in it to the entry."""

    text: str
    keys: Mapping[str, Entry]


def export_library(
    library: Library, lists: Mapping[str, str], key_of: Callable[[str], str], *, classic: bool
) -> Exported:
    """Return the entries of the lists (name -> keyword) as a .bib file, for BibTeX (`classic`) or biblatex.

    For biblatex each entry has the names of its lists as keywords.
    """
    blocks: list[str] = []
    keys: dict[str, Entry] = {}
    for entry in library.entries.values():
        words = {str(k) for k in entry.listed("keywords")}
        names = [name for name, keyword in lists.items() if keyword in words]
        if names:
            key = key_of(entry.key)
            keys[key] = entry
            fields = [*(_classic(entry) if classic else _biblatex(entry, map(key_of, names)))]
            kind = _CLASSIC.get(entry.type, "misc") if classic else entry.type if entry.type in _BIBLATEX else "misc"
            body = "".join(f",\n  {name} = {{{value}}}" for name, value in fields)
            blocks.append(f"@{kind}{{{key}{body}\n}}\n")
    return Exported(text="\n".join(blocks), keys=keys)


def bib_text(text: object) -> str:
    r"""Return text for a field: escaped, with each command in a group, which BibTeX takes for one letter.

    >>> bib_text("R&D 50%")
    'R{\\&}D 50{\\%}'
    """
    return _MACRO.sub(lambda found: f"{{{found[0].removesuffix('{}')}}}", str(escape(text)))


def _names(entry: Entry, field: str) -> str:
    shown: list[str] = []
    for name in entry.names(field):
        family, given = bib_text(name.family), bib_text(name.given)
        if name.corporate or not given:
            # "others" ends a list of which not all are named.
            shown.append("others" if name.family == "others" and not name.corporate else f"{{{family}}}")
        else:
            shown.append(f"{_guarded(family)}, {_guarded(given)}")
    return " and ".join(shown)


def _guarded(text: str) -> str:
    """Return a part of a name in braces if the program would read more out of it."""
    return f"{{{text}}}" if "," in text or re.search(r"(?i)(^|\s)and(\s|$)", text) else text


def _classic(entry: Entry) -> Iterator[tuple[str, str]]:
    """Give the fields as plain BibTeX styles know them; `key` stands for an author where there is none."""
    yield "key", bib_text(entry.text("shorthand") or entry.key)
    for field in _NAMES[:2]:
        if entry.text(field):
            yield field, _names(entry, field)
    for field, name in _CLASSIC_FIELDS.items():
        text = entry.text(field)
        if text:
            value = bib_text(text if field not in _CASED else _whole_title(entry, field))
            yield name, f"{{{value}}}" if field in _CASED else value
    body = entry.text("organization")
    kind = _CLASSIC.get(entry.type, "misc")
    if body:
        yield {"techreport": "institution", "misc": "howpublished"}.get(kind, "organization"), bib_text(body)
    yield from _year(entry)
    address = _address(entry)
    if address:
        yield "url", address
    if entry.text("doi"):
        yield "doi", bib_text(bare_doi(str(entry.text("doi"))))
    notes = [str(text).rstrip(".") for field in ("note", "addendum") if (text := entry.text(field))]
    if notes:
        yield "note", bib_text(". ".join(notes))


def _whole_title(entry: Entry, field: str) -> str:
    """Return a title with all that stands under it: classic styles know no more than one."""
    parts = [str(entry.text(field))]
    if field == "title":
        if (subtitle := entry.text("subtitle")) is not None:
            parts.append(f": {subtitle}")
        if (romanised := entry.text("translit")) is not None:
            parts.append(f". {romanised}")
        if (meaning := entry.text("transtitle")) is not None:
            parts.append(f" [{meaning}]")
    return "".join(parts)


def _year(entry: Entry) -> Iterator[tuple[str, str]]:
    date = str(entry.text("date") or entry.text("year") or "")
    found = _DAY.match(date)
    if found is None:
        if date:
            yield "year", bib_text(print_bib_date(date))
        return
    year, month, day = found.groups()
    if month and 1 <= int(month) <= 12:
        yield "month", f"{int(day)} {_MONTHS[int(month) - 1]}" if day else _MONTHS[int(month) - 1]
    yield "year", year


def _address(entry: Entry) -> str:
    url = entry.text("url")
    target = link_target(url) if url else None
    # Braces and backslashes are percent-encoded already.
    return target.replace("~", "%7E") if target else ""


def _biblatex(entry: Entry, lists: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Give the fields as biblatex knows them."""
    for field in _NAMES:
        if entry.text(field):
            yield field, _names(entry, field)
    for field in _BIBLATEX_FIELDS:
        text = entry.text(field)
        if text:
            yield field, bib_text(text)
    if not entry.text("titleaddon"):
        other = [f"[{text}]" if field == "transtitle" else str(text) for field in ("translit", "transtitle")
                 if (text := entry.text(field))]  # fmt: skip
        if other:
            yield "titleaddon", bib_text(" ".join(other))
    for field in _DATES:
        date = entry.text(field)
        if date and re.fullmatch(r"[0-9TXu~?%/.:+-]{4,40}", date):
            yield field, str(date)
    if not entry.text("date") and entry.text("year"):
        yield "year", bib_text(entry.text("year"))
    address = _address(entry)
    if address:
        yield "url", address
    doi = entry.text("doi")
    if doi and re.fullmatch(r"[\w./:;()<>-]+", doi, re.ASCII):
        yield "doi", bare_doi(doi)
    yield "keywords", ",".join(lists)
