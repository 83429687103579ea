r"""Rules over the lines of composed TeX: labels, early ends, percent signs, template signs left as text."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest
from memory import ROOT, MemoryTools
from small_project import small_project

from reportgen.checks import Report, label_rules, line_rules
from reportgen.diagnostics import Diagnostic, Place
from reportgen.markup import Composed, mark, unmark
from reportgen.preparation import prepare

BODY = "report/sections/body.tex.j2"


@cache
def composed_report() -> Report:
    """Return the small project, composed."""
    report = prepare(ROOT, None, MemoryTools.of(small_project()), lambda _: None).value
    assert report is not None
    return report


def check(text: str) -> tuple[Diagnostic, ...]:
    """Run the rules over the small project with these lines at the end of its section."""
    report = composed_report()
    files = dict(report.composition.files)
    lines = [
        f"{mark(Place(file=BODY, line=number, column=1), data=False, exact=True)}{line}"
        for number, line in enumerate(text.split("\n"), START)
    ]
    body = files["sections/01-body.tex"]
    added = unmark("\n".join(lines))
    files["sections/01-body.tex"] = Composed(text=f"{body.text}\n{added.text}", origins=(*body.origins, *added.origins))
    report = replace(report, composition=replace(report.composition, files=files))
    whole = (found for rule in label_rules.RULES for found in rule(report))
    lines_ = (found for rule in line_rules.RULES for given in files.items() for found in rule(report, *given))
    return (*whole, *lines_)


START = 20


@pytest.mark.parametrize(
    ("text", "code", "column", "message"),
    [
        (r"see \ref{sec:none}", "SEC511", 5, "no label 'sec:none'"),
        (r"see \autoref{sec:none}", "SEC511", 5, "no label 'sec:none'"),
        (r"see \hyperref[sec:none]{there}", "SEC511", 5, "no label 'sec:none'"),
        (r"see \cref{sec:quay,sec:none}", "SEC511", 5, "no label 'sec:none'"),
        (r"\label{a} and \label{a}", "TEX607", 15, "label 'a' is defined twice"),
        (r"\label{sec:quay}", "TEX607", 1, "label 'sec:quay' is defined twice"),
        (r"the end \end{document} of it", "PDF701", 9, r"\end{document} in a section cuts the report off"),
        (r"the end \endinput", "PDF701", 9, r"\endinput in a section cuts the report off"),
        ("a share of 5% in trade", "SEC513", 13, "a bare % hides the rest of this line"),
        ("a share of 5.5% of it, and more", "SEC513", 15, "a bare % hides the rest of this line"),
        ("a share of 5 % in trade", "SEC513", 14, "a bare % hides the rest of this line"),
        ("grew (in %) since 2019", "SEC513", 10, "a bare % hides the rest of this line"),
        ("a share of 5~% of all", "SEC513", 14, "a bare % hides the rest of this line"),
        ("between 20 and 30%, as before", "SEC513", 18, "a bare % hides the rest of this line"),
        ("in the year 2019 % of all", "SEC513", 18, "a bare % hides the rest of this line"),
        ('by (( fact("ind-growth") ))) more', "SEC521", 4, None),
        ('by {{ fact("ind-growth") }} more', "SEC521", 4, None),
        ('by ( fact("ind-growth") ) more', "SEC521", 4, None),
        ('by (cite("D1")) more', "SEC521", 4, None),
        ("by (( report.title )) more", "SEC521", 4, None),
        ("x {% if count %} y", "SEC521", 3, None),
        ("x (* if count *) y", "SEC521", 3, None),
        ("x ((% endif %)) y", "SEC521", 3, None),
    ],
)
def test_a_slip_is_shown_where_it_stands(text: str, code: str, column: int, message: str | None) -> None:
    (found,) = check(text)
    assert (found.code, str(found.place)) == (code, f"{BODY}:{START}:{column}")
    assert message is None or found.message == message


@pytest.mark.parametrize(
    "text",
    [
        r"a share of 5\% in trade",
        "% a comment of its own",
        "% see \\ref{sec:none}, \\label{a}, \\label{a}, \\end{document}, 5% of it",
        "ends with one%",
        "ends with a number 5%",
        "the bridge of 1990 % ask the author",
        "the bridge of 1990% ask the author",
        "one two % of this I am not sure",
        "text % in doubt",
        r"\hspace{2cm}% a blank",
        r"\penalty100% allowed",
        r"\parskip=0% none",
        r"a line \\% and a comment",
        r"\verb|5% of| and \verb|\ref{sec:none}| and \verb|\end{document}|",
        '\\begin{verbatim}\n5% of {{ fact("x") }} \\label{sec:quay}\n\\end{verbatim}',
        r"\url{http://example.org/a%20b%5Bc}",
        r"\newcommand{\seeit}[1]{\ref{sec:#1}}",
        r"\newcommand{\mark}[1]{\label{sec:#1}} \ref{sec:other}",
        r"\pageref{LastPage}",
        "\\begin{lstlisting}[label=lst:one]\nx\n\\end{lstlisting}\n\\ref{lst:one}",
        r"\label{fig:a b} \ref{fig:a b}",
        r"\def\stop{x}",
        r"the \stopper and \byebye",
        r"\newcommand\x[1]{{#1}} {{ a }} {% b %} {# c #}",
        "the brackets ((a) and (b)) and (see (c))",
        "(for example) (if so) (the record (D1) is cited)",
        "{% if this is odd, ask",
        "a set (of (three) things))",
        'the word "fact" and quote ("D1") here',
    ],
)
def test_what_is_meant_as_it_stands_is_left_alone(text: str) -> None:
    assert check(text) == ()


def test_the_first_of_two_labels_is_named() -> None:
    (found,) = check(r"\label{sec:quay}")
    assert [str(r.place) for r in found.related] == [f"{BODY}:2:1"]


def test_references_are_not_asked_for_while_a_part_is_missing() -> None:
    files = small_project()
    files["report/main.tex.j2"] = files["report/main.tex.j2"].replace(
        "\n((( bib", '\n((( section("none") )))\n((( bib', 1
    )
    files[BODY] += "\\ref{sec:none}\n"
    report = prepare(ROOT, None, MemoryTools.of(files), lambda _: None).value
    assert report is not None
    assert not [found for rule in label_rules.RULES for found in rule(report)]
