"""The PDF as a reader's program has it: the tree of tags with the text and the links that belong to each.

The tree is read with pikepdf, the text of each mark with PDFium, the engine of a widely used browser.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from validate.commands import words

STANDARD = frozenset(
    words("""
    Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private P H H1 H2 H3 H4 H5 H6 L LI
    Lbl LBody Table TR TH TD THead TBody TFoot Span Quote Note Reference BibEntry Code Link Annot Figure Formula
    Form
    """)
)


class Piece(NamedTuple):
    """Text that is marked as content: page from 1, number of the mark, what PDFium reads there."""

    page: int
    mark: int
    text: str


class Anchor(NamedTuple):
    """A link's annotation: its page, where it leads (an address, or the name of a place), its words."""

    page: int
    target: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A structure element. `role` is the standard one that its own stands for; `lang` holds for what is in it."""

    role: str
    lang: str = ""
    alt: str = ""
    expansion: str = ""
    scope: str = ""
    span: int = 1
    boxed: bool = False
    kids: tuple[Node | Piece | Anchor, ...] = ()

    def walk(self) -> Iterator[Node]:
        """Give the element and all in it, in reading order."""
        yield self
        for kid in self.kids:
            if isinstance(kid, Node):
                yield from kid.walk()

    def leaves(self) -> Iterator[Piece | Anchor]:
        """Give all text and links in it, in reading order."""
        for kid in self.kids:
            if isinstance(kid, Node):
                yield from kid.leaves()
            else:
                yield kid

    @property
    def text(self) -> str:
        """Its text in reading order."""
        return "".join(leaf.text for leaf in self.leaves() if isinstance(leaf, Piece))

    def within(self, role: str) -> Iterator[Node]:
        """Give the elements of this role in it."""
        return (node for node in self.walk() if node.role == role)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tags:
    """The tree, and what is wrong with it as such: text without a tag, tags without text, links in none."""

    root: Node
    faults: tuple[str, ...]
    language: str


def read_tags(pdf: bytes) -> Tags:
    """Read the tree. A PDF without one gives an empty document and says so."""
    import pikepdf

    with pikepdf.open(io.BytesIO(pdf)) as document:
        tree = document.Root.get("/StructTreeRoot")
        language = str(document.Root.get("/Lang", ""))
        if tree is None:
            return Tags(root=Node(role="Document"), faults=("the PDF has no tags",), language=language)
        reader = _Reader(document, tree, marked_text(pdf))
        kids = reader.kids(tree, None)
        nodes = tuple(kid for kid in kids if isinstance(kid, Node))
        root = nodes[0] if len(nodes) == 1 else Node(role="Document", kids=kids)
        return Tags(root=root, faults=tuple(reader.faults()), language=language)


def marked_text(pdf: bytes) -> Mapping[tuple[int, int], str]:
    """Return the text of each mark by page (from 1) and number; that of no mark stands under -1."""
    import pypdfium2
    from pypdfium2 import raw

    found: dict[tuple[int, int], list[str]] = {}
    document = pypdfium2.PdfDocument(pdf)
    try:
        for number, page in enumerate(document, 1):
            text, mark, ended = page.get_textpage(), -2, False
            for index in range(raw.FPDFText_CountChars(text)):
                thing, letter = raw.FPDFText_GetTextObject(text, index), chr(raw.FPDFText_GetUnicode(text, index))
                if thing:
                    before, mark = mark, int(raw.FPDFPageObj_GetMarkedContentID(thing))
                    if ended and before != mark:
                        found[number, before].append(" ")
                    ended = False
                    found.setdefault((number, mark), []).append(letter)
                elif mark >= -1:
                    # Some blanks PDFium gives as its own, and instead of one at the end of a line, where a mark ends
                    # too, the line's end. Within a mark the line's end is no blank: there has to be one.
                    found[number, mark] += letter.strip("\r\n")
                    ended = True
            text.close()
            page.close()
    finally:
        document.close()
    # PDFium's own sign for a hyphen at the end of a line.
    return {place: "".join(letters).replace("\x02", "\u00ad") for place, letters in found.items()}


class _Reader:
    """Turns structure elements into nodes and remembers what was used."""

    def __init__(self, document: Any, tree: Any, texts: Mapping[tuple[int, int], str]) -> None:
        self.texts = texts
        self.pages = {page.obj.objgen: number for number, page in enumerate(document.pages, 1)}
        self.document = document
        self.roles = {str(name)[1:]: str(role)[1:] for name, role in dict(tree.get("/RoleMap", {})).items()}
        self.used: set[tuple[int, int]] = set()
        self.twice: set[tuple[int, int]] = set()
        self.claimed: set[tuple[int, int]] = set()
        self.unknown: set[str] = set()

    def node(self, element: Any, page: Any) -> Node:
        role = str(element.get("/S", "/"))[1:]
        for _ in range(8):
            if role in STANDARD:
                break
            role = self.roles.get(role, role)
        if role not in STANDARD:
            self.unknown.add(role)
        attributes = _attributes(element.get("/A"))
        return Node(
            role=role, lang=str(element.get("/Lang", "")), alt=str(element.get("/Alt", "")),
            expansion=str(element.get("/E", "")), scope=str(attributes.get("/Scope", "/"))[1:],
            span=int(attributes.get("/ColSpan", 1)), boxed="/BBox" in attributes,
            kids=self.kids(element, element.get("/Pg", page)),
        )  # fmt: skip

    def kids(self, element: Any, page: Any) -> tuple[Node | Piece | Anchor, ...]:
        import pikepdf

        below = element.get("/K")
        if below is None:
            return ()
        found: list[Node | Piece | Anchor] = []
        for kid in below if isinstance(below, pikepdf.Array) else [below]:
            if isinstance(kid, int):
                found.append(self.piece(page, kid))
            elif kid.get("/Type") == "/MCR":
                found.append(self.piece(kid.get("/Pg", page), int(kid.MCID)))
            elif kid.get("/Type") == "/OBJR":
                found.append(self.anchor(kid, page))
            else:
                found.append(self.node(kid, page))
        return tuple(found)

    def piece(self, page: Any, mark: int) -> Piece:
        place = (self.pages.get(page.objgen, 0) if page is not None else 0, mark)
        (self.twice if place in self.used else self.used).add(place)
        return Piece(*place, self.texts.get(place, ""))

    def anchor(self, kid: Any, page: Any) -> Anchor:
        annotation = kid.Obj
        self.claimed.add(annotation.objgen)
        number = self.pages.get(kid.get("/Pg", page).objgen, 0)
        return Anchor(number, target_of(annotation), str(annotation.get("/Contents", "")))

    def faults(self) -> Iterator[str]:
        """Give what is wrong with the tree as a whole."""
        for role in sorted(self.unknown):
            yield f"the role {role} stands for no standard one"
        for page, mark in sorted(self.twice):
            yield f"page {page}: mark {mark} belongs to two elements"
        for (page, mark), text in sorted(self.texts.items()):
            if mark >= 0 and (page, mark) not in self.used:
                yield f"page {page}: no element has the text '{text[:40].strip()}'"
        for number, page in enumerate(self.document.pages, 1):
            for annotation in page.obj.get("/Annots", ()):
                if annotation.get("/Subtype") == "/Link" and annotation.objgen not in self.claimed:
                    yield f"page {number}: no element has the link to {target_of(annotation)}"


def _attributes(given: Any) -> dict[str, Any]:
    """Return the attributes of an element, of all owners together."""
    import pikepdf

    if given is None:
        return {}
    owners = given if isinstance(given, pikepdf.Array) else [given]
    return {key: value for owner in owners if isinstance(owner, pikepdf.Dictionary) for key, value in owner.items()}


def target_of(annotation: Any) -> str:
    """Return where a link leads: an address, or the name of a place in the PDF; "" when nowhere."""
    import pikepdf

    action = annotation.get("/A", {})
    if action.get("/S") == "/URI":
        return bytes(action.URI).decode("utf-8", "replace")
    target = action.get("/D", annotation.get("/Dest"))
    return str(target).removeprefix("/") if isinstance(target, pikepdf.String | pikepdf.Name) else ""
