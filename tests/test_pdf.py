"""What is read back from a PDF: small files made with pikepdf, each with one thing in it."""

from __future__ import annotations

from typing import Any

import pikepdf
import pytest
from memory import MemoryTools
from pdf_files import font, pdf_bytes, text_of
from pikepdf import Array, Dictionary, Name, Pdf, String

from reportgen.pdf import Font, PdfFacts, read_pdf
from reportgen.tools import Finished


def read(pdf: Pdf | bytes, text: str = "the text\n\f") -> PdfFacts:
    """Read a PDF that must be readable; poppler is played by `text`."""
    facts, diagnostics = read_pdf(pdf if isinstance(pdf, bytes) else pdf_bytes(pdf), text_of(text))
    assert diagnostics == ()
    assert facts is not None
    return facts


def plain() -> Pdf:
    """Return a PDF with one empty page."""
    pdf = Pdf.new()
    pdf.add_blank_page(page_size=(100, 100))
    return pdf


def link(pdf: Pdf, **entries: Any) -> None:
    """Put a link annotation on the first page."""
    made = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 1, 1]), **entries)
    pdf.pages[0].Annots = Array([*pdf.pages[0].get("/Annots", []), pdf.make_indirect(made)])


def test_an_empty_page_has_nothing_to_tell() -> None:
    assert read(plain()) == PdfFacts(
        pages=1, text="the text\n\f", title="", language="", bookmarks=0, fonts=(), dangling=(), actions=(), uris=()
    )


def test_title_language_and_bookmarks_are_read() -> None:
    pdf = plain()
    pdf.docinfo["/Title"] = "Ленин & Co"
    pdf.Root.Lang = String("en-GB")
    with pdf.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem("One", 0))
        outline.root[0].children.append(pikepdf.OutlineItem("Two", 0))
    facts = read(pdf)
    assert (facts.title, facts.language, facts.bookmarks) == ("Ленин & Co", "en-GB", 2)


def test_fonts_say_whether_they_are_embedded_and_readable() -> None:
    pdf = plain()
    pdf.pages[0].Resources = Dictionary(
        Font=Dictionary(
            A=font(pdf, "Good", embedded=True, unicode=True),
            B=font(pdf, "Bare", embedded=False, unicode=False),
            C=font(pdf, "Cid", embedded=True, unicode=True, composite=True),
            D=pdf.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type3)),
        )
    )
    assert set(read(pdf).fonts) == {
        Font(name="Good", subtype="TrueType", embedded=True, unicode=True),
        Font(name="Bare", subtype="TrueType", embedded=False, unicode=False),
        Font(name="Cid", subtype="Type0", embedded=True, unicode=True),
        Font(name="unnamed", subtype="Type3", embedded=False, unicode=False),
    }


def test_fonts_inside_a_picture_are_seen_and_a_shared_one_counts_once() -> None:
    pdf = plain()
    shared = font(pdf, "Shared", embedded=True, unicode=True)
    inner = pdf.make_stream(b"")
    inner.Type, inner.Subtype = Name.XObject, Name.Form
    inner.Resources = Dictionary(Font=Dictionary(A=shared, B=font(pdf, "Inner", embedded=False, unicode=True)))
    pdf.pages[0].Resources = Dictionary(Font=Dictionary(A=shared), XObject=Dictionary(P=inner))
    assert [f.name for f in read(pdf).fonts] == ["Shared", "Inner"]


def test_a_font_that_the_pages_inherit_is_seen() -> None:
    pdf = plain()
    if "/Resources" in pdf.pages[0].obj:
        del pdf.pages[0].obj["/Resources"]
    pdf.Root.Pages.Resources = Dictionary(Font=Dictionary(A=font(pdf, "Inherited", embedded=False, unicode=False)))
    assert [f.name for f in read(pdf).fonts] == ["Inherited"]


def test_a_picture_that_holds_itself_does_not_hang() -> None:
    pdf = plain()
    inner = pdf.make_stream(b"")
    inner.Subtype = Name.Form
    inner.Resources = Dictionary(XObject=Dictionary(Me=inner))
    pdf.pages[0].Resources = Dictionary(XObject=Dictionary(P=inner))
    assert read(pdf).fonts == ()


@pytest.mark.parametrize(
    ("action", "seen"),
    [
        (Dictionary(S=Name.JavaScript, JS=String("app.alert(1)")), "/JavaScript"),
        (Dictionary(S=Name.Launch, F=String("calc.exe")), "/Launch"),
        (Dictionary(S=Name.GoToR, F=String("other.pdf")), "/GoToR"),
        (Dictionary(S=Name.SubmitForm, F=String("http://x")), "/SubmitForm"),
    ],
)
@pytest.mark.parametrize("where", ["link", "open", "page", "annotation", "next"])
def test_an_action_is_seen_wherever_it_hides(action: Dictionary, seen: str, where: str) -> None:
    pdf = plain()
    if where == "link":
        link(pdf, A=action)
    elif where == "open":
        pdf.Root.OpenAction = action
    elif where == "page":
        pdf.pages[0].AA = Dictionary(O=action)
    elif where == "annotation":
        link(pdf, AA=Dictionary(E=action))
    else:
        link(pdf, A=Dictionary(S=Name.URI, URI=String("https://example.org"), Next=action))
    assert any(seen in found for found in read(pdf).actions)


def test_scripts_of_the_document_are_seen() -> None:
    pdf = plain()
    pdf.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array([])))
    assert read(pdf).actions == ("/JavaScript",)


def test_opening_at_a_page_is_no_action() -> None:
    pdf = plain()
    pdf.Root.OpenAction = Array([pdf.pages[0].obj, Name.Fit])
    assert read(pdf).actions == ()
    pdf.Root.OpenAction = Dictionary(S=Name.GoTo, D=Array([pdf.pages[0].obj, Name.Fit]))
    assert read(pdf).actions == ()


def test_links_lead_to_names_that_exist_or_are_named() -> None:
    pdf = plain()
    here = Array([pdf.pages[0].obj, Name.Fit])
    pdf.Root.Names = Dictionary(Dests=Dictionary(Names=Array([String("known"), here])))
    pdf.Root.Dests = Dictionary(old=here)
    link(pdf, A=Dictionary(S=Name.GoTo, D=String("known")))
    link(pdf, A=Dictionary(S=Name.GoTo, D=here))
    link(pdf, A=Dictionary(S=Name.GoTo, D=Name.old))
    link(pdf, Dest=String("known"))
    link(pdf, A=Dictionary(S=Name.GoTo, D=String("lost")))
    link(pdf, A=Dictionary(S=Name.GoTo, D=Name.gone))
    link(pdf, Dest=String("away"))
    link(pdf, A=Dictionary(S=Name.URI, URI=String("https://example.org")))
    facts = read(pdf)
    assert facts.dangling == ("lost", "gone", "away")
    assert facts.uris == ("https://example.org",)


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7\n", b"no pdf at all"])
def test_a_damaged_file_is_reported(data: bytes) -> None:
    facts, (found,) = read_pdf(data, text_of("x"))
    assert facts is None
    assert found.code == "PDF709"


def test_a_file_that_poppler_cannot_read_is_reported() -> None:
    tools = text_of("x")
    tools.script = lambda *_: Finished(status=1, output="Syntax Error: it is broken\n", seconds=0.1)
    facts, (found,) = read_pdf(pdf_bytes(plain()), tools)
    assert facts is None
    assert found.code == "PDF709"
    assert "it is broken" in found.message


def test_without_poppler_the_command_that_installs_it_is_named() -> None:
    facts, (found,) = read_pdf(pdf_bytes(plain()), MemoryTools())
    assert facts is None
    assert (found.code, found.message) == ("CFG006", "pdftotext is not installed")
    assert "poppler-utils" in (found.hint or "")
