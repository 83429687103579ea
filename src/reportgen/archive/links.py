"""Links as archives and screen readers want them: printable, and with words that say where they lead."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

PRINT = 4  # the flag of an annotation that it appears in print (ISO 32000-1, 12.5.3)


def describe_links(pdf: Any) -> None:
    """Give each link annotation the print flag and a description (ISO 19005-3, 6.3.2; ISO 14289-1, 7.18.5)."""
    from pikepdf import String

    pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages, 1)}
    targets = _target_pages(pdf, pages)
    for page in pdf.pages:
        for annotation in page.obj.get("/Annots", ()):
            annotation.F = PRINT
            if "/Contents" not in annotation:
                annotation.Contents = String(_description(annotation.get("/A", {}), targets))


def _description(action: Any, targets: Mapping[bytes, int]) -> str:
    import pikepdf

    if action.get("/S") == "/URI":
        return f"Web page {bytes(action.URI).decode('utf-8', 'replace')}"
    name = action.get("/D")
    page = targets.get(bytes(name)) if isinstance(name, pikepdf.String) else None
    return f"Page {page}" if page else "Link"


def _target_pages(pdf: Any, pages: Mapping[tuple[int, int], int]) -> Mapping[bytes, int]:
    """Return the page number of every named destination."""
    from pikepdf import Array, NameTree

    names = pdf.Root.get("/Names", {}).get("/Dests")
    found: dict[bytes, int] = {}
    if names is None:
        return found
    for name, target in NameTree(names).items():
        place = target if isinstance(target, Array) else target.get("/D")
        if isinstance(place, Array) and len(place) and place[0].objgen in pages:
            found[name.encode() if isinstance(name, str) else bytes(name)] = pages[place[0].objgen]
    return found
