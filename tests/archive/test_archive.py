from __future__ import annotations

import datetime
import io
from dataclasses import replace
from xml.etree import ElementTree

import pikepdf
import pytest
from pdf_files import pdf_bytes
from pikepdf import Array, Dictionary, Name, Pdf, String

from reportgen.archive import Identity, finish
from reportgen.archive.colour import srgb_profile
from reportgen.archive.metadata import xmp_packet

IDENTITY = Identity(
    title="Bread & <roses>", author="O'Brien, X", subject="Über уголь", keywords="a, b", language="en-GB",
    date=datetime.date(2026, 11, 2),
)  # fmt: skip
STRUCTURE = b"""{"id":1,"role":"Document","kids":[2,3]}
{"id":2,"role":"P","kids":[[1,0]]}
{"id":3,"role":"Figure","kids":[[1,1]],"alt":"a map"}
"""


def page() -> Pdf:
    pdf = Pdf.new()
    pdf.add_blank_page(page_size=(100, 100))
    return pdf


def finished(pdf: Pdf, structure: bytes = STRUCTURE, identity: Identity = IDENTITY) -> Pdf:
    value, diagnostics = finish(pdf_bytes(pdf), structure, identity)
    assert diagnostics == ()
    assert value is not None
    return pikepdf.open(io.BytesIO(value))


def test_the_same_input_gives_the_same_bytes() -> None:
    data = pdf_bytes(page())
    assert finish(data, STRUCTURE, IDENTITY).value == finish(data, STRUCTURE, IDENTITY).value
    assert finish(data, STRUCTURE, replace(IDENTITY, title="t")).value != finish(data, STRUCTURE, IDENTITY).value


def test_the_file_says_what_it_is() -> None:
    pdf = finished(page())
    assert (str(pdf.Root.Lang), bool(pdf.Root.ViewerPreferences.DisplayDocTitle)) == ("en-GB", True)
    assert (str(pdf.docinfo["/Title"]), str(pdf.docinfo["/CreationDate"])) == (
        "Bread & <roses>",
        "D:20261102000000+00'00'",
    )
    with pdf.open_metadata() as metadata:
        assert (metadata["dc:title"], metadata["dc:description"]) == ("Bread & <roses>", "Über уголь")
        assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("3", "A")
        assert metadata["{http://www.aiim.org/pdfua/ns/id/}part"] == "1"
        assert metadata["xmp:CreateDate"] == "2026-11-02T00:00:00+00:00"
    intent = pdf.Root.OutputIntents[0]
    assert (str(intent.S), intent.DestOutputProfile.read_bytes()) == ("/GTS_PDFA1", srgb_profile())


@pytest.mark.parametrize("accessible", [True, False])
def test_the_packet_is_xml(*, accessible: bool) -> None:
    packet = xmp_packet(IDENTITY, accessible=accessible)
    assert ElementTree.fromstring(packet.encode()) is not None
    assert ("<pdfuaid:part>1<" in packet) is accessible


def test_the_profile_has_no_date_of_today() -> None:
    profile = srgb_profile()
    assert int.from_bytes(profile[:4], "big") == len(profile)
    assert profile[12:24] == b"mntrRGB XYZ "
    assert profile[24:36] == bytes((7, 208, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0))


def test_a_picture_without_words() -> None:
    value, (found,) = finish(pdf_bytes(page()), STRUCTURE.replace(b',"alt":"a map"', b""), IDENTITY)
    assert found.code == "PDF711"
    assert value is not None
    with pikepdf.open(io.BytesIO(value)) as pdf:
        metadata = pdf.Root.Metadata.read_bytes()
    assert b"<pdfuaid:part>" not in metadata
    assert b"<pdfaid:part>3<" in metadata


@pytest.mark.parametrize(
    ("data", "structure"),
    [(b"no PDF", STRUCTURE), (b"", STRUCTURE), (pdf_bytes(page()), b""), (pdf_bytes(page()), STRUCTURE[:-9]),
     (pdf_bytes(page()), STRUCTURE.replace(b"[1,1]", b"[2,1]"))],
)  # fmt: skip
def test_what_does_not_fit_together_is_told(data: bytes, structure: bytes) -> None:
    value, (found,) = finish(data, structure, IDENTITY)
    assert (value, found.code) == (None, "PDF709")


def test_links_say_where_they_lead_and_are_printed() -> None:
    pdf = page()
    pdf.Root.Names = Dictionary(Dests=Dictionary(Names=Array([String("here"), Array([pdf.pages[0].obj, Name.Fit])])))
    actions = [
        Dictionary(S=Name.URI, URI=String("https://example.org/ü".encode())), Dictionary(S=Name.GoTo, D=String("here")),
        Dictionary(S=Name.GoTo, D=String("nowhere")), None,
    ]  # fmt: skip
    links = []
    for action in actions:
        link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 1, 1]))
        if action is not None:
            link.A = action
        links.append(pdf.make_indirect(link))
    links.append(pdf.make_indirect(Dictionary(Type=Name.Annot, Subtype=Name.Link, Contents=String("said"))))
    pdf.pages[0].Annots = Array(links)
    done = finished(pdf)
    made = done.pages[0].Annots
    assert [str(link.Contents) for link in made] == ["Web page https://example.org/ü", "Page 1", "Link", "Link", "said"]
    assert {int(link.F) for link in made} == {4}


def picture(pdf: Pdf, glyphs: bytes, content: bytes) -> pikepdf.Stream:
    """Return a picture whose font draws code n by the n-th pair of `glyphs`."""
    unicode = (
        b"1 begincodespacerange\n<0000> <ffff>\nendcodespacerange\n"
        b"1 beginbfrange\n<0000> <0001> [<00660069> <0066>]\nendbfrange\nendcmap"
    )
    inner = pdf.make_indirect(
        Dictionary(
            Type=Name.Font, Subtype=Name.CIDFontType2, CIDToGIDMap=pdf.make_stream(glyphs),
            W=Array([0, Array([500, 300])]),
            FontDescriptor=Dictionary(CIDSet=pdf.make_stream(b"\xe0")),
        )
    )  # fmt: skip
    font = pdf.make_indirect(
        Dictionary(Type=Name.Font, Subtype=Name.Type0, Encoding=Name("/Identity-H"), DescendantFonts=Array([inner]),
                   ToUnicode=pdf.make_stream(unicode))
    )  # fmt: skip
    made = pdf.make_stream(content)
    made.Type, made.Subtype, made.BBox = Name.XObject, Name.Form, Array([0, 0, 9, 9])
    made.Resources = Dictionary(Font=Dictionary(F1=font))
    return made


def test_a_glyph_on_code_0_gets_a_code_of_its_own() -> None:
    pdf = page()
    show = b"BT /F1 9 Tf [<00000001> -20 <0000>] TJ <00010000> Tj ET"
    pdf.pages[0].Resources = Dictionary(XObject=Dictionary(A=picture(pdf, b"\0\5\0\4", show)))
    done = finished(pdf)
    form = done.pages[0].Resources.XObject.A
    assert (
        form.read_bytes().split(b"Tf")[1].replace(b" ", b"").replace(b"\n", b"")
        == b"[<00020001>-20<0002>]TJ<00010002>TjET"
    )
    font = form.Resources.Font.F1
    inner = font.DescendantFonts[0]
    assert inner.CIDToGIDMap.read_bytes() == b"\0\0\0\4\0\5"
    assert (int(inner.W[2]), int(inner.W[3][0])) == (2, 500)
    assert b"<0002> <00660069>" in font.ToUnicode.read_bytes()
    assert "/CIDSet" not in inner.FontDescriptor


def test_a_picture_with_nothing_on_code_0_stays() -> None:
    pdf = page()
    pdf.pages[0].Resources = Dictionary(XObject=Dictionary(A=picture(pdf, b"\0\0\0\4", b"BT /F1 9 Tf <0001> Tj ET")))
    done = finished(pdf)
    assert done.pages[0].Resources.XObject.A.read_bytes() == b"BT /F1 9 Tf <0001> Tj ET"
