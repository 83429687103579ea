"""DOCX files made with python-docx, with notes, which it cannot make, put in afterwards."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from typing import Any

import docx

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def word_file() -> bytes:
    """Return a small document: title, heading, text with calls of notes, lists, a quotation, a table."""
    document: Any = docx.Document()
    document.core_properties.title = "On wells"
    document.core_properties.author = "python-docx"
    document.add_heading("On wells", 0)
    document.add_heading("Depth", 1)
    document.add_paragraph("Wells are deep.")
    document.add_paragraph("a rope", "List Bullet")
    document.add_paragraph("a bucket", "List Number")
    document.add_paragraph("We dug for days.", "Quote")
    table = document.add_table(2, 2)
    for row, (year, depth) in zip(table.rows, (("1887", "11 m"), ("1998", "23 m")), strict=True):
        row.cells[0].text, row.cells[1].text = year, depth
    stream = io.BytesIO()
    document.save(stream)
    return changed(stream.getvalue(), {"word/document.xml": _called, **_RELATED}, _NOTES)


def changed(
    data: bytes, parts: Mapping[str, Callable[[bytes], bytes]], added: Mapping[str, bytes] | None = None
) -> bytes:
    """Return an archive with some parts changed and others added."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, parts.get(name, _same)(old.read(name)))
        for name, part in (added or {}).items():
            new.writestr(name, part)
    return out.getvalue()


def _same(part: bytes) -> bytes:
    return part


def _called(part: bytes) -> bytes:
    calls = (
        b'deep</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:t xml:space="preserve"> and wet</w:t></w:r>'
        b'<w:r><w:endnoteReference w:id="2"/></w:r><w:r><w:t>.</w:t></w:r>'
    )
    return part.replace(b"deep.</w:t></w:r>", calls)


def _related(part: bytes) -> bytes:
    relations = "".join(
        f'<Relationship Id="rId9{i}" Type="{_RELATION}/{kind}" Target="{kind}.xml"/>'
        for i, kind in enumerate(("footnotes", "endnotes"))
    )
    return part.replace(b"</Relationships>", f"{relations}</Relationships>".encode())


def _note(kind: str) -> bytes:
    return (
        f'<?xml version="1.0"?><w:{kind}s xmlns:w="{_W}"><w:{kind} w:type="separator" w:id="0"><w:p/></w:{kind}>'
        f'<w:{kind} w:id="2"><w:p><w:r><w:t>Brown, A {kind} on wells, 1990.</w:t></w:r></w:p></w:{kind}></w:{kind}s>'
    ).encode()


_RELATED = {"word/_rels/document.xml.rels": _related}
_NOTES = {"word/footnotes.xml": _note("footnote"), "word/endnotes.xml": _note("endnote")}
