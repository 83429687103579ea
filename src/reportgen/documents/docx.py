"""DOCX -> Layout: mammoth turns it into HTML, which is read as a page.

mammoth keeps footnotes and endnotes with their calls, headings, lists and tables; python-docx knows no
notes, docx2python gives no headings. The archive is looked at before it is unpacked: how many parts it
has, how large they say they are (zipfile reads no more than that), and that no part declares entities.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from reportgen.diagnostics import Diagnostic, Outcome
from reportgen.documents.document import SegmentKind
from reportgen.documents.encoding import Decoded
from reportgen.documents.html import read_html
from reportgen.documents.layout import Block, Layout
from reportgen.documents.limits import DocumentLimits
from reportgen.documents.source import Source

# Word's built-in styles have these names in the file whatever the language of the program.
_STYLES = "\n".join(
    (
        "p[style-name='Title'] => h1:fresh",
        "p[style-name='Subtitle'] => p.subtitle:fresh",
        *(
            f"p[style-name='{name} {n}'] => h{min(n + 1, 6)}:fresh"
            for n in range(1, 7)
            for name in ("Heading", "heading")
        ),
        *(
            f"p[style-name='{name}'] => blockquote > p:fresh"
            for name in ("Quote", "Intense Quote", "Quotations", "Block Text", "Block Quotation")
        ),
        *(f"p[style-name='{name} {n}'] => nav > p:fresh" for n in range(1, 10) for name in ("toc", "TOC", "Contents")),
    )
)
_MOST_PARTS = 5000
# XML of text packs to a tenth or a twentieth; what packs to less than a 250th was made for it.
_MOST_RATIO = 250
_DECLARATIONS = tuple(
    word.encode(encoding) for word in ("<!DOCTYPE", "<!ENTITY") for encoding in ("utf-8", "utf-16-le", "utf-16-be")
)
_CORE = re.compile(r"<dc:(title|creator)>([^<]{4,300})</dc:\1>")
_HINT_SAVE = "open it in a word processor and save it anew"


def read_docx(source: Source, limits: DocumentLimits) -> Outcome[Layout | None]:
    """Read a Word document: text, headings, lists, tables, notes."""
    try:
        with zipfile.ZipFile(io.BytesIO(source.data)) as archive:
            fault = _refused(source, archive, limits)
            core = "" if fault else _core(archive)
    except (zipfile.BadZipFile, zlib.error, OSError, ValueError, NotImplementedError, RuntimeError, EOFError) as error:
        fault, core = source.fault("DOC115", f"is no readable DOCX: {error}", hint=_HINT_SAVE), ""
    if fault is not None:
        return Outcome(None, (fault,))
    page = _convert(source)
    if isinstance(page, Diagnostic):
        return Outcome(None, (page,))
    layout = read_html(Decoded(text=page, encoding="utf-8"))
    blocks = tuple(_lifted(block) for block in layout.blocks)
    stated = _stated(core, layout.text)
    return Outcome(replace(layout, format="docx", blocks=blocks, source_map=None, stated=stated))


def _convert(source: Source) -> str | Diagnostic:
    import mammoth

    try:
        result: Any = mammoth.convert_to_html(
            io.BytesIO(source.data), style_map=_STYLES, include_default_style_map=True, convert_image=_no_image
        )
    except RecursionError:
        return source.fault("DOC115", "is no readable DOCX: it is nested too deeply", hint=_HINT_SAVE)
    except Exception as error:  # noqa: BLE001 - a damaged file makes the library fail in any way
        return source.fault("DOC115", f"is no readable DOCX: {type(error).__name__}: {error}"[:200], hint=_HINT_SAVE)
    return str(result.value)


def _no_image(_: Any) -> Sequence[Any]:
    """Leave out pictures without unpacking them."""
    return ()


def _refused(source: Source, archive: zipfile.ZipFile, limits: DocumentLimits) -> Diagnostic | None:
    """Say why an archive is not to be unpacked, `None` when it may be."""
    parts = archive.infolist()
    names = {part.filename for part in parts}
    xml = [part for part in parts if part.filename.lower().endswith((".xml", ".rels"))]
    unpacked = sum(part.file_size for part in xml)
    packed = sum(part.compress_size for part in xml)
    if any(part.flag_bits & 1 for part in parts):
        return source.fault("DOC114", "is encrypted", hint="save a copy without a password")
    if "[Content_Types].xml" not in names:
        return source.fault("DOC111", "is an archive, but no DOCX")
    if len(parts) > _MOST_PARTS:
        return source.fault("DOC110", f"has {len(parts):,} parts, more than {_MOST_PARTS:,}", hint=_HINT_SAVE)
    if unpacked > limits.bytes:
        size = f"{unpacked / 10**6:,.1f} MB of XML when unpacked, more than {limits.bytes / 10**6:,.1f} MB"
        return source.fault("DOC110", f"has {size}", hint="raise the limit with --size-limit")
    if unpacked > 2 * 10**6 and unpacked > _MOST_RATIO * max(packed, 1):
        return source.fault("DOC110", f"is packed more than {_MOST_RATIO} times, as no text is", hint=_HINT_SAVE)
    for part in xml:
        data = archive.read(part)
        if any(word in data for word in _DECLARATIONS):
            return source.fault("DOC115", f"declares XML entities in {part.filename[:80]}", hint=_HINT_SAVE)
    return None


def _core(archive: zipfile.ZipFile) -> str:
    """Return the part that holds the document's properties."""
    try:
        return archive.read("docProps/core.xml").decode("utf-8", "replace")
    except KeyError:
        return ""


def _stated(core: str, text: str) -> tuple[tuple[str, str], ...]:
    """Return title and author of the properties, where the text has them too: templates put anything there."""
    opening = " ".join(text[:5000].split()).casefold()
    names = {"title": "title", "creator": "authors"}
    found = ((names[name], " ".join(value.split())) for name, value in _CORE.findall(core))
    return tuple((name, value) for name, value in found if value.casefold() in opening)


def _lifted(block: Block) -> Block:
    """Count the levels of headings from 1 again; the first was left to the title."""
    if block.kind is SegmentKind.HEADING and block.level:
        return replace(block, level=max(block.level - 1, 1))
    return block
