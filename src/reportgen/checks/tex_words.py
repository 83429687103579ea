"""What LaTeX's own commands and environments do with their text: only what is sure, everything else counts as unknown.

Sources: the LaTeX kernel (`source2e`), KOMA-Script, amsmath, array, longtable, tabularx, listings, fancyvrb.
"""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Commands whose arguments are ordinary text, set where they stand.
TEXT_COMMANDS = _words(
    """emph textbf textit textsf textsc texttt textrm textmd textup textsl textnormal underline footnote
    footnotetext mbox fbox text section subsection subsubsection paragraph subparagraph chapter part addsec
    addchap addpart minisec caption title author date thanks enquote marginpar centerline MakeUppercase
    MakeLowercase"""
)
# Commands that take an argument in brackets, read up to the first `]` of the same paragraph.
BRACKETED = _words(
    """item cite citep citet citealp citeauthor citeyear textcite parencite footcite autocite section subsection
    subsubsection paragraph subparagraph chapter part addsec addchap caption footnote footnotetext footnotemark
    includegraphics documentclass usepackage RequirePackage parbox makebox framebox raisebox linebreak
    nolinebreak pagebreak nopagebreak sqrt"""
)
FLOATS = frozenset({"figure", "table", "figure*", "table*", "enumerate", "itemize", "description"})
TEXT_ENVIRONMENTS = _words(
    """document abstract center flushleft flushright quote quotation verse itemize enumerate description trivlist
    figure figure* table table* minipage landscape titlepage appendix multicols samepage sloppypar raggedright
    thebibliography small footnotesize large addmargin labeling RaggedRight FlushLeft Center lrbox"""
)
# A group that follows the beginning of these is one of the text.
WITHOUT_ARGUMENTS = _words(
    """document abstract center flushleft flushright quote quotation verse landscape titlepage appendix samepage
    sloppypar raggedright RaggedRight FlushLeft Center small footnotesize large trivlist"""
)
MATH_ENVIRONMENTS = _words("math displaymath equation equation* gather gather* multline multline* cases")
ALIGNED_ENVIRONMENTS = _words(
    """tabular tabular* tabularx tabulary array longtable xltabular align align* alignat alignat* flalign flalign*
    aligned alignedat split eqnarray eqnarray* matrix pmatrix bmatrix Bmatrix vmatrix Vmatrix smallmatrix
    tabbing tblr longtblr supertabular xtabular ltablex NiceTabular cases subarray"""
)
# The columns of these are set as text.
TABLES = _words("tabular tabular* tabularx tabulary longtable xltabular")
OPAQUE_ENVIRONMENTS = _words(
    """verbatim verbatim* Verbatim Verbatim* BVerbatim LVerbatim SaveVerbatim spverbatim lstlisting minted comment
    filecontents filecontents* alltt semiverbatim luacode luacode* pycode pyblock tcblisting Highlighting
    sagesilent sageblock asy VerbatimOut verbatimwrite filecontentsdef"""
)
# Environments of packages whose text may be anything, though braces pair in it.
PACKAGE_ENVIRONMENTS = _words(
    """adjustbox algorithm algorithmic axis block boxedminipage changemargin columns column exhibit flushenum frame
    framed leftbar longfbox mdframed nomenclature overpic picture refsection refsegment rotate scope shaded
    sideways sidewaysfigure sidewaystable spacing singlespace doublespace onehalfspace subfigure subtable
    SCfigure SCtable tablenotes tcolorbox threeparttable tikzpicture turn wrapfigure wraptable margintable
    marginfigure otherlanguage otherlanguage* hyphenrules english russian german french proof theorem lemma
    definition example remark acronym enumerate* itemize* description* compactitem compactenum paralist longenum
    letter theindex list filecontents adjustwidth justify subequations NoHyper CJK CJK*"""
)
KNOWN_ENVIRONMENTS = (
    PACKAGE_ENVIRONMENTS | TEXT_ENVIRONMENTS | MATH_ENVIRONMENTS | ALIGNED_ENVIRONMENTS | OPAQUE_ENVIRONMENTS
)
# Commands that define others: what follows them is no text of the page.
DEFINERS = _words(
    """newcommand renewcommand providecommand DeclareRobustCommand newenvironment renewenvironment newtheorem
    NewDocumentCommand RenewDocumentCommand ProvideDocumentCommand DeclareDocumentCommand NewDocumentEnvironment
    RenewDocumentEnvironment ProvideDocumentEnvironment DeclareDocumentEnvironment NewExpandableDocumentCommand
    newcolumntype AtBeginDocument AtEndDocument AddToHook AtBeginEnvironment AtEndEnvironment
    BeforeBeginEnvironment AfterEndEnvironment newtcolorbox NewTColorBox newenviron NewEnviron lstnewenvironment
    lstdefinestyle lstdefinelanguage lstset tikzset pgfplotsset tcbset hypersetup newlist setlist titleformat
    DeclareMathOperator DeclareUnicodeCharacter newunicodechar newmdenv declaretheorem DeclareCaptionFormat"""
)
PRIMITIVE_DEFINERS = _words("def edef gdef xdef")
# Commands whose (first) argument is read letter by letter.
ADDRESSES = _words("url nolinkurl path href")
VERBATIM_COMMANDS = _words("verb Verb lstinline mintinline spverb EscVerb")
# A file that uses one of these may hold braces that do not pair and still be right.
WILD = (
    "catcode bgroup egroup string expandafter futurelet csname scantokens ExplSyntaxOn iffalse else fi noexpand"
    " MakeShortVerb DefineShortVerb lstMakeShortInline SaveVerb cprotect uccode lccode detokenize meaning"
)
