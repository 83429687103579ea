r"""What LaTeX commands do with their arguments, as far as the reading of prose needs it.

From the LaTeX2e reference manual and the manuals of the packages named. A command that is not here keeps the
arguments that may be text.
"""

from __future__ import annotations

import re

from reportgen.language.word_sets import word_set

# Letters: o an option, m an argument that is no text, t text that runs on, p text that is a paragraph of its own,
# n a note, q quoted words, r a reference that a reader sees as a word, c the keys of a citation, C citations in
# brackets, = the parameters of a definition, d the command that is defined, with braces or without.
_FORMS = """
m: label input include vspace hspace pagestyle thispagestyle bibliography bibliographystyle pagenumbering stepcounter
  refstepcounter usecounter hypertarget nocite graphicspath cline cmidrule theoremstyle newcounter newlength phantom
  vphantom hphantom selectlanguage stretch addvspace enlargethispage setstretch linespread url nolinkurl
  path ce makelabel index glossary includeonly hyphenation setmainfont directlua luadirect luaexec special write
  pdfliteral unreviewed
om: tikz includegraphics usepackage documentclass RequirePackage LoadClass color bibitem todo pagecolor
mm: setlength addtolength setcounter addtocounter settowidth settoheight settodepth markboth addtocontents numberwithin
  fontsize newtheorem hyphenchar definecolorset
omm: rule pdfbookmark
mmm: addcontentsline definecolor
r: ref pageref autoref nameref eqref vref cref Cref vpageref labelcref fullref
C: citations
ooc: cite citep citet citealp citealt citeauthor citeyear citeyearpar parencite textcite footcite footcitetext autocite
  smartcite supercite fullcite footfullcite citetitle citedate citeurl Citep Citet
ot: hyperref mbox makebox framebox fbox
mt: href hyperlink foreignlanguage textlang scalebox rotatebox colorbox
omt: textcolor
ooomt: parbox
moot: raisebox
mmt: resizebox multicolumn fcolorbox
mot: multirow
op: section subsection subsubsection paragraph subparagraph chapter part addsec addchap addpart minisec caption
  captionof title subtitle
on: footnote footnotetext sidenote marginnote endnote thanks marginpar
o: item linebreak pagebreak nolinebreak nopagebreak footnotemark newline
q: enquote
ooq: textquote blockquote
moooq: foreignquote foreigntextquote foreignblockquote hyphenquote hyphentextquote hyphenblockquote
t: emph textbf textit textsl textsc textrm textsf texttt textup textmd textnormal underline uline num text uppercase
  lowercase MakeUppercase MakeLowercase textsuperscript textsubscript so ul hl mkbibquote pdftooltip
tm: SI
=m: def edef gdef xdef
doom: newcommand renewcommand providecommand DeclareRobustCommand
moomm: newenvironment renewenvironment
"""
ARGUMENTS: dict[str, str] = {
    name: form
    for form, _, names in (line.partition(": ") for line in _FORMS.strip().replace("\n  ", " ").splitlines())
    for name in names.split()
}

QUOTING_ENVIRONMENTS = frozenset({"quote", "quotation", "displayquote", "blockquote", "displayquotation"})
NO_TEXT_ENVIRONMENTS = word_set(
    """verbatim Verbatim lstlisting minted comment filecontents tikzpicture pgfpicture picture equation align alignat
    gather multline eqnarray flalign math displaymath split array thebibliography algorithmic alltt"""
)

# Commands that stand for a character or a word.
WORDS = {
    "textbackslash": "\\", "textasciicircum": "^", "textasciitilde": "~", "textless": "<", "textgreater": ">",
    "textbar": "|", "textquotedbl": '"', "textquotesingle": "'", "textasciigrave": "`", "ldots": "…", "dots": "…",
    "textellipsis": "…", "textendash": "–", "textemdash": "—", "textquoteleft": "‘", "textquoteright": "’",
    "textquotedblleft": "“", "textquotedblright": "”", "guillemotleft": "«", "guillemotright": "»",
    "guillemetleft": "«", "guillemetright": "»", "guilsinglleft": "‹", "guilsinglright": "›", "quotedblbase": "„",
    "glqq": "„", "grqq": "“", "flqq": "«", "frqq": "»", "og": "«", "fg": "»", "lq": "‘", "rq": "’",
    "euro": "€", "texteuro": "€", "EUR": "€", "pounds": "£", "textsterling": "£", "textyen": "¥", "textdollar": "$",
    "textcent": "¢", "textdegree": "°", "degree": "°", "percent": "%", "textpercent": "%", "S": "§", "P": "¶",
    "textsection": "§", "textparagraph": "¶", "dag": "†", "copyright": "©", "textregistered": "®",
    "texttrademark": "™", "textperiodcentered": "·", "textbullet": "•", "textpm": "±", "texttimes": "×",
    "ss": "ß", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "o": "ø", "O": "Ø", "aa": "å", "AA": "Å", "l": "ł",
    "L": "Ł", "i": "ı", "j": "ȷ", "thinspace": " ", "enspace": " ", "quad": " ", "qquad": " ", "space": " ",
    "nobreakspace": " ", "hfill": " ", "TeX": "TeX", "LaTeX": "LaTeX",
    "numero": "№", "textnumero": "№", "textonehalf": "½",
}  # fmt: skip
# Accents by their sign, and those that are spelled with letters.
ACCENTS = {"`": "\u0300", "'": "\u0301", "^": "\u0302", '"': "\u0308", "~": "\u0303", "=": "\u0304", ".": "\u0307"}
LETTER_ACCENTS = {
    "c": "\u0327", "v": "\u030c", "u": "\u0306", "H": "\u030b", "k": "\u0328", "r": "\u030a", "d": "\u0323",
    "b": "\u0331",
}  # fmt: skip

_UNIT = r"(?:mm|cm|in|pt|bp|pc|dd|cc|sp|em|ex|mu|ch|lh|\\[a-zA-Z]+)"
_NUMBER = r"[-+]?(?:\d+(?:[.,]\d*)?|[.,]\d+)"
# An argument that can be no text: measures, numbers, keys with values, the columns of a table, a name of a file.
TECHNICAL = re.compile(
    rf"\s*(?:{_NUMBER}\s*{_UNIT}?(?:\s*(?:plus|minus|,|;|:|/|x|\*)\s*{_NUMBER}\s*{_UNIT}?)*"
    rf"|{_NUMBER}?\s*\\[a-zA-Z]+|[\w@-]+=[^{{}}]*(?:\{{[^{{}}]*\}}[^{{}}]*)*"
    r"|(?:[lcrXSLCRJY|@!<>]|\*\{\d+\}\{[^{}]*\}|[pmbwDS]?\{(?:[^{}]|\{[^{}]*\})*\})+"
    r"|[\w./@:-]*[\d_./:@][\w./@:-]*|[a-z]+-[a-z-]+)?\s*"
)
_ASSIGNED = re.compile(rf"\s*=\s*{_NUMBER}\s*{_UNIT}?(?:\s*(?:plus|minus)\s*{_NUMBER}\s*(?:{_UNIT}|fil+l?)?)*")
_MEASURED = re.compile(rf"\s*{_NUMBER}\s*{_UNIT}(?![a-zA-Z])(?:\s*(?:plus|minus)\s*{_NUMBER}\s*(?:{_UNIT}|fil+l?))*")
_COUNTED = re.compile(rf"\s*(?:{_NUMBER}|\"[0-9A-F]+|'[0-7]+|`.)")
_MEASURES = word_set(
    """vskip hskip kern mskip mkern raise lower moveleft moveright parindent parskip baselineskip leftskip rightskip
    tabcolsep textwidth textheight topskip hsize vsize hangindent"""
)
_COUNTS = word_set(
    """penalty tolerance pretolerance hbadness vbadness clubpenalty widowpenalty brokenpenalty hangafter looseness
    linepenalty hyphenpenalty exhyphenpenalty interlinepenalty char count"""
)
# Primitives with words of their own between their values.
_SIZED = re.compile(rf"(?:\s*(?:to|spread|width|height|depth)\s*{_NUMBER}\s*{_UNIT})+")
_VALUE = rf"(?:{_NUMBER}\s*{_UNIT}?|\\[a-zA-Z]+)"
_COMPARED = re.compile(rf"\s*{_VALUE}(?:\s*[<>=]\s*{_VALUE})?")
_CHANGED = re.compile(rf"\s*\\[a-zA-Z]+\s*\d*\s*(?:by)?\s*{_VALUE}")
_FORMS_OF = (
    (word_set("hbox vbox vtop hrule vrule annot pdfannot"), _SIZED),
    (word_set("ifnum ifdim ifodd ifcase number romannumeral"), _COMPARED),
    (word_set("advance multiply divide"), _CHANGED),
    (_MEASURES, _MEASURED),
    (_COUNTS, _COUNTED),
)


def after_primitive(name: str, source: str, end: int) -> int:
    r"""Return where the value that is given to a primitive of TeX ends: `=5pt`, `\vskip 2mm`, `\hbox to 1cm`."""
    form = next((form for names, form in _FORMS_OF if name in names), None)
    found = _ASSIGNED.match(source, end) or (form.match(source, end) if form else None)
    return found.end() if found else end
