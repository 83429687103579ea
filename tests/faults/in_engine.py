# ruff: noqa: E501 - one fault a line, to be read as a table
"""Faults that only the engine sees: in sections, cells, the class, the packages that it loads."""

from __future__ import annotations

from faults.edits import inside, pattern, say, swap
from faults.fault import Fault
from faults.project import HERE, Change

_CLASS = "report/briefing.cls"
_LATE = "report/briefing-late.sty"
_COMMON = "report/briefing-common.sty"
_CELLS = "report/tables/cells.tex.j2"
_MACROS = "report/sections/macros.tex.j2"


def _class(old: str, new: str) -> Change:
    return swap(_CLASS, old, new)


def _late(old: str, new: str) -> Change:
    return swap(_LATE, old, new)


def _engine(name: str, change: Change, *codes: str, follow: tuple[str, ...] = ()) -> Fault:
    return Fault(name=name, change=change, codes=codes, follow=follow, engine=True)


FAULTS = (
    # --- sections ---
    _engine("command misspelt", inside(r"It was \emhp{much} more."), "TEX602"),
    _engine("command misspelt in a partial", swap(_MACROS, r"\emph{((( judgement.id|upper )))", HERE + r"\emhp{((( judgement.id|upper )))"), "TEX602"),
    _engine("command misspelt in a cell", swap(_CELLS, r"\emph{((( row.project )))}", HERE + r"\emhp{((( row.project )))}"), "TEX602"),
    _engine("command misspelt in a template of entries", swap("report/bibliography/entries.tex.j2", r"\bibremark{((( e.addendum )))}", HERE + r"\bibremrak{((( e.addendum )))}"), "TEX602"),
    _engine("command misspelt in the main template", swap("report/main.tex.j2", pattern(r"^\\appendixpart$"), r"\apendixpart"), "TEX602"),
    _engine("environment misspelt", say("\\begin{itemise}\n\\item One.\n\\end{itemise}"), "TEX6", "SEC5"),
    _engine("item without a list", say(r"\item One thing."), "TEX6", "SEC5"),
    _engine("list without items", say("\\begin{itemize}\n" + HERE + "One thing.\n" + HERE + "\\end{itemize}"), "TEX6", "SEC5"),
    _engine("dimension too large", say(r"\vspace{99999pt}One thing."), "TEX6"),
    _engine("unknown unit", say(r"\vspace{3xm}One thing."), "TEX6"),
    _engine("dimension left out", say(r"\vspace{}One thing."), "TEX6"),
    _engine("two superscripts", inside(r"It is $a^b^c$ now."), "TEX6", "SEC5"),
    _engine("command of mathematics in the text", inside(r"It is \alpha{} now."), "TEX6", "SEC5"),
    _engine("column too many", say("\\begin{tabular}{ll}\n" + HERE + "a & b & c \\\\\n\\end{tabular}"), "TEX6", "SEC5"),
    _engine("file that is not there", say(r"\input{nowhere}"), "TEX603", "TEX623"),
    _engine("picture that is not there", say(r"\includegraphics{nowhere.pdf}"), "TEX603", "TEX623"),
    _engine("package in the text", say(r"\usepackage{soul}"), "TEX6"),
    _engine("colour that is not defined", inside(r"It is \textcolor{purple-ish}{much} more."), "TEX6"),
    _engine("line that cannot be broken", say(r"\mbox{This is a line of text that nobody can break and that is much too long for the page, so that it sticks out}"), "TEX604"),
    _engine("table that is too wide", say(HERE + "\\begin{tabular}{ll}\n" + HERE + r"This is a cell of a table that is much too wide for & the page, so that it sticks out a long way to the right \\" + "\n" + HERE + "\\end{tabular}"), "TEX604"),
    _engine("paragraph in an argument", say(HERE + "\\textbf{One thing.\n\n" + HERE + "Another thing.}"), "TEX6", "SEC5"),
    _engine("command defined twice", say(r"\newcommand\emph{x}One thing."), "TEX6"),
    # --- the class and what it loads ---
    _engine("package misspelt in the class", _class(r"\RequirePackage{array,longtable,booktabs,", r"\RequirePackage{array,longtable,booktab,"), "TEX603", "TEX623"),
    _engine("package misspelt", swap(_COMMON, r"\RequirePackage{bookmark}", r"\RequirePackage{bokmark}"), "TEX603", "TEX623"),
    _engine("option misspelt", _class("[a4paper,left=20mm", "[a4paper,letf=20mm"), "TEX6"),
    _engine("command misspelt in the class", _class(r"\setkomafont{section}{\Large}", r"\setkomafnt{section}{\Large}"), "TEX602"),
    _engine("brace lost in the class", swap(_CLASS, pattern(r"^\\newcommand\\tablehead\[1\]\{(.*)\}$"), lambda m: HERE + r"\newcommand\tablehead[1]{" + m[1]), "TEX6", "SEC5"),
    _engine("length without a unit in the class", _class(r"\setlength\tabcolsep{5pt}", r"\setlength\tabcolsep{5}"), "TEX6"),
    _engine("colour misspelt in the class", swap(_COMMON, r"\definecolor{accent}{HTML}", r"\definecolor{accent}{HTLM}"), "TEX6"),
    _engine("class cut off", swap(_CLASS, pattern(r"(?s)^(\\newenvironment\{judgement\}.*?\\begin\{shaded@box\}).*\Z"), lambda m: m[1] + HERE), "TEX6"),
    _engine("class with a merge conflict", swap(_CLASS, pattern(r"^\\pagestyle\{briefing\}$"), lambda m: f"{HERE}<<<<<<< HEAD\n{m[0]}\n=======\n{m[0]}\n>>>>>>> other"), "TEX6", "CFG0", "SEC5"),
    _engine("generated file misspelt", _late(r"\input{reportgen-fonts}", r"\input{reportgen-font}"), "TEX603", "TEX623"),
    _engine("language misspelt", _late("[british]{babel}", "[britsh]{babel}"), "TEX6"),
    _engine("text of the cover misspelt in the class", _class(r"\rgsubtitle\par", r"\rgsubtitel\par"), "TEX602"),
    _engine("command misspelt in the late part", _late(r"\frenchspacing", r"\frenchspacng"), "TEX602"),
    _engine("Latin-1 in the class", swap(_CLASS, "Our judgement", HERE + "Our ไ judgement"), "TEX608"),
)  # fmt: skip
