"""JUnit XML: suites, cases, and what fails."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st
from shown import ALL, DUPLICATE, sources
from test_render import DIAGNOSTICS

from reportgen.diagnostics import Diagnostic, Severity
from reportgen.snippets import render

# Element -> (attributes it has, elements it may hold): what Jenkins, GitLab and others agree on.
GRAMMAR = {
    "testsuites": ({"name", "tests", "failures", "errors", "skipped"}, {"testsuite"}),
    "testsuite": ({"name", "tests", "failures", "errors", "skipped"}, {"testcase"}),
    "testcase": ({"classname", "name"}, {"failure", "skipped", "system-out"}),
    "failure": ({"type", "message"}, set()),
    "skipped": ({"message"}, set()),
    "system-out": (set(), set()),
}


def document(*found: Diagnostic) -> ET.Element:
    """Return the root of a document that keeps to the grammar."""
    root = ET.fromstring(render(found, "junit", sources=sources).encode("utf-8"))
    assert root.tag == "testsuites"
    for part in root.iter():
        attributes, inside = GRAMMAR[part.tag]
        assert set(part.attrib) == attributes
        assert {child.tag for child in part} <= inside
    for case in root.iter("testcase"):
        assert len(case) <= 1
    for suite in (root, *root):
        assert int(suite.get("tests", "")) == len(list(suite.iter("testcase")))
        assert int(suite.get("failures", "")) == len(list(suite.iter("failure")))
    return root


def test_junit() -> None:
    """A suite for each file, a case for each diagnostic, failures for errors only."""
    root = document(*ALL)
    assert [(suite.get("name"), suite.get("tests")) for suite in root] == [
        ("project", "2"), ("bib/b,c:d.bib", "1"), ("bib/main.bib", "1"), ("data/r.csv", "1"),
    ]  # fmt: skip
    kinds = {case.get("name"): case[0].tag for case in root.iter("testcase")}
    assert kinds == {
        "TEX601 two lines": "system-out",
        "DOC106 no author": "skipped",
        "BIB407 100% unused, really": "system-out",
        "BIB402 2:10 duplicate key 'knuth84'": "failure",
        "REC216 2:4 nine words": "skipped",
    }


def test_a_failure_says_where_and_what_to_do() -> None:
    (failure,) = document(DUPLICATE).iter("failure")
    assert (failure.get("type"), failure.get("message")) == ("BIB402", "duplicate key 'knuth84'")
    assert failure.text == (
        "bib/main.bib:2:10: error[BIB402] duplicate key 'knuth84'\nhint: first defined at bib/main.bib:1"
    )


def test_nothing_found_is_one_case_that_passes() -> None:
    root = document()
    assert (root.get("tests"), root.get("failures")) == ("1", "0")


@given(st.lists(DIAGNOSTICS, max_size=3))
def test_every_diagnostic_makes_a_document(found: list[Diagnostic]) -> None:
    root = document(*found)
    errors = {d for d in found if d.severity is Severity.ERROR}
    assert int(root.get("failures", "")) == len(errors)
