"""Mend what engines and drawing programs write about fonts and archives refuse (ISO 19005-3, 6.2.11)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

_SHOWING = frozenset({"Tj", "TJ", "'", '"'})


def mend_fonts(pdf: Any) -> None:
    """Drop lists of glyphs that are not complete, and give a glyph that sits on code 0 a code of its own.

    Code 0 of a composite font means "no such glyph" (6.2.11.8). Matplotlib numbers the ligatures it uses
    from 0, so a picture may show a good glyph by that code.
    """
    seen: set[tuple[int, int]] = set()
    codes: dict[tuple[int, int], bytes | None] = {}
    for page in pdf.pages:
        for owner in _drawn(page.obj, seen):
            fonts = owner.get("/Resources", {}).get("/Font", {})
            moved: dict[str, bytes] = {}
            for name, font in fonts.items():
                if font.get("/Subtype") != "/Type0":
                    continue
                descendant = font.DescendantFonts[0]
                if "/CIDSet" in descendant.get("/FontDescriptor", {}):
                    del descendant.FontDescriptor["/CIDSet"]
                if font.objgen not in codes:
                    codes[font.objgen] = _move_code_zero(font, descendant, pdf)
                code = codes[font.objgen]
                if code is not None:
                    moved[name] = code
            if moved:
                _rewrite(owner, moved, pdf)


def _drawn(owner: Any, seen: set[tuple[int, int]]) -> Iterator[Any]:
    """Yield a page and the pictures in it, each once."""
    if owner.objgen in seen:
        return
    seen.add(owner.objgen)
    yield owner
    for thing in owner.get("/Resources", {}).get("/XObject", {}).values():
        if thing.get("/Subtype") == "/Form":
            yield from _drawn(thing, seen)


def _move_code_zero(font: Any, descendant: Any, pdf: Any) -> bytes | None:
    """Give the glyph on code 0 the first free code and return that; `None` if there is no such glyph."""
    import pikepdf

    table = descendant.get("/CIDToGIDMap")
    if font.get("/Encoding") != "/Identity-H" or not isinstance(table, pikepdf.Stream):
        return None
    glyphs = table.read_bytes()
    if glyphs[:2] in {b"", b"\0\0"}:
        return None
    number = len(glyphs) // 2
    code = number.to_bytes(2, "big")
    descendant.CIDToGIDMap = pdf.make_stream(b"\0\0" + glyphs[2:] + glyphs[:2])
    width = _first_width(descendant)
    if width is not None:
        descendant.W = pikepdf.Array([*descendant.W, number, pikepdf.Array([width])])
    if "/ToUnicode" in font:
        font.ToUnicode = pdf.make_stream(_with_code(font.ToUnicode.read_bytes(), code))
    return code


def _first_width(descendant: Any) -> Any:
    """Return the width of code 0 where the list of widths begins with it, as that of a font numbered from 0 does."""
    widths = descendant.get("/W", ())
    if len(widths) > 1 and widths[0] == 0:
        return widths[1][0]
    return None


def _with_code(table: bytes, code: bytes) -> bytes:
    """Return the map to Unicode with what stood at code 0 said of `code` too."""
    found = re.search(
        rb"<0000>\s*(?:<[0-9A-Fa-f]+>\s*)?\[?\s*<([0-9A-Fa-f]+)>", table.partition(b"endcodespacerange")[2]
    )
    if found is None:
        return table
    entry = b"1 beginbfchar\n<%s> <%s>\nendbfchar\n" % (code.hex().encode(), found[1])
    return table.replace(b"endcmap", entry + b"endcmap", 1)


def _rewrite(owner: Any, moved: dict[str, bytes], pdf: Any) -> None:
    """Write the new codes into the text of a picture."""
    import pikepdf

    current: bytes | None = None
    changed: list[Any] = []
    for instruction in pikepdf.parse_content_stream(owner):
        operator, operands = str(instruction.operator), instruction.operands
        if operator == "Tf":
            current = moved.get(str(operands[0]))
        if current is not None and operator in _SHOWING:
            recoded = [_recoded(operand, current) for operand in operands]
            changed.append(pikepdf.ContentStreamInstruction(recoded, instruction.operator))
        else:
            changed.append(instruction)
    content = pikepdf.unparse_content_stream(changed)
    if isinstance(owner, pikepdf.Stream):
        owner.write(content)
    else:
        owner.Contents = pdf.make_stream(content)


def _recoded(operand: Any, code: bytes) -> Any:
    import pikepdf

    if isinstance(operand, pikepdf.Array):
        return pikepdf.Array([_recoded(part, code) for part in operand])
    if isinstance(operand, pikepdf.String):
        text = bytes(operand)
        return pikepdf.String(
            b"".join(code if text[i : i + 2] == b"\0\0" else text[i : i + 2] for i in range(0, len(text), 2))
        )
    return operand
