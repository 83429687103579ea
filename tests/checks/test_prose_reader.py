"""Composed TeX as plain text, with the places of its characters."""

from __future__ import annotations

import pytest
from prose_project import BODY, report_of

from reportgen.checks.prose import Paragraph
from reportgen.checks.prose_reader import OBJECT, read_prose
from reportgen.diagnostics import Place
from reportgen.markup import mark, unmark
from reportgen.sections import Composition


def read(tex: str, name: str = "sections/01-body.tex") -> tuple[Paragraph, ...]:
    """Read a file that is typed from its first character on, line by line."""
    places = (mark(Place(file=BODY, line=n, column=1), data=False, exact=True) for n in range(1, tex.count("\n") + 2))
    marked = "\n".join(f"{place}{line}" for place, line in zip(places, tex.split("\n"), strict=True))
    composition = Composition(
        files={name: unmark(marked)}, cited=frozenset(), figures=(), tables=(), end_line="", complete=True
    )
    return read_prose(composition)


@pytest.mark.parametrize(
    ("tex", "texts"),
    [
        (r"A \emph{plain} \textbf{text}.", ["A plain text."]),
        (r"\section*{A head}\label{sec:a} Text", ["A head", " Text"]),
        (r"5\,\% of R\&D~costs \$2 -- or \#3", ["5 % of R&D costs $2 – or #3"]),
        (r"caf\'e, na\"{\i}ve, \c{c}a, stra\ss e, \ldots{} end", ["café, naıve, ça, straße, … end"]),
        (r"One.\footnote{A note.} Two.", ["A note.", "One. Two."]),
        (r"See \ref{x} and $a+b$, $12$ and $5\%$.", [f"See {OBJECT} and {OBJECT}, 12 and 5%."]),
        ("One % not this\ntwo\n\nthree", ["One two", "three"]),
        ("One%\n\ntwo", ["One", "two"]),
        (r"\begin{itemize}[label=2] \item One \item Two \end{itemize}", [" One ", " Two "]),
        (r"\begin{tabular}{p{3cm}r} A & B \\ C & D \end{tabular}", [" A ", " B C ", " D "]),
        ("\\begin{verbatim}\n2014\n\\end{verbatim}\nText", ["Text"]),
        (r"\begin{box}{A heading} Text \end{box}", ["A heading", " Text "]),
        (r"Said so~\citations{\cite[{¶4}]{D1}; \cite{k}}. And more.", ["Said so. And more."]),
        (r"\enquote{Words} and ``words''", ["“Words” and “words”"]),
        (r"\href{http://a.b/2014}{a link} and \url{http://a.b/2014}", ["a link and "]),
        (r"\vspace{2mm}\vskip 3pt plus 1pt\penalty100 \parindent=0pt Text", ["Text"]),
        (r"\unknown{3cm}{kept text}{2014}", ["kept text2014"]),
        (r"{[}sic{]} \verb|2014| end", [f"[sic] {OBJECT} end"]),
        (r"\providecommand*\ours[1]{ (not 3)}\newcommand{\more}[2][x]{y}\renewcommand\last{z}Text", ["Text"]),
        (r"lost } brace { here", ["lost brace here"]),
        (r"open $ math and \( more", ["open math and more"]),
    ],
)
def test_what_a_reader_sees(tex: str, texts: list[str]) -> None:
    assert [paragraph.text for paragraph in read(tex)] == texts


def test_the_preamble_of_the_main_file_is_no_text() -> None:
    tex = "\\documentclass[12pt]{a}\n\\begin{document}\nText\n\\end{document}"
    assert [p.text.strip() for p in read(tex, "main.tex")] == ["Text"]


def test_tables_and_lists_are_left_to_other_rules() -> None:
    assert read("Text", "tables/x.tex") == ()


def test_a_place_is_that_of_the_first_character_and_a_length_that_of_the_source() -> None:
    (paragraph,) = read("First\nline with 5\\,\\% of it")
    start = paragraph.text.index("5 %")
    assert paragraph.span(start, start + 3) == (Place(file=BODY, line=2, column=11), len(r"5\,\%"))


def test_a_phrase_that_goes_on_in_the_next_line_is_underlined_to_the_end_of_its_own() -> None:
    (paragraph,) = read("On 12\nMarch they met")
    start = paragraph.text.index("12")
    assert paragraph.span(start, start + len("12 March")) == (Place(file=BODY, line=1, column=4), 2)


def test_citations_are_kept_with_what_they_cite() -> None:
    (paragraph,) = read(r"So~\citations{\cite[{¶4, n. 2}]{D1}; \cite{k}}.")
    assert [(c.offset, c.key, c.detail) for c in paragraph.cited] == [(2, "D1", "¶4, n. 2"), (2, "k", "")]


def test_typed_text_is_told_from_values_and_from_what_expressions_print() -> None:
    report = report_of('Traffic ((( fact("ind-growth", cite=False) ))), ((( 1 + 1 ))) and typed.')
    paragraph = next(p for p in read_prose(report.composition) if p.text.startswith("Traffic"))
    kinds = {
        word: (paragraph.spot(paragraph.text.index(word)).typed, paragraph.spot(paragraph.text.index(word)).data)
        for word in ("Traffic", "5 percent", "2", "typed")
    }
    assert kinds == {"Traffic": (True, False), "5 percent": (False, True), "2": (False, False), "typed": (True, False)}


def test_quotation_environments_are_marked() -> None:
    found = read("\\begin{quote}\nHis words\n\\end{quote}\nOurs")
    assert [(p.text.strip(), p.quoted) for p in found] == [("His words", True), ("Ours", False)]
