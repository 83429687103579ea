# ruff: noqa: E501 - one fault a line, to be read as a table
"""Faults of what the sections say: numbers, quotations, estimative words, arithmetic, names, acronyms."""

from __future__ import annotations

import re

from faults.data_edits import rows
from faults.edits import inside, other_word, pattern, say, swap
from faults.fault import Fault
from faults.project import HERE, Change, Edit, Project, lost

_NAKED = ("CHK801",)
_DETAIL = ("CHK828",)
_PAGES = "report/sections/*.tex.j2"
_MACROS = "report/sections/macros.tex.j2"
_MAIN = "report/main.tex.j2"


def _typed_from_a_record(opening: str, closing: str) -> Change:
    """Type the quotation of a statement into a section, with one word changed."""

    def change(project: Project) -> Edit:
        texts = rows(project.text("data/statements.csv"))
        quote = next((row["quote"] for row in texts if row["quote"].count(" ") >= 4), None) or lost("no long quotation")
        return say(f"One speaker called it {opening}{other_word(quote)}{closing}.")(project)

    return change


def _misspelt_name(project: Project) -> Edit:
    """Write the name of a speaker of two words with one letter doubled."""
    names = [row["speaker"] for row in rows(project.text("data/statements.csv"))]
    name = next((n for n in names if re.fullmatch(r"[A-Z][a-z]{4,} [A-Z][a-z]{5,}", n)), None) or lost("no name")
    return say(f"The remark of {name[:-3]}{name[-3]}{name[-3:]} stands apart.")(project)


FAULTS = (
    # --- numbers that belong to no record ---
    Fault(name="percentage typed", change=inside("The share was 37 percent."), codes=_NAKED),
    Fault(name="percentage with an escaped sign", change=inside(r"The share was 37\,\% then."), codes=_NAKED),
    Fault(name="year typed", change=inside("In 2014 the mood changed."), codes=_NAKED),
    Fault(name="date typed", change=inside("The list came out on 12 March 2021 in the evening."), codes=_NAKED),
    Fault(name="sum of money typed", change=inside(r"It cost \$2 billion a year."), codes=_NAKED),
    Fault(name="sum of money in words", change=inside("It cost two billion dollars a year."), codes=_NAKED),
    Fault(name="percentage in words", change=inside("They hold thirty-five per cent of the market."), codes=_NAKED),
    Fault(name="range typed", change=inside("Some 10–12 plants were planned."), codes=_NAKED),
    Fault(name="decimal typed", change=inside("Output grew by a factor of 3.5 in that time."), codes=_NAKED),
    Fault(name="number with separators typed", change=inside("It employs 1,200 people."), codes=_NAKED),
    Fault(name="number typed in an item", change=swap("report/sections/*.tex.j2", pattern(r"^(\\item .*)$"), lambda m: f"{m[1]} Another {HERE}48 ships are planned."), codes=_NAKED),
    Fault(name="number typed in an answer", change=swap("report/sections/*.tex.j2", pattern(r"^\\begin\{answer\}\n(.*)$"), lambda m: f"{m[0]} They met {HERE}27 times."), codes=_NAKED),
    Fault(name="number typed in a footnote", change=inside(r"The road is long.\footnote{It runs for 45 kilometres.}"), codes=_NAKED),
    Fault(name="number typed in emphasis", change=inside(r"It is \emph{some 45 kilometres} long."), codes=_NAKED),
    Fault(name="number typed in a title", change=swap("report/sections/*.tex.j2", pattern(r"^\\section\{([^()\n]*)\?\}$"), lambda m: f"\\section{{{HERE}{m[1]} in 17 years?}}"), codes=_NAKED),
    Fault(name="number typed in a partial", change=swap(_MACROS, "Confidence:", f"{HERE}Of 14 texts, confidence:"), codes=_NAKED),
    Fault(name="number typed in the main template", change=swap(_MAIN, pattern(r"^\\appendixpart$"), "\\appendixpart\nThere are " + HERE + "12 annexes."), codes=_NAKED),
    Fault(name="number beside one that is right", change=swap("report/sections/*.tex.j2", pattern(r'^(.*\(\(\( fact\("[^"]+"\) \)\)\))(.*)$'), lambda m: f"{HERE}{m[1]} and 61 others{m[2]}"), codes=_NAKED),
    # --- quotations that stand in no source ---
    Fault(name="invented quotation", change=inside("He called it “a purple bridge to nowhere at all”."), codes=("CHK802",)),
    Fault(name="invented quotation in TeX's marks", change=inside("He called it ``a purple bridge to nowhere at all''."), codes=("CHK802",)),
    Fault(name="invented quotation in guillemets", change=inside("He called it «a purple bridge to nowhere at all»."), codes=("CHK802",)),
    Fault(name="invented quotation in low marks", change=inside("He called it „a purple bridge to nowhere at all“."), codes=("CHK802",)),
    Fault(name="invented quotation in straight marks", change=inside('He called it "a purple bridge to nowhere at all".'), codes=("CHK802",)),
    Fault(name="invented quotation by a command", change=inside(r"He called it \enquote{a purple bridge to nowhere at all}."), codes=("CHK802",), follow=("TEX602",)),
    Fault(name="invented block quotation", change=say(f"He said:\n\\begin{{quote}}\n{HERE}A purple bridge leads to nowhere at all.\n\\end{{quote}}"), codes=("CHK802",)),
    Fault(name="quotation typed with one word changed", change=_typed_from_a_record("“", "”"), codes=("CHK802",)),
    Fault(name="invented quotation in a partial", change=swap(_MACROS, "Confidence:", f"{HERE}It is “a purple bridge to nowhere”. Confidence:"), codes=("CHK802",)),
    # --- estimative words ---
    Fault(name="likelihood and confidence in one sentence", change=inside("It is likely, with moderate confidence, that this goes on."), codes=("CHK803",)),
    Fault(name="confidence and likelihood in one sentence", change=inside("We judge with high confidence that a break is very unlikely."), codes=("CHK803",)),
    Fault(name="likelihood and confidence joined in a partial", change=swap(_MACROS, " Confidence: ((( judgement.confidence ))).", " This holds with" + HERE + " ((( judgement.confidence ))) confidence and is likely."), codes=("CHK803",), open_="the sentence has no judgement of its own"),
    Fault(name="likelihood off the scale", change=inside("We judge that it is highly likely that this goes on."), codes=("CHK804",)),
    # --- arithmetic ---
    Fault(name="sum that does not hold", change=inside('A survey counted ((( literal("12") ))) plants and ((( literal("15") ))) mines, together ((( literal("29") ))) sites.'), codes=("CHK805",)),
    Fault(name="share that does not hold", change=inside('Of these, ((( literal("12 of 48") ))) ({}((( literal("20 per cent") )))) were closed.'), codes=("CHK805",)),
    Fault(name="growth that does not hold", change=inside('Output rose from ((( literal("40") ))) to ((( literal("50") ))) units, an increase of ((( literal("20 per cent") ))).'), codes=("CHK805",)),
    Fault(name="conversion that does not hold", change=inside('The line is ((( literal("100 km") ))) ({}((( literal("52 miles") )))) long.'), codes=("CHK805",)),
    Fault(name="half that is none", change=inside('Half of the ((( literal("30") ))) stations, ((( literal("12") ))), were closed.'), codes=("CHK805",), open_="a fraction is taken for a round one"),
    Fault(name="count that rises and falls", change=inside('The number of plants rose from ((( literal("48") ))) to ((( literal("31") ))) in that time.'), codes=("CHK805",)),
    Fault(name="share of more than all", change=inside('They held a share of ((( literal("130 per cent") ))) of exports.'), codes=("CHK805",)),
    # --- references ---
    Fault(name="number of a table typed", change=inside("Table 3 lists them, one by one."), codes=("CHK818",)),
    Fault(name="number of a figure typed", change=inside("It stands apart (see Figure 1)."), codes=("CHK818",)),
    # --- who said it ---
    Fault(name="document named that is not the one cited", change=inside('D1 says that the plan is sound~((( cite("D2#p3") ))).'), codes=("CHK826",)),
    Fault(name="document named in the place of the one cited", change=swap("report/sections/*.tex.j2", "D4 says that China treats", "D1 says that China treats"), codes=("CHK826",)),
    Fault(name="title of another office", change=swap("report/sections/*.tex.j2", "a Russian deputy prime minister,", "the Russian prime minister,"), codes=("CHK827",)),
    Fault(name="ambassador to elsewhere", change=swap("report/sections/*.tex.j2", "ambassador to the EU,", "ambassador to the UN,"), codes=("CHK827",)),
    Fault(name="given name of somebody else", change=swap("report/sections/*.tex.j2", "Yury Borisov", "Boris Borisov"), codes=("CHK827",)),
    # --- details that no record has, against the lock ---
    Fault(name="count in words altered", change=swap(_PAGES, pattern(r"^(.*)\bTwo (?=[a-z]+ )"), lambda m: f"{m[1]}Three "), codes=_DETAIL),
    Fault(name="direction turned round", change=swap(_PAGES, pattern(r"^(.*)\bexports to China\b"), lambda m: f"{m[1]}imports from China"), codes=_DETAIL),
    Fault(name="not taken out", change=swap(_PAGES, pattern(r"^(.*)\bdo not\b"), lambda m: f"{m[1]}do"), codes=_DETAIL),
    Fault(name="prefix that negates taken out", change=swap(_PAGES, pattern(r"^(.*)\bunsigned\b"), lambda m: f"{m[1]}signed"), codes=_DETAIL),
    Fault(name="all for most", change=swap(_PAGES, pattern(r"^(.*)\bmost of what\b"), lambda m: f"{m[1]}all of what"), codes=_DETAIL),
    Fault(name="side exchanged", change=swap(_PAGES, pattern(r"^(.* )Chinese companies\b"), lambda m: f"{m[1]}Russian companies"), codes=_DETAIL),
    Fault(name="document too many in a list", change=swap(_PAGES, pattern(r"^(.*)\bOnly D2 bears\b"), lambda m: f"{m[1]}Only D2 and D3 bear"), codes=_DETAIL),
    Fault(name="neighbouring passage cited", change=swap(_PAGES, 'cite("D4#p7")', 'cite("D4#p6")'), codes=_DETAIL),
    Fault(name="record of another quantity printed", change=swap(_PAGES, 'fact("ind-imports-share-2022", cite=False)', 'fact("ind-exports-share-2022", cite=False)'), codes=_DETAIL),
    Fault(name="other records counted", change=swap(_PAGES, pattern(r'^(.*count\("positions", proposition="p1", symbol=)"affirms"'), lambda m: f'{m[1]}"qualified"'), codes=_DETAIL),
    Fault(name="literal number altered", change=swap(_PAGES, 'literal("5 and 6")', 'literal("4 and 5")'), codes=_DETAIL),
    # --- names ---
    Fault(name="name of a speaker misspelt", change=_misspelt_name, codes=("CHK816",)),
    Fault(name="acronym that nothing explains", change=inside("The QZXR objected to the plan."), codes=("CHK815",)),
)  # fmt: skip
