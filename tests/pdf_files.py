"""Small PDF files made with pikepdf, and a machine whose poppler says what a test wants."""

from __future__ import annotations

import io
from pathlib import Path

from memory import MemoryTools, Run
from pikepdf import Array, Dictionary, Name, Object, Pdf

from reportgen.tools import Finished


def pdf_bytes(pdf: Pdf) -> bytes:
    """Return the file."""
    stream = io.BytesIO()
    pdf.save(stream, deterministic_id=True)
    return stream.getvalue()


def font(pdf: Pdf, name: str, *, embedded: bool, unicode: bool, composite: bool = False) -> Object:
    """Return a font, embedded or not, with or without a map to Unicode."""
    descriptor = Dictionary(Type=Name.FontDescriptor, FontName=Name(f"/{name}"))
    if embedded:
        descriptor.FontFile2 = pdf.make_stream(b"")
    made = Dictionary(Type=Name.Font, Subtype=Name.TrueType, BaseFont=Name(f"/{name}"))
    if composite:
        inner = Dictionary(Type=Name.Font, Subtype=Name.CIDFontType2, FontDescriptor=descriptor)
        made.Subtype, made.DescendantFonts = Name.Type0, Array([inner])
    else:
        made.FontDescriptor = descriptor
    if unicode:
        made.ToUnicode = pdf.make_stream(b"")
    return pdf.make_indirect(made)


def text_of(text: str) -> MemoryTools:
    """Return a machine on which poppler reads `text` out of every PDF."""

    def script(tools: MemoryTools, run: Run) -> Finished:
        tools.put(run.folder / run.command[-1], text)
        return Finished(status=0, output="", seconds=0.1)

    return MemoryTools(programs={"pdftotext": Path("/usr/bin/pdftotext")}, script=script)
