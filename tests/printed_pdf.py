"""PDF files with a text layer, set in Courier so that every width is known: what printed pages look like."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf

WIDTH, HEIGHT = 595.0, 842.0


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text at a place in points from the left and from the top, up to its baseline."""

    x: float
    y: float
    text: str
    size: float = 10.0


def width(text: str, size: float = 10.0) -> float:
    """Return how wide a text is: Courier's letters are all 0.6 of their size wide."""
    return 0.6 * size * len(text)


def column(lines: Sequence[str], x: float, y: float, size: float = 10.0, leading: float = 12.0) -> list[Piece]:
    """Set lines under each other. `word^1` raises the number; a line that begins with blanks is indented."""
    pieces: list[Piece] = []
    for i, line in enumerate(lines):
        at, top = x, y + i * leading
        for j, part in enumerate(line.replace("^", "\0^").split("\0")):
            raised = j > 0
            number = part[1:].split(" ", 1)[0] if raised else ""
            rest = part[1 + len(number) :] if raised else part
            if raised:
                pieces.append(Piece(at, top - 0.4 * size, number, 0.6 * size))
                at += width(number, 0.6 * size)
            blanks = len(rest) - len(rest.lstrip(" "))
            if rest.strip():
                pieces.append(Piece(at + width(" " * blanks, size), top, rest.strip(" "), size))
            at += width(rest, size)
    return pieces


def pdf_of(pages: Sequence[Sequence[Piece]], *, title: str = "", password: str | None = None) -> bytes:
    """Return a PDF with these pages."""
    pdf = Pdf.new()
    font = pdf.make_indirect(
        Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Courier, Encoding=Name.WinAnsiEncoding)
    )
    for pieces in pages:
        page = pdf.add_blank_page(page_size=(WIDTH, HEIGHT))
        page.Resources = Dictionary(Font=Dictionary(F1=font))
        page.Contents = pdf.make_stream(b"\n".join(_show(piece) for piece in pieces))
        page.MediaBox = Array([0, 0, WIDTH, HEIGHT])
    if title:
        pdf.docinfo["/Title"] = title
    stream = io.BytesIO()
    if password is not None:
        pdf.save(stream, encryption=pikepdf.Encryption(owner="owner", user=password))
    else:
        pdf.save(stream, deterministic_id=True)
    return stream.getvalue()


def _show(piece: Piece) -> bytes:
    text = piece.text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)").encode("cp1252")
    return f"BT /F1 {piece.size} Tf {piece.x:.2f} {HEIGHT - piece.y:.2f} Td (".encode() + text + b") Tj ET"
