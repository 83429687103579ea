"""A small report of our own: two invented documents about a ferry, and everything made from them.

Nothing here is wrong: no stage has anything to say about it, save that D2 states no author. Tests
change one thing and look at what is said then.
"""

from __future__ import annotations

import hashlib
from functools import cache

from memory import ROOT, SOURCES, MemoryTools

from reportgen.documents import load_documents
from reportgen.documents.read import Wanted
from reportgen.records import load_records
from reportgen.records.evidence import lock_of
from reportgen.records.lock import LOCK_FILE, Lock, write_lock

MINUTES = """\
Minutes of the Ferry Board

Written down by Ada Quill, 12 March 2021
The board met on 12 March 2021 in the boat house at Tarn. Ada Quill took the chair.
Traffic has grown by 5 percent since 2019, she said, and the new quay has cost $2 million.
“We will not sell the old boat,” the chair told the meeting.
"""
LETTER = """\
A letter about the quay
In June 2021 the ferry carried 1,200 passengers a day.[1]
Boris Vale calls the quay “a costly mis-take”. He expects it to close in 2025/26.
Its builder sees five per cent more traffic every year.[2]

[1] Ferry Company, Heads Counted on the Water, 4 July 2021, http://example.org/heads
[2] Olga Stern, Piles and Tides. Tarn: Mole Press, 2020
"""

_DATA = {
    "documents.yaml": f"""\
- id: D1
  file: minutes.txt
  sha256: {hashlib.sha256(MINUTES.encode()).hexdigest()}
  words: "67"
  title: Minutes of the Ferry Board
  author: Ada Quill
  issued: 2021-03-12
  outlet: Ferry Board
  genre: minutes
  completeness: complete
  notes: "0"
  grade: B
  grade_reason: written down at the meeting
  descriptor: Minutes of one meeting.
- id: D2
  file: letter.txt
  sha256: {hashlib.sha256(LETTER.encode()).hexdigest()}
  words: "67"
  title: A letter about the quay
  author:
  genre: letter
  completeness: complete
  notes: "2"
  defects:
    - the writer gives no name
  grade: C
  grade_reason: unsigned
  descriptor: An unsigned letter against the quay.
  inferred:
    - field: issued
      value: "2021"
      reason: the youngest date in it
""",
    "indicators.csv": """\
id,theme,measure,qualifier,value,value_high,unit,wording,base,period,evidence,via,grade,note
ind-growth,traffic,Growth of traffic,,5,,percent,5 percent,traffic of 2019,2019–2021,D1#p4,,2,
ind-cost,money,Cost of the quay,,2,,USD million,$2 million,,,D1#p4,,2,"One sum, not itemised."
ind-daily,traffic,Passengers a day,,1200,,passengers,"1,200 passengers",,June 2021,D2#p2,D2#n1,3,
""",
    "events.csv": """\
id,date,date_end,precision,basis,basis_note,lane,event,label,actors,evidence,via,grade,note
ev-meeting,2021-03-12,,day,explicit,,board,The board meets.,Board meets,Ada Quill,D1#p3,,2,
ev-closing,2025,2026,approximate,explicit,,quay,The quay is expected to close.,Quay closes,Boris Vale,D2#p3,,4,
""",
    "projects.csv": """\
id,field,project,parties,status,status_date,obstacle,evidence,via,grade,note
pr-quay,building,The new quay,Boris Vale,disputed,,cost,D2#p3,,3,
""",
    "milestones.csv": """\
id,project,milestone,planned,planned_end,stated,stated_basis,evidence,via,note
ms-closing,pr-quay,closing,2025,2026,,,D2#p3,,
""",
    "statements.csv": """\
id,speaker,office,date,precision,basis,basis_note,gist,quote,evidence,via,note
st-boat,Ada Quill,chair,2021-03-12,day,explicit,,The boat stays.,We will not sell the old boat,D1#p3;D1#p5,,
st-quay,Boris Vale,,,,,,The quay was a mistake.,a costly mistake,D2#p3,,
""",
    "propositions.csv": """\
id,proposition
prop-quay,The quay was worth its cost.
prop-future,The quay has a future.
""",
    "positions.csv": """\
id,proposition,document,symbol,phrase,evidence,via,note
pos-d1,prop-quay,D1,silent,,,,
pos-d2,prop-quay,D2,denies,a costly mistake,D2#p3,,
""",
    "judgements.yaml": """\
- id: j1
  judgement: Traffic will go on growing.
  likelihood: likely
  confidence: moderate
  reason: two texts of different standpoint agree
  basis:
    - text: It grew before.
      quote: grown by 5 percent
      evidence: D1#p4
    - text: The builder says so.
      evidence: D2#p4
      via: D2#n2
  contrary: []
""",
    "conflicts.yaml": """\
- id: c1
  issue: What becomes of the quay
  sides:
    - document: D1
      says: it has been paid for
      evidence: D1#p4
    - document: D2
      says: it will close
      quote: expects it to close
      evidence: D2#p3
  type: forecast
  reading: The texts speak of different years.
""",
    "agreements.yaml": """\
- id: a1
  proposition: prop-future
  documents: D1; D2
  independence: not known
  evidence: D1#p4; D2#p3
""",
    "gaps.yaml": """\
- id: gap-author
  question: Who wrote the letter?
  matters: his interest is not known
  checked: the whole text
  answer: the envelope
""",
    "glossary.csv": """\
id,term,expansion,meaning,evidence,via
gl-quay,quay,,a wall that boats lie at,D1#p4,
""",
    "notes.csv": """\
id,document,number,work,relation,section,used_for,comment,evidence
n-1,D2,1,D2:1,cited,,passengers,,D2#n1
n-2,D2,2,stern-piles,cited,,traffic,,D2#n2
""",
    "summaries/D1.yaml": """\
id: sum-d1
document: D1
question: What did the board decide?
thesis:
  text: The boat is kept.
  quote: not sell the old boat
  evidence: D1#p5
findings:
  - text: Traffic grows.
    evidence: D1#p4
standpoint:
  text: The chair speaks for the board.
  evidence: D1#p3
""",
    "summaries/D2.yaml": """\
id: sum-d2
document: D2
question: Was the quay a mistake?
thesis:
  text: It was.
  quote: a costly mistake
  evidence: D2#p3
findings:
  - text: The ferry is well used.
    evidence: D2#p2
    via: D2#n1
standpoint:
  text: Against the quay.
  evidence: D2#p3
limits:
  - text: The writer is not known.
""",
    "reliability.yaml": """\
- id: re-d2
  document: D2
  group: held
  affiliation: not stated
  access: none shown
  age: summer of 2021
  leaning: against the quay
  dependence: a count by the company, and a builder
  evidence: D2#p2; D2#p3
- id: re-count
  document: D2
  source: A count of heads
  group: known through a letter
  affiliation: Ferry Company
  access: its own boats
  age: July 2021
  leaning: not known
  dependence: none
  evidence: D2#p2
  via: D2#n1
""",
}
_BIB = {
    "documents.bib": """\
@misc{D1,
  author = {Quill, Ada},
  title = {Minutes of the Ferry Board},
  date = {2021-03-12},
  keywords = {corpus},
}

@misc{D2,
  title = {A letter about the quay},
  keywords = {corpus},
}
""",
    "works.bib": """\
@online{D2:1,
  author = {{Ferry Company}},
  title = {Heads Counted on the Water},
  date = {2021-07-04},
  url = {http://example.org/heads},
  relatedtype = {citedin},
  related = {D2},
  corpusnote = {1},
  keywords = {cited},
}

@book{stern-piles,
  author = {Stern, Olga},
  title = {Piles and Tides},
  publisher = {Mole Press},
  location = {Tarn},
  date = {2020},
  related = {D2},
  corpusnote = {2},
  shorthand = {D2:2},
  keywords = {cited},
}
""",
}
_REPORT = {
    "report.toml": """\
[report]
title = "The quay at Tarn"
number = "T-1"
version = "1.0"
date = "2022-02-03"
status = "DRAFT"
language = "en-GB"

[build]
engine = "lualatex"

[bibliography]
files = ["bib/documents.bib", "bib/works.bib"]

[bibliography.lists]
corpus = "corpus"
works = "cited"

[fonts]
serif-regular = "PTF55F.ttf"

[limits]
quotation_words = 8
""",
    "main.tex.j2": r"""\documentclass{briefing}
\begin{document}
((( section("body") )))
((( bibliography("corpus") )))
((( bibliography("works") )))
((( report_end() )))
\end{document}
""",
    "sections/body.tex.j2": r"""\section{The quay}
\label{sec:quay}

Traffic grew by ((( fact("ind-growth") ))), and the chair said ((( quote("st-boat") ))) on ((( when("ev-meeting") ))).
One writer disagrees~((( cite("D2#p3", "stern-piles") ))).
((( ref("indicators") ))) has the numbers.

((( table("indicators") )))
((* for kind in ["events", "statements", "positions", "milestones", "judgements", "conflicts", "agreements", "gaps",
  "glossary", "summaries", "reliability"] *))
((* set shown = records(kind) *))
((* endfor *))
""",
    "tables/cells.tex.j2": """\
((* macro cited(row) *))((( row.cite )))((* endmacro *))
""",
    "tables/indicators.yaml": """\
records: indicators
caption: Traffic grows
columns:
- head: Measure
  field: measure
- head: Value
  field: wording
  align: right
- head: Source
  show: cited
source: Documents D1 and D2
description: The measures of the two documents with their values.
""",
    "bibliography/entries.tex.j2": """\
((* macro misc(e) *))((* if e.author *))((( e.author ))). ((* endif *))((( e.title )))((* if e.date *)), \
((( e.date )))((* endif *)).((* if e.url *)) ((( e.url ))).((* endif *))((* endmacro *))
((* macro book(e) *))((( e.author ))). \\emph{((( e.title )))}. ((( e.publisher ))), ((( e.date ))).((* endmacro *))
""",
    "briefing.cls": r"""\NeedsTeXFormat{LaTeX2e}
\ProvidesClass{briefing}
\LoadClass{article}
\RequirePackage{fontspec,array,booktabs,longtable,hyperref}
\newcommand*\citations[1]{[#1]}
\newcommand*\linkstyle[1]{#1}
\newcommand*\linkbreak{\penalty100 }
\newcommand*\tablehead[1]{#1}
\newcommand*\tablecontinued{continued}
\newcommand*\tablegroup[1]{#1}
\newenvironment{exhibit}{}{}
\newcommand*\exhibitsource[1]{Source: #1}
\newcommand*\reportend[1]{\par #1}
""",
}


def small_project() -> dict[str, str]:
    """Return the project's files by path, with the lock that fits them and the documents."""
    return dict(_locked())


@cache
def _locked() -> tuple[tuple[str, str], ...]:
    files = {
        **{f"data/{name}": text for name, text in _DATA.items()},
        **{f"bib/{name}": text for name, text in _BIB.items()},
        **{f"report/{name}": text for name, text in _REPORT.items()},
        "data/sources/minutes.txt": MINUTES,
        "data/sources/letter.txt": LETTER,
    }
    tools = MemoryTools.of(files)
    records = load_records(ROOT, tools).value
    wanted = tuple(
        Wanted(id=r.id, file=str(r.text("file")), sha256=str(r.text("sha256")), place=r.place)
        for r in records.of("documents")
    )
    write_lock(ROOT, lock_of(records, load_documents(SOURCES, wanted, tools).value, Lock()), tools)
    return tuple({**files, LOCK_FILE: tools.read(ROOT / LOCK_FILE).decode()}.items())
