"""Write the document as a project of reportgen: records, templates, declarations, and the document they are taken from.

The look (class, fonts, layout of the references) is the repository's own `report/`.
"""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections.abc import Mapping
from pathlib import Path

from compile.bib import biblatex, in_latin
from compile.document import Block, Cite, Document, Inline, Link, Paragraph, Subheading, Table

SOURCE_FILE = "source.txt"
_LOOK = ("*.cls", "*.sty", "bibliography/*.j2", "fonts/*")
_CELLS = r"""((* macro share(row) *))((( row.base )))((* endmacro *))
"""
_TABLE = """\
records: indicators
where:
  theme: {id}
caption: {caption}
columns:
- head: Measure
  field: measure
  width: 2.2
- head: Value
  field: wording
- head: Share of
  show: share
  width: 2.2
- head: Source
  field: cite
  width: 0.8
source: the passages cited in each row
description: The measures with their values.
"""
_FIGURE = """\
kind: timeline
records: events
where:
  note: {id}
label: label
lane: lane
lanes:
{lanes}
caption: {caption}
source: the document
description: What happened in which year, by lane.
"""
_DOCUMENTS = """\
- id: {source}
  file: {file}
  sha256: {digest}
  words: "{words}"
  title: {title}
  author: The Bureau
  issued: "2020"
  genre: report
  completeness: complete
  notes: "0"
  grade: B
  grade_reason: made for the benchmark
  descriptor: One made-up document.
"""


def look_of(report: Path) -> dict[str, bytes]:
    """Return the files of a report folder that say how a report looks."""
    found = [path for pattern in _LOOK for path in sorted(report.glob(pattern)) if path.is_file()]
    return {f"report/{path.relative_to(report).as_posix()}": path.read_bytes() for path in found}


def write_project(
    document: Document, report: Path, *, engine: str = "lualatex", profile: str = "plain"
) -> dict[str, bytes]:
    """Return the project's files; `report` is the folder whose look and settings are taken.

    pdflatex gets romanised references, as the LaTeX that it is compared with.
    """
    bib = biblatex(document, keywords=True)
    files = {
        "report/report.toml": _settings(
            document, (report / "report.toml").read_text(encoding="utf-8"), engine, profile
        ),
        "report/main.tex.j2": _main(document),
        "report/sections/references.tex.j2": "\\section{References}\n\\label{sec:references}\n\n"
        '((( bibliography("corpus") )))\n\n((( bibliography("works") )))\n',
        "report/tables/cells.tex.j2": _CELLS,
        "bib/references.bib": in_latin(bib) if engine == "pdflatex" else bib,
        "data/indicators.csv": _indicators(document),
        "data/events.csv": _events(document),
        "data/documents.yaml": _documents(document),
    }
    for section in document.sections:
        head = rf"\section{{{section.heading}}}" + "\n" + rf"\label{{sec:{section.id}}}" + "\n"
        body = "\n".join(_block(block) for block in section.blocks)
        files[f"report/sections/{section.id}.tex.j2"] = f"{head}\n{body}"
    for table in document.tables():
        files[f"report/tables/{table.id}.yaml"] = _TABLE.format(id=table.id, caption=table.caption)
    for figure in document.figures():
        lanes = "\n".join(f"- {lane}" for lane in figure.lanes)
        files[f"report/figures/{figure.id}.yaml"] = _FIGURE.format(id=figure.id, lanes=lanes, caption=figure.caption)
    return {name: text.encode() for name, text in files.items()} | look_of(report)


def source_text(document: Document) -> str:
    """Return the document that all records are taken from: each row and point is the passage of its number."""
    lines = {row.passage: f"{row.measure} came to {row.value} percent of that total, as the bureau wrote."
             for table in document.tables() for row in table.rows}  # fmt: skip
    lines |= {point.passage: f"In {point.year} the bureau saw {point.label} take place in that lane."
              for figure in document.figures() for point in figure.points}  # fmt: skip
    return "\n".join([document.title, *(lines[number] for number in sorted(lines))]) + "\n"


def _settings(document: Document, text: str, engine: str, profile: str) -> str:
    """Return the report's own settings with the words, the files and the limits of this document."""
    values = {"title": document.title, "subtitle": document.subtitle, "number": "B-a", "subject": "Benchmark",
              "keywords": "benchmark", "cutoff": "None.", "engine": engine, "profile": profile}  # fmt: skip
    for name, value in values.items():
        text = re.sub(rf'^{name} = ".*"$', f'{name} = "{value}"', text, flags=re.MULTILINE)
    text = re.sub(r'^html = ".*"\n', "", text, flags=re.MULTILINE)  # other programs make the PDF alone
    text = re.sub(r"(?m)^\[products\.(?:.*\n)(?:(?!\[).*\n?)*", "", text)  # they name files that are not here
    text = re.sub(r"^files = .*$", 'files = ["bib/references.bib"]', text, flags=re.MULTILINE)
    return re.sub(r"^timeout_s = .*$", "timeout_s = 3000", text, flags=re.MULTILINE)


def _main(document: Document) -> str:
    lines = [r"\documentclass{briefing}", r"\begin{document}", r"\reporttitle", r"\contentspage"]
    lines += [f'((( section("{section.id}") )))' for section in document.sections]
    return "\n".join([*lines, '((( section("references") )))', "((( report_end() )))", r"\end{document}", ""])


def _block(block: Block) -> str:
    if isinstance(block, Paragraph):
        return _text(block.content) + "\n"
    if isinstance(block, Subheading):
        return rf"\subsection{{{block.text}}}" + "\n"
    return f'((( {"table" if isinstance(block, Table) else "figure"}("{block.id}") )))\n'


def _text(content: tuple[Inline, ...]) -> str:
    pieces: list[str] = []
    for piece in content:
        if isinstance(piece, Cite):
            keys = ", ".join(f'"{key}"' for key in piece.keys)
            pieces.append(f"~((( cite({keys}) )))")
        elif isinstance(piece, Link):
            named = rf"Section~\ref{{sec:{piece.target}}}"
            pieces.append(f" {named}" if piece.kind == "sec" else f' ((( ref("{piece.target}") )))')
        else:
            pieces.append(f" {piece}" if pieces else piece)
    return "".join(pieces)


def _indicators(document: Document) -> str:
    rows = [
        {"id": row.id, "theme": table.id, "measure": row.measure, "value": row.value, "unit": "percent",
         "wording": f"{row.value} percent", "base": row.base, "evidence": _passage(document, row.passage),
         "grade": 2}
        for table in document.tables() for row in table.rows
    ]  # fmt: skip
    names = ("id", "theme", "measure", "qualifier", "value", "value_high", "unit", "wording", "base", "period",
             "evidence", "via", "grade", "note")  # fmt: skip
    return _csv(names, rows)


def _events(document: Document) -> str:
    rows = [
        {"id": point.id, "date": point.year, "precision": "year", "basis": "explicit", "lane": point.lane,
         "event": point.label, "label": point.label, "evidence": _passage(document, point.passage), "grade": 2,
         "note": figure.id}
        for figure in document.figures() for point in figure.points
    ]  # fmt: skip
    names = ("id", "date", "date_end", "precision", "basis", "basis_note", "lane", "event", "label", "actors",
             "evidence", "via", "grade", "note")  # fmt: skip
    return _csv(names, rows)


def _csv(names: tuple[str, ...], rows: list[dict[str, object]]) -> str:
    target = io.StringIO()
    writer = csv.DictWriter(target, names, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return target.getvalue()


def _passage(document: Document, number: int) -> str:
    return f"{document.source}#p{number}"


def _documents(document: Document) -> str:
    text = source_text(document)
    values: Mapping[str, object] = {
        "source": document.source, "file": SOURCE_FILE, "digest": hashlib.sha256(text.encode()).hexdigest(),
        "words": len(text.split()), "title": document.title,
    }  # fmt: skip
    return _DOCUMENTS.format(**values)
