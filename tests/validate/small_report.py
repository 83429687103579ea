"""A report of one page, as LaTeX and as the PDF that belongs to it, and ways to break the PDF."""

from __future__ import annotations

import datetime
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, String

from reportgen.archive.metadata import Identity, write_metadata, write_page_labels
from reportgen.archive.structure import Annotation, Content, Element
from reportgen.archive.tree import write_structure

SOURCE = {
    "main.tex": r"""\documentclass{briefing}
\begin{document}
\reporttitle
\input{sections/01-first}
\end{document}
""",
    "sections/01-first.tex": r"""\section{First heading}
Words before a \href{https://example.org/}{link to a page} and words after, \inlanguage{de}{auf Deutsch}. % a comment

\begin{itemize}
\item The only item
\end{itemize}
\begin{longtable}{ll}
\caption{A table}\\
\tablehead{Name} & \tablehead{Value}\\ \endfirsthead
\multicolumn{2}{l}{\tablecontinued}\\ \endhead
alpha & beta\\
\multicolumn{2}{l}{\exhibitnote{Below the table.}}\\
\end{longtable}
\begin{figure}
\includegraphics{picture.pdf}
\exhibitdescription{A black box.}
\end{figure}
Text\footnote{A note.} at the end.
""",
    "reportgen-metadata.tex": r"""\newcommand*\rglanguage{en-GB}
\newcommand*\rgorganisation{Office}
\newcommand*\rgtitle{Small report}
""",
}
# The text of each mark, in the order in which it is painted.
TEXTS = (
    "Small report", "1 First heading", "Words before a ", "link to a page", " and words after, ", "auf Deutsch", ". ",
    "- ", "The only item", "Table 1 A table", "Name", "Value", "alpha", "beta", "Below the table.", "",
    "In words: A black box.", "Text", "1", " at the end.", "A note.",
)  # fmt: skip
_TO_UNICODE = b"""/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def /CMapType 2 def
1 begincodespacerange <00> <ff> endcodespacerange
1 beginbfrange <20> <7e> <0020> endbfrange
endcmap end end"""


def write_source(folder: Path) -> Path:
    """Write the LaTeX and return the folder."""
    for name, text in SOURCE.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def _of(role: str, *kids: Element | Content | Annotation | int, **more: Any) -> Element:
    return Element(role=role, kids=tuple(Content(1, kid) if isinstance(kid, int) else kid for kid in kids), **more)


def tree() -> Element:
    """The structure that the page should have."""
    return _of(
        "Document",
        _of("H1", 0),
        _of("H2", 1),
        _of("P", 2, _of("Link", Annotation(1), 3), 4, _of("Span", 5, language="de"), 6),
        _of("L", _of("LI", _of("Lbl", 7), _of("LBody", 8))),
        _of(
            "Table",
            _of("Caption", 9),
            _of("TR", _of("TH", 10, scope="Column"), _of("TH", 11, scope="Column")),
            _of("TR", _of("TD", 12), _of("TD", 13)),
        ),
        _of("P", 14),
        _of("Figure", 15, alt="A black box.", box=(10.0, 10.0, 20.0, 20.0)),
        _of("P", 16),
        _of("P", 17, _of("Note", _of("Lbl", 18), _of("P", 20)), 19),
    )


def make(structure: Element | None = None, breakage: Callable[[Any], None] = lambda _: None) -> bytes:
    """Return the PDF, with another structure or broken."""
    pdf = Pdf.new()
    page = pdf.add_blank_page(page_size=(400, 700))
    font = Dictionary(
        Type=Name.Font, Subtype=Name.TrueType, BaseFont=Name("/ABCDEF+Some"), Encoding=Name.WinAnsiEncoding,
        FirstChar=32, LastChar=126, Widths=Array([500] * 95), ToUnicode=pdf.make_stream(_TO_UNICODE),
        FontDescriptor=Dictionary(
            Type=Name.FontDescriptor, FontName=Name("/ABCDEF+Some"), Flags=32, FontFile2=pdf.make_stream(b""),
            FontBBox=Array([0, -200, 500, 800]), ItalicAngle=0, Ascent=800, Descent=-200, CapHeight=700, StemV=80,
        ),
    )  # fmt: skip
    page.Resources = Dictionary(Font=Dictionary(F1=pdf.make_indirect(font)))
    painted = [
        f"/P <</MCID {mark}>> BDC BT /F1 10 Tf 20 {680 - 20 * mark} Td ({text}) Tj ET EMC"
        for mark, text in enumerate(TEXTS)
    ]
    page.Contents = pdf.make_stream("\n".join(painted).encode("ascii"))
    link = Dictionary(
        Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 1, 1]), StructParent=1, Contents=String("Web page"),
        A=Dictionary(S=Name.URI, URI=String("https://example.org/")),
    )  # fmt: skip
    page.Annots = Array([pdf.make_indirect(link)])
    write_structure(pdf, structure or tree())
    identity = Identity(
        title="Small report",
        author="Office",
        subject="s",
        keywords="k",
        language="en-GB",
        date=datetime.date(2026, 1, 2),
    )
    write_metadata(pdf, identity, accessible=True)
    write_page_labels(pdf)
    with pdf.open_outline() as outline:
        for title in ("Small report", "1 First heading"):
            outline.root.append(pikepdf.OutlineItem(title, 0))
    breakage(pdf)
    stream = io.BytesIO()
    pdf.save(stream, deterministic_id=True)
    return stream.getvalue()


def elements(pdf: Any, role: str) -> list[Any]:
    """Return the structure elements with a role, in the order of the file."""
    return [thing for thing in pdf.objects if isinstance(thing, pikepdf.Dictionary) and thing.get("/S") == f"/{role}"]
