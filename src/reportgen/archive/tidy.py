"""Make the tree that TeX left into one that readers' software understands.

TeX knows a paragraph when it begins, not what will stand in it: paragraphs that hold a table, cells
with one paragraph, boxes that were measured and thrown away. Each rule here is about such a case; the
roles and what may stand in them are those of ISO 32000-1, 14.8.4.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby

from reportgen.archive.structure import Element, Kid

_BLOCKS = frozenset({"P", "Table", "L", "Figure", "Caption", "BlockQuote", "TOC", "H1", "H2", "H3", "H4", "H5", "H6"})
_CHILDREN = {
    "Table": frozenset({"TR", "Caption"}),
    "TR": frozenset({"TH", "TD"}),
    "L": frozenset({"LI"}),
    "LI": frozenset({"Lbl", "LBody"}),
    "TOC": frozenset({"TOCI", "TOC"}),
}
_LIFTED = frozenset({"TD", "TH", "LBody", "Caption"})
_GROUPS = frozenset({"Document", "Sect", "BlockQuote"})


def tidy(root: Element) -> Element:
    """Return the tree in its final form: nothing empty, headings without gaps, tables with header cells."""
    document = replace(root, kids=_wrapped(_settled(root.kids)))
    return _with_levels(document, [])


def has_content(kid: Kid) -> bool:
    """Tell whether anything on a page belongs to this."""
    return not isinstance(kid, Element) or any(map(has_content, kid.kids))


def _settled(kids: Iterable[Kid]) -> tuple[Kid, ...]:
    found: list[Kid] = []
    for kid in kids:
        if isinstance(kid, Element):
            found += _settle(kid)
        else:
            found.append(kid)
    return tuple(found)


def _settle(element: Element) -> tuple[Kid, ...]:
    """Return what stands for the element: itself, what was in it, itself and what did not belong, or nothing."""
    element = replace(element, kids=_settled(element.kids))
    role = element.role
    if role in {"TD", "TH"}:
        return (_lifted(element),)
    if not has_content(element):
        return ()
    if role == "Div":
        kids = _with_caption(element.kids)
        return (replace(element, kids=_wrapped(kids)),) if len(kids) > 1 else kids
    if role == "P":
        return _paragraph(element)
    if role in _CHILDREN:
        return _strict(element)
    if role == "TOCI":
        kids = tuple(
            replace(k, role="Reference") if isinstance(k, Element) and k.role == "P" else k for k in element.kids
        )
        return (replace(element, kids=kids),)
    if role in _LIFTED:
        return (_lifted(element),)
    return (replace(element, kids=_wrapped(element.kids)) if role in _GROUPS else element,)


def _lifted(element: Element) -> Element:
    """A single paragraph adds nothing to the cell or item it fills."""
    match element.kids:
        case (Element(role="P", language=None) as only,):
            return replace(element, kids=only.kids)
    return element


def _paragraph(element: Element) -> tuple[Kid, ...]:
    """A paragraph that holds blocks only is none; one inside another is a part of its text."""
    blocks = [isinstance(kid, Element) and kid.role in _BLOCKS for kid in element.kids]
    if all(blocks):
        return element.kids
    if any(blocks):
        kids = tuple(replace(k, role="Span") if isinstance(k, Element) and k.role == "P" else k for k in element.kids)
        return (replace(element, kids=kids),)
    return (element,)


def _with_caption(kids: tuple[Kid, ...]) -> tuple[Kid, ...]:
    """What floats stays together; the caption of the only picture in it belongs into the picture."""
    figures = [kid for kid in kids if isinstance(kid, Element) and kid.role == "Figure"]
    captions = tuple(kid for kid in kids if isinstance(kid, Element) and kid.role == "Caption")
    if len(figures) != 1 or not captions:
        return kids
    whole = replace(figures[0], kids=(*captions, *figures[0].kids))
    return tuple(whole if kid is figures[0] else kid for kid in kids if kid not in captions)


def _strict(element: Element) -> tuple[Kid, ...]:
    """Lists, tables and contents have children of their own kind only; what else is in them follows them."""
    allowed = _CHILDREN[element.role]
    own = tuple(kid for kid in element.kids if isinstance(kid, Element) and kid.role in allowed)
    strays = tuple(kid for kid in element.kids if not (isinstance(kid, Element) and kid.role in allowed))
    kept = replace(element, kids=own)
    if not has_content(kept):
        return _wrapped(strays)
    if element.role == "Table":
        kept = _table(kept)
    return (kept, *_wrapped(strays))


def _wrapped(kids: tuple[Kid, ...]) -> tuple[Kid, ...]:
    """Text that stands in no paragraph gets one."""

    def loose(kid: Kid) -> bool:
        return not isinstance(kid, Element) or kid.role in {"Link", "Span", "Lbl", "Reference", "Quote", "Code"}

    found: list[Kid] = []
    for is_loose, group in groupby(kids, loose):
        run = tuple(group)
        found += [Element(role="P", kids=run)] if is_loose else run
    return tuple(found)


def _table(table: Element) -> Element:
    """Fill short rows with empty cells and give each header cell its scope.

    Rows at the top that consist of header cells head the columns; other header cells head their row.
    A table without header cells is one of names and values: the first column heads the rows.
    """
    others = [kid for kid in table.kids if isinstance(kid, Element) and kid.role != "TR"]
    rows = [kid for kid in table.kids if isinstance(kid, Element) and kid.role == "TR"]
    width = max(sum(cell.span for cell in _cells(row)) for row in rows)
    bare = not any(cell.role == "TH" for row in rows for cell in _cells(row))
    at_top = True
    filled: list[Element] = []
    for row in rows:
        cells = [*_cells(row)]
        cells += [Element(role="TD")] * (width - sum(cell.span for cell in cells))
        if bare and width > 1:
            cells[0] = replace(cells[0], role="TH")
        at_top = at_top and all(cell.role == "TH" or not cell.kids for cell in cells)
        scope = "Column" if at_top else "Row"
        heads = tuple(replace(cell, scope=scope) if cell.role == "TH" else cell for cell in cells)
        filled.append(replace(row, kids=heads))
    return replace(table, kids=(*others, *filled))


def _cells(row: Element) -> Iterator[Element]:
    return (kid for kid in row.kids if isinstance(kid, Element))


def _with_levels(element: Element, outline: list[int]) -> Element:
    """Number the headings so that no level is left out (ISO 14289-1, 7.4.2). `outline` holds the open levels."""
    if len(element.role) == 2 and element.role[0] == "H" and element.role[1].isdigit():
        level = int(element.role[1])
        while outline and outline[-1] >= level:
            outline.pop()
        outline.append(level)
        return replace(element, role=f"H{len(outline)}")
    if element.role in {"Table", "L", "TOC", "P"}:
        return element
    kids = tuple(_with_levels(kid, outline) if isinstance(kid, Element) else kid for kid in element.kids)
    return replace(element, kids=kids)
