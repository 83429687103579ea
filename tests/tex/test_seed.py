"""The first auxiliary files: labels and lists read off the composed text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from reportgen.markup import unmark
from reportgen.tex.seed import seed


def seeded(**files: str) -> dict[str, str]:
    """Seed for files given by name; a double underscore stands for a slash, each ends in .tex."""
    named = {f"{name.replace('__', '/')}.tex": unmark(text) for name, text in files.items()}
    return {name: data.decode() for name, data in seed(named).items()}


def test_headings_are_numbered_in_reading_order_and_by_letter_in_the_appendix() -> None:
    made = seeded(
        main="\\input{sections/b}\n\\input{sections/a}\n\\appendixpart\n\\section{Methods}\n",
        sections__a="\\section{Second}\n\\subsection{Inner}\n",
        sections__b="\\section[Short]{A long {braced [x]} title}\n\\section*{Not listed}\n",
    )
    assert made["main.toc"].splitlines() == [
        r"\contentsline {section}{\numberline {1}Short}{1}{}%",
        r"\contentsline {section}{\numberline {2}Second}{1}{}%",
        r"\contentsline {subsection}{Inner}{1}{}%",
        r"\contentsline {section}{\numberline {A}Methods}{1}{}%",
    ]


def test_captions_go_to_the_list_of_their_kind() -> None:
    made = seeded(
        main=r"\begin{longtable}{l}\caption[Ships]{All ships}\label{tab:a}\end{longtable}"
        r"\begin{exhibitfigure}\caption{A plan \{of the quay\}}\label{fig:b}\end{exhibitfigure}"
    )
    assert made["main.lot"] == "\\contentsline {table}{\\numberline {1}{\\ignorespaces Ships}}{1}{}%\n"
    assert made["main.lof"] == (
        "\\contentsline {figure}{\\numberline {1}{\\ignorespaces A plan \\{of the quay\\}}}{1}{}%\n"
    )
    assert r"\newlabel{tab:a}{{1}{1}{}{table.1}{}}" in made["main.aux"]
    assert r"\newlabel{fig:b}{{1}{1}{}{figure.1}{}}" in made["main.aux"]


def test_the_labels_of_citations_are_exact() -> None:
    made = seeded(main=r"\begin{thebibliography}{9}\bibitem[{D3:1}]{k1} A. \bibitem{k2} B.")
    assert made["main.aux"].splitlines() == [r"\relax", r"\bibcite{k1}{D3:1}", r"\bibcite{k2}{1}"]


def test_pages_of_names_and_citations_are_guessed_where_the_report_prints_them() -> None:
    far = "word " * 1200
    made = seeded(
        main=rf"\rgmention{{pe-b}}B \cite[{{¶4}}]{{k1,k2}} {far} \rgmention{{pe-a}}A \rgmention{{pe-b}}B \cite{{k2}}"
        r"\begin{thebibliography}{9}\bibitem[{x}]{k1} \cite{k3} \backreferences{k1}"
    )
    lines = made["main.aux"].splitlines()
    assert [line.partition("%")[0] for line in lines[1:5]] == [rf"\citation{{k{number}}}" for number in (1, 2, 2, 3)]
    assert lines[1].endswith("%18")
    assert lines[5:] == [
        r"\bibcite{k1}{x}", r"\providecommand*\rgseen[3]{}", r"\rgseen{cite@k1}{1}{1}", r"\rgseen{cite@k2}{1}{1}",
        r"\rgseen{cite@k2}{2}{2}", r"\rgseen{pe-a}{2}{2}", r"\rgseen{pe-b}{1}{1}", r"\rgseen{pe-b}{2}{2}",
    ]  # fmt: skip
    assert "rgseen" not in seeded(main=r"\cite{k1} \citations{\cite{k2}}")["main.aux"]


def test_a_file_that_takes_itself_in_and_one_that_is_missing_end_the_reading() -> None:
    assert seeded(main="\\input{main}\\input{none}\\label{a}")["main.aux"].count("newlabel") == 1


def test_open_braces_and_brackets_are_passed_over() -> None:
    assert seeded(main=r"\section{never closed \caption[x \label \bibitem{") == {"main.aux": "\\relax\n"}


@given(st.text(alphabet="\\section{}[]label*caption bibitem\n%", max_size=200))
def test_any_text_gives_files_and_the_same_ones_twice(text: str) -> None:
    files = {"main.tex": unmark(text)}
    assert seed(files) == seed(files)
