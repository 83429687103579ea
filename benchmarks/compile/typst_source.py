"""Write the document as Typst, one file a section; Typst's own bibliography prints the references."""

from __future__ import annotations

from collections.abc import Mapping

from compile.bib import biblatex
from compile.document import Block, Cite, Document, Inline, Link, Paragraph, Subheading, Table
from compile.drawings import svg

_HEAD = """\
#set document(title: "{title}")
#set page(paper: "a4", margin: (left: 32mm, right: 40mm, top: 26mm, bottom: 28mm), numbering: "1",
  header: text(size: 8pt, font: "PT Sans")[{title}])
#set text(font: "PT Serif", size: 10.5pt, lang: "en", region: "GB")
#set par(justify: true)
#set heading(numbering: "1.")
#show heading: set text(font: "PT Sans")
#show figure: set block(breakable: true)
#show figure.where(kind: table): set figure.caption(position: top)
#align(center, text(size: 20pt)[{title}])
#outline(depth: 1)
#outline(title: [Tables], target: figure.where(kind: table))
#outline(title: [Figures], target: figure.where(kind: image))
#pagebreak()
"""


def write_typst(document: Document, fonts: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the files."""
    includes = [f'#include "sections/{section.id}.typ"' for section in document.sections]
    main = [_HEAD.format(title=document.title), *includes, '#bibliography("refs.bib", style: "ieee")', ""]
    files = {"main.typ": "\n".join(main), "refs.bib": biblatex(document)}
    for section in document.sections:
        body = "\n".join(_block(block, document.source) for block in section.blocks)
        files[f"sections/{section.id}.typ"] = f"= {section.heading} <sec-{section.id}>\n\n{body}"
    files |= {f"figures/{figure.id}.svg": svg(figure) for figure in document.figures()}
    return {name: text.encode() for name, text in files.items()} | {
        f"fonts/{name}": font for name, font in fonts.items()
    }


def _block(block: Block, source: str) -> str:
    if isinstance(block, Paragraph):
        return _text(block.content, source) + "\n"
    if isinstance(block, Subheading):
        return f"== {block.text}\n"
    if isinstance(block, Table):
        rows = [
            f"  [{row.measure}], [{row.value} percent], [{row.base}], "
            f"[#cite(<{source}>, supplement: [¶{row.passage}])],"
            for row in block.rows
        ]
        return "\n".join(
            ['#figure(text(font: "PT Sans", size: 8.5pt,',
             "  table(columns: (3fr, 1fr, 3fr, 1fr), align: left, stroke: none,",
             "  table.hline(), table.header([Measure], [Value], [Share of], [Source]), table.hline(),",
             *rows, f"  table.hline())), caption: [{block.caption}]) <tab-{block.id}>", ""]
        )  # fmt: skip
    return f'#figure(image("../figures/{block.id}.svg", width: 100%), caption: [{block.caption}]) <fig-{block.id}>\n'


def _text(content: tuple[Inline, ...], source: str) -> str:
    pieces: list[str] = []
    names = {"sec": "Section", "tab": "Table", "fig": "Figure"}
    for piece in content:
        if isinstance(piece, Cite):
            pieces.append("~" + " ".join(f"#cite(<{key}>)" for key in piece.keys or (source,)))
        elif isinstance(piece, Link):
            pieces.append(f" #ref(<{piece.kind}-{piece.target}>, supplement: [{names[piece.kind]}])")
        else:
            pieces.append(f" {piece}" if pieces else piece)
    return "".join(pieces)
