"""Write the document as HTML for WeasyPrint; it has no bibliography, so the references are rendered here."""

from __future__ import annotations

from collections.abc import Mapping

from compile.bib import print_authors
from compile.document import Block, Cite, Document, Figure, Inline, Link, Paragraph, Subheading, Table
from compile.drawings import svg

_STYLE = """\
@font-face { font-family: Serif; src: url(fonts/serif-regular.ttf) }
@font-face { font-family: Sans; src: url(fonts/sans-regular.ttf) }
@font-face { font-family: Sans; font-weight: bold; src: url(fonts/sans-bold.ttf) }
@page { size: A4; margin: 26mm 40mm 28mm 32mm; @bottom-right { content: "Page " counter(page) } }
body { font: 10.5pt/1.3 Serif; text-align: justify; hyphens: auto }
h1, h2, figcaption, caption { font-family: Sans; text-align: left; hyphens: manual }
table { font: 8.5pt Sans; border-collapse: collapse; width: 100%; text-align: left;
  border-top: 1pt solid; border-bottom: 1pt solid }
th { border-bottom: 0.5pt solid } td, th { padding: 2pt 5pt; vertical-align: top }
nav a::after { content: leader(".") target-counter(attr(href), page) }
nav p { margin: 0 } nav a { color: inherit; text-decoration: none } .references p { font-size: 9pt }
"""


def write_html(document: Document, fonts: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the files."""
    order = {key: number for number, key in enumerate((*document.cited(), document.source), 1)}
    numbers = _numbers(document)
    parts = [f'<!DOCTYPE html><html lang="en-GB"><meta charset="utf-8"><title>{document.title}</title>',
             f"<style>{_STYLE}</style><body><h1>{document.title}</h1><nav>"]  # fmt: skip
    parts += [f'<p><a href="#{name}">{text}</a></p>' for name, text in _contents(document, numbers)]
    parts.append("</nav>")
    for section in document.sections:
        name = f"sec-{section.id}"
        parts.append(f'<h1 id="{name}">{numbers[name]} {section.heading}</h1>')
        parts += [_block(block, document.source, order, numbers) for block in section.blocks]
    parts.append('<h1>References</h1><div class="references">')
    works = {work.key: work for work in document.references}
    for key, number in order.items():
        work = works.get(key)
        text = f"{print_authors(work)}. {work.title}. {work.container}, {work.year}. " if work else document.title
        link = f'<a href="{work.url}">{work.url}</a>' if work else ""
        parts.append(f'<p id="{key}">[{number}] {text}{link}</p>')
    parts.append("</div></body></html>\n")
    return {"main.html": "\n".join(parts).encode()} | {f"fonts/{name}": font for name, font in fonts.items()}


def _numbers(document: Document) -> dict[str, int]:
    found = {f"sec-{section.id}": number for number, section in enumerate(document.sections, 1)}
    found |= {f"tab-{table.id}": number for number, table in enumerate(document.tables(), 1)}
    return found | {f"fig-{figure.id}": number for number, figure in enumerate(document.figures(), 1)}


def _contents(document: Document, numbers: Mapping[str, int]) -> list[tuple[str, str]]:
    found = [(f"sec-{section.id}", section.heading) for section in document.sections]
    found += [(f"tab-{table.id}", table.caption) for table in document.tables()]
    found += [(f"fig-{figure.id}", figure.caption) for figure in document.figures()]
    return [(name, f"{numbers[name]} {text}") for name, text in found]


def _block(block: Block, source: str, order: Mapping[str, int], numbers: Mapping[str, int]) -> str:
    if isinstance(block, Paragraph):
        return f"<p>{_text(block.content, source, order, numbers)}</p>"
    if isinstance(block, Subheading):
        return f"<h2>{block.text}</h2>"
    if isinstance(block, Figure):
        name = f"fig-{block.id}"
        return (
            f'<figure id="{name}">{svg(block)}<figcaption>Figure {numbers[name]}: {block.caption}</figcaption></figure>'
        )
    return _table(block, source, order, numbers)


def _table(table: Table, source: str, order: Mapping[str, int], numbers: Mapping[str, int]) -> str:
    name = f"tab-{table.id}"
    rows = [
        f"<tr><td>{row.measure}<td>{row.value} percent<td>{row.base}<td>"
        f'<a href="#{source}">[{order[source]}, ¶{row.passage}]</a>'
        for row in table.rows
    ]
    head = "<thead><tr><th>Measure<th>Value<th>Share of<th>Source</thead>"
    caption = f"<caption>Table {numbers[name]}: {table.caption}</caption>"
    return f'<table id="{name}">{caption}{head}<tbody>{"".join(rows)}</tbody></table>'


def _text(content: tuple[Inline, ...], source: str, order: Mapping[str, int], numbers: Mapping[str, int]) -> str:
    pieces: list[str] = []
    names = {"sec": "Section", "tab": "Table", "fig": "Figure"}
    for piece in content:
        if isinstance(piece, Cite):
            links = (f'<a href="#{key}">[{order[key]}]</a>' for key in piece.keys or (source,))
            pieces.append(" " + ", ".join(links))
        elif isinstance(piece, Link):
            name = f"{piece.kind}-{piece.target}"
            pieces.append(f' <a href="#{name}">{names[piece.kind]} {numbers[name]}</a>')
        else:
            pieces.append(f" {piece}" if pieces else piece)
    return "".join(pieces)
