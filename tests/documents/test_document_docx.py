from __future__ import annotations

import io
import zipfile

import pytest
from word_files import changed, word_file

from reportgen.documents.docx import read_docx
from reportgen.documents.layout import Layout
from reportgen.documents.limits import DocumentLimits
from reportgen.documents.source import Source

GOOD = word_file()
PART = "word/document.xml"


def read(data: bytes, limits: DocumentLimits | None = None):  # type: ignore[no-untyped-def]
    return read_docx(Source(name="a.docx", subject="a.docx", data=data), limits or DocumentLimits())


def shown(layout: Layout | None) -> list[tuple[str, str]]:
    assert layout is not None
    return [(str(b.kind or ""), layout.text[b.content or b.start : b.end]) for b in layout.blocks]


def test_a_document() -> None:
    layout, found = read(GOOD)
    assert found == ()
    assert shown(layout) == [
        ("title", "On wells"), ("heading", "Depth"), ("", "Wells are deep[1] and wet[2]."), ("list-item", "a rope"),
        ("list-item", "a bucket"), ("quote", "We dug for days."), ("table", "1887 | 11 m"), ("table", "1998 | 23 m"),
        ("note", "Brown, A footnote on wells, 1990."), ("note", "Brown, A endnote on wells, 1990."),
    ]  # fmt: skip
    assert (layout.format, layout.source_map, layout.stated) == ("docx", None, (("title", "On wells"),))
    assert [(layout.text[m.start : m.end], m.note) for m in layout.markers] == [("[1]", 1), ("[2]", 2)]
    assert [b.level for b in layout.blocks if b.kind == "heading"] == [1]


def zipped(parts: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return stream.getvalue()


def encrypted(data: bytes) -> bytes:
    """Set the flag of encryption in every entry of an archive."""
    patched = bytearray(data)
    for sign, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(sign)
        while at >= 0:
            patched[at + offset] |= 1
            at = data.find(sign, at + 4)
    return bytes(patched)


_LOL = b'<!DOCTYPE x [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;">]>'


@pytest.mark.parametrize(
    ("data", "code", "message"),
    [
        (GOOD[: len(GOOD) // 2], "DOC115", "is no readable DOCX"),
        (b"PK\x03\x04", "DOC115", "is no readable DOCX"),
        (zipped({"a.xml": b""}), "DOC111", "is an archive, but no DOCX"),
        (zipped({"[Content_Types].xml": b"<Types/>"}), "DOC115", "is no readable DOCX"),
        (changed(GOOD, {PART: lambda part: part[:300]}), "DOC115", "is no readable DOCX"),
        (changed(GOOD, {PART: lambda part: part.replace(b"?>", b"?>" + _LOL, 1)}), "DOC115", "declares XML entities"),
        (changed(GOOD, {PART: lambda part: part.replace(b"deep", b"&#xD800;")}), "DOC115", "is no readable DOCX"),
        (changed(GOOD, {}, {"word/big.xml": b" " * 50_000_000}), "DOC110", "has 50.8 MB of XML when unpacked"),
        (changed(GOOD, {}, {"word/big.xml": b" " * 30_000_000}), "DOC110", "is packed more than 250 times"),
        (zipped({"[Content_Types].xml": b"", **{f"{i}": b"" for i in range(5001)}}), "DOC110", "has 5,002 parts"),
        (encrypted(GOOD), "DOC114", "is encrypted"),
        (
            changed(
                GOOD,
                {
                    PART: lambda part: part.replace(
                        b"<w:sectPr", b"<w:p>" * 20_000 + b"</w:p>" * 20_000 + b"<w:sectPr", 1
                    )
                },
            ),
            "DOC115",
            "is no readable DOCX: it is nested too deeply",
        ),
    ],
    ids=lambda value: "" if isinstance(value, bytes) else value,
)
def test_faults(data: bytes, code: str, message: str) -> None:
    layout, (found,) = read(data)
    assert layout is None
    assert found.code == code
    assert message in found.message
    assert found.place is not None
    assert found.place.file == "a.docx"


def test_pictures_are_not_unpacked() -> None:
    assert read(changed(GOOD, {}, {"word/media/image1.png": b"\0" * 60_000_000})).diagnostics == ()


def test_the_limit_can_be_raised() -> None:
    data = changed(GOOD, {}, {"word/big.xml": bytes(range(33, 60)) * 60_000})
    assert [d.code for d in read(data, DocumentLimits(bytes=10**6)).diagnostics] == ["DOC110"]
    assert read(data).value is not None


def test_a_file_with_any_byte_wrong_gives_text_or_a_reason() -> None:
    for i in range(0, len(GOOD), 997):
        layout, found = read(GOOD[:i] + bytes([GOOD[i] ^ 0xFF]) + GOOD[i + 1 :])
        assert layout is not None or found
