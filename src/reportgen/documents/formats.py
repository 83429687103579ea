"""Which format a file is in: its first bytes decide, where they say it, else the end of its name."""

from __future__ import annotations

import re
from enum import StrEnum

from reportgen.documents.source import Source


class Format(StrEnum):
    """The formats that are read, and why others are not."""

    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"
    PDF = "pdf"
    DOCX = "docx"
    ENCRYPTED = "an encrypted file"
    OLE = "a file of an old office program"
    ARCHIVE = "an archive"
    PICTURE = "a picture"
    RTF = "an RTF file"


_SUFFIXES = {
    ".txt": Format.TEXT,
    ".text": Format.TEXT,
    ".md": Format.MARKDOWN,
    ".markdown": Format.MARKDOWN,
    ".html": Format.HTML,
    ".htm": Format.HTML,
    ".xhtml": Format.HTML,
    ".pdf": Format.PDF,
    ".docx": Format.DOCX,
}
SUFFIXES = tuple(_SUFFIXES)

_SIGNS = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Format.OLE),
    (b"\x1f\x8b", Format.ARCHIVE),
    (b"7z\xbc\xaf\x27\x1c", Format.ARCHIVE),
    (b"Rar!\x1a\x07", Format.ARCHIVE),
    (b"\x89PNG\r\n", Format.PICTURE),
    (b"\xff\xd8\xff", Format.PICTURE),
    (b"GIF8", Format.PICTURE),
    (b"II*\0", Format.PICTURE),
    (b"MM\0*", Format.PICTURE),
    (b"{\\rtf", Format.RTF),
)
# The stream of an OLE file in which Office keeps an encrypted document ([MS-OFFCRYPTO] 2.3.4.4).
_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_PAGE = re.compile(rb"<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)


def format_of(source: Source) -> Format:
    """Return the format of a file. A ZIP archive of any other name than `.docx` is one only with Word's parts in it."""
    data = source.data
    # The PDF header may stand anywhere in the first kilobyte (ISO 32000-1, annex H.3.4.1).
    if data[:5] == b"%PDF-" or (source.suffix == ".pdf" and b"%PDF-" in data[:1024]):
        return Format.PDF
    if data[:4] in {b"PK\x03\x04", b"PK\x05\x06"}:
        return Format.DOCX if source.suffix == ".docx" or b"word/" in data[:4096] else Format.ARCHIVE
    if data.startswith(_SIGNS[0][0]) and _PACKAGE in data:
        return Format.ENCRYPTED
    signed = next((format_ for sign, format_ in _SIGNS if data.startswith(sign)), None)
    named = _SUFFIXES.get(source.suffix)
    if signed is not None:
        return signed
    if named is not None:
        return named
    page = data[:4096].lstrip(b"\xef\xbb\xbf \n\r\t").startswith(b"<") and _PAGE.search(data[:4096])
    return Format.HTML if page else Format.TEXT
