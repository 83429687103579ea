"""The documents themselves: what each states of itself -> documents.yaml and documents.bib."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence

from reportgen.diagnostics import Severity
from reportgen.drafting.proposal import Gathered, Stated
from reportgen.drafting.rows import Content, Row
from reportgen.drafting.wording import one_line
from reportgen.extract.references.bibtex import bib_address, bib_language, bib_value
from reportgen.records.ledger import fingerprint
from reportgen.records.matching import fold

DOCUMENTS_FILE = "bib/documents.bib"
_FORMATS = {"text": "Plain text", "markdown": "Markdown", "html": "Web page", "pdf": "PDF", "docx": "Word document"}
_LANGUAGES = {
    "en": "English", "ru": "Russian", "zh": "Chinese", "de": "German", "fr": "French", "es": "Spanish",
    "it": "Italian", "el": "Greek", "ja": "Japanese", "ko": "Korean", "uk": "Ukrainian", "pl": "Polish",
    "pt": "Portuguese", "tr": "Turkish", "nl": "Dutch", "cs": "Czech", "sv": "Swedish", "ar": "Arabic",
    "he": "Hebrew", "fa": "Persian", "bg": "Bulgarian", "sr": "Serbian", "ro": "Romanian", "hu": "Hungarian",
    "fi": "Finnish", "da": "Danish", "no": "Norwegian", "nb": "Norwegian", "hi": "Hindi", "vi": "Vietnamese",
}  # fmt: skip
# What a text may state of itself: the name of the field, and what it is called where it is missing.
STATED = ("title", "author", "date", "outlet")


def missing(document: Gathered) -> tuple[str, ...]:
    """Return what a document does not state of itself, of title, author, date and outlet."""
    known = document.stated
    have = {"title": known.title, "author": known.authors, "date": known.issued, "outlet": known.outlet}
    return tuple(name for name in STATED if not have[name])


def language_name(tag: str) -> str:
    """Return the English name of a language, the tag itself for one that is not known here."""
    return _LANGUAGES.get(tag.split("-", maxsplit=1)[0], tag)


def in_prose(names: Sequence[str]) -> str:
    """Return names as a sentence lists them; the bibliography has its own way.

    >>> in_prose(("Ada Quill", "Bo Vale", "Cy Mole"))
    'Ada Quill, Bo Vale and Cy Mole'
    """
    return " and ".join(part for part in (", ".join(names[:-1]), *names[-1:]) if part)


def document_row(id_: str, document: Gathered) -> Row:
    """Return the record of a document: only what it states, and what can be counted."""
    known = document.stated
    lacks = missing(document)
    notices = [d.message for d in document.diagnostics if d.severity is not Severity.ERROR]
    inferred = [{"field": field, "value": value, "reason": reason} for field, value, reason in known.inferred]
    fields: dict[str, Content] = {
        "file": document.name,
        "sha256": document.sha256,
        "words": str(document.words),
        "title": known.title,
        "author": in_prose(known.authors),
        "issued": known.issued,
        "outlet": known.outlet or known.publisher,
        "genre": "not stated",
        "completeness": f"not found: {', '.join(lacks)}" if lacks else "title, author, date and outlet are stated",
        "notes": _counted(document),
        "defects": [one_line(text) for text in notices],
        "grade": "F",
        "grade_reason": "nobody has assessed this source",
        "descriptor": descriptor(document),
        "inferred": inferred,
        "review": "proposed",
    }
    return Row(kind="documents", id=id_, fields=fields, fingerprint=fingerprint("documents", id_, "", ""))


def descriptor(document: Gathered) -> str:
    """Say in a line what kind of file it is, how long, and in what language."""
    notes = f", {len(document.notes)} notes" if len(document.notes) > 1 else ", 1 note" if document.notes else ""
    language = language_name(document.stated.language) if document.stated.language else "language not known"
    kind = _FORMATS.get(document.format, document.format)
    return f"{kind}, {document.words:,} words, {language}{notes}."


def _counted(document: Gathered) -> str:
    """Return the number of notes where they count from 1 without a gap and each cites a work."""
    cited = {one.number for one in document.cited if one.number}
    whole = set(range(1, len(document.notes) + 1))
    return str(len(document.notes)) if set(document.notes) == whole == cited or not document.notes else ""


def document_entries(documents: Sequence[tuple[str, Gathered]], plain: Collection[str] = ()) -> Mapping[str, str]:
    """Return the entries of the documents by id.

    One without a title goes by its file's name, which is said; of two with the same title the file is named. Of those
    in `plain` nothing but title and file is told.
    """
    titles = Counter(fold(document.stated.title) for _, document in documents)
    return {
        id_: _entry(id_, document, named=titles[fold(document.stated.title)] > 1, plain=id_ in plain)
        for id_, document in documents
    }


def _entry(id_: str, document: Gathered, *, named: bool, plain: bool) -> str:
    known = Stated(title=document.stated.title, language=document.stated.language) if plain else document.stated
    outlet = known.outlet or known.publisher
    fields: Mapping[str, str] = {
        "author": " and ".join(f"{{{bib_value(name)}}}" for name in known.authors),
        "title": bib_value(known.title or f"[{document.name}]"),
        "journaltitle": bib_value(known.outlet) if known.outlet else "",
        "organization": bib_value(outlet) if outlet and not known.outlet else "",
        "date": known.issued,
        "url": bib_address(known.url),
        "note": bib_value(f"File {document.name}") if (named or plain) and known.title else "",
        "langid": bib_language(known.language),
        "addendum": "" if known.title else "No title stated; the name is that of the file",
        "shorthand": id_,
        "keywords": "corpus",
        "options": "nocite",
    }
    body = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    return f"@{'article' if known.outlet else 'misc'}{{{id_},\n{body}}}\n"


def document_rows(documents: Sequence[tuple[str, Gathered]]) -> Iterator[Row]:
    """Give the records of all documents."""
    return (document_row(id_, document) for id_, document in documents)
