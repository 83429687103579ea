"""veraPDF, driven from here: what is archival passes, and each fault is named with clause and page."""

from __future__ import annotations

import datetime
import io

import pikepdf
import pytest
from needs import needs_java
from pikepdf import Array, Dictionary, Name

from reportgen.archive import Identity, finish
from validate.conformance import conformance, validate

pytestmark = [pytest.mark.java, needs_java]

IDENTITY = Identity(title="t", author="a", subject="s", keywords="k", language="en-GB", date=datetime.date(2026, 1, 2))
STRUCTURE = b'{"id":1,"role":"Document","kids":[2]}\n{"id":2,"role":"P","kids":[[2,0]]}\n'


def archived() -> bytes:
    """Return two pages without text, the second with a link, as PDF/A-3a and PDF/UA-1."""
    pdf = pikepdf.Pdf.new()
    for content in (b"", b"/P <</MCID 0>> BDC 0 0 1 rg 10 10 20 20 re f EMC"):
        page = pdf.add_blank_page(page_size=(100, 100))
        page.Contents = pdf.make_stream(content)
    stream = io.BytesIO()
    pdf.save(stream, deterministic_id=True)
    value = finish(stream.getvalue(), STRUCTURE, IDENTITY).value
    assert value is not None
    return value


def changed(key: str) -> bytes:
    stream = io.BytesIO()
    with pikepdf.open(io.BytesIO(archived())) as pdf:
        if key == "/Widget":
            pdf.pages[1].Annots = Array(
                [Dictionary(Type=Name.Annot, Subtype=Name.Movie, Rect=Array([0, 0, 9, 9]), F=4)]
            )
        else:
            del pdf.Root[key]
        pdf.save(stream, deterministic_id=True)
    return stream.getvalue()


def test_what_is_archival_passes() -> None:
    verdicts = conformance(archived())
    assert [(verdict.name, verdict.faults, verdict.missing) for verdict in verdicts] == [
        ("PDF/A-3a", (), ""), ("PDF/UA-1", (), "")
    ]  # fmt: skip
    assert all(int(verdict.said.split()[0]) > 10 for verdict in verdicts)


@pytest.mark.parametrize(
    ("key", "flavour", "clause"),
    [
        ("/Metadata", "3a", "6.6.2.1"),
        ("/OutputIntents", "3a", "6.2.4.3"),
        ("/StructTreeRoot", "3a", "6.7.3.3"),
        ("/MarkInfo", "3a", "6.7.2.2"),
        ("/Lang", "ua1", "7.2"),
        ("/Metadata", "ua1", "7.1"),
        ("/ViewerPreferences", "ua1", "7.1"),
    ],
)
def test_what_is_missing_is_a_breach_of_its_clause(key: str, flavour: str, clause: str) -> None:
    assert clause in {breach.clause for breach in validate(changed(key), flavour)[1]}


def test_a_breach_says_where_it_is() -> None:
    (breach,) = (breach for breach in validate(changed("/Widget"), "3a")[1] if breach.clause == "6.3.1")
    assert (breach.page, breach.count) == (2, 1)
    assert str(breach).startswith("clause 6.3.1, test 1: ")
    assert "page 2" in str(breach)


def test_what_is_no_pdf_is_a_breach() -> None:
    checks, breaches = validate(b"no PDF", "3a")
    assert (checks, [breach.clause for breach in breaches]) == (0, ["-"])
