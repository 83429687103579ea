"""Write a structure into a PDF: elements, parent tree, identifiers (ISO 32000-1, 14.7)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from reportgen.archive.structure import Annotation, Content, Element, Kid


@dataclass(slots=True, kw_only=True)
class _Writer:
    """What is known while the tree is written: the PDF, its pages, its links, whom each piece belongs to."""

    pdf: Any
    pages: list[Any]
    links: dict[int, list[tuple[Any, Any]]]
    owners: dict[int, dict[int, Any]] = field(default_factory=dict)
    link_owners: list[Any] = field(default_factory=list)
    notes: list[tuple[str, Any]] = field(default_factory=list)


def write_structure(pdf: Any, structure: Element) -> None:
    """Add the tree to an open PDF. Raises `ValueError` if the PDF has not the pages the structure speaks of."""
    from pikepdf import Array, Dictionary, Name, String

    pages = [page.obj for page in pdf.pages]
    writer = _Writer(pdf=pdf, pages=pages, links=_links(pages))
    root = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    document = _write(structure, root, writer)
    for page, annotation in _unclaimed(writer):
        document.K.append(_link_paragraph(page, annotation, document, writer))
    root.K = document
    root.ParentTree = pdf.make_indirect(Dictionary(Nums=_parents(writer)))
    root.ParentTreeNextKey = len(pages) + len(writer.link_owners)
    if writer.notes:
        names = [part for name, element in writer.notes for part in (String(name), element)]
        root.IDTree = pdf.make_indirect(Dictionary(Names=Array(names)))
    pdf.Root.StructTreeRoot = root
    pdf.Root.MarkInfo = Dictionary(Marked=True)
    for number, page in enumerate(pages):
        page.StructParents = number
        page.Tabs = Name.S


def _links(pages: list[Any]) -> dict[int, list[tuple[Any, Any]]]:
    """Return page and annotation of every link by the number that the run gave it; -1 for those without."""
    found: dict[int, list[tuple[Any, Any]]] = {}
    for page in pages:
        for annotation in page.get("/Annots", ()):
            number = annotation.get("/StructParent", -1)
            found.setdefault(int(number), []).append((page, annotation))
    return found


def _write(element: Element, parent: Any, writer: _Writer) -> Any:
    """Write an element and what is in it; return its object."""
    from pikepdf import Array, Dictionary, Name, String

    entries: dict[str, Any] = {"/S": Name("/" + element.role), "/P": parent}
    if element.alt is not None:
        entries["/Alt"] = String(element.alt)
    if element.language is not None:
        entries["/Lang"] = String(element.language)
    attributes = _attributes(element)
    if attributes is not None:
        entries["/A"] = attributes
    made = writer.pdf.make_indirect(Dictionary(entries))
    if element.role == "Note":
        name = f"note.{len(writer.notes) + 1:05d}"
        made.ID = String(name)
        writer.notes.append((name, made))
    home = next((kid.page for kid in element.kids if isinstance(kid, Content)), None)
    if home is not None:
        made.Pg = _page(home, writer)
    kids: list[Any] = []
    for kid in element.kids:
        kids += _write_kid(kid, made, home, writer)
    made.K = Array(kids)
    return made


def _write_kid(kid: Kid, owner: Any, home: int | None, writer: _Writer) -> Iterator[Any]:
    from pikepdf import Dictionary, Name

    if isinstance(kid, Element):
        yield _write(kid, owner, writer)
    elif isinstance(kid, Annotation):
        for page, annotation in writer.links.pop(kid.link, ()):
            yield _claim(page, annotation, owner, writer)
    else:
        writer.owners.setdefault(kid.page, {})[kid.mark] = owner
        if kid.page == home:
            yield kid.mark
        else:
            yield Dictionary(Type=Name.MCR, Pg=_page(kid.page, writer), MCID=kid.mark)


def _page(number: int, writer: _Writer) -> Any:
    if not 1 <= number <= len(writer.pages):
        message = f"the structure speaks of page {number} of {len(writer.pages)}"
        raise ValueError(message)
    return writer.pages[number - 1]


def _claim(page: Any, annotation: Any, owner: Any, writer: _Writer) -> Any:
    """Make an annotation part of an element; both name each other."""
    from pikepdf import Dictionary, Name

    annotation.StructParent = len(writer.pages) + len(writer.link_owners)
    writer.link_owners.append(owner)
    return Dictionary(Type=Name.OBJR, Pg=page, Obj=annotation)


def _unclaimed(writer: _Writer) -> Iterator[tuple[Any, Any]]:
    """Links that stand in no text (a picture may bring some) follow the document."""
    for number in sorted(writer.links):
        yield from writer.links[number]


def _link_paragraph(page: Any, annotation: Any, parent: Any, writer: _Writer) -> Any:
    from pikepdf import Dictionary, Name

    paragraph = writer.pdf.make_indirect(Dictionary(S=Name.P, P=parent))
    link = writer.pdf.make_indirect(Dictionary(S=Name.Link, P=paragraph))
    link.K = _claim(page, annotation, link, writer)
    paragraph.K = link
    return paragraph


def _attributes(element: Element) -> Any:
    from pikepdf import Array, Dictionary, Name

    table: dict[str, Any] = {}
    if element.scope is not None:
        table["/Scope"] = Name("/" + element.scope)
    if element.span > 1:
        table["/ColSpan"] = element.span
    if table:
        return Dictionary({"/O": Name.Table, **table})
    if element.box is not None:
        return Dictionary(O=Name.Layout, Placement=Name.Block, BBox=Array([round(side, 2) for side in element.box]))
    return None


def _parents(writer: _Writer) -> Any:
    """Return the number tree from marks on pages, and from links, to the elements they belong to."""
    from pikepdf import Array

    entries: list[Any] = []
    for number in range(len(writer.pages)):
        owners = writer.owners.get(number + 1, {})
        marks = range(max(owners, default=-1) + 1)
        entries += [number, writer.pdf.make_indirect(Array([owners.get(mark) for mark in marks]))]
    for number, owner in enumerate(writer.link_owners, len(writer.pages)):
        entries += [number, owner]
    return Array(entries)
