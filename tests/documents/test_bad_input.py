from __future__ import annotations

import io
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st
from memory import MemoryTools

from reportgen.diagnostics import Outcome
from reportgen.documents.formats import SUFFIXES
from reportgen.documents.layout import Block, Layout
from reportgen.documents.limits import DocumentLimits
from reportgen.documents.read import read_document

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500


@pytest.mark.parametrize(
    ("name", "data", "code", "message", "line"),
    [
        ("a.txt", b"", "DOC112", "a.txt is empty", None),
        ("a.txt", b" \r\n\t\n", "DOC112", "a.txt is empty", None),
        ("a.html", b"<script>x</script>", "DOC112", "a.html has no text", None),
        ("a.txt", bytes(range(256)) * 9, "DOC111", "a.txt is a binary file", None),
        ("a.md", b"\x89PNG\r\n\x1a\n\0\0", "DOC111", "a.md is a picture", None),
        ("a.txt", b"\x1f\x8b\x08\0", "DOC111", "a.txt is an archive", None),
        ("a.zip", b"PK\x03\x04xxxx", "DOC111", "a.zip is an archive", None),
        ("a.doc", OLE, "DOC111", "a.doc is a file of an old office program", None),
        ("a.docx", OLE + "EncryptedPackage".encode("utf-16-le"), "DOC114", "a.docx is encrypted", None),
        ("a.docx", b"{\\rtf1", "DOC111", "a.docx is an RTF file", None),
        ("a.docx", b"no archive", "DOC115", "a.docx is no readable DOCX: File is not a zip file", None),
        ("a.txt", "one\ntwo\u202e three\u2066".encode(), "DOC116",
         "a.txt has the control character U+202E in line 2 and 1 more", 2),
        ("a.txt", b"one\r\ntwo\rthree \x1b[31m", "DOC116", "a.txt has the control character U+001B in line 3", 3),
        ("a.html", b"<p>\n\none &#8238; two", "DOC116", "a.html has the control character U+202E in line 3", 3),
        ("a.txt", b"a\0" + b"b" * 900, "DOC116", "a.txt has the control character U+0000 in line 1", 1),
        ("a.txt", "Порт\n".encode() * 9 + b"\xed\xb0\x80", "DOC109",
         "a.txt is damaged: byte 0xed in line 10 is not utf-8, nor are 2 more", 10),
        ("a.html", '<meta charset="koi8-r"><p>Порт принял суда'.encode(), "DOC108",
         "a.html declares the encoding 'koi8-r' but is in utf-8", None),
        ("a.txt", "Порт принял суда".encode("cp1251"), "DOC107",
         "a.txt does not say its encoding and was read as cp1251", None),
    ],
)  # fmt: skip
def test_one_diagnostic_each(name: str, data: bytes, code: str, message: str, line: int | None) -> None:
    _, (found,) = read_document(name, name, data, MemoryTools())
    assert (found.code, found.message) == (code, message)
    assert found.place is not None
    assert (found.place.file, found.place.line) == (name, line)


@pytest.mark.parametrize("name", ["a", "page", "letter.backup"])
def test_files_without_a_known_name_are_known_by_their_start(name: str) -> None:
    for data, format_ in ((b"\n<!DOCTYPE html><p>x", "html"), (b"<b>x", "text"), (b"Dear <html>", "text")):
        document = read_document(name, name, data, MemoryTools()).value
        assert document is not None
        assert document.format == format_


def test_a_large_text_is_refused_at_once() -> None:
    data = b"x" * 100_000_000
    tracemalloc.start()
    outcome = read_document("a.txt", "a.txt", data, MemoryTools())
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    (found,) = outcome.diagnostics
    assert outcome.value is None
    assert found.code == "DOC110"
    assert found.message == "a.txt has 100.0 MB, more than 32.0 MB"
    assert found.hint == "raise the limit with --size-limit"
    assert peak < 10**6


def test_a_small_file_with_a_large_text(monkeypatch: pytest.MonkeyPatch) -> None:
    layout = Layout(format="pdf", encoding="utf-8", text="word " * 30, blocks=(Block(start=0, end=4),))
    monkeypatch.setattr("reportgen.documents.pdf.read_pdf", lambda *_: Outcome(layout))
    (found,) = read_document("a.pdf", "a.pdf", b"%PDF-1", MemoryTools(), DocumentLimits(characters=100)).diagnostics
    assert (found.code, found.message) == ("DOC110", "a.pdf has 150 characters, more than 100")


def test_a_page_runs_no_script_and_shows_none() -> None:
    page = b'<p onclick="evil()">One</p><script>evil()</script><a href="javascript:evil()">two</a><iframe>no</iframe>'
    document = read_document("a.html", "a.html", page, MemoryTools()).value
    assert document is not None
    assert document.text.split() == ["One", "two"]


@given(st.binary(max_size=400), st.sampled_from([*SUFFIXES, ""]))
def test_any_bytes_under_any_name_give_a_document_or_a_reason(data: bytes, suffix: str) -> None:
    if suffix == ".pdf" or b"%PDF-" in data:
        return
    outcome = read_document("a", f"a{suffix}", data, MemoryTools())
    assert outcome.value is not None or outcome.diagnostics
    assert io.StringIO(outcome.value.text if outcome.value else "").read() is not None
