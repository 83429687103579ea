from __future__ import annotations

import errno
import hashlib
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from memory import ROOT, MemoryTools, failed

from reportgen.diagnostics import Place
from reportgen.documents import Document, load_documents, segment_text
from reportgen.documents.locator import parse_locator
from reportgen.documents.read import SUFFIXES, Wanted

PLACE = Place(file="data/documents.yaml", line=3, column=7)
TEXT = "Title\n\nSome words.[1]\n[1] A note\n"


def wanted(file: str = "a.txt", content: str | bytes | None = None) -> Wanted:
    data = content.encode() if isinstance(content, str) else content
    return Wanted(id="D1", file=file, sha256=hashlib.sha256(data).hexdigest() if data else None, place=PLACE)


def load(files: dict[str, str | bytes], item: Wanted):  # type: ignore[no-untyped-def]
    return load_documents(ROOT, (item,), MemoryTools.of(files))


def parts(text: str) -> list[tuple[str, str]]:
    return [(s.label, text[s.start : s.end]) for s in segment_text(text)]


def test_each_line_is_a_segment() -> None:
    text = "\ufeffx\r\n\r\n  One. \rTwo.[1]\n\t\n[2] no note yet\n[1] First\n [2] Second \n[4] gap\n[3]\n[3] Third"
    assert parts(text[1:]) == [
        ("p1", "x"), ("p2", "One."), ("p3", "Two.[1]"), ("p4", "[2] no note yet"), ("n1", "[1] First"),
        ("n2", "[2] Second"), ("p5", "[4] gap"), ("p6", "[3]"), ("n3", "[3] Third"),
    ]  # fmt: skip


@given(st.text(st.sampled_from("a [1]2\n\r\t\u2028ü"), max_size=60))
def test_segments_hold_all_that_is_not_blank(text: str) -> None:
    segments = segment_text(text)
    kept = "".join(text[s.start : s.end] for s in segments)
    assert "".join(kept.split()) == "".join(text.split())
    assert all(a.end <= b.start for a, b in pairwise(segments))
    numbers = [s.number for s in segments if not s.is_note]
    assert numbers == list(range(1, len(numbers) + 1))


@pytest.mark.parametrize(
    ("locator", "text"),
    [
        ("D1#p1", "Title"), ("D1#p2", "Some words.[1]"), ("D1#n1", "[1] A note"), ("D1#p3", None), ("D1#n2", None),
        ("D1#p2:5-10", "words"), ("D1#p2:0-14", "Some words.[1]"), ("D1#p2:0-15", None), ("D1#p2:5-5", None),
        ("D1#p2:9-5", None),
    ],
)  # fmt: skip
def test_segment_text(locator: str, text: str | None) -> None:
    document = Document(id="D1", path="a", sha256="", encoding="utf-8", text=TEXT, segments=segment_text(TEXT))
    found = parse_locator(locator)
    assert found is not None
    assert document.segment_text(found) == text


@pytest.mark.parametrize(
    ("data", "code", "text"),
    [
        ("Größe – «кириллица» 𝄞".encode("utf-16"), None, "Größe – «кириллица» 𝄞"),
        (TEXT.encode("utf-16-le"), None, TEXT),
        ("Порт принял суда".encode("cp1251"), "DOC107", "Порт принял суда"),
        ("«Порт» и суд".encode() + b"\xd0", "DOC109", "«Порт» и суд\ufffd"),
        (b"", "DOC112", ""),
    ],
)
def test_encodings(data: bytes, code: str | None, text: str) -> None:
    documents, found = load({"a.txt": data}, wanted())
    assert [(d.code, d.place) for d in found] == ([(code, PLACE)] if code else [])
    assert documents["D1"].text == text


@pytest.mark.parametrize(
    ("code", "files", "item", "message"),
    [
        ("DOC101", {}, wanted(), "document D1 (a.txt) is not in the sources"),
        ("DOC101", {"b.txt": TEXT}, wanted(content="other"), "document D1 (a.txt) is not in the sources"),
        ("DOC103", {"a.txt": b"\xff\xfea"}, wanted(), "document D1 (a.txt) is not utf-16-le text: byte 0x61 in line 1"),
        ("DOC111", {"a.txt": b"\x89PNG\r\n\x1a\n"}, wanted(), "document D1 (a.txt) is a picture"),
        ("DOC104", {"a.txt": TEXT}, wanted(content="x"), "document D1 (a.txt) is not the file that was registered"),
    ],
)
def test_faults(code: str, files: dict[str, str | bytes], item: Wanted, message: str) -> None:
    documents, found = load(files, item)
    assert [(d.code, d.message, d.place) for d in found] == [(code, message, PLACE)]
    assert bool(documents) == (code == "DOC104")


def test_a_file_that_cannot_be_read() -> None:
    tools = MemoryTools.of({"a.txt": TEXT, "private.txt": "x"})
    tools.faults = {path: failed(errno.EACCES) for path in tools.files}
    documents, found = load_documents(ROOT, (wanted(),), tools)
    assert documents == {}
    assert [(d.code, d.message, d.place) for d in found] == [
        ("DOC102", "cannot read document D1 (a.txt): Permission denied", PLACE)
    ]


@pytest.mark.parametrize(
    ("files", "item", "path"),
    [
        ({"a.txt": TEXT}, wanted(), "a.txt"),
        ({"sub/a.txt": TEXT}, wanted(), "sub/a.txt"),
        ({"sub/a.txt": TEXT, "a.txt": TEXT}, wanted("sub/a.txt"), "sub/a.txt"),
        ({"renamed.txt": TEXT, "b.txt": "x"}, wanted(content=TEXT), "renamed.txt"),
        ({"a.TXT": TEXT}, wanted("a.TXT"), "a.TXT"),
        ({"a.md": TEXT}, wanted("a.md"), "a.md"),
        ({"a.txt": "draft", "b/a.txt": TEXT}, wanted(content=TEXT), "b/a.txt"),
        ({"a.txt": TEXT, "b/a.txt": "draft"}, wanted(content=TEXT), "a.txt"),
        ({"z.txt": "x", "b/a.txt": TEXT, "a.txt": TEXT}, wanted(content=TEXT), "a.txt"),
    ],
)
def test_which_file_is_meant(files: dict[str, str | bytes], item: Wanted, path: str) -> None:
    documents, found = load(files, item)
    other_name = path.rpartition("/")[2] != item.file.rpartition("/")[2]
    assert [(d.code, d.severity.word) for d in found] == ([("DOC101", "warning")] if other_name else [])
    assert documents["D1"].path == path
    assert documents["D1"].sha256 == hashlib.sha256(TEXT.encode()).hexdigest()


def test_an_edit_is_not_hidden_by_a_copy_of_the_old_text() -> None:
    documents, found = load({"a.txt": TEXT + "More", "old/copy.txt": TEXT}, wanted(content=TEXT))
    assert [d.code for d in found] == ["DOC104"]
    assert documents["D1"].path == "a.txt"


@pytest.mark.parametrize(
    ("files", "file", "hint"),
    [
        ({"minutes.txt": ""}, "minuets.txt", "did you mean 'minutes.txt'?"),
        ({}, "minutes.odt", f"only {', '.join(SUFFIXES[:-1])} and .docx files are read"),
        ({"x.txt": ""}, "minutes.txt", None),
    ],
)
def test_hints(files: dict[str, str | bytes], file: str, hint: str | None) -> None:
    _, (found,) = load(files, wanted(file))
    assert found.hint == hint


def test_the_case_of_a_digest_does_not_matter() -> None:
    item = wanted(content=TEXT)
    assert item.sha256 is not None
    upper = Wanted(id="D1", file="a.txt", sha256=item.sha256.upper(), place=PLACE)
    assert load({"a.txt": TEXT}, upper).diagnostics == ()


def test_no_folder() -> None:
    assert load_documents(None, (wanted(),), MemoryTools()) == ({}, ())


def test_only_files_that_may_be_meant_are_read() -> None:
    tools = MemoryTools.of({"a.txt": TEXT, "b.txt": "x"})
    tools.faults = {ROOT / "b.txt": failed(errno.EACCES)}
    assert load_documents(ROOT, (wanted(content=TEXT),), tools).diagnostics == ()
