"""Write the document as Markdown for pandoc: citeproc prints the references, lualatex makes the PDF."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from compile.bib import biblatex
from compile.document import Block, Cite, Document, Inline, Link, Paragraph, Subheading, Table
from compile.drawings import pdf

_HEAD = """\
---
title: {title}
lang: en-GB
documentclass: scrartcl
fontsize: 10.5pt
geometry: [a4paper, left=32mm, right=40mm, top=26mm, bottom=28mm]
mainfont: serif-regular
mainfontoptions:
- "`Path={fonts}/`{{=latex}}"
- Extension=.ttf
- ItalicFont=serif-italic
- BoldFont=serif-bold
- BoldItalicFont=serif-bolditalic
toc: true
lot: true
lof: true
numbersections: true
colorlinks: true
link-citations: true
bibliography: refs.bib
---

"""


def write_markdown(document: Document, fonts: Mapping[str, bytes], folder: Path) -> dict[str, bytes]:
    """Return the files; `folder` is where they will stand, since pandoc runs the engine in another one.

    The path is marked as LaTeX: pandoc would escape an underline in it.
    """
    parts = [_HEAD.format(title=document.title, fonts=folder / "fonts")]
    for section in document.sections:
        parts.append(f"# {section.heading} {{#sec:{section.id}}}\n")
        parts += [_block(block, document.source) for block in section.blocks]
    parts.append("# References {.unnumbered}\n")
    files = {"main.md": "\n".join(parts).encode(), "refs.bib": biblatex(document).encode()}
    files |= {f"figures/{figure.id}.pdf": pdf(figure) for figure in document.figures()}
    return files | {f"fonts/{name}": font for name, font in fonts.items()}


def _block(block: Block, source: str) -> str:
    if isinstance(block, Paragraph):
        return _text(block.content, source) + "\n"
    if isinstance(block, Subheading):
        return f"## {block.text}\n"
    if isinstance(block, Table):
        rows = [
            f"| {row.measure} | {row.value} percent | {row.base} | [@{source}, ¶{row.passage}] |" for row in block.rows
        ]
        head = ["| Measure | Value | Share of | Source |", "|:--------------|:------|:--------------|:-----|"]
        return "\n".join([*head, *rows, "", rf"Table: {block.caption}\label{{tab:{block.id}}}", ""])
    return rf"![{block.caption}\label{{fig:{block.id}}}](figures/{block.id}.pdf)" + "\n"


def _text(content: tuple[Inline, ...], source: str) -> str:
    pieces: list[str] = []
    names = {"sec": "Section", "tab": "Table", "fig": "Figure"}
    for piece in content:
        if isinstance(piece, Cite):
            pieces.append(f" [{'; '.join(f'@{key}' for key in piece.keys or (source,))}]")
        elif isinstance(piece, Link):
            pieces.append(rf" {names[piece.kind]}&nbsp;\ref{{{piece.kind}:{piece.target}}}")
        else:
            pieces.append(f" {piece}" if pieces else piece)
    return "".join(pieces)
