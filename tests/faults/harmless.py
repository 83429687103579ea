# ruff: noqa: E501 - one variation a line, to be read as a table
"""Variations that are right: other ways to write the same, and more of what is there. None may be reported."""

from __future__ import annotations

import re
from collections.abc import Callable

from faults.data_edits import cell, entries, entry, raw_row, row, rows, value, yaml_line
from faults.data_edits import line as csv_line
from faults.edits import Text, both, gone, inside, new_file, pattern, raw, say, swap, whole
from faults.fault import Variation
from faults.project import Change, Edit, Project

_SECTIONS = "report/sections/*.tex.j2"
_ONE = "report/sections/outlook.tex.j2"
_MACROS = "report/sections/macros.tex.j2"
_MAIN = "report/main.tex.j2"
_CELLS = "report/tables/cells.tex.j2"
_ENTRIES = "report/bibliography/entries.tex.j2"
_TABLE = "report/tables/events.yaml"
_FIGURE = "report/figures/timeline.yaml"
_TOML = "report/report.toml"
_CLASS = "report/briefing.cls"
_WORKS = "bib/works.bib"
_EVENTS = "data/events.csv"
_GAPS = "data/gaps.yaml"
_JUDGEMENTS = "data/judgements.yaml"
_LOCK = "data/evidence.lock"
_TEXTS = (_ONE, _MACROS, _MAIN, _CELLS, _ENTRIES, _TABLE, _FIGURE, _TOML, _CLASS, _WORKS, _EVENTS, _GAPS, _LOCK)
_NAMES = "Łucja Żółć and Ødegård, Sævar and Đurić, Þóra and Şahin, Gökçe and Ñúñez, Begoña and Ěščřž, Ľubomír and Щербакова, Ёлка"


def _crlf(data: bytes) -> bytes:
    return data.replace(b"\n", b"\r\n")


def _bom(data: bytes) -> bytes:
    return b"\xef\xbb\xbf" + data


def _everywhere(make: Callable[[bytes], bytes], files: tuple[str, ...] = _TEXTS) -> Change:
    return both(*(raw(file, make) for file in files))


def _trailing(text: str) -> str:
    return re.sub(r"(?m)(\S)$", r"\1  ", text)


def _sorted_rows(text: str) -> str:
    """Put the rows of a CSV text in the reverse order; a group of rows stays where it is in none of our tables."""
    head, *body = text.rstrip("\n").split("\n")
    return "\n".join([head, *reversed(body), ""])


def _columns(text: str) -> str:
    """Put the columns of a CSV text in the reverse order."""
    found = rows(text)
    names = list(reversed(found[0]))
    return "\n".join([csv_line(names), *(csv_line([r[n] for n in names]) for r in found), ""])


def _quoted(text: str) -> str:
    """Quote every cell, as some programs do."""
    found = rows(text)
    lines = [[*found[0]], *([*r.values()] for r in found)]
    return "".join(",".join('"' + c.replace('"', '""') + '"' for c in cells) + "\n" for cells in lines)


def _blocks(text: str, start: str) -> str:
    """Put the records of a YAML list in the reverse order."""
    head, *parts = re.split(rf"(?m)^(?={start})", text)
    return head + "".join(part if part.endswith("\n") else f"{part}\n" for part in reversed(parts))


def _fields(text: str) -> str:
    """Put the fields of each record of a flat YAML list in the reverse order."""
    out: list[str] = []
    for part in re.split(r"(?m)^(?=- )", text):
        fields = re.findall(r"(?m)^[- ] \w+:.*\n", part)
        out.extend(f"{'- ' if n == 0 else '  '}{field[2:]}" for n, field in enumerate(reversed(fields)))
    return "".join(out)


def _bib(make: Text) -> Change:
    """Write the first entry of the works in another way."""
    return entry(make)


def _fields_of_an_entry(text: str) -> str:
    head, *fields = text.rstrip("\n}").split("\n")
    return "\n".join([head, *reversed(fields), "}", ""])


def _new_work(text: str) -> Change:
    """Add an entry that is cited by its own wish."""
    return entry(lambda old: f"{old}\n{text}")


def _one_line(text: str) -> str:
    return re.sub(r"\n\s*", " ", text.strip()) + "\n"


def _plain(key: str, author: str, kind: str = "book", more: str = "publisher = {Mole Press}") -> str:
    return f"@{kind}{{{key},\n  author = {{{author}}},\n  title = {{Piles and Tides, {key}}},\n  {more},\n  date = {{2020}},\n  options = {{nocite}},\n  keywords = {{cited}},\n}}\n"


def _renamed_section(project: Project) -> Edit:
    """Rename a section's file and label, in the main templates and where it is referred to as well."""
    text = project.text(_ONE).replace("sec:outlook", "sec:what-may-follow")
    call = '((( section("outlook") )))'
    mains = [name for name in project.named("report/*.tex.j2") if call in project.text(name)]
    main = both(*(swap(name, call, '((( section("what-may-follow") )))') for name in mains))
    asked = [name for name in project.files if name.endswith(".j2") and b'see("outlook"' in project.files[name]]
    others = [whole(name, lambda t: t.replace('see("outlook"', 'see("what-may-follow"')) for name in asked]
    return both(gone(_ONE), new_file("report/sections/what-may-follow.tex.j2", text), main, *others)(project)


def _new_section(project: Project) -> Edit:
    text = (
        "\\section{What is left to say?}\n\\label{sec:left}\n\nAs section~\\ref{sec:agreement} has it, views differ.\n"
    )
    main = swap(_MAIN, pattern(r"^\\appendixpart$"), '((( section("left") )))\n\\appendixpart')
    return both(new_file("report/sections/left.tex.j2", text), main)(project)


def _new_table(project: Project) -> Edit:
    text = (
        "records: positions\nwhere:\n  symbol: denies\ncaption: Some positions deny a proposition\ncolumns:\n- head: Document\n"
        "  field: document\n  width: 1\n- head: Words\n  field: phrase\n  width: 3\n- head: Source\n  field: cite\n  width: 1\n"
        "source: Documents as cited in each row\ndescription: Each position that denies a proposition, with its words and its source.\n"
    )
    use = say('((( ref("denials") ))) has those that deny.\n\n((( table("denials") )))', _ONE)
    return both(new_file("report/tables/denials.yaml", text), use)(project)


def _new_figure(project: Project) -> Edit:
    lanes = sorted({r["lane"] for r in rows(project.text(_EVENTS)) if r["label"]})
    text = (
        "kind: timeline\nrecords: events\nlabel: label\nlane: lane\nlanes:\n"
        + "".join(f"- {lane}\n" for lane in lanes)
        + "caption: The same events with their lanes in another order\nsource: Selected events from the chronology\n"
        "description: Timeline of selected events, in lanes that are sorted by their names.\n"
    )
    use = say('((( ref("lanes") ))) has the lanes sorted.\n\n((( figure("lanes") )))', _ONE)
    return both(new_file("report/figures/lanes.yaml", text), use)(project)


def _new_event(project: Project) -> Edit:
    """Add an event with the date and the passage of another one, in other words."""
    return row(
        "events.csv",
        lambda r: {**r, "id": "ev-again", "event": "This is the same thing in other words.", "label": "", "note": ""},
        lambda r: r["basis"] == "explicit",
    )(project)


def _typed_quotation(project: Project) -> Edit:
    quote = next(r["quote"] for r in rows(project.text("data/statements.csv")) if r["quote"].count(" ") >= 3)
    where = next(r["evidence"] for r in rows(project.text("data/statements.csv")) if r["quote"] == quote)
    return inside(f'Again: “{quote}”~((( cite("{where}") ))).')(project)


def _toml(make: Text) -> Change:
    return whole(_TOML, make)


_TABULAR = r"""\begin{center}
\begin{tabular}{@{}l>{\raggedright}p{3cm}r@{}}
\hline
one \& two & \textbf{three} & four\% \\[2pt]
\multicolumn{2}{l}{five} & \emph{six} \\
\hline
\end{tabular}
\end{center}"""

VARIATIONS = (
    # --- how files are written ---
    Variation(name="line ends of another system, in every kind of file", change=_everywhere(_crlf)),
    Variation(name="byte order mark, in every kind of file", change=_everywhere(_bom, tuple(f for f in _TEXTS if f != _CLASS))),
    Variation(name="no line end at the end, in every kind of file", change=_everywhere(lambda d: d.rstrip(b"\n"))),
    Variation(name="blank lines at the end, in every kind of file", change=_everywhere(lambda d: d + b"\n\n")),
    Variation(name="line ends and mark of another system in data", change=_everywhere(lambda d: _bom(_crlf(d)), (_EVENTS, _GAPS, _WORKS, _TOML, _ONE))),
    Variation(name="blanks at the ends of a section's lines", change=whole(_ONE, _trailing)),
    Variation(name="blanks at the ends of a YAML file's lines", change=whole(_GAPS, _trailing)),
    Variation(name="blanks at the ends of a .bib file's lines", change=whole(_WORKS, _trailing)),
    Variation(name="blanks at the ends of the settings' lines", change=whole(_TOML, _trailing)),
    Variation(name="comment in a section", change=say("((= 45 percent, “a quotation that nobody checks”, \\emph{ =))\nA word.")),
    Variation(name="comment of TeX in a section", change=say("% 45 percent of it, \\emph{ and $\nA word.")),
    Variation(name="comment of TeX at the end of a line", change=say("A word.% said in 2014 by $ {")),
    Variation(name="comment over several lines in a section", change=say("((= to be done:\nin 2014, 45 percent\n=))\nA word.")),
    Variation(name="comment in the main template", change=swap(_MAIN, pattern(r"^\\appendixpart$"), "% 12 annexes\n((= 12 annexes =))\n\\appendixpart")),
    Variation(name="comment in the cells", change=swap(_CELLS, pattern(r"\A"), "((= 45 percent =))\n")),
    Variation(name="comment in the templates of entries", change=swap(_ENTRIES, pattern(r"\A"), "((= a note =))\n")),
    Variation(name="comments in a table", change=whole(_TABLE, lambda t: f"# a note: [1\n{t.replace('columns:', '# another' + chr(10) + 'columns: # five')}")),
    Variation(name="comments in YAML records", change=whole(_JUDGEMENTS, lambda t: "# a note: [1\n" + t.replace("\n  basis:\n", "\n  # those for it\n  basis:\n", 1))),
    Variation(name="comments in the settings", change=_toml(lambda t: t.replace("[limits]", "# 12 [limit]\n[limits] # here"))),
    Variation(name="comments in the bibliography", change=swap(_WORKS, pattern(r"\A"), "@comment{a note, with {braces} and an = sign}\n% another @ sign\nfree text between the entries\n\n")),
    Variation(name="comment in the class", change=swap(_CLASS, pattern(r"^\\pagestyle\{briefing\}$"), "% 12 \\emph{ }\n\\pagestyle{briefing}")),
    Variation(name="comment in the lock", change=whole(_LOCK, lambda t: "# a line more\n" + t)),
    # --- the order of things ---
    Variation(name="events in another order", change=whole(_EVENTS, _sorted_rows)),
    Variation(name="glossary in another order", change=whole("data/glossary.csv", _sorted_rows)),
    Variation(name="notes in another order", change=whole("data/notes.csv", _sorted_rows)),
    Variation(name="columns in another order", change=whole(_EVENTS, _columns)),
    Variation(name="columns of the positions in another order", change=whole("data/positions.csv", _columns)),
    Variation(name="gaps in another order", change=whole(_GAPS, lambda t: _blocks(t, "- id:"))),
    Variation(name="fields of the gaps in another order", change=whole(_GAPS, _fields)),
    Variation(name="entries in another order", change=whole(_WORKS, lambda t: "\n".join(reversed([e[0] for e in entries(t)])))),
    Variation(name="fields of an entry in another order", change=_bib(_fields_of_an_entry)),
    Variation(name="keys of a table in another order", change=whole(_TABLE, lambda t: "".join(reversed(re.split(r"(?m)^(?=\w)", t))))),
    Variation(name="settings in another order", change=_toml(lambda t: "".join(reversed(re.split(r"(?m)^(?=\[)", t.split("\n", 2)[2]))))),
    Variation(name="tables after one another in another order", change=swap(_SECTIONS, pattern(r'^(\(\(\( table\("documents"\) \)\)\))\n\n(\(\(\( table\("reliability"\) \)\)\))$'), lambda m: f"{m[2]}\n\n{m[1]}")),
    # --- quoting and scalars ---
    Variation(name="every cell quoted", change=whole(_EVENTS, _quoted)),
    Variation(name="every cell of the notes quoted", change=whole("data/notes.csv", _quoted)),
    Variation(name="blanks around cells", change=raw_row("glossary.csv", lambda line: line.replace(",", " , ", 1), lambda r: not r["evidence"])),
    Variation(name="blank line between rows", change=whole(_EVENTS, lambda t: t.replace("\n", "\n\n", 1))),
    Variation(name="text in single quotes", change=value(_GAPS, "matters", lambda v: "'" + v.replace("'", "''") + "'")),
    Variation(name="text in double quotes", change=value(_GAPS, "matters", lambda v: '"' + v + '"')),
    Variation(name="text folded", change=yaml_line(_GAPS, "matters", lambda s: s.replace("matters: ", "matters: >-\n    ", 1))),
    Variation(name="text as a block", change=yaml_line(_GAPS, "matters", lambda s: s.replace("matters: ", "matters: |-\n    ", 1))),
    Variation(name="text over two lines", change=yaml_line(_GAPS, "matters", lambda s: re.sub(r" (?=\w+ \w+\.$)", "\n    ", s))),
    Variation(name="folded text with a line end", change=yaml_line(_JUDGEMENTS, "reason", lambda s: s.replace("reason: ", "reason: >\n    ", 1))),
    Variation(name="blanks behind a colon", change=yaml_line(_GAPS, "matters", lambda s: s.replace(": ", ":   ", 1))),
    Variation(name="columns of a table on one line", change=swap(_TABLE, pattern(r"^- head: Event\n  field: event$"), "- {head: Event, field: event}")),
    Variation(name="list of a figure on one line", change=swap(_FIGURE, pattern(r"^lanes:\n((?:- .*\n)+)"), lambda m: "lanes: [" + ", ".join(re.findall(r"- (.*)", m[1])) + "]\n")),
    Variation(name="documents' records without document mark", change=whole("data/documents.yaml", lambda t: f"---\n{t}")),
    Variation(name="settings in single quotes", change=_toml(lambda t: re.sub(r'^(number|status) = "(.*)"$', r"\1 = '\2'", t, flags=re.MULTILINE))),
    Variation(name="setting over several lines", change=_toml(lambda t: t.replace('["bib/documents.bib", "bib/works.bib"]', '[\n  "bib/documents.bib", # those held\n  "bib/works.bib",\n]'))),
    Variation(name="lists of works inline", change=_toml(lambda t: t.replace('[bibliography.lists]\ncorpus = "corpus"\nworks = "cited"\n', "").replace("[bibliography]\n", '[bibliography]\nlists = { corpus = "corpus", works = "cited" }\n'))),
    Variation(name="settings with dots", change=_toml(lambda t: t.replace('[bibliography.lists]\ncorpus = "corpus"\nworks = "cited"\n', "").replace("[bibliography]\n", '[bibliography]\nlists.corpus = "corpus"\nlists.works = "cited"\n'))),
    Variation(name="title over several quotes", change=_toml(lambda t: re.sub(r'^title = "(.*)"$', r'title = """\1"""', t, flags=re.MULTILINE))),
    Variation(name="whole numbers as decimals", change=_toml(lambda t: t.replace("timeout_s = 120", "timeout_s = 1_20.0").replace("overfull_pt = 1.0", "overfull_pt = 1"))),
    Variation(name="keys in quotes", change=_toml(lambda t: t.replace("serif-bold =", '"serif-bold" ='))),
    # --- odd but legal BibTeX ---
    Variation(name="entry on one line", change=_bib(_one_line)),
    Variation(name="entry in round brackets", change=_bib(lambda e: "(".join(e.split("{", 1)).rstrip("}\n") + ")\n")),
    Variation(name="entry without its last comma", change=_bib(lambda e: re.sub(r",\n\}\n$", "\n}\n", e))),
    Variation(name="type and fields in capitals", change=_bib(lambda e: re.sub(r"^@\w+", lambda m: m[0].upper(), re.sub(r"(?m)^  \w+ =", lambda m: m[0].upper(), e)))),
    Variation(name="no blanks around signs", change=_bib(lambda e: e.replace(" = ", "="))),
    Variation(name="values in quotes", change=_bib(lambda e: re.sub(r"(?m)^(  (?:langid|kind|date|related) = )\{(.*)\},$", r'\1"\2",', e))),
    Variation(name="number without braces", change=_bib(lambda e: re.sub(r"corpusnote = \{(\d+)\}", r"corpusnote = \1", e))),
    Variation(name="abbreviation", change=whole(_WORKS, lambda t: '@string{mp = "Mole Press"}\n\n' + t + "\n" + _plain("stern-a", "Stern, Olga", more="publisher = mp"))),
    Variation(name="abbreviation joined with text", change=whole(_WORKS, lambda t: '@string{mp = "Mole"}\n\n' + t + "\n" + _plain("stern-a", "Stern, Olga", more='publisher = mp # " Press"'))),
    Variation(name="preamble", change=swap(_WORKS, pattern(r"\A"), '@preamble{"\\newcommand{\\noopsort}[1]{}"}\n\n')),
    Variation(name="month and year", change=_new_work(_plain("stern-a", "Stern, Olga").replace("date = {2020}", "year = 2020,\n  month = mar"))),
    Variation(name="accents as TeX", change=_new_work(_plain("stern-a", r"M{\"u}ller, J{\'e}r{\^o}me and Nu{\~n}ez, {\O}ystein and {\v{S}}koda, {\L}ukasz"))),
    Variation(name="names with every accent", change=_new_work(_plain("stern-a", _NAMES))),
    Variation(name="particles and parts of names", change=_new_work(_plain("stern-a", "van der Berg, Jr., Jan and {World Bank} and O’Neill, Seán and d’Ormesson, Anne-Marie and others"))),
    Variation(name="braces that protect capitals", change=_bib(lambda e: re.sub(r"(?m)^  title = \{(\w+)", r"  title = {{\1}", e))),
    Variation(name="text over several lines", change=_bib(lambda e: re.sub(r"(?m)^(  annotation = \{\w+ \w+) ", r"\1\n    ", e))),
    Variation(name="tabs for blanks", change=_bib(lambda e: e.replace("\n  ", "\n\t"))),
    Variation(name="fields of our own", change=_bib(lambda e: e.replace(",\n", ",\n  file = {:/home/x.pdf:PDF},\n  abstract = {In 2014, 45 percent.},\n  mendeley-tags = {a,b},\n", 1))),
    Variation(name="dates of other forms", change=_new_work(_plain("stern-a", "Stern, Olga").replace("{2020}", "{2019-11/2020-02}") + "\n" + _plain("stern-b", "Stern, Olga").replace("{2020}", "{2018~}"))),
    Variation(name="children of one book", change=_new_work(_plain("stern-a", "Stern, Olga", more="publisher = {Mole Press},\n  isbn = {978-3-16-148410-0}") + "\n" + _plain("stern-b", "Stern, Olga", more="publisher = {Mole Press},\n  doi = {10.1000/xyz-123(4)}"))),
    # --- TeX in sections ---
    Variation(name="table by hand", change=say(_TABULAR)),
    Variation(name="verbatim words", change=say(r"A word \verb|{ $ & # _ %| and \texttt{x\_y}.")),
    Variation(name="mathematics", change=say("A word: $a_i^2 \\leq \\frac{b}{c}$ and\n\\[ x = \\sum_{i} y_i \\]\nand \\(z\\).")),
    Variation(name="footnote", change=inside(r"It is so.\footnote{As \emph{others} say, too.}")),
    Variation(name="definition of a command", change=say("\\newcommand\\said[2]{#1, \\emph{#2}}\n\\said{one}{two} says \\textit{so}.")),
    Variation(name="a paragraph in lines", change=swap(_ONE, pattern(r"^(?=[A-Z])[^\n(]{100,}?\. "), lambda m: re.sub(r" (?=\w+ \w+ \w+ )", "\n", m[0], count=3))),
    Variation(name="names, laws and lists in words", change=inside("The G20, the S-400, 5G, COVID-19, Article 5 and the CR929 are named; two presidents met, first of all in one hall.")),
    Variation(name="apostrophes, dashes, ellipses", change=inside("It’s Russia’s — or so … it is said – isn’t it?")),
    Variation(name="typographic marks of TeX", change=inside("It is Russia's --- or so \\ldots{} it is said -- isn't it?")),
    Variation(name="lengths and boxes", change=say("\\vspace{2mm}\\noindent\\parbox[t]{.5\\linewidth}{A word.}\\hfill\\rule{3cm}{0.4pt}")),
    Variation(name="a link", change=inside(r"See \href{https://example.org/a_b?c=1\&d=2\%20}{there} and \url{https://example.org/x_1}.")),
    Variation(name="place in a list that falls as its number rises", change=inside('In that ranking they fell from ((( literal("8") ))) to ((( literal("12") ))).')),
    Variation(name="share that is larger than another", change=inside('The share was ((( literal("130 per cent") ))) higher than before.')),
    Variation(name="table of another text", change=inside('Table 3 of the report by the board lists them; see Table 2 there~((( cite("D1#p2") ))).')),
    Variation(name="number from a record in arithmetic", change=inside('That is ((( count("events") ))) events and ((( literal("12") ))) plants.')),
    Variation(name="expression over two lines", change=swap(_SECTIONS, re.compile(r'\(\(\( (when|ref)\(("[\w-]+")\) \)\)\)'), lambda m: f"((( {m[1]}(\n  {m[2]}\n) )))")),
    Variation(name="single quotes in calls", change=swap(_SECTIONS, re.compile(r'(when|ref)\("([\w-]+)"\)'), lambda m: f"{m[1]}('{m[2]}')")),
    Variation(name="statements that take the blanks away", change=say('((*- set word = "word" -*))\nA ((( word ))).\n((*- if word *)) So it is.((* endif -*))')),
    Variation(name="the same citation twice", change=inside('So it is~((( cite("D3#p5") ))), again~((( cite("D3#p5", "D3:4") ))).')),
    Variation(name="true quotation, typed and cited", change=_typed_quotation),
    Variation(name="letters with accents", change=inside("Łódź, Škoda, Ångström, Çelik, Nuñez, Dvořák, Þór, Ősz, Москва, Київ, Łeba.")),
    Variation(name="characters of a keyboard in code", change=inside(r"A sign \& a sign \# a sign \_ a sign \{ a sign \} a sign \textasciitilde.")),
    Variation(name="label of our own, with a reference", change=say(r"\phantomsection\label{txt:own}See page~\pageref{txt:own}.")),
    # --- details of sentences in other words ---
    Variation(name="names of a list in another order", change=swap(_SECTIONS, re.compile(r"\bD2 and D5\b"), "D5 and D2")),
    Variation(name="initial for a given name", change=swap(_SECTIONS, "Yury Borisov", "Y. Borisov")),
    Variation(name="number in figures of a caption", change=swap("report/tables/documents.yaml", "one of the five documents", "1 of the 5 documents")),
    Variation(name="arguments in another order", change=swap(_SECTIONS, re.compile(r'count\("positions", proposition="p1", symbol="affirms"\)'), 'count("positions", symbol="affirms", proposition="p1")')),
    Variation(name="sentence in other words", change=swap(_SECTIONS, "None of the three names a source.", "A source is named by none of these.")),
    # --- more of what is there ---
    Variation(name="section renamed", change=_renamed_section),
    Variation(name="section added", change=_new_section),
    Variation(name="table added", change=_new_table),
    Variation(name="figure added", change=_new_figure),
    Variation(name="event added", change=_new_event, relock=True),
    Variation(name="note of a record added", change=cell("events.csv", "note", "A remark of ours.", lambda r: not r["note"]), relock=True),
    Variation(name="office shortened", change=cell("statements.csv", "office", lambda o: o.replace("Russian ", ""), lambda r: r["office"].startswith("Russian Deputy")), relock=True),
    Variation(name="date of a status in the year alone", change=cell("projects.csv", "status_date", lambda d: d[:4], lambda r: r["status_date"][4:5] == "-"), relock=True),
    Variation(name="gap added", change=whole(_GAPS, lambda t: t + "- id: gap-more\n  question: What else is there?\n  matters: It is open.\n  checked: All of the texts.\n  answer: Another text.\n"), relock=True),
    Variation(name="record taken out", change=swap(_EVENTS, pattern(r"^ev-sco-founded,.*\n"), ""), relock=True),
    Variation(name="column that may be left out", change=whole("data/glossary.csv", lambda t: "\n".join([csv_line([*(found := rows(t))[0], "via"]), *(csv_line([*r.values(), ""]) for r in found), ""]))),
    Variation(name="title of the report changed", change=swap(_TOML, pattern(r'^title = ".*"$'), 'title = "A partnership & its limits: 100 % “declared”, #1"')),
    Variation(name="paraphrase in other words", change=cell("statements.csv", "gist", lambda g: g.replace("Says", "States").replace("Expects", "Foresees"), lambda r: r["gist"].startswith(("Says", "Expects"))), relock=True),
)  # fmt: skip
