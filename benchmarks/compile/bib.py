"""Write the references as .bib: in biblatex's dialect, or in BibTeX's for the older tools."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

from compile.document import Document, Reference

_LATIN: Mapping[str, str] = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюя",
        "a b v g d e yo zh z i y k l m n o p r s t u f kh ts ch sh shch - y - e yu ya".replace("-", "").split(" "),
        strict=True,
    )
)


def biblatex(document: Document, *, keywords: bool = False) -> str:
    """Return all works and the source document; with `keywords`, each says in which list it is printed."""
    source = {"author": "{The Bureau}", "title": document.title, "date": "2020"}
    entries = [_entry("misc", document.source, source | ({"keywords": "corpus"} if keywords else {}))]
    for work in document.references:
        fields = {"author": _authors(work), "title": work.title}
        container = {"article": "journaltitle", "book": "publisher", "report": "institution", "online": "organization"}
        fields[container[work.kind]] = work.container
        if work.kind == "article":
            fields["volume"] = str(work.volume)
        if work.kind == "report":
            fields["type"] = "Report"
        fields |= {"date": str(work.year), "url": work.url} | ({"keywords": "cited"} if keywords else {})
        entries.append(_entry(work.kind, work.key, fields))
    return "\n".join(entries)


def bibtex(document: Document, *, latin: bool = False) -> str:
    """Return the same in the dialect of BibTeX's standard styles."""
    source = {"author": "{The Bureau}", "title": document.title, "year": "2020"}
    entries = [_entry("misc", document.source, source)]
    kinds = {"article": "article", "book": "book", "report": "techreport", "online": "misc"}
    container = {"article": "journal", "book": "publisher", "report": "institution", "online": "howpublished"}
    for work in document.references:
        fields = {"author": _authors(work), "title": work.title, container[work.kind]: work.container}
        if work.kind == "article":
            fields["volume"] = str(work.volume)
        fields |= {"year": str(work.year), "url": work.url}
        entries.append(_entry(kinds[work.kind], work.key, fields))
    text = "\n".join(entries)
    return in_latin(text) if latin else text


def in_latin(text: str) -> str:
    """Return a text whose Cyrillic is romanised and whose Han characters are named, for an engine without them."""
    found: list[str] = []
    for letter in text:
        small = _LATIN.get(letter.lower())
        if small is not None:
            found.append(small.capitalize() if letter.isupper() else small)
        elif ord(letter) > 0x2E80:
            found.append(unicodedata.name(letter, "x").rsplit("-", 1)[-1].capitalize() + " ")
        else:
            found.append(letter)
    return "".join(found)


def print_authors(work: Reference) -> str:
    """Return the authors as a reference prints them, for the formats that have no bibliography of their own."""
    return ", ".join(f"{given} {family}" for family, given in work.authors)


def _authors(work: Reference) -> str:
    return " and ".join(f"{family}, {given}" for family, given in work.authors)


def _entry(kind: str, key: str, fields: Mapping[str, str]) -> str:
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items()]
    return "\n".join([f"@{kind}{{{key},", *lines, "}\n"])
