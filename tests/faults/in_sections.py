# ruff: noqa: E501 - one fault a line, to be read as a table
"""Faults of the sections as templates: calls, names, references, structure."""

from __future__ import annotations

import re

from faults.edits import argument, inside, misspelt, pattern, say, swap, whole
from faults.fault import Fault
from faults.project import HERE, Edit, Project, Spot, joined, placed, searched

_SECTIONS = "report/sections/*.tex.j2"
_MACROS = "report/sections/macros.tex.j2"
_MAIN = "report/main.tex.j2"


def _label_again(project: Project) -> Edit:
    """Copy the label of the first section into the last; that one is reported."""
    first, hit = searched(project, _SECTIONS, pattern(r"^\\label\{[^}]*\}$"))
    last, other = searched(project, _SECTIONS, pattern(r"^\\label\{[^}]*\}$"), -1)
    main = project.text(_MAIN)
    order = [main.index(f'section("{name.split("/")[-1].split(".")[0]}")') for name in (first, last)]
    text = project.text(last)
    both = placed(last, f"{text[: other.end()]}\n{HERE}{hit[0]}{text[other.end() :]}")
    if order[0] < order[1]:
        return both
    return Edit(files=both.files, spots=(*placed(first, project.text(first), hit.start()).spots,))


def _section_left_out(project: Project) -> Edit:
    """Take a section out of the main template; seen there, or at the file that nothing includes any more."""
    made = swap(_MAIN, pattern(r'^\(\(\( section\("gaps"\) \)\)\)\n'), "")(project)
    left = ("report/sections/gaps.tex.j2", "report/tables/gaps.yaml")  # another product may still have the section
    return joined([made], (*made.spots, Spot(file=_MAIN), *(Spot(file=name) for name in left)))


FAULTS = (
    # --- what is left of a tag, and commands ---
    Fault(name="opening of a value lost", change=swap(_SECTIONS, re.compile(r'\(\(\( (ref\("[^"]+"\) \)\)\))'), lambda m: m[1]), codes=("SEC502",)),
    Fault(name="bracket of a value lost", change=swap(_SECTIONS, re.compile(r'\(\(\( (ref\("[^"]+"\) \)\)\))'), lambda m: f"(( {m[1]}"), codes=("SEC502",)),
    Fault(name="bracket too many behind a value", change=swap(_SECTIONS, re.compile(r'\(\(\( cite\("[^"]+"\) \)\)\)'), lambda m: m[0] + ")", 2), codes=("SEC502",)),
    Fault(name="opening of an import lost", change=swap(_SECTIONS, re.compile(r"\(\(\* (from )"), lambda m: m[1]), codes=("SEC502",)),
    Fault(name="paragraph misspelt", change=swap(_SECTIONS, r"\paragraph{", r"\paragrpah{"), codes=("SEC532",)),
    Fault(name="emph misspelt", change=swap(_SECTIONS, r"\emph{", r"\emhp{"), codes=("SEC532",)),
    Fault(name="begin misspelt", change=swap(_SECTIONS, r"\begin{itemize}", r"\beign{itemize}"), codes=("SEC532",)),
    Fault(name="item misspelt", change=swap(_SECTIONS, r"\item ", r"\itme "), codes=("SEC532",)),
    # --- what is asked for does not exist ---
    Fault(name="fact: id misspelt", change=argument("fact", misspelt), codes=("SEC505",)),
    Fault(name="when: id misspelt", change=argument("when", misspelt), codes=("SEC505",)),
    Fault(name="quote: id misspelt", change=argument("quote", misspelt), codes=("SEC505",)),
    Fault(name="quote: index too high", change=swap(_SECTIONS, re.compile(r'quote\("([\w/.-]+)\.(\d+)"'), lambda m: f'quote("{m[1]}.99"'), codes=("SEC505",)),
    Fault(name="record: id misspelt", change=argument("record", misspelt), codes=("SEC505",)),
    Fault(name="count: kind misspelt", change=argument("count", misspelt), codes=("SEC505",)),
    Fault(name="count: field misspelt", change=swap(_SECTIONS, pattern(r'count\("positions", symbol='), 'count("positions", symbl='), codes=("SEC505",)),
    Fault(name="count: value that no record has", change=swap(_SECTIONS, pattern(r'count\("positions", symbol="affirms"'), 'count("positions", symbol="afirms"'), codes=("SEC5", "CHK8")),
    Fault(name="records: kind misspelt", change=swap(_SECTIONS, pattern(r'in records\("summaries"\)'), 'in records("summarys")'), codes=("SEC505",)),
    Fault(name="cite: id misspelt", change=argument("cite", misspelt, nth=0), codes=("SEC504", "SEC505")),
    Fault(name="cite: paragraph that does not exist", change=swap(_SECTIONS, re.compile(r'cite\("(D\d)#p\d+"'), lambda m: f'cite("{m[1]}#p999"'), codes=("SEC504", "REC210")),
    Fault(name="cite: note that does not exist", change=swap(_SECTIONS, re.compile(r'cite\("(D\d#p\d+); D\d#n\d+"'), lambda m: f'cite("{m[1]}; D3#n999"'), codes=("SEC504", "REC210")),
    Fault(name="cite: document that does not exist", change=swap(_SECTIONS, re.compile(r'cite\("D\d#(p\d+)"'), lambda m: f'cite("D99#{m[1]}"'), codes=("SEC504", "REC210")),
    Fault(name="cite: malformed locator", change=swap(_SECTIONS, re.compile(r'cite\("(D\d)#p(\d+)"'), lambda m: f'cite("{m[1]}#{m[2]}"'), codes=("SEC504", "REC209")),
    Fault(name="cite: locators joined by a comma", change=swap(_SECTIONS, re.compile(r'cite\("(D\d#p\d+); (D\d#p\d+)'), lambda m: f'cite("{m[1]}, {m[2]}'), codes=("SEC504", "REC209")),
    Fault(name="cite: key of a work misspelt", change=inside('So it is said~((( cite("D3:4x") ))).'), codes=("SEC504",)),
    Fault(name="raw cite: key misspelt", change=inside(r"So it is said~\cite{nobody-2020}."), codes=("SEC504",)),
    Fault(name="table: id misspelt", change=argument("table", misspelt), codes=("SEC506",)),
    Fault(name="figure: id misspelt", change=argument("figure", misspelt), codes=("SEC506",)),
    Fault(name="ref: id misspelt", change=argument("ref", misspelt), codes=("SEC506",)),
    Fault(name="bibliography: list misspelt", change=argument("bibliography", misspelt), codes=("SEC506",)),
    Fault(name="reference misspelt", change=swap(_SECTIONS, re.compile(r'see\("([a-z]+)"'), lambda m: f'see("{misspelt(m[1])}"'), codes=("SEC501",)),
    Fault(name="reference by hand misspelt", change=swap(_SECTIONS, re.compile(r'\(\(\( see\("([a-z]+)"[^()]*\) \)\)\)'), lambda m: rf"section~\ref{{sec:{misspelt(m[1])}}}"), codes=("SEC511",)),
    Fault(name="reference to nowhere", change=inside(r"See section~\ref{sec:elsewhere}."), codes=("SEC511",)),
    Fault(name="label twice in one section", change=say(r"\label{sec:twice}One thing." + "\n\n" + HERE + r"\label{sec:twice}Another thing."), codes=("TEX607",)),
    Fault(name="label of another section", change=_label_again, codes=("TEX607",)),
    # --- what templates are made of ---
    Fault(name="expression without its end", change=swap(_SECTIONS, pattern(r'(\(\(\( ref\("[^"]+"\)) \)\)\)'), lambda m: HERE + m[1]), codes=("SEC502",)),
    Fault(name="expression with a bracket too few", change=swap(_SECTIONS, pattern(r'(\(\(\( when\("[^"]+"\)) \)\)\)'), lambda m: HERE + m[1] + " ))"), codes=("SEC502",)),
    Fault(name="expression without a bracket at its start", change=swap(_SECTIONS, pattern(r"\(\(\((?= fact\()"), HERE + "(("), codes=("SEC5",)),
    Fault(name="expression in another language's brackets", change=swap(_SECTIONS, pattern(r'\(\(\( (when\("[^"]+"\)) \)\)\)'), lambda m: f"{HERE}{{{{ {m[1]} }}}}"), codes=("SEC5",)),
    Fault(name="expression with round brackets missing in the call", change=swap(_SECTIONS, pattern(r'when\("([^"]+)"\)'), lambda m: f'{HERE}when("{m[1]}"'), codes=("SEC502",)),
    Fault(name="string without its end", change=swap(_SECTIONS, pattern(r'when\("([^"]+)"\)'), lambda m: f'{HERE}when("{m[1]})'), codes=("SEC502",)),
    Fault(name="curly quotes in a call", change=swap(_SECTIONS, pattern(r'when\("([^"]+)"\)'), lambda m: f"{HERE}when(“{m[1]}”)"), codes=("SEC502",)),
    Fault(name="comment without its end", change=say(f"{HERE}((= to be done"), codes=("SEC502",)),
    Fault(name="loop without its end", change=swap(_SECTIONS, pattern(r"^(\(\(\* for \w+ in records\([^\n]*)\n((?:.*\n)*?)\(\(\* endfor \*\)\)\n(?=\\end|\Z)"), lambda m: f"{HERE}{m[1]}\n{m[2]}"), codes=("SEC502",)),
    Fault(name="condition without its end", change=say("((* if report.status *))\nA word."), codes=("SEC502",)),
    Fault(name="end of a loop too many", change=say("A word.\n" + HERE + "((* endfor *))"), codes=("SEC502",)),
    Fault(name="unknown statement", change=say("((* fro x in [] *))((* endfor *))"), codes=("SEC502",)),
    Fault(name="macro without its end", change=swap(_MACROS, pattern(r"^(\(\(\* macro judged(?:.*\n)*?)\(\(\* endmacro \*\)\)\n"), lambda m: HERE + m[1]), codes=("SEC502",)),
    Fault(name="unknown function", change=inside('It was ((( facts("x") ))).'), codes=("SEC503",)),
    Fault(name="unknown name", change=inside("This is ((( reprot.title )))."), codes=("SEC503",)),
    Fault(name="unknown text of the cover", change=inside("This is ((( report.titel )))."), codes=("SEC503",)),
    Fault(name="unknown field of a record", change=swap(_SECTIONS, pattern(r"\)\.period \)\)\)"), ").perod )))"), codes=("SEC503",)),
    Fault(name="unknown field in a loop", change=swap(_SECTIONS, pattern(r"\(\(\( summary\.question \)\)\)"), "((( summary.qestion )))"), codes=("SEC503",)),
    Fault(name="unknown filter", change=swap(_SECTIONS, pattern(r"\.id\|upper"), ".id|uper"), codes=("SEC502",)),
    Fault(name="import of a macro that is not there", change=swap(_SECTIONS, pattern(r"import spelt \*"), "import spellt *"), codes=("SEC503", "SEC5")),
    Fault(name="import left out", change=swap(_SECTIONS, pattern(r"\A\(\(\* from [^\n]*import judged \*\)\)\n((?:.*\n)*?)(.*judged\()"), lambda m: m[1] + HERE + m[2]), codes=("SEC503",)),
    Fault(name="import from a file that is not there", change=swap(_SECTIONS, pattern(r"macros\.tex\.j2"), "macro.tex.j2"), codes=("SEC501",)),
    Fault(name="unknown argument", change=swap(_SECTIONS, "cite=False", "cites=False"), codes=("SEC512", "SEC5")),
    Fault(name="misspelt constant", change=swap(_SECTIONS, "cite=False", "cite=Flase"), codes=("SEC503",)),
    Fault(name="call without its argument", change=inside("It was ((( when() )))."), codes=("SEC512", "SEC5")),
    Fault(name="number in the place of an id", change=inside("So it is~((( cite(3) )))."), codes=("SEC5",)),
    Fault(name="macro called with too many arguments", change=swap(_SECTIONS, pattern(r'judged\(record\("([^"]+)"\)\)'), lambda m: f'judged(record("{m[1]}"), 2, 3)'), codes=("SEC512", "SEC5")),
    Fault(name="a record printed whole", change=swap(_SECTIONS, pattern(r'\(\(\( record\("([^"]+)"\)\.period \)\)\)'), lambda m: f'((( record("{m[1]}") )))'), codes=("SEC507",)),
    Fault(name="texts joined by a tilde", change=inside('See ((( "a" ~ report.title ))).'), codes=("SEC509",)),
    Fault(name="a thing that is not allowed", change=inside("See ((( report.__class__ )))."), codes=("SEC508", "SEC503")),
    Fault(name="a section that includes itself", change=swap("report/sections/methods.tex.j2", pattern(r"^\\label\{sec:methods\}$"), "\\label{sec:methods}\n" + HERE + '((( section("methods") )))'), codes=("SEC5",)),
    # --- TeX that can be told wrong without an engine ---
    Fault(name="brace without its end", change=inside(r"It is \emph{most of it."), codes=("SEC5",)),
    Fault(name="brace that ends nothing", change=inside("It is most} of it."), codes=("SEC5",)),
    Fault(name="environment without its end", change=swap(_SECTIONS, pattern(r"^\\begin\{answer\}\n(.*\n)\\end\{answer\}\n"), lambda m: f"{HERE}\\begin{{answer}}\n{m[1]}"), codes=("SEC5",)),
    Fault(name="environment without its beginning", change=swap(_SECTIONS, pattern(r"^\\begin\{answer\}\n(.*\n)(\\end\{answer\}\n)"), lambda m: f"{m[1]}{HERE}{m[2]}"), codes=("SEC5",)),
    Fault(name="list without its end", change=swap(_SECTIONS, pattern(r"^(\\begin\{itemize\}\n(?:.*\n)*?)\\end\{itemize\}\n"), lambda m: HERE + m[1]), codes=("SEC5",)),
    Fault(name="end of another environment", change=swap(_SECTIONS, pattern(r"^\\end\{answer\}$"), r"\end{panel}"), codes=("SEC5",)),
    Fault(name="end of an environment misspelt", change=swap(_SECTIONS, pattern(r"^\\end\{itemize\}$"), r"\end{itemzie}"), codes=("SEC5",)),
    Fault(name="dollar sign of a sum of money", change=inside("It cost a $ more than before."), codes=("SEC5",)),
    Fault(name="underscore", change=inside("The file state_media was kept."), codes=("SEC5",)),
    Fault(name="ampersand", change=inside("They spend much on R&D and on ships."), codes=("SEC5",)),
    Fault(name="hash", change=inside("It stands in paper #b of the file."), codes=("SEC5",)),
    Fault(name="bare percent sign", change=inside("Most % of it was lost to the reader."), codes=("SEC513",), open_="nothing tells it from a comment of TeX"),
    Fault(name="end of the document in a section", change=say(r"\end{document}"), codes=("PDF701",), follow=("SEC5",)),
    Fault(name="end of input in a section", change=say(r"\endinput"), codes=("PDF701",)),
    # --- characters that no font has ---
    Fault(name="Thai characters", change=inside("It is called ไทย there."), codes=("TEX608",)),
    Fault(name="emoji", change=inside("All went well 🧿 again."), codes=("TEX608",)),
    Fault(name="Tamil letters", change=inside("It is called தமிழ் there."), codes=("TEX608",)),
    Fault(name="Thai in a partial", change=swap(_MACROS, "Confidence:", f"{HERE}ไทย Confidence:"), codes=("TEX608",)),
    Fault(name="replacement character of a bad conversion", change=inside("The Minist\ufffdre said so."), codes=("TEX608", "SEC5")),
    # --- the main template ---
    Fault(name="main: section misspelt", change=argument("section", misspelt, _MAIN), codes=("SEC501",), follow=("SEC511",)),
    Fault(name="main: section twice", change=swap(_MAIN, pattern(r'^\(\(\( section\("scope"\) \)\)\)$'), lambda m: f"{m[0]}\n{HERE}{m[0]}"), codes=("TAB309", "TEX607")),
    Fault(name="main: section left out", change=_section_left_out, codes=("SEC5", "CHK8", "TAB3"), follow=("SEC5", "CHK8")),
    Fault(name="main: closing line left out", change=whole(_MAIN, lambda text: text.replace("((( report_end() )))\n", "")), codes=("SEC506",)),
    Fault(name="main: closing line before the last section", change=swap(_MAIN, pattern(r'^(\(\(\( section\("\w+"\) \)\)\)\n)(\(\(\( report_end\(\) \)\)\)\n)'), lambda m: HERE + m[2] + m[1]), codes=("SEC5", "PDF701")),
    Fault(name="main: document never begins", change=swap(_MAIN, pattern(r"^\\begin\{document\}\n"), ""), codes=("SEC5", "TEX6"), open_="its end is what is told"),
    Fault(name="main: document never ends", change=swap(_MAIN, pattern(r"^(\\begin\{document\}\n(?:.*\n)*?)\\end\{document\}\n"), lambda m: HERE + m[1].rstrip("\n") + HERE + "\n"), codes=("SEC5", "TEX6")),
    Fault(name="main: no class", change=swap(_MAIN, pattern(r"^\\documentclass\{briefing\}\n"), HERE), codes=("SEC5", "TEX6", "CFG")),
    Fault(name="main: another class", change=swap(_MAIN, pattern(r"^\\documentclass\{briefing\}"), r"\documentclass{brefing}"), codes=("SEC5", "TEX603", "CFG"), open_="TeX tells it, in the build"),
)  # fmt: skip
