"""Write the document as people write LaTeX: KOMA class, fontspec, microtype, figures drawn inline by pgfplots.

Page, sizes and fonts are those of reportgen's own class. `biblatex` with biber or `natbib` with BibTeX prints the
references. For pdflatex the fonts are the engine's own, and what is not Latin is romanised, since a plain
installation has no Cyrillic fonts for it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from compile.bib import biblatex, bibtex, in_latin
from compile.document import Block, Cite, Document, Figure, Inline, Link, Paragraph, Subheading, Table

_PREAMBLE = r"""\documentclass[fontsize=10.5pt,parskip=half-,numbers=noenddot,captions=tableheading]{scrartcl}
\usepackage[a4paper,left=32mm,right=40mm,top=26mm,bottom=28mm,headsep=8mm,footskip=12mm]{geometry}
"""
_OPENTYPE = r"""\usepackage{fontspec}
\setmainfont{serif-regular}[Path=./fonts/,Extension=.ttf,ItalicFont=serif-italic,BoldFont=serif-bold,
  BoldItalicFont=serif-bolditalic]
\setsansfont{sans-regular}[Path=./fonts/,Extension=.ttf,ItalicFont=sans-italic,BoldFont=sans-bold,
  BoldItalicFont=sans-bolditalic]
\setmonofont{mono-regular}[Path=./fonts/,Extension=.ttf]
"""
_TYPE1 = r"""\usepackage[T1]{fontenc}
\usepackage{lmodern}
"""
_PACKAGES = r"""\usepackage[british]{babel}
\usepackage{csquotes,microtype,array,longtable,booktabs,pdflscape,graphicx,xcolor,ragged2e,caption}
\usepackage{scrlayer-scrpage}
\usepackage{pgfplots}
\pgfplotsset{compat=1.17}
\clearpairofpagestyles \ihead{\reporttitle} \ofoot{Page \thepage}
\linespread{1.06} \emergencystretch=3em
\setcounter{secnumdepth}{1} \setcounter{tocdepth}{1}
"""
# hyperref sets a blank of Zapf Dingbats beside each link; TeX's metrics of that font are often not installed.
_XELATEX = r"""\makeatletter
\let\loadfont\font
\def\font#1=pzdr at 1sp{\let\font\loadfont \let#1\nullfont}
\AtBeginDocument{\let\font\loadfont \def\XeTeXLink@space{\vrule width1sp height1sp depth0pt}}
\makeatother
"""
_END = r"""\usepackage[unicode,colorlinks,bookmarksnumbered]{hyperref}
\usepackage{bookmark}
\begin{document}
\title{\reporttitle}\maketitle
\tableofcontents\listoftables\listoffigures\clearpage
"""


def write_latex(
    document: Document, fonts: Mapping[str, bytes], *, bibliography: str = "biblatex", engine: str = "lualatex"
) -> dict[str, bytes]:
    """Return the files: `main.tex`, one a section, the .bib; `fonts` are files by role, such as `serif-bold.ttf`."""
    opentype = engine != "pdflatex"
    lines = [
        _PREAMBLE + (_OPENTYPE if opentype else _TYPE1),
        rf"\newcommand\reporttitle{{{document.title}}}",
        _PACKAGES,
    ]
    if bibliography == "biblatex":
        lines += [r"\usepackage[backend=biber,style=numeric,maxbibnames=9]{biblatex}", r"\addbibresource{refs.bib}"]
        ending = r"\printbibliography"
    else:
        lines += [r"\usepackage[numbers]{natbib}", r"\bibliographystyle{plainnat}"]
        ending = r"\bibliography{refs}"
    lines += [_XELATEX] if engine == "xelatex" else []
    lines.append(_END)
    lines += [rf"\input{{sections/{section.id}}}" for section in document.sections]
    lines += [ending, r"\end{document}"]
    bib = biblatex(document) if bibliography == "biblatex" else bibtex(document)
    files = {"main.tex": "\n".join(lines) + "\n", "refs.bib": bib if opentype else in_latin(bib)}
    for section in document.sections:
        head = rf"\section{{{section.heading}}}" + "\n" + rf"\label{{sec:{section.id}}}" + "\n"
        body = "\n".join(latex_block(block, document.source) for block in section.blocks)
        files[f"sections/{section.id}.tex"] = f"{head}\n{body}"
    data = {name: text.encode() for name, text in files.items()}
    return data | ({f"fonts/{name}": font for name, font in fonts.items()} if opentype else {})


def latex_block(block: Block, source: str) -> str:
    """Return a block as LaTeX."""
    if isinstance(block, Paragraph):
        return latex_text(block.content, source) + "\n"
    if isinstance(block, Subheading):
        return rf"\subsection{{{block.text}}}" + "\n"
    return _table(block, source) if isinstance(block, Table) else pgfplots(block)


def latex_text(content: Sequence[Inline], source: str) -> str:
    """Return running text; a citation is tied to the word before it."""
    pieces: list[str] = []
    names = {"sec": "Section", "tab": "Table", "fig": "Figure"}
    for piece in content:
        if isinstance(piece, Cite):
            option = f"[¶{piece.passage}]" if piece.passage else ""
            pieces.append(rf"~\cite{option}{{{','.join(piece.keys) or source}}}")
        elif isinstance(piece, Link):
            pieces.append(rf" {names[piece.kind]}~\ref{{{piece.kind}:{piece.target}}}")
        else:
            pieces.append(f" {piece}" if pieces else piece)
    return "".join(pieces)


def _table(table: Table, source: str) -> str:
    column = r">{\RaggedRight\arraybackslash}p"
    spec = "".join(rf"{column}{{{width}\linewidth}}" for width in (0.34, 0.14, 0.34, 0.1))
    head = r"\toprule Measure & Value & Share of & Source\\ \midrule"
    rows = [
        rf"{row.measure} & {row.value} percent & {row.base} & \cite[¶{row.passage}]{{{source}}}\\" for row in table.rows
    ]
    return "\n".join(
        [r"{\sffamily\fontsize{8.5}{10.6}\selectfont", rf"\begin{{longtable}}{{@{{}}{spec}@{{}}}}",
         rf"\caption{{{table.caption}}}\label{{tab:{table.id}}}\\", head, r"\endfirsthead", head, r"\endhead",
         r"\bottomrule\endfoot", *rows, r"\end{longtable}", r"}", "Source: the passages cited in each row.", ""]
    )  # fmt: skip


def pgfplots(figure: Figure) -> str:
    """Return the timeline drawn inline."""
    lanes = figure.lanes
    marks = " ".join(f"({point.year},{-lanes.index(point.lane)})" for point in figure.points)
    nodes = [
        rf"\node[font=\sffamily\fontsize{{6}}{{7}}\selectfont,anchor={('north', 'south')[number // len(lanes) % 2]}]"
        rf" at (axis cs:{point.year},{-lanes.index(point.lane)}) {{{point.year} {point.label}}};"
        for number, point in enumerate(figure.points)
    ]
    ticks = ",".join(str(-index) for index in range(len(lanes)))
    return "\n".join(
        [r"\begin{figure}[htbp]\centering", r"\begin{tikzpicture}",
         rf"\begin{{axis}}[width=138mm,height=70mm,clip=false,ytick={{{ticks}}},yticklabels={{{','.join(lanes)}}},",
         r"  xticklabel style={/pgf/number format/1000 sep=},ymin=-2.6,ymax=.6,ymajorgrids]",
         rf"\addplot[only marks,mark=*,mark size=1.5pt] coordinates {{{marks}}};",
         *nodes, r"\end{axis}", r"\end{tikzpicture}", rf"\caption{{{figure.caption}}}\label{{fig:{figure.id}}}",
         r"\end{figure}", ""]
    )  # fmt: skip
