"""The marks of TeX on a document with every kind of thing, read back as poppler sees the structure."""

from __future__ import annotations

import datetime
import io
import os
import re
import shutil
import subprocess
import tomllib
from collections import Counter
from functools import cache
from pathlib import Path
from textwrap import dedent

import pikepdf
import pytest
from projects import REPOSITORY, needs_tex, write_files

from reportgen.archive import Identity, finish
from reportgen.archive.structure import Content, Element, read_structure
from reportgen.config import load_config
from reportgen.fonts import find_fonts
from reportgen.tex.font_setup import font_setup
from reportgen.tex.names import FONTS_FILE, METADATA_FILE
from reportgen.tex.tree import metadata
from reportgen.tools import LocalTools

pytestmark = [pytest.mark.tex, needs_tex]

LUA = REPOSITORY / "src" / "reportgen" / "tex" / "lua"
SETTINGS = REPOSITORY / "report" / "report.toml"
TITLE = tomllib.loads(SETTINGS.read_text(encoding="utf-8"))["report"]["title"]
MAIN = r"""\documentclass{briefing}
\begin{document}
\reporttitle
\contentspage
\section{First \emph{heading}}
Text with a note\footnote{The note, with \href{https://example.org/}{a link}.} and words. \label{a}
A list begins in the paragraph:
\begin{enumerate}
\item one
\item two, with a list
  \begin{itemize}
  \item inner

  second paragraph
  \end{itemize}
  after the inner list
\item[x)] \begin{quote}a quotation in an item\end{quote}
\end{enumerate}
continues after the list.
\subsubsection{A level is left out}
\paragraph{Run-in.} What it heads.
\begin{quote}A quotation.\end{quote}
\begin{tabular}{lr} name & 1 \\ other & 2 \end{tabular}

\begin{tabular}{|l|c|}
\hline \tablehead{Name} & \tablehead{Value}\\\hline
\multicolumn{2}{|c|}{both}\\
one & \begin{tabular}{c}in\\ner\end{tabular}\\
only first\\\hline
\end{tabular}

Maths $\left(\begin{array}{c}1\\2\end{array}\right)$ and \inlanguage{ru}{по-русски} here.
In the middle of a paragraph
\begin{exhibitfigure}
\caption{A picture}\includegraphics[width=3cm]{figure}
\exhibitdescription{A box, and nothing in it.}
\end{exhibitfigure}%
a figure is called. \fbox{Framed} \rule{1cm}{2pt}\hrulefill
\begin{longtable}{ll}
\caption{Head given once}\\ Head A & Head B\\ \endhead
foot & foot\\ \endfoot
\directlua{for i=1,70 do tex.sprint("row "..i.."&\\hyperref[a]{link} "..i.."\\\\") end}
\end{longtable}
\begin{longtable}{l>{\RaggedRight}p{5cm}}
\caption{Head given twice}\\ \toprule
\tablehead{Head C} & \tablehead{\hyperref[a]{Head D}}\\ \midrule \endfirsthead
\multicolumn{2}{l}{continued \hyperref[a]{from before}}\\ \endhead
\endfoot
last & row\\ \endlastfoot
\directlua{for i=1,60 do tex.sprint("line "..i.."&text in a paragraph "..i.."\\\\") end}
\exhibitend\multicolumn{2}{l}{\exhibitnote{What stands below the table.}}\\
\end{longtable}
\begin{judgement}
Judged.
\begin{itemize}\item x\end{itemize}
\end{judgement}
\hbox to \textwidth{Text in no paragraph\hfil far from this}
\begin{thebibliography}{A}
\bibitem[A]{k} Entry \emph{title}. \bibannotation{Note on it.}
\end{thebibliography}
\parbox{22mm}{\hspace{0pt}internationalisation}

The end \cite{k} of a paragraph that is long enough to be broken into more than one line of this page, so
that words at the ends of lines have to be kept apart.
\end{document}
"""
AUXILIARY = {
    "main.toc": r"\contentsline {section}{\numberline {1}First heading}{2}{section.1}%" + "\n",
    "main.lof": "", "main.lot": "",
    "main.aux": r"\newlabel{a}{{1}{2}{First heading}{section.1}{}}\bibcite{k}{A}" + "\n",
}  # fmt: skip
IDENTITY = Identity(title="t", author="a", subject="s", keywords="k", language="en-GB", date=datetime.date(2026, 1, 2))


def figure() -> bytes:
    pdf = pikepdf.Pdf.new()
    pdf.add_blank_page(page_size=(100, 50))
    stream = io.BytesIO()
    pdf.save(stream, deterministic_id=True)
    return stream.getvalue()


@cache
def typeset(folder: Path, *, tags: bool) -> tuple[bytes, bytes]:
    """Return the PDF of one run, and the structure it wrote."""
    tools = LocalTools()
    config = load_config(REPOSITORY, tools).value
    assert config is not None
    fonts = find_fonts(config, tools).value
    work = folder / ("tags" if tags else "plain")
    files: dict[str, str | bytes] = {
        "main.tex": MAIN, **AUXILIARY, "figure.pdf": figure(), FONTS_FILE: font_setup(fonts, {}),
        METADATA_FILE: metadata(config),
        **{f"fonts/{role}{path.suffix}": path.read_bytes() for role, path in fonts.items()},
        **{path.name: path.read_bytes() for path in (REPOSITORY / "report").glob("briefing*.*")},
    }  # fmt: skip
    write_files(work, files)
    if tags:
        for path in LUA.glob("reportgen-*.lua"):
            shutil.copy(path, work)
    environment = {
        "PATH": os.environ["PATH"], "HOME": str(folder), "TEXMFVAR": str(folder / "cache"), "TEXMFHOME": str(folder),
        "SOURCE_DATE_EPOCH": "0", "FORCE_SOURCE_DATE": "1", "max_print_line": "10000",
    }  # fmt: skip
    finished = subprocess.run(
        ["/usr/bin/env", "lualatex", "-interaction=nonstopmode", "-halt-on-error", "main.tex"],
        cwd=work, env=environment, capture_output=True, check=False, timeout=120,
    )  # fmt: skip
    output = finished.stdout.decode("utf-8", "replace")
    assert finished.returncode == 0, output[-2000:]
    assert "Cannot tag" not in output
    structure = work / "main.struct"
    return (work / "main.pdf").read_bytes(), structure.read_bytes() if tags else b""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("tags")


@pytest.fixture(scope="module")
def archived(folder: Path) -> bytes:
    value, diagnostics = finish(*typeset(folder, tags=True), IDENTITY)
    assert diagnostics == ()
    assert value is not None
    return value


def poppler(*command: str, pdf: bytes) -> str:
    return subprocess.run([*command], input=pdf, capture_output=True, check=True, timeout=60).stdout.decode()


@pytest.fixture(scope="module")
def outline(archived: bytes, folder: Path) -> str:
    """The structure with its texts, without what names objects."""
    path = folder / "archived.pdf"
    path.write_bytes(archived)
    text = poppler("pdfinfo", "-struct-text", str(path), pdf=b"")
    return "".join(
        line for line in text.splitlines(keepends=True) if not re.match(r" *(Object|/BBox|/Placement)", line)
    )


@pytest.mark.parametrize(
    "part",
    [
        pytest.param("""
            H1 (block)
              "TITLE"
            P (block)
        """, id="title"),
        pytest.param("""
            H2 (block)
              "Contents"
            TOC
              TOCI
                Reference (inline)
                  Link (inline)
                    "1 First heading"
                  "2"
        """, id="contents"),
        pytest.param("""
            H2 (block)
              "1 First heading"
            P (block)
              "Text with a note"
              Link (inline)
                "1"
              Note <note.00001> (inline)
                P (block)
                  "1The note, with "
                  Link (inline)
                    "a link"
                  "."
              " and words. A list begins in the paragraph:"
            L (block)
              LI (block)
                Lbl (block)
                  "1."
                LBody (block)
                  "one"
              LI (block)
                Lbl (block)
                  "2."
                LBody (block)
                  P (block)
                    "two, with a list"
                  L (block)
                    LI (block)
                      Lbl (block)
                        "–"
                      LBody (block)
                        P (block)
                          "inner"
                        P (block)
                          "second paragraph"
                  P (block)
                    "after the inner list"
              LI (block)
                Lbl (block)
                  "x)"
                LBody (block)
                  BlockQuote
                    P (block)
                      "a quotation in an item"
            P (block)
              "continues after the list."
            H3 (block)
              "A level is left out"
            H4 (block)
              "Run-in."
            P (block)
              "What it heads."
            BlockQuote
              P (block)
                "A quotation."
        """, id="headings, notes, lists, quotations"),
        pytest.param("""
            Table (block)
              TR
                TH:
                   /Scope /Row
                  "name"
                TD
                  "1"
              TR
                TH:
                   /Scope /Row
                  "other"
                TD
                  "2"
            Table (block)
              TR
                TH:
                   /Scope /Column
                  "Name"
                TH:
                   /Scope /Column
                  "Value"
              TR
                TD:
                   /ColSpan 2
                  "both"
              TR
                TD
                  "one"
                TD
                  Table (block)
                    TR
                      TD
                        "in"
                    TR
                      TD
                        "ner"
              TR
                TD
                  "only first"
                TD
        """, id="tables"),
        pytest.param("""
            Span (inline)
              "по-русски"
            " here. In the middle of a paragraph a figure is called. "
            "Framed"
        """, id="passage in another language, paragraph around a float"),
        pytest.param("""
            Figure:
              Caption
                "Figure 1 A picture"
              ""
            P (block)
              "In words: A box, and nothing in it."
        """, id="figure"),
        pytest.param("""
            Table (block)
              Caption
                "Table 1 Head given once"
              TR
                TH:
                   /Scope /Column
                  "Head A"
                TH:
                   /Scope /Column
                  "Head B"
              TR
                TD
                  "row 1"
                TD
                  Link (inline)
                    "link"
                  " 1"
        """, id="table with a head"),
        pytest.param("""
                  " 70"
              TR
                TD
                  "foot"
                TD
                  "foot"
            Table (block)
              Caption
                "Table 2 Head given twice"
              TR
                TH:
                   /Scope /Column
                  "Head C"
                TH:
                   /Scope /Column
                  Link (inline)
                    "Head D"
              TR
                TD
                  "line 1"
                TD
                  "text in a paragraph 1"
        """, id="table with two heads"),
        pytest.param("""
              TR
                TD
                  "last"
                TD
                  "row"
            P (block)
              "What stands below the table."
            Sect
              P (block)
                "Our judgement"
              P (block)
                "Judged."
              L (block)
                LI (block)
                  Lbl (block)
                    "–"
                  LBody (block)
                    "x"
            P (block)
              "Text in no paragraph far from this"
            L (block)
              LI (block)
                Lbl (block)
                  "A"
                LBody (block)
                  BibEntry (inline)
                    "Entry title."
                  P (block)
                    "Note on it."
        """, id="what follows a table"),
    ],
)  # fmt: skip
def test_structure(outline: str, part: str) -> None:
    wanted = dedent(part).strip("\n").replace("TITLE", TITLE)
    shape = re.escape(wanted).replace(r"\ ", " ").split("\\\n" if "\\\n" in re.escape(wanted) else "\n")
    pattern = "\n".join(rf"(?P=indent){line}" if n else rf"(?P<indent> *){line}" for n, line in enumerate(shape))
    assert re.search(pattern, outline), f"{wanted}\n--- is not in ---\n{outline}"


def test_words_are_parted_at_line_ends(outline: str) -> None:
    words = r"of a paragraph that is long enough to be broken into more than one line of this page, so that words at"
    assert words in outline


def test_a_hyphen_that_parts_a_word_is_a_soft_one(outline: str) -> None:
    assert '"internationalisation"' in outline


def test_pages_are_called_what_is_printed_on_them(archived: bytes) -> None:
    with pikepdf.open(io.BytesIO(archived)) as pdf:
        assert [str(page.label) for page in pdf.pages][:3] == ["1", "2", "3"]


def test_every_row_and_link_counts_once(folder: Path) -> None:
    found: Counter[str] = Counter()
    marks: Counter[Content] = Counter()

    def count(element: Element) -> None:
        found[element.role] += 1
        for kid in element.kids:
            if isinstance(kid, Element):
                count(kid)
            elif isinstance(kid, Content):
                marks[kid] += 1

    count(read_structure(typeset(folder, tags=True)[1]))
    assert (found["Table"], found["Caption"], found["Figure"], found["Note"], found["BibEntry"]) == (6, 3, 1, 1, 1)
    assert found["TR"] == 5 + 2 + 4 + 2 + (1 + 1 + 70 + 1) + (1 + 1 + 60 + 1 + 1)
    assert set(marks.values()) == {1}


def test_all_that_is_painted_is_content_or_ornament(archived: bytes) -> None:
    with pikepdf.open(io.BytesIO(archived)) as pdf:
        for page in pdf.pages:
            depth = 0
            for instruction in pikepdf.parse_content_stream(page):
                operator = str(instruction.operator)
                depth += {"BDC": 1, "BMC": 1, "EMC": -1}.get(operator, 0)
                assert depth in {0, 1}
                assert depth or operator not in {"Tj", "TJ", "S", "f", "Do", "B", "sh"}
            assert depth == 0


def test_every_mark_and_link_has_its_element(archived: bytes) -> None:
    with pikepdf.open(io.BytesIO(archived)) as pdf:
        numbers = pdf.Root.StructTreeRoot.ParentTree.Nums
        parents = {int(numbers[i]): numbers[i + 1] for i in range(0, len(numbers), 2)}
        for page in pdf.pages:
            used = [int(i.operands[1].MCID) for i in pikepdf.parse_content_stream(page)
                    if str(i.operator) == "BDC" and "/MCID" in i.operands[1]]  # fmt: skip
            assert used == list(range(len(parents[int(page.obj.StructParents)])))
            assert all(parent is not None for parent in parents[int(page.obj.StructParents)])
            for annotation in page.obj.get("/Annots", ()):
                assert str(parents[int(annotation.StructParent)].S) == "/Link"


def places(pdf: bytes) -> dict[tuple[int, str], list[tuple[float, ...]]]:
    """Return the boxes of each word of each page."""
    found: dict[tuple[int, str], list[tuple[float, ...]]] = {}
    for number, page in enumerate(poppler("pdftotext", "-bbox", "-", "-", pdf=pdf).split("<page ")):
        for *sides, word in re.findall(r'<word xMin="(.*?)" yMin="(.*?)" xMax="(.*?)" yMax="(.*?)">(.*?)</word>', page):
            found.setdefault((number, word.replace("\u00ad", "-")), []).append(tuple(map(float, sides)))
    return found


def test_no_word_moves(folder: Path, archived: bytes) -> None:
    plain, tagged = places(typeset(folder, tags=False)[0]), places(archived)
    assert {word: len(boxes) for word, boxes in plain.items()} == {word: len(boxes) for word, boxes in tagged.items()}
    for word, boxes in plain.items():
        for box in boxes:
            shifts = (max(abs(a - b) for a, b in zip(box, other, strict=True)) for other in tagged[word])
            assert min(shifts) < 0.03, word
