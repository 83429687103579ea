from __future__ import annotations

import pytest
from html_pages import body_of, grid_of, page_of, read_page

from reportgen.config import HTML_FILE
from reportgen.sections.mentions import Mention

WORKS = r"""\section{Works}\begin{thebibliography}{D1}\bibitem[{D1}]{D1} One.
\bibitem[{D2:1}]{D2:1} Two \cite{D1}.\end{thebibliography}"""


@pytest.mark.parametrize(
    ("tex", "html"),
    [
        ("One.\n\nTwo.", "<p>One.</p>\n<p>Two.</p>"),
        (r"\emph{a} \textbf{b}", "<p><em>a</em> <strong>b</strong></p>"),
        ("\\begin{itemize}\n\\item a\n\\item b\n\n\\end{itemize}", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
        ("\\begin{enumerate}\\item a\n\nb\\end{enumerate}", "<ol>\n<li><p>a</p>\n<p>b</p>\n</li>\n</ol>"),
        (r"\begin{description}\item[a] b\end{description}", "<dl>\n<dt>a</dt><dd>b</dd>\n</dl>"),
        (r"\begin{quote}a\end{quote}", "<blockquote>\n<p>a</p>\n</blockquote>"),
        (r"a\newline b\\c\linkbreak{}d", "<p>a<br>b<br>c<wbr>d</p>"),
        (r"\href{http://a.b/c?d=e&f}{x}", '<p><a href="http://a.b/c?d=e&amp;f">x</a></p>'),
        (r"\url{https://a.b/\%20c}", '<p><a href="https://a.b/%20c">https://a.b/%20c</a></p>'),
        (r"\inlanguage{ru-Latn}{da}", '<p><span lang="ru-Latn">da</span></p>'),
        (r"\inlanguage{ru}{да}", '<p><span lang="ru">да</span></p>'),
        ("say да, нет now", '<p>say <span lang="und-Cyrl">да, нет</span> now</p>'),
        (r"\symboltext{●}", '<p><span class="symbol" role="img" aria-label="black circle">●</span></p>'),
        (r"\begin{tabular}{ll}A & B\\c & d\\\end{tabular}", '<th scope="col">B</th>'),
        ("$x^2$", "<p>x^2</p>"),
    ],
)
def test_tex_becomes_html(tex: str, html: str) -> None:
    assert html in body_of(tex)


@pytest.mark.parametrize(
    "tex",
    [
        r"\textless{}script\textgreater{}alert(1)\textless{}/script\textgreater{}",
        "<script>alert(1)</script>",
        r"\href{javascript:alert(1)}{x}",
        r"\href{JaVaScRiPt:alert(1)}{x}",
        r"\href{data:text/html,<script>}{x}",
        r"\href{http://a.b/\textquotedbl{} onclick=\textquotedbl{}x}{x}",
        r"""\href{http://a.b/" onclick="alert(1)}{x}""",
        r"""\inlanguage{ru" onclick="x}{y}""",
        r"""\label{x" onclick="y}\cite{z"><script>}""",
        '\\section{<img src=x onerror=alert(1)>}\n\\label{sec:"><b>}',
        r"""\symboltext{<"}""",
        "&lt;script&gt; &amp; %3Cscript%3E",
    ],
)
def test_a_hostile_text_stays_a_text(tex: str) -> None:
    page, _ = page_of(tex)
    read_page(page)


def test_a_link_that_may_not_be_followed_is_only_text() -> None:
    assert body_of(r"\href{javascript:alert(1)}{x}") == "<p>x</p>\n"


def test_headings_go_down_one_level_at_a_time() -> None:
    tex = r"\section{A}\paragraph{Of B.} b \subsection{C}\paragraph{D.} d \section*{E}\appendix\section{F}\addsec{G}"
    elements = read_page(page_of(tex).value)
    found = [(e.name, e.text) for e in elements if e.name in {"h1", "h2", "h3", "h4"} and "nav" not in e.path.parts]
    assert found == [
        ("h1", "The quay at Tarn"), ("h2", "1 A"), ("h3", "Of B."), ("h3", "C"), ("h4", "D."), ("h2", "E"),
        ("h2", "A F"), ("h2", "G"),
    ]  # fmt: skip


def test_a_reference_has_the_number_and_the_place_of_what_it_names() -> None:
    tex = r"\section{A}\label{sec:a} \section{B} \label{sec:b} see~\ref{sec:a}, \hyperref[sec:b]{part~\ref*{sec:b}}"
    made = body_of(tex) + page_of(tex).value
    assert '<a href="#sec-a">1</a>' in made
    assert '<a href="#sec-b">part\u00a02</a>' in made
    read_page(page_of(tex).value)


def test_a_work_is_linked_from_where_it_is_cited_and_back() -> None:
    tex = r"\section{A}\label{sec:a} x~\citations{\cite[{¶4}]{D1}; \cite{D2:1}} y \cite{D1} " + WORKS
    page, found = page_of(tex)
    elements = read_page(page)
    assert found == ()
    cited = [e for e in elements if e.attributes.get("href") == "#work-D1"]
    assert [(e.text, e.attributes.get("id")) for e in cited] == [
        ("D1\u00a0¶4", "work-D1-in-sec-a"), ("D1", None), ("D1", None),
    ]  # fmt: skip
    assert "[<a" in page
    (entry,) = [e for e in elements if e.attributes.get("id") == "work-D1"]
    assert entry.text == "D1One.\nUsed here in: section\u00a01."
    (other,) = [e for e in elements if e.attributes.get("id") == "work-D2-1"]
    assert "Two D1." in other.text


def test_a_note_and_its_call_lead_to_each_other() -> None:
    page, _ = page_of(r"a\footnote{See \emph{b}.} c\footnote{d}")
    elements = read_page(page)
    assert [e.text for e in elements if e.attributes.get("role") == "doc-noteref"] == ["1", "2"]
    assert [e.text for e in elements if e.name == "li" and e.attributes.get("id", "").startswith("note-")] == [
        "See b. ↩", "d ↩",
    ]  # fmt: skip


def test_a_project_says_what_its_environments_mean() -> None:
    settings = '[environments]\nbox = { arguments = "{", element = "div", class = "panel", title = 1 }\n'
    made = body_of(r"\begin{box}{A \emph{title}}a" + "\n\n" + r"b\end{box}", files={HTML_FILE: settings})
    assert '<div class="panel" role="note" aria-labelledby="box">' in made
    assert '<p class="title" id="box">A <em>title</em></p>\n<p>a</p>\n<p>b</p>\n</div>' in made


def test_a_command_without_a_meaning_is_reported_once_where_it_is_used_first() -> None:
    page, (found,) = page_of("a \\keyline{b} c\n\\keyline{d} \\emhp{e}".replace(r" \emhp{e}", ""))
    assert (found.code, found.severity.word) == ("SEC530", "note")
    assert found.message == r"\keyline has no meaning in HTML (used 2 times); its text stands as it is"
    assert found.place is not None
    assert (found.place.file, found.place.line) == ("report/sections/body.tex.j2", 1)
    assert "<p>a b c d</p>" in page


def test_a_reference_to_a_section_says_what_stands_there_without_it() -> None:
    tex = r"\section{A}\label{sec:a} \sectionref{sec:a}{section}{the report} \sectionref{sec:z}{section}{the report}"
    assert '<p><a href="#sec-a">section\u00a01</a> the report</p>' in body_of(tex) + page_of(tex).value


def test_an_index_leads_to_the_places_that_name_somebody() -> None:
    index = r"""\section{Index}\begin{indexlist}
\indexletter{Q}
\begin{nameindex}
\nameentry{pe-quill}{Quill, \emph{Ada}}{chair <b>}
\nameentry{pe-rye}{Rye}{}
\end{nameindex}
\end{indexlist}"""
    body = "\\section{One}\n\\label{sec:one}\nAda Quill.\n\\section{Two}\nQuill\n"
    body += "\\input{tables/indicators}\n\\input{index/people}"
    grid = grid_of([["a", "b", "Quill"]])
    page, found = page_of(
        body, grids={"indicators": grid}, more={"index/people.tex": index, "tables/indicators.tex": "\nQuill"},
        mentions=(
            Mention("pe-quill", "sections/01-body.tex", 3, 1), Mention("pe-quill", "sections/01-body.tex", 5, 1),
            Mention("pe-quill", "sections/01-body.tex", 3, 5), Mention("pe-quill", "tables/indicators.tex", 2, 1),
        ),
    )  # fmt: skip
    assert found == ()
    elements = read_page(page)
    (quill, rye) = [e for e in elements if e.name == "li" and e.path.name == "ul"]
    assert quill.text == "Quill, Ada, chair <b>: section\u00a01, section\u00a02, Table\u00a01"
    assert rye.text == "Rye"
    assert '<p class="letter">Q</p>' in page
    assert '<a href="#sec-one">section\u00a01</a>' in page
