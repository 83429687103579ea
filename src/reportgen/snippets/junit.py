"""Diagnostics as JUnit XML, for continuous integration that knows test results only.

A file is a suite and each diagnostic a case: an error fails, a warning or a note passes with output, and
what is silenced is skipped with its reason. Without any diagnostic there is one case, which passes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby
from xml.etree import ElementTree as ET

from reportgen.diagnostics import Diagnostic, Severity, silence_of
from reportgen.snippets.machine import short_line
from reportgen.snippets.terminal import visible

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def junit(found: Sequence[Diagnostic]) -> str:
    """Return all diagnostics as one document."""
    root = ET.Element("testsuites", name="reportgen")
    # `arrange` sorts by file, so that the diagnostics of a file stand together.
    for file, group in groupby(found, key=lambda each: each.place.file if each.place else ""):
        suite = ET.SubElement(root, "testsuite", name=_xml(file or "project"))
        for each in group:
            _case(suite, each, file or "project")
    if not found:
        ET.SubElement(ET.SubElement(root, "testsuite", name="project"), "testcase", classname="project", name="checked")
    for part in (root, *root):
        part.set("tests", str(len(part.findall(".//testcase"))))
        part.set("failures", str(len(part.findall(".//failure"))))
        part.set("errors", "0")
        part.set("skipped", str(len(part.findall(".//skipped"))))
    ET.indent(root)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ET.tostring(root, encoding="unicode")}\n'


def _case(suite: ET.Element, each: Diagnostic, file: str) -> None:
    place = each.place
    where = ":".join(str(part) for part in (place.line, place.column) if part is not None) if place else ""
    name = " ".join(filter(None, (each.code, where, each.message)))
    case = ET.SubElement(suite, "testcase", classname=_xml(file), name=_xml(visible(name)))
    by = silence_of(each)
    text = "\n".join(
        (
            short_line(each),
            *([f"hint: {visible(each.hint)}"] if each.hint else []),
            *(f"{visible(str(other.place))}: {visible(other.message)}" for other in each.related),
        )
    )
    if by is not None or each.severity is Severity.SILENCED:
        ET.SubElement(case, "skipped", message=_xml(by.message if by else ""))
    elif each.severity is Severity.ERROR:
        ET.SubElement(case, "failure", type=_xml(each.code), message=_xml(each.message)).text = _xml(text)
    else:
        ET.SubElement(case, "system-out").text = _xml(text)


def _xml(text: str) -> str:
    """Make text fit for XML and for whoever shows it; only line breaks stay."""
    return "\n".join(_NOT_XML.sub("\ufffd", visible(line)) for line in text.replace("\r\n", "\n").split("\n"))
