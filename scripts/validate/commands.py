"""What is known of LaTeX commands: how many arguments they take, and which of these are printed."""

from __future__ import annotations

import re


def words(text: str) -> list[str]:
    """Return the words of a long list."""
    return text.split()


HEADINGS = ("part", "chapter", "section", "subsection", "subsubsection", "paragraph", "subparagraph",
            "addpart", "addchap", "addsec")  # fmt: skip
LISTS = frozenset({"itemize", "enumerate", "description", "thebibliography", "list"})
QUOTATIONS = frozenset({"quote", "quotation"})
TABLES = frozenset({"tabular", "tabular*", "tabularx", "longtable", "xltabular", "ltablex", "tabulary"})
FLOATS = frozenset({"figure", "figure*", "table", "table*", "sidewaystable", "sidewaysfigure", "wrapfigure"})
# Commands of the exhibits whose text stands under a table or figure.
NOTES = ("exhibitnote", "exhibitsource", "exhibitunverified")

# Arguments by command: o one that may stand in [], m one in {}.
ARGUMENTS = {
    **dict.fromkeys(HEADINGS, "om"), **dict.fromkeys(NOTES, "m"),
    "begin": "m", "end": "m", "input": "m", "include": "m", "item": "o", "bibitem": "om", "caption": "om",
    "cite": "om", "citep": "om", "citet": "om", "hyperref": "om", "hyperlink": "mm", "href": "omm",
    "url": "m", "nolinkurl": "m",
    "ref": "m", "pageref": "m", "autoref": "m", "nameref": "m", "footnote": "om", "footnotetext": "om",
    "includegraphics": "om", "exhibitdescription": "m", "multicolumn": "mmm",
    "inlanguage": "mm", "foreignlanguage": "mm",
    "textcolor": "omm", "endhead": "", "endfirsthead": "", "endfoot": "", "endlastfoot": "",
    "rgmention": "m", "nameentry": "mmm",
    "sectionref": "mmm", "exhibitelsewhere": "mm", "backreferences": "m", "pagelist": "m",
    # Printed nowhere.
    "label": "m", "nocite": "m", "index": "m", "vspace": "m", "hspace": "m", "vskip": "", "setlength": "mm",
    "addtolength": "mm", "setcounter": "mm", "addtocounter": "mm", "color": "om", "fontsize": "mm", "rule": "omm",
    "cmidrule": "om", "pdfbookmark": "omm", "addcontentsline": "mmm", "hypersetup": "m", "markboth": "mm",
    "phantom": "m", "hphantom": "m", "vphantom": "m", "thispagestyle": "m", "pagestyle": "m", "documentclass": "om",
    "usepackage": "om", "hypertarget": "m", "addlinespace": "o", "tablecontinued": "", "captionsetup": "om",
    "pagebreak": "o", "nopagebreak": "o", "linebreak": "o", "nolinebreak": "o",
    "enlargethispage": "m", "needspace": "m",
    "needroom": "m", "penalty": "", "arraybackslash": "", "tablecolumns": "m",
    "tablekeep": "", "vfill": "", "newcommand": "mom", "renewcommand": "mom",
    "specialrule": "mmm", "hyphenation": "m",
}  # fmt: skip
DROPPED = frozenset(
    words("""
    rgmention label nocite index vspace hspace vskip setlength addtolength setcounter addtocounter color fontsize rule
    cmidrule pdfbookmark addcontentsline hypersetup markboth phantom hphantom vphantom thispagestyle pagestyle
    documentclass usepackage hypertarget addlinespace tablecontinued captionsetup pagebreak nopagebreak
    linebreak nolinebreak enlargethispage needspace needroom penalty arraybackslash tablecolumns tablekeep vfill
    newcommand renewcommand specialrule hyphenation
    """)
)
# What they print stands elsewhere: in the class, or in the list of labels.
PRINTED_ELSEWHERE = frozenset({"sectionref", "exhibitelsewhere", "backreferences", "pagelist"})
# Commands that part no words: how text looks, and where lines may break.
INLINE = frozenset(
    words("""
    emph textbf textit textsl textsc textsf texttt textrm textup textmd textnormal mbox hbox citations bibremark
    bibrelation tablehead tablegroup linkstyle linkbreak allowbreak relax symboltext raggedright raggedleft
    centering RaggedRight bfseries itshape small footnotesize normalfont sffamily leavevmode ensuremath protect
    nonumberline ignorespaces textsuperscript textsubscript enquote
    """)
)
SIGNS = {
    "textbackslash": "\\", "textasciitilde": "~", "textasciicircum": "^", "ldots": "…",
    "dots": "…", "textellipsis": "…",
    "textendash": "–", "textemdash": "—", "S": "§", "P": "¶", "textquoteright": "’", "textquoteleft": "‘", "ss": "ß",
    "quad": " ", "qquad": " ", "nobreakspace": " ", "space": " ", "enspace": " ", "thinspace": " ", "newline": " ",
    "numberline": "",
}  # fmt: skip
# Begin of an environment: arguments after its name that are not printed.
ENVIRONMENTS = {
    "tabular": "om", "tabular*": "mom", "tabularx": "mom", "xltabular": "omm", "longtable": "om", "tabulary": "mom",
    "thebibliography": "m", "figure": "o", "figure*": "o", "table": "o", "table*": "o", "minipage": "ooom",
    "onepage": "m", "multicols": "mo", "adjustwidth": "mm", "wrapfigure": "omom", "list": "mm",
}  # fmt: skip
# Commands that are read as others are.
ALIAS = {
    **dict.fromkeys(HEADINGS, "heading"), **dict.fromkeys(NOTES, "note"), "include": "input",
    "pageref": "ref", "autoref": "ref",
    "nameref": "ref", "url": "href", "nolinkurl": "textcolor", "footnotetext": "footnote",
    "citep": "cite", "citet": "cite",
    "endhead": "part", "endfirsthead": "part", "endfoot": "part",
    "endlastfoot": "part", "foreignlanguage": "inlanguage",
}  # fmt: skip


def take(text: str, position: int, pattern: str) -> tuple[list[str], int]:
    """Read the arguments of a command: for each `o` one in [] if it is there, for each `m` one in {}."""
    found: list[str] = []
    blank = re.compile(r"\s*")
    for kind in pattern:
        after = blank.match(text, position)
        start = after.end() if after else position
        opening, closing = ("[", "]") if kind == "o" else ("{", "}")
        if text[start : start + 1] != opening:
            found.append("")
            continue
        depth, end = 0, start + 1
        while end < len(text):
            letter = text[end]
            if letter == "\\":
                end += 1
            elif letter == closing and depth == 0:
                break
            elif letter == "{":
                depth += 1
            elif letter == "}":
                depth -= 1
            end += 1
        found.append(text[start + 1 : end])
        position = end + 1
    return found, position
