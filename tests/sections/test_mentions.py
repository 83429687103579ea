"""Names of the registers in composed text: found as a reader finds them, and marked without moving an origin."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from memory import ROOT, MemoryTools

from reportgen.diagnostics import Place
from reportgen.markup import Composed, escape, mark, traced, unmark
from reportgen.records import Records, load_records
from reportgen.sections.mentions import Mention, find_mentions, marked

PEOPLE = """\
id,name,variants,role
pe-quill,"Quill, Ada",Quill; A. Quill,chair
pe-vale,"Vale, Boris",,
pe-xu,Xu Wei,Xu,
pe-on,"O'Neil, Pat",O’Neil,
"""
BODIES = """\
id,name,variants,role
or-board,Ferry Board,Board,
or-tarn,Tarn & Sons,,
or-tarn-bank,Bank of Tarn,,
"""


def registers() -> Records:
    """Read the two registers."""
    tools = MemoryTools.of({"data/people.csv": PEOPLE, "data/organisations.csv": BODIES})
    return load_records(ROOT, tools).value


def mentions(text: str) -> list[tuple[str, int, int]]:
    """Find the names in one file."""
    found = find_mentions({"main.tex": unmark(text)}, "main.tex", registers())
    return [(mention.id, mention.line, mention.column) for mention in found]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Quill spoke", [("pe-quill", 1, 1)]),
        ("the Ada Quill we know", [("pe-quill", 1, 5)]),
        ("Ada~Quill and \\emph{Quill}’s boat", [("pe-quill", 1, 1), ("pe-quill", 1, 21)]),
        ("a long line with Ada\nQuill, parted", [("pe-quill", 1, 18)]),
        ("the first line\nthe second, of Vale and Boris Vale", [("pe-vale", 2, 25)]),
        ("“Xu” and Xu’s, Xu-led, (Xu Wei)", [("pe-xu", 1, 2), ("pe-xu", 1, 10), ("pe-xu", 1, 16), ("pe-xu", 1, 25)]),
        ("O’Neil, O'Neil", [("pe-on", 1, 1), ("pe-on", 1, 9)]),
        (str(escape("Pat O'Neil")), [("pe-on", 1, 1)]),
        (r"Tarn \& Sons, the Bank of Tarn", [("or-tarn", 1, 1), ("or-tarn-bank", 1, 19)]),
        ("the Ferry Board, a Board", [("or-board", 1, 5), ("or-board", 1, 20)]),
        ("Quillfeather, Xus, board, quill, Boardroom, MacQuill", []),
        ("Ada\n\nQuill", [("pe-quill", 3, 1)]),
        ("Bank of & Tarn", []),
        (r"Bank of\\Tarn", []),
        (r"a cell & Xu\\% Quill", [("pe-xu", 1, 10)]),
        (r"\tablehead{Board} \textbf{Quill} \foo[Quill]{Quill}", [("or-board", 1, 12), ("pe-quill", 1, 27),
                                                                   ("pe-quill", 1, 46)]),
    ],
)  # fmt: skip
def test_names_are_found_as_whole_words_the_longest_first(text: str, found: list[tuple[str, int, int]]) -> None:
    assert mentions(text) == found


@pytest.mark.parametrize(
    "text",
    [
        r"\label{Quill}", r"\cite[Quill]{Quill}", r"\ref{Quill}", r"\input{Quill}", r"\hyperref[Quill]{here}",
        r"\href{http://x.org/Quill}{here}", r"\hyperlink{Quill}{here}", "% Quill", r"\begin{Quill}", "$Quill$",
        r"\section{Quill}", r"\subsection[Quill]{Of \emph{Quill} and \textbf{\textit{Quill}}}", r"\paragraph{Quill.}",
        r"\addsec{Quill}", r"\caption{Quill}", r"\caption[Quill]{x}", r"\multicolumn{2}{>{Quill}l}{x}",
        "\\begin{verbatim}\nQuill\n\\end{verbatim}", "\\begin{tikzpicture}\\node{Quill};\\end{tikzpicture}",
        r"\Quill", r"\emph Quill", "\\textbf\n  Xu", r"\inlanguage{Xu}{x}", r"\includegraphics[alt={Quill}]{Quill}",
        r"\textcolor{Xu}{x}",
    ],
)  # fmt: skip
def test_what_is_no_text_where_it_stands_is_left_alone(text: str) -> None:
    assert mentions(f"before {text} after") == []


def test_a_mark_may_stand_behind_a_command_without_argument() -> None:
    assert mentions(r"\item Quill \quad Xu") == [("pe-quill", 1, 7), ("pe-xu", 1, 19)]


def test_a_caption_with_a_short_form_is_text() -> None:
    assert mentions(r"\caption[Ships]{Ships of Quill}") == [("pe-quill", 1, 26)]


def test_files_are_read_in_the_order_of_the_report_without_its_lists() -> None:
    files = {
        "tables/t.tex": unmark("Xu"),
        "main.tex": unmark("\\input{sections/a}\\input{tables/t}\\input{bibliography/b.bbl}\\input{index/people}"),
        "sections/a.tex": unmark("Vale\n\\input{sections/b} Boris Vale"),
        "sections/b.tex": unmark("Quill \\input{sections/a} \\input{none}"),
        "sections/unused.tex": unmark("Quill"),
        "bibliography/b.bbl": unmark("Quill \\cite{D3}"),
        "index/people.tex": unmark("Quill"),
    }
    found = find_mentions(files, "main.tex", registers())
    assert [(m.id, m.file) for m in found] == [
        ("pe-vale", "sections/a.tex"), ("pe-quill", "sections/b.tex"), ("pe-xu", "tables/t.tex"),
    ]  # fmt: skip


def test_marks_leave_every_character_its_place() -> None:
    template, row = Place(file="a.j2", line=7, column=1), Place(file="data/x.csv", line=3, column=9)
    text = f"{mark(template, data=False, exact=True)}So Xu says; {traced(escape('Xu Wei'), row)}, and Vale\nXu"
    files = {"main.tex": unmark(text), "other.tex": unmark("x")}
    found = find_mentions(files, "main.tex", registers())
    made = marked(files, found)
    assert made["other.tex"] is files["other.tex"]
    shown = made["main.tex"]
    assert shown.text == r"So \rgmention{pe-xu}Xu says; \rgmention{pe-xu}Xu Wei, and Vale" + "\n\\rgmention{pe-xu}Xu"
    said = shown.text.index("says") + 1
    assert shown.places(1, said) == (Place(file="a.j2", line=7, column=7), None)
    assert shown.places(1, 4) == (Place(file="a.j2", line=7, column=4), None)
    assert shown.places(1, shown.text.index("Wei") + 1)[1] == row
    assert shown.places(1, shown.text.index(", and") + 1)[1] == row


@given(st.lists(st.sampled_from(["Xu", " ", "Quill", "~", "\n", "\\emph{", "}", "Boris Vale", "x", "%", "&"])))
def test_any_text_can_be_marked_and_is_the_same_without_the_marks(pieces: list[str]) -> None:
    text = "".join(f"{mark(Place(file='a.j2', line=n, column=1), data=n % 2 > 0)}{p}" for n, p in enumerate(pieces))
    files = {"main.tex": unmark(text)}
    found = find_mentions(files, "main.tex", registers())
    made = marked(files, found)["main.tex"]
    assert without(made, found) == files["main.tex"].text
    assert made.text.count("\\rgmention{") == len(found)
    assert len(made.origins) == len(files["main.tex"].origins)
    for line in made.origins:
        assert [origin.column for origin in line] == sorted(origin.column for origin in line)


def without(made: Composed, found: tuple[Mention, ...]) -> str:
    """Take the marks out again."""
    text = made.text
    for mention in found:
        text = text.replace(f"\\rgmention{{{mention.id}}}", "")
    return text


def test_without_registers_nothing_is_looked_for() -> None:
    files = {"main.tex": unmark("Quill")}
    assert find_mentions(files, "main.tex", load_records(ROOT, MemoryTools.of({})).value) == ()
