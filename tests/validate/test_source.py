"""What is counted in LaTeX, and what of it is text."""

from __future__ import annotations

from pathlib import Path

import pytest

from validate.latex import plain, read_source
from validate.source import Extent, Source


def read(folder: Path, text: str, **files: str) -> Source:
    for name, content in {"main.tex": text, **{key.replace("_", "."): value for key, value in files.items()}}.items():
        (folder / name).write_text(content, encoding="utf-8")
    return read_source(folder)


def pieces(source: Source) -> list[list[str]]:
    return [[" ".join(text.split()) for _, text in strand.pieces] for strand in source.strands if strand.pieces]


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        (r"a~b\,c % gone", "a b c"),
        (r"\emph{one} {}two\%", "one two%"),
        (r"\linkstyle{http://a.\linkbreak{}b}", "http://a.b"),
        (r"\textcolor{red}{shown}\color{blue}\vspace{1cm}", "shown"),
        (r"\unknown{first}{second}", "first second"),
        (r"dash -- \textendash{} $x^2$ end", "dash -- – end"),
        (r"\label{sec:a}\index{b}\cite[{¶5}]{D1}", "D1 ¶5"),
        (r"a\footnote{apart}b", "a b apart"),
    ],
)
def test_the_text_of_latex(latex: str, text: str) -> None:
    assert plain(latex) == text


def test_paragraphs_items_and_cells_are_pieces(tmp_path: Path) -> None:
    text = "One\nline.\n\nTwo."
    text += "\\begin{itemize}\\item[x] a\\item b\\end{itemize}\\begin{tabular}{ll}c & d\\\\ e\\end{tabular}"
    found = read(tmp_path, text)
    assert pieces(found) == [["One line.", "Two.", "x", "a", "b"], ["c", "d", "e"]]
    assert (found.lists, found.items, found.tables) == (1, 2, [Extent(rows=2, columns=2, place="main.tex")])


def test_a_head_that_is_repeated_counts_once(tmp_path: Path) -> None:
    table = r"""\begin{longtable}{p{1cm}l}\toprule
A & B\\ \endfirsthead
\multicolumn{2}{l}{continued}\\ A & B\\ \endhead
foot & \\ \endfoot
\endlastfoot
\multicolumn{2}{@{}l}{\tablegroup{Group}}\\*
a & b\\[2pt]
c\newline d & \begin{tabular}{c}in\\ner\end{tabular}\\
\end{longtable}"""
    found = read(tmp_path, table)
    assert found.tables == [Extent(rows=2, columns=1, place="main.tex"), Extent(rows=4, columns=2, place="main.tex")]
    assert pieces(found)[0] == ["A", "B", "foot", "Group", "a", "b", "c d"]


def test_one_head_alone_is_the_head_of_every_page(tmp_path: Path) -> None:
    assert read(tmp_path, r"\begin{longtable}{l}A\\ \endhead a\\ b\end{longtable}").tables == [
        Extent(rows=3, columns=1, place="main.tex")
    ]


def test_links_and_labels(tmp_path: Path) -> None:
    text = (
        r"\cite[p.~1]{A,B} \hyperref[tab:x]{Table~\ref*{tab:x}} \href{https://a.org/\%20\#x}{here} \url{http://b.org} "
        r"see \ref{tab:x} on page~\pageref{tab:x}"
    )
    found = read(tmp_path, text, main_aux=r"\newlabel{tab:x}{{7}{12}{A {title}}{table.7}{}}" + "\n")
    assert found.links == {
        "cite.A": 1, "cite.B": 1, "table.7": 3, "https://a.org/%20#x": 1, "http://b.org": 1,
    }  # fmt: skip
    assert pieces(found)[0] == ["A B p. 1 Table 7 here http://b.org see 7 on page 12"]


def test_the_class_says_what_an_environment_is_made_of(tmp_path: Path) -> None:
    class_ = r"""\newenvironment{points}[1]{\begin{itemize}#1}{\end{itemize}}
\newenvironment{picture*}{\begin{figure}[t]}{\end{figure}}
\newcommand\other{}"""
    text = r"\begin{points}\item a\end{points}\begin{picture*}\caption{C}\includegraphics[alt={Words}]{x}"
    text += r"\end{picture*} after"
    found = read(tmp_path, text, x_cls=class_)
    assert (found.lists, found.items, found.captions, found.figures) == (1, 1, ["C"], ["Words"])
    assert pieces(found) == [["a", "after"], ["C"]]


def test_contents_down_to_the_depth_of_the_class(tmp_path: Path) -> None:
    toc = "\\contentsline {section}{\\numberline {1}One}{3}{section.1}%\n"
    toc += "\\contentsline {subsection}{Two}{4}{section.2}%\n"
    class_ = r"\newcommand\contentspage{\tableofcontents}"
    assert read(tmp_path, r"\contentspage", main_toc=toc, x_cls=class_ + r"\setcounter{tocdepth}{1}").contents == [
        ["1One"]
    ]
    both = read(tmp_path, r"\tableofcontents", main_toc=toc, x_cls=class_ + r"\setcounter{tocdepth}{2}")
    assert both.contents == [["1One", "Two"]]
    assert read(tmp_path, "no list", main_toc=toc, x_cls=class_).contents == []


def test_files_that_are_read_in(tmp_path: Path) -> None:
    found = read(tmp_path, r"\section{A}\input{b} end", b_tex="\\subsection{B}\ntext\n")
    assert found.headings == ["A", "B"]
    assert found.strands[0].pieces[2][0] == "b.tex"


def test_what_the_class_does_not_print_is_no_text(tmp_path: Path) -> None:
    class_ = r"""\newcommand\remark[1]{\small #1}
\renewcommand\remark[1]{} \newcommand*\aside{\unskip\@gobble} \newcommand\shown[1]{(#1)}"""
    found = read(tmp_path, r"a \remark{not \emph{this}} b \aside{nor this} \shown{c}", x_cls=class_)
    assert pieces(found) == [["a", "b", "c"]]
