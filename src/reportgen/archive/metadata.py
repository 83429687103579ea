"""What a PDF says about itself: XMP metadata, document information, language (ISO 19005-3, 6.6; ISO 14289-1, 5)."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import escape

# The identification of PDF/UA is no schema that PDF/A knows, so the file has to describe it.
_PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""
  xmlns:dc="http://purl.org/dc/elements/1.1/"
  xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
  xmlns:xmp="http://ns.adobe.com/xap/1.0/"
  xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
  xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
  xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
  xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
  xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<pdf:Keywords>{keywords}</pdf:Keywords>
<xmp:CreateDate>{date}T00:00:00+00:00</xmp:CreateDate>
<xmp:ModifyDate>{date}T00:00:00+00:00</xmp:ModifyDate>
<xmp:MetadataDate>{date}T00:00:00+00:00</xmp:MetadataDate>
<pdfaid:part>3</pdfaid:part>
<pdfaid:conformance>A</pdfaid:conformance>
{accessible}<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 that the file conforms to</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """The report as a library catalogues it; `language` is a tag like en-GB, `date` the report's own."""

    title: str
    author: str
    subject: str
    keywords: str
    language: str
    date: datetime.date


def write_metadata(pdf: Any, identity: Identity, *, accessible: bool) -> None:
    """Write the identity into an open PDF: the same words in XMP and in the information dictionary.

    Only an `accessible` file says that it is PDF/UA.
    """
    from pikepdf import Dictionary, Name, String

    moment = f"D:{identity.date:%Y%m%d}000000+00'00'"
    texts = {
        "/Title": identity.title, "/Author": identity.author, "/Subject": identity.subject,
        "/Keywords": identity.keywords, "/CreationDate": moment, "/ModDate": moment,
    }  # fmt: skip
    pdf.trailer.Info = pdf.make_indirect(Dictionary({key: String(text) for key, text in texts.items()}))
    stream = pdf.make_stream(xmp_packet(identity, accessible=accessible).encode())
    stream.Type, stream.Subtype = Name.Metadata, Name.XML
    pdf.Root.Metadata = stream
    pdf.Root.Lang = String(identity.language)
    preferences = pdf.Root.get("/ViewerPreferences", Dictionary())
    preferences.DisplayDocTitle = True
    pdf.Root.ViewerPreferences = preferences


def write_page_labels(pdf: Any) -> None:
    """Say what is printed on the pages: a count, where the engine says nothing (ISO 32000-1, 12.4.2)."""
    from pikepdf import Array, Dictionary, Name

    if "/PageLabels" not in pdf.Root:
        pdf.Root.PageLabels = Dictionary(Nums=Array([0, Dictionary(S=Name.D)]))


def xmp_packet(identity: Identity, *, accessible: bool) -> str:
    """Return the XMP packet as text."""
    return _PACKET.format(
        title=escape(identity.title),
        author=escape(identity.author),
        subject=escape(identity.subject),
        keywords=escape(identity.keywords),
        language=escape(identity.language),
        date=identity.date.isoformat(),
        accessible="<pdfuaid:part>1</pdfuaid:part>\n" if accessible else "",
    )
