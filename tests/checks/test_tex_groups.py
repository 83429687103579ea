r"""Braces, environments, mathematics and special characters: what is reported, where, and what is not.

`FAULTS` are sections with one fault; the line on which it stands ends in `<<` (taken out before the scan). `LEGAL`
are sections that an engine takes without a word.
"""

from __future__ import annotations

import random

import pytest

from reportgen.checks.syntax_rules import tex_faults
from reportgen.checks.tex_groups import find_faults, stands_alone
from reportgen.checks.tex_scan import scan
from reportgen.checks.tex_styles import read_styles
from reportgen.diagnostics import Diagnostic, Place
from reportgen.markup import Composed, mark, unmark

STYLE = r"""
\newenvironment{panel}[1]{\begin{quote}\textbf{#1}}{\end{quote}}
\newenvironment{grid}{\begin{tabular}{ll}}{\end{tabular}}
\newenvironment{code}{\verbatim}{\endverbatim}
\lstnewenvironment{listing}{}{}
\newcommand\open{\begin{quote}}
\newcommand\citations[1]{[#1]}
"""


def composed(name: str, text: str) -> Composed:
    """Return a composed file each line of which knows where it came from."""
    lines = text.split("\n")
    marked = (f"{mark(Place(file=name, line=n, column=1), data=False, exact=True)}{x}" for n, x in enumerate(lines, 1))
    return unmark("\n".join(marked))


def check(*sections: str, style: str = STYLE, main: str = "") -> tuple[Diagnostic, ...]:
    """Look at a report of these sections, in their order."""
    names = [f"sections/{number}" for number, _ in enumerate(sections, 1)]
    body = main or "\n".join(rf"\input{{{name}}}" for name in names)
    text = f"\\documentclass{{report}}\n\\begin{{document}}\n{body}\n\\end{{document}}\n"
    files = {f"{name}.tex": composed(name, each) for name, each in zip(names, sections, strict=True)}
    files["main.tex"] = composed("main", text)
    return tex_faults(files, read_styles((style, *sections)))


def told(found: tuple[Diagnostic, ...]) -> list[str]:
    """Return code and place of each diagnostic."""
    return [f"{d.code} {d.place.file}:{d.place.line}" for d in found if d.place]


FAULTS = [
    ("SEC514", "Text \\emph{word and more.<<\n\nNext \\emph{one}.\n"),
    ("SEC514", "\\section{Title<<\n\nText \\emph{one}.\n"),
    ("SEC514", "\\begin{itemize}\n\\item \\textbf{one<<\n\\item two\n\\end{itemize}\n"),
    ("SEC514", "\\footnote{<<\nlong text\n\nNext.\n"),
    ("SEC514", "\\footnote{\n  a \\emph{word<<\n}\nNext.\n"),
    ("SEC514", "\\begin{panel}{Title<<\ntext\n\\end{panel}\n"),
    ("SEC514", "\\begin{tabular}{ll<<\na & b \\\\\n\\end{tabular}\n"),
    ("SEC514", "\\begin{itemize<<\n\\item one\n\\end{itemize}\n"),
    ("SEC514", "\\begin{itemize}\n\\item one\n\\end{itemize<<\n\ntext\n"),
    ("SEC514", "\\begin itemize}<<\n\\item one\n\\end{itemize}\n"),
    ("SEC514", "\\begin{itemize}\n\\item one\n\\end itemize}<<\n"),
    ("SEC514", "\\beginitemize}<<\n\\item one\n\\end{itemize}\n"),
    ("SEC514", "\\begin{itemize}\n\\item one\n\\enditemize}<<\n"),
    ("SEC514", "\\begin[itemize}<<\n\\item one\n\\end{itemize}\n"),
    ("SEC514", "See \\ref{sec:a and more.<<\n"),
    ("SEC514", "\\emph{text)<<\n"),
    ("SEC514", "a {\\small b<<\n\nc\n"),
    ("SEC514", "\\newcommand{\\x}[1]{a #1<<\n\ntext\n"),
    ("SEC515", "Text \\emph{word}} and more.<<\n"),
    ("SEC515", "Text \\emph word} and more.<<\n"),
    ("SEC515", "\\section Title}<<\n\ntext\n"),
    ("SEC515", "\\begin{itemize}\n\\item one}<<\n\\end{itemize}\n"),
    ("SEC516", "As said \\cite[p. 4{key} and more.<<\n"),
    ("SEC516", "\\begin{itemize}\n\\item[first one<<\n\\item two\n\\end{itemize}\n"),
    ("SEC516", "\\section[Short{Long}<<\n\ntext [a] more\n"),
    ("SEC516", "\\includegraphics[width=3cm{a}<<\n\n[b]\n"),
    ("SEC517", "\\begin{itemize}<<\n\\item one\n\n\\section{Next}\n"),
    ("SEC517", "text\n\\end{itemize}<<\nmore\n"),
    ("SEC517", "\\begin{itemize}\n\\item one\n\\end{enumerate}<<\n"),
    ("SEC517", "\\begin{itemise}<<\n\\item one\n\\end{itemize}\n"),
    ("SEC517", "\\begin{itemize}\n\\item one\n\\end{itemise}<<\n"),
    ("SEC517", "\\begin{quote}\n\\begin{itemize}\n\\item one\n\\end{quote}<<\n\\end{itemize}\n"),
    ("SEC517", "\\begin{quote}\n\\begin{itemize}<<\n\\item one\n\\end{quote}\n"),
    ("SEC517", "\\begin{itemize}\n\\item a\n  \\begin{itemize}<<\n  \\item b\n\\end{itemize}\n\ntext\n"),
    ("SEC517", "\\begin{panel}{x}\ntext\n\\end{panels}<<\n"),
    ("SEC517", "\\begin{pannel}{x}<<\ntext\n\\end{panel}\n"),
    ("SEC517", "a & b \\\\\nc_d & $5\n\\end{tabular}<<\n"),
    ("SEC517", "\\begin{verbatim}<<\n{ } $ & %\n"),
    ("SEC518", "It cost $5 in all.<<\n"),
    ("SEC518", "It cost $5 million and $6 million more.<<\n"),
    ("SEC518", "It cost $5 in May<<\nand $x$ later.\n\nNext.\n"),
    ("SEC518", "\\begin{itemize}\n\\item $5 in all<<\n\\item two\n\\end{itemize}\n"),
    ("SEC518", "\\emph{about $5}<<\n"),
    ("SEC518", "\\begin{tabular}{ll}\na $5 & b \\\\<<\n\\end{tabular}\n"),
    ("SEC518", "\\[ a = b<<\n\ntext\n"),
    ("SEC518", "so \\( a = b<<\n\ntext\n"),
    ("SEC519", "the R&D budget<<\n"),
    ("SEC519", "the file a_b<<\n"),
    ("SEC519", "ten^3 men<<\n"),
    ("SEC519", "number #5<<\n"),
    ("SEC519", "\\begin{panel}{x}\nR&D\\,<<\n\\end{panel}\n"),
    ("SEC519", "\\begin{tabular}{ll}\na_b & c \\\\<<\n\\end{tabular}\n"),
    ("SEC519", "\\footnote{see a_b}<<\n"),
    ("SEC519", "a R&D b & c & d_e<<\n"),
    ("SEC520", "the command \\verb|\\emph{x} and more<<\n"),
]


@pytest.mark.parametrize(("code", "text"), FAULTS)
def test_a_fault_is_shown_on_its_line_and_alone(code: str, text: str) -> None:
    before = "\\section{First}\nA \\emph{good} text.\n"
    after = "\\section{Last}\nA {\\bfseries good} text.\n\\begin{quote}\nx\n\\end{quote}\n"
    line = text[: text.index("<<")].count("\n") + 1
    assert told(check(before, text.replace("<<", ""), after)) == [f"{code} sections/2:{line}"]
    inside = (
        "{\\small\n\\input{sections/1}\\input{sections/2}\n}\n\\begin{landscape}\n\\input{sections/3}\n\\end{landscape}"
    )
    assert told(check(before, text.replace("<<", ""), after, main=inside)) == [f"{code} sections/2:{line}"]


LEGAL = [
    "",
    "Plain text with 50\\% and \\$5, R\\&D, a\\_b, \\#1, \\{x\\}, ~ and \\textasciicircum{}.\n",
    "% a { comment $ with & # _ ^ \\begin{x}\ntext % and { another\n",
    "\\verb|{| and \\verb*+}+ and \\verb!$&#_^%!\n",
    "\\lstinline|{| \\lstinline[language=C]{a{b}c_d} \\mintinline{c}|{|\n",
    "\\begin{verbatim}\n{ } } $ & # _ ^ % \\end{itemize}\n\\end{verbatim}\n",
    "\\begin{lstlisting}[language=TeX]\n\\begin{x} } {{ $\n\\end{lstlisting}\n",
    "\\begin{code}\n} { $\n\\end{code}\n\\begin{listing}\n} & \n\\end{listing}\n",
    "\\begin{comment}\n{ $ \\begin{x}\n\\end{comment}\n",
    "\\newcommand{\\x}[1]{a #1 $y_1$ & b}\n\\newcommand\\y[2][z]{#1#2}\n\\renewcommand*\\emph[1]{\\textit{#1}}\n",
    "\\def\\x#1#2{#1_#2}\n\\def\\y#1.{\\begin{quote}#1\\end{quote}}\n",
    "\\newenvironment{note}{\\begin{quote}}{\\end{quote}}\n\\begin{note}\ntext\n\\end{note}\n",
    "\\NewDocumentCommand{\\x}{m o}{#1 & #2}\n",
    "\\newcommand{\\cmd}[1]{#1}\n\\begin{quote}\nx\n\\end{quote}\n",
    "$x_1^2 + y$ and \\(a_b\\) and \\[ c^d \\] and $$e_f$$\n",
    "$a$$b$ \\emph{$c_d$} \\textbf{a $x$ b}\n",
    "\\begin{equation}\nx_1 = \\frac{a}{b}\n\\end{equation}\n\\begin{align*}\na &= b_1 \\\\\nc &= d\n\\end{align*}\n",
    "$\\begin{pmatrix} a & b \\\\ c & d \\end{pmatrix}$\n",
    "$\\text{if $x$ then } y_1$ \\ensuremath{x^2}\n",
    "\\begin{tabular}{>{$}c<{$}@{}p{3cm}|l}\na & b \\\\[2pt]\n\\multicolumn{2}{c}{x} & $y_1$ \\\\\n\\end{tabular}\n",
    "\\begin{longtable}{ll}\n\\caption{A & b}\\\\\na & b \\\\ \\hline\n\\end{longtable}\n".replace("A & b", "A b"),
    "\\begin{grid}\na & b\n\\end{grid}\n",
    "\\begin{unknownenv}\na_b & c^d # $ {\n\\end{unknownenv}\n",
    "\\begin{tikzpicture}\n\\draw (a_1) -- (b) node[above] {x};\n\\end{tikzpicture}\n",
    "\\unknown{a_b & c} \\sisetup{x_y=1}\\tag{a_1}\n",
    "\\label{sec:a_b}\\ref{sec:a_b}\\cite{a_b}\\includegraphics[width=2cm]{fig_1}\\input{tables/a_b}\n",
    "\\url{http://x.org/a_b#c&d%20e} \\href{http://x.org/a_b#c}{text}\\nolinkurl{a_b%c}\n",
    "\\hyperref[sec:a_b]{text} \\index{a_b!c}\n",
    "\\item[first] \\item[{[x]}] [not an argument\n".replace(
        "\\item[first] ", "\\begin{itemize}\\item[first] "
    ).replace("[not an argument\n", "text\\end{itemize}\n"),
    "text [see \\cite[p. 4]{a} and \\cite[{¶4}]{b}; \\cite[{[x]}]{c}]\n",
    "an interval [0, 1) and (1, 2]\n",
    "\\section[Short $x$]{Long}\n\\footnote[3]{text}\n",
    "\\begin{figure}[htb]\nx\n\\end{figure}\n\\begin{enumerate}[label=(\\alph*)]\n\\item a\n\\end{enumerate}\n",
    "\\\\[2pt]\ntext \\\\ [more\n",
    "\\string{ \\char`\\{ \\char`\\} `{' \n",
    "\\catcode`\\_=12 a_b {\n",
    "\\bgroup text \\egroup \\begingroup x \\endgroup\n",
    "\\ifx\\a\\b \\begin{quote}\\else \\begin{center}\\fi\n",
    "\\iffalse { \\fi text\n",
    "\\let\\{\\relax \\left\\{ x \\right. \n",
    "\\open text\\end{quote}\n",
    "\\begin{quote}\n\\begin{quote}\na\n\\end{quote}\n\\end{quote}\n",
    "\\begin{itemize}\n  \\item a\n    \\begin{itemize}\\item b\\end{itemize}\n\\end{itemize}\n",
    "{\\small text}\n\n{\n\ntext\n\n}\n",
    "\\emph {spaced} \\emph\n{line} \\textbf%\n{comment}\n",
    "\\begin {itemize}\n\\item a\n\\end {itemize}\n",
    "\\begin{tcolorbox}[title={a [b]}]\nx\n\\end{tcolorbox}\n",
    "\\makeatletter\\@ifnextchar[{a}{b}\\makeatother\n",
    "\\begin{description}\n\\item[\\textbf{a}] b\n\\item [c] d\n\\end{description}\n",
    "a^^41b\n",
    "“quotes”, `single' and ``double'', -- and ---, !` ?`\n",
    "\\input{reportgen-other}\\include{nothing}\n",
    "\\begin{thebibliography}{D3}\n\\bibitem[a_1]{k_1} Text \\emph{a}.\n\\end{thebibliography}\n",
    "\\textcolor{my_red}{text} \\hspace{1em} \\vspace*{2cm} \\rule{1pt}{2pt}\n",
    "\\begin{minipage}{.5\\linewidth}\ntext\n\\end{minipage}\n",
    "\\parbox[t]{3cm}{a}\\raisebox{1pt}[0pt][0pt]{b}\\makebox[2cm][l]{c}\n",
    "\\newcolumntype{C}{>{$}c<{$}}\n\\hypersetup{pdftitle={a_b}}\n\\AddToHook{x}{\\begin{quote}}\n",
    "\\sqrt[3]{x} $\\sqrt[n]{x_1}$ $[0,1)$\n",
    "crlf \\emph{a}\r\n\r\nb\r\n",
    "{\\tabular{ll} a & b \\endtabular}\n".replace(" & ", " "),
]


@pytest.mark.parametrize("text", LEGAL)
def test_what_an_engine_accepts_is_left_alone(text: str) -> None:
    assert check("\\section{A}\n", text, "\\section{B}\n\\emph{x}\n") == ()


def test_a_group_may_reach_over_several_files() -> None:
    assert check("\\begin{landscape}\n", "text\n", "\\end{landscape}\n") == ()
    assert check("{\\small\n", "text\n", "}\n") == ()
    found = check("\\begin{landscape}\n", "\\emph{text\n", "\\end{landscape}\n")
    assert told(found) == ["SEC514 sections/2:1"]


def test_a_class_may_change_what_a_character_means() -> None:
    assert check("a_b\n", style="\\usepackage{underscore}") == ()
    assert check("a_b R&D\n", style="\\catcode`\\_=12 \\catcode`\\&=12") == ()
    assert check("|{| \\emph{a\n", style="\\MakeShortVerb{\\|}") == ()


def test_one_line_of_signs_is_one_diagnostic() -> None:
    (found,) = check("a_b_c R&D\n")
    assert found.hint == r"write \_ for the sign"
    assert len(check("a_b\nc_d\n")) == 2


def test_an_early_end_is_left_to_the_rule_for_it() -> None:
    assert check("a\n\\end{document}\nb\n", "\\emph{c}\n") == ()


def test_the_same_place_is_told_once() -> None:
    here = mark(Place(file="m.j2", line=1, column=1), data=False, exact=True)
    main = composed("main", "\\begin{document}\n\\input{sections/1}\n\\end{document}\n")
    files = {"main.tex": main, "sections/1.tex": unmark(f"{here}\\emph{{a\n{here}\\emph{{a")}
    assert [str(d.place) for d in tex_faults(files, read_styles(()))] == ["m.j2:1:6"]


def test_the_other_end_of_an_environment_is_named() -> None:
    (found,) = check("x\n\\begin{itemize}\n\\item a\n\\end{enumerate}\n")
    assert [str(r.place) for r in found.related] == ["sections/1:2:1"]
    assert found.message == r"\end{enumerate} ends \begin{itemize}"


def test_the_column_is_that_of_the_sign() -> None:
    (found,) = check("Text \\emph{word\n")
    assert str(found.place) == "sections/1:1:11"


def test_a_long_text_takes_time_in_proportion() -> None:
    text = "\\emph{a} $x_1$ \\cite[b]{c} [d \\begin{quote}e\\end{quote}\n\n" * 20_000
    assert check(text) == ()


PIECES = (
    "{", "}", r"\emph{", r"\footnote{", "words", "\n\n", r"\begin{itemize}", r"\end{itemize}", "$", r"\(", r"\)", "&",
    r"\begin{tabular}{ll}", r"\end{tabular}", r"\\", "[", "]", r"\section[", r"\verb|x|", "_", "%", "\n",
    r"\input{tables/a}", r"\begin{unknown}", r"\end{unknown}", r"\end{document}", r"\begin {x", "a_b$", r"\[", r"\]",
)  # fmt: skip


CLOSED = (
    "words",
    r"\emph{words}",
    r"\begin{itemize}words\end{itemize}",
    "words\n\nwords",
    r"\input{tables/a}",
    "$x$",
    "",
)


AROUND = (
    "files", "files", r"\emph{files}", "$files$", r"\begin{tabular}{l}files\end{tabular}", r"\begin{quote}files",
    r"\begin{panel}{x}files\end{panel}", r"\begin{quote}files\end{quote}", r"\begin{nobody}files\end{nobody}",
    r"\begin{code}files\end{code}",
)  # fmt: skip


def test_files_that_stand_alone_have_no_fault_together() -> None:
    dice, styles = random.Random(7), read_styles((STYLE,))  # noqa: S311 - the same each time
    alone = 0
    for _ in range(4000):
        bodies = [
            "".join([*dice.choices(CLOSED, k=2), *dice.choices(PIECES, k=dice.choice((0, 0, 1, 2)))]) for _ in range(3)
        ]
        around = dice.choice(AROUND)
        inputs = around.replace("files", r"\input{sections/01-x} \input{sections/02-y}")
        names = ("sections/01-x.tex", "tables/a.tex", "sections/02-y.tex")
        main = rf"\documentclass{{x}}\begin{{document}}{inputs}\end{{document}}"
        scanned = {
            name: scan(text) for name, text in {"main.tex": main, **dict(zip(names, bodies, strict=True))}.items()
        }
        if all(stands_alone(name, each, "main.tex", styles) for name, each in scanned.items()):
            alone += 1
            assert find_faults(scanned, "main.tex", styles) == (), bodies
    assert alone > 300
