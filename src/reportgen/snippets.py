"""Diagnostics in, text out: the only module that knows output formats.

`render` takes diagnostics, a format's name and a way to look up source texts, and returns what
the command line prints. The same diagnostics give the same text, in whatever order they come.
"""

from __future__ import annotations

import json
import re
import textwrap
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from urllib.parse import quote
from xml.etree import ElementTree as ET

from reportgen.diagnostics import Diagnostic, Place, Severity, arrange

FORMATS = ("human", "short", "json", "github", "sarif", "junit")
Sources = Callable[[str], str | None]

_TAB = 4
_NARROWEST = 20
_RESET, _BOLD, _FAINT = "\x1b[0m", "\x1b[1m", "\x1b[34m"
_COLORS = {Severity.ERROR: "\x1b[1;31m", Severity.WARNING: "\x1b[1;33m", Severity.NOTE: "\x1b[1;36m"}
_GITHUB = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def render(
    diagnostics: Sequence[Diagnostic],
    style: str,
    *,
    sources: Sources,
    color: bool = False,
    width: int = 100,
) -> str:
    """Return the diagnostics, sorted and without repeats, in one of `FORMATS`.

    `sources` gives the text of a project-relative file, `None` when there is none. `color` and
    `width` (terminal cells) matter to `human` only. Raises `ValueError` for an unknown style.
    """
    if style not in FORMATS:
        message = f"unknown format {style!r}, expected one of {', '.join(FORMATS)}"
        raise ValueError(message)
    # By `repr` first: the sort key calls diagnostics equal that differ only in their hint.
    found = arrange(sorted(diagnostics, key=repr))
    if style == "human":
        text = _human(found, sources, _Pen(color=color), max(width, _NARROWEST))
    elif style == "short":
        text = "".join(f"{_short(each)}\n" for each in found)
    elif style == "json":
        text = _dump({"version": 1, "diagnostics": [_plain(d) for d in found], "summary": _counts(found)})
    elif style == "github":
        text = "".join(f"{_command(each)}\n" for each in found)
    elif style == "sarif":
        text = _dump(_sarif(found))
    else:
        text = _junit(found)
    # A lone surrogate (an undecodable byte of a log) must not stop the message from being printed.
    return text.encode("utf-8", "replace").decode("utf-8")


# --- human -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class _Pen:
    """Colours text, or leaves it alone."""

    color: bool

    def __call__(self, text: str, code: str) -> str:
        return f"{code}{text}{_RESET}" if self.color and text else text


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cell:
    """One character of a source line as a terminal shows it, and how many columns it takes."""

    shown: str
    width: int


def _human(found: Sequence[Diagnostic], sources: Sources, pen: _Pen, width: int) -> str:
    blocks = ["\n".join(_block(each, sources, pen, width)) for each in found]
    if blocks:
        counts = ((name, number) for name, number in _counts(found).items() if number)
        blocks.append(", ".join(f"{number} {name[:-1] if number == 1 else name}" for name, number in counts))
    return "".join(f"{block}\n" for block in "\n\n".join(blocks).split("\n")) if blocks else ""


def _block(each: Diagnostic, sources: Sources, pen: _Pen, width: int) -> Iterator[str]:
    label = f"{each.severity.word}[{each.code}]"
    first, *rest = _wrap(f"{label}: {each.message}", width, "  ")
    yield pen(label, _COLORS[each.severity]) + pen(first[len(label) :], _BOLD)
    yield from (pen(line, _BOLD) for line in rest)
    if each.place is not None:
        yield _arrow(each.place, pen)
        yield from _snippet(each, each.place, sources, pen, width)
    for related in each.related:
        yield from _labelled("note", related.message, pen, width)
        yield _arrow(related.place, pen)
    if each.hint:
        yield from _labelled("hint", each.hint, pen, width)


def _arrow(place: Place, pen: _Pen) -> str:
    return f"  {pen('-->', _FAINT)} {_one_line(str(place))}"


def _labelled(label: str, text: str, pen: _Pen, width: int) -> Iterator[str]:
    first, *rest = _wrap(f"  {label}: {text}", width, "        ")
    yield f"  {pen(f'{label}:', _BOLD)}{first[len(label) + 3 :]}"
    yield from rest


def _wrap(text: str, width: int, indent: str) -> list[str]:
    # Long words are paths and keys, which people copy: they are never broken.
    return textwrap.wrap(
        _one_line(text), width, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
    ) or [""]


def _one_line(text: str) -> str:
    """Show control characters, so that a message can neither break the line nor the terminal."""
    return "".join(_visible(c) for c in text.replace("\r\n", " ").replace("\n", " ").replace("\t", " "))


def _visible(c: str) -> str:
    if unicodedata.category(c) == "Cc":
        return chr(0x2400 + ord(c)) if ord(c) < ord(" ") else "\ufffd"
    if unicodedata.category(c) in {"Cs", "Zl", "Zp"} or unicodedata.bidirectional(c) in _BIDI_CONTROLS:
        return "\ufffd"
    return c


_BIDI_CONTROLS = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}


def _snippet(each: Diagnostic, place: Place, sources: Sources, pen: _Pen, width: int) -> Iterator[str]:
    line = _source_line(place, sources)
    if line is None or place.line is None:
        return
    number = str(place.line)
    bar = " " * (len(number) + 2) + "|"
    cells = _cells(line)
    start = None if place.column is None else _base(cells, min(place.column - 1, len(cells)))
    shown, offset, room = _window(cells, start or 0, max(width - len(bar) - 1, _NARROWEST))
    yield pen(bar, _FAINT)
    yield f"{pen(f' {number} |', _FAINT)} {shown}".rstrip()
    if start is not None:
        run = max(1, min(_run(each, place, cells, start), room))
        yield f"{pen(bar, _FAINT)} {' ' * offset}{pen('^' * run, _COLORS[each.severity])}"


def _source_line(place: Place, sources: Sources) -> str | None:
    if place.line is None or place.line < 1 or (place.column is not None and place.column < 1):
        return None
    text = sources(place.file)
    # Only a line feed ends a line, as in editors and in every parser of ours.
    lines = [] if text is None else text.split("\n")
    return lines[place.line - 1].rstrip("\r") if place.line <= len(lines) else None


def _cells(line: str) -> list[_Cell]:
    cells: list[_Cell] = []
    column = 0
    for c in line:
        if c == "\t":
            shown = " " * (_TAB - column % _TAB)
            width = len(shown)
        else:
            shown = _visible(c)
            width = _width(shown)
        cells.append(_Cell(shown=shown, width=width))
        column += width
    return cells


def _width(c: str) -> int:
    if unicodedata.category(c) in {"Mn", "Me", "Cf"} and c != "\u00ad":
        return 0
    return 2 if unicodedata.east_asian_width(c) in {"W", "F"} else 1


def _base(cells: list[_Cell], index: int) -> int:
    """Go back from a combining character to the one it sits on."""
    while 0 < index < len(cells) and cells[index].width == 0:
        index -= 1
    return index


def _run(each: Diagnostic, place: Place, cells: list[_Cell], start: int) -> int:
    """Return how many columns are underlined: to the end column, or to the line's end and beyond."""
    end = start + 1
    if each.end_line is not None and place.line is not None and each.end_line > place.line:
        end = len(cells)
    elif each.end_column is not None:
        end = each.end_column - 1
    return sum(cell.width for cell in cells[start:end])


def _window(cells: list[_Cell], start: int, width: int) -> tuple[str, int, int]:
    """Cut a line to `width` columns around a cell; return it, the cell's offset, the columns left."""
    total = sum(cell.width for cell in cells)
    first = 0
    if total > width:
        # A third of the window before the cell: the text that leads to a fault explains it.
        before = 0
        first = start
        while first > 0 and before + cells[first - 1].width <= width // 3:
            first -= 1
            before += cells[first].width
        first = _base(cells, first)
    lead = "…" if first > 0 else ""
    room = width - len(lead)
    last = first
    used = 0
    while last < len(cells) and used + cells[last].width <= room - (1 if total > width else 0):
        used += cells[last].width
        last += 1
    tail = "…" if last < len(cells) else ""
    offset = len(lead) + sum(cell.width for cell in cells[first:start])
    return lead + "".join(cell.shown for cell in cells[first:last]) + tail, offset, len(lead) + used - offset


# --- short, json, github -----------------------------------------------------------------------


def _counts(found: Sequence[Diagnostic]) -> dict[str, int]:
    return {f"{s.word}s": sum(d.severity is s for d in found) for s in sorted(Severity, reverse=True)}


def _short(each: Diagnostic) -> str:
    where = f"{each.place}: " if each.place else ""
    return _one_line(f"{where}{each.severity.word}[{each.code}] {each.message}")


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def _plain(each: Diagnostic) -> dict[str, object]:
    return {
        "code": each.code,
        "severity": each.severity.word,
        "message": each.message,
        **_position(each.place),
        "end_line": each.end_line,
        "end_column": each.end_column,
        "hint": each.hint,
        "related": [{"message": r.message, **_position(r.place)} for r in each.related],
    }


def _position(place: Place | None) -> dict[str, object]:
    if place is None:
        return {"file": None, "line": None, "column": None}
    return {"file": place.file, "line": place.line, "column": place.column}


def _with_hint(each: Diagnostic) -> str:
    return f"{each.message}\nhint: {each.hint}" if each.hint else each.message


def _command(each: Diagnostic) -> str:
    """Return a workflow command; the escapes are those of the runner's own toolkit."""
    values: dict[str, object] = {}
    if each.place is not None:
        values = {"file": each.place.file, "line": each.place.line, "col": each.place.column}
        values |= {"endLine": each.end_line, "endColumn": each.end_column}
    values["title"] = each.code
    given = ",".join(f"{key}={_property(str(value))}" for key, value in values.items() if value is not None)
    return f"::{_GITHUB[each.severity]} {given}::{_data(_with_hint(each))}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


# --- sarif, junit ------------------------------------------------------------------------------


def _sarif(found: Sequence[Diagnostic]) -> dict[str, object]:
    codes = sorted({each.code for each in found})
    run = {
        "tool": {"driver": {"name": "reportgen", "rules": [{"id": code} for code in codes]}},
        "columnKind": "unicodeCodePoints",
        "results": [_result(each, codes.index(each.code)) for each in found],
    }
    return {"version": "2.1.0", "runs": [run]}


def _result(each: Diagnostic, rule: int) -> dict[str, object]:
    result: dict[str, object] = {
        "ruleId": each.code,
        "ruleIndex": rule,
        "level": each.severity.word,
        "message": {"text": _with_hint(each)},
    }
    if each.place is not None:
        result["locations"] = [_location(each.place, each.end_line, each.end_column)]
    if each.related:
        result["relatedLocations"] = [
            {"id": number, "message": {"text": related.message}, **_location(related.place)}
            for number, related in enumerate(each.related, 1)
        ]
    return result


def _location(place: Place, end_line: int | None = None, end_column: int | None = None) -> dict[str, object]:
    physical: dict[str, object] = {"artifactLocation": {"uri": quote(place.file, errors="replace")}}
    if place.line is not None:
        region = {"startLine": place.line, "startColumn": place.column}
        region |= {"endLine": end_line, "endColumn": end_column}
        physical["region"] = {key: value for key, value in region.items() if value is not None}
    return {"physicalLocation": physical}


def _junit(found: Sequence[Diagnostic]) -> str:
    root = ET.Element("testsuites")
    suite = ET.SubElement(root, "testsuite", name="reportgen")
    # `arrange` sorts by file, so that the diagnostics of a file stand together.
    for file, group in groupby(found, key=lambda each: each.place.file if each.place else ""):
        _test_case(suite, file, tuple(group))
    suite.set("tests", str(len(suite)))
    suite.set("failures", str(sum(case.find("failure") is not None for case in suite)))
    ET.indent(root)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ET.tostring(root, encoding="unicode")}\n'


def _test_case(suite: ET.Element, file: str, group: Sequence[Diagnostic]) -> None:
    case = ET.SubElement(suite, "testcase", classname="reportgen", name=_xml(file or "project"))
    for each in group:
        if each.severity is Severity.ERROR:
            failure = ET.SubElement(case, "failure", type=_xml(each.code), message=_xml(each.message))
            failure.text = _xml("\n".join((_short(each), *([f"hint: {each.hint}"] if each.hint else []))))
    others = [_short(each) for each in group if each.severity is not Severity.ERROR]
    if others:
        ET.SubElement(case, "system-out").text = _xml("\n".join(others))


def _xml(text: str) -> str:
    return _NOT_XML.sub("", text)
