"""What the PDF says of itself, and what it must not hold: metadata, bookmarks, page labels, fonts, actions."""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any
from xml.etree import ElementTree as ET

from reportgen.pdf import read_objects
from validate.printed import Tags
from validate.reading import letters
from validate.source import Source
from validate.verdict import Verdict

_NAMES = {
    "dc": "http://purl.org/dc/elements/1.1/", "xmp": "http://ns.adobe.com/xap/1.0/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/", "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
}  # fmt: skip


def check_identity(pdf: bytes, tags: Tags, source: Source) -> tuple[Verdict, ...]:
    """Return one verdict for each."""
    import pikepdf

    with pikepdf.open(io.BytesIO(pdf)) as document:
        return (metadata(document, source), bookmarks(document, tags), labels(document), contained(document))


def metadata(document: Any, source: Source) -> Verdict:
    """Title, author, language, dates and standards in XMP; the same in the information dictionary."""
    packet = document.Root.get("/Metadata")
    if packet is None:
        return Verdict(name="metadata", faults=("there is no XMP packet",))
    try:
        root = ET.fromstring(re.sub(rb"<\?xpacket.*?\?>", b"", packet.read_bytes()).strip())  # noqa: S314 (our own file)
    except ET.ParseError as error:
        return Verdict(name="metadata", faults=(f"the XMP packet is no XML: {error}",))

    def value(path: str) -> str:
        found = root.find(f".//{path}", _NAMES)
        return " ".join("".join(found.itertext()).split()) if found is not None else ""

    settings = source.settings
    title = ": ".join(filter(None, (settings.get("title", ""), settings.get("subtitle", ""))))
    info = document.docinfo
    wanted: Mapping[str, tuple[str, str]] = {
        "dc:title": (value("dc:title"), title), "dc:creator": (value("dc:creator"), settings.get("organisation", "")),
        "dc:language": (value("dc:language"), settings.get("language", "")),
        "pdfaid:part": (value("pdfaid:part"), "3"), "pdfaid:conformance": (value("pdfaid:conformance"), "A"),
        "pdfuaid:part": (value("pdfuaid:part"), "1"),
        "/Title": (str(info.get("/Title", "")), value("dc:title")),
        "/Author": (str(info.get("/Author", "")), value("dc:creator")),
        "/Lang": (str(document.Root.get("/Lang", "")), value("dc:language")),
        "/CreationDate": (_day(str(info.get("/CreationDate", ""))), _day(value("xmp:CreateDate"))),
        "/ModDate": (_day(str(info.get("/ModDate", ""))), _day(value("xmp:ModifyDate"))),
    }  # fmt: skip
    faults = [
        f"{key} is '{there}', not '{due}'" for key, (there, due) in wanted.items() if letters(there) != letters(due)
    ]
    faults += [
        f"{key} is empty" for key, (there, _) in wanted.items() if not there and key.startswith(("dc:t", "dc:l", "/C"))
    ]
    if not bool(document.Root.get("/ViewerPreferences", {}).get("/DisplayDocTitle", False)):
        faults.append("the window does not show the title")
    return Verdict(name="metadata", said=f"{len(wanted)} values", faults=tuple(faults))


def _day(text: str) -> str:
    return re.sub(r"\D", "", text)[:8]


def bookmarks(document: Any, tags: Tags) -> Verdict:
    """The tree of bookmarks is that of the headings, as deep as it goes, and leads to the pages they are on."""
    with document.open_outline() as outline:
        marks = list(_outline(outline.root, 1))
    heads = [(int(n.role[1]), letters(n.text)) for n in tags.root.walk() if re.fullmatch("H[1-6]", n.role)]
    faults = []
    cursor = 0
    for level, title in marks:
        at = next((i for i in range(cursor, len(heads)) if heads[i][1] == letters(title)), None)
        if at is not None:
            cursor = at + 1
        elif not any(text == letters(title) for _, text in heads) and level > 1:
            faults.append(f"the bookmark '{title[:50]}' is no heading")
        elif any(text == letters(title) for _, text in heads):
            faults.append(f"the bookmark '{title[:50]}' is not in the order of the headings")
    # As deep as the bookmarks go, every heading has one.
    titles = Counter(letters(title) for _, title in marks)
    depth = max((level for level, text in heads if text in titles), default=0)
    for level, text in heads:
        if level <= depth and titles[text] < 1:
            faults.append(f"no bookmark leads to '{text[:50]}'")
    return Verdict(name="bookmarks", said=f"{len(marks)} for {len(heads)} headings", faults=tuple(faults))


def _outline(items: Any, level: int) -> Iterator[tuple[int, str]]:
    for item in items:
        yield level, str(item.title)
        yield from _outline(item.children, level + 1)


def labels(document: Any) -> Verdict:
    """Pages are called in a reader's program what is printed on them."""
    given = document.Root.get("/PageLabels")
    pages = len(document.pages)
    if given is None:
        return Verdict(
            name="page labels", said=f"none: pages 1 to {pages} by number", faults=("there are no page labels",)
        )
    names = [str(page.label) for page in document.pages]
    faults = [f"two pages are called '{name}'" for name in dict.fromkeys(names) if names.count(name) > 1]
    return Verdict(
        name="page labels", said=f"{names[0]}, {names[1] if pages > 1 else ''} ... {names[-1]}", faults=tuple(faults)
    )


def contained(document: Any) -> Verdict:
    """Every font is in the file, with what its signs mean; no action but links; no address that runs a program."""
    facts = read_objects(document)
    faults = [f"the font {font.name} is not in the file" for font in facts.fonts if not font.embedded]
    faults += [f"the font {font.name} does not say what its signs mean" for font in facts.fonts if not font.unicode]
    faults += [f"a forbidden action or part: {action}" for action in facts.actions]
    faults += [f"a link to '{name}', which is nowhere" for name in facts.dangling]
    faults += [
        f"a link that is none: {uri}" for uri in facts.uris if not uri.startswith(("https://", "http://", "mailto:"))
    ]
    said = f"{len(facts.fonts)} fonts in the file, {len(facts.uris)} addresses"
    return Verdict(name="fonts and actions", said=said, faults=tuple(faults))
